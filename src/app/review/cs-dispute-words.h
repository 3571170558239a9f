/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dispute between readers in words. Main thread. Callers free what is given. */
#pragma once

#include "cs-adjudication.h"

/* "Nodule", "Nodule or Cyst", "note.txt, answer". */
char *cs_dispute_name (CsAdjudication *adjudication, guint n);
/* "Not found by all, outline, slice 12": why it is open, and where. */
char *cs_dispute_detail (CsAdjudication *adjudication, guint n);
/* What a position says: "Nodule, 8.2 mm, ellipse", or "Nothing here". */
char *cs_dispute_position (CsAdjudication *adjudication, guint n, guint position);
/* "open", "A", "drawn anew", "nobody is right", "A, no reason yet". */
char *cs_dispute_state (CsAdjudication *adjudication, guint n);
