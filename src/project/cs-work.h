/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where one case stands, as the index keeps it. A zero id or hash means "none". On the store's
 * thread. */
#pragma once

#include "cs-due.h"
#include "cs-json.h"
#include "cs-risk.h"
#include "cs-rules.h"
#include "cs-sqlite.h"
#include "cs-traits.h"
#include "cs-workflow.h"

/* One of several people who read a case, each for themselves. */
typedef enum { CS_READING_GIVEN, CS_READING_HELD, CS_READING_DONE } CsReadingState;
typedef struct {
  CsGid person;
  CsReadingState state;
  CsHash act; /* that can be taken back: the version that they handed in, or the assignment; zero */
  CsGid by;   /* whose act that is */
  gint64 lease;                     /* as in CsWork, of theirs */
  char group[CS_GROUP_KEY_MAX + 1]; /* of labels, that they read; "" where they read all, and who
                                       was given a case without saying which takes a free one */
} CsReading;

#define CS_READINGS_MAX 9
#define CS_GOAL_MAX 80     /* bytes */
#define CS_DECIDERS_MAX 16 /* stages of a workflow */

/* A stage of the case where acts of two copies meet: that number and the stage they went on from.
 */
#define CS_STAGE_VERSIONS 64   /* at least two versions */
#define CS_STAGE_DECISIONS 128 /* on one version */

typedef struct {
  CsGid gid;
  gint64 ord; /* place in the order of arrival */
  char *title;
  guint stage;
  CsCaseStatus status;
  CsGid holder, assigned, last_labeler, accepted_by;
  CsHash revision, decision, signature;
  gboolean sent_back, worked, changed;
  int priority;                    /* -1 low, 0 normal, 1 high */
  int due;                         /* see cs-due.h */
  char goal[CS_GOAL_MAX + 1];      /* what that priority is for, as a lead said it; "" */
  char sensitive[CS_WORD_MAX + 1]; /* the segment that only those know of who were let in; "" */
  char expertise[CS_WORD_MAX + 1]; /* what only those take it who are expert in; "" */
  CsRisk risk;     /* of its version, but how unsure that is; doubts about it stay */
  guint workflow;  /* the version that it runs under; 0 until somebody begins: the newest */
  CsHash question; /* that somebody above is asked; nobody acts on the case until they ruled */
  CsAsked asked;   /* whom */
  CsReading readings[CS_READINGS_MAX]; /* of the last round; or the acts that meet */
  guint readers;                       /* how many were asked to, since more were wanted than at
                                          first; 0: as many as at first */
  guint n_readings, n_indexed;         /* INDEXED: as they were loaded, of which there are rows */
  CsHash merge;                        /* the version that was made of them; zero before */
  gint64 lease;                        /* until when the case is its holder's alone, or a place
                                          among readers taken: microseconds since 1970; 0: as
                                          long as they want */
  CsHash countersigned;                /* the act by which who made it agreed to how it was
                                          corrected */
  CsGid deciders[CS_DECIDERS_MAX];     /* who accepted it since it was handed in */
  guint n_deciders;
  CsGid control; /* whom it was made for as a control case: it is there for nobody else */
  gboolean kept; /* never stored, of what one reader may know of it: they handed it in, and are not
                    told what became of it */
  /* What can be taken back: the last act, its person, and the fields above as they were before. */
  CsHash last_act;
  CsGid last_person;
  char *undo;
} CsWork;

void cs_work_clear (CsWork *work);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsWork, cs_work_clear)

gboolean cs_gid_is_zero (const CsGid *gid);

/* "high", "low", "normal"; NULL-terminated. */
extern const char *const cs_priority_names[];
const char *cs_priority_name (int priority);
/* INVALID for another word. */
gboolean cs_priority_parse (const char *name, int *ret_priority, GError **error);

/* 1 found, 0 not there, -1 error. */
int cs_work_load (CsDb *index, const CsGid *gid, CsWork *ret_work, GError **error);
/* From a row of `SELECT CS_WORK_COLUMNS FROM work`. */
#define CS_WORK_COLUMNS CS_WORK_COLUMNS_AND ("undo")
/* The same without what only taking back needs, for a look at many. */
#define CS_WORK_COLUMNS_TO_LOOK CS_WORK_COLUMNS_AND ("NULL")
#define CS_WORK_COLUMNS_AND(undo)                                                                  \
  "work.gid, work.ord, work.title, stage, status, holder, assigned, last_labeler, accepted_by,"    \
  " work.revision, decision, signature, sent_back, worked, changed, last_act, last_person,"        \
  " " undo ", priority, work.workflow, due, question, asked, readings, merge,"                     \
  " deciders, tier, flagged, lease, countersigned, readers, work.control, sensitive, expertise, "  \
  "goal"
/* How many these are. */
#define CS_WORK_N_COLUMNS 35
gboolean cs_work_from_row (CsStmt *stmt, CsWork *ret_work, GError **error);
gboolean cs_work_save (CsDb *index, const CsWork *work, GError **error);

/* NULL when PERSON has none. */
CsReading *cs_work_reading (CsWork *work, const CsGid *person);

/* Keeps what is there now, before ACT by PERSON changes it. */
void cs_work_remember (CsWork *work, const CsHash *act, const CsGid *person);
/* Goes back to what was kept; FALSE when there is nothing. */
gboolean cs_work_take_back (CsWork *work);
/* From now on nothing can be taken back. */
void cs_work_forget (CsWork *work);
