/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tiff.h"
#include "cs-wire.h"

#include <string.h>

typedef struct {
  TIFF *tiff;
  const CsTiffPage *page;
  guint8 *pixels;
  guint8 *block; /* one strip or tile as libtiff gives it */
  gsize block_size;
  guint8 *palette; /* RGB of every value, NULL without */
} Decoder;

/* Samples of fewer than 8 bits fill the byte, so that white is white. */
static guint
small_sample (const guint8 *row, guint64 n, guint bits)
{
  guint64 at = n * bits;
  guint value = (row[at / 8] >> (8 - bits - at % 8)) & ((1u << bits) - 1);
  return value;
}

static guint
odd_sample (const guint8 *row, guint64 n, guint bits)
{
  guint value = 0;
  for (guint64 at = n * bits, end = at + bits; at < end; at++)
    value = value << 1 | ((row[at / 8] >> (7 - at % 8)) & 1);
  return value;
}

static guint
sample_at (const guint8 *row, guint64 n, guint bits)
{
  if (bits == 8)
    return row[n];
  if (bits == 16)
    return ((const guint16 *)(const void *)row)[n];
  return bits == 1 || bits == 2 || bits == 4 ? small_sample (row, n, bits)
                                             : odd_sample (row, n, bits);
}

static void
put_sample (const CsTiffPage *page, guint8 *to, const guint8 *row, guint64 n)
{
  guint size = cs_pixel_size (page->type);
  if (page->file_bits == 8 * size) {
    memcpy (to, row + n * size, size);
    return;
  }
  guint value = sample_at (row, n, page->file_bits);
  if (size == 1) {
    *to = (guint8)(value * 255 / ((1u << page->file_bits) - 1));
    return;
  }
  guint16 wide = (guint16)value;
  memcpy (to, &wide, sizeof wide);
}

/* COUNT pixels of one row of a block, to (X, Y) of the page; PLANE when planes are separate. */
static void
put_row (const Decoder *self, const guint8 *row, guint32 x, guint32 y, guint32 count, guint plane)
{
  const CsTiffPage *page = self->page;
  guint size = cs_pixel_size (page->type);
  gsize pixel = (gsize)size * page->samples;
  guint8 *to = self->pixels + ((gsize)y * page->columns + x) * pixel;
  if (page->way == CS_TIFF_PALETTE) {
    for (guint32 i = 0; i < count; i++)
      memcpy (to + 3 * (gsize)i, self->palette + 3 * (gsize)sample_at (row, i, page->file_bits), 3);
    return;
  }
  if (!page->separate && page->file_bits == 8 * size) {
    memcpy (to, row, count * pixel);
    return;
  }
  guint samples = page->separate ? 1 : page->samples;
  for (guint32 i = 0; i < count; i++) {
    for (guint s = 0; s < samples; s++)
      put_sample (page, to + i * pixel + (plane + s) * size, row, (guint64)i * samples + s);
  }
}

static gboolean
decode_strips (const Decoder *self)
{
  const CsTiffPage *page = self->page;
  guint32 per_strip = page->rows;
  TIFFGetFieldDefaulted (self->tiff, TIFFTAG_ROWSPERSTRIP, &per_strip);
  per_strip = CLAMP (per_strip, 1, page->rows);
  tmsize_t line = TIFFScanlineSize (self->tiff);
  guint planes = page->separate ? page->samples : 1;
  for (guint plane = 0; plane < planes; plane++) {
    for (guint32 y = 0; y < page->rows; y += per_strip) {
      guint32 rows = MIN (per_strip, page->rows - y);
      guint32 strip = TIFFComputeStrip (self->tiff, y, (guint16)plane);
      tmsize_t need = line * (tmsize_t)rows;
      if (need <= 0 || (gsize)need > self->block_size ||
          TIFFReadEncodedStrip (self->tiff, strip, self->block, need) < need)
        return FALSE;
      for (guint32 i = 0; i < rows; i++)
        put_row (self, self->block + (gsize)i * (gsize)line, 0, y + i, page->columns, plane);
    }
  }
  return TRUE;
}

static gboolean
decode_tiles (const Decoder *self)
{
  const CsTiffPage *page = self->page;
  guint32 width = 0, height = 0;
  TIFFGetField (self->tiff, TIFFTAG_TILEWIDTH, &width);
  TIFFGetField (self->tiff, TIFFTAG_TILELENGTH, &height);
  tmsize_t line = TIFFTileRowSize (self->tiff);
  if (width == 0 || height == 0 || line <= 0 || (guint64)line * height > self->block_size)
    return FALSE;
  guint planes = page->separate ? page->samples : 1;
  for (guint plane = 0; plane < planes; plane++) {
    for (guint64 y = 0; y < page->rows; y += height) {
      for (guint64 x = 0; x < page->columns; x += width) {
        guint32 tile = TIFFComputeTile (self->tiff, (guint32)x, (guint32)y, 0, (guint16)plane);
        tmsize_t got =
            TIFFReadEncodedTile (self->tiff, tile, self->block, (tmsize_t)self->block_size);
        if (got < line * (tmsize_t)height)
          return FALSE;
        guint32 rows = (guint32)MIN (height, page->rows - y);
        guint32 count = (guint32)MIN (width, page->columns - x);
        for (guint32 i = 0; i < rows; i++)
          put_row (self, self->block + (gsize)i * (gsize)line, (guint32)x, (guint32)y + i, count,
                   plane);
      }
    }
  }
  return TRUE;
}

/* Colour maps are 16 bit, but some writers put bytes into them. */
static guint8 *
read_palette (TIFF *tiff, guint bits)
{
  guint16 *channel[3] = { NULL };
  if (!TIFFGetField (tiff, TIFFTAG_COLORMAP, &channel[0], &channel[1], &channel[2]))
    return NULL;
  gsize n = (gsize)1 << bits;
  gboolean wide = FALSE;
  for (gsize i = 0; i < n && !wide; i++)
    wide = channel[0][i] > 255 || channel[1][i] > 255 || channel[2][i] > 255;
  guint8 *palette = g_malloc (3 * n);
  for (gsize i = 0; i < 3 * n; i++) {
    guint16 value = channel[i % 3][i / 3];
    palette[i] = (guint8)(wide ? value >> 8 : value);
  }
  return palette;
}

static gboolean
decode_blocks (Decoder *self)
{
  guint64 size = self->page->tiled ? TIFFTileSize64 (self->tiff) : TIFFStripSize64 (self->tiff);
  if (size == 0 || size > CS_WIRE_MAX_FRAME)
    return FALSE;
  self->block_size = (gsize)size;
  self->block = g_try_malloc0 (self->block_size);
  if (self->block == NULL)
    return FALSE;
  gboolean good = self->page->tiled ? decode_tiles (self) : decode_strips (self);
  g_clear_pointer (&self->block, g_free);
  return good;
}

/* Asked for the orientation it has, libtiff does not turn the picture. */
static gboolean
decode_mixed (TIFF *tiff, const CsTiffPage *page, guint8 *pixels)
{
  gsize n = (gsize)page->rows * page->columns;
  guint32 *raster = n <= CS_WIRE_MAX_FRAME / 4 ? g_try_malloc (n * 4) : NULL;
  if (raster == NULL)
    return FALSE;
  int orientation = page->orientation >= 1 && page->orientation <= 8 ? (int)page->orientation
                                                                     : ORIENTATION_TOPLEFT;
  gboolean good =
      TIFFReadRGBAImageOriented (tiff, page->columns, page->rows, raster, orientation, 1) == 1;
  for (gsize i = 0; good && i < n; i++) {
    pixels[3 * i] = (guint8)TIFFGetR (raster[i]);
    pixels[3 * i + 1] = (guint8)TIFFGetG (raster[i]);
    pixels[3 * i + 2] = (guint8)TIFFGetB (raster[i]);
  }
  g_free (raster);
  return good;
}

gboolean
cs_tiff_page_decode (TIFF *tiff, const CsTiffPage *page, guint8 *pixels, const CsTiffStream *stream,
                     GError **error)
{
  gboolean good;
  if (page->way == CS_TIFF_MIXED) {
    good = decode_mixed (tiff, page, pixels);
  } else {
    Decoder self = { .tiff = tiff, .page = page, .pixels = pixels };
    if (page->way == CS_TIFF_PALETTE)
      self.palette = read_palette (tiff, page->file_bits);
    good = (page->way != CS_TIFF_PALETTE || self.palette != NULL) && decode_blocks (&self);
    g_free (self.palette);
  }
  if (good)
    return TRUE;
  g_autofree char *said = g_utf8_make_valid (stream->said, -1);
  return cs_fail (error, CS_ERROR_CORRUPT, "the picture is damaged or cut short%s%s",
                  *said ? ": " : "", said);
}
