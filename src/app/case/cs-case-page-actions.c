/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-page-private.h"
#include "cs-view-grid.h"
#include "cs-attribute-box.h"
#include "cs-dialogs.h"
#include "cs-history-window.h"
#include "cs-label-popover.h"
#include "cs-main-window.h"
#include "cs-text-view.h"

#include <glib/gi18n.h>

#define FIRST_MOMENT (300 * 1000) /* microseconds in which a chord is about the case before */

static void
tell (CsCasePage *self, const GError *error)
{
  cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
}

/* --- the case --- */

static gboolean
is_ready (CsCasePage *self)
{
  return self->review != NULL         ? cs_review_next (self->review).ready
         : self->adjudication != NULL ? cs_adjudication_missing (self->adjudication).ready
                                      : cs_case_model_missing (self->model).ready;
}

/* The chord where it cannot be done yet: to what holds the case, as its link on the bar does. */
static void
go_missing (CsCasePage *self)
{
  if (!cs_case_model_may_edit (self->model))
    return;
  g_autofree char *what = self->review != NULL ? cs_review_bar_go_missing (self->review_bar)
                          : self->adjudication != NULL
                              ? cs_adjudication_bar_go_missing (self->adjudication_bar)
                              : cs_case_bar_go_missing (self->bar);
  if (what == NULL)
    return;
  /* Translators: what is missing before a case can be handed on: "Not yet: 2 changes to settle". */
  g_autofree char *words = g_strdup_printf (_ ("Not yet: %s"), what);
  cs_main_window_toast (cs_main_window_of (GTK_WIDGET (self)), words, NULL, NULL);
}

/* What was typed and not left yet is set. */
static void
leave_value (CsCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = gtk_root_get_focus (root);
  if (focus == NULL || gtk_widget_get_ancestor (focus, CS_TYPE_ATTRIBUTE_BOX) == NULL)
    return;
  cs_case_page_focus (self);
  if (self->apart != NULL)
    gtk_root_set_focus (root, NULL);
}

static void
finish_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL || cs_case_page_now (self) - self->opened < FIRST_MOMENT)
    return;
  leave_value (self);
  if (cs_case_page_looks_first (self)) {
    cs_case_page_look (self);
    return;
  }
  if (!is_ready (self)) {
    go_missing (self);
    return;
  }
  if (cs_case_page_show_hidden (self))
    return;
  if (self->review != NULL) {
    cs_case_page_review_finish (self);
    return;
  }
  if (self->adjudication != NULL) {
    cs_case_page_adjudicate_finish (self);
    return;
  }
  if (!cs_case_flow_may_decide (self->flow))
    return;
  cs_case_page_submit (self);
}

static void
step_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->flow != NULL)
    cs_case_flow_step (self->flow, g_str_equal (name, "case.next") ? 1 : -1);
}

static void
leave_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_main_window_leave_case (cs_main_window_of (widget));
}

static void
history_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model != NULL)
    cs_history_window_present (cs_main_window_of (widget), cs_case_model_view (self->model)->row);
}

static void
claim_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model != NULL)
    cs_case_model_claim (self->model);
}

static void
pane_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  cs_case_page_show_pane (self, !gtk_widget_get_visible (GTK_WIDGET (self->pane)));
}

static void
next_area_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  GtkWidget *const areas[] = { self->views, GTK_WIDGET (self->pane), self->bars, self->header,
                               self->rail };
  guint n = G_N_ELEMENTS (areas), at = n - 1;
  for (guint i = 0; i < n; i++)
    if (cs_case_page_holds_focus (self, areas[i]))
      at = i;
  for (guint i = 1; i <= n; i++) {
    GtkWidget *area = areas[(at + i) % n];
    if (!gtk_widget_get_mapped (area))
      continue;
    if (area == self->views)
      cs_case_page_focus (self);
    else if (area != GTK_WIDGET (self->pane) || !gtk_widget_grab_focus (area))
      gtk_widget_child_focus (area, GTK_DIR_TAB_FORWARD);
    GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (area));
    if (focus == NULL || !(focus == area || gtk_widget_is_ancestor (focus, area)))
      continue;
    cs_case_page_present (self, area);
    return;
  }
}

/* The first item of the other sort: picture or text. */
static void
swap_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL)
    return;
  guint at = cs_case_model_place (self->model, NULL), n = cs_case_model_n_items (self->model);
  const char *kind = cs_case_model_item (self->model, at)->row->kind;
  for (guint i = 1; i < n; i++) {
    guint other = (at + i) % n;
    if (g_str_equal (cs_case_model_item (self->model, other)->row->kind, "text") ==
        g_str_equal (kind, "text"))
      continue;
    cs_case_model_go_item (self->model, other);
    cs_case_page_focus (self);
    return;
  }
}

static void
answer_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  g_autoptr (GError) error = NULL;
  CsAnswer answer = cs_answer_from_nick (g_variant_get_string (target, NULL));
  if (self->model == NULL || !cs_case_model_may_edit (self->model))
    return;
  guint item = cs_case_model_place (self->model, NULL);
  if (cs_case_page_adjudicate_answer (self, answer))
    return;
  if (cs_case_model_answered (self->model, item) == answer)
    answer = CS_ANSWER_NONE;
  const char *why_not = cs_case_model_why_not (self->model, item, answer);
  if (why_not != NULL) {
    cs_main_window_toast (cs_main_window_of (widget), why_not, NULL, NULL);
    return;
  }
  if (!cs_case_model_answer (self->model, item, answer, &error))
    tell (self, error);
}

/* --- marks --- */

static void
next_mark_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model != NULL && !cs_case_page_review_act (self, name) &&
      !cs_case_page_adjudicate_act (self, name))
    cs_case_model_select_step (self->model, g_str_equal (name, "mark.next") ? 1 : -1);
}

/* A key in an open list of choices is about that list. */
static gboolean
in_popover (CsCasePage *self)
{
  GtkWidget *focus = cs_case_page_key_focus (self);
  return focus != NULL && GTK_IS_POPOVER (gtk_widget_get_native (focus));
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  g_autoptr (GError) error = NULL;
  if (self->model == NULL || in_popover (self))
    return;
  guint64 id = cs_case_model_selected (self->model);
  if (!cs_case_page_settle_suggestion (self, FALSE) && id != 0 &&
      !cs_case_model_remove_selected (self->model, &error))
    tell (self, error);
}

static void
settle_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (!cs_case_page_take_same (self) && !cs_case_page_review_act (self, name) &&
      !cs_case_page_adjudicate_act (self, name) && !in_popover (self))
    cs_case_page_settle_suggestion (self, TRUE);
}

/* The stroke is the canvas's own; here the rule goes away, then the selection. */
static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL || cs_case_page_leave_past (self) || cs_case_page_leave_compare (self) ||
      cs_case_page_leave_same (self) || cs_case_page_review_act (self, name) ||
      cs_case_page_adjudicate_act (self, name))
    return;
  if (cs_case_pane_go (self->pane, "list")) {
    cs_case_page_focus (self);
  } else if (self->rule_asked || gtk_widget_get_focus_child (GTK_WIDGET (self->rule)) != NULL) {
    self->rule_asked = FALSE;
    cs_case_page_focus (self);
    cs_case_page_arrange (self);
  } else {
    cs_case_model_select (self->model, 0, FALSE);
  }
}

/* A label that is not drawn here is said of the whole item; what is drawn with stays. */
static void
chosen_for_drawing (gpointer data, const CsLabel *label)
{
  CsCasePage *self = data;
  g_autoptr (GError) error = NULL;
  CsArmed before = cs_case_model_armed (self->model);
  cs_case_model_arm (self->model, label, NULL);
  if (cs_case_model_armed (self->model).kind != NULL) {
    cs_case_page_focus (self);
    return;
  }
  cs_case_model_arm (self->model, before.label, before.kind);
  if (!cs_case_model_say (self->model, label, &error))
    tell (self, error);
}

static void
chosen_for_mark (gpointer data, const CsLabel *label)
{
  CsCasePage *self = data;
  g_autoptr (GError) error = NULL;
  guint64 id = cs_case_model_selected (self->model);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (self->model), id);
  const CsMarkKind *kind = mark != NULL ? mark->kind : NULL;
  if (!cs_case_model_relabel_selected (self->model, label, &error))
    tell (self, error);
  else if (kind->target == CS_MARK_TARGET_TEXT)
    cs_case_model_arm (self->model, label, kind); /* Enter labels with it */
}

gboolean
cs_case_page_area_of (CsCasePage *self, guint64 id, GdkRectangle *ret_area)
{
  CsTextCanvas *text = cs_text_view_canvas (CS_TEXT_VIEW (self->text));
  CsCanvas *image = cs_view_grid_canvas (CS_VIEW_GRID (self->image));
  GtkWidget *seen = NULL;
  double x = 0, y = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (text)) && cs_text_canvas_area (text, id, ret_area))
    seen = GTK_WIDGET (text);
  else if (gtk_widget_get_mapped (GTK_WIDGET (image)) && cs_canvas_mark_area (image, id, ret_area))
    seen = GTK_WIDGET (image);
  if (seen != NULL) {
    gtk_widget_translate_coordinates (seen, self->views, ret_area->x, ret_area->y, &x, &y);
    *ret_area = (GdkRectangle){ (int)x, (int)y, ret_area->width, ret_area->height };
    return TRUE;
  }
  *ret_area = (GdkRectangle){ (int)self->pointer_x, (int)self->pointer_y, 1, 1 };
  return self->pointer_x >= 0 && self->pointer_y >= 0;
}

/* With a drawing tool in the hand, L is about what is drawn next; in the list it is about the row.
 */
static gboolean
is_about_mark (CsCasePage *self)
{
  return g_str_equal (cs_case_model_tool (self->model), "select") ||
         cs_case_page_holds_focus (self, GTK_WIDGET (cs_case_pane_findings (self->pane)));
}

/* Above the labels they could have. */
static char *
title_of_selected (CsCasePage *self)
{
  guint n = cs_case_model_n_selected (self->model);
  guint number = cs_case_model_number (self->model, cs_case_model_selected (self->model));
  if (n > 1)
    return g_strdup_printf (
        ngettext ("Label of the %u selected mark", "Label of the %u selected marks", n), n);
  return g_strdup_printf (_ ("Label of mark %u"), number);
}

static void
label_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL || !cs_case_model_may_edit (self->model) || in_popover (self))
    return;
  guint64 id = cs_case_model_selected (self->model);
  gboolean relabel = id != 0 && (g_str_equal (name, "mark.relabel") ||
                                 (g_str_equal (name, "mark.label") && is_about_mark (self)));
  g_autofree char *title = relabel ? title_of_selected (self) : g_strdup (_ ("Draw next"));
  GdkRectangle area;
  gboolean known = cs_case_page_area_of (self, relabel ? id : 0, &area);
  cs_label_popover_open (self->views, known ? &area : NULL, self->model,
                         relabel ? CS_LABELS_OF_THE_SAME_KIND : CS_LABELS_TO_DRAW, title,
                         relabel ? chosen_for_mark : chosen_for_drawing, self);
  cs_case_page_coach_done (self, CS_COACH_LABEL);
}

static void
arm_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  const CsSchema *schema = self->model != NULL ? cs_case_model_schema (self->model) : NULL;
  const CsLabel *label =
      schema != NULL ? cs_schema_label (schema, g_variant_get_string (target, NULL)) : NULL;
  if (label != NULL && cs_case_model_may_edit (self->model))
    cs_case_model_arm (self->model, label, NULL);
}

static void
label_number_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model != NULL)
    cs_case_bar_label (self->bar, (guint)g_variant_get_int32 (target) - 1);
}

/* The Nth from 0 of those that L offers to draw; NULL when there are fewer. */
static const CsLabel *
label_to_draw (CsCaseModel *model, guint n)
{
  const CsSchema *schema = cs_case_model_schema (model);
  for (guint i = 0; schema != NULL && i < schema->n_labels; i++)
    if (cs_case_model_label_fits (model, &schema->labels[i]) && n-- == 0)
      return &schema->labels[i];
  return NULL;
}

/* Means what L and its letter mean. */
static void
label_picture_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  guint n = (guint)g_variant_get_int32 (target);
  const CsLabel *label = self->model != NULL ? label_to_draw (self->model, n - 1) : NULL;
  if (label == NULL || !cs_case_model_may_edit (self->model))
    return;
  if (cs_case_model_selected (self->model) != 0 && is_about_mark (self))
    chosen_for_mark (self, label);
  else
    chosen_for_drawing (self, label);
}

static void
focus_list_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  cs_case_page_show_pane (self, TRUE);
  cs_case_pane_go (self->pane, "list");
  cs_case_page_present (self, widget);
  if (g_str_equal (name, "mark.next-suggestion"))
    cs_findings_pane_go_suggestion (cs_case_pane_findings (self->pane));
  else
    cs_findings_pane_go_attribute (cs_case_pane_findings (self->pane));
  /* Also when the link was pressed by the pointer: it is where one goes on. */
  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (widget)), TRUE);
}

static void
go_damaged (CsCasePage *self)
{
  GtkWidget *canvas = GTK_WIDGET (cs_view_grid_canvas (CS_VIEW_GRID (self->image)));
  gtk_widget_activate_action (canvas, "view.next-damaged", NULL);
}

/* The links of the bar lead to a place, and the keys go on there. */
static void
find_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL)
    return;
  if (g_str_equal (name, "case.find-unseen"))
    cs_case_model_go_not_shown (self->model);
  else if (g_str_equal (name, "case.find-item"))
    cs_case_model_go_item (self->model, cs_case_model_missing (self->model).item);
  else if (g_str_equal (name, "case.find-damaged"))
    go_damaged (self);
  cs_case_page_focus (self);
}

static void
rule_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  cs_case_page_show_pane (self, TRUE);
  cs_case_pane_go (self->pane, "rule");
  self->rule_asked = (self->review != NULL || self->adjudication != NULL) && !self->narrow;
  cs_case_page_arrange (self);
  cs_case_page_present (self, widget);
  gtk_widget_child_focus (GTK_WIDGET (self->rule), GTK_DIR_TAB_FORWARD);
}

static void
tool_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  gtk_widget_activate_action_variant (GTK_WIDGET (cs_view_grid_canvas (CS_VIEW_GRID (self->image))),
                                      name, target);
}

/* From the list: to the mark's place, large enough to be judged. */
static void
zoom_to_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL)
    return;
  const CsSuggestionRow *row = cs_case_model_suggestion (self->model);
  if (row != NULL)
    cs_case_model_select_suggestion (self->model, row);
  else
    cs_case_model_go_mark (self->model, cs_case_model_selected (self->model));
  gtk_widget_activate_action (GTK_WIDGET (cs_view_grid_canvas (CS_VIEW_GRID (self->image))), name,
                              NULL);
}

/* The other end is chosen in the text, or on the picture beside it. */
static void
tie_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  GtkWidget *canvas = GTK_WIDGET (cs_text_view_canvas (CS_TEXT_VIEW (self->text)));
  gtk_widget_grab_focus (canvas);
  gtk_widget_activate_action (canvas, "passage.tie", NULL);
}

/* --- all of them --- */

void
cs_case_page_update_actions (CsCasePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  cs_case_page_undo_update (self);
  cs_case_page_adjudicate_update (self);
  gtk_widget_action_set_enabled (widget, "mark.show-all", cs_case_model_n_hidden (self->model) > 0);
  gtk_widget_action_set_enabled (widget, "case.hand-in",
                                 cs_case_page_looks_first (self) || is_ready (self));
}

void
cs_case_page_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.finish", NULL, finish_cb);
  gtk_widget_class_install_action (klass, "case.hand-in", NULL, finish_cb);
  gtk_widget_class_install_action (klass, "case.next", NULL, step_cb);
  gtk_widget_class_install_action (klass, "case.previous", NULL, step_cb);
  gtk_widget_class_install_action (klass, "case.leave", NULL, leave_cb);
  gtk_widget_class_install_action (klass, "case.claim", NULL, claim_cb);
  gtk_widget_class_install_action (klass, "case.history", NULL, history_cb);
  gtk_widget_class_install_action (klass, "case.pane", NULL, pane_cb);
  gtk_widget_class_install_action (klass, "case.focus-next-area", NULL, next_area_cb);
  gtk_widget_class_install_action (klass, "case.swap", NULL, swap_cb);
  gtk_widget_class_install_action (klass, "case.answer", "s", answer_cb);
  gtk_widget_class_install_action (klass, "case.find-item", NULL, find_cb);
  gtk_widget_class_install_action (klass, "case.find-unseen", NULL, find_cb);
  gtk_widget_class_install_action (klass, "case.find-damaged", NULL, find_cb);
  gtk_widget_class_install_action (klass, "case.focus-place", NULL, find_cb);
  gtk_widget_class_install_action (klass, "mark.next", NULL, next_mark_cb);
  gtk_widget_class_install_action (klass, "mark.previous", NULL, next_mark_cb);
  gtk_widget_class_install_action (klass, "mark.select-all", NULL, tool_cb);
  gtk_widget_class_install_action (klass, "mark.delete", NULL, delete_cb);
  gtk_widget_class_install_action (klass, "mark.settle", NULL, settle_cb);
  gtk_widget_class_install_action (klass, "mark.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (klass, "mark.label", NULL, label_cb);
  gtk_widget_class_install_action (klass, "mark.relabel", NULL, label_cb);
  gtk_widget_class_install_action (klass, "mark.copy", NULL, tool_cb);
  gtk_widget_class_install_action (klass, "mark.cut", NULL, tool_cb);
  gtk_widget_class_install_action (klass, "mark.add", NULL, label_cb);
  gtk_widget_class_install_action (klass, "mark.arm", "s", arm_cb);
  gtk_widget_class_install_action (klass, "mark.label-number", "i", label_number_cb);
  gtk_widget_class_install_action (klass, "mark.label-picture", "i", label_picture_cb);
  gtk_widget_class_install_action (klass, "mark.focus-attribute", NULL, focus_list_cb);
  gtk_widget_class_install_action (klass, "mark.next-suggestion", NULL, focus_list_cb);
  gtk_widget_class_install_action (klass, "mark.rule", NULL, rule_cb);
  gtk_widget_class_install_action (klass, "mark.zoom-to", NULL, zoom_to_cb);
  gtk_widget_class_install_action (klass, "mark.tie", NULL, tie_cb);
  gtk_widget_class_install_action (klass, "tool.choose", "s", tool_cb);
}
