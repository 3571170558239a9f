/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-schema-ready.h"

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

static const CsCliOption options[] = {
  { "note", "TEXT", "what changed and why" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "publish", "PROJECT FILE [--note TEXT]", "make FILE the label schema in force", options, 2, 2,
    run_publish },
  { "show", "PROJECT", "the one in force, as a file to edit", NULL, 1, 1, run_show },
  { "list", "PROJECT", "its versions", NULL, 1, 1, run_list },
  { "ready", "[NAME]", "label schemas to begin with, or one of them as a file to edit", NULL, 0, 1,
    run_ready },
};

const CsCommand cs_command_schema = { "schema", actions, G_N_ELEMENTS (actions) };
