/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the canvas share: cs-canvas.c (model, which frame), -layers, -picture (pixels),
 * -marks (contours), -words (corners), -look (zoom, window), -input (pointer and keys),
 * -lens (the magnifier), -actions, -clip (copy and paste), -host (what tools ask). Main thread. */
#pragma once

#include "cs-canvas.h"
#include "cs-case-compare.h"
#include "cs-pictures.h"

#include "cs-cine.h"
#include "cs-mark-hit.h"
#include "cs-tool.h"
#include "cs-viewport.h"
#include "cs-window-table.h"

/* How one item is looked at. */
typedef struct {
  gboolean ready; /* both were set from a picture */
  CsViewport viewport;
  CsWindowLevel window;
  CsWindowLevel opened; /* the window it opened with */
} CsLook;

typedef enum {
  CS_LAYER_PICTURE = 1 << 0,
  CS_LAYER_MARKS = 1 << 1, /* at rest */
  CS_LAYER_LIVE = 1 << 2,  /* selected, hovered, being drawn */
  CS_LAYER_WORDS = 1 << 3,
  CS_LAYER_PROBE = 1 << 4, /* the corner with the value under the pointer */
  CS_LAYER_ALL = (1 << 5) - 1,
} CsLayers;

typedef enum {
  CS_PLATE_CASE,
  CS_PLATE_LEGEND,
  CS_PLATE_WINDOW,
  CS_PLATE_SLICE,
  CS_PLATE_PROBE,
  CS_PLATE_TOP, /* letters, in the order of CsEdge */
  CS_PLATE_RIGHT,
  CS_PLATE_BOTTOM,
  CS_PLATE_LEFT,
  CS_PLATE_STATUS,
  CS_N_PLATES
} CsPlateId;

/* What is drawn in squares, where there is much of it. */
typedef enum { CS_CROWD_REST, CS_CROWD_SELECTED, CS_CROWD_LENS, CS_N_CROWDS } CsCrowdKind;

typedef enum { CS_HELD_HIDE = 1 << 0, CS_HELD_BEFORE = 1 << 1, CS_HELD_PAN = 1 << 2 } CsHeld;

typedef enum {
  CS_DRAG_NONE,
  CS_DRAG_TOOL,
  CS_DRAG_WINDOW,
  CS_DRAG_PAN,
  CS_DRAG_ZOOM,
  CS_DRAG_SLICES,
  CS_DRAG_LINE, /* between two versions */
} CsDragKind;

#define CS_CANVAS_SURFACES 3

/* Where the slice of another view cuts this one. */
typedef struct {
  double ends[4]; /* pixels of the raster */
  char *name;
} CsCanvasReference;

typedef struct _CsCanvasCrowd CsCanvasCrowd;

struct _CsCanvas {
  GtkWidget parent_instance;
  CsCaseModel *model;
  CsPictures *pictures; /* of the model's session */
  GError *no_picture;
  /* What is shown. */
  CsCanvasState state;
  GError *trouble;
  CsPicture *picture;
  int pinned; /* item, or -1 */
  int headroom;
  int inner; /* see cs_canvas_set_inner */
  char *link;
  int item; /* -1 without */
  gint64 unit;
  guint part, frame;
  CsLook *looks;       /* one for each item of the model, which owns them: views share them */
  GHashTable *damaged; /* units of the item, in keys of their CsFrameKey */
  guint wait_source;   /* until loading is said */
  /* Coverage. */
  gboolean to_note;
  guint note_source;
  gulong after_paint;
  GdkFrameClock *clock;
  /* Layers. */
  CsWindowTable *table;
  CsPicture *table_picture; /* TABLE was filled for this */
  CsWindowLevel table_window;
  cairo_surface_t *surfaces[CS_CANVAS_SURFACES];
  guint surface;
  GskRenderNode *picture_node, *marks_node, *live_node, *lens_node, *plates[CS_N_PLATES];
  GskRenderNode *before_node; /* while the view is split */
  guint probe_source;         /* until the probe may be painted again */
  gboolean probe_late;
  guint lens; /* how many times the magnifier enlarges; 0: there is none */
  CsCanvasCrowd *crowds[CS_N_CROWDS];
  gboolean crowded; /* MARKS_NODE is of the crowd, and whole whatever is selected */
  GArray *places;   /* graphene_rect_t of the marks at rest, and of their tags */
  guint n_outlines; /* of those, the marks */
  CsMarkSet *before;
  char *before_words;
  CsPositionsLook *positions; /* or NULL */
  gboolean no_words;          /* corner texts are hidden */
  GArray *references;         /* of CsCanvasReference; NULL: none */
  /* Interaction. */
  CsTool *tool;
  CsMark *preview;
  GPtrArray *preview_others; /* moved with it; NULL: none are */
  gboolean banding;
  double band[4]; /* corners of the rubber band, in pixels of the raster */
  CsMarkIndex *index;
  guint64 hovered;
  char *status; /* said over the picture until the next act; NULL: nothing */
  gboolean crosshair;
  double crosshair_x, crosshair_y; /* pixels of the raster */
  guint held;                      /* CsHeld */
  CsToolModifiers key_modifiers;   /* with the last key: an action is not told */
  CsDragKind drag;
  gboolean means_suggestion; /* the press, when it turns out to be a click */
  gboolean beside;           /* it took hold of nothing: a drag is about the picture */
  double press_x, press_y, last_x, last_y; /* of the column pressed in */
  gint64 press_unit;
  CsWindowLevel press_window;
  double pointer_x, pointer_y; /* of the column that it is over */
  gboolean pointer_inside;
  double scrolled;
  /* Playing. */
  CsCine *cine;    /* NULL before it is asked for; of CINE_ITEM */
  guint cine_tick; /* 0: it stands */
  int cine_item;
  gint64 cine_unit; /* that it went to last */
};

/* --- cs-canvas-layers.c --- */
void cs_canvas_drop (CsCanvas *self, CsLayers layers);
/* The probe while a mark is drawn or dragged: at once, and then as often as it can be read. */
void cs_canvas_drop_probe (CsCanvas *self);
void cs_canvas_probe_forget (CsCanvas *self);
void cs_canvas_paint (CsCanvas *self, GtkSnapshot *snapshot);

/* --- cs-canvas.c --- */
/* NULL without a picture. */
CsLook *cs_canvas_look (CsCanvas *self);
/* The item and unit that are to be shown: those shown while nothing is being loaded; -1 without. */
int cs_canvas_wanted (CsCanvas *self, gint64 *ret_unit);
CsFrameKey cs_canvas_key (CsCanvas *self, guint item, gint64 unit);
/* Of the item and frame shown. */
const CsCaseItem *cs_canvas_case_item (CsCanvas *self);
gboolean cs_canvas_is_here (CsCanvas *self, const CsMark *mark);
const CsFrameGeometry *cs_canvas_geometry (CsCanvas *self);

/* --- cs-canvas-picture.c --- */
GskRenderNode *cs_canvas_picture_node (CsCanvas *self);
void cs_canvas_picture_clear (CsCanvas *self);

/* --- cs-canvas-marks.c --- */
GskRenderNode *cs_canvas_marks_node (CsCanvas *self);
GskRenderNode *cs_canvas_live_node (CsCanvas *self);
/* All that are drawn on the frame, without tags and handles, as VIEWPORT has them. */
void cs_canvas_append_marks (CsCanvas *self, GtkSnapshot *snapshot, const CsViewport *viewport);

/* The version before alone, as marks of now are drawn. */
GskRenderNode *cs_canvas_before_node (CsCanvas *self);
/* One of the positions that readers do not agree on. */
GskRenderNode *cs_canvas_position_node (CsCanvas *self, guint position);

/* --- cs-canvas-compare.c --- */
/* Two versions stand beside each other, or on both sides of a line. */
gboolean cs_canvas_is_split (CsCanvas *self);
/* What readers do not agree on stands side by side, a column each. */
gboolean cs_canvas_has_columns (CsCanvas *self);
/* The picture with all that lies over it, as often as it is shown. */
void cs_canvas_append_split (CsCanvas *self, GtkSnapshot *snapshot);
void cs_canvas_append_columns (CsCanvas *self, GtkSnapshot *snapshot);
/* How wide the viewport is: the widget, or one of its columns; and where the column begins that X
 * of the widget lies in. */
double cs_canvas_column_width (CsCanvas *self);
double cs_canvas_column_left (CsCanvas *self, double x);
/* The viewport takes that width. */
void cs_canvas_fit_columns (CsCanvas *self);
/* The line that is dragged is at X. */
gboolean cs_canvas_on_line (CsCanvas *self, double x);

/* --- cs-canvas-references.c --- */
void cs_canvas_append_references (CsCanvas *self, GtkSnapshot *snapshot);

/* --- cs-canvas-lens.c --- */
void cs_canvas_lens_install (GtkWidgetClass *klass);
/* NULL while there is none, or the pointer is elsewhere. */
GskRenderNode *cs_canvas_lens_node (CsCanvas *self);
/* How the picture lies in the magnifier, and where that lies in the view. */
void cs_canvas_lens_viewport (CsCanvas *self, CsViewport *ret_viewport, graphene_rect_t *ret_area);
/* FALSE when there was none. */
gboolean cs_canvas_lens_end (CsCanvas *self);

/* --- cs-canvas-words.c --- */
GskRenderNode *cs_canvas_plate_node (CsCanvas *self, CsPlateId plate);
/* What the words at X, Y of the widget mean; FALSE where there is nothing to say. */
gboolean cs_canvas_tip_at (CsCanvas *self, double x, double y, const char **ret_tip);
/* For people who do not see it. */
void cs_canvas_describe (CsCanvas *self);
/* The tool draws outlines: the open line of one that is begun stands for no length. */
gboolean cs_canvas_outlines (CsCanvas *self);

/* --- cs-canvas-look.c --- */
void cs_canvas_look_init (CsCanvas *self);
/* One for each item of the model, which owns them: an item that goes from one view to another is
 * looked at as before. */
CsLook *cs_canvas_looks (CsCaseModel *model);
/* The picture is shown, or that it is damaged: more of it there is not to be seen. */
gboolean cs_canvas_says_all (CsCanvas *self);
/* See cs_canvas_set_inner. */
void cs_canvas_look_lean (CsCanvas *self);
/* Sets the look of the item up for the picture that is shown now. */
void cs_canvas_look_prepare (CsCanvas *self);
/* The mark that is selected, or the suggestion that is; NULL for none. It may lie elsewhere. */
const CsMark *cs_canvas_selected (CsCanvas *self);
/* Moves the picture so that it is seen, when it is not. */
void cs_canvas_look_follow (CsCanvas *self);
void cs_canvas_look_changed (CsCanvas *self); /* zoom or place */
void cs_canvas_window_changed (CsCanvas *self);
/* The same, nobody having chosen it. */
void cs_canvas_drop_window (CsCanvas *self);
/* The headers of the series are known: their window, unless another one was chosen meanwhile. */
void cs_canvas_window_of_series (CsCanvas *self);
/* The name of the window, or NULL; N from 1 as the digits count. Caller frees. */
char *cs_canvas_window_name (CsCanvas *self);
/* Whole numbers in full, others with one place. */
char *cs_canvas_decimal (double value);
void cs_canvas_choose_window (CsCanvas *self, guint n);
void cs_canvas_drag_window (CsCanvas *self, double dx, double dy);

/* --- cs-canvas-input.c --- */
void cs_canvas_input_init (CsCanvas *self);
/* The mark under the pointer, whatever the tool; 0 for none. */
guint64 cs_canvas_pointed_at (CsCanvas *self);
void cs_canvas_input_forget (CsCanvas *self); /* what is held, hovered, begun */
CsToolPointer cs_canvas_pointer (CsCanvas *self, double x, double y, CsToolModifiers modifiers);

/* --- cs-canvas-host.c --- */
/* Says SENTENCE over the picture until the next act; NULL: says nothing. */
void cs_canvas_say (CsCanvas *self, const char *sentence);
/* Takes the tool of the model. */
void cs_canvas_follow_tool (CsCanvas *self);

/* --- cs-canvas-ahead.c --- */
void cs_canvas_load_ahead (CsCanvas *self);

/* --- cs-canvas-cine.c --- */
void cs_canvas_cine_install (GtkWidgetClass *klass);
void cs_canvas_cine_stop (CsCanvas *self);
/* Stops, and forgets the speed. */
void cs_canvas_cine_forget (CsCanvas *self);
/* Another frame is to be shown: stops when it was not the clock that went there. */
void cs_canvas_cine_follow (CsCanvas *self);
/* How fast it plays; NULL when it stands. Caller frees. */
char *cs_canvas_cine_words (CsCanvas *self);

/* --- cs-canvas-clip.c --- */
void cs_canvas_clip_install (GtkWidgetClass *klass);

/* --- cs-canvas-actions.c --- */
void cs_canvas_actions_install (GtkWidgetClass *klass);
void cs_canvas_step (CsCanvas *self, int step);
/* To UNIT of the item shown, which is looked at then; a view of several only shows another slice.
 */
void cs_canvas_turn_to (CsCanvas *self, guint item, gint64 unit);
