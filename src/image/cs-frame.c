/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-frame.h"

CsFrame *
cs_frame_new_take (CsPixelType type, guint rows, guint columns, guint samples, GBytes *bytes)
{
  g_assert (g_bytes_get_size (bytes) ==
            cs_pixel_frame_size (type, rows, columns, samples, G_MAXSIZE));
  CsFrame *frame = g_new0 (CsFrame, 1);
  *frame = (CsFrame){ type, rows, columns, samples, bytes, 1 };
  return frame;
}

CsFrame *
cs_frame_ref (CsFrame *frame)
{
  __atomic_add_fetch (&frame->refs, 1, __ATOMIC_RELAXED);
  return frame;
}

void
cs_frame_unref (CsFrame *frame)
{
  if (frame == NULL || __atomic_sub_fetch (&frame->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  g_bytes_unref (frame->bytes);
  g_free (frame);
}
