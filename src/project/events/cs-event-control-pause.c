/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody failed as many control cases as the workflow pauses for: found by the program of the
 * next person who acts, never by their own, as it would tell them which case that was. The act
 * names nobody but them; how many they failed is counted at its place, by everybody. */
#include "cs-event-kind.h"
#include "cs-index-private.h"

static const CsField fields[] = {
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_PAUSE_FAILED;
}

static gboolean
count (CsFold *fold, const CsJson *body, guint *ret_failed, guint *ret_of, guint *ret_wanted,
       GError **error)
{
  CsGid person;
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  cs_json_get_gid (body, "person", &person);
  if (all == NULL)
    return FALSE;
  const CsControlRule *rule = &all->versions[all->n - 1]->control;
  *ret_wanted = rule->pauses ? rule->fails : 0;
  return cs_fold_failed (fold->db, rule, &person, ret_failed, ret_of, error);
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  guint failed = 0, of = 0, wanted = 0;
  if (!cs_gather_pause (fold, body, state, error) ||
      !count (fold, body, &failed, &of, &wanted, error))
    return FALSE;
  state->pause_due = wanted > 0 && failed >= wanted;
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid person;
  guint failed = 0, of = 0, wanted = 0;
  cs_json_get_gid (body, "person", &person);
  if (!count (fold, body, &failed, &of, &wanted, error))
    return FALSE;
  g_autofree char *reason = g_strdup_printf ("failed %u of the last %u control cases", failed, of);
  cs_index_people_changed (fold->index);
  return cs_db_run (
      fold->db, error, "INSERT INTO pause (act, person, ord, wall, reason) VALUES (?, ?, ?, ?, ?)",
      "hgiit", &fold->event->hash, &person, fold->ord, cs_json_get_int (body, "wall", 0), reason);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("paused %.8s for control cases that were failed",
                          cs_json_get_string (body, "person"));
}

const CsEventKind cs_event_control_pause = {
  .tag = "control.pause",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_PERSON,
  .sentence = sentence,
  .by_itself = TRUE,
};
