/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample: one case at each stage, true, the same each time, and gone when it fails. */
#include "cs-file.h"
#include "cs-item-facts.h"
#include "cs-sample.h"
#include "cs-sample-ct.h"
#include "cs-sample-slide.h"
#include "cs-test-project.h"

#include <math.h>
#include <string.h>

static char *
make (CsEnv *env, const char *root, GError **error)
{
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, NULL);
  char *dir = g_build_filename (root, "sample", NULL);
  g_assert_nonnull (decoder);
  cs_sample_create (env, dir, decoder, error);
  return dir;
}

static void
test_stages (void)
{
  static const char *const states[][2] = {
    { "Patient 1", "signed" },
    { "Patient 2", "waits for label" },
    { "Slide 1", "waits for review" },
    { "Slide 2", "waits for approve" },
    { "Slide 3", "sent back to sample-ana (label)" },
    { "Slide 4", "accepted; waits for the signature of sample-chris" },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *root = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (root, 1);
  g_autofree char *dir = make (env, root, &error);
  g_assert_no_error (error);
  g_autofree char *path = g_build_filename (dir, "sample.countersign", NULL);
  g_autoptr (CsProject) project = cs_test_open (env, path, CS_SAMPLE_EXPERT);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    cs_test_assert_state (project, states[i][0], states[i][1]);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  cs_project_verify (project, TRUE, problems, NULL, &error);
  g_assert_no_error (error);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) signed_case = cs_project_find_case (project, &reader, "Patient 1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (signed_case->items, ==, 2);
  g_autoptr (CsMarkSet) marks =
      cs_project_revision (project, &reader, &signed_case->revision, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (marks->n_marks, >, 15);
  CsGuideline *guideline = NULL;
  g_assert_true (cs_project_guideline (project, &guideline, NULL, &error));
  g_assert_cmpuint (guideline->n_images, ==, 2);
}

/* The marks lie where the lesions are: bright, and dark around. */
static void
test_lesions (void)
{
  for (guint c = 0; c < G_N_ELEMENTS (cs_sample_chests); c++) {
    const CsSampleChest *chest = &cs_sample_chests[c];
    for (guint i = 0; i < chest->n_lesions; i++) {
      const CsSampleLesion *lesion = &chest->lesions[i];
      guint n = 0;
      for (guint k = 1; k < CS_SAMPLE_CT_SLICES; k++)
        if (fabs (cs_sample_ct_height (k) - lesion->z) < fabs (cs_sample_ct_height (n) - lesion->z))
          n = k;
      g_autofree gint16 *units = cs_sample_ct_slice (chest, n);
      int x = (int)cs_sample_ct_pixel (lesion->x), y = (int)cs_sample_ct_pixel (lesion->y);
      int value = units[y * CS_SAMPLE_CT_SIZE + x];
      g_assert_cmpint (ABS (value - lesion->value), <=, 30);
    }
  }
}

static void
assert_same (const char *a, const char *b, const char *name)
{
  g_autofree char *path_a = g_build_filename (a, name, NULL);
  g_autofree char *path_b = g_build_filename (b, name, NULL);
  g_autoptr (GBytes) one = cs_file_read (path_a, 64 << 20, NULL);
  g_autoptr (GBytes) two = cs_file_read (path_b, 64 << 20, NULL);
  g_assert_nonnull (one);
  g_assert_nonnull (two);
  g_assert_true (g_bytes_equal (one, two));
}

static void
test_same_again (void)
{
  g_autoptr (GError) error = NULL;
  char *roots[2], *dirs[2];
  for (guint i = 0; i < 2; i++) {
    roots[i] = cs_test_dir ();
    g_autoptr (CsEnv) env = cs_test_env (roots[i], 5);
    dirs[i] = make (env, roots[i], &error);
    g_assert_no_error (error);
  }
  assert_same (dirs[0], dirs[1], "sources/patient-2/ct/24.dcm");
  assert_same (dirs[0], dirs[1], "sources/slides/slide-4.png");
  assert_same (dirs[0], dirs[1], "guideline/img/nodule.png");
  assert_same (dirs[0], dirs[1], "sample.countersign");
  for (guint i = 0; i < 2; i++) {
    g_free (roots[i]);
    g_free (dirs[i]);
  }
}

static void
test_not_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *root = cs_test_dir ();
  g_autofree char *file = g_build_filename (root, "sample", "mine.txt", NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr (CsEnv) env = cs_test_env (root, 1);
  g_assert_true (cs_file_make_dir (folder, 0700, NULL));
  g_assert_true (cs_file_replace (file, "x", 1, 0600, NULL));
  g_autofree char *dir = make (env, root, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_foreign_key (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *root = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (root, 1);
  g_autoptr (CsSigner) signer = cs_signer_create (env, CS_SAMPLE_EXPERT, "Else", &error);
  g_assert_no_error (error);
  g_assert_true (cs_signer_make_signing_key (signer, env, "another one", 11, &error));
  g_autofree char *dir = make (env, root, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/sample/stages", test_stages);
  g_test_add_func ("/sample/lesions", test_lesions);
  g_test_add_func ("/sample/same-again", test_same_again);
  g_test_add_func ("/sample/not-empty", test_not_empty);
  g_test_add_func ("/sample/foreign-key", test_foreign_key);
  return g_test_run ();
}
