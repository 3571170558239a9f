/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-file.h"
#include "cs-metric.h"

#include <string.h>

#define MOST_BYTES (256 * 1024 * 1024)

/* --- what there is --- */

static void
tell_keys (CsCli *cli, const char *head, const char *keys)
{
  g_auto (GStrv) parts = g_strsplit (keys, "|", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    cs_cli_print (cli, "  %-7s%s", i == 0 ? head : "", parts[i]);
}

static CsJson *
keys_of (const char *keys)
{
  CsJson *object = cs_json_new_object ();
  g_auto (GStrv) parts = g_strsplit (keys, "|", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    g_auto (GStrv) halves = g_strsplit (parts[i], ": ", 2);
    if (halves[0] != NULL && halves[1] != NULL)
      cs_json_put_string (object, halves[0], halves[1]);
  }
  return object;
}

static CsJson *
tell_metric (CsCli *cli, const CsMetric *metric)
{
  CsJson *row = cs_json_new_object ();
  cs_json_put_string (row, "name", metric->name);
  cs_json_put_string (row, "summary", metric->summary);
  cs_json_put (row, "input", keys_of (metric->input));
  cs_json_put (row, "params", keys_of (metric->params));
  if (metric->fixed != NULL)
    cs_json_put (row, "fixed", keys_of (metric->fixed));
  cs_cli_print (cli, "%s: %s", metric->name, metric->summary);
  tell_keys (cli, "input", metric->input);
  tell_keys (cli, "params", metric->params);
  if (metric->fixed != NULL)
    tell_keys (cli, "fixed", metric->fixed);
  return row;
}

/* ONE alone, or all of them where it is NULL. */
static gboolean
list (CsCli *cli, const char *one, GError **error)
{
  guint n = 0;
  const CsMetric *const *metrics = cs_metrics (&n);
  const CsMetric *wanted = one != NULL ? cs_metric_find (one, error) : NULL;
  if (one != NULL && wanted == NULL)
    return FALSE;
  CsJson *all = cs_json_new_array ();
  for (guint i = 0; i < n; i++)
    if (wanted == NULL || metrics[i] == wanted)
      cs_json_append (all, tell_metric (cli, metrics[i]));
  cs_json_put (cs_cli_data (cli), "metrics", all);
  return TRUE;
}

/* --- one --- */

/* What it warns of comes last, a line each. */
static void
tell (CsCli *cli, const CsJson *answer)
{
  const CsJson *warnings = cs_json_get (answer, "warnings");
  for (guint i = 0; i < cs_json_length (answer); i++) {
    if (cs_json_member_at (answer, i) == warnings)
      continue;
    g_autofree char *line = cs_json_to_line (cs_json_member_at (answer, i));
    const char *words = cs_json_string (cs_json_member_at (answer, i));
    cs_cli_print (cli, "%s: %s", cs_json_key_at (answer, i), words != NULL ? words : line);
  }
  for (guint i = 0; i < cs_json_length (warnings); i++)
    cs_cli_print (cli, "warning: %s", cs_json_string (cs_json_at (warnings, i)));
}

/* EACH has the input and what belongs to it. NULL on error, which names the case. */
static CsJson *
compute (CsCli *cli, const CsMetric *metric, const CsJson *each, GError **error)
{
  const char *id = cs_json_get_string (each, "id");
  CsJson *answer = cs_metric_check_file (metric, each, error)
                       ? cs_metric_compute (metric, cs_json_get (each, "input"),
                                            cs_json_get (each, "params"), error)
                       : NULL;
  if (answer == NULL) {
    g_prefix_error (error, "%s%s", id != NULL ? id : "", id != NULL ? ": " : "");
    return NULL;
  }
  if (id != NULL)
    cs_cli_print (cli, "%s", id);
  tell (cli, answer);
  if (cs_metric_is_undefined (answer))
    cs_cli_say_no (cli);
  return answer;
}

/* Those of a file of vectors that are of METRIC. */
static gboolean
compute_cases (CsCli *cli, const CsMetric *metric, const CsJson *cases, GError **error)
{
  CsJson *all = cs_json_new_object ();
  cs_json_put (cs_cli_data (cli), "cases", all);
  for (guint i = 0; i < cs_json_length (cases); i++) {
    const CsJson *each = cs_json_at (cases, i);
    const char *id = cs_json_get_string (each, "id");
    if (g_strcmp0 (cs_json_get_string (each, "metric"), metric->name) != 0)
      continue;
    g_autofree char *key = id != NULL ? g_strdup (id) : g_strdup_printf ("cases[%u]", i);
    CsJson *answer = compute (cli, metric, each, error);
    if (answer == NULL)
      return FALSE;
    cs_json_put (all, key, answer);
  }
  return cs_json_length (all) > 0 ||
         cs_fail (error, CS_ERROR_NOT_FOUND, "no case of it is of %s", metric->name);
}

static gboolean
run_one (CsCli *cli, const CsMetric *metric, const char *path, GError **error)
{
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, MOST_BYTES, error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsJson) json =
      text != NULL ? cs_json_parse_text (text, size, MOST_BYTES, error) : NULL;
  if (json == NULL)
    return FALSE;
  if (cs_json_get (json, "cases") != NULL)
    return compute_cases (cli, metric, cs_json_get (json, "cases"), error);
  g_autoptr (CsJson) answer = compute (cli, metric, json, error);
  for (guint i = 0; i < cs_json_length (answer); i++)
    cs_json_put (cs_cli_data (cli), cs_json_key_at (answer, i),
                 cs_json_ref (cs_json_member_at (answer, i)));
  return answer != NULL;
}

static gboolean
run (CsCli *cli, GError **error)
{
  const char *name = cs_cli_argument (cli, 0), *path = cs_cli_argument (cli, 1);
  if (strcmp (name, "list") == 0)
    return list (cli, cs_cli_n_arguments (cli) > 1 ? path : NULL, error);
  const CsMetric *metric = cs_metric_find (name, error);
  if (metric == NULL)
    return FALSE;
  if (cs_cli_n_arguments (cli) < 2)
    return cs_fail (error, CS_ERROR_INVALID, "say which file has its input: metric %s FILE", name);
  if (run_one (cli, metric, path, error))
    return TRUE;
  if (error != NULL && *error != NULL && !g_str_has_prefix ((*error)->message, path))
    g_prefix_error (error, "%s: ", path);
  return FALSE;
}

static const CsCliAction actions[] = {
  { NULL, "NAME FILE|list [NAME]",
    "compute a measure of agreement, consensus, sampling or drift on a JSON file with \"input\" "
    "and "
    "\"params\"; \"metric list\" says which there are and what they want, \"schema metrics\" which "
    "fit a label",
    NULL, 1, 2, run },
};

const CsCommand cs_command_metric = { "metric", actions, G_N_ELEMENTS (actions) };
