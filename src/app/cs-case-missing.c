/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case still lacks before it can go on, and the act of letting it go. */
#include "cs-case-model-private.h"

#include <string.h>

guint
cs_case_model_values_missing (CsCaseModel *self, const CsMark *mark)
{
  guint count = 0, missing = 0;
  const CsAttribute *attributes =
      self->schema != NULL ? cs_schema_attributes (self->schema, mark, &count) : NULL;
  for (guint i = 0; i < count; i++)
    if (attributes[i].required && cs_json_get (mark->attributes, attributes[i].key) == NULL &&
        cs_attribute_applies (attributes, i, mark->attributes))
      missing++;
  return missing;
}

guint
cs_case_model_count (CsCaseModel *self, guint item)
{
  const CsCaseItem *there = cs_case_model_item (self, item);
  guint count = 0;
  for (guint i = 0; there != NULL && i < self->marks->n_marks; i++)
    if (memcmp (&self->marks->marks[i]->item, &there->row->gid, sizeof (CsGid)) == 0)
      count++;
  return count;
}

static void
find_items (CsCaseModel *self, CsCaseMissing *missing)
{
  g_autoptr (GHashTable) said = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  for (guint i = 0; i < self->marks->n_marks; i++)
    g_hash_table_add (said, (gpointer)&self->marks->marks[i]->item);
  for (guint i = 0; i < self->marks->n_answers; i++)
    g_hash_table_add (said, (gpointer)&self->marks->answers[i].item);
  for (guint i = self->items->len; i > 0; i--) {
    const CsCaseItem *item = self->items->pdata[i - 1];
    if (g_hash_table_contains (said, &item->row->gid))
      continue;
    missing->items++;
    missing->item = i - 1;
  }
}

static void
find_values (CsCaseModel *self, CsCaseMissing *missing)
{
  guint n = 0;
  const guint64 *ids = cs_case_model_order (self, &n);
  for (guint i = 0; self->schema != NULL && i < n; i++) {
    guint values = cs_case_model_values_missing (self, cs_mark_set_get (self->marks, ids[i]));
    if (values > 0 && missing->mark == 0)
      missing->mark = ids[i];
    missing->values += values;
  }
}

static gboolean
is_unusual (CsCaseModel *self, const CsMark *mark, CsUnusual *ret_unusual)
{
  return self->read->usual->len > 0 && !self->view->hidden &&
         cs_usual_is_far (self->read->usual, mark, cs_case_model_geometry (self, mark),
                          ret_unusual);
}

char *
cs_case_model_unusual (CsCaseModel *self, const CsMark *mark)
{
  CsUnusual unusual;
  return is_unusual (self, mark, &unusual) ? cs_unusual_words (&unusual) : NULL;
}

static void
find_unusual (CsCaseModel *self, CsCaseMissing *missing)
{
  for (guint i = 0; self->read->usual->len > 0 && i < self->marks->n_marks; i++) {
    CsUnusual unusual;
    if (!is_unusual (self, self->marks->marks[i], &unusual))
      continue;
    if (missing->unusual_mark == 0)
      missing->unusual_mark = self->marks->marks[i]->id;
    missing->unusual++;
  }
}

/* Asked with every place that was shown: in fifty thousand marks it is looked for once. */
static CsCaseMissing
missing_in_marks (CsCaseModel *self)
{
  if (self->searched == self->marks)
    return self->missing;
  self->missing = (CsCaseMissing){ 0 };
  find_items (self, &self->missing);
  find_values (self, &self->missing);
  find_unusual (self, &self->missing);
  cs_mark_set_unref (self->searched);
  self->searched = cs_mark_set_ref (self->marks);
  return self->missing;
}

CsCaseMissing
cs_case_model_missing (CsCaseModel *self)
{
  CsCaseMissing missing = missing_in_marks (self);
  for (guint i = 0; i < self->view->suggestions->len; i++) {
    const CsSuggestionRow *row = self->view->suggestions->pdata[i];
    missing.suggestions += row->state == CS_SUGGESTION_OPEN;
  }
  missing.not_shown = cs_case_model_not_shown (self);
  missing.unread = cs_case_model_is_unread (self);
  missing.ready = missing.items == 0 && missing.values == 0 && !missing.unread &&
                  cs_case_model_may_edit (self) && cs_session_trouble (self->session) == NULL;
  return missing;
}

/* --- submitting --- */

static gpointer
submit_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsGid *case_gid = data;
  g_autoptr (CsEvidence) shown = cs_project_shown (desk->project, case_gid, error);
  if (shown != NULL)
    cs_project_submit_read (desk->project, case_gid, NULL, shown, NULL, error);
  return NULL;
}

CsJobSpec
cs_case_model_submit_job (CsCaseModel *self)
{
  return (CsJobSpec){ .run = submit_job,
                      .data = g_memdup2 (&self->case_gid, sizeof self->case_gid),
                      .free_data = g_free,
                      .flags = CS_JOB_CHANGES };
}
