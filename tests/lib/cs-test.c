/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test.h"
#include "cs-file.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  CsEnv env;
  gint64 now;
  guint8 seed[randombytes_SEEDBYTES];
  guint64 drawn;
} FixedEnv;

#define PREFIX "cs-test-"
#define LOCK_FILE ".lock"
#define UNLOCKED_SECONDS 3600 /* a folder that nobody locked this long has no owner */

static char *root_dir;
static guint dirs_made;

#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if __has_feature(address_sanitizer) || defined(__SANITIZE_ADDRESS__)
/* GLib makes its table of 2048 names before main(). When it is full it makes a larger one and
 * leaves the first behind on purpose, for who reads it without a lock. It is still known here, so
 * it is no leak. The sanitizers call this for every allocation. */
void __sanitizer_malloc_hook (const volatile void *address, size_t size);

void
__sanitizer_malloc_hook (const volatile void *address, size_t size)
{
  static const volatile void *tables[8];
  static guint n;
  if (size == 2048 * sizeof (char *) && root_dir == NULL && n < G_N_ELEMENTS (tables))
    tables[n++] = address;
}
#endif

static void
remove_root (void)
{
  cs_file_remove_tree (root_dir, NULL);
}

/* Whether the test that made the folder is gone: a lock ends with its process, however that ended.
 */
static gboolean
is_left (const char *folder)
{
  struct stat status;
  g_autofree char *lock = g_build_filename (folder, LOCK_FILE, NULL);
  if (lstat (folder, &status) != 0 || !S_ISDIR (status.st_mode) || status.st_uid != getuid ())
    return FALSE;
  int fd = open (lock, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return errno == ENOENT &&
           g_get_real_time () / G_USEC_PER_SEC - status.st_mtime > UNLOCKED_SECONDS;
  gboolean left = flock (fd, LOCK_EX | LOCK_NB) == 0;
  close (fd);
  return left;
}

static void
remove_left (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name = NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *folder = g_build_filename (g_get_tmp_dir (), name, NULL);
    if (g_str_has_prefix (name, PREFIX) && is_left (folder))
      cs_file_remove_tree (folder, NULL);
  }
}

static void
make_root (void)
{
  gboolean keep = g_getenv ("CS_TEST_KEEP") != NULL;
  root_dir = g_dir_make_tmp (keep ? "cs-kept-XXXXXX" : PREFIX "XXXXXX", NULL);
  g_assert_nonnull (root_dir);
  if (keep)
    return;
  g_autofree char *lock = g_build_filename (root_dir, LOCK_FILE, NULL);
  int fd = open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  atexit (remove_root);
}

void
cs_test_init (int *argc, char ***argv)
{
  remove_left ();
  make_root ();
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
