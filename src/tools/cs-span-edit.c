/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-span-edit.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* --- finding --- */

gint64
cs_span_length (const CsMark *mark)
{
  gint64 sum = 0;
  for (guint i = 0; i + 1 < mark->n_values; i += 2)
    sum += mark->values[i + 1] - mark->values[i];
  return sum;
}

static gboolean
is_on (const CsMark *mark, const CsGid *item)
{
  return mark->kind->target == CS_MARK_TARGET_TEXT && cs_gid_equal (&mark->item, item);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const CsMark *left = *(const CsMark *const *)a, *right = *(const CsMark *const *)b;
  gint64 sizes = cs_span_length (left) - cs_span_length (right);
  if (sizes != 0)
    return sizes < 0 ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

GPtrArray *
cs_spans_at (const CsMarkSet *set, const CsGid *item, gint64 position)
{
  GPtrArray *spans = g_ptr_array_new ();
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    gboolean covers = FALSE;
    for (guint n = 0; is_on (mark, item) && n + 1 < mark->n_values; n += 2)
      covers |= position >= mark->values[n] && position < mark->values[n + 1];
    if (covers)
      g_ptr_array_add (spans, (gpointer)mark);
  }
  g_ptr_array_sort (spans, compare_spans);
  return spans;
}

const CsMark *
cs_span_at (const CsMarkSet *set, const CsGid *item, gint64 position, guint64 after)
{
  g_autoptr (GPtrArray) spans = cs_spans_at (set, item, position);
  guint next = 0;
  for (guint i = 0; i < spans->len; i++)
    if (((const CsMark *)spans->pdata[i])->id == after)
      next = (i + 1) % spans->len;
  return spans->len > 0 ? spans->pdata[next] : NULL;
}

GPtrArray *
cs_relations_of (const CsMarkSet *set, guint64 id)
{
  GPtrArray *relations = g_ptr_array_new ();
  for (guint i = 0; i < set->n_marks; i++)
    if (set->marks[i]->kind->names != NULL && set->marks[i]->kind->names (set->marks[i], id))
      g_ptr_array_add (relations, set->marks[i]);
  return relations;
}

/* --- changing --- */

static const CsMark *
find (const CsMarkSet *set, guint64 id, GError **error)
{
  const CsMark *mark = cs_mark_set_get (set, id);
  if (mark == NULL)
    cs_fail (error, CS_ERROR_NOT_FOUND, "%s", _ ("This mark is not there any more."));
  return mark;
}

static CsMarkEdit *
put (const CsMarkInit *init, GError **error)
{
  CsMark *mark = cs_mark_new (init, error);
  if (mark == NULL)
    return NULL;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (marks, mark);
  return cs_mark_edit_new (marks, NULL, NULL, error);
}

/* One that a person changed. */
static CsMarkInit
changed (const CsMark *mark)
{
  CsMarkInit init = cs_mark_to_init (mark);
  if (init.how == CS_MARK_HOW_ACCEPTED)
    init.how = CS_MARK_HOW_EDITED;
  return init;
}

static gboolean
is_labelled (const CsMarkSet *set, const CsGid *item, const gint64 *values, const char *label)
{
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    if (is_on (mark, item) && mark->n_values == 2 && mark->values[0] == values[0] &&
        mark->values[1] == values[1] && strcmp (mark->label, label) == 0)
      return TRUE;
  }
  return FALSE;
}

CsMarkEdit *
cs_span_label (const CsMarkSet *set, CsTextBreaks *breaks, const CsGid *item, guint32 start,
               guint32 end, const char *label, guint64 id, GError **error)
{
  if (!cs_text_breaks_trim (breaks, &start, &end)) {
    cs_fail (error, CS_ERROR_INVALID, "%s", _ ("Select the words to label first."));
    return NULL;
  }
  const gint64 values[2] = { start, end };
  if (is_labelled (set, item, values, label)) {
    cs_fail (error, CS_ERROR_CONFLICT, "%s", _ ("These words have this label already."));
    return NULL;
  }
  g_autofree char *quote =
      cs_text_document_quote (cs_text_breaks_document (breaks), values, 2, error);
  if (quote == NULL)
    return NULL;
  if (strlen (quote) > CS_MARK_MAX_QUOTE) {
    cs_fail (error, CS_ERROR_LIMIT, "%s",
             _ ("The selection is too long to be one mark: select less."));
    return NULL;
  }
  const CsMarkInit init = {
    .id = id,
    .kind = &cs_mark_kind_span,
    .label = label,
    .item = *item,
    .values = values,
    .n_values = 2,
    .quote = quote,
    .how = CS_MARK_HOW_SCRATCH,
    .confidence = -1,
  };
  return put (&init, error);
}

CsMarkEdit *
cs_span_relabel (const CsMarkSet *set, guint64 id, const char *label, const CsJson *attributes,
                 GError **error)
{
  const CsMark *mark = find (set, id, error);
  if (mark == NULL)
    return NULL;
  CsMarkInit init = changed (mark);
  init.label = label;
  init.attributes = attributes;
  return put (&init, error);
}

/* FALSE at an end of the text: the edge cannot go as far as asked. */
static gboolean
walk (CsTextBreaks *breaks, CsTextUnit unit, int steps, gint64 *at)
{
  for (; steps != 0; steps += steps < 0 ? 1 : -1) {
    guint32 from = (guint32)*at;
    *at = steps < 0 ? cs_text_breaks_previous (breaks, from, unit)
                    : cs_text_breaks_next (breaks, from, unit);
    if (*at == (gint64)from)
      return FALSE;
  }
  return TRUE;
}

/* The passage ID of this text; NULL when it is none. */
static const CsMark *
find_passage (const CsMarkSet *set, const CsTextDocument *document, guint64 id, GError **error)
{
  const CsMark *mark = find (set, id, error);
  if (mark == NULL)
    return NULL;
  if (mark->kind->target != CS_MARK_TARGET_TEXT ||
      mark->values[mark->n_values - 1] > cs_text_document_counts (document)->length) {
    cs_fail (error, CS_ERROR_INVALID, "%s", _ ("This mark does not lie on this text."));
    return NULL;
  }
  return mark;
}

static CsMarkEdit *
set_edge (const CsMark *mark, const CsTextDocument *document, gboolean end, gint64 position,
          GError **error)
{
  CsMarkInit init = changed (mark);
  g_autofree gint64 *values = g_memdup2 (mark->values, mark->n_values * sizeof *values);
  guint edge = end ? mark->n_values - 1 : 0;
  values[edge] = position;
  if (end ? values[edge] <= values[edge - 1] : values[0] >= values[1]) {
    cs_fail (error, CS_ERROR_INVALID, "%s", _ ("No words would be left: delete the mark instead."));
    return NULL;
  }
  g_autofree char *quote = cs_text_document_quote (document, values, mark->n_values, error);
  if (quote == NULL)
    return NULL;
  init.values = values;
  init.quote = quote;
  return put (&init, error);
}

/* By words, a passage keeps no space at the edge. */
static void
take_off_space (const CsMark *mark, CsTextBreaks *breaks, gboolean end, gint64 *position)
{
  guint edge = end ? mark->n_values - 1 : 0;
  guint32 from = (guint32)(end ? mark->values[edge - 1] : *position);
  guint32 to = (guint32)(end ? *position : mark->values[edge + 1]);
  if (from < to && cs_text_breaks_trim (breaks, &from, &to))
    *position = end ? to : from;
}

CsMarkEdit *
cs_span_move_edge (const CsMarkSet *set, CsTextBreaks *breaks, guint64 id, gboolean end,
                   CsTextUnit unit, int steps, GError **error)
{
  const CsTextDocument *document = cs_text_breaks_document (breaks);
  const CsMark *mark = find_passage (set, document, id, error);
  if (mark == NULL)
    return NULL;
  gint64 position = mark->values[end ? mark->n_values - 1 : 0];
  if (!walk (breaks, unit, steps, &position)) {
    cs_fail (error, CS_ERROR_INVALID, "%s", _ ("The text ends here."));
    return NULL;
  }
  if (unit == CS_TEXT_UNIT_WORD)
    take_off_space (mark, breaks, end, &position);
  return set_edge (mark, document, end, position, error);
}

CsMarkEdit *
cs_span_set_edge (const CsMarkSet *set, CsTextBreaks *breaks, guint64 id, gboolean end,
                  guint32 position, GError **error)
{
  const CsTextDocument *document = cs_text_breaks_document (breaks);
  const CsMark *mark = find_passage (set, document, id, error);
  if (mark == NULL)
    return NULL;
  guint32 stop = MIN (position, cs_text_document_counts (document)->length);
  if (!cs_text_breaks_is_stop (breaks, stop))
    stop = cs_text_breaks_previous (breaks, stop, CS_TEXT_UNIT_GRAPHEME);
  return set_edge (mark, document, end, stop, error);
}

CsMarkEdit *
cs_relation_add (const CsMarkSet *set, guint64 from, guint64 to, const char *label, guint64 id,
                 GError **error)
{
  const CsMark *first = find (set, from, error);
  if (first == NULL || find (set, to, error) == NULL)
    return NULL;
  const gint64 values[2] = { (gint64)from, (gint64)to };
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    if (mark->kind == &cs_mark_kind_relation && mark->values[0] == values[0] &&
        mark->values[1] == values[1] && strcmp (mark->label, label) == 0) {
      cs_fail (error, CS_ERROR_CONFLICT, "%s", _ ("These two are tied in this way already."));
      return NULL;
    }
  }
  if (from == to) {
    cs_fail (error, CS_ERROR_INVALID, "%s", _ ("A mark cannot be tied to itself: choose another."));
    return NULL;
  }
  const CsMarkInit init = {
    .id = id,
    .kind = &cs_mark_kind_relation,
    .label = label,
    .item = first->item,
    .values = values,
    .n_values = 2,
    .how = CS_MARK_HOW_SCRATCH,
    .confidence = -1,
  };
  g_autoptr (CsMarkEdit) edit = put (&init, error);
  g_autoptr (CsMarkSet) after = edit != NULL ? cs_mark_edit_apply (set, edit, error) : NULL;
  if (after == NULL || !cs_mark_set_check_links (after, error))
    return NULL;
  return g_steal_pointer (&edit);
}
