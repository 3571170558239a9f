/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "object", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_ACKNOWLEDGE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsHash object;
  gint64 known = 0;
  cs_json_get_hash (body, "object", &object);
  if (!cs_db_get_int (fold->db, 0, &known, error,
                      "SELECT 1 FROM document WHERE kind = 'guideline' AND hash = ?", "h", &object))
    return FALSE;
  state->document_known = known != 0;
  return TRUE;
}

/* Who has read the sixth has read the fifth. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsHash object;
  cs_json_get_hash (body, "object", &object);
  return cs_db_run (fold->db, error,
                    "INSERT INTO acknowledged (person, document, version, wall)"
                    " SELECT ?1, hash, max(version), ?3 FROM document WHERE kind = 'guideline' AND"
                    " hash = ?2 GROUP BY hash ON CONFLICT (person) DO UPDATE SET"
                    " document = excluded.document, version = excluded.version,"
                    " wall = excluded.wall WHERE excluded.version > version",
                    "ghi", &fold->actor.person, &object, cs_json_get_int (body, "wall", 0));
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("read the guideline %.12s", cs_json_get_string (body, "object"));
}

const CsEventKind cs_event_guideline_ack = {
  .tag = "guideline.ack",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
