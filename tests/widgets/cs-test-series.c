/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-series.h"
#include "cs-test-dicom.h"
#include "cs-test-project.h"

#include "cs-intake.h"

#include <glib/gstdio.h>

#define SIDE 16

typedef struct {
  const char *modality, *patient, *name, *date, *frame;
  const char *orientation;
  int axis; /* of POSITION that the slices go along */
  double position[3], step;
  guint n;
  const char *laterality, *projection;
  const char *sides; /* Patient Orientation */
  guint frames;      /* in each of the N files; 0 is one */
  const char *rate;  /* frames a second */
} Series;

static void
put_place (CsTestDicom *dicom, const Series *series, guint slice)
{
  double at[3] = { series->position[0], series->position[1], series->position[2] };
  at[series->axis] += slice * series->step;
  g_autofree char *position = g_strdup_printf ("%g\\%g\\%g", at[0], at[1], at[2]);
  cs_test_dicom_text (dicom, 0x00200032, "DS", position);
  cs_test_dicom_text (dicom, 0x00200037, "DS", series->orientation);
  cs_test_dicom_text (dicom, 0x00200052, "UI", series->frame);
}

static GBytes *
slice_of (const Series *series, guint number, guint slice)
{
  guint frames = MAX (series->frames, 1), values = frames * SIDE * SIDE;
  g_autofree guint16 *pixels = g_new (guint16, values);
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  g_autofree char *study = g_strdup_printf ("1.2.3.%s.%s", series->date, series->patient + 1);
  g_autofree char *series_uid = g_strdup_printf ("%s.%u", study, number);
  g_autofree char *instance = g_strdup_printf ("%s.%u", series_uid, slice + 1);
  for (guint i = 0; i < values; i++)
    pixels[i] = (guint16)(i % (SIDE * SIDE) * 4 + slice * 20);
  cs_test_dicom_text (dicom, 0x00080016, "UI",
                      frames > 1 ? "1.2.840.10008.5.1.4.1.1.3.1" : "1.2.840.10008.5.1.4.1.1.2");
  cs_test_dicom_text (dicom, 0x00080018, "UI", instance);
  cs_test_dicom_text (dicom, 0x00080020, "DA", series->date);
  cs_test_dicom_text (dicom, 0x00080060, "CS", series->modality);
  cs_test_dicom_text (dicom, 0x0008103e, "LO", series->name);
  if (series->rate != NULL)
    cs_test_dicom_text (dicom, 0x00082144, "IS", series->rate);
  cs_test_dicom_text (dicom, 0x00100020, "LO", series->patient);
  if (series->projection != NULL)
    cs_test_dicom_text (dicom, 0x00185101, "CS", series->projection);
  cs_test_dicom_text (dicom, 0x0020000d, "UI", study);
  cs_test_dicom_text (dicom, 0x0020000e, "UI", series_uid);
  if (series->sides != NULL)
    cs_test_dicom_text (dicom, 0x00200020, "CS", series->sides);
  if (series->orientation != NULL)
    put_place (dicom, series, slice);
  if (series->laterality != NULL)
    cs_test_dicom_text (dicom, 0x00200062, "CS", series->laterality);
  cs_test_dicom_grey (dicom, SIDE, SIDE, frames, 16, 12, FALSE);
  if (series->orientation != NULL)
    cs_test_dicom_text (dicom, 0x00280030, "DS", "1\\1");
  cs_test_dicom_bytes (dicom, 0x7fe00010, "OW", pixels, values * sizeof *pixels);
  return cs_test_dicom_finish (dicom);
}

static void
write_all (const char *dir)
{
  static const Series all[] = {
    { "CT", "P1", "Chest", "20240304", "1.2.3.9", "1\\0\\0\\0\\1\\0", 2, { -8, -8, 0 }, 2, 10 },
    { "CT", "P1", "Thin", "20240304", "1.2.3.9", "-1\\0\\0\\0\\1\\0", 2, { 8, -8, 0 }, 1, 20 },
    { "CT", "P1", "Chest", "20230102", "1.2.3.8", "1\\0\\0\\0\\1\\0", 2, { -8, -8, 50 }, 3, 8 },
    { "CT", "P1", "Side", "20240304", "1.2.3.9", "0\\1\\0\\0\\0\\-1", 0, { -5, -8, 18 }, 2, 6 },
    { "MG", "P2", "L MLO", "20240304", .n = 1, .laterality = "L", .projection = "MLO" },
    { "MG", "P2", "R MLO", "20240304", .n = 1, .laterality = "R", .projection = "MLO",
      .sides = "P\\FL" },
    { "MG", "P2", "L CC", "20240304", .n = 1, .laterality = "L", .projection = "CC",
      .sides = "A\\R" },
    { "MG", "P2", "R CC", "20240304", .n = 1, .laterality = "R", .projection = "CC",
      .sides = "P\\L" },
    { "US", "P3", "Flow", "20240304", .n = 1, .frames = 12, .rate = "20" },
    { "US", "P3", "Still", "20240304", .n = 1 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint slice = 0; slice < all[i].n; slice++) {
      g_autofree char *path = g_strdup_printf ("%s/%u-%02u.dcm", dir, i, slice);
      g_autoptr (GBytes) bytes = slice_of (&all[i], i + 1, slice);
      gsize size = 0;
      const char *data = g_bytes_get_data (bytes, &size);
      g_assert_true (g_file_set_contents (path, data, (gssize)size, NULL));
    }
}

void
cs_test_series_bring_in (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *sources = g_build_filename (dir, "series", NULL);
  g_assert_cmpint (g_mkdir (sources, 0755), ==, 0);
  write_all (sources);
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-chris");
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  const char *const paths[] = { sources, NULL };
  CsIntakeOptions options = { .paths = paths, .case_by = CS_CASE_BY_PATIENT };
  g_autoptr (CsIntakeReport) report = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  cs_intake_run (project, &options, decoder, NULL, NULL, NULL, &report, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->quarantined, ==, 0);
}

CsCanvas *
cs_test_series_view (CsViewGrid *grid, guint n)
{
  return (CsCanvas *)cs_test_window_find (GTK_WIDGET (grid), CS_TYPE_CANVAS, n);
}

gboolean
cs_test_series_is_shown (CsTestWindow *window, gpointer grid)
{
  CsCaseModel *model = cs_main_window_case (window->window);
  CsCanvas *canvas;
  guint n = 0;
  for (; (canvas = cs_test_series_view (grid, n)) != NULL; n++)
    if (cs_canvas_state (canvas) != CS_CANVAS_SHOWN ||
        cs_canvas_unit (canvas) != cs_case_model_unit_at (model, (guint)cs_canvas_item (canvas)))
      return FALSE;
  return n > 0 && n == cs_view_grid_n_views (grid);
}
