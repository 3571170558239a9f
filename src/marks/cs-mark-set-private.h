/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the makers of sets, edits and revisions share. Private to src/marks; one thread. */
#pragma once

#include "cs-mark-set.h"

/* For sorting arrays of CsMark pointers. */
int cs_mark_compare_ids (gconstpointer a, gconstpointer b);
/* Sorts by id; INVALID when an id comes twice. */
gboolean cs_marks_settle (GPtrArray *marks, GError **error);
/* New arrays that own their members; NULL gives an empty one. */
GPtrArray *cs_marks_copy (GPtrArray *marks);
GArray *cs_mark_answers_copy (GArray *answers);
/* Takes both, which are settled already. */
CsMarkSet *cs_mark_set_new_take (GPtrArray *marks, GArray *answers);
