/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-labels.h"
#include "cs-overlap.h"

static CsTriple *
triples_of (const CsRelation *relations, guint n, gboolean typed)
{
  CsTriple *triples = g_new (CsTriple, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    triples[i] =
        (CsTriple){ { relations[i].from, relations[i].to, typed ? relations[i].type : 0 } };
  return triples;
}

CsF1
cs_relation_f1 (const CsRelation *a, guint n_a, const CsRelation *b, guint n_b, gboolean typed)
{
  g_autofree CsTriple *of_a = triples_of (a, n_a, typed);
  g_autofree CsTriple *of_b = triples_of (b, n_b, typed);
  return cs_triples_f1 (of_a, n_a, of_b, n_b);
}

/* --- the metric --- */

static gboolean
read_relations (const CsJson *input, const char *key, CsMetricNames *names,
                CsRelation **ret_relations, guint *ret_n, GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, key, &list, error))
    return FALSE;
  *ret_n = cs_json_length (list);
  *ret_relations = g_new0 (CsRelation, MAX (*ret_n, 1));
  for (guint i = 0; i < *ret_n; i++) {
    const CsJson *each = cs_json_at (list, i);
    CsRelation *relation = &(*ret_relations)[i];
    if (cs_json_type (each) != CS_JSON_ARRAY || cs_json_length (each) != 3 ||
        !cs_metric_names_add (names, cs_json_at (each, 0), &relation->from) ||
        !cs_metric_names_add (names, cs_json_at (each, 1), &relation->type) ||
        !cs_metric_names_add (names, cs_json_at (each, 2), &relation->to))
      return cs_fail (error, CS_ERROR_INVALID,
                      "input.%s[%u]: not [from, type, to] of numbers and strings", key, i);
  }
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricNames) names = { 0 };
  g_autofree CsRelation *a = NULL;
  g_autofree CsRelation *b = NULL;
  gboolean typed = TRUE;
  guint n_a = 0, n_b = 0;
  cs_metric_names_init (&names);
  if (!cs_metric_read_labelled (params, &typed, error) ||
      !read_relations (input, "a", &names, &a, &n_a, error) ||
      !read_relations (input, "b", &names, &b, &n_b, error))
    return FALSE;
  CsF1 found = cs_relation_f1 (a, n_a, b, n_b, typed);
  cs_metric_put_estimate (answer, &found.f1);
  if (found.f1.undefined != NULL)
    return TRUE;
  cs_json_put_int (answer, "correct", found.correct);
  cs_json_put_int (answer, "missed", found.missed);
  cs_json_put_int (answer, "spurious", found.spurious);
  return TRUE;
}

const CsMetric cs_metric_relation_f1 = {
  .name = "relation_f1",
  .summary = "F1 of relations between ends that are matched already",
  .input = "a: relations [from, type, to]|b: the other's",
  .params = "label: whether types have to be the same, true",
  .compute = compute,
};
