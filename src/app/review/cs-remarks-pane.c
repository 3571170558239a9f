/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-remarks-pane.h"
#include "cs-remark-card.h"

#include <glib/gi18n.h>

struct _CsRemarksPane {
  GtkWidget parent_instance;
  GtkWidget *head, *title, *count, *add, *scrolled, *cards, *empty;
  CsCaseModel *model;
};

G_DEFINE_FINAL_TYPE (CsRemarksPane, cs_remarks_pane, GTK_TYPE_WIDGET)

/* What the decision says of all of it, unless one of its remarks says the same. */
static const CsRemarkRow *
came_back (CsCaseModel *model)
{
  const CsCaseView *view = cs_case_model_view (model);
  const CsRemarkRow *whole = view->came_back;
  for (guint i = 0; whole != NULL && i < view->remarks->len; i++) {
    const CsRemarkRow *row = view->remarks->pdata[i];
    if (cs_hash_equal (&row->act, &whole->act) &&
        g_strcmp0 (row->remark.text, whole->remark.text) == 0)
      return NULL;
  }
  return whole;
}

static gboolean
is_open_to (const CsRemarkRow *row)
{
  return row->may_answer && row->state == CS_REMARK_OPEN;
}

guint
cs_remarks_to_answer (CsCaseModel *model)
{
  const CsCaseView *view = cs_case_model_view (model);
  guint n = 0;
  for (guint i = 0; view->mode == CS_MODE_READING && i < view->remarks->len; i++)
    n += is_open_to (view->remarks->pdata[i]);
  return n;
}

guint
cs_remarks_count (CsCaseModel *model)
{
  const CsCaseView *view = cs_case_model_view (model);
  guint n = came_back (model) != NULL;
  for (guint i = 0; i < view->remarks->len; i++)
    n += ((const CsRemarkRow *)view->remarks->pdata[i])->state != CS_REMARK_CLOSED;
  return n;
}

/* --- answering --- */

typedef struct {
  CsGid case_gid;
  CsHash act;
  guint row;
  char *how, *text;
} Reply;

static void
reply_free (gpointer data)
{
  Reply *reply = data;
  g_free (reply->how);
  g_free (reply->text);
  g_free (reply);
}

static gpointer
reply_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Reply *reply = data;
  cs_project_answer_remark (desk->project, &reply->case_gid, &reply->act, reply->row, reply->how,
                            reply->text, error);
  return NULL;
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsRemarksPane) self = user_data;
  g_autoptr (GError) error = NULL;
  CsCaseModel *model = CS_CASE_MODEL (source);
  if (!cs_case_model_act_finish (model, result, NULL, &error))
    cs_session_set_notice (cs_case_model_session (model), error->message);
}

static void
reply_cb (CsRemarkCard *card, const char *how, const char *text, CsRemarksPane *self)
{
  const CsRemarkRow *row = cs_remark_card_row (card);
  Reply *reply = g_new0 (Reply, 1);
  reply->case_gid = cs_case_model_view (self->model)->row->gid;
  reply->act = row->act;
  reply->row = row->row;
  reply->how = g_strdup (how);
  reply->text = g_strdup (text);
  CsJobSpec spec = {
    .run = reply_job, .data = reply, .free_data = reply_free, .flags = CS_JOB_CHANGES
  };
  cs_case_model_act_async (self->model, &spec, replied_cb, g_object_ref (self));
}

static void
go (CsRemarksPane *self, const CsRemark *remark)
{
  int item = cs_case_model_find_item (self->model, &remark->item);
  if (remark->mark != 0 &&
      cs_mark_set_get (cs_case_model_marks (self->model), remark->mark) != NULL)
    cs_case_model_select (self->model, remark->mark, TRUE);
  else if (item >= 0 && remark->start < remark->end)
    cs_case_model_show_words (self->model, (guint)item, remark->start, remark->end);
  else if (item >= 0)
    cs_case_model_go (
        self->model, (guint)item,
        remark->frame >= 0
            ? cs_item_unit_of (cs_case_model_item (self->model, (guint)item)->row->facts,
                               (guint)MAX (remark->part, 0), (guint)remark->frame)
            : 0);
}

static void
place_cb (CsRemarkCard *card, CsRemarksPane *self)
{
  go (self, &cs_remark_card_row (card)->remark);
}

void
cs_remarks_pane_go_open (CsRemarksPane *self)
{
  const GPtrArray *rows = cs_case_model_view (self->model)->remarks;
  for (guint i = 0; i < rows->len; i++)
    if (is_open_to (rows->pdata[i])) {
      go (self, &((const CsRemarkRow *)rows->pdata[i])->remark);
      return;
    }
}

/* --- showing --- */

static void
add_card (CsRemarksPane *self, const CsRemarkRow *row)
{
  gboolean mine = cs_case_model_view (self->model)->mode == CS_MODE_READING;
  CsRemarkCard *card = cs_remark_card_new (self->model, row, mine);
  g_signal_connect (card, "reply", G_CALLBACK (reply_cb), self);
  g_signal_connect (card, "show-place", G_CALLBACK (place_cb), self);
  gtk_box_append (GTK_BOX (self->cards), GTK_WIDGET (card));
}

/* What is settled comes after what is not; closed ones are history. */
static void
show (CsRemarksPane *self)
{
  const CsCaseView *view = cs_case_model_view (self->model);
  GtkWidget *card;
  guint n = cs_remarks_count (self->model), to_answer = cs_remarks_to_answer (self->model);
  gboolean reading = view->mode == CS_MODE_READING;
  const CsRemarkRow *whole = came_back (self->model);
  while ((card = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), card);
  if (whole != NULL)
    add_card (self, whole);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < view->remarks->len; i++) {
      const CsRemarkRow *row = view->remarks->pdata[i];
      if (row->state != CS_REMARK_CLOSED && (row->state == CS_REMARK_OPEN) == (pass == 0))
        add_card (self, row);
    }
  g_autofree char *words = reading && to_answer > 0
                               ? g_strdup_printf (_ ("%u · %u to answer"), n, to_answer)
                               : g_strdup_printf ("%u", n);
  gtk_label_set_label (GTK_LABEL (self->count), words);
  gtk_label_set_label (GTK_LABEL (self->title), reading ? _ ("Sent Back") : _ ("Remarks"));
  gtk_widget_set_visible (self->add, !reading && cs_case_model_may_edit (self->model));
  gtk_widget_set_visible (self->scrolled, n > 0);
  gtk_widget_set_visible (self->empty, n == 0);
}

/* The button that answered a remark goes with it: the keys go on where the remark leads to. */
static void
review_cb (CsCaseModel *model, CsRemarksPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean held = focus != NULL && gtk_widget_is_ancestor (focus, self->cards);
  show (self);
  if (held)
    gtk_widget_activate_action (GTK_WIDGET (self), "case.focus-place", NULL);
}

static void
forget (CsRemarksPane *self)
{
  GtkWidget *card;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  while ((card = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), card);
}

void
cs_remarks_pane_set_model (CsRemarksPane *self, CsCaseModel *model)
{
  forget (self);
  if (model == NULL)
    return;
  self->model = g_object_ref (model);
  g_signal_connect (model, "review", G_CALLBACK (review_cb), self);
  show (self);
}

void
cs_remarks_pane_set_headed (CsRemarksPane *self, gboolean headed)
{
  gtk_widget_set_visible (self->head, headed);
}

void
cs_remarks_pane_focus_next (CsRemarksPane *self)
{
  gtk_widget_child_focus (self->cards, GTK_DIR_TAB_FORWARD);
}

/* --- life --- */

static void
cs_remarks_pane_dispose (GObject *object)
{
  CsRemarksPane *self = CS_REMARKS_PANE (object);
  if (self->cards != NULL)
    forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_REMARKS_PANE);
  G_OBJECT_CLASS (cs_remarks_pane_parent_class)->dispose (object);
}

static void
cs_remarks_pane_class_init (CsRemarksPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_remarks_pane_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/review/cs-remarks-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CsRemarksPane, head);
  gtk_widget_class_bind_template_child (widget_class, CsRemarksPane, title);
  gtk_widget_class_bind_template_child (widget_class, CsRemarksPane, count);
  gtk_widget_class_bind_template_child (widget_class, CsRemarksPane, add);
  gtk_widget_class_bind_template_child (widget_class, CsRemarksPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CsRemarksPane, cards);
  gtk_widget_class_bind_template_child (widget_class, CsRemarksPane, empty);
}

static void
cs_remarks_pane_init (CsRemarksPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
