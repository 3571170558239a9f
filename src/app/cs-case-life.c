/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who made which mark of the case: read once for each version, and only when somebody looks. */
#include "cs-case-model-private.h"
#include "cs-life-words.h"

void
cs_case_life_forget (CsCaseModel *self)
{
  g_cancellable_cancel (self->life_reading);
  g_clear_object (&self->life_reading);
  g_clear_pointer (&self->life, g_ptr_array_unref);
}

static gpointer
life_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  return cs_project_life (desk->project, &reader, data, error);
}

/* Who may not know, or whose file cannot be read now, is told nothing here. */
static void
life_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCaseModel) self = user_data;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, NULL);
  g_autoptr (GPtrArray) life = value;
  if (!ok || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self->life = g_steal_pointer (&life);
  cs_case_model_emit (self, CS_CASE_LIFE);
}

static void
read_life (CsCaseModel *self)
{
  const CsGid *gid = &self->case_gid;
  cs_case_life_forget (self);
  self->life_of = self->view->row->revision;
  self->life_reading = g_cancellable_new ();
  CsJobSpec spec = { .run = life_job,
                     .data = g_memdup2 (gid, sizeof *gid),
                     .free_data = g_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (self->session, &spec, self->life_reading, life_cb, g_object_ref (self));
}

char *
cs_case_model_credit (CsCaseModel *self, guint64 id)
{
  if (self->closed || self->view->current == NULL)
    return NULL;
  if (self->life_reading == NULL || !cs_hash_equal (&self->life_of, &self->view->row->revision))
    read_life (self);
  return self->life != NULL ? cs_life_credit_words (self->session, self->life, id,
                                                    cs_mark_set_get (self->marks, id))
                            : NULL;
}
