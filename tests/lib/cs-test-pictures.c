/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-pictures.h"

#include <string.h>

static void
put (GByteArray *out, gconstpointer data, gsize size)
{
  g_byte_array_append (out, data, (guint)size);
}

static void
put_be (GByteArray *out, guint64 value, guint bytes)
{
  for (guint i = bytes; i-- > 0;) {
    guint8 byte = (guint8)(value >> (8 * i));
    put (out, &byte, 1);
  }
}

static void
put_le (GByteArray *out, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++) {
    guint8 byte = (guint8)(value >> (8 * i));
    put (out, &byte, 1);
  }
}

/* --- PNG --- */

static guint32
crc32_of (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffffu;
  for (gsize i = 0; i < size; i++) {
    crc ^= data[i];
    for (guint k = 0; k < 8; k++)
      crc = crc >> 1 ^ (0xedb88320u & (0u - (crc & 1)));
  }
  return ~crc;
}

static void
put_chunk (GByteArray *out, const char *name, const guint8 *data, gsize size)
{
  put_be (out, size, 4);
  guint start = out->len;
  put (out, name, 4);
  put (out, data, size);
  put_be (out, crc32_of (out->data + start, out->len - start), 4);
}

/* Deflate without compression: one stored block. */
static GByteArray *
stored (const GByteArray *raw)
{
  GByteArray *out = g_byte_array_new ();
  guint32 a = 1, b = 0;
  g_assert (raw->len < 65536);
  put (out, "\x78\x01\x01", 3);
  put_le (out, raw->len, 2);
  put_le (out, raw->len ^ 0xffff, 2);
  put (out, raw->data, raw->len);
  for (guint i = 0; i < raw->len; i++) {
    a = (a + raw->data[i]) % 65521;
    b = (b + a) % 65521;
  }
  put_be (out, b << 16 | a, 4);
  return out;
}

GBytes *
cs_test_png (guint rows, guint columns, guint depth, guint colour, const guint8 *pixels)
{
  static const guint samples[] = { 1, 0, 3, 1, 2, 0, 4 };
  static const guint8 palette[] = { 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255 };
  gsize row = (columns * depth * samples[colour] + 7) / 8;
  g_autoptr (GByteArray) raw = g_byte_array_new ();
  for (guint y = 0; y < rows; y++) {
    put (raw, "", 1);
    put (raw, pixels + y * row, row);
  }
  g_autoptr (GByteArray) packed = stored (raw);
  g_autoptr (GByteArray) head = g_byte_array_new ();
  put_be (head, columns, 4);
  put_be (head, rows, 4);
  put_be (head, (guint64)depth << 32 | (guint64)colour << 24, 5);
  GByteArray *out = g_byte_array_new ();
  put (out, "\x89PNG\r\n\x1a\n", 8);
  put_chunk (out, "IHDR", head->data, head->len);
  if (colour == 3)
    put_chunk (out, "PLTE", palette, sizeof palette);
  put_chunk (out, "IDAT", packed->data, packed->len);
  put_chunk (out, "IEND", (const guint8 *)"", 0);
  return g_byte_array_free_to_bytes (out);
}

/* --- JPEG --- */

static void
put_exif (GByteArray *out, guint orientation)
{
  put (out, "\xff\xe1", 2);
  put_be (out, 2 + 6 + 8 + 2 + 12 + 4, 2);
  put (out, "Exif\0\0MM\0*\0\0\0\x08\0\x01", 16);
  put (out, "\x01\x12\0\x03\0\0\0\x01", 8);
  put_be (out, orientation, 2);
  put_be (out, 0, 6);
}

GBytes *
cs_test_jpeg (guint rows, guint columns, guint orientation)
{
  GByteArray *out = g_byte_array_new ();
  put (out, "\xff\xd8", 2);
  if (orientation != 0)
    put_exif (out, orientation);
  put (out, "\xff\xdb\0\x43\0", 5);
  for (guint i = 0; i < 64; i++)
    put (out, "\x01", 1);
  put (out, "\xff\xc0\0\x0b\x08", 5);
  put_be (out, rows, 2);
  put_be (out, columns, 2);
  put (out, "\x01\x01\x11\0", 4);
  /* Both tables: the one symbol 0 has the code 0, so a grey block is two zero bits. */
  for (guint table = 0; table < 2; table++) {
    put (out, table == 0 ? "\xff\xc4\0\x14\0\x01" : "\xff\xc4\0\x14\x10\x01", 6);
    put_be (out, 0, 8);
    put_be (out, 0, 8);
  }
  put (out, "\xff\xda\0\x08\x01\x01\0\0\x3f\0", 10);
  guint blocks = ((rows + 7) / 8) * ((columns + 7) / 8);
  for (guint i = 0; i < blocks; i += 4)
    put (out, &"\0\x03\x0f\x3f"[blocks - i >= 4 ? 0 : 4 - (blocks - i)], 1);
  put (out, "\xff\xd9", 2);
  return g_byte_array_free_to_bytes (out);
}

/* --- TIFF --- */

typedef struct {
  GByteArray *out;
  gboolean big;
} Writer;

static void
put_number (const Writer *writer, guint64 value, guint bytes)
{
  if (writer->big)
    put_be (writer->out, value, bytes);
  else
    put_le (writer->out, value, bytes);
}

/* A SHORT or LONG value that fits the entry. */
static void
put_entry (const Writer *writer, guint tag, guint type, guint32 count, guint32 value)
{
  put_number (writer, tag, 2);
  put_number (writer, type, 2);
  put_number (writer, count, 4);
  if (type == 3 && count == 1) {
    put_number (writer, value, 2);
    put_number (writer, 0, 2);
  } else {
    put_number (writer, value, 4);
  }
}

static void
put_page (const Writer *writer, const CsTestTiff *shape, const guint8 *pixels, gsize size)
{
  guint data = writer->out->len;
  put (writer->out, pixels, size);
  guint map = writer->out->len;
  if (shape->photometric == 3) {
    /* Red rises, green falls, blue is half. */
    for (guint i = 0; i < 4; i++)
      put_number (writer, 0x5555 * i, 2);
    for (guint i = 0; i < 4; i++)
      put_number (writer, 0xffff - 0x5555 * i, 2);
    for (guint i = 0; i < 4; i++)
      put_number (writer, 0x8000, 2);
  }
  guint bits = writer->out->len;
  for (guint i = 0; i < shape->samples; i++)
    put_number (writer, shape->bits, 2);
  guint entries = 9 + (shape->photometric == 3) + (shape->orientation != 0) + (shape->format != 1);
  put_number (writer, entries, 2);
  put_entry (writer, 256, 4, 1, shape->columns);
  put_entry (writer, 257, 4, 1, shape->rows);
  put_entry (writer, 258, 3, shape->samples, shape->samples > 1 ? bits : shape->bits);
  put_entry (writer, 259, 3, 1, 1);
  put_entry (writer, 262, 3, 1, shape->photometric);
  put_entry (writer, 273, 4, 1, data);
  if (shape->orientation != 0)
    put_entry (writer, 274, 3, 1, shape->orientation);
  put_entry (writer, 277, 3, 1, shape->samples);
  put_entry (writer, 278, 4, 1, shape->rows);
  put_entry (writer, 279, 4, 1, (guint32)size);
  if (shape->photometric == 3)
    put_entry (writer, 320, 3, 12, map);
  if (shape->format != 1)
    put_entry (writer, 339, 3, 1, shape->format);
  put_number (writer, 0, 4);
}

/* Where the directory of a page begins, behind its pixels, colour map and bit counts. */
static guint
directory_offset (const CsTestTiff *shape, gsize size)
{
  return (guint)size + (shape->photometric == 3 ? 24 : 0) + 2 * shape->samples;
}

GBytes *
cs_test_tiff (const CsTestTiff *shape, const guint8 *pixels, gsize page_size)
{
  Writer writer = { g_byte_array_new (), shape->big_endian };
  put (writer.out, shape->big_endian ? "MM" : "II", 2);
  put_number (&writer, 42, 2);
  put_number (&writer, 8 + directory_offset (shape, page_size), 4);
  for (guint i = 0; i < shape->pages; i++) {
    put_page (&writer, shape, pixels + i * page_size, page_size);
    if (i + 1 < shape->pages) {
      /* The next page's directory comes behind its data. */
      guint next = writer.out->len + directory_offset (shape, page_size);
      guint at = writer.out->len - 4;
      g_byte_array_set_size (writer.out, at);
      put_number (&writer, next, 4);
    }
  }
  return g_byte_array_free_to_bytes (writer.out);
}
