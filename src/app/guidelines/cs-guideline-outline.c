/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-outline.h"
#include "cs-case-words.h"
#include "cs-clause-box.h"

#include <glib/gi18n.h>
#include <string.h>

#define INDENT 14
#define MAX_DEPTH 4

struct _CsGuidelineOutline {
  GtkWidget parent_instance;
  GtkWidget *column, *version, *since, *state_icon, *state, *search, *list, *nothing, *others;
  const CsGuideText *text;
  char *folded; /* what is searched */
};

G_DEFINE_FINAL_TYPE (CsGuidelineOutline, cs_guideline_outline, GTK_TYPE_WIDGET)

/* --- rows --- */

static void
empty (GtkWidget *list)
{
  GtkListBoxRow *row;
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (row));
}

/* WORDS, then END dim at the right. ACTION is what it asks for. */
static GtkWidget *
new_row (const char *words, const char *end, int indent, const char *action, GVariant *target)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (label, indent);
  gtk_box_append (GTK_BOX (box), label);
  if (end != NULL) {
    GtkWidget *right = gtk_label_new (end);
    gtk_widget_add_css_class (right, "cs-dim");
    gtk_box_append (GTK_BOX (box), right);
  }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_widget_set_tooltip_text (row, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return row;
}

static int
depth_of (const CsClauses *clauses, const CsClause *clause)
{
  int depth = 0;
  for (int at = clause->parent; at >= 0; at = clauses->clauses[at].parent)
    depth++;
  return MIN (depth, MAX_DEPTH);
}

/* One heading above everything is the guideline's own name and no step in. */
static int
shift_of (const CsClauses *clauses)
{
  for (guint i = 1; i < clauses->n_clauses; i++)
    if (clauses->clauses[i].parent < 0)
      return 0;
  return clauses->n_clauses > 1 ? 1 : 0;
}

/* A clause that is new to this person has its change class at the end of the row. */
static void
mark_row (GtkWidget *row, const char *title, const CsClauseNews *news)
{
  if (news == NULL)
    return;
  GtkWidget *icon = gtk_image_new_from_icon_name (cs_guideline_effect_icon (news->effect));
  const char *effect = cs_guideline_change_word (news->effect);
  g_autofree char *words =
      g_strdup_printf ("%s: %s", title, effect != NULL ? effect : _ ("Changed"));
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_widget_add_css_class (icon, cs_guideline_effect_css (news->effect));
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), icon);
  gtk_widget_set_tooltip_text (row, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
fill_clauses (CsGuidelineOutline *self, const CsGuidelineFacts *facts, gboolean current)
{
  const CsClauses *clauses = self->text->guideline->clauses;
  int shift = shift_of (clauses);
  empty (self->list);
  for (guint i = 0; i < clauses->n_clauses; i++) {
    const CsClause *clause = &clauses->clauses[i];
    g_autofree char *title = cs_clause_box_title (clause);
    int depth = MAX (depth_of (clauses, clause) - shift, 0);
    GtkWidget *row =
        new_row (title, NULL, depth * INDENT, "guideline.go", g_variant_new_string (clause->id));
    if (current)
      mark_row (row, title, cs_guideline_facts_clause (facts, clause->id));
    gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  }
}

static void
fill_others (CsGuidelineOutline *self, CsEnv *env, const CsGuidelineFacts *facts, gint64 version)
{
  empty (self->others);
  if (facts->schema != NULL) {
    g_autofree char *count = g_strdup_printf ("%u", facts->schema->n_labels);
    gtk_list_box_append (GTK_LIST_BOX (self->others),
                         new_row (_ ("Labels"), count, 0, "guideline.labels", NULL));
  }
  for (guint i = facts->versions->len; facts->versions->len > 1 && i-- > 0;) {
    const CsDocumentRow *row = facts->versions->pdata[i];
    g_autofree char *words = g_strdup_printf (_ ("Version %u"), (guint)row->version);
    g_autofree char *when = cs_when (env, row->wall);
    gtk_list_box_append (GTK_LIST_BOX (self->others),
                         new_row (words, row->version == version ? _ ("shown") : when, 0,
                                  "guideline.version", g_variant_new_int64 (row->version)));
  }
}

/* --- search --- */

static gboolean
clause_matches (const CsClause *clause, const char *folded)
{
  g_autofree char *all = g_strconcat (clause->id, "\n", clause->heading, "\n", clause->plain, NULL);
  g_autofree char *words = g_utf8_casefold (all, -1);
  return strstr (words, folded) != NULL;
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  CsGuidelineOutline *self = data;
  const CsClauses *clauses = self->text->guideline->clauses;
  return self->folded == NULL ||
         clause_matches (&clauses->clauses[gtk_list_box_row_get_index (row)], self->folded);
}

static GtkListBoxRow *
first_match (CsGuidelineOutline *self)
{
  GtkListBoxRow *row;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (filter_cb (row, self))
      return row;
  return NULL;
}

static void
search_cb (CsGuidelineOutline *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_free (self->folded);
  self->folded = words[0] != '\0' ? g_utf8_casefold (words, -1) : NULL;
  if (self->text == NULL)
    return;
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_widget_set_visible (self->nothing, first_match (self) == NULL);
}

/* Enter goes to the first that has the words. */
static void
search_done_cb (CsGuidelineOutline *self)
{
  GtkListBoxRow *row = self->text != NULL ? first_match (self) : NULL;
  if (row != NULL)
    gtk_widget_activate (GTK_WIDGET (row));
}

/* --- the whole --- */

static void
show_version (CsGuidelineOutline *self, CsSession *session, const CsGuidelineFacts *facts,
              gint64 version)
{
  const CsDocumentRow *row = cs_guideline_facts_version (facts, version);
  gboolean current = version == facts->news->now;
  g_autofree char *words = g_strdup_printf (_ ("Version %u"), (guint)version);
  const char *by = row != NULL ? cs_session_person (session, row->by) : NULL;
  g_autofree char *when =
      row != NULL ? cs_when_long (cs_session_env (session), row->wall) : g_strdup ("");
  g_autofree char *since = g_strdup_printf (_ ("%s, by %s"), when, by != NULL ? by : "?");
  gtk_label_set_label (GTK_LABEL (self->version), words);
  gtk_label_set_label (GTK_LABEL (self->since), since);
  gtk_label_set_label (GTK_LABEL (self->state), current ? _ ("In force") : _ ("Superseded"));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon),
                                current ? "cs-met-symbolic" : "cs-close-symbolic");
  gtk_widget_set_css_classes (self->state_icon,
                              (const char *[]){ current ? "cs-met" : "cs-dim", NULL });
  gtk_widget_set_css_classes (self->state, (const char *[]){ current ? "cs-met" : "cs-dim", NULL });
}

void
cs_guideline_outline_show (CsGuidelineOutline *self, CsSession *session, const CsGuideText *text,
                           const CsGuidelineFacts *facts, gint64 version)
{
  self->text = text;
  show_version (self, session, facts, version);
  fill_clauses (self, facts, version == facts->news->now);
  fill_others (self, cs_session_env (session), facts, version);
  search_cb (self);
}

void
cs_guideline_outline_select (CsGuidelineOutline *self, int clause)
{
  GtkListBoxRow *row =
      clause >= 0 ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), clause) : NULL;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
}

static void
cs_guideline_outline_dispose (GObject *object)
{
  g_clear_pointer (&CS_GUIDELINE_OUTLINE (object)->folded, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_GUIDELINE_OUTLINE);
  G_OBJECT_CLASS (cs_guideline_outline_parent_class)->dispose (object);
}

static void
cs_guideline_outline_class_init (CsGuidelineOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_guideline_outline_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/guidelines/cs-guideline-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineOutline, column);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineOutline, version);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineOutline, since);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineOutline, state_icon);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineOutline, state);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineOutline, search);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineOutline, list);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineOutline, nothing);
  gtk_widget_class_bind_template_child (widget_class, CsGuidelineOutline, others);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
}

static void
cs_guideline_outline_init (CsGuidelineOutline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
}
