/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Golden tests of the command line: every file tests/cli/COMMAND/NAME.test is a case, see README.md
 * there. CS_GOLDEN_WRITE=1 writes what came out into the file. */
#include "cs-cli.h"
#include "cs-file.h"
#include "cs-test-pictures.h"
#include "cs-test-project.h"

#include <string.h>
#include <unistd.h>

typedef struct {
  CsEnv *env;
  GString *out;
  GString *lines[2]; /* of the command that runs: output, errors */
  GPtrArray *input;  /* owned by the script */
  guint next_input;
  guint columns;   /* of the terminal, 0 for none */
  const char *dir; /* the fresh folder */
} Stage;

static void
write_text (gpointer data, gboolean to_errors, const char *text)
{
  Stage *stage = data;
  g_string_append (stage->lines[to_errors ? 1 : 0], text);
}

static char *
read_line (gpointer data)
{
  Stage *stage = data;
  return stage->next_input < stage->input->len ? g_strdup (stage->input->pdata[stage->next_input++])
                                               : NULL;
}

static char *
ask_secret (gpointer data, const char *what)
{
  return NULL;
}

/* What differs from run to run, or with every change of an event body, is not what is tested. */
static char *
settle (const char *dir, const char *text)
{
  static const char *const rules[][2] = {
    { "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{6}Z", "<time>" },
    { "\\b[0-9a-f]{8,128}\\b", "<id>" },
    { "\\bSHA256:[A-Za-z0-9+/]{43}", "SHA256:<id>" },
  };
  g_auto (GStrv) pieces = g_strsplit (text, dir, -1);
  char *settled = g_strjoinv ("<here>", pieces);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autoptr (GRegex) regex = g_regex_new (rules[i][0], 0, 0, NULL);
    char *next = g_regex_replace_literal (regex, settled, -1, 0, rules[i][1], 0, NULL);
    g_assert_nonnull (next);
    g_free (settled);
    settled = next;
  }
  return settled;
}

static void
append_lines (const Stage *stage, const char *prefix, const GString *text)
{
  GString *out = stage->out;
  g_autofree char *settled = settle (stage->dir, text->str);
  g_auto (GStrv) lines = g_strsplit (settled, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i + 1] != NULL || lines[i][0] != '\0')
      g_string_append_printf (out, "%s%s\n", prefix, lines[i]);
}

static void
run_command (Stage *stage, const char *words, GPtrArray *input)
{
  int argc = 0;
  g_auto (GStrv) argv = NULL;
  g_assert_true (g_shell_parse_argv (words, &argc, &argv, NULL));
  CsCliHost host = { .env = stage->env,
                     .write = write_text,
                     .read_line = read_line,
                     .ask_secret = ask_secret,
                     .columns = stage->columns,
                     .data = stage };
  stage->lines[0] = g_string_new (NULL);
  stage->lines[1] = g_string_new (NULL);
  stage->input = input;
  stage->next_input = 0;
  int code = cs_cli_main (&host, argc, (const char *const *)argv);
  append_lines (stage, "  ", stage->lines[0]);
  append_lines (stage, "! ", stage->lines[1]);
  if (code != 0)
    g_string_append_printf (stage->out, "= %d\n", code);
  g_string_free (stage->lines[0], TRUE);
  g_string_free (stage->lines[1], TRUE);
}

/* "project N": test.countersign with N cases and five people, see cs-test-project.h.
 * "file NAME": the lines below it, which begin with "| ". "copy FROM TO": another copy of a file.
 * "picture NAME SHADE": a PNG of one grey. "terminal N": what follows is written to one of N
 * columns, 0 for none. "hours N": so much later.
 */
static void
set_up (Stage *stage, const char *words, GPtrArray *body)
{
  g_auto (GStrv) word = g_strsplit (words, " ", 3);
  if (strcmp (word[0], "project") == 0) {
    guint64 n = 0;
    g_assert_true (g_ascii_string_to_unsigned (word[1], 10, 0, 100, &n, NULL));
    g_autofree char *path = cs_test_project (stage->env, ".", (guint)n);
    g_assert_cmpstr (path, !=, NULL);
  } else if (strcmp (word[0], "terminal") == 0) {
    guint64 n = 0;
    g_assert_true (g_ascii_string_to_unsigned (word[1], 10, 0, 1000, &n, NULL));
    stage->columns = (guint)n;
  } else if (strcmp (word[0], "hours") == 0) {
    guint64 n = 0;
    g_assert_true (g_ascii_string_to_unsigned (word[1], 10, 0, 10000, &n, NULL));
    cs_test_env_advance (stage->env, (gint64)n * G_TIME_SPAN_HOUR);
  } else if (strcmp (word[0], "picture") == 0) {
    guint8 pixels[6 * 4];
    guint64 shade = 0;
    g_assert_true (g_ascii_string_to_unsigned (word[2], 10, 0, 255, &shade, NULL));
    memset (pixels, (int)shade, sizeof pixels);
    g_autoptr (GBytes) bytes = cs_test_png (4, 6, 8, 0, pixels);
    g_autofree char *folder = g_path_get_dirname (word[1]);
    g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
    g_assert_true (cs_file_replace (word[1], g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes), 0644, NULL));
  } else if (strcmp (word[0], "copy") == 0) {
    g_autoptr (GBytes) bytes = cs_file_read (word[1], G_MAXINT, NULL);
    g_assert_nonnull (bytes);
    g_assert_true (cs_file_replace (word[2], g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes), 0644, NULL));
  } else {
    g_assert_cmpstr (word[0], ==, "file");
    const char *name = words + strlen ("file ");
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *folder = g_path_get_dirname (name);
    g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
    for (guint i = 0; i < body->len; i++)
      g_string_append_printf (text, "%s\n", (const char *)body->pdata[i]);
    g_assert_true (cs_file_replace (name, text->str, text->len, 0644, NULL));
  }
}

/* Runs a script; gives what it should have been, going by what happened. */
static char *
play (Stage *stage, const char *script)
{
  g_auto (GStrv) lines = g_strsplit (script, "\n", -1);
  stage->out = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL; i++) {
    char kind = lines[i][0];
    if (kind == '#' || (kind == '\0' && lines[i + 1] != NULL))
      g_string_append_printf (stage->out, "%s\n", lines[i]);
    if (kind != '$' && kind != '@')
      continue;
    g_autoptr (GPtrArray) body = g_ptr_array_new ();
    const char *text = lines[i] + 2;
    g_string_append_printf (stage->out, "%s\n", lines[i]);
    for (; lines[i + 1] != NULL && lines[i + 1][0] == '|'; i++) {
      g_ptr_array_add (body, lines[i + 1] + (lines[i + 1][1] == ' ' ? 2 : 1));
      g_string_append_printf (stage->out, "%s\n", lines[i + 1]);
    }
    if (kind == '$')
      run_command (stage, text, body);
    else
      set_up (stage, text, body);
  }
  return g_string_free (stage->out, FALSE);
}

static void
tell_difference (const char *path, const char *expected, const char *got)
{
  g_auto (GStrv) left = g_strsplit (expected, "\n", -1);
  g_auto (GStrv) right = g_strsplit (got, "\n", -1);
  guint n = 0;
  while (left[n] != NULL && right[n] != NULL && strcmp (left[n], right[n]) == 0)
    n++;
  g_test_message ("%s:%u: expected \"%s\", got \"%s\"; all that came out:\n%s", path, n + 1,
                  left[n] != NULL ? left[n] : "(end)", right[n] != NULL ? right[n] : "(end)", got);
}

static void
test_script (gconstpointer data)
{
  const char *path = data;
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (GBytes) bytes = cs_file_read (path, 1024 * 1024, NULL);
  g_assert_nonnull (bytes);
  g_autofree char *script = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_assert_cmpint (chdir (dir), ==, 0);
  Stage stage = { .env = env, .dir = dir };
  g_autofree char *got = play (&stage, script);
  if (strcmp (got, script) == 0)
    return;
  if (g_getenv ("CS_GOLDEN_WRITE") != NULL) {
    g_assert_true (cs_file_replace (path, got, strlen (got), 0644, NULL));
    return;
  }
  tell_difference (path, script, got);
  g_test_fail ();
}

static void
add_scripts (const char *root, const char *command)
{
  g_autofree char *folder = g_build_filename (root, command, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (!g_str_has_suffix (name, ".test"))
      continue;
    g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".test"));
    g_autofree char *title = g_strdup_printf ("/cli/%s/%s", command, stem);
    g_test_add_data_func_full (title, g_build_filename (folder, name, NULL), test_script, g_free);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_autofree char *root = cs_test_source ("cli");
  for (guint i = 0; cs_commands ()[i] != NULL; i++)
    add_scripts (root, cs_commands ()[i]->word);
  add_scripts (root, "help");
  return g_test_run ();
}
