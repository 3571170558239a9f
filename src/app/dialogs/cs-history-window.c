/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-history-window.h"
#include "cs-case-words.h"
#include "cs-life-words.h"
#include "cs-sheet.h"

#include <glib/gi18n.h>

#define WHEN_WIDTH 232

struct _CsHistoryWindow {
  AdwWindow parent_instance;
  GtkWidget *title, *stack, *list, *trouble;
  CsSession *session;
  CsGid case_gid;
  char *name, *state;
  GPtrArray *life; /* of CsLifeStep; NULL until it is read */
};

G_DEFINE_FINAL_TYPE (CsHistoryWindow, cs_history_window, ADW_TYPE_WINDOW)

/* --- the page --- */

static GtkWidget *
new_label (GtkWidget *box, const char *words, const char *css)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
new_row (CsSession *session, const GPtrArray *life, const CsLifeStep *step)
{
  g_autofree char *when = cs_life_when (step);
  g_autofree char *who = cs_life_who (session, step);
  g_autofree char *what = cs_life_what (step);
  g_autofree char *details = cs_life_details (session, life, step);
  g_autofree char *spoken = g_strdup_printf ("%s, %s: %s", when, who, what);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_size_request (left, WHEN_WIDTH, -1);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_widget_set_margin_top (box, 10);
  gtk_widget_set_margin_bottom (box, 10);
  new_label (left, when, "cs-dim");
  new_label (right, what, "cs-heading");
  new_label (right, who, NULL);
  GtkWidget *rest = new_label (right, details, "cs-dim");
  gtk_widget_add_css_class (rest, "cs-small");
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), right);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
show_life (CsHistoryWindow *self)
{
  for (guint i = 0; i < self->life->len; i++)
    if (cs_life_is_told (self->life->pdata[i]))
      gtk_list_box_append (GTK_LIST_BOX (self->list),
                           new_row (self->session, self->life, self->life->pdata[i]));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "page");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.print", TRUE);
}

/* --- reading --- */

static gpointer
life_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  return cs_project_life (desk->project, &reader, data, error);
}

static void
life_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsHistoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (GPtrArray) life = value;
  if (self->session == NULL)
    return; /* closed meanwhile */
  if (ok) {
    self->life = g_steal_pointer (&life);
    show_life (self);
    return;
  }
  gtk_label_set_label (GTK_LABEL (self->trouble), error->message);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "trouble");
}

/* --- printing --- */

GtkPrintOperation *
cs_history_window_sheet (CsHistoryWindow *self)
{
  if (self->life == NULL)
    return NULL;
  /* Translators: %s is a case; also the name of the file when it is printed into one. */
  g_autofree char *name = g_strdup_printf (_ ("%s history"), self->name);
  return cs_sheet_new (name, cs_life_sheet (self->session, self->name, self->state, self->life));
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  g_autoptr (GtkPrintOperation) operation = cs_history_window_sheet (CS_HISTORY_WINDOW (widget));
  if (operation != NULL)
    cs_sheet_print (operation, GTK_WINDOW (widget), _ ("The history was not printed"));
}

/* --- life --- */

static void
cs_history_window_dispose (GObject *object)
{
  CsHistoryWindow *self = CS_HISTORY_WINDOW (object);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_HISTORY_WINDOW);
  G_OBJECT_CLASS (cs_history_window_parent_class)->dispose (object);
}

static void
cs_history_window_finalize (GObject *object)
{
  CsHistoryWindow *self = CS_HISTORY_WINDOW (object);
  g_clear_pointer (&self->life, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->state);
  G_OBJECT_CLASS (cs_history_window_parent_class)->finalize (object);
}

static void
cs_history_window_class_init (CsHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_history_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_history_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CsHistoryWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CsHistoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CsHistoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, CsHistoryWindow, trouble);
  gtk_widget_class_install_action (widget_class, "history.print", NULL, print_cb);
}

static void
cs_history_window_init (CsHistoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.print", FALSE);
}

void
cs_history_window_present (CsMainWindow *window, const CsCaseRow *row)
{
  CsHistoryWindow *self =
      g_object_new (CS_TYPE_HISTORY_WINDOW, "transient-for", window, "modal", TRUE, NULL);
  self->session = g_object_ref (cs_main_window_session (window));
  self->case_gid = row->gid;
  self->name = g_strdup (row->title);
  self->state = cs_case_state (row);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), self->name);
  CsJobSpec spec = { .run = life_job,
                     .data = g_memdup2 (&row->gid, sizeof row->gid),
                     .free_data = g_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (self->session, &spec, NULL, life_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}
