/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One remark: what is wrong, how bad, by which rule, how it stands, and what was answered; with the
 * buttons for what its reader may do. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_REMARK_CARD (cs_remark_card_get_type ())
G_DECLARE_FINAL_TYPE (CsRemarkCard, cs_remark_card, CS, REMARK_CARD, GtkWidget)

/* Signals:
 * "reply" (how, text)  "agree", "answer" with TEXT, or "close" was asked for
 * "show-place" ()      its place was asked for */

/* ROW is borrowed until the next "review" of MODEL. MINE: said to the reader, who answers it. */
CsRemarkCard *cs_remark_card_new (CsCaseModel *model, const CsRemarkRow *row, gboolean mine);
const CsRemarkRow *cs_remark_card_row (CsRemarkCard *self);
