/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-bar.h"
#include "cs-badge.h"
#include "cs-bar-hint.h"
#include "cs-bar-link.h"
#include "cs-key-words.h"
#include "cs-label-colour.h"
#include "cs-remarks-pane.h"

#include <glib/gi18n.h>

#define LABELS_MAX 9

struct _CsCaseBar {
  GtkWidget parent_instance;
  GtkWidget *armed, *swatch, *drawing, *armed_name, *longest_name, *strip, *labels;
  GtkWidget *answers, *nothing, *not_assessable, *equivocal, *more, *more_box;
  GtkWidget *note_box, *note, *hint, *links;
  GtkWidget *remarks_link, *items_link, *values_link, *unusual_link, *suggestions_link,
      *unseen_link, *damaged_link, *hidden_link;
  GtkWidget *reason;
  GtkWidget *seal, *seal_icon, *seal_words;
  GtkWidget *finish, *claim, *reopen, *show_what;
  CsCaseModel *model;
  gboolean narrow, tight, updating;
};

G_DEFINE_FINAL_TYPE (CsCaseBar, cs_case_bar, GTK_TYPE_WIDGET)

static gboolean
is_text (CsCaseBar *self)
{
  const CsCaseItem *item =
      cs_case_model_item (self->model, cs_case_model_place (self->model, NULL));
  return item != NULL && g_str_equal (item->row->kind, "text");
}

/* --- the label that is armed --- */

/* Of many long names some are beside the edge. */
static void
scroll_to (CsCaseBar *self, GtkWidget *button)
{
  graphene_rect_t bounds;
  if (gtk_widget_compute_bounds (button, self->labels, &bounds))
    gtk_adjustment_clamp_page (
        gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->strip)), bounds.origin.x,
        bounds.origin.x + bounds.size.width);
}

static void
show_armed (CsCaseBar *self)
{
  CsArmed armed = cs_case_model_armed (self->model);
  const char *name = armed.label != NULL ? armed.label->name : _ ("no label");
  g_autofree char *spoken = g_strdup_printf ("%s %s", _ ("Drawing"), name);
  gtk_label_set_label (GTK_LABEL (self->armed_name), name);
  gtk_widget_set_visible (self->swatch, armed.label != NULL);
  if (armed.label != NULL)
    cs_badge_set (CS_BADGE (self->swatch), NULL,
                  cs_label_colour (cs_case_model_schema (self->model), armed.label),
                  CS_BADGE_SWATCH);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->armed), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gboolean text = is_text (self), may = cs_case_model_may_edit (self->model);
  gtk_widget_set_visible (self->armed, may && !text);
  gtk_widget_set_visible (self->strip, may && text);
  GtkWidget *button = gtk_widget_get_first_child (self->labels);
  self->updating = TRUE;
  for (; button != NULL; button = gtk_widget_get_next_sibling (button)) {
    gboolean is = g_object_get_data (G_OBJECT (button), "label") == armed.label;
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), is);
    if (is)
      scroll_to (self, button);
  }
  self->updating = FALSE;
}

static void
label_cb (GtkToggleButton *button, CsCaseBar *self)
{
  if (self->updating)
    return;
  gtk_widget_activate_action (
      GTK_WIDGET (self), "mark.arm", "s",
      ((const CsLabel *)g_object_get_data (G_OBJECT (button), "label"))->key);
  show_armed (self);
}

static GtkWidget *
label_button (CsCaseBar *self, const CsLabel *label, guint number)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/case/label-button.ui");
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, "button"));
  g_autofree char *key = g_strdup_printf ("{mark.label-number(%u)}", number);
  cs_badge_set (CS_BADGE (gtk_builder_get_object (builder, "swatch")), NULL,
                cs_label_colour (cs_case_model_schema (self->model), label), CS_BADGE_SWATCH);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "name")), label->name);
  cs_key_words_set (gtk_builder_get_object (builder, "key"), "label", key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label->name, -1);
  gtk_widget_set_tooltip_text (button, label->name);
  g_object_set_data (G_OBJECT (button), "label", (gpointer)label);
  g_signal_connect (button, "toggled", G_CALLBACK (label_cb), self);
  return g_object_ref (button);
}

/* The longest name has room, so that what stands beside it stays where it is. */
static void
reserve_name (CsCaseBar *self, const CsSchema *schema)
{
  const char *longest = "";
  for (guint i = 0; schema != NULL && i < schema->n_labels; i++)
    if (g_utf8_strlen (schema->labels[i].name, -1) > g_utf8_strlen (longest, -1))
      longest = schema->labels[i].name;
  gtk_label_set_label (GTK_LABEL (self->longest_name), longest);
}

/* Labels of texts, in the order of the schema: their digits are their places. */
static void
build_labels (CsCaseBar *self)
{
  const CsSchema *schema = cs_case_model_schema (self->model);
  reserve_name (self, schema);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->labels)) != NULL)
    gtk_box_remove (GTK_BOX (self->labels), child);
  for (guint i = 0; schema != NULL && i < LABELS_MAX; i++) {
    const CsLabel *label = cs_schema_text_label (schema, i);
    if (label == NULL)
      break;
    g_autoptr (GtkWidget) button = label_button (self, label, i + 1);
    gtk_box_append (GTK_BOX (self->labels), button);
  }
}

gboolean
cs_case_bar_label (CsCaseBar *self, guint n)
{
  GtkWidget *button = gtk_widget_get_first_child (self->labels);
  for (; button != NULL && n > 0; n--)
    button = gtk_widget_get_next_sibling (button);
  if (button == NULL)
    return FALSE;
  label_cb (GTK_TOGGLE_BUTTON (button), self);
  return TRUE;
}

/* --- answers --- */

static void
put (GtkWidget *button, GtkWidget *to)
{
  GtkWidget *from = gtk_widget_get_parent (button);
  if (from == to)
    return;
  g_object_ref (button);
  gtk_box_remove (GTK_BOX (from), button);
  gtk_box_append (GTK_BOX (to), button);
  g_object_unref (button);
}

/* The commonest answer stands on the bar wherever the labels of a text leave room for it. */
static void
place_answers (CsCaseBar *self)
{
  gboolean full = self->tight || (self->narrow && is_text (self) &&
                                  gtk_widget_get_first_child (self->labels) != NULL);
  put (self->nothing, full ? self->more_box : self->answers);
  put (self->not_assessable, self->narrow ? self->more_box : self->answers);
  gtk_widget_set_visible (self->answers, cs_case_model_may_edit (self->model) && !full);
}

static void
show_answers (CsCaseBar *self)
{
  guint item = cs_case_model_place (self->model, NULL);
  CsAnswer answer = cs_case_model_answered (self->model, item);
  gboolean may = cs_case_model_may_edit (self->model);
  GtkWidget *const buttons[] = { self->nothing, self->not_assessable, self->equivocal };
  const CsAnswer answers[] = { CS_ANSWER_NOTHING, CS_ANSWER_NOT_ASSESSABLE, CS_ANSWER_EQUIVOCAL };
  const char *const hints[] = { _ ("Nothing to mark on this item ({case.answer::nothing})"),
                                _ ("This item cannot be judged ({case.answer::not-assessable})"),
                                _ ("It cannot be decided what this item shows") };
  const char *word = _ ("More");
  place_answers (self);
  self->updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++) {
    gboolean on = answer == answers[i];
    const char *why_not = on ? NULL : cs_case_model_why_not (self->model, item, answers[i]);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (buttons[i]), on);
    gtk_widget_set_sensitive (buttons[i], why_not == NULL);
    cs_key_words_set (buttons[i], "tooltip-text", why_not != NULL ? why_not : hints[i]);
    if (on && gtk_widget_get_parent (buttons[i]) == self->more_box)
      word = gtk_button_get_label (GTK_BUTTON (buttons[i]));
  }
  self->updating = FALSE;
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), word);
  gtk_widget_set_visible (self->more, may);
}

static void
answer_cb (GtkToggleButton *button, CsCaseBar *self)
{
  if (self->updating)
    return;
  const char *target = GTK_WIDGET (button) == self->nothing          ? "nothing"
                       : GTK_WIDGET (button) == self->not_assessable ? "not-assessable"
                                                                     : "equivocal";
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->more));
  gtk_widget_activate_action (GTK_WIDGET (self), "case.answer", "s", target);
  show_answers (self);
}

void
cs_case_bar_set_narrow (CsCaseBar *self, gboolean narrow, gboolean tight)
{
  if (self->narrow == narrow && self->tight == tight)
    return;
  self->narrow = narrow;
  self->tight = tight;
  gtk_widget_set_visible (self->drawing, !narrow);
  if (self->model != NULL)
    show_answers (self);
}

/* --- what is missing --- */

static const char *
reason (CsCaseBar *self)
{
  if (cs_session_trouble (cs_case_model_session (self->model)) != NULL)
    return _ ("Nothing can be submitted: see above");
  if (cs_case_model_schema (self->model) == NULL)
    return _ ("This project has no labels yet");
  return NULL;
}

/* --- the signature --- */

static char *
signed_words (CsCaseBar *self)
{
  gint64 wall = 0;
  const char *who = cs_case_model_signed (self->model, &wall);
  gboolean may_reopen = cs_case_model_view (self->model)->may_reopen;
  if (who == NULL)
    return g_strdup (may_reopen ? _ ("Signed. Reopen it to change something.")
                                : _ ("Signed. It can be looked at, not changed."));
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (wall / G_USEC_PER_SEC);
  g_autofree char *date = g_date_time_format (then, _ ("%-d %B %Y, %H:%M"));
  /* Translators: a person and a time: "Signed by Dr B, 4 March 2026, 14:22." */
  return g_strdup_printf (may_reopen ? _ ("Signed by %s, %s. Reopen it to change something.")
                                     : _ ("Signed by %s, %s. It can be looked at, not changed."),
                          cs_session_person (cs_case_model_session (self->model), who), date);
}

/* Nothing else is on the bar of a case that is signed. */
static void
show_seal (CsCaseBar *self)
{
  const CsCaseRow *row = cs_case_model_view (self->model)->row;
  gboolean sealed = row->status == CS_CASE_SIGNED && !cs_case_model_may_edit (self->model);
  gboolean changed = sealed && row->changed_after_signing;
  g_autofree char *words = sealed ? signed_words (self) : NULL;
  g_autofree char *all =
      changed ? g_strdup_printf ("%s · %s", _ ("Changed after signing"), words) : NULL;
  gtk_widget_set_visible (self->seal, sealed);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->seal_icon),
                                changed ? "cs-broken-symbolic" : "cs-signed-symbolic");
  gtk_label_set_label (GTK_LABEL (self->seal_words), changed ? all : sealed ? words : "");
  (changed ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->seal, "cs-trouble");
  gtk_widget_set_visible (self->show_what, changed);
}

/* --- all that is missing --- */

static void
show_missing (CsCaseBar *self)
{
  CsCaseMissing m = cs_case_model_missing (self->model);
  const CsCaseView *view = cs_case_model_view (self->model);
  gboolean first = view->hidden; /* nothing is handed in, so nothing is missing */
  gboolean may = cs_case_model_may_edit (self->model);
  const char *why = reason (self);
  cs_bar_link_show (
      self->items_link, may && !first ? m.items : 0,
      ngettext ("%u item without marks or answer", "%u items without marks or answer", m.items),
      TRUE);
  guint remarks = may ? cs_remarks_to_answer (self->model) : 0;
  cs_bar_link_show (self->remarks_link, remarks,
                    ngettext ("%u remark to answer", "%u remarks to answer", remarks), FALSE);
  cs_bar_link_show (self->values_link, may && !first ? m.values : 0,
                    ngettext ("%u attribute missing", "%u attributes missing", m.values), TRUE);
  cs_bar_link_show (self->unusual_link, may ? m.unusual : 0,
                    ngettext ("%u mark of unusual size", "%u marks of unusual size", m.unusual),
                    FALSE);
  cs_bar_link_show_hidden (self->hidden_link, self->model);
  cs_bar_link_show (self->suggestions_link, may ? m.suggestions : 0,
                    ngettext ("%u suggestion open", "%u suggestions open", m.suggestions), FALSE);
  /* The one line after a crash has the room of what only informs. */
  if (may && (m.unread || !gtk_widget_get_visible (self->note_box)))
    cs_bar_link_show_unseen (self->unseen_link, self->model);
  else
    gtk_widget_set_visible (self->unseen_link, FALSE);
  gtk_label_set_label (GTK_LABEL (self->reason), why != NULL ? why : "");
  gtk_widget_set_visible (self->reason, why != NULL);
  show_seal (self);
  gtk_button_set_label (GTK_BUTTON (self->finish),
                        first ? _ ("Show the Marks") : _ ("Submit and Next"));
  gtk_widget_set_visible (self->finish, may);
  gtk_widget_set_visible (self->claim, !may && view->mode != CS_MODE_LOOKING && !view->mine);
  gtk_widget_set_visible (self->reopen, !may && view->may_reopen);
}

void
cs_case_bar_set_damaged (CsCaseBar *self, guint damaged, gboolean loop)
{
  cs_bar_link_show (self->damaged_link, damaged,
                    loop ? ngettext ("%u frame damaged", "%u frames damaged", damaged)
                         : ngettext ("%u slice damaged", "%u slices damaged", damaged),
                    FALSE);
}

char *
cs_case_bar_go_missing (CsCaseBar *self)
{
  GtkWidget *const links[] = { self->items_link, self->values_link, self->unseen_link };
  const char *why = reason (self);
  char *words = NULL;
  if (why != NULL)
    return g_strdup (why);
  GtkWidget *link = cs_bar_link_first (links, G_N_ELEMENTS (links), &words);
  if (link != NULL)
    g_signal_emit_by_name (link, "clicked");
  return words;
}

static void
values_cb (GtkButton *button, CsCaseBar *self)
{
  cs_case_model_select (self->model, cs_case_model_missing (self->model).mark, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self), "mark.focus-attribute", NULL);
}

static void
unusual_cb (GtkButton *button, CsCaseBar *self)
{
  cs_case_model_select (self->model, cs_case_model_missing (self->model).unusual_mark, TRUE);
}

static void
suggestions_cb (GtkButton *button, CsCaseBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "mark.next-suggestion", NULL);
}

void
cs_case_bar_set_note (CsCaseBar *self, const char *sentence)
{
  gtk_widget_set_visible (self->note_box, sentence != NULL);
  gtk_widget_set_visible (self->hint,
                          sentence == NULL && cs_bar_hint_has_words (CS_BAR_HINT (self->hint)));
  cs_key_words_set (self->note, "label", sentence != NULL ? sentence : "");
  if (self->model != NULL)
    show_missing (self);
}

void
cs_case_bar_set_hint (CsCaseBar *self, const char *sentence)
{
  cs_bar_hint_set_words (CS_BAR_HINT (self->hint), sentence);
  gtk_widget_set_visible (self->hint, sentence != NULL && !gtk_widget_get_visible (self->note_box));
}

/* --- the model --- */

static void
update (CsCaseBar *self)
{
  show_armed (self);
  show_answers (self);
  show_missing (self);
}

static void
marks_cb (CsCaseModel *model, CsCaseBar *self)
{
  show_answers (self);
  show_missing (self);
}

static void
review_cb (CsCaseModel *model, CsCaseBar *self)
{
  build_labels (self);
  update (self);
}

static void
armed_cb (CsCaseModel *model, CsCaseBar *self)
{
  show_armed (self);
}

static void
shown_cb (CsCaseModel *model, CsCaseBar *self)
{
  show_answers (self);
  show_missing (self);
}

static void
place_cb (CsCaseModel *model, CsCaseBar *self)
{
  show_answers (self);
  show_armed (self);
}

static void
trouble_cb (CsSession *session, const char *sentence, CsCaseBar *self)
{
  show_missing (self);
}

void
cs_case_bar_set_model (CsCaseBar *self, CsCaseModel *model)
{
  if (self->model != NULL) {
    g_signal_handlers_disconnect_by_data (self->model, self);
    g_signal_handlers_disconnect_by_data (cs_case_model_session (self->model), self);
  }
  g_set_object (&self->model, model);
  if (model == NULL)
    return;
  g_signal_connect (model, "marks", G_CALLBACK (marks_cb), self);
  g_signal_connect (model, "review", G_CALLBACK (review_cb), self);
  g_signal_connect (model, "armed", G_CALLBACK (armed_cb), self);
  g_signal_connect (model, "shown", G_CALLBACK (shown_cb), self);
  g_signal_connect (model, "place", G_CALLBACK (place_cb), self);
  g_signal_connect (cs_case_model_session (model), "trouble", G_CALLBACK (trouble_cb), self);
  review_cb (model, self);
}

/* --- life --- */

static void
cs_case_bar_dispose (GObject *object)
{
  cs_case_bar_set_model (CS_CASE_BAR (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CASE_BAR);
  GtkWidget *child; /* those without a name of their own are not the template's to free */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cs_case_bar_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, armed);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, swatch);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, drawing);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, armed_name);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, longest_name);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, strip);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, labels);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, answers);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, nothing);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, not_assessable);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, equivocal);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, more);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, more_box);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, note_box);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, note);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, hint);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, links);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, remarks_link);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, items_link);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, values_link);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, unusual_link);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, suggestions_link);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, unseen_link);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, damaged_link);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, hidden_link);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, reason);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, finish);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, claim);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, seal);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, seal_icon);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, seal_words);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, reopen);
  gtk_widget_class_bind_template_child (widget_class, CsCaseBar, show_what);
}

static void
cs_case_bar_class_init (CsCaseBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_case_bar_dispose;
  g_type_ensure (CS_TYPE_BADGE);
  g_type_ensure (CS_TYPE_BAR_HINT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/case/cs-case-bar.ui");
  bind_children (widget_class);
}

static void
cs_case_bar_init (CsCaseBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
  g_signal_connect (self->nothing, "toggled", G_CALLBACK (answer_cb), self);
  g_signal_connect (self->not_assessable, "toggled", G_CALLBACK (answer_cb), self);
  g_signal_connect (self->equivocal, "toggled", G_CALLBACK (answer_cb), self);
  g_signal_connect (self->values_link, "clicked", G_CALLBACK (values_cb), self);
  g_signal_connect (self->unusual_link, "clicked", G_CALLBACK (unusual_cb), self);
  g_signal_connect (self->suggestions_link, "clicked", G_CALLBACK (suggestions_cb), self);
}
