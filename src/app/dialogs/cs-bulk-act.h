/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many cases changed at once: one job with its progress, what was refused said by name, and Undo of
 * the last one as long as the project is open. Main thread. */
#pragma once

#include "cs-main-window.h"

/* CASES are copied; NAME is what the person is called. */
void cs_bulk_assign (CsMainWindow *window, const CsGid *cases, guint n, const CsGid *person,
                     const char *name);
/* PRIORITY: -1 low, 0 normal, 1 high; GOAL: what it is for, or NULL. */
void cs_bulk_prioritise (CsMainWindow *window, const CsGid *cases, guint n, int priority,
                         const char *goal);
/* Into SEGMENT of KIND ("sensitive", "expertise"); NULL: out of it. */
void cs_bulk_segment (CsMainWindow *window, const CsGid *cases, guint n, const char *kind,
                      const char *segment);
/* DUE: see cs-due.h. */
void cs_bulk_set_due (CsMainWindow *window, const CsGid *cases, guint n, int due);
/* Takes the last one back, where there is one. */
void cs_bulk_undo (CsMainWindow *window);
