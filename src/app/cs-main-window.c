/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-main-window.h"
#include "cs-actions.h"
#include "cs-dialogs.h"
#include "cs-guideline-announce.h"
#include "cs-import-dialog.h"
#include "cs-progress.h"
#include "cs-shortcuts.h"
#include "cs-sample-folder.h"
#include "cs-session-bar.h"
#include "cs-stopped-bar.h"
#include "cs-main-window-actions.h"
#include "cs-main-window-drop.h"
#include "cs-main-window-who.h"

#include "cs-bulk-act.h"
#include "cs-canvas-window.h"
#include "cs-case-page.h"
#include "cs-case-words.h"
#include "cs-pictures.h"
#include "cs-project-page.h"
#include "cs-welcome-page.h"

#include <glib/gi18n.h>
#include <string.h>

struct _CsMainWindow {
  AdwApplicationWindow parent_instance;
  GtkWidget *toasts, *stack, *progress;
  CsSessionBar *bar;
  CsStoppedBar *stopped;
  CsWelcomePage *welcome;
  CsProjectPage *project;
  CsCasePage *page;
  CsApplication *program; /* outlives the window */
  CsSession *session;
  CsCaseFlow *flow;
  CsToasts *said;
  char *path, *handle;
  GCancellable *opening;
  CsGid again; /* the case to show once the project is open again */
  gboolean has_again;
};

G_DEFINE_FINAL_TYPE (CsMainWindow, cs_main_window, ADW_TYPE_APPLICATION_WINDOW)

/* Also while the window goes away and is no longer the application's. */
static CsApplication *
application_of (CsMainWindow *self)
{
  return self->program;
}

CsMainWindow *
cs_main_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  if (root != NULL && CS_IS_CANVAS_WINDOW (root))
    widget = cs_canvas_window_page (CS_CANVAS_WINDOW (root));
  return CS_MAIN_WINDOW (gtk_widget_get_ancestor (widget, CS_TYPE_MAIN_WINDOW));
}

CsSession *
cs_main_window_session (CsMainWindow *self)
{
  return self->session;
}

CsCaseModel *
cs_main_window_case (CsMainWindow *self)
{
  return cs_case_page_model (self->page);
}

const char *
cs_main_window_place (CsMainWindow *self)
{
  gboolean shown = self->session != NULL && cs_main_window_case (self) == NULL;
  return shown ? cs_project_page_place (self->project) : NULL;
}

CsCaseFlow *
cs_main_window_flow (CsMainWindow *self)
{
  return self->flow;
}

CsPreferences *
cs_main_window_preferences (CsMainWindow *self)
{
  return cs_application_preferences (application_of (self));
}

/* --- saying --- */

void
cs_main_window_toast (CsMainWindow *self, const char *sentence, const char *label,
                      const char *action)
{
  if (self->said != NULL) /* else the window has gone */
    cs_toasts_say (self->said, sentence, label, action);
}

CsToasts *
cs_main_window_toasts (CsMainWindow *self)
{
  return self->said;
}

void
cs_main_window_tell_error (CsMainWindow *self, const GError *error)
{
  if (g_error_matches (error, CS_ERROR, CS_ERROR_CANCELLED))
    return;
  g_autofree char *words = cs_window_words (error->message);
  if (strlen (words) <= 100)
    cs_main_window_toast (self, words, NULL, NULL);
  else
    cs_tell (GTK_WINDOW (self), _ ("That did not work"), words);
}

/* --- what the flow of cases asks of the window --- */

static void show_page (CsMainWindow *self, const char *name);

static void
flow_show (gpointer window, CsCaseModel *model)
{
  CsMainWindow *self = CS_MAIN_WINDOW (window);
  gint64 unit = 0;
  cs_case_page_set_model (self->page, model);
  guint item = model != NULL ? cs_case_model_place (model, &unit) : 0;
  show_page (self, model != NULL ? "case" : "project");
  if (model == NULL) {
    cs_project_page_refresh (self->project);
    return;
  }
  /* What had the keys when the page was left has got them again, and has made itself the place. */
  cs_case_model_go (model, item, unit);
  cs_case_page_focus (self->page);
}

static void
flow_tell (gpointer window, const GError *error)
{
  cs_main_window_tell_error (CS_MAIN_WINDOW (window), error);
}

static void
flow_say (gpointer window, const char *sentence)
{
  cs_main_window_toast (CS_MAIN_WINDOW (window), sentence, NULL, NULL);
}

static void
flow_decided (gpointer window, const char *sentence, const CsGid *case_gid)
{
  CsMainWindow *self = CS_MAIN_WINDOW (window);
  cs_toasts_decided (self->said, sentence);
  if (sentence != NULL)
    cs_guideline_announce (self);
}

static void
flow_ahead (gpointer window, const CsGid *cases, guint n_cases)
{
  cs_pictures_set_cases (cs_pictures_of (CS_MAIN_WINDOW (window)->session), cases, n_cases);
}

static const CsCaseFlowHost flow_host = { .show = flow_show,
                                          .tell = flow_tell,
                                          .say = flow_say,
                                          .decided = flow_decided,
                                          .ahead = flow_ahead };

static void
update_banner (CsMainWindow *self)
{
  cs_session_bar_show (self->bar, self->session);
}

static void
trouble_cb (CsSession *session, const char *sentence, CsMainWindow *self)
{
  update_banner (self);
}

static void
notice_cb (CsSession *session, const char *sentence, CsMainWindow *self)
{
  cs_main_window_toast (self, sentence, NULL, NULL);
}

static void
progress_cb (CsSession *session, const char *title, double fraction, const char *words,
             CsMainWindow *self)
{
  cs_progress_set (CS_PROGRESS (self->progress), title, fraction, words);
}

/* --- which page --- */

static void
update_title (CsMainWindow *self)
{
  const CsSessionFacts *facts = self->session != NULL ? cs_session_facts (self->session) : NULL;
  gtk_window_set_title (GTK_WINDOW (self), facts != NULL ? facts->name : _ ("Countersign"));
}

static void
show_page (CsMainWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
  if (g_str_equal (name, "case"))
    gtk_widget_add_css_class (self->toasts, "cs-in-case");
  else
    gtk_widget_remove_css_class (self->toasts, "cs-in-case");
  gboolean open = !g_str_equal (name, "welcome");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.close-project", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.place", g_str_equal (name, "project"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.press", !g_str_equal (name, "case"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", g_str_equal (name, "project"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.edit-guideline",
                                 g_str_equal (name, "project"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.verify", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign", open);
}

static void
changed_cb (CsSession *session, CsMainWindow *self)
{
  update_title (self);
  update_banner (self);
  cs_project_page_refresh (self->project);
}

/* Where somebody was in this project when it was last left. */
static char *
place_key (const CsSessionFacts *facts)
{
  char hex[CS_GID_HEX + 1];
  return g_strconcat (cs_gid_to_hex (&facts->gid, hex), "-place", NULL);
}

static void
remember_place (CsMainWindow *self)
{
  const CsSessionFacts *facts = cs_session_facts (self->session);
  if (facts == NULL)
    return;
  g_autofree char *key = place_key (facts);
  cs_preferences_set_text (cs_main_window_preferences (self), key,
                           cs_project_page_place (self->project));
}

static void
go_to_place (CsMainWindow *self, const CsSessionFacts *facts)
{
  g_autofree char *key = place_key (facts);
  g_autofree char *place = cs_preferences_text (cs_main_window_preferences (self), key);
  /* A program that does not end as it should begins at Today again. */
  cs_preferences_set_text (cs_main_window_preferences (self), key, NULL);
  cs_project_page_go (self->project, "today");
  if (place != NULL)
    cs_project_page_go (self->project, place);
}

static void
drop_session (CsMainWindow *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->session == NULL)
    return;
  remember_place (self);
  flow_decided (self, NULL, NULL);
  if (self->flow != NULL)
    cs_case_flow_stop (self->flow);
  cs_case_page_set_model (self->page, NULL);
  g_clear_object (&self->flow);
  cs_project_page_set_session (self->project, NULL);
  cs_stopped_bar_look (self->stopped, NULL);
  g_signal_handlers_disconnect_by_data (self->session, self);
  cs_session_leave (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->handle, g_free);
}

static void
show_welcome (CsMainWindow *self)
{
  drop_session (self);
  cs_welcome_page_show (self->welcome, cs_main_window_preferences (self),
                        cs_application_env (application_of (self)));
  show_page (self, "welcome");
  cs_welcome_page_focus (self->welcome);
  update_title (self);
  update_banner (self);
}

gboolean
cs_main_window_shows (CsMainWindow *self, const char *path, const char *handle)
{
  if (path == NULL)
    return self->session == NULL;
  return g_strcmp0 (self->path, path) == 0 &&
         (handle == NULL || g_strcmp0 (self->handle, handle) == 0);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cs_session_open_finish (CS_SESSION (source), result, &error);
  if (self->session != CS_SESSION (source))
    return;
  if (!ok) {
    g_autofree char *path = g_steal_pointer (&self->path);
    self->has_again = FALSE;
    cs_preferences_not_opened (cs_main_window_preferences (self), path, error);
    show_welcome (self);
    cs_tell (GTK_WINDOW (self), _ ("This project cannot be opened"), error->message);
    return;
  }
  const CsSessionFacts *facts = cs_session_facts (self->session);
  g_free (self->handle);
  self->handle = g_strdup (facts->handle);
  cs_main_window_remember (self, self->path);
  cs_project_page_set_session (self->project, self->session);
  go_to_place (self, facts);
  cs_pictures_of (self->session); /* helpers start now, so that the first case is quick */
  show_page (self, "project");
  changed_cb (self->session, self);
  cs_stopped_bar_look (self->stopped, self->session);
  if (self->has_again)
    cs_main_window_open_case (self, &self->again, FALSE);
  self->has_again = FALSE;
  cs_main_window_ask_who (self, self->opening);
}

void
cs_main_window_open (CsMainWindow *self, const char *path, const char *handle)
{
  g_autofree char *wanted = g_strdup (path);
  g_autofree char *who = g_strdup (handle);
  drop_session (self);
  self->session = cs_session_new (cs_application_env (application_of (self)));
  self->flow = cs_case_flow_new (self->session, &flow_host, self);
  self->path = g_steal_pointer (&wanted);
  self->handle = g_steal_pointer (&who);
  self->opening = g_cancellable_new ();
  g_signal_connect (self->session, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->session, "trouble", G_CALLBACK (trouble_cb), self);
  g_signal_connect (self->session, "notice", G_CALLBACK (notice_cb), self);
  g_signal_connect (self->session, "progress", G_CALLBACK (progress_cb), self);
  g_autoptr (GHashTable) people = cs_preferences_people (cs_main_window_preferences (self));
  cs_session_open_async (self->session, self->path, self->handle, people, self->opening, opened_cb,
                         g_object_ref (self));
}

void
cs_main_window_reopen (CsMainWindow *self)
{
  CsCaseModel *model = cs_main_window_case (self);
  g_autofree char *path = g_strdup (self->path);
  g_autofree char *handle = g_strdup (self->handle);
  self->has_again = model != NULL;
  if (model != NULL)
    self->again = cs_case_model_view (model)->row->gid;
  cs_main_window_open (self, path, handle);
}

/* --- cases --- */

void
cs_main_window_open_case (CsMainWindow *self, const CsGid *case_gid, gboolean look)
{
  g_return_if_fail (self->flow != NULL);
  cs_case_flow_open (self->flow, case_gid, look);
}

void
cs_main_window_leave_case (CsMainWindow *self)
{
  cs_case_flow_leave (self->flow);
}

/* --- asking for a project --- */

static void
project_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) self = user_data;
  g_autofree char *path = cs_choose_file_finish (result, NULL);
  if (path != NULL)
    cs_application_open_project (application_of (self), path, NULL);
}

void
cs_main_window_choose_project (CsMainWindow *self)
{
  cs_choose_file_async (GTK_WINDOW (self), CS_CHOOSE_PROJECT, _ ("Open a Project"), NULL,
                        project_chosen_cb, g_object_ref (self));
}

static void
sample_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = cs_sample_folder_finish (result, &error);
  cs_progress_set (CS_PROGRESS (self->progress), NULL, 0, NULL);
  if (path != NULL)
    cs_application_open_project (application_of (self), path, CS_SAMPLE_FIRST);
  else
    cs_main_window_tell_error (self, error);
}

void
cs_main_window_open_sample (CsMainWindow *self)
{
  cs_progress_set (CS_PROGRESS (self->progress), _ ("Making the sample project"), -1, NULL);
  cs_sample_folder_async (cs_application_env (application_of (self)), NULL, sample_made_cb,
                          g_object_ref (self));
}

/* --- actions --- */

static void
place_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_project_page_go (CS_MAIN_WINDOW (widget)->project, g_variant_get_string (target, NULL));
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_project_page_search (CS_MAIN_WINDOW (widget)->project);
}

static void
show_cases_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_project_page_show_cases (CS_MAIN_WINDOW (widget)->project,
                              g_variant_get_string (target, NULL));
}

static void
edit_guideline_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsMainWindow *self = CS_MAIN_WINDOW (widget);
  if (!cs_project_page_edit_guideline (self->project))
    cs_main_window_toast (self, _ ("Only a lead edits the guideline."), NULL, NULL);
}

static void
close_project_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsMainWindow *self = CS_MAIN_WINDOW (widget);
  cs_case_page_keep_stroke (self->page);
  if (!cs_main_window_ask_to_stop (self, show_welcome))
    show_welcome (self);
}

static void
shortcuts_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *page = CS_MAIN_WINDOW (widget)->page;
  g_auto (GStrv) windows = cs_case_page_windows (page);
  GtkWindow *window = cs_shortcuts_new ((const char *const *)windows, cs_case_page_model (page));
  gtk_window_set_transient_for (window, GTK_WINDOW (widget));
  gtk_window_present (window);
}

/* Reopens the project as somebody else of this computer. */
static void
work_as_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsMainWindow *self = CS_MAIN_WINDOW (widget);
  g_autofree char *path = g_strdup (self->path);
  cs_main_window_open (self, path, g_variant_get_string (target, NULL));
}

static void
undo_cases_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_bulk_undo (CS_MAIN_WINDOW (widget));
}

static void
take_back_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsMainWindow *self = CS_MAIN_WINDOW (widget);
  if (self->flow != NULL)
    cs_case_flow_take_back (self->flow);
}

static void
stop_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsMainWindow *self = CS_MAIN_WINDOW (widget);
  if (self->session != NULL)
    cs_session_stop (self->session);
}

/* --- life --- */

static gboolean
close_request_cb (GtkWindow *window)
{
  CsMainWindow *self = CS_MAIN_WINDOW (window);
  int width = 0, height = 0;
  gtk_window_get_default_size (window, &width, &height);
  CsPreferences *preferences = cs_main_window_preferences (self);
  cs_preferences_set_int (preferences, "width", width);
  cs_preferences_set_int (preferences, "height", height);
  cs_preferences_set_int (preferences, "maximized", gtk_window_is_maximized (window));
  cs_case_page_keep_stroke (self->page);
  return cs_main_window_ask_to_stop (self, NULL) ||
         GTK_WINDOW_CLASS (cs_main_window_parent_class)->close_request (window);
}

static void
cs_main_window_dispose (GObject *object)
{
  CsMainWindow *self = CS_MAIN_WINDOW (object);
  if (self->page != NULL)
    drop_session (self);
  g_clear_pointer (&self->said, cs_toasts_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_MAIN_WINDOW);
  G_OBJECT_CLASS (cs_main_window_parent_class)->dispose (object);
}

static void
cs_main_window_class_init (CsMainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_main_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request_cb;
  g_type_ensure (CS_TYPE_WELCOME_PAGE);
  g_type_ensure (CS_TYPE_PROJECT_PAGE);
  g_type_ensure (CS_TYPE_CASE_PAGE);
  g_type_ensure (CS_TYPE_PROGRESS);
  g_type_ensure (CS_TYPE_SESSION_BAR);
  g_type_ensure (CS_TYPE_STOPPED_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/cs-main-window.ui");
  cs_actions_bind (widget_class, CS_ACTION_PAGE);
  gtk_widget_class_bind_template_child (widget_class, CsMainWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CsMainWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CsMainWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, CsMainWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, CsMainWindow, stopped);
  gtk_widget_class_bind_template_child (widget_class, CsMainWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, CsMainWindow, project);
  gtk_widget_class_bind_template_child (widget_class, CsMainWindow, page);
  gtk_widget_class_install_action (widget_class, "win.place", "s", place_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.show-cases", "s", show_cases_cb);
  gtk_widget_class_install_action (widget_class, "win.edit-guideline", NULL, edit_guideline_cb);
  gtk_widget_class_install_action (widget_class, "win.close-project", NULL, close_project_cb);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_cb);
  gtk_widget_class_install_action (widget_class, "win.work-as", "s", work_as_cb);
  gtk_widget_class_install_action (widget_class, "win.take-back", NULL, take_back_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-cases", NULL, undo_cases_cb);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_cb);
  cs_main_window_actions_install (widget_class);
}

/* Who comes back may have changed the file meanwhile. */
static void
active_cb (CsMainWindow *self)
{
  if (self->session != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    cs_session_check (self->session);
}

static void
cs_main_window_init (CsMainWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  cs_main_window_take_drops (self);
}

CsMainWindow *
cs_main_window_new (CsApplication *application)
{
  CsMainWindow *self = g_object_new (CS_TYPE_MAIN_WINDOW, "application", application, NULL);
  self->program = application;
  self->said = cs_toasts_new (ADW_TOAST_OVERLAY (self->toasts), cs_application_env (application));
  CsPreferences *preferences = cs_application_preferences (application);
  gtk_window_set_default_size (GTK_WINDOW (self), cs_preferences_int (preferences, "width", 1280),
                               cs_preferences_int (preferences, "height", 800));
  if (cs_preferences_int (preferences, "maximized", TRUE))
    gtk_window_maximize (GTK_WINDOW (self));
  show_welcome (self);
  return self;
}
