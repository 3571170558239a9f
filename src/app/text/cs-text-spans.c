/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-spans.h"

#include "cs-span-edit.h"
#include "cs-text-lanes.h"
#include "cs-text-tie.h"

static gboolean
is_here (const CsMark *mark, const CsGid *item)
{
  return mark->kind->target == CS_MARK_TARGET_TEXT && cs_gid_equal (&mark->item, item) &&
         mark->n_values >= 2;
}

static void
add_span (GArray *spans, CsCaseModel *model, const CsMark *mark, const CsSuggestionRow *suggestion,
          const CsTextScreen *screen)
{
  CsTextSpan span = { .mark = mark, .suggestion = suggestion, .first = TRUE };
  if (suggestion == NULL)
    span.number = cs_case_model_number (model, mark->id);
  gdk_rgba_parse (&span.colour, cs_case_model_colour (model, mark));
  for (guint i = 0; i + 1 < mark->n_values; i += 2) {
    span.start = cs_text_screen_offset (screen, (guint32)mark->values[i]);
    span.end = cs_text_screen_end_offset (screen, (guint32)mark->values[i + 1]);
    g_array_append_val (spans, span);
    span.first = FALSE;
  }
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const CsTextSpan *left = a, *right = b;
  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return (left->end < right->end) - (left->end > right->end);
}

static void
find_lanes (GArray *spans)
{
  g_autofree CsTextRange *ranges = g_new0 (CsTextRange, spans->len);
  for (guint i = 0; i < spans->len; i++) {
    const CsTextSpan *span = &g_array_index (spans, CsTextSpan, i);
    ranges[i] = (CsTextRange){ span->start, span->end, span->mark->id };
  }
  g_autofree guint *lanes = cs_text_lanes_new (ranges, spans->len, NULL);
  for (guint i = 0; i < spans->len; i++)
    g_array_index (spans, CsTextSpan, i).lane = lanes[i];
}

static guint
index_of (const CsTextSpans *self, gint64 id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &id));
}

static void
find_arcs (CsTextSpans *self, const CsMarkSet *set)
{
  for (guint i = 0; i < self->spans->len; i++) {
    const CsTextSpan *span = &g_array_index (self->spans, CsTextSpan, i);
    if (span->suggestion == NULL && span->first)
      g_hash_table_insert (self->by_id, (gpointer)&span->mark->id, GUINT_TO_POINTER (i + 1));
  }
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    if (mark->kind != &cs_mark_kind_relation)
      continue;
    guint from = index_of (self, mark->values[0]), to = index_of (self, mark->values[1]);
    const CsTextArc arc = { mark, from - 1, to - 1 };
    if (from > 0 && to > 0)
      g_array_append_val (self->arcs, arc);
  }
}

static gboolean
has_picture (CsCaseModel *model)
{
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if (!g_str_equal (cs_case_model_item (model, i)->row->kind, "text"))
      return TRUE;
  return FALSE;
}

static gboolean
is_on_picture (const CsMarkSet *set, gint64 id)
{
  const CsMark *mark = cs_mark_set_get (set, (guint64)id);
  return mark != NULL && mark->kind->target == CS_MARK_TARGET_IMAGE;
}

static void
find_alone (CsTextSpans *self, CsCaseModel *model)
{
  const CsSchema *schema = cs_case_model_schema (model);
  const CsMarkSet *set = cs_case_model_marks (model);
  if (schema == NULL || !has_picture (model))
    return;
  for (guint i = 0; i < self->spans->len; i++) {
    CsTextSpan *span = &g_array_index (self->spans, CsTextSpan, i);
    span->alone =
        span->suggestion == NULL && span->first && cs_tie_wants_picture (schema, span->mark->label);
  }
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    for (guint end = 0; mark->kind == &cs_mark_kind_relation && end < 2; end++) {
      guint n = index_of (self, mark->values[end]);
      if (n > 0 && is_on_picture (set, mark->values[1 - end]))
        g_array_index (self->spans, CsTextSpan, n - 1).alone = FALSE;
    }
  }
}

CsTextSpans *
cs_text_spans_new (CsCaseModel *model, guint item, const CsTextScreen *screen,
                   const CsMarkSet *instead)
{
  const CsGid *gid = &cs_case_model_item (model, item)->row->gid;
  const CsMarkSet *set = instead != NULL ? instead : cs_case_model_visible (model);
  GPtrArray *suggestions = instead == NULL ? cs_case_model_view (model)->suggestions : NULL;
  CsTextSpans *self = g_new0 (CsTextSpans, 1);
  self->spans = g_array_new (FALSE, FALSE, sizeof (CsTextSpan));
  self->arcs = g_array_new (FALSE, FALSE, sizeof (CsTextArc));
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < set->n_marks; i++)
    if (is_here (set->marks[i], gid)) {
      add_span (self->spans, model, set->marks[i], NULL, screen);
      self->marks++;
    }
  for (guint i = 0; suggestions != NULL && i < suggestions->len; i++) {
    const CsSuggestionRow *row = suggestions->pdata[i];
    if (row->state == CS_SUGGESTION_OPEN && is_here (row->mark, gid))
      add_span (self->spans, model, row->mark, row, screen);
  }
  g_array_sort (self->spans, compare_starts);
  for (guint i = 0; i < self->spans->len; i++) {
    const CsTextSpan *span = &g_array_index (self->spans, CsTextSpan, i);
    self->longest = MAX (self->longest, span->end - MIN (span->start, span->end));
  }
  find_lanes (self->spans);
  find_arcs (self, set);
  if (instead == NULL)
    find_alone (self, model);
  return self;
}

void
cs_text_spans_free (CsTextSpans *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_id);
  g_array_unref (self->arcs);
  g_array_unref (self->spans);
  g_free (self);
}

guint
cs_text_spans_from (const CsTextSpans *self, guint32 start)
{
  guint low = 0, high = self->spans->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (self->spans, CsTextSpan, middle).start + self->longest < start)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const CsTextSpan *
cs_text_spans_find (const CsTextSpans *self, guint64 id)
{
  guint n = index_of (self, (gint64)id);
  return n > 0 ? &g_array_index (self->spans, CsTextSpan, n - 1) : NULL;
}

const CsTextSpan *
cs_text_spans_find_suggested (const CsTextSpans *self, guint64 id)
{
  for (guint i = 0; i < self->spans->len; i++) {
    const CsTextSpan *span = &g_array_index (self->spans, CsTextSpan, i);
    if (span->suggestion != NULL && span->mark->id == id)
      return span;
  }
  return NULL;
}

static gboolean
covers (const CsMark *mark, gint64 position)
{
  for (guint i = 0; i + 1 < mark->n_values; i += 2)
    if (position >= mark->values[i] && position < mark->values[i + 1])
      return TRUE;
  return FALSE;
}

const CsSuggestionRow *
cs_text_spans_suggestion_at (const CsTextSpans *self, gint64 position)
{
  const CsSuggestionRow *found = NULL;
  for (guint i = 0; i < self->spans->len; i++) {
    const CsTextSpan *span = &g_array_index (self->spans, CsTextSpan, i);
    if (span->suggestion != NULL && covers (span->mark, position) &&
        (found == NULL || cs_span_length (span->mark) < cs_span_length (found->mark)))
      found = span->suggestion;
  }
  return found;
}
