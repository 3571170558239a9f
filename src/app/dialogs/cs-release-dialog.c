/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-release-dialog.h"
#include "cs-doubtful-dialog.h"
#include "cs-release-job.h"

#include "cs-sample.h"
#include "cs-signer.h"

#include <glib/gi18n.h>
#include <string.h>

#define CS_TYPE_RELEASE_DIALOG (cs_release_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CsReleaseDialog, cs_release_dialog, CS, RELEASE_DIALOG, AdwWindow)

struct _CsReleaseDialog {
  AdwWindow parent_instance;
  GtkWidget *name, *leaves_out, *coco, *jsonl, *sources, *key, *first, *second, *words, *spinner;
  CsMainWindow *window;
  CsSession *session;
  GPtrArray *losses; /* what COCO does not carry, of CsProblem; or NULL */
  guint n_signed, n_controls;
  gboolean has_key, busy;
};

G_DEFINE_FINAL_TYPE (CsReleaseDialog, cs_release_dialog, ADW_TYPE_WINDOW)

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* What is missing; NULL when it can be cut. */
static const char *
missing (CsReleaseDialog *self)
{
  if (*text_of (self->name) == '\0')
    return _ ("Give the release a name");
  if (*text_of (self->first) == '\0')
    return self->has_key ? _ ("Type your passphrase") : _ ("Choose a passphrase");
  if (!self->has_key && strcmp (text_of (self->first), text_of (self->second)) != 0)
    return _ ("The two passphrases differ");
  return NULL;
}

static void
update (CsReleaseDialog *self)
{
  const char *lacks = missing (self);
  g_autofree char *all =
      g_strdup_printf (ngettext ("%u signed case is frozen and signed",
                                 "%u signed cases are frozen and signed", self->n_signed),
                       self->n_signed);
  g_autofree char *out = g_strdup_printf (
      ngettext ("%u control case stays out", "%u control cases stay out", self->n_controls),
      self->n_controls);
  g_autofree char *both = g_strdup_printf ("%s; %s", all, out);
  gtk_label_set_label (GTK_LABEL (self->words), self->busy             ? _ ("Cutting the release")
                                                : lacks != NULL        ? lacks
                                                : self->n_controls > 0 ? both
                                                                       : all);
  gtk_widget_remove_css_class (self->words, "cs-trouble");
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->busy);
  gtk_widget_set_visible (self->spinner, self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "release.cut", lacks == NULL && !self->busy);
}

static void
changed_cb (GtkEditable *entry, CsReleaseDialog *self)
{
  update (self);
}

static void
activated_cb (AdwEntryRow *row, CsReleaseDialog *self)
{
  if (GTK_WIDGET (row) == self->first && !self->has_key)
    gtk_widget_grab_focus (self->second);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "release.cut", NULL);
}

/* What COCO leaves out is said before anything is cut, and before the window is there, so that
 * nothing in it moves. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsReleaseDialog) self = user_data;
  gpointer value = NULL;
  cs_session_run_finish (CS_SESSION (source), result, &value, NULL);
  CsExportLook *look = value;
  if (look != NULL)
    self->losses = g_ptr_array_ref (look->problems);
  if (look != NULL)
    self->n_controls = look->controls;
  update (self);
  cs_export_look_free (look);
  if (cs_main_window_session (self->window) != self->session) {
    gtk_window_destroy (GTK_WINDOW (self)); /* another project is open by now */
    return;
  }
  gtk_widget_set_visible (self->leaves_out, self->losses != NULL && self->losses->len > 0);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->first);
}

static void
look (CsReleaseDialog *self)
{
  CsExportOrder *order = g_new0 (CsExportOrder, 1);
  order->format = &cs_format_coco;
  order->least = CS_EXPORT_SIGNED;
  CsJobSpec spec = { .title = _ ("Looking at what is signed"),
                     .run = cs_export_job,
                     .data = order,
                     .free_data = cs_export_order_free,
                     .free_result = cs_export_look_free };
  cs_session_run_async (self->session, &spec, NULL, looked_cb, g_object_ref (self));
}

static void
cut_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsReleaseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (GPtrArray) problems = value;
  self->busy = FALSE;
  if (self->window == NULL)
    return;
  if (!ok) {
    update (self);
    gtk_label_set_label (GTK_LABEL (self->words), error->message);
    gtk_widget_add_css_class (self->words, "cs-trouble");
    gtk_widget_grab_focus (self->first);
    return;
  }
  g_autofree char *words = g_strdup_printf (
      _ ("Release “%s” is cut. Export it as a folder or a zip file."), text_of (self->name));
  cs_main_window_toast (self->window, words, NULL, NULL);
  if (cs_doubtful_count (problems) > 0)
    cs_doubtful_dialog_present (GTK_WINDOW (self->window), _ ("What the Formats Do Not Carry"),
                                problems);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsReleaseDialog *self = CS_RELEASE_DIALOG (widget);
  CsCutOrder *order = g_new0 (CsCutOrder, 1);
  order->name = g_strdup (text_of (self->name));
  order->passphrase = g_strdup (text_of (self->first));
  order->new_key = !self->has_key;
  order->coco = gtk_switch_get_active (GTK_SWITCH (self->coco));
  order->jsonl = gtk_switch_get_active (GTK_SWITCH (self->jsonl));
  order->with_sources = gtk_switch_get_active (GTK_SWITCH (self->sources));
  CsJobSpec spec = { .title = _ ("Cutting the release"),
                     .run = cs_cut_job,
                     .data = order,
                     .free_data = cs_cut_order_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref,
                     .flags = CS_JOB_CHANGES };
  self->busy = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->first), "");
  gtk_editable_set_text (GTK_EDITABLE (self->second), "");
  update (self);
  cs_session_run_async (self->session, &spec, NULL, cut_cb, g_object_ref (self));
}

static void
losses_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_doubtful_dialog_present (GTK_WINDOW (widget), _ ("What COCO Does Not Carry"),
                              CS_RELEASE_DIALOG (widget)->losses);
}

static void
cs_release_dialog_dispose (GObject *object)
{
  CsReleaseDialog *self = CS_RELEASE_DIALOG (object);
  g_clear_object (&self->window);
  g_clear_object (&self->session);
  g_clear_pointer (&self->losses, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_RELEASE_DIALOG);
  G_OBJECT_CLASS (cs_release_dialog_parent_class)->dispose (object);
}

static void
cs_release_dialog_class_init (CsReleaseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_release_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-release-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CsReleaseDialog, name);
  gtk_widget_class_bind_template_child (widget_class, CsReleaseDialog, leaves_out);
  gtk_widget_class_bind_template_child (widget_class, CsReleaseDialog, coco);
  gtk_widget_class_bind_template_child (widget_class, CsReleaseDialog, jsonl);
  gtk_widget_class_bind_template_child (widget_class, CsReleaseDialog, sources);
  gtk_widget_class_bind_template_child (widget_class, CsReleaseDialog, key);
  gtk_widget_class_bind_template_child (widget_class, CsReleaseDialog, first);
  gtk_widget_class_bind_template_child (widget_class, CsReleaseDialog, second);
  gtk_widget_class_bind_template_child (widget_class, CsReleaseDialog, words);
  gtk_widget_class_bind_template_child (widget_class, CsReleaseDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "release.cut", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "release.losses", NULL, losses_cb);
}

static void
cs_release_dialog_init (CsReleaseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cs_release_dialog_present (CsMainWindow *window, const char *proposal, guint n_signed,
                           gboolean has_key, gboolean sample)
{
  CsReleaseDialog *self =
      g_object_new (CS_TYPE_RELEASE_DIALOG, "transient-for", window, "modal", TRUE, NULL);
  self->window = g_object_ref (window);
  self->session = g_object_ref (cs_main_window_session (window));
  self->n_signed = n_signed;
  self->has_key = has_key;
  gtk_editable_set_text (GTK_EDITABLE (self->name), proposal);
  gtk_widget_set_visible (self->second, !has_key);
  g_autofree char *hint =
      g_strdup_printf (_ ("In the sample, the passphrase is: %s"), CS_SAMPLE_PASSPHRASE);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self->key),
      sample    ? hint
      : has_key ? NULL
                : _ ("You have no signing key yet. One is made under this passphrase; nobody "
                     "can recover it."));
  update (self);
  look (self);
}
