/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-intake.h"
#include "cs-file.h"
#include "cs-test-dicom.h"
#include "cs-test-pictures.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

CsTestIntake
cs_test_intake (void)
{
  g_autoptr (GError) error = NULL;
  CsTestIntake bench = { .dir = cs_test_dir () };
  bench.env = cs_test_env (bench.dir, 7);
  bench.path = cs_test_project (bench.env, bench.dir, 0);
  bench.project = cs_test_open (bench.env, bench.path, "lee");
  bench.sources = g_build_filename (bench.dir, "sources", NULL);
  bench.problems = cs_problems_new ();
  bench.decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_file_make_dir (bench.sources, 0700, NULL));
  return bench;
}

void
cs_test_intake_clear (CsTestIntake *bench)
{
  cs_intake_report_free (bench->report);
  g_ptr_array_unref (bench->problems);
  cs_decoder_free (bench->decoder);
  cs_project_close (bench->project);
  cs_env_free (bench->env);
  g_free (bench->sources);
  g_free (bench->path);
  g_free (bench->dir);
}

void
cs_test_put (const CsTestIntake *bench, const char *name, gconstpointer data, gsize size)
{
  g_autofree char *path = g_build_filename (bench->sources, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  cs_file_make_dir (folder, 0700, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, data, (gssize)size, &error);
  g_assert_no_error (error);
}

void
cs_test_put_text (const CsTestIntake *bench, const char *name, const char *text)
{
  cs_test_put (bench, name, text, strlen (text));
}

void
cs_test_put_bytes (const CsTestIntake *bench, const char *name, GBytes *given)
{
  g_autoptr (GBytes) bytes = given;
  cs_test_put (bench, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

GBytes *
cs_test_shade (guint8 shade)
{
  guint8 pixels[6 * 4];
  memset (pixels, shade, sizeof pixels);
  return cs_test_png (4, 6, 8, 0, pixels);
}

GBytes *
cs_test_slice (const char *series, guint number, double z, guint rows)
{
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  g_autofree char *instance = g_strdup_printf ("%s.%u", series, number);
  g_autofree char *count = g_strdup_printf ("%u", number);
  g_autofree char *position = g_strdup_printf ("-10\\-10\\%g", z);
  guint8 pixels[8 * 4 * 2] = { (guint8)number };
  cs_test_dicom_text (dicom, 0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
  cs_test_dicom_text (dicom, 0x00080018, "UI", instance);
  cs_test_dicom_text (dicom, 0x00080060, "CS", "CT");
  cs_test_dicom_text (dicom, 0x00100020, "LO", "P7");
  cs_test_dicom_text (dicom, 0x0020000d, "UI", "1.9.9");
  cs_test_dicom_text (dicom, 0x0020000e, "UI", series);
  cs_test_dicom_text (dicom, 0x00200013, "IS", count);
  cs_test_dicom_text (dicom, 0x00200032, "DS", position);
  cs_test_dicom_text (dicom, 0x00200037, "DS", "1\\0\\0\\0\\1\\0");
  cs_test_dicom_text (dicom, 0x00280030, "DS", "0.5\\0.5");
  cs_test_dicom_grey (dicom, rows, 4, 1, 16, 12, FALSE);
  cs_test_dicom_bytes (dicom, 0x7fe00010, "OW", pixels, rows * 4 * 2);
  return cs_test_dicom_finish (dicom);
}

static void
stop (gpointer data, gint64 done, gint64 total, const char *name)
{
  const CsTestIntake *bench = data;
  g_assert_cmpint (done, <=, total);
  if (done == bench->stop_at)
    g_cancellable_cancel (bench->cancellable);
}

gboolean
cs_test_import (CsTestIntake *bench, CsIntakeOptions options, GError **error)
{
  const char *const paths[] = { bench->sources, NULL };
  if (options.paths == NULL)
    options.paths = paths;
  g_clear_pointer (&bench->report, cs_intake_report_free);
  g_ptr_array_set_size (bench->problems, 0);
  return cs_intake_run (bench->project, &options, bench->decoder, stop, bench, bench->cancellable,
                        &bench->report, bench->problems, error);
}

void
cs_test_import_well (CsTestIntake *bench, CsIntakeOptions options)
{
  g_autoptr (GError) error = NULL;
  cs_test_import (bench, options, &error);
  g_assert_no_error (error);
}

GPtrArray *
cs_test_items (const CsTestIntake *bench)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (bench->project);
  GPtrArray *items = cs_project_items (bench->project, &reader, &error);
  g_assert_no_error (error);
  return items;
}

const CsItemRow *
cs_test_item (const GPtrArray *items, const char *title)
{
  for (guint i = 0; i < items->len; i++)
    if (strcmp (((CsItemRow *)items->pdata[i])->title, title) == 0)
      return items->pdata[i];
  g_error ("no item %s", title);
}

const char *
cs_test_said_of (const CsTestIntake *bench, const char *end)
{
  for (guint i = 0; i < bench->problems->len; i++) {
    const CsProblem *problem = bench->problems->pdata[i];
    if (g_str_has_suffix (problem->location, end))
      return problem->message;
  }
  g_error ("nothing is said of %s", end);
}

guint
cs_test_reason (const CsTestIntake *bench, const char *code)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (bench->report->reasons, code));
}

gint64
cs_test_count_blobs (const CsTestIntake *bench)
{
  gint64 n = -1;
  cs_db_get_int (cs_store_db (cs_project_store (bench->project)), 0, &n, NULL,
                 "SELECT count(*) FROM blob", "");
  return n;
}

void
cs_test_verify (const CsTestIntake *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  cs_project_verify (bench->project, TRUE, problems, NULL, &error);
  g_assert_no_error (error);
}

/* Writes slices FROM..TO of one series as ct/N.dcm. */
void
cs_test_put_slices (const CsTestIntake *bench, guint from, guint to)
{
  for (guint i = from; i <= to; i++) {
    g_autofree char *name = g_strdup_printf ("ct/%02u.dcm", i);
    cs_test_put_bytes (bench, name, cs_test_slice ("1.9.1", i, i, 4));
  }
}

void
cs_test_put_many (const CsTestIntake *bench, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("%03u.txt", i);
    g_autofree char *text = g_strdup_printf ("text %u", i);
    cs_test_put_text (bench, name, text);
  }
}

static void
die (gpointer data, gint64 done, gint64 total, const char *name)
{
  if (done == *(gint64 *)data)
    kill (getpid (), SIGKILL);
}

/* In a process of its own, with its own decoder, which is killed at file AT. */
void
cs_test_import_and_die (CsTestIntake *bench, gint64 at)
{
  pid_t child = fork ();
  if (child == 0) {
    const char *const paths[] = { bench->sources, NULL };
    CsIntakeOptions options = { .paths = paths };
    CsProject *project = cs_test_open (bench->env, bench->path, "lee");
    g_autoptr (GError) error = NULL;
    CsDecoder *decoder = cs_decoder_new (NULL, &error);
    if (decoder != NULL)
      cs_intake_run (project, &options, decoder, die, &at, NULL, &bench->report, bench->problems,
                     &error);
    if (error != NULL)
      g_printerr ("%s\n", error->message);
    _exit (0);
  }
  int status = 0;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

void
cs_test_same_as_plan (CsProject *project, const CsIntakePlan *plan)
{
  const CsReader reader = cs_project_reader (project);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) cases = cs_project_cases (project, &reader, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cases->len, >=, plan->n_cases);
  g_assert_cmpuint (items->len, >=, plan->items->len);
  g_autoptr (GHashTable) titles = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  for (guint i = 0; i < cases->len; i++) {
    CsCaseRow *row = cases->pdata[i];
    g_hash_table_insert (titles, &row->gid, row->title);
  }
  /* Those of the last run come last. */
  for (guint i = 0; i < plan->items->len; i++) {
    const CsPlanItem *item = plan->items->pdata[i];
    const CsItemRow *row = items->pdata[items->len - plan->items->len + i];
    g_assert_cmpstr (row->title, ==, item->title);
    g_assert_cmpstr (row->kind, ==, item->kind);
    g_assert_cmpstr (g_hash_table_lookup (titles, &row->case_gid), ==, item->case_title);
    g_assert_cmpuint (cs_item_facts_n_parts (row->facts), ==, item->files->len);
    g_autofree char *facts = cs_json_to_canonical (row->facts, NULL);
    g_autofree char *planned = cs_json_to_canonical (item->facts, NULL);
    g_assert_cmpstr (facts, ==, planned);
  }
}
