/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tool at work on one canvas. It turns presses, motions, releases and keys, in pixels of the
 * raster, into previews and edits, and knows no toolkit: the canvas forwards, the host answers.
 * Owned by the canvas; one thread. The host may be called back during any call. */
#pragma once

#include "cs-mark-hold.h"
#include "cs-tool-kind.h"

#define CS_TOOL_TOLERANCE 6.0             /* screen pixels: how near counts as hit */
#define CS_TOOL_SNAP 12.0                 /* screen pixels to a vertex that Ctrl takes */
#define CS_TOOL_DRAG 3.0                  /* screen pixels: less is a click */
#define CS_TOOL_DOUBLE_CLICK (400 * 1000) /* microseconds */

/* What the canvas shows now. Pointers are borrowed until the host returns to its main loop. */
typedef struct {
  const CsMarkSet *set;
  const CsMarkSet *visible; /* of those what is not hidden: what is hit and selected on it */
  const CsMarkHold *hold;   /* what is not changed; NULL: all may be */
  CsGid item;
  guint part, frame;
  guint width, height;            /* of the raster; 0: no picture, nothing can be drawn */
  const char *label;              /* armed, a schema key; NULL: none */
  const CsMarkKind *const *kinds; /* that the armed label may be drawn as */
  guint n_kinds;
  guint64 selected;      /* id of a mark, 0 for none */
  const guint64 *others; /* ids that are selected besides it; they may lie elsewhere */
  guint n_others;
  gboolean read_only;
} CsToolScene;

typedef struct {
  void (*scene) (gpointer host, CsToolScene *ret_scene);
  /* cs_mark_new_id. */
  guint64 (*new_id) (gpointer host);
  /* Shown in place of the mark of the same id; NULL: nothing. Not kept by the tool. */
  void (*preview) (gpointer host, const CsMark *mark);
  /* One gesture is one edit. */
  void (*commit) (gpointer host, CsMarkEdit *edit);
  /* That one alone, 0 for none. */
  void (*select) (gpointer host, guint64 id);
  void (*cursor) (gpointer host, CsToolCursor cursor);
  /* A sentence to translate and show, static; NULL: none. */
  void (*status) (gpointer host, const char *sentence);
  /* Not taken: what is open was begun on this frame of the item, which is not the one shown. */
  void (*elsewhere) (gpointer host, guint part, guint frame);
  /* The keyboard's crosshair, in pixels of the raster. */
  void (*crosshair) (gpointer host, gboolean shown, double x, double y);
  /* All of IDS, at least one, the last of them the main one. */
  void (*select_many) (gpointer host, const guint64 *ids, guint n);
  /* Shown in place of those of the same ids, besides the preview; NULL: nothing. GPtrArray of
   * CsMark, which the tool does not change any more. */
  void (*preview_others) (gpointer host, const GPtrArray *marks);
  /* The rubber band from one corner to the other, in pixels of the raster. */
  void (*band) (gpointer host, gboolean shown, const double corners[4]);
} CsToolHost;

/* HOST must outlive the tool. */
CsTool *cs_tool_new (const CsToolKind *kind, const CsToolHost *host, gpointer host_data);
/* Cancels first. */
void cs_tool_free (CsTool *tool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTool, cs_tool_free)
const CsToolKind *cs_tool_get_kind (const CsTool *tool);

/* Primary button. FALSE from press: nothing there to take hold of, the canvas may pan; forward the
 * motions and the release all the same. */
gboolean cs_tool_press (CsTool *tool, const CsToolPointer *at);
void cs_tool_motion (CsTool *tool, const CsToolPointer *at);
void cs_tool_release (CsTool *tool, const CsToolPointer *at);
/* FALSE: the key means nothing here, the canvas may use it. Arrows move the crosshair where it is
 * shown, else they mean nothing unless Alt is held. */
gboolean cs_tool_key (CsTool *tool, CsToolKey key, const CsToolPointer *at);
/* Any key was let go: ends a run of nudges, which are one edit. */
void cs_tool_key_up (CsTool *tool, const CsToolPointer *at);
/* Esc: the stroke, then the crosshair, then the selection. FALSE when there was nothing of them. */
gboolean cs_tool_escape (CsTool *tool);
/* Ctrl+Z: of an outline that is begun the last click or drag; all else that is begun is dropped.
 * FALSE when nothing is. */
gboolean cs_tool_take_back (CsTool *tool);
/* Drops what is begun and commits nothing. */
void cs_tool_cancel (CsTool *tool);
/* Call when the case, the item, the label or the tool goes: an outline that has points enough is
 * closed where it was begun, as Enter would, and TRUE; all else that is begun is dropped. */
gboolean cs_tool_keep (CsTool *tool);
gboolean cs_tool_is_busy (const CsTool *tool);
gboolean cs_tool_has_crosshair (const CsTool *tool);
/* The handle of the selected mark that keys act on; FALSE when there is none. */
gboolean cs_tool_active_handle (const CsTool *tool, guint *ret_handle);
