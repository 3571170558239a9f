/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-labels.h"

#include <glib/gi18n.h>

CsOption *
cs_option_majority (const CsVotes *votes, const guint *ballots)
{
  gsize n = (gsize)votes->n_items * votes->n_classes;
  g_autofree guint32 *counts = g_new0 (guint32, MAX (n, 1));
  CsOption *options = g_new0 (CsOption, MAX (n, 1));
  for (gsize i = 0; i < votes->n; i++)
    counts[(gsize)votes->votes[i].item * votes->n_classes + votes->votes[i].label]++;
  for (gsize i = 0; i < n; i++) {
    guint64 twice = 2 * (guint64)counts[i], all = ballots[i / votes->n_classes];
    options[i] = twice > all ? CS_OPTION_IN : twice == all ? CS_OPTION_OPEN : CS_OPTION_OUT;
  }
  return options;
}

/* --- the metric --- */

#define MOST_CELLS (1 << 26) /* items by options */

typedef struct {
  CsMetricNames items, raters, options;
  GArray *votes;   /* of CsVote */
  GArray *ballots; /* of guint, by item */
} Ballots;

static void
ballots_clear (Ballots *ballots)
{
  cs_metric_names_clear (&ballots->items);
  cs_metric_names_clear (&ballots->raters);
  cs_metric_names_clear (&ballots->options);
  g_clear_pointer (&ballots->votes, g_array_unref);
  g_clear_pointer (&ballots->ballots, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ballots, ballots_clear)

static gboolean
read_options (const CsJson *list, guint n, Ballots *ret, CsVote vote, GError **error)
{
  g_auto (CsMetricNames) own = { 0 };
  cs_metric_names_init (&own);
  for (guint i = 0; i < cs_json_length (list); i++) {
    guint place = 0;
    if (!cs_metric_names_add (&own, cs_json_at (list, i), &place) ||
        !cs_metric_names_add (&ret->options, cs_json_at (list, i), &vote.label))
      return cs_fail (error, CS_ERROR_INVALID,
                      "input.labels[%u][2][%u]: neither a number nor a string", n, i);
    if (place == i)
      g_array_append_val (ret->votes, vote);
    else
      return cs_fail (error, CS_ERROR_INVALID, "input.labels[%u][2][%u]: twice", n, i);
  }
  return TRUE;
}

static gboolean
read_ballot (const CsJson *json, guint n, Ballots *ret, GError **error)
{
  CsVote vote = { 0 };
  if (cs_json_type (json) != CS_JSON_ARRAY || cs_json_length (json) != 3 ||
      !cs_metric_names_add (&ret->items, cs_json_at (json, 0), &vote.item) ||
      !cs_metric_names_add (&ret->raters, cs_json_at (json, 1), &vote.rater) ||
      cs_json_type (cs_json_at (json, 2)) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "input.labels[%u]: not [item, rater, [option, ...]]",
                    n);
  if (vote.item == ret->ballots->len)
    g_array_set_size (ret->ballots, vote.item + 1);
  g_array_index (ret->ballots, guint, vote.item)++;
  return read_options (cs_json_at (json, 2), n, ret, vote, error);
}

static void
put_options (CsJson *answer, const Ballots *ballots, const CsOption *options)
{
  CsJson *in = cs_json_new_array (), *open = cs_json_new_array (), *counts = cs_json_new_array ();
  guint n = ballots->options.names->len;
  for (guint i = 0; i < ballots->items.names->len; i++) {
    CsJson *own_in = cs_json_new_array (), *own_open = cs_json_new_array ();
    for (guint k = 0; k < n; k++) {
      CsOption option = options[(gsize)i * n + k];
      if (option != CS_OPTION_OUT)
        cs_json_append (option == CS_OPTION_IN ? own_in : own_open,
                        cs_metric_names_at (&ballots->options, k));
    }
    cs_json_append (in, own_in);
    cs_json_append (open, own_open);
    cs_json_append (counts, cs_json_new_int (g_array_index (ballots->ballots, guint, i)));
  }
  cs_metric_put_names (answer, "items", &ballots->items);
  cs_json_put (answer, "options", in);
  cs_json_put (answer, "open", open);
  cs_json_put (answer, "ballots", counts);
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  g_auto (Ballots) ballots = { .votes = g_array_new (FALSE, FALSE, sizeof (CsVote)),
                               .ballots = g_array_new (FALSE, TRUE, sizeof (guint)) };
  const CsJson *list = NULL;
  cs_metric_names_init (&ballots.items);
  cs_metric_names_init (&ballots.raters);
  cs_metric_names_init (&ballots.options);
  if (!cs_metric_read_list (input, "labels", &list, error))
    return FALSE;
  for (guint i = 0; i < cs_json_length (list); i++)
    if (!read_ballot (cs_json_at (list, i), i, &ballots, error))
      return FALSE;
  guint n_items = ballots.items.names->len, n = ballots.options.names->len;
  if ((guint64)n_items * n > MOST_CELLS)
    return cs_fail (error, CS_ERROR_LIMIT, "input.labels: %u items by %u options", n_items, n);
  cs_json_put_int (answer, "n", n_items);
  if (n_items == 0) {
    cs_metric_put_undefined (answer, N_ ("there are no labels"));
    return TRUE;
  }
  CsVotes votes = { n_items, ballots.raters.names->len, n, ballots.votes->len,
                    (CsVote *)(void *)ballots.votes->data };
  g_autofree CsOption *options =
      cs_option_majority (&votes, (const guint *)(const void *)ballots.ballots->data);
  put_options (answer, &ballots, options);
  return TRUE;
}

const CsMetric cs_metric_option_majority = {
  .name = "option_majority",
  .summary =
      "Multiple choice: the options that more than half chose; those of exactly half are open",
  .input = "labels: [item, rater, [option, ...]] each",
  .params = "",
  .compute = compute,
};
