/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-item-facts.h"

/* --- what several descriptions share, and what is left --- */

/* What A and B say alike, or NULL. */
static CsJson *
shared_by (const CsJson *a, const CsJson *b)
{
  if (cs_json_equal (a, b))
    return cs_json_ref (a);
  if (cs_json_type (a) != CS_JSON_OBJECT || cs_json_type (b) != CS_JSON_OBJECT)
    return NULL;
  CsJson *shared = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (a); i++) {
    const char *key = cs_json_key_at (a, i);
    const CsJson *other = cs_json_get (b, key);
    if (other != NULL)
      cs_json_put (shared, key, shared_by (cs_json_member_at (a, i), other));
  }
  if (cs_json_length (shared) > 0)
    return shared;
  cs_json_unref (shared);
  return NULL;
}

/* WHOLE without what COMMON says, or NULL when nothing is left. */
static CsJson *
beyond (const CsJson *whole, const CsJson *common)
{
  if (common == NULL)
    return cs_json_ref (whole);
  if (cs_json_equal (whole, common) || cs_json_type (whole) != CS_JSON_OBJECT)
    return NULL;
  CsJson *own = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (whole); i++) {
    const char *key = cs_json_key_at (whole, i);
    cs_json_put (own, key, beyond (cs_json_member_at (whole, i), cs_json_get (common, key)));
  }
  return own;
}

/* The inverse: COMMON with OWN in it. */
static CsJson *
together (const CsJson *common, const CsJson *own)
{
  if (own == NULL || common == NULL)
    return cs_json_ref (own != NULL ? own : common);
  if (cs_json_type (common) != CS_JSON_OBJECT || cs_json_type (own) != CS_JSON_OBJECT)
    return cs_json_ref (own);
  CsJson *whole = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (common); i++) {
    const char *key = cs_json_key_at (common, i);
    cs_json_put (whole, key, together (cs_json_member_at (common, i), cs_json_get (own, key)));
  }
  for (guint i = 0; i < cs_json_length (own); i++) {
    const char *key = cs_json_key_at (own, i);
    if (cs_json_get (common, key) == NULL)
      cs_json_put (whole, key, cs_json_ref (cs_json_member_at (own, i)));
  }
  return whole;
}

/* --- facts --- */

static CsJson *
common_of (const CsItemPart *parts, guint n_parts)
{
  if (n_parts == 0 || parts[0].probe == NULL)
    return NULL;
  CsJson *common = cs_json_ref (cs_probe_json (parts[0].probe));
  for (guint i = 1; i < n_parts && common != NULL; i++) {
    g_autoptr (CsJson) before = common;
    common = shared_by (before, cs_probe_json (parts[i].probe));
  }
  return common;
}

static CsJson *
part_json (const CsItemPart *part, const CsJson *common)
{
  const CsProbeFacts *facts = part->probe != NULL ? cs_probe_facts (part->probe) : NULL;
  CsJson *json = cs_json_new_object ();
  cs_json_put_hash (json, "blob", part->blob);
  cs_json_put_string (json, "media", part->media);
  cs_json_put_string (json, "name", part->name);
  cs_json_put_int (json, "size", part->size);
  cs_json_put_int (json, "width", facts != NULL ? facts->columns : 0);
  cs_json_put_int (json, "height", facts != NULL ? facts->rows : 0);
  cs_json_put_int (json, "frames", facts != NULL ? facts->frames : 0);
  if (facts != NULL)
    cs_json_put (json, "own", beyond (cs_probe_json (part->probe), common));
  return json;
}

CsJson *
cs_item_facts_new (const CsItemPart *parts, guint n_parts, CsJson *series, CsJson *text)
{
  CsJson *facts = cs_json_new_object ();
  CsJson *list = cs_json_new_array ();
  CsJson *common = common_of (parts, n_parts);
  for (guint i = 0; i < n_parts; i++)
    cs_json_append (list, part_json (&parts[i], common));
  cs_json_put (facts, "common", common);
  cs_json_put (facts, "parts", list);
  cs_json_put (facts, "series", series);
  cs_json_put (facts, "text", text);
  return facts;
}

guint
cs_item_facts_n_parts (const CsJson *facts)
{
  return cs_json_length (cs_json_get (facts, "parts"));
}

const char *
cs_item_facts_name (const CsJson *facts, guint part)
{
  return cs_json_get_string (cs_json_at (cs_json_get (facts, "parts"), part), "name");
}

gboolean
cs_item_facts_blob (const CsJson *facts, guint part, CsHash *ret_hash, gint64 *ret_size)
{
  const CsJson *json = cs_json_at (cs_json_get (facts, "parts"), part);
  CsHash hash;
  if (!cs_json_get_hash (json, "blob", &hash))
    return FALSE;
  *ret_hash = hash;
  *ret_size = cs_json_get_int (json, "size", 0);
  return TRUE;
}

const char *
cs_item_facts_id (const CsJson *facts, guint part, const char *key)
{
  const CsJson *json = cs_json_at (cs_json_get (facts, "parts"), part);
  const CsJson *own = cs_json_get (cs_json_get (json, "own"), "dicom");
  const CsJson *common = cs_json_get (cs_json_get (facts, "common"), "dicom");
  if (json == NULL)
    return NULL;
  return cs_json_get_string (cs_json_get (own, key) != NULL ? own : common, key);
}

CsProbe *
cs_item_facts_probe (const CsJson *facts, guint part, GError **error)
{
  const CsJson *common = cs_json_get (facts, "common");
  const CsJson *json = cs_json_at (cs_json_get (facts, "parts"), part);
  const CsJson *own = cs_json_get (json, "own");
  if (json == NULL || (common == NULL && own == NULL)) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "part %u is no picture", part);
    return NULL;
  }
  g_autoptr (CsJson) whole = together (common, own);
  CsProbe *probe = cs_probe_new (whole, error);
  if (probe == NULL)
    g_prefix_error (error, "part %u: ", part);
  return probe;
}
