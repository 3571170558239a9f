/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-crowd PROJECT AS: the real window with the first case that waits, which is full of marks.
 * Each act is done some times, one in a frame; a line "MEDIAN LONGEST WHAT" for each, in
 * milliseconds that the main thread computed from the act to the end of the frame that shows it:
 * other programs do not count. The floor is a frame in which the whole of it is painted anew. */
#include "cs-application.h"
#include "cs-bench.h"
#include "cs-canvas-private.h"
#include "cs-main-window.h"
#include "cs-text-canvas.h"

#include <stdio.h>

#define ROUNDS 40
#define QUIET 400 /* milliseconds without a frame: all rows are there */

typedef struct _Bench Bench;

typedef struct {
  const char *words;
  void (*begin) (Bench *bench); /* may be NULL, as may END */
  void (*act) (Bench *bench, guint round);
  void (*end) (Bench *bench);
} Act;

struct _Bench {
  GtkWidget *window, *place; /* where the marks are */
  CsCaseModel *model;
  const Act *acts;
  guint n_acts, at, round;
  GArray *taken; /* of double, milliseconds */
  double started;
  guint waiting; /* source */
  gboolean acted;
  GMainLoop *loop;
};

/* --- acts --- */

static GtkEventController *
gesture_of (GtkWidget *widget)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkEventController) each = g_list_model_get_item (all, i);
    if (GTK_IS_GESTURE_DRAG (each))
      return each;
  }
  g_assert_not_reached ();
}

static void
paint_all (Bench *bench, guint round)
{
  gtk_widget_queue_draw (bench->place);
  gtk_widget_activate_action (bench->place, "view.window", "i", (int)(1 + round % 2));
}

static void
zoom_in (Bench *bench)
{
  gtk_widget_activate_action (bench->place, "view.zoom", "i", 3);
}

static void
zoom_back (Bench *bench)
{
  gtk_widget_activate_action (bench->place, "view.fit", NULL);
}

/* What a drag with the middle button does. */
static void
pan (Bench *bench, guint round)
{
  CsCanvas *canvas = CS_CANVAS (bench->place);
  cs_viewport_pan (&cs_canvas_look (canvas)->viewport, -7, -5);
  cs_canvas_look_changed (canvas);
}

static void
take_lens (Bench *bench)
{
  gtk_widget_activate_action (bench->place, "view.magnifier", NULL);
}

/* What a motion of the pointer under the magnifier does. */
static void
move_lens (Bench *bench, guint round)
{
  CsCanvas *canvas = CS_CANVAS (bench->place);
  canvas->pointer_inside = TRUE;
  canvas->pointer_x = 300 + 7 * round;
  canvas->pointer_y = 300 + 5 * round;
  cs_canvas_drop (canvas, CS_LAYER_PROBE);
}

static void
drop_lens (Bench *bench)
{
  cs_canvas_lens_end (CS_CANVAS (bench->place));
}

static void
select_one (Bench *bench, guint round)
{
  guint n = 0;
  const guint64 *ids = cs_case_model_order (bench->model, &n);
  cs_case_model_select (bench->model, ids[n / 2 + round % 40], FALSE);
}

static void
select_next (Bench *bench, guint round)
{
  guint n = 0;
  const guint64 *ids = cs_case_model_order (bench->model, &n);
  cs_case_model_select (bench->model, ids[(round * 997) % n], FALSE);
}

static void
select_many (Bench *bench, guint round)
{
  guint n = 0;
  const guint64 *ids = cs_case_model_order (bench->model, &n);
  guint some = MIN (n, 5000 + round);
  cs_case_model_select_many (bench->model, ids, some, ids[some - 1]);
}

static void
begin_drag (Bench *bench)
{
  GdkRectangle area = { 0 };
  guint n = 0;
  const guint64 *ids = cs_case_model_order (bench->model, &n);
  guint64 id = ids[n / 2];
  gtk_widget_activate_action (bench->place, "tool.choose", "s", "select");
  cs_case_model_select (bench->model, id, FALSE);
  g_assert_true (cs_canvas_mark_area (CS_CANVAS (bench->place), id, &area));
  g_signal_emit_by_name (gesture_of (bench->place), "drag-begin", (double)(area.x + area.width - 1),
                         (double)(area.y + area.height - 1));
  g_signal_emit_by_name (gesture_of (bench->place), "drag-update", 9.0, 9.0);
}

static void
drag (Bench *bench, guint round)
{
  g_signal_emit_by_name (gesture_of (bench->place), "drag-update", 10.0 + round % 7,
                         10.0 + round % 5);
}

static void
end_drag (Bench *bench)
{
  cs_tool_cancel (CS_CANVAS (bench->place)->tool);
  g_signal_emit_by_name (gesture_of (bench->place), "drag-end", 0.0, 0.0);
}

static void
scroll (Bench *bench, guint round)
{
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->place));
  gtk_adjustment_set_value (down, gtk_adjustment_get_value (down) + 60);
}

static void
scroll_far (Bench *bench)
{
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->place));
  gtk_adjustment_set_value (down, gtk_adjustment_get_upper (down) / 2);
}

static const Act on_picture[] = {
  { "another window: all of the picture is painted", NULL, paint_all, NULL },
  { "pan", zoom_in, pan, zoom_back },
  { "magnifier", take_lens, move_lens, drop_lens },
  { "selection, one after another", NULL, select_one, NULL },
  { "selection, anywhere in the list", NULL, select_next, NULL },
  { "drag of a corner", begin_drag, drag, end_drag },
  { "selection of 5,000", NULL, select_many, NULL },
};

static const Act on_text[] = {
  { "scroll at the beginning", NULL, scroll, NULL },
  { "scroll in the middle", scroll_far, scroll, NULL },
  { "selection, one after another", NULL, select_one, NULL },
};

/* --- one act a frame --- */

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static gboolean act_cb (gpointer data);

static void
settle (Bench *bench, guint milliseconds)
{
  g_clear_handle_id (&bench->waiting, g_source_remove);
  bench->waiting = g_timeout_add_full (G_PRIORITY_LOW, milliseconds, act_cb, bench, NULL);
}

static void
say (Bench *bench)
{
  g_array_sort (bench->taken, compare);
  printf ("%.2f %.2f %s\n", g_array_index (bench->taken, double, bench->taken->len / 2),
          g_array_index (bench->taken, double, bench->taken->len - 1),
          bench->acts[bench->at].words);
  fflush (stdout);
  g_array_set_size (bench->taken, 0);
}

static gboolean
act_cb (gpointer data)
{
  Bench *bench = data;
  bench->waiting = 0;
  if (bench->at == bench->n_acts) {
    g_main_loop_quit (bench->loop);
    return G_SOURCE_REMOVE;
  }
  const Act *act = &bench->acts[bench->at];
  if (bench->round == 0 && !bench->acted && act->begin != NULL) {
    act->begin (bench);
    bench->acted = TRUE;
    settle (bench, QUIET);
    return G_SOURCE_REMOVE;
  }
  bench->acted = TRUE;
  bench->started = cs_bench_computed ();
  act->act (bench, bench->round);
  gtk_widget_queue_draw (bench->place);
  return G_SOURCE_REMOVE;
}

static void
count_frame (Bench *bench)
{
  double taken = cs_bench_computed () - bench->started;
  const Act *act = &bench->acts[bench->at];
  bench->started = 0;
  g_array_append_val (bench->taken, taken);
  if (++bench->round < ROUNDS) {
    settle (bench, 20);
    return;
  }
  say (bench);
  if (act->end != NULL)
    act->end (bench);
  bench->round = 0;
  bench->acted = FALSE;
  bench->at++;
  settle (bench, QUIET);
}

static gboolean
is_there (Bench *bench)
{
  bench->model = cs_main_window_case (CS_MAIN_WINDOW (bench->window));
  if (bench->model == NULL)
    return FALSE;
  gboolean text = cs_case_model_item (bench->model, 0)->text != NULL;
  bench->place = cs_bench_find_seen (bench->window, text ? CS_TYPE_TEXT_CANVAS : CS_TYPE_CANVAS);
  if (bench->place == NULL ||
      (!text && cs_canvas_state (CS_CANVAS (bench->place)) != CS_CANVAS_SHOWN))
    return FALSE;
  bench->acts = text ? on_text : on_picture;
  bench->n_acts = text ? G_N_ELEMENTS (on_text) : G_N_ELEMENTS (on_picture);
  return TRUE;
}

static void
painted_cb (GdkFrameClock *clock, Bench *bench)
{
  if (bench->acts == NULL) {
    if (is_there (bench))
      settle (bench, 2000);
    return;
  }
  if (bench->started > 0)
    count_frame (bench);
}

/* --- the case --- */

static gpointer
first_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (GPtrArray) tasks = cs_project_tasks (desk->project, &reader, error);
  if (tasks == NULL || tasks->len == 0)
    return NULL;
  return g_memdup2 (&((const CsTaskRow *)tasks->pdata[0])->case_gid, sizeof (CsGid));
}

static void
first_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Bench *bench = data;
  gpointer gid = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &gid, NULL) || gid == NULL)
    return;
  cs_main_window_open_case (CS_MAIN_WINDOW (bench->window), gid, FALSE);
  g_free (gid);
}

static gboolean
watch_cb (gpointer data)
{
  Bench *bench = data;
  CsSession *session = cs_main_window_session (CS_MAIN_WINDOW (bench->window));
  if (session == NULL || cs_session_facts (session) == NULL)
    return G_SOURCE_CONTINUE;
  CsJobSpec spec = { .run = first_job, .free_result = g_free };
  cs_session_run_async (session, &spec, NULL, first_cb, bench);
  return G_SOURCE_REMOVE;
}

static gboolean
late_cb (gpointer data)
{
  fprintf (stderr, "bench-crowd: nothing came of it within two minutes\n");
  exit (1);
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    return 2;
  Bench bench = { .taken = g_array_new (FALSE, FALSE, sizeof (double)),
                  .loop = g_main_loop_new (NULL, FALSE) };
  g_autoptr (CsApplication) application = cs_application_new ();
  g_autoptr (GError) error = NULL;
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    return 2;
  cs_application_open_project (application, argv[1], argv[2]);
  bench.window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_signal_connect (gtk_widget_get_frame_clock (bench.window), "after-paint",
                    G_CALLBACK (painted_cb), &bench);
  g_timeout_add_seconds (120, late_cb, NULL);
  g_timeout_add (1, watch_cb, &bench);
  g_main_loop_run (bench.loop);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  cs_session_drain ();
  return 0;
}
