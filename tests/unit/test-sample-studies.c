/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies of the second sample: their headers say what they are, their pictures show what the
 * guideline speaks of, and the project holds them as three cases to read. */
#include "cs-file.h"
#include "cs-sample-breast.h"
#include "cs-sample-ct.h"
#include "cs-sample-loop.h"
#include "cs-sample.h"
#include "cs-test-project.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

/* What the helper makes of BYTES: a probe and, where it is asked for, frame N. */
static CsProbe *
probe_of (GBytes *bytes, guint n, CsFrame **ret_frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *path = g_build_filename (dir, "file.dcm", NULL);
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  gint64 length = 0;
  cs_file_replace (path, data, size, 0600, &error);
  g_assert_no_error (error);
  int fd = cs_file_open (path, &length, &error);
  g_assert_no_error (error);
  CsProbe *probe = cs_decoder_probe (decoder, fd, length, "file.dcm", CS_PROBE_DEFAULT, &error);
  g_assert_no_error (error);
  if (ret_frame != NULL)
    *ret_frame =
        cs_decoder_frame (decoder, fd, length, "file.dcm", probe, n, CS_FRAME_VALUES, &error);
  g_assert_no_error (error);
  close (fd);
  return probe;
}

static void
test_views (void)
{
  g_autofree char *study = NULL;
  g_autoptr (GHashTable) series = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cs_sample_views); i++) {
    const CsSampleView *view = &cs_sample_views[i];
    g_autoptr (GBytes) bytes = cs_sample_breast_dicom (view);
    g_autoptr (CsFrame) frame = NULL;
    g_autoptr (CsProbe) probe = probe_of (bytes, 0, &frame);
    const CsProbeFacts *facts = cs_probe_facts (probe);
    const CsFrameGeometry *geometry = &cs_probe_frame_facts (probe, 0)->geometry;
    g_assert_null (facts->damage);
    g_assert_cmpstr (facts->laterality, ==, view->right ? "R" : "L");
    g_assert_cmpstr (cs_probe_id (probe, "modality"), ==, "MG");
    g_assert_cmpstr (cs_probe_id (probe, "series_description"), ==, view->name);
    g_assert_cmpint (geometry->source, ==, CS_SPACING_DETECTOR);
    g_assert_true (geometry->row_spacing == CS_SAMPLE_BREAST_SPACING);
    if (study != NULL)
      g_assert_cmpstr (study, ==, cs_probe_id (probe, "study_uid"));
    else
      study = g_strdup (cs_probe_id (probe, "study_uid"));
    g_assert_true (g_hash_table_add (series, g_strdup (cs_probe_id (probe, "series_uid"))));
    /* The chest wall is bright, and on the side that the orientation says. */
    const guint16 *values = g_bytes_get_data (frame->bytes, NULL);
    guint row = CS_SAMPLE_BREAST_ROWS / 2, last = CS_SAMPLE_BREAST_COLUMNS - 1;
    guint16 left = values[row * CS_SAMPLE_BREAST_COLUMNS];
    guint16 right = values[row * CS_SAMPLE_BREAST_COLUMNS + last];
    g_assert_true (view->right ? right > 1000 && left == 0 : left > 1000 && right == 0);
  }
}

/* Stored value at the middle of LESION on the nearest slice of CHEST, in Hounsfield units. */
static int
seen_at (const CsSampleChest *chest, const CsSampleLesion *lesion)
{
  guint n = 0;
  for (guint k = 1; k < CS_SAMPLE_CT_SLICES; k++)
    if (fabs (cs_sample_ct_height (k) + chest->level - lesion->z) <
        fabs (cs_sample_ct_height (n) + chest->level - lesion->z))
      n = k;
  g_autofree gint16 *units = cs_sample_ct_slice (chest, n);
  int x = (int)cs_sample_ct_pixel (lesion->x), y = (int)cs_sample_ct_pixel (lesion->y);
  return units[y * CS_SAMPLE_CT_SIZE + x];
}

static void
test_prior (void)
{
  const CsSampleChest *now = &cs_sample_chest_now, *before = &cs_sample_chest_before;
  g_autoptr (GBytes) new_bytes = cs_sample_ct_dicom (now, 12);
  g_autoptr (GBytes) old_bytes = cs_sample_ct_dicom (before, 12);
  g_autoptr (GBytes) scout_bytes = cs_sample_scout_dicom (now);
  g_autoptr (CsProbe) new_probe = probe_of (new_bytes, 0, NULL);
  g_autoptr (CsProbe) old_probe = probe_of (old_bytes, 0, NULL);
  g_autoptr (CsProbe) scout = probe_of (scout_bytes, 0, NULL);
  g_assert_cmpstr (cs_probe_id (new_probe, "patient_id"), ==,
                   cs_probe_id (old_probe, "patient_id"));
  static const char *const others[] = { "study_uid", "series_uid", "frame_of_reference_uid" };
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpstr (cs_probe_id (new_probe, others[i]), !=, cs_probe_id (old_probe, others[i]));
  g_assert_cmpstr (cs_probe_id (new_probe, "study_uid"), ==, cs_probe_id (scout, "study_uid"));
  g_assert_cmpstr (cs_probe_id (new_probe, "series_uid"), !=, cs_probe_id (scout, "series_uid"));
  g_assert_cmpstr (cs_probe_id (new_probe, "frame_of_reference_uid"), ==,
                   cs_probe_id (scout, "frame_of_reference_uid"));
  /* One nodule has grown, one is as it was, one is new. */
  g_assert_cmpuint (now->n_lesions, ==, before->n_lesions + 1);
  g_assert_cmpfloat (now->lesions[0].radius, >, before->lesions[0].radius * 1.5);
  g_assert_true (now->lesions[1].radius == before->lesions[1].radius);
  for (guint i = 0; i < now->n_lesions; i++)
    g_assert_cmpint (seen_at (now, &now->lesions[i]), >, -30);
  for (guint i = 0; i < before->n_lesions; i++)
    g_assert_cmpint (seen_at (before, &before->lesions[i]), >, -30);
  g_assert_cmpint (seen_at (before, &now->lesions[2]), <, -600);
}

/* Frame N decodes to the drawn one, to a grey level. */
static void
check_frame (GBytes *bytes, CsSampleLoop *loop, guint n)
{
  g_autoptr (CsFrame) frame = NULL;
  g_autoptr (CsProbe) probe = probe_of (bytes, n, &frame);
  const guint8 *planes = cs_sample_loop_frame (loop, n);
  const guint8 *colours = g_bytes_get_data (frame->bytes, NULL);
  guint pixels = CS_SAMPLE_LOOP_ROWS * CS_SAMPLE_LOOP_COLUMNS, coloured = 0;
  g_assert_cmpuint (g_bytes_get_size (frame->bytes), ==, pixels * 3);
  for (guint i = 0; i < pixels; i++) {
    const guint8 *at = colours + (gsize)i * 3;
    double light = 0.299 * at[0] + 0.587 * at[1] + 0.114 * at[2];
    g_assert_cmpfloat (fabs (light - planes[i]), <=, 3);
    coloured += ABS (at[0] - at[2]) > 40;
  }
  g_assert_cmpuint (coloured, >, n % CS_SAMPLE_LOOP_BEAT == 0 ? 0 : 500);
}

static void
test_loop (void)
{
  g_autoptr (GBytes) bytes = cs_sample_loop_dicom ();
  g_autoptr (GBytes) again = cs_sample_loop_dicom ();
  g_assert_true (g_bytes_equal (bytes, again));
  g_autoptr (CsSampleLoop) loop = cs_sample_loop_new ();
  g_autoptr (CsProbe) probe = probe_of (bytes, 0, NULL);
  const CsProbeFacts *facts = cs_probe_facts (probe);
  g_assert_null (facts->damage);
  g_assert_cmpuint (facts->frames, ==, CS_SAMPLE_LOOP_FRAMES);
  g_assert_cmpuint (facts->rows, ==, CS_SAMPLE_LOOP_ROWS);
  g_assert_cmpuint (facts->samples, ==, 3);
  g_assert_cmpuint (facts->n_regions, ==, 2);
  g_assert_cmpstr (facts->regions[0].unit_x, ==, "cm");
  g_assert_true (facts->regions[0].delta_y == CS_SAMPLE_LOOP_SPACING / 10);
  check_frame (bytes, loop, 0);
  check_frame (bytes, loop, 8);
  check_frame (bytes, loop, 119);
}

static void
test_project (void)
{
  static const struct {
    const char *title;
    guint items;
  } cases[] = { { "Chest 1", 3 }, { "Breast 1", 4 }, { "Heart 1", 1 } };
  g_autoptr (GError) error = NULL;
  g_autofree char *root = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (root, 1);
  g_autofree char *dir = g_build_filename (root, "studies", NULL);
  g_autofree char *path = g_build_filename (dir, "studies.countersign", NULL);
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  cs_sample_create_studies (env, dir, decoder, &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open (env, path, CS_SAMPLE_LABELER);
  CsReader reader = cs_project_reader (project);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    cs_test_assert_state (project, cases[i].title, "waits for labelling");
    g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, cases[i].title, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (row->items, ==, cases[i].items);
  }
  cs_sample_create_studies (env, dir, decoder, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/sample-studies/views", test_views);
  g_test_add_func ("/sample-studies/prior", test_prior);
  g_test_add_func ("/sample-studies/loop", test_loop);
  g_test_add_func ("/sample-studies/project", test_project);
  return g_test_run ();
}
