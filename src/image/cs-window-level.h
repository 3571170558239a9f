/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which values are black and which white: a window of DICOM PS3.3 C.11.2 in modality units. A plain
 * value; any thread. */
#pragma once

#include "cs-picture.h"

typedef enum {
  CS_VOI_LINEAR,       /* C.11.2.1.2.1; the width is at least 1 */
  CS_VOI_LINEAR_EXACT, /* C.11.2.1.3.2 */
  CS_VOI_SIGMOID,      /* C.11.2.1.3.1 */
} CsVoiFunction;

typedef struct {
  double center, width; /* width > 0 */
  CsVoiFunction function;
  gboolean invert; /* asked for by the person, on top of MONOCHROME1 */
} CsWindowLevel;

/* The brightness of VALUE, 0 to 255, before inversion, not rounded: formulas of C.11.2.1.2 and
 * C.11.2.1.3 with ymin 0 and ymax 255. */
double cs_window_level_at (const CsWindowLevel *window, double value);

/* FALSE unless the header's words are numbers with a width above 0 and a function we know (LINEAR
 * when it names none). A LINEAR narrower than 1, which the standard forbids and scaled values need,
 * is taken as LINEAR_EXACT. */
gboolean cs_window_level_from_header (const CsWindow *header, CsWindowLevel *ret_window);
/* LOW is the last black and HIGH the first white. */
CsWindowLevel cs_window_level_range (double low, double high);
/* For a drag: both in modality units. The width stays positive (1 at least when LINEAR). */
void cs_window_level_move (CsWindowLevel *window, double center_by, double width_by);

/* Percentiles 1 to 99 of the frame; of a colour picture, as it is. */
CsWindowLevel cs_window_level_auto (const CsPicture *picture);
/* From the least to the greatest value of the frame; of a colour picture, as it is. */
CsWindowLevel cs_window_level_full (const CsPicture *picture);
/* The first good window of the header of a frame; FALSE when it has none. */
gboolean cs_window_level_of_frame (const CsFrameFacts *facts, CsWindowLevel *ret_window);
/* What the picture opens with: the first good window of SERIES, which is the slice whose header
 * speaks for the whole series (cs_series_view_windows), or NULL: of its own header; else 0 to 255
 * as it is for colour and for 8-bit pictures that are not DICOM; else auto. */
CsWindowLevel cs_window_level_default (const CsPicture *picture, const CsFrameFacts *series);
