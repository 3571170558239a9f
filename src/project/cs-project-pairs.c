/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reviewer says of which mark is which, where the core found a pair or none: rows of the
 * table `aside`, beside the verdicts. */
#include "cs-project-private.h"
#include "cs-project-review.h"

#include <string.h>

/* "same.BEFORE.AFTER", of numbers that are as long as each other. */
static char *
key_of (const CsMarkSaid *said, CsMarkSaidKind kind)
{
  return g_strdup_printf ("%s.%016" G_GUINT64_FORMAT ".%016" G_GUINT64_FORMAT,
                          kind == CS_MARK_SAID_SAME ? "same" : "apart", said->before, said->after);
}

static gboolean
forget (CsProject *project, const CsGid *case_gid, const char *pattern, GError **error)
{
  CsReader reader = cs_project_reader (project);
  return cs_db_run (cs_store_db (project->store), error,
                    "DELETE FROM aside WHERE case_gid = ? AND person = ? AND kind = 'pair'"
                    " AND key GLOB ?",
                    "ggt", case_gid, &reader.person, pattern);
}

/* A mark is the same as one other at most. */
static gboolean
forget_others (CsProject *project, const CsGid *case_gid, const CsMarkSaid *said, GError **error)
{
  g_autofree char *same = key_of (said, CS_MARK_SAID_SAME);
  g_autofree char *apart = key_of (said, CS_MARK_SAID_APART);
  g_autofree char *before = g_strdup_printf ("same.%016" G_GUINT64_FORMAT ".*", said->before);
  g_autofree char *after = g_strdup_printf ("same.*.%016" G_GUINT64_FORMAT, said->after);
  if (!forget (project, case_gid, same, error) || !forget (project, case_gid, apart, error))
    return FALSE;
  return said->kind != CS_MARK_SAID_SAME ||
         (forget (project, case_gid, before, error) && forget (project, case_gid, after, error));
}

static gboolean
put (CsProject *project, const CsGid *case_gid, const CsHash *revision, const CsMarkSaid *said,
     GError **error)
{
  CsReader reader = cs_project_reader (project);
  if (said->kind == CS_MARK_SAID_NOTHING)
    return TRUE;
  g_autofree char *key = key_of (said, said->kind);
  g_autoptr (CsJson) body = cs_json_new_object ();
  cs_json_put_int (body, "after", (gint64)said->after);
  cs_json_put_int (body, "before", (gint64)said->before);
  cs_json_put_hash (body, "revision", revision);
  cs_json_put_bool (body, "same", said->kind == CS_MARK_SAID_SAME);
  g_autofree char *text = cs_json_to_canonical (body, NULL);
  return cs_db_run (cs_store_db (project->store), error,
                    "INSERT OR REPLACE INTO aside (case_gid, person, kind, key, body)"
                    " VALUES (?, ?, 'pair', ?, ?)",
                    "ggtt", case_gid, &reader.person, key, text);
}

gboolean
cs_project_say_pair (CsProject *project, const CsGid *case_gid, const CsMarkSaid *said,
                     GError **error)
{
  CsReader reader = cs_project_reader (project);
  if (reader.roles == 0)
    return cs_fail (error, CS_ERROR_DENIED,
                    "only a member of the project may do this; ask a lead to add you");
  g_autoptr (CsChanges) changes = cs_project_changes (project, &reader, case_gid, error);
  if (changes == NULL ||
      !cs_mark_said_check (said, changes->before_marks, changes->after_marks, error))
    return FALSE;
  g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
  return txn != NULL && forget_others (project, case_gid, said, error) &&
         put (project, case_gid, &changes->after.revision, said, error) &&
         cs_txn_commit (g_steal_pointer (&txn), error);
}

GArray *
cs_project_said_pairs (CsProject *project, const CsGid *person, const CsGid *case_gid,
                       const CsHash *revision, GError **error)
{
  g_autoptr (GArray) said = g_array_new (FALSE, FALSE, sizeof (CsMarkSaid));
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_store_db (project->store), error,
      "SELECT body FROM aside WHERE case_gid = ? AND person = ? AND kind = 'pair' ORDER BY key",
      "gg", case_gid, person);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash about;
    const char *text = cs_stmt_text (stmt, 0);
    g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
    if (body == NULL)
      return NULL;
    if (!cs_json_get_hash (body, "revision", &about) || !cs_hash_equal (&about, revision))
      continue;
    const CsMarkSaid one = { (guint64)cs_json_get_int (body, "before", 0),
                             (guint64)cs_json_get_int (body, "after", 0),
                             cs_json_get_bool (body, "same") ? CS_MARK_SAID_SAME
                                                             : CS_MARK_SAID_APART };
    g_array_append_val (said, one);
  }
  return state == 0 ? g_steal_pointer (&said) : NULL;
}
