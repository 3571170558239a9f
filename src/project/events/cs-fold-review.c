/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What decisions carry beside the decision: what was shown, rejected changes, dropped suggestions.
 * Shared by the kinds that decide, submit and remark. */
#include "cs-case-offer.h"
#include "cs-event-kind.h"
#include "cs-remark.h"

#include <string.h>

#define MOST_TEXTS 3 /* of one category, in a sentence */

const CsField cs_dropped_fields[] = {
  { "category", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = CS_REMARK_DROP_CATEGORIES },
  { "mark", CS_FIELD_INT, CS_FIELD_REQUIRED, 1, CS_JSON_MAX_INT },
  { "suggestion", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "text", CS_FIELD_STRING, 0, 1, CS_REMARK_MAX_TEXT },
  { NULL },
};

/* --- what was shown --- */

typedef struct {
  CsFold *fold;
  CsGid case_gid;
} Check;

static gboolean
check_item (const CsGid *item, gint64 of, gpointer data, GError **error)
{
  const Check *check = data;
  gint64 units = -1;
  if (!cs_db_get_int (check->fold->db, -1, &units, error,
                      "SELECT units FROM item WHERE gid = ? AND case_gid = ?", "gg", item,
                      &check->case_gid))
    return FALSE;
  return units == of ||
         cs_fail (error, CS_ERROR_CORRUPT,
                  units < 0 ? "its evidence of reading is of an item that is not in the case"
                            : "its evidence of reading counts the parts of an item otherwise");
}

static gboolean
count_missing (Check *check, const CsEvidence *evidence, CsRuleState *state, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (check->fold->db, error,
                                         "SELECT gid, units, kind = 'text' FROM item WHERE"
                                         " case_gid = ?",
                                         "g", &check->case_gid);
  int there = stmt != NULL ? 1 : -1;
  while (there > 0 && (there = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    cs_stmt_gid (stmt, 0, &gid);
    gint64 missing = cs_evidence_missing (evidence, &gid, cs_stmt_int (stmt, 1));
    if (cs_stmt_int (stmt, 2) == 0)
      state->slices_not_shown += missing;
    else
      state->texts_not_shown += missing > 0;
  }
  return there == 0;
}

gboolean
cs_gather_evidence (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsHash hash;
  gsize size = 0;
  Check check = { .fold = fold };
  if (!cs_json_get_hash (body, "evidence", &hash))
    return TRUE;
  g_autoptr (GBytes) bytes = cs_store_get_object (fold->store, &hash, error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsEvidence) evidence = text != NULL ? cs_evidence_parse (text, size, error) : NULL;
  cs_json_get_gid (body, "case", &check.case_gid);
  if (evidence == NULL || !cs_evidence_each (evidence, check_item, &check, error) ||
      !count_missing (&check, evidence, state, error))
    return FALSE;
  if (state->slices_not_shown + state->texts_not_shown == 0)
    state->reading_evidence_missing = FALSE;
  return TRUE;
}

gboolean
cs_fold_effort (CsFold *fold, const CsJson *body, GError **error)
{
  CsEffort effort;
  return !cs_effort_of (body, &effort) ||
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO effort (act, person, wall, interactions, seconds, idle)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    "hgiiii", &fold->event->hash, &fold->actor.person,
                    cs_json_get_int (body, "wall", 0), effort.interactions, effort.seconds,
                    effort.idle);
}

gboolean
cs_fold_decision (CsFold *fold, const CsJson *body, const char *kind, const CsHash *revision,
                  GError **error)
{
  CsGid gid;
  CsHash evidence;
  CsRuleState state = { 0 };
  cs_json_get_gid (body, "case", &gid);
  gboolean read = cs_json_get_hash (body, "evidence", &evidence);
  g_autofree char *text = cs_json_to_canonical (body, NULL);
  return cs_gather_evidence (fold, body, &state, error) && cs_fold_effort (fold, body, error) &&
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO decision (hash, case_gid, ord, revision, person, kind,"
                    " body, wall, evidence, unread, unread_texts, stage, withdrawn, line)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, coalesce"
                    " ((SELECT line FROM document WHERE kind = 'workflow' AND version = (SELECT"
                    " workflow FROM work WHERE gid = ?2)), 0))",
                    "hgihgttihiii", &fold->event->hash, &gid, fold->ord, revision,
                    &fold->actor.person, kind, text, cs_json_get_int (body, "wall", 0),
                    read ? &evidence : NULL, state.slices_not_shown, state.texts_not_shown,
                    (gint64)(fold->rival.is ? fold->rival.stage : fold->stage)) &&
         (fold->rival.is || fold->stage < CS_STAGE_VERSIONS ||
          cs_db_run (fold->db, error,
                     "UPDATE rival SET state = 2, settled = ? WHERE case_gid = ? AND state = 1",
                     "hg", &fold->event->hash, &gid));
}

gboolean
cs_fold_correction (CsFold *fold, const CsJson *body, const char *kind, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsHash parent;
  guint version = 0;
  CsRisk risk;
  if (!cs_fold_load_work (fold, body, &work, error) ||
      !cs_fold_workflow_version (fold, body, &work, &version, error) ||
      !cs_fold_risk (fold, body, &work.gid, TRUE, &risk, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  cs_json_get_hash (body, "parent", &parent);
  for (guint i = 0; fold->stage >= CS_STAGE_VERSIONS && i < work.n_readings; i++)
    if (!cs_fold_inherit (fold, &work.readings[i].act, error))
      return FALSE;
  cs_flow_correct (workflow, &work, &risk, &fold->actor.person, &fold->event->hash);
  return cs_fold_revision (fold, body, &work, error) && cs_work_save (fold->db, &work, error) &&
         cs_fold_decision (fold, body, kind, &parent, error) &&
         cs_fold_remarks (fold, body, "rejected", &parent, error) &&
         cs_fold_dropped (fold, body, error);
}

gboolean
cs_fold_is_current (const CsJson *body, const CsHash *version, const CsWork *work)
{
  gint64 said = cs_json_get_int (body, "stage", -1);
  return cs_hash_equal (version, &work->revision) &&
         (said < 0 ? work->stage < CS_STAGE_VERSIONS : said == work->stage);
}

/* --- what was said --- */

gboolean
cs_check_remarks (CsFold *fold, const CsJson *body, const char *member, GError **error)
{
  CsGid gid;
  g_autoptr (CsCaseOffer) offer = NULL;
  const CsJson *list = cs_json_get (body, member);
  cs_json_get_gid (body, "case", &gid);
  for (guint i = 0; i < cs_json_length (list); i++) {
    g_auto (CsRemark) remark = { 0 };
    if (!cs_remark_from_json (cs_json_at (list, i), &remark, error))
      return FALSE;
    if (remark.start == remark.end)
      continue;
    if (offer == NULL && (offer = cs_case_offer_load (fold->db, &gid, error)) == NULL)
      return FALSE;
    if (!cs_case_offer_check_stretch (offer, &remark.item, remark.start, remark.end, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
cs_fold_remarks (CsFold *fold, const CsJson *body, const char *member, const CsHash *revision,
                 GError **error)
{
  CsGid gid;
  const CsJson *list = cs_json_get (body, member);
  cs_json_get_gid (body, "case", &gid);
  if (!cs_check_remarks (fold, body, member, error))
    return FALSE;
  for (guint i = 0; i < cs_json_length (list); i++) {
    g_autofree char *text = cs_json_to_canonical (cs_json_at (list, i), NULL);
    if (!cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO remark (act, n, case_gid, ord, revision, person, wall,"
                    " body, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
                    "higihgit", &fold->event->hash, (gint64)i, &gid, fold->ord, revision,
                    &fold->actor.person, cs_json_get_int (body, "wall", 0), text))
      return FALSE;
  }
  return TRUE;
}

gboolean
cs_fold_dropped (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid gid;
  const CsJson *list = cs_json_get (body, "dropped");
  cs_json_get_gid (body, "case", &gid);
  for (guint i = 0; i < cs_json_length (list); i++) {
    const CsJson *one = cs_json_at (list, i);
    const char *text = cs_json_get_string (one, "text");
    CsHash suggestion;
    cs_json_get_hash (one, "suggestion", &suggestion);
    if (text != NULL && cs_json_get (body, "nonce") == NULL)
      return cs_fail (error, CS_ERROR_INVALID,
                      "why a suggestion was dropped needs a nonce, so that it can be erased");
    if (!cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO dropped (case_gid, person, act, suggestion, mark, ord,"
                    " category, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    "gghhiitt", &gid, &fold->actor.person, &fold->event->hash, &suggestion,
                    cs_json_get_int (one, "mark", 0), fold->ord,
                    cs_json_get_string (one, "category"), text))
      return FALSE;
  }
  return TRUE;
}

/* How many of LIST are CATEGORY; their texts, each once and not many of them, go to TEXTS. */
static guint
count_dropped (const CsJson *list, const char *category, GPtrArray *texts)
{
  guint n = 0;
  for (guint i = 0; i < cs_json_length (list); i++) {
    const CsJson *one = cs_json_at (list, i);
    const char *text = cs_json_get_string (one, "text");
    if (strcmp (cs_json_get_string (one, "category"), category) != 0)
      continue;
    n++;
    if (text != NULL && texts->len <= MOST_TEXTS &&
        !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
      g_ptr_array_add (texts, (gpointer)text);
  }
  return n;
}

char *
cs_dropped_words (const CsJson *body)
{
  const CsJson *list = cs_json_get (body, "dropped");
  const char *const *categories = CS_REMARK_DROP_CATEGORIES;
  guint all = cs_json_length (list);
  const char *before = all == 1 ? " as " : ": ";
  g_autoptr (GString) words = g_string_new (NULL);
  if (all > 0)
    g_string_append_printf (words, ", dropped %u %s", all, all == 1 ? "suggestion" : "suggestions");
  for (guint i = 0; categories[i] != NULL; i++) {
    g_autoptr (GPtrArray) texts = g_ptr_array_new ();
    guint n = count_dropped (list, categories[i], texts);
    if (n == 0)
      continue;
    g_string_append (words, before);
    if (all > 1)
      g_string_append_printf (words, "%u as ", n);
    g_string_append (words, categories[i]);
    for (guint k = 0; k < texts->len; k++)
      g_string_append_printf (words, "%s%s%s", k > 0 ? "; " : " (",
                              k < MOST_TEXTS ? (char *)texts->pdata[k] : "…",
                              k + 1 < texts->len ? "" : ")");
    before = ", ";
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}
