/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a case in the window of cs-test-window.h, ready for keys and pointer. */
#pragma once

#include "cs-canvas.h"
#include "cs-test-window.h"

typedef struct {
  CsTestWindow window;
  CsCaseModel *model;
  CsCanvas *canvas;
} CsTestPicture;

/* Patient 2 for Ana under SCHEMA, with the picture in front; FALSE as cs_test_window_can(). */
gboolean cs_test_picture_begin (CsTestPicture *picture, const char *schema);
/* The case of that title, at UNIT of its picture. */
void cs_test_picture_open (CsTestPicture *picture, const char *title, gint64 unit);
void cs_test_picture_wait_shown (CsTestPicture *picture);
GtkWidget *cs_test_picture_root (CsTestPicture *picture);
void cs_test_picture_press (CsTestPicture *picture, const char *keys);
/* Where place X, Y, in pixels of the picture, is seen, from the middle of the canvas. */
void cs_test_picture_seen_at (CsTestPicture *picture, double x, double y, int *ret_dx, int *ret_dy);
/* Between two such places, with the key HELD, in the notation of xdotool, or NULL. */
void cs_test_picture_drag (CsTestPicture *picture, const char *held, double x0, double y0,
                           double x1, double y1);
/* A box of 40 x 30 pixels on what is in front, found by a program; its corner at X, Y in
 * thousandths of one; returns its id. */
guint64 cs_test_picture_put_box (CsTestPicture *picture, const char *label, gint64 x, gint64 y);

guint cs_test_picture_n_marks (CsTestPicture *picture);
/* The main one of several; NULL when none is. */
const CsMark *cs_test_picture_selected (CsTestPicture *picture);

/* The place of the first picture of a case. */
guint cs_test_picture_place (CsCaseModel *model);
/* Goes there, for tests that know only the window; returns the canvas, which has the focus. */
CsCanvas *cs_test_picture_go (CsTestWindow *window, CsCaseModel *model, gint64 unit);
/* For cs_test_window_wait(): the picture is there, and at the slice that is gone to. */
gboolean cs_test_picture_is_shown (CsTestWindow *window, gpointer canvas);
/* The same of the first one in the window, which has the keys. */
gboolean cs_test_picture_has_keys (CsTestWindow *window, gpointer unused);
