/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-offer.h"
#include "cs-event-kind.h"
#include "cs-project-private.h"
#include "cs-project-review.h"
#include "cs-project-sight.h"
#include "cs-text-breaks.h"
#include "cs-text-decode.h"

#include <string.h>

void
cs_remark_row_free (CsRemarkRow *row)
{
  if (row == NULL)
    return;
  cs_remark_clear (&row->remark);
  g_free (row->who);
  g_free (row->answer);
  g_free (row->answer_who);
  g_free (row);
}

/* What the rules let READER do to the remark. */
static gboolean
ask_rules (CsProject *project, const CsReader *reader, const CsWork *work, CsRemarkRow *row,
           GError **error)
{
  CsFold fold = { .index = project->index,
                  .db = cs_index_db (project->index),
                  .store = project->store,
                  .actor = *reader };
  CsRuleState state = { .project_exists = TRUE };
  if (!cs_gather_case (&fold, &work->gid, &state, NULL, error) ||
      !cs_gather_remark (&fold, &row->act, row->row, work, &state, error))
    return FALSE;
  row->may_answer = cs_rules_may (reader, CS_DEED_REPLY, &state, NULL);
  row->may_close = cs_rules_may (reader, CS_DEED_CLOSE_REMARK, &state, NULL);
  return TRUE;
}

static gboolean
load_answer (CsProject *project, CsRemarkRow *row, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT text, handle, wall FROM remark_answer LEFT JOIN person ON gid = person WHERE act = ?"
      " AND n = ? AND how = 'answer' ORDER BY remark_answer.ord DESC LIMIT 1",
      "hi", &row->act, (gint64)row->row);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0) {
    row->answer = g_strdup (cs_stmt_text (stmt, 0));
    row->answer_who = g_strdup (cs_stmt_text (stmt, 1));
    row->answer_wall = cs_stmt_int (stmt, 2);
  }
  return state >= 0;
}

static gboolean
fill_row (CsProject *project, const CsReader *reader, const CsWork *work, CsStmt *stmt,
          CsRemarkRow *row, GError **error)
{
  const char *text = cs_stmt_text (stmt, 5);
  g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
  cs_stmt_hash (stmt, 0, &row->act);
  row->row = (guint)cs_stmt_int (stmt, 1);
  cs_stmt_hash (stmt, 2, &row->revision);
  cs_stmt_gid (stmt, 3, &row->person);
  row->wall = cs_stmt_int (stmt, 4);
  row->state = (CsRemarkState)cs_stmt_int (stmt, 6);
  row->who = g_strdup (cs_stmt_text (stmt, 7));
  return body != NULL && cs_remark_from_json (body, &row->remark, error) &&
         load_answer (project, row, error) && ask_rules (project, reader, work, row, error);
}

/* Without what it says of a version that the reader is not given, and of who read that. */
static void
take_out_place (CsRemarkRow *row)
{
  CsRemark *remark = &row->remark;
  g_clear_pointer (&remark->quote, g_free);
  remark->mark = 0;
  remark->item = (CsGid){ { 0 } };
  remark->part = remark->frame = -1;
  remark->start = remark->end = 0;
  row->revision = (CsHash){ { 0 } };
  g_clear_pointer (&row->answer, g_free);
  g_clear_pointer (&row->answer_who, g_free);
  row->state = CS_REMARK_OPEN;
  row->may_answer = row->may_close = FALSE;
}

GPtrArray *
cs_project_remarks (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                    GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_auto (CsSight) sight = { 0 };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_remark_row_free);
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_sight_begin (project, reader, &sight, error))
    return NULL;
  gboolean beside = cs_sight_is_reader_anew (&sight, &work);
  if (!beside && (cs_sight_is_beside (&sight, &work) || !cs_sight_work (&sight, &work)))
    return g_steal_pointer (&rows);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT act, n, revision, remark.person, wall, body, state, handle FROM remark"
                   " LEFT JOIN person ON gid = remark.person WHERE case_gid = ?1"
                   " AND (NOT ?2 OR act = ?3) ORDER BY remark.ord, n",
                   "gih", case_gid, (gint64)beside, &work.decision);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsRemarkRow *row = g_new0 (CsRemarkRow, 1);
    g_ptr_array_add (rows, row);
    if (!fill_row (project, reader, &work, stmt, row, error))
      return NULL;
    if (beside)
      take_out_place (row);
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

gboolean
cs_project_came_back (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                      CsRemarkRow **ret_row, GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_auto (CsSight) sight = { 0 };
  *ret_row = NULL;
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_sight_begin (project, reader, &sight, error))
    return FALSE;
  if (!work.sent_back || cs_sight_shuts_out (&sight, &work) ||
      !(cs_sight_is_reader_anew (&sight, &work) || cs_sight_work (&sight, &work)))
    return TRUE;
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT body, handle, wall, revision, person FROM decision LEFT JOIN person ON gid = person"
      " WHERE hash = ? AND kind = 'send-back'",
      "h", &work.decision);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0)
    return state == 0;
  const char *text = cs_stmt_text (stmt, 0);
  g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
  if (body == NULL)
    return FALSE;
  CsRemarkRow *row = *ret_row = g_new0 (CsRemarkRow, 1);
  row->act = work.decision;
  /* Where two copies decided differently nobody is told who decided what. */
  gboolean nameless = work.stage >= CS_STAGE_VERSIONS;
  row->who = g_strdup (nameless ? "?" : cs_stmt_text (stmt, 1));
  row->wall = cs_stmt_int (stmt, 2);
  if (!cs_sight_is_beside (&sight, &work))
    cs_stmt_hash (stmt, 3, &row->revision);
  if (!nameless)
    cs_stmt_gid (stmt, 4, &row->person);
  row->remark.part = row->remark.frame = -1;
  row->remark.category = g_strdup (cs_json_get_string (body, "category"));
  row->remark.severity = g_strdup (cs_json_get_string (body, "severity"));
  row->remark.clause = g_strdup (cs_json_get_string (body, "clause"));
  row->remark.text = g_strdup (cs_json_get_string (body, "reason"));
  return TRUE;
}

/* --- a stretch of a text --- */

static CsTextDocument *
read_text (CsProject *project, const CsGid *item, GError **error)
{
  CsHash hash;
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT facts FROM item WHERE gid = ?", "g", item);
  if (stmt == NULL || cs_stmt_step (stmt, error) <= 0)
    return NULL;
  const char *text = cs_stmt_text (stmt, 0);
  g_autoptr (CsJson) facts = cs_json_parse_canonical (text, strlen (text), error);
  if (facts == NULL)
    return NULL;
  cs_json_get_hash (cs_json_at (cs_json_get (facts, "parts"), 0), "blob", &hash);
  g_autoptr (GBytes) bytes = cs_store_read_blob (project->store, &hash, CS_TEXT_MAX_SIZE, error);
  if (bytes == NULL)
    return NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  return cs_text_decode_stored (
      data, size, cs_json_get_string (cs_json_get (facts, "text"), "decoding"), error);
}

char *
cs_project_quote (CsProject *project, const CsGid *case_gid, const CsGid *item, gint64 start,
                  gint64 end, GError **error)
{
  const gint64 stretch[] = { start, end };
  g_autoptr (CsCaseOffer) offer =
      cs_case_offer_load (cs_index_db (project->index), case_gid, error);
  if (offer == NULL || !cs_case_offer_check_stretch (offer, item, start, end, error))
    return NULL;
  g_autoptr (CsTextDocument) document = read_text (project, item, error);
  if (document == NULL)
    return NULL;
  g_autoptr (CsTextBreaks) breaks = cs_text_breaks_new (document);
  for (guint i = 0; i < G_N_ELEMENTS (stretch); i++)
    if (!cs_text_breaks_is_stop (breaks, (guint32)stretch[i])) {
      cs_fail (error, CS_ERROR_INVALID,
               "position %" G_GINT64_FORMAT " is inside a character; it ends at %u", stretch[i],
               cs_text_breaks_next (breaks, (guint32)stretch[i], CS_TEXT_UNIT_GRAPHEME));
      return NULL;
    }
  g_autofree char *quote = cs_text_document_quote (document, stretch, 2, error);
  if (quote != NULL && strlen (quote) > CS_REMARK_MAX_QUOTE) {
    cs_fail (error, CS_ERROR_LIMIT,
             "the words are %" G_GSIZE_FORMAT " bytes, and a remark is about %d"
             " at most; choose where it begins",
             strlen (quote), CS_REMARK_MAX_QUOTE);
    return NULL;
  }
  return g_steal_pointer (&quote);
}

/* The words stand in the remark, so that it can be read without the text. */
static gboolean
check_words (CsProject *project, const CsGid *case_gid, const CsRemark *remark, GError **error)
{
  if (remark->start == remark->end)
    return TRUE;
  g_autofree char *quote =
      cs_project_quote (project, case_gid, &remark->item, remark->start, remark->end, error);
  return quote != NULL &&
         (g_strcmp0 (quote, remark->quote) == 0 ||
          cs_fail (error, CS_ERROR_INVALID, "the text says \"%s\" there, and not \"%s\"", quote,
                   remark->quote != NULL ? remark->quote : ""));
}

gboolean
cs_project_add_remarks (CsProject *project, const CsGid *case_gid, const CsHash *revision,
                        const CsRemark *const *remarks, guint n, GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (!cs_project_work (project, case_gid, &work, error))
    return FALSE;
  if (cs_hash_is_zero (&work.revision))
    return cs_fail (error, CS_ERROR_DENIED, "nothing was submitted yet");
  /* Who was told of no version is told by the rules why. */
  if (!cs_hash_is_zero (revision) && !cs_hash_equal (&work.revision, revision))
    return cs_fail (error, CS_ERROR_CONFLICT,
                    "the case moved on meanwhile; look at the newest version and remark on that");
  for (guint i = 0; i < n; i++)
    if (!check_words (project, case_gid, remarks[i], error))
      return FALSE;
  CsJson *body = cs_project_noted_body (project);
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < n; i++)
    cs_json_append (list, cs_remark_to_json (remarks[i]));
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put (body, "remarks", list);
  cs_json_put_hash (body, "revision", &work.revision);
  return cs_project_do (project, "remark.add", body, NULL, error);
}

gboolean
cs_project_answer_remark (CsProject *project, const CsGid *case_gid, const CsHash *act, guint row,
                          const char *how, const char *text, GError **error)
{
  if (strcmp (how, "answer") == 0 && (text == NULL || text[0] == '\0'))
    return cs_fail (error, CS_ERROR_INVALID, "say what you answer (--text)");
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_hash (body, "act", act);
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put_string (body, "how", how);
  cs_json_put_int (body, "row", row);
  cs_json_put_string (body, "text", text);
  return cs_project_do (project, "remark.answer", body, NULL, error);
}
