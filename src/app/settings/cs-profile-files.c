/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-profile-files.h"
#include "cs-action-keys.h"
#include "cs-dialogs.h"
#include "cs-settings.h"
#include "cs-text-write.h"

#include "cs-file.h"

#include <glib/gi18n.h>

#define LINES_MAX 14 /* of a question; the rest is counted */

/* --- what would change, in words --- */

static char *
choice_words (const CsProfileChange *change, const CsProfile *after)
{
  const CsProfileChoice *choice = cs_profile_choice (change->id);
  const CsProfileValue *value = &choice->values[cs_profile_get (after, change->id)];
  return g_strdup_printf ("%s: %s", _ (choice->title), _ (value->title));
}

static char *
keys_words (const CsProfileChange *change, const CsProfile *after)
{
  const CsAction *action = cs_actions_find (change->name);
  const char *own = cs_profile_keys (after, change->name);
  const char *keys = own != NULL      ? own
                     : action != NULL ? cs_actions_usual_keys (action, after)
                                      : "";
  g_autofree char *label = keys[0] != '\0' ? cs_keys_label (keys) : g_strdup (_ ("no key"));
  return g_strdup_printf ("%s: %s", action != NULL ? action->title : change->name, label);
}

static char *
windows_words (const CsProfileChange *change, const CsProfile *after)
{
  const GPtrArray *windows = cs_profile_windows (after, change->name);
  if (windows == NULL)
    /* Translators: %s is a modality: "CT". */
    return g_strdup_printf (_ ("Windows of %s: the usual ones"), change->name);
  return g_strdup_printf (
      ngettext ("Windows of %s: %u of its own", "Windows of %s: %u of their own", windows->len),
      change->name, windows->len);
}

char *
cs_profile_changes_words (const CsProfile *before, const CsProfile *after)
{
  g_autoptr (GPtrArray) changes = cs_profile_compare (before, after);
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < changes->len && i < LINES_MAX; i++) {
    const CsProfileChange *change = changes->pdata[i];
    g_autofree char *line = change->kind == CS_PROFILE_CHANGED_CHOICE ? choice_words (change, after)
                            : change->kind == CS_PROFILE_CHANGED_KEYS
                                ? keys_words (change, after)
                                : windows_words (change, after);
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", line);
  }
  guint more = changes->len > LINES_MAX ? changes->len - LINES_MAX : 0;
  if (more > 0)
    g_string_append_printf (words, ngettext ("\nand %u more", "\nand %u more", more), more);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* --- out --- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;
  if (!cs_text_write_finish (result, &error))
    cs_tell (parent, _ ("The profile could not be saved"), error->message);
}

static void
save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autofree char *path = cs_choose_file_finish (result, NULL);
  if (path != NULL)
    cs_text_write_async (path, cs_profile_to_text (cs_settings_profile ()), 0644, written_cb,
                         g_object_ref (parent));
}

void
cs_profile_export (GtkWindow *parent)
{
  cs_choose_file_async (parent, CS_CHOOSE_SAVE, _ ("Save the Profile"),
                        _ ("countersign profile.json"), save_chosen_cb, g_object_ref (parent));
}

/* --- in --- */

CsProfile *
cs_profile_usable (const char *text, gsize size, GError **error)
{
  g_autoptr (CsProfile) profile = cs_profile_read (text, size, error);
  if (profile == NULL || !cs_action_keys_check (profile, error))
    return NULL;
  return g_steal_pointer (&profile);
}

typedef struct {
  GtkWindow *parent;
  CsProfile *profile;
} Asking;

static void
agreed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (GtkWindow) parent = asking->parent;
  g_autoptr (CsProfile) profile = asking->profile;
  if (cs_ask_finish (result))
    cs_settings_replace (cs_settings_get_default (), profile);
}

static void
ask (GtkWindow *parent, CsProfile *profile)
{
  g_autofree char *words = cs_profile_changes_words (cs_settings_profile (), profile);
  if (words[0] == '\0') {
    cs_tell (parent, _ ("This is how you work already"), _ ("The file changes nothing."));
    return;
  }
  Asking *asking = g_new0 (Asking, 1);
  *asking = (Asking){ g_object_ref (parent), cs_profile_ref (profile) };
  cs_ask_async (parent, _ ("Use this profile?"), words, _ ("_Use It"), FALSE, agreed_cb, asking);
}

static void
read_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = cs_file_read (data, CS_PROFILE_MAX_SIZE, &error);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (g_task_get_task_data (G_TASK (result)));
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsProfile) profile =
      bytes != NULL ? cs_profile_usable (text != NULL ? text : "", size, &error) : NULL;
  if (profile != NULL) {
    ask (parent, profile);
    return;
  }
  /* Translators: %s is the name of a file. */
  g_autofree char *heading = g_strdup_printf (_ ("“%s” cannot be used"), shown);
  cs_tell (parent, heading, error->message);
}

static void
open_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  char *path = cs_choose_file_finish (result, NULL);
  if (path == NULL)
    return;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, read_cb, g_object_ref (parent));
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, read_job);
}

void
cs_profile_import (GtkWindow *parent)
{
  cs_choose_file_async (parent, CS_CHOOSE_FILE, _ ("Open a Profile"), NULL, open_chosen_cb,
                        g_object_ref (parent));
}
