/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-evidence.h"
#include "cs-json-check.h"

#include <string.h>

#define FORMAT "countersign-evidence-1"

typedef struct {
  CsGid item;
  gint64 of;
  GArray *bounds; /* of gint64: start, end, start, end ... ascending */
} Item;

struct _CsEvidence {
  GPtrArray *items; /* by gid */
  gint64 from, to;  /* wall; 0 while empty */
};

static void
item_free (gpointer data)
{
  Item *item = data;
  g_array_unref (item->bounds);
  g_free (item);
}

CsEvidence *
cs_evidence_new (void)
{
  CsEvidence *evidence = g_new0 (CsEvidence, 1);
  evidence->items = g_ptr_array_new_with_free_func (item_free);
  return evidence;
}

CsEvidence *
cs_evidence_copy (const CsEvidence *evidence)
{
  CsEvidence *copy = cs_evidence_new ();
  cs_evidence_add (copy, evidence);
  copy->from = evidence->from;
  copy->to = evidence->to;
  return copy;
}

void
cs_evidence_free (CsEvidence *evidence)
{
  if (evidence == NULL)
    return;
  g_ptr_array_unref (evidence->items);
  g_free (evidence);
}

static const Item *
find_item (const CsEvidence *evidence, const CsGid *item, guint *ret_place)
{
  guint low = 0, high = evidence != NULL ? evidence->items->len : 0;
  while (low < high) {
    guint middle = (low + high) / 2;
    const Item *here = evidence->items->pdata[middle];
    int order = cs_gid_compare (&here->item, item);
    if (order == 0)
      return here;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (ret_place != NULL)
    *ret_place = low;
  return NULL;
}

static gint64
bound (const Item *item, guint n)
{
  return g_array_index (item->bounds, gint64, n);
}

static gint64
shown_of (const Item *item)
{
  gint64 shown = 0;
  for (guint i = 0; item != NULL && i < item->bounds->len; i += 2)
    shown += bound (item, i + 1) - bound (item, i);
  return shown;
}

/* Ranges that touch become one. */
static gboolean
insert_range (Item *item, gint64 start, gint64 end)
{
  gint64 before = shown_of (item);
  guint first = 0;
  while (first < item->bounds->len && bound (item, first + 1) < start)
    first += 2;
  guint last = first;
  while (last < item->bounds->len && bound (item, last) <= end) {
    start = MIN (start, bound (item, last));
    end = MAX (end, bound (item, last + 1));
    last += 2;
  }
  gint64 range[] = { start, end };
  if (last > first)
    g_array_remove_range (item->bounds, first, last - first);
  g_array_insert_vals (item->bounds, first, range, 2);
  return shown_of (item) != before;
}

gboolean
cs_evidence_note (CsEvidence *evidence, const CsGid *gid, gint64 of, gint64 start, gint64 end,
                  gint64 wall)
{
  guint place = 0;
  Item *item = (Item *)find_item (evidence, gid, &place);
  start = MAX (start, 0);
  end = MIN (end, of);
  if (start >= end || (item != NULL && item->of != of))
    return FALSE;
  if (item == NULL) {
    item = g_new0 (Item, 1);
    item->item = *gid;
    item->of = of;
    item->bounds = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_ptr_array_insert (evidence->items, (int)place, item);
  }
  if (!insert_range (item, start, end))
    return FALSE;
  evidence->from = evidence->from == 0 ? wall : MIN (evidence->from, wall);
  evidence->to = MAX (evidence->to, wall);
  return TRUE;
}

gboolean
cs_evidence_add (CsEvidence *evidence, const CsEvidence *more)
{
  gboolean news = FALSE;
  for (guint i = 0; i < more->items->len; i++) {
    const Item *item = more->items->pdata[i];
    for (guint j = 0; j < item->bounds->len; j += 2)
      if (cs_evidence_note (evidence, &item->item, item->of, bound (item, j), bound (item, j + 1),
                            more->to))
        news = TRUE;
  }
  if (news && more->from > 0)
    evidence->from = MIN (evidence->from, more->from);
  return news;
}

gboolean
cs_evidence_is_empty (const CsEvidence *evidence)
{
  return evidence->items->len == 0;
}

gboolean
cs_evidence_was_shown (const CsEvidence *evidence, const CsGid *item, gint64 unit)
{
  return unit >= 0 && cs_evidence_next_missing (evidence, item, unit + 1, unit) < 0;
}

gint64
cs_evidence_missing (const CsEvidence *evidence, const CsGid *item, gint64 of)
{
  return MAX (of - shown_of (find_item (evidence, item, NULL)), 0);
}

gint64
cs_evidence_next_missing (const CsEvidence *evidence, const CsGid *gid, gint64 of, gint64 start)
{
  const Item *item = find_item (evidence, gid, NULL);
  gint64 unit = MAX (start, 0);
  for (guint i = 0; item != NULL && i < item->bounds->len; i += 2)
    if (bound (item, i) <= unit && unit < bound (item, i + 1))
      unit = bound (item, i + 1);
  return unit < of ? unit : -1;
}

gboolean
cs_evidence_each (const CsEvidence *evidence, CsEvidenceVisit visit, gpointer data, GError **error)
{
  for (guint i = 0; i < evidence->items->len; i++) {
    const Item *item = evidence->items->pdata[i];
    if (!visit (&item->item, item->of, data, error))
      return FALSE;
  }
  return TRUE;
}

/* --- as a document --- */

CsJson *
cs_evidence_to_json (const CsEvidence *evidence, const char *tool)
{
  CsJson *json = cs_json_new_object ();
  CsJson *items = cs_json_new_array ();
  for (guint i = 0; i < evidence->items->len; i++) {
    const Item *item = evidence->items->pdata[i];
    CsJson *one = cs_json_new_object ();
    CsJson *shown = cs_json_new_array ();
    for (guint j = 0; j < item->bounds->len; j++)
      cs_json_append (shown, cs_json_new_int (bound (item, j)));
    cs_json_put_gid (one, "item", &item->item);
    cs_json_put_int (one, "of", item->of);
    cs_json_put (one, "shown", shown);
    cs_json_append (items, one);
  }
  cs_json_put_string (json, "format", FORMAT);
  cs_json_put_int (json, "from", evidence->from);
  cs_json_put (json, "items", items);
  cs_json_put_int (json, "to", evidence->to);
  cs_json_put_string (json, "tool", tool);
  return json;
}

static const char *const formats[] = { FORMAT, NULL };

static const CsField item_fields[] = {
  { "item", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "of", CS_FIELD_INT, CS_FIELD_REQUIRED, 1, CS_JSON_MAX_INT },
  { "shown", CS_FIELD_INT, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY, 0,
    CS_JSON_MAX_INT, .max_count = CS_EVIDENCE_MAX_RANGES },
  { NULL },
};

static const CsField fields[] = {
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = formats },
  { "from", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_JSON_MAX_INT },
  { "items", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST, .fields = item_fields,
    .max_count = CS_EVIDENCE_MAX_ITEMS },
  { "to", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_JSON_MAX_INT },
  { "tool", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 200 },
  { NULL },
};

static gboolean
read_ranges (Item *item, const CsJson *shown, GError **error)
{
  gint64 last = -1;
  guint n = cs_json_length (shown);
  for (guint i = 0; i < n; i++) {
    gint64 value = cs_json_int (cs_json_at (shown, i));
    if (value <= last || value > item->of)
      return cs_fail (error, CS_ERROR_INVALID, "shown: ranges ascend and lie within \"of\"");
    g_array_append_val (item->bounds, value);
    last = value;
  }
  return n % 2 == 0 || cs_fail (error, CS_ERROR_INVALID, "shown: a range without an end");
}

static gboolean
read_items (CsEvidence *evidence, const CsJson *items, GError **error)
{
  for (guint i = 0; i < cs_json_length (items); i++) {
    const CsJson *one = cs_json_at (items, i);
    Item *item = g_new0 (Item, 1);
    item->bounds = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_ptr_array_add (evidence->items, item);
    cs_json_get_gid (one, "item", &item->item);
    item->of = cs_json_get_int (one, "of", 0);
    const Item *before = i > 0 ? evidence->items->pdata[i - 1] : NULL;
    if (before != NULL && cs_gid_compare (&before->item, &item->item) >= 0)
      return cs_fail (error, CS_ERROR_INVALID, "items: not in the order of their ids");
    if (!read_ranges (item, cs_json_get (one, "shown"), error))
      return FALSE;
  }
  return TRUE;
}

CsEvidence *
cs_evidence_parse (const char *text, gsize size, GError **error)
{
  g_autoptr (CsEvidence) evidence = cs_evidence_new ();
  g_autoptr (CsJson) json = cs_json_parse_canonical (text, size, error);
  if (json == NULL || !cs_json_check (json, fields, error) ||
      !read_items (evidence, cs_json_get (json, "items"), error)) {
    g_prefix_error (error, "evidence of reading: ");
    return NULL;
  }
  evidence->from = cs_json_get_int (json, "from", 0);
  evidence->to = cs_json_get_int (json, "to", 0);
  return g_steal_pointer (&evidence);
}

/* --- units --- */

static gint64
frames_of (const CsJson *part)
{
  return CLAMP (cs_json_get_int (part, "frames", 1), 1, G_MAXINT32);
}

gint64
cs_item_unit_of (const CsJson *facts, guint part, guint frame)
{
  const CsJson *parts = cs_json_get (facts, "parts");
  gint64 unit = frame;
  for (guint i = 0; i < part && i < cs_json_length (parts); i++)
    unit += frames_of (cs_json_at (parts, i));
  return unit;
}

gint64
cs_item_units (const CsJson *facts)
{
  const CsJson *text = cs_json_get (facts, "text");
  if (text != NULL)
    return CLAMP (cs_json_get_int (text, "length", 0), 0, CS_JSON_MAX_INT);
  return cs_item_unit_of (facts, cs_json_length (cs_json_get (facts, "parts")), 0);
}
