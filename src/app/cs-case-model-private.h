/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the case model share: cs-case-model.c (opening, place, selection, reading
 * again), cs-case-edit.c (strokes and the draft behind them), cs-case-arm.c (labels and tools),
 * cs-case-shown.c (what was shown). */
#pragma once

#include "cs-case-compare.h"
#include "cs-case-items.h"
#include "cs-case-model.h"
#include "cs-case-order.h"
#include "cs-case-recovery.h"

#include "cs-mark-diff.h"

/* Shared by the strokes of one case, which run one after another on the worker's thread, and
 * touched by nobody else once it is made. */
typedef struct {
  gboolean active; /* strokes go beside the file */
} CsCaseRescue;

/* What was armed when that sort of item was left. */
typedef struct {
  CsArmed armed;
  const char *tool; /* NULL: it was not looked at yet */
} CsArming;

/* A suggestion on its way into the draft, or out of what is offered. */
typedef enum {
  CS_SETTLING_NONE,
  CS_SETTLING_UNDER_WAY,
  CS_SETTLING_WRITTEN, /* and not read again yet */
} CsSettling;

/* See cs-case-compare.h; NOW is NULL while nothing is compared. */
typedef struct {
  CsMarkSet *before, *now;
  char *words;
  CsCompareWay way;
  double line;
} CsCaseComparing;

struct _CsCaseModel {
  GObject parent_instance;
  CsSession *session;
  CsGid case_gid;
  CsCaseRead *read;
  CsCaseView *view;       /* these three are in READ */
  const CsSchema *schema; /* or NULL */
  GPtrArray *items;       /* of CsCaseItem */
  GHashTable *probes;     /* facts of a part -> CsProbe */
  gboolean claiming;      /* shown before it is known to be ours */
  gboolean closed;
  CsMarkSet *marks;
  CsMarkSet *visible; /* of those what is not hidden; what is compared instead */
  CsCaseComparing comparing;
  CsMarkSet *searched; /* the marks that MISSING was looked for in, or NULL */
  CsCaseMissing missing;
  CsMarkHold *hold;
  gboolean agreed; /* HOLD says which marks readers agree on */
  CsCaseOrder *order;
  guint64 selected; /* the main one */
  guint words_item; /* whose words were to be shown last */
  gint64 words_start, words_end;
  GArray *others;    /* ids selected besides it, sorted; none without it */
  guint64 suggested; /* mark id of the suggestion that is selected; 0 for none */
  CsHash suggestion; /* the act that brought it */
  CsSettling settling;
  guint item;
  gint64 *units; /* the place in each item */
  CsArmed armed;
  const char *tool; /* interned */
  gboolean picking;
  guint64 same_first; /* while that is to find what it is the same as */
  CsArming other[2];  /* of pictures and of texts, while the other sort is looked at */
  gboolean can_undo, can_redo;
  guint pending;           /* edits on their way to the file */
  guint64 last_edit;       /* counts edits, so that an older answer is known as such */
  guint64 kept, kept_edit; /* the mark that closing the window made, and which edit that was */
  CsSaveState saved;
  CsEvidence *shown; /* all, with what the file knows */
  CsEvidence *unwritten;
  GHashTable *troubled; /* places (see cs-case-shown.c) that could not be shown */
  guint write_source;
  CsEffortMeter effort;
  guint effort_source;
  gboolean place_moved; /* since it was written */
  gboolean restored;    /* it was on the screen when the program ended out of order */
  gboolean recovery_settled;
  CsCaseRescue *rescue;
  gboolean rescuing;        /* what RESCUE says, as it is known here */
  GPtrArray *past, *future; /* of CsMarkSet: undo and redo meanwhile */
  GPtrArray *life;          /* of CsLifeStep, up to LIFE_OF; NULL until it is asked for */
  CsMarkDiff *stepped;      /* what the last undo or redo changed; NULL before the first */
  int stepped_by;
  CsHash life_of;
  GCancellable *life_reading;
};

enum {
  CS_CASE_MARKS,
  CS_CASE_SELECTION,
  CS_CASE_PLACE,
  CS_CASE_ARMED,
  CS_CASE_REVIEW,
  CS_CASE_SHOWN,
  CS_CASE_SAVED,
  CS_CASE_STROKE,
  CS_CASE_KEPT,
  CS_CASE_LIFE,
  CS_CASE_STEPPED,
  CS_CASE_COMPARE,
  CS_CASE_WORDS,
  CS_CASE_N_SIGNALS
};
void cs_case_model_emit (CsCaseModel *self, guint signal);

/* --- cs-case-edit.c --- */

/* Undo (-1) or redo (1) has changed what was BEFORE. */
void cs_case_model_note_step (CsCaseModel *self, const CsMarkSet *before, int direction);

/* --- cs-case-select.c --- */

/* Which of the open suggestions is selected; any number when none is. */
guint cs_case_model_suggestion_at (CsCaseModel *self);
/* The case was read again: when the suggestion that was selected, at AT, is settled, the one after
 * it is selected. TRUE when it was: then cs_case_model_show_suggestion is called when all views
 * know the rows. */
gboolean cs_case_model_suggestion_follow (CsCaseModel *self, guint at);
void cs_case_model_show_suggestion (CsCaseModel *self);
/* Marks are others: what is gone is selected no more. TRUE when something was. */
gboolean cs_case_model_selection_follow (CsCaseModel *self);

/* Before the place, the label or the tool goes: keeps the stroke, and says so. */
void cs_case_model_let_go (CsCaseModel *self);
/* Writes EDIT behind the scenes and shows AFTER at once. */
void cs_case_model_write (CsCaseModel *self, const CsMarkEdit *edit, const CsMarkSet *after);

/* --- cs-case-effort.c --- */

/* What was counted and is not in the file yet. */
void cs_case_model_write_effort (CsCaseModel *self);
/* The same for the act that is asked for next, which carries it: no write of its own before it. */
void cs_case_model_hold_effort (CsCaseModel *self);

/* --- cs-case-hold.c --- */

/* MARKS or what is hidden are others. */
void cs_case_hold_follow (CsCaseModel *self);
/* Takes out of MARKS what is not changed; FALSE with a sentence when that was any: the others may
 * be changed all the same. */
gboolean cs_case_hold_leave_out (CsCaseModel *self, GPtrArray *marks, GError **error);

/* --- cs-case-life.c --- */

void cs_case_life_forget (CsCaseModel *self);

/* --- cs-case-rescue.c --- */

CsCaseRescue *cs_case_rescue_new (gboolean active);
/* On the worker's thread. FALSE with ERROR also for the stroke with which the trouble began, though
 * that is safe. */
gboolean cs_case_rescue_write (CsDesk *desk, CsCaseRescue *rescue, const CsGid *case_gid,
                               const CsMarkEdit *edit, GError **error);
/* The file cannot take more: what is drawn from now on must go elsewhere. */
gboolean cs_case_is_write_trouble (const GError *error);
void cs_case_rescue_begin (CsCaseModel *self);
/* Before a stroke is shown. */
void cs_case_rescue_note (CsCaseModel *self);
void cs_case_rescue_step (CsCaseModel *self, int direction);
/* In a second or so: what was shown, and where. */
void cs_case_model_write_soon (CsCaseModel *self);
void cs_case_model_write_place (CsCaseModel *self, gboolean open);
/* Where the signer was last, without a word. */
void cs_case_model_return_to_place (CsCaseModel *self);

/* Arms the label of a mark or suggestion on the item looked at, else the first that can be drawn on
 * it; where a case is reviewed, with the tool that selects. */
void cs_case_model_arm_first (CsCaseModel *self);
/* After the place went from item BEFORE to another: each sort of item keeps its label and tool. */
void cs_case_model_arm_again (CsCaseModel *self, guint before);
/* Another schema came, and the one before still lives: the labels of the same keys. */
void cs_case_model_arm_follow (CsCaseModel *self);
/* LABEL may be drawn as KIND, on the item looked at, with a tool that is built. */
gboolean cs_case_model_can_draw (CsCaseModel *self, const CsLabel *label, const CsMarkKind *kind);
/* Shows SET (a reference is taken) and everything that hangs on it. */
void cs_case_model_show_marks (CsCaseModel *self, const CsMarkSet *set);
