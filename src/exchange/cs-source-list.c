/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-source-list.h"
#include "cs-source-name.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  GPtrArray *files;
  GPtrArray *problems;
  const char *ours; /* or NULL */
  GCancellable *cancellable;
} Walk;

static gboolean walk_folder (Walk *walk, const char *path, const char *name, guint depth,
                             GError **error);

static void
free_file (gpointer data)
{
  CsSourceFile *file = data;
  g_free (file->path);
  g_free (file->name);
  g_free (file);
}

static gboolean
same_place (const char *a, const char *b)
{
  struct stat x, y;
  return stat (a, &x) == 0 && stat (b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* The open project or a file beside it that SQLite made for it. */
static gboolean
is_ours (const Walk *walk, const char *path)
{
  if (walk->ours == NULL)
    return FALSE;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *our_name = g_path_get_basename (walk->ours);
  if (!g_str_has_prefix (name, our_name) || name[strlen (our_name)] != '-')
    return same_place (path, walk->ours);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *our_folder = g_path_get_dirname (walk->ours);
  return same_place (folder, our_folder);
}

static const char *
what_it_is (mode_t mode)
{
  return S_ISLNK (mode)    ? "a link; name what it points to if you want it"
         : S_ISFIFO (mode) ? "a pipe"
         : S_ISSOCK (mode) ? "a socket"
                           : "a device";
}

static void
tell_refused (Walk *walk, const char *name, const char *why)
{
  cs_problems_add (walk->problems, CS_SEVERITY_ERROR, "unsupported", name, "not read: %s", why);
}

static void
tell_unreadable (Walk *walk, const char *name)
{
  g_autoptr (GError) error = NULL;
  cs_set_errno (&error, errno, "cannot be read");
  cs_problems_add_error (walk->problems, CS_SEVERITY_ERROR, name, error);
}

/* PATH and NAME belong to the walk afterwards. */
static gboolean
take_entry (Walk *walk, char *path, char *name, const struct stat *status, guint depth,
            GError **error)
{
  g_autofree char *own_path = path;
  g_autofree char *own_name = name;
  if (S_ISDIR (status->st_mode))
    return walk_folder (walk, path, name, depth + 1, error);
  if (!S_ISREG (status->st_mode)) {
    tell_refused (walk, name, what_it_is (status->st_mode));
    return TRUE;
  }
  if (is_ours (walk, path)) {
    cs_problems_add (walk->problems, CS_SEVERITY_INFO, "skipped", name, "this project itself");
    return TRUE;
  }
  if (walk->files->len >= CS_SOURCE_MAX_FILES)
    return cs_fail (error, CS_ERROR_LIMIT, "more than %d files; import them in several steps",
                    CS_SOURCE_MAX_FILES);
  CsSourceFile *file = g_new0 (CsSourceFile, 1);
  file->path = g_steal_pointer (&own_path);
  file->name = g_steal_pointer (&own_name);
  g_ptr_array_add (walk->files, file);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* Takes FD over. */
static GPtrArray *
read_names (int fd)
{
  DIR *dir = fdopendir (fd);
  if (dir == NULL) {
    close (fd);
    return NULL;
  }
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const struct dirent *entry;
  while ((entry = readdir (dir)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      g_ptr_array_add (names, g_strdup (entry->d_name));
  closedir (dir);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
take_child (Walk *walk, const char *path, const char *name, const char *entry, guint depth,
            GError **error)
{
  struct stat status;
  g_autofree char *child = g_build_filename (path, entry, NULL);
  g_autofree char *child_name = cs_source_name_join (name, entry);
  if (*entry == '.') {
    cs_problems_add (walk->problems, CS_SEVERITY_INFO, "skipped", child_name,
                     "hidden; name it if you want it");
    return TRUE;
  }
  if (lstat (child, &status) != 0) {
    tell_unreadable (walk, child_name);
    return TRUE;
  }
  return take_entry (walk, g_steal_pointer (&child), g_steal_pointer (&child_name), &status, depth,
                     error);
}

static gboolean
walk_folder (Walk *walk, const char *path, const char *name, guint depth, GError **error)
{
  if (depth > CS_SOURCE_MAX_DEPTH) {
    tell_refused (walk, name, "folders lie too deep in one another");
    return TRUE;
  }
  if (g_cancellable_is_cancelled (walk->cancellable))
    return cs_fail (error, CS_ERROR_CANCELLED, "stopped");
  /* The path that was named may be a link; nothing below it may. */
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (depth > 0 ? O_NOFOLLOW : 0));
  g_autoptr (GPtrArray) names = fd >= 0 ? read_names (fd) : NULL;
  if (names == NULL) {
    tell_unreadable (walk, name);
    return TRUE;
  }
  for (guint i = 0; i < names->len; i++)
    if (!take_child (walk, path, name, names->pdata[i], depth, error))
      return FALSE;
  return TRUE;
}

static gboolean
take_named (Walk *walk, const char *named, const char *folder, GError **error)
{
  struct stat status;
  g_autofree char *path = folder != NULL && !g_path_is_absolute (named)
                              ? g_build_filename (folder, named, NULL)
                              : g_strdup (named);
  if (stat (path, &status) != 0) {
    g_autofree char *as_given = cs_source_name_join ("", named);
    tell_unreadable (walk, as_given);
    return TRUE;
  }
  g_autofree char *name = cs_source_name_of_path (named);
  if (S_ISDIR (status.st_mode))
    return walk_folder (walk, path, name, 0, error);
  return take_entry (walk, g_steal_pointer (&path), g_steal_pointer (&name), &status, 0, error);
}

GPtrArray *
cs_source_list (const char *const *paths, const char *folder, const char *ours, GPtrArray *problems,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (free_file);
  Walk walk = { files, problems, ours, cancellable };
  for (guint i = 0; paths[i] != NULL; i++)
    if (!take_named (&walk, paths[i], folder, error))
      return NULL;
  return g_steal_pointer (&files);
}
