/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-colour.h"

#include <math.h>
#include <string.h>

static guint8
clamp_byte (double value)
{
  return (guint8)CLAMP (lrint (value), 0, 255);
}

void
cs_ybr_to_rgb (guint8 *pixels, gsize n_pixels, gboolean partial)
{
  double scale_y = partial ? 255.0 / 219.0 : 1, scale_c = partial ? 255.0 / 224.0 : 1;
  for (gsize i = 0; i < n_pixels; i++, pixels += 3) {
    double y = (pixels[0] - (partial ? 16 : 0)) * scale_y;
    double cb = (pixels[1] - 128) * scale_c, cr = (pixels[2] - 128) * scale_c;
    pixels[0] = clamp_byte (y + 1.402 * cr);
    pixels[1] = clamp_byte (y - 0.344136 * cb - 0.714136 * cr);
    pixels[2] = clamp_byte (y + 1.772 * cb);
  }
}

void
cs_ybr_expand_422 (const guint8 *from, gsize n_pixels, guint8 *ret_pixels)
{
  for (gsize i = 0; i + 1 < n_pixels; i += 2, from += 4, ret_pixels += 6) {
    guint8 pair[6] = { from[0], from[2], from[3], from[1], from[2], from[3] };
    memcpy (ret_pixels, pair, sizeof pair);
  }
}

/* --- palettes --- */

#define MAX_ENTRIES 65536

typedef struct {
  guint16 *values;
  gsize n;
} Table;

/* Opcode 0: values as they are; 1: a straight line from the last value; 2: earlier segments again.
 * DICOM PS3.3 C.7.9.2. */
static gboolean
expand_segments (const guint16 *words, gsize n_words, gsize from, guint count, gboolean nested,
                 Table *table, gsize limit)
{
  gsize at = from;
  for (guint done = 0; at + 2 <= n_words && done < count; done++) {
    guint16 opcode = words[at], length = words[at + 1];
    at += 2;
    if (opcode == 0) {
      if (length > n_words - at || length > limit - table->n)
        return FALSE;
      memcpy (table->values + table->n, words + at, length * sizeof (guint16));
      table->n += length;
      at += length;
    } else if (opcode == 1) {
      if (at >= n_words || length > limit - table->n || table->n == 0)
        return FALSE;
      double y0 = table->values[table->n - 1], y1 = words[at++];
      for (guint i = 1; i <= length; i++)
        table->values[table->n++] = (guint16)lrint (y0 + (y1 - y0) * i / length);
    } else if (opcode == 2 && !nested) {
      if (n_words - at < 2)
        return FALSE;
      /* The offset counts bytes. */
      gsize offset = ((gsize)words[at] | (gsize)words[at + 1] << 16) / 2;
      at += 2;
      if (offset >= n_words ||
          !expand_segments (words, n_words, offset, length, TRUE, table, limit))
        return FALSE;
    } else {
      return FALSE;
    }
  }
  return TRUE;
}

/* The 8-bit entries of one colour. */
static gboolean
read_table (const CsDicomItem *item, guint colour, guint entries, guint bits, guint8 *colours,
            GError **error)
{
  gsize n_words = 0;
  g_autofree guint16 *expanded = NULL;
  g_autofree guint16 *words = cs_dicom_words (item, 0x00281201 + colour, &n_words);
  if (words == NULL) {
    words = cs_dicom_words (item, 0x00281221 + colour, &n_words);
    Table table = { g_new0 (guint16, MAX_ENTRIES), 0 };
    expanded = table.values;
    if (words == NULL ||
        !expand_segments (words, n_words, 0, G_MAXUINT, FALSE, &table, MAX_ENTRIES))
      return cs_fail (error, CS_ERROR_CORRUPT, "the palette is missing or damaged");
    n_words = table.n;
  }
  const guint16 *values = expanded != NULL ? expanded : words;
  gboolean packed = expanded == NULL && bits == 8 && n_words < entries;
  if (packed ? n_words * 2 < entries : n_words < entries)
    return cs_fail (error, CS_ERROR_CORRUPT, "the palette has fewer colours than it says");
  /* Some say 16 bits and store 8. */
  gboolean wide = FALSE;
  for (guint i = 0; !packed && bits > 8 && !wide && i < entries; i++)
    wide = values[i] > 255;
  for (guint i = 0; i < entries; i++) {
    guint value = packed ? values[i / 2] >> (8 * (i % 2)) & 255 : values[i];
    colours[3 * i + colour] = (guint8)(wide ? value >> 8 : MIN (value, 255));
  }
  return TRUE;
}

gboolean
cs_palette_read (const CsDicomItem *item, gboolean is_signed, CsPalette *ret_palette,
                 GError **error)
{
  double entries = 0, first = 0, bits = 0;
  if (!cs_dicom_number (item, 0x00281101, 0, &entries) ||
      !cs_dicom_number (item, 0x00281101, 1, &first) ||
      !cs_dicom_number (item, 0x00281101, 2, &bits))
    return cs_fail (error, CS_ERROR_CORRUPT, "the palette is missing or damaged");
  /* The number of entries is unsigned, whatever the representation says. */
  if (entries <= 0)
    entries += MAX_ENTRIES;
  if (entries < 1 || entries > MAX_ENTRIES || (bits != 8 && bits != 16))
    return cs_fail (error, CS_ERROR_CORRUPT, "the palette's descriptor is damaged");
  CsPalette palette = { .entries = (guint32)entries, .first = (gint32)first };
  if (is_signed && palette.first > 32767)
    palette.first -= 65536;
  palette.colours = g_malloc0 (3 * (gsize)palette.entries);
  for (guint colour = 0; colour < 3; colour++) {
    if (!read_table (item, colour, palette.entries, (guint)bits, palette.colours, error)) {
      cs_palette_clear (&palette);
      return FALSE;
    }
  }
  *ret_palette = palette;
  return TRUE;
}

void
cs_palette_clear (CsPalette *palette)
{
  g_clear_pointer (&palette->colours, g_free);
}

const guint8 *
cs_palette_at (const CsPalette *palette, gint32 value)
{
  gint64 index = CLAMP ((gint64)value - palette->first, 0, (gint64)palette->entries - 1);
  return palette->colours + 3 * index;
}
