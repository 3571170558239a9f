/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of the list that is signed, as its cells show it. Immutable; main thread. */
#pragma once

#include "cs-project-signoff.h"

#include <gio/gio.h>

/* Properties, read only: "title", "what", "word", "icon", "tip", each a text, and "classes"
 * (GStrv).
 */
#define CS_TYPE_SIGN_ENTRY (cs_sign_entry_get_type ())
G_DECLARE_FINAL_TYPE (CsSignEntry, cs_sign_entry, CS, SIGN_ENTRY, GObject)

/* Copies what it shows of ROW, which is left out when it has a reason. */
CsSignEntry *cs_sign_entry_new (const CsSignRow *row);
/* "6 slices not shown", "corrected by you": why ROW is left out, short. Caller frees. */
char *cs_sign_row_reason (const CsSignRow *row);
/* Whether a part of it was not shown to who accepted it. */
gboolean cs_sign_row_unseen (const CsSignRow *row);
