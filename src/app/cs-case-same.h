/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Same as": saying that marks of the open case show one lesion. The first mark is remembered by
 * the model, the second is whatever is selected then, on any picture or in the list. Main thread.
 */
#pragma once

#include "cs-case-model.h"

/* With several marks selected they are tied at once; with one it becomes the first, and "armed" is
 * emitted. FALSE with a sentence. */
gboolean cs_case_same_begin (CsCaseModel *model, GError **error);
/* 0 while none is waited for. */
guint64 cs_case_same_first (CsCaseModel *model);
/* What is selected now is another mark on a picture, which the first can be tied to. */
gboolean cs_case_same_can_take (CsCaseModel *model);
/* Ties the first to what is selected now, and selects the first again. FALSE with a sentence, and
 * it goes on. */
gboolean cs_case_same_take (CsCaseModel *model, GError **error);
void cs_case_same_cancel (CsCaseModel *model);
/* The selected mark shows the same as no other any more. */
gboolean cs_case_same_remove (CsCaseModel *model, GError **error);
/* Selects the next mark of the lesion that the selected one shows. FALSE with a sentence. */
gboolean cs_case_same_go (CsCaseModel *model, GError **error);

/* "same as 1 in March · 12.0 mm to 15.0 mm, +25 %"; NULL when MARK is tied to none. The growth is
 * since the study before that of MARK. Caller frees. */
char *cs_case_same_words (CsCaseModel *model, const CsMark *mark);
/* Where and when the study of OTHER is, seen from MARK: "in March", "Chest thin", "slice 12"; NULL
 * when that is nothing else. Caller frees. */
char *cs_case_same_place (CsCaseModel *model, const CsMark *mark, const CsMark *other);
