/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patient 2 of a copy of the sample, open for Ana in a session, and one view of it in a window of
 * its own. Main thread. */
#pragma once

#include "cs-case-model.h"
#include "cs-test.h"

#include <gtk/gtk.h>

typedef struct {
  char *dir, *path;
  CsGid patient;
  CsEnv *env;
  CsSession *session;
  CsCaseModel *model;
  GtkWindow *window;
} CsTestReading;

/* Once in a program, before the first begins: a copy is quicker. */
void cs_test_reading_make_sample (void);
void cs_test_reading_begin (CsTestReading *reading);
/* Shows VIEW, which the caller made and gives its model. */
void cs_test_reading_show (CsTestReading *reading, GtkWidget *view, int width, int height);
/* What was drawn is saved, and the view has no model any more: the window goes, and CANVAS, whose
 * reference is taken, must go with it. */
void cs_test_reading_end (CsTestReading *reading, GtkWidget *canvas);

/* Goes on until IS; the test fails when it never is. It sleeps meanwhile: the worker and its
 * helpers need the processor. */
void cs_test_reading_wait (gboolean (*is) (gpointer data), gpointer data);
gboolean cs_test_reading_is_saved (gpointer reading);
