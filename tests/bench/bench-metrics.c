/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-metrics FOLDER: what the metrics cost on made-up data, in seconds of CPU. What peers
 * compute too lies in FOLDER afterwards, for bench-metrics.py, which runs this and prints the
 * figures: a line each, "key, figure, seconds, goal, value, floor, what the floor is", with tabs
 * between. */
#include "cs-agreement.h"
#include "cs-alpha.h"
#include "cs-assignment.h"
#include "cs-coco-metrics.h"
#include "cs-consensus.h"
#include "cs-drift.h"
#include "cs-edits.h"
#include "cs-mask-overlap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ITEMS 200000
#define EACH 5 /* ratings of an item */
#define CLASSES 5
#define RATINGS (ITEMS * EACH)

static const char *folder;

/* --- telling --- */

/* Seconds that were computed. */
static double
now (void)
{
  struct timespec time;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* GOAL 0: there is none. FLOOR_NAME NULL: a peer has the figure. */
static void
tell (const char *key, const char *figure, double took, double goal, double value,
      double floor_value, const char *floor_name)
{
  printf ("%s\t%s\t%.7f\t%g\t%.15g\t%.7f\t%s\n", key, figure, took, goal, value, floor_value,
          floor_name != NULL ? floor_name : "");
  fflush (stdout);
}

static void
write_file (const char *name, gconstpointer data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (!g_file_set_contents_full (path, data, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600,
                                 &error)) {
    fprintf (stderr, "bench-metrics: %s\n", error->message);
    exit (1);
  }
}

/* The least of three times that STATEMENT takes. */
#define TIME(took, statement)                                                                      \
  do {                                                                                             \
    took = 1e9;                                                                                    \
    for (guint round_ = 0; round_ < 3; round_++) {                                                 \
      double start_ = now ();                                                                      \
      statement;                                                                                   \
      took = MIN (took, now () - start_);                                                          \
    }                                                                                              \
  } while (0)

static volatile guint64 seen; /* so that a pass is not left out */

/* A pass over SIZE bytes, eight at a time. */
static double
pass (gconstpointer data, gsize size)
{
  double took;
  const guint64 *words = data;
  TIME (took, {
    guint64 sum = 0;
    for (gsize i = 0; i < size / sizeof *words; i++)
      sum += words[i];
    seen = sum;
  });
  return took;
}

/* --- ratings --- */

/* EACH raters of an item, right in seven of ten cases. */
static gint32 *
make_ratings (gint32 n_classes, GRand *dice)
{
  gint32 *codes = g_new (gint32, RATINGS);
  for (guint i = 0; i < ITEMS; i++) {
    gint32 class = g_rand_int_range (dice, 0, n_classes);
    for (guint k = 0; k < EACH; k++)
      codes[i * EACH + k] =
          g_rand_double (dice) < 0.7 ? class : g_rand_int_range (dice, 0, n_classes);
  }
  return codes;
}

static double
alpha_of (const CsRatings *ratings)
{
  g_auto (CsRatingPatterns) patterns = { 0 };
  cs_rating_patterns_init (&patterns, ratings);
  return cs_krippendorff_alpha (&patterns, CS_LEVEL_NOMINAL, NULL).value;
}

static double
chance_corrected (const CsRatings *ratings,
                  CsAgreement (*of) (const CsRatingPatterns *, const double *, double))
{
  g_auto (CsRatingPatterns) patterns = { 0 };
  cs_rating_patterns_init (&patterns, ratings);
  return of (&patterns, NULL, 0.95).estimate.value;
}

static double
cohen_of (const CsRatings *ratings)
{
  gint64 table[CLASSES * CLASSES] = { 0 };
  g_autofree double *weights = cs_weights_new (CS_WEIGHTS_QUADRATIC, NULL, CLASSES);
  for (guint i = 0; i < ratings->n_items; i++)
    table[ratings->codes[i * EACH] * CLASSES + ratings->codes[i * EACH + 1]]++;
  return cs_cohen_kappa (table, CLASSES, weights, 0.95).estimate.value;
}

static double
bootstrap_of (const CsRatings *ratings)
{
  g_auto (CsRatingPatterns) patterns = { 0 };
  CsAlphaBootstrap found;
  cs_rating_patterns_init (&patterns, ratings);
  cs_krippendorff_alpha_bootstrap (&patterns, CS_LEVEL_NOMINAL, NULL, 2000, 1, 0.95, &found);
  return found.estimate.high;
}

/* With many classes few items are rated alike. */
static void
bench_bootstrap (GRand *dice)
{
  static const guint classes[] = { CLASSES, 4 * CLASSES };
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    double took, value;
    g_autofree gint32 *codes = make_ratings ((gint32)classes[i], dice);
    CsRatings ratings = { ITEMS, EACH, classes[i], codes };
    g_autofree char *figure = g_strdup_printf (
        "alpha, 1,000,000 ratings in %u categories, 2,000 bootstrap replicates", classes[i]);
    TIME (took, alpha_of (&ratings));
    double start = now ();
    value = bootstrap_of (&ratings);
    tell ("", figure, now () - start, 2, value, took, "alpha once");
  }
}

static void
bench_ratings (GRand *dice)
{
  double took, value = 0;
  g_autofree gint32 *codes = make_ratings (CLASSES, dice);
  CsRatings ratings = { ITEMS, EACH, CLASSES, codes };
  write_file ("ratings", codes, RATINGS * sizeof *codes);
  double floor_value = pass (codes, RATINGS * sizeof *codes);
  TIME (took, value = alpha_of (&ratings));
  tell ("alpha", "alpha, 1,000,000 ratings", took, 0.05, value, floor_value, NULL);
  TIME (took, value = chance_corrected (&ratings, cs_fleiss_kappa));
  tell ("fleiss", "Fleiss kappa with interval, 1,000,000 ratings", took, 0, value, floor_value,
        NULL);
  TIME (took, value = chance_corrected (&ratings, cs_gwet_ac));
  tell ("", "AC1 with interval, 1,000,000 ratings", took, 0, value, floor_value,
        "a pass over the ratings");
  TIME (took, value = cohen_of (&ratings));
  tell ("cohen", "Cohen kappa, quadratic, 200,000 pairs", took, 0, value, floor_value, NULL);
}

/* --- Dawid and Skene --- */

/* EACH votes per item of as many of N_RATERS, whose skill goes from half to nearly all. */
static CsVote *
make_votes (guint n_raters, guint n_classes, GRand *dice)
{
  CsVote *votes = g_new (CsVote, RATINGS);
  for (guint i = 0; i < ITEMS; i++) {
    guint class = (guint)g_rand_int_range (dice, 0, (gint32)n_classes);
    for (guint k = 0; k < EACH; k++) {
      CsVote *vote = &votes[i * EACH + k];
      gboolean again = TRUE;
      *vote = (CsVote){ i, 0, class };
      while (again) {
        vote->rater = n_raters == EACH ? k : (guint)g_rand_int_range (dice, 0, (gint32)n_raters);
        again = FALSE;
        for (guint other = 0; other < k; other++)
          again = again || vote[-1 - (int)other].rater == vote->rater;
      }
      double skill = 0.5 + 0.45 * (vote->rater + 1) / n_raters;
      if (g_rand_double (dice) >= skill)
        vote->label = (guint)g_rand_int_range (dice, 0, (gint32)n_classes);
    }
  }
  return votes;
}

static void
bench_consensus (GRand *dice)
{
  static const struct {
    guint raters, classes;
  } shapes[] = { { EACH, CLASSES }, { 100, CLASSES }, { 1000, CLASSES }, { 1000, 2 * CLASSES } };
  static const double smoothings[] = { 0.01, 0 };
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    guint raters = shapes[i].raters, classes = shapes[i].classes;
    g_autofree CsVote *list = make_votes (raters, classes, dice);
    CsVotes votes = { ITEMS, raters, classes, RATINGS, list };
    double floor_value = pass (list, RATINGS * sizeof *list);
    for (guint k = 0; k < G_N_ELEMENTS (smoothings); k++) {
      g_auto (CsDawidSkene) found = { 0 };
      double start = now ();
      cs_dawid_skene (&votes, smoothings[k], &found);
      double took = now () - start;
      g_autofree char *figure = g_strdup_printf (
          "Dawid-Skene, 1,000,000 labels, %u raters, %u classes, smoothing %g (%u rounds)", raters,
          classes, smoothings[k], found.rounds);
      tell ("", figure, took, 5, found.class_shares[0], floor_value, "a pass over the labels");
    }
  }
}

/* --- pairs --- */

#define PAIRED 2000

static double
total_of (const double *weights, const guint *columns)
{
  double sum = 0;
  for (guint i = 0; i < PAIRED; i++)
    sum += columns[i] != G_MAXUINT ? weights[i * PAIRED + columns[i]] : 0;
  return sum;
}

static void
bench_assignment (GRand *dice)
{
  static const char *const keys[] = { "pairs-random", "pairs-product" };
  static const char *const figures[] = { "optimal pairs, 2,000 x 2,000, at random",
                                         "optimal pairs, 2,000 x 2,000, products" };
  g_autofree double *weights = g_new (double, PAIRED *PAIRED);
  g_autofree guint *columns = g_new (guint, PAIRED);
  for (guint kind = 0; kind < G_N_ELEMENTS (keys); kind++) {
    for (guint i = 0; i < PAIRED * PAIRED; i++)
      weights[i] = kind == 0 ? g_rand_double (dice) : (double)(i / PAIRED) * (double)(i % PAIRED);
    write_file (keys[kind], weights, PAIRED * PAIRED * sizeof *weights);
    double start = now ();
    cs_assignment_most (weights, PAIRED, PAIRED, columns);
    tell (keys[kind], figures[kind], now () - start, 0.5, total_of (weights, columns),
          pass (weights, PAIRED * PAIRED * sizeof *weights), NULL);
  }
}

/* --- masks --- */

#define SIDE 1024
#define MASKS 100
#define PIXELS ((gsize)SIDE * SIDE)

/* A few ellipses, or runs of ten pixels on average. */
static void
make_mask (guint8 *pixels, guint side, gboolean ragged, GRand *dice)
{
  guint8 set = 0;
  memset (pixels, 0, (gsize)side * side);
  for (gsize i = 0; ragged && i < (gsize)side * side; i++) {
    set ^= g_rand_int (dice) % 10 == 0;
    pixels[i] = set;
  }
  for (guint blob = 0; !ragged && blob < 6; blob++) {
    double x = g_rand_double_range (dice, 0, side), y = g_rand_double_range (dice, 0, side);
    double wide = g_rand_double_range (dice, 0.02, 0.2) * side;
    double high = g_rand_double_range (dice, 0.02, 0.2) * side;
    for (guint row = 0; row < side; row++)
      for (guint column = 0; column < side; column++) {
        double across = (column - x) / wide, down = (row - y) / high;
        if (across * across + down * down < 1)
          pixels[(gsize)row * side + column] = 1;
      }
  }
}

static void
bench_runs (GRand *dice)
{
  guint8 *pixels = g_malloc (MASKS * PIXELS);
  for (guint ragged = 0; ragged < 2; ragged++) {
    for (guint i = 0; i < MASKS; i++)
      make_mask (pixels + i * PIXELS, SIDE, ragged, dice);
    double took;
    guint64 n = 0;
    TIME (took, {
      n = 0;
      for (guint i = 0; i < MASKS; i++) {
        g_autoptr (GArray) runs = cs_runs_new (pixels + i * PIXELS, PIXELS);
        n += runs->len;
      }
    });
    g_autofree char *figure = g_strdup_printf ("runs of 105 megapixels, %" G_GUINT64_FORMAT
                                               ".%" G_GUINT64_FORMAT " million of them",
                                               n / 1000000, n / 100000 % 10);
    tell ("", figure, took, 0.15, (double)n, pass (pixels, MASKS * PIXELS),
          "a pass over the pixels");
  }
  g_free (pixels);
}

static void
bench_dice (GRand *dice)
{
  guint side = 4 * SIDE;
  gsize n = (gsize)side * side;
  g_autofree guint8 *a = g_malloc (n), *b = g_malloc (n);
  make_mask (a, side, FALSE, dice);
  make_mask (b, side, FALSE, dice);
  g_autoptr (GArray) in_a = cs_runs_new (a, n), in_b = cs_runs_new (b, n);
  double took, value = 0;
  TIME (took, {
    CsOverlap overlap = cs_runs_overlap (in_a, in_b);
    value = cs_overlap_dice (&overlap).value;
  });
  tell ("", "Dice of two masks of 4,096 x 4,096 from runs", took, 0.002, value,
        pass (a, n) + pass (b, n), "a pass over the pixels");
}

static void
bench_staple (GRand *dice)
{
  guint8 *masks[EACH];
  g_autofree guint8 *truth = g_malloc (PIXELS);
  double took, floor_value = 0;
  gint64 found = 0;
  make_mask (truth, SIDE, FALSE, dice);
  for (guint k = 0; k < EACH; k++) {
    masks[k] = g_malloc (PIXELS);
    for (gsize i = 0; i < PIXELS; i++)
      masks[k][i] = truth[i] ^ (g_rand_double (dice) < 0.02 * (k + 1));
    floor_value += pass (masks[k], PIXELS);
  }
  TIME (took, {
    g_auto (CsStaple) result = { 0 };
    cs_staple ((const guint8 *const *)masks, EACH, PIXELS, &result);
    found = result.foreground;
  });
  tell ("", "STAPLE, 1,024 x 1,024, 5 raters", took, 0.3, (double)found, floor_value,
        "a pass over the masks");
  for (guint k = 0; k < EACH; k++)
    g_free (masks[k]);
}

/* --- boxes --- */

#define BOXES 100000
#define PICTURES 5000

static int
compare_scores (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x < y) - (x > y);
}

static void
bench_boxes (GRand *dice)
{
  g_autofree CsCocoTruth *truths = g_new0 (CsCocoTruth, BOXES);
  g_autofree CsCocoFinding *findings = g_new0 (CsCocoFinding, BOXES);
  g_autofree double *scores = g_new (double, BOXES);
  double took, floor_value, found[CS_COCO_N_SCORES];
  for (guint i = 0; i < BOXES; i++) {
    gint64 image = g_rand_int_range (dice, 0, PICTURES);
    gint64 category = g_rand_int_range (dice, 0, 20);
    CsBox box = { g_rand_double_range (dice, 0, 900), g_rand_double_range (dice, 0, 900),
                  g_rand_double_range (dice, 8, 200), g_rand_double_range (dice, 8, 200) };
    CsBox near = { box.x + g_rand_double_range (dice, -5, 5), box.y, box.width, box.height };
    truths[i] = (CsCocoTruth){ image, category, box, box.width * box.height, FALSE };
    findings[i] = (CsCocoFinding){ image, category, near, g_rand_double (dice) };
  }
  TIME (took, cs_coco_evaluate (truths, BOXES, findings, BOXES, found));
  TIME (floor_value, {
    for (guint i = 0; i < BOXES; i++)
      scores[i] = findings[i].score;
    qsort (scores, BOXES, sizeof *scores, compare_scores);
  });
  tell ("", "COCO AP of 100,000 boxes, 20 categories", took, 3, found[CS_COCO_AP], floor_value,
        "sorting the scores");
}

/* --- texts and windows --- */

#define LETTERS 2000
#define VALUES 1000000

static void
bench_texts (GRand *dice)
{
  guint32 letters[2][LETTERS];
  char text[2][LETTERS];
  double took;
  gint64 found = 0;
  for (guint i = 0; i < LETTERS; i++) {
    text[0][i] = (char)g_rand_int_range (dice, 'a', 'z');
    text[1][i] = g_rand_double (dice) < 0.8 ? text[0][i] : 'z';
    for (guint k = 0; k < 2; k++)
      letters[k][i] = (guint32)text[k][i];
  }
  write_file ("text-a", text[0], LETTERS);
  write_file ("text-b", text[1], LETTERS);
  TIME (took, found = cs_edit_distance (letters[0], LETTERS, letters[1], LETTERS));
  tell ("edits", "edits between two texts of 2,000 letters", took, 0, (double)found, 0, NULL);
}

static void
bench_windows (GRand *dice)
{
  g_autofree double *a = g_new (double, VALUES), *b = g_new (double, VALUES);
  double took, value = 0;
  for (guint i = 0; i < VALUES; i++) {
    a[i] = g_rand_double (dice);
    b[i] = g_rand_double (dice) * 1.01;
  }
  write_file ("window-a", a, VALUES * sizeof *a);
  write_file ("window-b", b, VALUES * sizeof *b);
  TIME (took, value = cs_ks_two_sample (a, VALUES, b, VALUES, CS_KS_ASYMPTOTIC).statistic);
  tell ("ks", "Kolmogorov-Smirnov, twice 1,000,000 values", took, 0, value, 0, NULL);
}

int
main (int argc, char **argv)
{
  if (argc != 2) {
    fprintf (stderr, "usage: bench-metrics FOLDER\n");
    return 2;
  }
  folder = argv[1];
  GRand *dice = g_rand_new_with_seed (5);
  bench_ratings (dice);
  bench_bootstrap (dice);
  bench_consensus (dice);
  bench_assignment (dice);
  bench_runs (dice);
  bench_dice (dice);
  bench_staple (dice);
  bench_boxes (dice);
  bench_texts (dice);
  bench_windows (dice);
  g_rand_free (dice);
  return 0;
}
