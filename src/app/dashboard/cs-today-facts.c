/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-today-facts.h"
#include "cs-case-place.h"
#include "cs-project-desk.h"
#include "cs-project-escalations.h"
#include "cs-project-pause.h"

#include <glib/gi18n.h>
#include <string.h>

void
cs_today_facts_free (gpointer data)
{
  CsTodayFacts *facts = data;
  if (facts == NULL)
    return;
  g_clear_pointer (&facts->tasks, g_ptr_array_unref);
  g_clear_pointer (&facts->status, cs_status_free);
  g_clear_pointer (&facts->backlog, cs_backlog_free);
  g_clear_pointer (&facts->relax, g_ptr_array_unref);
  g_clear_pointer (&facts->news, cs_guideline_news_free);
  g_clear_pointer (&facts->paused, g_ptr_array_unref);
  g_free (facts->pause);
  g_free (facts);
}

static gboolean
read_draft (CsProject *project, CsTodayFacts *facts, GError **error)
{
  const CsTaskRow *task = facts->tasks->len > 0 ? facts->tasks->pdata[0] : NULL;
  if (task == NULL || !task->mine)
    return TRUE;
  g_autoptr (CsCaseView) view = cs_project_case_view (project, &task->case_gid, error);
  if (view == NULL)
    return FALSE;
  facts->draft_marks = view->draft != NULL ? view->draft->n_marks - view->draft->n_relations : 0;
  facts->corrected = view->has_draft && view->draft != NULL && view->current != NULL &&
                     !cs_mark_set_equal (view->draft, view->current);
  return TRUE;
}

static gboolean
read_questions (CsProject *project, const CsReader *reader, CsTodayFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) rows = cs_project_escalations (project, reader, NULL, NULL, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CsEscalationRow *row = rows->pdata[i];
    gboolean mine = row->settled == 0 && cs_project_hears (project, reader, &row->case_gid);
    if (mine && (facts->oldest == 0 || row->since < facts->oldest))
      facts->oldest = row->since;
    if (row->answers && facts->answers++ == 0)
      facts->answered = row->case_gid;
  }
  return rows != NULL;
}

static gboolean
read_pause (CsProject *project, const CsReader *reader, CsTodayFacts *facts, GError **error)
{
  if (!reader->paused)
    return TRUE;
  g_autoptr (GPtrArray) pauses = cs_project_pauses (project, reader, error);
  const CsPauseRow *own = pauses != NULL ? cs_pause_of (pauses, &reader->person) : NULL;
  if (own != NULL && own->by == NULL)
    /* TRANSLATORS: "failed 2 of the last 5 control cases" */
    facts->pause = g_strdup_printf (
        _ ("By the workflow: %s, which are signed cases that are read once more.\nWhat you have "
           "begun you can still hand in. Speak with a lead, who goes through it with you and lets "
           "you go on."),
        own->reason);
  else if (own != NULL)
    /* TRANSLATORS: why somebody was paused, in a lead's words; and the short name of that lead */
    facts->pause = g_strdup_printf (_ ("%s\nWhat you have begun you can still hand in. "
                                       "Speak with %s, who lets you go on."),
                                    own->reason, own->by);
  return pauses != NULL;
}

/* Of several cases in hand the one that was looked at last comes first. */
static void
put_last_first (CsDesk *desk, const CsReader *reader, GPtrArray *tasks)
{
  guint n = 0;
  g_autofree CsGid *cases = g_new0 (CsGid, tasks->len + 1);
  for (; n < tasks->len && ((CsTaskRow *)tasks->pdata[n])->mine; n++)
    cases[n] = ((CsTaskRow *)tasks->pdata[n])->case_gid;
  const CsGid *project = cs_project_gid (desk->project);
  int last = cs_case_place_last (desk->env, project, &reader->person, cases, n);
  if (last <= 0)
    return;
  gpointer task = tasks->pdata[last];
  memmove (&tasks->pdata[1], &tasks->pdata[0], (gsize)last * sizeof (gpointer));
  tasks->pdata[0] = task;
}

static gboolean
read_lead (CsProject *project, const CsReader *reader, CsTodayFacts *facts, GError **error)
{
  if ((reader->roles & CS_ROLE_LEAD) == 0)
    return TRUE;
  facts->backlog = cs_project_backlog (project, reader, 7, error);
  facts->relax = facts->backlog != NULL ? cs_project_relaxations (project, reader, error) : NULL;
  facts->paused = facts->relax != NULL ? cs_project_pauses (project, reader, error) : NULL;
  return facts->paused != NULL;
}

gpointer
cs_today_facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsProject *project = desk->project;
  CsReader reader = cs_project_reader (project);
  CsTodayFacts *facts = g_new0 (CsTodayFacts, 1);
  facts->tasks = cs_project_tasks (project, &reader, error);
  gboolean ok = facts->tasks != NULL;
  if (ok && reader.roles != 0) {
    facts->status = cs_project_status (project, &reader, error);
    facts->news = cs_project_guideline_news (project, &reader, error);
    put_last_first (desk, &reader, facts->tasks);
    ok = facts->status != NULL && facts->news != NULL &&
         read_lead (project, &reader, facts, error) && read_draft (project, facts, error) &&
         read_questions (project, &reader, facts, error) &&
         read_pause (project, &reader, facts, error);
  }
  if (ok)
    return facts;
  cs_today_facts_free (facts);
  return NULL;
}

CsTodayTasks
cs_today_facts_of_kind (const CsTodayFacts *facts, const char *kind)
{
  CsTodayTasks found = { 0, NULL };
  for (guint i = 0; i < facts->tasks->len; i++) {
    const CsTaskRow *task = facts->tasks->pdata[i];
    if (strcmp (task->kind, kind) != 0)
      continue;
    found.first = found.first != NULL ? found.first : task;
    found.count++;
  }
  return found;
}

const char *
cs_today_facts_first_kind (const CsTodayFacts *facts)
{
  const CsTaskRow *held = facts->tasks->len > 0 ? facts->tasks->pdata[0] : NULL;
  if (held != NULL && held->mine)
    return held->kind;
  for (guint i = CS_TASK_APPROVE + 1; i-- > 0;) {
    const char *kind = cs_stage_task_name ((CsStageTask)i);
    if (cs_today_facts_of_kind (facts, kind).count > 0)
      return kind;
  }
  return NULL;
}

CsTodayProgress
cs_today_facts_progress (const CsTodayFacts *facts, const char *kind)
{
  const CsStatus *status = facts->status;
  gint64 left = 0, all = status->cases - status->by_status[CS_CASE_REJECTED];
  for (guint i = 0; i <= CS_TASK_APPROVE; i++) {
    left += status->by_task[i];
    if (strcmp (cs_stage_task_name ((CsStageTask)i), kind) == 0)
      break;
  }
  gint64 here = cs_today_facts_of_kind (facts, kind).count;
  return (CsTodayProgress){ MAX (all - left, 0), here, MAX (left - here, 0) };
}

gboolean
cs_today_facts_begun (const CsTodayFacts *facts, const CsTaskRow *task)
{
  return task->mine || cs_today_facts_progress (facts, task->kind).done > 0;
}

gint64
cs_today_facts_with_others (const CsTodayFacts *facts)
{
  const CsStatus *status = facts->status;
  if (status == NULL)
    return 0;
  return status->by_status[CS_CASE_WAITING] + status->by_status[CS_CASE_HELD] +
         status->by_status[CS_CASE_ACCEPTED] - (gint64)facts->tasks->len;
}
