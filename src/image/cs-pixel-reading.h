/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value under the pointer, in the units of the modality. Pure functions; any thread. */
#pragma once

#include "cs-frame.h"
#include "cs-probe.h"

typedef struct {
  guint n;          /* samples: 1, or those of a colour */
  double values[4]; /* of one sample: rescaled; of a colour: as stored */
  const char *unit; /* NULL when the header does not say; lives as long as the facts */
  gboolean padding; /* the header says that there is no picture here */
} CsPixelReading;

/* FALSE outside the frame. FRAME is as CS_FRAME_VALUES, FACTS are its own. */
gboolean cs_pixel_reading_at (const CsFrame *frame, const CsProbe *probe, const CsFrameFacts *facts,
                              gint64 x, gint64 y, CsPixelReading *ret_reading);
/* "-412 HU", "1234", "R 12 G 40 B 200"; whole numbers in full, others with six figures. C locale.
 * Caller frees. */
char *cs_pixel_reading_text (const CsPixelReading *reading);
