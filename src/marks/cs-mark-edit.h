/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One operation on a draft: marks put, marks removed, answers set or cleared. Immutable once
 * built, reference counted, may cross threads. */
#pragma once

#include "cs-mark-set.h"

#define CS_MARK_MAX_EDIT (1024 * 1024 * 1024) /* bytes */

typedef struct {
  CsMark *const *put; /* sorted by id */
  guint n_put;
  const guint64 *remove; /* sorted */
  guint n_remove;
  const CsMarkAnswer *answers; /* sorted by item; NONE clears */
  guint n_answers;
  /*< private >*/
  GPtrArray *put_list;
  GArray *remove_list;
  GArray *answer_list;
  int refs;
} CsMarkEdit;

/* PUT (GPtrArray of CsMark), REMOVE (GArray of guint64) and ANSWERS in any order, each may be NULL;
 * copied. INVALID when an id or item comes twice. */
CsMarkEdit *cs_mark_edit_new (GPtrArray *put, GArray *remove, GArray *answers, GError **error);
CsMarkEdit *cs_mark_edit_ref (const CsMarkEdit *edit);
void cs_mark_edit_unref (CsMarkEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMarkEdit, cs_mark_edit_unref)

/* A `load` is one edit of a case, so this may be long. Canonical
 * `{"answers":[..],"put":[..],"remove":[..]}`, all three always there. */
void cs_mark_edit_write (const CsMarkEdit *edit, GString *out);
CsMarkEdit *cs_mark_edit_parse (const char *json, gsize size, GError **error);
gboolean cs_mark_edit_is_empty (const CsMarkEdit *edit);

/* A new set; CONFLICT when EDIT removes a mark that is not there. A mark that is put takes back
 * that there is nothing to mark on its item, unless EDIT answers that itself. */
CsMarkSet *cs_mark_edit_apply (const CsMarkSet *set, const CsMarkEdit *edit, GError **error);
