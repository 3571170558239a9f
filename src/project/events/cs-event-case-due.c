/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-due.h"
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "act", CS_FIELD_HASH }, /* that it takes back */
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "due", CS_FIELD_STRING, CS_FIELD_REQUIRED, 4, 10 }, /* a date, or none */
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "reason", CS_FIELD_STRING, 0, 1, CS_EVENT_TEXT_MAX },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_PRIORITISE;
}

/* No act on the work: what could be taken back before still can. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid gid;
  int due = CS_DUE_NONE;
  cs_json_get_gid (body, "case", &gid);
  return cs_due_parse (cs_json_get_string (body, "due"), &due, error) &&
         cs_db_run (fold->db, error,
                    "UPDATE work SET due = ?2 WHERE gid = ?1 OR gid IN (" CS_FOLD_BESIDE ")", "gi",
                    &gid, (gint64)due);
}

static void
restore (CsJson *body, const CsJson *act, const CsJson *before)
{
  cs_json_put_string (body, "due", before != NULL ? cs_json_get_string (before, "due") : "none");
}

static char *
sentence (const CsJson *body)
{
  const char *due = cs_json_get_string (body, "due"), *reason = cs_json_get_string (body, "reason");
  g_autofree char *what = g_str_equal (due, "none") ? g_strdup ("took the due date away")
                                                    : g_strdup_printf ("made it due on %s", due);
  return reason != NULL ? g_strdup_printf ("%s: %s", what, reason) : g_steal_pointer (&what);
}

const CsEventKind cs_event_case_due = {
  .tag = "case.due",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_body_case,
  .fold = fold_event,
  .tells = CS_TELLS_CASE,
  .restore = restore,
  .sentence = sentence,
};
