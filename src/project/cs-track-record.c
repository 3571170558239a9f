/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-track-record.h"

#include <string.h>

#define COUNT(key)                                                                                 \
  {                                                                                                \
    key, CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_JSON_MAX_INT                                       \
  }
const CsField cs_track_record_fields[] = {
  COUNT ("accepted"), COUNT ("agreed"), COUNT ("corrected"), COUNT ("first"), COUNT ("handed_in"),
  COUNT ("last"),     COUNT ("read"),   COUNT ("sent_back"), { NULL },
};
#undef COUNT

CsJson *
cs_track_record_to_json (const CsTrackRecord *record)
{
  CsJson *json = cs_json_new_object ();
  cs_json_put_int (json, "accepted", record->accepted);
  cs_json_put_int (json, "agreed", record->agreed);
  cs_json_put_int (json, "corrected", record->corrected);
  cs_json_put_int (json, "first", record->first);
  cs_json_put_int (json, "handed_in", record->handed_in);
  cs_json_put_int (json, "last", record->last);
  cs_json_put_int (json, "read", record->read);
  cs_json_put_int (json, "sent_back", record->sent_back);
  return json;
}

void
cs_track_record_from_json (const CsJson *json, CsTrackRecord *ret_record)
{
  *ret_record = (CsTrackRecord){ .handed_in = cs_json_get_int (json, "handed_in", 0),
                                 .accepted = cs_json_get_int (json, "accepted", 0),
                                 .corrected = cs_json_get_int (json, "corrected", 0),
                                 .sent_back = cs_json_get_int (json, "sent_back", 0),
                                 .read = cs_json_get_int (json, "read", 0),
                                 .agreed = cs_json_get_int (json, "agreed", 0),
                                 .first = cs_json_get_int (json, "first", 0),
                                 .last = cs_json_get_int (json, "last", 0) };
}

gboolean
cs_track_record_fits (const CsTrackRecord *record, const CsJson *json)
{
  g_autoptr (CsJson) counted = cs_track_record_to_json (record);
  for (const CsField *field = cs_track_record_fields; field->key != NULL; field++)
    if (cs_json_get_int (json, field->key, -1) != cs_json_get_int (counted, field->key, -1))
      return FALSE;
  return TRUE;
}

/* A correction, a settlement and what readers agree on are decisions, too, and nobody's first
 * work. What somebody decided on their own version says nothing of it. */
static const char count_versions[] =
    "SELECT count(*), min(wall), max(wall),"
    " sum(EXISTS (SELECT 1 FROM decision AS d WHERE d.case_gid = r.case_gid AND d.revision ="
    " r.hash AND d.kind = 'accept' AND d.withdrawn = 0 AND d.person != r.person)"
    " AND NOT EXISTS (SELECT 1 FROM decision AS d WHERE d.case_gid = r.case_gid AND d.revision ="
    " r.hash AND d.kind IN ('correct', 'send-back', 'reject') AND d.withdrawn = 0)),"
    " sum(EXISTS (SELECT 1 FROM decision AS d WHERE d.case_gid = r.case_gid AND d.revision ="
    " r.hash AND d.kind = 'correct' AND d.withdrawn = 0 AND d.person != r.person)),"
    " sum(EXISTS (SELECT 1 FROM decision AS d WHERE d.case_gid = r.case_gid AND d.revision ="
    " r.hash AND d.kind IN ('send-back', 'reject') AND d.withdrawn = 0 AND d.person != r.person))"
    " FROM revision AS r WHERE r.person = ? AND r.withdrawn = 0"
    " AND r.case_gid NOT IN (SELECT case_gid FROM control)" /* which nobody decides on */
    " AND NOT EXISTS (SELECT 1 FROM decision AS d WHERE d.hash = r.hash)";

static const char count_reads[] =
    "SELECT count(*), sum(instr(d.body, '\"disputes\":0,') > 0)"
    " FROM revision AS r JOIN decision AS d ON d.case_gid = r.case_gid"
    " WHERE r.person = ? AND r.withdrawn = 0 AND d.kind = 'merge'"
    " AND instr(d.body, lower(hex(r.hash))) > 0";

gboolean
cs_track_record_count (CsDb *index, const CsGid *person, CsTrackRecord *ret_record, GError **error)
{
  CsTrackRecord record = { 0 };
  g_autoptr (CsStmt) versions = cs_db_query (index, error, count_versions, "g", person);
  if (versions == NULL || cs_stmt_step (versions, error) <= 0)
    return FALSE;
  record.handed_in = cs_stmt_int (versions, 0);
  record.first = cs_stmt_int (versions, 1);
  record.last = cs_stmt_int (versions, 2);
  record.accepted = cs_stmt_int (versions, 3);
  record.corrected = cs_stmt_int (versions, 4);
  record.sent_back = cs_stmt_int (versions, 5);
  g_autoptr (CsStmt) reads = cs_db_query (index, error, count_reads, "g", person);
  if (reads == NULL || cs_stmt_step (reads, error) <= 0)
    return FALSE;
  record.read = cs_stmt_int (reads, 0);
  record.agreed = cs_stmt_int (reads, 1);
  *ret_record = record;
  return TRUE;
}

char *
cs_track_record_words (const CsTrackRecord *record)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (text,
                          "handed in %" G_GINT64_FORMAT ", accepted unchanged %" G_GINT64_FORMAT
                          ", corrected %" G_GINT64_FORMAT ", sent back %" G_GINT64_FORMAT,
                          record->handed_in, record->accepted, record->corrected,
                          record->sent_back);
  if (record->read > 0)
    g_string_append_printf (
        text, ", agreed with all other readers in %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT,
        record->agreed, record->read);
  return g_string_free (text, FALSE);
}
