/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A share of the cases for each tier: three numbers, a dash where a tier has none of its own. Main
 * thread. */
#pragma once

#include "cs-json.h"

#include <gtk/gtk.h>

/* TIERS as the document says it, NULL where no tier has one; taken. */
typedef void (*CsTierSharesChanged) (gpointer owner, CsJson *tiers);

/* TIERS may be NULL. RET_FIRST (may be NULL) is what is written with first. */
GtkWidget *cs_tier_shares_new (const CsJson *tiers, CsTierSharesChanged changed, gpointer owner,
                               GtkWidget **ret_first);
