/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a case with its marks: looked at, gone through slice by slice, drawn on. Shows the
 * model's place and selection and changes them. Main thread. */
#pragma once

#include "cs-case-model.h"
#include "cs-positions.h"

#include <gtk/gtk.h>

#define CS_TYPE_CANVAS (cs_canvas_get_type ())
G_DECLARE_FINAL_TYPE (CsCanvas, cs_canvas, CS, CANVAS, GtkWidget)

typedef enum {
  CS_CANVAS_EMPTY, /* no case, or one without a picture */
  CS_CANVAS_SHOWN,
  CS_CANVAS_LOADING, /* and it takes long enough to say so */
  CS_CANVAS_TROUBLE, /* the frame cannot be shown */
} CsCanvasState;

/* Signals:
 * "state"  cs_canvas_state, or the place it is about, is another
 * "stroke"  something is begun with the tool, or is not any more
 * "look"  the person zoomed or moved the picture
 * "window"  the person chose other grey values
 * "cine"  a loop plays or stands, or at another speed
 * "damaged"  which frames are known not to be readable has changed */

/* NULL shows nothing. */
void cs_canvas_set_model (CsCanvas *self, CsCaseModel *model);
/* One of several views shows ITEM of the model and nothing else; with -1, as at first, it shows the
 * item looked at. */
void cs_canvas_pin (CsCanvas *self, int item);
/* Which edge another view beside it shares: 1 the right one, -1 the left one, 0 none. A breast
 * hangs with its chest wall at that edge where the header says that it is on that side. */
void cs_canvas_set_inner (CsCanvas *self, int inner);
/* Logical pixels at the top left that something else lies on. */
void cs_canvas_set_headroom (CsCanvas *self, int headroom);
/* How it goes along with another one, in words; NULL: it does not. */
void cs_canvas_set_link (CsCanvas *self, const char *words);
typedef enum {
  CS_CANVAS_FOLLOW_PLACE,    /* the same place of the patient in the middle */
  CS_CANVAS_FOLLOW_MIDDLE,   /* as far from the middle of the picture */
  CS_CANVAS_FOLLOW_MIRRORED, /* the same to the other side */
} CsCanvasFollow;
/* As large as in LEADER, and in the same place, where both headers give the size of a pixel. */
void cs_canvas_follow_look (CsCanvas *self, CsCanvas *leader, CsCanvasFollow how);
void cs_canvas_follow_window (CsCanvas *self, CsCanvas *leader);
/* Marks drawn dashed behind those of the model, with the words that say what they are ("before,
 * Reader 4, 2 March"); NULL for none. A reference is taken. */
void cs_canvas_set_before (CsCanvas *self, const CsMarkSet *set, const char *words);
/* What readers do not agree on, over all else; NULL for none. */
void cs_canvas_set_positions (CsCanvas *self, CsPositionsLook *look);

/* Where the mark ID, also of the suggestion that is selected, or with 0 the one under the pointer,
 * is seen, in coordinates of SELF; FALSE when it is not. */
gboolean cs_canvas_mark_area (CsCanvas *self, guint64 id, GdkRectangle *ret_area);
/* (X, Y) of SELF in pixels of the picture; FALSE while none is shown. */
gboolean cs_canvas_to_picture (CsCanvas *self, double x, double y, double *ret_x, double *ret_y);
CsCanvasState cs_canvas_state (CsCanvas *self);
/* With TROUBLE: what went wrong; owned by SELF. */
const GError *cs_canvas_trouble (CsCanvas *self);
/* The item of the model that is shown, or would be; -1 without. */
int cs_canvas_item (CsCanvas *self);
gint64 cs_canvas_unit (CsCanvas *self); /* of that item */
/* UNIT of the item shown is known not to be readable. */
gboolean cs_canvas_is_damaged (CsCanvas *self, gint64 unit);
/* What the keys 1 to 9 choose on the picture shown, in words; NULL without a picture. Caller frees.
 */
GStrv cs_canvas_window_names (CsCanvas *self);
/* What is shown is a loop: the actions view.cine and view.cine-speed are about it. */
gboolean cs_canvas_is_loop (CsCanvas *self);
gboolean cs_canvas_is_playing (CsCanvas *self);
/* "25 frames/s", "18 of 25 frames/s" where the machine does not keep up; NULL without a loop.
 * Caller frees. */
char *cs_canvas_rate_words (CsCanvas *self);
/* Says SENTENCE over the picture until the next act, to who does not see it as well. */
void cs_canvas_tell (CsCanvas *self, const char *sentence);
/* Something is begun with the tool: what Ctrl+Z is about. */
gboolean cs_canvas_is_drawing (CsCanvas *self);
/* Takes the last click or drag of it back; FALSE when nothing is begun. */
gboolean cs_canvas_take_back (CsCanvas *self);
/* How many units of the item shown are damaged, and not only out of reach. */
guint cs_canvas_n_damaged (CsCanvas *self);
/* Tries the frame again that could not be shown, and forgets of all others that they could not. */
void cs_canvas_retry (CsCanvas *self);
