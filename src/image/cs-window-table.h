/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window worked out for every pixel value of a picture, so that showing is one look into a table.
 * Owned by who draws; one thread at a time. */
#pragma once

#include "cs-window-level.h"

typedef struct {
  CsPlane plane;      /* of the pictures it is good for */
  gboolean unchanged; /* colours stay as they are */
  guint32 *entries;   /* 0xffRRGGBB from the least possible pixel on: 256 or 65,536 of them; 256 for
                         a channel of a colour */
} CsWindowTable;

CsWindowTable *cs_window_table_new (void);
void cs_window_table_free (CsWindowTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsWindowTable, cs_window_table_free)

/* Works out WINDOW for PICTURE and every picture of the same plane, scale, offset and sense; again
 * and again while it is dragged. Brightness is rounded to nearest. */
void cs_window_table_fill (CsWindowTable *table, const CsPicture *picture,
                           const CsWindowLevel *window);
