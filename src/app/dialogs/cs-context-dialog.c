/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-context-dialog.h"
#include "cs-context-words.h"
#include "cs-project-context.h"
#include "cs-schema.h"
#include "cs-session.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define N_PARTS 6

#define CS_TYPE_CONTEXT_DIALOG (cs_context_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CsContextDialog, cs_context_dialog, CS, CONTEXT_DIALOG, AdwWindow)

struct _CsContextDialog {
  AdwWindow parent_instance;
  GtkWidget *parts, *words;
  GtkWidget *checks[N_PARTS]; /* in the order of cs_context_parts */
  gboolean allowed[N_PARTS];  /* as it is in force */
  gboolean known;             /* it was read */
  CsMainWindow *window;
  CsSession *session;
};

G_DEFINE_FINAL_TYPE (CsContextDialog, cs_context_dialog, ADW_TYPE_WINDOW)

static gboolean
is_on (CsContextDialog *self, guint n)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[n]));
}

static void
update (CsContextDialog *self)
{
  gboolean differs = FALSE;
  guint n = 0;
  for (guint i = 0; i < N_PARTS; i++) {
    gtk_widget_set_sensitive (self->checks[i], self->known);
    differs |= is_on (self, i) != self->allowed[i];
    n += self->allowed[i];
  }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "context-allow.publish",
                                 self->known && differs);
  g_autofree char *now = g_strdup_printf (
      ngettext ("Readers may be shown %u part now", "Readers may be shown %u parts now", n), n);
  gtk_label_set_label (GTK_LABEL (self->words), !self->known ? _ ("Reading…")
                                                : differs    ? _ ("Not published yet")
                                                : n == 0     ? _ ("Readers are shown nothing now")
                                                             : now);
}

/* --- what is in force --- */

static gpointer
read_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsSchema *schema = NULL;
  if (!cs_project_schema (desk->project, &schema, NULL, error))
    return NULL;
  if (schema == NULL) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "%s",
             _ ("No labels were published yet, and what is allowed stands with them. Publish "
                "labels first."));
    return NULL;
  }
  return cs_schema_ref (schema);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsContextDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    if (self->window != NULL)
      cs_main_window_tell_error (self->window, error);
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  g_autoptr (CsSchema) schema = value;
  if (self->window == NULL)
    return;
  self->known = TRUE;
  for (guint i = 0; i < N_PARTS; i++) {
    self->allowed[i] = cs_schema_allows (schema, cs_context_parts[i]);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), self->allowed[i]);
  }
  update (self);
}

/* --- publishing --- */

static gpointer
publish_job (CsDesk *desk, CsJob *job, gpointer parts, GError **error)
{
  cs_project_allow_context (desk->project, parts, NULL, error);
  return NULL;
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, &error))
    cs_main_window_toast (window, _ ("What readers may be shown is published."), NULL, NULL);
  else
    cs_main_window_tell_error (window, error);
}

static void
publish_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsContextDialog *self = CS_CONTEXT_DIALOG (widget);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  for (guint i = 0; i < N_PARTS; i++)
    if (is_on (self, i))
      g_strv_builder_add (parts, cs_context_parts[i]);
  CsJobSpec spec = { .run = publish_job,
                     .data = g_strv_builder_end (parts),
                     .free_data = (GDestroyNotify)g_strfreev,
                     .flags = CS_JOB_CHANGES };
  cs_session_run_async (self->session, &spec, NULL, published_cb, g_object_ref (self->window));
  gtk_window_close (GTK_WINDOW (self));
}

/* --- life --- */

static void
add_part (CsContextDialog *self, guint n)
{
  static const char *const lines[N_PARTS] = {
    N_ ("Out of the headers, or as a lead gave it"),
    N_ ("Out of the headers, or as a lead gave it"),
    N_ ("What the header calls the study"),
    N_ ("Why the pictures were asked for"),
    N_ ("Out of the headers, or a text beside the case"),
    N_ ("A text beside the case"),
  };
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = self->checks[n] = gtk_check_button_new ();
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cs_context_word (cs_context_parts[n]));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (lines[n]));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cs_context_word (cs_context_parts[n]), -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (update), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->parts), row);
}

static void
cs_context_dialog_dispose (GObject *object)
{
  CsContextDialog *self = CS_CONTEXT_DIALOG (object);
  g_clear_object (&self->window);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CONTEXT_DIALOG);
  G_OBJECT_CLASS (cs_context_dialog_parent_class)->dispose (object);
}

static void
cs_context_dialog_class_init (CsContextDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_context_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-context-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CsContextDialog, parts);
  gtk_widget_class_bind_template_child (widget_class, CsContextDialog, words);
  gtk_widget_class_install_action (widget_class, "context-allow.publish", NULL, publish_cb);
}

static void
cs_context_dialog_init (CsContextDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_PARTS && cs_context_parts[i] != NULL; i++)
    add_part (self, i);
}

void
cs_context_dialog_present (CsMainWindow *window)
{
  CsContextDialog *self =
      g_object_new (CS_TYPE_CONTEXT_DIALOG, "transient-for", window, "modal", TRUE, NULL);
  self->window = g_object_ref (window);
  self->session = g_object_ref (cs_main_window_session (window));
  update (self);
  CsJobSpec spec = { .run = read_job, .free_result = (GDestroyNotify)cs_schema_unref };
  cs_session_run_async (self->session, &spec, NULL, read_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}
