/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"

#include <string.h>

static CsJson *
identity_json (const CsIdentity *identity)
{
  CsJson *json = cs_json_new_object ();
  cs_json_put (json, "identity", cs_identity_to_json (identity));
  cs_json_put_bool (json, "certified", identity->certified);
  return json;
}

static void
print_identity (CsCli *cli, const CsIdentity *identity)
{
  g_autoptr (CsJson) json = cs_identity_to_json (identity);
  g_autofree char *line = cs_json_to_canonical (json, NULL);
  cs_cli_print (cli, "%-16s %s%s", identity->handle, identity->name,
                identity->certified ? "" : " (no signing key yet)");
  cs_cli_print (cli, "  %s", line);
}

static gboolean
run_new (CsCli *cli, GError **error)
{
  const char *name = cs_cli_option (cli, "name");
  const char *handle = cs_cli_option (cli, "handle");
  if (name == NULL || handle == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "say --name 'Your Name' and --handle you");
  g_autoptr (CsSigner) signer = cs_signer_create (cs_cli_env (cli), handle, name, error);
  if (signer == NULL)
    return FALSE;
  cs_json_put (cs_cli_data (cli), "key", identity_json (cs_signer_identity (signer)));
  print_identity (cli, cs_signer_identity (signer));
  cs_cli_print (cli, "The line in braces is public: a lead adds you with it (person add "
                     "--identity FILE).");
  return TRUE;
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  g_autoptr (GPtrArray) mine = cs_signer_list (cs_cli_env (cli), cs_cli_problems (cli), error);
  if (mine == NULL)
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "keys", list);
  for (guint i = 0; i < mine->len; i++) {
    cs_json_append (list, identity_json (mine->pdata[i]));
    print_identity (cli, mine->pdata[i]);
  }
  if (mine->len == 0)
    cs_cli_print (cli, "No identity on this machine; make one with \"key new --name 'Your Name' "
                       "--handle you\".");
  return TRUE;
}

/* Makes the signing key, or seals it anew under another passphrase. */
static gboolean
protect (CsCli *cli, CsSigner *signer, GError **error)
{
  CsEnv *env = cs_cli_env (cli);
  gboolean certified = cs_signer_identity (signer)->certified;
  char *secret = certified ? cs_cli_passphrase (cli, "Present passphrase", error)
                           : cs_cli_new_passphrase (cli, "passphrase-file", error);
  gboolean ok = FALSE;
  if (secret != NULL && !certified) {
    ok = cs_signer_make_signing_key (signer, env, secret, strlen (secret), error) ||
         cs_cli_blame_passphrase (cli, "passphrase-file", error);
  } else if (secret != NULL) {
    char *fresh = cs_cli_new_passphrase (cli, "new-passphrase-file", error);
    ok = fresh != NULL && cs_signer_change_passphrase (signer, env, secret, strlen (secret), fresh,
                                                       strlen (fresh), error);
    cs_cli_wipe (fresh);
  }
  cs_cli_wipe (secret);
  if (ok)
    cs_cli_print (cli, certified ? "The passphrase was changed."
                                 : "Made your signing key; this passphrase opens it. There is no "
                                   "way to recover it.");
  return ok;
}

/* From then on the sittings of the signer are certified in the project. */
static gboolean
tell_project (CsCli *cli, CsProject *project, GError **error)
{
  char hex[CS_GID_HEX + 1];
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsPersonRow) row =
      cs_project_find_person (project, cs_gid_to_hex (&reader.person, hex), error);
  if (row == NULL || (!row->certified && !cs_project_certify (project, error)))
    return FALSE;
  cs_cli_print (cli, "The signing key of %s certifies their sittings in \"%s\".", row->handle,
                cs_project_name (project));
  return TRUE;
}

static gboolean
run_protect (CsCli *cli, GError **error)
{
  gboolean with_project = cs_cli_n_arguments (cli) > 0;
  CsProject *project = with_project ? cs_cli_project (cli, CS_STORE_WRITE, error) : NULL;
  g_autoptr (CsSigner) own = with_project ? NULL : cs_cli_signer (cli, error);
  CsSigner *signer = project != NULL ? cs_project_signer (project) : own;
  if (signer == NULL)
    return FALSE;
  /* A project is told of a key that is there already without opening it. */
  gboolean needed = project == NULL || !cs_signer_identity (signer)->certified ||
                    cs_cli_option (cli, "new-passphrase-file") != NULL;
  if ((needed && !protect (cli, signer, error)) ||
      (project != NULL && !tell_project (cli, project, error)))
    return FALSE;
  cs_json_put (cs_cli_data (cli), "key", identity_json (cs_signer_identity (signer)));
  return TRUE;
}

static const CsCliOption new_options[] = {
  { "name", "NAME", "your name as others read it" },
  { "handle", "HANDLE", "a short word for you: a-z 0-9 . _ -" },
  { NULL },
};

static const CsCliOption protect_options[] = {
  { "new-passphrase-file", "FILE", "the new passphrase, when there is a signing key already" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "new", "--name NAME --handle HANDLE", "make an identity on this machine", new_options, 0, 0,
    run_new },
  { "list", "", "the identities of this machine and their public lines", NULL, 0, 0, run_list },
  { "protect", "[PROJECT]",
    "make the signing key, or change its passphrase; PROJECT learns of the key", protect_options, 0,
    1, run_protect },
};

const CsCommand cs_command_key = { "key", actions, G_N_ELEMENTS (actions) };
