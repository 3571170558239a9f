/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-canvas.h"

static void
host_scene (gpointer host, CsToolScene *ret_scene)
{
  CsTestCanvas *canvas = host;
  cs_mark_set_unref (canvas->visible);
  canvas->visible = cs_mark_hold_visible (canvas->hold, canvas->set);
  canvas->scene.set = canvas->set;
  canvas->scene.visible = canvas->visible;
  canvas->scene.hold = canvas->hold;
  canvas->scene.others = (const guint64 *)(gpointer)canvas->others->data;
  canvas->scene.n_others = canvas->others->len;
  canvas->scene.label = canvas->label;
  canvas->scene.kinds = canvas->kinds;
  *ret_scene = canvas->scene;
}

static guint64
host_new_id (gpointer host)
{
  return ((CsTestCanvas *)host)->next_id++;
}

static void
check (const CsTestCanvas *canvas, const CsMark *mark)
{
  g_autoptr (GError) error = NULL;
  const CsMarkExtent part = { canvas->scene.width, canvas->scene.height, canvas->frames };
  const CsMarkSpace space = { &part, 1, -1 };
  cs_mark_check_space (mark, &space, &error);
  g_assert_no_error (error);
}

static void
host_preview (gpointer host, const CsMark *mark)
{
  CsTestCanvas *canvas = host;
  if (mark != NULL)
    check (canvas, mark);
  g_clear_pointer (&canvas->preview, cs_mark_unref);
  canvas->preview = cs_mark_ref (mark);
}

static void
host_commit (gpointer host, CsMarkEdit *edit)
{
  CsTestCanvas *canvas = host;
  g_autoptr (GError) error = NULL;
  g_assert_false (canvas->scene.read_only);
  g_assert_false (cs_mark_edit_is_empty (edit));
  g_assert_true (cs_mark_hold_check (canvas->hold, canvas->set, edit, NULL));
  for (guint i = 0; i < edit->n_put; i++) {
    check (canvas, edit->put[i]);
    canvas->newest = edit->put[i]->id;
  }
  CsMarkSet *set = cs_mark_edit_apply (canvas->set, edit, &error);
  g_assert_no_error (error);
  cs_mark_set_check_links (set, &error);
  g_assert_no_error (error);
  g_assert_false (cs_mark_set_equal (set, canvas->set));
  cs_mark_set_unref (canvas->set);
  canvas->set = set;
  canvas->commits++;
}

static void
host_select (gpointer host, guint64 id)
{
  CsTestCanvas *canvas = host;
  g_assert_true (id == 0 || cs_mark_set_get (canvas->set, id) != NULL);
  canvas->scene.selected = id;
  g_array_set_size (canvas->others, 0);
}

static void
host_select_many (gpointer host, const guint64 *ids, guint n)
{
  CsTestCanvas *canvas = host;
  g_assert_cmpuint (n, >, 0);
  g_autofree guint64 *copy = g_memdup2 (ids, n * sizeof *ids); /* they may be of the scene */
  host_select (host, copy[n - 1]);
  for (guint i = 0; i + 1 < n; i++) {
    g_assert_nonnull (cs_mark_set_get (canvas->set, copy[i]));
    for (guint k = i + 1; k < n; k++)
      g_assert_cmpuint (copy[i], !=, copy[k]);
    g_array_append_val (canvas->others, copy[i]);
  }
}

static void
host_preview_others (gpointer host, const GPtrArray *marks)
{
  CsTestCanvas *canvas = host;
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    check (canvas, marks->pdata[i]);
  g_clear_pointer (&canvas->preview_others, g_ptr_array_unref);
  canvas->preview_others = marks != NULL ? g_ptr_array_ref ((GPtrArray *)marks) : NULL;
}

static void
host_band (gpointer host, gboolean shown, const double corners[4])
{
  ((CsTestCanvas *)host)->band = shown;
}

static void
host_cursor (gpointer host, CsToolCursor cursor)
{
  ((CsTestCanvas *)host)->cursor = cursor;
}

static void
host_status (gpointer host, const char *sentence)
{
  ((CsTestCanvas *)host)->status = sentence;
}

static void
host_elsewhere (gpointer host, guint part, guint frame)
{
  CsTestCanvas *canvas = host;
  g_assert_cmpuint (part, ==, canvas->scene.part);
  g_assert_cmpuint (frame, !=, canvas->scene.frame);
  canvas->status = "go back to it";
}

static void
host_crosshair (gpointer host, gboolean shown, double x, double y)
{
  CsTestCanvas *canvas = host;
  canvas->crosshair = shown;
  canvas->crosshair_x = x;
  canvas->crosshair_y = y;
}

static const CsToolHost host_table = {
  host_scene,  host_new_id,    host_preview,   host_commit,      host_select,         host_cursor,
  host_status, host_elsewhere, host_crosshair, host_select_many, host_preview_others, host_band,
};

void
cs_test_canvas_init (CsTestCanvas *canvas, guint width, guint height)
{
  *canvas = (CsTestCanvas){
    .set = cs_mark_set_new_empty (),
    .hold = cs_mark_hold_new (),
    .scene = { .width = width, .height = height },
    .frames = 3,
    .label = g_strdup ("a"),
    .pointer = { .scale = { 10, 10 }, .time = G_USEC_PER_SEC },
    .next_id = 1001,
    .others = g_array_new (FALSE, FALSE, sizeof (guint64)),
  };
}

void
cs_test_canvas_clear (CsTestCanvas *canvas)
{
  g_clear_pointer (&canvas->tool, cs_tool_free);
  g_clear_pointer (&canvas->preview, cs_mark_unref);
  g_clear_pointer (&canvas->preview_others, g_ptr_array_unref);
  g_clear_pointer (&canvas->others, g_array_unref);
  g_clear_pointer (&canvas->set, cs_mark_set_unref);
  g_clear_pointer (&canvas->visible, cs_mark_set_unref);
  g_clear_pointer (&canvas->hold, cs_mark_hold_free);
  g_clear_pointer (&canvas->label, g_free);
}

void
cs_test_canvas_take_tool (CsTestCanvas *canvas, const CsToolKind *kind)
{
  g_clear_pointer (&canvas->tool, cs_tool_free);
  canvas->tool = cs_tool_new (kind, &host_table, canvas);
}

static void
apply (CsTestCanvas *canvas, GPtrArray *put, GArray *gone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, gone, NULL, &error);
  g_assert_no_error (error);
  CsMarkSet *set = cs_mark_edit_apply (canvas->set, edit, &error);
  g_assert_no_error (error);
  cs_mark_set_unref (canvas->set);
  canvas->set = set;
}

void
cs_test_canvas_put (CsTestCanvas *canvas, CsMark *mark)
{
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (put, mark);
  apply (canvas, put, NULL);
}

void
cs_test_canvas_remove (CsTestCanvas *canvas, guint64 id)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_array_append_val (gone, id);
  apply (canvas, NULL, gone);
  for (guint i = canvas->others->len; i > 0; i--)
    if (g_array_index (canvas->others, guint64, i - 1) == id)
      g_array_remove_index (canvas->others, i - 1);
  if (canvas->scene.selected == id) {
    canvas->scene.selected = 0;
    g_array_set_size (canvas->others, 0);
  }
}

CsMark *
cs_test_canvas_mark (const CsTestCanvas *canvas, guint64 id, const CsMarkKind *kind,
                     const gint64 *values, guint n_values)
{
  const CsMarkRing ring = { 0, n_values / 2, FALSE };
  gboolean polygon = kind == &cs_mark_kind_polygon;
  const CsMarkInit init = {
    .id = id,
    .kind = kind,
    .label = "a",
    .item = canvas->scene.item,
    .part = canvas->scene.part,
    .frame = kind->target == CS_MARK_TARGET_IMAGE ? canvas->scene.frame : 0,
    .values = values,
    .n_values = n_values,
    .rings = polygon ? &ring : NULL,
    .n_rings = polygon,
    .how = CS_MARK_HOW_ACCEPTED,
    .source = "model",
    .confidence = -1,
  };
  return cs_mark_new (&init, NULL);
}

static const CsToolPointer *
at (CsTestCanvas *canvas, double x, double y)
{
  canvas->pointer.x = x;
  canvas->pointer.y = y;
  return &canvas->pointer;
}

void
cs_test_canvas_press (CsTestCanvas *canvas, double x, double y)
{
  cs_tool_press (canvas->tool, at (canvas, x, y));
}

void
cs_test_canvas_motion (CsTestCanvas *canvas, double x, double y)
{
  cs_tool_motion (canvas->tool, at (canvas, x, y));
}

void
cs_test_canvas_release (CsTestCanvas *canvas, double x, double y)
{
  cs_tool_release (canvas->tool, at (canvas, x, y));
}
