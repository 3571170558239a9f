/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-import-dialog.h"
#include "cs-doubtful-dialog.h"
#include "cs-sources-page.h"

#include <glib/gi18n.h>

#define CS_TYPE_IMPORT_DIALOG (cs_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CsImportDialog, cs_import_dialog, CS, IMPORT_DIALOG, AdwWindow)

struct _CsImportDialog {
  AdwWindow parent_instance;
  CsSourcesPage *sources;
  GtkWidget *words;
  CsMainWindow *window;
  CsSession *session;
};

G_DEFINE_FINAL_TYPE (CsImportDialog, cs_import_dialog, ADW_TYPE_WINDOW)

static gint64
found_items (CsImportDialog *self)
{
  const CsIntakePlan *chosen = cs_sources_page_chosen (self->sources);
  return chosen != NULL ? chosen->items->len : 0;
}

static void
changed_cb (CsSourcesPage *sources, CsImportDialog *self)
{
  gboolean busy = cs_sources_page_is_busy (sources);
  gint64 items = found_items (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", items > 0 && !busy);
  gboolean looked = cs_sources_page_result (sources) != NULL;
  gtk_label_set_label (GTK_LABEL (self->words), busy        ? _ ("Looking; nothing is stored yet")
                                                : items > 0 ? _ ("Nothing is stored yet")
                                                : looked    ? _ ("None of these files is taken")
                                                            : _ ("Choose what to bring in"));
}

/* --- the import --- */

typedef struct {
  CsMainWindow *window;
  GPtrArray *known; /* of CsProblem: what could be looked at before; or NULL */
} Running;

static void
tell_result (CsMainWindow *window, const CsIntakeResult *result, const GPtrArray *known)
{
  const CsIntakeReport *report = result->report;
  guint items = (guint)report->items, cases = (guint)report->cases,
        left_out = (guint)report->quarantined;
  /* Translators: the first %s of "Imported %s in %s.". */
  g_autofree char *found = g_strdup_printf (ngettext ("%u item", "%u items", items), items);
  /* Translators: the second %s of "Imported %s in %s.". */
  g_autofree char *formed = g_strdup_printf (ngettext ("%u case", "%u cases", cases), cases);
  /* Translators: "Imported 3 items in 1 case." */
  g_autofree char *words = g_strdup_printf (_ ("Imported %s in %s."), found, formed);
  g_autofree char *lost =
      left_out > 0
          ? g_strdup_printf (
                ngettext ("%u file was left out.", "%u files were left out.", left_out), left_out)
          : NULL;
  /* Translators: two sentences: "Imported 3 items in 1 case. 2 files were left out." */
  g_autofree char *all =
      lost != NULL ? g_strdup_printf (_ ("%s %s"), words, lost) : g_strdup (words);
  cs_main_window_toast (window, all, NULL, NULL);
  if (cs_doubtful_has_news (result->problems, known))
    cs_doubtful_dialog_present (GTK_WINDOW (window), _ ("Look at These Files"), result->problems);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Running *running = user_data;
  g_autoptr (CsMainWindow) window = running->window;
  g_autoptr (GPtrArray) known = running->known;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, &value, &error))
    tell_result (window, value, known);
  else
    cs_main_window_tell_error (window, error);
  cs_intake_result_free (value);
  g_free (running);
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsImportDialog *self = CS_IMPORT_DIALOG (widget);
  CsJobSpec spec = { .title = _ ("Importing"),
                     .run = cs_intake_job,
                     .data = cs_sources_page_order (self->sources),
                     .free_data = cs_intake_order_free,
                     .free_result = cs_intake_result_free,
                     .flags = CS_JOB_CHANGES };
  Running *running = g_new0 (Running, 1);
  running->window = g_object_ref (self->window);
  running->known = g_ptr_array_ref (cs_sources_page_result (self->sources)->problems);
  cs_session_run_async (self->session, &spec, NULL, imported_cb, running);
  gtk_window_close (GTK_WINDOW (self));
}

void
cs_import_continue (CsMainWindow *window)
{
  CsJobSpec spec = { .title = _ ("Importing"),
                     .run = cs_continue_job,
                     .free_result = cs_intake_result_free,
                     .flags = CS_JOB_CHANGES };
  Running *running = g_new0 (Running, 1);
  running->window = g_object_ref (window);
  cs_session_run_async (cs_main_window_session (window), &spec, NULL, imported_cb, running);
}

/* --- life --- */

static void
cs_import_dialog_dispose (GObject *object)
{
  CsImportDialog *self = CS_IMPORT_DIALOG (object);
  g_clear_object (&self->window);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (cs_import_dialog_parent_class)->dispose (object);
}

static void
cs_import_dialog_class_init (CsImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_import_dialog_dispose;
  g_type_ensure (CS_TYPE_SOURCES_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CsImportDialog, sources);
  gtk_widget_class_bind_template_child (widget_class, CsImportDialog, words);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_cb);
}

static void
cs_import_dialog_init (CsImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  changed_cb (self->sources, self);
}

void
cs_import_dialog_present (CsMainWindow *window, const char *const *paths)
{
  CsImportDialog *self =
      g_object_new (CS_TYPE_IMPORT_DIALOG, "transient-for", window, "modal", TRUE, NULL);
  self->window = g_object_ref (window);
  self->session = g_object_ref (cs_main_window_session (window));
  cs_sources_page_set_session (self->sources, self->session);
  if (paths != NULL)
    cs_sources_page_add (self->sources, paths);
  gtk_window_present (GTK_WINDOW (self));
}
