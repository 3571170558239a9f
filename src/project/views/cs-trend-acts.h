/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done on which case, all of it in one order: what the figures of a project are counted
 * from. Plain values; read on the project's thread. */
#pragma once

#include "cs-json.h"
#include "cs-sqlite.h"

typedef enum {
  CS_TREND_SUBMIT,
  CS_TREND_ACCEPT,
  CS_TREND_CORRECT,
  CS_TREND_SEND_BACK,
  CS_TREND_REJECT,
  CS_TREND_SETTLE, /* what readers, or two copies, differ on */
  CS_TREND_AGREE,  /* who made the work, with how it was corrected */
  CS_TREND_MERGE,  /* what readers agree on was found */
  CS_TREND_OPEN,   /* that was opened again */
} CsTrendKind;

typedef struct {
  CsHash hash;
  CsGid case_gid, person;
  CsTrendKind kind;
  gint64 ord, wall;
  guint stage;      /* where it was done */
  CsJson *body;     /* of SETTLE, MERGE and OPEN; else NULL */
  gboolean beside;  /* of another copy: it moved nothing */
  gboolean settled; /* and that is past */
  CsHash by;        /* by which act */
} CsTrendAct;

/* Those that stand, by case and in the order in which they count (GArray of CsTrendAct). */
GArray *cs_trend_acts (CsDb *db, GError **error);
