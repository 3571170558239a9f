/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the adjudication share: cs-adjudication.c (disputes and rulings),
 * -rule (ruling, and taking it back), -settle (the case as a whole). Main thread. */
#pragma once

#include "cs-adjudication.h"

/* A ruling of this sitting, with the step of the draft that came with it. */
typedef struct {
  CsKeptRuling *before, *after;
  CsMarkSet *marks_before, *marks_after;
  gboolean edits;
} CsAdjudicationStep;
void cs_adjudication_step_free (gpointer step);

struct _CsAdjudication {
  GObject parent_instance;
  CsCaseModel *model;
  CsGid seed;               /* of the positions that RULINGS are about */
  GPtrArray *rulings;       /* of CsKeptRuling, one for each dispute */
  GPtrArray *past, *future; /* of CsAdjudicationStep */
  CsMarkSet *marks;         /* of the draft, as they were told last */
  int current, drawing;     /* disputes; -1 for none */
  CsMarkSet *drawn_after;   /* what was there before the stroke that DRAWN_SOURCE is about */
  guint drawn_source;
  int alone;       /* a position, or -1 */
  gboolean going;  /* the selection follows the dispute, not the other way round */
  gboolean ruling; /* the draft changes by what is said of a dispute */
  guint unwritten; /* the dispute whose reason waits for */
  guint write_source;
};

enum { CS_ADJUDICATION_RULINGS, CS_ADJUDICATION_CURRENT, CS_ADJUDICATION_N_SIGNALS };
void cs_adjudication_emit (CsAdjudication *self, guint signal);

CsKeptRuling *cs_adjudication_ruling (CsAdjudication *self, guint n);
/* Writes it behind the scenes. */
void cs_adjudication_keep (CsAdjudication *self, guint n);
/* The reason that waits for it. */
void cs_adjudication_write_reason (CsAdjudication *self);
/* They say the same of the same place. */
gboolean cs_adjudication_is_like (const CsMark *mark, const CsMark *other);
/* The mark of the draft that is there for the one with ID in POSITION; 0 for none. */
guint64 cs_adjudication_end_of (CsAdjudication *self, guint position, guint64 id);
/* MARK, of the draft, is one of the positions of DISPUTE, and none that is agreed. */
gboolean cs_adjudication_is_of (CsAdjudication *self, const CsDispute *dispute, const CsMark *mark);
CsAnswer cs_adjudication_draft_answer (CsAdjudication *self, const CsGid *item);
/* What came since BEFORE is what was to be drawn anew. */
void cs_adjudication_take_drawn (CsAdjudication *self, const CsMarkSet *before);
