/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-window WHAT BEGUN ...: the real window, timed from BEGUN (monotonic microseconds, taken
 * before this program was started) to the end of the frame in which the wanted thing is seen.
 *   empty BEGUN                  a window with nothing in it: the floor
 *   project BEGUN PROJECT AS     the first page of a project
 *   picture BEGUN PROJECT AS     the first picture of the first case that waits
 *   cases BEGUN PROJECT AS N     N times the next case: median, 95th percentile, longest
 *   accept BEGUN PROJECT AS N    the same, each time by what Ctrl+Enter does; then median and 95th
 *                                percentile of a frame with nothing new, and of what the main
 *                                thread computed for each case
 *   cold BEGUN PROJECT AS N      the same, each time a case of which nothing was fetched before
 *   items BEGUN PROJECT AS       each look at Items, a line "MILLISECONDS OF-THEM-COMPUTED WHAT"
 *   loop BEGUN PROJECT AS        plays the first case: frames shown a second, and milliseconds that
 *                                the window computed for each
 * The last number is the longest time that the main loop answered nothing once the window was
 * there. */
#include "cs-application.h"
#include "cs-bench.h"
#include "cs-canvas.h"
#include "cs-case-list.h"
#include "cs-case-page.h"
#include "cs-items-page.h"
#include "cs-main-window.h"
#include "cs-project-page.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

typedef struct {
  const char *what;
  gint64 begun;
  GtkWidget *window;
  guint step, wanted;
  gint64 pressed;    /* when the key came */
  double spent;      /* what the main thread had computed by then, milliseconds */
  CsGid shown;       /* case of the last picture */
  GArray *taken;     /* of gint64 microseconds */
  GArray *floor;     /* the same, of frames in which nothing changed */
  GArray *computed;  /* of gint64 microseconds: by the main thread, of each in TAKEN */
  gint64 drawn;      /* when such a frame was asked for; 0: none is */
  GArray *cases;     /* of CsGid, in the order of the work */
  guint at;          /* the case that is open, of a cold run */
  gint64 beat, deaf; /* the last time the loop came round; the longest it did not */
  gboolean asked, over, moved;
  gulong handler;
  GMainLoop *loop;
} Bench;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
  return x < y ? -1 : x > y;
}

static double
at_share (GArray *taken, double share)
{
  return (double)g_array_index (taken, gint64, (guint)(share * (double)(taken->len - 1))) / 1000.0;
}

static void
finish (Bench *bench)
{
  if (bench->taken->len == 0) {
    printf ("%.0f %.0f\n", (double)(g_get_monotonic_time () - bench->begun) / 1000.0,
            (double)bench->deaf / 1000.0);
  } else {
    g_array_sort (bench->taken, compare_times);
    printf ("%.1f %.1f %.1f %.1f", at_share (bench->taken, 0.5), at_share (bench->taken, 0.95),
            at_share (bench->taken, 1.0), (double)bench->deaf / 1000.0);
    if (bench->floor->len > 0) {
      g_array_sort (bench->floor, compare_times);
      g_array_sort (bench->computed, compare_times);
      printf (" %.1f %.1f", at_share (bench->floor, 0.5), at_share (bench->floor, 0.95));
      printf (" %.1f %.1f", at_share (bench->computed, 0.5), at_share (bench->computed, 0.95));
    }
    printf ("\n");
  }
  bench->over = TRUE;
  g_main_loop_quit (bench->loop);
}

/* Beyond the next three and before the previous one of where it goes. */
#define STRIDE 5

static gboolean
next_cb (gpointer data)
{
  Bench *bench = data;
  if (bench->over)
    return G_SOURCE_REMOVE;
  GtkWidget *page = cs_bench_find (bench->window, CS_TYPE_CASE_PAGE);
  bench->pressed = g_get_monotonic_time ();
  bench->spent = cs_bench_computed ();
  if (g_str_equal (bench->what, "cold")) {
    bench->at += STRIDE;
    g_assert_cmpuint (bench->at, <, bench->cases->len);
    cs_main_window_open_case (CS_MAIN_WINDOW (bench->window),
                              &g_array_index (bench->cases, CsGid, bench->at), FALSE);
  } else {
    const char *what = g_str_equal (bench->what, "accept") ? "case.finish" : "case.next";
    gtk_widget_activate_action (page, what, NULL);
  }
  return G_SOURCE_REMOVE;
}

static gboolean
redraw_cb (gpointer data)
{
  Bench *bench = data;
  if (bench->over)
    return G_SOURCE_REMOVE;
  bench->drawn = g_get_monotonic_time ();
  gtk_widget_queue_draw (cs_bench_find (bench->window, CS_TYPE_CANVAS));
  return G_SOURCE_REMOVE;
}

static gboolean
beat_cb (gpointer data)
{
  Bench *bench = data;
  gint64 now = g_get_monotonic_time ();
  if (bench->beat > 0)
    bench->deaf = MAX (bench->deaf, now - bench->beat);
  bench->beat = now;
  return G_SOURCE_CONTINUE;
}

/* A picture of another case than the one before is on the screen. */
static void
picture_seen (Bench *bench, const CsGid *gid)
{
  if (g_str_equal (bench->what, "picture")) {
    finish (bench);
    return;
  }
  if (bench->step > 0 && memcmp (&bench->shown, gid, sizeof *gid) == 0)
    return;
  gint64 taken = g_get_monotonic_time () - bench->pressed;
  bench->shown = *gid;
  /* The first ones warm the helpers. */
  gint64 computed = (gint64)((cs_bench_computed () - bench->spent) * 1000);
  if (bench->step++ > 3) {
    g_array_append_val (bench->taken, taken);
    g_array_append_val (bench->computed, computed);
  }
  gboolean accept = g_str_equal (bench->what, "accept"); /* at once it is about the case before */
  if (bench->taken->len == bench->wanted) {
    finish (bench);
    return;
  }
  if (accept)
    g_timeout_add (600, redraw_cb, bench);
  g_timeout_add (accept ? 500 : 150, next_cb,
                 bench); /* a reader looks, the next ones are fetched */
}

/* --- items --- */

/* Each is one press; it is seen with the first frame after the list moved, the first with the first
 * frame that has rows: they may have been read ahead. */
static const struct {
  const char *words;
  const char *filter, *search; /* of which one is said */
  int column;                  /* to sort by; below 0: none */
} looks[] = {
  { "opening Items", NULL, NULL, -1 },
  { "filter: to review", "to-review", NULL, -1 },
  { "filter: all cases", "all", NULL, -1 },
  { "filter: sent back", "sent-back", NULL, -1 },
  { "filter: to read", "to-read", NULL, -1 },
  { "filter: all cases again", "all", NULL, -1 },
  { "search: \"123\" of all", NULL, "123", -1 },
  { "search: nothing", NULL, "", -1 },
  { "search: \"ana\", a person", NULL, "ana", -1 },
  { "search: nothing again", NULL, "", -1 },
  { "sort by the first column", NULL, NULL, 0 },
  { "sort by the second column", NULL, NULL, 1 },
  { "sort by the third column", NULL, NULL, 2 },
  { "sort by the fourth column", NULL, NULL, 3 },
  { "sort by the fifth column", NULL, NULL, 4 },
  { "sort by the sixth column", NULL, NULL, 5 },
  { "filter: to review, sorted", "to-review", NULL, -1 },
  { "filter: all cases, sorted", "all", NULL, -1 },
  { "select all", NULL, NULL, -1 },
};

static void
moved_cb (Bench *bench)
{
  bench->moved = TRUE;
}

static gboolean
look_cb (gpointer data)
{
  Bench *bench = data;
  GtkWidget *page = cs_bench_find (bench->window, CS_TYPE_ITEMS_PAGE);
  GtkColumnView *view = GTK_COLUMN_VIEW (cs_bench_find (page, GTK_TYPE_COLUMN_VIEW));
  GtkSelectionModel *list = gtk_column_view_get_model (view);
  guint step = bench->step, last = G_N_ELEMENTS (looks) - 1;
  if (step == 0) {
    g_signal_connect_swapped (list, "items-changed", G_CALLBACK (moved_cb), bench);
    g_signal_connect_swapped (list, "selection-changed", G_CALLBACK (moved_cb), bench);
  }
  bench->pressed = g_get_monotonic_time ();
  bench->spent = cs_bench_computed ();
  if (step == 0)
    gtk_widget_activate_action (page, "win.place", "s", "items");
  else if (step == last)
    gtk_selection_model_select_all (list);
  else if (looks[step].filter != NULL)
    cs_items_page_filter (CS_ITEMS_PAGE (page), looks[step].filter);
  else if (looks[step].search != NULL)
    gtk_editable_set_text (GTK_EDITABLE (cs_bench_find (page, GTK_TYPE_SEARCH_ENTRY)),
                           looks[step].search);
  else {
    g_autoptr (GtkColumnViewColumn) column =
        g_list_model_get_item (gtk_column_view_get_columns (view), (guint)looks[step].column);
    gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
    bench->moved = TRUE; /* all may be equal there */
    gtk_widget_queue_draw (page);
  }
  return G_SOURCE_REMOVE;
}

static gboolean
are_rows_there (Bench *bench)
{
  GtkWidget *page = cs_bench_find (bench->window, CS_TYPE_ITEMS_PAGE);
  GtkWidget *view = cs_bench_find (page, GTK_TYPE_COLUMN_VIEW);
  GListModel *list = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
  return gtk_widget_get_mapped (view) && g_list_model_get_n_items (list) > 0;
}

static void
items_seen (Bench *bench)
{
  if (!bench->asked) {
    bench->asked = TRUE;
    g_timeout_add (5000, look_cb, bench); /* Today has been read */
    return;
  }
  if (bench->pressed == 0 || !(bench->step == 0 ? are_rows_there (bench) : bench->moved))
    return;
  printf ("%.1f %.1f %s\n", (double)(g_get_monotonic_time () - bench->pressed) / 1000,
          cs_bench_computed () - bench->spent, looks[bench->step].words);
  bench->pressed = 0;
  bench->moved = FALSE;
  if (++bench->step == G_N_ELEMENTS (looks)) {
    printf ("%.1f 0 longest silence of the main loop\n", (double)bench->deaf / 1000);
    bench->over = TRUE;
    g_main_loop_quit (bench->loop);
  } else {
    g_timeout_add (700, look_cb, bench);
  }
}

/* --- a loop --- */

#define LOOP_WARM 6 /* seconds: it has gone round, and all of it is decoded */
#define LOOP_TAKEN 10

static double
spent_by_all (void)
{
  struct timespec time;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}

static gboolean
loop_warm_cb (gpointer data)
{
  Bench *bench = data;
  bench->step = 0;
  bench->spent = spent_by_all ();
  return G_SOURCE_REMOVE;
}

static gboolean
loop_over_cb (gpointer data)
{
  Bench *bench = data;
  double spent = spent_by_all () - bench->spent;
  printf ("%.1f %.2f\n", (double)bench->step / LOOP_TAKEN, spent / MAX (bench->step, 1));
  bench->over = TRUE;
  g_main_loop_quit (bench->loop);
  return G_SOURCE_REMOVE;
}

static void
loop_seen (Bench *bench, GtkWidget *canvas, CsCaseModel *model)
{
  gint64 unit = 0;
  cs_case_model_place (model, &unit);
  bench->step += unit != bench->pressed;
  bench->pressed = unit;
  if (bench->asked)
    return;
  bench->asked = TRUE;
  gtk_widget_activate_action (canvas, "view.cine", NULL);
  g_timeout_add_seconds (LOOP_WARM, loop_warm_cb, bench);
  g_timeout_add_seconds (LOOP_WARM + LOOP_TAKEN, loop_over_cb, bench);
}

static void
painted_cb (GdkFrameClock *clock, Bench *bench)
{
  if (bench->over)
    return;
  if (g_str_equal (bench->what, "empty")) {
    finish (bench);
    return;
  }
  if (bench->drawn > 0) {
    gint64 taken = g_get_monotonic_time () - bench->drawn;
    bench->drawn = 0;
    g_array_append_val (bench->floor, taken);
  }
  CsSession *session = cs_main_window_session (CS_MAIN_WINDOW (bench->window));
  const CsSessionFacts *facts = session != NULL ? cs_session_facts (session) : NULL;
  GtkWidget *project = cs_bench_find (bench->window, CS_TYPE_PROJECT_PAGE);
  if (facts != NULL && gtk_widget_get_mapped (project) && g_str_equal (bench->what, "project")) {
    finish (bench);
    return;
  }
  if (g_str_equal (bench->what, "items")) {
    if (facts != NULL && gtk_widget_get_mapped (project))
      items_seen (bench);
    return;
  }
  CsCanvas *canvas = CS_CANVAS (cs_bench_find (bench->window, CS_TYPE_CANVAS));
  CsCaseModel *model = cs_main_window_case (CS_MAIN_WINDOW (bench->window));
  if (model != NULL && g_str_equal (bench->what, "loop")) {
    if (cs_canvas_state (canvas) == CS_CANVAS_SHOWN)
      loop_seen (bench, GTK_WIDGET (canvas), model);
    return;
  }
  if (model != NULL && cs_canvas_state (canvas) == CS_CANVAS_SHOWN)
    picture_seen (bench, &cs_case_model_view (model)->row->gid);
}

static gpointer
first_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (GPtrArray) tasks = cs_project_tasks (desk->project, &reader, error);
  if (tasks == NULL || tasks->len == 0)
    return NULL;
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (CsGid));
  for (guint i = 0; i < tasks->len; i++)
    g_array_append_val (cases, ((const CsTaskRow *)tasks->pdata[i])->case_gid);
  return cases;
}

static void
first_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Bench *bench = data;
  gpointer cases = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &cases, NULL) || cases == NULL)
    return;
  bench->cases = cases;
  cs_main_window_open_case (CS_MAIN_WINDOW (bench->window), &g_array_index (bench->cases, CsGid, 0),
                            FALSE);
}

static gboolean
watch_cb (gpointer data)
{
  Bench *bench = data;
  CsSession *session = cs_main_window_session (CS_MAIN_WINDOW (bench->window));
  if (session == NULL || cs_session_facts (session) == NULL)
    return G_SOURCE_CONTINUE;
  CsJobSpec spec = { .run = first_job, .free_result = (GDestroyNotify)g_array_unref };
  cs_session_run_async (session, &spec, NULL, first_cb, bench);
  return G_SOURCE_REMOVE;
}

static void
watch_frames (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->window);
  bench->handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), bench);
}

static gboolean
late_cb (gpointer data)
{
  fprintf (stderr, "bench-window: nothing was seen within three minutes\n");
  exit (1);
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    return 2;
  Bench bench = { .what = argv[1],
                  .begun = g_ascii_strtoll (argv[2], NULL, 10),
                  .wanted = argc > 5 ? (guint)g_ascii_strtoull (argv[5], NULL, 10) : 0,
                  .taken = g_array_new (FALSE, FALSE, sizeof (gint64)),
                  .floor = g_array_new (FALSE, FALSE, sizeof (gint64)),
                  .computed = g_array_new (FALSE, FALSE, sizeof (gint64)),
                  .loop = g_main_loop_new (NULL, FALSE) };
  g_timeout_add_seconds (180, late_cb, NULL);
  if (g_str_equal (bench.what, "empty")) {
    gtk_init ();
    bench.window = gtk_window_new ();
    gtk_window_set_default_size (GTK_WINDOW (bench.window), 1920, 1080);
    gtk_window_present (GTK_WINDOW (bench.window));
    watch_frames (&bench);
    g_main_loop_run (bench.loop);
    return 0;
  }
  g_autoptr (CsApplication) application = cs_application_new ();
  g_autoptr (GError) error = NULL;
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    return 2;
  cs_application_open_project (application, argv[3], argv[4]);
  bench.window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application)));
  watch_frames (&bench);
  /* Before drawing and everything else that waits, so that only what blocks is counted. */
  g_timeout_add_full (G_PRIORITY_HIGH, 5, beat_cb, &bench, NULL);
  if (!g_str_equal (bench.what, "project") && !g_str_equal (bench.what, "items"))
    g_timeout_add (1, watch_cb, &bench);
  g_main_loop_run (bench.loop);
  /* Closed as a person would, or the next start looks into every byte of the file. */
  gtk_window_destroy (GTK_WINDOW (bench.window));
  cs_session_drain ();
  return 0;
}
