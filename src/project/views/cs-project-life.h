/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of one case as a list of acts, with what each says and what it changed, as far as the
 * reader may see; and that of one of its marks. Rows are plain values that may cross threads once
 * built. Made on the project's thread. */
#pragma once

#include "cs-mark-blame.h"
#include "cs-project.h"
#include "cs-remark.h"

typedef struct {
  CsHistoryRow *act;
  char *role;          /* of a signature: as signed; else what WHO may do in the project today */
  gboolean taken_back; /* the act itself, later */
  /* What it refers to; NULL or 0 when it does not say. Strings lie in ACT. */
  const char *decision, *category, *severity, *clause, *reason;
  guint n_remarks;
  /* A version that was made by it; NULL when it made none, or none that may be seen. */
  CsMarkSet *marks;
  int schema, guideline; /* which of them it was made under */
  CsHash workflow;
  /* Against the version it was made from; nothing when that may not be seen. */
  gboolean compared;
  guint added, changed, removed, answers;
  guint relations; /* between marks, added, changed or removed */
  double overlap;  /* the smallest of an area that changed, see cs-mark-overlap.h; -1: none */
} CsLifeStep;
void cs_life_step_free (CsLifeStep *step);

/* Of CsLifeStep, from the oldest act to the last, releases among them. DENIED for who is no member;
 * who only labels is told what cs_project_history tells them, and of versions what they see. */
GPtrArray *cs_project_life (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                            GError **error);

/* One state of a mark, in LIFE. */
typedef struct {
  guint step;    /* the act that made it */
  CsMark *mark;  /* NULL: it was deleted */
  guint aspects; /* CsMarkDiffAspects that differ from the state before; all for a new one */
} CsMarkState;

/* All states of the mark ID in versions that count, the oldest first (GArray of CsMarkState, which
 * points into LIFE); empty when no version has it. */
GArray *cs_life_states (const GPtrArray *life, guint64 id);
/* Who made a mark and who changed it last, as steps of LIFE. */
typedef struct {
  guint made, changed; /* G_MAXUINT: nobody did, or the reader may not know */
  const CsMark *last;  /* as the last version that counts has it; points into LIFE */
} CsLifeCredit;
/* FALSE when the last version that counts does not have the mark ID. */
gboolean cs_life_credit (const GPtrArray *life, guint64 id, CsLifeCredit *ret_credit);
/* Since which step each piece of the mark ID is as it is at STEP, or at the last version that
 * counts when STEP is G_MAXUINT: states are steps. NULL when it is not there. */
CsMarkBlame *cs_life_blame (const GPtrArray *life, guint64 id, guint step);
/* The last remark before STEP that is about the mark ID, or about no mark: the newest of the act
 * that is nearest. FALSE when nobody had said anything, or not since the version before. RET_SAID:
 * the step where it was said. */
gboolean cs_life_remark_before (const GPtrArray *life, guint step, guint64 id, CsRemark *ret_remark,
                                guint *ret_said);
