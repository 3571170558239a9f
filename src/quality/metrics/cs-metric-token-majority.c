/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-labels.h"

#include <glib/gi18n.h>
#include <stdlib.h>

/* --- one label of one rater after the other --- */

static int
compare_spans (const void *a, const void *b)
{
  const CsRaterSpan *x = a, *y = b;
  if (x->label != y->label)
    return x->label < y->label ? -1 : 1;
  if (x->rater != y->rater)
    return x->rater < y->rater ? -1 : 1;
  return (x->start > y->start) - (x->start < y->start);
}

typedef struct {
  guint label;
  gint64 place;
  int step; /* 1: one more rater from here on */
} Edge;

static int
compare_edges (const void *a, const void *b)
{
  const Edge *x = a, *y = b;
  if (x->label != y->label)
    return x->label < y->label ? -1 : 1;
  return (x->place > y->place) - (x->place < y->place);
}

/* A rater's own spans of a label that overlap or touch are one. */
static GArray *
edges_of (CsRaterSpan *spans, guint n)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  if (n > 0)
    qsort (spans, n, sizeof *spans, compare_spans);
  for (guint i = 0; i < n;) {
    const CsRaterSpan *first = &spans[i];
    gint64 end = first->end;
    for (i++; i < n && spans[i].label == first->label && spans[i].rater == first->rater &&
              spans[i].start <= end;
         i++)
      end = MAX (end, spans[i].end);
    const Edge both[] = { { first->label, first->start, 1 }, { first->label, end, -1 } };
    g_array_append_vals (edges, both, 2);
  }
  if (edges->len > 0)
    qsort (edges->data, edges->len, sizeof (Edge), compare_edges);
  return edges;
}

/* --- places --- */

/* From START to END of LABEL, which goes on with the last one where that ends there. */
static void
extend (GArray *list, guint label, gint64 start, gint64 end)
{
  CsRaterSpan *last = list->len > 0 ? &g_array_index (list, CsRaterSpan, list->len - 1) : NULL;
  const CsRaterSpan span = { start, end, 0, label };
  if (last != NULL && last->label == label && last->end == start)
    last->end = end;
  else
    g_array_append_val (list, span);
}

void
cs_span_majority (CsRaterSpan *spans, guint n, guint n_raters, GArray **ret_spans,
                  GArray **ret_open)
{
  g_autoptr (GArray) edges = edges_of (spans, n);
  gint64 raters = 0;
  *ret_spans = g_array_new (FALSE, FALSE, sizeof (CsRaterSpan));
  *ret_open = g_array_new (FALSE, FALSE, sizeof (CsRaterSpan));
  for (guint i = 0; i + 1 < edges->len; i++) {
    const Edge *edge = &g_array_index (edges, Edge, i), *next = edge + 1;
    raters += edge->step;
    if (next->label != edge->label || next->place == edge->place || raters == 0)
      continue;
    if (2 * raters >= n_raters)
      extend (2 * raters > n_raters ? *ret_spans : *ret_open, edge->label, edge->place,
              next->place);
  }
}

/* --- the metric --- */

static gboolean
read_span (const CsJson *json, guint rater, guint i, CsMetricNames *labels, GArray *spans,
           GError **error)
{
  const CsJson *start = cs_json_at (json, 0), *end = cs_json_at (json, 1);
  CsRaterSpan span = { cs_json_int (start), cs_json_int (end), rater, 0 };
  if (cs_json_type (json) != CS_JSON_ARRAY || cs_json_length (json) != 3 ||
      cs_json_type (start) != CS_JSON_INT || cs_json_type (end) != CS_JSON_INT ||
      !cs_metric_names_add (labels, cs_json_at (json, 2), &span.label))
    return cs_fail (error, CS_ERROR_INVALID, "input.raters[%u][%u]: not [start, end, label]", rater,
                    i);
  if (span.start < 0 || span.end <= span.start)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input.raters[%u][%u]: does not begin before it ends, from 0 on", rater, i);
  g_array_append_val (spans, span);
  return TRUE;
}

static void
put_spans (CsJson *answer, const char *key, const GArray *spans, const CsMetricNames *labels)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < spans->len; i++) {
    const CsRaterSpan *span = &g_array_index (spans, CsRaterSpan, i);
    CsJson *row = cs_json_new_array ();
    cs_json_append (row, cs_json_new_int (span->start));
    cs_json_append (row, cs_json_new_int (span->end));
    cs_json_append (row, cs_metric_names_at (labels, span->label));
    cs_json_append (list, row);
  }
  cs_json_put (answer, key, list);
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  g_auto (CsMetricNames) labels = { 0 };
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (CsRaterSpan));
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) open = NULL;
  const CsJson *raters = NULL;
  cs_metric_names_init (&labels);
  if (!cs_metric_read_list (input, "raters", &raters, error))
    return FALSE;
  for (guint i = 0; i < cs_json_length (raters); i++) {
    const CsJson *own = cs_json_at (raters, i);
    if (cs_json_type (own) != CS_JSON_ARRAY)
      return cs_fail (error, CS_ERROR_INVALID, "input.raters[%u]: not a list", i);
    for (guint k = 0; k < cs_json_length (own); k++)
      if (!read_span (cs_json_at (own, k), i, k, &labels, spans, error))
        return FALSE;
  }
  cs_json_put_int (answer, "n", cs_json_length (raters));
  if (cs_json_length (raters) == 0) {
    cs_metric_put_undefined (answer, N_ ("there are no raters"));
    return TRUE;
  }
  cs_span_majority ((CsRaterSpan *)(void *)spans->data, spans->len, cs_json_length (raters), &found,
                    &open);
  put_spans (answer, "spans", found, &labels);
  put_spans (answer, "open", open, &labels);
  return TRUE;
}

const CsMetric cs_metric_token_majority = {
  .name = "token_majority",
  .summary = "Spans place by place: what more than half marked; what exactly half did is open",
  .input = "raters: of each who read the text, spans [start, end, label], the end not included",
  .params = "",
  .compute = compute,
};
