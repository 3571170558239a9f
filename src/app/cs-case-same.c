/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-same.h"
#include "cs-case-model-private.h"
#include "cs-unit-words.h"

#include "cs-hanging.h"
#include "cs-item-facts.h"
#include "cs-mark-same.h"

#include <glib/gi18n.h>

#define BETWEEN " \xc2\xb7 "

/* --- tying --- */

guint64
cs_case_same_first (CsCaseModel *model)
{
  return model->picking && cs_mark_set_get (model->marks, model->same_first) != NULL
             ? model->same_first
             : 0;
}

static void
set_first (CsCaseModel *model, guint64 id)
{
  model->same_first = id;
  cs_case_model_set_picking (model, id != 0);
}

void
cs_case_same_cancel (CsCaseModel *model)
{
  guint64 first = cs_case_same_first (model);
  if (first == 0)
    return;
  set_first (model, 0);
  cs_case_model_select (model, first, TRUE);
}

/* One edit; those that belong together already stay as they are. */
static gboolean
tie_all (CsCaseModel *model, const GPtrArray *marks, GError **error)
{
  g_autoptr (CsMarkSet) set = cs_mark_set_ref (model->marks);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  const CsMark *first = marks->pdata[0];
  for (guint i = 1; i < marks->len; i++) {
    g_autoptr (GError) refused = NULL;
    g_autoptr (CsMarkEdit) edit =
        cs_mark_same_add (set, first->id, ((const CsMark *)marks->pdata[i])->id,
                          cs_case_model_new_id (model), &refused);
    if (edit == NULL && (put->len > 0 || i + 1 < marks->len) &&
        g_error_matches (refused, CS_ERROR, CS_ERROR_CONFLICT))
      continue;
    if (edit == NULL) {
      g_propagate_error (error, g_steal_pointer (&refused));
      return FALSE;
    }
    CsMarkSet *after = cs_mark_edit_apply (set, edit, error);
    if (after == NULL)
      return FALSE;
    cs_mark_set_unref (set);
    set = after;
    g_ptr_array_add (put, cs_mark_ref (edit->put[0]));
  }
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, error);
  return edit != NULL && cs_case_model_edit (model, edit, error);
}

gboolean
cs_case_same_begin (CsCaseModel *model, GError **error)
{
  g_autoptr (GPtrArray) marks = cs_case_model_selected_marks (model);
  if (!cs_case_model_check_edit (model, error))
    return FALSE;
  if (marks->len == 0)
    return cs_fail (error, CS_ERROR_INVALID, "%s",
                    _ ("Select the mark that was there before, then say what it is the same as."));
  if (marks->len > 1)
    return tie_all (model, marks, error);
  if (((const CsMark *)marks->pdata[0])->kind->target != CS_MARK_TARGET_IMAGE)
    return cs_fail (error, CS_ERROR_INVALID, "%s",
                    _ ("Only marks that are drawn on a picture can show the same lesion."));
  if (!model->picking)
    set_first (model, ((const CsMark *)marks->pdata[0])->id);
  return TRUE;
}

gboolean
cs_case_same_can_take (CsCaseModel *model)
{
  guint64 first = cs_case_same_first (model);
  const CsMark *other = cs_mark_set_get (model->marks, model->selected);
  return first != 0 && other != NULL && other->id != first &&
         other->kind->target == CS_MARK_TARGET_IMAGE;
}

gboolean
cs_case_same_take (CsCaseModel *model, GError **error)
{
  guint64 first = cs_case_same_first (model);
  g_autoptr (CsMarkEdit) edit = first != 0 ? cs_mark_same_add (model->marks, first, model->selected,
                                                               cs_case_model_new_id (model), error)
                                           : NULL;
  if (edit == NULL || !cs_case_model_edit (model, edit, error))
    return FALSE;
  set_first (model, 0);
  cs_case_model_select (model, first, TRUE);
  return TRUE;
}

gboolean
cs_case_same_remove (CsCaseModel *model, GError **error)
{
  g_autoptr (CsMarkEdit) edit = cs_mark_same_remove (model->marks, model->selected, error);
  return edit != NULL && cs_case_model_edit (model, edit, error);
}

/* --- when and where --- */

static gboolean
date_of (CsCaseModel *model, const CsMark *mark, GDate *ret_date)
{
  int at = cs_case_model_find_item (model, &mark->item);
  const CsCaseItem *item = at >= 0 ? cs_case_model_item (model, (guint)at) : NULL;
  g_date_clear (ret_date, 1);
  return item != NULL && item->units > 0 &&
         cs_hanging_date (cs_item_facts_id (item->row->facts, mark->part, "study_date"), ret_date);
}

/* Days from the study of BEFORE to that of AFTER; FALSE unless both say when they were. */
static gboolean
days_between (CsCaseModel *model, const CsMark *before, const CsMark *after, int *ret_days)
{
  GDate one, two;
  if (!date_of (model, before, &one) || !date_of (model, after, &two))
    return FALSE;
  *ret_days = g_date_days_between (&one, &two);
  return TRUE;
}

/* As short as it is clear beside NOW. */
static char *
date_words (const GDate *date, const GDate *now)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (
      g_date_get_year (date), (int)g_date_get_month (date), g_date_get_day (date), 0, 0, 0);
  gboolean year = g_date_get_year (date) == g_date_get_year (now);
  gboolean month = year && g_date_get_month (date) == g_date_get_month (now);
  /* Translators: when a study was, in the format of g_date_time_format: of the same month, of the
   * same year, of another year. */
  return g_date_time_format (time, month ? _ ("on %-d %B") : year ? _ ("in %B") : _ ("in %B %Y"));
}

static char *
series_name (const CsCaseItem *item)
{
  const char *name = cs_item_facts_id (item->row->facts, 0, "series_description");
  return g_strdup (name != NULL ? name : item->row->title);
}

char *
cs_case_same_place (CsCaseModel *model, const CsMark *mark, const CsMark *other)
{
  GDate here, there;
  int at = cs_case_model_find_item (model, &other->item);
  const CsCaseItem *item = at >= 0 ? cs_case_model_item (model, (guint)at) : NULL;
  if (date_of (model, mark, &here) && date_of (model, other, &there) &&
      g_date_compare (&here, &there) != 0)
    return date_words (&there, &here);
  if (item != NULL && !cs_gid_equal (&mark->item, &other->item))
    return series_name (item);
  if (item == NULL || (mark->part == other->part && mark->frame == other->frame))
    return NULL;
  return cs_unit_words (item, cs_case_model_unit_of (model, other));
}

/* --- the lesion --- */

/* By when they were, then by their numbers. */
static int
compare_times (gconstpointer a, gconstpointer b, gpointer data)
{
  CsCaseModel *model = data;
  const CsMark *one = *(const CsMark *const *)a, *two = *(const CsMark *const *)b;
  int days = 0;
  if (days_between (model, one, two, &days) && days != 0)
    return days > 0 ? -1 : 1;
  guint first = cs_case_model_number (model, one->id);
  guint second = cs_case_model_number (model, two->id);
  return (first > second) - (first < second);
}

/* Since the nearest study before that of MARK in which it was measured alike. */
static char *
growth_words (CsCaseModel *model, const GPtrArray *group, const CsMark *mark)
{
  char *words = NULL;
  int nearest = G_MAXINT;
  for (guint i = 0; i < group->len; i++) {
    const CsMark *before = group->pdata[i];
    int days = 0;
    if (!days_between (model, before, mark, &days) || days <= 0 || days >= nearest)
      continue;
    char *growth = cs_mark_growth (before, cs_case_model_geometry (model, before), mark,
                                   cs_case_model_geometry (model, mark));
    if (growth == NULL)
      continue;
    g_free (words);
    words = growth;
    nearest = days;
  }
  return words;
}

char *
cs_case_same_words (CsCaseModel *model, const CsMark *mark)
{
  g_autoptr (GPtrArray) group = cs_mark_same_group (model->marks, mark->id);
  g_autoptr (GString) others = g_string_new (NULL);
  if (group->len == 0)
    return NULL;
  g_ptr_array_sort_with_data (group, compare_times, model);
  for (guint i = 0; i < group->len; i++) {
    const CsMark *other = group->pdata[i];
    g_autofree char *place = cs_case_same_place (model, mark, other);
    g_string_append_printf (others, "%s%u%s%s", i > 0 ? ", " : "",
                            cs_case_model_number (model, other->id), place != NULL ? " " : "",
                            place != NULL ? place : "");
  }
  g_autofree char *growth = growth_words (model, group, mark);
  /* Translators: of a lesion, with its numbers in other studies: "same as 1 in March". */
  g_autofree char *words = g_strdup_printf (_ ("same as %s"), others->str);
  return growth != NULL ? g_strconcat (words, BETWEEN, growth, NULL) : g_steal_pointer (&words);
}

gboolean
cs_case_same_go (CsCaseModel *model, GError **error)
{
  const CsMark *mark = cs_mark_set_get (model->marks, model->selected);
  g_autoptr (GPtrArray) group = cs_mark_same_group (model->marks, model->selected);
  if (mark == NULL || group->len == 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "%s",
                    mark != NULL ? _ ("This mark is not the same as any other.")
                                 : _ ("Nothing is selected: click a mark, or choose it in the "
                                      "list."));
  g_ptr_array_add (group, (gpointer)mark);
  g_ptr_array_sort_with_data (group, compare_times, model);
  for (guint i = 0; i < group->len; i++)
    if (group->pdata[i] == mark) {
      const CsMark *next = group->pdata[(i + 1) % group->len];
      cs_case_model_select (model, next->id, TRUE);
      return TRUE;
    }
  return TRUE;
}
