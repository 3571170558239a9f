/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-check.h"
#include "cs-json-scan.h"
#include "cs-test.h"

#include <string.h>

static void
test_canonical_round_trip (void)
{
  static const char *const good[] = {
    "{}",
    "[]",
    "null",
    "true",
    "-1",
    "0",
    "9007199254740991",
    "\"\"",
    "{\"a\":1,\"b\":[1,2,{\"c\":\"x\\ny\"}],\"b1\":null}",
    "\"\xc3\xa4\\\\\\\"\"",
  };
  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsJson) value = cs_json_parse_canonical (good[i], strlen (good[i]), &error);
    g_assert_no_error (error);
    g_autofree char *again = cs_json_to_canonical (value, NULL);
    g_assert_cmpstr (again, ==, good[i]);
  }
}

static void
test_canonical_refuses (void)
{
  static const char *const bad[] = {
    "",
    " 1",
    "1 ",
    "01",
    "-0",
    "1.0",
    "1e3",
    "9007199254740992",
    "{\"b\":1,\"a\":1}",
    "{\"a\":1,\"a\":1}",
    "{\"A\":1}",
    "{\"\":1}",
    "[1,]",
    "[1 ,2]",
    "\"\\u0041\"",
    "\"\\/\"",
    "\"a\nb\"",
    "\"\x7f\"",
    "\"\xff\"",
    "\"\xc0\x80\"",
    "\"\xed\xa0\x80\"",
    "nul",
    "{\"a\"}",
    "\"open",
    "[",
    "{",
    "\xef\xbb\xbf{}",
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsJson) value = cs_json_parse_canonical (bad[i], strlen (bad[i]), &error);
    g_assert_null (value);
    g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  }
}

/* What g_bytes_get_data gives for an empty document. */
static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsJsonScan) scan = { 0 };
  cs_json_scan_init (&scan, NULL, 0);
  g_assert_nonnull (scan.at);
  g_assert_true (scan.at == scan.end);
  g_assert_false (cs_json_scan_need (&scan, '[', "a list was expected", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
}

static void
test_depth (void)
{
  g_autofree char *deep = g_malloc0 (100001);
  memset (deep, '[', 100000);
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_json_parse_canonical (deep, 100000, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (cs_json_parse_text (deep, 100000, 1 << 20, &error));
  g_assert_nonnull (error);
}

static void
test_check_names_path (void)
{
  static const CsField label[] = {
    { "key", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
    { "tier", CS_FIELD_INT, 0, 1, 3 },
    { NULL },
  };
  static const CsField fields[] = {
    { "labels", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
      .fields = label },
    { NULL },
  };
  static const struct {
    const char *text, *message;
  } cases[] = {
    { "{}", "labels: missing" },
    { "{\"labels\":[]}", "labels: the list is empty" },
    { "{\"labels\":[{\"key\":\"a\"},{\"kez\":\"a\"}]}", "labels[1].kez: unknown key" },
    { "{\"labels\":[{\"key\":\"a\",\"tier\":4}]}", "labels[0].tier: 4 is not 1 to 3" },
    { "{\"labels\":[{\"key\":7}]}", "labels[0].key: a text was expected" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsJson) value =
        cs_json_parse_text (cases[i].text, strlen (cases[i].text), 1000, NULL);
    g_assert_false (cs_json_check (value, fields, &error));
    g_assert_cmpstr (error->message, ==, cases[i].message);
  }
}

/* Whatever stands in a value, what people and programs are given is JSON that does nothing to a
 * terminal. */
static void
test_shown (void)
{
  static const struct {
    const char *text, *shown;
  } cases[] = {
    { "plain \xc3\xa4 \xe2\x82\xac", "\"plain \xc3\xa4 \xe2\x82\xac\"" },
    { "\"\\/", "\"\\\"\\\\/\"" },
    { "\n\r\t", "\"\\n\\r\\t\"" },
    { "\x01\x08\x0c\x1b\x1f", "\"\\u0001\\u0008\\u000c\\u001b\\u001f\"" },
    { "\x7f\xc2\x80\xc2\x9f\xc2\xa0", "\"\\u007f\\u0080\\u009f\xc2\xa0\"" },
    { "\xe2\x80\xa8\xe2\x80\xae\xe2\x81\xa6", "\"\\u2028\\u202e\\u2066\"" },
    { "a\xff\xc3(", "\"a\xef\xbf\xbd\xef\xbf\xbd(\"" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsJson) value = cs_json_new_string (cases[i].text);
    g_autofree char *line = cs_json_to_line (value);
    g_autofree char *pretty = cs_json_to_pretty (value);
    g_assert_cmpstr (line, ==, cases[i].shown);
    g_assert_cmpstr (pretty, ==, cases[i].shown);
  }
  g_autoptr (CsJson) object = cs_json_new_object ();
  cs_json_put (object, "key \x1b", cs_json_new_real (0.5));
  g_autofree char *line = cs_json_to_line (object);
  g_assert_cmpstr (line, ==, "{\"key \\u001b\":0.5}");
}

/* The shortest digits that are read back as the same number, without an exponent where a person
 * would write none. */
static void
test_reals_written (void)
{
  static const struct {
    double value;
    const char *text;
  } cases[] = {
    { 20, "20" },
    { 1000, "1000" },
    { -1.5e15, "-1500000000000000" },
    { 1e16, "1e+16" },
    { 123456789.125, "123456789.125" },
    { 0.1, "0.1" },
    { 0.00001, "0.00001" },
    { 0.0000123, "0.0000123" },
    { 0.00000123, "1.23e-06" },
    { 1.0 / 3, "0.3333333333333333" },
    { 0, "0" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsJson) value = cs_json_new_real (cases[i].value);
    g_autofree char *line = cs_json_to_line (value);
    g_assert_cmpstr (line, ==, cases[i].text);
    g_assert_true (g_ascii_strtod (line, NULL) == cases[i].value);
  }
}

/* Written by hand, and what a hand gets wrong: in words, with the place. */
static void
test_says_where (void)
{
  static const struct {
    const char *text, *message;
  } cases[] = {
    { "{\"a\":1,\n \"b\" 2}", "line 2, column 6: a colon was expected after the name" },
    { "{\"a\":1,}", "line 1, column 8: a name in double quotes was expected; after the last member "
                    "there is no comma, only }" },
    { "{a:1}",
      "line 1, column 2: a name in double quotes was expected; after the last member there "
      "is no comma, only }" },
    { "{\"a\":1 \"b\":2}", "line 1, column 10: a comma or } was expected" },
    { "[1 2]", "line 1, column 4: a comma or ] was expected" },
    { "{\"a\":red}",
      "line 1, column 8: a value was expected here: a text in double quotes, a number, "
      "true, false, null, a list or an object" },
    { "{\"a\":1,\"a\":2}", "line 1, column 10: the same name stands twice in one object" },
    { "{\"a\":\"\xff\"}", "line 1, column 6: not UTF-8; save the file as UTF-8" },
    { "\xef\xbb\xbf{}",
      "line 1, column 1: a byte order mark stands before the text; save the file as "
      "UTF-8 without one" },
    { "{\"a\":\"x\ny\"}", "line 1, column 7: a text in double quotes must end on its line" },
    { "{\"a\":[1,\n",
      "line 2, column 1: it ends too early; a quote, a list or an object is not closed" },
    { "", "line 1, column 1: it ends too early; a quote, a list or an object is not closed" },
    { "{} x", "line 1, column 4: something stands after the end" },
    { "{\"a\":\"C:\\x\"}", "line 1, column 10: a backslash that begins no escape; write \\\\ for a "
                           "backslash itself" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsJson) value =
        cs_json_parse_text (cases[i].text, strlen (cases[i].text), 1024, &error);
    g_assert_null (value);
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    g_assert_cmpstr (error->message, ==, cases[i].message);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/json/canonical-round-trip", test_canonical_round_trip);
  g_test_add_func ("/json/canonical-refuses", test_canonical_refuses);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/nothing", test_nothing);
  g_test_add_func ("/json/shown", test_shown);
  g_test_add_func ("/json/reals-written", test_reals_written);
  g_test_add_func ("/json/says-where", test_says_where);
  g_test_add_func ("/json/check-names-path", test_check_names_path);
  return g_test_run ();
}
