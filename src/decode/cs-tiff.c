/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tiff.h"
#include "cs-wire.h"

#include <stdio.h>
#include <string.h>

/* --- the stream --- */

static tmsize_t
stream_read (thandle_t handle, void *buffer, tmsize_t size)
{
  CsTiffStream *self = handle;
  gsize got = cs_source_read (self->source, self->offset, buffer, (gsize)size);
  self->offset += got;
  return (tmsize_t)got;
}

static tmsize_t
stream_write (thandle_t handle, void *buffer, tmsize_t size)
{
  return 0;
}

static toff_t
stream_seek (thandle_t handle, toff_t offset, int whence)
{
  CsTiffStream *self = handle;
  if (whence == SEEK_CUR)
    offset += self->offset;
  else if (whence == SEEK_END)
    offset += self->source->size;
  self->offset = offset;
  return offset;
}

static int
stream_close (thandle_t handle)
{
  return 0;
}

static toff_t
stream_size (thandle_t handle)
{
  return ((CsTiffStream *)handle)->source->size;
}

static int note_error (TIFF *tiff, void *data, const char *module, const char *format, va_list args)
    G_GNUC_PRINTF (4, 0);

static int
note_error (TIFF *tiff, void *data, const char *module, const char *format, va_list args)
{
  CsTiffStream *self = data;
  if (self->said[0] == '\0')
    g_vsnprintf (self->said, sizeof self->said, format, args);
  return 1;
}

static int
ignore_warning (TIFF *tiff, void *data, const char *module, const char *format, va_list args)
{
  return 1;
}

static gboolean
fail_tiff (GError **error, const CsTiffStream *stream, const char *what)
{
  g_autofree char *said = g_utf8_make_valid (stream->said, -1);
  g_strdelimit (said, "\n\r\t", ' ');
  return cs_fail (error, CS_ERROR_CORRUPT, "%s (%s)", what, *said != '\0' ? said : "no details");
}

TIFF *
cs_tiff_open (CsTiffStream *stream, const CsSource *source, GError **error)
{
  *stream = (CsTiffStream){ .source = source };
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFFOpenOptionsSetMaxSingleMemAlloc (options, (tmsize_t)CS_WIRE_MAX_FRAME);
  TIFFOpenOptionsSetErrorHandlerExtR (options, note_error, stream);
  TIFFOpenOptionsSetWarningHandlerExtR (options, ignore_warning, stream);
  /* Unmapped, because a file may shrink; without the chopping up of strips, which lies. */
  TIFF *tiff = TIFFClientOpenExt ("tiff", "rmc", stream, stream_read, stream_write, stream_seek,
                                  stream_close, stream_size, NULL, NULL, options);
  TIFFOpenOptionsFree (options);
  if (tiff == NULL)
    fail_tiff (error, stream, "the TIFF file has no readable page");
  return tiff;
}

/* --- what a page holds --- */

static gboolean
choose_samples (CsTiffPage *page, GError **error)
{
  page->samples = page->file_samples;
  page->out_bits = page->file_bits;
  gboolean real = page->format == SAMPLEFORMAT_IEEEFP;
  gboolean whole = page->format == SAMPLEFORMAT_INT;
  if (!real && !whole && page->format != SAMPLEFORMAT_UINT && page->format != SAMPLEFORMAT_VOID)
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "a TIFF page of complex numbers");
  if (real && page->file_bits == 32)
    page->type = CS_PIXEL_F32;
  else if (real && page->file_bits == 64)
    page->type = CS_PIXEL_F64;
  else if (!real && page->file_bits == 32)
    page->type = whole ? CS_PIXEL_I32 : CS_PIXEL_U32;
  else if (!real && page->file_bits == 16)
    page->type = whole ? CS_PIXEL_I16 : CS_PIXEL_U16;
  else if (!real && page->file_bits == 8)
    page->type = whole ? CS_PIXEL_I8 : CS_PIXEL_U8;
  else if (!real && !whole && page->file_bits >= 1 && page->file_bits < 16)
    page->type = page->file_bits < 8 ? CS_PIXEL_U8 : CS_PIXEL_U16;
  else
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "a TIFF page with %u bits a sample",
                    page->file_bits);
  return TRUE;
}

static gboolean
choose_way (TIFF *tiff, CsTiffPage *page, GError **error)
{
  gboolean grey =
      page->photometric == PHOTOMETRIC_MINISBLACK || page->photometric == PHOTOMETRIC_MINISWHITE;
  page->inverted = page->photometric == PHOTOMETRIC_MINISWHITE;
  if (page->photometric == PHOTOMETRIC_PALETTE && page->file_samples == 1 &&
      page->file_bits <= 16 && page->format != SAMPLEFORMAT_IEEEFP) {
    page->way = CS_TIFF_PALETTE;
    page->samples = 3;
    page->type = CS_PIXEL_U8;
    page->out_bits = 8;
    return TRUE;
  }
  gboolean jpeg_colour = page->photometric == PHOTOMETRIC_YCBCR &&
                         page->compression == COMPRESSION_JPEG && page->file_bits == 8 &&
                         page->file_samples == 3 && !page->separate;
  if (jpeg_colour)
    TIFFSetField (tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  if (jpeg_colour || page->photometric == PHOTOMETRIC_RGB || grey) {
    page->way = CS_TIFF_SAMPLES;
    guint least = page->photometric == PHOTOMETRIC_RGB ? 3 : 1;
    if (page->file_samples < least || page->file_samples > 4 || (grey && page->file_samples > 2))
      return cs_fail (error, CS_ERROR_UNSUPPORTED, "a TIFF page with %u channels",
                      page->file_samples);
    return choose_samples (page, error);
  }
  char why[1024];
  if (!TIFFRGBAImageOK (tiff, why))
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "a TIFF page of a kind that we do not show: %s",
                    why);
  page->way = CS_TIFF_MIXED;
  page->samples = 3;
  page->type = CS_PIXEL_U8;
  page->out_bits = 8;
  return TRUE;
}

gboolean
cs_tiff_page_read (TIFF *tiff, CsTiffPage *ret_page, GError **error)
{
  CsTiffPage page = { 0 };
  guint16 bits = 1, samples = 1, format = SAMPLEFORMAT_UINT, planar = PLANARCONFIG_CONTIG;
  guint16 compression = COMPRESSION_NONE, photometric = 0, orientation = 0, n_extra = 0;
  guint16 *extra = NULL;
  guint32 rows = 0, columns = 0, icc_size = 0;
  void *icc = NULL;
  TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, &rows);
  TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, &columns);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_BITSPERSAMPLE, &bits);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_SAMPLEFORMAT, &format);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_PLANARCONFIG, &planar);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_COMPRESSION, &compression);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_EXTRASAMPLES, &n_extra, &extra);
  if (!TIFFGetField (tiff, TIFFTAG_PHOTOMETRIC, &photometric))
    photometric = samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
  if (TIFFGetField (tiff, TIFFTAG_ORIENTATION, &orientation))
    page.orientation = orientation;
  page.icc = TIFFGetField (tiff, TIFFTAG_ICCPROFILE, &icc_size, &icc) == 1;
  page.rows = rows;
  page.columns = columns;
  page.file_bits = bits;
  page.file_samples = samples;
  page.format = format;
  page.compression = compression;
  page.photometric = photometric;
  page.separate = planar == PLANARCONFIG_SEPARATE && samples > 1;
  page.tiled = TIFFIsTiled (tiff) != 0;
  page.lossy = compression == COMPRESSION_JPEG || compression == COMPRESSION_OJPEG ||
               compression == COMPRESSION_WEBP;
  if (rows == 0 || columns == 0 || samples == 0)
    return cs_fail (error, CS_ERROR_CORRUPT, "a TIFF page without a size");
  if (!TIFFIsCODECConfigured (compression))
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "a TIFF page with compression scheme %u",
                    compression);
  if (!choose_way (tiff, &page, error))
    return FALSE;
  page.alpha = page.way == CS_TIFF_SAMPLES && n_extra > 0 && extra[0] != EXTRASAMPLE_UNSPECIFIED &&
               (samples == 2 || samples == 4);
  *ret_page = page;
  return TRUE;
}

gboolean
cs_tiff_page_like (const CsTiffPage *a, const CsTiffPage *b)
{
  return a->rows == b->rows && a->columns == b->columns && a->samples == b->samples &&
         a->type == b->type && a->out_bits == b->out_bits && a->inverted == b->inverted &&
         a->alpha == b->alpha;
}

gboolean
cs_tiff_page_is_whole (TIFF *tiff, guint64 file_size)
{
  guint32 n = TIFFIsTiled (tiff) ? TIFFNumberOfTiles (tiff) : TIFFNumberOfStrips (tiff);
  for (guint32 i = 0; i < n; i++) {
    guint64 offset = TIFFGetStrileOffset (tiff, i), size = TIFFGetStrileByteCount (tiff, i);
    if (offset > file_size || size > file_size - offset)
      return FALSE;
  }
  return TRUE;
}
