/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of sources, the list of files that paths mean, tables of cases, forming cases. */
#include "cs-file.h"
#include "cs-grouping.h"
#include "cs-source-list.h"
#include "cs-source-name.h"
#include "cs-test.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
assert_taken (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_names (void)
{
  assert_taken (cs_source_name_of_path ("a/b.png"), "a/b.png");
  assert_taken (cs_source_name_of_path ("./a//b/./c.png"), "a/b/c.png");
  assert_taken (cs_source_name_of_path ("."), "");
  assert_taken (cs_source_name_of_path ("/data/ct/"), "ct");
  assert_taken (cs_source_name_of_path ("../x/../y.png"), "y.png");
  assert_taken (cs_source_name_of_path ("/"), "");
  assert_taken (cs_source_name_join ("", "b\xff\n.png"), "b%FF%0A.png");
  assert_taken (cs_source_name_join ("ä", "ö"), "ä/ö");
  assert_taken (cs_source_name_stem ("a.b/c.d.png"), "a.b/c.d");
  assert_taken (cs_source_name_stem ("a.b/c"), "a.b/c");
  assert_taken (cs_source_name_stem (".x"), ".x");
  assert_taken (cs_source_name_folder ("a/b/c"), "a/b");
  assert_taken (cs_source_name_folder ("c"), "");
  g_autoptr (GString) many = g_string_new (NULL);
  for (guint i = 0; i < 2000; i++)
    g_string_append (many, "é");
  g_autofree char *cut = cs_source_name_join ("", many->str);
  g_assert_cmpuint (strlen (cut), ==, CS_SOURCE_NAME_MAX);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
}

/* --- the list of files --- */

static void
write_file (const char *dir, const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_assert_true (cs_file_make_dir (folder, 0700, NULL));
  g_assert_true (cs_file_replace (path, name, strlen (name), 0600, NULL));
}

static char *
listed (const char *const *paths, const char *ours, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = cs_source_list (paths, NULL, ours, problems, NULL, &error);
  g_assert_no_error (error);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < files->len; i++)
    g_string_append_printf (text, "%s ", ((CsSourceFile *)files->pdata[i])->name);
  return g_string_free (text, FALSE);
}

static guint
count_problems (GPtrArray *problems, const char *code)
{
  guint n = 0;
  for (guint i = 0; i < problems->len; i++)
    n += strcmp (((CsProblem *)problems->pdata[i])->code, code) == 0;
  return n;
}

static void
test_list (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *top = g_build_filename (dir, "top", NULL);
  g_autofree char *pipe_path = g_build_filename (top, "pipe", NULL);
  g_autofree char *link_path = g_build_filename (top, "link", NULL);
  g_autofree char *loop_path = g_build_filename (top, "loop", NULL);
  g_autofree char *ours = g_build_filename (top, "p.countersign", NULL);
  g_autofree char *missing = g_build_filename (dir, "missing", NULL);
  write_file (top, "b/2.png");
  write_file (top, "b/1.png");
  write_file (top, "a.png");
  write_file (top, ".hidden/x.png");
  write_file (top, "p.countersign");
  write_file (top, "p.countersign-journal");
  write_file (top, "p.countersign.png");
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", link_path), ==, 0);
  g_assert_cmpint (symlink (top, loop_path), ==, 0);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  const char *const paths[] = { top, missing, NULL };
  assert_taken (listed (paths, ours, problems),
                "top/a.png top/b/1.png top/b/2.png top/p.countersign.png ");
  g_assert_cmpuint (count_problems (problems, "unsupported"), ==, 3);
  g_assert_cmpuint (count_problems (problems, "skipped"), ==, 3);
  g_assert_cmpuint (count_problems (problems, "not-found"), ==, 1);
  /* A link that somebody names is meant. */
  const char *const named[] = { loop_path, NULL };
  g_autoptr (GPtrArray) others = cs_problems_new ();
  assert_taken (listed (named, ours, others),
                "loop/a.png loop/b/1.png loop/b/2.png loop/p.countersign.png ");
}

static void
test_deep (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (GString) path = g_string_new (dir);
  for (guint i = 0; i < CS_SOURCE_MAX_DEPTH + 2; i++)
    g_string_append (path, "/d");
  g_assert_true (cs_file_make_dir (path->str, 0700, NULL));
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  const char *const paths[] = { dir, NULL };
  assert_taken (listed (paths, NULL, problems), "");
  g_assert_cmpuint (count_problems (problems, "unsupported"), ==, 1);
}

/* --- tables --- */

static void
test_csv (void)
{
  g_autoptr (GError) error = NULL;
  static const char text[] = "\xef\xbb\xbf"
                             "path,case\r\n./ct//,P 1\r\n\"a, \"\"b\"\".png\",\"P\n2\"\r\n"
                             "x/y.txt,P 1\r\nunused.png,Q";
  g_autoptr (CsGroupingCsv) csv = cs_grouping_csv_parse (text, sizeof text - 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_grouping_csv_find (csv, "ct/3/1.dcm", NULL), ==, "P 1");
  g_assert_cmpstr (cs_grouping_csv_find (csv, "a, \"b\".png", NULL), ==, "P\n2");
  g_assert_cmpstr (cs_grouping_csv_find (csv, "y.txt", "./x/y.txt"), ==, "P 1");
  g_assert_null (cs_grouping_csv_find (csv, "ctx/1.dcm", "/data/ctx/1.dcm"));
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  cs_grouping_csv_tell_unused (csv, "cases.csv", problems);
  g_assert_cmpuint (problems->len, ==, 1);
  const CsProblem *problem = problems->pdata[0];
  g_assert_nonnull (strstr (problem->message, "unused.png"));
}

/* What a table says of the cases beside their names. */
static void
test_csv_context (void)
{
  g_autoptr (GError) error = NULL;
  static const char text[] = "age,path,report,case,history\n"
                             "064Y,a.png,r/./one.txt,P 1,\"Cough,\nfever.\"\n"
                             "064Y,b.png,r/two.txt,P 1, Smoker. \n"
                             ",c.png,r/one.txt,P 2,\n"
                             "\"\",d.png,,P 3,\n";
  g_autoptr (CsGroupingCsv) csv = cs_grouping_csv_parse (text, sizeof text - 1, &error);
  g_assert_no_error (error);
  g_assert_true (cs_grouping_csv_has_context (csv));
  assert_taken (cs_grouping_csv_words (csv, "P 1", "age"), "064Y");
  assert_taken (cs_grouping_csv_words (csv, "P 1", "history"), "Cough,\nfever.\nSmoker.");
  g_assert_null (cs_grouping_csv_words (csv, "P 1", "sex"));
  g_assert_null (cs_grouping_csv_words (csv, "P 1", "report"));
  g_assert_null (cs_grouping_csv_words (csv, "P 2", "age"));
  g_assert_null (cs_grouping_csv_words (csv, "P 3", "age"));
  g_assert_null (cs_grouping_csv_words (csv, "P 4", "age"));
  g_autoptr (GPtrArray) titles = cs_grouping_csv_report_of (csv, "one.txt", "./r//one.txt");
  g_assert_cmpuint (titles->len, ==, 2);
  g_assert_cmpstr (titles->pdata[0], ==, "P 1");
  g_assert_cmpstr (titles->pdata[1], ==, "P 2");
  g_autoptr (GPtrArray) none = cs_grouping_csv_report_of (csv, "r", NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  cs_grouping_csv_tell_unused (csv, "cases.csv", problems);
  g_assert_cmpuint (problems->len, ==, 5); /* four pictures, one report */
  g_autofree char *much = g_strnfill (70000, 'x');
  g_autofree char *table = g_strconcat ("path,case,age\na,b,", much, "\n", NULL);
  g_assert_null (cs_grouping_csv_parse (table, strlen (table), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "line 2: \"age\" is longer"));
}

static void
test_bad_csv (void)
{
  static const struct {
    const char *text, *message;
  } cases[] = {
    { "", "line 1: the first line must name the columns" },
    { "case;path\n", "line 1: the first line must name the columns" },
    { "path,box\n", "line 1: the first line must name the columns" },
    { "path,case,age,age\n", "line 1: the first line must name the columns" },
    { "path,age\n", "line 1: the first line must name the columns" },
    { "path,case,patient\n", "line 1: the first line must name the columns" },
    { "path,case\na\n", "line 2: there are fewer fields than columns" },
    { "path,case\na,b,c\n", "line 2: there are more fields than columns" },
    { "path,case\n\na,b\n", "line 2: there are fewer fields than columns" },
    { "path,case,sex\na,b\n", "line 2: there are fewer fields than columns" },
    { "path,case,sex\na,b,F\x01\n", "line 2: \"sex\" has control characters" },
    { ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n", "line 1: the first line must name the columns" },
    { "path,case\na,\n", "line 2: path and case must both be given" },
    { "path,case\n\"a,b\n", "line 2: a quote is opened and never closed" },
    { "path,case\n\"a\"x,b\n", "line 2: a quote or carriage return" },
    { "path,case\na\"b,c\n", "line 2: a quote or carriage return" },
    { "path,case\na,b\rc,d\n", "line 2: a quote or carriage return" },
    { "path,case\na,b\n./a,c\n", "line 3: \"a\" stands in line 2 already" },
    { "path,case\na,b\x01\n", "line 2: the name of a case" },
    { "path,case\na,\xff\n", "not UTF-8" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (cs_grouping_csv_parse (cases[i].text, strlen (cases[i].text), &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    g_assert_true (g_str_has_prefix (error->message, cases[i].message));
  }
}

/* --- cases --- */

static CsProbe *
probe_of (const char *study, const char *patient)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"columns\":0,\"dicom\":{\"patient_id\":\"%s\",\"study_uid\":\"%s\"},\"format\":\"dicom\","
      "\"frames\":0,\"media_type\":\"application/dicom\",\"rows\":0,\"samples\":0}",
      patient, study);
  g_autoptr (CsJson) json = cs_json_parse_canonical (text, strlen (text), &error);
  g_assert_no_error (error);
  CsProbe *probe = cs_probe_new (json, &error);
  g_assert_no_error (error);
  return probe;
}

/* Case of each item as "title title ...", for five items. */
static char *
formed (CsCaseBy by, CsGroupingCsv *csv, GPtrArray *problems)
{
  g_autoptr (CsProbe) one = probe_of ("1.1", "P7"), two = probe_of ("1.2", "P7");
  static const char *const names[][2] = {
    { "ct/1.dcm" }, { "mr/1.dcm" }, { "mr/note.txt" }, { "mr/note.png" }, { "note.txt" },
  };
  static const char *const paths[][2] = {
    { "ct/1.dcm" }, { "mr/1.dcm" }, { "mr/note.txt" }, { "mr/note.png" }, { "/else/note.txt" },
  };
  CsGroupedItem items[5];
  const CsProbe *probes[5] = { one, two, NULL, NULL, NULL };
  for (guint i = 0; i < 5; i++)
    items[i] = (CsGroupedItem){ names[i][0], names[i], paths[i], 1, probes[i] };
  cs_grouping_form_cases (items, 5, by, csv, problems);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < 5; i++) {
    g_string_append_printf (text, "%s%u=%s", i > 0 ? " " : "", items[i].case_index,
                            items[i].case_title);
    g_free (items[i].case_title);
  }
  return g_string_free (text, FALSE);
}

static void
test_cases (void)
{
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  assert_taken (formed (CS_CASE_BY_ITEM, NULL, problems),
                "0=ct/1.dcm 1=mr/1.dcm 2=mr/note.txt 3=mr/note.png 4=note.txt");
  assert_taken (formed (CS_CASE_BY_STUDY, NULL, problems),
                "0=1.1 1=1.2 2=mr/note.txt 3=mr/note.png 4=note.txt");
  assert_taken (formed (CS_CASE_BY_PATIENT, NULL, problems),
                "0=P7 0=P7 2=mr/note.txt 3=mr/note.png 4=note.txt");
  assert_taken (formed (CS_CASE_BY_FOLDER, NULL, problems), "0=ct 1=mr 1=mr 1=mr 4=note.txt");
  assert_taken (formed (CS_CASE_BY_STEM, NULL, problems),
                "0=ct/1 1=mr/1 2=mr/note 2=mr/note 4=note");
  g_assert_cmpuint (problems->len, ==, 0);
  static const char text[] = "case,path\nA,ct\nA,mr/1.dcm\nB,mr/note.png\n";
  g_autoptr (CsGroupingCsv) csv = cs_grouping_csv_parse (text, sizeof text - 1, NULL);
  assert_taken (formed (CS_CASE_BY_CSV, csv, problems), "0=A 0=A 2=mr/note.txt 3=B 4=note.txt");
  g_assert_cmpuint (count_problems (problems, "not-found"), ==, 2);
}

static void
test_nicks (void)
{
  CsCaseBy by = CS_CASE_BY_ITEM;
  g_assert_true (cs_case_by_from_nick ("stem", &by));
  g_assert_cmpint (by, ==, CS_CASE_BY_STEM);
  g_assert_false (cs_case_by_from_nick ("cases.csv", &by));
  g_assert_false (cs_case_by_from_nick (NULL, &by));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/grouping/names", test_names);
  g_test_add_func ("/grouping/list", test_list);
  g_test_add_func ("/grouping/deep", test_deep);
  g_test_add_func ("/grouping/csv", test_csv);
  g_test_add_func ("/grouping/bad-csv", test_bad_csv);
  g_test_add_func ("/grouping/csv-context", test_csv_context);
  g_test_add_func ("/grouping/cases", test_cases);
  g_test_add_func ("/grouping/nicks", test_nicks);
  return g_test_run ();
}
