/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the text canvas share: cs-text-canvas.c (the text and what is shown of it),
 * -look.c (letters and lines), -draw.c (marks), -before.c (marks of before, alone or not), -input.c
 * (the pointer), -actions.c (keys), -tie.c (tying). */
#pragma once

#include "cs-text-breaks.h"
#include "cs-text-canvas.h"
#include "cs-text-coverage.h"
#include "cs-text-route.h"
#include "cs-text-spans.h"

#define CS_TEXT_MARGIN 32
#define CS_TEXT_VISIBLE_MAX 50000 /* characters: a view that is not laid out yet names them all */
#define CS_TEXT_LANE 3            /* pixels from one underline to the next */
#define CS_TEXT_LANES 4           /* that there is room for */

typedef struct {
  GdkRGBA page, text, dim, accent;
  gboolean light;
} CsTextPalette;

/* Something drawn above the words that can be clicked. */
typedef struct {
  graphene_rect_t area;
  guint64 id; /* 0 for a suggestion */
} CsTextPlate;

struct _CsTextCanvas {
  GtkTextView parent_instance;
  CsCaseModel *model;
  guint item;
  CsGid gid;
  CsTextDocument *document;
  CsTextScreen *screen;
  CsTextBreaks *breaks;
  CsTextSpans *spans;
  CsTextCoverage *coverage;
  CsTextPalette palette;
  PangoFontDescription *name_font;
  CsMarkSet *before;          /* drawn dashed; or NULL */
  CsMarkSet *instead;         /* what is shown for the marks of the model; or NULL */
  gboolean held;              /* a key is, that shows what was before alone */
  CsPositionsLook *positions; /* or NULL */
  int only_position;          /* of these; -1: all */
  GtkTextTag *heading, *sign, *body, *blank;
  int column;
  guint describe_source;
  guint64 tie_first;
  gboolean arming; /* the armed label is about to be, or was just, used */
  gboolean here;   /* this text is the one looked at */

  /* as drawn last, in coordinates of the buffer */
  GArray *plates; /* of CsTextPlate */
  GArray *routes; /* of CsTextRoute */

  /* the pointer */
  double press_x, press_y;
  gboolean pressed, dragging, drag_end;
  gboolean menu_asked; /* by the right button, which is down */
  gboolean freely;     /* with Alt: not by whole words */
  guint32 drag_position;
};

enum { CS_TEXT_TIE, CS_TEXT_COLUMN, CS_TEXT_MOVED, CS_TEXT_N_SIGNALS };
void cs_text_canvas_emit (CsTextCanvas *self, guint signal);

/* --- cs-text-canvas.c --- */
gboolean cs_text_canvas_may_edit (CsTextCanvas *self);
/* The selected words as positions of the document; FALSE when there are none. */
gboolean cs_text_canvas_selection (CsTextCanvas *self, guint32 *ret_start, guint32 *ret_end);
guint32 cs_text_canvas_caret (CsTextCanvas *self);
/* The characters on the screen as offsets of the buffer, and where it is. */
void cs_text_canvas_visible (CsTextCanvas *self, guint32 *ret_start, guint32 *ret_end,
                             GdkRectangle *ret_area);
/* The open suggestion that is selected, on this text, or NULL. */
const CsSuggestionRow *cs_text_canvas_suggestion (CsTextCanvas *self);
void cs_text_canvas_choose_suggestion (CsTextCanvas *self, const CsSuggestionRow *row);
/* Applies EDIT (taken, may be NULL with ERROR, taken, too); says what does not work. */
gboolean cs_text_canvas_edit (CsTextCanvas *self, CsMarkEdit *edit, GError *error);
void cs_text_canvas_say (CsTextCanvas *self, const char *sentence);

/* --- cs-text-canvas-look.c --- */
void cs_text_canvas_look_init (CsTextCanvas *self);
/* When another text is shown. */
void cs_text_canvas_shrink_blanks (CsTextCanvas *self);
/* When the font may be another. */
void cs_text_canvas_measure_font (CsTextCanvas *self);

/* --- cs-text-canvas-draw.c --- */
typedef void (*CsTextPiece) (const graphene_rect_t *piece, gboolean first, gpointer data);
/* The pieces of [START, END) of the buffer, one for each line of the screen. */
void cs_text_canvas_pieces (CsTextCanvas *self, guint32 start, guint32 end, CsTextPiece func,
                            gpointer data);
void cs_text_canvas_draw (CsTextCanvas *self, GtkSnapshot *snapshot);
void cs_text_canvas_find_colours (CsTextCanvas *self);

/* The passages that are shown are others. */
void cs_text_canvas_show_spans (CsTextCanvas *self);

/* --- cs-text-canvas-before.c --- */
/* What is shown for the marks of the model; NULL: those. */
const CsMarkSet *cs_text_canvas_instead (CsTextCanvas *self);
void cs_text_canvas_before_init (CsTextCanvas *self);
/* Of what is on the screen, [START, END) of the buffer. */
void cs_text_canvas_draw_positions (CsTextCanvas *self, GtkSnapshot *snapshot, guint32 start,
                                    guint32 end);
void cs_text_canvas_draw_before (CsTextCanvas *self, GtkSnapshot *snapshot, guint32 start,
                                 guint32 end);

/* --- cs-text-canvas-input.c --- */
void cs_text_canvas_input_init (CsTextCanvas *self);
/* Coordinates of the widget. TRUE when the widget's own handling must not see it. */
gboolean cs_text_canvas_press (CsTextCanvas *self, double x, double y);
gboolean cs_text_canvas_motion (CsTextCanvas *self, double x, double y);
gboolean cs_text_canvas_release (CsTextCanvas *self, double x, double y);
/* Selects the shortest passage at POSITION of the document, or the one after it. */
gboolean cs_text_canvas_select_at (CsTextCanvas *self, guint32 position);

/* --- cs-text-canvas-actions.c --- */
void cs_text_canvas_actions_install (GtkWidgetClass *klass);

/* --- cs-text-canvas-tie.c --- */
void cs_text_canvas_tie_begin (CsTextCanvas *self);
void cs_text_canvas_untie (CsTextCanvas *self);
