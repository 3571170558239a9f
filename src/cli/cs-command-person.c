/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"
#include "cs-project-pause.h"

static CsIdentity *
read_identity (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = cs_cli_read_file (path, error);
  if (bytes == NULL)
    return NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  CsIdentity *identity = cs_identity_parse (text, size, error);
  if (identity == NULL)
    g_prefix_error (error, "%s: this is not what \"key list\" prints in braces: ", path);
  return identity;
}

/* The identity of a file, or one of this machine by its handle. */
static CsIdentity *
wanted_identity (CsCli *cli, GError **error)
{
  const char *path = cs_cli_option (cli, "identity");
  const char *handle = cs_cli_option (cli, "handle");
  if (path != NULL)
    return read_identity (path, error);
  if (handle == NULL) {
    cs_fail (error, CS_ERROR_INVALID,
             "say --identity FILE (what their \"key list\" prints) or --handle of this machine");
    return NULL;
  }
  g_autoptr (CsSigner) signer = cs_signer_open (cs_cli_env (cli), handle, error);
  return signer != NULL ? cs_identity_ref (cs_signer_identity (signer)) : NULL;
}

static gboolean
run_add (CsCli *cli, GError **error)
{
  guint roles = 0;
  const char *text = cs_cli_option (cli, "role");
  if (text == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "say --role labeler, reviewer, adjudicator, sme, lead, auditor or observer");
  if (!cs_roles_parse (text, &roles, error))
    return FALSE;
  g_autoptr (CsIdentity) identity = wanted_identity (cli, error);
  CsProject *project = identity != NULL ? cs_cli_project (cli, CS_STORE_WRITE, error) : NULL;
  if (project == NULL || !cs_project_add_person (project, identity, roles, error))
    return FALSE;
  cs_json_put_string (cs_cli_data (cli), "handle", identity->handle);
  cs_json_put_gid (cs_cli_data (cli), "person", &identity->person);
  cs_cli_print (cli, "Added %s (%s) as %s.", identity->name, identity->handle, text);
  return TRUE;
}

static gboolean
run_role (CsCli *cli, GError **error)
{
  guint roles = 0;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsPersonRow) row =
      project != NULL ? cs_project_find_person (project, cs_cli_argument (cli, 1), error) : NULL;
  if (row == NULL || !cs_roles_parse (cs_cli_argument (cli, 2), &roles, error) ||
      !cs_project_set_roles (project, &row->gid, roles, error))
    return FALSE;
  cs_cli_print (cli, "%s is now %s.", row->handle, cs_cli_argument (cli, 2));
  return TRUE;
}

static gboolean
run_pausing (CsCli *cli, gboolean pauses, GError **error)
{
  const char *reason = cs_cli_option (cli, "reason");
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsPersonRow) row =
      project != NULL ? cs_project_find_person (project, cs_cli_argument (cli, 1), error) : NULL;
  if (row == NULL)
    return FALSE;
  if (reason == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    pauses ? "say why with --reason TEXT; they read it, too"
                           : "say what was done with --reason TEXT");
  if (!(pauses ? cs_project_pause : cs_project_resume) (project, &row->gid, reason, error))
    return FALSE;
  cs_cli_print (
      cli, pauses ? "%s is paused: what they have begun they can still hand in." : "%s can go on.",
      row->handle);
  return TRUE;
}

static gboolean
run_pause (CsCli *cli, GError **error)
{
  return run_pausing (cli, TRUE, error);
}

static gboolean
run_resume (CsCli *cli, GError **error)
{
  return run_pausing (cli, FALSE, error);
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  if (project == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) people = cs_project_people (project, &reader, error);
  g_autoptr (GPtrArray) pauses =
      people != NULL ? cs_project_pauses (project, &reader, error) : NULL;
  if (pauses == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "people", list);
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, 1);
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    g_autofree char *roles = cs_roles_to_text (row->roles);
    CsJson *json = cs_json_new_object ();
    cs_json_put_bool (json, "certified", row->certified);
    cs_json_put_string (json, "handle", row->handle);
    cs_json_put_string (json, "name", row->name);
    const CsPauseRow *pause = cs_pause_of (pauses, &row->gid);
    if (pause != NULL)
      cs_json_put_string (json, "paused", pause->reason);
    cs_json_put_gid (json, "person", &row->gid);
    cs_json_put_string (json, "roles", roles);
    cs_json_append (list, json);
    g_autofree char *notes =
        g_strdup_printf ("%s%s%s%s", row->certified ? "" : "(no signing key yet)",
                         pause == NULL || row->certified ? "" : " ",
                         pause != NULL ? "paused: " : "", pause != NULL ? pause->reason : "");
    cs_cli_table_add (table, row->handle, row->name, roles, notes);
  }
  cs_cli_table_print (table);
  return TRUE;
}

static const CsCliOption add_options[] = {
  { "identity", "FILE", "what their \"key list\" prints in braces" },
  { "handle", "HANDLE", "an identity of this machine" },
  { "role", "ROLE[,ROLE]", "labeler, reviewer, adjudicator, sme, lead, auditor, observer" },
  { NULL },
};

static const CsCliOption pause_options[] = {
  { "reason", "TEXT", "why; who is paused reads it" },
  { NULL },
};

static const CsCliOption resume_options[] = {
  { "reason", "TEXT", "what was done" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "add", "PROJECT (--identity FILE | --handle HANDLE) --role ROLE[,ROLE]", "add somebody",
    add_options, 1, 1, run_add },
  { "role", "PROJECT PERSON ROLE[,ROLE]", "change somebody's roles", NULL, 3, 3, run_role },
  { "pause", "PROJECT PERSON --reason TEXT", "somebody begins nothing new", pause_options, 2, 2,
    run_pause },
  { "resume", "PROJECT PERSON --reason TEXT", "they go on", resume_options, 2, 2, run_resume },
  { "list", "PROJECT", "who is in the project", NULL, 1, 1, run_list },
};

const CsCommand cs_command_person = { "person", actions, G_N_ELEMENTS (actions) };
