/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `convert`: what it prints, its exit code, and that losses come before the result. */
#include "cs-cli.h"
#include "cs-test.h"

#include <string.h>

typedef struct {
  GString *out, *errors;
} Screen;

static void
screen_write (gpointer data, gboolean to_errors, const char *text)
{
  Screen *screen = data;
  g_string_append (to_errors ? screen->errors : screen->out, text);
}

static int
run (Screen *screen, const char *const *words)
{
  g_autofree char *root = cs_test_dir ();
  CsEnv *env = cs_test_env (root, 1);
  CsCliHost host = { .env = env, .write = screen_write, .data = screen };
  g_string_truncate (screen->out, 0);
  g_string_truncate (screen->errors, 0);
  int code = cs_cli_main (&host, (int)g_strv_length ((char **)words), words);
  cs_env_free (env);
  return code;
}

static void
test_command (void)
{
  g_autoptr (GString) out = g_string_new (NULL), errors = g_string_new (NULL);
  Screen screen = { out, errors };
  g_autofree char *folder = cs_test_dir ();
  g_autofree char *partial = cs_test_source ("formats/coco/every-kind/in.jsonl");
  g_autofree char *whole = cs_test_source ("formats/jsonl/whole/in.jsonl");
  g_autofree char *json = g_build_filename (folder, "out.json", NULL);
  g_autofree char *more = g_build_filename (folder, "more.jsonl", NULL);
  g_autofree char *lines = g_build_filename (folder, "out.jsonl", NULL);

  /* Not everything can be taken along: said first, exit 1. */
  const char *to_coco[] = { "convert", partial, "--to", "coco", json, NULL };
  g_assert_cmpint (run (&screen, to_coco), ==, 1);
  const char *loss = strstr (out->str, "1 span cannot be carried");
  const char *done = strstr (out->str, "4 items, 17 marks, less what is said above.");
  g_assert_true (loss != NULL && done != NULL && loss < done);
  g_assert_cmpstr (errors->str, ==, "");

  /* Everything is: exit 0, and the same bytes. */
  const char *to_lines[] = { "convert", "--from", "jsonl", whole, "--to=jsonl", lines, NULL };
  g_assert_cmpint (run (&screen, to_lines), ==, 0);
  g_assert_cmpstr (
      out->str, ==,
      "Converted Countersign JSON lines to Countersign JSON lines: 4 items, 17 marks.\n");
  g_autofree char *before = NULL, *after = NULL;
  g_assert_true (g_file_get_contents (whole, &before, NULL, NULL));
  g_assert_true (g_file_get_contents (lines, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);

  const char *as_json[] = { "convert", json, "--to", "jsonl", more, "--json", NULL };
  g_assert_cmpint (run (&screen, as_json), ==, 0);
  g_autoptr (CsJson) answer = cs_json_parse_text (out->str, out->len, 1 << 20, NULL);
  g_assert_cmpstr (cs_json_get_string (cs_json_get (answer, "data"), "from"), ==, "coco");
  g_assert_cmpint (cs_json_get_int (cs_json_get (answer, "data"), "marks", -1), ==, 8);
}

static void
test_refusals (void)
{
  g_autoptr (GString) out = g_string_new (NULL), errors = g_string_new (NULL);
  Screen screen = { out, errors };
  g_autofree char *folder = cs_test_dir ();
  g_autofree char *in = cs_test_source ("formats/jsonl/whole/in.jsonl");
  g_autofree char *strange = cs_test_source ("unit/test-convert.c");
  g_autofree char *target = g_build_filename (folder, "out.json", NULL);
  const struct {
    const char *words[7];
    const char *part;
  } rows[] = {
    { { "convert", in, target }, "say what OUT becomes with --to" },
    { { "convert", in, "--to", "voc", target }, "there are coco, jsonl" },
    { { "convert", in, "--to", "coco" }, "usage: convert" },
    { { "convert", strange, "--to", "coco", target }, "say which it is with --from" },
    { { "convert", "--from=coco", strange, "--to=coco", target }, "line 1, column 1 (byte 0)" },
    { { "convert", "/nowhere.json", "--to", "coco", target }, "/nowhere.json" },
    { { "convert", folder, "--to", "coco", target }, folder },
    { { "convert", in, "--to", "coco", "/nowhere/out.json" }, "/nowhere/out.json" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_assert_cmpint (run (&screen, rows[i].words), ==, 2);
    if (strstr (errors->str, rows[i].part) == NULL)
      g_error ("\"%s\" does not say \"%s\"", errors->str, rows[i].part);
    g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/convert/command", test_command);
  g_test_add_func ("/convert/refusals", test_refusals);
  return g_test_run ();
}
