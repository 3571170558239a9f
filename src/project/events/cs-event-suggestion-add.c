/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "marks", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_EVENT_MARKS_MAX },
  { "model", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 200 },
  { "object", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_SUGGEST;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid gid;
  CsHash object;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_hash (body, "object", &object);
  /* The marks themselves are read where somebody takes them into a draft. */
  g_autoptr (CsRevision) content = cs_fold_read_revision (fold, body, error);
  return content != NULL &&
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO suggestion (hash, case_gid, ord, object, model, marks,"
                    " wall) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    "hgihtii", &fold->event->hash, &gid, fold->ord, &object,
                    cs_json_get_string (body, "model"), cs_json_get_int (body, "marks", 0),
                    cs_json_get_int (body, "wall", 0));
}

static char *
sentence (const CsJson *body)
{
  gint64 marks = cs_json_get_int (body, "marks", 0);
  return g_strdup_printf ("brought in %" G_GINT64_FORMAT " %s of %s", marks,
                          marks == 1 ? "suggestion" : "suggestions",
                          cs_json_get_string (body, "model"));
}

const CsEventKind cs_event_suggestion_add = {
  .tag = "suggestion.add",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_body_case,
  .fold = fold_event,
  .sentence = sentence,
};
