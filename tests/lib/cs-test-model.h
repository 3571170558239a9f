/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small second telling of what a workflow allows, which knows nothing of the first: what is
 * allowed next, where a case stands, who sees the work. Programs that walk at random compare both.
 */
#pragma once

#include "cs-flow.h"

#define PEOPLE 8
#define STAGES 6
#define VERSIONS 6 /* of a workflow, at most */
#define NOBODY (-1)

typedef enum {
  CLAIM,
  SKIP,
  ASSIGN,
  SUBMIT,
  ACCEPT,
  CORRECT,
  ADJUDICATE,
  SEND_BACK,
  REJECT,
  WITHDRAW,
  SIGN,
  ATTEST,
  REOPEN,
  UNMERGE,
  ESCALATE, /* what is asked, and of whom, is TO: a level, and whether it is minor */
  SEND_UP,  /* TO: the level */
  RULE,
  AGREE,
  COUNTERSIGN,
  LOOK, /* to be shown what is hidden */
  N_ACTS,
} CsModelAct;

typedef struct {
  guint n;
  guint roles[STAGES];    /* who acts at each */
  guint share[STAGES][4]; /* percent of the cases of each tier that pass it; 0: of none */
  gboolean fresh[STAGES]; /* not for who accepted the case before */
  gint64 hours;           /* for which who takes a case has it for themselves; 0: for good */
  gboolean ordered;       /* who takes a case takes the first */
  gboolean segments;      /* ... unless it is in a segment that is theirs */
  gboolean another;       /* one more reads what they differ on */
  guint readers[4];       /* each for themselves, at first and of each tier; most of them agree */
  gboolean look[STAGES];  /* the marks are hidden there from who did not ask for them */
  /* What the stage may do once: go on with so much, when so many of so many were accepted. */
  struct {
    guint accepted, of; /* OF 0: nothing */
    guint share[4];
  } relax[STAGES];
  gboolean grouped; /* but each reads a group of labels of their own, "g1", "g2", ... */
} CsModelRules;

typedef enum { OPEN, DONE, SIGNED, OUT } CsModelPlace;

/* One of several who read a case, in the order in which they came to it. */
typedef struct {
  int who, by; /* whose act can be taken back: theirs, or that of who gave it to them */
  enum { GIVEN, HELD, READ } state;
  guint found;  /* what they saw: one of three things */
  guint tier;   /* that it is of */
  gint64 until; /* HELD: after that somebody else may come; 0: never */
  guint group;  /* that they read, from 1; 0: none, or not said yet */
} CsModelReading;

/* CsModelWhere a case is. Small enough to be kept whole, which is how an act is taken back. */
typedef struct {
  CsModelPlace place;
  guint stage;
  int at_work, given, reader, approver; /* people, or NOBODY */
  gint64 until;                         /* the same of AT_WORK */
  guint began;                          /* the version of the workflow; 0: not begun */
  guint version;                        /* 0: nothing was handed in */
  guint makers;                         /* of that version, a bit each */
  guint judges;                         /* who accepted that version */
  guint accepters;                      /* who accepted any since it was handed in */
  guint asked;                          /* 1 lead, 2 SME, 3 board; 0: nobody is asked */
  gboolean minor;
  int asker, proposer; /* people, or NOBODY */
  CsModelReading readings[PEOPLE];
  guint n_readings;
  guint readers; /* that were asked to; 0: as many as usual */
  guint merge;   /* the version that was made of them; 0: none */
  int corrector; /* who put it right where it is signed; NOBODY */
  gboolean countersigned;
  guint meets;      /* what two copies did is settled: 1 versions, 2 decisions; 0: nothing is */
  guint met;        /* whose acts those are, a bit each */
  guint tier;       /* of that version, or stricter */
  gboolean doubted; /* it goes past nothing */
  gboolean past[STAGES]; /* it went past it by lot */
  gboolean clean;        /* there was nothing to settle */
  gboolean decided;      /* something was, since the case came */
  /* Who passed each stage since the case was last at the first, and what they had before them. */
  int passed_by[STAGES];
  guint passed_version[STAGES], passed_makers[STAGES];
} CsModelWhere;

typedef struct {
  CsModelRules rules[VERSIONS];
  guint n_rules; /* how many were published */
  guint roles[PEOPLE];
  guint paused; /* who begins nothing, a bit each */
  guint let_in; /* who knows of restricted cases, and who is an expert, a bit each */
  guint experts;
  gboolean sensitive, expertise; /* the case is restricted, or for experts */
  guint control; /* the bit of whom it was made for as a control case; 0: an ordinary one */
  CsGid gid;     /* of the case */
  CsModelWhere now, before;
  int can_undo; /* whose act made BEFORE into NOW; NOBODY: nothing is taken back */
  guint versions;
  guint found; /* by who hands in next, beside others, and of which tier */
  guint found_tier;
  guint wants; /* the group that who comes next names; 0: none */
  guint tier;  /* of what they hand in, and whether it doubts itself */
  gboolean doubts;
  gboolean served; /* the case is the first for who comes next */
  gint64 now_at;   /* microseconds; moved on by whoever walks */
  guint looked;    /* who was shown the marks of the case, a bit each; for good */
} CsModel;

typedef struct {
  guint allowed[N_ACTS], refused[N_ACTS], signed_cases;
  guint meetings; /* of two copies */
} CsModelTally;

extern const CsDeed cs_model_deeds[N_ACTS];

/* What was begun goes on under the rules that it began with. */
const CsModelRules *cs_model_rules (const CsModel *m);
/* Findings of several are compared, and the second stage settles what they do not agree on. */
gboolean cs_model_compares (const CsModel *m);
/* Where the case is WHO looks first, and did not. */
gboolean cs_model_to_look (const CsModel *m, int who);
/* One at least of those in OF. */
guint cs_model_some_roles (GRand *dice, guint of);
/* Two to five stages, of any roles; for two or three readers now and then. */
CsWorkflow *cs_model_some_workflow (GRand *dice, CsModelRules *ret_rules);
/* M's rules and roles are there already. */
void cs_model_begin (CsModel *m);
/* The case is restricted now, for experts, both or neither; nothing from before is taken back. */
void cs_model_segment (CsModel *m, gboolean sensitive, gboolean expertise);
/* Others are let in, or are experts: nobody keeps what is not theirs. */
void cs_model_describe (CsModel *m, guint let_in, guint experts);
/* WHO is not to know that the case is there; may know of it and take it, if their roles act. */
gboolean cs_model_shuts_out (const CsModel *m, int who);
gboolean cs_model_admits (const CsModel *m, int who);
/* RULES hold for what nobody began. */
void cs_model_publish (CsModel *m, const CsModelRules *rules);
/* What MET, a bit each, did at STAGE in two copies is to be settled. */
gboolean cs_model_may_meet (const CsModel *m, guint stage, gboolean versions);
void cs_model_meet (CsModel *m, guint stage, gboolean versions, guint met);
gboolean cs_model_may (const CsModel *m, int who, CsModelAct act, int to);
/* WHO, if they have the case for a time, has it for longer. */
void cs_model_go_on (CsModel *m, int who);
/* Only what was allowed. */
void cs_model_do (CsModel *m, int who, CsModelAct act, int to);
/* Whether somebody at LEVEL could rule on a question of ASKER. */
gboolean cs_model_somebody_hears (const CsModel *m, guint level, int asker);
/* Whether WHO sees the work on the case. */
gboolean cs_model_sees (const CsModel *m, int who);
/* Several read the case, and WHO does or could: nothing of the others is theirs to know. */
gboolean cs_model_is_blind (const CsModel *m, int who);
gboolean cs_model_has_read (const CsModel *m, int who);
gboolean cs_model_holds_reading (const CsModel *m, int who);
gboolean cs_model_in_round (const CsModel *m);
/* The group that WHO reads, or would: of claims also one that is had too long; 0: there is none. */
guint cs_model_group (const CsModel *m, int who, gboolean claims);
/* All read it, and whether something is open then. */
gboolean cs_model_is_read (const CsModel *m);
gboolean cs_model_disputed (const CsModel *m);
/* They found it to be of a tier that more are to read, or did not agree, and one more is to: how
 * many in all; 0: nobody else is. */
guint cs_model_asks_more (const CsModel *m);
/* The strictest that one of those who read it found. */
guint cs_model_read_tier (const CsModel *m);
/* What must never be, whatever the telling. */
void cs_model_assert_never (const CsModel *m);
/* Which of PEOPLE; NOBODY for none. */
int cs_model_who (const CsGid *people, const CsGid *gid);
/* Both tellings place the case alike. */
void cs_model_assert_same_place (const CsGid *people, const CsWork *work, const CsModel *m);
/* What is tried next: mostly what leads on, so that cases get to their end; who holds one may put
 * it down. */
CsModelAct cs_model_some_act (GRand *dice, const CsModel *m);
/* Every act was allowed and refused, and cases were signed. */
void cs_model_assert_tried (const CsModelTally *tally);
