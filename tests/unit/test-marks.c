/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-set.h"
#include "cs-test.h"

#include <string.h>

/* Lines of tests/formats/marks/TAG/NAME. */
static char **
fixture_lines (const CsMarkKind *kind, const char *name)
{
  g_autofree char *path = g_strdup_printf ("formats/marks/%s/%s", kind->tag, name);
  g_autofree char *full = cs_test_source (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (full, &text, NULL, &error);
  g_assert_no_error (error);
  g_strchomp (text);
  return g_strsplit (text, "\n", -1);
}

static CsMark *
parse (const char *line)
{
  g_autoptr (GError) error = NULL;
  CsMark *mark = cs_mark_parse (line, strlen (line), &error);
  if (mark == NULL)
    g_error ("%s: %s", line, error->message);
  return mark;
}

/* Text, mark, text again; and through a tree, and through an init. */
static void
check_good (const CsMarkKind *kind, const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) again = g_string_new (NULL);
  g_autoptr (CsMark) mark = parse (line);
  g_assert_true (mark->kind == kind);
  cs_mark_write (mark, again);
  g_assert_cmpstr (again->str, ==, line);

  g_autoptr (CsJson) tree = cs_json_parse_canonical (line, strlen (line), &error);
  g_assert_no_error (error);
  g_autoptr (CsMark) from_tree = cs_mark_from_json (tree, &error);
  g_assert_no_error (error);
  g_assert_true (cs_mark_equal (mark, from_tree));

  CsMarkInit init = cs_mark_to_init (mark);
  g_autoptr (CsMark) copy = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  g_assert_true (cs_mark_equal (mark, copy));
  init.id ^= 1;
  init.id += init.id == 0 ? 2 : 0;
  g_autoptr (CsMark) other = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  g_assert_false (cs_mark_equal (mark, other));
  g_assert_true (cs_mark_same_geometry (mark, other));
}

static void
test_good (gconstpointer data)
{
  const CsMarkKind *kind = data;
  g_auto (GStrv) lines = fixture_lines (kind, "good.json");
  g_assert_cmpuint (g_strv_length (lines), >=, 2);
  for (char **line = lines; *line != NULL; line++)
    check_good (kind, *line);
}

/* A line is the JSON, a tab, and what the message must hold. */
static void
test_bad (gconstpointer data)
{
  const CsMarkKind *kind = data;
  g_auto (GStrv) lines = fixture_lines (kind, "bad.json");
  g_assert_cmpuint (g_strv_length (lines), >=, 2);
  for (char **line = lines; *line != NULL; line++) {
    g_auto (GStrv) halves = g_strsplit (*line, "\t", 2);
    g_autoptr (GError) error = NULL;
    g_assert_nonnull (halves[1]);
    g_autoptr (CsMark) mark = cs_mark_parse (halves[0], strlen (halves[0]), &error);
    if (mark != NULL || strstr (error->message, halves[1]) == NULL)
      g_error ("%s\nwas to be refused with: %s\ngot: %s", halves[0], halves[1],
               mark != NULL ? "a mark" : error->message);
  }
}

/* Every prefix of a good line is refused, and so is every line with a byte changed in its
 * structure. */
static void
test_cut (gconstpointer data)
{
  g_auto (GStrv) lines = fixture_lines (data, "good.json");
  for (char **line = lines; *line != NULL; line++)
    for (gsize size = 0; size < strlen (*line); size++) {
      g_autoptr (GError) error = NULL;
      g_autofree char *cut = g_memdup2 (*line, MAX (size, 1));
      g_assert_null (cs_mark_parse (cut, size, &error));
      g_assert_nonnull (error);
    }
}

/* Alone and within a sentence, for languages that write the two otherwise. */
static void
test_named (gconstpointer data)
{
  const CsMarkKind *kind = data;
  g_assert_nonnull (kind->label);
  g_assert_nonnull (kind->noun);
}

int
main (int argc, char **argv)
{
  guint count = 0;
  cs_test_init (&argc, &argv);
  const CsMarkKind *const *kinds = cs_mark_kinds (&count);
  for (guint i = 0; i < count; i++) {
    static const struct {
      const char *name;
      GTestDataFunc func;
    } tests[] = {
      { "good", test_good }, { "bad", test_bad }, { "cut", test_cut }, { "named", test_named }
    };
    for (guint j = 0; j < G_N_ELEMENTS (tests); j++) {
      g_autofree char *path = g_strdup_printf ("/marks/%s/%s", kinds[i]->tag, tests[j].name);
      g_test_add_data_func (path, kinds[i], tests[j].func);
    }
  }
  return g_test_run ();
}
