/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-change-row.h"
#include "cs-attribute-box.h"
#include "cs-badge.h"
#include "cs-credit-label.h"
#include "cs-focus.h"
#include "cs-key-words.h"
#include "cs-thumbnail.h"

#include <glib/gi18n.h>

/* Of a small picture, at 1366 and at 1920. */
#define NARROW 126
#define WIDE 150
#define HEIGHT 96
#define DOT " \xc2\xb7 "

struct _CsChangeRow {
  GtkListBoxRow parent_instance;
  GtkWidget *body, *head, *badge, *name, *state, *icon, *detail, *values, *talk, *credit;
  GtkWidget *pictures, *below; /* NULL while folded */
  GtkWidget *attributes;       /* NULL unless they can be set */
  GCancellable *painting;
  gboolean narrow, whole; /* values are read in full */
  CsChangeRowState open;
  const CsReviewRow *row;
};

G_DEFINE_FINAL_TYPE (CsChangeRow, cs_change_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
sign_of (const CsReviewRow *row)
{
  static const char *const signs[] = { "+", "~", "\xe2\x88\x92", "=" };
  return signs[row->sign];
}

static const char *
icon_of (const CsReviewRow *row)
{
  switch (row->state) {
  case CS_VERDICT_ACCEPT:
    return "object-select-symbolic";
  case CS_VERDICT_REJECT:
    return "action-unavailable-symbolic";
  case CS_VERDICT_EDITED:
    return "document-edit-symbolic";
  default:
    return "cs-open-symbolic";
  }
}

/* The sign in words, for who does not see it. */
static char *
spoken (const CsReviewRow *row, const char *state)
{
  static const char *const words[] = { N_ ("new"), N_ ("changed"), N_ ("removed"),
                                       N_ ("unchanged") };
  /* Translators: a change, read aloud: "Nodule, outline changed, open. mark 2, 7.2 mm". */
  g_autofree char *line =
      g_strdup_printf (_ ("%s %s, %s. %s"), row->name, _ (words[row->sign]), state, row->detail);
  g_autofree char *values = row->values != NULL ? g_strjoinv (", ", row->values) : g_strdup ("");
  if (values[0] == '\0')
    return g_steal_pointer (&line);
  /* Translators: a change, read aloud, and its values: "Nodule new, open. mark 2. Side: left". */
  return g_strdup_printf (_ ("%s. %s"), line, values);
}

/* In one line each, cut at the end, until it is looked at. */
static void
show_detail (CsChangeRow *self)
{
  const char *detail = self->row->detail;
  gtk_label_set_ellipsize (GTK_LABEL (self->detail),
                           self->whole ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (self->detail), self->whole);
  gtk_label_set_label (GTK_LABEL (self->detail), detail);
  gtk_widget_set_tooltip_text (self->detail, self->whole ? NULL : detail);
}

static void
show_values (CsChangeRow *self)
{
  char **values = self->row->values;
  GtkLabel *label = GTK_LABEL (self->values);
  g_autofree char *words = values != NULL ? g_strjoinv (self->whole ? "\n" : DOT, values) : NULL;
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_label_set_ellipsize (label, self->whole ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (label, self->whole);
  gtk_widget_set_visible (self->values, words != NULL && words[0] != '\0');
}

void
cs_change_row_show (CsChangeRow *self, const CsReviewRow *row)
{
  g_autofree char *state = cs_review_row_state_words (row);
  g_autofree char *words = spoken (row, state);
  gboolean open = row->state == CS_VERDICT_OPEN;
  self->row = row;
  cs_badge_set (CS_BADGE (self->badge), sign_of (row), row->colour, CS_BADGE_SIGN);
  gtk_label_set_label (GTK_LABEL (self->name), row->name);
  gtk_label_set_label (GTK_LABEL (self->state), state);
  show_detail (self);
  show_values (self);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_of (row));
  (open ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->state, "cs-strong");
  (open ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (self->state, "cs-caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
cs_change_row_set_narrow (CsChangeRow *self, gboolean narrow)
{
  self->narrow = narrow;
}

const CsReviewRow *
cs_change_row_get (CsChangeRow *self)
{
  return self->row;
}

/* --- before and now --- */

static gboolean
has_pictures (const CsReviewRow *row)
{
  return row->aspect == CS_MARK_DIFF_GEOMETRY && row->before != NULL && row->after != NULL &&
         row->before->kind->target == CS_MARK_TARGET_IMAGE &&
         row->after->kind->target == CS_MARK_TARGET_IMAGE;
}

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkPicture) picture = user_data;
  g_autoptr (GdkTexture) texture = cs_thumbnail_finish (result, NULL);
  if (texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

static void
paint (CsChangeRow *self, CsCaseModel *model, gboolean before, GtkWidget *picture)
{
  const CsMark *mark = before ? self->row->before : self->row->after;
  int n = cs_case_model_find_item (model, &mark->item);
  int width = self->narrow ? NARROW : WIDE, scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const CsThumbnailWish wish = { .width = (guint)(width * scale),
                                 .height = (guint)(HEIGHT * scale),
                                 .mark = mark,
                                 .beside = before ? self->row->after : self->row->before,
                                 .colour = cs_case_model_colour (model, mark),
                                 .before = before };
  gtk_widget_set_size_request (picture, width, HEIGHT);
  if (n < 0)
    return;
  const CsItemRow *item = cs_case_model_item (model, (guint)n)->row;
  cs_thumbnail_async (cs_case_model_session (model), &item->gid, item->facts, mark->part,
                      mark->frame, &wish, self->painting, painted_cb, g_object_ref (picture));
}

static void
drop_pictures (CsChangeRow *self)
{
  g_cancellable_cancel (self->painting);
  g_clear_object (&self->painting);
  if (self->pictures != NULL)
    gtk_box_remove (GTK_BOX (self->body), self->pictures);
  self->pictures = NULL;
}

static void
show_pictures (CsChangeRow *self, CsCaseModel *model)
{
  drop_pictures (self);
  if (!has_pictures (self->row))
    return;
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/review/change-pictures.ui");
  self->pictures = GTK_WIDGET (gtk_builder_get_object (builder, "pictures"));
  self->painting = g_cancellable_new ();
  gtk_box_append (GTK_BOX (self->body), self->pictures);
  paint (self, model, TRUE, GTK_WIDGET (gtk_builder_get_object (builder, "before")));
  paint (self, model, FALSE, GTK_WIDGET (gtk_builder_get_object (builder, "now")));
}

/* --- what can be said of it --- */

static GtkWidget *
new_below (const char *object)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/review/change-buttons.ui");
  GtkWidget *below = GTK_WIDGET (gtk_builder_get_object (builder, object));
  cs_key_words_below (below);
  return g_object_ref (below);
}

/* What has the focus hands it to the row before it goes. A value that was typed is set by that, and
 * the list shown anew, before this returns. */
static void
drop (CsChangeRow *self, GtkWidget **child)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *gone = g_steal_pointer (child);
  if (gone == NULL)
    return;
  cs_focus_outlive (gone);
  if (focus != NULL && gtk_widget_is_ancestor (focus, gone))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_box_remove (GTK_BOX (self->body), gone);
}

/* The mark may be gone meanwhile. */
static void
show_attributes (CsChangeRow *self, CsCaseModel *model)
{
  guint64 id = cs_review_row_mark (self->row);
  if (self->open != CS_CHANGE_ROW_EDITING ||
      cs_mark_set_get (cs_case_model_marks (model), id) == NULL) {
    drop (self, &self->attributes);
    return;
  }
  if (self->attributes == NULL) {
    self->attributes = cs_attribute_box_new ();
    gtk_box_insert_child_after (GTK_BOX (self->body), self->attributes, self->head);
  }
  cs_attribute_box_show (CS_ATTRIBUTE_BOX (self->attributes), model, id);
}

void
cs_change_row_show_credit (CsChangeRow *self, CsCaseModel *model)
{
  if (self->whole)
    cs_credit_label_show (self->credit, model, cs_review_row_mark (self->row));
  else
    gtk_widget_set_visible (self->credit, FALSE);
}

/* The last that the reader said of the mark, wherever it was. */
static const CsRemarkRow *
own_remark (CsCaseModel *model, guint64 mark)
{
  const GPtrArray *remarks = cs_case_model_view (model)->remarks;
  const char *handle = cs_session_facts (cs_case_model_session (model))->handle;
  for (guint i = remarks->len; i > 0 && mark != 0; i--) {
    const CsRemarkRow *row = remarks->pdata[i - 1];
    if (row->remark.mark == mark && g_strcmp0 (row->who, handle) == 0)
      return row;
  }
  return NULL;
}

/* What the reader said of it when they looked last, and what came of that. */
static void
show_talk (CsChangeRow *self, CsCaseModel *model)
{
  const CsRemarkRow *remark = own_remark (model, cs_review_row_mark (self->row));
  gtk_widget_set_visible (self->talk, remark != NULL);
  if (remark == NULL)
    return;
  const char *said = remark->remark.text != NULL
                         ? remark->remark.text
                         : cs_review_category_words (remark->remark.category);
  /* Translators: what the reviewer said of a mark before: "You said: includes the pleura". */
  g_autoptr (GString) words = g_string_new (NULL);
  g_string_append_printf (words, _ ("You said: %s"), said);
  if (remark->answer != NULL)
    g_string_append_printf (words, "\n%s: %s",
                            cs_session_person (cs_case_model_session (model), remark->answer_who),
                            remark->answer);
  else if (remark->state == CS_REMARK_AGREED)
    g_string_append_printf (words, "\n%s", _ ("Agreed"));
  else if (remark->state == CS_REMARK_OPEN)
    g_string_append_printf (words, "\n%s", _ ("Not answered"));
  gtk_label_set_label (GTK_LABEL (self->talk), words->str);
}

static void
show_below (CsChangeRow *self)
{
  drop (self, &self->below);
  if (self->open == CS_CHANGE_ROW_FOLDED || self->row->own)
    return;
  gboolean asks = self->open == CS_CHANGE_ROW_ASKING;
  g_autoptr (GtkWidget) below = new_below (asks ? "categories" : "buttons");
  if (asks && !cs_review_row_may_be (self->row, "missed"))
    gtk_widget_set_visible (gtk_grid_get_child_at (GTK_GRID (below), 0, 0), FALSE);
  self->below = below;
  gtk_box_append (GTK_BOX (self->body), below);
}

void
cs_change_row_set_state (CsChangeRow *self, CsCaseModel *model, CsChangeRowState state)
{
  CsChangeRowState before = self->open;
  self->whole = state != CS_CHANGE_ROW_FOLDED;
  if (!cs_case_model_may_edit (model))
    state = CS_CHANGE_ROW_FOLDED;
  else if (self->row->own && state != CS_CHANGE_ROW_FOLDED)
    state = CS_CHANGE_ROW_EDITING; /* what one drew oneself is not settled */
  show_detail (self);
  show_values (self);
  show_talk (self, model);
  cs_change_row_show_credit (self, model);
  self->open = state;
  show_attributes (self, model);
  if (before == state)
    return;
  if (state == CS_CHANGE_ROW_FOLDED)
    drop_pictures (self);
  else if (before == CS_CHANGE_ROW_FOLDED && !self->row->own)
    show_pictures (self, model);
  show_below (self);
}

gboolean
cs_change_row_letter (CsChangeRow *self, gunichar letter)
{
  return self->attributes != NULL &&
         cs_attribute_box_letter (CS_ATTRIBUTE_BOX (self->attributes), letter);
}

static void
cs_change_row_dispose (GObject *object)
{
  CsChangeRow *self = CS_CHANGE_ROW (object);
  g_cancellable_cancel (self->painting);
  g_clear_object (&self->painting);
  self->below = self->pictures = self->attributes = NULL;
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CHANGE_ROW);
  G_OBJECT_CLASS (cs_change_row_parent_class)->dispose (object);
}

static void
cs_change_row_class_init (CsChangeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_change_row_dispose;
  g_type_ensure (CS_TYPE_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/review/cs-change-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CsChangeRow, body);
  gtk_widget_class_bind_template_child (widget_class, CsChangeRow, head);
  gtk_widget_class_bind_template_child (widget_class, CsChangeRow, badge);
  gtk_widget_class_bind_template_child (widget_class, CsChangeRow, name);
  gtk_widget_class_bind_template_child (widget_class, CsChangeRow, state);
  gtk_widget_class_bind_template_child (widget_class, CsChangeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CsChangeRow, detail);
  gtk_widget_class_bind_template_child (widget_class, CsChangeRow, values);
  gtk_widget_class_bind_template_child (widget_class, CsChangeRow, talk);
  gtk_widget_class_bind_template_child (widget_class, CsChangeRow, credit);
}

static void
cs_change_row_init (CsChangeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CsChangeRow *
cs_change_row_new (void)
{
  return g_object_new (CS_TYPE_CHANGE_ROW, NULL);
}
