/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that look random and are the same on every machine: the pictures of the sample must be.
 * A plain value; any thread. Not for keys. */
#pragma once

#include <glib.h>

typedef struct {
  guint64 state;
} CsSampleRandom;

guint32 cs_sample_random_next (CsSampleRandom *random);
/* From LEAST up to, not with, MOST. */
double cs_sample_random_range (CsSampleRandom *random, double least, double most);
