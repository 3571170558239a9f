/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much depends on a version: the tiers of its labels, and what doubts it. */
#include "cs-risk.h"
#include "cs-test.h"

#include <string.h>

static CsSchema *
schema_of (const char *tiers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text =
      g_string_new ("{\"format\":\"countersign-schema-1\",\"name\":\"t\",\"labels\":[");
  for (guint i = 0; tiers[i] != '\0'; i++) {
    g_string_append_printf (text, "%s{\"key\":\"l%c\",\"name\":\"%c\",\"kinds\":[\"point\"]",
                            i > 0 ? "," : "", tiers[i], tiers[i]);
    if (tiers[i] != '-')
      g_string_append_printf (text, ",\"tier\":%c", tiers[i]);
    g_string_append_c (text, '}');
  }
  g_string_append (text, "],\"relations\":[]}");
  CsSchema *schema = cs_schema_read (text->str, text->len, &error);
  g_assert_no_error (error);
  return schema;
}

/* SURE: how sure the first mark is and those after it, by 100 less each. */
static CsMarkSet *
set_of_sure (const char *labels, CsAnswer answer, int sure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  const CsGid item = { { 7 } }, other = { { 8 } };
  for (guint i = 0; labels[i] != '\0'; i++) {
    gint64 values[] = { 1000, 1000 };
    const char label[] = { 'l', labels[i], '\0' };
    CsMarkInit init = { .id = i + 1,
                        .kind = cs_mark_kind_find ("point"),
                        .label = label,
                        .item = item,
                        .values = values,
                        .n_values = G_N_ELEMENTS (values),
                        .confidence = sure >= 0 ? sure - 100 * (int)i : -1 };
    g_ptr_array_add (marks, cs_mark_new (&init, &error));
    g_assert_no_error (error);
  }
  if (answer != CS_ANSWER_NONE)
    cs_mark_answers_add (answers, &other, answer, NULL);
  CsMarkSet *set = cs_mark_set_new (marks, answers, &error);
  g_assert_no_error (error);
  return set;
}

static CsMarkSet *
set_of (const char *labels, CsAnswer answer)
{
  return set_of_sure (labels, answer, -1);
}

static void
test_tier (void)
{
  static const struct {
    const char *schema, *labels;
    guint tier;
  } rows[] = {
    { "123", "3", 3 }, { "123", "32", 2 }, { "123", "321", 1 },
    { "123", "", 1 },                                          /* what was missed may be of any */
    { "23", "", 2 },   { "23-", "3", 3 },  { "23-", "3-", 2 }, /* unknown: as strict as can be */
    { "-", "-", 0 },   { "-", "", 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CsSchema) schema = schema_of (rows[i].schema);
    g_autoptr (CsMarkSet) set = set_of (rows[i].labels, CS_ANSWER_NOTHING);
    CsRisk risk = cs_risk_of (schema, set);
    g_assert_cmpuint (risk.tier, ==, rows[i].tier);
    g_assert_false (risk.flagged);
    g_assert_cmpuint (risk.unsure, ==, 0);
  }
}

static void
test_doubt (void)
{
  g_autoptr (CsSchema) schema = schema_of ("3");
  for (CsAnswer answer = CS_ANSWER_NONE; answer <= CS_ANSWER_EQUIVOCAL; answer++) {
    g_autoptr (CsMarkSet) set = set_of ("3", answer);
    CsRisk risk = cs_risk_of (schema, set);
    g_assert_cmpuint (risk.tier, ==, 3);
    g_assert_cmpint (risk.flagged, ==, answer == CS_ANSWER_EQUIVOCAL);
  }
}

/* The least sure one counts. */
static void
test_unsure (void)
{
  g_autoptr (CsSchema) schema = schema_of ("3");
  g_autoptr (CsMarkSet) sure = set_of_sure ("3", CS_ANSWER_NONE, 1000);
  g_autoptr (CsMarkSet) two = set_of_sure ("33", CS_ANSWER_NONE, 900);
  g_autoptr (CsMarkSet) none = set_of_sure ("3", CS_ANSWER_NONE, 0);
  g_assert_cmpuint (cs_risk_of (schema, sure).unsure, ==, 0);
  g_assert_cmpuint (cs_risk_of (schema, two).unsure, ==, 200);
  g_assert_cmpuint (cs_risk_of (schema, none).unsure, ==, 1000);
  g_assert_false (cs_risk_of (schema, none).flagged);
}

static void
test_stricter (void)
{
  static const guint rows[][3] = {
    { 0, 0, 0 }, { 0, 3, 3 }, { 2, 0, 2 }, { 1, 3, 1 }, { 3, 2, 2 }
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (cs_risk_stricter (rows[i][0], rows[i][1]), ==, rows[i][2]);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/risk/tier", test_tier);
  g_test_add_func ("/risk/doubt", test_doubt);
  g_test_add_func ("/risk/unsure", test_unsure);
  g_test_add_func ("/risk/stricter", test_stricter);
  return g_test_run ();
}
