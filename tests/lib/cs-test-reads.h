/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several people read "case-0" of a test project, each for themselves. */
#pragma once

#include "cs-test-project.h"

/* Two people read, an SME who did neither settles, an SME signs. */
extern const char cs_test_two_readers[];
/* Whoever leads publishes what TEXT says. */
void cs_test_publish_workflow (const CsTestFixture *fixture, const char *text);
CsGid cs_test_first_case (const CsTestFixture *fixture);
/* HANDLE hands in a box at X, a second later, in the project at PATH. */
void cs_test_read_in (const CsTestFixture *fixture, const char *path, const char *handle, gint64 x,
                      const char *label);
/* The same in the fixture's project. */
void cs_test_read (const CsTestFixture *fixture, const char *handle, gint64 x, const char *label);
/* What HANDLE is told of where the case stands. */
void cs_test_assert_stands (const CsTestFixture *fixture, const char *handle, const char *state);
/* What the history tells HANDLE of the first act KIND; NULL: nothing. */
void cs_test_assert_told (const CsTestFixture *fixture, const char *handle, const char *kind,
                          const char *expected);
/* Somebody decides so. */
void cs_test_decide_as (const CsTestFixture *fixture, const char *handle, const char *decision);
/* Lee brings OTHER in; returns what was not recognised. */
guint cs_test_bring_in (const CsTestFixture *fixture, const char *other);
/* TEXT is no workflow, and WHY stands in the error. */
void cs_test_assert_no_workflow (const char *text, const char *why);
