/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"
#include "cs-sampling.h"

#define NUMBERS 5

guint64
cs_splitmix64_next (guint64 *state)
{
  guint64 z = *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  const char *seed = cs_json_get_string (input, "seed");
  guint64 state = 0;
  if (seed == NULL || !g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT64, &state, NULL))
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.seed: not a string of digits from 0 to 18446744073709551615");
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < NUMBERS; i++) {
    g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, cs_splitmix64_next (&state));
    cs_json_append (list, cs_json_new_string (digits));
  }
  cs_json_put (answer, "first5", list);
  return TRUE;
}

const CsMetric cs_metric_prng_splitmix64 = {
  .name = "prng_splitmix64",
  .summary = "The first five numbers of SplitMix64, by which shuffles are drawn",
  .input = "seed: a string of digits",
  .params = "",
  .compute = compute,
};
