/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-manifest.h"
#include "cs-work.h"

#include <string.h>

static const struct {
  const char *meaning, *statement;
} meanings[] = {
  { "approved",
    "Approved: the required reviews exist, I looked at this version of the case, and it "
    "may enter a release." },
  { "reviewed", "Reviewed: I examined the source and every annotation shown, independently of its "
                "author, and agree with this version." },
};

const char *
cs_meaning_statement (const char *meaning)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (strcmp (meanings[i].meaning, meaning) == 0)
      return meanings[i].statement;
  return NULL;
}

static CsJson *
parts_of (CsDb *db, const CsGid *item, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT hash FROM part WHERE item = ? ORDER BY n", "g", item);
  if (stmt == NULL)
    return NULL;
  g_autoptr (CsJson) parts = cs_json_new_array ();
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    cs_stmt_hash (stmt, 0, &hash);
    cs_json_append (parts, cs_json_new_hash (&hash));
  }
  return state == 0 ? g_steal_pointer (&parts) : NULL;
}

static CsJson *
items_of (CsDb *db, const CsGid *case_gid, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      db, error, "SELECT gid FROM item WHERE case_gid = ? ORDER BY gid", "g", case_gid);
  if (stmt == NULL)
    return NULL;
  g_autoptr (CsJson) items = cs_json_new_array ();
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    cs_stmt_gid (stmt, 0, &gid);
    CsJson *parts = parts_of (db, &gid, error);
    if (parts == NULL)
      return NULL;
    CsJson *item = cs_json_new_object ();
    cs_json_put_gid (item, "item", &gid);
    cs_json_put (item, "parts", parts);
    cs_json_append (items, item);
  }
  return state == 0 ? g_steal_pointer (&items) : NULL;
}

/* The documents that the revision's own event was stamped with. */
static gboolean
put_revision (CsDb *db, const CsHash *revision, CsJson *entry, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      db, error, "SELECT object, schema, guideline, workflow FROM revision WHERE hash = ?", "h",
      revision);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state == 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "the case has no submitted version");
  if (state < 0)
    return FALSE;
  static const char *const keys[] = { "object", "schema", "guideline", "workflow" };
  for (int i = 0; i < 4; i++) {
    CsHash hash;
    if (cs_stmt_hash (stmt, i, &hash))
      cs_json_put_hash (entry, keys[i], &hash);
  }
  cs_json_put_hash (entry, "revision", revision);
  return TRUE;
}

/* What was shown to who decided, by their own act. */
static gboolean
put_evidence (CsDb *db, const CsHash *decision, CsJson *entry, GError **error)
{
  CsHash evidence;
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT evidence FROM decision WHERE hash = ?", "h", decision);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0 && cs_stmt_hash (stmt, 0, &evidence))
    cs_json_put_hash (entry, "evidence", &evidence);
  else
    cs_json_put_string (entry, "evidence", "none");
  return state >= 0;
}

CsJson *
cs_manifest_entry (CsIndex *index, const CsGid *case_gid, GError **error)
{
  CsDb *db = cs_index_db (index);
  g_auto (CsWork) work = { 0 };
  int there = cs_work_load (db, case_gid, &work, error);
  if (there == 0)
    cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such case");
  if (there <= 0)
    return NULL;
  g_autoptr (CsJson) entry = cs_json_new_object ();
  CsJson *items = items_of (db, case_gid, error);
  if (items == NULL)
    return NULL;
  cs_json_put_gid (entry, "case", case_gid);
  if (!cs_hash_is_zero (&work.countersigned))
    cs_json_put_hash (entry, "countersigned", &work.countersigned);
  cs_json_put_hash (entry, "decision", &work.decision);
  cs_json_put (entry, "items", items);
  return put_evidence (db, &work.decision, entry, error) &&
                 put_revision (db, &work.revision, entry, error)
             ? g_steal_pointer (&entry)
             : NULL;
}

static CsJson *
entry_now (CsIndex *index, const CsJson *entry, GError **error)
{
  CsGid case_gid;
  if (cs_json_get_gid (entry, "case", &case_gid))
    return cs_manifest_entry (index, &case_gid, error);
  cs_fail (error, CS_ERROR_INVALID, "an entry without a case");
  return NULL;
}

static gboolean
compare (const CsJson *now, const CsJson *entry, GError **error)
{
  return cs_json_equal (now, entry) ||
         cs_fail (error, CS_ERROR_CONFLICT, "the case changed after signing");
}

gboolean
cs_manifest_entry_holds (CsIndex *index, const CsJson *entry, GError **error)
{
  g_autoptr (CsJson) now = entry_now (index, entry, error);
  return now != NULL && compare (now, entry, error);
}

gboolean
cs_manifest_content_holds (CsIndex *index, const CsJson *entry, GError **error)
{
  CsHash decision;
  g_autoptr (CsJson) now = entry_now (index, entry, error);
  if (now == NULL)
    return FALSE;
  if (cs_json_get_hash (entry, "decision", &decision))
    cs_json_put_hash (now, "decision", &decision);
  return compare (now, entry, error);
}
