/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-remark.h"
#include "cs-text-document.h"

const char *const cs_remark_categories[] = { "missed",    "extra", "label", "boundary",
                                             "attribute", "other", NULL };
const char *const cs_remark_severities[] = { "critical", "major", "minor", NULL };

const CsField cs_remark_fields[] = {
  { "category", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = cs_remark_categories },
  { "clause", CS_FIELD_STRING, 0, 1, 64 },
  { "frame", CS_FIELD_INT, 0, 0, 16777215 },
  { "item", CS_FIELD_GID },
  { "mark", CS_FIELD_INT, 0, 1, CS_JSON_MAX_INT },
  { "part", CS_FIELD_INT, 0, 0, 16777215 },
  { "quote", CS_FIELD_STRING, 0, 1, CS_REMARK_MAX_QUOTE },
  { "severity", CS_FIELD_STRING, .choices = cs_remark_severities },
  { "span", CS_FIELD_INT, CS_FIELD_LIST, 0, CS_TEXT_MAX_SIZE, .max_count = 2 },
  { "text", CS_FIELD_STRING, 0, 1, CS_REMARK_MAX_TEXT },
  { NULL },
};

void
cs_remark_clear (CsRemark *remark)
{
  g_clear_pointer (&remark->category, g_free);
  g_clear_pointer (&remark->severity, g_free);
  g_clear_pointer (&remark->clause, g_free);
  g_clear_pointer (&remark->text, g_free);
  g_clear_pointer (&remark->quote, g_free);
}

CsRemark *
cs_remark_copy (const CsRemark *remark)
{
  CsRemark *copy = g_new (CsRemark, 1);
  *copy = *remark;
  copy->category = g_strdup (remark->category);
  copy->severity = g_strdup (remark->severity);
  copy->clause = g_strdup (remark->clause);
  copy->text = g_strdup (remark->text);
  copy->quote = g_strdup (remark->quote);
  return copy;
}

void
cs_remark_free (CsRemark *remark)
{
  if (remark == NULL)
    return;
  cs_remark_clear (remark);
  g_free (remark);
}

CsJson *
cs_remark_to_json (const CsRemark *remark)
{
  static const CsGid none;
  CsJson *object = cs_json_new_object ();
  cs_json_put_string (object, "category", remark->category);
  cs_json_put_string (object, "clause", remark->clause);
  if (remark->frame >= 0)
    cs_json_put_int (object, "frame", remark->frame);
  cs_json_put_gid (object, "item", cs_gid_equal (&remark->item, &none) ? NULL : &remark->item);
  if (remark->mark != 0)
    cs_json_put_int (object, "mark", (gint64)remark->mark);
  if (remark->part >= 0)
    cs_json_put_int (object, "part", remark->part);
  if (remark->start < remark->end) {
    CsJson *span = cs_json_new_array ();
    cs_json_append (span, cs_json_new_int (remark->start));
    cs_json_append (span, cs_json_new_int (remark->end));
    cs_json_put (object, "span", span);
    cs_json_put_string (object, "quote", remark->quote);
  }
  cs_json_put_string (object, "severity", remark->severity);
  cs_json_put_string (object, "text", remark->text);
  return object;
}

static gboolean
check_span (const CsJson *object, GError **error)
{
  CsGid item;
  const CsJson *span = cs_json_get (object, "span");
  const char *quote = cs_json_get_string (object, "quote");
  if (span == NULL && quote == NULL)
    return TRUE;
  if (cs_json_length (span) != 2 ||
      cs_json_int (cs_json_at (span, 0)) >= cs_json_int (cs_json_at (span, 1)))
    return cs_fail (error, CS_ERROR_INVALID,
                    "span: a stretch of text is a beginning and an end after it");
  if (quote == NULL || !cs_json_get_gid (object, "item", &item))
    return cs_fail (error, CS_ERROR_INVALID,
                    "span: a stretch of text needs the words there and the text that has them");
  return TRUE;
}

gboolean
cs_remark_from_json (const CsJson *object, CsRemark *ret_remark, GError **error)
{
  CsRemark remark = { 0 };
  if (!cs_json_check (object, cs_remark_fields, error) || !check_span (object, error))
    return FALSE;
  const CsJson *span = cs_json_get (object, "span");
  if (span != NULL) {
    remark.start = cs_json_int (cs_json_at (span, 0));
    remark.end = cs_json_int (cs_json_at (span, 1));
    remark.quote = g_strdup (cs_json_get_string (object, "quote"));
  }
  remark.mark = (guint64)cs_json_get_int (object, "mark", 0);
  cs_json_get_gid (object, "item", &remark.item);
  remark.part = (int)cs_json_get_int (object, "part", -1);
  remark.frame = (int)cs_json_get_int (object, "frame", -1);
  remark.category = g_strdup (cs_json_get_string (object, "category"));
  remark.severity = g_strdup (cs_json_get_string (object, "severity"));
  remark.clause = g_strdup (cs_json_get_string (object, "clause"));
  remark.text = g_strdup (cs_json_get_string (object, "text"));
  *ret_remark = remark;
  return TRUE;
}
