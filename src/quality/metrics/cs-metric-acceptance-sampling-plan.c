/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-sampling.h"

#define LETTERS 17 /* S has a tightened plan alone */
#define LARGEST 16 /* the number of that letter */
#define OTHER_AQL 1e-9

const double cs_aqls[CS_AQLS] = { 0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25,
                                  0.40,  0.65,  1.0,   1.5,   2.5,   4.0,  6.5,  10 };

static const char letters[LETTERS + 1] = "ABCDEFGHJKLMNPQRS";
static const guint sizes[LETTERS] = { 2,   3,   5,   8,   13,  20,   32,   50,  80,
                                      125, 200, 315, 500, 800, 1250, 2000, 3150 };
static const guint reduced_sizes[LETTERS] = { 2,  2,  2,   3,   5,   8,   13,  20, 32,
                                              50, 80, 125, 200, 315, 500, 800, 0 };

/* Table I: the code letter by the largest lot of a row (the last has no end), and by level. */
static const struct {
  gint64 most;
  const char *by_level; /* II, I, III, S-1, S-2, S-3, S-4 */
} code_letters[] = {
  { 8, "AABAAAA" },      { 15, "BACAAAA" },     { 25, "CBDAABB" },         { 50, "DCEABBC" },
  { 90, "ECFBBCC" },     { 150, "FDGBBCD" },    { 280, "GEHBCDE" },        { 500, "HFJBCDE" },
  { 1200, "JGKCCEF" },   { 3200, "KHLCDEG" },   { 10000, "LJMCDFG" },      { 35000, "MKNCDFH" },
  { 150000, "NLPDEGJ" }, { 500000, "PMQDEGJ" }, { G_MAXINT64, "QNRDEHK" },
};

/* Tables II: letter and AQL go up by the same factor, so that a plan stands on a diagonal, the sum
 * of both numbers; -1 is an arrow. From the first diagonal here to the last one. */
#define FIRST 14
#define LAST 24
typedef struct {
  gint accept[LAST - FIRST + 1], reject[LAST - FIRST + 1];
} Table;

static const Table normal = { { 0, -1, -1, 1, 2, 3, 5, 7, 10, 14, 21 },
                              { 1, -1, -1, 2, 3, 4, 6, 8, 11, 15, 22 } };
static const Table tightened = { { -1, 0, -1, -1, 1, 2, 3, 5, 8, 12, 18 },
                                 { -1, 1, -1, -1, 2, 3, 4, 6, 9, 13, 19 } };
static const Table reduced = { { 0, -1, -1, 0, 1, 1, 2, 3, 5, 7, 10 },
                               { 1, -1, -1, 2, 3, 4, 5, 6, 8, 10, 13 } };

/* -1, 1: the arrow goes to smaller or larger samples. The arrow after accepting none goes back in
 * tables II-A and II-C, and on in II-B. */
static int
arrow_at (gint diagonal, CsInspection inspection)
{
  return diagonal > LAST || (diagonal == FIRST + 1 && inspection != CS_INSPECTION_TIGHTENED) ? -1
                                                                                             : 1;
}

static gboolean
has_plan (const Table *table, guint letter, guint aql)
{
  gint diagonal = (gint)(letter + aql);
  return diagonal >= FIRST && diagonal <= LAST && table->accept[diagonal - FIRST] >= 0;
}

/* The letter whose plan is used. Where an arrow leads out of the table there is none in that
 * direction, and the next in the other one is used. */
static guint
follow (const Table *table, guint letter, guint aql, CsInspection inspection)
{
  gint last = inspection == CS_INSPECTION_TIGHTENED ? LARGEST : LARGEST - 1;
  int arrow = arrow_at ((gint)(letter + aql), inspection);
  for (guint turn = 0; turn < 2; turn++, arrow = -arrow)
    for (gint at = (gint)letter; at >= 0 && at <= last; at += arrow)
      if (has_plan (table, (guint)at, aql))
        return (guint)at;
  g_assert_not_reached ();
}

static guint
letter_of (gint64 lot, CsInspectionLevel level)
{
  guint row = 0, letter = 0;
  while (lot > code_letters[row].most)
    row++;
  while (letters[letter] != code_letters[row].by_level[level])
    letter++;
  return letter;
}

CsSamplingPlan
cs_acceptance_plan (gint64 lot, CsInspectionLevel level, guint aql, CsInspection inspection)
{
  const Table *table = inspection == CS_INSPECTION_TIGHTENED ? &tightened
                       : inspection == CS_INSPECTION_REDUCED ? &reduced
                                                             : &normal;
  guint letter = follow (table, letter_of (lot, level), aql, inspection);
  guint diagonal = letter + aql - FIRST;
  guint n = inspection == CS_INSPECTION_REDUCED ? reduced_sizes[letter] : sizes[letter];
  return (CsSamplingPlan){ letters[letter], n, (guint)table->accept[diagonal],
                           (guint)table->reject[diagonal], n >= lot };
}

static gboolean
read_aql (const CsJson *params, guint *ret_aql, GError **error)
{
  double aql = 0;
  if (!cs_metric_read_number (params, "params", "aql", cs_aqls[0], cs_aqls[CS_AQLS - 1], &aql,
                              error))
    return FALSE;
  for (guint i = 0; i < CS_AQLS; i++)
    if (fabs (aql - cs_aqls[i]) < OTHER_AQL) {
      *ret_aql = i;
      return TRUE;
    }
  return cs_fail (error, CS_ERROR_INVALID,
                  "params.aql: none of 0.01, 0.015, 0.025, 0.04, 0.065 and ten, a hundred and a "
                  "thousand times these, to 10");
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  static const char *const levels[] = { "II", "I", "III", "S-1", "S-2", "S-3", "S-4", NULL };
  static const char *const inspections[] = { "normal", "tightened", "reduced", NULL };
  gint64 lot = 0;
  guint level = 0, inspection = 0, aql = 0;
  if (!cs_metric_read_count (input, "input", "lot_size", 2, CS_JSON_MAX_INT, &lot, error) ||
      !cs_metric_read_word (params, "level", levels, &level, error) ||
      !cs_metric_read_word (params, "inspection", inspections, &inspection, error) ||
      !read_aql (params, &aql, error))
    return FALSE;
  CsSamplingPlan plan =
      cs_acceptance_plan (lot, (CsInspectionLevel)level, aql, (CsInspection)inspection);
  const char letter[] = { plan.letter, 0 };
  cs_json_put_string (answer, "letter", letter);
  cs_json_put_int (answer, "n", plan.n);
  cs_json_put_int (answer, "accept", plan.accept);
  cs_json_put_int (answer, "reject", plan.reject);
  cs_json_put_bool (answer, "inspect_all", plan.inspect_all);
  return TRUE;
}

const CsMetric cs_metric_acceptance_sampling_plan = {
  .name = "acceptance_sampling_plan",
  .summary = "Single sampling plan of MIL-STD-105E: how many to look at, how many errors pass",
  .input = "lot_size: items of the lot",
  .params = "aql: acceptable errors in per cent, 0.01 to 10|level: II, I, III, S-1 to S-4|"
            "inspection: normal, tightened or reduced",
  .fixed = "scheme: MIL-STD-105E",
  .compute = compute,
};
