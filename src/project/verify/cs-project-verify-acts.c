/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-project-sight.h"
#include "cs-project-verify.h"

#include <string.h>

/* Hash of the event -> why it does not count. */
static GHashTable *
reasons_of (CsProject *project, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT hash, reason FROM unrecognised", "");
  if (stmt == NULL)
    return NULL;
  g_autoptr (GHashTable) reasons =
      g_hash_table_new_full (cs_hash_hash_func, cs_hash_equal_func, g_free, g_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    if (cs_stmt_hash (stmt, 0, &hash))
      g_hash_table_insert (reasons, g_memdup2 (&hash, sizeof hash),
                           g_strdup (cs_stmt_text (stmt, 1)));
  }
  return state == 0 ? g_steal_pointer (&reasons) : NULL;
}

static char *
text_of (CsProject *project, const char *sql, gconstpointer bytes, gsize size)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), NULL, sql, "b", bytes, size);
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0 ? g_strdup (cs_stmt_text (stmt, 0)) : NULL;
}

/* Whose key it is; what a sitting says of itself is hearsay. */
static char *
who_did (CsProject *project, const CsEvent *event)
{
  char hex[CS_HASH_HEX + 1];
  char *handle = text_of (project, "SELECT handle FROM person WHERE sitting_key = ?",
                          event->key.bytes, sizeof event->key.bytes);
  if (handle != NULL && event->sealed)
    return handle;
  if (handle == NULL)
    return g_strdup_printf ("somebody with the unknown key %.12s",
                            cs_public_key_to_hex (&event->key, hex));
  char *who = g_strdup_printf ("somebody in the name of %s", handle);
  g_free (handle);
  return who;
}

/* ", case "X"", or the first of many; empty for an act on no case. */
static char *
where_done (CsProject *project, const CsEvent *event)
{
  CsGid gid;
  const CsJson *cases = cs_json_get (event->body, "cases");
  guint n = cs_json_length (cases);
  const char *text =
      n > 0 ? cs_json_string (cs_json_at (cases, 0)) : cs_json_get_string (event->body, "case");
  if (text == NULL || !cs_gid_from_hex (text, &gid))
    return g_strdup ("");
  g_autofree char *title =
      text_of (project, "SELECT title FROM work WHERE gid = ?", gid.bytes, sizeof gid.bytes);
  g_autofree char *others = n > 1 ? g_strdup_printf (" and %u more", n - 1) : g_strdup ("");
  return title != NULL ? g_strdup_printf (", case \"%s\"%s", title, others)
                       : g_strdup_printf (", case %.12s, which is not there%s", text, others);
}

/* Whether who checks the project may be told what EVENT was: who only labels is told of their own
 * acts. Somebody outside the project holds the file and checks all of it. */
static gboolean
may_be_told (CsProject *project, const CsEvent *event)
{
  g_auto (CsSight) sight = { 0 };
  const CsReader reader = cs_project_reader (project);
  CsReader who = { 0 };
  if (reader.roles == 0)
    return TRUE;
  return cs_sight_begin (project, &reader, &sight, NULL) &&
         (cs_sight_is_full (&sight) ||
          (event->sealed && cs_index_person_of_key (project->index, &event->key, &who, NULL) &&
           cs_gid_equal (&who.person, &reader.person)));
}

static void
tell_act (CsProject *project, const CsEvent *event, const char *reason, GPtrArray *problems)
{
  const CsEventKind *kind = cs_event_kind_find (event->kind);
  gboolean shaped =
      kind != NULL && event->body != NULL && cs_json_check (event->body, kind->fields, NULL);
  char hex[CS_HASH_HEX + 1];
  g_autofree char *who = who_did (project, event);
  g_autofree char *where = where_done (project, event);
  g_autofree char *what =
      shaped ? kind->sentence (event->body) : g_strdup_printf ("an act \"%s\"", event->kind);
  g_autofree char *when =
      cs_time_to_rfc3339 (shaped ? cs_json_get_int (event->body, "wall", event->at) : event->at);
  if (!may_be_told (project, event))
    cs_problems_add (problems, CS_SEVERITY_WARNING, "unrecognised",
                     cs_hash_to_hex (&event->hash, hex),
                     "%s, %s: an act that does not count; a reviewer, an SME or a lead is told "
                     "what it was and why",
                     who, when);
  else
    cs_problems_add (problems, CS_SEVERITY_WARNING, "unrecognised",
                     cs_hash_to_hex (&event->hash, hex),
                     "%s, %s%s: %s. It does not count, because at its place the answer was: %s",
                     who, when, where, what, reason);
}

/* Whoever sealed both knows whether both are theirs. */
static gboolean
tell_forks (CsProject *project, GPtrArray *problems, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_store_db (project->store), error,
                                         "SELECT gid, min(pubkey), count(*) FROM feed GROUP BY gid"
                                         " HAVING count(*) > 1 ORDER BY gid",
                                         "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid = { { 0 } };
    CsHash key = { { 0 } };
    char hex[CS_GID_HEX + 1];
    cs_stmt_gid (stmt, 0, &gid);
    cs_stmt_hash (stmt, 1, &key);
    g_autofree char *who = text_of (project, "SELECT handle FROM person WHERE sitting_key = ?",
                                    key.bytes, sizeof key.bytes);
    cs_problems_add (problems, CS_SEVERITY_INFO, "forked", cs_gid_to_hex (&gid, hex),
                     "a sitting of %s goes on in %" G_GINT64_FORMAT
                     " ways, each sealed: the file was copied while it was open",
                     who != NULL ? who : "somebody outside the project", cs_stmt_int (stmt, 2));
  }
  return state == 0;
}

gboolean
cs_project_verify_acts (CsProject *project, GPtrArray *problems, GError **error)
{
  g_autoptr (GHashTable) reasons =
      tell_forks (project, problems, error) ? reasons_of (project, error) : NULL;
  if (reasons == NULL || g_hash_table_size (reasons) == 0)
    return reasons != NULL;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT event.id, hash FROM event JOIN feed ON feed.id = event.feed"
                   " ORDER BY at, gid, seq, hash",
                   "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsEvent) event = { 0 };
    CsHash hash;
    const char *reason =
        cs_stmt_hash (stmt, 1, &hash) ? g_hash_table_lookup (reasons, &hash) : NULL;
    if (reason == NULL)
      continue;
    if (!cs_journal_read (project->store, cs_stmt_int (stmt, 0), &event, error))
      return FALSE;
    tell_act (project, &event, reason, problems);
  }
  return state == 0;
}
