/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window: the welcome page, or one project, or one case of it. Main thread. */
#pragma once

#include "cs-application.h"
#include "cs-case-flow.h"
#include "cs-case-model.h"
#include "cs-session.h"
#include "cs-toasts.h"

#define CS_TYPE_MAIN_WINDOW (cs_main_window_get_type ())
G_DECLARE_FINAL_TYPE (CsMainWindow, cs_main_window, CS, MAIN_WINDOW, AdwApplicationWindow)

CsMainWindow *cs_main_window_new (CsApplication *application);
/* Whether it has PATH open for HANDLE (NULL: for anybody); PATH NULL: whether it has none. */
gboolean cs_main_window_shows (CsMainWindow *self, const char *path, const char *handle);
void cs_main_window_open (CsMainWindow *self, const char *path, const char *handle);
/* What is open, read anew, with the case that is shown. */
void cs_main_window_reopen (CsMainWindow *self);
void cs_main_window_choose_project (CsMainWindow *self);
void cs_main_window_open_sample (CsMainWindow *self);

/* The window a widget is in. */
CsMainWindow *cs_main_window_of (GtkWidget *widget);
CsSession *cs_main_window_session (CsMainWindow *self); /* NULL on the welcome page */
CsCaseFlow *cs_main_window_flow (CsMainWindow *self);   /* NULL there, too */
CsPreferences *cs_main_window_preferences (CsMainWindow *self);
/* A sentence that goes away by itself; ACTION (detailed name, may be NULL) is offered as LABEL. */
void cs_main_window_toast (CsMainWindow *self, const char *sentence, const char *label,
                           const char *action);
/* NULL once the window has gone. */
CsToasts *cs_main_window_toasts (CsMainWindow *self);
/* Says what failed; ignores what was cancelled. */
void cs_main_window_tell_error (CsMainWindow *self, const GError *error);
/* Opens a case; LOOK: without claiming it, whatever the task. */
void cs_main_window_open_case (CsMainWindow *self, const CsGid *case_gid, gboolean look);
/* The case that is open in it, or NULL. */
CsCaseModel *cs_main_window_case (CsMainWindow *self);
/* Which place of the project is shown, "items", or NULL. */
const char *cs_main_window_place (CsMainWindow *self);
/* Back to the project. */
void cs_main_window_leave_case (CsMainWindow *self);
