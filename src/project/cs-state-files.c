/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-state-files.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define HALF_YEAR ((gint64)183 * 86400) /* seconds */

static const char *const folders[] = { "held", "imports" };

typedef void (*Visit) (CsEnv *env, const char *path, gconstpointer data);

/* PREFIX: those whose name begins with it. */
static void
each (CsEnv *env, const char *prefix, Visit visit, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *folder = g_build_filename (env->state_dir, folders[i], NULL);
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;) {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_str_has_prefix (name, prefix))
        visit (env, path, data);
    }
  }
}

static void
touch (CsEnv *env, const char *path, gconstpointer data)
{
  gint64 now = env->wall (env) / G_USEC_PER_SEC;
  const struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = now } };
  utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW);
}

void
cs_state_files_keep (CsEnv *env, const CsGid *project)
{
  char hex[CS_GID_HEX + 1];
  each (env, cs_gid_to_hex (project, hex), touch, NULL);
}

static void
remove_old (CsEnv *env, const char *path, gconstpointer data)
{
  const gint64 *now = data;
  GStatBuf status;
  if (g_lstat (path, &status) == 0 && S_ISREG (status.st_mode) &&
      *now - status.st_mtime > HALF_YEAR)
    g_unlink (path);
}

void
cs_state_files_sweep (CsEnv *env)
{
  gint64 now = env->wall (env) / G_USEC_PER_SEC;
  each (env, "", remove_old, &now);
}
