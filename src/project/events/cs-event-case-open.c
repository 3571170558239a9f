/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "title", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 1024 },
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_IMPORT;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid gid;
  cs_json_get_gid (body, "case", &gid);
  return cs_fold_gid_taken (fold, &gid, &state->gid_taken, error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid gid;
  cs_json_get_gid (body, "case", &gid);
  return cs_db_run (fold->db, error,
                    "INSERT INTO work (gid, ord, title, stage, status, sent_back, worked,"
                    " changed, since) VALUES (?, ?, ?, 0, 0, 0, 0, 0, ?)",
                    "giti", &gid, fold->ord, cs_json_get_string (body, "title"), fold->event->at);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("made the case \"%s\"", cs_json_get_string (body, "title"));
}

const CsEventKind cs_event_case_open = {
  .tag = "case.open",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_CASE,
  .sentence = sentence,
};
