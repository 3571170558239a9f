/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was shown of the case: gathered here, written about once a second. */
#include "cs-case-model-private.h"

#define WRITE_EVERY 1000 /* milliseconds */

typedef struct {
  CsGid case_gid;
  CsEvidence *seen;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;
  cs_evidence_free (note->seen);
  g_free (note);
}

static gpointer
note_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Note *note = data;
  cs_project_note_shown (desk->project, &note->case_gid, note->seen, error);
  return NULL;
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, NULL, &error) &&
      g_error_matches (error, CS_ERROR, CS_ERROR_FAILED))
    cs_session_set_trouble (CS_SESSION (source), error->message);
}

void
cs_case_model_flush (CsCaseModel *self)
{
  g_clear_handle_id (&self->write_source, g_source_remove);
  if (self->place_moved && self->view->mode != CS_MODE_LOOKING && !self->closed)
    cs_case_model_write_place (self, TRUE);
  if (cs_evidence_is_empty (self->unwritten) || self->rescuing || !cs_case_model_may_edit (self))
    return;
  Note *note = g_new0 (Note, 1);
  note->case_gid = self->case_gid;
  note->seen = self->unwritten;
  self->unwritten = cs_evidence_new ();
  CsJobSpec spec = {
    .run = note_job, .data = note, .free_data = note_free, .flags = CS_JOB_URGENT
  };
  cs_session_run_async (self->session, &spec, NULL, noted_cb, NULL);
}

static gboolean
write_cb (gpointer data)
{
  CsCaseModel *self = data;
  self->write_source = 0;
  cs_case_model_flush (self);
  return G_SOURCE_REMOVE;
}

void
cs_case_model_write_soon (CsCaseModel *self)
{
  if (self->write_source == 0 && !self->closed)
    self->write_source = g_timeout_add (WRITE_EVERY, write_cb, self);
}

void
cs_case_model_note_shown (CsCaseModel *self, guint item, gint64 start, gint64 end)
{
  const CsCaseItem *there = cs_case_model_item (self, item);
  CsEnv *env = cs_session_env (self->session);
  if (there == NULL ||
      !cs_evidence_note (self->shown, &there->row->gid, there->units, start, end, env->wall (env)))
    return;
  cs_evidence_note (self->unwritten, &there->row->gid, there->units, start, end, env->wall (env));
  cs_case_model_write_soon (self);
  cs_case_model_emit (self, CS_CASE_SHOWN);
}

/* A unit of an item, as a key. */
static gpointer
place_key (guint item, gint64 unit)
{
  return GSIZE_TO_POINTER ((gsize)item << 40 | (gsize)unit);
}

void
cs_case_model_note_trouble (CsCaseModel *self, guint item, gint64 unit, gboolean trouble)
{
  gpointer key = place_key (item, unit);
  if (trouble ? g_hash_table_add (self->troubled, key) : g_hash_table_remove (self->troubled, key))
    cs_case_model_emit (self, CS_CASE_SHOWN);
}

gboolean
cs_case_model_is_unseen (CsCaseModel *self, guint item)
{
  const CsCaseItem *there = cs_case_model_item (self, item);
  gboolean trouble = FALSE;
  if (there == NULL || there->trouble != NULL)
    return there != NULL;
  for (gint64 unit = 0; unit < there->units && g_hash_table_size (self->troubled) > 0; unit++) {
    gboolean bad = g_hash_table_contains (self->troubled, place_key (item, unit));
    if (!bad && cs_evidence_was_shown (self->shown, &there->row->gid, unit))
      return FALSE;
    trouble |= bad;
  }
  return trouble;
}

gboolean
cs_case_model_was_shown (CsCaseModel *self, guint item, gint64 unit)
{
  const CsCaseItem *there = cs_case_model_item (self, item);
  return there != NULL && cs_evidence_was_shown (self->shown, &there->row->gid, unit);
}

gboolean
cs_case_model_was_any_shown (CsCaseModel *self, guint item)
{
  const CsCaseItem *there = cs_case_model_item (self, item);
  return there != NULL &&
         cs_evidence_missing (self->shown, &there->row->gid, there->units) < there->units;
}

static gboolean
is_text (const CsCaseItem *item)
{
  return g_str_equal (item->row->kind, "text");
}

CsCaseNotShown
cs_case_model_not_shown (CsCaseModel *self)
{
  CsCaseNotShown ret = { .loops = TRUE };
  for (guint i = 0; self->view->coverage != CS_COVERAGE_OFF && i < self->items->len; i++) {
    const CsCaseItem *item = self->items->pdata[i];
    gint64 missing = cs_evidence_missing (self->shown, &item->row->gid, item->units);
    if (is_text (item))
      ret.texts += missing > 0;
    else
      ret.slices += missing;
    ret.loops &= is_text (item) || missing == 0 || item->loop;
  }
  return ret;
}

gboolean
cs_case_model_is_unread (CsCaseModel *self)
{
  CsCaseNotShown missing = cs_case_model_not_shown (self);
  return self->view->coverage == CS_COVERAGE_BLOCK && missing.slices + missing.texts > 0;
}

gboolean
cs_case_model_go_not_shown (CsCaseModel *self)
{
  for (guint i = 0; i <= self->items->len; i++) {
    guint n = (self->item + i) % self->items->len;
    const CsCaseItem *item = self->items->pdata[n];
    gint64 from = i == 0 && !is_text (item) ? self->units[n] + 1 : 0;
    gint64 unit = cs_evidence_next_missing (self->shown, &item->row->gid, item->units, from);
    if (unit < 0)
      continue;
    /* A text may have been moved away from its place since. */
    if (n == self->item && unit == self->units[n])
      cs_case_model_emit (self, CS_CASE_PLACE);
    cs_case_model_go (self, n, unit);
    return TRUE;
  }
  return FALSE;
}
