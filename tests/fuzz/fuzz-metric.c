/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-metric.h"

#include <math.h>

#define MOST_BYTES (1024 * 1024)

static void
check_finite (const CsJson *json)
{
  g_assert_true (isfinite (cs_json_real (json)));
  for (guint i = 0; i < cs_json_length (json); i++)
    check_finite (cs_json_type (json) == CS_JSON_OBJECT ? cs_json_member_at (json, i)
                                                        : cs_json_at (json, i));
}

/* {"metric", "input", "params"}: an error, or an answer without a number that is none. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (CsJson) json = cs_json_parse_text ((const char *)data, size, MOST_BYTES, NULL);
  const char *name = cs_json_get_string (json, "metric");
  const CsMetric *metric = name != NULL ? cs_metric_find (name, NULL) : NULL;
  if (metric == NULL)
    return 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) answer =
      cs_metric_compute (metric, cs_json_get (json, "input"), cs_json_get (json, "params"), &error);
  g_assert ((answer == NULL) == (error != NULL));
  g_assert (answer == NULL || cs_json_length (answer) > 0);
  check_finite (answer);
  return 0;
}
