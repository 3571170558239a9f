/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read of a patient: only what a lead allowed, never who they are, and never unrecorded. */
#include "cs-context.h"
#include "cs-project-context.h"
#include "cs-test-dicom.h"
#include "cs-test-intake.h"
#include "cs-unnamed-facts.h"

#include <string.h>

static GBytes *
picture (const char *study, const char *date, const char *age)
{
  guint16 pixels[16] = { (guint16)age[2] };
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  g_autofree char *instance = g_strdup_printf ("1.7.%s.1", date);
  cs_test_dicom_text (dicom, 0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
  cs_test_dicom_text (dicom, 0x00080018, "UI", instance);
  cs_test_dicom_text (dicom, 0x00080020, "DA", date);
  cs_test_dicom_text (dicom, 0x00080060, "CS", "CT");
  cs_test_dicom_text (dicom, 0x00081030, "LO", study);
  cs_test_dicom_text (dicom, 0x00100010, "PN", "Muster^Erika");
  cs_test_dicom_text (dicom, 0x00100020, "LO", "4711");
  cs_test_dicom_text (dicom, 0x00100040, "CS", "F");
  cs_test_dicom_text (dicom, 0x00101010, "AS", age);
  cs_test_dicom_text (dicom, 0x001021b0, "LT", "Mrs Muster (4711) coughs; mustered out.");
  cs_test_dicom_text (dicom, 0x0020000d, "UI", instance);
  cs_test_dicom_text (dicom, 0x0020000e, "UI", instance);
  cs_test_dicom_grey (dicom, 4, 4, 1, 16, 12, FALSE);
  cs_test_dicom_text (dicom, 0x00401002, "LO", "ERIKA muster: nodule?");
  cs_test_dicom_bytes (dicom, 0x7fe00010, "OW", pixels, sizeof pixels);
  return cs_test_dicom_finish (dicom);
}

/* One case of two studies. */
static CsGid
bring_in (CsTestIntake *bench)
{
  cs_test_put_bytes (bench, "now.dcm", picture ("Chest CT", "20260112", "064Y"));
  cs_test_put_bytes (bench, "then.dcm", picture ("Chest CT", "20250210", "063Y"));
  cs_test_import_well (bench, (CsIntakeOptions){ .case_by = CS_CASE_BY_PATIENT });
  g_autoptr (GPtrArray) items = cs_test_items (bench);
  g_assert_cmpuint (items->len, ==, 2);
  return ((const CsItemRow *)items->pdata[0])->case_gid;
}

static void
allow (CsTestIntake *bench, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  CsSchema *schema = NULL;
  cs_project_schema (bench->project, &schema, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (CsSchema) now = cs_schema_with_context (schema, (const char *const *)parts, &error);
  g_assert_no_error (error);
  cs_project_publish_schema (bench->project, now, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
open_context (CsTestIntake *bench, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = cs_context_open (bench->project, bench->decoder, gid, &error);
  g_assert_no_error (error);
  return rows;
}

static const char *
text_of (const GPtrArray *rows, const char *part)
{
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((const CsContextRow *)rows->pdata[i])->part, part) == 0)
      return ((const CsContextRow *)rows->pdata[i])->text;
  return NULL;
}

/* Sentences of the history that say so. */
static guint
recorded (CsTestIntake *bench, const CsGid *gid, const char *sentence)
{
  guint n = 0;
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (bench->project);
  g_autoptr (GPtrArray) rows = cs_project_history (bench->project, &reader, gid, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    n += strcmp (((const CsHistoryRow *)rows->pdata[i])->sentence, sentence) == 0;
  return n;
}

static void
test_headers (void)
{
  CsTestIntake bench = cs_test_intake ();
  CsGid gid = bring_in (&bench);
  allow (&bench, "age sex study reason history report");
  g_autoptr (GPtrArray) rows = open_context (&bench, &gid);
  g_assert_cmpuint (rows->len, ==, 5);
  g_assert_cmpstr (text_of (rows, "age"), ==, "64 years (2026-01-12)\n63 years (2025-02-10)");
  g_assert_cmpstr (text_of (rows, "sex"), ==, "female");
  g_assert_cmpstr (text_of (rows, "study"), ==, "Chest CT");
  /* Who it is stands nowhere, in whatever letters; words that only begin so stay. */
  g_assert_cmpstr (text_of (rows, "reason"), ==, "\xe2\x80\xa6 \xe2\x80\xa6: nodule?");
  g_assert_cmpstr (text_of (rows, "history"), ==,
                   "Mrs \xe2\x80\xa6 (\xe2\x80\xa6) coughs; mustered out.");
  g_assert_null (text_of (rows, "report"));
  g_assert_cmpuint (
      recorded (&bench, &gid, "opened the clinical context: age, sex, study, reason, history"), ==,
      1);
  cs_test_intake_clear (&bench);
}

/* Nothing is kept of it: what was stored of the items says nothing of the patient's age. */
static void
test_not_kept (void)
{
  CsTestIntake bench = cs_test_intake ();
  bring_in (&bench);
  g_autoptr (GPtrArray) items = cs_test_items (&bench);
  for (guint i = 0; i < items->len; i++) {
    g_autofree char *facts = cs_json_to_canonical (((CsItemRow *)items->pdata[i])->facts, NULL);
    g_assert_null (strstr (facts, "064Y"));
    g_assert_null (strstr (facts, "coughs"));
  }
  cs_test_intake_clear (&bench);
}

static void
test_only_what_is_allowed (void)
{
  CsTestIntake bench = cs_test_intake ();
  CsGid gid = bring_in (&bench);
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (bench.project);
  allow (&bench, "");
  g_auto (GStrv) none = cs_project_context_parts (bench.project, &reader, &gid, &error);
  g_assert_no_error (error);
  g_assert_null (none[0]);
  g_assert_null (cs_context_open (bench.project, bench.decoder, &gid, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  allow (&bench, "sex report");
  g_autoptr (GPtrArray) rows = open_context (&bench, &gid);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (text_of (rows, "sex"), ==, "female");
  g_assert_cmpuint (recorded (&bench, &gid, "opened the clinical context: sex"), ==, 1);
  /* What was not allowed cannot be said to have been read either. */
  const char *const parts[] = { "age", NULL };
  g_assert_false (cs_project_open_context (bench.project, &gid, parts, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  cs_test_intake_clear (&bench);
}

/* The text that came last, before what the headers say. */
static void
test_texts (void)
{
  CsTestIntake bench = cs_test_intake ();
  CsGid gid = bring_in (&bench);
  g_autoptr (GError) error = NULL;
  allow (&bench, "history report");
  cs_project_add_context (bench.project, &gid, "history", "Smoker.", &error);
  g_assert_no_error (error);
  cs_project_add_context (bench.project, &gid, "history", " Never smoked (Erika).\n", &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) rows = open_context (&bench, &gid);
  g_assert_cmpstr (text_of (rows, "history"), ==,
                   "Never smoked (\xe2\x80\xa6).\n"
                   "Mrs \xe2\x80\xa6 (\xe2\x80\xa6) coughs; mustered out.");
  g_assert_false (cs_project_add_context (bench.project, &gid, "name", "x", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cs_project_add_context (bench.project, &gid, "report", " \n", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

static void
test_words (void)
{
  static const struct {
    const char *text, *words;
  } ages[] = { { "001Y", "1 year" }, { "018M", "18 months" }, { "002W", "2 weeks" },
               { "001D", "1 day" },  { "64", "64" },          { "64Y", "64Y" },
               { "06+Y", "06+Y" },   { "064X", "064X" },      { "", "" } };
  for (guint i = 0; i < G_N_ELEMENTS (ages); i++) {
    g_autofree char *words = cs_context_age (ages[i].text);
    g_assert_cmpstr (words, ==, ages[i].words);
  }
  /* A name is no pattern; one letter is no name. */
  const char *const names[] = { "A.*^O(", "Li^J\xc3\xb6rg^J", NULL };
  g_autofree char *clean = cs_context_hide ("Anna, A.* and j\xc3\xb6rg Li, J", names);
  g_assert_cmpstr (clean, ==, "Anna, \xe2\x80\xa6 and \xe2\x80\xa6 \xe2\x80\xa6, J");
  const char *const none[] = { NULL };
  g_autofree char *same = cs_context_hide ("text", none);
  g_assert_cmpstr (same, ==, "text");
}

/* Whoever is no lead sees what the files say without who it is. */
static void
test_unnamed (void)
{
  CsTestIntake bench = cs_test_intake ();
  cs_test_put_bytes (&bench, "muster_1.dcm", picture ("Chest CT", "20260112", "064Y"));
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_autoptr (GPtrArray) items = cs_test_items (&bench);
  const CsJson *facts = ((const CsItemRow *)items->pdata[0])->facts;
  g_autofree char *whole = cs_json_to_canonical (facts, NULL);
  g_assert_nonnull (strstr (whole, "Muster^Erika"));
  g_autoptr (CsJson) less = cs_unnamed_facts (facts);
  g_assert_cmpstr (cs_item_facts_id (less, 0, "patient_name"), ==, "\xe2\x80\xa6");
  g_assert_cmpstr (cs_item_facts_id (less, 0, "patient_id"), ==, "\xe2\x80\xa6");
  g_assert_cmpstr (cs_item_facts_name (less, 0), ==, "sources/\xe2\x80\xa6_1.dcm");
  g_assert_cmpstr (cs_item_facts_id (less, 0, "study_uid"), ==,
                   cs_item_facts_id (facts, 0, "study_uid"));
  g_assert_cmpstr (cs_item_facts_id (less, 0, "study_date"), ==, "20260112");
  g_autofree char *text = cs_json_to_canonical (less, NULL);
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_assert_null (strstr (lower, "muster"));
  g_assert_null (strstr (lower, "erika"));
  g_assert_null (strstr (lower, "\"4711\""));
  cs_test_intake_clear (&bench);
}

/* What a lead allows is a version of the labels, taken back by allowing less. */
static void
test_allow (void)
{
  CsTestIntake bench = cs_test_intake ();
  g_autoptr (GError) error = NULL;
  const char *const some[] = { "report", "age", NULL }, *const wrong[] = { "name", NULL };
  const char *const none[] = { NULL };
  CsSchema *schema = NULL;
  cs_project_allow_context (bench.project, some, "to compare", &error);
  g_assert_no_error (error);
  g_assert_true (cs_project_schema (bench.project, &schema, NULL, NULL));
  g_assert_true (cs_schema_allows (schema, "age") && cs_schema_allows (schema, "report"));
  g_assert_false (cs_schema_allows (schema, "sex"));
  g_assert_false (cs_project_allow_context (bench.project, wrong, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  cs_project_allow_context (bench.project, none, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_project_schema (bench.project, &schema, NULL, NULL));
  g_assert_null (schema->context);
  cs_test_intake_clear (&bench);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/context/headers", test_headers);
  g_test_add_func ("/context/not-kept", test_not_kept);
  g_test_add_func ("/context/only-what-is-allowed", test_only_what_is_allowed);
  g_test_add_func ("/context/texts", test_texts);
  g_test_add_func ("/context/words", test_words);
  g_test_add_func ("/context/unnamed", test_unnamed);
  g_test_add_func ("/context/allow", test_allow);
  return g_test_run ();
}
