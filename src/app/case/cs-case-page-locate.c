/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saying where a linked file is that is not where it was: one file, or for an item of many files
 * the folder that they lie in now. Everything that moved with it is found, too. */
#include "cs-blob-locate.h"
#include "cs-case-page-private.h"
#include "cs-view-grid.h"
#include "cs-dialogs.h"
#include "cs-item-facts.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>

typedef struct {
  CsHash hash;
  char *path;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;
  g_free (ask->path);
  g_free (ask);
}

static void
looked_cb (gpointer job, gint64 done, gint64 total)
{
  cs_job_progress (job, done, total, NULL);
}

static gpointer
locate_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Ask *ask = data;
  CsBlobsLocated located = { 0 };
  if (!cs_store_locate_blobs (cs_project_store (desk->project), &ask->hash, ask->path, looked_cb,
                              job, cs_job_cancellable (job), &located, error))
    return NULL;
  return g_memdup2 (&located, sizeof located);
}

static char *
found_words (const CsBlobsLocated *located)
{
  g_autofree char *found = g_strdup_printf (
      ngettext ("%u file was found.", "%u files were found.", (gulong)located->found),
      (guint)located->found);
  if (located->lost == 0)
    return g_steal_pointer (&found);
  /* Translators: after "3 files were found." */
  return g_strdup_printf (ngettext ("%s %u is still not where it was.",
                                    "%s %u are still not where they were.", (gulong)located->lost),
                          found, (guint)located->lost);
}

static void
located_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autofree CsBlobsLocated *located = value;
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (self->model == NULL || cs_case_model_session (self->model) != CS_SESSION (source))
    return;
  if (!ok && g_error_matches (error, CS_ERROR, CS_ERROR_CONFLICT)) {
    cs_tell (GTK_WINDOW (window), _ ("That is another file"), error->message);
    return;
  }
  if (!ok) {
    cs_main_window_tell_error (window, error);
    return;
  }
  g_autofree char *words = found_words (located);
  cs_main_window_toast (window, words, NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (cs_view_grid_canvas (CS_VIEW_GRID (self->image))),
                              "view.retry", NULL);
  cs_case_model_reload (self->model);
  cs_case_page_focus (self);
}

typedef struct {
  CsCasePage *self;
  CsSession *session;
  CsHash hash;
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->self);
  g_object_unref (choosing->session);
  g_free (choosing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, choosing_free)

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choosing) choosing = user_data;
  g_autofree char *path = cs_choose_file_finish (result, NULL);
  if (path == NULL)
    return;
  Ask *ask = g_new0 (Ask, 1);
  ask->hash = choosing->hash;
  ask->path = g_steal_pointer (&path);
  CsJobSpec spec = { .title = _ ("Looking for the files"),
                     .run = locate_job,
                     .data = ask,
                     .free_data = ask_free,
                     .free_result = g_free };
  cs_session_run_async (choosing->session, &spec, NULL, located_cb, g_object_ref (choosing->self));
}

/* Of part PART of item ITEM. */
static void
locate_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  guint item = 0, part = 0;
  gint64 size = 0;
  CsHash hash;
  g_variant_get (target, "(uu)", &item, &part);
  const CsCaseItem *there = self->model != NULL ? cs_case_model_item (self->model, item) : NULL;
  if (there == NULL || !cs_item_facts_blob (there->row->facts, part, &hash, &size))
    return;
  gboolean many = cs_item_facts_n_parts (there->row->facts) > 1;
  g_autofree char *base = g_path_get_basename (cs_item_facts_name (there->row->facts, part));
  g_autofree char *title =
      g_strdup_printf (many ? _ ("Choose the Folder of %s") : _ ("Where Is %s Now?"), base);
  Choosing *choosing = g_new0 (Choosing, 1);
  choosing->self = g_object_ref (self);
  choosing->session = g_object_ref (cs_case_model_session (self->model));
  choosing->hash = hash;
  cs_choose_file_async (GTK_WINDOW (cs_main_window_of (widget)),
                        many ? CS_CHOOSE_FOLDER : CS_CHOOSE_FILE, title, NULL, chosen_cb, choosing);
}

void
cs_case_page_install_locate (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.locate", "(uu)", locate_cb);
}
