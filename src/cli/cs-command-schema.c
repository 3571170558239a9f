/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-label-metrics.h"
#include "cs-schema-ready.h"

#include <string.h>

static gboolean
run_publish (CsCli *cli, GError **error)
{
  const char *path = cs_cli_argument (cli, 1);
  g_autoptr (GBytes) bytes = cs_cli_read_file (path, error);
  if (bytes == NULL)
    return FALSE;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (CsSchema) schema = cs_schema_read (text, size, error);
  if (schema == NULL) {
    g_prefix_error (error, "%s: ", path);
    return FALSE;
  }
  CsSchema *before = NULL;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL || !cs_project_schema (project, &before, NULL, error))
    return FALSE;
  g_autoptr (GPtrArray) changes = before != NULL ? cs_schema_diff (before, schema) : NULL;
  if (!cs_project_publish_schema (project, schema, cs_cli_option (cli, "note"), error))
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "changes", list);
  cs_cli_print (cli, "Published the label schema \"%s\".", cs_schema_name (schema));
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    cs_json_append (list, cs_json_new_string (changes->pdata[i]));
    cs_cli_print (cli, "  %s", (const char *)changes->pdata[i]);
  }
  return TRUE;
}

/* As it can be edited and published again. */
static gboolean
run_show (CsCli *cli, GError **error)
{
  CsSchema *schema = NULL;
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  if (project == NULL || !cs_project_schema (project, &schema, NULL, error))
    return FALSE;
  if (schema == NULL)
    return cs_fail (error, CS_ERROR_NOT_FOUND,
                    "no label schema was published yet; \"schema publish PROJECT FILE\" does it");
  g_autofree char *text = g_strchomp (cs_schema_to_text (schema));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  cs_json_put (cs_cli_data (cli), "schema", cs_json_ref (cs_schema_to_json (schema)));
  for (guint i = 0; lines[i] != NULL; i++)
    cs_cli_print (cli, "%s", lines[i]);
  return TRUE;
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  return cs_cli_list_documents (cli, "schema", error);
}

/* To be edited and published, or handed to "new --schema". */
static gboolean
run_ready (CsCli *cli, GError **error)
{
  const char *key = cs_cli_argument (cli, 0);
  if (key == NULL) {
    CsJson *list = cs_json_new_array ();
    cs_json_put (cs_cli_data (cli), "ready", list);
    for (const CsSchemaReady *ready = cs_schemas_ready; ready->key != NULL; ready++) {
      g_autoptr (CsSchema) schema = cs_schema_ready_new (ready->key, error);
      if (schema == NULL)
        return FALSE;
      CsJson *json = cs_json_new_object ();
      cs_json_put_string (json, "key", ready->key);
      cs_json_put_string (json, "name", cs_schema_name (schema));
      cs_json_append (list, json);
      cs_cli_print (cli, "%-20s %s", ready->key, cs_schema_name (schema));
    }
    return TRUE;
  }
  g_autoptr (CsSchema) schema = cs_schema_ready_new (key, error);
  if (schema == NULL)
    return FALSE;
  g_autofree char *text = g_strchomp (cs_schema_to_text (schema));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  cs_json_put (cs_cli_data (cli), "schema", cs_json_ref (cs_schema_to_json (schema)));
  for (guint i = 0; lines[i] != NULL; i++)
    cs_cli_print (cli, "%s", lines[i]);
  return TRUE;
}

/* --- which metrics fit its labels --- */

static CsJson *
metrics_to_json (const char *list)
{
  CsJson *all = cs_json_new_array ();
  g_auto (GStrv) words = g_strsplit (list, "|", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    CsJson *row = cs_json_new_object (), *params = NULL;
    g_autofree char *name = cs_label_metric_read (words[i], &params);
    cs_json_put_string (row, "metric", name);
    cs_json_put (row, "params", params);
    cs_json_append (all, row);
  }
  return all;
}

static CsJson *
tell_metrics (CsCli *cli, const char *head, const CsLabelMetrics *metrics)
{
  static const char *const titles[] = { "headline", "also", "consensus" };
  const char *const lists[] = { metrics->headline, metrics->also, metrics->consensus };
  CsJson *json = cs_json_new_object ();
  cs_json_put_string (json, "id", metrics->id);
  cs_json_put_string (json, "title", metrics->title);
  cs_cli_print (cli, "%s%s", head, metrics->title);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_auto (GStrv) words = g_strsplit (lists[i], "|", -1);
    g_autofree char *line = g_strjoinv (", ", words);
    cs_cli_print (cli, "    %-10s %s", titles[i],
                  i == 2 && line[0] == '\0' ? "people adjudicate" : line);
    cs_json_put (json, titles[i], metrics_to_json (lists[i]));
  }
  return json;
}

/* A row of LIST for TYPE of WHOSE, which is KEY of a schema. */
static void
tell_type (CsCli *cli, CsJson *list, const char *whose, const char *key, const char *type)
{
  const CsLabelMetrics *otherwise = NULL;
  const CsLabelMetrics *metrics = cs_label_metrics_of (type, &otherwise);
  g_autofree char *head = g_strdup_printf ("%s, %s: ", key, type);
  CsJson *json = tell_metrics (cli, head, metrics);
  cs_json_put_string (json, whose, key);
  cs_json_put_string (json, "type", type);
  if (otherwise != NULL)
    cs_json_put (json, "otherwise", tell_metrics (cli, "  or, as ", otherwise));
  cs_json_append (list, json);
}

static void
tell_attributes (CsCli *cli, CsJson *list, const char *of, const CsAttribute *attributes, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *key = g_strdup_printf ("%s.%s", of, attributes[i].key);
    tell_type (cli, list, "attribute", key, attributes[i].type->nick);
  }
}

/* A project, or a file as "schema publish" takes it. */
static CsSchema *
schema_of_argument (CsCli *cli, GError **error)
{
  const char *path = cs_cli_argument (cli, 0);
  CsSchema *schema = NULL;
  gsize size = 0;
  if (g_str_has_suffix (path, ".json")) {
    g_autoptr (GBytes) bytes = cs_cli_read_file (path, error);
    const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
    schema = data != NULL ? cs_schema_read (data, size, error) : NULL;
    if (data != NULL && schema == NULL)
      g_prefix_error (error, "%s: ", path);
    return schema;
  }
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  if (project == NULL || !cs_project_schema (project, &schema, NULL, error))
    return NULL;
  if (schema == NULL)
    cs_fail (error, CS_ERROR_NOT_FOUND, "%s: no label schema was published yet", path);
  return schema != NULL ? cs_schema_ref (schema) : NULL;
}

/* The whole table, where nothing is named. */
static gboolean
tell_all (CsCli *cli, CsJson *list)
{
  guint n = 0;
  const CsLabelMetrics *rows = cs_label_metrics (&n);
  for (guint i = 0; i < n; i++)
    cs_json_append (list, tell_metrics (cli, "", &rows[i]));
  return TRUE;
}

static gboolean
run_metrics (CsCli *cli, GError **error)
{
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "metrics", list);
  if (cs_cli_n_arguments (cli) == 0)
    return tell_all (cli, list);
  g_autoptr (CsSchema) schema = schema_of_argument (cli, error);
  if (schema == NULL)
    return FALSE;
  for (guint i = 0; i < schema->n_labels; i++) {
    const CsLabel *label = &schema->labels[i];
    for (guint k = 0; k < label->n_kinds; k++)
      tell_type (cli, list, "label", label->key, label->kinds[k]->tag);
    tell_attributes (cli, list, label->key, label->attributes, label->n_attributes);
  }
  for (guint i = 0; i < schema->n_relations; i++) {
    const CsRelation *relation = &schema->relations[i];
    tell_type (cli, list, "relation", relation->key, "relation");
    tell_attributes (cli, list, relation->key, relation->attributes, relation->n_attributes);
  }
  return TRUE;
}

static const CsCliOption options[] = {
  { "note", "TEXT", "what changed and why" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "publish", "PROJECT FILE [--note TEXT]", "make FILE the label schema in force", options, 2, 2,
    run_publish },
  { "show", "PROJECT", "the one in force, as a file to edit", NULL, 1, 1, run_show },
  { "list", "PROJECT", "its versions", NULL, 1, 1, run_list },
  { "metrics", "[PROJECT|FILE.json]",
    "which measures of agreement and which consensus fit each label and attribute; without a "
    "project or a file, each type of label",
    NULL, 0, 1, run_metrics },
  { "ready", "[NAME]", "label schemas to begin with, or one of them as a file to edit", NULL, 0, 1,
    run_ready },
};

const CsCommand cs_command_schema = { "schema", actions, G_N_ELEMENTS (actions) };
