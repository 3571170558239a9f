/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real and hostile files through the intake: known counts, nothing that crashes, hangs or eats the
 * memory, and a reason for each file left out. */
#include "cs-test-intake.h"

#include <string.h>
#include <sys/resource.h>

typedef struct {
  CsEnv *env;
  char *dir, *path;
  CsProject *project;
  CsDecoder *decoder;
  GPtrArray *problems;
  CsIntakeReport *report;
} Bench;

/* Looks into FOLDER of the corpus, and imports it: both must come to the same. FALSE, skipped,
 * without one. */
static gboolean
bench_run (Bench *bench, const char *folder, CsIntakeOptions options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = cs_test_corpus (folder);
  if (source == NULL)
    return FALSE;
  const char *const paths[] = { source, NULL };
  options.paths = paths;
  *bench = (Bench){ .dir = cs_test_dir () };
  bench->env = cs_test_env (bench->dir, 11);
  bench->path = cs_test_project (bench->env, bench->dir, 0);
  bench->project = cs_test_open (bench->env, bench->path, "lee");
  bench->problems = cs_problems_new ();
  bench->decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  options.look = TRUE;
  g_autoptr (CsIntakeReport) looked = NULL;
  cs_intake_run (bench->project, &options, bench->decoder, NULL, NULL, NULL, &looked,
                 bench->problems, &error);
  g_assert_no_error (error);
  guint said = bench->problems->len;
  g_ptr_array_set_size (bench->problems, 0);
  options.look = FALSE;
  cs_intake_run (bench->project, &options, bench->decoder, NULL, NULL, NULL, &bench->report,
                 bench->problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bench->problems->len, ==, said);
  cs_test_same_as_plan (bench->project, looked->plan);
  return TRUE;
}

/* What holds after every run. */
static void
bench_clear (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) told = cs_problems_new ();
  gint64 errors = 0;
  for (guint i = 0; i < bench->problems->len; i++) {
    const CsProblem *problem = bench->problems->pdata[i];
    g_assert_true (g_utf8_validate (problem->location, -1, NULL));
    g_assert_true (g_utf8_validate (problem->message, -1, NULL));
    g_assert_cmpstr (problem->location, !=, "");
    g_assert_cmpstr (problem->message, !=, "");
    errors += problem->severity == CS_SEVERITY_ERROR;
  }
  g_assert_cmpint (errors, ==, bench->report->quarantined);
  cs_project_verify (bench->project, TRUE, told, NULL, &error);
  g_assert_no_error (error);
  cs_intake_report_free (bench->report);
  g_ptr_array_unref (bench->problems);
  cs_decoder_free (bench->decoder);
  cs_project_close (bench->project);
  cs_env_free (bench->env);
  g_free (bench->path);
  g_free (bench->dir);
}

static GPtrArray *
items_of (const Bench *bench)
{
  CsReader reader = cs_project_reader (bench->project);
  return cs_project_items (bench->project, &reader, NULL);
}

static gboolean
was_told (const Bench *bench, const char *code, const char *location, const char *words)
{
  for (guint i = 0; i < bench->problems->len; i++) {
    const CsProblem *problem = bench->problems->pdata[i];
    if (strcmp (problem->code, code) == 0 && strstr (problem->location, location) != NULL &&
        strstr (problem->message, words) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
test_series (void)
{
  Bench bench;
  if (!bench_run (&bench, "dicom/series", (CsIntakeOptions){ 0 }))
    return;
  g_autoptr (GPtrArray) items = items_of (&bench);
  g_assert_cmpint (bench.report->parts, ==, 68);
  g_assert_cmpint (bench.report->quarantined, ==, 0);
  /* The third is a scout in three directions. */
  g_assert_cmpuint (items->len, ==, 5);
  g_assert_true (was_told (&bench, "mixed-orientation", "mr-abdomen-coronal", "each is an item"));
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    double last = -G_MAXDOUBLE;
    guint n = cs_item_facts_n_parts (item->facts);
    if (strcmp (item->title, "series/ct-head-a") == 0)
      g_assert_cmpuint (n, ==, 33);
    for (guint k = 0; k < n; k++) {
      g_autoptr (CsProbe) probe = cs_item_facts_probe (item->facts, k, NULL);
      const CsFrameGeometry *geometry = &cs_probe_frame_facts (probe, 0)->geometry;
      double normal[3], along = 0;
      g_assert_true (cs_frame_geometry_normal (geometry, normal));
      for (guint d = 0; d < 3; d++)
        along += normal[d] * geometry->position[d];
      g_assert_cmpfloat (along, >, last);
      last = along;
    }
  }
  bench_clear (&bench);
}

static void
test_pictures (void)
{
  Bench bench;
  if (!bench_run (&bench, "pictures", (CsIntakeOptions){ 0 }))
    return;
  g_assert_cmpint (bench.report->items, ==, 23);
  g_assert_cmpint (bench.report->quarantined, ==, 0);
  bench_clear (&bench);
}

static void
test_text (void)
{
  Bench bench;
  if (!bench_run (&bench, "text/meddocan/brat", (CsIntakeOptions){ 0 }))
    return;
  g_autoptr (GPtrArray) items = items_of (&bench);
  g_assert_cmpuint (items->len, ==, 40);
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    const CsJson *text = cs_json_get (item->facts, "text");
    g_assert_true (g_str_has_prefix (cs_json_get_string (text, "decoding"), "utf-8"));
    g_assert_cmpint (cs_json_get_int (text, "length", 0), >, 100);
  }
  bench_clear (&bench);
}

static void
test_encodings (void)
{
  Bench bench;
  if (!bench_run (&bench, "text/encodings", (CsIntakeOptions){ 0 }))
    return;
  g_assert_cmpint (bench.report->items, ==, 5);
  g_assert_true (was_told (&bench, "encoding-not-declared", "latin1", "iso-8859-1"));
  bench_clear (&bench);
}

static void
test_hostile (void)
{
  static const struct {
    const char *code, *location, *words;
  } expected[] = {
    { "limit", "bomb-flat-256MiB.zip", "200 times" },
    { "unsupported", "bomb-nested-1GiB.zip/n0.zip", "inside an archive" },
    { "corrupt", "truncated.zip", "cut short" },
    { "unsupported", "symlink-then-write.tar/link", "a link" },
    { "limit", "frames-2147483647.dcm", "frames" },
    { "invalid", "archives/many-entries-12000.zip/", "empty" },
    { "unsupported", "sqlite/flipped-0.db", "SQLite" },
    { "unsupported", "fuzz/gif/00", "GIF" },
    { "unsupported", "volumes/pixdim-zero.nii", "NIfTI" },
    { "invalid", "nul-and-controls.txt", "NUL" },
    { "corrupt", "png/truncated-half.png", "ends before" },
  };
  Bench bench;
  if (!bench_run (&bench, "hostile", (CsIntakeOptions){ 0 }))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (!was_told (&bench, expected[i].code, expected[i].location, expected[i].words))
      g_error ("%s is not called %s because of \"%s\"", expected[i].location, expected[i].code,
               expected[i].words);
  g_clear_pointer (&bench.decoder, cs_decoder_free);
  struct rusage self, children;
  getrusage (RUSAGE_SELF, &self);
  getrusage (RUSAGE_CHILDREN, &children);
  g_assert_cmpint (self.ru_maxrss + children.ru_maxrss, <, 2 * 1024 * 1024);
  bench_clear (&bench);
}

static void
test_hostile_as_text (void)
{
  Bench bench;
  if (!bench_run (&bench, "hostile", (CsIntakeOptions){ .as_text = TRUE }))
    return;
  g_assert_true (was_told (&bench, "encoding-not-declared", "json-suite", "--encoding"));
  bench_clear (&bench);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/intake-corpus/series", test_series);
  g_test_add_func ("/intake-corpus/pictures", test_pictures);
  g_test_add_func ("/intake-corpus/text", test_text);
  g_test_add_func ("/intake-corpus/encodings", test_encodings);
  g_test_add_func ("/intake-corpus/hostile", test_hostile);
  g_test_add_func ("/intake-corpus/hostile-as-text", test_hostile_as_text);
  return g_test_run ();
}
