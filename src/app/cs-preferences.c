/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-preferences.h"
#include "cs-file.h"
#include "cs-late-file.h"

#include <string.h>

#define GROUP "window"
#define RECENT_MAX 10
#define SIZE_MAX_BYTES (1024 * 1024)
#define WRITE_AFTER 500 /* milliseconds */

struct _CsPreferences {
  GKeyFile *file;
  CsLateFile *late;
};

static char *
text_of (gpointer data)
{
  return g_key_file_to_data (data, NULL, NULL);
}

CsPreferences *
cs_preferences_new (CsEnv *env)
{
  CsPreferences *self = g_new0 (CsPreferences, 1);
  g_autofree char *path = g_build_filename (env->state_dir, "window.ini", NULL);
  self->file = g_key_file_new ();
  self->late = cs_late_file_new (path, WRITE_AFTER, text_of, self->file);
  g_autoptr (GBytes) bytes = cs_file_read (path, SIZE_MAX_BYTES, NULL);
  if (bytes != NULL)
    g_key_file_load_from_bytes (self->file, bytes, G_KEY_FILE_NONE, NULL);
  return self;
}

void
cs_preferences_free (CsPreferences *self)
{
  cs_late_file_close (self->late);
  g_key_file_unref (self->file);
  g_free (self);
}

int
cs_preferences_int (CsPreferences *self, const char *key, int fallback)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (self->file, GROUP, key, &error);
  return error == NULL ? value : fallback;
}

void
cs_preferences_set_int (CsPreferences *self, const char *key, int value)
{
  if (cs_preferences_int (self, key, value - 1) == value)
    return;
  g_key_file_set_integer (self->file, GROUP, key, value);
  cs_late_file_changed (self->late);
}

char *
cs_preferences_text (CsPreferences *self, const char *key)
{
  return g_key_file_get_string (self->file, GROUP, key, NULL);
}

void
cs_preferences_set_text (CsPreferences *self, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (self->file, GROUP, key, value);
  else
    g_key_file_remove_key (self->file, GROUP, key, NULL);
  cs_late_file_changed (self->late);
}

/* A key is the project's id and nothing else. */
GHashTable *
cs_preferences_people (CsPreferences *self)
{
  GHashTable *people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, GROUP, NULL, NULL);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++) {
    CsGid gid;
    char *handle = cs_gid_from_hex (keys[i], &gid) ? cs_preferences_text (self, keys[i]) : NULL;
    if (handle != NULL)
      g_hash_table_insert (people, g_strdup (keys[i]), handle);
  }
  return people;
}

void
cs_preferences_set_person (CsPreferences *self, const CsGid *project, const char *handle)
{
  char hex[CS_GID_HEX + 1];
  cs_preferences_set_text (self, cs_gid_to_hex (project, hex), handle);
}

char **
cs_preferences_recent (CsPreferences *self)
{
  char **paths = g_key_file_get_string_list (self->file, GROUP, "recent", NULL, NULL);
  return paths != NULL ? paths : g_new0 (char *, 1);
}

/* A path may hold what no key may. */
static char *
recent_key (const char *path, const char *what)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  return g_strdup_printf ("%s-%.32s", what, sum);
}

/* What is no longer listed leaves no name behind. */
static void
forget_name (CsPreferences *self, const char *path)
{
  g_autofree char *name_key = recent_key (path, "name"), *wall_key = recent_key (path, "opened");
  g_key_file_remove_key (self->file, GROUP, name_key, NULL);
  g_key_file_remove_key (self->file, GROUP, wall_key, NULL);
}

static void
put_recent (CsPreferences *self, const char *first, const char *without)
{
  g_auto (GStrv) before = cs_preferences_recent (self);
  g_autoptr (GPtrArray) now = g_ptr_array_new ();
  if (first != NULL)
    g_ptr_array_add (now, (gpointer)first);
  for (guint i = 0; before[i] != NULL; i++) {
    if (g_strcmp0 (before[i], first) == 0)
      continue;
    if (now->len < RECENT_MAX && g_strcmp0 (before[i], without) != 0)
      g_ptr_array_add (now, before[i]);
    else
      forget_name (self, before[i]);
  }
  g_key_file_set_string_list (self->file, GROUP, "recent", (const char *const *)now->pdata,
                              now->len);
  cs_late_file_changed (self->late);
}

void
cs_preferences_add_recent (CsPreferences *self, const char *path, const char *name, gint64 wall)
{
  g_autofree char *name_key = recent_key (path, "name"), *wall_key = recent_key (path, "opened");
  g_key_file_set_string (self->file, GROUP, name_key, name);
  g_key_file_set_int64 (self->file, GROUP, wall_key, wall);
  put_recent (self, path, NULL);
}

char *
cs_preferences_recent_name (CsPreferences *self, const char *path, gint64 *ret_wall)
{
  g_autofree char *name_key = recent_key (path, "name"), *wall_key = recent_key (path, "opened");
  *ret_wall = g_key_file_get_int64 (self->file, GROUP, wall_key, NULL);
  return g_key_file_get_string (self->file, GROUP, name_key, NULL);
}

void
cs_preferences_not_opened (CsPreferences *self, const char *path, const GError *error)
{
  if (!g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND) &&
      !g_error_matches (error, CS_ERROR, CS_ERROR_DENIED) &&
      !g_error_matches (error, CS_ERROR, CS_ERROR_FAILED))
    put_recent (self, NULL, path);
}
