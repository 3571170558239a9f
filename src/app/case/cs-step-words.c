/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-step-words.h"
#include "cs-unit-words.h"

#include <glib/gi18n.h>

typedef enum { ADDED, DELETED, CHANGED } Act;

static const CsMark *
mark_of (const CsMarkChange *change)
{
  return change->after != NULL ? change->after : change->before;
}

/* What the person had done, or does again: undo leads back from it. */
static Act
act_of (const CsMarkDiff *diff, int direction)
{
  gboolean gone = TRUE, come = TRUE;
  for (guint i = 0; i < diff->marks->len; i++) {
    const CsMarkChange *change = &g_array_index (diff->marks, CsMarkChange, i);
    gone &= change->after == NULL;
    come &= change->before == NULL;
  }
  if (gone || come)
    return come == (direction > 0) ? ADDED : DELETED;
  return CHANGED;
}

/* "Nodule 2, slice 12" */
static char *
name_of (CsCaseModel *model, const CsMark *mark)
{
  int at = cs_case_model_find_item (model, &mark->item);
  const CsCaseItem *item = at >= 0 ? cs_case_model_item (model, (guint)at) : NULL;
  guint number = cs_case_model_number (model, mark->id);
  g_autoptr (GString) words = g_string_new (cs_case_model_label_name (model, mark));
  if (number != 0)
    g_string_append_printf (words, " %u", number);
  if (item != NULL && item->units > 1 && mark->kind->target == CS_MARK_TARGET_IMAGE) {
    g_autofree char *place = cs_unit_words (item, cs_case_model_unit_of (model, mark));
    g_string_append_printf (words, ", %s", place);
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
say (Act act, gboolean back, const char *what)
{
  /* Translators: here %s is a mark with its place, "Nodule 2, slice 12", or "3 marks". */
  if (act == ADDED)
    return g_strdup_printf (back ? _ ("Taken back: adding %s") : _ ("Done again: adding %s"), what);
  if (act == DELETED)
    return g_strdup_printf (back ? _ ("Taken back: deleting %s") : _ ("Done again: deleting %s"),
                            what);
  return g_strdup_printf (back ? _ ("Taken back: changing %s") : _ ("Done again: changing %s"),
                          what);
}

char *
cs_step_words (CsCaseModel *model)
{
  int direction = 0;
  const CsMarkDiff *diff = cs_case_model_stepped (model, &direction);
  guint n = diff != NULL ? diff->marks->len : 0;
  if (n == 0 && diff != NULL && diff->answers->len > 0)
    return g_strdup (direction < 0 ? _ ("Taken back: the answer") : _ ("Done again: the answer"));
  if (n == 0)
    return NULL;
  g_autofree char *what =
      n == 1 ? name_of (model, mark_of (&g_array_index (diff->marks, CsMarkChange, 0)))
             : g_strdup_printf (ngettext ("%u mark", "%u marks", n), n);
  return say (act_of (diff, direction), direction < 0, what);
}

gboolean
cs_step_place (CsCaseModel *model, guint *ret_item, gint64 *ret_unit)
{
  int direction = 0, item = -1;
  gint64 unit = 0;
  const CsMarkDiff *diff = cs_case_model_stepped (model, &direction);
  for (guint i = 0; diff != NULL && i < diff->marks->len; i++) {
    const CsMark *mark = mark_of (&g_array_index (diff->marks, CsMarkChange, i));
    int at = cs_case_model_find_item (model, &mark->item);
    gint64 there = cs_case_model_unit_of (model, mark);
    if (at < 0 || (item >= 0 && (at != item || there != unit)))
      return FALSE;
    item = at;
    unit = there;
  }
  if (item < 0)
    return FALSE;
  *ret_item = (guint)item;
  *ret_unit = unit;
  return TRUE;
}
