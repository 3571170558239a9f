/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order the pictures of a case hang, and what each is called there. Made once for a case,
 * which owns it. Main thread. */
#pragma once

#include "cs-case-model.h"
#include "cs-hanging.h"

typedef struct {
  CsHanging hanging;
  guint views;  /* how many hang side by side at first */
  guint *items; /* of the model: its pictures, what hangs first first */
  guint n;
  char **names;    /* of every item of the model: what its header calls it, else its title */
  char **captions; /* of every item of the model: of which day it is, and how long that was before
                      the newest; NULL where all are of one day, or the header does not say */
} CsCaseHanging;

const CsCaseHanging *cs_case_hanging_of (CsCaseModel *model);
