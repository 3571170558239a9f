/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is loaded before anybody asks for it. */
#include "cs-canvas-private.h"

#define AHEAD 200       /* frames of the item, nearest first */
#define PLAYED_AHEAD 40 /* while it plays, in that direction only */

/* Half of what is kept, so that the frames loaded ahead do not push out the next one. */
static guint
most_ahead (CsCanvas *self)
{
  guint most = cs_canvas_is_playing (self) ? PLAYED_AHEAD : AHEAD;
  guint64 bytes = self->picture != NULL ? self->picture->bytes : 0;
  return bytes > 0 ? (guint)MIN (most, MAX (CS_FRAME_CACHE_BYTES / 2 / bytes, 1)) : most;
}

void
cs_canvas_load_ahead (CsCanvas *self)
{
  gint64 units = cs_canvas_case_item (self)->units;
  gboolean playing = cs_canvas_is_playing (self);
  guint most = most_ahead (self);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CsFrameKey));
  for (gint64 away = 1; away < units && keys->len < most; away++) {
    for (int side = 1; side >= (playing ? 1 : -1); side -= 2) {
      gint64 unit = self->unit + side * away;
      if (playing)
        unit %= units;
      if (unit < 0 || unit >= units)
        continue;
      CsFrameKey key = cs_canvas_key (self, (guint)self->item, unit);
      g_array_append_val (keys, key);
    }
  }
  cs_pictures_set_near (self->pictures, self, (const CsFrameKey *)keys->data, keys->len);
}
