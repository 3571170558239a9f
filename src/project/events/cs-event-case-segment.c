/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case is put into a segment, of which it has one of each kind, or taken out of it. */
#include "cs-event-kind.h"
#include "cs-segment.h"

static const CsField fields[] = {
  { "act", CS_FIELD_HASH }, /* that it takes back */
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "kind", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = cs_segment_kinds },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "segment", CS_FIELD_STRING, 0, 1, CS_WORD_MAX }, /* none: out of it */
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_SEGMENT;
}

/* Who has it and may no longer know of it, or take it, has it no more, and what came before is
 * taken back no more: that would give it to them again. */
static gboolean
put_case (CsFold *fold, const CsGid *gid, gboolean sensitive, const char *segment, GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (!cs_db_run (fold->db, error,
                  sensitive ? "UPDATE work SET sensitive = ? WHERE gid = ?"
                            : "UPDATE work SET expertise = ? WHERE gid = ?",
                  "tg", segment, gid) ||
      cs_work_load (fold->db, gid, &work, error) <= 0)
    return FALSE;
  cs_work_forget (&work);
  return cs_fold_settle (fold, &work, error) && cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO segment (sensitive, expertise) VALUES (?, ?)", "tt",
                    work.sensitive, work.expertise);
}

/* The control cases of it hold the same files and go where it goes. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  const char *segment = cs_json_get_string (body, "segment");
  gboolean sensitive = g_str_equal (cs_json_get_string (body, "kind"), "sensitive");
  if ((segment != NULL && !cs_word_check (segment, error)) ||
      !cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  g_autoptr (GArray) gids = g_array_new (FALSE, FALSE, sizeof (CsGid));
  g_autoptr (CsStmt) stmt = cs_db_query (
      fold->db, error, "SELECT ?1 UNION SELECT case_gid FROM control WHERE of_case = ?1", "g",
      &work.gid);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    if (cs_stmt_gid (stmt, 0, &gid))
      g_array_append_val (gids, gid);
  }
  for (guint i = 0; state == 0 && i < gids->len; i++)
    if (!put_case (fold, &g_array_index (gids, CsGid, i), sensitive, segment != NULL ? segment : "",
                   error))
      return FALSE;
  return state == 0;
}

static void
restore (CsJson *body, const CsJson *act, const CsJson *before)
{
  cs_json_put_string (body, "kind", cs_json_get_string (act, "kind"));
  cs_json_put_string (body, "segment",
                      before != NULL ? cs_json_get_string (before, "segment") : NULL);
}

static char *
sentence (const CsJson *body)
{
  const char *segment = cs_json_get_string (body, "segment"),
             *kind = cs_json_get_string (body, "kind");
  return segment != NULL ? g_strdup_printf ("put the case into the %s segment %s", kind, segment)
                         : g_strdup_printf ("took the case out of its %s segment", kind);
}

const CsEventKind cs_event_case_segment = {
  .tag = "case.segment",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_body_case,
  .fold = fold_event,
  .tells = CS_TELLS_CASE,
  .restore = restore,
  .sentence = sentence,
};
