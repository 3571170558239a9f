/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-remark.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "remarks", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .fields = cs_remark_fields, .max_count = CS_REMARKS_MAX },
  { "revision", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_REMARK;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid gid;
  CsHash revision;
  gint64 known = 0;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_hash (body, "revision", &revision);
  if (!cs_gather_case (fold, &gid, state, NULL, error) ||
      !cs_db_get_int (fold->db, 0, &known, error,
                      "SELECT 1 FROM revision WHERE hash = ? AND case_gid = ? AND withdrawn = 0",
                      "hg", &revision, &gid))
    return FALSE;
  state->revision_known = known != 0;
  return !state->case_exists || cs_check_remarks (fold, body, "remarks", error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  CsHash revision;
  cs_json_get_hash (body, "revision", &revision);
  return cs_fold_remarks (fold, body, "remarks", &revision, error);
}

static char *
sentence (const CsJson *body)
{
  const CsJson *remarks = cs_json_get (body, "remarks");
  guint n = cs_json_length (remarks);
  const CsJson *first = cs_json_at (remarks, 0);
  const char *text = cs_json_get_string (first, "text");
  const char *quote = cs_json_get_string (first, "quote");
  if (n == 1)
    return g_strdup_printf ("remarked%s%s%s, category %s%s%s", quote != NULL ? " on \"" : "",
                            quote != NULL ? quote : "", quote != NULL ? "\"" : "",
                            cs_json_get_string (first, "category"), text != NULL ? ": " : "",
                            text != NULL ? text : "");
  return g_strdup_printf ("made %u remarks", n);
}

const CsEventKind cs_event_remark_add = {
  .tag = "remark.add",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
