/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last day for a case: a date without a zone, as days since 1 January 1970. Pure functions over
 * plain values; any thread. */
#pragma once

#include "cs-env.h"

#define CS_DUE_NONE G_MAXINT32 /* after every date, so that what has none comes last */

/* "2026-03-04" or "none"; INVALID for anything else and for years before 1970. */
gboolean cs_due_parse (const char *text, int *ret_due, GError **error);
/* The same back; caller frees. */
char *cs_due_to_text (int due);
/* The day that it is where ENV is. */
int cs_due_today (CsEnv *env);
