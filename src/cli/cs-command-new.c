/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"

#include <string.h>

static CsSchema *
read_schema (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = cs_cli_read_file (path, error);
  if (bytes == NULL)
    return NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  CsSchema *schema = cs_schema_read (text, size, error);
  if (schema == NULL)
    g_prefix_error (error, "%s: ", path);
  return schema;
}

/* So that a first try needs no ceremony: the only identity, or one named after the system user. */
static CsSigner *
founder (CsCli *cli, GError **error)
{
  g_autoptr (GPtrArray) mine = cs_signer_list (cs_cli_env (cli), cs_cli_problems (cli), error);
  if (mine == NULL)
    return NULL;
  if (cs_cli_handle (cli) != NULL || mine->len > 0)
    return cs_cli_signer (cli, error);
  g_autofree char *handle = g_ascii_strdown (g_get_user_name (), -1);
  const char *real = g_get_real_name ();
  const char *name = cs_person_name_ok (real) && strcmp (real, "Unknown") != 0 ? real : handle;
  CsSigner *signer = cs_signer_create (cs_cli_env (cli), cs_handle_ok (handle) ? handle : "me",
                                       cs_person_name_ok (name) ? name : "me", error);
  if (signer != NULL)
    cs_cli_print (cli, "Made an identity for you: %s (%s).", cs_signer_identity (signer)->handle,
                  cs_signer_identity (signer)->name);
  return signer;
}

static gboolean
publish (CsCli *cli, CsProject *project, CsSchema *schema, GError **error)
{
  const char *guideline = cs_cli_option (cli, "guideline");
  return (schema == NULL || cs_project_publish_schema (project, schema, NULL, error)) &&
         (guideline == NULL ||
          cs_cli_publish_guideline (cli, project, guideline, NULL, NULL, error));
}

static gboolean
run (CsCli *cli, GError **error)
{
  const char *path = cs_cli_argument (cli, 0);
  const char *template = cs_cli_option (cli, "template");
  const char *schema_path = cs_cli_option (cli, "schema");
  const char *role_text = cs_cli_option (cli, "role");
  guint roles = CS_ROLE_LEAD;
  g_autoptr (CsSchema) schema = NULL;
  g_autofree char *stem = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return cs_fail (error, CS_ERROR_NOT_FOUND, "%s: there is no such folder; make it first",
                    folder);
  if (g_str_has_suffix (stem, ".countersign"))
    stem[strlen (stem) - strlen (".countersign")] = '\0';
  const char *name = cs_cli_option (cli, "name");
  if (role_text != NULL && !cs_roles_parse (role_text, &roles, error))
    return FALSE;
  if (schema_path != NULL && (schema = read_schema (schema_path, error)) == NULL)
    return FALSE;
  g_autoptr (CsWorkflow) workflow =
      cs_workflow_from_template (template != NULL ? template : "labelers-sme", error);
  CsSigner *signer = workflow != NULL ? founder (cli, error) : NULL;
  if (signer == NULL)
    return FALSE;
  CsProject *project = cs_project_create (cs_cli_env (cli), path, name != NULL ? name : stem,
                                          signer, roles, workflow, error);
  cs_cli_take_project (cli, project);
  if (project == NULL || !publish (cli, project, schema, error))
    return FALSE;
  cs_json_put_gid (cs_cli_data (cli), "project", cs_project_gid (project));
  cs_json_put_string (cs_cli_data (cli), "handle", cs_signer_identity (signer)->handle);
  cs_cli_print (cli, "Made %s. You (%s) are its lead.", path, cs_signer_identity (signer)->handle);
  if (schema == NULL)
    cs_cli_print (cli, "Next: schema publish %s FILE, then import %s FILES.", path, path);
  return cs_cli_warn_roster (cli, project, error);
}

static const CsCliOption options[] = {
  { "name", "NAME", "the project's name; its file name otherwise" },
  { "template", "NAME",
    "how cases move: labelers-sme, qc-qa, consensus, peer-review or kick-off (\"workflow "
    "ready\")" },
  { "role", "ROLE[,ROLE]", "your roles beside lead: labeler, reviewer, adjudicator, sme" },
  { "schema", "FILE", "publish this label schema" },
  { "guideline", "FILE", "publish this guideline (Markdown)" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT [--name NAME] [--schema FILE] [--guideline FILE]", "make a project", options, 1,
    1, run },
};

const CsCommand cs_command_new = { "new", actions, G_N_ELEMENTS (actions) };
