/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-finding-row.h"
#include "cs-attribute-box.h"
#include "cs-badge.h"
#include "cs-case-same.h"
#include "cs-credit-label.h"
#include "cs-cut-label.h"
#include "cs-finding-words.h"
#include "cs-hold-buttons.h"
#include "cs-key-words.h"
#include "cs-tie-box.h"

#include <glib/gi18n.h>

#define BELOW_NAME 32 /* pixels: the badge and what is between it and the name */

struct _CsFindingRow {
  GtkListBoxRow parent_instance;
  GtkWidget *body, *top, *badge, *name, *quote, *dot, *line, *same, *unusual;
  GtkWidget *folded, *values_dot, *values; /* the attributes while they are not below */
  GtkWidget *below;                        /* NULL while folded */
  GtkWidget *attributes, *ties;            /* in it, of a mark that may be changed */
  GtkWidget *credit;                       /* in it, of a mark: who made it */
  GtkWidget *hold;                         /* eye and padlock; NULL while nobody needs them */
  guint64 id;
  const CsSuggestionRow *suggestion;
};

G_DEFINE_FINAL_TYPE (CsFindingRow, cs_finding_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_quote (CsFindingRow *self, const char *quote)
{
  gtk_widget_set_visible (self->quote, quote != NULL);
  gtk_label_set_label (GTK_LABEL (self->quote), quote != NULL ? quote : "");
  gtk_label_set_ellipsize (GTK_LABEL (self->name),
                           quote != NULL ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
}

static void
set_line (CsFindingRow *self, const char *line)
{
  gtk_label_set_label (GTK_LABEL (self->line), line);
  gtk_widget_set_visible (self->line, line[0] != '\0');
}

/* What the mark has, and lacks, is seen without selecting it. */
static void
set_values (CsFindingRow *self, CsCaseModel *model, const CsMark *mark)
{
  g_autofree char *values = cs_finding_values (model, mark);
  gtk_label_set_label (GTK_LABEL (self->values), values);
  gtk_widget_set_visible (self->values_dot, cs_case_model_values_missing (model, mark) > 0);
  gtk_widget_set_visible (self->folded, self->attributes == NULL && values[0] != '\0');
}

/* Of a row that is neither open nor hidden nor locked there are none: a long list has many. */
static void
set_hold (CsFindingRow *self, CsCaseModel *model, guint64 id)
{
  const CsMarkHold *hold = cs_case_model_hold (model);
  gboolean hidden = cs_mark_hold_is (hold, id, CS_MARK_HIDDEN);
  gboolean wanted =
      self->attributes != NULL || hidden || cs_mark_hold_is (hold, id, CS_MARK_LOCKED);
  (hidden ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self),
                                                                     "cs-hidden-mark");
  if (wanted && self->hold == NULL) {
    self->hold = cs_hold_buttons_new ();
    gtk_box_append (GTK_BOX (self->top), self->hold);
  } else if (!wanted && self->hold != NULL) {
    gtk_box_remove (GTK_BOX (self->top), g_steal_pointer (&self->hold));
  }
  if (self->hold != NULL)
    cs_hold_buttons_show (CS_HOLD_BUTTONS (self->hold), model, id);
}

/* What of it is there; nothing takes room when nothing is. */
static void
show_below (CsFindingRow *self, CsCaseModel *model, guint64 id)
{
  gboolean any = cs_credit_label_show (self->credit, model, id);
  if (self->attributes != NULL) {
    cs_attribute_box_show (CS_ATTRIBUTE_BOX (self->attributes), model, id);
    cs_tie_box_show (CS_TIE_BOX (self->ties), model, id);
    any |= gtk_widget_get_visible (self->attributes) || gtk_widget_get_visible (self->ties);
  }
  gtk_widget_set_visible (self->below, any);
}

void
cs_finding_row_show_mark (CsFindingRow *self, CsCaseModel *model, guint64 id)
{
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), id);
  gboolean selected = cs_case_model_is_selected (model, id);
  g_return_if_fail (mark != NULL);
  g_autofree char *number = g_strdup_printf ("%u", cs_case_model_number (model, id));
  cs_badge_set (CS_BADGE (self->badge), number, cs_case_model_colour (model, mark),
                selected ? CS_BADGE_FILLED : CS_BADGE_OUTLINE);
  self->id = id;
  g_autofree char *line = cs_finding_line (model, mark);
  g_autofree char *same = cs_case_same_words (model, mark);
  set_line (self, line);
  gtk_label_set_label (GTK_LABEL (self->same), same != NULL ? same : "");
  gtk_widget_set_visible (self->same, same != NULL);
  g_autofree char *unusual = cs_case_model_unusual (model, mark);
  gtk_label_set_label (GTK_LABEL (self->unusual), unusual != NULL ? unusual : "");
  gtk_widget_set_visible (gtk_widget_get_parent (self->unusual), unusual != NULL);
  gtk_widget_set_visible (self->dot, cs_finding_lacks_region (model, mark));
  set_values (self, model, mark);
  set_hold (self, model, id);
  if (self->credit != NULL)
    show_below (self, model, id);
  g_autofree char *quote = cs_finding_quote (model, mark);
  g_autofree char *spoken = cs_finding_spoken (model, mark);
  gtk_label_set_label (GTK_LABEL (self->name), cs_case_model_label_name (model, mark));
  set_quote (self, quote);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
cs_finding_row_show_suggestion (CsFindingRow *self, CsCaseModel *model,
                                const CsSuggestionRow *suggestion)
{
  const CsMark *mark = suggestion->mark;
  const char *name = cs_case_model_label_name (model, mark);
  g_autofree char *quote = cs_finding_quote (model, mark);
  g_autofree char *line = cs_finding_line (model, mark);
  g_autofree char *score = cs_finding_score (mark);
  g_autofree char *words =
      g_strconcat (suggestion->model, score != NULL ? " · " : "", score != NULL ? score : "",
                   line[0] != '\0' ? " · " : "", line, NULL);
  /* Translators: a suggestion, read aloud: "Suggestion: Nodule, detector 2.1 · slice 4". */
  g_autofree char *spoken =
      g_strdup_printf (_ ("Suggestion: %s%s%s, %s"), name, quote != NULL ? " " : "",
                       quote != NULL ? quote : "", words);
  self->suggestion = suggestion;
  cs_badge_set (CS_BADGE (self->badge), NULL, cs_case_model_colour (model, mark), CS_BADGE_DOTTED);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  set_quote (self, quote);
  set_line (self, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
cs_finding_row_follow_suggestion (CsFindingRow *self, const CsSuggestionRow *suggestion)
{
  self->suggestion = suggestion;
}

guint64
cs_finding_row_id (CsFindingRow *self)
{
  return self->id;
}

const CsSuggestionRow *
cs_finding_row_suggestion (CsFindingRow *self)
{
  return self->suggestion;
}

static GtkWidget *
settle_buttons (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/case/suggestion-buttons.ui");
  GtkWidget *buttons = GTK_WIDGET (gtk_builder_get_object (builder, "buttons"));
  cs_key_words_below (buttons);
  return g_object_ref (buttons);
}

/* Each is hidden while there is nothing in it. */
static GtkWidget *
mark_boxes (CsFindingRow *self, gboolean may_edit)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  if (may_edit) {
    self->attributes = cs_attribute_box_new ();
    self->ties = cs_tie_box_new ();
    gtk_box_append (GTK_BOX (box), self->attributes);
    gtk_box_append (GTK_BOX (box), self->ties);
  }
  self->credit = cs_credit_label_new ();
  gtk_widget_set_margin_start (self->credit, BELOW_NAME);
  gtk_box_append (GTK_BOX (box), self->credit);
  return g_object_ref_sink (box);
}

void
cs_finding_row_set_open (CsFindingRow *self, CsCaseModel *model, gboolean open)
{
  gboolean may_edit = cs_case_model_may_edit (model);
  if (!open && self->below != NULL) {
    gtk_box_remove (GTK_BOX (self->body), self->below);
    self->below = self->attributes = self->ties = self->credit = NULL;
  } else if (open && self->below == NULL && (may_edit || self->suggestion == NULL)) {
    g_autoptr (GtkWidget) below =
        self->suggestion != NULL ? settle_buttons () : mark_boxes (self, may_edit);
    self->below = below;
    gtk_box_append (GTK_BOX (self->body), below);
  }
  if (self->suggestion == NULL)
    cs_finding_row_show_mark (self, model, self->id);
}

gboolean
cs_finding_row_letter (CsFindingRow *self, gunichar letter)
{
  return self->attributes != NULL &&
         cs_attribute_box_letter (CS_ATTRIBUTE_BOX (self->attributes), letter);
}

gboolean
cs_finding_row_focus_missing (CsFindingRow *self)
{
  return self->attributes != NULL &&
         cs_attribute_box_focus_missing (CS_ATTRIBUTE_BOX (self->attributes));
}

static void
cs_finding_row_dispose (GObject *object)
{
  CsFindingRow *self = CS_FINDING_ROW (object);
  self->below = self->attributes = self->ties = self->credit = self->hold = NULL;
  /* The row and the template would both let go of it. */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_FINDING_ROW);
  G_OBJECT_CLASS (cs_finding_row_parent_class)->dispose (object);
}

static void
cs_finding_row_class_init (CsFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_finding_row_dispose;
  g_type_ensure (CS_TYPE_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/case/cs-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, body);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, top);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, badge);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, name);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, quote);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, dot);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, line);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, same);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, unusual);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, folded);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, values_dot);
  gtk_widget_class_bind_template_child (widget_class, CsFindingRow, values);
}

static void
cs_finding_row_init (CsFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_cut_label (GTK_LABEL (self->line));
  cs_cut_label (GTK_LABEL (self->values));
}

CsFindingRow *
cs_finding_row_new (void)
{
  return g_object_new (CS_TYPE_FINDING_ROW, NULL);
}
