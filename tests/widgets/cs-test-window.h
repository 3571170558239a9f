/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole window on a copy of the sample, in the process of the test: moved by real keys and a
 * real pointer (xdotool), looked at from within. One at a time; main thread. */
#pragma once

#include "cs-case-list.h"
#include "cs-main-window.h"
#include "cs-test.h"

typedef struct {
  CsApplication *application;
  CsMainWindow *window;
  char *path;
} CsTestWindow;

/* FALSE, with the test marked as skipped, where there is no xdotool. */
gboolean cs_test_window_can (void);
/* SCHEMA (JSON, may be NULL) is published in the copy before HANDLE opens it. */
void cs_test_window_begin (CsTestWindow *world, const char *handle, int width, int height,
                           const char *schema);
/* The same after PREPARE has worked in the copy, which lies at the path of WORLD. */
void cs_test_window_begin_after (CsTestWindow *world, const char *handle, int width, int height,
                                 void (*prepare) (CsTestWindow *world));
void cs_test_window_end (CsTestWindow *world);
/* Opens the case of that title; it is on the screen, and claimed, when this returns. */
CsCaseModel *cs_test_window_open_case (CsTestWindow *world, const char *title);
/* A mark as a person would make it; it is good, or the test fails. */
void cs_test_window_put (CsCaseModel *model, const CsMarkInit *init);
/* The size of the letters, "200" percent; what is shown has found its place when this returns. */
void cs_test_window_use_letters (CsTestWindow *world, const char *percent);

typedef gboolean (*CsTestIs) (CsTestWindow *world, gpointer data);
/* Goes on for that long: for what does not answer a hand until some time has passed. */
void cs_test_window_pass (guint milliseconds);
/* A schema (JSON) in the copy, for what prepares it. */
void cs_test_window_publish (CsTestWindow *world, const char *text);
/* The same for who opened PROJECT: nothing is found in the case, which is handed in. */
void cs_test_window_hand_in (CsProject *project, const CsGid *gid);
/* Goes on until IS; the test fails when it never is. */
#define cs_test_window_wait(world, is, data)                                                       \
  cs_test_window_wait_at (world, is, data, #is, __FILE__, __LINE__)
void cs_test_window_wait_at (CsTestWindow *world, CsTestIs is, gpointer data, const char *words,
                             const char *file, int line);
/* Goes on until nothing more happens at once and what was drawn is on disk. */
void cs_test_window_settle (CsTestWindow *world);
/* In the notation of xdotool: "ctrl+Return". */
void cs_test_window_keys (CsTestWindow *world, const char *keys);
void cs_test_window_key_down (CsTestWindow *world, const char *key);
void cs_test_window_key_up (CsTestWindow *world, const char *key);
/* To the middle of WIDGET, or DX, DY from there. */
void cs_test_window_point (CsTestWindow *world, GtkWidget *widget, int dx, int dy);
void cs_test_window_click (CsTestWindow *world, GtkWidget *widget);
/* From DX, DY from its middle to X, Y from there; a click when they are the same. */
void cs_test_window_drag (CsTestWindow *world, GtkWidget *widget, int dx, int dy, int x, int y);
/* The same with the right button. */
void cs_test_window_drag_right (CsTestWindow *world, GtkWidget *widget, int dx, int dy, int x,
                                int y);

/* The Nth mapped widget of TYPE below ROOT, from 0; NULL when there are fewer. */
GtkWidget *cs_test_window_find (GtkWidget *root, GType type, guint n);
/* The mapped label or button that says WORDS, or NULL. */
GtkWidget *cs_test_window_find_words (GtkWidget *root, const char *words);
/* The same for cs_test_window_wait(). */
gboolean cs_test_window_is_said (CsTestWindow *world, gpointer words);
/* The mapped window of TYPE beside the main one, or NULL; the question that is asked; and, to be
 * waited for, that one is. */
GtkWidget *cs_test_window_above (GType type);
AdwMessageDialog *cs_test_window_question (void);
gboolean cs_test_window_is_asked (CsTestWindow *world, gpointer unused);
/* The menu that is open, or NULL; and, to be waited for, that one is, and that none is. */
GtkWidget *cs_test_window_menu (CsTestWindow *world);
gboolean cs_test_window_has_menu (CsTestWindow *world, gpointer unused);
gboolean cs_test_window_has_no_menu (CsTestWindow *world, gpointer unused);
/* Presses what says WORDS in it; the menu is gone when this returns. */
void cs_test_window_choose (CsTestWindow *world, const char *words);
/* The list of Items, or NULL; and, to be waited for, that it has been read. */
CsCaseList *cs_test_window_cases (CsTestWindow *world);
gboolean cs_test_window_has_cases (CsTestWindow *world, gpointer unused);
/* The widget that has the focus is WIDGET or lies in it. */
gboolean cs_test_window_has_focus (CsTestWindow *world, GtkWidget *widget);
