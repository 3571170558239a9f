/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-cautions.h"
#include "cs-monitoring.h"
#include "cs-quality-defaults.h"

#define MOST_NAMED 5 /* categories in one sentence */

/* --- how far a coefficient can be trusted --- */

gint64 *
cs_agreement_uses (const CsRatingPatterns *patterns)
{
  gint64 *uses = g_new0 (gint64, MAX (patterns->n_categories, 1));
  for (guint i = 0; i < patterns->n_patterns; i++)
    for (guint k = patterns->starts[i]; k < patterns->starts[i + 1]; k++)
      uses[patterns->counts[k].category] += patterns->times[i] * patterns->counts[k].count;
  return uses;
}

CsAgreementCautions
cs_agreement_cautions (const CsRatingPatterns *patterns)
{
  CsAgreementCautions cautions = { 0, 0, CS_UNKNOWN, CS_UNKNOWN };
  g_autofree double *shares = cs_agreement_shares (patterns);
  for (guint i = 0; i < patterns->n_patterns; i++)
    cautions.usable += patterns->sizes[i] > 1 ? patterns->times[i] : 0;
  for (guint i = 0; patterns->n_items > 0 && i < patterns->n_categories; i++)
    if (i == 0 || shares[i] > cautions.share) {
      cautions.prevalent = i;
      cautions.share = shares[i];
    }
  CsAgreement ac1 = cs_gwet_ac (patterns, NULL, CS_CONFIDENCE);
  CsEstimate alpha = cs_krippendorff_alpha (patterns, CS_LEVEL_NOMINAL, NULL);
  if (ac1.estimate.undefined == NULL && alpha.undefined == NULL)
    cautions.gap = ac1.estimate.value - alpha.value;
  return cautions;
}

/* --- sentences --- */

/* A list that was put is no longer changed. */
void
cs_metric_warn (CsJson *answer, const char *format, ...)
{
  const CsJson *had = cs_json_get (answer, "warnings");
  CsJson *warnings = cs_json_new_array ();
  va_list args;
  va_start (args, format);
  g_autofree char *sentence = g_strdup_vprintf (format, args);
  va_end (args);
  for (guint i = 0; i < cs_json_length (had); i++)
    cs_json_append (warnings, cs_json_ref (cs_json_at (had, i)));
  cs_json_append (warnings, cs_json_new_string (sentence));
  cs_json_put (answer, "warnings", warnings);
}

void
cs_metric_warn_few (CsJson *answer, gint64 items)
{
  if (items < CS_LEAST_ITEMS)
    cs_metric_warn (answer,
                    "too few to judge: %" G_GINT64_FORMAT " %s with two ratings, %d are needed",
                    items, items == 1 ? "item" : "items", CS_LEAST_ITEMS);
}

void
cs_metric_warn_short (CsJson *answer, gint64 items)
{
  if (items < CS_LEAST_ITEMS)
    cs_metric_warn (answer, "too few to judge: %" G_GINT64_FORMAT " %s, %d are needed", items,
                    items == 1 ? "item" : "items", CS_LEAST_ITEMS);
}

static char *
name_of (const CsMetricRatings *ratings, guint category)
{
  const CsJson *name = ratings->names != NULL ? cs_json_at (ratings->names, category) : NULL;
  if (cs_json_type (name) == CS_JSON_STRING)
    return g_strdup (cs_json_string (name));
  return name != NULL ? cs_json_to_line (name) : g_strdup_printf ("%u", category);
}

static void
warn_rare (CsJson *answer, const CsMetricRatings *ratings)
{
  guint rare = 0;
  g_autofree gint64 *uses = cs_agreement_uses (&ratings->patterns);
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < ratings->n_categories; i++) {
    if (uses[i] >= CS_LEAST_USES || rare++ >= MOST_NAMED)
      continue;
    g_autofree char *name = name_of (ratings, i);
    g_string_append_printf (names, "%s%s (%" G_GINT64_FORMAT ")", names->len > 0 ? ", " : "", name,
                            uses[i]);
  }
  if (rare > MOST_NAMED)
    g_string_append_printf (names, " and %u more", rare - MOST_NAMED);
  if (rare > 0)
    cs_metric_warn (answer, "used fewer than %d times: %s", CS_LEAST_USES, names->str);
}

static void
warn_prevalent (CsJson *answer, const CsMetricRatings *ratings, const CsAgreementCautions *cautions)
{
  if (cautions->share > CS_PREVALENT_SHARE) {
    g_autofree char *name = name_of (ratings, cautions->prevalent);
    cs_metric_warn (answer,
                    "almost all ratings fall in one category, %s; kappa and alpha are unstable "
                    "here: read AC1, and the agreement on the rare category (specific_agreement)",
                    name);
  } else if (fabs (cautions->gap) > CS_PREVALENT_GAP) {
    char gap[G_ASCII_DTOSTR_BUF_SIZE];
    cs_metric_warn (answer,
                    "AC1 and alpha are %s apart: they hang on how often each category is used; "
                    "read both, and the agreement on each category (specific_agreement)",
                    g_ascii_formatd (gap, sizeof gap, "%.2f", fabs (cautions->gap)));
  }
}

void
cs_metric_warn_ratings (CsJson *answer, const CsMetricRatings *ratings, gboolean of_categories)
{
  CsAgreementCautions cautions = cs_agreement_cautions (&ratings->patterns);
  if (cautions.usable == 0)
    return; /* it is undefined, and says why */
  cs_metric_warn_few (answer, cautions.usable);
  if (!of_categories)
    return;
  warn_rare (answer, ratings);
  warn_prevalent (answer, ratings, &cautions);
}

void
cs_metric_put_benchmark (CsJson *answer, const CsEstimate *estimate)
{
  double membership[CS_BENCHMARKS], cumulative[CS_BENCHMARKS];
  if (estimate->undefined != NULL || !(estimate->se > 0) || !(fabs (estimate->value) <= 1))
    return;
  guint level = cs_benchmark_level (estimate->value, estimate->se, membership, cumulative);
  if (isfinite (cumulative[CS_BENCHMARKS - 1]))
    cs_json_put_string (answer, "benchmark", cs_benchmarks[level]);
}
