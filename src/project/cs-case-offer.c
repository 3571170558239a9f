/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-offer.h"
#include "cs-json.h"

#include <string.h>

typedef struct {
  CsGid gid;
  char *title;
  CsMarkSpace space;
  CsMarkExtent *parts;
} Item;

struct _CsCaseOffer {
  GPtrArray *items;   /* of Item, by gid */
  GHashTable *by_gid; /* CsGid -> Item */
};

static void
item_free (gpointer data)
{
  Item *item = data;
  g_free (item->title);
  g_free (item->parts);
  g_free (item);
}

/* Facts: {"parts":[{"width","height","frames",...}],"text":{"length",...}}; see cs-item-facts.h. */
static void
read_facts (Item *item, const CsJson *facts)
{
  const CsJson *parts = cs_json_get (facts, "parts");
  const CsJson *text = cs_json_get (facts, "text");
  guint n = cs_json_length (parts);
  item->parts = g_new0 (CsMarkExtent, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    const CsJson *part = cs_json_at (parts, i);
    item->parts[i].width = (guint)CLAMP (cs_json_get_int (part, "width", 0), 0, G_MAXINT32);
    item->parts[i].height = (guint)CLAMP (cs_json_get_int (part, "height", 0), 0, G_MAXINT32);
    item->parts[i].frames = (guint)CLAMP (cs_json_get_int (part, "frames", 1), 0, G_MAXINT32);
  }
  item->space.parts = item->parts;
  item->space.n_parts = n;
  item->space.text_length = text != NULL ? cs_json_get_int (text, "length", 0) : -1;
}

static gboolean
add_item (CsCaseOffer *offer, CsStmt *stmt, GError **error)
{
  const char *text = cs_stmt_text (stmt, 2);
  g_autoptr (CsJson) facts = cs_json_parse_canonical (text, strlen (text), error);
  if (facts == NULL)
    return FALSE;
  Item *item = g_new0 (Item, 1);
  cs_stmt_gid (stmt, 0, &item->gid);
  item->title = g_strdup (cs_stmt_text (stmt, 1));
  read_facts (item, facts);
  g_ptr_array_add (offer->items, item);
  g_hash_table_insert (offer->by_gid, &item->gid, item);
  return TRUE;
}

CsCaseOffer *
cs_case_offer_load (CsDb *index, const CsGid *case_gid, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (index, error,
                                         "SELECT gid, title, facts FROM item WHERE case_gid = ?"
                                         " ORDER BY gid",
                                         "g", case_gid);
  if (stmt == NULL)
    return NULL;
  g_autoptr (CsCaseOffer) offer = g_new0 (CsCaseOffer, 1);
  offer->items = g_ptr_array_new_with_free_func (item_free);
  offer->by_gid = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0)
    if (!add_item (offer, stmt, error))
      return NULL;
  return state == 0 ? g_steal_pointer (&offer) : NULL;
}

void
cs_case_offer_free (CsCaseOffer *offer)
{
  if (offer == NULL)
    return;
  g_hash_table_unref (offer->by_gid);
  g_ptr_array_unref (offer->items);
  g_free (offer);
}

gboolean
cs_case_offer_check_mark (const CsCaseOffer *offer, const CsSchema *schema, const CsMark *mark,
                          GError **error)
{
  const Item *item = g_hash_table_lookup (offer->by_gid, &mark->item);
  gboolean ok = item != NULL ? cs_mark_check_space (mark, &item->space, error) &&
                                   cs_schema_check_draft_mark (schema, mark, error)
                             : cs_fail (error, CS_ERROR_INVALID, "its item is not in the case");
  if (!ok)
    g_prefix_error (error, "mark %" G_GUINT64_FORMAT ": ", mark->id);
  return ok;
}

gboolean
cs_case_offer_check_answer (const CsCaseOffer *offer, const CsMarkAnswer *answer, GError **error)
{
  return g_hash_table_contains (offer->by_gid, &answer->item) ||
         cs_fail (error, CS_ERROR_INVALID, "an answer about an item that is not in the case");
}

gboolean
cs_case_offer_check_stretch (const CsCaseOffer *offer, const CsGid *item_gid, gint64 start,
                             gint64 end, GError **error)
{
  const Item *item = g_hash_table_lookup (offer->by_gid, item_gid);
  gint64 length = item != NULL ? item->space.text_length : -1;
  if (length < 0)
    return cs_fail (error, CS_ERROR_INVALID, "a stretch of a text that is not in the case");
  return (start >= 0 && start < end && end <= length) ||
         cs_fail (error, CS_ERROR_INVALID,
                  "\"%s\" has %" G_GINT64_FORMAT
                  " characters, and no stretch from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                  item->title, length, start, end);
}

static gboolean
check_item (const Item *item, const CsMarkSet *set, gboolean marked, GError **error)
{
  const CsMarkAnswer *answer = cs_mark_set_answer (set, &item->gid);
  if (answer == NULL && !marked)
    return cs_fail (error, CS_ERROR_INVALID,
                    "\"%s\" has no mark and no answer; mark it, or say --answer nothing, "
                    "not-assessable or equivocal",
                    item->title);
  if (answer != NULL && answer->answer == CS_ANSWER_NOTHING && marked)
    return cs_fail (error, CS_ERROR_INVALID,
                    "\"%s\" has marks, but the answer says nothing to mark", item->title);
  return TRUE;
}

gboolean
cs_case_offer_check_version (const CsCaseOffer *offer, const CsSchema *schema, const CsMarkSet *set,
                             gboolean whole, GError **error)
{
  g_autoptr (GHashTable) marked = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  if (!cs_mark_set_check_links (set, error))
    return FALSE;
  for (guint i = 0; i < set->n_marks; i++) {
    if (!cs_case_offer_check_mark (offer, schema, set->marks[i], error))
      return FALSE;
    g_hash_table_add (marked, (gpointer)&set->marks[i]->item);
  }
  for (guint i = 0; i < set->n_answers; i++)
    if (!cs_case_offer_check_answer (offer, &set->answers[i], error))
      return FALSE;
  if (!cs_schema_check_set (schema, set, error))
    return FALSE;
  for (guint i = 0; whole && i < offer->items->len; i++) {
    const Item *item = offer->items->pdata[i];
    if (!check_item (item, set, g_hash_table_contains (marked, &item->gid), error))
      return FALSE;
  }
  return TRUE;
}
