/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words on a picture, on a plate that keeps them legible where the picture is white: one plate for
 * a corner, one for a letter, the tag of a mark. Values; main thread. */
#pragma once

#include <gtk/gtk.h>

typedef enum {
  CS_WORDS_PLAIN,
  CS_WORDS_STRONG,
  CS_WORDS_LETTER, /* an orientation letter */
  CS_WORDS_AMBER,  /* what the eye should not take for granted */
  CS_WORDS_BEFORE, /* plain, behind a dashed line like that of a mark as it was */
  CS_WORDS_NOW,    /* the same, as it is */
} CsWordsStyle;

typedef struct {
  const char *text;
  CsWordsStyle style;
  GdkRGBA colour; /* of the line before NOW */
} CsWords;

/* X and Y are the corner of the plate that ALIGN_X and ALIGN_Y (0 left or top, 0.5, 1) name. NULL
 * without words; else caller unrefs. */
GskRenderNode *cs_plate_node (GtkWidget *widget, const CsWords *lines, guint n_lines, double x,
                              double y, double align_x, double align_y);

/* The tag of a mark with its corner at X, Y: its number, or "?", or the letter of a position, and
 * WORDS (or NULL). FILLED: selected. */
void cs_plate_append_tag (GtkSnapshot *snapshot, GtkWidget *widget, const char *number,
                          const char *words, const GdkRGBA *colour, gboolean filled, double x,
                          double y);
/* How large that is. */
void cs_plate_tag_size (GtkWidget *widget, const char *number, const char *words, double *ret_width,
                        double *ret_height);
