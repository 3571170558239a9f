/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-thumbnail.h"
#include "cs-contour.h"
#include "cs-picture-view.h"
#include "cs-pictures.h"

#define FILLS 0.6 /* of the picture, by a mark; cs_viewport_show leaves it a third */

typedef struct {
  CsPictures *pictures;
  gulong loaded;
  CsFrameKey key;
  gboolean known;       /* the item, to the pictures */
  CsThumbnailWish wish; /* its pointers are those below, or NULL */
  CsWindowLevel window;
  CsMark *mark;
  CsMarkBounds bounds; /* of the mark and what is beside it */
  char *colour;
  CsPicture *picture;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;
  if (making->known)
    cs_pictures_leave (making->pictures, &making->key.item);
  g_clear_object (&making->pictures);
  cs_mark_unref (making->mark);
  cs_picture_unref (making->picture);
  g_free (making->colour);
  g_free (making);
}

/* What the picture is to show; nothing for a mark without a place. */
static void
find_bounds (Making *making)
{
  CsMarkBounds bounds = { 0 };
  if (making->mark == NULL || !cs_mark_bounds (making->mark, &making->bounds))
    return;
  CsMarkBounds *all = &making->bounds;
  if (making->wish.beside != NULL && cs_mark_bounds (making->wish.beside, &bounds))
    *all = (CsMarkBounds){ MIN (all->x0, bounds.x0), MIN (all->y0, bounds.y0),
                           MAX (all->x1, bounds.x1), MAX (all->y1, bounds.y1) };
  gint64 across = (gint64)((double)(all->x1 - all->x0) * (0.5 - 1 / (6 * FILLS)));
  gint64 down = (gint64)((double)(all->y1 - all->y0) * (0.5 - 1 / (6 * FILLS)));
  *all = (CsMarkBounds){ all->x0 + across, all->y0 + down, all->x1 - across, all->y1 - down };
}

static Making *
making_new (CsSession *session, const CsThumbnailWish *wish)
{
  Making *making = g_new0 (Making, 1);
  making->pictures = g_object_ref (cs_pictures_of (session));
  making->wish = *wish;
  making->mark = wish->mark != NULL ? cs_mark_ref (wish->mark) : NULL;
  making->colour = g_strdup (wish->colour);
  find_bounds (making);
  making->wish.beside = NULL;
  if (wish->window != NULL)
    making->window = *wish->window;
  return making;
}

/* --- painting, on a thread of its own --- */

static void
lay_out (CsViewport *viewport, const Making *making)
{
  double width = making->wish.width, height = making->wish.height;
  cs_picture_view_init (viewport, making->picture);
  cs_viewport_set_view (viewport, width, height, 1);
  if (making->mark != NULL && making->mark->kind->bounds != NULL) {
    cs_viewport_show (viewport, &making->bounds, TRUE);
    return;
  }
  gboolean across = viewport->turns % 2 == 1;
  double wide = viewport->width * viewport->pixel_x, high = viewport->height * viewport->pixel_y;
  double zoom = MAX (width / (across ? high : wide), height / (across ? wide : high));
  cs_viewport_zoom_to (viewport, zoom, width / 2, height / 2);
}

static void
draw_mark (const Making *making, const CsViewport *viewport, cairo_surface_t *surface)
{
  CsViewportMatrix matrix = { 0 };
  CsMarkScale scale = cs_viewport_scale (viewport);
  GdkRGBA colour = cs_contour_colour (making->colour != NULL ? making->colour : "#9b9b9b");
  cs_viewport_matrix (viewport, &matrix);
  cairo_t *cr = cairo_create (surface);
  cs_contour_draw (cr, making->mark, &matrix, &scale, &colour,
                   making->wish.before ? CS_CONTOUR_BEFORE : CS_CONTOUR_REST, FALSE);
  cairo_destroy (cr);
}

static GdkTexture *
paint (const Making *making)
{
  guint width = making->wish.width, height = making->wish.height;
  CsViewport viewport = { 0 };
  CsWindowLevel window = making->window;
  g_autoptr (CsWindowTable) table = cs_window_table_new ();
  gsize stride = width * sizeof (guint32);
  guint32 *pixels = g_malloc0 (stride * height);
  CsPixelBuffer out = { pixels, stride, width, height };
  lay_out (&viewport, making);
  cs_window_table_fill (table, making->picture, &window);
  cs_picture_view_render (making->picture, table, &viewport, &out);
  if (making->mark != NULL) {
    cairo_surface_t *surface = cairo_image_surface_create_for_data (
        (guchar *)pixels, CAIRO_FORMAT_ARGB32, (int)width, (int)height, (int)stride);
    draw_mark (making, &viewport, surface);
    cairo_surface_finish (surface);
    cairo_surface_destroy (surface);
  }
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, stride * height);
  return gdk_memory_texture_new ((int)width, (int)height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
paint_thread (GTask *painting, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (painting, paint (data), g_object_unref);
}

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_task_return_pointer (task, g_task_propagate_pointer (G_TASK (result), NULL), g_object_unref);
}

/* The thread may be the last to let go of what it is given, so that is not the task, which holds
 * the session. */
static void
start_painting (GTask *task)
{
  g_autoptr (GTask) painting = g_task_new (NULL, NULL, painted_cb, g_object_ref (task));
  g_task_set_task_data (painting, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (painting, paint_thread);
}

/* --- waiting for the frame --- */

static void
choose_window (Making *making)
{
  const CsSeriesView *series = cs_pictures_series (making->pictures, &making->key.item);
  if (making->wish.window == NULL)
    making->window = cs_window_level_default (
        making->picture, series != NULL ? cs_series_view_windows (series) : NULL);
}

static gboolean
try_now (GTask *task)
{
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;
  if (g_task_return_error_if_cancelled (task))
    return TRUE;
  making->picture = cs_pictures_request (making->pictures, &making->key, &error);
  if (making->picture != NULL)
    choose_window (making);
  if (making->picture != NULL)
    start_painting (task);
  else if (error != NULL)
    g_task_return_error (task, error);
  return making->picture != NULL || error != NULL;
}

static void
loaded_cb (CsPictures *pictures, const CsFrameKey *key, GTask *task)
{
  Making *making = g_task_get_task_data (task);
  if (!cs_gid_equal (&key->item, &making->key.item) || key->part != making->key.part ||
      key->frame != making->key.frame || !try_now (task))
    return;
  g_clear_signal_handler (&making->loaded, making->pictures);
}

static void
unref_task (gpointer task, GClosure *closure)
{
  g_object_unref (task);
}

static void
begin (GTask *task)
{
  Making *making = g_task_get_task_data (task);
  if (!try_now (task))
    making->loaded = g_signal_connect_data (making->pictures, "loaded", G_CALLBACK (loaded_cb),
                                            g_object_ref (task), unref_task, 0);
  g_object_unref (task);
}

void
cs_thumbnail_async (CsSession *session, const CsGid *item, const CsJson *facts, guint part,
                    guint frame, const CsThumbnailWish *wish, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Making *making = making_new (session, wish);
  making->key = (CsFrameKey){ .item = *item, .part = part, .frame = frame };
  g_task_set_task_data (task, making, making_free);
  cs_pictures_know (making->pictures, item, facts);
  making->known = TRUE;
  begin (task);
}

/* --- of a case --- */

static gpointer
items_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  return cs_project_case_items (desk->project, &reader, data, error);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    g_task_return_error (task, error);
    return;
  }
  g_autoptr (GPtrArray) rows = value;
  for (guint i = 0; i < rows->len; i++) {
    const CsItemRow *row = rows->pdata[i];
    if (g_str_equal (row->kind, "text"))
      continue;
    making->key = (CsFrameKey){ .item = row->gid };
    cs_pictures_know (making->pictures, &row->gid, row->facts);
    making->known = TRUE;
    begin (g_steal_pointer (&task));
    return;
  }
  g_task_return_new_error (task, CS_ERROR, CS_ERROR_NOT_FOUND, "this case has no picture");
}

void
cs_thumbnail_case_async (CsSession *session, const CsGid *case_gid, const CsThumbnailWish *wish,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_task_data (task, making_new (session, wish), making_free);
  CsJobSpec spec = { .run = items_job,
                     .data = g_memdup2 (case_gid, sizeof *case_gid),
                     .free_data = g_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (session, &spec, cancellable, items_cb, task);
}

GdkTexture *
cs_thumbnail_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
