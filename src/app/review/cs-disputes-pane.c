/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-disputes-pane.h"
#include "cs-actions.h"
#include "cs-badge.h"
#include "cs-dispute-words.h"
#include "cs-focus.h"
#include "cs-key-words.h"
#include "cs-positions.h"
#include "cs-scroll.h"

#include <glib/gi18n.h>

struct _CsDisputesPane {
  GtkWidget parent_instance;
  GtkWidget *head, *count, *scrolled, *list, *agreed, *here, *title, *detail, *positions;
  GtkWidget *own, *draw, *draw_key, *answers, *nobody, *reason, *reasons, *reasons_box;
  CsAdjudication *adjudication;
  gboolean following, filling;
  int shown; /* the dispute that REASON is of; -1 for none */
};

G_DEFINE_FINAL_TYPE (CsDisputesPane, cs_disputes_pane, GTK_TYPE_WIDGET)

/* --- the list --- */

static GtkWidget *
named (GtkWidget *row, const char *name)
{
  return g_object_get_data (G_OBJECT (row), name);
}

static GtkWidget *
new_row (void)
{
  static const char *const parts[] = { "badge", "name", "state", "icon", "detail" };
  g_type_ensure (CS_TYPE_BADGE);
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/review/dispute-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_object_set_data (G_OBJECT (row), parts[i], gtk_builder_get_object (builder, parts[i]));
  return g_object_ref (row);
}

static void
show_row (CsDisputesPane *self, GtkWidget *row, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n + 1);
  g_autofree char *name = cs_dispute_name (self->adjudication, n);
  g_autofree char *detail = cs_dispute_detail (self->adjudication, n);
  g_autofree char *state = cs_dispute_state (self->adjudication, n);
  guint position = 0;
  gboolean settled = cs_adjudication_is_settled (self->adjudication, n);
  CsRuled ruled = cs_adjudication_ruled (self->adjudication, n, &position);
  const char *colour = ruled == CS_RULED_POSITION ? cs_position_colour (position) : "#9a9a9a";
  cs_badge_set (CS_BADGE (named (row, "badge")), number, colour, CS_BADGE_SIGN);
  gtk_label_set_label (GTK_LABEL (named (row, "name")), name);
  gtk_label_set_label (GTK_LABEL (named (row, "detail")), detail);
  gtk_widget_set_tooltip_text (named (row, "detail"), detail);
  GtkWidget *label = named (row, "state");
  gtk_label_set_label (GTK_LABEL (label), state);
  (settled ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (label, "cs-strong");
  (settled ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (label, "cs-caption");
  gtk_image_set_from_icon_name (GTK_IMAGE (named (row, "icon")),
                                settled ? "object-select-symbolic" : "cs-open-symbolic");
  /* Translators: a dispute between readers, read aloud: "Dispute 2: Nodule, open. not found by
   * all". */
  g_autofree char *spoken =
      g_strdup_printf (_ ("Dispute %s: %s, %s. %s"), number, name, state, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
fill (CsDisputesPane *self)
{
  guint n = cs_adjudication_n (self->adjudication), open = 0;
  for (guint i = 0; i < n; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int)i);
    if (row == NULL) {
      g_autoptr (GtkWidget) new = new_row ();
      gtk_list_box_append (GTK_LIST_BOX (self->list), new);
      row = GTK_LIST_BOX_ROW (new);
    }
    show_row (self, GTK_WIDGET (row), i);
    open += !cs_adjudication_is_settled (self->adjudication, i);
  }
  GtkListBoxRow *more;
  self->following = TRUE;
  while ((more = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int)n)) != NULL) {
    cs_focus_outlive (GTK_WIDGET (more));
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (more));
  }
  self->following = FALSE;
  g_autofree char *words =
      open > 0 ? g_strdup_printf (_ ("%u · %u open"), n, open) : g_strdup_printf ("%u", n);
  gtk_label_set_label (GTK_LABEL (self->count), words);
  guint agreed = cs_adjudication_n_agreed (self->adjudication);
  g_autofree char *rest = g_strdup_printf (
      ngettext ("%u mark is agreed and locked", "%u marks are agreed and locked", agreed), agreed);
  gtk_label_set_label (GTK_LABEL (self->agreed), agreed > 0 ? rest : _ ("No mark is agreed"));
}

/* --- the positions --- */

static char *
key_of (guint number)
{
  g_autofree char *action = g_strdup_printf ("dispute.number(%u)", number);
  return cs_actions_key_label (action);
}

static GtkWidget *
new_position (CsDisputesPane *self, guint n, guint position)
{
  const char letter[] = { (char)('A' + position), '\0' };
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/review/dispute-position.ui");
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, "position"));
  g_autofree char *words = cs_dispute_position (self->adjudication, n, position);
  g_autofree char *key = key_of (position + 1);
  guint chosen = 0;
  gboolean is = cs_adjudication_ruled (self->adjudication, n, &chosen) == CS_RULED_POSITION &&
                chosen == position;
  cs_badge_set (CS_BADGE (gtk_builder_get_object (builder, "badge")), letter,
                cs_position_colour (position), is ? CS_BADGE_FILLED : CS_BADGE_OUTLINE);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "words")), words);
  GtkWidget *cap = GTK_WIDGET (gtk_builder_get_object (builder, "key"));
  gtk_label_set_label (GTK_LABEL (cap), key != NULL ? key : "");
  gtk_widget_set_visible (cap, key != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", (int)position);
  (is ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (button, "cs-chosen");
  /* Translators: one of several positions, read aloud: "Position A, chosen: Nodule, 8.2 mm". */
  g_autofree char *spoken =
      g_strdup_printf (is ? _ ("Position %s, chosen: %s") : _ ("Position %s: %s"), letter, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_tooltip_text (button, words);
  return g_object_ref (button);
}

static void
show_positions (CsDisputesPane *self, guint n)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *child, *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, self->positions);
  if (inside)
    gtk_widget_grab_focus (self->list);
  while ((child = gtk_widget_get_first_child (self->positions)) != NULL) {
    cs_focus_outlive (child);
    gtk_box_remove (GTK_BOX (self->positions), child);
  }
  for (guint i = 0; i < cs_adjudication_n_positions (self->adjudication); i++) {
    g_autoptr (GtkWidget) button = new_position (self, n, i);
    gtk_box_append (GTK_BOX (self->positions), button);
  }
}

static void
mark_chosen (GtkWidget *button, gboolean chosen)
{
  (chosen ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (button, "cs-chosen");
}

static void
show_reason (CsDisputesPane *self, guint n)
{
  const char *reason = cs_adjudication_reason (self->adjudication, n);
  self->filling = TRUE;
  if (self->shown != (int)n || reason == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->reason), reason != NULL ? reason : "");
  self->filling = FALSE;
  self->shown = (int)n;
}

static void
show_here (CsDisputesPane *self)
{
  int at = cs_adjudication_current (self->adjudication);
  gtk_widget_set_visible (self->here, at >= 0);
  if (at < 0)
    return;
  guint n = (guint)at, positions = cs_adjudication_n_positions (self->adjudication);
  gboolean may = cs_case_model_may_edit (cs_adjudication_model (self->adjudication));
  gboolean answer = cs_adjudication_dispute (self->adjudication, n)->why & CS_DISPUTE_ANSWER;
  CsRuled ruled = cs_adjudication_ruled (self->adjudication, n, NULL);
  g_autofree char *name = cs_dispute_name (self->adjudication, n);
  g_autofree char *detail = cs_dispute_detail (self->adjudication, n);
  g_autofree char *key = key_of (MAX (positions + 1, 4));
  gtk_label_set_label (GTK_LABEL (self->title), name);
  gtk_label_set_label (GTK_LABEL (self->detail), detail);
  show_positions (self, n);
  gtk_label_set_label (GTK_LABEL (self->draw_key), key != NULL ? key : "");
  gtk_widget_set_visible (self->draw_key, key != NULL);
  gtk_widget_set_visible (self->draw, !answer);
  gtk_widget_set_visible (self->answers, answer);
  mark_chosen (self->draw,
               ruled == CS_RULED_DRAWN || cs_adjudication_is_drawing (self->adjudication));
  mark_chosen (self->nobody, ruled == CS_RULED_NOBODY);
  gtk_widget_set_sensitive (self->positions, may);
  gtk_widget_set_sensitive (self->own, may);
  gtk_widget_set_sensitive (self->answers, may);
  gtk_widget_set_sensitive (self->reason, may);
  show_reason (self, n);
}

/* --- earlier reasons --- */

static void
reason_cb (GtkButton *button, CsDisputesPane *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->reasons));
  gtk_editable_set_text (GTK_EDITABLE (self->reason), gtk_button_get_label (button));
  gtk_widget_grab_focus (self->reason);
  gtk_editable_set_position (GTK_EDITABLE (self->reason), -1);
}

static void
add_reason (CsDisputesPane *self, GHashTable *said, const char *reason)
{
  if (reason == NULL || !g_hash_table_add (said, (gpointer)reason))
    return;
  GtkWidget *button = gtk_button_new_with_label (reason);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (reason_cb), self);
  gtk_box_append (GTK_BOX (self->reasons_box), button);
}

/* Of this case first, then what was given before. */
static void
fill_reasons (CsDisputesPane *self)
{
  GtkWidget *child;
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  const char *const *before = cs_adjudication_reasons (self->adjudication);
  while ((child = gtk_widget_get_first_child (self->reasons_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->reasons_box), child);
  for (guint i = 0; i < cs_adjudication_n (self->adjudication); i++)
    if ((int)i != self->shown)
      add_reason (self, said, cs_adjudication_reason (self->adjudication, i));
  for (guint i = 0; before[i] != NULL; i++)
    add_reason (self, said, before[i]);
  if (gtk_widget_get_first_child (self->reasons_box) != NULL)
    return;
  GtkWidget *none = gtk_label_new (_ ("Reasons that you gave are offered here."));
  gtk_widget_add_css_class (none, "cs-dim");
  gtk_box_append (GTK_BOX (self->reasons_box), none);
}

static void
show_cb (GtkWidget *popover, CsDisputesPane *self)
{
  if (self->adjudication != NULL)
    fill_reasons (self);
}

/* --- why --- */

static void
changed_cb (GtkEditable *editable, CsDisputesPane *self)
{
  if (!self->filling && self->adjudication != NULL && self->shown >= 0)
    cs_adjudication_set_reason (self->adjudication, (guint)self->shown,
                                gtk_editable_get_text (editable));
}

/* On to the next, when this one is done. */
static void
activate_cb (GtkEntry *entry, CsDisputesPane *self)
{
  if (self->adjudication == NULL || self->shown < 0)
    return;
  if (cs_adjudication_reason (self->adjudication, (guint)self->shown) == NULL)
    gtk_widget_error_bell (GTK_WIDGET (entry));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "dispute.next", NULL);
}

/* Esc goes back to the picture, Down opens what was given before. */
static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
              CsDisputesPane *self)
{
  if (key == GDK_KEY_Escape)
    return gtk_widget_activate_action (GTK_WIDGET (self), "dispute.leave-reason", NULL);
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down) {
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->reasons));
    return TRUE;
  }
  return FALSE;
}

void
cs_disputes_pane_ask_why (CsDisputesPane *self)
{
  gtk_widget_grab_focus (self->reason);
}

void
cs_disputes_pane_ask_answer (CsDisputesPane *self)
{
  gtk_widget_child_focus (self->answers, GTK_DIR_TAB_FORWARD);
}

/* --- following --- */

static void
select_current (CsDisputesPane *self)
{
  int at = cs_adjudication_current (self->adjudication);
  GtkListBoxRow *row =
      at >= 0 ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), at) : NULL;
  self->following = TRUE;
  if (row == NULL)
    gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
  else
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  self->following = FALSE;
  if (row != NULL)
    cs_scroll_show (GTK_SCROLLED_WINDOW (self->scrolled), gtk_widget_get_parent (self->list),
                    GTK_WIDGET (row));
}

static void
rulings_cb (CsAdjudication *adjudication, CsDisputesPane *self)
{
  fill (self);
  show_here (self);
}

static void
current_cb (CsAdjudication *adjudication, CsDisputesPane *self)
{
  select_current (self);
  show_here (self);
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, CsDisputesPane *self)
{
  if (!self->following && row != NULL)
    cs_adjudication_go (self->adjudication, (guint)gtk_list_box_row_get_index (row));
}

void
cs_disputes_pane_set_adjudication (CsDisputesPane *self, CsAdjudication *adjudication)
{
  if (self->adjudication != NULL)
    g_signal_handlers_disconnect_by_data (self->adjudication, self);
  g_set_object (&self->adjudication, adjudication);
  self->shown = -1;
  if (adjudication == NULL)
    return;
  g_signal_connect (adjudication, "rulings", G_CALLBACK (rulings_cb), self);
  g_signal_connect (adjudication, "current", G_CALLBACK (current_cb), self);
  rulings_cb (adjudication, self);
  select_current (self);
}

void
cs_disputes_pane_set_narrow (CsDisputesPane *self, gboolean narrow)
{
  gtk_widget_set_visible (self->head, !narrow);
}

static gboolean
cs_disputes_pane_grab_focus (GtkWidget *widget)
{
  CsDisputesPane *self = CS_DISPUTES_PANE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->list);
}

/* --- life --- */

static void
cs_disputes_pane_dispose (GObject *object)
{
  CsDisputesPane *self = CS_DISPUTES_PANE (object);
  cs_disputes_pane_set_adjudication (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_DISPUTES_PANE);
  G_OBJECT_CLASS (cs_disputes_pane_parent_class)->dispose (object);
}

static void
cs_disputes_pane_class_init (CsDisputesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_disputes_pane_dispose;
  widget_class->focus = cs_focus_within;
  widget_class->grab_focus = cs_disputes_pane_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/review/cs-disputes-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, head);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, count);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, list);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, agreed);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, here);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, title);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, detail);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, positions);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, own);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, draw);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, draw_key);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, answers);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, nobody);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, reason);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, reasons);
  gtk_widget_class_bind_template_child (widget_class, CsDisputesPane, reasons_box);
  cs_actions_bind (widget_class, CS_ACTION_READING);
  cs_actions_bind (widget_class, CS_ACTION_WALK);
}

static void
cs_disputes_pane_init (CsDisputesPane *self)
{
  self->shown = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (self->reason, keys);
  g_signal_connect (self->reason, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->reason, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->reasons)), "show",
                    G_CALLBACK (show_cb), self);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (selected_cb), self);
}
