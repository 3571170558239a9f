/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "roles", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, 255 },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_PEOPLE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid person;
  gint64 other_leads = 0;
  cs_json_get_gid (body, "person", &person);
  if (!cs_db_get_int (fold->db, 0, &other_leads, error,
                      "SELECT count(*) FROM person WHERE gid != ? AND roles & ?", "gi", &person,
                      (gint64)CS_ROLE_LEAD))
    return FALSE;
  state->last_lead = other_leads == 0 && !(cs_json_get_int (body, "roles", 0) & CS_ROLE_LEAD);
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid person;
  cs_json_get_gid (body, "person", &person);
  return cs_db_run (fold->db, error, "UPDATE person SET roles = ? WHERE gid = ?", "ig",
                    cs_json_get_int (body, "roles", 0), &person);
}

static char *
sentence (const CsJson *body)
{
  g_autofree char *roles = cs_roles_to_text ((guint)cs_json_get_int (body, "roles", 0));
  return g_strdup_printf ("gave %.8s the roles %s", cs_json_get_string (body, "person"),
                          roles[0] != '\0' ? roles : "(none)");
}

const CsEventKind cs_event_person_role = {
  .tag = "person.role",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
