/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-file.h"
#include "cs-minisign.h"
#include "cs-sshsig.h"
#include "cs-test.h"

#include <string.h>

static const char message[] = "d2a8  one.json\n5c10  two.json\n";
#define MESSAGE message, sizeof message - 1

static CsKey *
key_of (guint64 seed)
{
  g_autoptr (CsEnv) env = cs_test_env ("/nonexistent", seed);
  return cs_key_new (env);
}

static char *
write_text (const char *dir, const char *name, const char *text)
{
  char *path = g_build_filename (dir, name, NULL);
  g_assert_true (cs_file_replace (path, text, strlen (text), 0644, NULL));
  return path;
}

/* Runs COMMAND in DIR; TRUE when it succeeds. */
static gboolean
shell (const char *dir, const char *command)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  int status = 0;
  g_spawn_sync (dir, (char **)argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  return g_spawn_check_wait_status (status, NULL);
}

static gboolean
program_absent (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);
  if (path != NULL)
    return FALSE;
  g_autofree char *why = g_strdup_printf ("%s is not installed", program);
  g_test_skip (why);
  return TRUE;
}

/* RFC 8032, 7.1, test 2. */
static void
test_known_answer (void)
{
  guint8 seed[CS_KEY_SEED_SIZE];
  g_assert_true (cs_hex_decode ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                                seed, sizeof seed));
  g_autoptr (CsKey) key = cs_key_new_from_seed (seed);
  char hex[CS_SIGNATURE_HEX + 1];
  g_assert_cmpstr (cs_public_key_to_hex (cs_key_public (key), hex), ==,
                   "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  CsSignature signature;
  cs_key_sign (key, "\x72", 1, &signature);
  cs_hex_encode (signature.bytes, sizeof signature.bytes, hex);
  g_assert_cmpstr (hex, ==,
                   "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                   "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

static void
test_sign_and_verify (void)
{
  g_autoptr (CsKey) key = key_of (1);
  g_autoptr (CsKey) again = key_of (1);
  g_autoptr (CsKey) other = key_of (2);
  g_assert_true (cs_public_key_equal (cs_key_public (key), cs_key_public (again)));
  g_assert_false (cs_public_key_equal (cs_key_public (key), cs_key_public (other)));
  CsSignature signature;
  cs_key_sign (key, MESSAGE, &signature);
  g_assert_true (cs_public_key_verify (cs_key_public (key), MESSAGE, &signature));
  g_assert_false (cs_public_key_verify (cs_key_public (other), MESSAGE, &signature));
  g_assert_false (
      cs_public_key_verify (cs_key_public (key), message, sizeof message - 2, &signature));
  signature.bytes[40] ^= 1;
  g_assert_false (cs_public_key_verify (cs_key_public (key), MESSAGE, &signature));
}

static void
test_public_key_hex (void)
{
  g_autoptr (CsKey) key = key_of (3);
  char hex[CS_HASH_HEX + 1];
  CsPublicKey back;
  cs_public_key_to_hex (cs_key_public (key), hex);
  g_assert_true (cs_public_key_from_hex (hex, &back));
  g_assert_true (cs_public_key_equal (&back, cs_key_public (key)));
  /* The neutral element, with which every message verifies under some signature. */
  g_assert_false (cs_public_key_from_hex (
      "0100000000000000000000000000000000000000000000000000000000000000", &back));
  g_assert_false (cs_public_key_from_hex (
      "0000000000000000000000000000000000000000000000000000000000000000", &back));
  g_assert_false (cs_public_key_from_hex (NULL, &back));
}

static void
test_sshsig_purpose (void)
{
  g_autoptr (CsKey) key = key_of (4);
  const CsPublicKey *public_key = cs_key_public (key);
  CsSignature signature;
  cs_sshsig_sign (key, CS_SSHSIG_SIGNOFF, MESSAGE, &signature);
  g_assert_true (cs_sshsig_verify (public_key, CS_SSHSIG_SIGNOFF, MESSAGE, &signature));
  g_assert_false (cs_sshsig_verify (public_key, CS_SSHSIG_RELEASE, MESSAGE, &signature));
  g_assert_false (cs_sshsig_verify (public_key, CS_SSHSIG_SIGNOFF, message, 3, &signature));
  g_assert_false (cs_public_key_verify (public_key, MESSAGE, &signature));
}

static void
test_sshsig_armour (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsKey) key = key_of (5);
  CsSignature signature, back;
  CsPublicKey public_key;
  g_autofree char *purpose = NULL;
  cs_sshsig_sign (key, CS_SSHSIG_RELEASE, MESSAGE, &signature);
  g_autofree char *armour =
      cs_sshsig_to_armour (cs_key_public (key), CS_SSHSIG_RELEASE, &signature);
  g_auto (GStrv) lines = g_strsplit (armour, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (strlen (lines[i]), <=, 70);
  g_assert_true (
      cs_sshsig_from_armour (armour, strlen (armour), &public_key, &purpose, &back, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (purpose, ==, CS_SSHSIG_RELEASE);
  g_assert_true (cs_public_key_equal (&public_key, cs_key_public (key)));
  g_assert_cmpmem (&back, sizeof back, &signature, sizeof signature);
  /* Cut anywhere it is refused. */
  for (gsize size = 0; size < strlen (armour) - 1; size++) {
    g_autoptr (GError) cut = NULL;
    g_assert_false (cs_sshsig_from_armour (armour, size, NULL, NULL, NULL, &cut));
    g_assert_error (cut, CS_ERROR, CS_ERROR_INVALID);
  }
}

static void
test_ssh_keygen (void)
{
  if (program_absent ("ssh-keygen"))
    return;
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsKey) key = key_of (6);
  CsSignature signature;
  cs_sshsig_sign (key, CS_SSHSIG_RELEASE, MESSAGE, &signature);
  g_autofree char *armour =
      cs_sshsig_to_armour (cs_key_public (key), CS_SSHSIG_RELEASE, &signature);
  g_autofree char *allowed = cs_sshsig_allowed_signer (
      "anna", CS_SSHSIG_SIGNOFF "," CS_SSHSIG_RELEASE, cs_key_public (key));
  g_autofree char *data_path = write_text (dir, "f", message);
  g_autofree char *sig_path = write_text (dir, "f.sig", armour);
  g_autofree char *allowed_path = write_text (dir, "allowed_signers", allowed);
#define SSH_VERIFY "ssh-keygen -Y verify -f allowed_signers -s f.sig "
  g_assert_true (shell (dir, SSH_VERIFY "-I anna -n release@countersign < f"));
  g_assert_false (shell (dir, SSH_VERIFY "-I anna -n signoff@countersign < f"));
  g_assert_false (shell (dir, SSH_VERIFY "-I anna -n sitting@countersign < f"));
  g_assert_false (shell (dir, SSH_VERIFY "-I ben -n release@countersign < f"));
  g_assert_false (shell (dir, "echo more >> f; " SSH_VERIFY "-I anna -n release@countersign < f"));
}

/* The other way: what ssh-keygen signs, we verify. */
static void
test_from_ssh_keygen (void)
{
  if (program_absent ("ssh-keygen"))
    return;
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *data_path = write_text (dir, "f", message);
  g_assert_true (shell (dir, "ssh-keygen -q -t ed25519 -N '' -f k -C '' && "
                             "ssh-keygen -Y sign -f k -n release@countersign f"));
  g_autofree char *sig_path = g_build_filename (dir, "f.sig", NULL);
  g_autofree char *pub_path = g_build_filename (dir, "k.pub", NULL);
  g_autoptr (GBytes) armour = cs_file_read (sig_path, 8192, &error);
  g_autoptr (GBytes) pub = cs_file_read (pub_path, 8192, &error);
  g_assert_no_error (error);
  CsPublicKey key;
  CsSignature signature;
  g_assert_true (cs_sshsig_from_armour (g_bytes_get_data (armour, NULL), g_bytes_get_size (armour),
                                        &key, NULL, &signature, &error));
  g_assert_no_error (error);
  g_assert_true (cs_sshsig_verify (&key, CS_SSHSIG_RELEASE, MESSAGE, &signature));
  g_autofree char *ours = cs_sshsig_public_line (&key, NULL);
  g_autofree char *theirs = g_strndup (g_bytes_get_data (pub, NULL), g_bytes_get_size (pub));
  g_assert_cmpstr (g_strchomp (theirs), ==, ours);
  /* Byte for byte the armour that ssh-keygen wrote. */
  g_autofree char *rebuilt = cs_sshsig_to_armour (&key, CS_SSHSIG_RELEASE, &signature);
  g_assert_cmpmem (rebuilt, strlen (rebuilt), g_bytes_get_data (armour, NULL),
                   g_bytes_get_size (armour));
}

static void
test_minisign (void)
{
  g_autoptr (CsKey) key = key_of (7);
  g_autoptr (CsKey) other = key_of (8);
  g_autofree char *text = cs_minisign_sign (key, MESSAGE, "release one");
  g_autofree char *comment = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_true (
      cs_minisign_verify (cs_key_public (key), MESSAGE, text, strlen (text), &comment, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (comment, ==, "release one");

  g_assert_false (
      cs_minisign_verify (cs_key_public (key), message, 5, text, strlen (text), NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (
      cs_minisign_verify (cs_key_public (other), MESSAGE, text, strlen (text), NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  strstr (text, "release one")[0] = 'R';
  g_assert_false (
      cs_minisign_verify (cs_key_public (key), MESSAGE, text, strlen (text), NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (
      cs_minisign_verify (cs_key_public (key), MESSAGE, text, strlen (text) - 2, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
test_stock_minisign (void)
{
  if (program_absent ("minisign"))
    return;
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsKey) key = key_of (9);
  g_autofree char *pub = cs_minisign_public_key (cs_key_public (key));
  g_autofree char *sig = cs_minisign_sign (key, MESSAGE, "release one");
  g_autofree char *data_path = write_text (dir, "f", message);
  g_autofree char *pub_path = write_text (dir, "k.pub", pub);
  g_autofree char *sig_path = write_text (dir, "f.minisig", sig);
  g_assert_true (shell (dir, "minisign -V -m f -p k.pub"));
  g_assert_false (shell (dir, "sed s/one/two/ f.minisig > g && minisign -V -m f -x g -p k.pub"));
  g_assert_false (shell (dir, "echo more >> f && minisign -V -m f -p k.pub"));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/key/known-answer", test_known_answer);
  g_test_add_func ("/key/sign-and-verify", test_sign_and_verify);
  g_test_add_func ("/key/public-key-hex", test_public_key_hex);
  g_test_add_func ("/sshsig/purpose", test_sshsig_purpose);
  g_test_add_func ("/sshsig/armour", test_sshsig_armour);
  g_test_add_func ("/sshsig/ssh-keygen-verifies-ours", test_ssh_keygen);
  g_test_add_func ("/sshsig/we-verify-ssh-keygen", test_from_ssh_keygen);
  g_test_add_func ("/minisign/verify", test_minisign);
  g_test_add_func ("/minisign/stock-program", test_stock_minisign);
  return g_test_run ();
}
