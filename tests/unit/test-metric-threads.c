/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metrics give the same bytes however often and in however many threads they are computed at once,
 * all from the same input. Under TSan this shows that they share nothing that changes. */
#include "cs-alpha.h"
#include "cs-assignment.h"
#include "cs-coco-metrics.h"
#include "cs-consensus.h"
#include "cs-file.h"
#include "cs-mask-overlap.h"
#include "cs-metric.h"
#include "cs-test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#define ITEMS 400
#define EACH 5
#define RATERS 40
#define CLASSES 3
#define SIDE 64
#define BOXES 1000
#define PAIRED 100
#define AT_ONCE 8
#define MOST_BYTES (1024 * 1024)

/* Made once; nobody changes it. */
static struct {
  gint32 codes[ITEMS * EACH];
  CsVote votes[ITEMS * EACH];
  guint8 masks[EACH][SIDE * SIDE];
  CsCocoTruth truths[BOXES];
  CsCocoFinding findings[BOXES];
  double weights[PAIRED * PAIRED];
  GPtrArray *files; /* of CsJson */
} data;

static void
make_data (GRand *dice)
{
  for (guint i = 0; i < ITEMS * EACH; i++) {
    guint label = g_rand_double (dice) < 0.6 ? i / EACH % CLASSES
                                             : (guint)g_rand_int_range (dice, 0, CLASSES);
    data.codes[i] = (gint32)label;
    data.votes[i] = (CsVote){ i / EACH, (guint)g_rand_int_range (dice, 0, RATERS), label };
  }
  for (guint i = 0; i < EACH * SIDE * SIDE; i++)
    data.masks[i / (SIDE * SIDE)][i % (SIDE * SIDE)] =
        (i % SIDE > SIDE / 2) ^ (g_rand_double (dice) < 0.1);
  for (guint i = 0; i < BOXES; i++) {
    gint64 image = g_rand_int_range (dice, 0, 50), category = g_rand_int_range (dice, 0, 5);
    CsBox box = { g_rand_double_range (dice, 0, 900), g_rand_double_range (dice, 0, 900),
                  g_rand_double_range (dice, 8, 200), g_rand_double_range (dice, 8, 200) };
    CsBox near = { box.x + g_rand_double_range (dice, -9, 9), box.y, box.width, box.height };
    data.truths[i] = (CsCocoTruth){ image, category, box, box.width * box.height, i % 50 == 0 };
    data.findings[i] = (CsCocoFinding){ image, category, near, g_rand_double (dice) };
  }
  for (guint i = 0; i < PAIRED * PAIRED; i++)
    data.weights[i] = (double)(i / PAIRED) * (i % PAIRED) + g_rand_double (dice);
}

static void
read_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = cs_test_source ("bad/metric");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name = NULL;
  g_assert_no_error (error);
  data.files = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_json_unref);
  while ((name = g_dir_read_name (dir)) != NULL) {
    gsize size = 0;
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GBytes) bytes = cs_file_read (path, MOST_BYTES, &error);
    g_assert_no_error (error);
    const char *text = g_bytes_get_data (bytes, &size);
    CsJson *json = cs_json_parse_text (text, size, MOST_BYTES, NULL);
    g_assert_nonnull (json);
    g_ptr_array_add (data.files, json);
  }
  g_assert_cmpuint (data.files->len, >, 20);
}

/* --- what is computed: bytes that are appended --- */

static void
put (GByteArray *bytes, gconstpointer from, gsize size)
{
  g_byte_array_append (bytes, from, (guint)size);
}

static void
compute_bootstrap (GByteArray *bytes)
{
  const CsRatings ratings = { ITEMS, EACH, CLASSES, data.codes };
  g_auto (CsRatingPatterns) patterns = { 0 };
  CsAlphaBootstrap found;
  cs_rating_patterns_init (&patterns, &ratings);
  cs_krippendorff_alpha_bootstrap (&patterns, CS_LEVEL_NOMINAL, NULL, 300, 1, 0.95, &found);
  const double numbers[] = { found.estimate.value, found.estimate.se,     found.estimate.low,
                             found.estimate.high,  found.below_tentative, found.below_firm };
  put (bytes, numbers, sizeof numbers);
}

static void
compute_dawid_skene (GByteArray *bytes)
{
  const CsVotes votes = { ITEMS, RATERS, CLASSES, ITEMS * EACH, data.votes };
  g_auto (CsDawidSkene) found = { 0 };
  cs_dawid_skene (&votes, 0.01, &found);
  g_assert_cmpuint (found.rounds, >, 30);
  put (bytes, &found.rounds, sizeof found.rounds);
  put (bytes, found.posterior, ITEMS * CLASSES * sizeof (double));
  put (bytes, found.confusion, RATERS * CLASSES * CLASSES * sizeof (double));
}

static void
compute_staple (GByteArray *bytes)
{
  const guint8 *masks[EACH];
  g_auto (CsStaple) found = { 0 };
  for (guint i = 0; i < EACH; i++)
    masks[i] = data.masks[i];
  cs_staple (masks, EACH, SIDE * SIDE, &found);
  put (bytes, found.sensitivity, EACH * sizeof (double));
  put (bytes, found.specificity, EACH * sizeof (double));
  put (bytes, found.consensus, SIDE * SIDE);
}

static void
compute_boxes (GByteArray *bytes)
{
  double scores[CS_COCO_N_SCORES];
  cs_coco_evaluate (data.truths, BOXES, data.findings, BOXES, scores);
  put (bytes, scores, sizeof scores);
}

static void
compute_pairs (GByteArray *bytes)
{
  guint columns[PAIRED];
  cs_assignment_most (data.weights, PAIRED, PAIRED, columns);
  put (bytes, columns, sizeof columns);
}

static void
compute_overlap (GByteArray *bytes)
{
  g_autoptr (GArray) a = cs_runs_new (data.masks[0], SIDE * SIDE);
  g_autoptr (GArray) b = cs_runs_new (data.masks[1], SIDE * SIDE);
  g_autoptr (GArray) both = cs_runs_both (a, b);
  CsOverlap overlap = cs_runs_overlap (a, b);
  put (bytes, both->data, both->len * sizeof (gint64));
  put (bytes, &overlap, sizeof overlap);
}

/* Every kind of metric there is a file for. */
static void
compute_files (GByteArray *bytes)
{
  for (guint i = 0; i < data.files->len; i++) {
    const CsJson *json = data.files->pdata[i];
    const CsMetric *metric = cs_metric_find (cs_json_get_string (json, "metric"), NULL);
    g_autoptr (GError) error = NULL;
    g_assert_nonnull (metric);
    g_autoptr (CsJson) answer = cs_metric_compute (metric, cs_json_get (json, "input"),
                                                   cs_json_get (json, "params"), &error);
    g_autofree char *line = answer != NULL ? cs_json_to_line (answer) : g_strdup (error->message);
    put (bytes, line, strlen (line) + 1);
  }
}

static void (*const computes[]) (GByteArray *) = {
  compute_bootstrap, compute_dawid_skene, compute_staple, compute_boxes,
  compute_pairs,     compute_overlap,     compute_files,
};

#define JOBS (G_N_ELEMENTS (computes) * AT_ONCE)

/* --- many at once --- */

typedef struct {
  atomic_uint next;
  GByteArray *found[JOBS]; /* each is written by the thread that has its number */
} Round;

/* The same metric AT_ONCE times in a row, so that threads are in the same one together. */
static void *
work (void *user_data)
{
  Round *round = user_data;
  for (guint job; (job = atomic_fetch_add (&round->next, 1)) < JOBS;)
    computes[job / AT_ONCE](round->found[job]);
  return NULL;
}

static void
test_threads (gconstpointer user_data)
{
  guint n_threads = GPOINTER_TO_UINT (user_data);
  pthread_t threads[AT_ONCE];
  Round round = { 0 };
  for (guint i = 0; i < JOBS; i++)
    round.found[i] = g_byte_array_new ();
  for (guint i = 0; i < n_threads; i++)
    g_assert_cmpint (pthread_create (&threads[i], NULL, work, &round), ==, 0);
  for (guint i = 0; i < n_threads; i++)
    g_assert_cmpint (pthread_join (threads[i], NULL), ==, 0);
  for (guint i = 0; i < JOBS; i++) {
    g_autoptr (GByteArray) alone = g_byte_array_new ();
    if (i % AT_ONCE == 0) {
      computes[i / AT_ONCE](alone);
      g_assert_cmpuint (alone->len, >, 0);
      g_assert_cmpmem (alone->data, alone->len, round.found[i]->data, round.found[i]->len);
    }
    const GByteArray *first = round.found[i - i % AT_ONCE];
    g_assert_cmpmem (first->data, first->len, round.found[i]->data, round.found[i]->len);
  }
  for (guint i = 0; i < JOBS; i++)
    g_byte_array_unref (round.found[i]);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  GRand *dice = g_rand_new_with_seed (22);
  make_data (dice);
  read_files ();
  g_test_add_data_func ("/metric-threads/1", GUINT_TO_POINTER (1), test_threads);
  g_test_add_data_func ("/metric-threads/2", GUINT_TO_POINTER (2), test_threads);
  g_test_add_data_func ("/metric-threads/8", GUINT_TO_POINTER (8), test_threads);
  int code = g_test_run ();
  g_ptr_array_unref (data.files);
  g_rand_free (dice);
  return code;
}
