/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-load-dialog.h"
#include "cs-dialogs.h"
#include "cs-doubtful-dialog.h"
#include "cs-release-job.h"

#include <glib/gi18n.h>

#define CS_TYPE_LOAD_DIALOG (cs_load_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CsLoadDialog, cs_load_dialog, CS, LOAD_DIALOG, AdwWindow)

struct _CsLoadDialog {
  AdwWindow parent_instance;
  GtkWidget *files, *suggest, *draft, *model, *words;
  CsMainWindow *window;
  CsSession *session;
  char **paths;
};

G_DEFINE_FINAL_TYPE (CsLoadDialog, cs_load_dialog, ADW_TYPE_WINDOW)

static void
update (CsLoadDialog *self)
{
  gboolean suggest = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->suggest));
  gtk_widget_set_visible (self->model, suggest);
  gtk_label_set_label (GTK_LABEL (self->words),
                       self->paths == NULL ? _ ("Choose files; nothing is loaded yet")
                       : suggest           ? _ ("Nobody's work until somebody takes them")
                                           : _ ("They become yours, to be checked and submitted"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "load.run", self->paths != NULL);
}

static void
way_cb (GtkCheckButton *check, CsLoadDialog *self)
{
  update (self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsLoadDialog) self = user_data;
  g_autofree char *lines = cs_choose_file_finish (result, NULL);
  if (lines == NULL)
    return;
  g_strfreev (self->paths);
  self->paths = g_strsplit (lines, "\n", -1);
  guint n = g_strv_length (self->paths);
  g_autofree char *base = g_path_get_basename (self->paths[0]);
  g_autofree char *first = g_filename_display_name (base);
  g_autofree char *words =
      n == 1 ? g_strdup (first) : g_strdup_printf (_ ("%s and %u more"), first, n - 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->files), words);
  update (self);
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_choose_file_async (GTK_WINDOW (widget), CS_CHOOSE_FILES, _ ("Choose Files with Marks"), NULL,
                        chosen_cb, g_object_ref (widget));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    cs_main_window_tell_error (window, error);
    return;
  }
  const CsLoadResult *loaded = value;
  g_autofree char *words =
      g_strdup_printf (_ ("Marks loaded: %u, into cases: %u. There already: %u. Left out: %u."),
                       (guint)loaded->counts.loaded_marks, loaded->counts.cases,
                       (guint)loaded->counts.already, (guint)loaded->counts.left_out);
  cs_main_window_toast (window, words, NULL, NULL);
  if (cs_doubtful_count (loaded->problems) > 0)
    cs_doubtful_dialog_present (GTK_WINDOW (window), _ ("What Was Left Out"), loaded->problems);
  cs_load_result_free (value);
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsLoadDialog *self = CS_LOAD_DIALOG (widget);
  CsLoadOrder *order = g_new0 (CsLoadOrder, 1);
  g_autofree char *model =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->model))));
  order->paths = g_strdupv (self->paths);
  order->suggest = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->suggest));
  order->model = order->suggest && *model != '\0' ? g_steal_pointer (&model) : NULL;
  CsJobSpec spec = { .title = _ ("Loading marks"),
                     .run = cs_load_job,
                     .data = order,
                     .free_data = cs_load_order_free,
                     .free_result = cs_load_result_free,
                     .flags = CS_JOB_CHANGES };
  cs_session_run_async (self->session, &spec, NULL, loaded_cb, g_object_ref (self->window));
  gtk_window_close (GTK_WINDOW (self));
}

static void
cs_load_dialog_dispose (GObject *object)
{
  CsLoadDialog *self = CS_LOAD_DIALOG (object);
  g_clear_object (&self->window);
  g_clear_object (&self->session);
  g_clear_pointer (&self->paths, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_LOAD_DIALOG);
  G_OBJECT_CLASS (cs_load_dialog_parent_class)->dispose (object);
}

static void
cs_load_dialog_class_init (CsLoadDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_load_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-load-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CsLoadDialog, files);
  gtk_widget_class_bind_template_child (widget_class, CsLoadDialog, suggest);
  gtk_widget_class_bind_template_child (widget_class, CsLoadDialog, draft);
  gtk_widget_class_bind_template_child (widget_class, CsLoadDialog, model);
  gtk_widget_class_bind_template_child (widget_class, CsLoadDialog, words);
  gtk_widget_class_bind_template_callback (widget_class, way_cb);
  gtk_widget_class_install_action (widget_class, "load.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "load.run", NULL, run_cb);
}

static void
cs_load_dialog_init (CsLoadDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
cs_load_dialog_present (CsMainWindow *window)
{
  CsLoadDialog *self =
      g_object_new (CS_TYPE_LOAD_DIALOG, "transient-for", window, "modal", TRUE, NULL);
  self->window = g_object_ref (window);
  self->session = g_object_ref (cs_main_window_session (window));
  gtk_window_present (GTK_WINDOW (self));
}
