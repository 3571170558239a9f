/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-escalations.h"
#include "cs-project-look.h"
#include "cs-segment.h"

#include <string.h>

void
cs_task_row_free (CsTaskRow *row)
{
  if (row == NULL)
    return;
  g_free (row->title);
  g_free (row->stage);
  g_free (row->kind);
  g_free (row->group);
  g_free (row->goal);
  g_free (row);
}

/* They made what was corrected at the end, and are asked whether they agree. */
static gboolean
agrees (const CsLook *look, const CsReader *reader, const CsWork *work)
{
  return cs_flow_awaits_agreement (cs_flow_workflow (look->sight.workflows, work), work) &&
         (reader->roles & CS_ROLES_WORKING) != 0 &&
         !cs_gid_equal (&work->accepted_by, &reader->person) &&
         cs_sight_is_author (&look->sight, &work->revision, &reader->person);
}

/* Lower is served first, up to 4; 0: nothing for this reader to do. */
static int
task_rank (const CsLook *look, const CsReader *reader, const CsWork *work, gboolean skipped)
{
  if (cs_sight_shuts_out (&look->sight, work) ||
      (!cs_sight_lists (&look->sight, work) && work->asked == CS_ASKED_NOBODY))
    return 0;
  if (work->status == CS_CASE_ACCEPTED)
    return (reader->roles & CS_ROLE_SME) && cs_gid_equal (&work->accepted_by, &reader->person) ? 5
                                                                                               : 0;
  if (work->asked != CS_ASKED_NOBODY)
    return cs_project_hears (look->project, reader, &work->gid) ? 6 : 0;
  if (work->status == CS_CASE_WAITING && agrees (look, reader, work))
    return 7;
  const CsWorkflowStage *stage = cs_look_stage (look, work);
  gboolean assigned = cs_gid_equal (&work->assigned, &reader->person);
  if (work->status > CS_CASE_HELD || stage == NULL || (reader->roles & stage->roles) == 0 ||
      !cs_sight_admits (&look->sight, work))
    return 0;
  gboolean held = work->status == CS_CASE_HELD;
  if (held && cs_gid_equal (&work->holder, &reader->person))
    return 1;
  if (reader->paused || (held && (work->lease == 0 || work->lease > look->sight.now)))
    return 0;
  if ((skipped && !assigned) || (!cs_gid_is_zero (&work->assigned) && !assigned) ||
      !cs_flow_admits (stage, reader->roles,
                       cs_sight_is_author (&look->sight, &work->revision, &reader->person),
                       cs_flow_decided (work, &reader->person)))
    return 0;
  if (work->sent_back)
    return 2;
  return assigned ? 3 : 4;
}

/* Of one lane, when the first case is looked for; where all of these are left and there is nothing
 * else, the first of them is served all the same. */
#define LEFT_MOST 100

/* What nobody gave to the reader, and only they could do something later. */
static gboolean
leaves (const CsLook *look, const CsWork *work, int rank)
{
  return (rank == 4 || (rank == 2 && cs_gid_is_zero (&work->assigned))) &&
         cs_look_is_left (look, work);
}

/* Where a case comes among others of the same rank: by its priority, then what depends most on it
 * (but last, where others came further), then the day it is due, then what the reader is expert
 * in. */
typedef struct {
  int priority, due;
  gboolean for_others, plain;
  guint impact;
  gint64 ord;
} Place;

/* The same to the index; takes for_others and plain of all cases as numbers. */
#define PLACE_ORDER                                                                                \
  " ORDER BY priority DESC, (tier = 1) * ?, (tier + 3) % 4, due, (expertise = '') * ?, ord"

static gboolean
is_specialist (const CsLook *look)
{
  const char *tags = look->sight.traits.tags; /* none of who is no member */
  return tags != NULL && tags[0] != '\0';
}

static Place
place_of (const CsLook *look, const CsWork *work)
{
  return (Place){ .priority = work->priority,
                  .for_others = look->junior && work->risk.tier == 1,
                  .impact = (work->risk.tier + 3) % 4,
                  .due = work->due,
                  .plain = is_specialist (look) && work->expertise[0] == '\0',
                  .ord = work->ord };
}

static int
compare_places (const Place *left, const Place *right)
{
  const gint64 pairs[][2] = {
    { right->priority, left->priority }, { left->for_others, right->for_others },
    { left->impact, right->impact },     { left->due, right->due },
    { left->plain, right->plain },       { left->ord, right->ord }
  };
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][0] != pairs[i][1])
      return pairs[i][0] < pairs[i][1] ? -1 : 1;
  return 0;
}

typedef struct {
  CsTaskRow *row;
  int rank;
  Place place;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *left = a, *right = b;
  return left->rank != right->rank ? left->rank - right->rank
                                   : compare_places (&left->place, &right->place);
}

/* That the reader reads there, or could: NAMED, or the first that is free. */
static const CsWorkflowGroup *
group_for (const CsLook *look, const CsWork *work, const char *named)
{
  return cs_flow_group (cs_flow_workflow (look->sight.workflows, work), work,
                        &look->sight.reader->person, named, look->sight.now);
}

/* WORK is left as the reader may know it. */
static CsTaskRow *
task_row (const CsLook *look, CsWork *work, int rank)
{
  const CsWorkflowGroup *group = group_for (look, work, NULL);
  cs_sight_veil (&look->sight, work);
  CsTaskRow *row = g_new0 (CsTaskRow, 1);
  row->group = group != NULL ? g_strdup (group->key) : NULL;
  const CsWorkflowStage *at = rank == 5 ? NULL : cs_look_stage (look, work);
  const char *what = at != NULL ? cs_stage_task_name (at->task) : "sign";
  row->case_gid = work->gid;
  row->title = g_strdup (work->title);
  row->stage = g_strdup (at != NULL ? at->key : "");
  row->kind = g_strdup (rank == 7                        ? "agree"
                        : work->asked != CS_ASKED_NOBODY ? "escalated"
                        : at != NULL && work->sent_back  ? "sent-back"
                                                         : what);
  row->mine = rank == 1;
  row->priority = work->priority;
  row->goal = work->goal[0] != '\0' ? g_strdup (work->goal) : NULL;
  row->due = work->due;
  row->overdue = work->due < look->today;
  row->lease = row->mine ? work->lease : 0;
  row->begun = row->mine || cs_sight_has_draft (&look->sight, &work->gid);
  return row;
}

/* One walk over all of them costs less than looking up each one that the index of states names. */
static CsStmt *
open_work (CsDb *db, GError **error)
{
  return cs_db_query (
      db, error, "SELECT " CS_WORK_COLUMNS_TO_LOOK " FROM work NOT INDEXED WHERE status <= 2", "");
}

GPtrArray *
cs_project_tasks (CsProject *project, const CsReader *reader, GError **error)
{
  g_auto (CsLook) look = { 0 };
  if (!cs_look_begin (project, reader, TRUE, &look, error))
    return NULL;
  CsDb *db = cs_index_db (project->index);
  g_autoptr (CsStmt) left = cs_db_query (db, error, "SELECT case_gid FROM skipped WHERE person = ?",
                                         "g", &reader->person);
  g_autoptr (GHashTable) skipped = cs_sight_gids (left, error);
  g_autoptr (CsStmt) stmt = skipped != NULL ? open_work (db, error) : NULL;
  if (stmt == NULL)
    return NULL;
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_task_row_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    if (!cs_work_from_row (stmt, &work, error))
      return NULL;
    cs_sight_focus (&look.sight, &work);
    int rank = task_rank (&look, reader, &work, g_hash_table_contains (skipped, &work.gid));
    if (rank == 0 || leaves (&look, &work, rank))
      continue;
    Place place = place_of (&look, &work);
    Ranked one = { task_row (&look, &work, rank), rank, place };
    g_array_append_val (ranked, one);
  }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    g_ptr_array_add (rows, g_array_index (ranked, Ranked, i).row);
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

/* --- the first of them, without looking at the rest --- */

/* Cases that lie one after another in the index as they are served. */
typedef struct {
  CsStmt *stmt;
  CsWork work; /* the next one, while there is one */
  gboolean more;
  guint left; /* cases so far that are left to others */
} Lane;

static void
lane_clear (gpointer data)
{
  Lane *lane = data;
  cs_work_clear (&lane->work);
  g_clear_pointer (&lane->stmt, cs_stmt_done);
}

static gboolean
lane_step (const CsLook *look, Lane *lane, GError **error)
{
  cs_work_clear (&lane->work);
  int state = cs_stmt_step (lane->stmt, error);
  lane->more = state > 0;
  if (state <= 0)
    return state == 0;
  if (!cs_work_from_row (lane->stmt, &lane->work, error))
    return FALSE;
  cs_sight_focus (&look->sight, &lane->work);
  return TRUE;
}

/* Takes over STMT; NULL is an error. */
static gboolean
add_lane (const CsLook *look, GArray *lanes, CsStmt *stmt, GError **error)
{
  Lane lane = { .stmt = stmt };
  if (stmt == NULL)
    return FALSE;
  g_array_append_val (lanes, lane);
  return lane_step (look, &g_array_index (lanes, Lane, lanes->len - 1), error);
}

/* Where cases lie one after another as they are served. */
typedef struct {
  int rank;
  guint version, stage;              /* of the workflow; 0: not begun */
  const char *sensitive, *expertise; /* their segments */
} Spot;

/* Those that wait at SPOT, given to PERSON or, for NULL, to nobody. */
static gboolean
add_waiting (GArray *lanes, const CsLook *look, const Spot *spot, const CsGid *person,
             GError **error)
{
  for (gint64 top = 0; top <= 1; top++)
    if (!add_lane (look, lanes,
                   cs_db_query (cs_index_db (look->project->index), error,
                                "SELECT " CS_WORK_COLUMNS_TO_LOOK
                                " FROM work INDEXED BY work_queue WHERE status = 0"
                                " AND sent_back = ? AND workflow = ? AND stage = ?"
                                " AND assigned IS ? AND sensitive = ? AND expertise = ?"
                                " AND (tier = 1) = ?"
                                " ORDER BY priority DESC, (tier + 3) % 4, due, ord",
                                "iiigtti", (gint64)(spot->rank == 2), (gint64)spot->version,
                                (gint64)spot->stage, person, spot->sensitive, spot->expertise, top),
                   error))
      return FALSE;
  return TRUE;
}

static gboolean
add_spot (GArray *lanes, const CsLook *look, const Spot *spot, GError **error)
{
  const CsGid *me = &look->sight.reader->person;
  return (spot->rank == 4 || add_waiting (lanes, look, spot, me, error)) &&
         (spot->rank == 3 || add_waiting (lanes, look, spot, NULL, error));
}

/* In no segment, and in those that are open to the reader. */
static gboolean
add_stage (GArray *lanes, const CsLook *look, int rank, guint version, guint stage, GError **error)
{
  const Spot anywhere = { rank, version, stage, "", "" };
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (look->project->index), error,
                   "SELECT sensitive, expertise FROM segment WHERE sensitive <> '' OR expertise <>"
                   " ''",
                   "");
  int state = stmt != NULL && add_spot (lanes, look, &anywhere, error) ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    const Spot spot = { rank, version, stage, cs_stmt_text (stmt, 0), cs_stmt_text (stmt, 1) };
    if (cs_traits_admits (&look->sight.traits, look->sight.reader->roles, spot.sensitive,
                          spot.expertise) &&
        !add_spot (lanes, look, &spot, error))
      return FALSE;
  }
  return state == 0;
}

/* Those that the reader has among others who read them (rank 1), or is asked to. */
static gboolean
add_readings (GArray *lanes, const CsLook *look, int rank, GError **error)
{
  CsReadingState state = rank == 1 ? CS_READING_HELD : CS_READING_GIVEN;
  return add_lane (look, lanes,
                   cs_db_query (cs_index_db (look->project->index), error,
                                "SELECT " CS_WORK_COLUMNS_TO_LOOK
                                " FROM reading CROSS JOIN work ON work.gid = reading.case_gid"
                                " WHERE reading.person = ? AND reading.state = ?" PLACE_ORDER,
                                "giii", &look->sight.reader->person, (gint64)state,
                                (gint64)look->junior, (gint64)is_specialist (look)),
                   error);
}

/* Those that somebody had too long. */
static gboolean
add_over (GArray *lanes, const CsLook *look, GError **error)
{
  return add_lane (look, lanes,
                   cs_db_query (cs_index_db (look->project->index), error,
                                "SELECT " CS_WORK_COLUMNS_TO_LOOK
                                " FROM work INDEXED BY work_lease WHERE status = 1 AND lease > 0"
                                " AND lease <= ?" PLACE_ORDER,
                                "iii", look->sight.now, (gint64)look->junior,
                                (gint64)is_specialist (look)),
                   error);
}

/* Those where acts of two copies are to be settled. */
static gboolean
add_met (GArray *lanes, const CsLook *look, GError **error)
{
  return add_lane (look, lanes,
                   cs_db_query (cs_index_db (look->project->index), error,
                                "SELECT " CS_WORK_COLUMNS_TO_LOOK
                                " FROM (SELECT DISTINCT case_gid FROM rival WHERE state = 1) AS met"
                                " CROSS JOIN work ON work.gid = met.case_gid WHERE status = 0"
                                " " PLACE_ORDER,
                                "ii", (gint64)look->junior, (gint64)is_specialist (look)),
                   error);
}

/* All that task_rank could give RANK, as many lanes as there are stages to act at. */
static GArray *
lanes_of (const CsLook *look, int rank, GError **error)
{
  const CsReader *reader = look->sight.reader;
  const CsWorkflows *all = look->sight.workflows;
  g_autoptr (GArray) lanes = g_array_new (FALSE, FALSE, sizeof (Lane));
  g_array_set_clear_func (lanes, lane_clear);
  if (((rank == 1 || rank == 3) && !add_readings (lanes, look, rank, error)) ||
      ((rank == 3 || rank == 4) && !add_met (lanes, look, error)))
    return NULL;
  if (rank == 1)
    return add_lane (look, lanes,
                     cs_db_query (cs_index_db (look->project->index), error,
                                  "SELECT " CS_WORK_COLUMNS_TO_LOOK
                                  " FROM work INDEXED BY work_held WHERE status = 1"
                                  " AND holder = ?" PLACE_ORDER,
                                  "gii", &reader->person, (gint64)look->junior,
                                  (gint64)is_specialist (look)),
                     error)
               ? g_steal_pointer (&lanes)
               : NULL;
  if (rank != 3 && !add_over (lanes, look, error))
    return NULL;
  for (guint version = 0; version <= all->n; version++) {
    const CsWorkflow *workflow = all->versions[(version > 0 ? version : all->n) - 1];
    for (guint stage = 0; stage < workflow->n_stages; stage++)
      if ((reader->roles & workflow->stages[stage].roles) != 0 &&
          !add_stage (lanes, look, rank, version, stage, error))
        return NULL;
  }
  return g_steal_pointer (&lanes);
}

static Lane *
first_lane (const CsLook *look, GArray *lanes)
{
  Lane *first = NULL;
  for (guint i = 0; i < lanes->len; i++) {
    Lane *lane = &g_array_index (lanes, Lane, i);
    Place best = first != NULL ? place_of (look, &first->work) : (Place){ 0 };
    Place place = place_of (look, &lane->work);
    if (lane->more && (first == NULL || compare_places (&place, &best) < 0))
      first = lane;
  }
  return first;
}

static gboolean
is_at (const CsTaskRow *task, const char *stage)
{
  return stage == NULL || strcmp (stage, task->stage) == 0 || strcmp (stage, task->kind) == 0 ||
         strcmp (stage, cs_stage_word (task->stage)) == 0;
}

/* FALSE with ERROR; RET_ROW stays NULL when there is none. */
static gboolean
first_of_rank (const CsLook *look, int rank, const char *stage, const char *group,
               CsTaskRow **ret_row, GError **error)
{
  const CsReader *reader = look->sight.reader;
  Lane *lane;
  gboolean ends = FALSE;
  g_autoptr (CsTaskRow) spare = NULL;
  g_autoptr (GArray) lanes = lanes_of (look, rank, error);
  if (lanes == NULL)
    return FALSE;
  while ((lane = first_lane (look, lanes)) != NULL) {
    gint64 skipped = 0;
    if (!cs_db_get_int (cs_index_db (look->project->index), 0, &skipped, error,
                        "SELECT 1 FROM skipped WHERE case_gid = ? AND person = ?", "gg",
                        &lane->work.gid, &reader->person))
      return FALSE;
    const CsWorkflowGroup *reads = group != NULL ? group_for (look, &lane->work, group) : NULL;
    gboolean fits = group == NULL || (reads != NULL && strcmp (reads->key, group) == 0);
    fits = fits && task_rank (look, reader, &lane->work, skipped != 0) == rank;
    gboolean left = fits && leaves (look, &lane->work, rank);
    g_autoptr (CsTaskRow) row = fits ? task_row (look, &lane->work, rank) : NULL;
    if (row != NULL && !is_at (row, stage))
      g_clear_pointer (&row, cs_task_row_free);
    if (row != NULL && !left) {
      *ret_row = g_steal_pointer (&row);
      return TRUE;
    }
    if (spare == NULL)
      spare = g_steal_pointer (&row);
    if (!lane_step (look, lane, error))
      return FALSE;
    lane->left += left;
    ends = ends || (lane->more && lane->left >= LEFT_MOST);
    lane->more = lane->more && lane->left < LEFT_MOST;
  }
  if (ends)
    *ret_row = g_steal_pointer (&spare);
  return TRUE;
}

gboolean
cs_project_first_task (CsProject *project, const CsReader *reader, const char *stage,
                       CsTaskRow **ret_task, GError **error)
{
  return cs_project_first_of_group (project, reader, stage, NULL, ret_task, error);
}

gboolean
cs_project_first_of_group (CsProject *project, const CsReader *reader, const char *stage,
                           const char *group, CsTaskRow **ret_task, GError **error)
{
  g_auto (CsLook) look = { 0 };
  *ret_task = NULL;
  if (!cs_look_begin (project, reader, FALSE, &look, error))
    return FALSE;
  for (int rank = 1; rank <= 4 && *ret_task == NULL; rank++)
    if (!first_of_rank (&look, rank, stage, group, ret_task, error))
      return FALSE;
  return TRUE;
}

gboolean
cs_project_serves (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                   const char *group, gboolean *ret_serves, GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_autoptr (CsTaskRow) first = NULL;
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  if (all == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  g_auto (CsSight) sight = { 0 };
  if (!cs_sight_begin (project, reader, &sight, error))
    return FALSE;
  const CsWorkflow *workflow = cs_flow_workflow (all, &work);
  const CsWorkflowStage *stage = cs_flow_stage (workflow, &work);
  gboolean theirs = cs_segment_is_in (&work) && cs_sight_admits (&sight, &work);
  *ret_serves = workflow->autonomy == CS_AUTONOMY_FREE || stage == NULL ||
                (workflow->autonomy == CS_AUTONOMY_SEGMENTS && theirs);
  if (*ret_serves)
    return TRUE;
  if (!cs_project_first_of_group (project, reader, stage->key, group, &first, error))
    return FALSE;
  *ret_serves = first != NULL && cs_gid_equal (&first->case_gid, case_gid);
  return TRUE;
}
