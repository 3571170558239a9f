/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-same.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define NBSP "\xc2\xa0"
#define ARROW NBSP "\xe2\x86\x92" NBSP
#define MINUS "\xe2\x88\x92"
#define SQUARE_MM "mm\xc2\xb2"

/* --- what belongs together --- */

static const CsMark *
end_of (const CsMarkSet *set, const CsMark *tie, guint end)
{
  const CsMark *mark = cs_mark_set_get (set, (guint64)tie->values[end]);
  return mark != NULL && mark->kind->target == CS_MARK_TARGET_IMAGE ? mark : NULL;
}

gboolean
cs_mark_is_same (const CsMarkSet *set, const CsMark *tie, const CsMark **ret_from,
                 const CsMark **ret_to)
{
  if (tie->kind != &cs_mark_kind_relation || strcmp (tie->label, CS_MARK_SAME) != 0)
    return FALSE;
  const CsMark *from = end_of (set, tie, 0), *to = end_of (set, tie, 1);
  if (from == NULL || to == NULL)
    return FALSE;
  if (ret_from != NULL)
    *ret_from = from;
  if (ret_to != NULL)
    *ret_to = to;
  return TRUE;
}

static GPtrArray *
all_ties (const CsMarkSet *set)
{
  GPtrArray *ties = g_ptr_array_new ();
  for (guint i = 0; i < set->n_relations; i++)
    if (cs_mark_is_same (set, set->relations[i], NULL, NULL))
      g_ptr_array_add (ties, set->relations[i]);
  return ties;
}

static guint64
end_id (const CsMark *tie, guint end)
{
  return (guint64)tie->values[end];
}

GPtrArray *
cs_mark_same_ties (const CsMarkSet *set, guint64 id)
{
  GPtrArray *ties = all_ties (set);
  for (guint i = ties->len; i > 0; i--)
    if (end_id (ties->pdata[i - 1], 0) != id && end_id (ties->pdata[i - 1], 1) != id)
      g_ptr_array_remove_index (ties, i - 1);
  return ties;
}

/* Ids (as keys) of what TIES hold together with ID, itself among them. */
static GHashTable *
reach (const GPtrArray *ties, guint64 id)
{
  GHashTable *found = g_hash_table_new (NULL, NULL);
  gboolean more = TRUE;
  g_hash_table_add (found, GSIZE_TO_POINTER (id));
  while (more) {
    more = FALSE;
    for (guint i = 0; i < ties->len; i++) {
      guint64 a = end_id (ties->pdata[i], 0), b = end_id (ties->pdata[i], 1);
      gboolean has_a = g_hash_table_contains (found, GSIZE_TO_POINTER (a));
      gboolean has_b = g_hash_table_contains (found, GSIZE_TO_POINTER (b));
      if (has_a == has_b)
        continue;
      g_hash_table_add (found, GSIZE_TO_POINTER (has_a ? b : a));
      more = TRUE;
    }
  }
  return found;
}

GPtrArray *
cs_mark_same_group (const CsMarkSet *set, guint64 id)
{
  GPtrArray *group = g_ptr_array_new ();
  g_autoptr (GPtrArray) ties = all_ties (set);
  if (ties->len == 0)
    return group;
  g_autoptr (GHashTable) found = reach (ties, id);
  for (guint i = 0; g_hash_table_size (found) > 1 && i < set->n_marks; i++)
    if (set->marks[i]->id != id &&
        g_hash_table_contains (found, GSIZE_TO_POINTER (set->marks[i]->id)))
      g_ptr_array_add (group, set->marks[i]);
  return group;
}

/* --- changes --- */

static CsMark *
tie_new (const CsMark *from, guint64 to, guint64 id, GError **error)
{
  const gint64 values[2] = { (gint64)from->id, (gint64)to };
  const CsMarkInit init = {
    .id = id,
    .kind = &cs_mark_kind_relation,
    .label = CS_MARK_SAME,
    .item = from->item,
    .values = values,
    .n_values = 2,
    .how = CS_MARK_HOW_SCRATCH,
    .confidence = -1,
  };
  return cs_mark_new (&init, error);
}

static const CsMark *
find (const CsMarkSet *set, guint64 id, GError **error)
{
  const CsMark *mark = cs_mark_set_get (set, id);
  if (mark == NULL)
    cs_fail (error, CS_ERROR_NOT_FOUND, "%s", _ ("This mark is not there any more."));
  else if (mark->kind->target != CS_MARK_TARGET_IMAGE)
    cs_fail (error, CS_ERROR_INVALID, "%s",
             _ ("Only marks that are drawn on a picture can show the same lesion."));
  else
    return mark;
  return NULL;
}

CsMarkEdit *
cs_mark_same_add (const CsMarkSet *set, guint64 from, guint64 to, guint64 new_id, GError **error)
{
  const CsMark *first = find (set, from, error);
  if (first == NULL || find (set, to, error) == NULL)
    return NULL;
  if (from == to) {
    cs_fail (error, CS_ERROR_INVALID, "%s",
             _ ("A mark is the same as itself anyway: choose another."));
    return NULL;
  }
  g_autoptr (GPtrArray) ties = all_ties (set);
  g_autoptr (GHashTable) found = reach (ties, from);
  if (g_hash_table_contains (found, GSIZE_TO_POINTER (to))) {
    cs_fail (error, CS_ERROR_CONFLICT, "%s", _ ("These two are the same lesion already."));
    return NULL;
  }
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  CsMark *tie = tie_new (first, to, new_id, error);
  if (tie == NULL)
    return NULL;
  g_ptr_array_add (put, tie);
  return cs_mark_edit_new (put, NULL, NULL, error);
}

CsMarkEdit *
cs_mark_same_remove (const CsMarkSet *set, guint64 id, GError **error)
{
  g_autoptr (GPtrArray) ties = cs_mark_same_ties (set, id);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (ties->len == 0) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "%s", _ ("This mark is not the same as any other."));
    return NULL;
  }
  for (guint i = 0; i < ties->len; i++)
    g_array_append_val (gone, ((const CsMark *)ties->pdata[i])->id);
  return cs_mark_edit_new (NULL, gone, NULL, error);
}

/* --- growth --- */

typedef enum { WAY_NONE, WAY_LENGTH, WAY_DIAMETER, WAY_AREA } Way;

/* How MARK is measured, and what came out. Of a box nobody knows which side is the lesion's. */
static Way
measure (const CsMark *mark, const CsMarkSize *size, double *ret_value)
{
  gboolean box = mark->kind == &cs_mark_kind_box || mark->kind == &cs_mark_kind_rbox;
  *ret_value = box ? size->area : size->longest > 0 ? size->longest : size->length;
  if (*ret_value <= 0 || size->angle >= 0)
    return WAY_NONE;
  return box ? WAY_AREA : size->longest > 0 ? WAY_DIAMETER : WAY_LENGTH;
}

/* A millimetre there is a millimetre here: both in the body, or both taken in the same way. */
static gboolean
scales_agree (CsSpacingSource a, CsSpacingSource b)
{
  const guint in_body = 1u << CS_SPACING_PATIENT | 1u << CS_SPACING_GEOMETRY |
                        1u << CS_SPACING_FIDUCIAL | 1u << CS_SPACING_MAGNIFIED |
                        1u << CS_SPACING_REGION;
  if (a == CS_SPACING_NONE || a == CS_SPACING_UNSPECIFIED)
    return FALSE;
  return a == b || ((in_body & 1u << a) != 0 && (in_body & 1u << b) != 0);
}

static char *
number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "";
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.1f", value));
}

char *
cs_mark_growth (const CsMark *before, const CsFrameGeometry *geometry_before, const CsMark *after,
                const CsFrameGeometry *geometry_after)
{
  CsMarkSize was = { 0 }, is = { 0 };
  double from = 0, to = 0;
  if (!cs_mark_size (before, geometry_before, &was) || !cs_mark_size (after, geometry_after, &is) ||
      !was.millimetres || !is.millimetres || !scales_agree (was.source, is.source))
    return NULL;
  Way way = measure (before, &was, &from);
  if (way == WAY_NONE || way != measure (after, &is, &to))
    return NULL;
  const char *unit = way == WAY_AREA ? SQUARE_MM : "mm";
  g_autofree char *one = number (from), *two = number (to);
  double percent = round ((to - from) / from * 100);
  return g_strdup_printf ("%s" NBSP "%s" ARROW "%s" NBSP "%s, %s%.0f" NBSP "%%", one, unit, two,
                          unit,
                          percent < 0   ? MINUS
                          : percent > 0 ? "+"
                                        : "\xc2\xb1",
                          fabs (percent));
}
