/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what was done on one case after another to the figures of CsTrends. Borrows the look and the
 * trends. On the project's thread. */
#pragma once

#include "cs-project-look.h"
#include "cs-project-trends.h"
#include "cs-trend-acts.h"

typedef struct {
  CsTrends *trends;
  const CsLook *look;
  const CsGid *only;
  GHashTable *seconds; /* CsHash of an act -> gint64 */
  GHashTable *hidden;  /* set of CsGid: cases that are left out */
  GHashTable *by_gid;  /* CsGid -> CsTrendPerson of trends */
  GHashTable *times;   /* CsTrendPerson -> GArray of gint64 */
  GHashTable *waits;   /* CsStageTally -> GArray of gint64 */
} CsTrendWalk;

CsTrendWalk *cs_trend_walk_new (CsTrends *trends, const CsLook *look, const CsGid *only);
void cs_trend_walk_free (CsTrendWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTrendWalk, cs_trend_walk_free)

/* WORK is the case, SINCE when it came or was reopened, ACTS what stands on it, in order. */
void cs_trend_walk_case (CsTrendWalk *walk, CsWork *work, gint64 since, const CsTrendAct *acts,
                         guint n);
/* After all cases. */
void cs_trend_walk_skip (CsTrendWalk *walk, const CsGid *case_gid, const CsGid *person,
                         gint64 wall);
gboolean cs_trend_walk_sees (const CsTrendWalk *walk, const CsGid *case_gid);
void cs_trend_walk_end (CsTrendWalk *walk);
