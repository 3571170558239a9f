/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The family of decoders: one const struct in one file cs-codec-NAME.c and one row in codecs.def.
 * Used by one thread. */
#pragma once

#include "cs-frame-geometry.h"
#include "cs-pixel.h"
#include "cs-source.h"

/* Bytes at the start of a file by which a decoder knows its own. */
#define CS_CODEC_HEAD 1024

/* A frame as the asking side expects it. */
typedef struct {
  guint frame;
  gboolean stored; /* samples as they are kept, not to be shown */
  CsPixelType type;
  guint32 rows, columns, samples;
  guint8 *pixels; /* to be filled whole */
  gsize size;
} CsFrameJob;

typedef struct {
  const char *id; /* "png" */
  const char *media_type;
  /* HEAD_SIZE is at most CS_CODEC_HEAD. */
  gboolean (*matches) (const guint8 *head, gsize head_size);
  /* The document that cs_probe_new reads, without format and media type. HEADERS: also when there
   * is no picture inside. NULL with ERROR. */
  CsJson *(*probe) (const CsSource *source, gboolean headers, GError **error);
  /* Puts "context", what the header says of the patient; NULL: it says nothing. */
  gboolean (*context) (const CsSource *source, CsJson *json, GError **error);
  /* Fills the pixels. CORRUPT when the file does not give exactly the frame asked for. */
  gboolean (*frame) (const CsSource *source, const CsFrameJob *job, GError **error);
} CsCodec;

/* The decoder for SOURCE. NULL with UNSUPPORTED (and what it seems to be) or CORRUPT. */
const CsCodec *cs_codec_find (const CsSource *source, GError **error);
/* Checked answers of the decoder that fits. */
CsJson *cs_codec_probe (const CsSource *source, gboolean headers, gboolean context, GError **error);
gboolean cs_codec_frame (const CsSource *source, const CsFrameJob *job, GError **error);

/* What a plain picture says of itself. */
typedef struct {
  guint32 rows, columns, frames, samples;
  CsPixelType type;
  guint bits;
  gboolean inverted; /* 0 is white */
  gboolean alpha, lossy, icc;
  guint exif_orientation; /* 0 unknown */
  const char *damage;     /* why it cannot be shown whole; NULL */
  const char *note;       /* what else a person should know; NULL */
} CsPicture;

/* Puts KEY, a list with the one sentence TEXT; nothing when that is NULL. */
void cs_codec_put_sentence (CsJson *json, const char *key, const char *text);
/* Its document; LIMIT when a frame is larger than we show. */
CsJson *cs_picture_to_json (const CsPicture *picture, GError **error);
/* CORRUPT unless JOB asks for frames of this kind. */
gboolean cs_picture_check (const CsPicture *picture, const CsFrameJob *job, GError **error);
