/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample: one case at each stage, true, the same each time, and gone when it fails. */
#include "cs-file.h"
#include "cs-load.h"
#include "cs-prose.h"
#include "cs-sample.h"
#include "cs-sample-ct.h"
#include "cs-sample-sources.h"
#include "cs-test-project.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

static char *
make (CsEnv *env, const char *root, GError **error)
{
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, NULL);
  char *dir = g_build_filename (root, "sample", NULL);
  g_assert_nonnull (decoder);
  cs_sample_create (env, dir, decoder, error);
  return dir;
}

/* Each picture says what it shows, in the words that the place of the guideline reads. */
static void
assert_examples (const CsClauses *clauses)
{
  guint n[CS_EXAMPLE_DO_NOT_MARK + 1] = { 0 };
  for (guint i = 0; i < clauses->n_clauses; i++)
    for (guint k = 0; k < clauses->clauses[i].n_images; k++) {
      const char *caption = NULL;
      n[cs_example_read (clauses->clauses[i].images[k].alt, &caption)]++;
      g_assert_cmpint (caption[0], !=, '\0');
    }
  g_assert_cmpuint (n[CS_EXAMPLE_PLAIN], ==, 0);
  g_assert_cmpuint (n[CS_EXAMPLE_MARK], ==, 5);
  g_assert_cmpuint (n[CS_EXAMPLE_BORDERLINE], ==, 1);
  g_assert_cmpuint (n[CS_EXAMPLE_DO_NOT_MARK], ==, 3);
}

static void
test_stages (void)
{
  static const char *const states[][2] = {
    { "Patient 1", "signed" },
    { "Patient 2", "waits for labelling" },
    { "Slide 1", "waits for review" },
    { "Slide 2", "waits for approval" },
    { "Slide 3", "sent back to sample-ana (labelling)" },
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
  g_assert_cmpuint (guideline->n_images, ==, 9);
  assert_examples (guideline->clauses);
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

/* What the helper makes of slice N of the first chest. */
static void
check_slice (CsDecoder *decoder, const char *dir, guint n)
{
  g_autoptr (GError) error = NULL;
  gint64 size = 0;
  gsize bytes = 0;
  g_autofree char *name = g_strdup_printf ("sources/patient-1/ct/%02u.dcm", n + 1);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  int fd = cs_file_open (path, &size, &error);
  g_assert_no_error (error);
  g_autoptr (CsProbe) probe = cs_decoder_probe (decoder, fd, size, name, CS_PROBE_DEFAULT, &error);
  g_assert_no_error (error);
  const CsProbeFacts *facts = cs_probe_facts (probe);
  const CsFrameFacts *frame = cs_probe_frame_facts (probe, 0);
  const double *at = frame->geometry.position, *along = frame->geometry.orientation;
  g_assert_cmpuint (facts->rows, ==, CS_SAMPLE_CT_SIZE);
  g_assert_cmpuint (facts->columns, ==, CS_SAMPLE_CT_SIZE);
  g_assert_null (facts->damage);
  g_assert_cmpint (frame->geometry.source, ==, CS_SPACING_PATIENT);
  g_assert_true (frame->geometry.row_spacing == CS_SAMPLE_CT_SPACING);
  g_assert_true (frame->geometry.column_spacing == CS_SAMPLE_CT_SPACING);
  g_assert_true (frame->geometry.thickness == CS_SAMPLE_CT_STEP);
  g_assert_true (along[0] == 1 && along[1] == 0 && along[4] == 1 && along[5] == 0);
  /* The middle of the chest is the middle of the raster: a corner of four pixels. */
  g_assert_true (cs_sample_ct_pixel (at[0]) == 0.5 && cs_sample_ct_pixel (at[1]) == 0.5);
  g_assert_true (at[2] == cs_sample_ct_height (n));
  g_assert_cmpstr (frame->intercept, ==, "-1024");
  g_assert_cmpstr (frame->unit, ==, "HU");
  g_assert_cmpuint (frame->n_windows, ==, 2);
  g_assert_cmpstr (frame->windows[0].explanation, ==, "Lung");
  g_autoptr (CsFrame) picture =
      cs_decoder_frame (decoder, fd, size, name, probe, 0, CS_FRAME_VALUES, &error);
  g_assert_no_error (error);
  const guint16 *values = g_bytes_get_data (picture->bytes, &bytes);
  g_autofree gint16 *units = cs_sample_ct_slice (&cs_sample_chests[0], n);
  g_assert_cmpuint (bytes, ==, CS_SAMPLE_CT_SIZE * CS_SAMPLE_CT_SIZE * 2);
  for (guint i = 0; i < CS_SAMPLE_CT_SIZE * CS_SAMPLE_CT_SIZE; i++)
    g_assert_cmpint (GUINT16_FROM_LE (values[i]) - 1024, ==, units[i]);
  close (fd);
}

static void
test_decode (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_sample_write_sources (dir, &error));
  for (guint n = 0; n < CS_SAMPLE_CT_SLICES; n++)
    check_slice (decoder, dir, n);
}

/* Slide 1 waits for review with two things to find: a gland without an outline, and a point on an
 * ordinary cell where a dividing one goes without. The file beside it mends both. */
static void
test_mistakes (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *root = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (root, 1);
  g_autofree char *dir = make (env, root, &error);
  g_autofree char *path = g_build_filename (dir, "sample.countersign", NULL);
  g_autofree char *marks = g_build_filename (dir, "marks", "slide-1.jsonl", NULL);
  const char *const paths[] = { marks, NULL };
  const CsLoad load = { cs_format_find ("jsonl", NULL), paths };
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_auto (CsLoadCounts) counts = { 0 };
  g_autoptr (CsProject) project = cs_test_open (env, path, CS_SAMPLE_REVIEWER);
  CsGid gid = cs_test_case (project, "Slide 1");
  g_autoptr (CsMarkSet) before = cs_project_draft (project, &gid, &error);
  g_assert_no_error (error);
  cs_load (project, &load, problems, NULL, &counts, &error);
  g_assert_no_error (error);
  g_autoptr (CsMarkSet) after = cs_project_draft (project, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->n_marks, ==, before->n_marks + 1);
  guint moved = 0;
  for (guint i = 0; i < before->n_marks; i++) {
    const CsMark *was = before->marks[i], *is = cs_mark_set_get (after, was->id);
    g_assert_nonnull (is);
    if (cs_mark_equal (was, is))
      continue;
    g_assert_cmpstr (was->label, ==, "mitosis");
    g_assert_cmpstr (is->label, ==, "mitosis");
    g_assert_cmpint (ABS (was->values[0] - is->values[0]) + ABS (was->values[1] - is->values[1]), >,
                     20000);
    moved++;
  }
  g_assert_cmpuint (moved, ==, 1);
}

/* Whoever has no window finishes the open cases with the files in marks/. */
static void
test_marks_to_load (void)
{
  static const struct {
    const char *file, *format, *handle, *title;
    guint marks;
  } open_cases[] = {
    { "patient-2.jsonl", "jsonl", CS_SAMPLE_LABELER, "Patient 2", 11 },
    { "slide-3.coco.json", "coco", CS_SAMPLE_LABELER, "Slide 3", 1 },
    { "slide-1.jsonl", "jsonl", CS_SAMPLE_REVIEWER, "Slide 1", 2 },
  };
  const CsDecision correct = { .decision = "correct", .category = "missed", .reason = "a gland" };
  g_autoptr (GError) error = NULL;
  g_autofree char *root = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (root, 1);
  g_autofree char *dir = make (env, root, &error);
  g_autofree char *path = g_build_filename (dir, "sample.countersign", NULL);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  for (guint i = 0; i < G_N_ELEMENTS (open_cases); i++) {
    g_autoptr (CsProject) project = cs_test_open (env, path, open_cases[i].handle);
    g_autofree char *marks = g_build_filename (dir, "marks", open_cases[i].file, NULL);
    const char *const paths[] = { marks, NULL };
    const CsLoad load = { cs_format_find (open_cases[i].format, NULL), paths };
    g_auto (CsLoadCounts) counts = { 0 };
    CsGid gid = cs_test_case (project, open_cases[i].title);
    cs_load (project, &load, problems, NULL, &counts, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (problems->len, ==, 0);
    g_assert_cmpuint (counts.loaded_marks, ==, open_cases[i].marks);
    if (strcmp (open_cases[i].handle, CS_SAMPLE_REVIEWER) == 0)
      cs_project_decide (project, &gid, &correct, &error);
    else
      cs_project_submit (project, &gid, NULL, NULL, &error);
    g_assert_no_error (error);
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
  assert_same (dirs[0], dirs[1], "guideline/img/vessel.png");
  assert_same (dirs[0], dirs[1], "marks/patient-2.jsonl");
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

/* Keys that are somebody's own stay as they are, and nothing is made. */
static void
test_foreign_key (void)
{
  static const struct {
    const char *name;
    gboolean has_key;
    int code;
  } others[] = {
    { "Else", FALSE, CS_ERROR_CONFLICT },
    { "Chris (sample)", TRUE, CS_ERROR_DENIED },
  };
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *root = cs_test_dir ();
    g_autoptr (CsEnv) env = cs_test_env (root, 1);
    g_autoptr (CsSigner) signer = cs_signer_create (env, CS_SAMPLE_EXPERT, others[i].name, &error);
    g_assert_no_error (error);
    if (others[i].has_key)
      g_assert_true (cs_signer_make_signing_key (signer, env, "another one", 11, &error));
    g_autofree char *dir = make (env, root, &error);
    g_assert_error (error, CS_ERROR, others[i].code);
    g_assert_nonnull (strstr (error->message, "keys/" CS_SAMPLE_EXPERT));
    g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
    g_autoptr (CsSigner) after = cs_signer_open (env, CS_SAMPLE_EXPERT, NULL);
    g_assert_cmpint (cs_signer_identity (after)->certified, ==, others[i].has_key);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/sample/stages", test_stages);
  g_test_add_func ("/sample/lesions", test_lesions);
  g_test_add_func ("/sample/decode", test_decode);
  g_test_add_func ("/sample/mistakes", test_mistakes);
  g_test_add_func ("/sample/marks-to-load", test_marks_to_load);
  g_test_add_func ("/sample/same-again", test_same_again);
  g_test_add_func ("/sample/not-empty", test_not_empty);
  g_test_add_func ("/sample/foreign-key", test_foreign_key);
  return g_test_run ();
}
