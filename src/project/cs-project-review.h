/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reading, reviewing and answering need beyond the bare acts of cs-project.h: what was shown,
 * suggestions, changes with their verdicts, remarks. On the project's thread; rows are plain values
 * that may cross threads once built. */
#pragma once

#include "cs-evidence.h"
#include "cs-mark-diff.h"
#include "cs-project.h"
#include "cs-remark.h"

/* --- what was shown: kept beside the draft, gone with it ------------------------------------- */

/* Adds to what the signer was shown of the case. One small durable write, none when nothing is
 * news: gather for a second or so before calling. */
gboolean cs_project_note_shown (CsProject *project, const CsGid *case_gid, const CsEvidence *seen,
                                GError **error);
/* All that the signer was shown since the last act on the case; empty when nothing. */
CsEvidence *cs_project_shown (CsProject *project, const CsGid *case_gid, GError **error);

/* --- how much work it was: the same; but it stays when the draft is thrown away --------------- */

/* Adds to what the signer did on the case, until an act that ends their work there carries it. */
gboolean cs_project_note_effort (CsProject *project, const CsGid *case_gid,
                                 const CsEffortCount *more, GError **error);

/* Keeps it for an act of the signer on the case that comes next, without writing. */
void cs_project_hold_effort (CsProject *project, const CsGid *case_gid, const CsEffortCount *more);

/* --- looking first: where a stage of the workflow keeps the marks from who reviews -------------
 */

/* The signer, who works on the case there, is shown the marks. What they drew until then is kept
 * beside the versions; their draft begins anew, on the version. DENIED anywhere else. */
gboolean cs_project_look_first (CsProject *project, const CsGid *case_gid, GError **error);

/* --- suggestions ------------------------------------------------------------------------------ */

typedef enum {
  CS_SUGGESTION_OPEN,
  CS_SUGGESTION_TAKEN,   /* it is in the draft, or in the current version when there is none */
  CS_SUGGESTION_DROPPED, /* by the reader */
} CsSuggestionState;

typedef struct {
  CsHash suggestion; /* the act that brought it */
  char *model;       /* name and version as they came */
  gint64 wall;       /* when */
  CsMark *mark;      /* as suggested */
  CsSuggestionState state;
  char *category; /* as which it was dropped; NULL while it is not */
  char *text;     /* and what was said of that, or NULL */
} CsSuggestionRow;
void cs_suggestion_row_free (CsSuggestionRow *row);

/* In order of arrival and mark id. Empty for who may not see the case. */
GPtrArray *cs_project_suggestions (CsProject *project, const CsReader *reader,
                                   const CsGid *case_gid, GError **error);
/* One operation of the signer's draft: the marks MARKS of SUGGESTION are taken as they are. INSTEAD
 * (or NULL; then N is 1) is taken in the place of the mark with its id, as an edited suggestion. */
gboolean cs_project_take_suggestions (CsProject *project, const CsGid *case_gid,
                                      const CsHash *suggestion, const guint64 *marks, guint n,
                                      const CsMark *instead, GError **error);
/* One operation of the signer's draft: not offered again to the signer on this case. CATEGORY says
 * what is wrong with them, one of CS_REMARK_DROP_CATEGORIES, else INVALID; NULL: they are extra.
 * TEXT (may be NULL) says more of it. */
gboolean cs_project_drop_suggestions (CsProject *project, const CsGid *case_gid,
                                      const CsHash *suggestion, const guint64 *marks, guint n,
                                      const char *category, const char *text, GError **error);

/* --- changes ---------------------------------------------------------------------------------- */

typedef enum {
  CS_CHANGES_FROM_NOTHING,
  CS_CHANGES_FROM_SUGGESTION, /* that the work started from */
  CS_CHANGES_FROM_OWN,        /* what the reader last submitted or decided on */
  CS_CHANGES_FROM_LOOK,       /* what the reader marked before they were shown the marks */
  CS_CHANGES_FROM_VERSION,    /* one that was asked for */
} CsChangesFrom;

typedef struct {
  CsHash revision; /* or suggestion; zero for nothing */
  char *who;       /* handle, or model; NULL for nothing */
  gint64 wall;
} CsChangesSide;

typedef struct {
  CsChangesFrom from;
  CsChangesSide before, after;
  char
      *labelled_by; /* handle of who submitted what AFTER corrects; NULL when it is no correction */
  CsMarkSet *before_marks, *after_marks;
  CsMarkDiff *diff; /* matched, with what READER said of it */
  /*< private >*/
  int refs;
} CsChanges;
/* Between what READER last saw of the case and its current version; NOT_FOUND without a version,
 * or when READER may not see it. Immutable. */
CsChanges *cs_project_changes (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                               GError **error);
CsChanges *cs_changes_ref (const CsChanges *changes);
/* The versions of the case that count and that READER may see, the oldest first: their number is
 * the place in there, from 1, so that nothing is said of others. Behind them what reviewers marked
 * who looked first: their own to themselves, all to who sees all work. GPtrArray of CsVersionRow;
 * may be empty. */
typedef struct {
  CsHash revision;
  char *who; /* handle; "?" to who may settle what is open between readers */
  gint64 wall;
  gboolean looked; /* no version: what WHO marked before they were shown the marks */
} CsVersionRow;
void cs_version_row_free (CsVersionRow *row);
GPtrArray *cs_project_versions (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                                GError **error);
/* Between any two of them, whichever is older; FROM NULL: nothing. NOT_FOUND for others. */
CsChanges *cs_project_compare (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                               const CsHash *from, const CsHash *to, GError **error);
void cs_changes_unref (CsChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsChanges, cs_changes_unref)

/* Says that what is gone and what came in the changes of the signer is, or is not, one mark;
 * NOTHING takes that back. Local, and bound to the current version, like verdicts. INVALID as
 * cs_mark_said_check. */
gboolean cs_project_say_pair (CsProject *project, const CsGid *case_gid, const CsMarkSaid *said,
                              GError **error);

/* --- verdicts: what a reviewer says of each change before deciding; local, survive a kill ----- */

typedef enum {
  CS_VERDICT_OPEN, /* takes a verdict back */
  CS_VERDICT_ACCEPT,
  CS_VERDICT_REJECT,
  CS_VERDICT_EDITED,
} CsVerdictKind;

typedef struct {
  CsVerdictKind kind;
  CsRemark remark; /* what it is about: a mark, or with mark 0 the answer about an item; with
                    * REJECT also why */
  guint aspects;   /* CsMarkDiffAspects that it is about, each judged by itself; 0: the whole */
} CsVerdict;
void cs_verdict_free (CsVerdict *verdict);
/* About the current version; those about an earlier one are forgotten. REJECT needs a category. */
gboolean cs_project_set_verdict (CsProject *project, const CsGid *case_gid,
                                 const CsVerdict *verdict, GError **error);
/* The signer's, by mark and aspects (GPtrArray of CsVerdict). */
GPtrArray *cs_project_verdicts (CsProject *project, const CsGid *case_gid, GError **error);

/* --- remarks: rejected rows of a decision and free ones ----------------------------------------
 */

typedef enum {
  CS_REMARK_OPEN,
  CS_REMARK_AGREED,   /* seen and agreed to by who it was said to */
  CS_REMARK_ANSWERED, /* with words */
  CS_REMARK_CLOSED,
} CsRemarkState;

typedef struct {
  CsHash act; /* that made it, and */
  guint row;  /* its place in there: together its id */
  CsHash revision;
  CsRemark remark;
  CsGid person;
  char *who; /* handle */
  gint64 wall;
  CsRemarkState state;
  char *answer; /* the last words of ANSWERED, or NULL */
  char *answer_who;
  gint64 answer_wall;
  gboolean may_answer; /* the reader may agree or answer */
  gboolean may_close;
} CsRemarkRow;
void cs_remark_row_free (CsRemarkRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRemarkRow, cs_remark_row_free)
/* In order; empty for who may not see the case. Who reads it anew beside others is told those of
 * the decision that sent it back, without marks, places and answers. */
GPtrArray *cs_project_remarks (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                               GError **error);
/* What the decision that sent the case back says of all of it, for who may see the case and for who
 * reads it anew: also where several do, as it says nothing of what they read now. Else NULL in
 * RET_ROW. */
gboolean cs_project_came_back (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                               CsRemarkRow **ret_row, GError **error);
/* The words at the code points [START, END) of ITEM, a text of the case, for a remark about them;
 * caller frees. INVALID where it has no such stretch or a character would be cut, LIMIT where it is
 * too long to be quoted, NOT_FOUND when the text itself is not here. */
char *cs_project_quote (CsProject *project, const CsGid *case_gid, const CsGid *item, gint64 start,
                        gint64 end, GError **error);
/* Free remarks on REVISION, which whoever remarks has before them, all in one act; CONFLICT when it
 * is not the current version any more. */
gboolean cs_project_add_remarks (CsProject *project, const CsGid *case_gid, const CsHash *revision,
                                 const CsRemark *const *remarks, guint n, GError **error);
/* ACT: "agree", "answer" (with TEXT) or "close" (TEXT may be NULL). */
gboolean cs_project_answer_remark (CsProject *project, const CsGid *case_gid, const CsHash *act,
                                   guint row, const char *how, const char *text, GError **error);
