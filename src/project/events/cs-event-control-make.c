/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that one person will read beside others is held against one that is signed: same files,
 * and its version is what is right. Nobody else is served it, and it goes nowhere. */
#include "cs-event-kind.h"

#include <string.h>

static const CsField item_fields[] = {
  { "item", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "of", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { NULL },
};

static const CsField fields[] = {
  { "beside", CS_FIELD_GID }, /* a case that waits: it is served where that is */
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "items", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .fields = item_fields, .max_count = 10000 },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "of", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "revision", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_CONTROL;
}

static gboolean
count (CsFold *fold, const CsGid *case_gid, gint64 *ret_count, GError **error)
{
  return cs_db_get_int (fold->db, 0, ret_count, error,
                        "SELECT count(*) FROM item WHERE case_gid = ?", "g", case_gid);
}

/* Every item of either case is one of the other, with the same files. */
static gboolean
fits (CsFold *fold, const CsJson *body, const CsGid *gid, const CsGid *of, gboolean *ret_fits,
      GError **error)
{
  const CsJson *list = cs_json_get (body, "items");
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  gint64 here = 0, there = 0, n = (gint64)cs_json_length (list);
  *ret_fits = FALSE;
  if (!count (fold, gid, &here, error) || !count (fold, of, &there, error))
    return FALSE;
  gboolean all = here == n && there == n;
  for (guint i = 0; all && i < cs_json_length (list); i++) {
    CsGid item, original;
    gint64 same = 0;
    cs_json_get_gid (cs_json_at (list, i), "item", &item);
    cs_json_get_gid (cs_json_at (list, i), "of", &original);
    if (!cs_db_get_int (
            fold->db, 0, &same, error,
            "SELECT EXISTS (SELECT 1 FROM item WHERE gid = ?1 AND case_gid = ?3)"
            " AND EXISTS (SELECT 1 FROM item WHERE gid = ?2 AND case_gid = ?4)"
            " AND (SELECT group_concat (hex (hash)) FROM (SELECT hash FROM part WHERE item = ?1"
            " ORDER BY n)) = (SELECT group_concat (hex (hash)) FROM (SELECT hash FROM part WHERE"
            " item = ?2 ORDER BY n))",
            "gggg", &item, &original, gid, of))
      return FALSE;
    all = same != 0 && g_hash_table_add (seen, g_memdup2 (&item, sizeof item)) &&
          g_hash_table_add (seen, g_memdup2 (&original, sizeof original));
  }
  *ret_fits = all;
  return TRUE;
}

static gboolean
gather_person (CsFold *fold, const CsGid *of, const CsGid *person, CsRuleState *state,
               GError **error)
{
  gboolean seen = FALSE;
  gint64 twice = 0;
  guint roles = 0;
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  if (all == NULL || !cs_fold_roles (fold, person, &roles, error) ||
      !cs_fold_worked_on (fold->db, of, person, &seen, error) ||
      !cs_db_get_int (fold->db, 0, &twice, error,
                      "SELECT 1 FROM control WHERE of_case = ? AND person = ?", "gg", of, person))
    return FALSE;
  const CsReader reader = { .person = *person, .roles = roles };
  state->control_reads =
      (roles & all->versions[all->n - 1]->stages[0].roles) != 0 && !cs_rules_sees_results (&reader);
  state->control_seen = seen;
  state->control_twice = twice != 0;
  return TRUE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) original = { 0 };
  CsGid gid, of, person;
  CsHash revision;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_gid (body, "of", &of);
  cs_json_get_gid (body, "person", &person);
  cs_json_get_hash (body, "revision", &revision);
  int there = cs_work_load (fold->db, &of, &original, error);
  if (there < 0 || !cs_gather_case (fold, &gid, state, NULL, error))
    return FALSE;
  state->control_signed = there > 0 && original.status == CS_CASE_SIGNED &&
                          cs_hash_equal (&revision, &original.revision) && !original.changed;
  return fits (fold, body, &gid, &of, &state->control_fits, error) &&
         gather_person (fold, &of, &person, state, error);
}

/* It takes the place of BESIDE, unless that is in another segment: what it is for and when it is
 * due may be told to nobody outside. */
static gboolean
put_beside (CsFold *fold, const CsGid *gid, const CsGid *beside, GError **error)
{
  gint64 alike = 0;
  if (!cs_db_get_int (fold->db, 0, &alike, error,
                      "SELECT count(*) FROM work JOIN work AS other USING (sensitive, expertise)"
                      " WHERE work.gid = ? AND other.gid = ?",
                      "gg", gid, beside))
    return FALSE;
  if (alike == 0)
    return TRUE;
  return cs_db_run (fold->db, error, "UPDATE control SET beside = ? WHERE case_gid = ?", "gg",
                    beside, gid) &&
         cs_db_run (fold->db, error,
                    "UPDATE work SET ord = other.ord, priority = other.priority, goal = other.goal,"
                    " due = other.due, since = other.since FROM work AS other WHERE work.gid = ?"
                    " AND other.gid = ?",
                    "gg", gid, beside) &&
         cs_db_run (fold->db, error,
                    "UPDATE item SET ord = coalesce ((SELECT max (ord) FROM item AS other WHERE"
                    " other.case_gid = ?2), ord) WHERE case_gid = ?1",
                    "gg", gid, beside);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid gid, of, person, beside;
  CsHash revision;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_gid (body, "of", &of);
  cs_json_get_gid (body, "person", &person);
  cs_json_get_hash (body, "revision", &revision);
  g_autofree char *items = cs_json_to_canonical (cs_json_get (body, "items"), NULL);
  return cs_db_run (fold->db, error,
                    "INSERT INTO control (case_gid, person, of_case, right_version, items, ord)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    "ggghti", &gid, &person, &of, &revision, items, fold->ord) &&
         cs_db_run (fold->db, error,
                    "UPDATE work SET control = ?, sensitive = other.sensitive, expertise ="
                    " other.expertise FROM work AS other WHERE work.gid = ? AND other.gid = ?",
                    "ggg", &person, &gid, &of) &&
         (!cs_json_get_gid (body, "beside", &beside) || put_beside (fold, &gid, &beside, error));
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("made it a control case for %.8s", cs_json_get_string (body, "person"));
}

const CsEventKind cs_event_control_make = {
  .tag = "control.make",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_RESULTS,
  .sentence = sentence,
};
