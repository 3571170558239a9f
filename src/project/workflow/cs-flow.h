/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a case goes: what each act does to its place in the workflow once the rules allowed it, and
 * what the rules look at of that place. Pure functions over plain values, without SQL, files or a
 * clock, so that millions of steps can be tried. Any thread. */
#pragma once

#include "cs-work.h"
#include "cs-workflow.h"

/* All versions of a project's workflow; the last is in force. */
typedef struct {
  const CsWorkflow *const *versions;
  guint n; /* 1 at least */
} CsWorkflows;

/* The one that WORK runs under: from the first claim or submission on it stays the same, whatever
 * is published later, until the case is reopened. */
const CsWorkflow *cs_flow_workflow (const CsWorkflows *all, const CsWork *work);
/* The stage that WORK is at, or the one where acts of two copies meet; NULL past the last. */
const CsWorkflowStage *cs_flow_stage (const CsWorkflow *workflow, const CsWork *work);
/* Whether WORK passes STAGE or goes past it by lot: unless it is flagged, when the first 32 bits of
 * SHA-256 over "countersign-share-1", the stage's key and the id of the case, as a share of 2^32,
 * are below the share that the stage has for its tier. Nobody chooses. */
gboolean cs_flow_drawn (const CsWorkflowStage *stage, const CsWork *work);
/* Whether somebody with ROLES, who is an author of the current version or not, and accepted it at
 * an earlier stage or not, may act at STAGE while nobody else does. */
gboolean cs_flow_admits (const CsWorkflowStage *stage, guint roles, gboolean is_author,
                         gboolean has_decided);
/* Whether PERSON accepted WORK since it was handed in, whoever corrected it then; where acts of two
 * copies meet, also whether one of these is theirs. */
gboolean cs_flow_decided (const CsWork *work, const CsGid *person);
/* After the roles of STAGE in a sentence: " who is not an author", or nothing. */
const char *cs_flow_excluded_words (const CsWorkflowStage *stage);
/* Several people read WORK, each for themselves, and not all are done. */
gboolean cs_flow_in_round (const CsWorkflow *workflow, const CsWork *work);
/* How many that are: those that the workflow wants at first, or that were asked for since. */
guint cs_flow_readers (const CsWorkflow *workflow, const CsWork *work);
/* All have read it; what they agree on is to be found (cs_flow_merge). */
gboolean cs_flow_is_read (const CsWorkflow *workflow, const CsWork *work);
/* Somebody only has a place there, and what was read in another copy goes before that: who came
 * last loses it when it is handed in (cs_flow_submit). Not where labels are dealt out. */
gboolean cs_flow_makes_way (const CsWorkflow *workflow, const CsWork *work);
/* In a round WORK becomes what PERSON may know of it: who holds it, to whom it is given and what
 * was handed in are themselves, their own, or nobody and nothing. Else it is left as it is. */
void cs_flow_seen_by (const CsWorkflow *workflow, CsWork *work, const CsGid *person);
/* Where control cases are read: whether READER, who only labels, handed WORK in and is not told
 * what became of it, as that of a control case is nothing. Not what was sent back, corrected for
 * them to agree, rejected or asked about. IS_AUTHOR: of its version. */
gboolean cs_flow_keeps (const CsWorkflow *workflow, const CsWork *work, const CsReader *reader,
                        gboolean is_author);
/* WORK becomes what PERSON may know of it then. */
void cs_flow_keep (CsWork *work, const CsGid *person);
/* The group of labels that PERSON reads, or would read if they took WORK at WALL: their own, else
 * NAMED, which may be NULL for the first one that nobody reads. NULL when labels are not dealt out
 * there, or that is not free. Owned by WORKFLOW. */
const CsWorkflowGroup *cs_flow_group (const CsWorkflow *workflow, const CsWork *work,
                                      const CsGid *person, const char *named, gint64 wall);
/* What the rules ask of NAMED, if it is; it fills in nothing else of RET_STATE. */
void cs_flow_ask_group (const CsWorkflow *workflow, const CsWork *work, const CsGid *person,
                        const char *named, gint64 wall, CsRuleState *ret_state);
/* Fills in what RET_STATE says of the place of WORK, as ACTOR finds it. What the workflow wants of
 * evidence goes there too; the rest of RET_STATE is left alone. */
void cs_flow_state (const CsWorkflow *workflow, const CsWork *work, const CsGid *actor,
                    gboolean actor_is_author, CsRuleState *ret_state);

/* The same of the claim that somebody has on WORK, at NOW (microseconds since 1970). */
void cs_flow_lease (const CsWorkflow *workflow, const CsWork *work, const CsGid *actor, gint64 now,
                    CsRuleState *ret_state);

/* What ACTOR can take back (cs_work_take_back) until somebody goes on from it, and not at all where
 * a lot was drawn: who saw it could do the work again. A new version is put into WORK by the
 * caller. VERSION: of the workflow, under which the act says that it was done. RISK: of the
 * version that comes of it. GROUP: of labels, that the act says it is of, or that it
 * takes or gives; NULL where it says none. */
void cs_flow_submit (const CsWorkflows *all, guint version, CsWork *work, const CsRisk *risk,
                     const CsGid *actor, const char *group, const CsHash *act);
/* The last of several reads draws a lot in this sense: it shows what the others found. */
void cs_flow_merge (const CsWorkflow *workflow, CsWork *work, const CsRisk *risk,
                    gboolean disputed);
/* All have read it (cs_flow_is_read), found it to be of TIER, and do not agree on DISPUTES
 * findings: how many the workflow wants to read it before that is compared. When these are more
 * than cs_flow_readers, the others are to read it as those did, without knowing why. */
guint cs_flow_wants_readers (const CsWorkflow *workflow, const CsWork *work, guint tier,
                             guint disputes);
/* Whether it wants them because of TIER, and not because of what they do not agree on. */
gboolean cs_flow_tier_asks (const CsWorkflow *workflow, const CsWork *work, guint tier);
void cs_flow_ask_readers (const CsWorkflow *workflow, CsWork *work, guint readers);
/* Back to where it is settled, with nothing agreed. A new version is put into WORK by the caller.
 */
void cs_flow_unmerge (CsWork *work, const CsGid *actor, const CsHash *act);
/* Where acts of two copies met the case goes on from where they parted; but what would leave a
 * stage that signs stays there, for who signs. */
void cs_flow_accept (const CsWorkflow *workflow, CsWork *work, const CsGid *actor,
                     const CsHash *act);
/* At a stage that signs the case stays, for somebody who is no author, or for who made it to agree.
 * What was put right goes past nothing, and is as strict as before or as it is now. */
void cs_flow_correct (const CsWorkflow *workflow, CsWork *work, const CsRisk *risk,
                      const CsGid *actor, const CsHash *act);
/* Who made it agrees to how it was corrected at the stage that signs: it goes to be signed by who
 * corrected it. */
void cs_flow_countersign (const CsWorkflow *workflow, CsWork *work, const CsGid *actor,
                          const CsHash *act);
/* It was corrected there, and is of a tier at which that suffices. */
gboolean cs_flow_awaits_agreement (const CsWorkflow *workflow, const CsWork *work);
/* To the first stage; to whoever worked there last, if LABELER_ROLES still lets them. */
void cs_flow_send_back (const CsWorkflow *workflow, CsWork *work, guint labeler_roles,
                        const CsGid *actor, const CsHash *act);
void cs_flow_reject (CsWork *work, const CsGid *actor, const CsHash *act);
/* Whoever else held it loses it, unless several read it. */
void cs_flow_assign (const CsWorkflow *workflow, CsWork *work, const CsGid *person,
                     const char *group, const CsGid *actor, const CsHash *act);

/* PERSON, who is not done, has it no more, neither at work nor given. */
void cs_flow_take (const CsWorkflow *workflow, CsWork *work, const CsGid *person,
                   const CsGid *actor, const CsHash *act);

/* ACT of ACTOR is undone; FALSE when it cannot be. Who reads among others takes their own act back
 * whatever those did meanwhile. Which act that would be is cs_flow_last_act (zero: none). */
gboolean cs_flow_take_back (const CsWorkflow *workflow, CsWork *work, const CsGid *actor,
                            const CsHash *act);
CsHash cs_flow_last_act (const CsWorkflow *workflow, const CsWork *work, const CsGid *actor);

/* The case stays where it is, and whose it is; nobody acts on it until it was ruled. */
void cs_flow_escalate (CsWork *work, CsAsked level, const CsGid *actor, const CsHash *act);

/* What nothing takes back. */
/* ACTS, versions or decisions with their persons, went on from STAGE in two copies. */
void cs_flow_meet (CsWork *work, guint stage, gboolean versions, const CsReading *acts, guint n);
void cs_flow_send_up (CsWork *work, CsAsked level);
void cs_flow_rule (CsWork *work);
/* At WALL, as the act says. Of who has it too long the next one takes it; by who has it the case is
 * theirs for that much longer. */
void cs_flow_claim (const CsWorkflows *all, guint version, CsWork *work, const CsGid *actor,
                    const char *group, gint64 wall);
void cs_flow_skip (const CsWorkflow *workflow, CsWork *work, const CsGid *actor);
void cs_flow_sign (CsWork *work, const CsHash *act);
/* After something was taken back, another workflow came, or somebody lost a role: who may not act
 * there by the roles that ROLES tells has it no more. */
typedef guint (*CsRolesOf) (const CsGid *person, gpointer data);
void cs_flow_settle (const CsWorkflow *workflow, CsWork *work, CsRolesOf roles, gpointer data);
/* Under the workflow in force. */
void cs_flow_reopen (const CsWorkflows *all, CsWork *work, guint labeler_roles);
