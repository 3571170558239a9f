/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of cs-formats.def has a folder tests/formats/ID of cases. A case is a folder with
 *   in.jsonl or in.EXT   what is read: by jsonl, or by the format itself
 *   expected.jsonl       the dataset that comes of it
 *   problems.txt         what reading says
 *   out.EXT              what the format writes of it
 *   losses.txt           what it says before
 * and reading out.EXT and writing it again gives the same bytes. */
#include "cs-convert.h"
#include "cs-items-jsonl.h"
#include "cs-test.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
problems_text (GPtrArray *problems)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < problems->len; i++) {
    const CsProblem *problem = g_ptr_array_index (problems, i);
    const char *location = problem->location != NULL ? problem->location : "-";
    const char *file = strstr (location, "in.");
    g_string_append_printf (text, "%s %s [%s] %s\n", cs_severity_nick (problem->severity),
                            problem->code, file != NULL ? file : location, problem->message);
  }
  return g_string_free (text, FALSE);
}

static char *
written (const CsFormat *format, const CsDataset *dataset)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  format->write (dataset, output, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (output, "", 1, NULL, NULL, NULL);
  g_output_stream_close (output, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

static CsDataset *
read_text (const CsFormat *format, const char *text, GPtrArray *problems, GError **error)
{
  g_autoptr (GInputStream) input =
      g_memory_input_stream_new_from_data (text, (gssize)strlen (text), NULL);
  return format->read (input, problems, NULL, error);
}

static void
compare (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  if (strcmp (text, expected) != 0)
    g_test_message ("%s differs", path);
  g_assert_true (strcmp (text, expected) == 0);
}

static void
check_case (const CsFormat *format, const char *folder)
{
  const CsFormat *jsonl = cs_format_find ("jsonl", NULL);
  const char *extension = strchr (format->file_name, '.');
  g_autofree char *out_name = g_strconcat ("out", extension, NULL);
  g_autofree char *by_jsonl = g_build_filename (folder, "in.jsonl", NULL);
  g_autofree char *in_name = g_strconcat ("in", extension, NULL);
  g_autofree char *by_itself = g_build_filename (folder, in_name, NULL);
  gboolean through = g_file_test (by_jsonl, G_FILE_TEST_EXISTS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GPtrArray) losses = cs_problems_new ();
  g_autoptr (CsDataset) dataset = cs_format_read_path (
      through ? jsonl : format, through ? by_jsonl : by_itself, problems, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *expected = written (jsonl, dataset);
  compare (folder, "expected.jsonl", expected);
  g_autofree char *said = problems_text (problems);
  compare (folder, "problems.txt", said);
  format->losses (dataset, losses);
  g_autofree char *lost = problems_text (losses);
  compare (folder, "losses.txt", lost);
  g_autofree char *out = written (format, dataset);
  compare (folder, out_name, out);
  g_autoptr (CsDataset) again = read_text (format, out, problems, &error);
  g_assert_no_error (error);
  g_autofree char *same = written (format, again);
  g_assert_cmpstr (same, ==, out);
}

static void
test_cases (gconstpointer data)
{
  const CsFormat *format = data;
  g_autofree char *path = g_build_filename ("formats", format->id, NULL);
  g_autofree char *folder = cs_test_source (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint cases = 0;
  g_assert_nonnull (dir);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL; cases++) {
    g_autofree char *one = g_build_filename (folder, name, NULL);
    check_case (format, one);
  }
  g_assert_cmpuint (cases, >=, 3);
}

static void
test_detect (void)
{
  static const struct {
    const char *text, *id;
  } rows[] = {
    { "{\"images\":[],\"annotations\":[]}", "coco" },
    { " [{\"image_id\":1,\"category_id\":2,\"bbox\":[1,2,3,4]}]", "coco" },
    { "{\"format\":\"countersign-jsonl-1\"}\n", "jsonl" },
    { "{\"item\":\"11111111111111111111111111111111\",\"media\":\"image\"}", "jsonl" },
    { "", NULL },
    { "[]", NULL },
    { "\211PNG", NULL },
    { "{\"shapes\":[]}", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const CsFormat *format = cs_format_detect (rows[i].text, strlen (rows[i].text));
    g_assert_cmpstr (format != NULL ? format->id : NULL, ==, rows[i].id);
  }
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_format_find ("cocoa", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "coco, jsonl"));
}

/* A file that is no such file at all: the reader says where, and names it. */
static void
test_no_such_file (void)
{
  static const struct {
    const char *id, *text, *part;
    int code;
  } rows[] = {
    { "coco", "", "byte 0", CS_ERROR_INVALID },
    { "coco", "{\"a\":1}", "neither images nor annotations", CS_ERROR_INVALID },
    { "coco", "{\"images\":[],\"images\":[]}", "images stands twice", CS_ERROR_INVALID },
    { "coco", "{\"images\":{}}", "no list", CS_ERROR_INVALID },
    { "coco", "{\"images\":[{\"id\":1}]", "line 1, column 21", CS_ERROR_INVALID },
    { "coco", "{\"annotations\":[{\"bbox\":[NaN,1,1,1]}]}", "byte 25", CS_ERROR_INVALID },
    { "coco", "7", "neither an object nor a list", CS_ERROR_INVALID },
    { "jsonl", "", "empty", CS_ERROR_INVALID },
    { "jsonl", "[]\n", "line 1 is no object", CS_ERROR_INVALID },
    { "jsonl", "{\"format\":\"countersign-jsonl-9\"}\n", "countersign-jsonl-9",
      CS_ERROR_UNSUPPORTED },
    { "jsonl", "{\"format\":\"countersign-jsonl-1\",\"x\":1}\n", "x: unknown key",
      CS_ERROR_INVALID },
    { "jsonl", "{\"item\"", "line 1, column 8", CS_ERROR_INVALID },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) problems = cs_problems_new ();
    g_autofree char *folder = cs_test_dir ();
    g_autofree char *path = g_build_filename (folder, "in.file", NULL);
    g_assert_true (g_file_set_contents (path, rows[i].text, -1, NULL));
    CsDataset *dataset =
        cs_format_read_path (cs_format_find (rows[i].id, NULL), path, problems, NULL, &error);
    g_assert_null (dataset);
    g_assert_error (error, CS_ERROR, rows[i].code);
    g_assert_true (g_str_has_prefix (error->message, path));
    if (strstr (error->message, rows[i].part) == NULL)
      g_error ("\"%s\" does not say \"%s\"", error->message, rows[i].part);
  }
}

/* Many bad annotations are counted, not listed one by one. */
static void
test_many_problems (void)
{
  g_autoptr (GString) text = g_string_new ("{\"images\":[],\"annotations\":[");
  for (int i = 0; i < 1000; i++)
    g_string_append_printf (text, "%s{\"id\":%d,\"image_id\":1}", i > 0 ? "," : "", i);
  g_string_append (text, "]}");
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsDataset) dataset =
      read_text (cs_format_find ("coco", NULL), text->str, problems, NULL);
  g_assert_nonnull (dataset);
  g_assert_cmpuint (problems->len, ==, 11);
  const CsProblem *last = g_ptr_array_index (problems, 10);
  g_assert_cmpstr (last->message, ==, "990 more: annotation left out");
}

static void
test_memory (void)
{
  g_autoptr (GError) error = NULL;
  guint64 taken = 0;
  g_assert_true (cs_format_take_memory (&taken, CS_FORMAT_MAX_MEMORY, &error));
  g_assert_no_error (error);
  g_assert_false (cs_format_take_memory (&taken, 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
}

/* Numbers for images and annotations that would clash are moved on, the same way every time. */
static void
test_clashing_numbers (void)
{
  g_autoptr (CsDataset) dataset = cs_dataset_new ();
  cs_dataset_add_category (dataset, "a", NULL, NULL);
  for (guint8 i = 0; i < 3; i++) {
    CsGid gid = { { 0x80 } };
    gid.bytes[15] = i;
    g_autofree char *name = g_strdup_printf ("%u.png", i);
    CsDatasetItem *item = cs_dataset_add_item (dataset, &gid, name, CS_DATASET_IMAGE, NULL);
    gint64 box[4] = { 0, 0, 1000, 1000 };
    CsMarkInit init = { .id = 5,
                        .kind = &cs_mark_kind_box,
                        .label = "a",
                        .item = gid,
                        .values = box,
                        .n_values = 4,
                        .confidence = -1 };
    g_autoptr (CsMark) mark = cs_mark_new (&init, NULL);
    cs_dataset_item_add_mark (item, mark);
  }
  cs_dataset_settle (dataset);
  g_autofree char *text = written (cs_format_find ("coco", NULL), dataset);
  g_assert_nonnull (strstr (text, "\"id\":5,\"image_id\":4503599627370496,"));
  g_assert_nonnull (strstr (text, "\"image_id\":4503599627370497,"));
  g_assert_nonnull (strstr (text, "\"image_id\":4503599627370498,"));
  g_assert_null (strstr (strstr (text, "\"id\":5,") + 1, "\"id\":5,"));
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsDataset) again = read_text (cs_format_find ("coco", NULL), text, problems, NULL);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (cs_dataset_count_marks (again), ==, 3);
}

static gboolean
say_no (const CsDataset *dataset, GPtrArray *problems, gpointer data)
{
  *(guint *)data = problems->len;
  return FALSE;
}

static void
test_convert (void)
{
  g_autofree char *in = cs_test_source ("formats/coco/every-kind/in.jsonl");
  g_autofree char *folder = cs_test_dir ();
  g_autofree char *out = g_build_filename (folder, "out.json", NULL);
  const CsFormat *coco = cs_format_find ("coco", NULL), *jsonl = cs_format_find ("jsonl", NULL);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GError) error = NULL, refused = NULL, missing = NULL;
  guint seen = 0;
  CsConvertCounts counts = { 0 };
  g_assert_false (cs_convert (jsonl, in, coco, out, problems, say_no, &seen, NULL, NULL, &refused));
  g_assert_error (refused, CS_ERROR, CS_ERROR_CANCELLED);
  g_assert_cmpuint (seen, >, 0);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  g_assert_true (cs_convert (jsonl, in, coco, out, problems, NULL, NULL, NULL, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.items, ==, 4);
  g_assert_cmpuint (counts.marks, ==, 17);
  g_autofree char *text = NULL, *expected = NULL;
  g_autofree char *same = cs_test_source ("formats/coco/every-kind/out.coco.json");
  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  g_assert_true (g_file_get_contents (same, &expected, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
  g_assert_false (
      cs_convert (coco, "/nowhere/in.json", coco, out, problems, NULL, NULL, NULL, NULL, &missing));
  g_assert_error (missing, CS_ERROR, CS_ERROR_NOT_FOUND);
}

/* A new kind is to be asked about here: what COCO makes of it, what our own lines do. */
static void
test_every_kind (void)
{
  static const char *const fixtures[] = { "formats/coco/every-kind/in.jsonl",
                                          "formats/jsonl/whole/in.jsonl" };
  guint n_kinds = 0;
  const CsMarkKind *const *kinds = cs_mark_kinds (&n_kinds);
  for (guint n = 0; n < G_N_ELEMENTS (fixtures); n++) {
    g_autofree char *path = cs_test_source (fixtures[n]);
    g_autofree char *text = NULL;
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    for (guint i = 0; i < n_kinds; i++) {
      g_autofree char *member = g_strdup_printf ("\"kind\":\"%s\"", kinds[i]->tag);
      if (strstr (text, member) == NULL)
        g_error ("%s has no %s", fixtures[n], kinds[i]->tag);
    }
  }
}

static void
test_items (void)
{
  g_autofree char *in = cs_test_source ("formats/jsonl/whole/in.jsonl");
  g_autofree char *folder = cs_test_source ("formats/jsonl/whole");
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsDataset) dataset =
      cs_format_read_path (cs_format_find ("jsonl", NULL), in, problems, NULL, NULL);
  CsFormat items = { .write = cs_items_jsonl_write };
  g_autofree char *text = written (&items, dataset);
  compare (folder, "items.jsonl", text);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  guint count;
  const CsFormat *const *formats = cs_formats (&count);
  for (guint i = 0; i < count; i++) {
    g_autofree char *name = g_strconcat ("/formats/cases/", formats[i]->id, NULL);
    g_test_add_data_func (name, formats[i], test_cases);
  }
  g_test_add_func ("/formats/detect", test_detect);
  g_test_add_func ("/formats/no-such-file", test_no_such_file);
  g_test_add_func ("/formats/many-problems", test_many_problems);
  g_test_add_func ("/formats/clashing-numbers", test_clashing_numbers);
  g_test_add_func ("/formats/memory", test_memory);
  g_test_add_func ("/formats/convert", test_convert);
  g_test_add_func ("/formats/every-kind", test_every_kind);
  g_test_add_func ("/formats/items", test_items);
  return g_test_run ();
}
