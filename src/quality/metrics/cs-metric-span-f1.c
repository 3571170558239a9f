/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-labels.h"
#include "cs-overlap.h"

#include <string.h>

#define MOST_PLACE                                                                                 \
  (G_GINT64_CONSTANT (1) << 32) /* so that sums over a matching do not overflow                    \
                                 */

/* By label, start and end where places are counted; else by start, end and label. */
static CsTriple *
triples_of (const CsSpan *spans, guint n, CsSpansMatch match, gboolean labelled)
{
  CsTriple *triples = g_new (CsTriple, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    gint64 label = labelled ? spans[i].label : 0;
    if (match == CS_SPANS_TOKEN)
      triples[i] = (CsTriple){ { label, spans[i].start, spans[i].end } };
    else
      triples[i] = (CsTriple){ { spans[i].start, spans[i].end, label } };
  }
  return triples;
}

/* Spans of a label that touch become one; how many are left. */
static guint
unite (CsTriple *spans, guint n)
{
  guint kept = 0;
  n = cs_triples_sort (spans, n);
  for (guint i = 0; i < n; i++) {
    CsTriple *last = kept > 0 ? &spans[kept - 1] : NULL;
    if (last != NULL && last->key[0] == spans[i].key[0] && spans[i].key[1] <= last->key[2])
      last->key[2] = MAX (last->key[2], spans[i].key[2]);
    else
      spans[kept++] = spans[i];
  }
  return kept;
}

static gint64
length_of (const CsTriple *spans, guint n)
{
  gint64 length = 0;
  for (guint i = 0; i < n; i++)
    length += spans[i].key[2] - spans[i].key[1];
  return length;
}

static CsF1
tokens_f1 (CsTriple *a, guint n_a, CsTriple *b, guint n_b)
{
  gint64 both = 0;
  n_a = unite (a, n_a);
  n_b = unite (b, n_b);
  for (guint i = 0, k = 0; i < n_a && k < n_b;) {
    if (a[i].key[0] != b[k].key[0]) {
      *(a[i].key[0] < b[k].key[0] ? &i : &k) += 1;
      continue;
    }
    both += MAX (0, MIN (a[i].key[2], b[k].key[2]) - MAX (a[i].key[1], b[k].key[1]));
    *(a[i].key[2] < b[k].key[2] ? &i : &k) += 1;
  }
  return cs_f1_of (length_of (a, n_a), length_of (b, n_b), both, 0);
}

CsF1
cs_span_f1 (const CsSpan *a, guint n_a, const CsSpan *b, guint n_b, CsSpansMatch match,
            gboolean labelled)
{
  gboolean keep = labelled || match == CS_SPANS_PARTIAL;
  g_autofree CsTriple *of_a = triples_of (a, n_a, match, keep);
  g_autofree CsTriple *of_b = triples_of (b, n_b, match, keep);
  if (match == CS_SPANS_TOKEN)
    return tokens_f1 (of_a, n_a, of_b, n_b);
  if (match == CS_SPANS_EXACT)
    return cs_triples_f1 (of_a, n_a, of_b, n_b);
  n_a = cs_triples_sort (of_a, n_a);
  n_b = cs_triples_sort (of_b, n_b);
  return cs_spans_partial (of_a, n_a, of_b, n_b);
}

/* --- the metric --- */

static gboolean
read_span (const CsJson *json, const char *key, guint i, gint64 length, CsMetricNames *names,
           gboolean labelled, CsSpan *ret_span, GError **error)
{
  const CsJson *start = cs_json_at (json, 0), *end = cs_json_at (json, 1),
               *label = cs_json_at (json, 2);
  *ret_span = (CsSpan){ cs_json_int (start), cs_json_int (end), 0 };
  if (cs_json_type (json) != CS_JSON_ARRAY || cs_json_length (json) < 2 ||
      cs_json_length (json) > 3 || cs_json_type (start) != CS_JSON_INT ||
      cs_json_type (end) != CS_JSON_INT)
    return cs_fail (error, CS_ERROR_INVALID, "input.%s[%u]: not [start, end, label]", key, i);
  if (ret_span->start < 0 || ret_span->end <= ret_span->start || ret_span->end > length)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.%s[%u]: does not begin before it ends, within 0 to %" G_GINT64_FORMAT,
                    key, i, length);
  if ((label != NULL || labelled) && !cs_metric_names_add (names, label, &ret_span->label))
    return cs_fail (error, CS_ERROR_INVALID, "input.%s[%u][2]: not a label", key, i);
  return TRUE;
}

static gboolean
read_spans (const CsJson *input, const char *key, gint64 length, CsMetricNames *names,
            gboolean labelled, CsSpan **ret_spans, guint *ret_n, GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, key, &list, error))
    return FALSE;
  *ret_n = cs_json_length (list);
  *ret_spans = g_new (CsSpan, MAX (*ret_n, 1));
  for (guint i = 0; i < *ret_n; i++)
    if (!read_span (cs_json_at (list, i), key, i, length, names, labelled, &(*ret_spans)[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_match (const CsJson *params, CsSpansMatch *ret_match, GError **error)
{
  const CsJson *json = cs_json_get (params, "match");
  const char *nick = cs_json_string (json);
  *ret_match = CS_SPANS_EXACT;
  return json == NULL || (nick != NULL && cs_spans_match_from_nick (nick, ret_match)) ||
         cs_fail (error, CS_ERROR_INVALID, "params.match: none of exact, token, partial");
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricNames) names = { 0 };
  g_autofree CsSpan *a = NULL;
  g_autofree CsSpan *b = NULL;
  const CsJson *length = cs_json_get (input, "length");
  gint64 most = length != NULL ? cs_json_int (length) : MOST_PLACE;
  CsSpansMatch match = CS_SPANS_EXACT;
  gboolean labelled = TRUE;
  guint n_a = 0, n_b = 0;
  cs_metric_names_init (&names);
  if (length != NULL && (cs_json_type (length) != CS_JSON_INT || most < 0 || most > MOST_PLACE))
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.length: not a whole number from 0 to %" G_GINT64_FORMAT, MOST_PLACE);
  if (!read_match (params, &match, error) || !cs_metric_read_labelled (params, &labelled, error))
    return FALSE;
  labelled = labelled && match != CS_SPANS_PARTIAL;
  if (!read_spans (input, "a", most, &names, labelled, &a, &n_a, error) ||
      !read_spans (input, "b", most, &names, labelled, &b, &n_b, error))
    return FALSE;
  CsF1 found = cs_span_f1 (a, n_a, b, n_b, match, labelled);
  cs_metric_put_estimate (answer, &found.f1);
  if (found.f1.undefined != NULL)
    return TRUE;
  cs_json_put_int (answer, "correct", found.correct);
  cs_json_put_int (answer, "partial", found.partial);
  cs_json_put_int (answer, "missed", found.missed);
  cs_json_put_int (answer, "spurious", found.spurious);
  return TRUE;
}

const CsMetric cs_metric_span_f1 = {
  .name = "span_f1",
  .summary = "F1 of spans: exact, token by token, or partial",
  .input = "a: spans [start, end, label], the end not included|b: the other's|length: of the text",
  .params = "match: exact, token or partial (half for an overlap)|label: whether labels have to be "
            "the same, true",
  .fixed = "credit: 0.5|definition: SemEval-2013 task 9 partial",
  .compute = compute,
};
