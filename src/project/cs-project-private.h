/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of CsProject, for the files cs-project-*.c. */
#pragma once

#include "cs-case-past.h"
#include "cs-flow.h"
#include "cs-index.h"
#include "cs-project-review.h"

struct _CsProject {
  CsEnv *env;
  CsStore *store;
  CsIndex *index;
  CsSigner *signer;   /* or NULL */
  CsSitting *sitting; /* NULL while only looking */
  CsGid gid;
  char *name;
  /* The current documents, loaded at first use and dropped when one is published. */
  CsSchema *schema;
  CsGuideline *guideline;
  CsHash schema_hash, guideline_hash, workflow_hash;
  GHashTable *looked_at; /* see cs-project-altered.c; or NULL */
  GHashTable *pasts;     /* see cs-case-past.c; or NULL */
  GPtrArray *sizes;      /* see cs-project-sizes.c; or NULL */
  gint64 sizes_at;
  struct {
    CsGid case_gid;
    CsEffortCount count;
  } held; /* see cs-project-effort.c */
};

/* A new sitting that goes on from all that is there now; the one before ends. */
gboolean cs_project_begin_sitting (CsProject *project, GError **error);

/* One act on file and index together. Rolls both back unless committed. */
typedef struct _CsProjectAct CsProjectAct;
CsProjectAct *cs_project_act_begin (CsProject *project, GError **error);
/* Asks the rules (DENIED), appends and folds. BODY is taken over; RET_HASH may be NULL. */
gboolean cs_project_act_event (CsProjectAct *act, const char *kind, CsJson *body, CsHash *ret_hash,
                               GError **error);
/* Stores a document within the act. */
gboolean cs_project_act_object (CsProjectAct *act, GBytes *bytes, CsHash *ret_hash, GError **error);
gboolean cs_project_act_commit (CsProjectAct *act, GError **error);
void cs_project_act_rollback (CsProjectAct *act);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsProjectAct, cs_project_act_rollback)

/* The body of blob.add. */
CsJson *cs_project_blob_body (const CsBlobInfo *info);
/* The whole of a one-event act. */
gboolean cs_project_do (CsProject *project, const char *kind, CsJson *body, CsHash *ret_hash,
                        GError **error);
/* An object with the member "case" and the time. */
CsJson *cs_project_case_body (CsProject *project, const CsGid *case_gid);
/* An object with the time and a nonce. */
CsJson *cs_project_noted_body (CsProject *project);
/* Of "context.add"; NULL when TEXT cannot stand beside a case. */
CsJson *cs_project_context_body (CsProject *project, const CsGid *case_gid, const char *part,
                                 const char *text, GError **error);
/* Stored object as text; NULL with ERROR. */
GBytes *cs_project_object (CsProject *project, const CsHash *hash, GError **error);
/* The roster with all that is known of everybody, for the program itself; and what of a row READER
 * is not to know taken out. */
GPtrArray *cs_project_everybody (CsProject *project, GError **error);
void cs_person_row_veil (CsPersonRow *row, const CsReader *reader);
/* Whether READER may know that the case is there. */
gboolean cs_project_sees_case (CsProject *project, const CsReader *reader, const CsWork *work);
/* Loads work; NOT_FOUND when there is no such case. */
gboolean cs_project_work (CsProject *project, const CsGid *gid, CsWork *ret_work, GError **error);
/* Stores a revision's object and parts within ACT. */
gboolean cs_project_put_marks (CsProjectAct *act, const CsMarkSet *set, CsHash *ret_object,
                               GError **error);
/* What a killed import left, when a project is opened to write. Costs nothing when nothing was. */
void cs_project_sweep_left (CsProject *project);
/* Drops the draft of the signer on a case, within the file's transaction. */
gboolean cs_project_drop_draft (CsProject *project, const CsGid *case_gid, GError **error);
/* The same without what goes with it: what was shown stays. */
gboolean cs_project_drop_steps (CsProject *project, const CsGid *case_gid, GError **error);
/* The same for a draft that becomes a version: its steps wait until that is taken back. */
gboolean cs_project_settle_draft (CsProject *project, const CsGid *case_gid, GError **error);
/* A draft as it lies in the file. */
typedef struct {
  gint64 id; /* 0: there is none */
  CsGid case_gid;
  CsHash base;
  gint64 cursor;
  gint64 floor; /* nothing is undone below it */
} CsDraft;
/* The chain over a draft's steps, and its seals. What the step at the cursor sealed, by its own
 * word (replaying tells whether that is so); CONFLICT when the signer did not seal it here. */
gboolean cs_draft_seal_check (CsProject *project, const CsDraft *draft, CsHash *ret_digest,
                              GError **error);
void cs_draft_seal_begin (CsProject *project, const CsDraft *draft, CsHash *ret_digest);
/* Takes DIGEST one step on; ASIDE may be NULL. */
void cs_draft_seal_step (const char *body, const CsJson *aside, CsHash *digest);
/* What lies beside the step: what ASIDE (may be NULL) drops, with the signer's seal on DIGEST. */
CsJson *cs_draft_seal_aside (CsProject *project, const CsJson *aside, const CsHash *digest);
gboolean cs_project_load_draft (CsProject *project, const CsGid *case_gid, CsDraft *ret_draft,
                                GError **error);
/* What the signer's would be begun on: the current version, or nothing where its marks are hidden
 * from them. */
gboolean cs_project_draft_start (CsProject *project, const CsWork *work, CsHash *ret_base,
                                 GError **error);
/* On that, where there is none. */
gboolean cs_project_begin_draft (CsProject *project, const CsGid *case_gid, CsDraft *draft,
                                 GError **error);
/* BASE with the operations of DRAFT up to its cursor. */
CsMarkSet *cs_project_replay (CsProject *project, const CsDraft *draft, const CsMarkSet *base,
                              GError **error);
/* One operation of the signer's draft, within the file's transaction. ASIDE (may be NULL): what it
 * does beside the marks, {"dropped":[{"category","mark","suggestion","text"}]}. */
gboolean cs_project_append_edit (CsProject *project, const CsGid *case_gid, const CsMarkEdit *edit,
                                 const CsJson *aside, GError **error);
/* The same where it is known that the signer may. */
gboolean cs_project_put_edit (CsProject *project, const CsGid *case_gid, const CsMarkEdit *edit,
                              const CsJson *aside, GError **error);
/* What the operations of the signer's draft dropped and did not bring into SET later, as a list for
 * an event; NULL for nothing. */
CsJson *cs_project_draft_dropped (CsProject *project, const CsGid *case_gid, const CsMarkSet *set,
                                  GError **error);
/* One of the members of "dropped". */
CsJson *cs_project_dropped_json (const CsHash *suggestion, guint64 mark, const char *category,
                                 const char *text);
/* What goes with the draft but is no operation, within the file's transaction. What was said of
 * changes stays, unseen, until the act is taken back or the next one comes. */
gboolean cs_project_drop_asides (CsProject *project, const CsGid *case_gid, GError **error);
/* What was shown and said comes back from ACT, the signer's own, that is to be taken back. To be
 * asked before, and given back after, within the file's transaction; what was dropped goes with the
 * draft. */
typedef struct _CsAsides CsAsides;
CsAsides *cs_project_keep_asides (CsProject *project, const CsGid *case_gid, const CsHash *act,
                                  GError **error);
gboolean cs_project_restore_asides (CsProject *project, const CsAsides *asides, GError **error);
const CsJson *cs_asides_dropped (const CsAsides *asides);
void cs_asides_free (CsAsides *asides);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAsides, cs_asides_free)
/* Stores EVIDENCE (may be NULL) and names it in BODY. */
gboolean cs_project_put_evidence (CsProjectAct *act, const CsEvidence *evidence, CsJson *body,
                                  GError **error);
/* What was counted on the case of BODY goes into it and waits no more, within an act that ends the
 * signer's work; and waits again, where that is taken back. */
gboolean cs_project_put_effort (CsProject *project, CsJson *body, GError **error);
gboolean cs_project_restore_effort (CsProject *project, const CsGid *case_gid, const CsHash *act,
                                    GError **error);
/* The marks of a version, without asking who reads; none for the zero hash. */
CsMarkSet *cs_project_marks_of (CsProject *project, const CsHash *revision, GError **error);
/* cs_project_suggestions for somebody who has NOW before them. */
GPtrArray *cs_project_suggestions_among (CsProject *project, const CsReader *reader,
                                         const CsGid *case_gid, const CsMarkSet *now,
                                         GError **error);
/* What PERSON said with cs_project_say_pair of the version REVISION of the case: of CsMarkSaid. */
GArray *cs_project_said_pairs (CsProject *project, const CsGid *person, const CsGid *case_gid,
                               const CsHash *revision, GError **error);
/* cs_project_changes where the marks of the current version are at hand. */
CsChanges *cs_project_changes_of (CsProject *project, const CsReader *reader, const CsWork *work,
                                  const CsMarkSet *current, GError **error);
/* DENIED with a way on for who may not read the files of releases. */
gboolean cs_project_check_reads_releases (const CsReader *reader, GError **error);
/* Whether READER may see what was made of the case. */
gboolean cs_project_sees (CsProject *project, const CsReader *reader, const CsWork *work,
                          gboolean *ret_sees, GError **error);
/* cs_sight_focus. */
gboolean cs_project_focus (CsProject *project, const CsReader *reader, CsWork *work,
                           GError **error);
/* The marks of a revision object, without asking who reads. */
CsMarkSet *cs_project_read_marks (CsProject *project, const CsHash *object, GError **error);
/* What such an object says of a former version, likewise without asking; read once. NULL when it
 * cannot be read. */
CsCasePast *cs_project_case_past (CsProject *project, const CsHash *object);
/* Hash of a document of a kind, VERSION 0 for the one in force; FALSE without ERROR when there is
 * none. */
gboolean cs_project_document_hash (CsProject *project, const char *kind, guint version,
                                   CsHash *ret_hash, GError **error);
/* The signer's draft as a new version: checked, stored, stamped, into BODY. */
gboolean cs_project_put_draft (CsProject *project, CsProjectAct *act, const CsGid *case_gid,
                               const CsMarkSet *set, CsJson *body, GError **error);
/* What somebody marked before ACT, by which they were shown the marks, without asking who reads;
 * NOT_FOUND for another act. */
CsMarkSet *cs_project_looked_marks (CsProject *project, const CsHash *act, GError **error);
/* Where all have read the case: what they agree on is found, within ACT. */
gboolean cs_project_merge_reads (CsProject *project, CsProjectAct *act, const CsGid *case_gid,
                                 GError **error);
/* READER, who is not told what became of WORK (cs_sight_keeps), handed in another case since: what
 * a control case never does, be refused for what others did, is to tell them nothing then. */
gboolean cs_project_goes_on (CsProject *project, const CsReader *reader, const CsWork *work,
                             gboolean *ret_does, GError **error);
/* The version that the signer's draft was begun on; the current one when there is no draft. */
gboolean cs_project_draft_base (CsProject *project, const CsGid *case_gid, CsHash *ret_base,
                                GError **error);
/* What was taken back becomes the signer's draft again, so that nothing is lost: with the steps
 * that it was made in, or, where they are not here, as one that cannot be undone. DROPPED (may be
 * NULL) as a draft's step has it; within the file's transaction. */
gboolean cs_project_revive_draft (CsProject *project, const CsGid *case_gid,
                                  const CsMarkSet *taken_back, const CsJson *dropped,
                                  GError **error);
/* Whether the signer may decide so now, and the deed that it is; what was shown is not asked here.
 * INVALID for no decision, DENIED with the rule's sentence, NOT_FOUND for who does not see the
 * case.
 */
gboolean cs_project_may_decide (CsProject *project, const CsGid *case_gid, const char *decision,
                                CsDeed *ret_deed, GError **error);
/* Every item is marked or answered, and everything fits the schema. */
gboolean cs_project_check_complete (CsProject *project, const CsGid *case_gid, const CsMarkSet *set,
                                    GError **error);
gboolean cs_project_check_answers (CsProject *project, const CsGid *case_gid,
                                   const CsMarkEdit *edit, GError **error);
/* Marks lie within their items and fit the schema. */
gboolean cs_project_check_marks (CsProject *project, const CsGid *case_gid, CsMark *const *marks,
                                 guint n, GError **error);

/* --- finding by name: a full id wins over a title, and that over the first digits of an id --- */

enum { CS_FIT_ID, CS_FIT_TITLE, CS_FIT_PART_TITLE, CS_FIT_DIGITS, CS_FIT_NONE };
typedef struct {
  guint n; /* how many fit equally well */
  guint fit;
  gpointer row; /* the last of them */
  GString *names;
} CsFind;
guint cs_find_fit (const char *name, const CsGid *gid, const char *title);
void cs_find_offer (CsFind *find, guint fit, gpointer row, const CsGid *gid, const char *title);
/* The one that fits best; NULL with NOT_FOUND, or CONFLICT that names who fits. */
gpointer cs_find_end (CsFind *find, const char *name, const char *what, const char *list,
                      GError **error);
