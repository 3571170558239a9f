/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-pixel.h"

static const struct {
  const char *nick;
  guint size;
} types[] = {
  [CS_PIXEL_U8] = { "u8", 1 },   [CS_PIXEL_I8] = { "i8", 1 },   [CS_PIXEL_U16] = { "u16", 2 },
  [CS_PIXEL_I16] = { "i16", 2 }, [CS_PIXEL_U32] = { "u32", 4 }, [CS_PIXEL_I32] = { "i32", 4 },
  [CS_PIXEL_F32] = { "f32", 4 }, [CS_PIXEL_F64] = { "f64", 8 },
};

const char *
cs_pixel_nick (CsPixelType type)
{
  g_return_val_if_fail ((guint)type < G_N_ELEMENTS (types), NULL);
  return types[type].nick;
}

gboolean
cs_pixel_from_nick (const char *nick, CsPixelType *ret_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    if (g_strcmp0 (nick, types[i].nick) == 0) {
      *ret_type = (CsPixelType)i;
      return TRUE;
    }
  }
  return FALSE;
}

guint
cs_pixel_size (CsPixelType type)
{
  g_return_val_if_fail ((guint)type < G_N_ELEMENTS (types), 0);
  return types[type].size;
}

gsize
cs_pixel_frame_size (CsPixelType type, guint rows, guint columns, guint samples, gsize limit)
{
  gsize size = cs_pixel_size (type);
  if (!g_size_checked_mul (&size, size, rows) || !g_size_checked_mul (&size, size, columns) ||
      !g_size_checked_mul (&size, size, samples))
    return 0;
  return size <= limit ? size : 0;
}
