/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several readers agree on, against what can be told by looking; whoever is asked first, the
 * answer is the same. */
#include "cs-mark-consensus.h"
#include "cs-test.h"

#include <string.h>

#define ITEM "00000000000000000000000000000001"
#define BOX(x0, y0, x1, y1) "\"kind\":\"box\",\"box\":[" #x0 "," #y0 "," #x1 "," #y1 "]"
#define SQUARE(...) "\"kind\":\"polygon\",\"parts\":[[[" #__VA_ARGS__ "]]]"
#define POINT(x, y) "\"kind\":\"point\",\"point\":[" #x "," #y "]"
#define LINE(...) "\"kind\":\"polyline\",\"points\":[" #__VA_ARGS__ "]"
#define SPAN(quote, from, to)                                                                      \
  "\"kind\":\"span\",\"quote\":\"" quote "\",\"span\":[[" #from "," #to "]]"
#define TIE(from, to) "\"kind\":\"relation\",\"from\":" #from ",\"to\":" #to
#define GRADE(word) ",\"attributes\":{\"grade\":\"" word "\"}"

typedef struct {
  guint64 id; /* 0: no more */
  const char *label, *shape;
} Drawn;

typedef struct {
  const Drawn marks[6];
  const char *answer; /* of the one item; NULL: none */
  const char *note;
} Reader;

typedef struct {
  const char *name;
  CsAgreeRule rule;
  guint n;
  Reader readers[4];
  const char *found; /* see say_found */
} Sample;

/* --- what they drew --- */

static CsMark *
parse_mark (const Drawn *drawn)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      g_strdup_printf ("{\"id\":%" G_GUINT64_FORMAT ",\"label\":\"%s\",\"item\":\"" ITEM "\",%s}",
                       drawn->id, drawn->label, drawn->shape);
  g_autoptr (CsJson) tree = cs_json_parse_text (text, strlen (text), 1 << 20, &error);
  g_assert_no_error (error);
  CsMark *mark = cs_mark_from_json (tree, &error);
  g_assert_no_error (error);
  return mark;
}

static CsMarkSet *
set_of (const Reader *reader)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  CsGid item;
  g_assert_true (cs_gid_from_hex (ITEM, &item));
  for (guint i = 0; i < G_N_ELEMENTS (reader->marks) && reader->marks[i].id != 0; i++)
    g_ptr_array_add (marks, parse_mark (&reader->marks[i]));
  if (reader->answer != NULL)
    cs_mark_answers_add (answers, &item, cs_answer_from_nick (reader->answer), reader->note);
  CsMarkSet *set = cs_mark_set_new (marks, answers, &error);
  g_assert_no_error (error);
  return set;
}

/* --- what was found, in words --- */

static void
say_dispute (GString *text, const CsDispute *dispute)
{
  static const char *const why[] = {
    "presence", "label", "attributes", "geometry", "answer", "ends"
  };
  const char *before = "";
  g_autofree guint64 *ids = g_new0 (guint64, CS_CONSENSUS_MAX + 1);
  guint n = 0;
  for (guint i = 0; i < CS_CONSENSUS_MAX; i++) {
    guint at = n;
    if (dispute->marks[i] == NULL)
      continue;
    for (; at > 0 && ids[at - 1] > dispute->marks[i]->id; at--)
      ids[at] = ids[at - 1];
    ids[at] = dispute->marks[i]->id;
    n++;
  }
  g_string_append (text, "; open");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, " %" G_GUINT64_FORMAT, ids[i]);
  g_string_append (text, ":");
  for (guint i = 0; i < G_N_ELEMENTS (why); i++)
    if (dispute->why & 1u << i) {
      g_string_append_printf (text, "%s%s", before, why[i]);
      before = "+";
    }
}

/* "1 5 lesion; open 2 7:label": the ids (of a tie with its ends) and answers that are agreed, then
 * what is open. */
static char *
say_found (const CsConsensus *found)
{
  GString *text = g_string_new ("agreed");
  for (guint i = 0; i < found->agreed->n_marks; i++) {
    const CsMark *mark = found->agreed->marks[i];
    g_string_append_printf (text, " %" G_GUINT64_FORMAT, mark->id);
    if (mark->kind == &cs_mark_kind_relation)
      g_string_append_printf (text, "(%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ")", mark->values[0],
                              mark->values[1]);
  }
  for (guint i = 0; i < found->agreed->n_answers; i++) {
    g_string_append_printf (text, " %s", cs_answer_nick (found->agreed->answers[i].answer));
    g_assert_null (found->agreed->answers[i].note);
  }
  for (guint i = 0; i < found->disputes->len; i++)
    say_dispute (text, &g_array_index (found->disputes, CsDispute, i));
  return g_string_free (text, FALSE);
}

/* --- samples --- */

#define PAIR                                                                                       \
  {                                                                                                \
    2, 50, 5                                                                                       \
  } /* votes, percent, pixels */
#define THREE                                                                                      \
  {                                                                                                \
    2, 50, 5                                                                                       \
  } /* two of three */
#define ALL3                                                                                       \
  {                                                                                                \
    3, 50, 5                                                                                       \
  }

static const Sample samples[] = {
  { "nothing by anybody", PAIR, 2, { { { { 0 } } } }, "agreed" },
  { "one draws, one nothing",
    PAIR,
    2,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) } } } },
    "agreed; open 1:presence" },
  { "one of three is never outvoted",
    THREE,
    3,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) } } } },
    "agreed; open 1:presence" },

  { "boxes that lie alike: the least id",
    PAIR,
    2,
    { { { { 2, "a", BOX (0, 0, 10000, 10000) } } }, { { { 1, "a", BOX (0, 0, 10000, 9000) } } } },
    "agreed 1" },
  { "two labels at one place: those of one label are one finding, however others lie",
    THREE,
    3,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) } } },
      { { { 2, "b", BOX (0, 0, 10000, 10000) } } },
      { { { 3, "a", BOX (0, 0, 10000, 9000) }, { 4, "b", BOX (0, 0, 10000, 8500) } } } },
    "agreed 1 2" },
  { "boxes with less in common than asked",
    { 2, 95, 5 },
    2,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) } } }, { { { 2, "a", BOX (0, 0, 10000, 9000) } } } },
    "agreed; open 1 2:geometry" },
  { "boxes apart are two findings",
    PAIR,
    2,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) } } },
      { { { 2, "a", BOX (50000, 0, 60000, 10000) } } } },
    "agreed; open 1:presence; open 2:presence" },
  { "two boxes each, crossed over",
    PAIR,
    2,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) }, { 2, "a", BOX (50000, 0, 60000, 10000) } } },
      { { { 3, "a", BOX (50000, 0, 60000, 9000) }, { 4, "a", BOX (0, 0, 10000, 9000) } } } },
    "agreed 1 2" },
  { "the box most like the others stands",
    THREE,
    3,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) } } },
      { { { 2, "a", BOX (0, 0, 10000, 9000) } } },
      { { { 3, "a", BOX (0, 0, 10000, 8000) } } } },
    "agreed 2" },
  { "all three have to, and one lies apart",
    ALL3,
    3,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) } } },
      { { { 2, "a", BOX (0, 0, 10000, 9000) } } },
      { { { 3, "a", BOX (0, 0, 10000, 3000) } } } },
    "agreed; open 1 2 3:geometry" },
  { "two against one",
    THREE,
    3,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) } } },
      { { { 2, "a", BOX (0, 0, 10000, 9000) } } },
      { { { 3, "a", BOX (0, 0, 10000, 3000) } } } },
    "agreed 1" },

  { "polygons",
    PAIR,
    2,
    { { { { 1, "a", SQUARE (0, 0, 10000, 0, 10000, 10000, 0, 10000) } } },
      { { { 2, "a", SQUARE (0, 0, 10000, 0, 10000, 9000, 0, 9000) } } } },
    "agreed 1" },
  { "a polygon and a box of one area are alike",
    PAIR,
    2,
    { { { { 1, "a", SQUARE (0, 0, 10000, 0, 10000, 10000, 0, 10000) } } },
      { { { 2, "a", BOX (0, 0, 10000, 10000) } } } },
    "agreed 1" },
  { "a triangle is half a square",
    { 2, 60, 5 },
    2,
    { { { { 1, "a", SQUARE (0, 0, 10000, 0, 10000, 10000, 0, 10000) } } },
      { { { 2, "a", SQUARE (0, 0, 10000, 0, 0, 10000) } } } },
    "agreed; open 1 2:geometry" },

  { "points within the distance",
    PAIR,
    2,
    { { { { 1, "a", POINT (1000, 1000) } } }, { { { 2, "a", POINT (4000, 4000) } } } },
    "agreed 1" },
  { "points a little too far apart are one open finding",
    PAIR,
    2,
    { { { { 1, "a", POINT (0, 1000) } } }, { { { 2, "a", POINT (6000, 1000) } } } },
    "agreed; open 1 2:geometry" },
  { "points far apart are two",
    PAIR,
    2,
    { { { { 1, "a", POINT (0, 1000) } } }, { { { 2, "a", POINT (20000, 1000) } } } },
    "agreed; open 1:presence; open 2:presence" },
  { "lines from either end",
    PAIR,
    2,
    { { { { 1, "a", LINE (0, 0, 9000, 0) } } }, { { { 2, "a", LINE (9000, 1000, 0, 1000) } } } },
    "agreed 1" },
  { "each point goes to its nearest",
    PAIR,
    2,
    { { { { 1, "a", POINT (0, 0) }, { 2, "a", POINT (4000, 0) } } },
      { { { 3, "a", POINT (3000, 0) }, { 4, "a", POINT (1000, 0) } } } },
    "agreed 1 2" },

  { "passages",
    PAIR,
    2,
    { { { { 1, "a", SPAN ("abcdefghij", 0, 10) } } }, { { { 2, "a", SPAN ("abcdefgh", 0, 8) } } } },
    "agreed 1" },
  { "passages that share too little",
    PAIR,
    2,
    { { { { 1, "a", SPAN ("abcdefghij", 0, 10) } } }, { { { 2, "a", SPAN ("hijkl", 7, 12) } } } },
    "agreed; open 1 2:geometry" },
  { "passages that only touch",
    PAIR,
    2,
    { { { { 1, "a", SPAN ("abcde", 0, 5) } } }, { { { 2, "a", SPAN ("fghij", 5, 10) } } } },
    "agreed; open 1:presence; open 2:presence" },

  { "labels that differ",
    PAIR,
    2,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) } } }, { { { 2, "b", BOX (0, 0, 10000, 10000) } } } },
    "agreed; open 1 2:label" },
  { "labels: two against one",
    THREE,
    3,
    { { { { 3, "a", BOX (0, 0, 10000, 10000) } } },
      { { { 1, "b", BOX (0, 0, 10000, 10000) } } },
      { { { 2, "a", BOX (0, 0, 10000, 10000) } } } },
    "agreed 2" },
  { "labels: a tie of votes",
    THREE,
    4,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) } } },
      { { { 2, "b", BOX (0, 0, 10000, 10000) } } },
      { { { 3, "c", BOX (0, 0, 10000, 10000) } } },
      { { { 4, "d", BOX (0, 0, 10000, 10000) } } } },
    "agreed; open 1 2 3 4:label" },
  { "attributes that differ",
    PAIR,
    2,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) GRADE ("low") } } },
      { { { 2, "a", BOX (0, 0, 10000, 10000) GRADE ("high") } } } },
    "agreed; open 1 2:attributes" },
  { "attributes that one leaves out",
    PAIR,
    2,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) GRADE ("low") } } },
      { { { 2, "a", BOX (0, 0, 10000, 10000) } } } },
    "agreed; open 1 2:attributes" },
  { "attributes: two against one",
    THREE,
    3,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) GRADE ("low") } } },
      { { { 2, "a", BOX (0, 0, 10000, 10000) GRADE ("high") } } },
      { { { 3, "a", BOX (0, 0, 10000, 10000) GRADE ("high") } } } },
    "agreed 2" },
  { "everything differs",
    PAIR,
    2,
    { { { { 1, "a", BOX (0, 0, 10000, 10000) GRADE ("low") } } },
      { { { 2, "b", BOX (0, 0, 10000, 3000) GRADE ("high") } } } },
    "agreed; open 1 2:label+attributes+geometry" },
  { "one that two have the third has too, differently",
    ALL3,
    3,
    { { { { 1, "a", POINT (0, 0) } } },
      { { { 2, "a", POINT (0, 0) } } },
      { { { 3, "b", POINT (0, 0) } } } },
    "agreed; open 1 2 3:label" },
  { "one that two have and the third lacks",
    ALL3,
    3,
    { { { { 1, "a", POINT (0, 0) } } }, { { { 2, "a", POINT (0, 0) } } } },
    "agreed; open 1 2:presence" },

  { "ties between what is agreed, with its ids",
    PAIR,
    2,
    { { { { 1, "a", POINT (0, 0) }, { 2, "a", POINT (90000, 0) }, { 9, "t", TIE (1, 2) } } },
      { { { 5, "a", POINT (90000, 0) }, { 4, "a", POINT (0, 0) }, { 8, "t", TIE (4, 5) } } } },
    "agreed 1 2 8(1-2)" },
  { "ties the other way round",
    PAIR,
    2,
    { { { { 1, "a", POINT (0, 0) }, { 2, "a", POINT (90000, 0) }, { 8, "t", TIE (1, 2) } } },
      { { { 4, "a", POINT (0, 0) }, { 5, "a", POINT (90000, 0) }, { 9, "t", TIE (5, 4) } } } },
    "agreed 1 2; open 8:presence; open 9:presence" },
  { "a tie whose end is open",
    PAIR,
    2,
    { { { { 1, "a", POINT (0, 0) }, { 2, "b", POINT (90000, 0) }, { 8, "t", TIE (1, 2) } } },
      { { { 4, "a", POINT (0, 0) }, { 5, "a", POINT (90000, 0) }, { 9, "t", TIE (4, 5) } } } },
    "agreed 1; open 2 5:label; open 8 9:presence+ends" },
  { "a tie of one of three",
    THREE,
    3,
    { { { { 1, "a", POINT (0, 0) }, { 2, "a", POINT (90000, 0) }, { 8, "t", TIE (1, 2) } } },
      { { { 4, "a", POINT (0, 0) }, { 5, "a", POINT (90000, 0) } } },
      { { { 6, "a", POINT (0, 0) }, { 7, "a", POINT (90000, 0) } } } },
    "agreed 1 2; open 8:presence" },

  { "one answer",
    PAIR,
    2,
    { { .answer = "nothing" }, { .answer = "nothing", .note = "sure" } },
    "agreed nothing" },
  { "two answers",
    PAIR,
    2,
    { { .answer = "nothing" }, { .answer = "equivocal" } },
    "agreed; open:answer" },
  { "an answer beside marks",
    PAIR,
    2,
    { { .answer = "nothing" }, { { { 1, "a", POINT (0, 0) } } } },
    "agreed; open:answer; open 1:presence" },
  { "answers: two against one",
    THREE,
    3,
    { { .answer = "equivocal" }, { .answer = "nothing" }, { .answer = "equivocal" } },
    "agreed equivocal" },
  { "marks of two, an answer of one",
    THREE,
    3,
    { { { { 1, "a", POINT (0, 0) } } }, { .answer = "nothing" }, { { { 2, "a", POINT (0, 0) } } } },
    "agreed 1" },

  { "one suggestion that both kept",
    PAIR,
    2,
    { { { { 7, "a", BOX (0, 0, 10000, 10000) } } }, { { { 7, "a", BOX (0, 0, 10000, 10000) } } } },
    "agreed 7" },
  { "one suggestion that one moved away",
    PAIR,
    2,
    { { { { 7, "a", BOX (0, 0, 10000, 10000) } } },
      { { { 7, "a", BOX (50000, 0, 60000, 10000) } } } },
    "agreed; open 7 7:geometry" },
};

/* --- whoever is asked first --- */

static gboolean
has_ends (const CsMarkSet *agreed, const CsMark *tie)
{
  return cs_mark_set_get (agreed, (guint64)tie->values[0]) != NULL ||
         cs_mark_set_get (agreed, (guint64)tie->values[1]) != NULL;
}

static void
check_order (const Sample *sample, const guint *order)
{
  CsMarkSet *sets[4] = { NULL };
  for (guint i = 0; i < sample->n; i++)
    sets[i] = set_of (&sample->readers[order[i]]);
  g_autoptr (CsConsensus) found = cs_consensus_find (sets, sample->n, &sample->rule, FALSE);
  g_autofree char *said = say_found (found);
  g_assert_cmpstr (said, ==, sample->found);
  g_assert_cmpuint (found->n_readers, ==, sample->n);
  for (guint i = 0; i < found->disputes->len; i++) {
    const CsDispute *dispute = &g_array_index (found->disputes, CsDispute, i);
    for (guint k = 0; k < CS_CONSENSUS_MAX; k++)
      if (dispute->marks[k] != NULL) {
        g_assert_cmpuint (k, <, sample->n);
        const CsMark *theirs = cs_mark_set_get (sets[k], dispute->marks[k]->id);
        /* A relation names what is agreed instead of its own ends. */
        g_assert_true (theirs == dispute->marks[k] ||
                       (theirs->kind == &cs_mark_kind_relation &&
                        has_ends (found->agreed, dispute->marks[k])));
      }
  }
  for (guint i = 0; i < sample->n; i++)
    cs_mark_set_unref (sets[i]);
}

static void
check_orders (const Sample *sample, guint *order, guint fixed)
{
  if (fixed + 1 >= sample->n)
    check_order (sample, order);
  for (guint i = fixed; fixed + 1 < sample->n && i < sample->n; i++) {
    guint first = order[fixed];
    order[fixed] = order[i];
    order[i] = first;
    check_orders (sample, order, fixed + 1);
    order[i] = order[fixed];
    order[fixed] = first;
  }
}

static void
test_samples (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    guint order[4] = { 0, 1, 2, 3 };
    g_test_message ("%s", samples[i].name);
    check_orders (&samples[i], order, 0);
  }
}

/* --- a crowd, in any order --- */

static CsMarkSet *
random_set (GRand *rand, guint reader)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GError) error = NULL;
  guint n = (guint)g_rand_int_range (rand, 0, 12);
  for (guint i = 0; i < n; i++) {
    const gint64 values[2] = { g_rand_int_range (rand, 0, 30) * 1000,
                               g_rand_int_range (rand, 0, 3) * 1000 };
    const CsMarkInit init = { .id = 1 + reader + 4 * i,
                              .kind = &cs_mark_kind_point,
                              .label = g_rand_int_range (rand, 0, 4) > 0 ? "a" : "b",
                              .values = values,
                              .n_values = 2,
                              .confidence = -1 };
    g_ptr_array_add (marks, cs_mark_new (&init, &error));
    g_assert_no_error (error);
  }
  return cs_mark_set_new (marks, NULL, &error);
}

/* Each mark is in one finding; what is agreed is somebody's, and so many have it. */
static void
check_whole (CsMarkSet *const *sets, const CsConsensus *found, guint votes)
{
  guint n = 0, open = 0;
  for (guint i = 0; i < found->n_readers; i++)
    n += sets[i]->n_marks;
  for (guint i = 0; i < found->disputes->len; i++)
    for (guint k = 0; k < found->n_readers; k++)
      open += g_array_index (found->disputes, CsDispute, i).marks[k] != NULL;
  g_assert_cmpuint (open, <=, n);
  g_assert_cmpuint (open + found->agreed->n_marks * votes, <=, n);
  g_assert_cmpuint (open + found->agreed->n_marks * found->n_readers, >=, n);
  for (guint i = 0; i < found->agreed->n_marks; i++) {
    guint have = 0;
    for (guint k = 0; k < found->n_readers; k++)
      have += cs_consensus_has (sets[k], found->agreed->marks[i]);
    g_assert_cmpuint (have, >=, 1);
  }
}

static void
test_any_order (void)
{
  static const guint orders[][3] = { { 0, 1, 2 }, { 2, 0, 1 }, { 1, 2, 0 }, { 2, 1, 0 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  const CsAgreeRule rule = THREE;
  for (guint round = 0; round < 500; round++) {
    g_autofree char *first = NULL;
    CsMarkSet *sets[3] = { random_set (rand, 0), random_set (rand, 1), random_set (rand, 2) };
    for (guint i = 0; i < G_N_ELEMENTS (orders); i++) {
      CsMarkSet *const asked[3] = { sets[orders[i][0]], sets[orders[i][1]], sets[orders[i][2]] };
      g_autoptr (CsConsensus) found = cs_consensus_find (asked, 3, &rule, FALSE);
      g_autofree char *said = say_found (found);
      check_whole (asked, found, rule.votes);
      if (first == NULL)
        first = g_strdup (said);
      g_assert_cmpstr (said, ==, first);
    }
    for (guint i = 0; i < 3; i++)
      cs_mark_set_unref (sets[i]);
  }
}

/* What one person read alone is theirs to the last note, and can be opened like any other. */
static void
test_alone (void)
{
  static const CsAgreeRule rule = { 1, 50, 5 };
  static const Reader reader = {
    { { 1, "a", POINT (0, 0) }, { 2, "b", POINT (90000, 0) }, { 8, "t", TIE (1, 2) } },
    "equivocal",
    "too small to tell"
  };
  g_autoptr (CsMarkSet) set = set_of (&reader);
  g_autoptr (CsConsensus) found = cs_consensus_find (&set, 1, &rule, FALSE);
  g_assert_true (cs_mark_set_equal (found->agreed, set));
  g_assert_cmpuint (found->disputes->len, ==, 0);
  g_autoptr (CsConsensus) opened = cs_consensus_find (&set, 1, &rule, TRUE);
  g_assert_cmpuint (opened->agreed->n_marks + opened->agreed->n_answers, ==, 0);
  g_assert_cmpuint (opened->disputes->len, ==, 4);
}

/* What was drawn anew is a mark that nobody made, or an answer; what somebody made is none. */
static void
test_anew (void)
{
  static const CsAgreeRule rule = { 2, 50, 5 };
  static const Reader readers[] = {
    { { { 1, "a", POINT (0, 0) }, { 2, "a", POINT (90000, 0) } } },
    { { { 3, "a", POINT (0, 0) } } },
  };
  static const Reader results[] = {
    { { { 1, "a", POINT (0, 0) } } },
    { { { 1, "a", POINT (0, 0) }, { 2, "a", POINT (90000, 0) } } },
    { { { 1, "a", POINT (0, 0) }, { 2, "a", POINT (95000, 0) } } },
    { { { 1, "a", POINT (0, 0) } }, "equivocal" },
  };
  static const gboolean anew[] = { FALSE, FALSE, TRUE, TRUE };
  CsMarkSet *sets[] = { set_of (&readers[0]), set_of (&readers[1]) };
  g_autoptr (CsConsensus) found = cs_consensus_find (sets, 2, &rule, FALSE);
  g_assert_cmpuint (found->disputes->len, ==, 1);
  const CsDispute *dispute = &g_array_index (found->disputes, CsDispute, 0);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++) {
    g_autoptr (CsMarkSet) result = set_of (&results[i]);
    g_assert_cmpint (cs_consensus_is_anew (found, dispute, result), ==, anew[i]);
  }
  cs_mark_set_unref (sets[0]);
  cs_mark_set_unref (sets[1]);
}

static void
test_nothing_agreed (void)
{
  const Reader reader = { { { 1, "a", POINT (0, 0) } }, "equivocal", NULL };
  CsMarkSet *sets[2] = { set_of (&reader), set_of (&reader) };
  const CsAgreeRule rule = PAIR;
  g_autoptr (CsConsensus) found = cs_consensus_find (sets, 2, &rule, TRUE);
  g_autofree char *said = say_found (found);
  g_assert_cmpstr (said, ==, "agreed; open:answer; open 1 1:presence");
  cs_mark_set_unref (sets[0]);
  cs_mark_set_unref (sets[1]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark-consensus/samples", test_samples);
  g_test_add_func ("/mark-consensus/any-order", test_any_order);
  g_test_add_func ("/mark-consensus/nothing-agreed", test_nothing_agreed);
  g_test_add_func ("/mark-consensus/alone", test_alone);
  g_test_add_func ("/mark-consensus/anew", test_anew);
  return g_test_run ();
}
