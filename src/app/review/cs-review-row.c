/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-review-row.h"
#include "cs-review-words.h"

#include <glib/gi18n.h>
#include <string.h>

void
cs_review_row_free (CsReviewRow *row)
{
  if (row == NULL)
    return;
  g_clear_pointer (&row->before, cs_mark_unref);
  g_clear_pointer (&row->after, cs_mark_unref);
  g_free (row->name);
  g_free (row->detail);
  g_free (row->colour);
  g_strfreev (row->values);
  g_free (row->category);
  g_free (row);
}

/* --- what a row is about --- */

guint64
cs_review_row_mark (const CsReviewRow *row)
{
  const CsMark *mark = row->after != NULL ? row->after : row->before;
  return mark != NULL ? mark->id : 0;
}

gboolean
cs_review_row_is (const CsReviewRow *row, const CsReviewRow *other)
{
  return cs_review_row_mark (row) == cs_review_row_mark (other) && row->aspect == other->aspect &&
         row->own == other->own && cs_gid_equal (&row->item, &other->item);
}

CsVerdict
cs_review_row_verdict (const CsReviewRow *row, CsVerdictKind kind)
{
  const CsMark *mark = row->after != NULL ? row->after : row->before;
  CsVerdict verdict = { .kind = kind, .aspects = row->aspect };
  verdict.remark.mark = cs_review_row_mark (row);
  verdict.remark.item = row->item;
  verdict.remark.part = verdict.remark.frame = -1;
  if (mark != NULL && mark->kind->target == CS_MARK_TARGET_IMAGE) {
    verdict.remark.part = (int)mark->part;
    verdict.remark.frame = (int)mark->frame;
  }
  return verdict;
}

gboolean
cs_review_row_meets (const CsReviewRow *row, const CsVerdict *verdict)
{
  guint64 mark = cs_review_row_mark (row);
  if (row->own || mark != verdict->remark.mark)
    return FALSE;
  if (mark == 0)
    return cs_gid_equal (&row->item, &verdict->remark.item);
  return verdict->aspects == 0 || verdict->aspects == row->aspect;
}

/* --- making rows --- */

typedef struct {
  CsCaseModel *model;
  GPtrArray *rows;
  gboolean own;
} Making;

static CsReviewRow *
add_row (const Making *making, const CsMarkChange *change, guint aspect)
{
  const CsMark *before = change->before, *after = change->after;
  CsReviewRow *row = g_new0 (CsReviewRow, 1);
  const CsMark *mark = after != NULL ? after : before;
  row->before = before != NULL ? cs_mark_ref (before) : NULL;
  row->after = after != NULL ? cs_mark_ref (after) : NULL;
  row->item = mark->item;
  row->aspect = aspect;
  row->own = making->own;
  row->by_shape = change->by_shape;
  row->state = making->own ? CS_VERDICT_EDITED : CS_VERDICT_OPEN;
  row->sign = before == NULL  ? CS_REVIEW_NEW
              : after == NULL ? CS_REVIEW_REMOVED
                              : CS_REVIEW_CHANGED;
  row->colour = g_strdup (cs_case_model_colour (making->model, mark));
  row->name = cs_review_words_name (making->model, row->before, row->after, aspect);
  row->detail = cs_review_words_detail (making->model, row->before, row->after, aspect);
  g_ptr_array_add (making->rows, row);
  return row;
}

static void
add_change (const Making *making, const CsMarkChange *change)
{
  static const guint aspects[] = { CS_MARK_DIFF_LABEL, CS_MARK_DIFF_GEOMETRY,
                                   CS_MARK_DIFF_ATTRIBUTES };
  if (change->before == NULL || change->after == NULL) {
    add_row (making, change, 0);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (aspects); i++)
    if (change->aspects & aspects[i])
      add_row (making, change, aspects[i]);
  if (change->aspects == CS_MARK_DIFF_ORIGIN)
    add_row (making, change, CS_MARK_DIFF_ORIGIN);
}

static void
add_answer (const Making *making, const CsMarkAnswerChange *change)
{
  const CsMarkAnswer *there =
      change->after.answer != CS_ANSWER_NONE ? &change->after : &change->before;
  int n = cs_case_model_find_item (making->model, &there->item);
  CsReviewRow *row = g_new0 (CsReviewRow, 1);
  row->item = there->item;
  row->own = making->own;
  row->state = making->own ? CS_VERDICT_EDITED : CS_VERDICT_OPEN;
  row->sign = change->before.answer == CS_ANSWER_NONE  ? CS_REVIEW_NEW
              : change->after.answer == CS_ANSWER_NONE ? CS_REVIEW_REMOVED
                                                       : CS_REVIEW_CHANGED;
  row->colour = g_strdup ("#9b9b9b");
  row->name = g_strdup_printf (
      _ ("%s, answer"), n >= 0 ? cs_case_model_item (making->model, (guint)n)->row->title : "?");
  row->detail = cs_review_words_answer (&change->before, &change->after);
  g_ptr_array_add (making->rows, row);
}

/* Marks that are gone, which have no number, come last. */
static int
by_number (gconstpointer a, gconstpointer b, gpointer model)
{
  const CsReviewRow *one = *(CsReviewRow *const *)a, *two = *(CsReviewRow *const *)b;
  guint n_one = cs_case_model_number (model, cs_review_row_mark (one));
  guint n_two = cs_case_model_number (model, cs_review_row_mark (two));
  if (one->own != two->own)
    return one->own ? 1 : -1;
  if (n_one == n_two)
    return one->aspect < two->aspect ? -1 : one->aspect > two->aspect;
  return n_one == 0 ? 1 : (n_two == 0 || n_one < n_two ? -1 : 1);
}

/* The reader's own edit that touches what ROW is about. */
static gboolean
is_edited (const CsReviewRow *row, const CsMarkDiff *own)
{
  guint64 id = cs_review_row_mark (row);
  for (guint i = 0; id != 0 && i < own->marks->len; i++) {
    const CsMarkChange *change = &g_array_index (own->marks, CsMarkChange, i);
    const CsMark *mark = change->after != NULL ? change->after : change->before;
    if (mark->id != id)
      continue;
    return row->aspect == 0 || change->after == NULL || change->before == NULL ||
           (change->aspects & row->aspect) != 0;
  }
  for (guint i = 0; id == 0 && i < own->answers->len; i++) {
    const CsMarkAnswerChange *change = &g_array_index (own->answers, CsMarkAnswerChange, i);
    const CsMarkAnswer *there =
        change->after.answer != CS_ANSWER_NONE ? &change->after : &change->before;
    if (cs_gid_equal (&there->item, &row->item))
      return TRUE;
  }
  return FALSE;
}

/* What ROW is about as the reader has it now. */
static void
amend (const Making *making, CsReviewRow *row)
{
  guint64 id = cs_review_row_mark (row);
  const CsMark *now = id != 0 ? cs_mark_set_get (cs_case_model_marks (making->model), id) : NULL;
  row->state = CS_VERDICT_EDITED;
  if (now == NULL)
    return;
  g_free (row->detail);
  row->detail = cs_review_words_detail (making->model, row->before, now, row->aspect);
}

/* What the reader changed is shown in the rows of the changes that it mends; what is left gets rows
 * of its own. */
static void
add_own (Making *making, const CsMarkDiff *own)
{
  guint n = making->rows->len;
  making->own = TRUE;
  for (guint i = 0; i < n; i++) {
    CsReviewRow *row = making->rows->pdata[i];
    if (is_edited (row, own))
      amend (making, row);
  }
  for (guint i = 0; i < own->marks->len; i++) {
    const CsMarkChange *change = &g_array_index (own->marks, CsMarkChange, i);
    const CsMark *mark = change->after != NULL ? change->after : change->before;
    gboolean known = FALSE;
    for (guint k = 0; k < n; k++) {
      const CsReviewRow *row = making->rows->pdata[k];
      known = known || (row->state == CS_VERDICT_EDITED && cs_review_row_mark (row) == mark->id);
    }
    if (!known)
      add_change (making, change);
  }
  for (guint i = 0; i < own->answers->len; i++) {
    const CsMarkAnswerChange *change = &g_array_index (own->answers, CsMarkAnswerChange, i);
    gboolean known = FALSE;
    for (guint k = 0; k < n; k++) {
      const CsReviewRow *row = making->rows->pdata[k];
      known = known || (row->state == CS_VERDICT_EDITED && cs_review_row_mark (row) == 0 &&
                        cs_gid_equal (&row->item, &change->after.item));
    }
    if (!known)
      add_answer (making, change);
  }
}

/* What the reader made of a mark is what is decided on: the version that is reviewed is what it was
 * then. */
static void
add_values (CsCaseModel *model, CsReviewRow *row)
{
  const CsMark *was = row->before, *is = row->after;
  const CsMark *now = cs_mark_set_get (cs_case_model_marks (model), cs_review_row_mark (row));
  if (!row->own && row->state == CS_VERDICT_EDITED && now != NULL && is != NULL) {
    was = is;
    is = now;
  }
  row->values = cs_review_words_values (model, was, is);
}

static void
add_known (const Making *making, const CsMarkSet *now)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < making->rows->len; i++) {
    const CsReviewRow *row = making->rows->pdata[i];
    if (row->after != NULL)
      g_hash_table_add (listed, &row->after->id);
  }
  for (guint i = 0; i < now->n_marks; i++)
    if (!g_hash_table_contains (listed, &now->marks[i]->id)) {
      const CsMarkChange there = { .before = now->marks[i], .after = now->marks[i] };
      CsReviewRow *row = add_row (making, &there, 0);
      row->sign = CS_REVIEW_SAME;
      row->known = TRUE;
    }
}

GPtrArray *
cs_review_rows_new (CsCaseModel *model, gboolean all)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_review_row_free);
  Making making = { model, rows, FALSE };
  const CsCaseView *view = cs_case_model_view (model);
  if (view->changes == NULL)
    return rows;
  const CsMarkDiff *diff = view->changes->diff;
  for (guint i = 0; i < diff->marks->len; i++)
    add_change (&making, &g_array_index (diff->marks, CsMarkChange, i));
  for (guint i = 0; i < diff->answers->len; i++)
    add_answer (&making, &g_array_index (diff->answers, CsMarkAnswerChange, i));
  if (all)
    add_known (&making, view->changes->after_marks);
  g_autoptr (CsMarkDiff) own =
      cs_mark_diff (view->changes->after_marks, cs_case_model_marks (model));
  add_own (&making, own);
  for (guint i = 0; i < rows->len; i++)
    add_values (model, rows->pdata[i]);
  g_ptr_array_sort_with_data (rows, by_number, model);
  return rows;
}

/* --- words --- */

const char *
cs_review_category_words (const char *category)
{
  static const char *const words[][2] = {
    { "missed", N_ ("Missed") },     { "extra", N_ ("Extra") },         { "label", N_ ("Label") },
    { "boundary", N_ ("Boundary") }, { "attribute", N_ ("Attribute") }, { "other", N_ ("Other") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (category, words[i][0]) == 0)
      return _ (words[i][1]);
  return category;
}

gboolean
cs_review_row_may_be (const CsReviewRow *row, const char *category)
{
  return row->sign != CS_REVIEW_NEW || cs_review_row_mark (row) == 0 ||
         !g_str_equal (category, "missed");
}

char *
cs_review_row_state_words (const CsReviewRow *row)
{
  switch (row->state) {
  case CS_VERDICT_ACCEPT:
    /* Translators: of a mark that is as it was when the reviewer looked at the case last. */
    return g_strdup (row->known ? _ ("seen before") : _ ("accepted"));
  case CS_VERDICT_REJECT:
    return g_strdup_printf (_ ("rejected, %s"), row->category != NULL ? row->category : "");
  case CS_VERDICT_EDITED:
    return g_strdup (row->own ? _ ("by you") : _ ("edited"));
  default:
    return g_strdup (_ ("open"));
  }
}
