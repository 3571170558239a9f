/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-private.h"
#include "cs-project-review.h"

#include <string.h>

/* --- rows of the table --- */

static gboolean
put_aside (CsProject *project, const CsGid *case_gid, const char *kind, const char *key,
           const CsJson *body, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autofree char *text = cs_json_to_canonical (body, NULL);
  return cs_db_run (cs_store_db (project->store), error,
                    "INSERT OR REPLACE INTO aside (case_gid, person, kind, key, body)"
                    " VALUES (?, ?, ?, ?, ?)",
                    "ggttt", case_gid, &reader.person, kind, key, text);
}

static CsStmt *
query_asides (CsProject *project, const CsGid *case_gid, const char *kind, GError **error)
{
  CsReader reader = cs_project_reader (project);
  return cs_db_query (cs_store_db (project->store), error,
                      "SELECT body FROM aside WHERE case_gid = ? AND person = ? AND kind = ?"
                      " ORDER BY key",
                      "ggt", case_gid, &reader.person, kind);
}

gboolean
cs_project_drop_asides (CsProject *project, const CsGid *case_gid, GError **error)
{
  CsReader reader = cs_project_reader (project);
  CsDb *db = cs_store_db (project->store);
  return cs_db_run (db, error,
                    "DELETE FROM aside WHERE case_gid = ? AND person = ?"
                    " AND kind NOT IN ('verdict', 'pair', 'ruling', 'effort')",
                    "gg", case_gid, &reader.person) &&
         cs_db_run (db, error,
                    "UPDATE aside SET kind = CASE kind WHEN 'verdict' THEN 'settled' ELSE"
                    " 'settled-' || kind END WHERE case_gid = ? AND person = ?"
                    " AND kind IN ('verdict', 'pair', 'ruling')",
                    "gg", case_gid, &reader.person);
}

/* An event names what was rejected and not what was accepted on the way to it. */
static gboolean
restore_settled (CsProject *project, const CsGid *case_gid, GError **error)
{
  CsReader reader = cs_project_reader (project);
  return cs_db_run (cs_store_db (project->store), error,
                    "UPDATE OR REPLACE aside SET kind = CASE kind WHEN 'settled' THEN 'verdict'"
                    " ELSE substr (kind, length ('settled-') + 1) END WHERE case_gid = ?"
                    " AND person = ? AND kind IN ('settled', 'settled-pair', 'settled-ruling')",
                    "gg", case_gid, &reader.person);
}

static gboolean
may_put (CsProject *project, GError **error)
{
  return cs_project_reader (project).roles != 0 ||
         cs_fail (error, CS_ERROR_DENIED,
                  "only a member of the project may do this; ask a lead to add you");
}

/* --- what was shown --- */

CsEvidence *
cs_project_shown (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_autoptr (CsStmt) stmt = query_asides (project, case_gid, "shown", error);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0)
    return state == 0 ? cs_evidence_new () : NULL;
  const char *text = cs_stmt_text (stmt, 0);
  return cs_evidence_parse (text, strlen (text), error);
}

static gboolean
put_shown (CsProject *project, const CsGid *case_gid, const CsEvidence *shown, GError **error)
{
  g_autoptr (CsJson) json = cs_evidence_to_json (shown, "countersign " CS_VERSION);
  return put_aside (project, case_gid, "shown", "", json, error);
}

gboolean
cs_project_note_shown (CsProject *project, const CsGid *case_gid, const CsEvidence *seen,
                       GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (!may_put (project, error) || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  g_autoptr (CsEvidence) shown = cs_project_shown (project, case_gid, error);
  if (shown == NULL || !cs_evidence_add (shown, seen))
    return shown != NULL;
  g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
  if (txn == NULL || !put_shown (project, case_gid, shown, error) ||
      !cs_txn_commit (g_steal_pointer (&txn), error))
    return FALSE;
  cs_project_keep_claim (project, case_gid, NULL); /* as after a step of a draft */
  return TRUE;
}

gboolean
cs_project_put_evidence (CsProjectAct *act, const CsEvidence *evidence, CsJson *body,
                         GError **error)
{
  CsHash hash;
  gsize size = 0;
  if (evidence == NULL)
    return TRUE;
  g_autoptr (CsJson) json = cs_evidence_to_json (evidence, "countersign " CS_VERSION);
  char *text = cs_json_to_canonical (json, &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);
  if (!cs_project_act_object (act, bytes, &hash, error))
    return FALSE;
  cs_json_put_hash (body, "evidence", &hash);
  return TRUE;
}

/* --- verdicts --- */

static const char *const verdict_words[] = { "open", "accept", "reject", "edited" };

void
cs_verdict_free (CsVerdict *verdict)
{
  if (verdict == NULL)
    return;
  cs_remark_clear (&verdict->remark);
  g_free (verdict);
}

/* By mark first, then by item; texts that sort as the numbers do. */
static char *
verdict_key (const CsVerdict *verdict)
{
  char hex[CS_GID_HEX + 1];
  const CsRemark *remark = &verdict->remark;
  if (remark->mark == 0)
    return g_strdup_printf ("i%s", cs_gid_to_hex (&remark->item, hex));
  return verdict->aspects == 0
             ? g_strdup_printf ("%016" G_GUINT64_FORMAT, remark->mark)
             : g_strdup_printf ("%016" G_GUINT64_FORMAT ".%02u", remark->mark, verdict->aspects);
}

static gboolean
check_verdict (const CsVerdict *verdict, GError **error)
{
  if (verdict->kind != CS_VERDICT_REJECT)
    return TRUE;
  g_autoptr (CsJson) json = cs_remark_to_json (&verdict->remark);
  return cs_json_check (json, cs_remark_fields, error);
}

static gboolean
put_verdict (CsProject *project, const CsGid *case_gid, const CsHash *revision,
             const CsVerdict *verdict, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autofree char *key = verdict_key (verdict);
  g_autoptr (CsJson) body = cs_json_new_object ();
  if (verdict->kind == CS_VERDICT_OPEN)
    return cs_db_run (cs_store_db (project->store), error,
                      "DELETE FROM aside WHERE case_gid = ? AND person = ? AND kind = 'verdict'"
                      " AND key = ?",
                      "ggt", case_gid, &reader.person, key);
  CsRemark remark = verdict->remark;
  if (remark.category == NULL)
    remark.category = (char *)"other";
  if (verdict->aspects != 0)
    cs_json_put_int (body, "aspects", verdict->aspects);
  cs_json_put (body, "remark", cs_remark_to_json (&remark));
  cs_json_put_hash (body, "revision", revision);
  cs_json_put_string (body, "verdict", verdict_words[verdict->kind]);
  return put_aside (project, case_gid, "verdict", key, body, error);
}

gboolean
cs_project_set_verdict (CsProject *project, const CsGid *case_gid, const CsVerdict *verdict,
                        GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (!may_put (project, error) || !cs_project_work (project, case_gid, &work, error) ||
      !check_verdict (verdict, error))
    return FALSE;
  if (cs_hash_is_zero (&work.revision))
    return cs_fail (error, CS_ERROR_DENIED, "nothing was submitted yet");
  g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
  return txn != NULL && put_verdict (project, case_gid, &work.revision, verdict, error) &&
         cs_txn_commit (g_steal_pointer (&txn), error);
}

/* NULL without ERROR for one about another version. */
static CsVerdict *
read_verdict (const char *text, const CsHash *current, GError **error)
{
  CsHash revision;
  g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
  const char *word = cs_json_get_string (body, "verdict");
  if (body == NULL || !cs_json_get_hash (body, "revision", &revision) ||
      !cs_hash_equal (&revision, current))
    return NULL;
  CsVerdict *verdict = g_new0 (CsVerdict, 1);
  verdict->aspects = (guint)CLAMP (cs_json_get_int (body, "aspects", 0), 0, G_MAXUINT8);
  for (guint i = 0; i < G_N_ELEMENTS (verdict_words); i++)
    if (g_strcmp0 (word, verdict_words[i]) == 0)
      verdict->kind = (CsVerdictKind)i;
  if (!cs_remark_from_json (cs_json_get (body, "remark"), &verdict->remark, error)) {
    cs_verdict_free (verdict);
    return NULL;
  }
  if (verdict->kind != CS_VERDICT_REJECT)
    g_clear_pointer (&verdict->remark.category, g_free);
  return verdict;
}

GPtrArray *
cs_project_verdicts (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_verdict_free);
  if (!cs_project_work (project, case_gid, &work, error))
    return NULL;
  g_autoptr (CsStmt) stmt = query_asides (project, case_gid, "verdict", error);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    g_autoptr (GError) inner = NULL;
    CsVerdict *verdict = read_verdict (cs_stmt_text (stmt, 0), &work.revision, &inner);
    if (verdict != NULL)
      g_ptr_array_add (rows, verdict);
    if (inner != NULL) {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

/* --- taking back --- */

struct _CsAsides {
  CsGid case_gid;
  CsEvidence *shown;   /* or NULL */
  GPtrArray *verdicts; /* CsVerdict: rejections */
  CsHash revision;     /* that they are about */
  CsJson *dropped;     /* list, or NULL */
  CsHash act;
};

void
cs_asides_free (CsAsides *asides)
{
  if (asides == NULL)
    return;
  g_clear_pointer (&asides->shown, cs_evidence_free);
  g_clear_pointer (&asides->verdicts, g_ptr_array_unref);
  g_clear_pointer (&asides->dropped, cs_json_unref);
  g_free (asides);
}

static gboolean
keep_shown (CsProject *project, const CsHash *act, CsAsides *asides, GError **error)
{
  CsHash hash;
  gsize size = 0;
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT evidence FROM revision WHERE hash = ?1 UNION ALL"
                                         " SELECT evidence FROM decision WHERE hash = ?1",
                                         "h", act);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0 || !cs_stmt_hash (stmt, 0, &hash))
    return state >= 0;
  g_autoptr (GBytes) bytes = cs_project_object (project, &hash, error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  asides->shown = text != NULL ? cs_evidence_parse (text, size, error) : NULL;
  return asides->shown != NULL;
}

static gboolean
keep_verdicts (CsProject *project, const CsHash *act, CsAsides *asides, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT body, revision FROM remark WHERE act = ? ORDER BY n", "h", act);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    const char *text = cs_stmt_text (stmt, 0);
    g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
    CsVerdict *verdict = g_new0 (CsVerdict, 1);
    g_ptr_array_add (asides->verdicts, verdict);
    verdict->kind = CS_VERDICT_REJECT;
    cs_stmt_hash (stmt, 1, &asides->revision);
    if (body == NULL || !cs_remark_from_json (body, &verdict->remark, error))
      return FALSE;
  }
  return state == 0;
}

static gboolean
keep_dropped (CsProject *project, const CsHash *act, CsAsides *asides, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT suggestion, mark, category, text FROM dropped "
                                         "WHERE act = ? ORDER BY suggestion, mark",
                                         "h", act);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash suggestion;
    cs_stmt_hash (stmt, 0, &suggestion);
    if (asides->dropped == NULL)
      asides->dropped = cs_json_new_array ();
    cs_json_append (asides->dropped,
                    cs_project_dropped_json (&suggestion, (guint64)cs_stmt_int (stmt, 1),
                                             cs_stmt_text (stmt, 2), cs_stmt_text (stmt, 3)));
  }
  return state == 0;
}

CsAsides *
cs_project_keep_asides (CsProject *project, const CsGid *case_gid, const CsHash *act,
                        GError **error)
{
  g_autoptr (CsAsides) asides = g_new0 (CsAsides, 1);
  asides->case_gid = *case_gid;
  asides->act = *act;
  asides->verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_verdict_free);
  return keep_shown (project, act, asides, error) && keep_verdicts (project, act, asides, error) &&
                 keep_dropped (project, act, asides, error)
             ? g_steal_pointer (&asides)
             : NULL;
}

const CsJson *
cs_asides_dropped (const CsAsides *asides)
{
  return asides->dropped;
}

gboolean
cs_project_restore_asides (CsProject *project, const CsAsides *asides, GError **error)
{
  if ((asides->shown != NULL && !put_shown (project, &asides->case_gid, asides->shown, error)) ||
      !restore_settled (project, &asides->case_gid, error) ||
      !cs_project_restore_effort (project, &asides->case_gid, &asides->act, error))
    return FALSE;
  for (guint i = 0; i < asides->verdicts->len; i++)
    if (!put_verdict (project, &asides->case_gid, &asides->revision, asides->verdicts->pdata[i],
                      error))
      return FALSE;
  return TRUE;
}
