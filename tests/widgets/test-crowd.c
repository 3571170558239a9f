/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A frame full of marks: what is drawn once and kept is what would be drawn anew, and the list has
 * a row of whatever is selected. */
#include "cs-canvas-crowd.h"
#include "cs-finding-row.h"
#include "cs-test-picture.h"

#include <string.h>

#define SHAPES 420
#define VIEW 600

static CsMark *
new_box (CsTestPicture *world, guint64 id, gint64 x, gint64 y)
{
  g_autoptr (GError) error = NULL;
  const gint64 values[] = { x, y, x + 6000, y + 4000 };
  const CsMarkInit init = { .id = id,
                            .kind = &cs_mark_kind_box,
                            .label = "mass",
                            .item = cs_canvas_case_item (world->canvas)->row->gid,
                            .values = values,
                            .n_values = G_N_ELEMENTS (values),
                            .how = CS_MARK_HOW_IMPORTED,
                            .source = "finder 2",
                            .confidence = 500 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

static void
put_many (CsTestPicture *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < SHAPES; i++)
    g_ptr_array_add (put, new_box (world, cs_case_model_new_id (world->model),
                                   10000 + 11000 * (i % 20), 8000 + 11000 * (i / 20)));
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_case_model_edit (world->model, edit, &error));
  g_assert_no_error (error);
  cs_test_window_settle (&world->window);
}

static gboolean
begin (CsTestPicture *world)
{
  static const char schema[] = "{\"format\":\"countersign-schema-1\",\"name\":\"Many\",\"labels\":"
                               "[{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"box\"]}]}";
  if (!cs_test_picture_begin (world, schema))
    return FALSE;
  put_many (world);
  return TRUE;
}

/* --- drawing --- */

typedef GskRenderNode *(*Layer) (CsCanvas *canvas);

static cairo_surface_t *
paint (CsTestPicture *world, Layer layer)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, VIEW, VIEW);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node = layer (world->canvas);
  if (node != NULL) { /* there is something */
    gsk_render_node_draw (node, cr);
    gsk_render_node_unref (node);
  }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gsize
size_of (cairo_surface_t *surface)
{
  return (gsize)cairo_image_surface_get_stride (surface) * VIEW;
}

static gboolean
same (cairo_surface_t *a, cairo_surface_t *b)
{
  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), size_of (a)) ==
         0;
}

/* As drawn now, and not as BEFORE; what is kept is what is drawn when nothing is. */
static cairo_surface_t *
assert_layer (CsTestPicture *world, Layer layer, cairo_surface_t *before)
{
  cairo_surface_t *kept = paint (world, layer);
  g_assert_true (world->canvas->crowded);
  for (guint i = 0; i < CS_N_CROWDS; i++)
    cs_canvas_crowd_clear (world->canvas->crowds[i]);
  cairo_surface_t *anew = paint (world, layer);
  g_assert_true (same (kept, anew));
  g_assert_true (before == NULL || !same (before, kept));
  g_clear_pointer (&before, cairo_surface_destroy);
  cairo_surface_destroy (kept);
  return anew;
}

static cairo_surface_t *
assert_drawn (CsTestPicture *world, cairo_surface_t *before)
{
  return assert_layer (world, cs_canvas_marks_node, before);
}

static void
test_drawn (void)
{
  CsTestPicture world = { 0 };
  g_autoptr (GError) error = NULL;
  if (!begin (&world))
    return;
  cairo_surface_t *drawn = assert_drawn (&world, NULL);
  guint n = 0;
  guint64 first = cs_case_model_order (world.model, &n)[0];
  g_autoptr (CsMark) moved = new_box (&world, first, 41000, 43000);
  g_assert_true (cs_case_model_put (world.model, moved, &error));
  drawn = assert_drawn (&world, drawn);
  g_assert_true (cs_case_model_remove (world.model, first, &error));
  drawn = assert_drawn (&world, drawn);
  cs_case_model_hold_mark (world.model, cs_case_model_order (world.model, &n)[0], CS_MARK_HIDDEN,
                           TRUE);
  drawn = assert_drawn (&world, drawn);
  gtk_widget_activate_action (GTK_WIDGET (world.canvas), "view.zoom", "i", 2);
  drawn = assert_drawn (&world, drawn);
  cs_viewport_pan (&cs_canvas_look (world.canvas)->viewport, 37, -21);
  cs_canvas_look_changed (world.canvas);
  drawn = assert_drawn (&world, drawn);
  cairo_surface_destroy (drawn);
  cs_test_window_end (&world.window);
}

/* Many that are selected; one of them is hidden, one taken out, one moved. */
static void
test_selected (void)
{
  CsTestPicture world = { 0 };
  g_autoptr (GError) error = NULL;
  if (!begin (&world))
    return;
  guint n = 0;
  const guint64 *ids = cs_case_model_order (world.model, &n);
  guint64 first = ids[0];
  cs_case_model_select_many (world.model, ids, n - 100, ids[1]);
  cairo_surface_t *drawn = assert_layer (&world, cs_canvas_live_node, NULL);
  cs_case_model_hold_mark (world.model, ids[7], CS_MARK_HIDDEN, TRUE);
  drawn = assert_layer (&world, cs_canvas_live_node, drawn);
  cs_case_model_select_many (world.model, ids, n - 120, ids[1]);
  drawn = assert_layer (&world, cs_canvas_live_node, drawn);
  g_autoptr (CsMark) moved = new_box (&world, first, 41000, 43000);
  g_assert_true (cs_case_model_put (world.model, moved, &error));
  drawn = assert_layer (&world, cs_canvas_live_node, drawn);
  cs_case_model_select_many (world.model, ids, 0, 0);
  drawn = assert_layer (&world, cs_canvas_live_node, drawn);
  cairo_surface_destroy (drawn);
  cs_test_window_end (&world.window);
}

static void
test_magnified (void)
{
  CsTestPicture world = { 0 };
  g_autoptr (GError) error = NULL;
  if (!begin (&world))
    return;
  world.canvas->pointer_inside = TRUE;
  world.canvas->pointer_x = world.canvas->pointer_y = 200;
  gtk_widget_activate_action (GTK_WIDGET (world.canvas), "view.magnifier", NULL);
  cs_test_window_settle (&world.window);
  cairo_surface_t *drawn = assert_layer (&world, cs_canvas_lens_node, NULL);
  world.canvas->pointer_x += 30;
  drawn = assert_layer (&world, cs_canvas_lens_node, drawn);
  double x = 0, y = 0;
  cs_canvas_to_picture (world.canvas, 230, 200, &x, &y);
  guint n = 0;
  const guint64 *ids = cs_case_model_order (world.model, &n);
  g_autoptr (CsMark) moved = new_box (&world, ids[0], (gint64)(x * 1000), (gint64)(y * 1000));
  g_assert_true (cs_case_model_put (world.model, moved, &error));
  drawn = assert_layer (&world, cs_canvas_lens_node, drawn);
  gtk_widget_activate_action (GTK_WIDGET (world.canvas), "view.magnifier", NULL);
  drawn = assert_layer (&world, cs_canvas_lens_node, drawn);
  cairo_surface_destroy (drawn);
  cs_test_window_end (&world.window);
}

/* Nobody pays for a selection with all that is drawn. */
static void
test_selection_keeps (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint n = 0;
  const guint64 *ids = cs_case_model_order (world.model, &n);
  cs_case_model_select (world.model, ids[3], FALSE);
  cs_test_window_settle (&world.window);
  GskRenderNode *node = world.canvas->marks_node;
  g_assert_nonnull (node);
  cs_case_model_select (world.model, ids[5], FALSE);
  cs_test_window_settle (&world.window);
  g_assert_true (world.canvas->marks_node == node);
  cs_test_window_end (&world.window);
}

/* --- the list --- */

static GtkWidget *
row_of (CsTestPicture *world, guint64 id)
{
  GtkWidget *root = GTK_WIDGET (world->window.window);
  GtkWidget *row;
  for (guint i = 0; (row = cs_test_window_find (root, CS_TYPE_FINDING_ROW, i)) != NULL; i++)
    if (cs_finding_row_id (CS_FINDING_ROW (row)) == id)
      return row;
  return NULL;
}

/* The rows are those of the marks from FIRST on, each once, and no other is selected. */
static void
assert_rows (CsTestPicture *world, guint first)
{
  guint n = 0;
  const guint64 *ids = cs_case_model_order (world->model, &n);
  GtkWidget *row = row_of (world, ids[first]);
  g_assert_nonnull (row);
  g_assert_null (gtk_widget_get_prev_sibling (row));
  for (guint i = 0; i < MIN (n - first, 200); i++, row = gtk_widget_get_next_sibling (row)) {
    g_assert_cmpuint (cs_finding_row_id (CS_FINDING_ROW (row)), ==, ids[first + i]);
    g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)) ==
                   cs_case_model_is_selected (world->model, ids[first + i]));
  }
  g_assert_null (row);
}

/* Rows are taken over by other marks: near ones, which have some of them, and far ones. */
static void
test_jumps (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint n = 0;
  const guint64 *ids = cs_case_model_order (world.model, &n);
  const guint ways[] = { 0, n - 1, n - 30, 205, 204, 3, 211, 0 };
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    guint at = ways[i];
    cs_case_model_select (world.model, ids[at], FALSE);
    if (at == 204)
      continue; /* at once, before all rows are there */
    cs_test_window_settle (&world.window);
    GtkWidget *row = row_of (&world, ids[at]);
    g_assert_nonnull (row);
    if (i == 1)
      gtk_widget_grab_focus (row);
    else if (i > 1)
      g_assert_true (cs_test_window_has_focus (&world.window, row));
  }
  assert_rows (&world, 0);
  cs_case_model_select (world.model, ids[300], FALSE);
  cs_test_window_settle (&world.window);
  assert_rows (&world, 294);
  cs_test_window_keys (&world.window, "Delete");
  cs_test_window_settle (&world.window);
  assert_rows (&world, 294);
  cs_test_window_end (&world.window);
}

static void
test_list (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint n = 0;
  const guint64 *ids = cs_case_model_order (world.model, &n);
  GtkWidget *root = GTK_WIDGET (world.window.window);
  g_assert_cmpuint (n, >=, SHAPES);
  cs_case_model_select (world.model, ids[0], FALSE);
  cs_test_window_settle (&world.window);
  g_assert_nonnull (row_of (&world, ids[0]));
  g_assert_null (row_of (&world, ids[n - 1]));
  cs_case_model_select (world.model, ids[n - 1], FALSE);
  cs_test_window_settle (&world.window);
  GtkWidget *row = row_of (&world, ids[n - 1]);
  g_assert_nonnull (row);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)));
  g_assert_null (row_of (&world, ids[0]));
  for (guint above = n - 18, i = 0; i < 2; i++, above -= 100) {
    g_autofree char *words = g_strdup_printf ("%u earlier findings", above);
    GtkWidget *earlier = cs_test_window_find_words (root, words);
    g_assert_nonnull (earlier);
    g_signal_emit_by_name (gtk_widget_get_ancestor (earlier, GTK_TYPE_BUTTON), "clicked");
    cs_test_window_settle (&world.window);
  }
  assert_rows (&world, n - 218);
  /* The one that is selected is still that, though it has no row. */
  g_assert_null (row_of (&world, ids[n - 1]));
  g_assert_true (cs_case_model_is_selected (world.model, ids[n - 1]));
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/crowd/drawn", test_drawn);
  g_test_add_func ("/crowd/selected", test_selected);
  g_test_add_func ("/crowd/magnified", test_magnified);
  g_test_add_func ("/crowd/selection-keeps", test_selection_keeps);
  g_test_add_func ("/crowd/list", test_list);
  g_test_add_func ("/crowd/jumps", test_jumps);
  return g_test_run ();
}
