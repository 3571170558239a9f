/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tool-choice.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
draws (const CsLabel *label, const CsMarkKind *kind)
{
  for (guint i = 0; label != NULL && i < label->n_kinds; i++)
    if (label->kinds[i] == kind)
      return TRUE;
  return FALSE;
}

static const CsLabel *
first_label (CsCaseModel *model, const CsMarkKind *kind)
{
  const CsSchema *schema = cs_case_model_schema (model);
  for (guint i = 0; schema != NULL && i < schema->n_labels; i++)
    if (draws (&schema->labels[i], kind))
      return &schema->labels[i];
  return NULL;
}

static const char drawn_key[] = "cs-drawn";

/* Of the session: tag of a kind -> key of the label that was drawn as it last. */
static GHashTable *
drawn_in (CsSession *session)
{
  GHashTable *table = g_object_get_data (G_OBJECT (session), drawn_key);
  if (table == NULL) {
    table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
    g_object_set_data_full (G_OBJECT (session), drawn_key, table,
                            (GDestroyNotify)g_hash_table_unref);
  }
  return table;
}

void
cs_tool_choice_drawn (CsCaseModel *model, const CsMark *mark)
{
  g_hash_table_replace (drawn_in (cs_case_model_session (model)), (gpointer)mark->kind->tag,
                        g_strdup (mark->label));
}

static const CsLabel *
label_that_draws (CsCaseModel *model, const char *key, const CsMarkKind *kind)
{
  const CsSchema *schema = cs_case_model_schema (model);
  const CsLabel *label = schema != NULL && key != NULL ? cs_schema_label (schema, key) : NULL;
  return draws (label, kind) ? label : NULL;
}

/* The label that was drawn so last, else one that is in this case, else the first of the schema. */
static const CsLabel *
usual_label (CsCaseModel *model, const CsMarkKind *kind)
{
  const CsMarkSet *set = cs_case_model_marks (model);
  const char *last = g_hash_table_lookup (drawn_in (cs_case_model_session (model)), kind->tag);
  const CsLabel *label = label_that_draws (model, last, kind);
  for (guint i = 0; label == NULL && i < set->n_marks; i++)
    if (set->marks[i]->kind == kind)
      label = label_that_draws (model, set->marks[i]->label, kind);
  return label != NULL ? label : first_label (model, kind);
}

gboolean
cs_tool_choice_offers (CsCaseModel *model, const CsToolKind *kind)
{
  return kind->draws == NULL ||
         (cs_case_model_may_edit (model) && first_label (model, kind->draws) != NULL);
}

gboolean
cs_tool_choice_is_idle (CsCaseModel *model, const char *name)
{
  const char *prefix = "tool.choose::";
  const CsToolKind *kind =
      g_str_has_prefix (name, prefix) ? cs_tool_kind_find (name + strlen (prefix)) : NULL;
  return kind != NULL && kind->draws != NULL && first_label (model, kind->draws) == NULL;
}

/* NOW: what is drawn instead of the label that was ARMED; NULL: nothing can be. */
static char *
why_other (const CsToolKind *kind, const CsLabel *armed, const CsLabel *now)
{
  const char *drawn = _ (cs_tool_kind_noun (kind));
  if (now == NULL)
    return g_strdup_printf (_ ("No label is drawn as %s here."), drawn);
  if (armed == NULL || now == armed)
    return NULL;
  /* Translators: two labels, and what the first is not drawn as: "point". */
  return g_strdup_printf (_ ("“%s” is not drawn as %s: “%s” is chosen."), armed->name, drawn,
                          now->name);
}

char *
cs_tool_choice_take (CsCaseModel *model, const char *tag)
{
  const CsToolKind *kind = cs_tool_kind_find (tag);
  char *why = NULL;
  if (kind == NULL || (kind->draws != NULL && !cs_case_model_may_edit (model)))
    return NULL;
  if (kind->draws != NULL) {
    const CsLabel *armed = cs_case_model_armed (model).label;
    const CsLabel *label = draws (armed, kind->draws) ? armed : usual_label (model, kind->draws);
    why = why_other (kind, armed, label);
    if (label == NULL)
      return why;
    cs_case_model_arm (model, label, kind->draws);
  }
  cs_case_model_set_tool (model, tag);
  return why;
}
