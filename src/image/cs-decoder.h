/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks helper processes what is in a file from a stranger. Synchronous; a CsDecoder belongs to one
 * thread at a time and owns as many helpers as there are cores. A helper that dies or hangs costs
 * one picture and is replaced. */
#pragma once

#include "cs-frame.h"
#include "cs-probe.h"

#include <gio/gio.h>

typedef struct _CsDecoder CsDecoder;

typedef enum {
  CS_PROBE_DEFAULT = 0,
  CS_PROBE_HEADERS = 1 << 0, /* objects without a picture are answered too, with 0 frames */
  CS_PROBE_CONTEXT = 1 << 1, /* with what the header says of the patient: never to be kept */
} CsProbeFlags;

typedef enum {
  /* Samples as they are kept or unpacked, before rescale, window, palette and colour
   * conversion. For checksums: bits of overlays are still there, and signs may be missing. */
  CS_FRAME_STORED,
  /* To show and to measure: only the bits stored, signs extended, colour as RGB, a palette applied
   * (u8, 3 samples). Before rescale and window. */
  CS_FRAME_VALUES,
} CsFrameForm;

/* PROGRAM is the path of countersign-decode; NULL looks beside the running program, then where it
 * was installed. Starts one helper, so that a broken installation is told here: NOT_FOUND or
 * FAILED. */
CsDecoder *cs_decoder_new (const char *program, GError **error);
/* Ends the helpers. NULL is fine. */
void cs_decoder_free (CsDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDecoder, cs_decoder_free)

/* Frames asked for later are given up when CANCELLABLE is cancelled (CANCELLED), with the helper
 * that works on one. NULL takes it away. */
void cs_decoder_set_cancellable (CsDecoder *decoder, GCancellable *cancellable);
/* FALSE where the kernel does not let a helper give up its rights: say so to the person. */
gboolean cs_decoder_is_sandboxed (const CsDecoder *decoder);
/* How many helpers died or had to be ended since the start. */
guint cs_decoder_deaths (const CsDecoder *decoder);

/* FD is open for reading and holds SIZE bytes; it stays the caller's and its offset is not moved.
 * NAME stands before messages. UNSUPPORTED says what the file seems to be, CORRUPT what is damaged,
 * LIMIT what is too large. */
CsProbe *cs_decoder_probe (CsDecoder *decoder, int fd, gint64 size, const char *name,
                           CsProbeFlags flags, GError **error);

/* Many files through all helpers at once. */
typedef struct {
  /* Opens file N for reading, -1 with ERROR when it does not open. RET_NAME is freed. */
  int (*open) (gpointer data, guint n, gint64 *ret_size, char **ret_name, GError **error);
  /* Exactly one of PROBE and ERROR is set; both belong to the caller of this. Files finish in any
   * order; every file whose open was called is told, unless the whole fails. */
  void (*done) (gpointer data, guint n, CsProbe *probe, const GError *error);
} CsProbeMany;

/* FALSE when no helper can be started or CANCELLABLE was cancelled (CANCELLED); a single bad file
 * is told to DONE. */
gboolean cs_decoder_probe_many (CsDecoder *decoder, guint n_files, const CsProbeMany *job,
                                gpointer data, CsProbeFlags flags, GCancellable *cancellable,
                                GError **error);

/* One frame of a file that was probed before (N from 0). CORRUPT when it does not decode whole. */
CsFrame *cs_decoder_frame (CsDecoder *decoder, int fd, gint64 size, const char *name,
                           const CsProbe *probe, guint n, CsFrameForm form, GError **error);
/* SHA-256 over the stored values of all frames in order. */
gboolean cs_decoder_hash (CsDecoder *decoder, int fd, gint64 size, const char *name,
                          const CsProbe *probe, GCancellable *cancellable, CsHash *ret_hash,
                          GError **error);
