/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much work the case is, while somebody has it in hand: written now and then, and before it
 * goes from the screen. */
#include "cs-case-model-private.h"

#define WRITE_EVERY 10000 /* milliseconds */

typedef struct {
  CsGid case_gid;
  CsEffortCount count;
  gboolean held; /* for the act that comes next */
} Note;

/* What cannot be written costs the numbers and nothing else. */
static gpointer
note_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Note *note = data;
  if (note->held)
    cs_project_hold_effort (desk->project, &note->case_gid, &note->count);
  else
    cs_project_note_effort (desk->project, &note->case_gid, &note->count, NULL);
  return NULL;
}

CsEffortMeter *
cs_case_model_effort (CsCaseModel *self)
{
  return &self->effort;
}

static void
put (CsCaseModel *self, gboolean held)
{
  Note counted = { .case_gid = self->case_gid, .held = held };
  gboolean mine =
      self->view->mode != CS_MODE_LOOKING && (self->view->mine || self->claiming) && !self->closed;
  g_clear_handle_id (&self->effort_source, g_source_remove);
  guint interactions = 0;
  if (!mine || self->rescuing ||
      !cs_effort_meter_take (&self->effort, &interactions, &counted.count.milliseconds,
                             &counted.count.idle_milliseconds))
    return;
  counted.count.interactions = interactions;
  CsJobSpec spec = { .run = note_job,
                     .data = g_memdup2 (&counted, sizeof counted),
                     .free_data = g_free,
                     .flags = CS_JOB_URGENT };
  cs_session_run_async (self->session, &spec, NULL, NULL, NULL);
}

void
cs_case_model_write_effort (CsCaseModel *self)
{
  put (self, FALSE);
}

void
cs_case_model_hold_effort (CsCaseModel *self)
{
  put (self, TRUE);
}

static gboolean
write_cb (gpointer data)
{
  CsCaseModel *self = data;
  self->effort_source = 0;
  cs_case_model_write_effort (self);
  return G_SOURCE_REMOVE;
}

void
cs_case_model_effort_soon (CsCaseModel *self)
{
  if (self->effort_source == 0 && !self->closed)
    self->effort_source = g_timeout_add (WRITE_EVERY, write_cb, self);
}
