/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-items.h"
#include "cs-item-facts.h"

#include "cs-cine.h"
#include "cs-text-decode.h"

static void
item_free (gpointer data)
{
  CsCaseItem *item = data;
  g_clear_pointer (&item->text, cs_text_document_unref);
  g_free (item->trouble);
  g_free (item);
}

static CsTextDocument *
read_text (CsProject *project, const CsItemRow *row, GError **error)
{
  CsHash hash;
  gint64 size = 0;
  if (!cs_item_facts_blob (row->facts, 0, &hash, &size)) {
    cs_fail (error, CS_ERROR_CORRUPT, "%s has no text", row->title);
    return NULL;
  }
  g_autoptr (GBytes) bytes =
      cs_store_read_blob (cs_project_store (project), &hash, CS_TEXT_MAX_SIZE, error);
  if (bytes == NULL)
    return NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  const CsJson *text = cs_json_get (row->facts, "text");
  return cs_text_decode_stored (data, length, cs_json_get_string (text, "decoding"), error);
}

static gboolean
is_loop (const CsItemRow *row)
{
  g_autoptr (CsProbe) probe =
      cs_item_facts_n_parts (row->facts) == 1 ? cs_item_facts_probe (row->facts, 0, NULL) : NULL;
  return probe != NULL && cs_cine_is_loop (probe);
}

GPtrArray *
cs_case_items_new (CsProject *project, GPtrArray *rows)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (item_free);
  for (guint i = 0; i < rows->len; i++) {
    g_autoptr (GError) error = NULL;
    CsCaseItem *item = g_new0 (CsCaseItem, 1);
    item->row = rows->pdata[i];
    item->units = cs_item_units (item->row->facts);
    item->loop = item->units > 1 && is_loop (item->row);
    if (g_str_equal (item->row->kind, "text")) {
      item->text = read_text (project, item->row, &error);
      item->trouble = error != NULL ? g_strdup (error->message) : NULL;
      item->lost = g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND) ||
                   g_error_matches (error, CS_ERROR, CS_ERROR_CONFLICT);
    }
    g_ptr_array_add (items, item);
  }
  return items;
}

void
cs_case_item_frame (const CsCaseItem *item, gint64 unit, guint *ret_part, guint *ret_frame)
{
  const CsJson *parts = cs_json_get (item->row->facts, "parts");
  guint n = cs_json_length (parts);
  gint64 left = CLAMP (unit, 0, item->units - 1);
  *ret_part = *ret_frame = 0;
  for (guint i = 0; i < n; i++) {
    gint64 frames = cs_json_get_int (cs_json_at (parts, i), "frames", 0);
    if (left < frames) {
      *ret_part = i;
      *ret_frame = (guint)left;
      return;
    }
    left -= frames;
  }
}

gint64
cs_case_item_unit (const CsCaseItem *item, const CsMark *mark)
{
  if (item->text != NULL)
    return mark->kind->target == CS_MARK_TARGET_TEXT && mark->n_values > 0 ? mark->values[0] : 0;
  return cs_item_unit_of (item->row->facts, mark->part, mark->frame);
}
