/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who reviews looked first and asks for the marks: what they drew until then stays as they drew it,
 * beside the versions of the case, and is theirs for good. */
#include "cs-case-offer.h"
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "marks", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_EVENT_MARKS_MAX },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "object", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "revision", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "schema", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_LOOK;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  CsHash revision;
  gint64 known = 0;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_hash (body, "revision", &revision);
  if (!cs_gather_case (fold, &gid, state, &work, error) ||
      !cs_db_get_int (fold->db, 0, &known, error,
                      "SELECT 1 FROM revision WHERE hash = ? AND case_gid = ?", "hg", &revision,
                      &gid))
    return FALSE;
  state->revision_known = known != 0;
  state->revision_current = cs_hash_equal (&revision, &work.revision);
  state->look_done = fold->event != NULL;
  return TRUE;
}

/* As work in progress must be: nobody has to finish what they look for first. */
static gboolean
check_marks (CsFold *fold, const CsJson *body, const CsGid *gid, const CsHash *object,
             GError **error)
{
  CsHash hash;
  gint64 known = 0;
  cs_json_get_hash (body, "schema", &hash);
  if (!cs_db_get_int (fold->db, 0, &known, error,
                      "SELECT 1 FROM document WHERE kind = 'schema' AND hash = ?", "h", &hash))
    return FALSE;
  if (known == 0)
    return cs_fail (error, CS_ERROR_CORRUPT, "the schema that it names was never published");
  g_autoptr (CsRevision) content = cs_fold_read_revision (fold, body, error);
  CsSchema *schema = content != NULL ? cs_fold_schema_of (fold, &hash, error) : NULL;
  g_autoptr (CsCaseOffer) offer = schema != NULL ? cs_case_offer_load (fold->db, gid, error) : NULL;
  g_autoptr (CsMarkSet) set = offer != NULL ? cs_fold_read_marks (fold, object, error) : NULL;
  for (guint i = 0; set != NULL && i < set->n_marks; i++)
    if (!cs_case_offer_check_mark (offer, schema, set->marks[i], error))
      return FALSE;
  for (guint i = 0; set != NULL && i < set->n_answers; i++)
    if (!cs_case_offer_check_answer (offer, &set->answers[i], error))
      return FALSE;
  return set != NULL;
}

/* The first counts: after it nothing was hidden. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsGid gid;
  CsHash revision, object;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_hash (body, "object", &object);
  cs_json_get_hash (body, "revision", &revision);
  return check_marks (fold, body, &gid, &object, error) &&
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO look (case_gid, person, act, ord, revision, object,"
                    " marks, wall) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    "gghihhii", &gid, &fold->actor.person, &fold->event->hash, fold->ord, &revision,
                    &object, cs_json_get_int (body, "marks", 0), cs_json_get_int (body, "wall", 0));
}

static char *
sentence (const CsJson *body)
{
  gint64 n = cs_json_get_int (body, "marks", 0);
  return g_strdup_printf ("looked first (%" G_GINT64_FORMAT " %s), and was shown the marks then", n,
                          n == 1 ? "mark" : "marks");
}

const CsEventKind cs_event_review_look = {
  .tag = "review.look",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
