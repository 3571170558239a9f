/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of disputes until the case is settled: rows of the table `aside`, beside verdicts.
 * They name the reading and not its position, so that nothing hangs on an order. */
#include "cs-project-private.h"
#include "cs-project-reads.h"

#include <string.h>

static const char *const choices[] = { "reading", "drawn", "nobody" };

void
cs_kept_ruling_free (CsKeptRuling *ruling)
{
  if (ruling == NULL)
    return;
  g_free (ruling->reason);
  g_free (ruling);
}

CsKeptRuling *
cs_kept_ruling_copy (const CsKeptRuling *ruling)
{
  CsKeptRuling *copy = g_memdup2 (ruling, sizeof *ruling);
  copy->reason = g_strdup (ruling->reason);
  return copy;
}

static CsJson *
to_json (const CsKeptRuling *ruling, const CsHash *revision, const CsPositions *positions)
{
  CsJson *body = cs_json_new_object ();
  if (ruling->chosen)
    cs_json_put_string (body, "choice", choices[ruling->choice]);
  if (ruling->mark != 0)
    cs_json_put_int (body, "mark", (gint64)ruling->mark);
  cs_json_put_int (body, "n", ruling->n);
  if (ruling->chosen && ruling->choice == CS_RULING_POSITION)
    cs_json_put_hash (body, "reading", &positions->readings[ruling->position]);
  if (ruling->reason != NULL)
    cs_json_put_string (body, "reason", ruling->reason);
  cs_json_put_hash (body, "revision", revision);
  return body;
}

/* NULL for one about what was open before, or about no reading that there is. */
static CsKeptRuling *
from_json (const CsJson *body, const CsHash *revision, const CsPositions *positions)
{
  CsHash about, reading;
  gint64 n = cs_json_get_int (body, "n", -1);
  const char *choice = cs_json_get_string (body, "choice");
  if (!cs_json_get_hash (body, "revision", &about) || !cs_hash_equal (&about, revision) || n < 0 ||
      n >= positions->disputes->len)
    return NULL;
  CsKeptRuling ruling = { .n = (guint)n, .chosen = choice != NULL };
  ruling.mark = (guint64)cs_json_get_int (body, "mark", 0);
  for (guint i = 0; choice != NULL && i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i], choice) == 0)
      ruling.choice = (CsRulingChoice)i;
  if (ruling.chosen && ruling.choice == CS_RULING_POSITION) {
    if (!cs_json_get_hash (body, "reading", &reading))
      return NULL;
    while (ruling.position < positions->n_readers &&
           !cs_hash_equal (&positions->readings[ruling.position], &reading))
      ruling.position++;
    if (ruling.position == positions->n_readers)
      return NULL;
  }
  ruling.reason = (char *)cs_json_get_string (body, "reason");
  return cs_kept_ruling_copy (&ruling);
}

static gboolean
check_ruling (const CsKeptRuling *ruling, const CsPositions *positions, GError **error)
{
  return (ruling->n < positions->disputes->len &&
          (!ruling->chosen || ruling->choice != CS_RULING_POSITION ||
           ruling->position < positions->n_readers)) ||
         cs_fail (error, CS_ERROR_INVALID, "there is no such dispute, or no such position");
}

gboolean
cs_project_keep_ruling (CsProject *project, const CsGid *case_gid, const CsKeptRuling *ruling,
                        GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsReader reader = cs_project_reader (project);
  CsDb *db = cs_store_db (project->store);
  g_autoptr (CsPositions) positions = cs_project_positions (project, &reader, case_gid, error);
  if (positions == NULL || !check_ruling (ruling, positions, error) ||
      !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  g_autofree char *key = g_strdup_printf ("%08u", ruling->n);
  g_autoptr (CsJson) body = to_json (ruling, &work.revision, positions);
  g_autofree char *text = cs_json_to_canonical (body, NULL);
  g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
  gboolean kept =
      txn != NULL && (ruling->chosen || ruling->reason != NULL
                          ? cs_db_run (db, error,
                                       "INSERT OR REPLACE INTO aside (case_gid, person, kind, key,"
                                       " body) VALUES (?, ?, 'ruling', ?, ?)",
                                       "ggtt", case_gid, &reader.person, key, text)
                          : cs_db_run (db, error,
                                       "DELETE FROM aside WHERE case_gid = ? AND person = ?"
                                       " AND kind = 'ruling' AND key = ?",
                                       "ggt", case_gid, &reader.person, key));
  return kept && cs_txn_commit (g_steal_pointer (&txn), error);
}

GPtrArray *
cs_project_kept_rulings (CsProject *project, const CsGid *case_gid, const CsPositions *positions,
                         GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_kept_ruling_free);
  if (!cs_project_work (project, case_gid, &work, error))
    return NULL;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT body FROM aside WHERE case_gid = ? AND person = ? AND kind = 'ruling'"
                   " ORDER BY key",
                   "gg", case_gid, &reader.person);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    const char *text = cs_stmt_text (stmt, 0);
    g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
    if (body == NULL)
      return NULL;
    CsKeptRuling *ruling = from_json (body, &work.revision, positions);
    if (ruling != NULL)
      g_ptr_array_add (rows, ruling);
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

char **
cs_project_given_reasons (CsProject *project, guint most, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT body ->> 'reason' AS reason, count(*) FROM aside WHERE person = ?"
                   " AND kind IN ('ruling', 'settled-ruling') AND reason IS NOT NULL"
                   " GROUP BY reason ORDER BY count(*) DESC, reason LIMIT ?",
                   "gi", &reader.person, (gint64)most);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    g_strv_builder_add (reasons, cs_stmt_text (stmt, 0));
  return state == 0 ? g_strv_builder_end (reasons) : NULL;
}
