/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-codec.h"
#include "cs-guess.h"
#include "cs-wire.h"

#define CS_CODEC(name) extern const CsCodec cs_codec_##name;
#include "codecs.def"
#undef CS_CODEC

static const CsCodec *const codecs[] = {
#define CS_CODEC(name) &cs_codec_##name,
#include "codecs.def"
#undef CS_CODEC
};

const CsCodec *
cs_codec_find (const CsSource *source, GError **error)
{
  guint8 head[CS_CODEC_HEAD];
  gsize size = cs_source_read (source, 0, head, sizeof head);
  if (source->size == 0) {
    cs_fail (error, CS_ERROR_CORRUPT, "the file is empty");
    return NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++) {
    if (codecs[i]->matches (head, size))
      return codecs[i];
  }
  cs_fail (error, CS_ERROR_UNSUPPORTED, "%s; pictures must be DICOM, PNG, JPEG or TIFF",
           cs_guess_kind (head, size));
  return NULL;
}

CsJson *
cs_codec_probe (const CsSource *source, gboolean headers, gboolean context, GError **error)
{
  const CsCodec *codec = cs_codec_find (source, error);
  g_autoptr (CsJson) json = codec != NULL ? codec->probe (source, headers, error) : NULL;
  if (json == NULL || (context && codec->context != NULL && !codec->context (source, json, error)))
    return NULL;
  cs_json_put_string (json, "format", codec->id);
  cs_json_put_string (json, "media_type", codec->media_type);
  return g_steal_pointer (&json);
}

gboolean
cs_codec_frame (const CsSource *source, const CsFrameJob *job, GError **error)
{
  const CsCodec *codec = cs_codec_find (source, error);
  return codec != NULL && codec->frame (source, job, error);
}

void
cs_codec_put_sentence (CsJson *json, const char *key, const char *text)
{
  if (text == NULL)
    return;
  CsJson *list = cs_json_new_array ();
  cs_json_append (list, cs_json_new_string (text));
  cs_json_put (json, key, list);
}

CsJson *
cs_picture_to_json (const CsPicture *picture, GError **error)
{
  if (cs_pixel_frame_size (picture->type, picture->rows, picture->columns, picture->samples,
                           CS_WIRE_MAX_FRAME) == 0) {
    cs_fail (error, CS_ERROR_LIMIT, "%u x %u pixels are more than we show; make it smaller",
             picture->columns, picture->rows);
    return NULL;
  }
  CsJson *json = cs_json_new_object ();
  cs_json_put_int (json, "rows", picture->rows);
  cs_json_put_int (json, "columns", picture->columns);
  cs_json_put_int (json, "frames", picture->frames);
  cs_json_put_int (json, "samples", picture->samples);
  cs_json_put_string (json, "pixel", cs_pixel_nick (picture->type));
  cs_json_put_int (json, "bits_allocated", 8 * cs_pixel_size (picture->type));
  cs_json_put_int (json, "bits_stored", picture->bits);
  const char *grey = picture->inverted ? "MONOCHROME1" : "MONOCHROME2";
  cs_json_put_string (json, "photometric", picture->samples >= 3 ? "RGB" : grey);
  cs_json_put_bool (json, "alpha", picture->alpha);
  cs_json_put_bool (json, "lossy", picture->lossy);
  cs_json_put_bool (json, "icc_profile", picture->icc);
  if (picture->exif_orientation >= 1 && picture->exif_orientation <= 8)
    cs_json_put_int (json, "exif_orientation", picture->exif_orientation);
  CsFrameGeometry geometry = { .rows = picture->rows, .columns = picture->columns };
  CsJson *shared = cs_json_new_object ();
  cs_json_put (shared, "geometry", cs_frame_geometry_to_json (&geometry));
  cs_json_put (json, "shared", shared);
  cs_codec_put_sentence (json, "damage", picture->damage);
  cs_codec_put_sentence (json, "notes", picture->note);
  return json;
}

gboolean
cs_picture_check (const CsPicture *picture, const CsFrameJob *job, GError **error)
{
  if (job->frame < picture->frames && job->type == picture->type && job->rows == picture->rows &&
      job->columns == picture->columns && job->samples == picture->samples)
    return TRUE;
  return cs_fail (error, CS_ERROR_CORRUPT,
                  "the file is no longer the one that was looked at before");
}
