/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-vips.h"
#include "cs-wire.h"

#include <string.h>

#define STRIP_ROWS 64

gboolean
cs_vips_start (GError **error)
{
  if (vips_init ("countersign-decode") != 0)
    return cs_fail (error, CS_ERROR_FAILED, "libvips does not start: %s", vips_error_buffer ());
  vips_concurrency_set (1);
  vips_cache_set_max (0);
  return TRUE;
}

static gboolean
fail_vips (GError **error, const char *what)
{
  g_autofree char *said = g_strdelimit (g_strdup (vips_error_buffer ()), "\n", ' ');
  vips_error_clear ();
  g_strstrip (said);
  g_autofree char *clean = g_utf8_make_valid (said, -1);
  if (*clean == '\0')
    return cs_fail (error, CS_ERROR_CORRUPT, "%s", what);
  return cs_fail (error, CS_ERROR_CORRUPT, "%s (%s)", what, clean);
}

static VipsImage *
load (const guint8 *data, gsize size, CsVipsLoader loader, GError **error)
{
  VipsImage *image = NULL;
  if (loader ((void *)data, size, &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
              VIPS_FAIL_ON_ERROR, NULL) == 0)
    return image;
  fail_vips (error, "the picture's header is damaged");
  return NULL;
}

static gboolean
describe (VipsImage *image, CsPicture *ret_picture, GError **error)
{
  VipsBandFormat format = vips_image_get_format (image);
  int bands = vips_image_get_bands (image);
  if ((format != VIPS_FORMAT_UCHAR && format != VIPS_FORMAT_USHORT) || bands < 1 || bands > 4)
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "pixels of a kind that we do not show");
  CsPicture picture = {
    .rows = (guint32)vips_image_get_height (image),
    .columns = (guint32)vips_image_get_width (image),
    .frames = 1,
    .type = format == VIPS_FORMAT_UCHAR ? CS_PIXEL_U8 : CS_PIXEL_U16,
    .samples = (guint32)bands,
    .icc = vips_image_get_typeof (image, VIPS_META_ICC_NAME) != 0,
  };
  picture.bits = 8 * cs_pixel_size (picture.type);
  /* Ink becomes light. */
  if (vips_image_get_interpretation (image) == VIPS_INTERPRETATION_CMYK && bands == 4)
    picture.samples = 3;
  else
    picture.alpha = bands == 2 || bands == 4;
  if (vips_image_get_typeof (image, VIPS_META_ORIENTATION) != 0)
    picture.exif_orientation = (guint)vips_image_get_orientation (image);
  *ret_picture = picture;
  return TRUE;
}

gboolean
cs_vips_probe (const CsSource *source, CsVipsLoader loader, CsPicture *ret_picture, GError **error)
{
  const guint8 *map = cs_source_map (source, CS_WIRE_MAX_FRAME, error);
  if (map == NULL)
    return FALSE;
  VipsImage *image = load (map, (gsize)source->size, loader, error);
  gboolean good = image != NULL && describe (image, ret_picture, error);
  g_clear_object (&image);
  cs_source_unmap (source, map);
  return good;
}

static void
copy_row (guint8 *to, const guint8 *from, guint columns, gboolean ink, gsize row_size)
{
  if (!ink) {
    memcpy (to, from, row_size);
    return;
  }
  for (guint x = 0; x < columns; x++, from += 4) {
    for (guint i = 0; i < 3; i++)
      *to++ = (guint8)(((255 - from[i]) * (255 - from[3]) + 127) / 255);
  }
}

static gboolean
copy_pixels (VipsImage *image, const CsFrameJob *job, GError **error)
{
  VipsRegion *region = vips_region_new (image);
  gboolean ink = vips_image_get_bands (image) == 4 && job->samples == 3;
  gsize row_size = job->size / job->rows;
  gboolean good = region != NULL;
  for (guint y = 0; good && y < job->rows; y += STRIP_ROWS) {
    int rows = (int)MIN (STRIP_ROWS, job->rows - y);
    VipsRect strip = { 0, (int)y, (int)job->columns, rows };
    good = vips_region_prepare (region, &strip) == 0;
    for (int i = 0; good && i < rows; i++)
      copy_row (job->pixels + (y + (guint)i) * row_size, VIPS_REGION_ADDR (region, 0, (int)y + i),
                job->columns, ink, row_size);
  }
  g_clear_object (&region);
  return good || fail_vips (error, "the picture is damaged or cut short");
}

gboolean
cs_vips_frame (const CsSource *source, CsVipsLoader loader, const CsFrameJob *job, GError **error)
{
  const guint8 *map = cs_source_map (source, CS_WIRE_MAX_FRAME, error);
  if (map == NULL)
    return FALSE;
  CsPicture picture = { 0 };
  VipsImage *image = load (map, (gsize)source->size, loader, error);
  gboolean good = image != NULL && describe (image, &picture, error) &&
                  cs_picture_check (&picture, job, error) && copy_pixels (image, job, error);
  g_clear_object (&image);
  cs_source_unmap (source, map);
  return good;
}
