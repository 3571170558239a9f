/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 100,000 COCO polygons into drafts of 1,000 cases. Argument 1 is a folder on the disk to measure.
 * The floor is reading the same file into a dataset. */
#include "cs-load.h"
#include "cs-test-project.h"

#include <stdio.h>
#include <string.h>

#define IMAGES 1000
#define MARKS 100
#define POINTS 20

static const char schema_text[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"bench\",\"labels\":[{\"key\":\"finding\","
    "\"name\":\"Finding\",\"colour\":\"#ff0000\",\"kinds\":[\"polygon\"]}],\"relations\":[]}";

static double
seconds_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
append_polygon (GString *out, guint id, guint image, GRand *dice)
{
  g_string_append_printf (out,
                          "%s{\"id\":%u,\"image_id\":%u,\"category_id\":1,\"iscrowd\":0,"
                          "\"segmentation\":[[",
                          id > 1 ? "," : "", id, image);
  for (guint i = 0; i < POINTS; i++)
    g_string_append_printf (out, "%s%d.%02d,%d.%02d", i > 0 ? "," : "",
                            g_rand_int_range (dice, 1, 999), g_rand_int_range (dice, 0, 100),
                            g_rand_int_range (dice, 1, 999), g_rand_int_range (dice, 0, 100));
  g_string_append (out, "]]}");
}

static char *
write_coco (const char *dir)
{
  GString *out = g_string_new ("{\"categories\":[{\"id\":1,\"name\":\"finding\"}],\"images\":[");
  GRand *dice = g_rand_new_with_seed (7);
  for (guint i = 0; i < IMAGES; i++)
    g_string_append_printf (out,
                            "%s{\"id\":%u,\"file_name\":\"case-%u\",\"width\":1000,"
                            "\"height\":1000}",
                            i > 0 ? "," : "", i, i);
  g_string_append (out, "],\"annotations\":[");
  for (guint i = 0; i < IMAGES * MARKS; i++)
    append_polygon (out, i + 1, i % IMAGES, dice);
  g_string_append (out, "]}");
  char *path = g_build_filename (dir, "marks.json", NULL);
  g_assert_true (g_file_set_contents (path, out->str, (gssize)out->len, NULL));
  g_string_free (out, TRUE);
  g_rand_free (dice);
  return path;
}

static void
publish (CsEnv *env, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (env, path, "lee");
  g_autoptr (CsSchema) schema = cs_schema_read (schema_text, strlen (schema_text), &error);
  cs_project_publish_schema (project, schema, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  if (argc != 2) {
    fprintf (stderr, "usage: bench-load FOLDER\n");
    return 2;
  }
  g_autofree char *dir = g_strdup (argv[1]);
  int none = 1;
  cs_test_init (&none, &argv);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autofree char *home = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (home, 1);
  g_autofree char *path = cs_test_project (env, dir, IMAGES);
  g_autofree char *coco = write_coco (dir);
  const char *const paths[] = { coco, NULL };
  CsLoad load = { .format = cs_format_find ("coco", NULL), .paths = paths };
  g_auto (CsLoadCounts) counts = { 0 };
  publish (env, path);
  g_autoptr (CsProject) project = cs_test_open (env, path, "ana");
  gint64 start = g_get_monotonic_time ();
  g_autoptr (CsDataset) dataset = cs_format_read_path (load.format, coco, problems, NULL, &error);
  double lowest = seconds_since (start);
  g_assert_no_error (error);
  start = g_get_monotonic_time ();
  cs_load (project, &load, problems, NULL, &counts, &error);
  double seconds = seconds_since (start);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.loaded_marks, ==, IMAGES * MARKS);
  printf ("%-28s %10.3f s   goal 3        floor %10.3f (reading the file) ratio %.1f\n",
          "load of 100,000 polygons", seconds, lowest, seconds / lowest);
  return 0;
}
