/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-work.h"

#include <string.h>

void
cs_work_clear (CsWork *work)
{
  g_clear_pointer (&work->title, g_free);
  g_clear_pointer (&work->undo, g_free);
}

gboolean
cs_gid_is_zero (const CsGid *gid)
{
  static const CsGid zero;
  return cs_gid_equal (gid, &zero);
}

const char *const cs_priority_names[] = { "high", "low", "normal", NULL };

const char *
cs_priority_name (int priority)
{
  return priority > 0 ? "high" : priority < 0 ? "low" : "normal";
}

gboolean
cs_priority_parse (const char *name, int *ret_priority, GError **error)
{
  for (int priority = -1; priority <= 1; priority++)
    if (strcmp (name, cs_priority_name (priority)) == 0) {
      *ret_priority = priority;
      return TRUE;
    }
  return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no priority; say high, normal or low", name);
}

static const CsGid *
gid_or_null (const CsGid *gid)
{
  return cs_gid_is_zero (gid) ? NULL : gid;
}

static const CsHash *
hash_or_null (const CsHash *hash)
{
  return cs_hash_is_zero (hash) ? NULL : hash;
}

/* --- readings, as bytes --- */

#define READING_BYTES                                                                              \
  (2 * sizeof (CsGid) + sizeof (CsHash) + sizeof (gint64) + 1 + CS_GROUP_KEY_MAX)

static GByteArray *
pack_readings (const CsWork *work)
{
  GByteArray *bytes = g_byte_array_new ();
  for (guint i = 0; i < work->n_readings; i++) {
    const CsReading *reading = &work->readings[i];
    guint8 state = (guint8)reading->state;
    guint64 lease = GUINT64_TO_LE ((guint64)reading->lease);
    g_byte_array_append (bytes, reading->person.bytes, sizeof reading->person);
    g_byte_array_append (bytes, reading->by.bytes, sizeof reading->by);
    g_byte_array_append (bytes, reading->act.bytes, sizeof reading->act);
    g_byte_array_append (bytes, (const guint8 *)&lease, sizeof lease);
    g_byte_array_append (bytes, &state, 1);
    g_byte_array_append (bytes, (const guint8 *)reading->group, CS_GROUP_KEY_MAX);
  }
  return bytes;
}

static gboolean
unpack_readings (CsWork *work, const guint8 *bytes, gsize size)
{
  if (size % READING_BYTES != 0 || size / READING_BYTES > CS_READINGS_MAX)
    return FALSE;
  work->n_readings = (guint)(size / READING_BYTES);
  for (guint i = 0; i < work->n_readings; i++, bytes += READING_BYTES) {
    CsReading *reading = &work->readings[i];
    memcpy (&reading->person, bytes, sizeof reading->person);
    memcpy (&reading->by, bytes + sizeof (CsGid), sizeof reading->by);
    memcpy (&reading->act, bytes + 2 * sizeof (CsGid), sizeof reading->act);
    guint64 lease;
    memcpy (&lease, bytes + 2 * sizeof (CsGid) + sizeof (CsHash), sizeof lease);
    reading->lease = (gint64)GUINT64_FROM_LE (lease);
    const guint8 *rest = bytes + 2 * sizeof (CsGid) + sizeof (CsHash) + sizeof lease;
    reading->state = (CsReadingState)MIN (rest[0], CS_READING_DONE);
    memcpy (reading->group, rest + 1, CS_GROUP_KEY_MAX);
  }
  return TRUE;
}

static gboolean
unpack_deciders (CsWork *work, const guint8 *bytes, gsize size)
{
  if (size % sizeof (CsGid) != 0 || size > sizeof work->deciders)
    return FALSE;
  work->n_deciders = (guint)(size / sizeof (CsGid));
  if (size > 0)
    memcpy (work->deciders, bytes, size);
  return TRUE;
}

CsReading *
cs_work_reading (CsWork *work, const CsGid *person)
{
  for (guint i = 0; i < work->n_readings; i++)
    if (cs_gid_equal (&work->readings[i].person, person))
      return &work->readings[i];
  return NULL;
}

gboolean
cs_work_from_row (CsStmt *stmt, CsWork *ret_work, GError **error)
{
  CsWork work = { .ord = cs_stmt_int (stmt, 1),
                  .stage = (guint)cs_stmt_int (stmt, 3),
                  .status = (CsCaseStatus)cs_stmt_int (stmt, 4),
                  .sent_back = cs_stmt_int (stmt, 12) != 0,
                  .worked = cs_stmt_int (stmt, 13) != 0,
                  .changed = cs_stmt_int (stmt, 14) != 0 };
  if (!cs_stmt_gid (stmt, 0, &work.gid) || work.status > CS_CASE_REJECTED ||
      cs_stmt_int (stmt, 22) < 0 || cs_stmt_int (stmt, 22) > CS_ASKED_BOARD ||
      cs_stmt_int (stmt, 26) < 0 || cs_stmt_int (stmt, 26) > 3)
    return cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  cs_stmt_gid (stmt, 5, &work.holder);
  cs_stmt_gid (stmt, 6, &work.assigned);
  cs_stmt_gid (stmt, 7, &work.last_labeler);
  cs_stmt_gid (stmt, 8, &work.accepted_by);
  cs_stmt_hash (stmt, 9, &work.revision);
  cs_stmt_hash (stmt, 10, &work.decision);
  cs_stmt_hash (stmt, 11, &work.signature);
  cs_stmt_hash (stmt, 15, &work.last_act);
  cs_stmt_gid (stmt, 16, &work.last_person);
  cs_stmt_hash (stmt, 24, &work.merge);
  cs_stmt_hash (stmt, 29, &work.countersigned);
  cs_stmt_gid (stmt, 31, &work.control);
  gsize size = 0;
  const guint8 *readings = cs_stmt_blob (stmt, 23, &size);
  work.lease = cs_stmt_int (stmt, 28);
  work.readers = (guint)cs_stmt_int (stmt, 30);
  gsize n_deciders = 0;
  const guint8 *deciders = cs_stmt_blob (stmt, 25, &n_deciders);
  if (!unpack_readings (&work, readings, size) || !unpack_deciders (&work, deciders, n_deciders))
    return cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  work.n_indexed = work.n_readings;
  work.title = g_strdup (cs_stmt_text (stmt, 2));
  work.undo = g_strdup (cs_stmt_text (stmt, 17));
  work.priority = CLAMP ((int)cs_stmt_int (stmt, 18), -1, 1);
  work.workflow = (guint)cs_stmt_int (stmt, 19);
  work.due = (int)CLAMP (cs_stmt_int (stmt, 20), 0, CS_DUE_NONE);
  cs_stmt_hash (stmt, 21, &work.question);
  work.asked = (CsAsked)cs_stmt_int (stmt, 22);
  work.risk.tier = (guint)cs_stmt_int (stmt, 26);
  work.risk.flagged = cs_stmt_int (stmt, 27) != 0;
  g_strlcpy (work.sensitive, cs_stmt_text (stmt, 32), sizeof work.sensitive);
  g_strlcpy (work.expertise, cs_stmt_text (stmt, 33), sizeof work.expertise);
  g_strlcpy (work.goal, cs_stmt_text (stmt, 34), sizeof work.goal);
  *ret_work = work;
  return TRUE;
}

int
cs_work_load (CsDb *index, const CsGid *gid, CsWork *ret_work, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (index, error, "SELECT " CS_WORK_COLUMNS " FROM work WHERE gid = ?", "g", gid);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0)
    return state;
  return cs_work_from_row (stmt, ret_work, error) ? 1 : -1;
}

/* The same as rows, to find what somebody reads. */
static gboolean
save_readings (CsDb *index, const CsWork *work, GError **error)
{
  if (work->n_indexed > 0 &&
      !cs_db_run (index, error, "DELETE FROM reading WHERE case_gid = ?", "g", &work->gid))
    return FALSE;
  for (guint i = 0; i < work->n_readings; i++)
    if (!cs_db_run (index, error, "INSERT INTO reading (person, state, case_gid) VALUES (?, ?, ?)",
                    "gig", &work->readings[i].person, (gint64)work->readings[i].state, &work->gid))
      return FALSE;
  return TRUE;
}

gboolean
cs_work_save (CsDb *index, const CsWork *work, GError **error)
{
  g_autoptr (GByteArray) readings = pack_readings (work);
  return save_readings (index, work, error) &&
         cs_db_run (
             index, error,
             "UPDATE work SET stage = ?, status = ?, holder = ?, assigned = ?, last_labeler = ?,"
             " accepted_by = ?, revision = ?, decision = ?, signature = ?, sent_back = ?, worked = "
             "?,"
             " changed = ?, last_act = ?, last_person = ?, undo = ?, priority = ?, workflow = ?,"
             " question = ?, asked = ?, readings = ?, merge = ?, deciders = ?,"
             " tier = ?, flagged = ?, lease = ?, countersigned = ?, readers = ? WHERE gid = ?",
             "iigggghhhiiihgtiihibhbiiihig", (gint64)work->stage, (gint64)work->status,
             gid_or_null (&work->holder), gid_or_null (&work->assigned),
             gid_or_null (&work->last_labeler), gid_or_null (&work->accepted_by),
             hash_or_null (&work->revision), hash_or_null (&work->decision),
             hash_or_null (&work->signature), (gint64)work->sent_back, (gint64)work->worked,
             (gint64)work->changed, hash_or_null (&work->last_act),
             gid_or_null (&work->last_person), work->undo, (gint64)work->priority,
             (gint64)work->workflow, hash_or_null (&work->question), (gint64)work->asked,
             readings->data, (gsize)readings->len, hash_or_null (&work->merge), work->deciders,
             work->n_deciders * sizeof (CsGid), (gint64)work->risk.tier, (gint64)work->risk.flagged,
             work->lease, hash_or_null (&work->countersigned), (gint64)work->readers, &work->gid);
}

static const struct {
  const char *key;
  gsize offset;
} kept_gids[] = {
  { "accepted_by", offsetof (CsWork, accepted_by) },
  { "assigned", offsetof (CsWork, assigned) },
  { "holder", offsetof (CsWork, holder) },
  { "last_labeler", offsetof (CsWork, last_labeler) },
};

static const struct {
  const char *key;
  gsize offset;
} kept_hashes[] = {
  { "countersigned", offsetof (CsWork, countersigned) },
  { "decision", offsetof (CsWork, decision) },
  { "merge", offsetof (CsWork, merge) },
  { "question", offsetof (CsWork, question) },
  { "revision", offsetof (CsWork, revision) },
};

void
cs_work_remember (CsWork *work, const CsHash *act, const CsGid *person)
{
  g_autoptr (CsJson) kept = cs_json_new_object ();
  for (guint i = 0; i < G_N_ELEMENTS (kept_gids); i++)
    cs_json_put_gid (kept, kept_gids[i].key, G_STRUCT_MEMBER_P (work, kept_gids[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (kept_hashes); i++)
    cs_json_put_hash (kept, kept_hashes[i].key, G_STRUCT_MEMBER_P (work, kept_hashes[i].offset));
  cs_json_put_int (kept, "asked", work->asked);
  cs_json_put_bool (kept, "changed", work->changed);
  cs_json_put_bool (kept, "flagged", work->risk.flagged);
  cs_json_put_int (kept, "lease", work->lease);
  if (work->n_readings > 0) {
    g_autoptr (GByteArray) bytes = pack_readings (work);
    g_autofree char *text = g_base64_encode (bytes->data, bytes->len);
    cs_json_put_string (kept, "readings", text);
  }
  if (work->n_deciders > 0) {
    g_autofree char *text =
        g_base64_encode (work->deciders[0].bytes, work->n_deciders * sizeof (CsGid));
    cs_json_put_string (kept, "deciders", text);
  }
  cs_json_put_bool (kept, "sent_back", work->sent_back);
  cs_json_put_int (kept, "stage", work->stage);
  cs_json_put_int (kept, "status", work->status);
  cs_json_put_int (kept, "tier", work->risk.tier);
  cs_json_put_int (kept, "workflow", work->workflow);
  g_free (work->undo);
  work->undo = cs_json_to_canonical (kept, NULL);
  work->last_act = *act;
  work->last_person = *person;
}

gboolean
cs_work_take_back (CsWork *work)
{
  g_autoptr (CsJson) kept =
      work->undo != NULL ? cs_json_parse_canonical (work->undo, strlen (work->undo), NULL) : NULL;
  if (kept == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kept_gids); i++)
    cs_json_get_gid (kept, kept_gids[i].key,
                     (CsGid *)G_STRUCT_MEMBER_P (work, kept_gids[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (kept_hashes); i++)
    cs_json_get_hash (kept, kept_hashes[i].key,
                      (CsHash *)G_STRUCT_MEMBER_P (work, kept_hashes[i].offset));
  work->asked = (CsAsked)cs_json_get_int (kept, "asked", 0);
  work->changed = cs_json_get_bool (kept, "changed");
  work->risk.flagged = cs_json_get_bool (kept, "flagged");
  work->risk.tier = (guint)cs_json_get_int (kept, "tier", 0);
  work->lease = cs_json_get_int (kept, "lease", 0);
  work->sent_back = cs_json_get_bool (kept, "sent_back");
  work->stage = (guint)cs_json_get_int (kept, "stage", 0);
  work->status = (CsCaseStatus)cs_json_get_int (kept, "status", 0);
  work->workflow = (guint)cs_json_get_int (kept, "workflow", 0);
  const char *readings = cs_json_get_string (kept, "readings");
  gsize size = 0;
  g_autofree guint8 *bytes = readings != NULL ? g_base64_decode (readings, &size) : NULL;
  const char *deciders = cs_json_get_string (kept, "deciders");
  gsize n_deciders = 0;
  g_autofree guint8 *people = deciders != NULL ? g_base64_decode (deciders, &n_deciders) : NULL;
  if (!unpack_readings (work, bytes, size) || !unpack_deciders (work, people, n_deciders))
    return FALSE;
  cs_work_forget (work);
  return TRUE;
}

void
cs_work_forget (CsWork *work)
{
  g_clear_pointer (&work->undo, g_free);
  memset (&work->last_act, 0, sizeof work->last_act);
  memset (&work->last_person, 0, sizeof work->last_person);
}
