/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-answer.h"

#include <glib/gi18n.h>

const char *const cs_metric_nothing_varies = N_ ("nothing varies that an error could be told of");

void
cs_metric_put_undefined (CsJson *answer, const char *why)
{
  cs_json_put_string (answer, "undefined", why);
}

gboolean
cs_metric_put_n (CsJson *answer, gint64 n, const char *why)
{
  cs_json_put_int (answer, "n", n);
  if (why != NULL)
    cs_metric_put_undefined (answer, why);
  return why == NULL;
}

void
cs_metric_put_real (CsJson *answer, const char *key, double value)
{
  if (isfinite (value))
    cs_json_put (answer, key, cs_json_new_real (value));
}

void
cs_metric_put_estimate (CsJson *answer, const CsEstimate *estimate)
{
  cs_json_put_int (answer, "n", estimate->n);
  if (estimate->undefined != NULL) {
    cs_metric_put_undefined (answer, estimate->undefined);
    return;
  }
  if (!isfinite (estimate->value)) {
    cs_metric_put_undefined (answer, N_ ("the numbers are too large"));
    return;
  }
  cs_metric_put_real (answer, "value", estimate->value);
  cs_metric_put_real (answer, "se", estimate->se);
  if (isinf (estimate->low) || isinf (estimate->high)) {
    cs_metric_put_no_interval (answer, N_ ("the confidence is too near to 1"));
    return;
  }
  cs_metric_put_real (answer, "ci_low", estimate->low);
  cs_metric_put_real (answer, "ci_high", estimate->high);
}

void
cs_metric_put_no_interval (CsJson *answer, const char *why)
{
  cs_metric_put_null (answer, "ci_low", why);
  cs_metric_put_null (answer, "ci_high", why);
}

void
cs_metric_put_agreement (CsJson *answer, const CsAgreement *agreement)
{
  const CsEstimate *estimate = &agreement->estimate;
  cs_metric_put_estimate (answer, estimate);
  if (estimate->undefined != NULL || !isfinite (estimate->value))
    return;
  if (isnan (estimate->low)) {
    const char *why = estimate->n < 2 ? N_ ("there is only one item") : cs_metric_nothing_varies;
    cs_metric_put_null (answer, "se", why);
    cs_metric_put_no_interval (answer, why);
  }
  cs_metric_put_real (answer, "pa", agreement->observed);
  cs_metric_put_real (answer, "pe", agreement->chance);
}

CsJson *
cs_metric_new_real (double value)
{
  return isfinite (value) ? cs_json_new_real (value) : cs_json_new_null ();
}

void
cs_metric_put_reals (CsJson *answer, const char *key, const double *values, guint n)
{
  cs_json_put (answer, key, cs_metric_reals (values, n));
}

void
cs_metric_put_pair (CsJson *answer, const char *key, double low, double high)
{
  const double both[] = { low, high };
  cs_metric_put_reals (answer, key, both, 2);
}

CsJson *
cs_metric_reals (const double *values, guint n)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < n; i++)
    cs_json_append (list, cs_metric_new_real (values[i]));
  return list;
}

/* What is there already stays; an object that was put is no longer changed. */
void
cs_metric_put_reason (CsJson *answer, const char *key, const char *why)
{
  const CsJson *had = cs_json_get (answer, "reasons");
  CsJson *reasons = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (had); i++)
    cs_json_put (reasons, cs_json_key_at (had, i), cs_json_ref (cs_json_member_at (had, i)));
  cs_json_put_string (reasons, key, why);
  cs_json_put (answer, "reasons", reasons);
}

void
cs_metric_put_null (CsJson *answer, const char *key, const char *why)
{
  cs_json_put (answer, key, cs_json_new_null ());
  cs_metric_put_reason (answer, key, why);
}
