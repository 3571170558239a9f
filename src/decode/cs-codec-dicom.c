/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dicom-facts.h"

#include <string.h>
#include <sys/stat.h>

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
  cs_codec_put_sentence (json, "damage", picture->damage);
}

/* The file that was asked about last: the frames of one come one by one, and reading its header
 * each time would cost more than they do. */
static struct {
  CsSource source; /* its descriptor is that of the present question */
  struct stat file;
  CsDicom *dicom;
  CsDicomPicture *picture; /* NULL: FAILURE says why */
  GError *failure;
} last;

static void
forget (void)
{
  g_clear_pointer (&last.picture, cs_dicom_picture_free);
  g_clear_pointer (&last.dicom, cs_dicom_close);
  g_clear_error (&last.failure);
}

static gboolean
is_last (const CsSource *source, const struct stat *file)
{
  return last.dicom != NULL && source->size == last.source.size &&
         file->st_dev == last.file.st_dev && file->st_ino == last.file.st_ino &&
         file->st_size == last.file.st_size &&
         memcmp (&file->st_mtim, &last.file.st_mtim, sizeof file->st_mtim) == 0 &&
         memcmp (&file->st_ctim, &last.file.st_ctim, sizeof file->st_ctim) == 0;
}

/* Fills LAST. FALSE when the file has no readable header. */
static gboolean
look_at (const CsSource *source, GError **error)
{
  struct stat file;
  if (fstat (source->fd, &file) != 0)
    return cs_fail (error, CS_ERROR_FAILED, "the file cannot be examined");
  if (is_last (source, &file)) {
    last.source.fd = source->fd;
    return TRUE;
  }
  forget ();
  last.source = *source;
  last.file = file;
  last.dicom = cs_dicom_open (&last.source, error);
  if (last.dicom == NULL)
    return FALSE;
  last.picture = cs_dicom_picture_new (last.dicom, &last.failure);
  return TRUE;
}

/* What was inflated is not kept in memory for a question that may not come. */
static void
look_away (void)
{
  if (last.dicom != NULL && cs_dicom_size (last.dicom) != last.source.size)
    forget ();
}

static CsJson *
describe (gboolean headers, GError **error)
{
  if (last.picture == NULL && !headers) {
    *error = g_error_copy (last.failure);
    return NULL;
  }
  CsJson *json = cs_json_new_object ();
  put_syntax (json, last.dicom);
  cs_dicom_put_ids (json, last.dicom);
  cs_dicom_put_regions (json, last.dicom);
  if (last.picture != NULL) {
    put_picture (json, last.picture);
    return json;
  }
  static const char *const zeros[] = { "rows", "columns", "frames", "samples" };
  for (guint i = 0; i < G_N_ELEMENTS (zeros); i++)
    cs_json_put_int (json, zeros[i], 0);
  cs_codec_put_sentence (json, "damage", last.failure->message);
  return json;
}

static CsJson *
dicom_probe (const CsSource *source, gboolean headers, GError **error)
{
  g_autoptr (GError) local = NULL;
  CsJson *json = look_at (source, &local) ? describe (headers, &local) : NULL;
  look_away ();
  if (json == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return json;
}

static gboolean
dicom_context (const CsSource *source, CsJson *json, GError **error)
{
  gboolean good = look_at (source, error);
  if (good)
    cs_dicom_put_context (json, last.dicom);
  look_away ();
  return good;
}

static gboolean
decode (const CsDicomPicture *picture, const CsFrameJob *job, GError **error)
{
  gboolean colour = !job->stored && cs_dicom_picture_is_palette (picture);
  if (job->frame >= picture->frames || job->rows != picture->rows ||
      job->columns != picture->columns || job->samples != (colour ? 3 : picture->samples) ||
      job->type != (colour ? CS_PIXEL_U8 : picture->type))
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "the file is no longer the one that was looked at before");
  return cs_dicom_picture_decode (picture, job, error);
}

static gboolean
dicom_frame (const CsSource *source, const CsFrameJob *job, GError **error)
{
  gboolean good = look_at (source, error);
  if (good && last.picture == NULL) {
    g_propagate_error (error, g_error_copy (last.failure));
    good = FALSE;
  }
  good = good && decode (last.picture, job, error);
  look_away ();
  return good;
}

const CsCodec cs_codec_dicom = {
  .id = "dicom",
  .media_type = "application/dicom",
  .matches = dicom_matches,
  .probe = dicom_probe,
  .context = dicom_context,
  .frame = dicom_frame,
};
