/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-index-private.h"
#include "cs-segment.h"

#include <string.h>

static const CsEventKind *const kinds[] = {
#define CS_EVENT_KIND(name) &cs_event_##name,
#include "cs-event-kinds.def"
#undef CS_EVENT_KIND
  NULL,
};

const CsEventKind *
cs_event_kind_find (const char *tag)
{
  for (guint i = 0; kinds[i] != NULL; i++)
    if (strcmp (kinds[i]->tag, tag) == 0)
      return kinds[i];
  return NULL;
}

const CsEventKind *const *
cs_event_kinds (void)
{
  return kinds;
}

gboolean
cs_fold_is_author (CsFold *fold, const CsHash *revision, const CsGid *person, gboolean *ret_is,
                   GError **error)
{
  gint64 there = 0;
  if (!cs_hash_is_zero (revision) &&
      !cs_db_get_int (fold->db, 0, &there, error,
                      "SELECT 1 FROM author WHERE revision = ? AND person = ?", "hg", revision,
                      person))
    return FALSE;
  *ret_is = there != 0;
  return TRUE;
}

const CsWorkflow *
cs_fold_workflow (CsFold *fold, const CsWork *work, GError **error)
{
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  return all != NULL ? cs_flow_workflow (all, work) : NULL;
}

/* Once there is one, there is one. */
static gboolean
has_schema (CsIndex *index, gboolean *ret_has, GError **error)
{
  gint64 schemas = 0;
  if (!index->has_schema &&
      !cs_db_get_int (index->db, 0, &schemas, error,
                      "SELECT 1 FROM document WHERE kind = 'schema' LIMIT 1", ""))
    return FALSE;
  *ret_has = index->has_schema || schemas != 0;
  index->has_schema = index->in_batch && *ret_has;
  return TRUE;
}

/* What of the segment of WORK is the actor's. Asked before an act is made and not again here: what
 * they did in another copy, which knew of no segment, is not lost for it. */
static gboolean
gather_segment (CsFold *fold, const CsWorkflow *workflow, const CsWork *work, CsRuleState *state,
                GError **error)
{
  g_auto (CsTraits) traits = { 0 };
  if (fold->event != NULL || !cs_segment_is_in (work))
    return TRUE;
  if (!cs_traits_load (fold->db, &fold->actor.person, &traits, NULL, error))
    return FALSE;
  cs_segment_state (workflow, work, &fold->actor, &traits, state);
  if (state->expertise != NULL)
    state->expertise = g_intern_string (state->expertise); /* outlives WORK */
  return TRUE;
}

gboolean
cs_gather_looked (CsFold *fold, const CsGid *gid, CsRuleState *state, GError **error)
{
  gint64 looked = 0;
  if ((fold->actor.roles & state->look_roles) != 0 &&
      !cs_db_get_int (fold->db, 0, &looked, error,
                      "SELECT 1 FROM look WHERE case_gid = ? AND person = ?", "gg", gid,
                      &fold->actor.person))
    return FALSE;
  state->actor_looked = looked != 0;
  return TRUE;
}

gboolean
cs_gather_case (CsFold *fold, const CsGid *gid, CsRuleState *state, CsWork *ret_work,
                GError **error)
{
  g_auto (CsWork) work = { 0 };
  gint64 items = 0;
  gboolean author = FALSE;
  int there = cs_work_load (fold->db, gid, &work, error);
  if (there < 0)
    return FALSE;
  state->case_exists = there > 0;
  if (there == 0)
    return TRUE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL ||
      !cs_fold_is_author (fold, &work.revision, &fold->actor.person, &author, error) ||
      !has_schema (fold->index, &state->has_schema, error) ||
      !cs_db_get_int (fold->db, 0, &items, error, "SELECT 1 FROM item WHERE case_gid = ? LIMIT 1",
                      "g", gid))
    return FALSE;
  cs_flow_state (workflow, &work, &fold->actor.person, author, state);
  if (cs_flow_keeps (workflow, &work, &fold->actor, author) &&
      !cs_controls_in_use (fold->db, cs_index_workflows (fold->index, error), &state->kept, error))
    return FALSE;
  if (!cs_gather_looked (fold, gid, state, error))
    return FALSE;
  state->case_empty = items == 0;
  if (!gather_segment (fold, workflow, &work, state, error))
    return FALSE;
  if (fold->event == NULL && !cs_fold_has_rivals (fold, gid, &state->rivals, error))
    return FALSE;
  if (ret_work != NULL) {
    *ret_work = work;
    work = (CsWork){ 0 };
  }
  return TRUE;
}

gboolean
cs_gather_begin (CsFold *fold, const CsJson *body, CsRuleState *state, CsWork *ret_work,
                 GError **error)
{
  CsGid gid;
  guint version = 0;
  cs_json_get_gid (body, "case", &gid);
  if (!cs_gather_case (fold, &gid, state, ret_work, error))
    return FALSE;
  if (!state->case_exists)
    return TRUE;
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  if (all == NULL || !cs_fold_workflow_version (fold, body, ret_work, &version, error))
    return FALSE;
  cs_flow_state (all->versions[version - 1], ret_work, &fold->actor.person, state->actor_is_author,
                 state);
  return gather_segment (fold, all->versions[version - 1], ret_work, state, error);
}

gboolean
cs_gather_body_case (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid gid;
  cs_json_get_gid (body, "case", &gid);
  return cs_gather_case (fold, &gid, state, NULL, error);
}

gboolean
cs_fold_load_work (CsFold *fold, const CsJson *body, CsWork *ret_work, GError **error)
{
  CsGid gid;
  cs_json_get_gid (body, "case", &gid);
  int there = cs_work_load (fold->db, &gid, ret_work, error);
  if (there == 0)
    return cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  fold->stage = ret_work->stage;
  return there > 0;
}

CsDeed
cs_deed_publish (const CsJson *body)
{
  return CS_DEED_PUBLISH;
}

gboolean
cs_fold_document (CsFold *fold, const CsJson *body, const char *kind, GError **error)
{
  CsHash object;
  cs_json_get_hash (body, "object", &object);
  return cs_db_run (
      fold->db, error,
      "INSERT INTO document (hash, kind, version, name, note, change, wall, person, act, ord, line)"
      " SELECT ?1, ?2, next, ?3, ?4, ?5, ?6, ?7, ?8, ?9, next FROM"
      " (SELECT coalesce(max(version), 0) + 1 AS next FROM document WHERE kind = ?2)",
      "httttighi", &object, kind, cs_json_get_string (body, "name"),
      cs_json_get_string (body, "note"), cs_json_get_string (body, "class"),
      cs_json_get_int (body, "wall", 0), &fold->actor.person, &fold->event->hash, fold->ord);
}

GBytes *
cs_fold_object (CsFold *fold, const CsJson *body, const char **ret_text, gsize *ret_size,
                GError **error)
{
  CsHash object;
  cs_json_get_hash (body, "object", &object);
  GBytes *bytes = cs_store_get_object (fold->store, &object, error);
  if (bytes != NULL)
    *ret_text = g_bytes_get_data (bytes, ret_size);
  return bytes;
}

gboolean
cs_fold_gid_taken (CsFold *fold, const CsGid *gid, gboolean *ret_taken, GError **error)
{
  gint64 taken = 0;
  if (!cs_db_get_int (fold->db, 0, &taken, error,
                      "SELECT 1 FROM work WHERE gid = ?1 UNION SELECT 1 FROM item WHERE gid = ?1",
                      "g", gid))
    return FALSE;
  *ret_taken = taken != 0;
  return TRUE;
}

gboolean
cs_fold_need_source (CsFold *fold, const CsHash *hash, gint64 size, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  gint64 there = -1;
  if (!cs_db_get_int (fold->db, -1, &there, error, "SELECT size FROM source WHERE hash = ?", "h",
                      hash))
    return FALSE;
  return (there >= 0 && (size < 0 || size == there)) ||
         cs_fail (error, CS_ERROR_CORRUPT, "it names the file %.12s, which nobody brought in",
                  cs_hash_to_hex (hash, hex));
}

gboolean
cs_fold_roles (CsFold *fold, const CsGid *person, guint *ret_roles, GError **error)
{
  gint64 roles = 0;
  if (!cs_db_get_int (fold->db, 0, &roles, error, "SELECT roles FROM person WHERE gid = ?", "g",
                      person))
    return FALSE;
  *ret_roles = (guint)roles;
  return TRUE;
}

gboolean
cs_fold_roles_on (CsFold *fold, const CsWork *work, const CsGid *person, guint *ret_roles,
                  GError **error)
{
  g_auto (CsTraits) traits = { 0 };
  if (!cs_traits_load (fold->db, person, &traits, ret_roles, error))
    return FALSE;
  if (!cs_traits_admits (&traits, *ret_roles, work->sensitive, work->expertise))
    *ret_roles = 0;
  return TRUE;
}

gboolean
cs_fold_workflow_version (CsFold *fold, const CsJson *body, const CsWork *work, guint *ret_version,
                          GError **error)
{
  CsHash hash;
  gint64 version = 0;
  cs_json_get_hash (body, "workflow", &hash);
  if (!cs_db_get_int (fold->db, 0, &version, error,
                      "SELECT version FROM document WHERE kind = 'workflow' AND hash = ?1"
                      " ORDER BY version = ?2 DESC, version DESC LIMIT 1",
                      "hi", &hash, (gint64)work->workflow))
    return FALSE;
  if (version == 0)
    return cs_fail (error, CS_ERROR_CORRUPT, "the workflow that it names was never published");
  if (work->workflow != 0 && version != work->workflow)
    return cs_fail (error, CS_ERROR_INVALID,
                    "it was done under another version of the workflow than the case was begun "
                    "under");
  *ret_version = (guint)version;
  return TRUE;
}

char *
cs_event_doubt_words (const CsJson *body)
{
  gint64 sure = cs_json_get_int (body, "least_sure", -1);
  g_autofree char *part = sure % 10 > 0 ? g_strdup_printf (".%d", (int)(sure % 10)) : g_strdup ("");
  if (sure < 0)
    return g_strdup ("");
  return g_strdup_printf (", in doubt: the least sure mark is at %d%s %%, below %d %%",
                          (int)(sure / 10), part, (int)cs_json_get_int (body, "doubt_below", 0));
}
