/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The family of event kinds: what a body looks like, which rule it asks, what it does to the index,
 * and how the audit trail says it. One const struct in one file cs-event-*.c and one row in
 * cs-event-kinds.def. */
#pragma once

#include "cs-index.h"
#include "cs-effort.h"
#include "cs-evidence.h"
#include "cs-flow.h"
#include "cs-json-check.h"
#include "cs-revision.h"
#include "cs-schema.h"

/* Where an act belongs that the case has gone past: somebody else's, made in another copy, came
 * before it. */
typedef struct {
  gboolean is;
  guint stage;      /* where it was made */
  CsHash on;        /* the version that it names; zero for none */
  CsHash beside;    /* the act that came before; zero for none */
  const char *than; /* what that was: "accept", "submit", ... */
  gboolean follows; /* ON is such a version itself */
} CsRivalPlace;

/* One event on its way into the index. */
typedef struct {
  CsIndex *index;
  CsDb *db; /* the index's */
  CsStore *store;
  const CsEvent *event; /* NULL while only asking */
  CsReader actor;
  CsReader asked_of; /* of whom the rules said yes already; roles 0: not asked */
  gint64 ord;        /* its place in the total order */
  guint stage;       /* where the act found the case */
  CsRivalPlace rival;
} CsFold;

/* Who may be told of an event beside who did it. */
typedef enum {
  CS_TELLS_WORK,    /* of work on cases: who sees that work */
  CS_TELLS_CASE,    /* of a case's being there: who sees the case */
  CS_TELLS_PROJECT, /* of neither: every member */
  CS_TELLS_RESULTS, /* who sees results, and nobody else, not even who did it */
  CS_TELLS_PERSON,  /* how somebody works: them, and who sees results; nobody else, not even who
                       did it */
} CsTells;

typedef struct {
  const char *tag;       /* "review.decide" */
  const CsField *fields; /* of the body */
  /* Which rule; NULL: always recognised. */
  CsDeed (*deed) (const CsJson *body);
  /* Fills in what the rule looks at beyond project and actor; may be NULL. */
  gboolean (*gather) (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error);
  gboolean (*fold) (CsFold *fold, const CsJson *body, GError **error);
  CsTells tells;
  /* Puts into BODY what makes the case again what it was before ACT, where BEFORE is the last such
   * act before that; NULL for none. NULL where acts are taken back by work.withdraw. */
  void (*restore) (CsJson *body, const CsJson *act, const CsJson *before);
  gboolean meets; /* refused as late it is kept beside what came before it (cs-fold-rival.c) */
  /* What happened, as the end of "Ana ...". Caller frees. */
  char *(*sentence) (const CsJson *body);
  gboolean routine;   /* of the machinery: no act that a reader of the history looks for */
  gboolean by_itself; /* found by the program: in whose name tells them nothing of it */
} CsEventKind;

#define CS_EVENT_KIND(name) extern const CsEventKind cs_event_##name;
#include "cs-event-kinds.def"
#undef CS_EVENT_KIND

/* NULL for an unknown tag. */
const CsEventKind *cs_event_kind_find (const char *tag);
const CsEventKind *const *cs_event_kinds (void); /* NULL-terminated */

/* --- shared by the kinds --- */

#define CS_EVENT_TIME_FIELDS                                                                       \
  { "offset", CS_FIELD_INT, CS_FIELD_REQUIRED, -1440, 1440 },                                      \
      { "wall", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_JSON_MAX_INT },                             \
  {                                                                                                \
    "zone", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64                                              \
  }
/* Suggestions that were not wanted, and why: [{"category","mark","suggestion","text"}];
 * an act with a text has a nonce. */
extern const CsField cs_dropped_fields[];
/* ", dropped 2 suggestions: 1 as extra, 1 as other (of before)", or "". Caller frees. */
char *cs_dropped_words (const CsJson *body);
#define CS_DROPPED_MAX 100000
#define CS_EVENT_TEXT_MAX 65536
#define CS_EVENT_MARKS_MAX G_MAXUINT32 /* of one version */
/* What a reviewer says of a version, whether by a decision or by putting it right. */
#define CS_EVENT_JUDGEMENT_FIELDS                                                                  \
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },                                                     \
      { "category", CS_FIELD_STRING, .choices = cs_remark_categories },                            \
      { "clause", CS_FIELD_STRING, 0, 1, 64 }, CS_EVENT_EFFORT_FIELD,                              \
      { "evidence", CS_FIELD_HASH }, { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },                 \
      { "reason", CS_FIELD_STRING, 0, 1, CS_EVENT_TEXT_MAX },                                      \
      { "rejected", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = cs_remark_fields,                    \
        .max_count = CS_REMARKS_MAX },                                                             \
      { "severity", CS_FIELD_STRING, .choices = cs_remark_severities },                            \
      { "stage", CS_FIELD_INT, 0, 0, 3 * CS_STAGE_VERSIONS - 1 }, CS_EVENT_TIME_FIELDS
/* A document that a lead publishes. */
#define CS_EVENT_DOCUMENT_FIELDS                                                                   \
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 200 },                                          \
      { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },                                                \
      { "note", CS_FIELD_STRING, 0, 1, CS_EVENT_TEXT_MAX },                                        \
  {                                                                                                \
    "object", CS_FIELD_HASH, CS_FIELD_REQUIRED                                                     \
  }
#define CS_TIPS_MAX 10000

/* Fills the case part of STATE; RET_WORK (may be NULL) gets the row when it exists. */
gboolean cs_gather_case (CsFold *fold, const CsGid *gid, CsRuleState *state, CsWork *ret_work,
                         GError **error);
/* The same for an act that may be the first on its case: where nobody began it, it is asked under
 * the version of the workflow that BODY names. */
gboolean cs_gather_begin (CsFold *fold, const CsJson *body, CsRuleState *state, CsWork *ret_work,
                          GError **error);
/* The same for the member "case" of BODY. */
gboolean cs_gather_body_case (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error);
/* Whether the actor was shown the marks of the case after having looked without them goes into
 * STATE, where that is asked of their roles. */
gboolean cs_gather_looked (CsFold *fold, const CsGid *gid, CsRuleState *state, GError **error);
/* The row of the member "case"; the rules have made sure that it is there. */
gboolean cs_fold_load_work (CsFold *fold, const CsJson *body, CsWork *ret_work, GError **error);
/* The deed of publishing. */
CsDeed cs_deed_publish (const CsJson *body);
/* Adds a published document with the next version number of its kind. */
gboolean cs_fold_document (CsFold *fold, const CsJson *body, const char *kind, GError **error);
/* The same of a workflow. What nobody began is under it at once: whoever it was given to and may
 * not begin it there does not keep it. */
gboolean cs_fold_new_workflow (CsFold *fold, const CsJson *body, GError **error);
/* The label schema in force, NULL when there is none; owned by the index. */
gboolean cs_fold_schema (CsFold *fold, const CsSchema **ret_schema, GError **error);
/* A version of it; owned by the index, until another one is asked for. */
CsSchema *cs_fold_schema_of (CsFold *fold, const CsHash *hash, GError **error);
/* The document itself, for its reader; TEXT lives as long as the result. */
GBytes *cs_fold_object (CsFold *fold, const CsJson *body, const char **ret_text, gsize *ret_size,
                        GError **error);
/* The revision object of BODY, which holds as many marks as BODY says; free with
 * cs_revision_free. */
CsRevision *cs_fold_read_revision (CsFold *fold, const CsJson *body, GError **error);
/* The item goes into the case TO, FIRST of those that make it. */
gboolean cs_fold_move_item (CsFold *fold, const CsGid *item, const CsGid *to, gboolean first,
                            GError **error);
/* The case of BODY, where its items went into others that nobody has worked on, has them again.
 * BACK: it had to; the savepoint of the caller takes that back. */
gboolean cs_fold_bring_back (CsFold *fold, const CsJson *body, gboolean *ret_back, GError **error);
/* Whether a case or an item has this id. */
gboolean cs_fold_gid_taken (CsFold *fold, const CsGid *gid, gboolean *ret_taken, GError **error);
/* CORRUPT unless the bytes were told of by blob.add; SIZE -1 for any. */
gboolean cs_fold_need_source (CsFold *fold, const CsHash *hash, gint64 size, GError **error);
/* The version of the workflow that the member "workflow" of BODY names; INVALID when the case of
 * WORK was begun under another one, CORRUPT when it was never published. */
gboolean cs_fold_workflow_version (CsFold *fold, const CsJson *body, const CsWork *work,
                                   guint *ret_version, GError **error);
/* The person of BODY, for the rules of pausing them and of letting them go on. */
gboolean cs_gather_pause (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error);
/* Whether PERSON did anything with the case that is kept: read, judged, signed, skipped, remarked.
 */
gboolean cs_fold_worked_on (CsDb *db, const CsGid *case_gid, const CsGid *person, gboolean *ret_did,
                            GError **error);
/* Whether there are control cases, or the workflow in force speaks of them. */
gboolean cs_controls_in_use (CsDb *db, const CsWorkflows *all, gboolean *ret_used, GError **error);
/* How many of the last control cases that count of PERSON were failed by the workflow in force, and
 * how many these are. */
gboolean cs_fold_failed (CsDb *db, const CsControlRule *rule, const CsGid *person,
                         guint *ret_failed, guint *ret_of, GError **error);
/* The control cases beside the case ?1 that what is said of that goes to: while nobody read either,
 * as its reader sees both. */
#define CS_FOLD_BESIDE                                                                             \
  "SELECT case_gid FROM control JOIN work AS made ON made.gid = case_gid JOIN work AS other ON"    \
  " other.gid = beside WHERE beside = ?1 AND made.stage = 0 AND made.status <= 1 AND other.stage"  \
  " = 0 AND other.status <= 1 AND made.sensitive = other.sensitive AND made.expertise ="           \
  " other.expertise"
/* Holds what BODY hands in for WORK, when it is a control case, against what is right. */
gboolean cs_fold_control (CsFold *fold, const CsJson *body, const CsWork *work, GError **error);
/* Of somebody in the project; 0 for nobody. */
gboolean cs_fold_roles (CsFold *fold, const CsGid *person, guint *ret_roles, GError **error);
/* The same as far as they may act on WORK, whose segment may not be theirs. */
gboolean cs_fold_roles_on (CsFold *fold, const CsWork *work, const CsGid *person, guint *ret_roles,
                           GError **error);
/* What the member "evidence" of BODY says of the case's items goes into STATE: whether it is there,
 * and how much was not shown. CORRUPT when it is not what it should be. */
gboolean cs_gather_evidence (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error);
/* INVALID unless every remark in MEMBER of BODY that is about a stretch of a text lies in a text of
 * the case. Whether the words are those is asked of who appends it: the text need not be here. */
gboolean cs_check_remarks (CsFold *fold, const CsJson *body, const char *member, GError **error);
/* The members "rejected" of a decision or "remarks" of BODY as open remarks on REVISION. */
gboolean cs_fold_remarks (CsFold *fold, const CsJson *body, const char *member,
                          const CsHash *revision, GError **error);
/* Whose remark it is, to whom it was said, and where it stands; nothing when there is none. */
gboolean cs_gather_remark (CsFold *fold, const CsHash *act, gint64 row, const CsWork *work,
                           CsRuleState *state, GError **error);
/* The first critical remark on the case that nobody closed goes into STATE, as words. */
gboolean cs_gather_critical (CsFold *fold, const CsGid *case_gid, CsRuleState *state,
                             GError **error);
/* The case of BODY, and what the rules ask of the question that BODY names ("act"): of none, where
 * another one is open. With asked_next in STATE also whether somebody there could rule. */
gboolean cs_gather_question (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error);
/* The same of the question that is open on WORK. RET_ASKER may be NULL. */
gboolean cs_gather_question_of (CsFold *fold, const CsWork *work, CsRuleState *state,
                                CsGid *ret_asker, GError **error);
/* Fills in asked_somebody for asked_next. */
gboolean cs_gather_who_rules (CsFold *fold, const CsWork *work, const CsGid *asker,
                              CsRuleState *state, GError **error);
/* Why the case of a version is in doubt, after what was done: ", in doubt: ..."; "" for no reason.
 * Of what cs_project_history adds to BODY. */
char *cs_event_doubt_words (const CsJson *body);
/* Suggestions that the actor did not want, member "dropped". */
gboolean cs_fold_dropped (CsFold *fold, const CsJson *body, GError **error);
/* How much work the act ended, member "effort"; also part of the next two. */
gboolean cs_fold_effort (CsFold *fold, const CsJson *body, GError **error);
/* A decision of the actor on REVISION. */
gboolean cs_fold_decision (CsFold *fold, const CsJson *body, const char *kind,
                           const CsHash *revision, GError **error);
/* The same that is a version at once: of what the member "parent" names, by the actor, who becomes
 * an author. */
gboolean cs_fold_correction (CsFold *fold, const CsJson *body, const char *kind, GError **error);
/* How much depends on that version; errors as below. WHOLE: every item was read. */
gboolean cs_fold_risk (CsFold *fold, const CsJson *body, const CsGid *case_gid, gboolean whole,
                       CsRisk *ret_risk, GError **error);
/* BODY, which the rules refused, fits a place that the case has gone past: that place in FOLD, and
 * what the rules ask of it in STATE. */
gboolean cs_gather_rival (CsFold *fold, const CsJson *body, CsDeed deed, CsRuleState *state,
                          GError **error);
/* Keeps it there; the case stays where it is. */
gboolean cs_fold_rival (CsFold *fold, const CsJson *body, CsDeed deed, GError **error);
/* Who read a case beyond the readers that were wanted counts as an author of what WORK holds. */
gboolean cs_fold_readers_over (CsFold *fold, const CsWork *work, GError **error);
/* What those that are kept of WORK come to once copies have met. FOLD asks for its actor. */
typedef struct {
  GArray *acts; /* of CsHash: all that are open, as they came; none unless one is new */
  CsReading meet[CS_READINGS_MAX];
  guint n;     /* that meet; 0: nothing is to be settled */
  guint stage; /* from which they went on */
  gboolean versions;
  CsHash takes; /* the one that nothing stands against; zero for none */
  CsGid takes_person;
} CsMeeting;
CsMeeting *cs_fold_meeting (CsFold *fold, const CsWork *work, GError **error);
void cs_meeting_free (CsMeeting *meeting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMeeting, cs_meeting_free)
/* Acts of another copy are kept that nobody brought to who settles them. */
gboolean cs_fold_has_rivals (CsFold *fold, const CsGid *case_gid, gboolean *ret_has,
                             GError **error);
/* Who made VERSION made the one of FOLD's event too. */
gboolean cs_fold_inherit (CsFold *fold, const CsHash *version, GError **error);
/* Whether BODY, a judgement, is of WORK's version, at the stage that WORK is at. What was made
 * before stages were said is of any, but for those where acts of two copies meet. */
gboolean cs_fold_is_current (const CsJson *body, const CsHash *version, const CsWork *work);
/* A row, with its authors, beside the versions of the case. PARENT may be NULL. */
gboolean cs_fold_version_beside (CsFold *fold, const CsJson *body, const CsWork *work,
                                 const CsHash *parent, GError **error);
/* A new current revision of WORK from BODY's "object" and "marks", its id the event's hash. INVALID
 * unless it could have been handed in here: marks fit case and schema, every item was read. */
gboolean cs_fold_revision (CsFold *fold, const CsJson *body, CsWork *work, GError **error);
/* The same for one of several reads: it is beside the others, and the case has no version yet. */
gboolean cs_fold_reading (CsFold *fold, const CsJson *body, const CsWork *work, GError **error);
/* The same for what the readings of WORK agree on, whose authors are theirs. WHOLE: nothing of it
 * is open, so that every item was read. */
gboolean cs_fold_merge (CsFold *fold, const CsJson *body, gboolean whole, CsWork *work,
                        GError **error);
/* What was read and is in WORK's readings, compared by the rule of its workflow, or put together
 * where each read other labels. NOTHING_AGREED as
 * cs_consensus_find has it; it is so, too, where the reads were made under different label schemas,
 * and where what is agreed would be no version that somebody could hand in. RET_READS may be NULL.
 */
typedef struct {
  CsHash schema; /* the newest that they were made under */
  guint tier;    /* the strictest that one of them found; as of a version without marks */
} CsReadsFound;
CsConsensus *cs_fold_consensus (CsFold *fold, const CsWork *work, gboolean nothing_agreed,
                                CsReadsFound *ret_reads, GError **error);
/* Whether the "reads" of BODY are those of WORK, in the order in which they came. */
gboolean cs_fold_names_reads (const CsJson *body, const CsWork *work);
/* The same for the merge that WORK stands at. */
CsConsensus *cs_fold_open_disputes (CsFold *fold, const CsWork *work, GError **error);
/* The marks of an object, without asking who reads. */
CsMarkSet *cs_fold_read_marks (CsFold *fold, const CsHash *object, GError **error);
/* Nobody has or is given what their roles do not let them work at (cs_flow_settle). */
gboolean cs_fold_settle (CsFold *fold, CsWork *work, GError **error);
/* The same for each case that STMT lists, and saves it. */
gboolean cs_fold_settle_cases (CsFold *fold, CsStmt *stmt, GError **error);
/* Before the current revision of WORK changes: marks are indexed once it is known which it is. */
void cs_fold_moves_on (CsFold *fold, const CsWork *work);
/* The one that the case of WORK runs under; owned by the index. */
const CsWorkflow *cs_fold_workflow (CsFold *fold, const CsWork *work, GError **error);
gboolean cs_fold_is_author (CsFold *fold, const CsHash *revision, const CsGid *person,
                            gboolean *ret_is, GError **error);
