/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-frame.h"

/* Samples travel little endian and are read in place. */
G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN);

CsFrame *
cs_frame_new_take (CsPixelType type, guint rows, guint columns, guint samples, GBytes *bytes)
{
  g_assert (g_bytes_get_size (bytes) ==
            cs_pixel_frame_size (type, rows, columns, samples, G_MAXSIZE));
  CsFrame *frame = g_new0 (CsFrame, 1);
  *frame = (CsFrame){ type, rows, columns, samples, bytes, g_bytes_get_data (bytes, NULL), 1 };
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

double
cs_frame_sample (const CsFrame *frame, gsize i)
{
  switch (frame->type) {
  case CS_PIXEL_U8:
    return ((const guint8 *)frame->data)[i];
  case CS_PIXEL_I8:
    return ((const gint8 *)frame->data)[i];
  case CS_PIXEL_U16:
    return ((const guint16 *)frame->data)[i];
  case CS_PIXEL_I16:
    return ((const gint16 *)frame->data)[i];
  case CS_PIXEL_U32:
    return ((const guint32 *)frame->data)[i];
  case CS_PIXEL_I32:
    return ((const gint32 *)frame->data)[i];
  case CS_PIXEL_F32:
    return (double)((const float *)frame->data)[i];
  default:
    return ((const double *)frame->data)[i];
  }
}
