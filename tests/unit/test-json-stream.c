/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-stream.h"
#include "cs-test.h"

#include <string.h>

/* A stream that gives at most STEP bytes a read, so that tokens meet every border. */
typedef struct {
  GInputStream parent;
  GBytes *bytes;
  gsize at, step;
} Drip;
typedef GInputStreamClass DripClass;
GType drip_get_type (void);
G_DEFINE_TYPE (Drip, drip, G_TYPE_INPUT_STREAM)

static gssize
drip_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
           GError **error)
{
  Drip *self = (Drip *)stream;
  gsize size;
  const char *data = g_bytes_get_data (self->bytes, &size);
  gsize n = MIN (MIN (count, self->step), size - self->at);
  if (n > 0)
    memcpy (buffer, data + self->at, n);
  self->at += n;
  return (gssize)n;
}

static void
drip_finalize (GObject *object)
{
  g_bytes_unref (((Drip *)object)->bytes);
  G_OBJECT_CLASS (drip_parent_class)->finalize (object);
}

static void
drip_class_init (DripClass *klass)
{
  klass->read_fn = drip_read;
  G_OBJECT_CLASS (klass)->finalize = drip_finalize;
}

static void
drip_init (Drip *self)
{
}

static CsJsonStream *
stream_of (const char *text, gsize size, gsize step, CsJsonStreamFlags flags)
{
  g_autoptr (GInputStream) input = g_object_new (drip_get_type (), NULL);
  ((Drip *)input)->bytes = g_bytes_new (text, size);
  ((Drip *)input)->step = step;
  return cs_json_stream_new (input, flags, NULL);
}

/* One letter an event, texts in <>; "!" and the nick on an error. */
static char *
trace (const char *text, gsize size, gsize step, CsJsonStreamFlags flags)
{
  g_autoptr (CsJsonStream) stream = stream_of (text, size, step, flags);
  GString *out = g_string_new (NULL);
  for (;;) {
    g_autoptr (GError) error = NULL;
    CsJsonEvent event = cs_json_stream_next (stream, &error);
    g_string_append_c (out, "!.{}[]ksn10_"[event]);
    if (event == CS_JSON_EVENT_KEY || event == CS_JSON_EVENT_STRING ||
        event == CS_JSON_EVENT_NUMBER)
      g_string_append_printf (out, "<%s>", cs_json_stream_text (stream, NULL));
    if (event == CS_JSON_EVENT_ERROR)
      g_string_append (out, cs_error_nick (error));
    if (event == CS_JSON_EVENT_ERROR || event == CS_JSON_EVENT_END)
      return g_string_free (out, FALSE);
  }
}

static void
test_events (void)
{
  static const struct {
    const char *text, *events;
  } rows[] = {
    { "[]", "[]." },
    { " {\"a\" :\n[1,-0.5e+3,true] , \"b\":{\"c\":null}}\n",
      "{k<a>[n<1>n<-0.5e+3>1]k<b>{k<c>_}}." },
    { "\"\\u00e9\\ud83d\\ude00\\n\\/\"", "s<\303\251\360\237\230\200\n/>." },
    { "\"\\ud83d\"", "!invalid" },
    { "\"\\ude00\"", "!invalid" },
    { "\"\\ud83d\\u0041\"", "!invalid" },
    { "[1,]", "[n<1>!invalid" },
    { "{\"a\":1,}", "{k<a>n<1>!invalid" },
    { "[NaN]", "[!invalid" },
    { "[-Infinity]", "[!invalid" },
    { "[01]", "[n<0>!invalid" },
    { "[1.]", "[!invalid" },
    { "[1e]", "[!invalid" },
    { "[\"a", "[!invalid" },
    { "[\"a\\", "[!invalid" },
    { "[\"\\u12", "[!invalid" },
    { "[\"\xff\"]", "[!invalid" },
    { "[\"a\nb\"]", "[!invalid" },
    { "", "!invalid" },
    { "[] []", "[]!invalid" },
    { "[]\n[]", "[]!invalid" },
    { "\xef\xbb\xbf[]", "!invalid" },
    { "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[!limit" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize step = 1; step < 9; step++) {
      g_autofree char *events = trace (rows[i].text, strlen (rows[i].text), step, 0);
      g_assert_cmpstr (events, ==, rows[i].events);
    }
}

static void
test_lines (void)
{
  static const char good[] = "{\"a\":1}\n\n[2]\n3", bad[] = "[1] [2]\n";
  g_autofree char *events = trace (good, sizeof good - 1, 3, CS_JSON_STREAM_LINES);
  g_assert_cmpstr (events, ==, "{k<a>n<1>}[n<2>]n<3>.");
  g_autofree char *refused = trace (bad, sizeof bad - 1, 3, CS_JSON_STREAM_LINES);
  g_assert_cmpstr (refused, ==, "[n<1>]!invalid");
  g_autofree char *nothing = trace ("\n", 1, 3, CS_JSON_STREAM_LINES);
  g_assert_cmpstr (nothing, ==, ".");
}

static void
test_numbers (void)
{
  static const struct {
    const char *text;
    gboolean integer, finite;
    gint64 value;
    double real;
  } rows[] = {
    { "0", TRUE, TRUE, 0, 0 },
    { "-0", TRUE, TRUE, 0, 0 },
    { "9223372036854775807", TRUE, TRUE, G_MAXINT64, 9223372036854775807.0 },
    { "9223372036854775808", FALSE, TRUE, 0, 9223372036854775808.0 },
    { "-12", TRUE, TRUE, -12, -12 },
    { "123456789012345678901", FALSE, TRUE, 0, 123456789012345678901.0 },
    { "1.5", FALSE, TRUE, 0, 1.5 },
    { "1e2", FALSE, TRUE, 0, 100 },
    { "1e999", FALSE, FALSE, 0, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CsJsonStream) stream = stream_of (rows[i].text, strlen (rows[i].text), 4, 0);
    gint64 value = 0;
    double real = 0;
    g_assert_cmpint (cs_json_stream_next (stream, NULL), ==, CS_JSON_EVENT_NUMBER);
    g_assert_cmpint (cs_json_stream_int (stream, &value), ==, rows[i].integer);
    g_assert_cmpint (cs_json_stream_real (stream, &real), ==, rows[i].finite);
    g_assert_cmpint (value, ==, rows[i].value);
    g_assert_cmpfloat (real, ==, rows[i].real);
  }
}

static void
test_place (void)
{
  static const char text[] = "{\n  \"a\": 1,\n  \"b\": x}";
  g_autoptr (CsJsonStream) stream = stream_of (text, sizeof text - 1, 5, 0);
  g_autoptr (GError) error = NULL, again = NULL;
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (cs_json_stream_next (stream, NULL), !=, CS_JSON_EVENT_ERROR);
  g_assert_cmpuint (cs_json_stream_line (stream), ==, 3);
  g_assert_cmpuint (cs_json_stream_offset (stream), ==, 14);
  g_assert_cmpint (cs_json_stream_next (stream, &error), ==, CS_JSON_EVENT_ERROR);
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "line 3, column 8 (byte 19): "));
  g_assert_cmpint (cs_json_stream_next (stream, &again), ==, CS_JSON_EVENT_ERROR);
  g_assert_cmpstr (error->message, ==, again->message);
}

static void
test_values (void)
{
  static const char text[] =
      "{\"skip\":[1,{\"x\":[]}],\"keep\":{\"b\":[1,2.5,\"t\",null,true],\"a\":{}},"
      "\"last\":7}";
  g_autoptr (CsJsonStream) stream = stream_of (text, sizeof text - 1, 7, 0);
  g_assert_cmpint (cs_json_stream_next (stream, NULL), ==, CS_JSON_EVENT_OBJECT);
  g_assert_cmpint (cs_json_stream_next (stream, NULL), ==, CS_JSON_EVENT_KEY);
  g_assert_true (cs_json_stream_skip (stream, NULL));
  g_assert_cmpint (cs_json_stream_next (stream, NULL), ==, CS_JSON_EVENT_KEY);
  g_autoptr (CsJson) kept = cs_json_stream_value (stream, 100, NULL);
  static const char same[] = "{\"a\":{},\"b\":[1,2.5,\"t\",null,true]}";
  g_autoptr (CsJson) expected = cs_json_parse_text (same, sizeof same - 1, 100, NULL);
  g_assert_true (cs_json_equal (kept, expected));
  g_assert_cmpint (cs_json_stream_next (stream, NULL), ==, CS_JSON_EVENT_KEY);
  g_assert_true (cs_json_stream_skip (stream, NULL));
  g_assert_cmpint (cs_json_stream_next (stream, NULL), ==, CS_JSON_EVENT_OBJECT_END);
  g_assert_cmpint (cs_json_stream_next (stream, NULL), ==, CS_JSON_EVENT_END);
}

static void
test_value_limits (void)
{
  static const struct {
    const char *text;
    int code;
  } rows[] = {
    { "[1,2,3,4,5]", CS_ERROR_LIMIT },   { "{\"a\":1,\"a\":2}", CS_ERROR_INVALID },
    { "\"\\u0000\"", CS_ERROR_INVALID }, { "{\"\\u0000\":1}", CS_ERROR_INVALID },
    { "1e999", CS_ERROR_INVALID },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CsJsonStream) stream = stream_of (rows[i].text, strlen (rows[i].text), 64, 0);
    g_autoptr (GError) error = NULL;
    cs_json_stream_next (stream, NULL);
    g_assert_null (cs_json_stream_value (stream, 5, &error));
    g_assert_error (error, CS_ERROR, rows[i].code);
  }
}

/* A string over many pieces, with escapes at the borders. */
static void
test_long_string (void)
{
  g_autoptr (GString) text = g_string_new ("[\"");
  for (int i = 0; i < 100000; i++)
    g_string_append (text, "ab\\n\303\251");
  g_string_append (text, "\"]");
  g_autoptr (CsJsonStream) stream = stream_of (text->str, text->len, 65536, 0);
  gsize length;
  g_assert_cmpint (cs_json_stream_next (stream, NULL), ==, CS_JSON_EVENT_ARRAY);
  g_assert_cmpint (cs_json_stream_next (stream, NULL), ==, CS_JSON_EVENT_STRING);
  const char *read = cs_json_stream_text (stream, &length);
  g_assert_cmpuint (length, ==, 500000);
  g_assert_cmpmem (read + 499995, 5, "ab\n\303\251", 5);
  g_assert_cmpint (cs_json_stream_next (stream, NULL), ==, CS_JSON_EVENT_ARRAY_END);
}

static void
test_cancel (void)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data ("[1]", 3, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_autoptr (CsJsonStream) stream = cs_json_stream_new (input, 0, cancellable);
  g_assert_cmpint (cs_json_stream_next (stream, &error), ==, CS_JSON_EVENT_ERROR);
  g_assert_error (error, CS_ERROR, CS_ERROR_CANCELLED);
}

static gboolean
accepted (const char *path, gsize step)
{
  g_autofree char *text = NULL;
  gsize size;
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  g_autofree char *events = trace (text, size, step, 0);
  return strchr (events, '!') == NULL || g_str_has_suffix (events, ".");
}

/* The published test suite: y_ must be accepted, n_ refused, i_ survived. */
static void
test_suite (void)
{
  g_autofree char *folder = cs_test_corpus ("hostile/json-suite");
  if (folder == NULL)
    return;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint yes = 0, no = 0;
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    for (gsize step = 1; step <= 65536; step *= 16) {
      gboolean ok = accepted (path, step);
      if ((name[0] == 'y' && !ok) || (name[0] == 'n' && ok))
        g_error ("%s was %s", name, ok ? "accepted" : "refused");
    }
    yes += name[0] == 'y';
    no += name[0] == 'n';
  }
  g_assert_cmpuint (yes, >, 50);
  g_assert_cmpuint (no, >, 80);
}

static void
test_hostile (void)
{
  static const char *const folders[] = { "hostile/json", "hostile/fuzz/json" };
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *folder = cs_test_corpus (folders[i]);
    if (folder == NULL)
      return;
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name (dir)) != NULL;) {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean ok = accepted (path, 4096);
      if (g_str_has_prefix (name, "deep-") || g_str_equal (name, "coco-nan.json"))
        g_assert_false (ok);
    }
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/json-stream/events", test_events);
  g_test_add_func ("/json-stream/lines", test_lines);
  g_test_add_func ("/json-stream/numbers", test_numbers);
  g_test_add_func ("/json-stream/place", test_place);
  g_test_add_func ("/json-stream/values", test_values);
  g_test_add_func ("/json-stream/value-limits", test_value_limits);
  g_test_add_func ("/json-stream/long-string", test_long_string);
  g_test_add_func ("/json-stream/cancel", test_cancel);
  g_test_add_func ("/json-stream/suite", test_suite);
  g_test_add_func ("/json-stream/hostile", test_hostile);
  return g_test_run ();
}
