/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-today-page.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* What waits, by the word of CsTaskRow.kind, in the order of the cards. */
static const struct {
  const char *kind, *icon;
  const char *one, *many; /* for ngettext */
  const char *button;
} kinds[] = {
  { "sent-back", "cs-sent-back-symbolic", N_ ("%u case was sent back to you"),
    N_ ("%u cases were sent back to you"), N_ ("Open") },
  { "label", "cs-today-symbolic", N_ ("%u case to read"), N_ ("%u cases to read"),
    N_ ("Continue Reading") },
  { "review", "cs-review-symbolic", N_ ("%u case to review"), N_ ("%u cases to review"),
    N_ ("Continue Review") },
  { "sign", "cs-sign-symbolic", N_ ("%u accepted case waits for your signature"),
    N_ ("%u accepted cases wait for your signature"), N_ ("Sign…") },
};

struct _CsTodayPage {
  AdwBin parent_instance;
  GtkWidget *cards, *empty;
  CsSession *session;
  GPtrArray *tasks; /* of CsTaskRow */
};

G_DEFINE_FINAL_TYPE (CsTodayPage, cs_today_page, ADW_TYPE_BIN)

static void
open_cb (GtkButton *button, CsTodayPage *self)
{
  const CsTaskRow *task = g_object_get_data (G_OBJECT (button), "task");
  if (g_str_equal (task->kind, "sign"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign", NULL);
  else
    cs_main_window_open_case (cs_main_window_of (GTK_WIDGET (self)), &task->case_gid, FALSE);
}

/* The sentences of the table, counted. */
static char *
count_words (guint kind, guint count)
{
  const char *words = ngettext (kinds[kind].one, kinds[kind].many, count);
  g_auto (GStrv) halves = g_strsplit (words, "%u", 2);
  return g_strdup_printf ("%s%u%s", halves[0], count, halves[1] != NULL ? halves[1] : "");
}

static GtkWidget *
new_card (CsTodayPage *self, guint kind, guint count, const CsTaskRow *first, gboolean coloured)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/dashboard/today-card.ui");
  GtkWidget *card = GTK_WIDGET (gtk_builder_get_object (builder, "card"));
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, "button"));
  g_autofree char *title = count_words (kind, count);
  g_autofree char *line = first->mine ? g_strdup_printf (_ ("You stopped at %s."), first->title)
                                      : g_strdup_printf (_ ("Next is %s."), first->title);
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_builder_get_object (builder, "icon")),
                                kinds[kind].icon);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "title")), title);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "line")), line);
  gtk_button_set_label (GTK_BUTTON (button), _ (kinds[kind].button));
  if (coloured)
    gtk_widget_add_css_class (button, "suggested-action");
  g_object_set_data (G_OBJECT (button), "task", (gpointer)first);
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), self);
  return g_object_ref (card);
}

static void
show_cards (CsTodayPage *self)
{
  GtkWidget *card;
  while ((card = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), card);
  gboolean any = FALSE;
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++) {
    const CsTaskRow *first = NULL;
    guint count = 0;
    for (guint i = 0; i < self->tasks->len; i++) {
      const CsTaskRow *task = self->tasks->pdata[i];
      if (!g_str_equal (task->kind, kinds[kind].kind))
        continue;
      first = first != NULL ? first : task;
      count++;
    }
    if (first == NULL)
      continue;
    g_autoptr (GtkWidget) added = new_card (self, kind, count, first, !any);
    gtk_box_append (GTK_BOX (self->cards), added);
    any = TRUE;
  }
  gtk_widget_set_visible (self->empty, !any);
}

static gpointer
tasks_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  return cs_project_tasks (desk->project, &reader, error);
}

static void
tasks_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsTodayPage) self = user_data;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, NULL))
    return;
  GPtrArray *before = self->tasks;
  self->tasks = value;
  show_cards (self);
  g_clear_pointer (&before, g_ptr_array_unref);
}

void
cs_today_page_refresh (CsTodayPage *self)
{
  if (self->session == NULL)
    return;
  CsJobSpec spec = { .run = tasks_job, .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (self->session, &spec, NULL, tasks_cb, g_object_ref (self));
}

void
cs_today_page_set_session (CsTodayPage *self, CsSession *session)
{
  g_set_object (&self->session, session);
}

static void
cs_today_page_dispose (GObject *object)
{
  CsTodayPage *self = CS_TODAY_PAGE (object);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_TODAY_PAGE);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_today_page_parent_class)->dispose (object);
}

static void
cs_today_page_class_init (CsTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_today_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsTodayPage, cards);
  gtk_widget_class_bind_template_child (widget_class, CsTodayPage, empty);
}

static void
cs_today_page_init (CsTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
