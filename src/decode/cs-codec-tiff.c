/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-codec.h"
#include "cs-tiff.h"
#include "cs-wire.h"

#include <string.h>

#define MAX_PAGES 65535

static gboolean
tiff_matches (const guint8 *head, gsize size)
{
  return size >= 8 &&
         (memcmp (head, "II*\0", 4) == 0 || memcmp (head, "MM\0*", 4) == 0 ||
          memcmp (head, "II+\0\x08\0\0\0", 8) == 0 || memcmp (head, "MM\0+\0\x08\0\0", 8) == 0);
}

/* Pages that are another size of the same picture are not frames. */
static gboolean
is_preview (TIFF *tiff)
{
  guint32 kind = 0;
  TIFFGetFieldDefaulted (tiff, TIFFTAG_SUBFILETYPE, &kind);
  return (kind & FILETYPE_REDUCEDIMAGE) != 0;
}

/* The offsets of the directories that are frames: those like the first. The number of others goes
 * to RET_OTHERS. */
static GArray *
find_frames (TIFF *tiff, const CsTiffPage *first, guint *ret_others)
{
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint others = 0;
  for (guint i = 0; i < MAX_PAGES; i++) {
    CsTiffPage page;
    guint64 offset = TIFFCurrentDirOffset (tiff);
    if (i == 0 || (!is_preview (tiff) && cs_tiff_page_read (tiff, &page, NULL) &&
                   cs_tiff_page_like (&page, first)))
      g_array_append_val (frames, offset);
    else
      others++;
    if (!TIFFReadDirectory (tiff))
      break;
  }
  *ret_others = others;
  return frames;
}

static CsPicture
describe (const CsTiffPage *page, guint frames)
{
  return (CsPicture){
    .rows = page->rows,
    .columns = page->columns,
    .frames = frames,
    .samples = page->samples,
    .type = page->type,
    .bits = page->out_bits,
    .inverted = page->inverted,
    .alpha = page->alpha,
    .lossy = page->lossy,
    .icc = page->icc,
    .exif_orientation = page->orientation,
  };
}

static CsJson *
tiff_probe (const CsSource *source, gboolean headers, GError **error)
{
  CsTiffStream stream;
  CsTiffPage page;
  TIFF *tiff = cs_tiff_open (&stream, source, error);
  if (tiff == NULL)
    return NULL;
  if (!cs_tiff_page_read (tiff, &page, error)) {
    TIFFClose (tiff);
    return NULL;
  }
  gboolean whole = cs_tiff_page_is_whole (tiff, source->size);
  guint others = 0;
  g_autoptr (GArray) frames = find_frames (tiff, &page, &others);
  CsPicture picture = describe (&page, frames->len);
  g_autofree char *other_pages = NULL;
  if (!whole)
    picture.damage = "the file ends before the picture does";
  if (others > 0)
    picture.note = other_pages =
        g_strdup_printf ("%u pages of another kind or size are left out", others);
  TIFFClose (tiff);
  return cs_picture_to_json (&picture, error);
}

static gboolean
tiff_frame (const CsSource *source, const CsFrameJob *job, GError **error)
{
  CsTiffStream stream;
  CsTiffPage page;
  TIFF *tiff = cs_tiff_open (&stream, source, error);
  if (tiff == NULL)
    return FALSE;
  gboolean good = cs_tiff_page_read (tiff, &page, error);
  if (good && job->frame > 0) {
    guint others;
    g_autoptr (GArray) frames = find_frames (tiff, &page, &others);
    good = job->frame < frames->len &&
           TIFFSetSubDirectory (tiff, g_array_index (frames, guint64, job->frame));
    if (!good)
      cs_fail (error, CS_ERROR_CORRUPT, "the page is missing");
    good = good && cs_tiff_page_read (tiff, &page, error);
  }
  CsPicture picture = describe (&page, good ? job->frame + 1 : 0);
  good = good && cs_picture_check (&picture, job, error) &&
         cs_tiff_page_decode (tiff, &page, job->pixels, &stream, error);
  TIFFClose (tiff);
  return good;
}

const CsCodec cs_codec_tiff = {
  .id = "tiff",
  .media_type = "image/tiff",
  .matches = tiff_matches,
  .probe = tiff_probe,
  .frame = tiff_frame,
};
