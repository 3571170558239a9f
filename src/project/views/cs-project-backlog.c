/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-backlog.h"
#include "cs-project-look.h"

#include <string.h>

void
cs_stage_tally_free (gpointer data)
{
  CsStageTally *stage = data;
  g_free (stage->key);
  g_free (stage->oldest);
  g_free (stage);
}

static void
person_free (gpointer data)
{
  CsBacklogPerson *person = data;
  g_free (person->handle);
  g_free (person->type);
  g_free (person);
}

void
cs_skipped_label_free (gpointer data)
{
  CsSkippedLabel *label = data;
  g_free (label->label);
  g_free (label);
}

void
cs_backlog_free (CsBacklog *backlog)
{
  if (backlog == NULL)
    return;
  g_ptr_array_unref (backlog->stages);
  g_ptr_array_unref (backlog->people);
  g_ptr_array_unref (backlog->labels);
  g_free (backlog);
}

/* --- where --- */

CsStageTally *
cs_stage_tally_of (GPtrArray *stages, const char *key, CsStageTask task, guint roles)
{
  for (guint i = 0; i < stages->len; i++) {
    CsStageTally *stage = stages->pdata[i];
    if (strcmp (stage->key, key) == 0)
      return stage;
  }
  CsStageTally *stage = g_new0 (CsStageTally, 1);
  stage->key = g_strdup (key);
  stage->task = task;
  stage->roles = roles;
  g_ptr_array_add (stages, stage);
  return stage;
}

void
cs_stage_tally_add (CsStageTally *stage, const CsWork *work, gint64 since, gboolean told)
{
  if (work->status == CS_CASE_HELD) {
    stage->held++;
    return;
  }
  stage->waiting++;
  stage->back += work->sent_back;
  if (!told || (stage->oldest != NULL && since >= stage->since))
    return;
  g_free (stage->oldest);
  stage->oldest = g_strdup (work->title);
  stage->since = since;
}

/* Who leads gives work to others, also where they read some of it themselves. */
static gboolean
tells_of_others (const CsSight *sight)
{
  return cs_sight_is_full (sight) || (sight->reader->roles & CS_ROLE_LEAD) != 0;
}

static CsBacklogPerson *
find_person (const CsBacklog *backlog, const CsGid *gid)
{
  for (guint i = 0; i < backlog->people->len; i++) {
    CsBacklogPerson *person = backlog->people->pdata[i];
    if (cs_gid_equal (&person->gid, gid))
      return person;
  }
  return NULL;
}

/* WORK is what the reader may know of the case; what was done on it is TOLD. */
static void
count_case (CsBacklog *backlog, const CsLook *look, const CsWork *work, gint64 since, gboolean told)
{
  const CsWorkflowStage *at = cs_look_stage (look, work);
  if (work->status > CS_CASE_HELD || at == NULL)
    return;
  gboolean held = work->status == CS_CASE_HELD;
  CsBacklogPerson *person = find_person (backlog, held ? &work->holder : &work->assigned);
  if (person != NULL && held)
    person->held++;
  else if (person != NULL)
    person->given++;
  for (guint i = 0; i < work->n_readings && cs_sight_names_readers (&look->sight, work); i++) {
    person = find_person (backlog, &work->readings[i].person);
    if (person != NULL && work->readings[i].state != CS_READING_DONE)
      (*(work->readings[i].state == CS_READING_HELD ? &person->held : &person->given))++;
  }
  /* Since when tells what was decided on it. */
  cs_stage_tally_add (cs_stage_tally_of (backlog->stages, at->key, at->task, at->roles), work,
                      since, told);
}

/* Walked once in the order of cases, as looking for each would cost more: the last act that stands
 * on each case. Caller frees. */
static GHashTable *
last_acts (CsDb *db, GError **error)
{
  g_autoptr (GHashTable) walls =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, g_free);
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error,
                   "SELECT case_gid, wall FROM revision WHERE withdrawn = 0 UNION ALL"
                   " SELECT case_gid, wall FROM decision WHERE withdrawn = 0",
                   "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    gint64 wall = cs_stmt_int (stmt, 1);
    if (!cs_stmt_gid (stmt, 0, &gid))
      continue;
    gint64 *there = g_hash_table_lookup (walls, &gid);
    if (there != NULL)
      *there = MAX (*there, wall);
    else
      g_hash_table_insert (walls, g_memdup2 (&gid, sizeof gid), g_memdup2 (&wall, sizeof wall));
  }
  return state == 0 ? g_steal_pointer (&walls) : NULL;
}

/* APART becomes the cases of which what was done is not told to who leads and is told of others. */
static gboolean
count_cases (CsBacklog *backlog, const CsLook *look, GHashTable *apart, GError **error)
{
  CsDb *db = cs_index_db (look->project->index);
  g_autoptr (GHashTable) walls = last_acts (db, error);
  g_autoptr (CsStmt) stmt = walls != NULL
                                ? cs_db_query (db, error,
                                               "SELECT " CS_WORK_COLUMNS_TO_LOOK
                                               ", since FROM work NOT INDEXED WHERE status <= 1",
                                               "")
                                : NULL;
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    gint64 since = cs_stmt_int (stmt, CS_WORK_N_COLUMNS);
    if (!cs_work_from_row (stmt, &work, error))
      return FALSE;
    gboolean told = !cs_sight_is_beside (&look->sight, &work);
    cs_sight_focus (&look->sight, &work);
    if (!cs_sight_lists (&look->sight, &work) || !cs_sight_case (&look->sight, &work))
      continue;
    const gint64 *wall = g_hash_table_lookup (walls, &work.gid);
    told = told && tells_of_others (&look->sight) && cs_sight_work (&look->sight, &work);
    if (!told)
      g_hash_table_add (apart, g_memdup2 (&work.gid, sizeof work.gid));
    cs_sight_veil (&look->sight, &work);
    count_case (backlog, look, &work, wall != NULL ? MAX (*wall, since) : since, told);
  }
  backlog->left_out = tells_of_others (&look->sight) ? g_hash_table_size (apart) : 0;
  return state == 0;
}

/* --- who --- */

/* SQL gives a person and a case for each act since the wall time that it is asked for; where it
 * leaves out control cases, not those of READER. What others did on cases APART is not counted. */
static gboolean
count_acts (CsBacklog *backlog, const CsLook *look, GHashTable *apart, const char *sql, gint64 from,
            const CsGid *reader, gsize field, GError **error)
{
  CsDb *db = cs_index_db (look->project->index);
  g_autoptr (CsStmt) stmt = cs_db_query (db, error, sql, reader != NULL ? "ig" : "i", from, reader);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid, case_gid;
    CsBacklogPerson *person = cs_stmt_gid (stmt, 0, &gid) ? find_person (backlog, &gid) : NULL;
    gboolean own = person != NULL && cs_gid_equal (&gid, &look->sight.reader->person);
    if (person != NULL &&
        (own || (cs_stmt_gid (stmt, 1, &case_gid) && !g_hash_table_contains (apart, &case_gid))))
      G_STRUCT_MEMBER (guint, person, field)++;
  }
  return state == 0;
}

/* A correction is a decision, and no work handed in beside it. */
static gboolean
count_done (CsBacklog *backlog, const CsLook *look, GHashTable *apart, guint days, GError **error)
{
  const CsGid *reader = &look->sight.reader->person;
  gint64 from = backlog->now - (gint64)days * 24 * 60 * 60 * G_USEC_PER_SEC;
  const struct {
    const char *sql;
    const CsGid *reader;
    gsize field;
  } counts[] = {
    { "SELECT person, case_gid FROM revision WHERE withdrawn = 0 AND wall >= ?1"
      " AND NOT EXISTS (SELECT 1 FROM decision WHERE hash = revision.hash)"
      " AND (person = ?2 OR case_gid NOT IN (SELECT case_gid FROM control))",
      reader, G_STRUCT_OFFSET (CsBacklogPerson, handed_in) },
    { "SELECT person, case_gid FROM decision WHERE withdrawn = 0 AND wall >= ? AND kind <> 'merge'",
      NULL, G_STRUCT_OFFSET (CsBacklogPerson, decided) },
    { "SELECT person, case_gid FROM decision WHERE withdrawn = 0 AND wall >= ? AND kind = "
      "'correct'",
      NULL, G_STRUCT_OFFSET (CsBacklogPerson, corrected) },
    { "SELECT person, case_gid FROM decision WHERE withdrawn = 0 AND wall >= ? AND kind = "
      "'send-back'",
      NULL, G_STRUCT_OFFSET (CsBacklogPerson, sent_back) },
    { "SELECT person, case_gid FROM skip WHERE wall >= ?1"
      " AND (person = ?2 OR case_gid NOT IN (SELECT case_gid FROM control))",
      reader, G_STRUCT_OFFSET (CsBacklogPerson, skipped) },
  };
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (!count_acts (backlog, look, apart, counts[i].sql, from, counts[i].reader, counts[i].field,
                     error))
      return FALSE;
  return TRUE;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *)a, second = *(const gint64 *)b;
  return (first > second) - (first < second);
}

/* The lower of two; sorts. */
static gint64
median_of (GArray *counts)
{
  g_array_sort (counts, compare_counts);
  return counts->len > 0 ? g_array_index (counts, gint64, (counts->len - 1) / 2) : 0;
}

static gboolean
count_effort (CsBacklogPerson *person, CsDb *db, gint64 from, GError **error)
{
  g_autoptr (GArray) interactions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error,
                   "SELECT interactions, seconds FROM effort WHERE person = ? AND wall >= ?"
                   " AND act NOT IN (SELECT hash FROM revision WHERE withdrawn <> 0 UNION ALL"
                   " SELECT hash FROM decision WHERE withdrawn <> 0)",
                   "gi", &person->gid, from);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    gint64 row[] = { cs_stmt_int (stmt, 0), cs_stmt_int (stmt, 1) };
    g_array_append_val (interactions, row[0]);
    g_array_append_val (seconds, row[1]);
  }
  person->counted = interactions->len;
  person->median = (CsEffort){ median_of (interactions), median_of (seconds) };
  return state == 0;
}

/* Everybody is told their own. Of others how many acts there were is told with it. */
static gboolean
count_efforts (CsBacklog *backlog, const CsLook *look, guint days, GError **error)
{
  const CsReader *reader = look->sight.reader;
  gboolean all = cs_rules_sees_effort (reader) && cs_sight_is_full (&look->sight);
  gint64 from = backlog->now - (gint64)days * 24 * 60 * 60 * G_USEC_PER_SEC;
  for (guint i = 0; i < backlog->people->len; i++) {
    CsBacklogPerson *person = backlog->people->pdata[i];
    if ((all || cs_gid_equal (&person->gid, &reader->person)) &&
        !count_effort (person, cs_index_db (look->project->index), from, error))
      return FALSE;
  }
  return TRUE;
}

/* Only for who sees all marks. */
static gboolean
count_labels (CsBacklog *backlog, CsDb *db, const CsGid *person, guint days, GError **error)
{
  gint64 from = backlog->now - (gint64)days * 24 * 60 * 60 * G_USEC_PER_SEC;
  g_autoptr (CsStmt) stmt = cs_db_query (
      db, error,
      "SELECT mark.label, count(DISTINCT skip.hash) FROM skip JOIN work ON work.gid = skip.case_gid"
      " JOIN mark ON mark.revision = work.revision WHERE skip.wall >= ? AND"
      " (work.control IS NULL OR work.control = ?) GROUP BY mark.label ORDER BY 2 DESC, 1",
      "ig", from, person);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsSkippedLabel *label = g_new0 (CsSkippedLabel, 1);
    label->label = g_strdup (cs_stmt_text (stmt, 0));
    label->skipped = (guint)cs_stmt_int (stmt, 1);
    g_ptr_array_add (backlog->labels, label);
  }
  return state == 0;
}

/* Who only labels finds themselves there. */
static void
add_people (CsBacklog *backlog, const CsLook *look)
{
  gboolean all = tells_of_others (&look->sight);
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if (!all && !cs_gid_equal (&row->gid, &look->sight.reader->person))
      continue;
    CsBacklogPerson *person = g_new0 (CsBacklogPerson, 1);
    person->gid = row->gid;
    person->handle = g_strdup (row->handle);
    person->type = g_strdup (row->traits.type);
    person->roles = row->roles;
    g_ptr_array_add (backlog->people, person);
  }
}

CsBacklog *
cs_project_backlog (CsProject *project, const CsReader *reader, guint days, GError **error)
{
  g_auto (CsLook) look = { 0 };
  if (reader->roles == 0) {
    cs_fail (error, CS_ERROR_DENIED,
             "only a member may look at it; say who you are with --as, or ask a lead to add you");
    return NULL;
  }
  if (!cs_look_begin (project, reader, TRUE, &look, error))
    return NULL;
  g_autoptr (CsBacklog) backlog = g_new0 (CsBacklog, 1);
  backlog->stages = g_ptr_array_new_with_free_func (cs_stage_tally_free);
  backlog->people = g_ptr_array_new_with_free_func (person_free);
  backlog->labels = g_ptr_array_new_with_free_func (cs_skipped_label_free);
  backlog->now = project->env->wall (project->env);
  const CsWorkflow *workflow = look.sight.workflows->versions[look.sight.workflows->n - 1];
  for (guint i = 0; i < workflow->n_stages; i++)
    cs_stage_tally_of (backlog->stages, workflow->stages[i].key, workflow->stages[i].task,
                       workflow->stages[i].roles);
  add_people (backlog, &look);
  g_autoptr (GHashTable) apart =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  return count_cases (backlog, &look, apart, error) &&
                 count_done (backlog, &look, apart, days, error) &&
                 count_efforts (backlog, &look, days, error) &&
                 (!cs_sight_is_full (&look.sight) ||
                  count_labels (backlog, cs_index_db (project->index), &reader->person, days,
                                error))
             ? g_steal_pointer (&backlog)
             : NULL;
}

GArray *
cs_project_cases_with (CsProject *project, const CsReader *reader, const CsGid *person,
                       gboolean *ret_blind, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  if (!cs_sight_begin (project, reader, &sight, error))
    return NULL;
  if (!tells_of_others (&sight)) {
    cs_fail (error, CS_ERROR_DENIED, "what others have is told to who leads");
    return NULL;
  }
  if (ret_blind != NULL)
    *ret_blind = !cs_sight_is_full (&sight);
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (CsGid));
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT " CS_WORK_COLUMNS_TO_LOOK
                   " FROM work WHERE status <= 1 AND control IS NULL AND (holder = ?1 OR "
                   "assigned = ?1 OR gid"
                   " IN (SELECT case_gid FROM reading WHERE person = ?1 AND state < ?2 AND stage ="
                   " 0)) ORDER BY ord",
                   "gi", person, (gint64)CS_READING_DONE);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    if (!cs_work_from_row (stmt, &work, error))
      return NULL;
    if (!cs_sight_is_beside (&sight, &work) && cs_sight_work (&sight, &work))
      g_array_append_val (cases, work.gid);
  }
  return state == 0 ? g_steal_pointer (&cases) : NULL;
}
