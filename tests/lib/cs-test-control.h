/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A signed case, and the control case of it that ana has. */
#pragma once

#include "cs-project-control.h"
#include "cs-test-project.h"

/* The project of three cases, of which dan made the first with a box at 1000; ben and cat passed
 * it, and cat signed. */
CsGid cs_test_control_sign (CsTestFixture *fixture);
/* As lee; TITLE may be NULL. */
void cs_test_control_make (CsTestFixture *fixture, const CsGid *gid, const char *title);
/* Those that HANDLE is told of. */
GPtrArray *cs_test_controls (CsTestFixture *fixture, const char *handle);
/* Ana finds a box at X. */
void cs_test_control_read (CsTestFixture *fixture, const char *title, gint64 x);
/* Whether the case is among ROWS (CsCaseRow). */
gboolean cs_test_control_lists (GPtrArray *rows, const CsGid *gid);
