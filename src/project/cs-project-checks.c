/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-private.h"

#include <string.h>

/* What the items of one case offer to marks. */
typedef struct {
  CsGid item;
  CsMarkSpace space;
  CsMarkExtent *parts;
} Offer;

static void
clear_offer (gpointer data)
{
  g_free (((Offer *)data)->parts);
}

/* Facts: {"parts":[{"width","height","frames",...}],"text":{"length",...}}; see cs-item-facts.h. */
static Offer
offer_of (const CsItemRow *row)
{
  const CsJson *parts = cs_json_get (row->facts, "parts");
  const CsJson *text = cs_json_get (row->facts, "text");
  guint n = cs_json_length (parts);
  Offer offer = { .item = row->gid, .parts = g_new0 (CsMarkExtent, MAX (n, 1)) };
  for (guint i = 0; i < n; i++) {
    const CsJson *part = cs_json_at (parts, i);
    offer.parts[i].width = (guint)CLAMP (cs_json_get_int (part, "width", 0), 0, G_MAXINT32);
    offer.parts[i].height = (guint)CLAMP (cs_json_get_int (part, "height", 0), 0, G_MAXINT32);
    offer.parts[i].frames = (guint)CLAMP (cs_json_get_int (part, "frames", 1), 0, G_MAXINT32);
  }
  offer.space.parts = offer.parts;
  offer.space.n_parts = n;
  offer.space.text_length = text != NULL ? cs_json_get_int (text, "length", 0) : -1;
  return offer;
}

static GArray *
offers_of_case (CsProject *project, const CsGid *case_gid, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, case_gid, error);
  if (items == NULL)
    return NULL;
  GArray *offers = g_array_new (FALSE, FALSE, sizeof (Offer));
  g_array_set_clear_func (offers, clear_offer);
  for (guint i = 0; i < items->len; i++) {
    Offer offer = offer_of (items->pdata[i]);
    g_array_append_val (offers, offer);
  }
  return offers;
}

static const Offer *
find_offer (GArray *offers, const CsGid *item)
{
  for (guint i = 0; i < offers->len; i++)
    if (cs_gid_equal (&g_array_index (offers, Offer, i).item, item))
      return &g_array_index (offers, Offer, i);
  return NULL;
}

static gboolean
check_mark (const CsMark *mark, GArray *offers, const CsSchema *schema, GError **error)
{
  const Offer *offer = find_offer (offers, &mark->item);
  gboolean ok = offer != NULL ? cs_mark_check_space (mark, &offer->space, error) &&
                                    cs_schema_check_draft_mark (schema, mark, error)
                              : cs_fail (error, CS_ERROR_INVALID, "its item is not in the case");
  if (!ok)
    g_prefix_error (error, "mark %" G_GUINT64_FORMAT ": ", mark->id);
  return ok;
}

gboolean
cs_project_check_marks (CsProject *project, const CsGid *case_gid, CsMark *const *marks, guint n,
                        GError **error)
{
  CsSchema *schema = NULL;
  if (n == 0)
    return TRUE;
  if (!cs_project_schema (project, &schema, NULL, error))
    return FALSE;
  if (schema == NULL)
    return cs_fail (error, CS_ERROR_DENIED,
                    "no label schema is published yet; a lead publishes one first");
  g_autoptr (GArray) offers = offers_of_case (project, case_gid, error);
  if (offers == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!check_mark (marks[i], offers, schema, error))
      return FALSE;
  return TRUE;
}

gboolean
cs_project_check_answers (CsProject *project, const CsGid *case_gid, const CsMarkEdit *edit,
                          GError **error)
{
  if (edit->n_answers == 0)
    return TRUE;
  g_autoptr (GArray) offers = offers_of_case (project, case_gid, error);
  if (offers == NULL)
    return FALSE;
  for (guint i = 0; i < edit->n_answers; i++)
    if (find_offer (offers, &edit->answers[i].item) == NULL)
      return cs_fail (error, CS_ERROR_INVALID, "an answer about an item that is not in the case");
  return TRUE;
}

/* --- what a submission must say --- */

static gboolean
item_is_read (const CsMarkSet *set, const CsGid *item, gboolean *ret_nothing, gboolean *ret_marks)
{
  const CsMarkAnswer *answer = cs_mark_set_answer (set, item);
  *ret_nothing = answer != NULL && answer->answer == CS_ANSWER_NOTHING;
  *ret_marks = FALSE;
  for (guint i = 0; i < set->n_marks && !*ret_marks; i++)
    *ret_marks = cs_gid_equal (&set->marks[i]->item, item);
  return answer != NULL || *ret_marks;
}

gboolean
cs_project_check_complete (CsProject *project, const CsGid *case_gid, const CsMarkSet *set,
                           GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, case_gid, error);
  CsSchema *schema = NULL;
  if (items == NULL || !cs_mark_set_check_links (set, error) ||
      !cs_project_check_marks (project, case_gid, set->marks, set->n_marks, error) ||
      !cs_project_schema (project, &schema, NULL, error) ||
      (schema != NULL && !cs_schema_check_set (schema, set, error)))
    return FALSE;
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    gboolean nothing = FALSE, marks = FALSE;
    if (!item_is_read (set, &item->gid, &nothing, &marks))
      return cs_fail (error, CS_ERROR_INVALID,
                      "\"%s\" has no mark and no answer; mark it, or say --answer nothing, "
                      "not-assessable or equivocal",
                      item->title);
    if (nothing && marks)
      return cs_fail (error, CS_ERROR_INVALID,
                      "\"%s\" has marks, but the answer says nothing to mark", item->title);
  }
  return TRUE;
}
