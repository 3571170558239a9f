/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published agreement on texts, one test a table: tags of tokens in clinical cases, two annotators
 * and what a curator's tool made of them, units on a timeline. */
#include "cs-agreement.h"
#include "cs-overlap.h"
#include "cs-test-metric.h"
#include "cs-test.h"
#include "cs-units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- SPACCC: parts of speech of clinical cases, by document --- */

/* "1,961" */
static double
comma_number (const char *cell)
{
  g_autofree char *text = g_strdelimit (g_strdup (cell), ",", '.');
  return g_ascii_strtod (text, NULL);
}

/* Tokens with different tags: "[('[ NC00000 : NP00000 ]', 2), ...]". */
static guint
differing (const char *pairs)
{
  guint n = 0;
  for (const char *at = strstr (pairs, "]', "); at != NULL; at = strstr (at + 1, "]', "))
    n += (guint)strtoul (at + strlen ("]', "), NULL, 10);
  return n;
}

/* N tokens, of which the last DIFFER were tagged in two ways. */
static void
check_document (const char *name, guint n, guint differ, double published)
{
  static const char *const source = "main.py of SPACCC, per cent with other tags, three digits";
  g_autofree CsSpan *a = g_new0 (CsSpan, n), *b = g_new0 (CsSpan, n);
  g_autofree gint32 *codes = g_new0 (gint32, 2 * (gsize)n);
  CsRatings ratings = { n, 2, 2, codes };
  g_auto (CsRatingPatterns) patterns = { 0 };
  for (guint i = 0; i < n; i++) {
    a[i] = (CsSpan){ i, i + 1, 0 };
    b[i] = (CsSpan){ i, i + 1, i + differ >= n ? 1 : 0 };
    codes[2 * i + 1] = (gint32)b[i].label;
  }
  cs_rating_patterns_init (&patterns, &ratings);
  CsF1 f1 = cs_span_f1 (a, n, b, n, CS_SPANS_EXACT, TRUE);
  CsAgreement agreement = cs_percent_agreement (&patterns, NULL, 0.95);
  cs_test_near (name, 100 * (1 - f1.f1.value), published, 0.00051, source);
  cs_test_near (name, 100 * (1 - agreement.estimate.value), published, 0.00051, source);
  g_assert_cmpint (f1.correct, ==, n - differ);
  g_assert_cmpint (f1.missed, ==, differ);
}

static void
check_tags (const char *path, double published)
{
  enum { DIFFERENT = 3, TOKENS = 4, PAIRS = 12 };
  guint n = 0, differ = 0;
  g_autoptr (GPtrArray) table = cs_test_table (path, ';');
  if (table == NULL)
    return;
  g_assert_cmpuint (table->len, ==, 102);
  for (guint i = 1; i + 1 < table->len; i++) {
    guint tokens = (guint)strtoul (cs_test_cell (table, i, TOKENS), NULL, 10);
    guint own = differing (cs_test_cell (table, i, PAIRS));
    check_document (cs_test_cell (table, i, 0), tokens, own,
                    comma_number (cs_test_cell (table, i, DIFFERENT)));
    n += tokens;
    differ += own;
  }
  cs_test_near ("total", comma_number (cs_test_cell (table, table->len - 1, DIFFERENT)), published,
                0, "last line");
  check_document ("total", n, differ, published);
}

static void
test_tags_of_two (void)
{
  check_tags ("agreement/meddocan-iaa/des_an1_an2.csv", 1.147);
}

static void
test_tags_of_tagger (void)
{
  check_tags ("agreement/meddocan-iaa/val_an1_fre.csv", 1.288);
}

/* --- curation --- */

#define MOST_TOKENS 64
#define FIRST_COLUMN 3

/* One person's document, as WebAnno writes it: the first layer of spans, token by token, and the
 * relations. */
typedef struct {
  GArray *spans, *relations; /* CsSpan, CsRelation */
  gboolean stacked[MOST_TOKENS];
} Document;

static void
document_clear (Document *document)
{
  g_clear_pointer (&document->spans, g_array_unref);
  g_clear_pointer (&document->relations, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Document, document_clear)

/* Words by number, the same for all documents. */
static guint
word_of (GPtrArray *words, const char *text)
{
  guint at = 0;
  if (!g_ptr_array_find_with_equal_func (words, text, g_str_equal, &at)) {
    at = words->len;
    g_ptr_array_add (words, g_strdup (text));
  }
  return at;
}

/* Features from COLUMN on: of the stacked one I they are "value[1]|value[2]". */
static void
add_spans (Document *document, char **cells, guint column, guint n, guint token, GPtrArray *words)
{
  g_auto (GStrv) first = g_strsplit (cells[column], "|", -1);
  if (strcmp (cells[column], "_") == 0)
    return;
  document->stacked[token] = g_strv_length (first) > 1;
  for (guint i = 0; first[i] != NULL; i++) {
    g_autoptr (GString) label = g_string_new (NULL);
    for (guint k = column; k < column + n; k++) {
      g_auto (GStrv) values = g_strsplit (cells[k], "|", -1);
      if (strchr (values[i], '[') != NULL)
        *strchr (values[i], '[') = '\0';
      g_string_append_printf (label, "%s/", values[i]);
    }
    CsSpan span = { token, token + 1, word_of (words, label->str) };
    g_array_append_val (document->spans, span);
  }
}

/* Features from COLUMN on, then the token it comes from: "1-2" or "1-2[0_1]". */
static void
add_relation (Document *document, char **cells, guint column, guint n, guint token,
              GPtrArray *words)
{
  g_autofree char *type = g_strjoin ("/", cells[column], n > 1 ? cells[column + 1] : NULL, NULL);
  const char *from = strchr (cells[column + n], '-');
  if (from == NULL)
    return;
  CsRelation relation = { (guint)strtoul (from + 1, NULL, 10), word_of (words, type), token };
  g_array_append_val (document->relations, relation);
}

/* Features of a layer: the words between its name and what it is tied to. */
static guint
features_of (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "|", -1);
  guint n = 0;
  for (guint i = 1; i < g_strv_length (parts); i++)
    n += g_str_has_prefix (parts[i], "BT_") ? 0 : 1;
  return n;
}

/* FALSE: it is not on this machine. */
static gboolean
read_document (const char *folder, const char *name, GPtrArray *words, Document *ret_document)
{
  g_autofree char *path = g_strdup_printf ("agreement/curation/%s/%s.tsv", folder, name);
  g_autoptr (GPtrArray) table = cs_test_table (path, '\t');
  guint spans = 0, relations = 0, relation_column = FIRST_COLUMN;
  if (table == NULL)
    return FALSE;
  ret_document->spans = g_array_new (FALSE, FALSE, sizeof (CsSpan));
  ret_document->relations = g_array_new (FALSE, FALSE, sizeof (CsRelation));
  for (guint i = 0; i < table->len; i++) {
    char **cells = table->pdata[i];
    guint n = features_of (cells[0]), token = 0;
    if (g_str_has_prefix (cells[0], "#T_SP")) {
      spans = spans == 0 ? n : spans;
      relation_column += n;
    } else if (g_str_has_prefix (cells[0], "#T_RL")) {
      relations = n;
    }
    if (!g_ascii_isdigit (cells[0][0]))
      continue;
    token = (guint)strtoul (strchr (cells[0], '-') + 1, NULL, 10);
    g_assert_cmpuint (token, <, MOST_TOKENS);
    if (spans > 0)
      add_spans (ret_document, cells, FIRST_COLUMN, spans, token, words);
    if (relations > 0)
      add_relation (ret_document, cells, relation_column, relations, token, words);
  }
  return TRUE;
}

/* The tool takes over nothing where annotations are stacked. */
static void
drop_stacked (Document *document, const gboolean *other)
{
  for (guint i = document->spans->len; i > 0; i--) {
    guint token = (guint)g_array_index (document->spans, CsSpan, i - 1).start;
    if (document->stacked[token] || other[token])
      g_array_remove_index (document->spans, i - 1);
  }
  for (guint i = document->relations->len; i > 0; i--) {
    const CsRelation *each = &g_array_index (document->relations, CsRelation, i - 1);
    if (document->stacked[each->from] || other[each->from] || document->stacked[each->to] ||
        other[each->to])
      g_array_remove_index (document->relations, i - 1);
  }
}

static CsF1
spans_f1 (const Document *a, const Document *b)
{
  return cs_span_f1 ((const CsSpan *)(const void *)a->spans->data, a->spans->len,
                     (const CsSpan *)(const void *)b->spans->data, b->spans->len, CS_SPANS_EXACT,
                     TRUE);
}

static CsF1
relations_f1 (const Document *a, const Document *b)
{
  return cs_relation_f1 ((const CsRelation *)(const void *)a->relations->data, a->relations->len,
                         (const CsRelation *)(const void *)b->relations->data, b->relations->len,
                         TRUE);
}

typedef struct {
  const char *folder;
  double spans, relations;    /* F1 of both users, by hand; NAN: nobody has any */
  guint n_spans, n_relations; /* that the curator's file has */
} Curation;

static void
check_curation (const Curation *curation)
{
  g_auto (Document) user1 = { 0 }, user2 = { 0 }, curator = { 0 };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean stacked[MOST_TOKENS];
  if (!read_document (curation->folder, "user1", words, &user1) ||
      !read_document (curation->folder, "user2", words, &user2) ||
      !read_document (curation->folder, "curator", words, &curator))
    return;
  CsF1 spans = spans_f1 (&user1, &user2), relations = relations_f1 (&user1, &user2);
  cs_test_near (curation->folder, spans.f1.value, curation->spans, 1e-12, "both users' files");
  g_assert_true (isnan (curation->relations) == (relations.f1.undefined != NULL));
  if (relations.f1.undefined == NULL)
    cs_test_near (curation->folder, relations.f1.value, curation->relations, 1e-12,
                  "both users' files");
  g_assert_cmpuint (curator.spans->len, ==, curation->n_spans);
  g_assert_cmpuint (curator.relations->len, ==, curation->n_relations);
  memcpy (stacked, user1.stacked, sizeof stacked);
  drop_stacked (&user1, user2.stacked);
  drop_stacked (&user2, stacked);
  /* What is left and agrees is what was curated, and nothing else. */
  g_assert_cmpint (spans_f1 (&user1, &user2).correct, ==, curation->n_spans);
  g_assert_cmpint (spans_f1 (&user1, &curator).correct, ==, curation->n_spans);
  g_assert_cmpint (relations_f1 (&user1, &user2).correct, ==, curation->n_relations);
  g_assert_cmpint (relations_f1 (&user1, &curator).correct, ==, curation->n_relations);
}

static void
test_curation (void)
{
  static const Curation curations[] = {
    { "simpleSpanNoDiffNoLabelTest", 1, NAN, 1, 0 },
    { "simpleSpanDiffWithLabelTest", 0, NAN, 0, 0 },
    { "simpleSpanDiffMultiFeatureTest", 0, NAN, 0, 0 },
    { "simpleSpanDiffWithLabelStacking2Test", 2.0 / 3, NAN, 0, 0 },
    { "multipleStackedAnnotationsAreNotMergedTest", 1, NAN, 0, 0 },
    { "simpleRelTypeDiffTest", 1, 0, 2, 0 },
    { "simpleRelGovStackedTest", 1, 1, 2, 0 },
    { "relationLabelTest", 1, 25.0 / 26, 26, 25 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (curations); i++)
    check_curation (&curations[i]);
}

/* --- units on a timeline --- */

#define PEOPLE 3

/* What two people differ on a continuum, step by step of 1 as Krippendorff tells it: each stretch
 * between two ends is a unit or a gap of each; gaps that a unit lies in count its length squared.
 */
static double
plain_difference (const GArray *a, const GArray *b)
{
  double sum = 0;
  for (guint i = 0; i < a->len; i++) {
    const CsUnit *own = &g_array_index (a, CsUnit, i);
    gboolean alone = TRUE;
    for (guint k = 0; k < b->len; k++) {
      const CsUnit *other = &g_array_index (b, CsUnit, k);
      double from = MAX (own->start, other->start), to = MIN (own->end, other->end);
      if (from >= to)
        continue;
      alone = FALSE;
      sum += pow (own->start - other->start, 2) + pow (own->end - other->end, 2);
    }
    if (alone)
      sum += 2 * pow (own->end - own->start, 2);
  }
  return sum;
}

/* Gamma, which that project computes (0.39 to 0.42 and the like), is not among our metrics: it
 * wants an integer program. What is compared is the observed disagreement of alpha_U. */
static void
check_timeline (const char *path, const char *category, double length, guint units)
{
  g_autoptr (GPtrArray) table = cs_test_table (path, ',');
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (CsUnit));
  GArray *people[PEOPLE];
  guint starts[PEOPLE + 1] = { 0 };
  double plain = 0;
  if (table == NULL)
    return;
  for (guint p = 0; p < PEOPLE; p++) {
    g_autofree char *name = g_strdup_printf ("annotator_%u", p + 1);
    people[p] = g_array_new (FALSE, FALSE, sizeof (CsUnit));
    for (guint i = 0; i < table->len; i++) {
      char **cells = table->pdata[i];
      if (g_strv_length (cells) < 4 || strcmp (cells[0], name) != 0 ||
          strcmp (cells[1], category) != 0)
        continue;
      CsUnit unit = { g_ascii_strtod (cells[2], NULL), g_ascii_strtod (cells[3], NULL) };
      g_array_append_val (people[p], unit);
      g_array_append_val (all, unit);
    }
    starts[p + 1] = all->len;
  }
  g_assert_cmpuint (all->len, ==, units);
  CsUnitAlpha alpha =
      cs_unit_alpha ((const CsUnit *)(const void *)all->data, starts, PEOPLE, length);
  for (guint i = 0; i < PEOPLE; i++)
    for (guint k = 0; k < PEOPLE; k++)
      plain += i != k ? plain_difference (people[i], people[k]) : 0;
  cs_test_near (category, alpha.observed, plain / (PEOPLE * (PEOPLE - 1)) / (length * length),
                1e-15, "a plain sum");
  g_assert_null (alpha.alpha.undefined);
  g_assert_cmpfloat (alpha.alpha.value, <, 1);
  for (guint p = 0; p < PEOPLE; p++)
    g_array_unref (people[p]);
}

static void
test_timeline (void)
{
  static const char *const path = "agreement/pygamma/3by100.csv";
  check_timeline (path, "Noun", 1995, 147);
  check_timeline (path, "Adj", 1995, 62);
  check_timeline (path, "Prep", 1995, 124);
  check_timeline (path, "Verb", 1995, 39);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/agreement/spaccc-two-annotators", test_tags_of_two);
  g_test_add_func ("/agreement/spaccc-annotator-and-tagger", test_tags_of_tagger);
  g_test_add_func ("/agreement/webanno-curation", test_curation);
  g_test_add_func ("/agreement/timeline-units", test_timeline);
  return g_test_run ();
}
