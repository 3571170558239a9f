/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The little box that ties a row to its mark: a number or a sign in the colour of the label. Main
 * thread. */
#pragma once

#include <gtk/gtk.h>

typedef enum {
  CS_BADGE_OUTLINE,
  CS_BADGE_FILLED, /* the selected mark */
  CS_BADGE_DOTTED, /* a suggestion */
  CS_BADGE_SIGN,   /* outline, the sign in the colour of text */
  CS_BADGE_SWATCH, /* a small square without words */
} CsBadgeStyle;

#define CS_TYPE_BADGE (cs_badge_get_type ())
G_DECLARE_FINAL_TYPE (CsBadge, cs_badge, CS, BADGE, GtkWidget)

GtkWidget *cs_badge_new (void);
/* COLOUR is "#e69f00"; TEXT may be NULL. */
void cs_badge_set (CsBadge *self, const char *text, const char *colour, CsBadgeStyle style);
