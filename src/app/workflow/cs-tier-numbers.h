/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number for each tier, with a dash where a tier has none of its own. Main thread. */
#pragma once

#include "cs-json.h"

#include <gtk/gtk.h>

/* A share of the cases in percent, or how many read one. */
typedef enum { CS_TIER_SHARES, CS_TIER_READERS } CsTierNumbers;

/* TIERS as the document says it, NULL where no tier has one; taken. */
typedef void (*CsTierNumbersChanged) (gpointer owner, CsJson *tiers);

/* TIERS may be NULL. RET_FIRST (may be NULL) is what is written with first. */
GtkWidget *cs_tier_numbers_new (CsTierNumbers kind, const CsJson *tiers,
                                CsTierNumbersChanged changed, gpointer owner,
                                GtkWidget **ret_first);
