/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open project: the one way to change and to read it. Synchronous and confined to one thread.
 * Every change is one act: rules asked, one transaction on the file, then the index follows. */
#pragma once

#include "cs-blob.h"
#include "cs-due.h"
#include "cs-effort.h"
#include "cs-evidence.h"
#include "cs-guideline.h"
#include "cs-journal.h"
#include "cs-mark-edit.h"
#include "cs-mark-set.h"
#include "cs-problem.h"
#include "cs-remark.h"
#include "cs-rules.h"
#include "cs-schema.h"
#include "cs-workflow.h"
#include "cs-track-record.h"
#include "cs-traits.h"

typedef struct _CsProject CsProject;

/* --- opening ------------------------------------------------------------------------------- */

/* SIGNER's person founds it and is its lead, with all ROLES beside. SIGNER may be NULL only when
 * looking. Taken over by the project in every case. */
CsProject *cs_project_create (CsEnv *env, const char *path, const char *name, CsSigner *signer,
                              guint roles, const CsWorkflow *workflow, GError **error);
CsProject *cs_project_open (CsEnv *env, const char *path, CsStoreMode mode, CsSigner *signer,
                            GError **error);
/* The same as opening with SIGNER, once it is known who of this machine is a member. Taken over. */
gboolean cs_project_work_as (CsProject *project, CsSigner *signer, GError **error);
void cs_project_close (CsProject *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsProject, cs_project_close)

const CsGid *cs_project_gid (CsProject *project);
const char *cs_project_name (CsProject *project);
CsStore *cs_project_store (CsProject *project);
CsSigner *cs_project_signer (CsProject *project); /* NULL when looking without one */
/* The signer as a reader: roles 0 when not a member or without signer. */
CsReader cs_project_reader (CsProject *project);

/* --- reading (all lists are GPtrArrays that own their rows) ---------------------------------- *
 * Reviewers, SMEs and leads see everything. Who only labels sees what cs_rules_sees_case and
 * cs_rules_sees_marks allow them: below, "a case that they see" and "work that they see". What a
 * reader may not see is not returned, not counted and not found by its name. Whoever is no member
 * sees no case. The roster, the published documents, and that there are releases, are open to all
 * who have the file. */

typedef struct {
  CsGid gid;
  char *handle, *name;
  guint roles;
  gboolean certified; /* has a signing key */
  CsPublicKey sitting_key, signing_key;
  CsTraits traits; /* segments: only what the reader may know of them */
  char *promoted;  /* the act that brought them to their level, as JSON; NULL also for who is not to
                      know */
} CsPersonRow;
/* The roster: everybody, to everybody. */
GPtrArray *cs_project_people (CsProject *project, const CsReader *reader, GError **error);
typedef struct {
  char *sensitive, *expertise; /* "" for none of that kind */
  guint cases;
} CsSegmentRow;
void cs_segment_row_free (CsSegmentRow *row);
/* The segments that READER sees (GPtrArray of CsSegmentRow), by name. */
GPtrArray *cs_project_segments (CsProject *project, const CsReader *reader, GError **error);
/* By full gid, else handle, else first digits of the gid (4 at least). NOT_FOUND, or CONFLICT that
 * names who fits. Caller frees with cs_person_row_free. */
CsPersonRow *cs_project_find_person (CsProject *project, const char *name, GError **error);
void cs_person_row_free (CsPersonRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPersonRow, cs_person_row_free)

typedef struct {
  CsHash hash; /* of its object */
  char *kind;  /* "schema", "guideline", "workflow" */
  char *name;
  gint64 version; /* 1, 2, ... within its kind */
  gint64 wall;
  char *by; /* handle */
  char *note;
  char *change;          /* guideline: "wording", "clearer", "decisions", or NULL when not said */
  int accepted, decided; /* workflow: it is the one before relaxed, as so many of so many cases
                            were accepted as they were; decided 0: somebody wrote it */
} CsDocumentRow;
/* All versions, to everybody. */
GPtrArray *cs_project_documents (CsProject *project, const CsReader *reader, const char *kind,
                                 GError **error);
/* The current ones; NULL without ERROR when none was published. Owned by the project. */
gboolean cs_project_schema (CsProject *project, CsSchema **ret_schema, CsHash *ret_hash,
                            GError **error);
gboolean cs_project_guideline (CsProject *project, CsGuideline **ret_guideline, CsHash *ret_hash,
                               GError **error);
gboolean cs_project_workflow (CsProject *project, const CsWorkflow **ret_workflow, CsHash *ret_hash,
                              GError **error);

typedef struct {
  CsGid gid, case_gid;
  char *kind;    /* "image", "series", "text" */
  char *title;   /* stored name */
  CsJson *facts; /* the body of item.add: parts [{blob,media,name,size,...}], geometry, decoding */
} CsItemRow;
void cs_item_row_free (CsItemRow *row);
/* Of the cases that READER sees. */
GPtrArray *cs_project_items (CsProject *project, const CsReader *reader, GError **error);
/* Items of one case, by gid; none of a case that READER does not see. */
GPtrArray *cs_project_case_items (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                                  GError **error);
/* The one of ITEMS (CsItemRow) that NAME means: its full gid, else its title, else its first digits
 * (4 at least). NOT_FOUND, or CONFLICT that names who fits. */
const CsItemRow *cs_items_find (GPtrArray *items, const char *name, GError **error);

typedef struct {
  CsGid gid;
  char *title;
  CsCaseStatus status;
  char *stage;      /* its key; "" when through */
  CsStageTask task; /* what is to be done there; CS_TASK_REVIEW when through */
  char *state;      /* in words, for people: "waits for review", "blocked: needs an SME who ..." */
  char *holder;     /* handle or NULL */
  char *assigned;   /* likewise: for whom it is kept where it stands */
  char **readers;   /* of several, who has it given or at work; NULL where that is not told */
  gboolean own;     /* the reader is an author of the current version, holds it or is given it */
  gboolean handed_in; /* by the reader, who is not told what became of it */
  gboolean blocked, sent_back, changed_after_signing;
  CsAsked asked; /* whom a question about it waits for */
  gboolean has_revision;
  CsHash revision;         /* event hash of the current one */
  CsHash object;           /* its revision object */
  gint64 marks, relations; /* of the current version; relations between marks are no marks */
  guint items;
  char *sensitive, *expertise; /* the segments that it is in; NULL for none */
  int priority;                /* -1 low, 0 normal, 1 high; 0 when through */
  char *goal;                  /* what that priority is for; NULL when nobody said, and through */
  int due;                     /* see cs-due.h; CS_DUE_NONE when through */
  gboolean overdue;
} CsCaseRow;
void cs_case_row_free (CsCaseRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaseRow, cs_case_row_free)
/* The cases that READER sees. Of one whose work they do not see: no version, no number of marks,
 * not whether it was sent back, and where it is only while they could take it. */
GPtrArray *cs_project_cases (CsProject *project, const CsReader *reader, GError **error);
/* One of those by its full gid, else its title, else the title of an item, else the first digits of
 * its gid (4 at least); an item's gid means its case. NOT_FOUND, or CONFLICT that names who fits.
 */
CsCaseRow *cs_project_find_case (CsProject *project, const CsReader *reader, const char *name,
                                 GError **error);

typedef struct {
  gint64 items, cases, people, marks, bytes;
  gint64 handed_in; /* see CsCaseRow; they have no other status */
  gint64 by_status[CS_CASE_REJECTED + 1];
  gint64 overdue;
  char *overdue_title; /* of the case that was due first; NULL for none */
  int overdue_since;
  gint64 blocked, sent_back, changed_after_signing, unrecognised, suggestions;
  GHashTable *by_stage;                /* stage key -> GINT_TO_POINTER waiting or held there */
  gint64 by_task[CS_TASK_APPROVE + 1]; /* the same by what is to be done there */
} CsStatus;
/* Sums over the cases and the work that READER sees; at most 2^53 - 1. Who only labels is not told
 * of acts that do not count. */
CsStatus *cs_project_status (CsProject *project, const CsReader *reader, GError **error);
void cs_status_free (CsStatus *status);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsStatus, cs_status_free)

typedef struct {
  CsGid case_gid;
  char *title, *stage, *kind; /* kind: "label", "review", "approve", "sent-back",
                                 "escalated" (the reader rules), "sign", "agree" (to a
                                 correction of what they made) */
  char *group;                /* of labels that they read, or would; NULL where these are not dealt
                                 out */
  gboolean mine;              /* held by the reader */
  gboolean begun;             /* held, or there is a draft of theirs on it */
  int priority, due;          /* as in CsCaseRow */
  char *goal;                 /* the same */
  gboolean overdue;
  gint64 lease; /* of what is mine: until when nobody else may take it, microseconds since 1970; 0:
                   as long as they want */
} CsTaskRow;
void cs_task_row_free (CsTaskRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTaskRow, cs_task_row_free)
/* What READER could do now, in serving order: own held ones first, then sent back, then the rest;
 * of these by priority, and then by due date.
 * Whether it was sent back is told only to who sees the work on it. */
GPtrArray *cs_project_tasks (CsProject *project, const CsReader *reader, GError **error);
/* The first of these that is no signing and at STAGE (its key, its word, or what is to be done
 * there; NULL for any), found without looking at all cases. RET_TASK stays NULL when there is none;
 * FALSE with ERROR. */
gboolean cs_project_first_task (CsProject *project, const CsReader *reader, const char *stage,
                                CsTaskRow **ret_task, GError **error);
/* The same of cases where they could read that group of labels; NULL for any. */
gboolean cs_project_first_of_group (CsProject *project, const CsReader *reader, const char *stage,
                                    const char *group, CsTaskRow **ret_task, GError **error);
/* Whether READER may take the case now where nobody chooses: it is the first of those that wait at
 * its stage (GROUP: and where that is free), theirs before. TRUE where people choose. */
gboolean cs_project_serves (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                            const char *group, gboolean *ret_serves, GError **error);

typedef struct {
  gint64 wall;
  int offset;
  char *who;        /* handle, or "?" */
  char *kind;       /* event kind */
  char *sentence;   /* "accepted revision 3fa2..." */
  char *case_title; /* of the case it was done to, or NULL */
  CsHash hash;
  char *unrecognised; /* why it does not count, or NULL */
  gboolean routine;   /* nothing that anybody did to the work: a sitting opened, a file stored */
  CsJson *body;       /* what the reader is told of the act itself; NULL for nothing, and where the
                       * history is of the whole project */
  CsEffort effort;    /* that it ended, as far as the reader is told (cs_rules_sees_effort) */
} CsHistoryRow;
void cs_history_row_free (CsHistoryRow *row);
/* Of the whole project, or of one case. Who only labels is told of: the project itself (people,
 * documents, releases, sittings), how the cases that they see came to be there, all acts on work
 * that they see, and whatever they did themselves. */
GPtrArray *cs_project_history (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                               GError **error);

/* The marks of a revision; NOT_FOUND also when READER does not see that work. */
CsMarkSet *cs_project_revision (CsProject *project, const CsReader *reader, const CsHash *revision,
                                GError **error);

/* --- people and documents -------------------------------------------------------------------- */

gboolean cs_project_add_person (CsProject *project, const CsIdentity *identity, guint roles,
                                GError **error);
gboolean cs_project_set_roles (CsProject *project, const CsGid *person, guint roles,
                               GError **error);
/* What is known of PERSON, as the signer may know it. */
gboolean cs_project_traits (CsProject *project, const CsGid *person, CsTraits *ret_traits,
                            GError **error);
/* All that is known of PERSON beside roles, anew. REASON of another level and QUALIFICATION of a
 * higher one, else NULL; the figures of a promotion are counted here. */
gboolean cs_project_describe (CsProject *project, const CsGid *person, const CsTraits *traits,
                              const char *reason, const char *qualification, GError **error);
/* What became of what PERSON handed in. DENIED for all but leads and auditors. */
gboolean cs_project_track_record (CsProject *project, const CsReader *reader, const CsGid *person,
                                  CsTrackRecord *ret_record, GError **error);
/* Tells the project of the signer's signing key; needed once before the first signature. */
gboolean cs_project_certify (CsProject *project, GError **error);
/* NOTE says what changed, in the publisher's words; may be NULL. CONFLICT when it is the document
 * in force already. */
gboolean cs_project_publish_schema (CsProject *project, const CsSchema *schema, const char *note,
                                    GError **error);
/* DENIED also when nobody in the project may act at one of its stages. Cases that somebody began go
 * on under the version that they began with. */
gboolean cs_project_publish_workflow (CsProject *project, const CsWorkflow *workflow,
                                      const char *note, GError **error);
/* IMAGES: what the guideline shows, stored beside it. CHANGE: what the new version means for the
 * work, "wording", "clearer" or "decisions"; NULL when not said. */
gboolean cs_project_publish_guideline (CsProject *project, const CsGuideline *guideline,
                                       GHashTable *images /* name -> GBytes */, const char *change,
                                       const char *note, GError **error);

/* --- bringing in ----------------------------------------------------------------------------- */

/* Blobs go in first, in transactions of their own that the caller begins and ends with these two;
 * what no item names after a kill is swept when the project is next opened to write. */
CsTxn *cs_project_begin_blobs (CsProject *project, GError **error);
gboolean cs_project_sweep_blobs (CsProject *project, GError **error);
/* Where an import of this file keeps what it has stored so far, in the state folder. As long as
 * that is there, what no event names is not swept when the project is opened. Caller frees. */
char *cs_project_intake_path (CsProject *project);
/* One item to add. FACTS: see CsItemRow; its "parts" name blobs that are stored or linked. */
typedef struct {
  const char *kind, *title;
  const CsJson *facts;
  const CsBlobInfo *blobs; /* one a part */
  guint n_blobs;
  guint case_index; /* items of one call with the same number form one case */
  const char *case_title;
} CsNewItem;
/* What stands beside those cases, see cs-project-context.h. */
typedef struct {
  guint case_index;
  const char *part;
} CsNewContext;
typedef struct {
  const CsNewContext *rows;
  guint n_rows;
  char *(*read) (gpointer data, guint n, GError **error); /* the text of row N; is freed */
  gpointer data;
} CsNewContexts;
/* All items and their cases in one act, and what stands beside them (CONTEXTS may be NULL). */
gboolean cs_project_add_items (CsProject *project, const CsNewItem *items, guint n_items,
                               const CsNewContexts *contexts, GError **error);
gboolean cs_project_has_source (CsProject *project, const CsHash *blob);
/* ITEMS of any untouched cases form one case under TITLE (case add), or one case each (split). */
gboolean cs_project_join_items (CsProject *project, const CsGid *items, guint n_items,
                                const char *title, GError **error);
gboolean cs_project_split_case (CsProject *project, const CsGid *case_gid, GError **error);

/* --- drafts: local work in progress ---------------------------------------------------------- */

/* The signer's draft of a case: its base revision with all operations up to the cursor applied.
 * A case without draft gives the current revision's marks (nothing yet: an empty set). Either way
 * the base must be a version of this very case (CONFLICT) that the signer may see (DENIED): a
 * labeler is not given somebody else's marks before the case is theirs. */
CsMarkSet *cs_project_draft (CsProject *project, const CsGid *case_gid, GError **error);
/* DENIED with the reason when the signer could never hand a draft of the case on: their roles do
 * not act where it is, they are an author, somebody else has it, it is through. */
gboolean cs_project_may_draft (CsProject *project, const CsGid *case_gid, GError **error);
/* One operation, one undo step. Where cs_project_may_draft says yes; the marks are checked against
 * schema and items. */
gboolean cs_project_edit_draft (CsProject *project, const CsGid *case_gid, const CsMarkEdit *edit,
                                GError **error);
/* Many cases in one transaction: EDITS is parallel to CASES. */
gboolean cs_project_edit_drafts (CsProject *project, const CsGid *cases,
                                 const CsMarkEdit *const *edits, guint n, GError **error);
/* A draft in the signer's name that came with a file from elsewhere is set aside: everything above
 * answers CONFLICT until it is discarded. This puts a warning for each into PROBLEMS. */
gboolean cs_project_warn_drafts (CsProject *project, GPtrArray *problems, GError **error);
/* Steps the cursor; FALSE without ERROR when there is nothing to undo or redo. */
gboolean cs_project_undo_draft (CsProject *project, const CsGid *case_gid, GError **error);
gboolean cs_project_redo_draft (CsProject *project, const CsGid *case_gid, GError **error);
/* Throws the signer's draft of a case away, with what they noted aside: the way on when the case
 * moved on without it. NOT_FOUND when there is neither. */
gboolean cs_project_discard_draft (CsProject *project, const CsGid *case_gid, GError **error);
/* Marks of a model or another tool beside the cases, nobody's work yet: all in one act. MARKS is
 * parallel to CASES. */
gboolean cs_project_suggest (CsProject *project, const CsGid *cases, const CsMarkSet *const *marks,
                             guint n, const char *model, GError **error);

/* --- working --------------------------------------------------------------------------------- */

/* Claims the best case for the signer, STAGE NULL for any; NOT_FOUND when nothing waits. Where
 * labels are dealt out, to read GROUP, or NULL for the first that nobody reads. */
CsCaseRow *cs_project_next_task (CsProject *project, const char *stage, GError **error);
CsCaseRow *cs_project_next_of_group (CsProject *project, const char *stage, const char *group,
                                     GError **error);
gboolean cs_project_claim (CsProject *project, const CsGid *case_gid, GError **error);
gboolean cs_project_claim_group (CsProject *project, const CsGid *case_gid, const char *group,
                                 GError **error);
/* The signer goes on with a case that is theirs for a time: when more than half of that is over it
 * begins anew, else nothing is done. */
gboolean cs_project_keep_claim (CsProject *project, const CsGid *case_gid, GError **error);
gboolean cs_project_assign (CsProject *project, const CsGid *case_gid, const CsGid *person,
                            GError **error);
/* To read GROUP of labels; NULL leaves that to who takes it. */
gboolean cs_project_assign_group (CsProject *project, const CsGid *case_gid, const CsGid *person,
                                  const char *group, GError **error);
gboolean cs_project_skip (CsProject *project, const CsGid *case_gid, const char *reason,
                          GError **error);
/* Makes the draft (and ANSWERS on top, may be NULL) a revision and hands it to the next stage.
 * Everything in the case must be marked or answered. */
gboolean cs_project_submit (CsProject *project, const CsGid *case_gid, const CsMarkEdit *answers,
                            CsHash *ret_revision, GError **error);
/* The same with what was shown (NULL for none). */
gboolean cs_project_submit_read (CsProject *project, const CsGid *case_gid,
                                 const CsMarkEdit *answers, const CsEvidence *evidence,
                                 CsHash *ret_revision, GError **error);
/* Takes the signer's last submission or decision on the case back while nobody has built on it. */
gboolean cs_project_withdraw (CsProject *project, const CsGid *case_gid, GError **error);

typedef struct {
  const char *decision; /* "accept", "correct", "send-back", "reject" */
  const char *category, *severity, *clause,
      *reason;                     /* may be NULL; the last three kinds need one */
  const CsEvidence *evidence;      /* what was shown; NULL for none */
  const CsRemark *const *rejected; /* changes that were not accepted, and why */
  guint n_rejected;
} CsDecision;
gboolean cs_project_decide (CsProject *project, const CsGid *case_gid, const CsDecision *decision,
                            GError **error);
/* The signer agrees to how their work was corrected where the case is signed. */
gboolean cs_project_countersign (CsProject *project, const CsGid *case_gid, GError **error);
gboolean cs_project_reopen (CsProject *project, const CsGid *case_gid, const char *reason,
                            GError **error);

/* --- signing --------------------------------------------------------------------------------- */

/* Signs the listed cases with one signature; the signing key must be unlocked and certified.
 * N 0: all that the signer accepted. LANGUAGE of the statement shown ("en"). RET_SIGNED may be
 * NULL. */
gboolean cs_project_sign (CsProject *project, const CsGid *cases, guint n, const char *meaning,
                          guint *ret_signed, GError **error);
/* The cases that such a call would sign (GArray of CsGid, caller unrefs); NULL, naming the case,
 * where there is none or the rules do not let the signer. Needs no key. */
GArray *cs_project_cases_to_sign (CsProject *project, const CsGid *cases, guint n,
                                  const char *meaning, GError **error);
/* Whether there are any. */
gboolean cs_project_may_sign (CsProject *project, const CsGid *cases, guint n, const char *meaning,
                              GError **error);

/* Where the workflow only warns of it (coverage "warn"): a warning in PROBLEMS that names those of
 * CASES whose last decision has no evidence that all of it was looked at. N 0: the cases of the
 * signer's last signature. For after deciding and signing. */
gboolean cs_project_warn_unread (CsProject *project, const CsGid *cases, guint n,
                                 GPtrArray *problems, GError **error);

/* --- trust ----------------------------------------------------------------------------------- */

/* Verifies file, journal, content, index against journal, signatures and, when LINKED, linked
 * sources. FALSE with ERROR names the first altered record; softer findings go to PROBLEMS. */
gboolean cs_project_verify (CsProject *project, gboolean linked, GPtrArray *problems,
                            GCancellable *cancellable, GError **error);

typedef struct {
  gint64 sittings, events, people, objects, blobs;
  gint64 unrecognised; /* all of them, after the merge */
  gint64 signed_lost;  /* signed cases that would no longer be signed */
} CsMergeReport;
/* Brings the sittings of OTHER in. DRY_RUN: only the report. A sitting that goes on differently in
 * the two files is kept both ways, problem "forked"; one that is not proven to be of its person is
 * a CONFLICT. */
gboolean cs_project_merge (CsProject *project, const char *other, gboolean dry_run,
                           CsMergeReport *ret_report, GPtrArray *problems, GError **error);

/* --- releases: a frozen list of files under a name, signed ------------------------------------ */

typedef struct {
  char *name;
  CsHash hash; /* of its event */
  CsHash sums; /* blob of its SHA256SUMS */
  gint64 wall;
  char *by;
  guint n_files;
  CsJson *files; /* [{"blob","path","size"}] sorted by path; NULL for who may not read them */
} CsReleaseRow;
void cs_release_row_free (CsReleaseRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsReleaseRow, cs_release_row_free)
/* Everybody is told of every release; see cs_rules_sees_releases. */
GPtrArray *cs_project_releases (CsProject *project, const CsReader *reader, GError **error);
/* To read its files: DENIED for who may not. By its exact name. */
CsReleaseRow *cs_project_find_release (CsProject *project, const CsReader *reader, const char *name,
                                       GError **error);
/* FILES: path (ASCII, relative) -> GBytes; includes SHA256SUMS and its signature files. */
gboolean cs_project_cut_release (CsProject *project, const char *name, GHashTable *files,
                                 GError **error);

/* The ends of all sittings that nobody has named as seen, which say nothing of any work: what a
 * release vouches to have known. */
CsJson *cs_project_tips (CsProject *project, GError **error);
/* {"event","manifest","signature"}: the act that signed the case, the object that lists what was
 * signed (one entry a case), and the raw signature over it. NULL without ERROR when the case is not
 * signed; DENIED for who may not read releases, which it is for. */
CsJson *cs_project_signature_entry (CsProject *project, const CsReader *reader,
                                    const CsGid *case_gid, GError **error);
