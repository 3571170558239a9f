/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All marks and answers of one case: marks sorted by id, answers by item. Immutable, reference
 * counted, may cross threads. Fields are read-only. */
#pragma once

#include "cs-mark-answer.h"
#include "cs-mark.h"

struct _CsMarkSet {
  CsMark *const *marks;
  guint n_marks;
  CsMark *const *relations; /* those of the marks that name others; people count them apart */
  guint n_relations;
  const CsMarkAnswer *answers;
  guint n_answers;
  /*< private >*/
  GPtrArray *mark_list, *relation_list;
  GArray *answer_list;
  int refs;
};

/* MARKS (GPtrArray of CsMark) and ANSWERS (see cs-mark-answer.h) in any order, either may be NULL;
 * takes a reference to each mark and copies the answers. INVALID when an id or item comes twice. */
CsMarkSet *cs_mark_set_new (GPtrArray *marks, GArray *answers, GError **error);
CsMarkSet *cs_mark_set_new_empty (void);
CsMarkSet *cs_mark_set_ref (const CsMarkSet *set);
void cs_mark_set_unref (CsMarkSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMarkSet, cs_mark_set_unref)

/* NULL when absent; owned by SET. */
const CsMark *cs_mark_set_get (const CsMarkSet *set, guint64 id);
const CsMarkAnswer *cs_mark_set_answer (const CsMarkSet *set, const CsGid *item);
gboolean cs_mark_set_equal (const CsMarkSet *a, const CsMarkSet *b);
/* Every mark that names others finds them here. INVALID with the mark's id. */
gboolean cs_mark_set_check_links (const CsMarkSet *set, GError **error);
