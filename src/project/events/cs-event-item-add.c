/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-blob.h"
#include "cs-event-kind.h"
#include "cs-evidence.h"

#include <string.h>

#define CS_ITEM_FRAMES_MAX 16777215

static const char *const item_kinds[] = { "image", "series", "text", NULL };

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "facts", CS_FIELD_OBJECT, CS_FIELD_REQUIRED },
  { "item", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "kind", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = item_kinds },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "parts", CS_FIELD_HASH, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .max_count = 100000 },
  { "title", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 1024 },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_ADD_ITEM;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid item, case_gid;
  gint64 there = 0;
  cs_json_get_gid (body, "case", &case_gid);
  cs_json_get_gid (body, "item", &item);
  if (!cs_db_get_int (fold->db, 0, &there, error, "SELECT 1 FROM work WHERE gid = ?", "g",
                      &case_gid))
    return FALSE;
  state->case_exists = there != 0;
  return cs_fold_gid_taken (fold, &item, &state->gid_taken, error);
}

/* Numbers that others reckon with; what else stands there is only shown. */
static gboolean
check_number (const CsJson *object, const char *key, gint64 max, GError **error)
{
  gint64 value = cs_json_get_int (object, key, 0);
  return (value >= 0 && value <= max) ||
         cs_fail (error, CS_ERROR_INVALID, "its facts say %s %" G_GINT64_FORMAT, key, value);
}

static gboolean
check_numbers (const CsJson *part, GError **error)
{
  return check_number (part, "frames", CS_ITEM_FRAMES_MAX, error) &&
         check_number (part, "height", G_MAXINT32, error) &&
         check_number (part, "width", G_MAXINT32, error) &&
         check_number (part, "size", CS_BLOB_MAX, error);
}

/* The facts are of these very parts: what is shown and exported is what was signed. */
static gboolean
check_facts (const CsJson *facts, const CsJson *parts, GError **error)
{
  const CsJson *list = cs_json_get (facts, "parts");
  if (cs_json_length (list) != cs_json_length (parts))
    return cs_fail (error, CS_ERROR_INVALID, "its facts are of another number of parts");
  for (guint i = 0; i < cs_json_length (parts); i++) {
    const char *blob = cs_json_get_string (cs_json_at (list, i), "blob");
    if (!check_numbers (cs_json_at (list, i), error))
      return FALSE;
    if (blob != NULL && strcmp (blob, cs_json_string (cs_json_at (parts, i))) != 0)
      return cs_fail (error, CS_ERROR_INVALID, "its facts are of another file than part %u", i);
  }
  const CsJson *text = cs_json_get (facts, "text");
  return check_number (text, "length", CS_BLOB_MAX, error) &&
         check_number (text, "lines", CS_BLOB_MAX, error) &&
         check_number (text, "utf16_length", CS_BLOB_MAX, error);
}

static gboolean
fold_parts (CsFold *fold, const CsGid *item, const CsJson *parts, GError **error)
{
  for (guint i = 0; i < cs_json_length (parts); i++) {
    CsHash hash;
    cs_hash_from_hex (cs_json_string (cs_json_at (parts, i)), &hash);
    if (!cs_fold_need_source (fold, &hash, -1, error) ||
        !cs_db_run (fold->db, error, "INSERT INTO part (item, n, hash) VALUES (?, ?, ?)", "gih",
                    item, (gint64)i, &hash))
      return FALSE;
  }
  return TRUE;
}

/* A version that was submitted does not cover the new item: the case is read again, and one that
 * was signed is no longer what was signed. */
static gboolean
fold_case (CsFold *fold, const CsGid *gid, GError **error)
{
  g_auto (CsWork) work = { 0 };
  int there = cs_work_load (fold->db, gid, &work, error);
  if (there <= 0 || cs_hash_is_zero (&work.revision))
    return there >= 0;
  guint labeler = 0;
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  if (all == NULL || !cs_fold_roles_on (fold, &work, &work.last_labeler, &labeler, error))
    return FALSE;
  work.changed = work.changed || !cs_hash_is_zero (&work.signature);
  if (work.status != CS_CASE_REJECTED)
    cs_flow_reopen (all, &work, labeler);
  else
    cs_work_forget (&work);
  return cs_work_save (fold->db, &work, error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  const CsJson *facts = cs_json_get (body, "facts"), *parts = cs_json_get (body, "parts");
  CsGid item, case_gid;
  cs_json_get_gid (body, "item", &item);
  cs_json_get_gid (body, "case", &case_gid);
  if (!check_facts (facts, parts, error))
    return FALSE;
  g_autofree char *text = cs_json_to_canonical (facts, NULL);
  return cs_db_run (fold->db, error,
                    "INSERT INTO item (gid, ord, case_gid, kind, title, facts, units)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    "gigttti", &item, fold->ord, &case_gid, cs_json_get_string (body, "kind"),
                    cs_json_get_string (body, "title"), text, cs_item_units (facts)) &&
         fold_case (fold, &case_gid, error) && fold_parts (fold, &item, parts, error);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("added the %s \"%s\"", cs_json_get_string (body, "kind"),
                          cs_json_get_string (body, "title"));
}

const CsEventKind cs_event_item_add = {
  .tag = "item.add",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_CASE,
  .sentence = sentence,
};
