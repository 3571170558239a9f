/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-people-dialog.h"
#include "cs-actions.h"
#include "cs-people-page.h"

#include <glib/gi18n.h>

#define LAST "cs-last-people" /* of a session: what takes the last changes back */

#define CS_TYPE_PEOPLE_DIALOG (cs_people_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CsPeopleDialog, cs_people_dialog, CS, PEOPLE_DIALOG, AdwWindow)

struct _CsPeopleDialog {
  AdwWindow parent_instance;
  CsPeoplePage *people;
  GtkWidget *words;
  CsMainWindow *window;
  CsSession *session;
};

G_DEFINE_FINAL_TYPE (CsPeopleDialog, cs_people_dialog, ADW_TYPE_WINDOW)

static void
changed_cb (CsPeoplePage *people, CsPeopleDialog *self)
{
  g_autoptr (GPtrArray) changes = cs_people_page_changes (people);
  const char *missing = cs_people_page_missing (people), *stuck = cs_people_page_stuck (people);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%u change; it counts from now on",
                                 "%u changes; they count from now on", changes->len),
                       changes->len);
  gtk_label_set_label (GTK_LABEL (self->words), missing != NULL     ? missing
                                                : changes->len == 0 ? _ ("Nothing is changed yet")
                                                : stuck != NULL     ? stuck
                                                                    : count);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.accept",
                                 missing == NULL && changes->len > 0);
}

/* --- saving --- */

/* What was changed of members, the other way round (GPtrArray of CsPlanPerson): who was added has
 * an identity in the project, and stays. NULL when there is nothing of that. */
static GPtrArray *
way_back (const GPtrArray *changes)
{
  GPtrArray *back = g_ptr_array_new_with_free_func (cs_plan_person_free);
  for (guint i = 0; i < changes->len; i++) {
    const CsPlanPerson *person = changes->pdata[i];
    if (person->member)
      g_ptr_array_add (back, cs_plan_person_back (person));
  }
  if (back->len == 0)
    g_clear_pointer (&back, g_ptr_array_unref);
  return back;
}

typedef struct {
  CsMainWindow *window;
  GPtrArray *back; /* NULL: it was that itself */
} Saved;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saved *saved = user_data;
  g_autoptr (CsMainWindow) window = saved->window;
  g_autoptr (GPtrArray) back = saved->back;
  g_autoptr (GError) error = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, NULL, &error);
  g_free (saved);
  if (cs_main_window_session (window) != CS_SESSION (source))
    return;
  if (!ok) {
    cs_main_window_tell_error (window, error);
    return;
  }
  gboolean can = back != NULL;
  if (can)
    g_object_set_data_full (source, LAST, g_steal_pointer (&back),
                            (GDestroyNotify)g_ptr_array_unref);
  cs_main_window_toast (window, _ ("The members are changed."), can ? _ ("Undo") : NULL,
                        can ? "win.undo-people" : NULL);
}

/* Takes CHANGES and BACK, which may be NULL, over. */
static void
save (CsMainWindow *window, CsSession *session, GPtrArray *changes, GPtrArray *back)
{
  Saved *saved = g_new0 (Saved, 1);
  saved->window = g_object_ref (window);
  saved->back = back;
  /* A part of it may be done even where it is refused: what was before is another state then. */
  g_object_set_data (G_OBJECT (session), LAST, NULL);
  CsJobSpec spec = { .run = cs_plan_people_job,
                     .data = changes,
                     .free_data = (GDestroyNotify)g_ptr_array_unref,
                     .flags = CS_JOB_CHANGES };
  cs_session_run_async (session, &spec, NULL, saved_cb, saved);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsPeopleDialog *self = CS_PEOPLE_DIALOG (widget);
  GPtrArray *changes = cs_people_page_changes (self->people);
  save (self->window, self->session, changes, way_back (changes));
  gtk_window_close (GTK_WINDOW (self));
}

void
cs_people_dialog_undo (CsMainWindow *window)
{
  CsSession *session = cs_main_window_session (window);
  GPtrArray *back = session != NULL ? g_object_steal_data (G_OBJECT (session), LAST) : NULL;
  if (back != NULL)
    save (window, session, back, NULL);
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* --- life --- */

static void
cs_people_dialog_dispose (GObject *object)
{
  CsPeopleDialog *self = CS_PEOPLE_DIALOG (object);
  g_clear_object (&self->window);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_PEOPLE_DIALOG);
  G_OBJECT_CLASS (cs_people_dialog_parent_class)->dispose (object);
}

static void
cs_people_dialog_class_init (CsPeopleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_people_dialog_dispose;
  g_type_ensure (CS_TYPE_PEOPLE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-people-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CsPeopleDialog, people);
  gtk_widget_class_bind_template_child (widget_class, CsPeopleDialog, words);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.accept", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_cb);
  cs_actions_bind (widget_class, CS_ACTION_DIALOG);
}

static void
cs_people_dialog_init (CsPeopleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- presenting --- */

static void
present (CsMainWindow *window, CsSession *session, const CsMembers *members)
{
  CsPeopleDialog *self =
      g_object_new (CS_TYPE_PEOPLE_DIALOG, "transient-for", window, "modal", TRUE, NULL);
  self->window = g_object_ref (window);
  self->session = g_object_ref (session);
  cs_people_page_set_members (self->people, session, members);
  gtk_window_present (GTK_WINDOW (self));
}

static void
members_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    cs_main_window_tell_error (window, error);
    return;
  }
  if (cs_main_window_session (window) == CS_SESSION (source))
    present (window, CS_SESSION (source), value);
  cs_members_free (value);
}

void
cs_people_dialog_present (CsMainWindow *window)
{
  CsJobSpec spec = { .run = cs_members_job, .free_result = cs_members_free };
  cs_session_run_async (cs_main_window_session (window), &spec, NULL, members_cb,
                        g_object_ref (window));
}
