/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a unit of a picture is called: a slice, or of a loop a frame. Sentences for the window; the
 * caller frees them. UNIT counts from 0. */
#pragma once

#include "cs-case-read.h"

/* "slice 12", "frame 12". */
char *cs_unit_words (const CsCaseItem *item, gint64 unit);
/* "slice 12 of 40". */
char *cs_unit_words_of (const CsCaseItem *item, gint64 unit);
