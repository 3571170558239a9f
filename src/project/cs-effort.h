/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much somebody did on a case until an act of theirs ended it, as the window counted it (what
 * counts stands in cs-effort-meter.h): a part of that act, {"interactions","seconds",
 * "idle_seconds"}. A value; any thread. */
#pragma once

#include "cs-json-check.h"

typedef struct {
  gint64 interactions;
  gint64 seconds; /* at work; pauses do not count */
  gint64 idle;    /* seconds of pauses while the case was open */
} CsEffort;

/* What was counted since the last time. */
typedef struct {
  gint64 interactions;
  gint64 milliseconds, idle_milliseconds;
} CsEffortCount;

extern const CsField cs_effort_fields[];
#define CS_EVENT_EFFORT_FIELD                                                                      \
  {                                                                                                \
    "effort", CS_FIELD_OBJECT, .fields = cs_effort_fields                                          \
  }

/* That of an act with BODY (may be NULL); FALSE, with nothing in RET_EFFORT, when it says none. */
gboolean cs_effort_of (const CsJson *body, CsEffort *ret_effort);
