/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change in words: what it is called and what is different. Main thread. Callers free. */
#pragma once

#include "cs-case-model.h"
#include "cs-remark.h"

/* "Bone fragment, outline"; BEFORE or AFTER is NULL for a mark that came or went (ASPECT 0). */
char *cs_review_words_name (CsCaseModel *model, const CsMark *before, const CsMark *after,
                            guint aspect);
/* Number of the mark and what is different, with sizes in millimetres where the file allows it. */
char *cs_review_words_detail (CsCaseModel *model, const CsMark *before, const CsMark *after,
                              guint aspect);
/* Every attribute that is set, by its name, with its value; with both where that is another one
 * now. Either mark may be NULL. */
char **cs_review_words_values (CsCaseModel *model, const CsMark *before, const CsMark *after);
char *cs_review_words_answer (const CsMarkAnswer *before, const CsMarkAnswer *after);
/* A mark that is gone, in a list of such: "Nodule · gone · 11.0 mm, slice 131". */
char *cs_review_words_gone (CsCaseModel *model, const CsMark *mark);
/* What REMARK is about: "mark 2", the words that it quotes, "CT, slice 48", "note.txt"; NULL: all
 * of the case. */
char *cs_review_words_remark (CsCaseModel *model, const CsRemark *remark);
/* "slice 48", "note.txt", or NULL when there is only one place. */
char *cs_review_words_place (CsCaseModel *model, const CsMark *mark);
