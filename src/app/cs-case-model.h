/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case that is open in a window: what every view of it shares. Holds the marks as they are
 * shown, the selection, the place that is looked at, the armed label; keeps the draft on disk
 * behind it. Views read it, listen to it, and change it by its functions alone. Main thread. */
#pragma once

#include "cs-case-read.h"
#include "cs-effort-meter.h"
#include "cs-project-desk.h"
#include "cs-session.h"

#include "cs-frame-geometry.h"
#include "cs-mark-diff.h"
#include "cs-mark-hold.h"

/* What a stroke becomes. */
typedef struct {
  const CsLabel *label;   /* of the schema in force; NULL when there is none to draw with */
  const CsMarkKind *kind; /* one of the label's */
} CsArmed;

typedef enum { CS_SAVE_DONE, CS_SAVE_UNDER_WAY, CS_SAVE_FAILED } CsSaveState;

#define CS_TYPE_CASE_MODEL (cs_case_model_get_type ())
G_DECLARE_FINAL_TYPE (CsCaseModel, cs_case_model, CS, CASE_MODEL, GObject)

/* Signals, all without arguments:
 * "stroke"     what is begun and lasts is to become a mark now, or is dropped
 * "kept"       that happened because the place, the label or the tool went
 * "marks"      marks, answers or suggestions are others, or which of them are hidden or locked
 * "selection"  another mark or suggestion is selected
 * "place"      another item or slice is looked at, or shown beside that
 * "armed"      another label, kind or tool
 * "review"     verdicts or remarks are others
 * "shown"      more was shown than before
 * "saved"      the save state is another
 * "stepped"    undo or redo has changed what cs_case_model_stepped says
 * "life"       who made and changed the marks is known now
 * "compare"    versions are compared, in another way, or not any more
 * "words"      words of a text are to be shown that are no mark */

/* Reads the case and claims it unless LOOK, where the task allows it. */
void cs_case_model_open_async (CsSession *session, const CsGid *case_gid, gboolean look,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
CsCaseModel *cs_case_model_open_finish (GAsyncResult *result, GError **error);
/* Shows at once what was read ahead, and claims it and reads it again behind the scenes. */
CsCaseModel *cs_case_model_new_from_read (CsSession *session, const CsCaseRead *read);
/* Takes the case that is looked at as one's own task. */
void cs_case_model_claim (CsCaseModel *self);
/* No view shows it any more: writes what was shown and takes no strokes. */
void cs_case_model_close (CsCaseModel *self);

CsSession *cs_case_model_session (CsCaseModel *self);
/* As it was when opened or last read; valid until "review" or "marks". */
const CsCaseView *cs_case_model_view (CsCaseModel *self);
const CsSchema *cs_case_model_schema (CsCaseModel *self); /* or NULL */
/* The handle of who signed the case, and when; NULL unless it is signed and that is told. */
const char *cs_case_model_signed (CsCaseModel *self, gint64 *ret_wall);
/* Reading, or correcting as a reviewer: strokes are taken. */
gboolean cs_case_model_may_edit (CsCaseModel *self);
/* The same with the reason, a sentence, where they are not. */
gboolean cs_case_model_check_edit (CsCaseModel *self, GError **error);

/* --- items and place --- */

guint cs_case_model_n_items (CsCaseModel *self);
const CsCaseItem *cs_case_model_item (CsCaseModel *self, guint n);
/* -1 when it is not of this case. */
int cs_case_model_find_item (CsCaseModel *self, const CsGid *item);
/* The item looked at, and the unit (frame in display order) in it. */
guint cs_case_model_place (CsCaseModel *self, gint64 *ret_unit);
/* This machine knows where the signer was in it last. */
gboolean cs_case_model_was_here (CsCaseModel *self);
/* The unit of item N that is looked at, or was last. */
gint64 cs_case_model_unit_at (CsCaseModel *self, guint item);
/* Clamps UNIT to the item. */
void cs_case_model_go (CsCaseModel *self, guint item, gint64 unit);
/* The same within ITEM, whichever is looked at: another view shows it. */
void cs_case_model_scroll (CsCaseModel *self, guint item, gint64 unit);
/* Goes to an item, where it was looked at last. */
void cs_case_model_go_item (CsCaseModel *self, guint item);
/* The unit a mark lies on: its frame in display order; first code point of a span; 0 else. */
gint64 cs_case_model_unit_of (CsCaseModel *self, const CsMark *mark);
/* UNIT's part and frame. */
void cs_case_model_frame_at (CsCaseModel *self, guint item, gint64 unit, guint *ret_part,
                             guint *ret_frame);

/* What the file says of the frame a mark lies on; NULL for a text. Owned by SELF until "review". */
const CsFrameGeometry *cs_case_model_geometry (CsCaseModel *self, const CsMark *mark);

/* --- what was shown --- */

/* [START, END) of ITEM was on the screen; written to the file about once a second. */
void cs_case_model_note_shown (CsCaseModel *self, guint item, gint64 start, gint64 end);
/* UNIT, damaged or not there, could not be shown, or can now. A damaged one may be noted as shown
 * as well: there is no more to look at. */
void cs_case_model_note_trouble (CsCaseModel *self, guint item, gint64 unit, gboolean trouble);
/* No readable unit of ITEM was ever shown to the signer, because it cannot be. */
gboolean cs_case_model_is_unseen (CsCaseModel *self, guint item);
gboolean cs_case_model_was_shown (CsCaseModel *self, guint item, gint64 unit);
/* Some part of the item was. */
gboolean cs_case_model_was_any_shown (CsCaseModel *self, guint item);
typedef struct {
  gint64 slices;  /* of all pictures and series */
  gint64 texts;   /* of which a part was not */
  gboolean loops; /* SLICES are frames of loops, all of them */
} CsCaseNotShown;
CsCaseNotShown cs_case_model_not_shown (CsCaseModel *self); /* none where nobody asks */
/* The workflow does not let the case go before all of it was shown. */
gboolean cs_case_model_is_unread (CsCaseModel *self);
/* Goes to the next slice or part of a text that was not shown; FALSE when there is none. */
gboolean cs_case_model_go_not_shown (CsCaseModel *self);

/* --- marks --- */

/* What is shown and edited. Owned by SELF until "marks". */
const CsMarkSet *cs_case_model_marks (CsCaseModel *self);
/* The number people see, from 1, in the order in which marks were made, so the same in every view,
 * for everybody and after reopening; 0 for an unknown id. A passage has that of the region it is
 * tied to. */
guint cs_case_model_number (CsCaseModel *self, guint64 id);
/* That of the mark that is drawn next. */
guint cs_case_model_next_number (CsCaseModel *self);
/* How many there are: what is tied counts once, and a relation with values of its own apart. */
guint cs_case_model_findings (CsCaseModel *self);
guint cs_case_model_relations (CsCaseModel *self);
/* Ids in the order of their numbers, without ties that need no row; owned by SELF until "marks". */
const guint64 *cs_case_model_order (CsCaseModel *self, guint *ret_count);
/* "#e69f00" of a mark's label; never NULL. */
const char *cs_case_model_colour (CsCaseModel *self, const CsMark *mark);
/* What people call it: the label's or relation's name. */
const char *cs_case_model_label_name (CsCaseModel *self, const CsMark *mark);

/* One gesture: shown at once, on disk a moment later. Checked like any edit of a draft; FALSE with
 * a sentence, and nothing changed, when it does not fit. */
gboolean cs_case_model_edit (CsCaseModel *self, const CsMarkEdit *edit, GError **error);
/* The same made from one mark put, or one removed. */
gboolean cs_case_model_put (CsCaseModel *self, CsMark *mark, GError **error);
gboolean cs_case_model_remove (CsCaseModel *self, guint64 id, GError **error);
/* All that are selected, one edit; FALSE with a sentence also when some stay. */
gboolean cs_case_model_remove_selected (CsCaseModel *self, GError **error);
/* Gives the mark another label of its kind; attributes that the new one lacks go. */
gboolean cs_case_model_relabel (CsCaseModel *self, guint64 id, const CsLabel *label,
                                GError **error);
/* Sets one attribute, NULL takes it away; those that no longer apply go with it. VALUE is taken. */
gboolean cs_case_model_set_attribute (CsCaseModel *self, guint64 id, const char *key, CsJson *value,
                                      GError **error);
/* All that are selected and can have it, one edit; FALSE with a sentence also when some cannot. */
gboolean cs_case_model_relabel_selected (CsCaseModel *self, const CsLabel *label, GError **error);
/* The mark ID, and where it is selected those of its label that are selected with it: array of
 * const CsMark, that one first; caller frees it. */
GPtrArray *cs_case_model_selected_alike (CsCaseModel *self, guint64 id);
/* As cs_case_model_set_attribute for all of those, one edit; FALSE with a sentence also when some
 * stay as they are. */
gboolean cs_case_model_set_attribute_alike (CsCaseModel *self, guint64 id, const char *key,
                                            CsJson *value, GError **error);
/* Marks like those of CLIP (see cs-mark-clip.h) on the slice looked at, one edit, which are
 * selected then. RET_LEFT is a sentence on what could not come along, or NULL; caller frees. */
gboolean cs_case_model_paste (CsCaseModel *self, const GPtrArray *clip, char **ret_left,
                              GError **error);
/* Says LABEL of the item looked at as a whole, and selects that. */
gboolean cs_case_model_say (CsCaseModel *self, const CsLabel *label, GError **error);
/* NULL, or why ANSWER cannot be said of an item, a sentence. */
const char *cs_case_model_why_not (CsCaseModel *self, guint item, CsAnswer answer);
/* Sets an answer of an item, unless there is a why-not; NONE clears. */
gboolean cs_case_model_answer (CsCaseModel *self, guint item, CsAnswer answer, GError **error);
/* The same with a sentence on why. */
gboolean cs_case_model_answer_because (CsCaseModel *self, guint item, CsAnswer answer,
                                       const char *note, GError **error);
/* That sentence; NULL without. Owned by SELF until "marks". */
const char *cs_case_model_answer_note (CsCaseModel *self, guint item);
CsAnswer cs_case_model_answered (CsCaseModel *self, guint item);
gboolean cs_case_model_can_undo (CsCaseModel *self);
gboolean cs_case_model_can_redo (CsCaseModel *self);
void cs_case_model_undo (CsCaseModel *self);
void cs_case_model_redo (CsCaseModel *self);
/* What the last of these acts (undo: -1, redo: 1) changed; NULL before the first. Owned by SELF. */
const CsMarkDiff *cs_case_model_stepped (CsCaseModel *self, int *ret_direction);
guint64 cs_case_model_new_id (CsCaseModel *self);
CsSaveState cs_case_model_save_state (CsCaseModel *self);
/* An outline that is open becomes a mark as it is, one step of undo, if it has points enough, else
 * it is dropped. TRUE when there is one mark more: before a decision somebody has to look at it. */
gboolean cs_case_model_keep_stroke (CsCaseModel *self);
/* The same as the window closes: who opens the case next is told then. */
void cs_case_model_keep_for_later (CsCaseModel *self);

/* --- after something went wrong --- */

/* The program ended while the case was on the screen, and everything drawn is here. */
gboolean cs_case_model_restored (CsCaseModel *self);
/* The mark that was an open outline when the window was closed last; 0 when there is none. As the
 * case was when it was opened. */
guint64 cs_case_model_kept (CsCaseModel *self);
/* How many strokes wait that the file could not take then; 0 when there are none. */
guint cs_case_model_recovered (CsCaseModel *self);
/* Draws them again, each a step of undo; returns how many of them fit. */
guint cs_case_model_take_recovered (CsCaseModel *self);
void cs_case_model_discard_recovered (CsCaseModel *self);

/* --- hidden and locked: seen by this person on this machine, in no version and no undo --- */

/* The marks that are not hidden: what views draw and hit. Owned by SELF until "marks". */
const CsMarkSet *cs_case_model_visible (CsCaseModel *self);
const CsMarkHold *cs_case_model_hold (CsCaseModel *self);
guint cs_case_model_n_hidden (CsCaseModel *self);
/* TRUE when that was not so before. */
gboolean cs_case_model_hold_mark (CsCaseModel *self, guint64 id, CsMarkHolding holding,
                                  gboolean on);
/* What is selected, or all marks of the label of the main one; all of them, or where they are
 * already, none any more. FALSE when nothing is selected. */
gboolean cs_case_model_hold_selected (CsCaseModel *self, CsMarkHolding holding);
gboolean cs_case_model_hold_label (CsCaseModel *self, CsMarkHolding holding);
/* Hides nothing any more; returns how many were hidden. */
guint cs_case_model_show_all (CsCaseModel *self);

/* --- selection and armed label --- */

guint64 cs_case_model_selected (CsCaseModel *self); /* 0 for none */
/* Others may be selected with that main one: those ids, sorted; owned by SELF until "selection". */
const guint64 *cs_case_model_selected_others (CsCaseModel *self, guint *ret_count);
guint cs_case_model_n_selected (CsCaseModel *self);
gboolean cs_case_model_is_selected (CsCaseModel *self, guint64 id);
/* Array of const CsMark, the main one first; caller frees it. */
GPtrArray *cs_case_model_selected_marks (CsCaseModel *self);
/* All of IDS that are there, MAIN among them. */
void cs_case_model_select_many (CsCaseModel *self, const guint64 *ids, guint n, guint64 main);
/* To the place of a mark, whatever is selected. */
void cs_case_model_go_mark (CsCaseModel *self, guint64 id);
/* Every mark that lies on the slice looked at. */
void cs_case_model_select_slice (CsCaseModel *self);
/* To a stretch of a text, which is shown as if somebody had selected the words. */
void cs_case_model_show_words (CsCaseModel *self, guint item, gint64 start, gint64 end);
/* The item, and what of it was shown so last. */
guint cs_case_model_words (CsCaseModel *self, gint64 *ret_start, gint64 *ret_end);
/* That one alone. GO: also goes to its place. */
void cs_case_model_select (CsCaseModel *self, guint64 id, gboolean go);
/* The open suggestion that is selected, or NULL; no mark is then. Valid until "review". */
const CsSuggestionRow *cs_case_model_suggestion (CsCaseModel *self);
/* Goes to its place; NULL: none any more. */
void cs_case_model_select_suggestion (CsCaseModel *self, const CsSuggestionRow *row);
/* What comes after (or before) the selected: marks in the order of numbers, then suggestions that
 * are open, unless a mark is being picked. */
void cs_case_model_select_step (CsCaseModel *self, int step);
CsArmed cs_case_model_armed (CsCaseModel *self);
/* LABEL can be drawn on the item looked at, or said of it as a whole. */
gboolean cs_case_model_label_fits (CsCaseModel *self, const CsLabel *label);
/* KIND NULL: the label's first kind that fits the item looked at; its tool is chosen with it.
 * Pictures and texts of a case each keep what was armed for them. */
void cs_case_model_arm (CsCaseModel *self, const CsLabel *label, const CsMarkKind *kind);
/* The label that BEFORE, the case shown until now, had in the hand stays there, where the item
 * looked at says nothing else by what is marked or suggested on it. */
void cs_case_model_arm_like (CsCaseModel *self, CsCaseModel *before);
/* "select", or the tag of a tool; the tool follows the armed kind and the other way round. */
const char *cs_case_model_tool (CsCaseModel *self);
void cs_case_model_set_tool (CsCaseModel *self, const char *tool);
/* While a mark is being picked for something else, the tool is "select", whichever was chosen. */
void cs_case_model_set_picking (CsCaseModel *self, gboolean picking);

/* --- what is missing --- */

typedef struct {
  guint items;          /* without marks and without an answer */
  guint item;           /* the first of them */
  guint values;         /* required attributes that are not set */
  guint64 mark;         /* the first mark that lacks one */
  guint unusual;        /* marks that are far from the usual size, which holds nothing */
  guint64 unusual_mark; /* the first of them */
  CsCaseNotShown not_shown;
  guint suggestions;
  gboolean unread; /* as cs_case_model_is_unread says */
  gboolean ready;  /* the case can be submitted */
} CsCaseMissing;
CsCaseMissing cs_case_model_missing (CsCaseModel *self);
/* How many attributes MARK needs and lacks. */
guint cs_case_model_values_missing (CsCaseModel *self, const CsMark *mark);
/* "40 times as large as usual (about 52 mm²)"; NULL when MARK is not. Caller
 * frees.
 */
char *cs_case_model_unusual (CsCaseModel *self, const CsMark *mark);
/* Marks of item N. */
guint cs_case_model_count (CsCaseModel *self, guint item);

/* Who made the mark ID and who changed it last, in the words of the history, as far as the reader
 * may know; or NULL. NULL also until it is read, which asking begins: then comes "life". */
char *cs_case_model_credit (CsCaseModel *self, guint64 id);

/* --- acts of the person: each a job, each ends in the callback --- */

/* Runs SPEC as a job of the session after everything drawn is on disk; then reads the case again
 * unless it is closed. */
void cs_case_model_act_async (CsCaseModel *self, const CsJobSpec *spec,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean cs_case_model_act_finish (CsCaseModel *self, GAsyncResult *result, gpointer *ret_result,
                                   GError **error);
/* What counts the work on the case while it is on the screen; owned by SELF. Whoever counted says
 * so with _soon. */
CsEffortMeter *cs_case_model_effort (CsCaseModel *self);
void cs_case_model_effort_soon (CsCaseModel *self);
/* Makes the draft a version with what was shown, as an act. */
CsJobSpec cs_case_model_submit_job (CsCaseModel *self);
/* Takes a suggestion into the draft, or drops it, as CATEGORY with TEXT or, NULL, as
 * cs_project_drop_suggestions has it; one step of undo. Nothing while another is being settled:
 * until that is shown, nobody knows which one is meant. */
void cs_case_model_settle (CsCaseModel *self, const CsSuggestionRow *row, gboolean take,
                           const char *category, const char *text);
/* Reads the case again. */
void cs_case_model_reload (CsCaseModel *self);
/* Writes what was shown since the last time; call before leaving. */
void cs_case_model_flush (CsCaseModel *self);
