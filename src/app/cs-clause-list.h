/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clauses of the guideline in force that people can name, to choose one of. Main thread. */
#pragma once

#include "cs-session.h"

#include <gtk/gtk.h>

/* "none" and after it each clause by its id and heading; WANTED (may be NULL) is among them, and
 * its place goes to RET_AT. Their ids, NULL for the first, are appended to IDS, which frees them.
 */
GtkStringList *cs_clause_list_new (CsSession *session, const char *wanted, GPtrArray *ids,
                                   guint *ret_at);
