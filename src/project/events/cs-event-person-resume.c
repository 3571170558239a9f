/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was paused goes on; the reason says what was done for it. */
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
  return CS_DEED_RESUME;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid person;
  cs_json_get_gid (body, "person", &person);
  cs_index_people_changed (fold->index);
  return cs_db_run (fold->db, error,
                    "UPDATE pause SET ended = ?, ended_ord = ? WHERE person = ? AND ended IS NULL",
                    "hig", &fold->event->hash, fold->ord, &person);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("let %.8s go on: %s", cs_json_get_string (body, "person"),
                          cs_json_get_string (body, "reason"));
}

const CsEventKind cs_event_person_resume = {
  .tag = "person.resume",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_pause,
  .fold = fold_event,
  .tells = CS_TELLS_PERSON,
  .sentence = sentence,
};
