/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-positions.h"

CsPositionsLook *
cs_positions_look_new (void)
{
  CsPositionsLook *look = g_rc_box_new0 (CsPositionsLook);
  look->marks = g_array_new (FALSE, FALSE, sizeof (CsPositionMark));
  look->hidden = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return look;
}

static void
clear (gpointer data)
{
  CsPositionsLook *look = data;
  for (guint i = 0; i < look->marks->len; i++)
    cs_mark_unref (g_array_index (look->marks, CsPositionMark, i).mark);
  g_array_unref (look->marks);
  g_hash_table_unref (look->hidden);
}

CsPositionsLook *
cs_positions_look_ref (CsPositionsLook *look)
{
  return look != NULL ? g_rc_box_acquire (look) : NULL;
}

void
cs_positions_look_unref (CsPositionsLook *look)
{
  if (look != NULL)
    g_rc_box_release_full (look, clear);
}

void
cs_positions_look_add (CsPositionsLook *look, const CsMark *mark, guint position, gboolean current)
{
  const CsPositionMark one = { cs_mark_ref ((CsMark *)mark), position, current };
  g_array_append_val (look->marks, one);
}

void
cs_positions_look_hide (CsPositionsLook *look, guint64 id)
{
  g_hash_table_add (look->hidden, g_memdup2 (&id, sizeof id));
}

gboolean
cs_positions_hide (const CsPositionsLook *look, guint64 id)
{
  return look != NULL && g_hash_table_contains (look->hidden, &id);
}

/* Told apart also by who sees red and green alike, light enough for the dark of a picture. */
const char *
cs_position_colour (guint position)
{
  static const char *const colours[] = { "#e69f00", "#56b4e9", "#3fd1a0", "#f0e442", "#f0a6d0",
                                         "#ff7f50", "#8fa2ff", "#ffffff", "#b0b0b0" };
  return colours[position % G_N_ELEMENTS (colours)];
}
