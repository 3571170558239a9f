/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-signer.h"
#include "cs-file.h"
#include "cs-key-file.h"
#include "cs-problem.h"
#include "cs-sshsig.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define IDENTITY_FILE "identity.json"
#define SITTING_FILE "sitting.key"
#define SIGNING_FILE "signing.key"
#define UNFINISHED ".new-" /* no handle starts with a dot */

struct _CsSigner {
  char *folder;
  CsIdentity *identity;
  CsKey *sitting;
  CsKey *signing; /* NULL while locked */
};

static char *
keys_folder (CsEnv *env)
{
  return g_build_filename (env->data_dir, "keys", NULL);
}

/* --- one writer at a time --- */

/* A descriptor whose closing lets the next one in; -1 on failure. */
static int
take_lock (const char *keys, GError **error)
{
  g_autofree char *path = g_build_filename (keys, ".lock", NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) {
    cs_set_errno (error, errno, "%s", path);
    return -1;
  }
  while (flock (fd, LOCK_EX) != 0) {
    if (errno == EINTR)
      continue;
    cs_set_errno (error, errno, "%s", path);
    close (fd);
    return -1;
  }
  return fd;
}

/* Keys that may not be read are not missing: nobody is to make new ones for that. */
static gboolean
check_readable (const char *keys, GError **error)
{
  if (g_access (keys, R_OK | X_OK) == 0 || errno == ENOENT)
    return TRUE;
  return cs_set_errno (error, errno,
                       "%s: your keys cannot be read; get the right to read this folder back, and "
                       "make no new identity",
                       keys);
}

/* What a process that died while creating left behind. Under the lock nobody else is creating. */
static void
sweep_unfinished (const char *keys)
{
  g_autoptr (GDir) dir = g_dir_open (keys, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (keys, name, NULL);
    if (g_str_has_prefix (name, UNFINISHED))
      cs_file_remove_tree (path, NULL);
  }
}

/* --- files --- */

static gboolean
save_identity (const char *folder, const CsIdentity *identity, GError **error)
{
  g_autofree char *path = g_build_filename (folder, IDENTITY_FILE, NULL);
  g_autoptr (CsJson) json = cs_identity_to_json (identity);
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (json, &size);
  return cs_file_replace (path, text, size, 0644, error);
}

/* Always FALSE: a file that is not in the folder of an identity, with the way on. */
static gboolean
say_missing (const char *folder, const char *handle, const char *file, GError **error)
{
  if (error == NULL || !g_error_matches (*error, CS_ERROR, CS_ERROR_NOT_FOUND))
    return FALSE;
  g_clear_error (error);
  return cs_fail (error, CS_ERROR_NOT_FOUND,
                  "%s: the folder of the identity \"%s\" has no %s. Restore it from a copy; or "
                  "remove the folder, run key new --handle %s, and let a lead add you anew.",
                  folder, handle, file, handle);
}

static CsIdentity *
load_identity (const char *folder, const char *handle, GError **error)
{
  g_autofree char *path = g_build_filename (folder, IDENTITY_FILE, NULL);
  g_autoptr (GBytes) bytes = cs_file_read (path, 16384, error);
  if (bytes == NULL) {
    say_missing (folder, handle, IDENTITY_FILE, error);
    return NULL;
  }
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (CsIdentity) identity = cs_identity_parse (text, size, error);
  if (identity == NULL) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  if (strcmp (identity->handle, handle) != 0) {
    cs_fail (error, CS_ERROR_INVALID, "%s: belongs to %s. Give the folder its name back.", path,
             identity->handle);
    return NULL;
  }
  return g_steal_pointer (&identity);
}

static CsKey *
load_sitting_key (const char *folder, const CsIdentity *identity, GError **error)
{
  g_autofree char *path = g_build_filename (folder, SITTING_FILE, NULL);
  g_autoptr (CsKey) key = cs_key_file_open_plain (path, error);
  if (key == NULL) {
    say_missing (folder, identity->handle, SITTING_FILE, error);
    return NULL;
  }
  if (cs_public_key_equal (cs_key_public (key), &identity->sitting_key))
    return g_steal_pointer (&key);
  cs_fail (error, CS_ERROR_CORRUPT,
           "%s: not the key that %s names. Restore the folder from a copy.", path, IDENTITY_FILE);
  return NULL;
}

/* --- create and open --- */

/* Writes both files into a folder nobody sees, then gives it its name. */
static gboolean
publish (const char *keys, const char *folder, const CsIdentity *identity, const CsKey *sitting,
         GError **error)
{
  g_autofree char *unfinished = g_build_filename (keys, UNFINISHED "XXXXXX", NULL);
  if (g_mkdtemp_full (unfinished, 0700) == NULL)
    return cs_set_errno (error, errno, "%s", keys);
  g_autofree char *sitting_path = g_build_filename (unfinished, SITTING_FILE, NULL);
  g_autoptr (GError) failure = NULL;
  if (cs_key_file_save_plain (sitting_path, sitting, &failure) &&
      save_identity (unfinished, identity, &failure) &&
      cs_file_rename_new (unfinished, folder, &failure))
    return TRUE;
  cs_file_remove_tree (unfinished, NULL);
  if (g_error_matches (failure, CS_ERROR, CS_ERROR_CONFLICT))
    return cs_fail (error, CS_ERROR_CONFLICT,
                    "An identity with the handle %s exists already (%s). Choose another handle.",
                    identity->handle, folder);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

CsSigner *
cs_signer_create (CsEnv *env, const char *handle, const char *name, GError **error)
{
  CsGid person;
  cs_env_random_gid (env, &person);
  g_autoptr (CsKey) sitting = cs_key_new (env);
  g_autoptr (CsIdentity) identity =
      cs_identity_new (handle, name, &person, cs_key_public (sitting), error);
  g_autofree char *keys = keys_folder (env);
  if (identity == NULL || !cs_file_make_dir (keys, 0700, error))
    return NULL;
  int lock = take_lock (keys, error);
  if (lock < 0)
    return NULL;
  sweep_unfinished (keys);
  g_autofree char *folder = g_build_filename (keys, handle, NULL);
  gboolean ok = publish (keys, folder, identity, sitting, error);
  close (lock);
  if (!ok)
    return NULL;
  CsSigner *signer = g_new0 (CsSigner, 1);
  signer->folder = g_steal_pointer (&folder);
  signer->identity = g_steal_pointer (&identity);
  signer->sitting = g_steal_pointer (&sitting);
  return signer;
}

CsSigner *
cs_signer_open (CsEnv *env, const char *handle, GError **error)
{
  g_autofree char *keys = keys_folder (env);
  g_autofree char *folder = cs_handle_ok (handle) ? g_build_filename (keys, handle, NULL) : NULL;
  if (!check_readable (keys, error))
    return NULL;
  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    cs_fail (error, CS_ERROR_NOT_FOUND,
             "There is no identity \"%s\" on this machine. See the list with key list, or make "
             "one with key new.",
             handle);
    return NULL;
  }
  g_autoptr (CsIdentity) identity = load_identity (folder, handle, error);
  g_autoptr (CsKey) sitting = identity != NULL ? load_sitting_key (folder, identity, error) : NULL;
  if (sitting == NULL)
    return NULL;
  CsSigner *signer = g_new0 (CsSigner, 1);
  signer->folder = g_steal_pointer (&folder);
  signer->identity = g_steal_pointer (&identity);
  signer->sitting = g_steal_pointer (&sitting);
  return signer;
}

void
cs_signer_free (CsSigner *signer)
{
  if (signer == NULL)
    return;
  cs_key_free (signer->signing);
  cs_key_free (signer->sitting);
  cs_identity_unref (signer->identity);
  g_free (signer->folder);
  g_free (signer);
}

/* --- list --- */

static int
compare_handles (gconstpointer a, gconstpointer b)
{
  const CsIdentity *const *left = a, *const *right = b;
  return strcmp ((*left)->handle, (*right)->handle);
}

GPtrArray *
cs_signer_list (CsEnv *env, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) identities =
      g_ptr_array_new_with_free_func ((GDestroyNotify)cs_identity_unref);
  g_autofree char *keys = keys_folder (env);
  if (!check_readable (keys, error))
    return NULL;
  if (!g_file_test (keys, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&identities);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GDir) dir = g_dir_open (keys, 0, &failure);
  if (dir == NULL) {
    cs_fail (error, CS_ERROR_FAILED, "%s", failure->message);
    return NULL;
  }
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL) {
    if (!cs_handle_ok (name))
      continue;
    g_autofree char *folder = g_build_filename (keys, name, NULL);
    g_autoptr (GError) problem = NULL;
    CsIdentity *identity = load_identity (folder, name, &problem);
    if (identity != NULL)
      g_ptr_array_add (identities, identity);
    else
      cs_problems_add_error (problems, CS_SEVERITY_ERROR, folder, problem);
  }
  g_ptr_array_sort (identities, compare_handles);
  return g_steal_pointer (&identities);
}

CsIdentity *
cs_signer_identity (const CsSigner *signer)
{
  return signer->identity;
}

/* --- the signing key --- */

/* Under the lock. The key goes first: as long as the document does not name it, it does not count,
 * and the next attempt replaces it. */
static gboolean
store_signing_key (CsSigner *signer, CsEnv *env, const CsKey *key, const char *passphrase,
                   gsize length, GError **error)
{
  g_autoptr (CsIdentity) present = load_identity (signer->folder, signer->identity->handle, error);
  if (present == NULL)
    return FALSE;
  if (present->certified)
    return cs_fail (error, CS_ERROR_CONFLICT,
                    "%s has a signing key already. To choose another passphrase, give the present "
                    "one to key protect.",
                    present->handle);
  g_autoptr (CsIdentity) certified = cs_identity_certify (present, key);
  g_autofree char *path = g_build_filename (signer->folder, SIGNING_FILE, NULL);
  if (!cs_key_file_save_sealed (path, key, env, passphrase, length, error) ||
      !save_identity (signer->folder, certified, error))
    return FALSE;
  cs_identity_unref (signer->identity);
  signer->identity = g_steal_pointer (&certified);
  return TRUE;
}

static int
lock_keys_of (const CsSigner *signer, GError **error)
{
  g_autofree char *keys = g_path_get_dirname (signer->folder);
  return take_lock (keys, error);
}

gboolean
cs_signer_make_signing_key (CsSigner *signer, CsEnv *env, const char *passphrase, gsize length,
                            GError **error)
{
  int lock = lock_keys_of (signer, error);
  if (lock < 0)
    return FALSE;
  g_autoptr (CsKey) key = cs_key_new (env);
  gboolean ok = store_signing_key (signer, env, key, passphrase, length, error);
  close (lock);
  if (ok)
    signer->signing = g_steal_pointer (&key);
  return ok;
}

static CsKey *
open_signing_key (const CsSigner *signer, const char *passphrase, gsize length, GError **error)
{
  if (!signer->identity->certified) {
    cs_fail (error, CS_ERROR_NOT_FOUND,
             "%s has no signing key yet. Make it, with its passphrase, by key protect.",
             signer->identity->handle);
    return NULL;
  }
  g_autofree char *path = g_build_filename (signer->folder, SIGNING_FILE, NULL);
  g_autoptr (CsKey) key = cs_key_file_open_sealed (path, passphrase, length, error);
  if (key == NULL)
    return NULL;
  if (cs_public_key_equal (cs_key_public (key), &signer->identity->signing_key))
    return g_steal_pointer (&key);
  cs_fail (error, CS_ERROR_CORRUPT,
           "%s: not the key that %s names. Restore the folder from a copy.", path, IDENTITY_FILE);
  return NULL;
}

gboolean
cs_signer_unlock (CsSigner *signer, const char *passphrase, gsize length, GError **error)
{
  CsKey *key = open_signing_key (signer, passphrase, length, error);
  if (key == NULL)
    return FALSE;
  cs_key_free (signer->signing);
  signer->signing = key;
  return TRUE;
}

void
cs_signer_lock (CsSigner *signer)
{
  g_clear_pointer (&signer->signing, cs_key_free);
}

gboolean
cs_signer_change_passphrase (CsSigner *signer, CsEnv *env, const char *passphrase, gsize length,
                             const char *new_passphrase, gsize new_length, GError **error)
{
  int lock = lock_keys_of (signer, error);
  if (lock < 0)
    return FALSE;
  g_autoptr (CsKey) key = open_signing_key (signer, passphrase, length, error);
  g_autofree char *path = g_build_filename (signer->folder, SIGNING_FILE, NULL);
  gboolean ok =
      key != NULL && cs_key_file_save_sealed (path, key, env, new_passphrase, new_length, error);
  close (lock);
  return ok;
}

/* --- signing --- */

void
cs_signer_seal (const CsSigner *signer, gconstpointer data, gsize size, CsSignature *ret_signature)
{
  cs_sshsig_sign (signer->sitting, CS_SSHSIG_SITTING, data, size, ret_signature);
}

gboolean
cs_signer_sign (const CsSigner *signer, const char *purpose, gconstpointer data, gsize size,
                CsSignature *ret_signature, GError **error)
{
  g_return_val_if_fail (strcmp (purpose, CS_SSHSIG_SITTING) != 0, FALSE);
  if (signer->signing == NULL)
    return cs_fail (error, CS_ERROR_DENIED, "The signing key of %s is locked.",
                    signer->identity->handle);
  cs_sshsig_sign (signer->signing, purpose, data, size, ret_signature);
  return TRUE;
}

const CsKey *
cs_signer_signing_key (const CsSigner *signer)
{
  return signer->signing;
}
