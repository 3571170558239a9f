/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dicom-facts.h"

#include <string.h>

static guint
read16 (const guint8 *at, gboolean big)
{
  return big ? (guint)at[0] << 8 | at[1] : (guint)at[1] << 8 | at[0];
}

/* Files without preamble and marker begin with a plausible first element. */
static gboolean
looks_like_data_set (const guint8 *head, gsize size, gboolean big)
{
  if (size < 16)
    return FALSE;
  guint group = read16 (head, big), element = read16 (head + 2, big);
  if ((group != 0x0002 && group != 0x0008) || element > 0x0020)
    return FALSE;
  if (g_ascii_isupper (head[4]) && g_ascii_isupper (head[5]))
    return read16 (head + 6, big) <= 64 || element == 0x0001;
  guint low = read16 (head + (big ? 6 : 4), big), high = read16 (head + (big ? 4 : 6), big);
  return high == 0 && low <= 64 && low % 2 == 0;
}

static gboolean
dicom_matches (const guint8 *head, gsize size)
{
  return (size >= 132 && memcmp (head + 128, "DICM", 4) == 0) ||
         looks_like_data_set (head, size, FALSE) || looks_like_data_set (head, size, TRUE);
}

/* What stands between stored values and light besides slope and window. */
static void
put_luts (CsJson *json, const CsDicomItem *root)
{
  CsJson *list = cs_json_new_array ();
  g_autofree char *shape = cs_dicom_word (root, 0x20500020, 0);
  if (cs_dicom_count_items (root, 0x00283000) > 0)
    cs_json_append (list, cs_json_new_string ("modality"));
  if (cs_dicom_count_items (root, 0x00283010) > 0)
    cs_json_append (list, cs_json_new_string ("voi"));
  if (g_strcmp0 (shape, "INVERSE") == 0)
    cs_json_append (list, cs_json_new_string ("inverse"));
  if (cs_json_length (list) > 0)
    cs_json_put (json, "lut", list);
  else
    cs_json_unref (list);
}

static gint64
settle_sign (double value, const CsDicomPicture *picture)
{
  gint64 whole = (gint64)CLAMP (value, G_MININT32, G_MAXUINT32);
  gint64 span = (gint64)1 << picture->allocated;
  if (picture->is_signed && picture->allocated >= 8 && whole >= span / 2 && whole < span)
    whole -= span;
  return whole;
}

static void
put_padding (CsJson *json, const CsDicomPicture *picture)
{
  const CsDicomItem *root = cs_dicom_root (picture->dicom);
  double value, limit;
  if (!cs_dicom_number (root, 0x00280120, 0, &value))
    return;
  CsJson *padding = cs_json_new_object ();
  cs_json_put_int (padding, "value", settle_sign (value, picture));
  if (cs_dicom_number (root, 0x00280121, 0, &limit))
    cs_json_put_int (padding, "limit", settle_sign (limit, picture));
  cs_json_put (json, "padding", padding);
}

static void
put_syntax (CsJson *json, const CsDicom *dicom)
{
  const char *uid = cs_dicom_transfer_syntax (dicom);
  const CsDicomSyntax *syntax = cs_dicom_syntax_find (uid);
  g_autofree char *clean = g_utf8_make_valid (uid, -1);
  if (cs_json_text_ok (clean) && *clean != '\0')
    cs_json_put_string (json, "transfer_syntax", clean);
  if (syntax != NULL)
    cs_json_put_string (json, "transfer_syntax_name", syntax->name);
}

static void
put_picture (CsJson *json, const CsDicomPicture *picture)
{
  const CsDicomItem *root = cs_dicom_root (picture->dicom);
  cs_json_put_int (json, "rows", picture->rows);
  cs_json_put_int (json, "columns", picture->columns);
  cs_json_put_int (json, "frames", picture->frames);
  cs_json_put_int (json, "samples", picture->samples);
  cs_json_put_string (json, "pixel", cs_pixel_nick (picture->type));
  cs_json_put_int (json, "bits_allocated", picture->allocated);
  cs_json_put_int (json, "bits_stored", picture->stored);
  cs_json_put_string (json, "photometric", cs_dicom_picture_photometric (picture));
  g_autofree char *lossy = cs_dicom_word (root, 0x00282110, 0);
  cs_json_put_bool (json, "lossy", picture->syntax->lossy || g_strcmp0 (lossy, "01") == 0);
  put_luts (json, root);
  put_padding (json, picture);
  cs_dicom_put_frames (json, picture);
  if (picture->damage != NULL) {
    CsJson *damage = cs_json_new_array ();
    cs_json_append (damage, cs_json_new_string (picture->damage));
    cs_json_put (json, "damage", damage);
  }
}

static CsJson *
dicom_probe (const CsSource *source, gboolean headers, GError **error)
{
  g_autoptr (CsDicom) dicom = cs_dicom_open (source, error);
  if (dicom == NULL)
    return NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (CsDicomPicture) picture = cs_dicom_picture_new (dicom, &local);
  if (picture == NULL && !headers) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  CsJson *json = cs_json_new_object ();
  put_syntax (json, dicom);
  cs_dicom_put_ids (json, dicom);
  cs_dicom_put_regions (json, dicom);
  if (picture != NULL) {
    put_picture (json, picture);
    return json;
  }
  static const char *const zeros[] = { "rows", "columns", "frames", "samples" };
  for (guint i = 0; i < G_N_ELEMENTS (zeros); i++)
    cs_json_put_int (json, zeros[i], 0);
  CsJson *damage = cs_json_new_array ();
  cs_json_append (damage, cs_json_new_string (local->message));
  cs_json_put (json, "damage", damage);
  return json;
}

static gboolean
dicom_frame (const CsSource *source, const CsFrameJob *job, GError **error)
{
  g_autoptr (CsDicom) dicom = cs_dicom_open (source, error);
  g_autoptr (CsDicomPicture) picture = dicom != NULL ? cs_dicom_picture_new (dicom, error) : NULL;
  if (picture == NULL)
    return FALSE;
  gboolean colour = !job->stored && cs_dicom_picture_is_palette (picture);
  if (job->frame >= picture->frames || job->rows != picture->rows ||
      job->columns != picture->columns || job->samples != (colour ? 3 : picture->samples) ||
      job->type != (colour ? CS_PIXEL_U8 : picture->type))
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "the file is no longer the one that was looked at before");
  return cs_dicom_picture_decode (picture, job, error);
}

const CsCodec cs_codec_dicom = {
  .id = "dicom",
  .media_type = "application/dicom",
  .matches = dicom_matches,
  .probe = dicom_probe,
  .frame = dicom_frame,
};
