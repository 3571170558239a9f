/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workflow on the screen: its words, its drawing, and the set-ups to choose from. */
#include "cs-setup-choice.h"
#include "cs-stage-words.h"
#include "cs-test.h"
#include "cs-workflow-drawing.h"

#include <string.h>

/* --- words --- */

static void
test_words (void)
{
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template ("qc-qa", NULL);
  const CsJson *stages = cs_json_get (cs_workflow_to_json (workflow), "stages");
  g_autofree char *first = cs_stage_sentence (stages, 0);
  g_autofree char *qa = cs_stage_sentence (stages, 2);
  g_autofree char *last = cs_stage_sentence (stages, 3);
  g_assert_true (g_str_has_prefix (first, "A labeler, a reviewer or an expert."));
  g_assert_nonnull (strstr (qa, "A reviewer or an expert who is no author"));
  g_assert_nonnull (strstr (qa, "10 % of the cases, 100 % of tier 1"));
  g_assert_nonnull (strstr (last, "approves and signs"));
  g_autofree char *all = cs_stages_sentence (stages, (const gint64[]){ 4, 1, 0, 2 });
  g_assert_nonnull (strstr (all, "2. Quality control: "));
  g_assert_nonnull (strstr (all, "4 cases wait here."));
  g_assert_nonnull (strstr (all, "1 case waits here."));
}

/* How many read it, and of which tier more. */
static void
test_words_of_readers (void)
{
  static const char text[] =
      "{\"stages\":[{\"key\":\"label\",\"roles\":[\"labeler\"],\"reads\":1,"
      "\"reads_by_tier\":{\"1\":3,\"2\":2},\"tie_breaker\":\"another\"},"
      "{\"key\":\"adjudicate\",\"roles\":[\"sme\"],\"exclude\":[\"author\"]},"
      "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";
  g_autoptr (CsJson) document = cs_json_parse_text (text, strlen (text), 1024, NULL);
  const CsJson *stages = cs_json_get (document, "stages");
  g_autofree char *share = cs_stage_share (cs_json_at (stages, 0));
  g_autofree char *first = cs_stage_sentence (stages, 0);
  g_autofree char *second = cs_stage_sentence (stages, 1);
  g_assert_cmpstr (share, ==, "one reads each case, 3 of tier 1, 2 of tier 2");
  g_assert_cmpstr (
      first, ==,
      "A labeler. One reads each case, 3 of tier 1, 2 of tier 2, each for themselves, "
      "and one more where they do not agree. It comes back here when it is sent back.");
  g_assert_nonnull (strstr (second, "settles what the readers do not agree on"));
}

/* What somebody edits may lack anything. */
static void
test_words_of_nothing (void)
{
  static const char text[] = "{\"stages\":[{},{\"key\":\"\",\"roles\":[]},"
                             "{\"key\":\"zweiter-blick\",\"roles\":[\"owl\",7]}]}";
  g_autoptr (CsJson) document = cs_json_parse_text (text, strlen (text), 1024, NULL);
  g_autofree char *all = cs_stages_sentence (cs_json_get (document, "stages"), NULL);
  g_assert_nonnull (strstr (all, "1. A stage without a name: Nobody."));
  g_assert_nonnull (strstr (all, "3. Zweiter blick: "));
  g_autofree char *none = cs_stages_sentence (NULL, NULL);
  g_assert_cmpstr (none, ==, "");
}

/* A set-up that nobody can choose by its name and its sentence is none. */
static void
test_templates (void)
{
  for (guint i = 0; cs_workflow_templates ()[i] != NULL; i++) {
    const CsTemplate *ready = cs_workflow_templates ()[i];
    g_autoptr (CsWorkflow) workflow = cs_workflow_from_template (ready->id, NULL);
    g_assert_nonnull (workflow);
    g_assert_nonnull (ready->title);
    g_assert_true (g_str_has_suffix (ready->about, "."));
  }
}

/* --- the drawing --- */

static int
height_at (GtkWidget *drawing, int width)
{
  int height = 0;
  gtk_widget_measure (drawing, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

/* Boxes that do not fit beside each other stand below each other, and nothing is cut. */
static void
test_drawing (void)
{
  g_autoptr (CsWorkflow) three = cs_workflow_from_template ("labelers-sme", NULL);
  g_autoptr (CsWorkflow) four = cs_workflow_from_template ("qc-qa", NULL);
  GtkWidget *drawing = g_object_ref_sink (cs_workflow_drawing_new ());
  int least = 0, wide = 0;
  g_assert_cmpint (height_at (drawing, 400), ==, 0);
  cs_workflow_drawing_show (CS_WORKFLOW_DRAWING (drawing), cs_workflow_to_json (three), NULL, -1);
  gtk_widget_measure (drawing, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wide, NULL, NULL);
  g_assert_cmpint (least, <, 300); /* narrower than any window */
  g_assert_cmpint (wide, >, 2 * least);
  int one_row = height_at (drawing, wide), three_rows = height_at (drawing, least);
  g_assert_cmpint (three_rows, >=, 3 * one_row / 2);
  cs_workflow_drawing_show (CS_WORKFLOW_DRAWING (drawing), cs_workflow_to_json (three),
                            (const gint64[]){ 4, 1, 0 }, 1);
  g_assert_cmpint (height_at (drawing, wide), >, one_row); /* a line more in each box */
  cs_workflow_drawing_show (CS_WORKFLOW_DRAWING (drawing), cs_workflow_to_json (four), NULL, -1);
  int wider = 0;
  gtk_widget_measure (drawing, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wider, NULL, NULL);
  g_assert_cmpint (wider, >, wide);
  cs_workflow_drawing_show (CS_WORKFLOW_DRAWING (drawing), NULL, NULL, -1);
  g_assert_cmpint (height_at (drawing, 400), ==, 0);
  g_assert_finalize_object (drawing);
}

/* --- the choice --- */

static GtkWidget *
nth_check (GtkWidget *root, guint *n)
{
  if (GTK_IS_CHECK_BUTTON (root))
    return (*n)-- == 0 ? root : NULL;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = nth_check (child, n);
  return found;
}

static void
count_cb (CsSetupChoice *choice, guint *count)
{
  (*count)++;
}

static void
test_choice (void)
{
  CsSetupChoice *choice = g_object_ref_sink (g_object_new (CS_TYPE_SETUP_CHOICE, NULL));
  guint changes = 0, n = 1;
  g_signal_connect (choice, "changed", G_CALLBACK (count_cb), &changes);
  g_assert_cmpstr (cs_setup_choice_chosen (choice)->id, ==, cs_workflow_templates ()[0]->id);
  GtkWidget *second = nth_check (GTK_WIDGET (choice), &n);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (second), TRUE);
  g_assert_cmpuint (changes, ==, 1);
  const CsTemplate *chosen = cs_setup_choice_chosen (choice);
  g_assert_cmpstr (chosen->id, ==, cs_workflow_templates ()[1]->id);
  g_autoptr (CsWorkflow) expected = cs_workflow_from_template (chosen->id, NULL);
  g_assert_true (cs_json_equal (cs_workflow_to_json (cs_setup_choice_workflow (choice)),
                                cs_workflow_to_json (expected)));
  g_assert_finalize_object (choice);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/workflow/words", test_words);
  g_test_add_func ("/workflow/words-of-nothing", test_words_of_nothing);
  g_test_add_func ("/workflow/words-of-readers", test_words_of_readers);
  g_test_add_func ("/workflow/templates", test_templates);
  if (!gtk_init_check ())
    return g_test_run ();
  adw_init ();
  g_test_add_func ("/workflow/drawing", test_drawing);
  g_test_add_func ("/workflow/choice", test_choice);
  return g_test_run ();
}
