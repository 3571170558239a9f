/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-window-table.h"

#define MOST 65536
#define GREY 0x010101

CsWindowTable *
cs_window_table_new (void)
{
  CsWindowTable *table = g_new0 (CsWindowTable, 1);
  table->entries = g_new0 (guint32, MOST);
  return table;
}

void
cs_window_table_free (CsWindowTable *table)
{
  if (table == NULL)
    return;
  g_free (table->entries);
  g_free (table);
}

void
cs_window_table_fill (CsWindowTable *table, const CsPicture *picture, const CsWindowLevel *window)
{
  static const struct {
    int first, n;
  } ranges[] = {
    [CS_PLANE_U8] = { 0, 256 },     [CS_PLANE_I8] = { G_MININT8, 256 },
    [CS_PLANE_U16] = { 0, MOST },   [CS_PLANE_I16] = { G_MININT16, MOST },
    [CS_PLANE_COLOUR] = { 0, 256 },
  };
  int first = ranges[picture->plane].first, n = ranges[picture->plane].n;
  guint flip = picture->inverse != window->invert ? 255 : 0;
  table->plane = picture->plane;
  table->unchanged = picture->plane == CS_PLANE_COLOUR;
  for (int i = 0; i < n; i++) {
    double value = (i + first) * picture->scale + picture->offset;
    guint grey = (guint)(cs_window_level_at (window, value) + 0.5) ^ flip;
    table->entries[i] = 0xff000000 | grey * GREY;
    table->unchanged = table->unchanged && grey == (guint)i;
  }
}
