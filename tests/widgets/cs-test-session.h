/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window asks of a session, waited for without a window. Main thread. */
#pragma once

#include "cs-case-model.h"
#include "cs-session.h"

/* For a call that answers later: the first is its callback, with the place of a result as its data;
 * the second goes on until the result is there. It holds whom it came from. */
void cs_test_session_came_cb (GObject *source, GAsyncResult *result, gpointer ret_result);
void cs_test_session_wait (GAsyncResult **result);

/* HANDLE opens PATH in SESSION, which is new; the test fails when that cannot be done. */
void cs_test_session_open (CsSession *session, const char *path, const char *handle);
/* The same with a case of it; caller unrefs the model. */
CsCaseModel *cs_test_session_case (CsSession *session, const CsGid *gid, gboolean look);
/* The same with an act on it. */
void cs_test_session_act (CsCaseModel *model, CsJobSpec spec);
/* Until nothing is on its way any more. */
void cs_test_session_settle (CsSession *session);
