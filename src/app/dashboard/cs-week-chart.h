/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weeks as bars from zero, each of parts that differ in how they are filled, with a key where there
 * are several. Who does not see it is told all figures. Main thread. */
#pragma once

#include <gtk/gtk.h>

#define CS_TYPE_WEEK_CHART (cs_week_chart_get_type ())
G_DECLARE_FINAL_TYPE (CsWeekChart, cs_week_chart, CS, WEEK_CHART, GtkWidget)

#define CS_WEEK_CHART_PARTS 5

GtkWidget *cs_week_chart_new (void);
/* PARTS: translated words, at most CS_WEEK_CHART_PARTS. WEEKS: what each is called; VALUES has
 * all parts of the first week, then of the next. TITLE names the chart. */
void cs_week_chart_show (CsWeekChart *self, const char *title, const char *const *parts,
                         const char *const *weeks, const guint *values);
