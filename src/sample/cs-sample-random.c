/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-random.h"

/* A linear congruential generator with the multiplier and increment that Knuth gives for MMIX; the
 * upper half of its state is good enough for dots and noise. */
guint32
cs_sample_random_next (CsSampleRandom *random)
{
  random->state = random->state * G_GUINT64_CONSTANT (6364136223846793005) +
                  G_GUINT64_CONSTANT (1442695040888963407);
  return (guint32)(random->state >> 32);
}

double
cs_sample_random_range (CsSampleRandom *random, double least, double most)
{
  return least + (most - least) * (cs_sample_random_next (random) / 4294967296.0);
}
