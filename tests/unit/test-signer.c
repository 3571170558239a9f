/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-file.h"
#include "cs-key-file.h"
#include "cs-problem.h"
#include "cs-signer.h"
#include "cs-sshsig.h"
#include "cs-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define GOOD "correct horse", 13
#define OTHER "battery staple", 14

typedef struct {
  char *dir;
  CsEnv *env;
} Place;

static void
place_set_up (Place *place, gconstpointer data)
{
  place->dir = cs_test_dir ();
  place->env = cs_test_env (place->dir, 42);
}

static void
place_tear_down (Place *place, gconstpointer data)
{
  cs_env_free (place->env);
  g_free (place->dir);
}

static char *
key_path (Place *place, const char *handle, const char *name)
{
  return g_build_filename (place->env->data_dir, "keys", handle, name, NULL);
}

static int
mode_of (const char *path)
{
  struct stat status;
  g_assert_cmpint (stat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

/* --- key files --- */

static void
test_sealed (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (place->dir, "k", NULL);
  g_autoptr (CsKey) key = cs_key_new (place->env);
  g_assert_true (cs_key_file_save_sealed (path, key, place->env, GOOD, &error));
  g_assert_no_error (error);
  g_assert_cmpint (mode_of (path), ==, 0600);
  g_autoptr (CsKey) back = cs_key_file_open_sealed (path, GOOD, &error);
  g_assert_no_error (error);
  g_assert_true (cs_public_key_equal (cs_key_public (back), cs_key_public (key)));
  g_assert_null (cs_key_file_open_sealed (path, OTHER, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_sealed_altered (Place *place, gconstpointer data)
{
  guint8 sealed[CS_KEY_SEALED_SIZE];
  g_autoptr (CsKey) key = cs_key_new (place->env);
  g_assert_true (cs_key_seal (key, place->env, GOOD, sealed, NULL));
  for (guint i = 0; i < sizeof sealed; i++) {
    g_autoptr (GError) error = NULL;
    sealed[i] ^= 0x41;
    g_assert_null (cs_key_unseal (sealed, sizeof sealed, GOOD, "k", &error));
    g_assert_nonnull (error);
    sealed[i] ^= 0x41;
  }
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_key_unseal (sealed, sizeof sealed - 1, GOOD, "k", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
test_sealed_bomb (Place *place, gconstpointer data)
{
  guint8 sealed[CS_KEY_SEALED_SIZE];
  g_autoptr (CsKey) key = cs_key_new (place->env);
  g_assert_true (cs_key_seal (key, place->env, GOOD, sealed, NULL));
  static const struct {
    guint at;
    guint8 value;
  } bombs[] = { { 8, 11 }, { 15, 1 }, { 20, 1 }, { 23, 0xff } };
  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++) {
    g_autoptr (GError) error = NULL;
    guint8 before = sealed[bombs[i].at];
    sealed[bombs[i].at] = bombs[i].value;
    g_assert_null (cs_key_unseal (sealed, sizeof sealed, GOOD, "k", &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
    sealed[bombs[i].at] = before;
  }
}

static void
test_passphrases (void)
{
  static const struct {
    const char *text;
    gsize length;
    gboolean ok;
  } cases[] = {
    { "1234567", 7, FALSE },
    { "12345678", 8, TRUE },
    { "\u00e4\u00e4\u00e4\u00e4", 8, FALSE },
    { "1234567\xff", 8, FALSE },
    { "1234\0"
      "5678",
      9, FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_cmpint (cs_passphrase_check (cases[i].text, cases[i].length, &error), ==, cases[i].ok);
    g_assert_cmpint (error == NULL, ==, cases[i].ok);
  }
  g_autofree char *longest = g_strnfill (CS_PASSPHRASE_MAX + 1, 'x');
  g_assert_true (cs_passphrase_check (longest, CS_PASSPHRASE_MAX, NULL));
  g_assert_false (cs_passphrase_check (longest, CS_PASSPHRASE_MAX + 1, NULL));
}

static void
test_plain (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (place->dir, "k", NULL);
  g_autoptr (CsKey) key = cs_key_new (place->env);
  g_assert_true (cs_key_file_save_plain (path, key, &error));
  g_assert_cmpint (mode_of (path), ==, 0600);
  g_autoptr (CsKey) back = cs_key_file_open_plain (path, &error);
  g_assert_no_error (error);
  g_assert_true (cs_public_key_equal (cs_key_public (back), cs_key_public (key)));
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  g_assert_null (cs_key_file_open_plain (path, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "chmod 600"));
  g_clear_error (&error);
  g_assert_true (cs_file_replace (path, "csg-sit1", 8, 0600, &error));
  g_assert_null (cs_key_file_open_plain (path, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

/* --- documents --- */

static void
test_names (void)
{
  static const char *const good_handles[] = { "a", "0", "anna.meier_2-b",
                                              "abcdefghijklmnopqrstuvwxyz012345" };
  static const char *const bad_handles[] = {
    "", ".a", "-a", "Anna", "a b", "a/b", "\u00e4", "abcdefghijklmnopqrstuvwxyz0123456"
  };
  static const char *const good_names[] = { "A", "Dr. Anna Meier", "\u0645\u0631\u06cc\u0645" };
  static const char *const bad_names[] = { "",         " ",      "a\nb",    "a\tb", "a\x7f",
                                           "a\u202eb", "\u2067", "a\u2028", "\xff", "a\xc2\x85" };
  for (guint i = 0; i < G_N_ELEMENTS (good_handles); i++)
    g_assert_true (cs_handle_ok (good_handles[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad_handles); i++)
    g_assert_false (cs_handle_ok (bad_handles[i]));
  for (guint i = 0; i < G_N_ELEMENTS (good_names); i++)
    g_assert_true (cs_person_name_ok (good_names[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad_names); i++)
    g_assert_false (cs_person_name_ok (bad_names[i]));
  g_autofree char *long_name = g_strnfill (CS_PERSON_NAME_MAX + 1, 'n');
  g_assert_false (cs_person_name_ok (long_name));
}

static CsIdentity *
certified_identity (Place *place, CsKey **ret_signing)
{
  CsGid person;
  cs_env_random_gid (place->env, &person);
  g_autoptr (CsKey) sitting = cs_key_new (place->env);
  g_autoptr (CsKey) signing = cs_key_new (place->env);
  g_autoptr (CsIdentity) plain =
      cs_identity_new ("anna", "Dr. Anna", &person, cs_key_public (sitting), NULL);
  g_assert_nonnull (plain);
  CsIdentity *certified = cs_identity_certify (plain, signing);
  if (ret_signing != NULL)
    *ret_signing = g_steal_pointer (&signing);
  return certified;
}

static void
test_document (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsIdentity) identity = certified_identity (place, NULL);
  g_autoptr (CsJson) json = cs_identity_to_json (identity);
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (json, &size);
  g_autoptr (CsIdentity) back = cs_identity_parse (text, size, &error);
  g_assert_no_error (error);
  g_assert_true (back->certified);
  g_assert_cmpstr (back->name, ==, "Dr. Anna");
  g_assert_true (cs_gid_equal (&back->person, &identity->person));
  g_autoptr (CsJson) again = cs_identity_to_json (back);
  g_assert_true (cs_json_equal (json, again));
}

/* Every member of a certified document is covered or checked. */
static void
test_document_altered (Place *place, gconstpointer data)
{
  g_autoptr (CsIdentity) identity = certified_identity (place, NULL);
  g_autoptr (CsIdentity) other = certified_identity (place, NULL);
  g_autoptr (CsJson) json = cs_identity_to_json (identity);
  g_autoptr (CsJson) foreign = cs_identity_to_json (other);
  static const struct {
    const char *member, *value; /* NULL: from another person's document */
    CsError code;
  } cases[] = {
    { "handle", "ben", CS_ERROR_DENIED },
    { "handle", "B", CS_ERROR_INVALID },
    { "name", "\u202e", CS_ERROR_INVALID },
    { "person", NULL, CS_ERROR_DENIED },
    { "sitting_key", NULL, CS_ERROR_DENIED },
    { "signing_key", NULL, CS_ERROR_DENIED },
    { "certificate", NULL, CS_ERROR_DENIED },
    { "certificate", "00", CS_ERROR_INVALID },
    { "format", "countersign-identity-2", CS_ERROR_INVALID },
    { "more", "x", CS_ERROR_INVALID },
    { "sitting_key", "0000000000000000000000000000000000000000000000000000000000000000",
      CS_ERROR_INVALID },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsJson) altered = cs_json_new_object ();
    const char *value = cases[i].value;
    if (value == NULL)
      value = cs_json_get_string (foreign, cases[i].member);
    cs_json_put_string (altered, cases[i].member, value);
    for (guint n = 0; n < cs_json_length (json); n++) {
      const char *key = cs_json_key_at (json, n);
      if (strcmp (key, cases[i].member) != 0)
        cs_json_put_string (altered, key, cs_json_get_string (json, key));
    }
    g_autoptr (GError) error = NULL;
    g_assert_null (cs_identity_from_json (altered, &error));
    g_assert_error (error, CS_ERROR, (int)cases[i].code);
  }
}

/* A signing key alone, or a sitting key that certifies itself, is no certificate. */
static void
test_document_half (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsKey) key = cs_key_new (place->env);
  CsGid person;
  cs_env_random_gid (place->env, &person);
  g_autoptr (CsIdentity) plain =
      cs_identity_new ("anna", "Anna", &person, cs_key_public (key), NULL);
  g_autoptr (CsIdentity) own = cs_identity_certify (plain, key);
  g_autoptr (CsJson) json = cs_identity_to_json (own);
  g_assert_null (cs_identity_from_json (json, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_autoptr (CsJson) half = cs_identity_to_json (plain);
  char hex[CS_HASH_HEX + 1];
  cs_json_put_string (half, "signing_key", cs_public_key_to_hex (cs_key_public (key), hex));
  g_assert_null (cs_identity_from_json (half, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

/* The certificate is one that ssh-keygen checks. */
static void
test_certificate_by_ssh_keygen (Place *place, gconstpointer data)
{
  g_autofree char *program = g_find_program_in_path ("ssh-keygen");
  if (program == NULL) {
    g_test_skip ("ssh-keygen is not installed");
    return;
  }
  g_autoptr (CsIdentity) identity = certified_identity (place, NULL);
  gsize size = 0;
  g_autofree char *text = cs_identity_certificate_text (identity, &size);
  g_autofree char *armour =
      cs_sshsig_to_armour (&identity->signing_key, CS_SSHSIG_SITTING, &identity->certificate);
  g_autofree char *allowed =
      cs_sshsig_allowed_signer ("anna", CS_SSHSIG_SITTING, &identity->signing_key);
  const char *const files[][2] = { { "c", text }, { "c.sig", armour }, { "allowed", allowed } };
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (place->dir, files[i][0], NULL);
    g_assert_true (cs_file_replace (path, files[i][1], strlen (files[i][1]), 0644, NULL));
  }
  const char *argv[] = { "/bin/sh", "-c",
                         "ssh-keygen -Y verify -f allowed -I anna -n sitting@countersign "
                         "-s c.sig < c > /dev/null",
                         NULL };
  int status = 1;
  g_assert_true (g_spawn_sync (place->dir, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* --- signers --- */

static void
test_create_and_open (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) made = cs_signer_create (place->env, "anna", "Dr. Anna", &error);
  g_assert_no_error (error);
  g_assert_false (cs_signer_identity (made)->certified);
  g_autofree char *path = key_path (place, "anna", "sitting.key");
  g_assert_cmpint (mode_of (path), ==, 0600);

  g_assert_null (cs_signer_create (place->env, "anna", "Another", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (cs_signer_create (place->env, "../anna", "Another", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (cs_signer_open (place->env, "../anna", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_autoptr (CsSigner) opened = cs_signer_open (place->env, "anna", &error);
  g_assert_no_error (error);
  CsIdentity *identity = cs_signer_identity (opened);
  g_assert_cmpstr (identity->name, ==, "Dr. Anna");
  CsSignature signature;
  cs_signer_seal (opened, "tips", 4, &signature);
  g_assert_true (
      cs_sshsig_verify (&identity->sitting_key, CS_SSHSIG_SITTING, "tips", 4, &signature));
}

static void
test_signing_key (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) signer = cs_signer_create (place->env, "anna", "Anna", &error);
  CsSignature signature;
  g_assert_false (cs_signer_unlock (signer, GOOD, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (cs_signer_make_signing_key (signer, place->env, "short", 5, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cs_signer_identity (signer)->certified);
  g_assert_true (cs_signer_make_signing_key (signer, place->env, GOOD, &error));
  g_assert_no_error (error);
  g_assert_true (cs_signer_sign (signer, CS_SSHSIG_SIGNOFF, "list", 4, &signature, &error));
  g_assert_false (cs_signer_make_signing_key (signer, place->env, GOOD, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);

  g_autoptr (CsSigner) opened = cs_signer_open (place->env, "anna", &error);
  g_assert_true (cs_signer_identity (opened)->certified);
  g_assert_null (cs_signer_signing_key (opened));
  g_assert_false (cs_signer_sign (opened, CS_SSHSIG_SIGNOFF, "list", 4, &signature, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (cs_signer_unlock (opened, OTHER, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_true (cs_signer_unlock (opened, GOOD, &error));
  g_assert_true (cs_signer_sign (opened, CS_SSHSIG_SIGNOFF, "list", 4, &signature, &error));
  g_assert_true (cs_sshsig_verify (&cs_signer_identity (signer)->signing_key, CS_SSHSIG_SIGNOFF,
                                   "list", 4, &signature));
  cs_signer_lock (opened);
  g_assert_null (cs_signer_signing_key (opened));
}

static void
test_change_passphrase (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) signer = cs_signer_create (place->env, "anna", "Anna", &error);
  g_assert_true (cs_signer_make_signing_key (signer, place->env, GOOD, &error));
  cs_signer_lock (signer);
  g_assert_false (cs_signer_change_passphrase (signer, place->env, OTHER, OTHER, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (cs_signer_change_passphrase (signer, place->env, GOOD, "short", 5, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (cs_signer_change_passphrase (signer, place->env, GOOD, OTHER, &error));
  g_assert_false (cs_signer_unlock (signer, GOOD, NULL));
  g_assert_true (cs_signer_unlock (signer, OTHER, &error));
}

/* A key file put in the place of another is noticed. */
static void
test_foreign_keys (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) anna = cs_signer_create (place->env, "anna", "Anna", &error);
  g_autoptr (CsSigner) ben = cs_signer_create (place->env, "ben", "Ben", &error);
  g_assert_true (cs_signer_make_signing_key (anna, place->env, GOOD, &error));
  g_assert_true (cs_signer_make_signing_key (ben, place->env, GOOD, &error));
  g_autofree char *from = key_path (place, "ben", "signing.key");
  g_autofree char *to = key_path (place, "anna", "signing.key");
  g_assert_cmpint (g_rename (from, to), ==, 0);
  g_assert_false (cs_signer_unlock (anna, GOOD, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_clear_error (&error);
  g_autofree char *sitting_from = key_path (place, "ben", "sitting.key");
  g_autofree char *sitting_to = key_path (place, "anna", "sitting.key");
  g_assert_cmpint (g_rename (sitting_from, sitting_to), ==, 0);
  g_assert_null (cs_signer_open (place->env, "anna", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
}

static void
test_list (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GPtrArray) none = cs_signer_list (place->env, problems, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_autoptr (CsSigner) ben = cs_signer_create (place->env, "ben", "Ben", &error);
  g_autoptr (CsSigner) anna = cs_signer_create (place->env, "anna", "Anna", &error);
  /* What a process leaves that dies while creating, and a folder that was renamed by hand. */
  g_autofree char *unfinished = key_path (place, ".new-123456", "sitting.key");
  g_autofree char *unfinished_dir = g_path_get_dirname (unfinished);
  g_assert_true (cs_file_make_dir (unfinished_dir, 0700, NULL));
  g_assert_true (cs_file_replace (unfinished, "x", 1, 0600, NULL));
  g_autoptr (CsSigner) cleo = cs_signer_create (place->env, "cleo", "Cleo", &error);
  g_assert_false (g_file_test (unfinished_dir, G_FILE_TEST_EXISTS));
  g_autofree char *from = g_build_filename (place->env->data_dir, "keys", "cleo", NULL);
  g_autofree char *to = g_build_filename (place->env->data_dir, "keys", "dora", NULL);
  g_assert_cmpint (g_rename (from, to), ==, 0);

  g_autoptr (GPtrArray) list = cs_signer_list (place->env, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((CsIdentity *)list->pdata[0])->handle, ==, "anna");
  g_assert_cmpstr (((CsIdentity *)list->pdata[1])->handle, ==, "ben");
  g_assert_cmpuint (problems->len, ==, 1);
}

/* The signing key was written and the document was not: the key does not count. */
static void
test_orphaned_signing_key (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) signer = cs_signer_create (place->env, "anna", "Anna", &error);
  g_autofree char *path = key_path (place, "anna", "signing.key");
  g_autoptr (CsKey) orphan = cs_key_new (place->env);
  g_assert_true (cs_key_file_save_sealed (path, orphan, place->env, OTHER, &error));
  g_autoptr (CsSigner) opened = cs_signer_open (place->env, "anna", &error);
  g_assert_false (cs_signer_identity (opened)->certified);
  g_assert_true (cs_signer_make_signing_key (opened, place->env, GOOD, &error));
  cs_signer_lock (opened);
  g_assert_true (cs_signer_unlock (opened, GOOD, &error));
  g_assert_no_error (error);
}

static void
make_until_killed (Place *place, guint round)
{
  for (guint i = 0;; i++) {
    g_autofree char *handle = g_strdup_printf ("p%u-%u", round, i);
    g_autoptr (CsSigner) signer = cs_signer_create (place->env, handle, "P", NULL);
    if (signer == NULL || !cs_signer_make_signing_key (signer, place->env, GOOD, NULL))
      _exit (1);
  }
}

/* Whatever moment the process dies at, what lists as good opens and signs. */
static void
test_killed (Place *place, gconstpointer data)
{
  guint seen = 0;
  for (guint round = 0; round < 12; round++) {
    pid_t child = fork ();
    if (child == 0)
      make_until_killed (place, round);
    g_usleep (round < 11 ? 4000 + 1700 * round : 200000);
    kill (child, SIGKILL);
    int status = 0;
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status));
    g_autoptr (GPtrArray) problems = cs_problems_new ();
    g_autoptr (GPtrArray) list = cs_signer_list (place->env, problems, NULL);
    g_assert_cmpuint (problems->len, ==, 0);
    for (guint i = 0; i < list->len; i++) {
      CsIdentity *identity = list->pdata[i];
      g_autoptr (CsSigner) signer = cs_signer_open (place->env, identity->handle, NULL);
      g_assert_nonnull (signer);
      if (identity->certified)
        g_assert_true (cs_signer_unlock (signer, GOOD, NULL));
      seen++;
    }
  }
  g_assert_cmpuint (seen, >, 0);
}

#define ADD(path, function) g_test_add (path, Place, NULL, place_set_up, function, place_tear_down)

static void
test_handle_from_name (void)
{
  static const char *const names[][2] = {
    { "Ana Example", "ana" },
    { "Dr. Maria M\u00fcller", "maria" },
    { "Prof. Dr. med. Ben B", "ben" },
    { "Dr.Cat", "cat" },
    { "Drake Example", "drake" },
    { "Dr.", "dr" },
    { "Dr", "dr" },
    { "Mrs Dan", "dan" },
    { "M\u00fcller, Eva", "muller" },
    { "\u2014", "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *handle = cs_handle_from_name (names[i][0]);
    g_assert_cmpstr (handle, ==, names[i][1]);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("/key-file/sealed", test_sealed);
  ADD ("/key-file/sealed-altered", test_sealed_altered);
  ADD ("/key-file/sealed-bomb", test_sealed_bomb);
  ADD ("/key-file/plain", test_plain);
  g_test_add_func ("/signer/handle-from-name", test_handle_from_name);
  g_test_add_func ("/key-file/passphrases", test_passphrases);
  g_test_add_func ("/identity/names", test_names);
  ADD ("/identity/document", test_document);
  ADD ("/identity/document-altered", test_document_altered);
  ADD ("/identity/document-half", test_document_half);
  ADD ("/identity/certificate-by-ssh-keygen", test_certificate_by_ssh_keygen);
  ADD ("/signer/create-and-open", test_create_and_open);
  ADD ("/signer/signing-key", test_signing_key);
  ADD ("/signer/change-passphrase", test_change_passphrase);
  ADD ("/signer/foreign-keys", test_foreign_keys);
  ADD ("/signer/list", test_list);
  ADD ("/signer/orphaned-signing-key", test_orphaned_signing_key);
  ADD ("/signer/killed", test_killed);
  return g_test_run ();
}
