/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the case page share: cs-case-page.c (what is where, and what it says),
 * -actions (what keys and buttons do), -undo and -same (two of them), -review (both, where a case
 * is reviewed), -past (what was before), -views (pictures side by side), -window (a window of their
 * own), -notice and -coach (what is said on the way). */
#pragma once

#include "cs-adjudication-bar.h"
#include "cs-canvas-window.h"
#include "cs-case-flow.h"
#include "cs-case-page.h"
#include "cs-changes-pane.h"
#include "cs-compare-bar.h"
#include "cs-disputes-pane.h"
#include "cs-past-bar.h"
#include "cs-remarks-pane.h"
#include "cs-review-bar.h"
#include "cs-same-bar.h"
#include "cs-send-back.h"
#include "cs-rule-pane.h"

struct _CsCasePage {
  AdwBin parent_instance;
  GtkWidget *header, *title, *subtitle, *main_button, *pane_button, *views_button;
  GtkWidget *context_button, *context_popover, *context_box;
  GtkWidget *notice, *notice_label, *notice_no, *notice_yes;
  GtkWidget *body, *rail, *stage, *views, *away, *image, *text_area, *text, *bars;
  CsCasePane *pane;
  CsRulePane *rule; /* in the pane */
  CsCaseBar *bar;
  CsCaseModel *model;
  CsReview *review; /* NULL unless the case is reviewed */
  CsChangesPane *changes;
  CsReviewBar *review_bar;
  CsAdjudication *adjudication; /* NULL unless disputes are settled */
  CsDisputesPane *disputes;
  CsAdjudicationBar *adjudication_bar;
  int disputed;           /* the dispute that was looked at last; -1 for none */
  int tapped;             /* position that a key shows alone; -1 for none */
  guint tapped_key;       /* its code */
  gboolean one_picture;   /* positions do not stand side by side, however wide the view is */
  gint64 tapped_at;       /* monotonic */
  CsPastBar *past;        /* in the stack of bars */
  CsSameBar *same;        /* the same */
  CsCompareBar *compare;  /* the same */
  GtkWidget *menu;        /* of what is selected; a weak reference */
  CsRemarksPane *remarks; /* a reference: it moves */
  GHashTable *unsent;     /* of cs-send-back.h */
  CsCaseFlow *flow;       /* while it is in a window with a project */
  GdkSurface *surface;
  guint arranging;              /* source */
  GtkWindow *apart;             /* where the views are, when not on the stage */
  gboolean narrow, tight, full; /* TIGHT: with very large letters */
  gboolean portrait;            /* the window is higher than wide: the pane lies below */
  int high;                     /* height of the window */
  gboolean context_read;        /* of the case that is open */
  int room;                     /* width of the window */
  gboolean full_pane;           /* in full screen the pane is seen on request */
  gboolean rule_asked;          /* beside a review it is seen on request */
  gconstpointer brought; /* the change or suggestion that a key brought to the screen, only to be
                            compared */
  gint64 opened;         /* monotonic, when the case came */
  gint64 finish_pressed; /* monotonic, when the chord came last */
  gboolean asked;        /* whether to take the last case back, if that still stands */
  gint64 deaf_until;     /* monotonic: until then Ctrl+Z is about what was there before */
  guint ticks, frames;   /* until the case was drawn */
  guint key_held;        /* its code, or 0 */
  gboolean key_repeats;
  guint coach_item, coach_counted, coach_marks; /* what was there when something was told last */
  gint64 coach_unit;
  gboolean coach_over;         /* the first case of this run was handed in */
  double pointer_x, pointer_y; /* over the views; negative: elsewhere */
};

/* In class_init. */
void cs_case_page_install_actions (GtkWidgetClass *klass);
/* Microseconds, while there is a case. */
gint64 cs_case_page_now (CsCasePage *self);
/* Which of the actions can be done now. */
void cs_case_page_update_actions (CsCasePage *self);
/* Shows what fits the width, the items of the case and full screen. */
void cs_case_page_arrange (CsCasePage *self);
/* The one that is looked at, of a picture or a text, while there is a case. */
GtkWidget *cs_case_page_canvas (CsCasePage *self);

/* --- cs-case-page-keys.c --- */
/* Hears the keys of WINDOW, of the page or of its views; and no more. */
void cs_case_page_listen (CsCasePage *self, GtkWidget *window);
void cs_case_page_stop_listening (CsCasePage *self, GtkWidget *window);
/* The focus is AREA or lies in it. */
gboolean cs_case_page_holds_focus (CsCasePage *self, GtkWidget *area);
/* Where the mark ID is seen in the views, else where the pointer is; FALSE when it is elsewhere. */
gboolean cs_case_page_area_of (CsCasePage *self, guint64 id, GdkRectangle *ret_area);
/* Shows the pane, also in full screen, or hides it. */
void cs_case_page_show_pane (CsCasePage *self, gboolean show);

/* --- cs-case-page-effort.c --- */
/* Counts what is done in WINDOW as work on the case, until that ends; and no more. */
void cs_case_page_count_in (CsCasePage *self, GtkWidget *window);
void cs_case_page_stop_counting (CsCasePage *self, GtkWidget *window);

/* --- cs-case-page-undo.c --- */
void cs_case_page_install_undo (GtkWidgetClass *klass);
/* Follows the model. GOES_ON: one case came after another, and keys that were pressed until then
 * are not about it. */
void cs_case_page_undo_set (CsCasePage *self, gboolean goes_on);
/* Says what undo and redo did with the model, and goes there. */
void cs_case_page_undo_follow (CsCasePage *self);
/* Whether there is something to undo and to redo. */
void cs_case_page_undo_update (CsCasePage *self);
/* The key with CODE went down, or (0) one was let go of. */
void cs_case_page_undo_key (CsCasePage *self, guint code);
/* The question, if it stands, is not one any more. */
void cs_case_page_undo_forget (CsCasePage *self);

/* --- cs-case-page-notice.c --- */
void cs_case_page_init_notice (CsCasePage *self);

/* --- cs-case-page-side.c --- */
/* Arranges it soon: the window, or the letters, have another size. */
void cs_case_page_room_changed (CsCasePage *self);
/* Beside the picture, or below it. */
void cs_case_page_place_pane (CsCasePage *self);
void cs_case_page_init_side (CsCasePage *self);
/* Follows the model. */
void cs_case_page_notice_set (CsCasePage *self);
void cs_case_page_update_notice (CsCasePage *self);

/* --- cs-case-page-coach.c --- */
typedef enum {
  CS_COACH_SLICES,
  CS_COACH_DRAW,
  CS_COACH_LABEL,
  CS_COACH_FINISH,
} CsCoachAct;
/* Follows the model. */
void cs_case_page_coach_set (CsCasePage *self);
/* The person has done ACT. */
void cs_case_page_coach_done (CsCasePage *self, CsCoachAct act);
void cs_case_page_coach_update (CsCasePage *self);

/* --- cs-case-page-review.c --- */
void cs_case_page_install_review (GtkWidgetClass *klass);
void cs_case_page_init_review (CsCasePage *self);
/* Follows the model: the lists and the bar of a review, or those of reading. */
void cs_case_page_review_set (CsCasePage *self);
/* TRUE when ACTION meant something in review. */
gboolean cs_case_page_review_act (CsCasePage *self, const char *action);
/* MARK, of the case or suggested, is on the screen. */
gboolean cs_case_page_sees (CsCasePage *self, const CsMark *mark);
/* Decides as the coloured button says. */
void cs_case_page_review_finish (CsCasePage *self);

/* --- cs-case-page-submit.c --- */

/* Hands in what is ready; asks first about what is not to be overlooked. */
void cs_case_page_submit (CsCasePage *self);
/* Goes on ANYWAY, once the person was asked about marks that are far from the usual size, if there
 * are any; QUESTION ("Submit anyway?") and ACCEPT are the words for that. */
void cs_case_page_ask_about_sizes (CsCasePage *self, const char *question, const char *accept,
                                   void (*anyway) (CsCasePage *self));

/* --- cs-case-page-adjudicate.c --- */
void cs_case_page_install_adjudicate (GtkWidgetClass *klass);
void cs_case_page_init_adjudicate (CsCasePage *self);
/* Follows the model: the list and the bar of disputes, when these are settled. */
void cs_case_page_adjudicate_set (CsCasePage *self);
/* Goes to what was corrected, where that waits for who made it to agree. */
void cs_case_page_agree_begin (CsCasePage *self);
void cs_case_page_adjudicate_update (CsCasePage *self);
/* TRUE when ACTION meant something there. */
gboolean cs_case_page_adjudicate_act (CsCasePage *self, const char *action);
/* TRUE when it settles a dispute about the item that is looked at. */
gboolean cs_case_page_adjudicate_answer (CsCasePage *self, CsAnswer answer);
void cs_case_page_adjudicate_finish (CsCasePage *self);
/* KEY with CODE was let go of; 0 and 0: nobody knows whether. */
void cs_case_page_adjudicate_key_up (CsCasePage *self, guint key, guint code);

/* --- cs-case-page-views.c --- */
void cs_case_page_init_views (CsCasePage *self);
void cs_case_page_install_views (GtkWidgetClass *klass);
/* Follows the model: as many views as the person had last where pictures hung alike. */
void cs_case_page_views_set (CsCasePage *self);
/* Which of the actions can be done now. */
void cs_case_page_views_update (CsCasePage *self);

/* The bar and the dashed marks of the present: those of a review, or none. */
void cs_case_page_show_present (CsCasePage *self);

/* Draws SET dashed behind what is there now, on pictures with WORDS for it; NULL for none. */
void cs_case_page_show_before (CsCasePage *self, const CsMarkSet *set, const char *words);

/* --- cs-case-page-suggestion.c --- */
void cs_case_page_install_suggestion (GtkWidgetClass *klass);
/* Takes the suggestion that is selected, or drops it as extra; FALSE when none is. */
gboolean cs_case_page_settle_suggestion (CsCasePage *self, gboolean take);
/* Asks as what it is dropped, by a digit; FALSE when none is selected. */
gboolean cs_case_page_ask_drop (CsCasePage *self);

/* --- cs-case-page-menu.c --- */
void cs_case_page_install_menu (GtkWidgetClass *klass);
/* Opens MENU at what is selected. */
void cs_case_page_open_menu (CsCasePage *self, GMenuModel *menu);
/* Before what it is over goes. */
void cs_case_page_drop_menu (CsCasePage *self);

/* --- cs-case-page-past.c --- */
void cs_case_page_install_past (GtkWidgetClass *klass);
void cs_case_page_init_past (CsCasePage *self);
/* FALSE when nothing that was before is looked at. */
gboolean cs_case_page_leave_past (CsCasePage *self);

/* --- cs-case-page-compare.c --- */
void cs_case_page_install_compare (GtkWidgetClass *klass);
void cs_case_page_init_compare (CsCasePage *self);
/* FALSE when no versions are compared. */
gboolean cs_case_page_leave_compare (CsCasePage *self);

/* --- cs-case-page-context.c --- */
void cs_case_page_install_context (GtkWidgetClass *klass);
void cs_case_page_init_context (CsCasePage *self);
void cs_case_page_end_context (CsCasePage *self);
/* Follows the model. */
void cs_case_page_context_set (CsCasePage *self);

/* --- cs-case-page-same.c --- */
void cs_case_page_install_same (GtkWidgetClass *klass);
void cs_case_page_init_same (CsCasePage *self);
/* Follows the model. */
void cs_case_page_same_set (CsCasePage *self);
/* FALSE when no second mark is waited for. */
gboolean cs_case_page_leave_same (CsCasePage *self);
/* The same; else ties it to what is selected, or says why not. */
gboolean cs_case_page_take_same (CsCasePage *self);

/* --- cs-case-page-window.c --- */
void cs_case_page_install_window (GtkWidgetClass *klass);
/* What has the focus where the keys go: in the window of the views when that is the active one. */
GtkWidget *cs_case_page_key_focus (CsCasePage *self);
/* The keys go to the window of AREA from here on. */
void cs_case_page_present (CsCasePage *self, GtkWidget *area);
/* Into a window of their own, or back, and remembered. */
void cs_case_page_set_apart (CsCasePage *self, gboolean apart);
/* Follows the model: there, when the person had a case there last. */
void cs_case_page_window_set (CsCasePage *self);

/* --- cs-case-page-damaged.c --- */
void cs_case_page_install_damaged (GtkWidgetClass *klass);

/* --- cs-case-page-hold.c --- */
void cs_case_page_install_hold (GtkWidgetClass *klass);
/* TRUE when marks were hidden: they are seen now, and the case is not handed on before
 * the next press. */
gboolean cs_case_page_show_hidden (CsCasePage *self);

/* --- cs-case-page-notice.c --- */
/* What the bar under the header says, and what its buttons do. */
typedef struct {
  char *sentence; /* NULL: nothing to say */
  const char *no, *yes;
  void (*on_no) (CsCasePage *self);
  void (*on_yes) (CsCasePage *self);
} CsCaseNotice;

/* --- cs-case-page-ask.c --- */
/* What somebody wrote, and about what. */
typedef struct {
  CsGid case_gid;
  CsHash revision; /* the version on the screen; zero for none */
  char *words;
} CsCaseSaid;
/* A question, untranslated, and what is done with the answer. */
typedef struct {
  const char *heading, *body, *name, *accept;
  gpointer (*run) (CsDesk *desk, CsJob *job, gpointer said, GError **error); /* a CsCaseSaid */
  void (*act) (CsCasePage *self, CsJobSpec *spec);                           /* hands RUN over */
} CsCaseAsk;
/* ASK is static. Nothing is done when another case is open by then. */
void cs_case_page_ask (CsCasePage *self, const CsCaseAsk *ask);

/* --- cs-case-page-question.c --- */
void cs_case_page_install_question (GtkWidgetClass *klass);
void cs_case_page_question_set (CsCasePage *self);
/* Where a question about the case stands; the sentence is the caller's. */
CsCaseNotice cs_case_page_question_notice (CsCasePage *self);

/* --- cs-case-page-agree.c --- */
/* What was corrected of theirs at the end; the sentence is the caller's. */
CsCaseNotice cs_case_page_agree_notice (CsCasePage *self);

/* --- cs-case-page-first-look.c --- */
void cs_case_page_install_first_look (GtkWidgetClass *klass);
/* There are marks that are not shown before the person asks for them. */
gboolean cs_case_page_looks_first (CsCasePage *self);
/* Asks for them, where that is so. */
void cs_case_page_look (CsCasePage *self);
/* TRUE when KEY asked for them. */
gboolean cs_case_page_look_key (CsCasePage *self, guint key, GdkModifierType state);
/* What is to be done then; the sentence is the caller's. */
CsCaseNotice cs_case_page_look_notice (CsCasePage *self);

/* --- cs-case-page-reopen.c --- */
void cs_case_page_install_reopen (GtkWidgetClass *klass);

/* --- cs-case-page-locate.c --- */
void cs_case_page_install_locate (GtkWidgetClass *klass);
