/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a workflow the people of a project cannot do: where cases stop, and whose. Pure functions
 * over plain values. Any thread. */
#pragma once

#include "cs-workflow.h"

typedef enum {
  CS_GAP_NOBODY,   /* nobody acts at the stage: every case stops there */
  CS_GAP_READER,   /* what PERSON reads stops there: nobody else acts at it */
  CS_GAP_CORRECTS, /* what PERSON corrects there stops there: nobody else acts at it */
  CS_GAP_ACCEPTS,  /* what PERSON accepts at a stage before stops there: nobody else acts at it */
  CS_GAP_TWICE,    /* too few people for the stages where nobody may have accepted it before: what
                      PERSON reads, or (PERSON is the number of people) every case, stops there */
  CS_GAP_TIER,     /* what is of TIER, or a stricter one, stops there: fewer may read it */
  CS_GAP_ANOTHER,  /* what readers differ on stops there: nobody is left to read it once more */
  CS_GAP_DRAWN,    /* the same of cases that are drawn for all stages, where others go on */
} CsGapKind;

typedef struct {
  CsGapKind kind;
  guint stage;
  guint person; /* index into the roles; their number: nobody in particular */
  guint tier;   /* of CS_GAP_TIER */
} CsRosterGap;

/* ROLES: CsRole of each of N people. GArray of CsRosterGap in the order of the stages, caller
 * unrefs; empty when every case can be signed. */
GArray *cs_roster_gaps (const CsWorkflow *workflow, const guint *roles, guint n);
/* As a sentence for the command line, NAME that of the person, NULL for nobody in particular.
 * Caller frees. */
char *cs_roster_gap_words (const CsRosterGap *gap, const CsWorkflow *workflow, const char *name);
