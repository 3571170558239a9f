/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-codestream.h"

#include <openjpeg.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (opj_codec_t, opj_destroy_codec)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (opj_stream_t, opj_stream_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (opj_image_t, opj_image_destroy)

typedef struct {
  const guint8 *data;
  gsize size, at;
} Memory;

static OPJ_SIZE_T
memory_read (void *to, OPJ_SIZE_T size, void *user)
{
  Memory *memory = user;
  gsize use = MIN (size, memory->size - memory->at);
  if (use == 0)
    return (OPJ_SIZE_T)-1;
  memcpy (to, memory->data + memory->at, use);
  memory->at += use;
  return use;
}

static OPJ_OFF_T
memory_skip (OPJ_OFF_T size, void *user)
{
  Memory *memory = user;
  if (size < 0)
    return -1;
  gsize use = MIN ((guint64)size, memory->size - memory->at);
  memory->at += use;
  return (OPJ_OFF_T)use;
}

static OPJ_BOOL
memory_seek (OPJ_OFF_T offset, void *user)
{
  Memory *memory = user;
  if (offset < 0 || (guint64)offset > memory->size)
    return OPJ_FALSE;
  memory->at = (gsize)offset;
  return OPJ_TRUE;
}

static void
note_error (const char *message, void *user)
{
  char *said = user;
  if (said[0] == '\0')
    g_strlcpy (said, message, 200);
}

static opj_stream_t *
open_stream (Memory *memory)
{
  opj_stream_t *stream = opj_stream_default_create (OPJ_TRUE);
  if (stream == NULL)
    return NULL;
  opj_stream_set_read_function (stream, memory_read);
  opj_stream_set_skip_function (stream, memory_skip);
  opj_stream_set_seek_function (stream, memory_seek);
  opj_stream_set_user_data (stream, memory, NULL);
  opj_stream_set_user_data_length (stream, memory->size);
  return stream;
}

static gboolean
check_image (const opj_image_t *image, const CsTarget *target, GError **error)
{
  if (!cs_target_check (target, image->y1 - image->y0, image->x1 - image->x0, image->numcomps,
                        error))
    return FALSE;
  for (guint i = 0; i < image->numcomps; i++) {
    const opj_image_comp_t *comp = &image->comps[i];
    if (comp->dx != 1 || comp->dy != 1)
      return cs_fail (error, CS_ERROR_UNSUPPORTED, "JPEG 2000 with subsampled components");
    if (comp->prec < 1 || comp->prec > MIN (31, 8 * target->width))
      return cs_fail (error, CS_ERROR_CORRUPT, "its JPEG 2000 data have %u bits a sample",
                      comp->prec);
  }
  return TRUE;
}

static gboolean
copy_image (const opj_image_t *image, const CsTarget *target, GError **error)
{
  gsize n = (gsize)target->rows * target->columns;
  for (guint s = 0; s < image->numcomps; s++) {
    const opj_image_comp_t *comp = &image->comps[s];
    if (comp->data == NULL || comp->w != target->columns || comp->h != target->rows)
      return cs_fail (error, CS_ERROR_CORRUPT, "its JPEG 2000 data are damaged");
    for (gsize i = 0; i < n; i++) {
      guint32 value = (guint32)comp->data[i];
      if (G_BYTE_ORDER == G_BIG_ENDIAN)
        value <<= 8 * (4 - target->width);
      memcpy (target->out + (i * image->numcomps + s) * target->width, &value, target->width);
    }
  }
  return TRUE;
}

/* The codestream begins with SOC and SIZ; somewhere before the first tile COD says whether the
 * components were transformed. */
static gboolean
has_transform (const guint8 *data, gsize size)
{
  const guint8 *start = memmem (data, size, "\xff\x4f\xff\x51", 4);
  gsize at = start != NULL ? (gsize)(start - data) + 2 : size;
  while (at + 9 < size && data[at] == 0xff && data[at + 1] != 0x90) {
    if (data[at + 1] == 0x52)
      return data[at + 8] != 0;
    at += 2 + ((gsize)data[at + 2] << 8 | data[at + 3]);
  }
  return FALSE;
}

gboolean
cs_j2k_decode (const guint8 *data, gsize size, const CsTarget *target, CsStreamFacts *ret_facts,
               GError **error)
{
  char said[200] = "";
  Memory memory = { data, size, 0 };
  opj_dparameters_t parameters;
  gboolean boxed = size >= 8 && memcmp (data + 4, "jP  ", 4) == 0;
  g_autoptr (opj_codec_t) codec = opj_create_decompress (boxed ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K);
  g_autoptr (opj_stream_t) stream = open_stream (&memory);
  g_autoptr (opj_image_t) image = NULL;
  opj_set_default_decoder_parameters (&parameters);
  if (codec == NULL || stream == NULL || !opj_setup_decoder (codec, &parameters))
    return cs_fail (error, CS_ERROR_LIMIT, "no memory for a decoder");
  opj_set_error_handler (codec, note_error, said);
  gboolean good = opj_read_header (stream, codec, &image) && image != NULL;
  if (good && !check_image (image, target, error))
    return FALSE;
  good = good && opj_decode (codec, stream, image) && opj_end_decompress (codec, stream);
  if (!good) {
    g_autofree char *clean = g_utf8_make_valid (g_strstrip (said), -1);
    return cs_fail (error, CS_ERROR_CORRUPT, "its JPEG 2000 data are damaged (%s)", clean);
  }
  *ret_facts = (CsStreamFacts){ image->comps[0].prec, has_transform (data, size) };
  return copy_image (image, target, error);
}
