/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-private.h"
#include "cs-file.h"

#include <string.h>

#define PASSPHRASE_FILE_MAX 4096

const CsCliHost *
cs_cli_host (CsCli *cli)
{
  return cli->host;
}

CsEnv *
cs_cli_env (CsCli *cli)
{
  return cli->host->env;
}

guint
cs_cli_n_arguments (CsCli *cli)
{
  return cli->arguments->len;
}

const char *
cs_cli_argument (CsCli *cli, guint n)
{
  return n < cli->arguments->len ? cli->arguments->pdata[n] : NULL;
}

const char *
cs_cli_option (CsCli *cli, const char *name)
{
  return g_hash_table_lookup (cli->options, name);
}

const char *
cs_cli_handle (CsCli *cli)
{
  return cs_cli_option (cli, "as");
}

void
cs_cli_print (CsCli *cli, const char *format, ...)
{
  if (cli->json)
    return;
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  cs_cli_say (cli->host, FALSE, text);
}

CsJson *
cs_cli_data (CsCli *cli)
{
  return cli->data;
}

GPtrArray *
cs_cli_problems (CsCli *cli)
{
  return cli->problems;
}

void
cs_cli_say_no (CsCli *cli)
{
  cli->no = TRUE;
}

GBytes *
cs_cli_read_file (const char *path, GError **error)
{
  return cs_file_read (path, 64 * 1024 * 1024, error);
}

/* --- who --- */

CsSigner *
cs_cli_signer (CsCli *cli, GError **error)
{
  const char *handle = cs_cli_handle (cli);
  if (handle != NULL)
    return cs_signer_open (cs_cli_env (cli), handle, error);
  g_autoptr (GPtrArray) mine = cs_signer_list (cs_cli_env (cli), cli->problems, error);
  if (mine == NULL)
    return NULL;
  if (mine->len == 1)
    return cs_signer_open (cs_cli_env (cli), ((CsIdentity *)mine->pdata[0])->handle, error);
  cs_fail (error, CS_ERROR_NOT_FOUND, "%s",
           mine->len == 0 ? "there is no identity on this machine; make one with "
                            "\"key new --name 'Your Name' --handle you\""
                          : "several identities are on this machine; say which with "
                            "--as HANDLE (\"key list\" shows them)");
  return NULL;
}

/* The only local identity whose sitting key is a member's; NULL without ERROR when there is none.
 */
static CsSigner *
only_member (CsCli *cli, CsProject *project, GError **error)
{
  CsReader anybody = { .roles = CS_ROLE_LEAD };
  g_autoptr (GPtrArray) mine = cs_signer_list (cs_cli_env (cli), cli->problems, error);
  g_autoptr (GPtrArray) people = mine != NULL ? cs_project_people (project, &anybody, error) : NULL;
  const char *found = NULL;
  for (guint i = 0; people != NULL && i < people->len; i++)
    for (guint j = 0; j < mine->len; j++) {
      const CsPersonRow *row = people->pdata[i];
      const CsIdentity *identity = mine->pdata[j];
      if (!cs_public_key_equal (&row->sitting_key, &identity->sitting_key))
        continue;
      if (found != NULL) {
        cs_fail (error, CS_ERROR_INVALID,
                 "several identities of this machine are members; say which with --as HANDLE "
                 "(\"key list\" shows them)");
        return NULL;
      }
      found = identity->handle;
    }
  return found != NULL ? cs_signer_open (cs_cli_env (cli), found, error) : NULL;
}

static gboolean
no_member (GError **error)
{
  return cs_fail (error, CS_ERROR_DENIED,
                  "no identity of this machine is a member of the project; send a lead the line in "
                  "braces that \"key list\" prints, to be added with \"person add\"");
}

static gboolean
work_as_somebody (CsCli *cli, CsProject *project, CsStoreMode mode, GError **error)
{
  g_autoptr (GError) inner = NULL;
  const char *handle = cs_cli_handle (cli);
  CsSigner *signer = handle != NULL ? cs_signer_open (cs_cli_env (cli), handle, &inner)
                                    : only_member (cli, project, &inner);
  if (signer != NULL)
    return cs_project_work_as (project, signer, error);
  if (inner != NULL && (handle != NULL || mode == CS_STORE_WRITE)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  return mode == CS_STORE_LOOK || no_member (error);
}

/* The slips of the first word: a name mistyped, or the words in another order. */
static gboolean
may_be_project (const CsCli *cli, const char *path, GError **error)
{
  g_autofree char *usage = cs_cli_usage (cli);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return cs_fail (error, CS_ERROR_INVALID, "%s: this is a folder and no project; %s", path,
                    usage);
  return g_file_test (path, G_FILE_TEST_EXISTS) ||
         cs_fail (error, CS_ERROR_NOT_FOUND,
                  "%s: there is no such project; check the name, or make it with \"new\"", path);
}

CsProject *
cs_cli_project (CsCli *cli, CsStoreMode mode, GError **error)
{
  if (cli->shared != NULL)
    return cli->shared;
  if (cli->project != NULL)
    return cli->project;
  if (!may_be_project (cli, cs_cli_argument (cli, 0), error))
    return NULL;
  g_autoptr (CsProject) project =
      cs_project_open (cs_cli_env (cli), cs_cli_argument (cli, 0), mode, NULL, error);
  if (project == NULL || !work_as_somebody (cli, project, mode, error))
    return NULL;
  cli->project = g_steal_pointer (&project);
  return cli->project;
}

CsProject *
cs_cli_member_project (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_project (cli, CS_STORE_LOOK, error);
  if (project == NULL || cs_project_reader (project).roles != 0)
    return project;
  if (cs_cli_handle (cli) != NULL) {
    cs_fail (error, CS_ERROR_DENIED,
             "%s is not a member of the project; send a lead the line in braces that \"key list\" "
             "prints, to be added with \"person add\"",
             cs_cli_handle (cli));
    return NULL;
  }
  /* Nobody, or several: say which. */
  g_autoptr (GError) several = NULL;
  g_autoptr (CsSigner) signer = only_member (cli, project, &several);
  if (several != NULL)
    g_propagate_error (error, g_steal_pointer (&several));
  else
    no_member (error);
  return NULL;
}

GPtrArray *
cs_cli_rows (CsCli *cli, const char *key, CsCliRead read, CsJson **ret_list, GError **error)
{
  CsProject *project = cs_cli_member_project (cli, error);
  if (project == NULL)
    return NULL;
  CsReader reader = cs_project_reader (project);
  GPtrArray *rows = read (project, &reader, error);
  if (rows == NULL)
    return NULL;
  *ret_list = cs_json_new_array ();
  cs_json_put (cli->data, key, *ret_list);
  return rows;
}

void
cs_cli_take_project (CsCli *cli, CsProject *project)
{
  cli->project = project;
}

CsCaseRow *
cs_cli_case (CsCli *cli, CsProject *project, guint n, GError **error)
{
  CsReader reader = cs_project_reader (project);
  return cs_project_find_case (project, &reader, cs_cli_argument (cli, n), error);
}

gboolean
cs_cli_refused (const CsCaseRow *row, GError **error)
{
  if (error != NULL && g_error_matches (*error, CS_ERROR, CS_ERROR_DENIED) &&
      strstr ((*error)->message, row->title) == NULL)
    g_prefix_error (error, "\"%s\" (%s): ", row->title, row->state);
  return FALSE;
}

/* --- secrets --- */

void
cs_cli_wipe (char *secret)
{
  if (secret == NULL)
    return;
  cs_secret_wipe (secret, strlen (secret));
  g_free (secret);
}

static char *
ask (CsCli *cli, const char *what, const char *option, GError **error)
{
  char *secret = cli->host->ask_secret (cli->host->data, what);
  if (secret == NULL)
    cs_fail (error, CS_ERROR_INVALID,
             "a passphrase is needed and there is no terminal to ask on; give --%s FILE", option);
  return secret;
}

/* The first line of a file. */
static char *
secret_of_file (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = cs_file_read (path, PASSPHRASE_FILE_MAX, error);
  if (bytes == NULL)
    return NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  gsize length = 0;
  while (length < size && text[length] != '\n' && text[length] != '\r' && text[length] != '\0')
    length++;
  char *secret = length > 0 ? g_strndup (text, length) : NULL;
  cs_secret_wipe ((gpointer)text, size);
  if (secret == NULL)
    cs_fail (error, CS_ERROR_INVALID,
             "%s: its first line is empty, and the passphrase must stand there", path);
  return secret;
}

char *
cs_cli_passphrase (CsCli *cli, const char *what, GError **error)
{
  const char *path = cs_cli_option (cli, "passphrase-file");
  return path != NULL ? secret_of_file (path, error) : ask (cli, what, "passphrase-file", error);
}

char *
cs_cli_new_passphrase (CsCli *cli, const char *option, GError **error)
{
  const char *path = cs_cli_option (cli, option);
  if (path != NULL)
    return secret_of_file (path, error);
  char *first =
      ask (cli, "New passphrase for your signing key (at least 8 characters)", option, error);
  char *second = first != NULL ? ask (cli, "The same again", option, error) : NULL;
  if (second != NULL && strcmp (first, second) != 0)
    cs_fail (error, CS_ERROR_INVALID, "the two passphrases are not the same; nothing was changed");
  gboolean same = second != NULL && strcmp (first, second) == 0;
  cs_cli_wipe (second);
  if (same)
    return first;
  cs_cli_wipe (first);
  return NULL;
}

gboolean
cs_cli_blame_passphrase (CsCli *cli, const char *option, GError **error)
{
  const char *path = cs_cli_option (cli, option);
  if (path != NULL && error != NULL && *error != NULL && strstr ((*error)->message, path) == NULL)
    g_prefix_error (error, "with the passphrase in %s: ", path);
  return FALSE;
}

static gboolean
unlock_with (CsCli *cli, CsProject *project, const char *secret, GError **error)
{
  CsSigner *signer = cs_project_signer (project);
  if (cs_signer_identity (signer)->certified)
    return cs_signer_unlock (signer, secret, strlen (secret), error);
  if (!cs_signer_make_signing_key (signer, cs_cli_env (cli), secret, strlen (secret), error))
    return FALSE;
  cs_cli_print (cli, "Made your signing key; this passphrase opens it. There is no way to recover "
                     "it.");
  return TRUE;
}

gboolean
cs_cli_unlock (CsCli *cli, CsProject *project, GError **error)
{
  CsSigner *signer = cs_project_signer (project);
  CsReader reader = cs_project_reader (project);
  if (signer == NULL)
    return cs_fail (error, CS_ERROR_DENIED, "nobody of this machine is a member of the project");
  gboolean certified = cs_signer_identity (signer)->certified;
  char *secret = certified ? cs_cli_passphrase (cli, "Passphrase of your signing key", error)
                           : cs_cli_new_passphrase (cli, "passphrase-file", error);
  gboolean ok = secret != NULL && unlock_with (cli, project, secret, error);
  cs_cli_wipe (secret);
  if (!ok)
    return cs_cli_blame_passphrase (cli, "passphrase-file", error);
  char hex[CS_GID_HEX + 1];
  g_autoptr (CsPersonRow) row =
      cs_project_find_person (project, cs_gid_to_hex (&reader.person, hex), error);
  return row != NULL && (row->certified || cs_project_certify (project, error));
}
