/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test.h"
#include "cs-file.h"

#include <locale.h>
#include <sodium.h>
#include <string.h>

typedef struct {
  CsEnv env;
  gint64 now;
  guint8 seed[randombytes_SEEDBYTES];
  guint64 drawn;
} FixedEnv;

static char *root_dir;
static guint dirs_made;

static void
remove_root (void)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", root_dir);
  if (g_getenv ("CS_TEST_KEEP") == NULL)
    g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
}

void
cs_test_init (int *argc, char ***argv)
{
  root_dir = g_dir_make_tmp ("cs-test-XXXXXX", NULL);
  g_assert_nonnull (root_dir);
  static const struct {
    const char *variable, *folder;
  } homes[] = {
    { "HOME", "" },
    { "XDG_DATA_HOME", "data" },
    { "XDG_STATE_HOME", "state" },
    { "XDG_CONFIG_HOME", "config" },
    { "XDG_CACHE_HOME", "cache" },
    { "XDG_RUNTIME_DIR", "run" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++) {
    g_autofree char *path = g_build_filename (root_dir, homes[i].folder, NULL);
    g_setenv (homes[i].variable, path, TRUE);
    g_assert_true (cs_file_make_dir (path, 0700, NULL));
  }
  g_setenv ("TZ", "UTC", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_assert (sodium_init () >= 0);
  atexit (remove_root);
  g_test_init (argc, argv, NULL);
}

char *
cs_test_dir (void)
{
  char *path = g_strdup_printf ("%s/dir-%u", root_dir, dirs_made++);
  g_assert_true (cs_file_make_dir (path, 0700, NULL));
  return path;
}

static gint64
fixed_clock (CsEnv *env)
{
  FixedEnv *self = (FixedEnv *)env;
  self->now += 1000;
  return self->now;
}

static void
fixed_random (CsEnv *env, gpointer ret_bytes, gsize size)
{
  FixedEnv *self = (FixedEnv *)env;
  memcpy (self->seed, &self->drawn, sizeof self->drawn);
  self->drawn++;
  randombytes_buf_deterministic (ret_bytes, size, self->seed);
}

static int
fixed_offset (CsEnv *env, gint64 wall)
{
  return 60;
}

CsEnv *
cs_test_env (const char *root, guint64 seed)
{
  FixedEnv *self = g_new0 (FixedEnv, 1);
  self->now = G_GINT64_CONSTANT (1767600000000000);
  memcpy (self->seed + 8, &seed, sizeof seed);
  self->env.wall = fixed_clock;
  self->env.monotonic = fixed_clock;
  self->env.random = fixed_random;
  self->env.offset = fixed_offset;
  self->env.zone = g_strdup ("Europe/Berlin");
  self->env.data_dir = g_build_filename (root, "data", NULL);
  self->env.state_dir = g_build_filename (root, "state", NULL);
  self->env.kdf_ops = 1;
  self->env.kdf_memory = 8192;
  return &self->env;
}

void
cs_test_env_advance (CsEnv *env, gint64 microseconds)
{
  ((FixedEnv *)env)->now += microseconds;
}

static char *
outside_path (const char *folder, const char *path)
{
  g_autofree char *full =
      g_build_filename (g_getenv ("CS_TEST_SOURCE"), "..", "..", "shared", folder, path, NULL);
  if (g_file_test (full, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&full);
  g_autofree char *why = g_strdup_printf ("%s/%s is not on this machine", folder, path);
  g_test_skip (why);
  return NULL;
}

char *
cs_test_corpus (const char *path)
{
  return outside_path ("corpus", path);
}

char *
cs_test_oracle (const char *path)
{
  return outside_path ("oracles", path);
}

char *
cs_test_source (const char *path)
{
  return g_build_filename (g_getenv ("CS_TEST_SOURCE"), path, NULL);
}
