/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list says of a mark. Main thread. Callers free what is given. */
#pragma once

#include "cs-case-model.h"

/* The words a span covers, on one line, or the ends of a relation; NULL for the rest. */
char *cs_finding_quote (CsCaseModel *model, const CsMark *mark);
/* "slice 50 · 8.2 mm · ellipse"; "tied to image mark 2"; never NULL. */
char *cs_finding_line (CsCaseModel *model, const CsMark *mark);
/* "1 attribute missing · Margin: Smooth": what MARK lacks, then what it has; never NULL. */
char *cs_finding_values (CsCaseModel *model, const CsMark *mark);
/* The schema wants the passage tied to a region of a picture, and it is not. */
gboolean cs_finding_lacks_region (CsCaseModel *model, const CsMark *mark);
/* How sure the model was, "0.90"; NULL when its file did not say. */
char *cs_finding_score (const CsMark *mark);
/* All of it in one sentence, for who does not see it: "1, Nodule, slice 50 · 8.2 mm". */
char *cs_finding_spoken (CsCaseModel *model, const CsMark *mark);
