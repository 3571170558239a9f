/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the work of a project went: week by week, stage by stage and person by person, and how each
 * disagreement was resolved. What was taken back does not count. Cases that the reader reads beside
 * others, or settles without being told who they are, are left out and counted. On the project's
 * thread; plain values that may cross threads. */
#pragma once

#include "cs-project-backlog.h"

#define CS_TRENDS_WEEKS_MAX 522 /* ten years */

typedef struct {
  guint handed_in, accepted, corrected, sent_back, rejected, settled, skipped;
} CsTrendCounts;

typedef struct {
  gint64 from;         /* wall time of its Monday, 0:00 UTC */
  CsTrendCounts acts;  /* that were done in it */
  guint done, as_were; /* cases that are through now and got there in it; of these, as they were
                          handed in and without a dispute */
} CsTrendWeek;

#define CS_TREND_TIERS 4 /* 1 to 3; 0: nothing is known of it */

typedef struct {
  CsGid gid;
  char *handle;
  char *type; /* of worker, see cs-traits.h; NULL: nobody said */
  guint roles;
  CsTrendCounts acts;                     /* what they did */
  guint stood, mended, returned, refused; /* what was first said of what they handed in */
  guint disputes, chosen; /* what was settled between them and other readers; what was ruled to be
                             as they had it */
  guint held, given;      /* cases now */
  guint cases[CS_TREND_TIERS]; /* that they worked on, by the tier that they have now */
  guint counted;               /* acts that say how long they took */
  gint64 seconds, median;      /* active: of all of these; of the middle one */
} CsTrendPerson;

typedef enum {
  CS_TREND_READERS,   /* who read the case differ */
  CS_TREND_COPIES,    /* two copies of the project went on from one state */
  CS_TREND_CORRECTED, /* who reviews changed it */
  CS_TREND_SENT_BACK, /* or had it changed */
} CsTrendCause;
/* "readers"; any cause. */
const char *cs_trend_cause_name (CsTrendCause cause);

typedef struct {
  CsGid case_gid;
  char *title;
  CsTrendCause cause;
  guint points; /* that readers differ on; else 1 */
  gint64 wall;  /* when it came up; 0: not known */
  char *by;     /* the handle of who raised it; NULL: nobody did */
  gboolean open;
  char *stage;      /* where the case waits, of one that is open; NULL where it is at none */
  const char *how;  /* the act that resolved it: "accept", "correct", ...; NULL: open, or by what
                       came of both */
  char *settled_by; /* its person, or NULL */
  gint64 settled;   /* when; 0 */
} CsTrendDispute;
void cs_trend_dispute_free (gpointer dispute);

typedef struct {
  GPtrArray *weeks;    /* CsTrendWeek, without a gap */
  GPtrArray *stages;   /* CsStageTally: the workflow in force, "sign", where older work still is */
  GPtrArray *people;   /* CsTrendPerson, in the order of the roster */
  GPtrArray *labels;   /* CsSkippedLabel that somebody skipped, most first */
  GPtrArray *disputes; /* CsTrendDispute that came up in the time or are open, the newest first */
  guint left_out;      /* cases */
  gint64 from, now;    /* wall times */
} CsTrends;
void cs_trends_free (CsTrends *trends);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTrends, cs_trends_free)

/* The Monday, 0:00 UTC, of the week that is so many weeks before that of WALL. */
gint64 cs_trends_monday (gint64 wall, guint weeks);
/* Since FROM, which is at most CS_TRENDS_WEEKS_MAX weeks ago. PERSON (or NULL): only what they did,
 * cases that they worked on, and disagreements that they have a part in; stages are of all. DENIED
 * for who is not told (cs_rules_sees_trends). */
CsTrends *cs_project_trends (CsProject *project, const CsReader *reader, gint64 from,
                             const CsGid *person, GError **error);
/* All of TRENDS in one week. */
CsTrendWeek cs_trends_sum (const CsTrends *trends);
/* Where most wait of what was handed in; NULL when none does. */
const CsStageTally *cs_trends_bottleneck (const CsTrends *trends);
