/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"

/* What FILE or the option --template says; the error names the file. */
static CsWorkflow *
read_workflow (CsCli *cli, guint argument, GError **error)
{
  const char *path = cs_cli_argument (cli, argument), *id = cs_cli_option (cli, "template");
  if ((path != NULL) == (id != NULL)) {
    cs_fail (error, CS_ERROR_INVALID, "name a file or a --template, one of them");
    return NULL;
  }
  if (id != NULL)
    return cs_workflow_from_template (id, error);
  g_autoptr (GBytes) bytes = cs_cli_read_file (path, error);
  if (bytes == NULL)
    return NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  CsWorkflow *workflow = cs_workflow_parse (text, size, error);
  if (workflow == NULL)
    g_prefix_error (error, "%s: ", path);
  return workflow;
}

static void
say_changes (CsCli *cli, const CsWorkflow *before, const CsWorkflow *after)
{
  g_autoptr (GPtrArray) changes = cs_workflow_diff (before, after);
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "changes", list);
  for (guint i = 0; i < changes->len; i++) {
    cs_json_append (list, cs_json_new_string (changes->pdata[i]));
    cs_cli_print (cli, "  %s", (const char *)changes->pdata[i]);
  }
}

static gboolean
run_publish (CsCli *cli, GError **error)
{
  const CsWorkflow *in_force = NULL;
  g_autoptr (CsWorkflow) workflow = read_workflow (cli, 1, error);
  CsProject *project = workflow != NULL ? cs_cli_project (cli, CS_STORE_WRITE, error) : NULL;
  if (project == NULL || !cs_project_workflow (project, &in_force, NULL, error))
    return FALSE;
  g_autoptr (CsWorkflow) before =
      cs_workflow_ref ((CsWorkflow *)in_force); /* a fold drops the index's own */
  if (!cs_project_publish_workflow (project, workflow, cs_cli_option (cli, "note"), error))
    return FALSE;
  cs_cli_print (cli, "Published the workflow%s%s%s. Cases that were begun go on as they began.",
                workflow->name != NULL ? " \"" : "", workflow->name != NULL ? workflow->name : "",
                workflow->name != NULL ? "\"" : "");
  say_changes (cli, before, workflow);
  return cs_cli_warn_roster (cli, project, error);
}

static gboolean
run_diff (CsCli *cli, GError **error)
{
  const CsWorkflow *in_force = NULL;
  g_autoptr (CsWorkflow) workflow = read_workflow (cli, 1, error);
  CsProject *project = workflow != NULL ? cs_cli_project (cli, CS_STORE_LOOK, error) : NULL;
  if (project == NULL || !cs_project_workflow (project, &in_force, NULL, error))
    return FALSE;
  say_changes (cli, in_force, workflow);
  return TRUE;
}

static void
print_workflow (CsCli *cli, const CsWorkflow *workflow)
{
  g_autofree char *text = g_strchomp (cs_workflow_to_text (workflow));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  cs_json_put (cs_cli_data (cli), "workflow", cs_json_ref (cs_workflow_to_json (workflow)));
  for (guint i = 0; lines[i] != NULL; i++)
    cs_cli_print (cli, "%s", lines[i]);
}

/* As it can be edited and published again. */
static gboolean
run_show (CsCli *cli, GError **error)
{
  const CsWorkflow *workflow = NULL;
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  if (project == NULL || !cs_project_workflow (project, &workflow, NULL, error))
    return FALSE;
  print_workflow (cli, workflow);
  return TRUE;
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  return cs_cli_list_documents (cli, "workflow", error);
}

static gboolean
run_ready (CsCli *cli, GError **error)
{
  const char *id = cs_cli_argument (cli, 0);
  if (id != NULL) {
    g_autoptr (CsWorkflow) workflow = cs_workflow_from_template (id, error);
    if (workflow == NULL)
      return FALSE;
    print_workflow (cli, workflow);
    return TRUE;
  }
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "ready", list);
  for (guint i = 0; cs_workflow_templates ()[i] != NULL; i++) {
    const CsTemplate *ready = cs_workflow_templates ()[i];
    cs_json_append (list, cs_json_new_string (ready->id));
    cs_cli_print (cli, "%s", ready->id);
  }
  return TRUE;
}

static const CsCliOption options[] = {
  { "template", "NAME", "a ready-made one instead of a file" },
  { "note", "TEXT", "what changed and why" },
  { NULL },
};

static const CsCliOption diff_options[] = {
  { "template", "NAME", "a ready-made one instead of a file" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "publish", "PROJECT FILE|--template NAME [--note TEXT]",
    "make it the workflow of what is begun from now on", options, 1, 2, run_publish },
  { "diff", "PROJECT FILE|--template NAME", "what publishing it would change", diff_options, 1, 2,
    run_diff },
  { "show", "PROJECT", "the one in force, as a file to edit", NULL, 1, 1, run_show },
  { "list", "PROJECT", "its versions", NULL, 1, 1, run_list },
  { "ready", "[NAME]", "workflows to begin with, or one of them as a file to edit", NULL, 0, 1,
    run_ready },
};

const CsCommand cs_command_workflow = { "workflow", actions, G_N_ELEMENTS (actions) };
