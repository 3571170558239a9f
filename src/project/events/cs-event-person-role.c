/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-index-private.h"

static const CsField fields[] = {
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "roles", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_ROLES_ALL },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_ROLES;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid person;
  gint64 other_leads = 0, known = 0;
  cs_json_get_gid (body, "person", &person);
  if (!cs_db_get_int (fold->db, 0, &other_leads, error,
                      "SELECT count(*) FROM person WHERE gid != ? AND roles & ?", "gi", &person,
                      (gint64)CS_ROLE_LEAD) ||
      !cs_db_get_int (fold->db, 0, &known, error, "SELECT 1 FROM person WHERE gid = ?", "g",
                      &person))
    return FALSE;
  state->person_known = known != 0;
  state->last_lead = other_leads == 0 && !(cs_json_get_int (body, "roles", 0) & CS_ROLE_LEAD);
  return TRUE;
}

/* What waits for somebody who may no longer act there waits for anybody again. IN_FORCE: cases that
 * nobody began are under that version too. */
static gboolean
release_stage (CsFold *fold, const CsGid *person, guint version, gboolean in_force, guint stage,
               GError **error)
{
  gint64 from = in_force ? 0 : version;
  return cs_db_run (fold->db, error,
                    "UPDATE work SET holder = NULL, status = ?,"
                    " workflow = CASE WHEN revision IS NULL THEN 0 ELSE workflow END"
                    " WHERE status = ? AND stage = ? AND workflow IN (?, ?) AND holder = ?",
                    "iiiiig", (gint64)CS_CASE_WAITING, (gint64)CS_CASE_HELD, (gint64)stage, from,
                    (gint64)version, person) &&
         cs_db_run (fold->db, error,
                    "UPDATE work SET assigned = NULL WHERE status <= ? AND stage = ? AND"
                    " workflow IN (?, ?) AND assigned = ?",
                    "iiiig", (gint64)CS_CASE_HELD, (gint64)stage, from, (gint64)version, person);
}

static gboolean
release_work (CsFold *fold, const CsGid *person, guint roles, GError **error)
{
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  if (all == NULL)
    return FALSE;
  for (guint version = 1; version <= all->n; version++) {
    const CsWorkflow *workflow = all->versions[version - 1];
    for (guint n = 0; n < workflow->n_stages; n++)
      if ((roles & workflow->stages[n].roles) == 0 &&
          !release_stage (fold, person, version, version == all->n, n, error))
        return FALSE;
  }
  /* Nor can they take back what they did in a role that they no longer have. */
  return cs_db_run (fold->db, error,
                    "UPDATE work SET last_act = NULL, last_person = NULL, undo = NULL"
                    " WHERE last_person = ?",
                    "g", person);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid person;
  gint64 roles = cs_json_get_int (body, "roles", 0);
  cs_json_get_gid (body, "person", &person);
  cs_index_people_changed (fold->index);
  return cs_db_run (fold->db, error, "UPDATE person SET roles = ? WHERE gid = ?", "ig", roles,
                    &person) &&
         release_work (fold, &person, (guint)roles, error) &&
         cs_fold_settle_cases (fold,
                               cs_db_query (fold->db, error,
                                            "SELECT gid FROM work WHERE stage = 0 AND status <= ?"
                                            " AND instr (readings, ?) > 0",
                                            "ig", (gint64)CS_CASE_HELD, &person),
                               error);
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
  .tells = CS_TELLS_PROJECT,
  .sentence = sentence,
};
