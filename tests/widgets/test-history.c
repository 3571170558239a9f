/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a case in words, and on paper. */
#include "cs-life-words.h"
#include "cs-sheet.h"
#include "cs-test-project.h"

#include <string.h>

static CsLifeStep *
step_of (const char *kind, const char *who, const char *sentence)
{
  CsLifeStep *step = g_new0 (CsLifeStep, 1);
  step->act = g_new0 (CsHistoryRow, 1);
  step->act->kind = g_strdup (kind);
  step->act->who = g_strdup (who);
  step->act->sentence = g_strdup (sentence);
  step->act->wall = G_GINT64_CONSTANT (1772630520000000);
  step->act->offset = 60;
  step->overlap = -1;
  memset (&step->act->hash, 0xab, sizeof step->act->hash);
  return step;
}

static void
assert_line (const char *text, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_test_message ("%s", text);
  g_assert_true (g_strv_contains ((const char *const *)lines, line));
}

static void
test_words (void)
{
  CsLifeStep *step = step_of ("revision.submit", "ana", "submitted the case with 3 marks");
  step->marks = cs_mark_set_new_empty ();
  step->schema = 2;
  step->guideline = 4;
  step->compared = TRUE;
  step->added = 1;
  step->changed = 2;
  step->overlap = 0.847;
  step->taken_back = TRUE;
  g_autofree char *what = cs_life_what (step);
  g_autofree char *when = cs_life_when (step);
  g_autofree char *details = cs_life_details (NULL, NULL, step);
  g_assert_cmpstr (what, ==, "Submitted the case with 3 marks");
  g_assert_cmpstr (when, ==, "4 March 2026, 14:22 +01:00");
  assert_line (details, "1 mark added, 2 marks changed; least overlap 84 %");
  assert_line (details, "Labels 2, guideline 4, workflow 000000000000");
  assert_line (details, "Taken back later");
  assert_line (details, "Fingerprint abababababab");
  cs_life_step_free (step);
}

/* Who was right in each dispute between readers, and why; a reading that is not told has no name.
 */
static void
test_rulings (void)
{
  static const char body[] =
      "{\"reason\":\"all alike\",\"rulings\":[{\"choice\":\"reading\",\"n\":0,\"reading\":"
      "\"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd\",\"reason\":\"it "
      "is there\"},{\"choice\":\"drawn\",\"n\":1},{\"choice\":\"nobody\",\"n\":2}]}";
  g_autoptr (GPtrArray) life = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_life_step_free);
  CsLifeStep *step = step_of ("review.adjudicate", "ben", "settled 3 disputes between readers");
  g_ptr_array_add (life, step_of ("revision.submit", "?", "submitted the case"));
  memset (((CsLifeStep *)life->pdata[0])->act->hash.bytes, 0xcd, 32);
  g_ptr_array_add (life, step);
  step->act->body = cs_json_parse_canonical (body, strlen (body), NULL);
  g_assert_nonnull (step->act->body);
  g_autofree char *details = cs_life_details (NULL, life, step);
  assert_line (details, "Dispute 1: as one of the readers has it (it is there)");
  assert_line (details, "Dispute 2: drawn anew (all alike)");
  assert_line (details, "Dispute 3: nobody is right (all alike)");
}

/* What is not told is not said to be nothing. */
static void
test_silence (void)
{
  CsLifeStep *step = step_of ("review.decide", "ben", "accepted revision 3fa2");
  g_autofree char *details = cs_life_details (NULL, NULL, step);
  g_assert_cmpstr (details, ==, "Fingerprint abababababab");
  step->compared = TRUE;
  g_autofree char *same = cs_life_details (NULL, NULL, step);
  assert_line (same, "Nothing changed");
  step->act->unrecognised = g_strdup ("it was not theirs");
  g_autofree char *lost = cs_life_details (NULL, NULL, step);
  assert_line (lost, "Does not count: it was not theirs");
  g_assert_true (cs_life_is_told (step));
  step->act->routine = TRUE;
  g_assert_false (cs_life_is_told (step));
  cs_life_step_free (step);
}

static void
count_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, guint *pages)
{
  *pages += 1;
}

/* A long life takes several pages. */
static void
test_sheet (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autofree char *path = g_build_filename (dir, "history.pdf", NULL);
  g_autoptr (GPtrArray) life = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_life_step_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint pages = 0;
  for (guint i = 0; i < 100; i++) {
    g_ptr_array_add (life, step_of ("task.claim", "ana", "took the case"));
    g_autofree char *what = cs_life_what (life->pdata[i]);
    g_autofree char *details = cs_life_details (NULL, life, life->pdata[i]);
    g_string_append_printf (text, "%s\n%s\n\n", what, details);
  }
  g_autoptr (GtkPrintOperation) operation = cs_sheet_new ("CT/0142 history", g_strdup (text->str));
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  g_assert_cmpstr (gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME), ==,
                   "CT-0142 history");
  g_signal_connect (operation, "draw-page", G_CALLBACK (count_cb), &pages);
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages, >, 3);
  g_assert_cmpuint (pages, <, 12);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/history/words", test_words);
  g_test_add_func ("/history/silence", test_silence);
  g_test_add_func ("/history/rulings", test_rulings);
  g_test_add_func ("/history/sheet", test_sheet);
  return g_test_run ();
}
