/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which mark that is gone is which that came: what a reviewer says where place and shape mislead.
 */
#include "cs-mark-match.h"
#include "cs-review-private.h"

gboolean
cs_review_is_pair (CsReview *self)
{
  const CsReviewRow *row = cs_review_current (self);
  return row != NULL && row->by_shape && !row->own;
}

typedef struct {
  const CsMark *mark;
  guint likeness;
} Gone;

static int
by_likeness (gconstpointer a, gconstpointer b)
{
  const Gone *one = a, *two = b;
  if (one->likeness != two->likeness)
    return one->likeness > two->likeness ? -1 : 1;
  return (one->mark->id > two->mark->id) - (one->mark->id < two->mark->id);
}

/* Those on another slice are like nothing, and come last. */
GPtrArray *
cs_review_may_match (CsReview *self, guint most)
{
  const CsReviewRow *row = cs_review_current (self);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Gone));
  GPtrArray *marks = g_ptr_array_new ();
  if (row == NULL || row->own || row->after == NULL || row->before != NULL ||
      row->after->kind->target == CS_MARK_TARGET_MARKS)
    return marks;
  for (guint i = 0; i < self->rows->len; i++) {
    const CsReviewRow *other = self->rows->pdata[i];
    if (other->own || other->after != NULL || other->before == NULL ||
        other->before->kind->target != row->after->kind->target)
      continue;
    const Gone gone = { other->before,
                        cs_mark_likeness (other->before, row->after, 10 * CS_MARK_MATCH_REACH) };
    g_array_append_val (all, gone);
  }
  g_array_sort (all, by_likeness);
  for (guint i = 0; i < MIN (all->len, most); i++)
    g_ptr_array_add (marks, (gpointer)g_array_index (all, Gone, i).mark);
  return marks;
}

typedef struct {
  CsGid case_gid;
  CsMarkSaid said;
} Saying;

static gpointer
say_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Saying *saying = data;
  cs_project_say_pair (desk->project, &saying->case_gid, &saying->said, error);
  return NULL;
}

CsJobSpec
cs_review_pair_job (CsReview *self, const CsMarkSaid *said)
{
  Saying *saying = g_new0 (Saying, 1);
  saying->case_gid = cs_case_model_view (self->model)->row->gid;
  saying->said = *said;
  return (CsJobSpec){ .run = say_job, .data = saying, .free_data = g_free };
}
