/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody begins no new work until who leads lets them go on. What they have begun stays theirs.
 */
#include "cs-event-kind.h"
#include "cs-index-private.h"

static const CsField fields[] = {
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "reason", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_EVENT_TEXT_MAX },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_PAUSE;
}

gboolean
cs_gather_pause (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid person;
  gint64 known = 0, paused = 0, leads = 0;
  cs_json_get_gid (body, "person", &person);
  if (!cs_db_get_int (fold->db, 0, &known, error, "SELECT 1 FROM person WHERE gid = ?", "g",
                      &person) ||
      !cs_db_get_int (fold->db, 0, &paused, error,
                      "SELECT 1 FROM pause WHERE person = ? AND ended IS NULL", "g", &person) ||
      !cs_db_get_int (fold->db, 0, &leads, error,
                      "SELECT count(*) FROM person WHERE gid != ? AND roles & ?", "gi", &person,
                      (gint64)CS_ROLE_LEAD))
    return FALSE;
  state->person_known = known != 0;
  state->person_paused = paused != 0;
  state->person_is_actor = cs_gid_equal (&person, &fold->actor.person);
  state->others_lead = leads > 0;
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid person;
  cs_json_get_gid (body, "person", &person);
  cs_index_people_changed (fold->index);
  return cs_db_run (fold->db, error,
                    "INSERT INTO pause (act, person, ord, by, wall, reason) VALUES"
                    " (?, ?, ?, ?, ?, ?)",
                    "hgigit", &fold->event->hash, &person, fold->ord, &fold->actor.person,
                    cs_json_get_int (body, "wall", 0), cs_json_get_string (body, "reason"));
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("paused %.8s: %s", cs_json_get_string (body, "person"),
                          cs_json_get_string (body, "reason"));
}

const CsEventKind cs_event_person_pause = {
  .tag = "person.pause",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_pause,
  .fold = fold_event,
  .tells = CS_TELLS_PERSON,
  .sentence = sentence,
};
