/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One reading against what is right: what was found, missed, added, called otherwise or put
 * elsewhere, on pictures, on texts and between marks. */
#include "cs-mark-score.h"
#include "cs-test.h"

#include <string.h>

#define HERE "00000000000000000000000000000001"
#define THERE "00000000000000000000000000000002"
#define BOX(x0, y0, x1, y1) "\"kind\":\"box\",\"box\":[" #x0 "," #y0 "," #x1 "," #y1 "]"
#define POINT(x, y) "\"kind\":\"point\",\"point\":[" #x "," #y "]"
#define SPAN(quote, from, to)                                                                      \
  "\"kind\":\"span\",\"quote\":\"" quote "\",\"span\":[[" #from "," #to "]]"
#define TIE(from, to) "\"kind\":\"relation\",\"from\":" #from ",\"to\":" #to
#define GRADE(word) ",\"attributes\":{\"grade\":\"" word "\"}"

typedef struct {
  guint64 id; /* 0: no more */
  const char *label, *shape;
} Drawn;

typedef struct {
  const Drawn marks[4];
  const char *answer; /* NULL: none */
} Reading;

static const struct {
  const char *name;
  Reading right, said;
  CsMarkScore score;
  guint percent;
} samples[] = {
  { "the same",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) }, { 2, "cyst", POINT (50000, 50000) } }, NULL },
    { { { 7, "mass", BOX (0, 0, 10000, 10000) }, { 8, "cyst", POINT (50000, 50000) } }, NULL },
    { .found = 2 },
    100 },
  { "a little aside",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) } }, NULL },
    { { { 7, "mass", BOX (1000, 0, 11000, 10000) } }, NULL },
    { .found = 1 },
    100 },
  { "too far aside",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) } }, NULL },
    { { { 7, "mass", BOX (5000, 0, 15000, 10000) } }, NULL },
    { .shifted = 1 },
    0 },
  { "elsewhere",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) } }, NULL },
    { { { 7, "mass", BOX (50000, 0, 60000, 10000) } }, NULL },
    { .missed = 1, .extra = 1 },
    0 },
  { "missed",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) }, { 2, "mass", BOX (50000, 0, 60000, 10000) } },
      NULL },
    { { { 7, "mass", BOX (0, 0, 10000, 10000) } }, NULL },
    { .found = 1, .missed = 1 },
    50 },
  { "all of it missed",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) } }, NULL },
    { { { 0 } }, "nothing" },
    { .missed = 1 },
    0 },
  { "extra",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) } }, NULL },
    { { { 7, "mass", BOX (0, 0, 10000, 10000) },
        { 8, "mass", BOX (50000, 0, 60000, 10000) },
        { 9, "mass", BOX (70000, 0, 80000, 10000) } },
      NULL },
    { .found = 1, .extra = 2 },
    33 },
  { "another label",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) } }, NULL },
    { { { 7, "cyst", BOX (0, 0, 10000, 10000) } }, NULL },
    { .wrong = 1 },
    0 },
  { "another attribute",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) GRADE ("low") } }, NULL },
    { { { 7, "mass", BOX (0, 0, 10000, 10000) GRADE ("high") } }, NULL },
    { .wrong = 1 },
    0 },
  { "there is nothing, and nothing was seen",
    { { { 0 } }, "nothing" },
    { { { 0 } }, "nothing" },
    { 0 },
    100 },
  { "there is nothing, and something was seen",
    { { { 0 } }, "nothing" },
    { { { 7, "mass", BOX (0, 0, 10000, 10000) } }, NULL },
    { .extra = 1 },
    0 },
  { "answered otherwise",
    { { { 0 } }, "nothing" },
    { { { 0 } }, "not-assessable" },
    { .answers = 1 },
    0 },
  { "a passage",
    { { { 1, "drug", SPAN ("aspirin", 10, 17) }, { 2, "drug", SPAN ("heparin", 40, 47) } }, NULL },
    { { { 7, "drug", SPAN ("aspirin", 10, 17) }, { 8, "drug", SPAN ("other", 80, 85) } }, NULL },
    { .found = 1, .missed = 1, .extra = 1 },
    33 },
  { "a relation",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) },
        { 2, "mass", BOX (50000, 0, 60000, 10000) },
        { 3, "same-as", TIE (1, 2) } },
      NULL },
    { { { 7, "mass", BOX (0, 0, 10000, 10000) },
        { 8, "mass", BOX (50000, 0, 60000, 10000) },
        { 9, "same-as", TIE (7, 8) } },
      NULL },
    { .found = 3 },
    100 },
  { "a relation that was not seen",
    { { { 1, "mass", BOX (0, 0, 10000, 10000) },
        { 2, "mass", BOX (50000, 0, 60000, 10000) },
        { 3, "same-as", TIE (1, 2) } },
      NULL },
    { { { 7, "mass", BOX (0, 0, 10000, 10000) }, { 8, "mass", BOX (50000, 0, 60000, 10000) } },
      NULL },
    { .found = 2, .missed = 1 },
    66 },
};

static CsMark *
parse_mark (const Drawn *drawn, const char *item)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      g_strdup_printf ("{\"id\":%" G_GUINT64_FORMAT ",\"label\":\"%s\",\"item\":\"%s\",%s}",
                       drawn->id, drawn->label, item, drawn->shape);
  g_autoptr (CsJson) tree = cs_json_parse_text (text, strlen (text), 1 << 20, &error);
  g_assert_no_error (error);
  CsMark *mark = cs_mark_from_json (tree, &error);
  g_assert_no_error (error);
  return mark;
}

static CsMarkSet *
set_of (const Reading *reading, const char *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  CsGid gid;
  g_assert_true (cs_gid_from_hex (item, &gid));
  for (guint i = 0; i < G_N_ELEMENTS (reading->marks) && reading->marks[i].id != 0; i++)
    g_ptr_array_add (marks, parse_mark (&reading->marks[i], item));
  if (reading->answer != NULL)
    cs_mark_answers_add (answers, &gid, cs_answer_from_nick (reading->answer), NULL);
  CsMarkSet *set = cs_mark_set_new (marks, answers, &error);
  g_assert_no_error (error);
  return set;
}

/* Read on other items than what is right, as a control case is. */
static void
test_samples (void)
{
  static const CsAgreeRule rule = { .votes = 1, .overlap = 50, .distance = 10 };
  CsGid here, there;
  cs_gid_from_hex (HERE, &here);
  cs_gid_from_hex (THERE, &there);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autoptr (GError) error = NULL;
    CsMarkScore score;
    g_test_message ("%s", samples[i].name);
    g_autoptr (CsMarkSet) right = set_of (&samples[i].right, HERE);
    g_autoptr (CsMarkSet) elsewhere = set_of (&samples[i].said, THERE);
    g_autoptr (CsMarkSet) said = cs_mark_set_on_items (elsewhere, &there, &here, 1, &error);
    g_assert_no_error (error);
    cs_mark_score (right, said, &rule, &score);
    g_assert_cmpmem (&score, sizeof score, &samples[i].score, sizeof score);
    g_assert_cmpuint (cs_mark_score_percent (&score), ==, samples[i].percent);
  }
}

/* Whoever is held to be right: what one missed the other has too many. */
static void
test_turned (void)
{
  static const CsAgreeRule rule = { .votes = 1, .overlap = 50, .distance = 10 };
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    CsMarkScore one, other;
    g_autoptr (CsMarkSet) right = set_of (&samples[i].right, HERE);
    g_autoptr (CsMarkSet) said = set_of (&samples[i].said, HERE);
    cs_mark_score (right, said, &rule, &one);
    cs_mark_score (said, right, &rule, &other);
    g_assert_cmpuint (one.missed, ==, other.extra);
    g_assert_cmpuint (one.extra, ==, other.missed);
    g_assert_cmpuint (one.found, ==, other.found);
    g_assert_cmpuint (cs_mark_score_percent (&one), ==, cs_mark_score_percent (&other));
  }
}

static void
test_other_items (void)
{
  g_autoptr (GError) error = NULL;
  CsGid here, there;
  cs_gid_from_hex (HERE, &here);
  cs_gid_from_hex (THERE, &there);
  g_autoptr (CsMarkSet) set = set_of (&samples[0].right, HERE);
  g_assert_null (cs_mark_set_on_items (set, &there, &here, 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/mark-score/samples", test_samples);
  g_test_add_func ("/mark-score/turned", test_turned);
  g_test_add_func ("/mark-score/other-items", test_other_items);
  return g_test_run ();
}
