/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-today-page.h"
#include "cs-case-words.h"
#include "cs-main-window.h"
#include "cs-project-pause.h"
#include "cs-relax-words.h"
#include "cs-resume-dialog.h"
#include "cs-thumbnail.h"
#include "cs-today-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_CARDS 5
#define PICTURE 168

/* What waits, by the word of CsTaskRow.kind, in the order of the cards. */
static const struct {
  const char *kind, *icon, *css;
  const char *one, *many; /* for ngettext */
  /* Of a card; of the first one, before any of its cases is done and after. */
  const char *button, *start, *resume;
  const char *caption;
  const char *done; /* for the progress of the first one */
} kinds[] = {
  { "sent-back", "cs-sent-back-symbolic", "cs-close", N_ ("%u case came back"),
    N_ ("%u cases came back"), N_ ("Open"), N_ ("Open"), N_ ("Continue"), N_ ("Sent back"), NULL },
  { "agree", "cs-answer-symbolic", NULL, N_ ("%u correction waits for your agreement"),
    N_ ("%u corrections wait for your agreement"), N_ ("Look"), N_ ("Look"), N_ ("Look"),
    N_ ("Corrected by an expert"), NULL },
  { "escalated", "cs-answer-symbolic", NULL, N_ ("%u question waits for your ruling"),
    N_ ("%u questions wait for your ruling"), N_ ("Rule…"), N_ ("Rule…"), N_ ("Rule…"), NULL,
    NULL },
  { "approve", "cs-review-symbolic", NULL, N_ ("%u case to approve"), N_ ("%u cases to approve"),
    N_ ("Approve"), N_ ("Start Approval"), N_ ("Continue Approval"), N_ ("Expert approval"),
    N_ ("%u of %u cases approved") },
  { "adjudicate", "cs-review-symbolic", NULL, N_ ("%u case to settle between readers"),
    N_ ("%u cases to settle between readers"), N_ ("Settle"), N_ ("Start Adjudication"),
    N_ ("Continue Adjudication"), N_ ("Adjudication"), N_ ("%u of %u cases settled") },
  { "review", "cs-review-symbolic", NULL, N_ ("%u case to review"), N_ ("%u cases to review"),
    N_ ("Review"), N_ ("Start Review"), N_ ("Continue Review"), N_ ("Review"),
    N_ ("%u of %u cases reviewed") },
  { "label", "cs-today-symbolic", NULL, N_ ("%u case to read"), N_ ("%u cases to read"),
    N_ ("Read"), N_ ("Start Reading"), N_ ("Continue Reading"), N_ ("First reading"),
    N_ ("%u of %u cases submitted") },
  { "sign", "cs-sign-symbolic", NULL, N_ ("%u accepted case waits for your signature"),
    N_ ("%u accepted cases wait for your signature"), N_ ("Sign…"), N_ ("Sign…"), N_ ("Sign…"),
    NULL, NULL },
};

struct _CsTodayPage {
  AdwBin parent_instance;
  GtkWidget *day, *cards, *empty;
  CsSession *session;
  CsTodayFacts *facts;
  guint n_cards;
  GtkWidget *first; /* button of the first card */
  gboolean want_focus;
};

G_DEFINE_FINAL_TYPE (CsTodayPage, cs_today_page, ADW_TYPE_BIN)

static guint
kind_index (const char *kind)
{
  guint i = 0;
  while (i + 1 < G_N_ELEMENTS (kinds) && strcmp (kinds[i].kind, kind) != 0)
    i++;
  return i;
}

/* --- one card --- */

static void
open_cb (GtkButton *button, CsTodayPage *self)
{
  const CsTaskRow *task = g_object_get_data (G_OBJECT (button), "task");
  cs_main_window_open_case (cs_main_window_of (GTK_WIDGET (self)), &task->case_gid, FALSE);
}

/* The task's button; one that signs belongs to the window. */
static void
set_task (CsTodayPage *self, GtkButton *button, const CsTaskRow *task)
{
  if (strcmp (task->kind, "sign") == 0) {
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.sign");
    return;
  }
  g_object_set_data (G_OBJECT (button), "task", (gpointer)task);
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), self);
}

typedef struct {
  const char *icon, *css, *title, *line, *button;
} Card;

static GtkButton *
add_card (CsTodayPage *self, const Card *card)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/dashboard/today-card.ui");
  GtkWidget *icon = GTK_WIDGET (gtk_builder_get_object (builder, "icon"));
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, "button"));
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), card->icon);
  if (card->css != NULL)
    gtk_widget_add_css_class (icon, card->css);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "title")), card->title);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "line")), card->line);
  gtk_button_set_label (GTK_BUTTON (button), card->button);
  if (self->n_cards == 0) {
    gtk_widget_add_css_class (button, "suggested-action");
    self->first = button;
  }
  gtk_box_append (GTK_BOX (self->cards), GTK_WIDGET (gtk_builder_get_object (builder, "card")));
  self->n_cards++;
  return GTK_BUTTON (button);
}

static void
add_action_card (CsTodayPage *self, const Card *card, const char *action, const char *target)
{
  if (self->n_cards >= MAX_CARDS)
    return;
  GtkActionable *button = GTK_ACTIONABLE (add_card (self, card));
  if (target != NULL)
    gtk_actionable_set_action_target (button, "s", target);
  gtk_actionable_set_action_name (button, action);
}

static char *
oldest_line (CsTodayPage *self, const CsTaskRow *first)
{
  CsEnv *env = cs_session_env (self->session);
  gint64 days = (env->wall (env) - self->facts->oldest) / (24 * 3600 * (gint64)G_USEC_PER_SEC);
  if (days < 1)
    return g_strdup_printf (_ ("The first is %s."), first->title);
  g_autofree char *age = cs_today_count (
      ngettext ("the oldest for %u day", "the oldest for %u days", (gulong)days), (guint)days);
  /* TRANSLATORS: a case, and how long a question about one has waited. */
  return g_strdup_printf (_ ("The first is %s; %s."), first->title, age);
}

static void
add_task_card (CsTodayPage *self, guint kind, const CsTodayTasks *tasks)
{
  g_autofree char *title =
      cs_today_count (ngettext (kinds[kind].one, kinds[kind].many, tasks->count), tasks->count);
  g_autofree char *line =
      strcmp (kinds[kind].kind, "escalated") == 0 ? oldest_line (self, tasks->first)
      : tasks->count == 1                         ? g_strdup (tasks->first->title)
                          : g_strdup_printf (_ ("The first is %s."), tasks->first->title);
  const Card card = { kinds[kind].icon, kinds[kind].css, title, line, _ (kinds[kind].button) };
  set_task (self, add_card (self, &card), tasks->first);
}

/* --- the first one --- */

static void
set_progress (GtkBuilder *builder, const CsTodayFacts *facts, guint kind)
{
  GtkWidget *box = GTK_WIDGET (gtk_builder_get_object (builder, "figures"));
  gtk_widget_set_visible (box, kinds[kind].done != NULL);
  if (kinds[kind].done == NULL)
    return;
  CsTodayProgress now = cs_today_facts_progress (facts, kinds[kind].kind);
  gint64 all = now.done + now.here + now.elsewhere;
  /* TRANSLATORS: cases: those that wait for the person, and those that others have or that have
   * not come so far. */
  g_autofree char *left_words =
      now.elsewhere > 0 ? cs_today_fill (_ ("%u for you, %u elsewhere"), now.here, now.elsewhere)
                        : cs_today_fill (_ ("%u left"), now.here, 0);
  g_autofree char *done_words = cs_today_fill (_ (kinds[kind].done), now.done, all);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "done")), done_words);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "left")), left_words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (gtk_builder_get_object (builder, "bar")),
                                 all > 0 ? (double)now.done / (double)all : 0);
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) picture = user_data;
  g_autoptr (GdkTexture) texture = cs_thumbnail_finish (result, NULL);
  gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (picture, texture != NULL);
}

/* Only of a case that the person has in hand: one unopened must not be seen in passing. */
static void
set_picture (CsTodayPage *self, GtkWidget *picture, const CsTaskRow *task)
{
  const guint size = PICTURE * (guint)gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const CsThumbnailWish wish = { .width = size, .height = size };
  if (task->mine)
    cs_thumbnail_case_async (self->session, &task->case_gid, &wish, NULL, picture_cb,
                             g_object_ref (picture));
}

static void
add_hero (CsTodayPage *self, guint kind, const CsTodayTasks *tasks)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/dashboard/today-hero.ui");
  const CsTaskRow *task = tasks->first;
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, "button"));
  g_autofree char *heading =
      task->mine ? g_strdup_printf (_ ("Continue with %s"), task->title)
                 : cs_today_count (ngettext (kinds[kind].one, kinds[kind].many, tasks->count),
                                   tasks->count);
  CsEnv *env = cs_session_env (self->session);
  g_autofree char *next = cs_today_next_words (self->facts, task);
  g_autofree char *served = cs_today_served_words (task, cs_due_today (env));
  g_autofree char *what = cs_today_join (next, served);
  g_autofree char *lease = cs_today_lease_words (task, env->wall (env));
  /* TRANSLATORS: %s is the name of a group of labels */
  g_autofree char *group =
      task->group != NULL ? g_strdup_printf (_ ("You read: %s."), task->group) : NULL;
  g_autofree char *own = cs_today_join (what, group);
  g_autofree char *line = cs_today_join (own, lease);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "caption")),
                       kinds[kind].caption != NULL ? _ (kinds[kind].caption) : "");
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "heading")), heading);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "line")), line);
  gboolean begun = cs_today_facts_begun (self->facts, task);
  gtk_button_set_label (GTK_BUTTON (button), _ (begun ? kinds[kind].resume : kinds[kind].start));
  self->first = button;
  set_progress (builder, self->facts, kind);
  set_picture (self, GTK_WIDGET (gtk_builder_get_object (builder, "picture")), task);
  set_task (self, GTK_BUTTON (button), task);
  gtk_box_append (GTK_BOX (self->cards), GTK_WIDGET (gtk_builder_get_object (builder, "card")));
  self->n_cards++;
}

/* --- all of them --- */

static void
add_guideline_card (CsTodayPage *self)
{
  const CsGuidelineNews *news = self->facts->news;
  if (news == NULL || news->versions->len == 0)
    return;
  g_autofree char *title = cs_today_fill (_ ("Guideline %u is in force"), news->now, 0);
  g_autofree char *line = news->read == 0
                              ? g_strdup (_ ("You have not said yet that you have read it."))
                              : cs_today_count (ngettext ("%u clause changed since you last read.",
                                                          "%u clauses changed since you last read.",
                                                          news->clauses->len),
                                                news->clauses->len);
  const Card card = { "cs-guideline-symbolic", NULL, title, line,
                      news->read == 0 ? _ ("Read") : _ ("Read Changes") };
  add_action_card (self, &card, "win.place", "guideline");
}

/* What waits for the few who may approve, once it waits for a day. */
static void
add_expert_card (CsTodayPage *self)
{
  const CsBacklog *backlog = self->facts->backlog;
  const CsStageTally *stuck = NULL;
  for (guint i = 0; backlog != NULL && i < backlog->stages->len; i++) {
    const CsStageTally *stage = backlog->stages->pdata[i];
    if (stage->task == CS_TASK_APPROVE && stage->oldest != NULL &&
        (stuck == NULL || stage->since < stuck->since))
      stuck = stage;
  }
  gint64 days =
      stuck != NULL ? (backlog->now - stuck->since) / ((gint64)24 * 60 * 60 * G_USEC_PER_SEC) : 0;
  if (days < 1)
    return;
  g_autofree char *title = cs_today_count (
      ngettext ("%u case waits for an expert", "%u cases wait for an expert", stuck->waiting),
      stuck->waiting);
  g_autofree char *since =
      cs_today_count (ngettext ("The oldest has waited for %u day",
                                "The oldest has waited for %u days", (gulong)days),
                      (guint)days);
  /* TRANSLATORS: a sentence, and the name of a case */
  g_autofree char *line = g_strdup_printf (_ ("%s: %s."), since, stuck->oldest);
  const Card card = { "cs-review-symbolic", NULL, title, line, _ ("Show") };
  add_action_card (self, &card, "win.show-cases", "to-approve");
}

/* The cases allow it; nothing is relaxed by itself. */
static void
add_relax_cards (CsTodayPage *self)
{
  const GPtrArray *rows = self->facts->relax;
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CsRelaxRow *row = rows->pdata[i];
    if (!row->may)
      continue;
    g_autofree char *title = cs_relax_headline (row), *line = cs_relax_offer (row);
    const Card card = { "cs-met-symbolic", "cs-met", title, line, _ ("Relax…") };
    add_action_card (self, &card, "win.workflow", NULL);
  }
}

static void
resume_cb (GtkButton *button, CsTodayPage *self)
{
  const CsPauseRow *row = g_object_get_data (G_OBJECT (button), "pause");
  cs_resume_dialog_present (cs_main_window_of (GTK_WIDGET (self)), &row->person, row->name,
                            row->reason);
}

/* Who begins nothing until a lead lets them go on. */
static void
add_pause_cards (CsTodayPage *self)
{
  const GPtrArray *rows = self->facts->paused;
  for (guint i = 0; rows != NULL && i < rows->len && self->n_cards < MAX_CARDS; i++) {
    CsPauseRow *row = rows->pdata[i];
    /* TRANSLATORS: the name of a person */
    g_autofree char *title = g_strdup_printf (_ ("%s is paused"), row->name);
    const Card card = { "cs-answer-symbolic", "cs-close", title, row->reason, _ ("Resume…") };
    GtkButton *button = add_card (self, &card);
    g_object_set_data (G_OBJECT (button), "pause", row);
    g_signal_connect (button, "clicked", G_CALLBACK (resume_cb), self);
  }
}

static void
answered_cb (GtkButton *button, CsTodayPage *self)
{
  cs_main_window_open_case (cs_main_window_of (GTK_WIDGET (self)), &self->facts->answered, FALSE);
}

/* What the person asked was ruled. */
static void
add_answer_card (CsTodayPage *self)
{
  guint n = self->facts->answers;
  if (n == 0 || self->n_cards >= MAX_CARDS)
    return;
  g_autofree char *title = cs_today_count (
      ngettext ("%u answer to your questions", "%u answers to your questions", n), n);
  const Card card = { "cs-answer-symbolic", NULL, title,
                      _ ("It was ruled on; the case goes on where it was."), _ ("Open") };
  g_signal_connect (add_card (self, &card), "clicked", G_CALLBACK (answered_cb), self);
}

/* What only a lead can mend. */
static void
add_lead_cards (CsTodayPage *self)
{
  const CsSessionFacts *session = cs_session_facts (self->session);
  const CsStatus *status = self->facts->status;
  if (status == NULL || (session->roles & CS_ROLE_LEAD) == 0)
    return;
  if (status->overdue > 0) {
    g_autofree char *title = cs_today_count (
        ngettext ("%u case is overdue", "%u cases are overdue", (gulong)status->overdue),
        (guint)status->overdue);
    g_autofree char *day = cs_due_words (status->overdue_since);
    /* TRANSLATORS: a case, and a date */
    g_autofree char *line = g_strdup_printf (status->overdue == 1 ? _ ("%s was due on %s.")
                                                                  : _ ("%s was due first, on %s."),
                                             status->overdue_title, day);
    const Card card = { "cs-today-symbolic", "cs-missed", title, line, _ ("Show") };
    add_action_card (self, &card, "win.show-cases", "overdue");
  }
  if (status->changed_after_signing > 0) {
    g_autofree char *title = cs_today_count (ngettext ("%u case was changed after signing",
                                                       "%u cases were changed after signing",
                                                       (gulong)status->changed_after_signing),
                                             (guint)status->changed_after_signing);
    const Card card = { "cs-broken-symbolic", "cs-trouble", title,
                        _ ("Its signature does not cover what is there now."), _ ("Show") };
    add_action_card (self, &card, "win.show-cases", "changed");
  }
  if (status->blocked > 0) {
    g_autofree char *title = cs_today_count (
        ngettext ("%u case cannot go on", "%u cases cannot go on", (gulong)status->blocked),
        (guint)status->blocked);
    const Card card = {
      "cs-not-met-symbolic", "cs-missed", title,
      _ ("Nobody has the role that comes next; give it to somebody, or add somebody."),
      session->writable ? _ ("People…") : _ ("Show")
    };
    if (session->writable)
      add_action_card (self, &card, "win.people", NULL);
    else
      add_action_card (self, &card, "win.show-cases", "blocked");
  }
  if (status->cases == 0 && session->writable) {
    const Card card = { "cs-items-symbolic", NULL, _ ("No cases yet"),
                        _ ("Bring in pictures, DICOM series or texts."), _ ("Import…") };
    add_action_card (self, &card, "win.import", NULL);
  }
  add_expert_card (self);
  if (session->writable) {
    add_pause_cards (self);
    add_relax_cards (self);
  }
}

/* Nobody takes a task that they could not finish. */
static gboolean
may_work (CsTodayPage *self)
{
  return cs_session_facts (self->session)->writable;
}

/* IDLE: there is no case for this person; a guideline to read is none. */
static void
show_empty (CsTodayPage *self, gboolean idle)
{
  gtk_widget_set_visible (self->empty, idle);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty),
                                 may_work (self) ? "cs-met-symbolic" : "cs-items-symbolic");
  if (!may_work (self)) {
    adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _ ("You can look"));
    adw_status_page_set_description (
        ADW_STATUS_PAGE (self->empty),
        cs_session_facts (self->session)->roles == 0
            ? _ ("Only members of the project are told of its cases; the guideline is open to you.")
            : _ ("The cases and what was made of them are in Items."));
    return;
  }
  if (self->facts->pause != NULL) {
    adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "cs-answer-symbolic");
    adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _ ("Your work is paused"));
    /* It would read markup, and somebody wrote this. */
    g_autofree char *plain = g_markup_escape_text (self->facts->pause, -1);
    adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), plain);
    return;
  }
  gint64 others = cs_today_facts_with_others (self->facts);
  g_autofree char *words =
      others > 0 ? cs_today_fill (ngettext ("%u case is with others.", "%u cases are with others.",
                                            (gulong)others),
                                  others, 0)
                 : g_strdup ("");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), self->n_cards == 0
                                                                ? _ ("Nothing waits for you")
                                                                : _ ("No case waits for you"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), words);
}

static void
show_tasks (CsTodayPage *self)
{
  const char *first = cs_today_facts_first_kind (self->facts);
  if (first != NULL) {
    CsTodayTasks tasks = cs_today_facts_of_kind (self->facts, first);
    add_hero (self, kind_index (first), &tasks);
  }
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++) {
    CsTodayTasks tasks = cs_today_facts_of_kind (self->facts, kinds[kind].kind);
    if (tasks.count > 0 && g_strcmp0 (kinds[kind].kind, first) != 0 && self->n_cards < MAX_CARDS)
      add_task_card (self, kind, &tasks);
  }
}

static void
show_cards (CsTodayPage *self)
{
  GtkWidget *card;
  g_autofree char *day = cs_today (cs_session_env (self->session));
  gtk_label_set_label (GTK_LABEL (self->day), day);
  while ((card = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), card);
  self->n_cards = 0;
  self->first = NULL;
  if (may_work (self)) {
    show_tasks (self);
    add_answer_card (self);
  }
  add_lead_cards (self);
  gboolean idle = self->n_cards == 0 || self->facts->pause != NULL;
  add_guideline_card (self);
  show_empty (self, idle);
  if (self->want_focus && self->first != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->first);
  self->want_focus = FALSE;
}

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsTodayPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  if (self->session != CS_SESSION (source)) {
    cs_today_facts_free (value);
    return;
  }
  if (!ok) {
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
    return;
  }
  /* The buttons point into the facts before; they go first. */
  CsTodayFacts *before = self->facts;
  self->facts = value;
  show_cards (self);
  cs_today_facts_free (before);
}

void
cs_today_page_refresh (CsTodayPage *self)
{
  if (self->session == NULL)
    return;
  CsJobSpec spec = { .run = cs_today_facts_job, .free_result = cs_today_facts_free };
  cs_session_run_async (self->session, &spec, NULL, facts_cb, g_object_ref (self));
}

void
cs_today_page_set_session (CsTodayPage *self, CsSession *session)
{
  GtkWidget *card;
  if (!g_set_object (&self->session, session))
    return;
  self->first = NULL;
  while ((card = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), card);
  gtk_widget_set_visible (self->empty, FALSE);
  gtk_label_set_label (GTK_LABEL (self->day), "");
  g_clear_pointer (&self->facts, cs_today_facts_free);
}

/* --- life --- */

/* Coming here puts the focus on what is to be done next, once that is known. */
static void
cs_today_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cs_today_page_parent_class)->map (widget);
  CS_TODAY_PAGE (widget)->want_focus = TRUE;
}

static void
cs_today_page_dispose (GObject *object)
{
  CsTodayPage *self = CS_TODAY_PAGE (object);
  g_clear_object (&self->session);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_TODAY_PAGE);
  g_clear_pointer (&self->facts, cs_today_facts_free);
  G_OBJECT_CLASS (cs_today_page_parent_class)->dispose (object);
}

static void
cs_today_page_class_init (CsTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_today_page_dispose;
  widget_class->map = cs_today_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsTodayPage, day);
  gtk_widget_class_bind_template_child (widget_class, CsTodayPage, cards);
  gtk_widget_class_bind_template_child (widget_class, CsTodayPage, empty);
}

static void
cs_today_page_init (CsTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
