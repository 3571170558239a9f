/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock of a loop: its rate, what is due, what was waited for, what was really shown. */
#include "cs-cine.h"
#include "cs-test.h"

#define MS 1000 /* microseconds */

/* A file of N frames whose header says VALUE for each KEY; ends with NULL. */
static CsProbe *
probe_of (guint n, const char *key, ...)
{
  g_autoptr (GError) error = NULL;
  CsFrameGeometry geometry = { .rows = 8, .columns = 8 };
  g_autoptr (CsJson) json = cs_json_new_object ();
  CsJson *shared = cs_json_new_object (), *dicom = cs_json_new_object ();
  va_list args;
  va_start (args, key);
  for (; key != NULL; key = va_arg (args, const char *))
    cs_json_put_string (dicom, key, va_arg (args, const char *));
  va_end (args);
  cs_json_put (shared, "geometry", cs_frame_geometry_to_json (&geometry));
  cs_json_put_string (json, "format", "dicom");
  cs_json_put_string (json, "media_type", "application/dicom");
  cs_json_put_int (json, "rows", 8);
  cs_json_put_int (json, "columns", 8);
  cs_json_put_int (json, "frames", n);
  cs_json_put_int (json, "samples", 1);
  cs_json_put_string (json, "pixel", "u8");
  cs_json_put_string (json, "photometric", "MONOCHROME2");
  cs_json_put (json, "shared", shared);
  cs_json_put (json, "dicom", dicom);
  CsProbe *probe = cs_probe_new (json, &error);
  g_assert_no_error (error);
  return probe;
}

/* Takes PROBE over. */
static void
check_rate (CsProbe *probe, double rate, gboolean known)
{
  g_autoptr (CsCine) cine = cs_cine_new (probe, 4);
  g_assert_cmpfloat_with_epsilon (cs_cine_rate (cine), rate, 1e-6);
  g_assert_cmpint (cs_cine_is_known (cine), ==, known);
  cs_probe_unref (probe);
}

/* Takes PROBE over. */
static gboolean
is_loop (CsProbe *probe)
{
  gboolean ret = cs_cine_is_loop (probe);
  cs_probe_unref (probe);
  return ret;
}

/* Four frames of a file that says KEY is VALUE, the last of them STEP mm above the others. */
static CsProbe *
placed (const char *key, const char *value, double step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProbe) plain = probe_of (4, key, value, NULL);
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (cs_probe_json (plain), &size);
  g_autoptr (CsJson) json = cs_json_parse_canonical (text, size, &error);
  g_assert_no_error (error);
  CsJson *frames = cs_json_new_array ();
  for (guint i = 0; i < 4; i++) {
    CsFrameGeometry geometry = { .rows = 8, .columns = 8, .has_position = TRUE };
    CsJson *frame = cs_json_new_object ();
    geometry.position[2] = i == 3 ? step : 0;
    cs_json_put (frame, "geometry", cs_frame_geometry_to_json (&geometry));
    cs_json_append (frames, frame);
  }
  cs_json_put (json, "per_frame", frames);
  CsProbe *probe = cs_probe_new (json, &error);
  g_assert_no_error (error);
  return probe;
}

static void
test_loops (void)
{
  g_assert_true (is_loop (probe_of (4, "cine_rate", "25", NULL)));
  g_assert_true (is_loop (probe_of (4, "modality", "XA", NULL)));
  g_assert_false (is_loop (probe_of (1, "cine_rate", "25", "modality", "US", NULL)));
  /* Pages of a file, of which nobody knows that they are times. */
  g_assert_false (is_loop (probe_of (4, "modality", "CT", NULL)));
  g_assert_false (is_loop (probe_of (4, "cine_rate", "0", NULL)));
  /* Slices that say how long each took are slices. */
  g_assert_true (is_loop (placed ("frame_time", "40", 0)));
  g_assert_false (is_loop (placed ("frame_time", "40", 2.5)));
}

static void
test_rates (void)
{
  check_rate (probe_of (4, "frame_time", "40", NULL), 25, TRUE);
  check_rate (probe_of (4, "frame_time", "40", "cine_rate", "30", NULL), 30, TRUE);
  check_rate (probe_of (4, "cine_rate", "30", "display_rate", "15", NULL), 15, TRUE);
  check_rate (probe_of (4, "frame_times", "0\\10\\20\\30", NULL), 50, TRUE);
  /* What cannot be is not said. */
  check_rate (probe_of (4, NULL), CS_CINE_RATE, FALSE);
  check_rate (NULL, CS_CINE_RATE, FALSE);
  check_rate (probe_of (4, "cine_rate", "0", "frame_time", "20", NULL), 50, TRUE);
  check_rate (probe_of (4, "cine_rate", "100000", NULL), CS_CINE_RATE, FALSE);
  check_rate (probe_of (4, "frame_time", "-3", NULL), CS_CINE_RATE, FALSE);
  check_rate (probe_of (4, "frame_time", "fast", NULL), CS_CINE_RATE, FALSE);
  check_rate (probe_of (4, "frame_times", "0\\10\\20", NULL), CS_CINE_RATE, FALSE);
  check_rate (probe_of (4, "frame_times", "0\\10\\0\\30", NULL), CS_CINE_RATE, FALSE);
}

static void
test_due (void)
{
  g_autoptr (CsProbe) probe = probe_of (4, "frame_time", "40", NULL);
  g_autoptr (CsCine) cine = cs_cine_new (probe, 4);
  cs_cine_start (cine, 2, 1000 * MS);
  g_assert_cmpuint (cs_cine_due (cine, 1039 * MS), ==, 2);
  g_assert_cmpuint (cs_cine_due (cine, 1040 * MS), ==, 3);
  g_assert_cmpuint (cs_cine_due (cine, 1085 * MS), ==, 0); /* round */
  /* Shown a little late, the next is due in time. */
  cs_cine_show (cine, 0, 1085 * MS);
  g_assert_cmpuint (cs_cine_due (cine, 1119 * MS), ==, 0);
  g_assert_cmpuint (cs_cine_due (cine, 1120 * MS), ==, 1);
}

static void
test_waiting (void)
{
  g_autoptr (CsProbe) probe = probe_of (100, "frame_time", "40", NULL);
  g_autoptr (CsCine) cine = cs_cine_new (probe, 100);
  cs_cine_start (cine, 0, 0);
  /* Frame 1 came when 5 was due: it goes on from there, one after another. */
  g_assert_cmpuint (cs_cine_due (cine, 200 * MS), ==, 5);
  cs_cine_show (cine, cs_cine_next (cine, 0), 200 * MS);
  g_assert_cmpuint (cs_cine_due (cine, 239 * MS), ==, 1);
  g_assert_cmpuint (cs_cine_due (cine, 240 * MS), ==, 2);
  /* A window that was not drawn for long does not hurry after. */
  g_assert_cmpuint (cs_cine_due (cine, 2225 * MS), ==, 51);
  cs_cine_show (cine, 51, 2225 * MS);
  g_assert_cmpuint (cs_cine_due (cine, 2260 * MS), ==, 52);
  cs_cine_show (cine, 52, 2900 * MS);
  g_assert_cmpuint (cs_cine_due (cine, 2939 * MS), ==, 52);
  /* Longer than the whole loop: once round and no more work than that. */
  cs_cine_due (cine, G_GINT64_CONSTANT (1) << 50);
}

static void
test_own_times (void)
{
  g_autoptr (CsProbe) probe = probe_of (3, "frame_times", "0\\10\\30", NULL);
  g_autoptr (CsCine) cine = cs_cine_new (probe, 3);
  cs_cine_start (cine, 0, 0);
  g_assert_cmpuint (cs_cine_due (cine, 10 * MS), ==, 1);
  g_assert_cmpuint (cs_cine_due (cine, 39 * MS), ==, 1);
  g_assert_cmpuint (cs_cine_due (cine, 40 * MS), ==, 2);
  g_assert_cmpuint (cs_cine_due (cine, 59 * MS), ==, 2); /* the mean after the last */
  g_assert_cmpuint (cs_cine_due (cine, 60 * MS), ==, 0);
}

static void
test_speed (void)
{
  g_autoptr (CsProbe) probe = probe_of (100, "frame_time", "40", NULL);
  g_autoptr (CsCine) cine = cs_cine_new (probe, 100);
  guint slower = 0;
  cs_cine_start (cine, 0, 0);
  while (cs_cine_change_speed (cine, -1, 0))
    slower++;
  g_assert_cmpuint (slower, >=, 2);
  g_assert_cmpfloat (cs_cine_speed (cine), ==, 0.1);
  g_assert_cmpuint (cs_cine_due (cine, 399 * MS), ==, 0);
  g_assert_cmpuint (cs_cine_due (cine, 400 * MS), ==, 1);
  while (cs_cine_change_speed (cine, 1, 0))
    ;
  g_assert_cmpfloat (cs_cine_speed (cine), ==, 4);
  g_assert_cmpuint (cs_cine_due (cine, 100 * MS), ==, 10);
}

static void
test_shown (void)
{
  g_autoptr (CsProbe) probe = probe_of (100, "frame_time", "40", NULL);
  g_autoptr (CsCine) cine = cs_cine_new (probe, 100);
  cs_cine_start (cine, 0, 0);
  g_assert_cmpfloat (cs_cine_shown_rate (cine), ==, 0);
  for (guint i = 1; i <= 200; i++)
    cs_cine_show (cine, i % 100, i * 40 * MS);
  g_assert_cmpfloat_with_epsilon (cs_cine_shown_rate (cine), 25, 0.01);
  /* Half of them were dropped. */
  for (guint i = 1; i <= 100; i++)
    cs_cine_show (cine, i * 2 % 100, (8000 + i * 80) * MS);
  g_assert_cmpfloat_with_epsilon (cs_cine_shown_rate (cine), 12.5, 0.01);
  cs_cine_start (cine, 0, 0);
  g_assert_cmpfloat (cs_cine_shown_rate (cine), ==, 0);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/cine/loops", test_loops);
  g_test_add_func ("/cine/rates", test_rates);
  g_test_add_func ("/cine/due", test_due);
  g_test_add_func ("/cine/waiting", test_waiting);
  g_test_add_func ("/cine/own-times", test_own_times);
  g_test_add_func ("/cine/speed", test_speed);
  g_test_add_func ("/cine/shown", test_shown);
  return g_test_run ();
}
