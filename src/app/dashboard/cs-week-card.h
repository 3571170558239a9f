/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart of weeks with what it shows, and the same as a table. Main thread. */
#pragma once

#include <gtk/gtk.h>

#define CS_TYPE_WEEK_CARD (cs_week_card_get_type ())
G_DECLARE_FINAL_TYPE (CsWeekCard, cs_week_card, CS, WEEK_CARD, GtkBox)

/* As cs_week_chart_show; CAPTION stands below the title. */
void cs_week_card_show (CsWeekCard *self, const char *title, const char *caption,
                        const char *const *parts, const char *const *weeks, const guint *values);
