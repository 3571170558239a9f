/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tie-box.h"
#include "cs-badge.h"
#include "cs-case-same.h"
#include "cs-case-ties.h"
#include "cs-finding-words.h"
#include "cs-key-words.h"
#include "cs-mark-same.h"

#include <glib/gi18n.h>

struct _CsTieBox {
  GtkBox parent_instance;
  GtkWidget *ties;
  GtkWidget *begin, *begin_words, *begin_key; /* NULL until it is offered */
  CsCaseModel *model;                         /* borrowed: the list it is in goes first */
};

G_DEFINE_FINAL_TYPE (CsTieBox, cs_tie_box, GTK_TYPE_BOX)

/* The button goes with its row: the focus stays in the list. */
static void
untie_cb (GtkButton *button, CsTieBox *self)
{
  g_autoptr (GError) error = NULL;
  const guint64 *tie = g_object_get_data (G_OBJECT (button), "tie");
  guint64 id = *tie;
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX_ROW);
  if (row != NULL)
    gtk_widget_grab_focus (row);
  if (!cs_case_model_remove (self->model, id, &error))
    cs_session_set_notice (cs_case_model_session (self->model), error->message);
}

static void
go_cb (GtkButton *button, CsTieBox *self)
{
  const guint64 *other = g_object_get_data (G_OBJECT (button), "other");
  cs_case_model_select (self->model, *other, TRUE);
}

/* "Nodule, in the image"; "Nodule in March" of a lesion. */
static char *
words_of (CsCaseModel *model, const CsMark *mark, const CsMark *from)
{
  const char *name = cs_case_model_label_name (model, mark);
  if (from->kind->target == CS_MARK_TARGET_IMAGE && mark->kind->target == CS_MARK_TARGET_IMAGE) {
    g_autofree char *place = cs_case_same_place (model, from, mark);
    return place != NULL ? g_strdup_printf ("%s %s", name, place) : g_strdup (name);
  }
  if (mark->kind->target == CS_MARK_TARGET_IMAGE)
    /* Translators: the label of a mark on the picture that words are tied to: "Nodule, in the
     * image". */
    return g_strdup_printf (_ ("%s, in the image"), name);
  g_autofree char *quote = cs_finding_quote (model, mark);
  /* Translators: the label and the words of a text that a mark on the picture is tied to. */
  return g_strdup_printf (_ ("%s “%s”"), name, quote != NULL ? quote : "");
}

static void
add_tie (CsTieBox *self, const CsMark *tie, const CsMark *mark)
{
  const CsMark *other = cs_case_tie_partner (cs_case_model_marks (self->model), tie, mark->id);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PATH "/case/tie-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  GtkWidget *untie = GTK_WIDGET (gtk_builder_get_object (builder, "untie"));
  GtkWidget *label = GTK_WIDGET (gtk_builder_get_object (builder, "words"));
  GtkWidget *go = GTK_WIDGET (gtk_builder_get_object (builder, "go"));
  g_autofree char *number = g_strdup_printf ("%u", cs_case_model_number (self->model, other->id));
  g_autofree char *words = words_of (self->model, other, mark);
  g_autofree char *spoken = g_strdup_printf (_ ("Untie from %s"), words);
  /* Translators: to a mark that this one is tied to, by number and label. */
  g_autofree char *where = g_strdup_printf (_ ("Go to %s %s"), number, words);
  cs_badge_set (CS_BADGE (gtk_builder_get_object (builder, "badge")), number,
                cs_case_model_colour (self->model, other), CS_BADGE_FILLED);
  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_widget_set_tooltip_text (go, cs_case_model_label_name (self->model, tie));
  gtk_accessible_update_property (GTK_ACCESSIBLE (go), GTK_ACCESSIBLE_PROPERTY_LABEL, where, -1);
  g_object_set_data_full (G_OBJECT (go), "other", g_memdup2 (&other->id, sizeof other->id), g_free);
  g_signal_connect (go, "clicked", G_CALLBACK (go_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (untie), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (untie), "tie", g_memdup2 (&tie->id, sizeof tie->id), g_free);
  g_signal_connect (untie, "clicked", G_CALLBACK (untie_cb), self);
  gtk_box_append (GTK_BOX (self->ties), row);
}

static gboolean
lists (const CsJson *labels, const char *key)
{
  for (guint i = 0; labels != NULL && i < cs_json_length (labels); i++)
    if (g_strcmp0 (cs_json_string (cs_json_at (labels, i)), key) == 0)
      return TRUE;
  return labels == NULL; /* any */
}

/* There may be another picture of what MARK shows. */
static gboolean
can_be_same (CsCaseModel *model)
{
  gint64 units = 0;
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if (cs_case_model_item (model, i)->text == NULL)
      units += cs_case_model_item (model, i)->units;
  return units > 1 && cs_case_model_may_edit (model);
}

/* A tie is begun in the text; the schema has one that begins or ends at the label of MARK. */
static gboolean
can_be_tied (CsCaseModel *model, const CsMark *mark)
{
  const CsSchema *schema = cs_case_model_schema (model);
  if (schema == NULL || mark == NULL || mark->kind->target != CS_MARK_TARGET_TEXT)
    return FALSE;
  for (guint i = 0; i < schema->n_relations; i++)
    if (lists (schema->relations[i].from, mark->label) ||
        lists (schema->relations[i].to, mark->label))
      return TRUE;
  return FALSE;
}

/* "mark.tie" or "mark.same"; NULL: MARK can be tied to nothing. */
static const char *
way_of (CsCaseModel *model, const CsMark *mark)
{
  if (mark != NULL && mark->kind->target == CS_MARK_TARGET_IMAGE)
    return can_be_same (model) ? "mark.same" : NULL;
  return can_be_tied (model, mark) ? "mark.tie" : NULL;
}

static void
show_begin (CsTieBox *self, const char *action)
{
  gboolean same = g_strcmp0 (action, "mark.same") == 0;
  if (action != NULL && self->begin == NULL) {
    g_autoptr (GtkBuilder) builder =
        gtk_builder_new_from_resource (RESOURCE_PATH "/case/tie-begin.ui");
    self->begin = GTK_WIDGET (gtk_builder_get_object (builder, "begin"));
    self->begin_words = GTK_WIDGET (gtk_builder_get_object (builder, "words"));
    self->begin_key = GTK_WIDGET (gtk_builder_get_object (builder, "key"));
    gtk_box_append (GTK_BOX (self), self->begin);
  }
  if (self->begin == NULL)
    return;
  gtk_widget_set_visible (self->begin, action != NULL);
  if (action == NULL)
    return;
  const char *words = same ? _ ("Same as…") : _ ("Tie…");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->begin), action);
  gtk_label_set_label (GTK_LABEL (self->begin_words), words);
  cs_key_words_set (self->begin_key, "label", same ? "{mark.same}" : "{passage.tie}");
  gtk_widget_set_tooltip_text (self->begin, same ? _ ("Another mark shows the same lesion")
                                                 : _ ("Tie the mark to another"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->begin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

void
cs_tie_box_show (CsTieBox *self, CsCaseModel *model, guint64 id)
{
  const CsMarkSet *set = cs_case_model_marks (model);
  const CsMark *mark = cs_mark_set_get (set, id);
  g_autoptr (GPtrArray) ties = cs_case_ties_of (set, id);
  g_autoptr (GPtrArray) same = cs_mark_same_ties (set, id);
  GtkWidget *child;
  self->model = model;
  while ((child = gtk_widget_get_first_child (self->ties)) != NULL)
    gtk_box_remove (GTK_BOX (self->ties), child);
  g_ptr_array_extend (ties, same, NULL, NULL);
  for (guint i = 0; i < ties->len; i++)
    add_tie (self, ties->pdata[i], mark);
  const char *way = way_of (model, mark);
  show_begin (self, way);
  gtk_widget_set_visible (self->ties, ties->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), way != NULL || ties->len > 0);
}

static void
cs_tie_box_class_init (CsTieBoxClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cs_tie_box_init (CsTieBox *self)
{
  g_type_ensure (CS_TYPE_BADGE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->ties = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self), self->ties);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 32);
}

GtkWidget *
cs_tie_box_new (void)
{
  return g_object_new (CS_TYPE_TIE_BOX, NULL);
}
