/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Speed of reading and writing 100,000 COCO polygons of 20 points, in memory, and the memory it
 * takes. One line a figure, its floor of the same run beside it. */
#include "cs-format.h"
#include "cs-json-stream.h"
#include "cs-test.h"

#include <math.h>
#include <stdio.h>
#include <sys/resource.h>

#define IMAGES 1000
#define MARKS 100 /* an image */
#define POINTS 20

static double
seconds_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
tell (const char *figure, double value, const char *unit, double goal, double floor_value,
      const char *floor_name)
{
  printf ("%-28s %10.3f %-3s goal %-8g floor %10.3f (%s) ratio %.1f\n", figure, value, unit, goal,
          floor_value, floor_name, floor_value > 0 ? value / floor_value : 0);
}

static CsMark *
polygon (const CsGid *item, guint64 id, GRand *dice)
{
  gint64 values[2 * POINTS];
  CsMarkRing ring = { 0, POINTS, FALSE };
  double x = g_rand_double_range (dice, 50, 900), y = g_rand_double_range (dice, 50, 900);
  for (guint i = 0; i < POINTS; i++) {
    double turn = 2 * G_PI * i / POINTS, radius = g_rand_double_range (dice, 5, 40);
    values[2 * i] = llround ((x + radius * cos (turn)) * 100) * 10;
    values[2 * i + 1] = llround ((y + radius * sin (turn)) * 100) * 10;
  }
  CsMarkInit init = { .id = id,
                      .kind = &cs_mark_kind_polygon,
                      .label = "finding",
                      .item = *item,
                      .values = values,
                      .n_values = 2 * POINTS,
                      .rings = &ring,
                      .n_rings = 1,
                      .confidence = -1 };
  return cs_mark_new (&init, NULL);
}

static CsDataset *
make_dataset (void)
{
  CsDataset *dataset = cs_dataset_new ();
  GRand *dice = g_rand_new_with_seed (7);
  cs_dataset_add_category (dataset, "finding", NULL, NULL);
  for (guint i = 0; i < IMAGES; i++) {
    g_autofree char *name = g_strdup_printf ("picture-%04u.png", i);
    CsGid gid;
    cs_dataset_gid_for (name, &gid);
    CsDatasetItem *item = cs_dataset_add_item (dataset, &gid, name, CS_DATASET_IMAGE, NULL);
    CsDatasetPart *part = cs_dataset_item_part (item, 0);
    part->width = part->height = 1000;
    part->frames = 1;
    for (guint j = 0; j < MARKS; j++) {
      g_autoptr (CsMark) mark = polygon (&gid, (guint64)i * MARKS + j + 1, dice);
      cs_dataset_item_add_mark (item, mark);
    }
  }
  g_rand_free (dice);
  cs_dataset_settle (dataset);
  return dataset;
}

static GBytes *
write_all (const CsFormat *format, const CsDataset *dataset)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_assert_true (format->write (dataset, output, NULL, NULL));
  g_output_stream_close (output, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

static double
time_events (GBytes *bytes)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (CsJsonStream) stream = cs_json_stream_new (input, CS_JSON_STREAM_LINES, NULL);
  gint64 start = g_get_monotonic_time ();
  while (cs_json_stream_next (stream, NULL) > CS_JSON_EVENT_END)
    ;
  g_assert_cmpint (cs_json_stream_event (stream), ==, CS_JSON_EVENT_END);
  return seconds_since (start);
}

static double
time_read (const CsFormat *format, GBytes *bytes)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (CsDataset) dataset = format->read (input, problems, NULL, NULL);
  double seconds = seconds_since (start);
  g_assert_cmpuint (cs_dataset_count_marks (dataset), ==, IMAGES * MARKS);
  return seconds;
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_autoptr (CsDataset) dataset = make_dataset ();
  guint count;
  const CsFormat *const *formats = cs_formats (&count);
  for (guint i = 0; i < count; i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (GBytes) bytes = write_all (formats[i], dataset);
    double write = seconds_since (start);
    double events = time_events (bytes);
    g_autofree char *reads = g_strdup_printf ("%s of 100,000 polygons in", formats[i]->id);
    g_autofree char *writes = g_strdup_printf ("%s of 100,000 polygons out", formats[i]->id);
    tell (reads, time_read (formats[i], bytes), "s", 3, events, "its JSON events");
    tell (writes, write, "s", 3, events, "its JSON events");
  }
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  printf ("%-28s %10.0f MiB goal 1024\n", "most memory", (double)usage.ru_maxrss / 1024);
  return 0;
}
