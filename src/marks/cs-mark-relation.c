/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A directed link from one mark of the case to another. */
#include "cs-mark-set.h"

#include <glib/gi18n.h>

static gboolean
relation_check (const CsMark *mark, GError **error)
{
  static const char *const ends[] = { "from", "to" };
  for (guint i = 0; i < 2; i++) {
    if (mark->values[i] < 1 || mark->values[i] > (gint64)CS_MARK_MAX_ID)
      return cs_fail (error, CS_ERROR_INVALID, "%s: not the id of a mark", ends[i]);
    if ((guint64)mark->values[i] == mark->id)
      return cs_fail (error, CS_ERROR_INVALID, "%s: the relation itself", ends[i]);
  }
  if (mark->values[0] == mark->values[1])
    return cs_fail (error, CS_ERROR_INVALID, "to: the same mark as from");
  if (mark->part != 0 || mark->frame != 0)
    return cs_fail (error, CS_ERROR_INVALID, "part or frame: a relation has none");
  return TRUE;
}

static gboolean
relation_check_links (const CsMark *mark, const CsMarkSet *set, GError **error)
{
  static const char *const ends[] = { "from", "to" };
  for (guint i = 0; i < 2; i++) {
    const CsMark *end = cs_mark_set_get (set, (guint64)mark->values[i]);
    if (end == NULL || end->kind == mark->kind)
      return cs_fail (error, CS_ERROR_INVALID,
                      end == NULL ? "%s: there is no mark %" G_GINT64_FORMAT
                                  : "%s: mark %" G_GINT64_FORMAT " is a relation itself",
                      ends[i], mark->values[i]);
  }
  return TRUE;
}

static gboolean
relation_names (const CsMark *mark, guint64 id)
{
  return (guint64)mark->values[0] == id || (guint64)mark->values[1] == id;
}

const CsMarkKind cs_mark_kind_relation = {
  .tag = "relation",
  .label = N_ ("Tie"),
  .noun = N_ ("tie"),
  .target = CS_MARK_TARGET_MARKS,
  .members = (const CsMarkMember[]){ { "from", CS_MARK_SHAPE_NUMBER },
                                     { "to", CS_MARK_SHAPE_NUMBER },
                                     { NULL } },
  .check = relation_check,
  .check_links = relation_check_links,
  .names = relation_names,
};
