/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-project-relax.h"
#include "cs-project-workflows.h"

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

/* As it is after PROJECT's workflow became another one. */
static gboolean
say_published (CsCli *cli, CsProject *project, const CsWorkflow *before, const char *how,
               GError **error)
{
  const CsWorkflow *in_force = NULL;
  if (!cs_project_workflow (project, &in_force, NULL, error))
    return FALSE;
  g_autofree char *name =
      in_force->name != NULL ? g_strdup_printf (" \"%s\"", in_force->name) : g_strdup ("");
  cs_cli_print (cli, "%s the workflow%s. Cases that were begun go on as they began.", how, name);
  say_changes (cli, before, in_force);
  return cs_cli_warn_roster (cli, project, error);
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
  return say_published (cli, project, before, "Published", error);
}

/* --- strict again --- */

/* The one of that number, as TEXT says it. */
static const CsWorkflowVersion *
find_version (const GPtrArray *versions, const char *text, GError **error)
{
  guint64 version = 0;
  if (g_ascii_string_to_unsigned (text, 10, 1, versions->len, &version, NULL))
    return versions->pdata[version - 1];
  cs_fail (error, CS_ERROR_NOT_FOUND,
           "there is no version \"%s\" of the workflow; there is 1 to %u (\"workflow list\")", text,
           versions->len);
  return NULL;
}

static gboolean
run_restore (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) versions = cs_project_workflows (project, &reader, error);
  const CsWorkflowVersion *version =
      versions != NULL ? find_version (versions, cs_cli_argument (cli, 1), error) : NULL;
  if (version == NULL ||
      !cs_project_publish_workflow (project, version->workflow, cs_cli_option (cli, "note"), error))
    return FALSE;
  const CsWorkflowVersion *last = versions->pdata[versions->len - 1];
  return say_published (cli, project, last->workflow, "Restored", error);
}

/* --- less strict --- */

/* "25 % (tier 1: 100 %)" */
static char *
shares_words (const guint *shares)
{
  GString *words = g_string_new (NULL);
  gboolean any = FALSE;
  g_string_printf (words, "%u %%", shares[0]);
  for (guint i = 1; i <= 3; i++)
    if (shares[i] != shares[0]) {
      g_string_append_printf (words, "%stier %u: %u %%", any ? ", " : " (", i, shares[i]);
      any = TRUE;
    }
  g_string_append (words, any ? ")" : "");
  return g_string_free (words, FALSE);
}

/* What is to be known of how far it is; nothing for who is not told. */
static char *
far_words (const CsRelaxRow *row)
{
  if (row->decided < 0)
    return g_strdup ("");
  if (row->decided == 0)
    return g_strdup ("; none is decided yet");
  return g_strdup_printf ("; now %d of %d%s", row->accepted, row->decided,
                          row->may ? ", which allows it" : "");
}

static void
say_stage (CsCli *cli, CsJson *list, const CsRelaxRow *row)
{
  CsJson *json = cs_json_new_object ();
  g_autofree char *now = shares_words (row->shares), *then = shares_words (row->step.shares);
  g_autofree char *far = far_words (row);
  if (row->decided >= 0) {
    cs_json_put_int (json, "accepted", row->accepted);
    cs_json_put_int (json, "decided", row->decided);
  }
  cs_json_put_bool (json, "may", row->may);
  cs_json_put_int (json, "needs", row->step.accepted);
  cs_json_put_int (json, "of", row->step.of);
  cs_json_put_int (json, "share", row->shares[0]);
  cs_json_put_string (json, "stage", row->stage);
  cs_json_put_int (json, "to", row->step.shares[0]);
  cs_json_append (list, json);
  cs_cli_print (
      cli,
      "%s: %s of the cases pass it; %s once %u of the last %u decided there were accepted "
      "as they were%s",
      cs_stage_word (row->stage), now, then, row->step.accepted, row->step.of, far);
}

static gboolean
list_steps (CsCli *cli, CsProject *project, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_relaxations (project, &reader, error);
  if (rows == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "stages", list);
  for (guint i = 0; i < rows->len; i++)
    say_stage (cli, list, rows->pdata[i]);
  if (rows->len == 0)
    cs_cli_print (cli, "The workflow does not say that a stage may be relaxed.");
  return TRUE;
}

static gboolean
run_relax (CsCli *cli, GError **error)
{
  const char *stage = cs_cli_argument (cli, 1);
  const CsWorkflow *in_force = NULL;
  CsProject *project = cs_cli_project (cli, stage != NULL ? CS_STORE_WRITE : CS_STORE_LOOK, error);
  if (project == NULL || !cs_project_workflow (project, &in_force, NULL, error))
    return FALSE;
  if (stage == NULL)
    return list_steps (cli, project, error);
  g_autoptr (CsWorkflow) before = cs_workflow_ref ((CsWorkflow *)in_force);
  return cs_project_relax (project, stage, cs_cli_option (cli, "note"), error) &&
         say_published (cli, project, before, "Relaxed", error);
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

static const CsCliOption note_options[] = {
  { "note", "TEXT", "why" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "publish", "PROJECT FILE|--template NAME [--note TEXT]",
    "make it the workflow of what is begun from now on", options, 1, 2, run_publish },
  { "diff", "PROJECT FILE|--template NAME", "what publishing it would change", diff_options, 1, 2,
    run_diff },
  { "show", "PROJECT", "the one in force, as a file to edit", NULL, 1, 1, run_show },
  { "list", "PROJECT", "its versions", NULL, 1, 1, run_list },
  { "relax", "PROJECT [STAGE] [--note TEXT]",
    "how far the cases are for its next step; with a stage: take it", note_options, 1, 2,
    run_relax },
  { "restore", "PROJECT VERSION [--note TEXT]", "make an earlier version the one in force again",
    note_options, 2, 2, run_restore },
  { "ready", "[NAME]", "workflows to begin with, or one of them as a file to edit", NULL, 0, 1,
    run_ready },
};

const CsCommand cs_command_workflow = { "workflow", actions, G_N_ELEMENTS (actions) };
