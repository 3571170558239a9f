/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-picture.h"
#include "cs-canvas-private.h"

#include <math.h>

guint
cs_test_picture_place (CsCaseModel *model)
{
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if (cs_case_model_item (model, i)->text == NULL)
      return i;
  g_assert_not_reached ();
}

gboolean
cs_test_picture_is_shown (CsTestWindow *window, gpointer canvas)
{
  CsCaseModel *model = cs_main_window_case (window->window);
  return cs_canvas_state (canvas) == CS_CANVAS_SHOWN &&
         cs_canvas_unit (canvas) == cs_case_model_unit_at (model, (guint)cs_canvas_item (canvas));
}

gboolean
cs_test_picture_has_keys (CsTestWindow *window, gpointer unused)
{
  GtkWidget *canvas = cs_test_window_find (GTK_WIDGET (window->window), CS_TYPE_CANVAS, 0);
  return canvas != NULL && cs_test_picture_is_shown (window, canvas) &&
         cs_test_window_has_focus (window, canvas);
}

CsCanvas *
cs_test_picture_go (CsTestWindow *window, CsCaseModel *model, gint64 unit)
{
  cs_case_model_go (model, cs_test_picture_place (model), unit);
  cs_test_window_settle (window);
  GtkWidget *canvas = cs_test_window_find (GTK_WIDGET (window->window), CS_TYPE_CANVAS, 0);
  gtk_widget_grab_focus (canvas);
  cs_test_window_wait (window, cs_test_picture_is_shown, canvas);
  cs_test_window_settle (window);
  return CS_CANVAS (canvas);
}

void
cs_test_picture_open (CsTestPicture *picture, const char *title, gint64 unit)
{
  picture->model = cs_test_window_open_case (&picture->window, title);
  picture->canvas = cs_test_picture_go (&picture->window, picture->model, unit);
}

gboolean
cs_test_picture_begin (CsTestPicture *picture, const char *schema)
{
  if (!cs_test_window_can ())
    return FALSE;
  cs_test_window_begin (&picture->window, "sample-ana", 1366, 768, schema);
  cs_test_picture_open (picture, "Patient 2", 0);
  return TRUE;
}

void
cs_test_picture_wait_shown (CsTestPicture *picture)
{
  cs_test_window_wait (&picture->window, cs_test_picture_is_shown, picture->canvas);
}

GtkWidget *
cs_test_picture_root (CsTestPicture *picture)
{
  return GTK_WIDGET (picture->window.window);
}

/* --- keys and pointer --- */

void
cs_test_picture_press (CsTestPicture *picture, const char *keys)
{
  cs_test_window_keys (&picture->window, keys);
  cs_test_window_settle (&picture->window);
}

void
cs_test_picture_seen_at (CsTestPicture *picture, double x, double y, int *ret_dx, int *ret_dy)
{
  const CsViewport *viewport = &cs_canvas_look (picture->canvas)->viewport;
  GtkWidget *canvas = GTK_WIDGET (picture->canvas);
  double view_x = 0, view_y = 0;
  cs_viewport_to_view (viewport, x, y, &view_x, &view_y);
  *ret_dx = (int)lround (view_x - gtk_widget_get_width (canvas) / 2.0);
  *ret_dy = (int)lround (view_y - gtk_widget_get_height (canvas) / 2.0);
}

void
cs_test_picture_drag (CsTestPicture *picture, const char *held, double x0, double y0, double x1,
                      double y1)
{
  int from_x = 0, from_y = 0, to_x = 0, to_y = 0;
  cs_test_picture_seen_at (picture, x0, y0, &from_x, &from_y);
  cs_test_picture_seen_at (picture, x1, y1, &to_x, &to_y);
  if (held != NULL)
    cs_test_window_key_down (&picture->window, held);
  cs_test_window_drag (&picture->window, GTK_WIDGET (picture->canvas), from_x, from_y, to_x, to_y);
  if (held != NULL)
    cs_test_window_key_up (&picture->window, held);
  cs_test_window_settle (&picture->window);
}

/* --- marks --- */

guint64
cs_test_picture_put_box (CsTestPicture *picture, const char *label, gint64 x, gint64 y)
{
  const gint64 values[] = { x, y, x + 40000, y + 30000 };
  gint64 unit = 0;
  guint at = cs_case_model_place (picture->model, &unit);
  CsMarkInit init = { .id = cs_case_model_new_id (picture->model),
                      .kind = &cs_mark_kind_box,
                      .label = label,
                      .item = cs_case_model_item (picture->model, at)->row->gid,
                      .values = values,
                      .n_values = G_N_ELEMENTS (values),
                      .how = CS_MARK_HOW_IMPORTED,
                      .source = "finder 2",
                      .confidence = 500 };
  cs_case_model_frame_at (picture->model, at, unit, &init.part, &init.frame);
  cs_test_window_put (picture->model, &init);
  cs_test_window_settle (&picture->window);
  return init.id;
}

guint
cs_test_picture_n_marks (CsTestPicture *picture)
{
  return cs_case_model_marks (picture->model)->n_marks;
}

const CsMark *
cs_test_picture_selected (CsTestPicture *picture)
{
  return cs_mark_set_get (cs_case_model_marks (picture->model),
                          cs_case_model_selected (picture->model));
}
