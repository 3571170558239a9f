/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guide-texture.h"
#include "cs-frame-render.h"
#include "cs-guideline-draft.h"

#include <glib-unix.h>
#include <unistd.h>

typedef struct {
  CsHash hash;
  guint size;
} Wish;

/* All of PICTURE in pixels for the screen. */
static GdkTexture *
paint (const CsPicture *picture, guint size)
{
  guint columns = picture->frame->columns, rows = picture->frame->rows;
  double step = MAX (1.0, MAX (columns, rows) / (double)size);
  guint width = MAX (1u, (guint)(columns / step)), height = MAX (1u, (guint)(rows / step));
  gsize stride = width * sizeof (guint32);
  CsWindowLevel window = cs_window_level_default (picture);
  g_autoptr (CsWindowTable) table = cs_window_table_new ();
  CsMatrix matrix = { .xx = columns / (double)width, .yy = rows / (double)height };
  guint32 *pixels = g_malloc0 (stride * height);
  CsPixelBuffer out = { pixels, stride, width, height };
  cs_window_table_fill (table, picture, &window);
  cs_frame_render (picture, table, &matrix, CS_RESAMPLE_SMOOTH, &out);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, stride * height);
  return gdk_memory_texture_new ((int)width, (int)height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static CsPicture *
decode (CsDecoder *decoder, int fd, gint64 size, GError **error)
{
  const char *name = "the picture";
  g_autoptr (CsProbe) probe = cs_decoder_probe (decoder, fd, size, name, CS_PROBE_DEFAULT, error);
  g_autoptr (CsFrame) frame =
      probe != NULL ? cs_decoder_frame (decoder, fd, size, name, probe, 0, CS_FRAME_VALUES, error)
                    : NULL;
  return frame != NULL ? cs_picture_new (frame, probe, 0) : NULL;
}

static gpointer
texture_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Wish *wish = data;
  gint64 size = 0;
  CsDecoder *decoder = cs_job_decoder (job, error);
  int fd = decoder != NULL ? cs_guideline_draft_open_picture (desk, &wish->hash, &size, error) : -1;
  if (fd < 0)
    return NULL;
  g_autoptr (CsPicture) picture = decode (decoder, fd, size, error);
  close (fd);
  return picture != NULL ? paint (picture, wish->size) : NULL;
}

void
cs_guide_texture_async (CsSession *session, const CsHash *hash, guint size,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Wish *wish = g_new0 (Wish, 1);
  wish->hash = *hash;
  wish->size = size;
  CsJobSpec spec = {
    .run = texture_job, .data = wish, .free_data = g_free, .free_result = g_object_unref
  };
  cs_session_run_async (session, &spec, cancellable, callback, user_data);
}

GdkTexture *
cs_guide_texture_finish (CsSession *session, GAsyncResult *result, GError **error)
{
  gpointer texture = NULL;
  return cs_session_run_finish (session, result, &texture, error) ? texture : NULL;
}
