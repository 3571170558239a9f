/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person of the project that is open, in a line that opens: their roles, what is known of them,
 * and whether they may begin anything new. Main thread. */
#pragma once

#include "cs-plan-person.h"

#include <adwaita.h>

#define CS_TYPE_MEMBER_ROW (cs_member_row_get_type ())
G_DECLARE_FINAL_TYPE (CsMemberRow, cs_member_row, CS, MEMBER_ROW, AdwExpanderRow)

/* Signals "changed" () and, of who is new, "remove" (). */

/* What is chosen is written into PERSON, who outlives it. SESSION, which may be NULL, is asked for
 * the figures of a promotion. */
GtkWidget *cs_member_row_new (CsSession *session, CsPlanPerson *person);
/* What is missing or wrong, as a sentence that the caller frees; NULL when nothing is. */
char *cs_member_row_missing (CsMemberRow *self);
/* "staff, trainer", "reviewer, expert in breast", "" where nothing was said; caller frees. */
char *cs_traits_words (const CsTraits *traits);
