/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-agreement.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>
#include <string.h>

#define SAME 1e-15 /* of shares that add up to 1 */

/* --- weights --- */

gboolean
cs_weights_from_nick (const char *nick, CsWeights *ret_weights)
{
  static const char *const nicks[] = { "none", "linear", "quadratic", "ordinal" };
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (strcmp (nicks[i], nick) == 0) {
      *ret_weights = (CsWeights)i;
      return TRUE;
    }
  return FALSE;
}

static double
weight_of (CsWeights kind, double distance, double largest)
{
  double share = largest > 0 ? distance / largest : 0;
  if (kind == CS_WEIGHTS_ORDINAL)
    return 1 - distance * (distance + 1) / (largest * (largest + 1));
  return kind == CS_WEIGHTS_LINEAR ? 1 - share : 1 - share * share;
}

double *
cs_weights_new (CsWeights kind, const double *values, guint n)
{
  if (kind == CS_WEIGHTS_NONE)
    return NULL;
  if (kind == CS_WEIGHTS_ORDINAL)
    values = NULL;
  double low = 0, high = n - 1.0;
  for (guint i = 0; values != NULL && i < n; i++) {
    low = i == 0 ? values[i] : MIN (low, values[i]);
    high = i == 0 ? values[i] : MAX (high, values[i]);
  }
  double *weights = g_new (double, (gsize)n *n);
  double scale = isfinite (high - low) ? 1 : 0.25, largest = high * scale - low * scale;
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++) {
      double distance =
          values != NULL ? fabs (values[i] * scale - values[k] * scale) : fabs ((double)i - k);
      weights[(gsize)i * n + k] = i == k ? 1 : weight_of (kind, distance, largest);
    }
  return weights;
}

const char *
cs_agreement_why_alone (const CsRatingPatterns *patterns)
{
  for (guint i = 0; i < patterns->n_patterns; i++)
    if (patterns->sizes[i] > 1)
      return N_ ("there is only one category");
  return patterns->n_items > 0 ? N_ ("no item has two ratings") : N_ ("there is no item");
}

double
cs_agreement_weight (const double *weights, guint n, guint i, guint k)
{
  return weights != NULL ? weights[(gsize)i * n + k] : i == k;
}

double
cs_agreement_total (const double *weights, guint n)
{
  double total = weights == NULL ? n : 0;
  for (gsize i = 0; weights != NULL && i < (gsize)n * n; i++)
    total += weights[i];
  return total;
}

/* --- what items agree --- */

CsAgreement
cs_agreement_undefined (gint64 n, const char *why)
{
  return (CsAgreement){ cs_estimate_undefined (n, why), CS_UNKNOWN, CS_UNKNOWN };
}

/* a_i. */
static double
agreed (const CsRatingPatterns *patterns, const double *weights, guint pattern)
{
  guint start = patterns->starts[pattern], end = patterns->starts[pattern + 1];
  double size = (double)patterns->sizes[pattern], pairs = 0;
  for (guint i = start; i < end; i++) {
    const CsRatingCount *own = &patterns->counts[i];
    double same = own->count - 1.0;
    for (guint k = start; weights != NULL && k < end; k++)
      if (k != i)
        same +=
            weights[(gsize)own->category * patterns->n_categories + patterns->counts[k].category] *
            patterns->counts[k].count;
    pairs += own->count * same;
  }
  return pairs / (size * (size - 1));
}

double *
cs_agreement_shares (const CsRatingPatterns *patterns)
{
  double *shares = g_new0 (double, patterns->n_categories);
  for (guint i = 0; i < patterns->n_patterns; i++)
    for (guint k = patterns->starts[i]; k < patterns->starts[i + 1]; k++)
      shares[patterns->counts[k].category] +=
          (double)patterns->times[i] * patterns->counts[k].count / (double)patterns->sizes[i];
  for (guint i = 0; i < patterns->n_categories; i++)
    shares[i] /= (double)patterns->n_items;
  return shares;
}

static void
put_interval (CsEstimate *estimate, double variance, double confidence)
{
  double n = (double)estimate->n;
  if (n < 2)
    return;
  estimate->se = sqrt (variance);
  double reach = gsl_cdf_tdist_Pinv ((1 + confidence) / 2, n - 1) * estimate->se;
  estimate->low = estimate->value - reach;
  estimate->high = MIN (1, estimate->value + reach);
}

CsAgreementUnit *
cs_agreement_units (const CsRatingPatterns *patterns, const double *weights)
{
  CsAgreementUnit *units = g_new0 (CsAgreementUnit, MAX (patterns->n_patterns, 1));
  for (guint i = 0; i < patterns->n_patterns; i++) {
    units[i].times = patterns->times[i];
    units[i].usable = patterns->sizes[i] > 1;
    units[i].agreed = units[i].usable ? agreed (patterns, weights, i) : 0;
  }
  return units;
}

CsAgreement
cs_agreement_combine (const CsAgreementUnit *units, guint n_units, double chance, double confidence)
{
  double sum = 0, squares = 0;
  gint64 all = 0, usable = 0;
  for (guint i = 0; i < n_units; i++) {
    all += units[i].times;
    usable += units[i].usable ? units[i].times : 0;
    sum += (double)units[i].times * units[i].agreed;
  }
  if (usable == 0)
    return cs_agreement_undefined (all, N_ ("no item has two ratings"));
  if (1 - chance <= SAME)
    return cs_agreement_undefined (all, N_ ("only one category was used"));
  double n = (double)all, observed = sum / (double)usable;
  double value = (observed - chance) / (1 - chance);
  CsAgreement result = { { value, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, all, NULL },
                         observed,
                         chance };
  for (guint i = 0; i < n_units; i++) {
    double part =
        units[i].usable ? n / (double)usable * (units[i].agreed - chance) / (1 - chance) : 0;
    double off = part - 2 * (1 - value) * (units[i].expected - chance) / (1 - chance) - value;
    squares += (double)units[i].times * off * off;
  }
  put_interval (&result.estimate, squares / (n * (n - 1)), confidence);
  return result;
}

CsAgreement
cs_agreement_by_chance (const CsRatingPatterns *patterns, const double *weights, double chance,
                        double confidence)
{
  g_autofree CsAgreementUnit *units = cs_agreement_units (patterns, weights);
  for (guint i = 0; i < patterns->n_patterns; i++)
    units[i].expected = chance;
  return cs_agreement_combine (units, patterns->n_patterns, chance, confidence);
}

CsAgreement
cs_agreement_by_parts (const CsRatingPatterns *patterns, const double *weights, double chance,
                       const double *parts, double confidence)
{
  g_autofree CsAgreementUnit *units = cs_agreement_units (patterns, weights);
  for (guint i = 0; i < patterns->n_patterns; i++)
    for (guint k = patterns->starts[i]; k < patterns->starts[i + 1]; k++)
      units[i].expected += parts[patterns->counts[k].category] * patterns->counts[k].count /
                           (double)patterns->sizes[i];
  return cs_agreement_combine (units, patterns->n_patterns, chance, confidence);
}
