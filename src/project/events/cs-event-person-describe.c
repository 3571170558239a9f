/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a person, all of it anew. Who comes to a higher level does so for work that
 * everybody's program counts again: numbers that are not so are not recognised. */
#include "cs-event-kind.h"
#include "cs-index-private.h"
#include "cs-track-record.h"
#include "cs-traits.h"

static const CsField fields[] = {
  { "evidence", CS_FIELD_OBJECT, .fields = cs_track_record_fields },
  { "level", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = cs_level_names },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "qualification", CS_FIELD_STRING, 0, 1, CS_EVENT_TEXT_MAX },
  { "reason", CS_FIELD_STRING, 0, 1, CS_EVENT_TEXT_MAX },
  { "segments", CS_FIELD_STRING, CS_FIELD_REQUIRED | CS_FIELD_LIST, 1, CS_WORD_MAX,
    .max_count = CS_WORDS_MAX },
  { "tags", CS_FIELD_STRING, CS_FIELD_REQUIRED | CS_FIELD_LIST, 1, CS_WORD_MAX,
    .max_count = CS_WORDS_MAX },
  { "type", CS_FIELD_STRING, .choices = cs_worker_types },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_DESCRIBE;
}

static CsLevel
level_of (const CsJson *body)
{
  CsLevel level = CS_LEVEL_READER;
  cs_level_parse (cs_json_get_string (body, "level"), &level, NULL);
  return level;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid person;
  gint64 level = -1;
  CsTrackRecord record = { 0 };
  const CsJson *evidence = cs_json_get (body, "evidence");
  cs_json_get_gid (body, "person", &person);
  if (!cs_db_get_int (fold->db, -1, &level, error, "SELECT level FROM person WHERE gid = ?", "g",
                      &person))
    return FALSE;
  state->person_known = level >= 0;
  state->level_rises = level_of (body) > level;
  state->reason_missing =
      (level_of (body) != level && cs_json_get_string (body, "reason") == NULL) ||
      (state->level_rises && cs_json_get_string (body, "qualification") == NULL);
  if (!state->level_rises || evidence == NULL)
    return TRUE;
  if (!cs_track_record_count (fold->db, &person, &record, error))
    return FALSE;
  state->record_right = cs_track_record_fits (&record, evidence);
  return TRUE;
}

/* What they have in a segment that is theirs no longer waits for anybody again. */
static gboolean
release_work (CsFold *fold, const CsGid *person, GError **error)
{
  return cs_fold_settle_cases (
      fold,
      cs_db_query (fold->db, error,
                   "SELECT gid FROM work INDEXED BY work_segment WHERE (sensitive <> '' OR"
                   " expertise <> '') AND status <= ?1 AND (holder = ?2 OR assigned = ?2 OR"
                   " instr (readings, ?2) > 0)",
                   "ig", (gint64)CS_CASE_HELD, person),
      error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid person;
  g_autofree char *tags = cs_words_from_json (cs_json_get (body, "tags"));
  g_autofree char *segments = cs_words_from_json (cs_json_get (body, "segments"));
  g_autofree char *promoted =
      cs_json_get (body, "evidence") != NULL ? cs_json_to_canonical (body, NULL) : NULL;
  if (tags == NULL || segments == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "its words are not in order, or no words");
  cs_json_get_gid (body, "person", &person);
  cs_index_people_changed (fold->index);
  return cs_db_run (fold->db, error,
                    "UPDATE person SET type = ?, level = ?, tags = ?, segments = ?,"
                    " promoted = coalesce (?, CASE WHEN ?2 < level THEN NULL ELSE promoted END)"
                    " WHERE gid = ?",
                    "titttg", cs_json_get_string (body, "type"), (gint64)level_of (body), tags,
                    segments, promoted, &person) &&
         release_work (fold, &person, error);
}

/* Which segments there are is not for everybody. */
static char *
sentence (const CsJson *body)
{
  g_autofree char *tags = cs_words_from_json (cs_json_get (body, "tags"));
  g_autofree char *expert = cs_words_to_text (tags);
  const char *type = cs_json_get_string (body, "type");
  guint n = cs_json_length (cs_json_get (body, "segments"));
  return g_strdup_printf (
      "described %.8s as %s, level %s%s%s, let in to %u %s", cs_json_get_string (body, "person"),
      type != NULL ? type : "worker", cs_json_get_string (body, "level"),
      expert[0] != '\0' ? ", expert in " : "", expert, n, n == 1 ? "segment" : "segments");
}

const CsEventKind cs_event_person_describe = {
  .tag = "person.describe",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_PROJECT,
  .sentence = sentence,
};
