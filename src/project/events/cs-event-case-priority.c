/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
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
  cs_json_get_gid (body, "case", &gid);
  return cs_priority_parse (cs_json_get_string (body, "priority"), &priority, error) &&
         cs_db_run (fold->db, error, "UPDATE work SET priority = ? WHERE gid = ?", "ig",
                    (gint64)priority, &gid);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("gave the case %s priority", cs_json_get_string (body, "priority"));
}

const CsEventKind cs_event_case_priority = {
  .tag = "case.priority",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_body_case,
  .fold = fold_event,
  .tells = CS_TELLS_CASE,
  .sentence = sentence,
};
