/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-export-dialog.h"
#include "cs-dialogs.h"
#include "cs-doubtful-dialog.h"
#include "cs-release-job.h"

#include <glib/gi18n.h>

#define CS_TYPE_EXPORT_DIALOG (cs_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CsExportDialog, cs_export_dialog, CS, EXPORT_DIALOG, AdwWindow)

struct _CsExportDialog {
  AdwWindow parent_instance;
  GtkWidget *least, *format, *found, *losses, *words;
  CsMainWindow *window;
  CsSession *session;
  CsExportLook *look; /* of what is chosen now; NULL while it is read */
  GCancellable *looking;
};

G_DEFINE_FINAL_TYPE (CsExportDialog, cs_export_dialog, ADW_TYPE_WINDOW)

/* In the order of the choices of cs-export-dialog.ui. */
static const CsExportLeast leasts[] = { CS_EXPORT_SIGNED, CS_EXPORT_ACCEPTED, CS_EXPORT_SUBMITTED,
                                        CS_EXPORT_ANY };
static const CsFormat *const formats[] = { &cs_format_coco, &cs_format_jsonl };

static CsExportOrder *
new_order (CsExportDialog *self, const char *to)
{
  CsExportOrder *order = g_new0 (CsExportOrder, 1);
  guint least = adw_combo_row_get_selected (ADW_COMBO_ROW (self->least));
  guint format = adw_combo_row_get_selected (ADW_COMBO_ROW (self->format));
  order->least = leasts[MIN (least, G_N_ELEMENTS (leasts) - 1)];
  order->format = formats[MIN (format, G_N_ELEMENTS (formats) - 1)];
  order->to = g_strdup (to);
  return order;
}

/* --- what would go out --- */

static void
show_look (CsExportDialog *self)
{
  guint items = self->look != NULL ? self->look->items : 0;
  guint losses = self->look != NULL ? cs_doubtful_count (self->look->problems) : 0;
  guint cases = self->look != NULL ? self->look->cases : 0;
  guint marks = self->look != NULL ? (guint)self->look->marks : 0;
  g_autofree char *words = g_strdup_printf (ngettext ("%u case", "%u cases", cases), cases);
  g_autofree char *figure = g_strdup_printf (ngettext ("%u mark", "%u marks", marks), marks);
  guint controls = self->look != NULL ? self->look->controls : 0;
  g_autofree char *out = g_strdup_printf (
      ngettext ("%u control case stays out", "%u control cases stay out", controls), controls);
  g_autofree char *found = controls > 0 ? g_strdup_printf ("%s, %s\n%s", words, figure, out)
                                        : g_strdup_printf ("%s, %s", words, figure);
  gtk_label_set_label (GTK_LABEL (self->found), self->look != NULL ? found : "");
  gtk_widget_set_visible (self->losses, losses > 0);
  gtk_label_set_label (GTK_LABEL (self->words),
                       self->look == NULL ? _ ("Looking")
                       : items == 0       ? _ ("No case is that far; choose less finished ones")
                       : losses > 0       ? _ ("Not everything can be written in this format")
                                          : _ ("Everything can be written in this format"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.run", items > 0);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  if (self->looking == NULL || self->looking != g_task_get_cancellable (G_TASK (result))) {
    cs_export_look_free (value);
    return;
  }
  g_clear_object (&self->looking);
  self->look = value;
  show_look (self);
  if (!ok)
    gtk_label_set_label (GTK_LABEL (self->words), error->message);
}

static void
look (CsExportDialog *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->look, cs_export_look_free);
  show_look (self);
  if (self->session == NULL)
    return;
  self->looking = g_cancellable_new ();
  CsJobSpec spec = { .run = cs_export_job,
                     .data = new_order (self, NULL),
                     .free_data = cs_export_order_free,
                     .free_result = cs_export_look_free };
  cs_session_run_async (self->session, &spec, self->looking, looked_cb, g_object_ref (self));
}

static void
choice_cb (GObject *object, GParamSpec *pspec, CsExportDialog *self)
{
  look (self);
}

static void
losses_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsExportDialog *self = CS_EXPORT_DIALOG (widget);
  if (self->look != NULL)
    cs_doubtful_dialog_present (GTK_WINDOW (self), _ ("What This Format Does Not Carry"),
                                self->look->problems);
}

/* --- writing --- */

typedef struct {
  CsMainWindow *window;
  char *to;
} Writing;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Writing *writing = user_data;
  g_autoptr (GError) error = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, &error)) {
    cs_main_window_toast (writing->window, _ ("The export is written."), NULL, NULL);
    cs_show_in_files (writing->to);
  } else
    cs_main_window_tell_error (writing->window, error);
  g_object_unref (writing->window);
  g_free (writing->to);
  g_free (writing);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsExportDialog) self = user_data;
  g_autofree char *path = cs_choose_file_finish (result, NULL);
  if (path == NULL || self->window == NULL)
    return;
  Writing *writing = g_new0 (Writing, 1);
  writing->window = g_object_ref (self->window);
  writing->to = g_strdup (path);
  CsJobSpec spec = { .title = _ ("Exporting"),
                     .run = cs_export_job,
                     .data = new_order (self, path),
                     .free_data = cs_export_order_free,
                     .free_result = cs_export_look_free };
  cs_session_run_async (self->session, &spec, NULL, written_cb, writing);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsExportDialog *self = CS_EXPORT_DIALOG (widget);
  guint format = adw_combo_row_get_selected (ADW_COMBO_ROW (self->format));
  g_autofree char *proposal =
      g_strdup_printf ("%s-%s", cs_session_facts (self->session)->name,
                       formats[MIN (format, G_N_ELEMENTS (formats) - 1)]->id);
  cs_choose_file_async (GTK_WINDOW (self), CS_CHOOSE_SAVE, _ ("Export to a New Folder"), proposal,
                        chosen_cb, g_object_ref (self));
}

/* --- life --- */

static void
cs_export_dialog_dispose (GObject *object)
{
  CsExportDialog *self = CS_EXPORT_DIALOG (object);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->window);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_EXPORT_DIALOG);
  g_clear_pointer (&self->look, cs_export_look_free);
  G_OBJECT_CLASS (cs_export_dialog_parent_class)->dispose (object);
}

static void
cs_export_dialog_class_init (CsExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_export_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CsExportDialog, least);
  gtk_widget_class_bind_template_child (widget_class, CsExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, CsExportDialog, found);
  gtk_widget_class_bind_template_child (widget_class, CsExportDialog, losses);
  gtk_widget_class_bind_template_child (widget_class, CsExportDialog, words);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_install_action (widget_class, "export.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "export.losses", NULL, losses_cb);
}

static void
cs_export_dialog_init (CsExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cs_export_dialog_present (CsMainWindow *window)
{
  CsExportDialog *self =
      g_object_new (CS_TYPE_EXPORT_DIALOG, "transient-for", window, "modal", TRUE, NULL);
  self->window = g_object_ref (window);
  self->session = g_object_ref (cs_main_window_session (window));
  look (self);
  gtk_window_present (GTK_WINDOW (self));
}
