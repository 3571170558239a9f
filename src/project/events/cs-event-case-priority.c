/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "act", CS_FIELD_HASH }, /* that it takes back */
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "goal", CS_FIELD_STRING, 0, 1, CS_GOAL_MAX }, /* what it is for; told to who gets the case */
  { "nonce", CS_FIELD_GID }, /* with a goal; there was none before there were goals */
  { "priority", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = cs_priority_names },
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
  int priority = 0;
  const char *goal = cs_json_get_string (body, "goal");
  cs_json_get_gid (body, "case", &gid);
  if (goal != NULL && cs_json_get_string (body, "nonce") == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "a goal needs a nonce, so that it can be erased");
  return cs_priority_parse (cs_json_get_string (body, "priority"), &priority, error) &&
         cs_db_run (fold->db, error,
                    "UPDATE work SET priority = ?2, goal = ?3 WHERE gid = ?1 OR gid IN"
                    " (" CS_FOLD_BESIDE ")",
                    "git", &gid, (gint64)priority, goal != NULL ? goal : "");
}

static void
restore (CsJson *body, const CsJson *act, const CsJson *before)
{
  const char *usual = cs_priority_name (0);
  cs_json_put_string (body, "goal", before != NULL ? cs_json_get_string (before, "goal") : NULL);
  cs_json_put_string (body, "priority",
                      before != NULL ? cs_json_get_string (before, "priority") : usual);
}

static char *
sentence (const CsJson *body)
{
  const char *goal = cs_json_get_string (body, "goal");
  return g_strdup_printf ("gave the case %s priority%s%s", cs_json_get_string (body, "priority"),
                          goal != NULL ? ": " : "", goal != NULL ? goal : "");
}

const CsEventKind cs_event_case_priority = {
  .tag = "case.priority",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_body_case,
  .fold = fold_event,
  .tells = CS_TELLS_CASE,
  .restore = restore,
  .sentence = sentence,
};
