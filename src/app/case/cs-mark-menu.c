/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-menu.h"
#include "cs-actions.h"
#include "cs-case-same.h"
#include "cs-key-words.h"
#include "cs-review-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is not there is not pressed: the item is grey. */
#define NO_ACTION "mark.none"

typedef struct {
  CsCaseModel *model;
  CsReview *review;
  GPtrArray *marks;    /* const CsMark, the main one first */
  const CsMark *mark;  /* the main one */
  CsMarkTarget target; /* of all of them; that of relations where they differ */
  char *why;           /* a sentence: why nothing of them can be changed; or NULL */
  gboolean may;        /* take strokes at all */
  GMenu *menu;         /* what is made */
  char *title;         /* of its first section; NULL when that is there */
} Menu;

static void
add (GMenu *section, const char *label, const char *action)
{
  const CsAction *known = cs_actions_find (action);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);
  g_auto (GStrv) keys = g_strsplit (known != NULL ? known->keys : "", "|", 2);
  if (keys[0] != NULL && keys[0][0] != '\0')
    g_menu_item_set_attribute (item, "accel", "s", keys[0]);
  g_menu_append_item (section, item);
}

/* Takes TITLE. */
static void
add_taken (GMenu *section, char *title, const char *action)
{
  add (section, title, action);
  g_free (title);
}

/* An empty one is left out. */
static void
end_section (Menu *self, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0) {
    g_menu_append_section (self->menu, self->title, G_MENU_MODEL (section));
    g_clear_pointer (&self->title, g_free);
  }
  g_object_unref (section);
}

static gboolean
are_all (const Menu *self, CsMarkHolding holding)
{
  const CsMarkHold *hold = cs_case_model_hold (self->model);
  for (guint i = 0; i < self->marks->len; i++)
    if (!cs_mark_hold_is (hold, ((const CsMark *)self->marks->pdata[i])->id, holding))
      return FALSE;
  return TRUE;
}

/* --- its sections --- */

static void
add_change (Menu *self)
{
  GMenu *section = g_menu_new ();
  guint n = self->marks->len;
  gboolean picture = self->target == CS_MARK_TARGET_IMAGE;
  gboolean can = self->why == NULL;
  if (!can)
    add (section, self->why, NO_ACTION);
  if (can && self->target != CS_MARK_TARGET_MARKS)
    add (section, _ ("Label…"), "mark.relabel");
  if (can && picture)
    add (section, _ ("Cut"), "mark.cut");
  if (picture)
    add (section, _ ("Copy"), "mark.copy");
  if (can)
    add_taken (section,
               n > 1 ? g_strdup_printf (ngettext ("Delete %u Mark", "Delete %u Marks", n), n)
                     : g_strdup (_ ("Delete")),
               "mark.delete");
  end_section (self, section);
}

static void
add_hold (Menu *self)
{
  GMenu *section = g_menu_new ();
  add (section, are_all (self, CS_MARK_HIDDEN) ? _ ("Show") : _ ("Hide"), "mark.hide");
  add (section, are_all (self, CS_MARK_LOCKED) ? _ ("Unlock") : _ ("Lock"), "mark.lock");
  end_section (self, section);
}

/* Other marks that it belongs to. */
static void
add_ties (Menu *self)
{
  GMenu *section = g_menu_new ();
  g_autofree char *same = cs_case_same_words (self->model, self->mark);
  if (self->may && self->target == CS_MARK_TARGET_IMAGE)
    add (section, _ ("Same as…"), "mark.same");
  if (same != NULL)
    add (section, _ ("To the Next Mark of the Lesion"), "mark.same-go");
  if (same != NULL && self->may)
    add (section, _ ("The Same as No Other Mark"), "mark.not-same");
  if (self->may && self->target == CS_MARK_TARGET_TEXT && self->marks->len == 1)
    add (section, _ ("Tie to Another…"), "mark.tie");
  end_section (self, section);
}

#define MOST_OTHERS 12

static void
add_pair_item (GMenu *section, const char *label, const char *how, guint64 before, guint64 after)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target_value (
      item, "review.pair", g_variant_new ("(sxx)", how, (gint64)before, (gint64)after));
  g_menu_append_item (section, item);
}

/* Which of the marks that are gone the one that came may be. */
static void
add_pairs (Menu *self, GMenu *section)
{
  const CsReviewRow *row = cs_review_current (self->review);
  g_autoptr (GPtrArray) others = cs_review_may_match (self->review, MOST_OTHERS);
  g_autoptr (GMenu) list = g_menu_new ();
  if (cs_review_is_pair (self->review))
    add_pair_item (section, _ ("These Are Not the Same"), "apart", row->before->id, row->after->id);
  for (guint i = 0; i < others->len; i++) {
    const CsMark *mark = others->pdata[i];
    g_autofree char *words = cs_review_words_gone (self->model, mark);
    g_auto (GStrv) parts = g_strsplit (words, "_", -1); /* one alone marks a letter of the menu */
    g_autofree char *label = g_strjoinv ("__", parts);
    add_pair_item (list, label, "same", mark->id, row->after->id);
  }
  if (others->len > 0)
    g_menu_append_submenu (section, _ ("Match With"), G_MENU_MODEL (list));
}

/* What a reviewer says of it. */
static void
add_review (Menu *self)
{
  GMenu *section = g_menu_new ();
  const CsReviewRow *row = cs_review_current (self->review);
  if (self->may && row != NULL && !row->own && cs_review_row_mark (row) == self->mark->id) {
    add (section, _ ("Accept the Change"), "mark.settle");
    add (section, _ ("Reject the Change…"), "mark.reject");
    add (section, _ ("Edit"), "mark.edit");
    add_pairs (self, section);
  }
  if (self->may)
    add (section, _ ("Remark…"), "review.remark");
  end_section (self, section);
}

static void
add_look (Menu *self)
{
  GMenu *section = g_menu_new ();
  add (section, _ ("Zoom to It"), "mark.zoom-to");
  add (section, _ ("Rule of the Label"), "mark.rule");
  if (cs_case_model_view (self->model)->current != NULL)
    add (section, _ ("Earlier States"), "case.past");
  end_section (self, section);
}

/* --- the menu --- */

static CsMarkTarget
target_of (const GPtrArray *marks)
{
  CsMarkTarget target = ((const CsMark *)marks->pdata[0])->kind->target;
  for (guint i = 1; i < marks->len; i++)
    if (((const CsMark *)marks->pdata[i])->kind->target != target)
      return CS_MARK_TARGET_MARKS;
  return target;
}

/* It stands alone here. Caller frees. */
static char *
capitalised (const char *sentence)
{
  g_autofree char *first = g_utf8_substring (sentence, 0, MIN (1, g_utf8_strlen (sentence, -1)));
  g_autofree char *upper = g_utf8_strup (first, -1);
  return g_strconcat (upper, sentence + strlen (first), NULL);
}

/* Of several that are held only in part the others can be changed. */
static char *
why_not (CsCaseModel *model, const GPtrArray *marks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) left = g_ptr_array_copy ((GPtrArray *)marks, NULL, NULL);
  const char *held = NULL;
  if (!cs_case_model_check_edit (model, &error))
    return capitalised (error->message);
  cs_mark_hold_leave_out (cs_case_model_hold (model), left, &held);
  return left->len == 0 ? cs_key_words (_ (held)) : NULL;
}

static char *
title_of (const Menu *self)
{
  guint n = self->marks->len;
  if (n > 1)
    return g_strdup_printf (ngettext ("%u mark selected", "%u marks selected", n), n);
  return g_strdup_printf ("%u %s", cs_case_model_number (self->model, self->mark->id),
                          cs_case_model_label_name (self->model, self->mark));
}

static GMenuModel *
menu_of_marks (CsCaseModel *model, CsReview *review, const GPtrArray *marks)
{
  Menu self = { .model = model,
                .review = review,
                .marks = (GPtrArray *)marks,
                .mark = marks->pdata[0],
                .target = target_of (marks),
                .why = why_not (model, marks),
                .may = cs_case_model_may_edit (model),
                .menu = g_menu_new () };
  self.title = title_of (&self);
  if (review != NULL)
    add_review (&self);
  add_change (&self);
  add_hold (&self);
  add_ties (&self);
  add_look (&self);
  g_free (self.why);
  return G_MENU_MODEL (self.menu);
}

/* The digits are those of a rejected change, so there is no 1. */
static GMenu *
drop_section (void)
{
  GMenu *section = g_menu_new ();
  const char *const *categories = CS_REMARK_DROP_CATEGORIES;
  for (guint i = 0; categories[i] != NULL; i++) {
    g_autofree char *label =
        g_strdup_printf ("_%u %s", i + 2, cs_review_category_words (categories[i]));
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
    g_menu_item_set_action_and_target (item, "mark.drop-as", "s", categories[i]);
    g_menu_append_item (section, item);
  }
  /* Translators: "Other" with a sentence on what is wrong; 7 is the key. */
  g_menu_append (section, _ ("_7 Other, in Words…"), "mark.drop-why");
  return section;
}

GMenuModel *
cs_mark_menu_drop_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = drop_section ();
  g_menu_append_section (menu, _ ("Drop the suggestion as"), G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}

static GMenuModel *
menu_of_suggestion (CsCaseModel *model, const CsSuggestionRow *row)
{
  g_autoptr (GError) error = NULL;
  GMenu *menu = g_menu_new (), *section = g_menu_new ();
  g_autofree char *title =
      /* Translators: %s is a label: "Suggestion: Nodule". */
      g_strdup_printf (_ ("Suggestion: %s"), cs_case_model_label_name (model, row->mark));
  if (cs_case_model_check_edit (model, &error)) {
    /* Where changes or disputes are settled the key is about them. */
    gboolean reading = cs_case_model_view (model)->mode == CS_MODE_READING;
    add (section, _ ("Take"), reading ? "mark.settle" : "mark.take");
    add (section, _ ("Drop"), "mark.delete");
    g_autoptr (GMenu) categories = drop_section ();
    /* Translators: what is wrong with a suggestion follows: "Extra", "Label", "Boundary". */
    g_menu_append_submenu (section, _ ("Drop as"), G_MENU_MODEL (categories));
  } else {
    add_taken (section, capitalised (error->message), NO_ACTION);
  }
  add (section, _ ("Zoom to It"), "mark.zoom-to");
  g_menu_append_section (menu, title, G_MENU_MODEL (section));
  g_object_unref (section);
  return G_MENU_MODEL (menu);
}

GMenuModel *
cs_mark_menu_new (CsCaseModel *model, CsReview *review)
{
  const CsSuggestionRow *row = cs_case_model_suggestion (model);
  g_autoptr (GPtrArray) marks = cs_case_model_selected_marks (model);
  if (row != NULL)
    return menu_of_suggestion (model, row);
  return marks->len > 0 && marks->pdata[0] != NULL ? menu_of_marks (model, review, marks) : NULL;
}

/* --- on the screen --- */

/* Not at once: it is still on its way out. */
static gboolean
take_away (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* The action that was chosen runs after this, and asks who has the focus. */
static void
closed_cb (GtkPopover *popover, GtkWidget *before)
{
  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  g_idle_add_full (G_PRIORITY_DEFAULT, take_away, g_object_ref (popover), g_object_unref);
}

GtkWidget *
cs_mark_menu_popup (GMenuModel *menu, GtkWidget *parent, const GdkRectangle *area)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  GtkWidget *before = gtk_root_get_focus (gtk_widget_get_root (parent));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_RIGHT); /* moves up where it is long */
  gtk_widget_set_valign (popover, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What can be done with the mark"), -1);
  gtk_widget_set_parent (popover, parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), area);
  if (before != NULL)
    g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), before, 0);
  cs_actions_capture (popover, CS_ACTION_APP);
  gtk_popover_popup (GTK_POPOVER (popover));
  return popover;
}

/* When it is let go of: what the press has made active stays until then. */
static void
released_cb (GtkGestureClick *click, int n, double x, double y, gpointer data)
{
  GtkListBox *list = data;
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (list, (int)y);
  if (row == NULL)
    return;
  if (!gtk_list_box_row_is_selected (row)) {
    if (gtk_list_box_get_selection_mode (list) == GTK_SELECTION_MULTIPLE)
      gtk_list_box_unselect_all (list);
    gtk_list_box_select_row (list, row);
  }
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_widget_activate_action (GTK_WIDGET (list), "mark.menu", NULL);
}

void
cs_mark_menu_listen (GtkListBox *list)
{
  GtkGesture *click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), list);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (click));
}
