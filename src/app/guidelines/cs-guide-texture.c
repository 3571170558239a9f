/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guide-texture.h"
#include "cs-frame-render.h"
#include "cs-guideline-draft.h"

#include <glib-unix.h>
#include <unistd.h>

#define KEPT_MAX 24 /* textures of a session: what a page shows at once */

typedef struct {
  CsHash hash;
  guint size;
} Wish;

/* --- those that were loaded --- */

typedef struct {
  Wish wish;
  GdkTexture *texture;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;
  g_object_unref (kept->texture);
  g_free (kept);
}

static void
kept_list_free (gpointer data)
{
  g_queue_free_full (data, kept_free);
}

/* The last one first. */
static GQueue *
kept_of (CsSession *session)
{
  GQueue *kept = g_object_get_data (G_OBJECT (session), "cs-guide-textures");
  if (kept != NULL)
    return kept;
  kept = g_queue_new ();
  g_object_set_data_full (G_OBJECT (session), "cs-guide-textures", kept, kept_list_free);
  return kept;
}

GdkTexture *
cs_guide_texture_peek (CsSession *session, const CsHash *hash, guint size)
{
  for (GList *at = kept_of (session)->head; at != NULL; at = at->next) {
    const Kept *kept = at->data;
    if (kept->wish.size == size && cs_hash_equal (&kept->wish.hash, hash))
      return kept->texture;
  }
  return NULL;
}

static void
keep (CsSession *session, const Wish *wish, GdkTexture *texture)
{
  GQueue *list = kept_of (session);
  if (cs_guide_texture_peek (session, &wish->hash, wish->size) != NULL)
    return;
  Kept *kept = g_new0 (Kept, 1);
  kept->wish = *wish;
  kept->texture = g_object_ref (texture);
  g_queue_push_head (list, kept);
  if (g_queue_get_length (list) > KEPT_MAX)
    kept_free (g_queue_pop_tail (list));
}

/* --- loading --- */

/* All of PICTURE in pixels for the screen. */
static GdkTexture *
paint (const CsPicture *picture, guint size)
{
  guint columns = picture->frame->columns, rows = picture->frame->rows;
  double step = MAX (1.0, MAX (columns, rows) / (double)size);
  guint width = MAX (1u, (guint)(columns / step)), height = MAX (1u, (guint)(rows / step));
  gsize stride = width * sizeof (guint32);
  CsWindowLevel window = cs_window_level_default (picture, NULL);
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

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer texture = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &texture, &error)) {
    g_task_return_error (task, error);
    return;
  }
  keep (CS_SESSION (source), g_task_get_task_data (task), texture);
  g_task_return_pointer (task, texture, g_object_unref);
}

void
cs_guide_texture_async (CsSession *session, const CsHash *hash, guint size,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const Wish wish = { *hash, size };
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE); /* the session says so in its own words */
  g_task_set_task_data (task, g_memdup2 (&wish, sizeof wish), g_free);
  CsJobSpec spec = { .run = texture_job,
                     .data = g_memdup2 (&wish, sizeof wish),
                     .free_data = g_free,
                     .free_result = g_object_unref };
  cs_session_run_async (session, &spec, cancellable, loaded_cb, task);
}

GdkTexture *
cs_guide_texture_finish (CsSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
