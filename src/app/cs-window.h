/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window: the welcome page, or one project, or one case of it. Main thread. */
#pragma once

#include "cs-application.h"
#include "cs-session.h"

#define CS_TYPE_WINDOW (cs_window_get_type ())
G_DECLARE_FINAL_TYPE (CsWindow, cs_window, CS, WINDOW, AdwApplicationWindow)

CsWindow *cs_window_new (CsApplication *application);
/* Whether it has PATH open for HANDLE (NULL: for anybody); PATH NULL: whether it has none. */
gboolean cs_window_shows (CsWindow *self, const char *path, const char *handle);
void cs_window_open (CsWindow *self, const char *path, const char *handle);
void cs_window_choose_project (CsWindow *self);
void cs_window_open_sample (CsWindow *self);

/* The window a widget is in. */
CsWindow *cs_window_of (GtkWidget *widget);
CsSession *cs_window_session (CsWindow *self); /* NULL on the welcome page */
CsPreferences *cs_window_preferences (CsWindow *self);
/* A sentence that goes away by itself; ACTION (detailed name, may be NULL) is offered as LABEL. */
void cs_window_toast (CsWindow *self, const char *sentence, const char *label, const char *action);
/* Says what failed; ignores what was cancelled. */
void cs_window_tell_error (CsWindow *self, const GError *error);
/* Opens a case; LOOK: without claiming it, whatever the task. */
void cs_window_open_case (CsWindow *self, const CsGid *case_gid, gboolean look);
/* Back to the project. */
void cs_window_leave_case (CsWindow *self);
