/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-rule-pane.h"
#include "cs-actions.h"
#include "cs-guide-picture.h"
#include "cs-guide-text.h"
#include "cs-key-words.h"
#include "cs-prose-view.h"

#include <glib/gi18n.h>

#define BRIEF_LINES 6
#define BRIEF_WIDTH 308 /* of the narrow pane */
#define PICTURES 3      /* in a row */
#define PICTURE_WIDTH 123
#define PICTURE_HEIGHT 91
#define PICTURE_NARROW 98 /* three of them in the narrow pane */

struct _CsRulePane {
  GtkWidget parent_instance;
  GtkWidget *column, *name, *rule, *key, *body, *pictures, *definition, *brief, *whole, *more;
  CsCaseModel *model;
  CsGuideText *text;
  GCancellable *reading;
  char *shown; /* key of the label whose rule is seen, NULL for none */
  int clause;  /* -1: none */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CsRulePane, cs_rule_pane, GTK_TYPE_WIDGET)

/* --- whose rule --- */

typedef struct {
  const char *key, *name, *clause, *definition;
} Subject;

static Subject
of_label (const CsLabel *label)
{
  return (Subject){ label->key, label->name, label->clause, label->definition };
}

/* A mark's label or relation; without a mark, what would be drawn. */
static gboolean
find_subject (CsRulePane *self, Subject *ret_subject)
{
  const CsSchema *schema = cs_case_model_schema (self->model);
  const CsLabel *armed = cs_case_model_armed (self->model).label;
  guint64 selected = cs_case_model_selected (self->model);
  const CsMark *mark =
      selected != 0 ? cs_mark_set_get (cs_case_model_marks (self->model), selected) : NULL;
  const CsLabel *label =
      schema != NULL && mark != NULL ? cs_schema_label (schema, mark->label) : armed;
  const CsRelation *relation = schema != NULL && mark != NULL && label == NULL
                                   ? cs_schema_relation (schema, mark->label)
                                   : NULL;
  if (label != NULL)
    *ret_subject = of_label (label);
  else if (relation != NULL)
    *ret_subject =
        (Subject){ relation->key, relation->name, relation->clause, relation->definition };
  return label != NULL || relation != NULL;
}

/* --- what is seen --- */

static gboolean
is_longer (CsRulePane *self)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (self->brief, gtk_label_get_label (GTK_LABEL (self->brief)));
  int width = gtk_widget_get_width (self->brief);
  pango_layout_set_attributes (layout, gtk_label_get_attributes (GTK_LABEL (self->brief)));
  pango_layout_set_width (layout, (width > 0 ? width : BRIEF_WIDTH) * PANGO_SCALE);
  return pango_layout_get_line_count (layout) > BRIEF_LINES;
}

static void
show_more (CsRulePane *self, gboolean whole)
{
  gtk_widget_set_visible (self->whole, whole);
  gtk_widget_set_visible (self->brief, !whole);
  gtk_button_set_label (GTK_BUTTON (self->more), whole ? _ ("Less") : _ ("More"));
  if (whole)
    cs_prose_view_fill (GTK_BOX (self->whole), self->text->prose, (guint)self->clause, 0);
}

static void
show_clause (CsRulePane *self)
{
  const CsClause *clause =
      self->clause >= 0 ? &self->text->guideline->clauses->clauses[self->clause] : NULL;
  gboolean pictures = FALSE, words = FALSE;
  if (clause != NULL) {
    int width = self->narrow ? PICTURE_NARROW : PICTURE_WIDTH;
    pictures = cs_guide_picture_fill (
        GTK_GRID (self->pictures), cs_case_model_session (self->model), self->text->guideline,
        clause, PICTURES, width, width * PICTURE_HEIGHT / PICTURE_WIDTH, FALSE);
    words = cs_prose_view_brief (GTK_LABEL (self->brief), self->text->prose, (guint)self->clause);
  }
  gtk_widget_set_visible (self->pictures, pictures);
  show_more (self, FALSE);
  gtk_widget_set_visible (self->brief, words);
  gtk_widget_set_visible (self->more, words && is_longer (self));
}

/* What the label itself says stands where no clause does. */
static void
show_subject (CsRulePane *self, const Subject *subject)
{
  g_autofree char *rule =
      self->clause >= 0 ? g_strdup_printf (_ ("Rule %s"), subject->clause) : NULL;
  const char *words = self->clause >= 0 ? NULL
                      : subject->definition != NULL
                          ? subject->definition
                          : _ ("The guideline has no rule for this label.");
  gtk_label_set_label (GTK_LABEL (self->name), subject->name);
  gtk_label_set_label (GTK_LABEL (self->rule), rule != NULL ? rule : "");
  gtk_label_set_label (GTK_LABEL (self->definition), words != NULL ? words : "");
  gtk_widget_set_visible (self->definition, words != NULL);
  show_clause (self);
}

static void
show_nothing (CsRulePane *self)
{
  gtk_label_set_label (GTK_LABEL (self->name), _ ("Rule"));
  gtk_label_set_label (GTK_LABEL (self->rule), "");
  gtk_label_set_label (GTK_LABEL (self->definition), _ ("Select a mark, or choose a label."));
  gtk_widget_set_visible (self->definition, TRUE);
  show_clause (self);
}

/* Does nothing while it is the rule of the same label. */
static void
update (CsRulePane *self)
{
  Subject subject = { 0 };
  gboolean any = self->model != NULL && find_subject (self, &subject);
  if (any && g_strcmp0 (self->shown, subject.key) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (any ? subject.key : NULL);
  self->clause = any && self->text != NULL ? cs_guide_text_find (self->text, subject.clause) : -1;
  if (any)
    show_subject (self, &subject);
  else
    show_nothing (self);
}

void
cs_rule_pane_set_narrow (CsRulePane *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_clear_pointer (&self->shown, g_free);
  update (self);
}

/* --- the guideline --- */

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsRulePane) self = user_data;
  CsGuideText *text = cs_guide_text_finish (CS_SESSION (source), result, NULL);
  if (self->model == NULL || cs_case_model_session (self->model) != CS_SESSION (source)) {
    cs_guide_text_free (text);
    return;
  }
  g_clear_pointer (&self->text, cs_guide_text_free);
  g_clear_pointer (&self->shown, g_free);
  self->text = text;
  self->clause = -1;
  update (self);
}

/* The case in hand keeps the version that was in force when it was opened. */
void
cs_rule_pane_set_model (CsRulePane *self, CsCaseModel *model)
{
  if (self->model == model)
    return;
  gboolean same = self->model != NULL && model != NULL &&
                  cs_case_model_session (self->model) == cs_case_model_session (model);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  g_clear_pointer (&self->shown, g_free);
  if (!same) {
    g_clear_pointer (&self->text, cs_guide_text_free);
    self->clause = -1;
  }
  update (self);
  if (model == NULL)
    return;
  g_signal_connect_swapped (model, "selection", G_CALLBACK (update), self);
  g_signal_connect_swapped (model, "armed", G_CALLBACK (update), self);
  g_signal_connect_swapped (model, "marks", G_CALLBACK (update), self);
  self->reading = g_cancellable_new ();
  cs_guide_text_async (cs_case_model_session (model), NULL, self->reading, text_cb,
                       g_object_ref (self));
}

/* --- life --- */

static void
more_cb (CsRulePane *self)
{
  show_more (self, !gtk_widget_get_visible (self->whole));
}

static void
cs_rule_pane_dispose (GObject *object)
{
  CsRulePane *self = CS_RULE_PANE (object);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->text, cs_guide_text_free);
  g_clear_pointer (&self->shown, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_RULE_PANE);
  G_OBJECT_CLASS (cs_rule_pane_parent_class)->dispose (object);
}

static void
cs_rule_pane_class_init (CsRulePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_rule_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/guidelines/cs-rule-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CsRulePane, column);
  gtk_widget_class_bind_template_child (widget_class, CsRulePane, name);
  gtk_widget_class_bind_template_child (widget_class, CsRulePane, rule);
  gtk_widget_class_bind_template_child (widget_class, CsRulePane, key);
  gtk_widget_class_bind_template_child (widget_class, CsRulePane, body);
  gtk_widget_class_bind_template_child (widget_class, CsRulePane, pictures);
  gtk_widget_class_bind_template_child (widget_class, CsRulePane, definition);
  gtk_widget_class_bind_template_child (widget_class, CsRulePane, brief);
  gtk_widget_class_bind_template_child (widget_class, CsRulePane, whole);
  gtk_widget_class_bind_template_child (widget_class, CsRulePane, more);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  cs_actions_bind (widget_class, CS_ACTION_READING);
}

static void
cs_rule_pane_init (CsRulePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->clause = -1;
  cs_key_words_set (self->key, "label", "{mark.rule}");
}

GtkWidget *
cs_rule_pane_new (void)
{
  return g_object_new (CS_TYPE_RULE_PANE, NULL);
}
