/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picture file says of itself, as the decode helper understood it and this side checked it.
 * An immutable value, reference counted; strings live as long as it. Any thread. */
#pragma once

#include "cs-frame-geometry.h"
#include "cs-pixel.h"

typedef struct {
  const char *center, *width; /* decimals as the file writes them, in modality units */
  const char *explanation;    /* NULL when there is none */
  const char *function;       /* "LINEAR", "LINEAR_EXACT", "SIGMOID" */
} CsWindow;

/* What may differ from frame to frame. */
typedef struct {
  CsFrameGeometry geometry;
  const char *slope, *intercept; /* decimals as the file writes them; NULL when it does not say */
  const char *unit;              /* "HU", "BQML"; NULL unknown */
  const CsWindow *windows;
  guint n_windows;
} CsFrameFacts;

/* An ultrasound region: pixel bounds (both inclusive) and the size of a pixel along x and y. */
typedef struct {
  guint32 x0, y0, x1, y1;
  const char *unit_x, *unit_y; /* "cm", "seconds", ... */
  double delta_x, delta_y;     /* units per pixel, never negative */
} CsRegion;

typedef struct {
  const char *format;                     /* "dicom", "png", "jpeg", "tiff" */
  const char *media_type;                 /* "application/dicom" */
  guint32 rows, columns, frames, samples; /* frames is 0 only with CS_PROBE_HEADERS */
  guint bits_allocated, bits_stored;
  CsPixelType pixel;       /* of the stored values that cs_decoder_frame gives */
  const char *photometric; /* "MONOCHROME1", "RGB", "PALETTE COLOR", ...: of the stored values */
  gboolean alpha;          /* the last sample is opacity, not multiplied in */
  gboolean lossy;
  gboolean has_padding; /* stored values that stand for no picture, both inclusive */
  gint64 padding_first, padding_last;
  const char *transfer_syntax, *transfer_syntax_name; /* NULL unless DICOM */
  guint exif_orientation;                             /* 1..8, 0 when the file does not say */
  const char *burned_in;                              /* "yes", "no" or NULL: unknown */
  const char *laterality;                             /* NULL when the file does not say */
  const CsRegion *regions;
  guint n_regions;
  const CsJson *damage; /* sentences: why frames are missing or cut; NULL when the file is whole */
  const CsJson *notes;  /* sentences: what else a person should know; NULL */
} CsProbeFacts;

typedef struct _CsProbe CsProbe;

CsProbe *cs_probe_ref (CsProbe *probe);
void cs_probe_unref (CsProbe *probe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsProbe, cs_probe_unref)

/* Takes over nothing. INVALID when the document does not describe a picture within our limits. The
 * same document that cs_probe_json gives, so that a stored one can be read back. */
CsProbe *cs_probe_new (const CsJson *json, GError **error);
/* Canonical: no reals, keys sorted; belongs into item.add and the output of probe. */
const CsJson *cs_probe_json (const CsProbe *probe);
const CsProbeFacts *cs_probe_facts (const CsProbe *probe);
/* FRAME counts from 0 and is below the number of frames (or 0 when there are none). */
const CsFrameFacts *cs_probe_frame_facts (const CsProbe *probe, guint frame);
/* A DICOM attribute that groups or names: "study_uid", "series_uid", "instance_uid",
 * "frame_of_reference_uid", "sop_class_uid", "patient_id", "patient_name", "modality",
 * "series_description", "instance_number", "acquisition_number", "temporal_position",
 * "echo_numbers", "study_date", "view_position", "image_type", "series_number",
 * "patient_orientation", "cine_rate", "display_rate", "frame_time", "frame_times". NULL when the
 * file does not say. */
const char *cs_probe_id (const CsProbe *probe, const char *key);
/* Of a file asked with CS_PROBE_CONTEXT: "age", "sex", "study", "reason", "history"; NULL when it
 * does not say. */
const char *cs_probe_context (const CsProbe *probe, const char *key);
/* A scout: made to plan the others, never one of their stack. */
gboolean cs_probe_is_localiser (const CsProbe *probe);
/* Bytes of one frame of stored values; 0 without frames. */
gsize cs_probe_frame_size (const CsProbe *probe);
