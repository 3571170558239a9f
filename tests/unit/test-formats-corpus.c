/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign COCO files: counts as expected/annotations.tsv has them, and what we write of them says
 * the same to a reader that shares no code with ours. */
#include "cs-convert.h"
#include "cs-test.h"

#include <glib/gstdio.h>
#include <string.h>

static CsDataset *
read_corpus (const char *path, GPtrArray *problems)
{
  g_autofree char *full = cs_test_corpus (path);
  if (full == NULL)
    return NULL;
  g_autoptr (GError) error = NULL;
  CsDataset *dataset =
      cs_format_read_path (cs_format_find ("coco", NULL), full, problems, NULL, &error);
  g_assert_no_error (error);
  return dataset;
}

static guint
count_of (const CsDataset *dataset, const CsMarkKind *kind, const char *label)
{
  guint count = 0;
  for (guint i = 0; i < dataset->items->len; i++) {
    const CsDatasetItem *item = g_ptr_array_index (dataset->items, i);
    for (guint j = 0; j < item->marks->len; j++) {
      const CsMark *mark = g_ptr_array_index (item->marks, j);
      count += (kind == NULL || mark->kind == kind) &&
               (label == NULL || strcmp (mark->label, label) == 0);
    }
  }
  return count;
}

static guint
errors_in (GPtrArray *problems)
{
  guint count = 0;
  for (guint i = 0; i < problems->len; i++)
    count += ((CsProblem *)g_ptr_array_index (problems, i))->severity == CS_SEVERITY_ERROR;
  return count;
}

/* 0 when WORD is not in FACTS. */
static guint
number_after (const char *facts, const char *word)
{
  const char *at = strstr (facts, word);
  return at != NULL ? (guint)g_ascii_strtoull (at + strlen (word), NULL, 10) : 0;
}

/* "images 10 annotations 97 ... polygon:96 rle-list:1 per category person:27 traffic light:4" */
static void
check_facts (const char *path, const char *facts)
{
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsDataset) dataset = read_corpus (path, problems);
  gboolean captions = strstr (path, "captions") != NULL;
  g_assert_cmpuint (dataset->items->len, ==, number_after (facts, "images "));
  g_assert_cmpuint (dataset->categories->len, ==, number_after (facts, "categories "));
  g_assert_cmpuint (cs_dataset_count_marks (dataset), ==,
                    captions ? 0 : number_after (facts, "annotations "));
  g_assert_cmpuint (errors_in (problems), ==, captions);
  g_assert_cmpuint (count_of (dataset, &cs_mark_kind_polygon, NULL), ==,
                    number_after (facts, "polygon:"));
  g_assert_cmpuint (count_of (dataset, &cs_mark_kind_mask, NULL), ==,
                    number_after (facts, "rle-list:"));
  const char *at = captions ? NULL : strstr (facts, "per category ");
  g_autoptr (GRegex) pair = g_regex_new ("([^:]+):([0-9]+) ?", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  if (at == NULL || !g_regex_match (pair, at + strlen ("per category "), 0, &match))
    return;
  do {
    g_autofree char *label = g_match_info_fetch (match, 1);
    g_autofree char *count = g_match_info_fetch (match, 2);
    g_assert_cmpuint (count_of (dataset, NULL, label), ==, g_ascii_strtoull (count, NULL, 10));
  } while (g_match_info_next (match, NULL));
}

static void
test_counts (void)
{
  g_autofree char *table = cs_test_corpus ("expected/annotations.tsv");
  g_autofree char *text = NULL;
  if (table == NULL)
    return;
  g_assert_true (g_file_get_contents (table, &text, NULL, NULL));
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
  guint checked = 0;
  for (guint i = 0; rows[i] != NULL; i++) {
    g_auto (GStrv) cells = g_strsplit (rows[i], "\t", 2);
    if (g_strv_length (cells) != 2 || !g_str_has_prefix (cells[1], "COCO images"))
      continue;
    check_facts (cells[0], cells[1]);
    checked++;
  }
  g_assert_cmpuint (checked, >=, 20);
}

static void
test_results (void)
{
  static const struct {
    const char *path;
    const CsMarkKind *kind;
  } rows[] = {
    { "annotations/coco-results/instances_val2014_fakebbox100_results.json", &cs_mark_kind_box },
    { "annotations/coco-results/instances_val2014_fakesegm100_results.json", &cs_mark_kind_mask },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) problems = cs_problems_new ();
    g_autoptr (CsDataset) dataset = read_corpus (rows[i].path, problems);
    if (dataset == NULL)
      return;
    g_assert_cmpuint (count_of (dataset, rows[i].kind, NULL), ==, 734);
    g_assert_cmpuint (errors_in (problems), ==, 0);
  }
}

static void
run_reader (const char *verb, const char *path, const char *other)
{
  g_autofree char *script = cs_test_source ("readers/coco_reader.py");
  const char *argv[] = { "python3", script, verb, path, other, NULL };
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  int status;
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &said, &status,
                &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s", said);
}

/* Ours says the same as the original. */
static void
test_second_opinion (void)
{
  static const char *const paths[] = {
    "annotations/coco-val2017/instances_val2017_filtered.json",
    "annotations/labelme/coco-converted.json",
    "annotations/datumaro/coco_dataset/coco_instances/annotations/instances_train.json",
    "annotations/datumaro/coco_dataset/coco_instances/annotations/instances_val.json",
    "annotations/datumaro/kaggle_dataset/relaxed_coco/annotations.json",
    "annotations/datumaro/roboflow_dataset/coco/train/_annotations.coco.json",
  };
  const CsFormat *coco = cs_format_find ("coco", NULL), *jsonl = cs_format_find ("jsonl", NULL);
  g_autofree char *folder = cs_test_dir ();
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autofree char *in = cs_test_corpus (paths[i]);
    g_autofree char *lines = g_build_filename (folder, "marks.jsonl", NULL);
    g_autofree char *out = g_build_filename (folder, "out.json", NULL);
    g_autoptr (GPtrArray) problems = cs_problems_new ();
    g_autoptr (GError) error = NULL;
    if (in == NULL)
      return;
    cs_convert (coco, in, jsonl, lines, problems, NULL, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    cs_convert (jsonl, lines, coco, out, problems, NULL, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    run_reader ("check", out, NULL);
    run_reader ("same", out, in);
  }
}

static void
test_reader_itself (void)
{
  g_autofree char *oracle = cs_test_oracle ("coco.json");
  if (oracle != NULL)
    run_reader ("oracle", oracle, NULL);
}

static void
test_hostile (void)
{
  g_autofree char *folder = cs_test_corpus ("hostile/json");
  if (folder == NULL)
    return;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GPtrArray) problems = cs_problems_new ();
    guint count;
    const CsFormat *const *formats = cs_formats (&count);
    for (guint i = 0; i < count; i++) {
      g_autoptr (GError) error = NULL;
      g_autoptr (CsDataset) dataset =
          cs_format_read_path (formats[i], path, problems, NULL, &error);
      g_assert_true ((dataset == NULL) == (error != NULL));
      gboolean readable = strcmp (name, "coco-hostile.json") == 0 && i == 0;
      g_assert_true (!readable || dataset != NULL);
      g_assert_true (dataset == NULL || cs_dataset_count_marks (dataset) == 0);
    }
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/formats-corpus/counts", test_counts);
  g_test_add_func ("/formats-corpus/results", test_results);
  g_test_add_func ("/formats-corpus/reader-itself", test_reader_itself);
  g_test_add_func ("/formats-corpus/second-opinion", test_second_opinion);
  g_test_add_func ("/formats-corpus/hostile", test_hostile);
  return g_test_run ();
}
