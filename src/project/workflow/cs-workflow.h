/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workflow document: the stages that every case passes and who may act at each. Immutable,
 * reference counted, may cross threads. */
#pragma once

#include "cs-json.h"
#include "cs-mark-consensus.h"
#include "cs-risk.h"
#include "cs-rules.h"

/* Whether people choose what they take, take what the queue serves, or choose in the segments that
 * are open to them and take the rest as it is served. */
typedef enum { CS_AUTONOMY_FREE, CS_AUTONOMY_ORDER, CS_AUTONOMY_SEGMENTS } CsAutonomy;

typedef enum { CS_COVERAGE_OFF, CS_COVERAGE_WARN, CS_COVERAGE_BLOCK } CsCoverage;

/* What a stage is for: the first reads, the last signs, what lies between reviews; but the one
 * after several reads settles what they do not agree on. */
typedef enum { CS_TASK_READ, CS_TASK_ADJUDICATE, CS_TASK_REVIEW, CS_TASK_APPROVE } CsStageTask;

#define CS_READERS_MAX CS_CONSENSUS_MAX
#define CS_GROUP_KEY_MAX 32 /* bytes */

/* Labels that one of several people reads a case for, while the others read it for theirs. */
typedef struct {
  char *key;     /* "bones" */
  char **labels; /* keys of the label schema */
} CsWorkflowGroup;

/* What is done first where readers do not agree: the stage after them settles it, or one more reads
 * it, of whose findings together with theirs the rule is asked again. */
typedef enum { CS_TIE_ADJUDICATE, CS_TIE_ANOTHER } CsTieBreaker;
/* Once ACCEPTED of the last OF cases that people decided at a stage were accepted as they were, it
 * may go on with SHARES. */
typedef struct {
  guint accepted, of;
  guint shares[4]; /* as those of a stage */
} CsRelaxStep;

#define CS_RELAX_STEPS_MAX 8
#define CS_RELAX_OF_MAX 1000

typedef struct {
  char *key; /* "review" */
  CsStageTask task;
  guint roles;              /* CsRole that may act */
  gboolean excludes_author; /* whoever made or changed the work may not act */
  gboolean signs;           /* what leaves this stage is signed */
  guint shares[4];          /* percent of the cases of each tier that pass it, 0: of none; 1 to
                               100 */
  guint readers[4];         /* how many read, each blind to the others: at first, as nobody knows
                               the tier before, then of cases that they found of each tier; 1: one,
                               as anywhere. Of tier 1 the most */
  CsAgreeRule agree;        /* where there are several */
  CsTieBreaker tie_breaker; /* the same */
  gboolean meets;           /* acts of two copies, whose people may not act */
  CsWorkflowGroup *groups;  /* of labels, each of which one of the readers reads; NULL: each reads
                               all, and they are compared */
  guint n_groups;
  gboolean excludes_decider; /* whoever accepted it since it was handed in may not act */
  gboolean looks_first;      /* who acts there looks before they are shown the marks */
  CsRelaxStep relax[CS_RELAX_STEPS_MAX]; /* what the rule still allows, one after the other */
  guint n_relax;
} CsWorkflowStage;

/* From which severity on ("minor", "major", "critical") what a reviewer finds wrong is sent back to
 * who made it; they put right what is less. */
typedef enum {
  CS_SEND_BACK_FREE,
  CS_SEND_BACK_CRITICAL,
  CS_SEND_BACK_MAJOR,
  CS_SEND_BACK_MINOR
} CsSendBackFrom;
typedef enum { CS_ROUTE_FREE, CS_ROUTE_CORRECT, CS_ROUTE_SEND_BACK } CsRoute;
/* What is asked for where something is as bad as SEVERITY (NULL: nobody said). Who reviews may do
 * otherwise: each is counted. */
CsRoute cs_send_back_route (CsSendBackFrom from, const char *severity);

/* How well control cases are to be read. */
typedef struct {
  guint at_least;       /* percent found of what is right, below which one is failed */
  guint of_last, fails; /* leads are told of who fails so many of their last ones; FAILS 0: of
                           nobody */
  gboolean pauses;      /* who does is paused by the rule */
  gboolean said;        /* the document speaks of control cases */
} CsControlRule;

typedef struct {
  char *name; /* NULL for none */
  CsWorkflowStage *stages;
  guint n_stages;
  guint claim_hours; /* after which another person may take a case that somebody has; 0: never */
  CsAutonomy autonomy;
  /* Where acts meet that went on from one state in two copies: versions, and decisions. Whoever
   * made none of them settles it, an adjudicator or who acts at the last stage. */
  CsWorkflowStage meeting[2];
  CsControlRule control;
  CsSendBackFrom send_back;
  CsCoverage coverage; /* what missing evidence of reading does at decide and sign */
  guint doubt_below;   /* percent: a mark less sure than that flags its case; 0: none does */
  /*< private >*/
  CsJson *json;
  int refs;
} CsWorkflow;

/* What people call the stage: "labelling", "review", "approval"; KEY itself when there is no word
 * for it. */
const char *cs_stage_word (const char *key);

/* Whether some cases go past it. */
gboolean cs_workflow_stage_draws (const CsWorkflowStage *stage);
/* Whether a version that is so unsure is flagged. */
gboolean cs_workflow_doubts (const CsWorkflow *workflow, const CsRisk *risk);
/* Whether cases, or some of them, are read by several, each for themselves. */
gboolean cs_workflow_has_rounds (const CsWorkflow *workflow);
/* Whether several read the same, and the second stage settles what they do not agree on. */
gboolean cs_workflow_compares (const CsWorkflow *workflow);

/* "label", "adjudicate", "review" or "approve". */
const char *cs_stage_task_name (CsStageTask task);

/* {"format":"countersign-workflow-1","name","autonomy":"free|order|segments",
 * "coverage":"off|warn|block","claim_hours","control":{"at_least","of_last","fails","pause"},
 * "doubt_below","send_back":"free|critical|major|minor",
 * "stages":[{"key","roles":[],"reads","reads_by_tier":{"1","2","3"},
 * "agree":{"votes","overlap","distance"},
 * "exclude":["author","decider"],"look_first","sign","share","tiers":{"1","2","3"},
 * "relax":[{"accepted","of","share","tiers"}],"tie_breaker":"adjudicate|another",
 * "groups":[{"key","labels":[]}]}]}; all but key and roles may be left out; "agree" and
 * "tie_breaker" say something only of several reads that are compared, "reads_by_tier" has more
 * people read what those who did found to be of a tier, of a stricter one no fewer, and
 * "tiers" gives another share to the cases of a tier, a stricter one no smaller. Each step of
 * "relax" makes some share smaller and none larger; a tier that has one of its own keeps it unless
 * the step says another. "look_first" hides the marks from who reviews or approves until they ask
 * for them. "groups" deal the labels out: each is read once, by somebody of their own (see
 * cs-workflow-groups.h), and nothing is to be settled then. With several readers at the first stage
 * the second settles what they do not agree on, and a third follows. The first stage labels: it
 * neither excludes anybody nor signs; all others exclude the author; the last one signs. INVALID
 * names the path; TOO_NEW for a later format. */
CsWorkflow *cs_workflow_parse (const char *text, gsize size, GError **error);
CsWorkflow *cs_workflow_ref (CsWorkflow *workflow);
void cs_workflow_unref (CsWorkflow *workflow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsWorkflow, cs_workflow_unref)
/* The normal form, with nothing left out; owned by WORKFLOW. */
const CsJson *cs_workflow_to_json (const CsWorkflow *workflow);
/* The same as a file to edit. Caller frees. */
char *cs_workflow_to_text (const CsWorkflow *workflow);
/* What changed as sentences (GPtrArray of char *). */
GPtrArray *cs_workflow_diff (const CsWorkflow *before, const CsWorkflow *after);

/* The one that comes of it when STAGE takes the first step of its rule; NULL when there is none. */
CsWorkflow *cs_workflow_relaxed (const CsWorkflow *workflow, guint stage);

/* The built-in set-ups: one file and one row in cs-templates.def each. */
typedef struct {
  const char *id; /* "labelers-sme" */
  /* For people, to be translated. */
  const char *title;
  const char *about;
  const char *text;
} CsTemplate;
#define CS_TEMPLATE(name) extern const CsTemplate cs_template_##name;
#include "cs-templates.def"
#undef CS_TEMPLATE
/* NULL-terminated. */
const CsTemplate *const *cs_workflow_templates (void);
/* NOT_FOUND with the names that there are. */
CsWorkflow *cs_workflow_from_template (const char *id, GError **error);
