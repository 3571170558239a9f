/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-settings.h"
#include "cs-actions.h"
#include "cs-late-file.h"

#include "cs-error.h"
#include "cs-file.h"

#include <glib/gi18n.h>
#include <string.h>

#define WRITE_AFTER 300 /* milliseconds */
#define USUAL_DPI (96 * 1024)
#define MAX_ASIDE 1000

struct _CsSettings {
  GObject parent_instance;
  CsProfile *profile, *before;    /* BEFORE: NULL when nothing was replaced */
  CsLateFile *late, *before_late; /* NULL: nothing is written */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsSettings, cs_settings, G_TYPE_OBJECT)

/* --- what follows by itself --- */

/* On top of what the desktop asks for. */
static void
scale_letters (const CsProfile *profile)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int percent =
      (int)g_ascii_strtoll (cs_profile_get_word (profile, CS_PROFILE_TEXT_SIZE), NULL, 10);
  int dpi = 0;
  if (settings == NULL)
    return;
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  if (percent != 100)
    g_object_set (settings, "gtk-xft-dpi", (dpi > 0 ? dpi : USUAL_DPI) / 100 * percent, NULL);
}

static void
put_in_force (CsSettings *self, CsProfile *profile)
{
  GApplication *application = g_application_get_default ();
  cs_profile_ref (profile);
  cs_profile_unref (self->profile);
  self->profile = profile;
  cs_actions_use (profile, GTK_IS_APPLICATION (application) ? GTK_APPLICATION (application) : NULL);
  scale_letters (profile);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- the file --- */

static char *
text_of (gpointer data)
{
  return cs_profile_to_text (((CsSettings *)data)->profile);
}

static char *
text_before (gpointer data)
{
  const CsProfile *before = ((CsSettings *)data)->before;
  return before != NULL ? cs_profile_to_text (before) : NULL;
}

static void
write_soon (CsSettings *self)
{
  if (self->late == NULL)
    return;
  cs_late_file_changed (self->late);
  cs_late_file_changed (self->before_late);
}

/* Where what lies at PATH lies now; NULL when it cannot be moved. Caller frees. */
static char *
set_aside (const char *path)
{
  for (guint number = 1; number < MAX_ASIDE; number++) {
    g_autofree char *aside = g_strdup_printf ("%s.aside-%u", path, number);
    g_autoptr (GError) error = NULL;
    if (cs_file_rename_new (path, aside, &error))
      return g_steal_pointer (&aside);
    if (!g_error_matches (error, CS_ERROR, CS_ERROR_CONFLICT))
      return NULL;
  }
  return NULL;
}

/* NULL with RET_SAYS when it could not be used, NULL without when there is none. */
static CsProfile *
read_one (const char *path, char **ret_says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cs_file_read (path, CS_PROFILE_MAX_SIZE, &error);
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  CsProfile *profile = text != NULL ? cs_profile_read (text, size, &error) : NULL;
  if (profile != NULL || g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND))
    return profile;
  g_autofree char *aside = set_aside (path);
  g_autofree char *shown = g_filename_display_name (aside != NULL ? aside : path);
  *ret_says = g_strdup_printf (_ ("Your preferences could not be read, so the usual ones hold. The "
                                  "file lies in “%s”."),
                               shown);
  return NULL;
}

char *
cs_settings_open (CsSettings *self, CsEnv *env)
{
  char *says = NULL;
  g_autofree char *of_before = NULL;
  g_autofree char *path = g_build_filename (env->state_dir, "profile.json", NULL);
  g_autofree char *before_path = g_build_filename (env->state_dir, "profile-before.json", NULL);
  self->late = cs_late_file_new (path, WRITE_AFTER, text_of, self);
  self->before_late = cs_late_file_new (before_path, WRITE_AFTER, text_before, self);
  g_autoptr (CsProfile) profile = read_one (path, &says);
  cs_profile_unref (self->before);
  self->before = read_one (before_path, &of_before);
  g_autoptr (CsProfile) usual = cs_profile_new ();
  put_in_force (self, profile != NULL ? profile : usual);
  return says != NULL ? says : g_steal_pointer (&of_before);
}

void
cs_settings_close (CsSettings *self)
{
  g_clear_pointer (&self->late, cs_late_file_close);
  g_clear_pointer (&self->before_late, cs_late_file_close);
}

/* --- changing --- */

void
cs_settings_use (CsSettings *self, CsProfile *profile)
{
  if (cs_profile_equal (self->profile, profile))
    return;
  put_in_force (self, profile);
  write_soon (self);
}

void
cs_settings_replace (CsSettings *self, CsProfile *profile)
{
  if (cs_profile_equal (self->profile, profile))
    return;
  cs_profile_unref (self->before);
  self->before = cs_profile_ref (self->profile);
  cs_settings_use (self, profile);
}

gboolean
cs_settings_has_before (CsSettings *self)
{
  return self->before != NULL;
}

void
cs_settings_go_back (CsSettings *self)
{
  g_return_if_fail (self->before != NULL);
  g_autoptr (CsProfile) before = cs_profile_ref (self->before);
  cs_settings_replace (self, before);
}

/* --- life --- */

CsSettings *
cs_settings_get_default (void)
{
  static CsSettings *settings; /* as long as the program */
  if (settings == NULL)
    settings = g_object_new (CS_TYPE_SETTINGS, NULL);
  return settings;
}

const CsProfile *
cs_settings_profile (void)
{
  return cs_settings_get_default ()->profile;
}

static void
cs_settings_class_init (CsSettingsClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_SETTINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
cs_settings_init (CsSettings *self)
{
  self->profile = cs_profile_new ();
}
