/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-removal.h"

#include <glib/gi18n-lib.h>

CsMarkEdit *
cs_removal_new (const CsMarkSet *set, guint64 id, GError **error)
{
  if (cs_mark_set_get (set, id) == NULL) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "%s", _ ("This mark is not there any more."));
    return NULL;
  }
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    if (mark->id == id || (mark->kind->names != NULL && mark->kind->names (mark, id)))
      g_array_append_val (gone, mark->id);
  }
  return cs_mark_edit_new (NULL, gone, NULL, error);
}
