/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the files of the sample. Plain functions; any thread. */
#pragma once

#include "cs-sample-slide.h"

#define CS_SAMPLE_SLIDES 4

/* The seed of slide N. */
guint64 cs_sample_slide_seed (guint n);
/* sources/, guideline/ and cases.csv in DIR, which is there. */
gboolean cs_sample_write_sources (const char *dir, GError **error);

/* The file NAME in DIR, and its folder. */
gboolean cs_sample_write_text (const char *dir, const char *name, const char *text, GError **error);
/* Takes BYTES over; NULL is the failure of who made them. */
gboolean cs_sample_write_made (const char *dir, const char *name, GBytes *bytes, GError **error);
