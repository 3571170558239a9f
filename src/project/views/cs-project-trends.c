/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-trends.h"
#include "cs-project-look.h"
#include "cs-trend-walk.h"

#include <string.h>

#define WEEK ((gint64)7 * 24 * 60 * 60 * G_USEC_PER_SEC)
/* The first one after 1 January 1970. */
#define MONDAY ((gint64)4 * 24 * 60 * 60 * G_USEC_PER_SEC)

static void
free_person (gpointer data)
{
  CsTrendPerson *person = data;
  g_free (person->handle);
  g_free (person->type);
  g_free (person);
}

void
cs_trend_dispute_free (gpointer data)
{
  CsTrendDispute *dispute = data;
  g_free (dispute->title);
  g_free (dispute->by);
  g_free (dispute->stage);
  g_free (dispute->settled_by);
  g_free (dispute);
}

void
cs_trends_free (CsTrends *trends)
{
  if (trends == NULL)
    return;
  g_ptr_array_unref (trends->weeks);
  g_ptr_array_unref (trends->stages);
  g_ptr_array_unref (trends->people);
  g_ptr_array_unref (trends->labels);
  g_ptr_array_unref (trends->disputes);
  g_free (trends);
}

const char *
cs_trend_cause_name (CsTrendCause cause)
{
  static const char *const names[] = { "readers", "copies", "corrected", "sent back" };
  return names[cause];
}

gint64
cs_trends_monday (gint64 wall, guint weeks)
{
  gint64 into = (wall - MONDAY) % WEEK;
  return wall - (into < 0 ? into + WEEK : into) - (gint64)weeks * WEEK;
}

CsTrendWeek
cs_trends_sum (const CsTrends *trends)
{
  CsTrendWeek sum = { .from = trends->from };
  for (guint i = 0; i < trends->weeks->len; i++) {
    const CsTrendWeek *week = trends->weeks->pdata[i];
    sum.acts.handed_in += week->acts.handed_in;
    sum.acts.accepted += week->acts.accepted;
    sum.acts.corrected += week->acts.corrected;
    sum.acts.sent_back += week->acts.sent_back;
    sum.acts.rejected += week->acts.rejected;
    sum.acts.settled += week->acts.settled;
    sum.acts.skipped += week->acts.skipped;
    sum.done += week->done;
    sum.as_were += week->as_were;
  }
  return sum;
}

const CsStageTally *
cs_trends_bottleneck (const CsTrends *trends)
{
  const CsStageTally *most = NULL;
  for (guint i = 1; i < trends->stages->len; i++) {
    const CsStageTally *stage = trends->stages->pdata[i];
    if (stage->task != CS_TASK_READ && stage->waiting > (most != NULL ? most->waiting : 0))
      most = stage;
  }
  return most;
}

/* --- reading --- */

static void
add_weeks (CsTrends *trends)
{
  for (gint64 at = cs_trends_monday (trends->from, 0); at <= trends->now; at += WEEK) {
    CsTrendWeek *week = g_new0 (CsTrendWeek, 1);
    week->from = at;
    g_ptr_array_add (trends->weeks, week);
  }
}

static void
add_people (CsTrends *trends, const CsLook *look, const CsGid *only)
{
  for (guint i = 0; i < look->people->len; i++) {
    const CsPersonRow *row = look->people->pdata[i];
    if (only != NULL && !cs_gid_equal (&row->gid, only))
      continue;
    CsTrendPerson *person = g_new0 (CsTrendPerson, 1);
    person->gid = row->gid;
    person->handle = g_strdup (row->handle);
    person->type = g_strdup (row->traits.type);
    person->roles = row->roles;
    g_ptr_array_add (trends->people, person);
  }
}

/* Of the cases that were left out nothing is said. */
static gboolean
count_skips (CsTrendWalk *walk, CsDb *db, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT case_gid, person, wall FROM skip WHERE wall >= ?", "i",
                   walk->trends->from);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid, person;
    if (cs_stmt_gid (stmt, 0, &gid) && cs_stmt_gid (stmt, 1, &person))
      cs_trend_walk_skip (walk, &gid, &person, cs_stmt_int (stmt, 2));
  }
  return state == 0;
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const CsSkippedLabel *first = *(const CsSkippedLabel *const *)a;
  const CsSkippedLabel *second = *(const CsSkippedLabel *const *)b;
  if (first->skipped != second->skipped)
    return first->skipped > second->skipped ? -1 : 1;
  return strcmp (first->label, second->label);
}

/* What the cases that were skipped hold now. */
static gboolean
count_labels (CsTrendWalk *walk, CsDb *db, const CsGid *only, GError **error)
{
  CsTrends *trends = walk->trends;
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CsStmt) stmt = cs_db_query (
      db, error,
      "SELECT DISTINCT skip.hash, skip.case_gid, mark.label FROM skip JOIN work ON work.gid ="
      " skip.case_gid JOIN mark ON mark.revision = work.revision WHERE skip.wall >= ?1 AND"
      " (?2 IS NULL OR skip.person = ?2)",
      "ig", trends->from, only);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    const char *key = cs_stmt_text (stmt, 2);
    if (!cs_stmt_gid (stmt, 1, &gid) || !cs_trend_walk_sees (walk, &gid))
      continue;
    CsSkippedLabel *label = g_hash_table_lookup (found, key);
    if (label == NULL) {
      label = g_new0 (CsSkippedLabel, 1);
      label->label = g_strdup (key);
      g_ptr_array_add (trends->labels, label);
      g_hash_table_insert (found, label->label, label);
    }
    label->skipped++;
  }
  g_ptr_array_sort (trends->labels, compare_labels);
  return state == 0;
}

/* Everything since FROM by whoever did it. */
static gboolean
read_efforts (CsTrendWalk *walk, CsDb *db, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      db, error, "SELECT act, seconds FROM effort WHERE wall >= ?", "i", walk->trends->from);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash act;
    gint64 seconds = cs_stmt_int (stmt, 1);
    if (cs_stmt_hash (stmt, 0, &act))
      g_hash_table_insert (walk->seconds, g_memdup2 (&act, sizeof act),
                           g_memdup2 (&seconds, sizeof seconds));
  }
  return state == 0;
}

/* Both are in the order of the cases' ids. */
static gboolean
walk_cases (CsTrendWalk *walk, CsDb *db, const GArray *acts, GError **error)
{
  guint at = 0;
  g_autoptr (CsStmt) stmt = cs_db_query (
      db, error,
      "SELECT " CS_WORK_COLUMNS_TO_LOOK ", since FROM work WHERE control IS NULL ORDER BY gid", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsWork) work = { 0 };
    if (!cs_work_from_row (stmt, &work, error))
      return FALSE;
    const CsTrendAct *all = (const CsTrendAct *)(gconstpointer)acts->data;
    guint n = 0;
    while (at < acts->len && memcmp (&all[at].case_gid, &work.gid, sizeof work.gid) < 0)
      at++;
    while (at + n < acts->len && cs_gid_equal (&all[at + n].case_gid, &work.gid))
      n++;
    cs_trend_walk_case (walk, &work, cs_stmt_int (stmt, CS_WORK_N_COLUMNS), n > 0 ? &all[at] : NULL,
                        n);
    at += n;
  }
  return state == 0;
}

static int
compare_disputes (gconstpointer a, gconstpointer b)
{
  const CsTrendDispute *first = *(const CsTrendDispute *const *)a;
  const CsTrendDispute *second = *(const CsTrendDispute *const *)b;
  if (first->wall != second->wall)
    return first->wall > second->wall ? -1 : 1;
  int title = strcmp (first->title, second->title);
  return title != 0 ? title : (int)first->cause - (int)second->cause;
}

static gboolean
read_all (CsTrendWalk *walk, CsDb *db, const CsGid *only, GError **error)
{
  g_autoptr (GArray) acts = cs_trend_acts (db, error);
  if (acts == NULL || !read_efforts (walk, db, error) || !walk_cases (walk, db, acts, error) ||
      !count_skips (walk, db, error) || !count_labels (walk, db, only, error))
    return FALSE;
  cs_trend_walk_end (walk);
  g_ptr_array_sort (walk->trends->disputes, compare_disputes);
  return TRUE;
}

CsTrends *
cs_project_trends (CsProject *project, const CsReader *reader, gint64 from, const CsGid *person,
                   GError **error)
{
  g_auto (CsLook) look = { 0 };
  gint64 now = project->env->wall (project->env);
  g_return_val_if_fail (from >= cs_trends_monday (now, CS_TRENDS_WEEKS_MAX), NULL);
  if (!cs_rules_sees_trends (reader)) {
    cs_fail (error, CS_ERROR_DENIED,
             "how the work of everybody goes is shown to leads and auditors only");
    return NULL;
  }
  if (!cs_look_begin (project, reader, TRUE, &look, error))
    return NULL;
  g_autoptr (CsTrends) trends = g_new0 (CsTrends, 1);
  trends->weeks = g_ptr_array_new_with_free_func (g_free);
  trends->stages = g_ptr_array_new_with_free_func (cs_stage_tally_free);
  trends->people = g_ptr_array_new_with_free_func (free_person);
  trends->labels = g_ptr_array_new_with_free_func (cs_skipped_label_free);
  trends->disputes = g_ptr_array_new_with_free_func (cs_trend_dispute_free);
  trends->from = from;
  trends->now = now;
  add_weeks (trends);
  add_people (trends, &look, person);
  g_autoptr (CsTrendWalk) walk = cs_trend_walk_new (trends, &look, person);
  return read_all (walk, cs_index_db (project->index), person, error) ? g_steal_pointer (&trends)
                                                                      : NULL;
}
