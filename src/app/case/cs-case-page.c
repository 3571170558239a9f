/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-compare.h"
#include "cs-case-words.h"
#include "cs-case-page-private.h"
#include "cs-key-words.h"
#include "cs-letter-scale.h"
#include "cs-view-grid.h"
#include "cs-actions.h"
#include "cs-main-window.h"
#include "cs-menu-tip.h"
#include "cs-text-view.h"
#include "cs-tool-rail.h"

#include <glib/gi18n.h>

#define PANE_OF_HEIGHT 4 /* of a window that is higher than wide */

G_DEFINE_FINAL_TYPE (CsCasePage, cs_case_page, ADW_TYPE_BIN)

/* --- what it says --- */

static const char *
mode_word (CsCasePage *self)
{
  const CsCaseView *view = cs_case_model_view (self->model);
  if (cs_case_compare_is_on (self->model))
    return _ ("Comparing versions");
  if (!cs_case_model_may_edit (self->model))
    return _ ("Looking only");
  return view->mode == CS_MODE_READING        ? _ ("Reading")
         : view->mode == CS_MODE_REVIEW       ? _ ("Review")
         : view->mode == CS_MODE_ADJUDICATION ? _ ("Adjudication")
                                              : _ ("Approval");
}

static const char *
saved_word (CsCaseModel *model)
{
  switch (cs_case_model_save_state (model)) {
  case CS_SAVE_UNDER_WAY:
    return _ ("saving…");
  case CS_SAVE_FAILED:
    return _ ("kept aside, not saved");
  default:
    return _ ("draft saved");
  }
}

static void
append_position (CsCasePage *self, GString *words)
{
  guint position = 0, total = 0;
  const CsGid *gid = &cs_case_model_view (self->model)->row->gid;
  if (self->flow != NULL && cs_case_flow_position (self->flow, gid, &position, &total))
    /* Translators: place in the queue: "12 of 80". */
    g_string_append_printf (words, _ (" · %u of %u"), position, total);
}

/* Whose work it is that is reviewed. */
static void
append_authors (CsCasePage *self, GString *words)
{
  const CsChanges *changes = cs_case_model_view (self->model)->changes;
  CsSession *session = cs_case_model_session (self->model);
  if (changes->labelled_by != NULL && changes->after.who != NULL)
    /* Translators: two people. */
    g_string_append_printf (words, _ (" · labelled by %s, corrected by %s"),
                            cs_session_person (session, changes->labelled_by),
                            cs_session_person (session, changes->after.who));
  else if (changes->after.who != NULL)
    g_string_append_printf (words, _ (" · labelled by %s"),
                            cs_session_person (session, changes->after.who));
}

static void
append_goal (CsCasePage *self, GString *words)
{
  const CsCaseRow *row = cs_case_model_view (self->model)->row;
  CsEnv *env = cs_session_env (cs_case_model_session (self->model));
  g_autofree char *goal = cs_goal_words (row->goal, row->due, cs_due_today (env));
  if (goal != NULL)
    g_string_append_printf (words, " · %s", goal);
}

static void
update_subtitle (CsCasePage *self)
{
  const CsCaseView *view = cs_case_model_view (self->model);
  /* Else that is the reason, and what the first words say. */
  gboolean writable = cs_session_facts (cs_case_model_session (self->model))->writable;
  g_autoptr (GString) words = g_string_new (mode_word (self));
  if (cs_case_model_may_edit (self->model) && view->group != NULL)
    /* Translators: %s is the name of a group of labels: "Reading · you read: bones". */
    g_string_append_printf (words, _ (" · you read: %s"), view->group);
  if (cs_case_model_may_edit (self->model)) {
    append_goal (self, words);
    if (self->review != NULL && view->changes != NULL)
      append_authors (self, words);
    append_position (self, words);
    if (self->review == NULL || view->has_draft)
      g_string_append_printf (words, " · %s", saved_word (self->model));
  } else if (view->mode == CS_MODE_LOOKING && view->reason != NULL && writable) {
    g_string_append_printf (words, " · %s", view->reason);
  } else if (view->mode != CS_MODE_LOOKING) {
    g_string_append_printf (words, " · %s", _ ("open it as your task to change it"));
  }
  gtk_label_set_label (GTK_LABEL (self->subtitle), words->str);
}

/* --- what is where --- */

static gboolean
has_kind (CsCasePage *self, gboolean text)
{
  for (guint i = 0; i < cs_case_model_n_items (self->model); i++)
    if (g_str_equal (cs_case_model_item (self->model, i)->row->kind, "text") == text)
      return TRUE;
  return FALSE;
}

static gboolean
at_text (CsCasePage *self)
{
  guint at = cs_case_model_place (self->model, NULL);
  return g_str_equal (cs_case_model_item (self->model, at)->row->kind, "text");
}

static gboolean
shows_pane (CsCasePage *self)
{
  return self->full ? self->full_pane
                    : gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->pane_button));
}

void
cs_case_page_show_pane (CsCasePage *self, gboolean show)
{
  if (self->full)
    self->full_pane = show;
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->pane_button), show);
  cs_case_page_arrange (self);
}

void
cs_case_page_arrange (CsCasePage *self)
{
  cs_case_page_place_pane (self);
  cs_case_pane_set_narrow (self->pane, self->narrow, self->room,
                           self->portrait ? self->high / PANE_OF_HEIGHT : 0);
  cs_rule_pane_set_narrow (self->rule, self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->rule),
                          self->narrow || self->rule_asked ||
                              (self->review == NULL && self->adjudication == NULL));
  cs_case_bar_set_narrow (self->bar, self->narrow, self->tight);
  cs_tool_rail_set_narrow (CS_TOOL_RAIL (self->rail), self->narrow);
  cs_view_grid_set_narrow (CS_VIEW_GRID (self->image), self->narrow);
  cs_changes_pane_set_narrow (self->changes, self->narrow);
  cs_disputes_pane_set_narrow (self->disputes, self->narrow);
  cs_remarks_pane_set_headed (self->remarks, !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->pane), shows_pane (self));
  gtk_widget_set_visible (self->header, !self->full);
  if (self->model == NULL || cs_case_model_n_items (self->model) == 0)
    return;
  gboolean text = has_kind (self, TRUE), image = has_kind (self, FALSE);
  gtk_widget_set_visible (self->rail, image && !self->full);
  gboolean one = self->narrow || !(text && image);
  /* Else the one would take the room of both. */
  gtk_grid_set_column_homogeneous (GTK_GRID (self->views), !one);
  gtk_widget_set_visible (self->image, image && !(one && at_text (self)));
  gtk_widget_set_visible (self->text_area, text && !(one && !at_text (self)));
}

static void
cs_case_page_realize (GtkWidget *widget)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  GTK_WIDGET_CLASS (cs_case_page_parent_class)->realize (widget);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  self->surface = g_object_ref (gtk_native_get_surface (gtk_widget_get_native (widget)));
  g_signal_connect_swapped (self->surface, "notify::width", G_CALLBACK (cs_case_page_room_changed),
                            self);
  g_signal_connect_swapped (self->surface, "notify::height", G_CALLBACK (cs_case_page_room_changed),
                            self);
  g_signal_connect_swapped (window, "notify::fullscreened", G_CALLBACK (cs_case_page_room_changed),
                            self);
  cs_case_page_listen (self, window);
  cs_case_page_room_changed (self);
}

static void
cs_case_page_unrealize (GtkWidget *widget)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_clear_handle_id (&self->arranging, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->surface, self);
  g_signal_handlers_disconnect_by_func (window, cs_case_page_room_changed, self);
  cs_case_page_stop_listening (self, window);
  g_clear_object (&self->surface);
  GTK_WIDGET_CLASS (cs_case_page_parent_class)->unrealize (widget);
}

static void
pane_toggled_cb (GtkToggleButton *button, CsCasePage *self)
{
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (window != NULL)
    cs_preferences_set_int (cs_main_window_preferences (window), "pane",
                            gtk_toggle_button_get_active (button));
  cs_case_page_arrange (self);
}

/* --- the model --- */

gint64
cs_case_page_now (CsCasePage *self)
{
  CsEnv *env = cs_session_env (cs_case_model_session (self->model));
  return env->monotonic (env);
}

static void
marks_cb (CsCaseModel *model, CsCasePage *self)
{
  cs_case_page_update_actions (self);
  update_subtitle (self);
}

gboolean
cs_case_page_holds_focus (CsCasePage *self, GtkWidget *area)
{
  GtkWidget *focus = cs_case_page_key_focus (self);
  return focus != NULL && (focus == area || gtk_widget_is_ancestor (focus, area));
}

/* Where only one of them is seen, the keys go on in the view that takes the place of the other. */
static void
place_cb (CsCaseModel *model, CsCasePage *self)
{
  GtkWidget *other = at_text (self) ? self->image : self->text_area;
  gboolean held = cs_case_page_holds_focus (self, other);
  cs_case_page_arrange (self);
  if (held && !gtk_widget_get_visible (other))
    cs_case_page_focus (self);
}

/* A series goes on without them; of a single picture the canvas says all. */
static void
damaged_cb (CsViewGrid *views, CsCasePage *self)
{
  CsCanvas *canvas = cs_view_grid_canvas (views);
  int at = cs_canvas_item (canvas);
  const CsCaseItem *item =
      self->model != NULL && at >= 0 ? cs_case_model_item (self->model, (guint)at) : NULL;
  cs_case_bar_set_damaged (self->bar,
                           item != NULL && item->units > 1 ? cs_canvas_n_damaged (canvas) : 0,
                           item != NULL && item->loop);
}

/* Undo and redo are about what is being drawn. */
static void
drawing_cb (CsViewGrid *views, CsCasePage *self)
{
  if (self->model != NULL)
    cs_case_page_undo_update (self);
}

static void
moved_cb (CsCaseFlow *flow, CsCasePage *self)
{
  if (self->model == NULL)
    return;
  marks_cb (self->model, self);
  cs_case_page_update_notice (self);
}

static void
trouble_cb (CsSession *session, const char *sentence, CsCasePage *self)
{
  marks_cb (self->model, self);
}

static void
forget (CsCasePage *self)
{
  if (self->model == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_signal_handlers_disconnect_by_data (cs_case_model_session (self->model), self);
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
  g_clear_object (&self->model);
  cs_case_page_undo_set (self, FALSE);
  cs_case_page_review_set (self);
}

void
cs_case_page_set_model (CsCasePage *self, CsCaseModel *model)
{
  g_autoptr (CsCaseModel) kept = model != NULL ? g_object_ref (model) : NULL;
  gboolean goes_on = self->model != NULL;
  cs_case_page_drop_menu (self);
  forget (self);
  cs_tool_rail_set_model (CS_TOOL_RAIL (self->rail), model);
  cs_view_grid_set_model (CS_VIEW_GRID (self->image), model);
  cs_text_view_set_model (CS_TEXT_VIEW (self->text), model);
  cs_case_pane_set_model (self->pane, model);
  cs_rule_pane_set_model (self->rule, model);
  cs_case_bar_set_model (self->bar, model);
  if (kept == NULL) {
    cs_case_page_window_set (self);
    return;
  }
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  self->model = g_steal_pointer (&kept);
  self->flow = g_object_ref (cs_main_window_flow (window));
  self->opened = cs_case_page_now (self);
  cs_effort_meter_begin (cs_case_model_effort (model), self->opened);
  self->rule_asked = FALSE;
  cs_case_page_undo_set (self, goes_on);
  cs_case_page_undo_follow (self);
  g_signal_connect (model, "marks", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "saved", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "review", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "shown", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "place", G_CALLBACK (place_cb), self);
  g_signal_connect (self->flow, "moved", G_CALLBACK (moved_cb), self);
  g_signal_connect (cs_case_model_session (model), "trouble", G_CALLBACK (trouble_cb), self);
  gtk_label_set_label (GTK_LABEL (self->title), cs_case_model_view (model)->row->title);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (self->pane_button),
      cs_preferences_int (cs_main_window_preferences (window), "pane", TRUE));
  cs_case_page_views_set (self);
  cs_case_page_window_set (self);
  cs_case_page_review_set (self);
  cs_case_page_same_set (self);
  cs_case_page_question_set (self);
  cs_case_page_context_set (self);
  damaged_cb (CS_VIEW_GRID (self->image), self);
  cs_case_page_arrange (self);
  cs_case_page_notice_set (self);
  cs_case_page_coach_set (self);
  moved_cb (self->flow, self);
}

CsCaseModel *
cs_case_page_model (CsCasePage *self)
{
  return self->model;
}

GStrv
cs_case_page_windows (CsCasePage *self)
{
  return cs_canvas_window_names (cs_view_grid_canvas (CS_VIEW_GRID (self->image)));
}

void
cs_case_page_keep_stroke (CsCasePage *self)
{
  if (self->model != NULL)
    cs_case_model_keep_for_later (self->model);
}

void
cs_case_page_focus (CsCasePage *self)
{
  GtkWidget *view = self->model != NULL && at_text (self) ? self->text : self->image;
  cs_case_page_present (self, self->views);
  if (gtk_widget_get_visible (view) && gtk_widget_grab_focus (view))
    return;
  if (!gtk_widget_child_focus (self->views, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

GtkWidget *
cs_case_page_canvas (CsCasePage *self)
{
  return at_text (self) ? GTK_WIDGET (cs_text_view_canvas (CS_TEXT_VIEW (self->text)))
                        : GTK_WIDGET (cs_view_grid_canvas (CS_VIEW_GRID (self->image)));
}

/* --- pointer and held keys --- */

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, CsCasePage *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
leave_cb (GtkEventControllerMotion *motion, CsCasePage *self)
{
  self->pointer_x = self->pointer_y = -1;
}

/* Keys of the picture or the text that the list beside it does not want itself; Tab goes on from
 * what is neither. */
static gboolean
pane_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             CsCasePage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (self->model == NULL || key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab ||
      (focus != NULL && GTK_IS_POPOVER (gtk_widget_get_native (focus))))
    return FALSE;
  GtkWidget *canvas = cs_case_page_canvas (self);
  return canvas != NULL && gtk_event_controller_key_forward (controller, canvas);
}

/* Letters of the attributes in the list, on the picture and the text as well: none of them means
 * anything else there. */
static gboolean
views_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
              CsCasePage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (self->views));
  gunichar letter = g_unichar_tolower (gdk_keyval_to_unicode (key));
  if (self->model == NULL || !(CS_IS_CANVAS (focus) || CS_IS_TEXT_CANVAS (focus)) ||
      (state & gtk_accelerator_get_default_mod_mask ()) || letter == 0)
    return FALSE;
  return cs_findings_pane_letter (cs_case_pane_findings (self->pane), letter) ||
         cs_changes_pane_letter (self->changes, letter);
}

/* What is held has to be let go of as well. */
static void
pane_key_up_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                CsCasePage *self)
{
  pane_key_cb (controller, key, code, state, self);
}

/* --- life --- */

static void
cs_case_page_dispose (GObject *object)
{
  CsCasePage *self = CS_CASE_PAGE (object);
  if (self->pane != NULL)
    cs_case_page_set_model (self, NULL);
  cs_case_page_end_context (self);
  g_clear_object (&self->remarks);
  g_clear_pointer (&self->unsent, g_hash_table_unref);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CASE_PAGE);
  G_OBJECT_CLASS (cs_case_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, header);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, title);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, main_button);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, pane_button);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, views_button);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, context_button);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, context_popover);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, context_box);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, notice);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, notice_label);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, notice_no);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, notice_yes);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, body);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, rail);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, stage);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, views);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, away);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, image);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, text_area);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, text);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, pane);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, bars);
  gtk_widget_class_bind_template_child (widget_class, CsCasePage, bar);
}

static void
cs_case_page_class_init (CsCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_case_page_dispose;
  widget_class->realize = cs_case_page_realize;
  widget_class->unrealize = cs_case_page_unrealize;
  g_type_ensure (CS_TYPE_TOOL_RAIL);
  g_type_ensure (CS_TYPE_VIEW_GRID);
  g_type_ensure (CS_TYPE_TEXT_VIEW);
  g_type_ensure (CS_TYPE_CASE_PANE);
  g_type_ensure (CS_TYPE_CASE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/case/cs-case-page.ui");
  bind_children (widget_class);
  cs_case_page_install_actions (widget_class);
  cs_case_page_install_undo (widget_class);
  cs_case_page_install_review (widget_class);
  cs_case_page_install_adjudicate (widget_class);
  cs_case_page_install_views (widget_class);
  cs_case_page_install_past (widget_class);
  cs_case_page_install_compare (widget_class);
  cs_case_page_install_menu (widget_class);
  cs_case_page_install_suggestion (widget_class);
  cs_case_page_install_same (widget_class);
  cs_case_page_install_context (widget_class);
  cs_case_page_install_window (widget_class);
  cs_case_page_install_damaged (widget_class);
  cs_case_page_install_locate (widget_class);
  cs_case_page_install_reopen (widget_class);
  cs_case_page_install_first_look (widget_class);
  cs_case_page_install_question (widget_class);
  cs_case_page_install_hold (widget_class);
  cs_actions_bind (widget_class, CS_ACTION_CASE);
}

static void
cs_case_page_init (CsCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
  cs_menu_tip (self->main_button);
  cs_menu_keys (self->main_button);
  cs_menu_keys (self->views_button);
  cs_case_page_init_review (self);
  cs_case_page_init_adjudicate (self);
  cs_case_page_init_past (self);
  cs_case_page_init_compare (self);
  cs_case_page_init_same (self);
  cs_case_page_init_context (self);
  self->unsent = cs_send_back_unsent_new ();
  self->rule = CS_RULE_PANE (cs_rule_pane_new ());
  cs_case_pane_set_rule (self->pane, GTK_WIDGET (self->rule));
  GtkEventController *motion = gtk_event_controller_motion_new ();
  self->pointer_x = self->pointer_y = -1;
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (self->views, motion);
  cs_actions_capture (GTK_WIDGET (self), CS_ACTION_CASE_FIRST);
  GtkEventController *pane_keys = gtk_event_controller_key_new ();
  g_signal_connect (pane_keys, "key-pressed", G_CALLBACK (pane_key_cb), self);
  g_signal_connect (pane_keys, "key-released", G_CALLBACK (pane_key_up_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->pane), pane_keys);
  GtkEventController *views_keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (views_keys, GTK_PHASE_CAPTURE);
  g_signal_connect (views_keys, "key-pressed", G_CALLBACK (views_key_cb), self);
  gtk_widget_add_controller (self->views, views_keys);
  g_signal_connect_object (self->image, "damaged", G_CALLBACK (damaged_cb), self, 0);
  g_signal_connect_object (self->image, "stroke", G_CALLBACK (drawing_cb), self, 0);
  cs_letter_scale_watch (self, G_CALLBACK (cs_case_page_room_changed));
  cs_case_page_init_notice (self);
  cs_case_page_init_side (self);
  cs_case_page_init_views (self);
  g_signal_connect (self->pane_button, "toggled", G_CALLBACK (pane_toggled_cb), self);
}
