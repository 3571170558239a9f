/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quality on a copy of the sample: who has the place, what it says, and where its figures lead. And
 * what is said of figures that the sample does not have. */
#include "cs-figure-table.h"
#include "cs-items-page.h"
#include "cs-quality-page.h"
#include "cs-quality-words.h"
#include "cs-test-project.h"
#include "cs-test-window.h"
#include "cs-week-card.h"
#include "cs-week-chart.h"

#include <string.h>

#define DAY ((gint64)24 * 60 * 60 * G_USEC_PER_SEC)

/* --- words --- */

static CsTrends *
trends_new (guint done, guint as_were, guint waiting, gint64 age)
{
  CsTrends *trends = g_new0 (CsTrends, 1);
  trends->weeks = g_ptr_array_new_with_free_func (g_free);
  trends->stages = g_ptr_array_new_with_free_func (g_free);
  trends->people = g_ptr_array_new ();
  trends->labels = g_ptr_array_new ();
  trends->disputes = g_ptr_array_new ();
  trends->now = 1000 * DAY;
  CsTrendWeek *week = g_new0 (CsTrendWeek, 1);
  week->done = done;
  week->as_were = as_were;
  g_ptr_array_add (trends->weeks, week);
  static const char *const keys[] = { "label", "review", "approve", "sign" };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    CsStageTally *stage = g_new0 (CsStageTally, 1);
    stage->key = (char *)keys[i];
    stage->task = i == 0 ? CS_TASK_READ : i == 1 ? CS_TASK_REVIEW : CS_TASK_APPROVE;
    stage->waiting = i == 0 ? 1000 : i == 2 ? waiting : 0;
    stage->since = trends->now - age;
    g_ptr_array_add (trends->stages, stage);
  }
  return trends;
}

static void
trends_free (CsTrends *trends)
{
  for (guint i = 0; i < trends->stages->len; i++)
    ((CsStageTally *)trends->stages->pdata[i])->key = NULL;
  cs_trends_free (trends);
}

static void
assert_said (char *taken_words, const char *expected)
{
  g_autofree char *words = taken_words;
  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (void)
{
  CsTrends *trends = trends_new (312, 294, 21, 6 * DAY);
  assert_said (cs_quality_verdict (trends, 4),
               "In 4 weeks 312 cases went through; 94 % as they were handed in.");
  assert_said (cs_quality_bottleneck (trends),
               "Approval is the bottleneck: 21 wait, the oldest for 6 days.");
  assert_said (cs_quality_rest (trends), "");
  trends_free (trends);
  trends = trends_new (1, 1, 2, DAY - 1);
  assert_said (cs_quality_verdict (trends, 12),
               "In 12 weeks 1 case went through; 100 % as it was handed in.");
  assert_said (cs_quality_bottleneck (trends), "Approval has 2 cases waiting, none for a day yet.");
  trends->left_out = 2;
  assert_said (cs_quality_rest (trends), "Left out: 2 cases that you read or settle yourself.");
  trends_free (trends);
  trends = trends_new (0, 0, 0, 0);
  assert_said (cs_quality_verdict (trends, 4), "In 4 weeks nothing was handed in.");
  assert_said (cs_quality_bottleneck (trends), "Nothing that was handed in waits.");
  trends_free (trends);
  assert_said (cs_quality_age (-5), "0 seconds");
  assert_said (cs_quality_age (DAY), "1 day");
}

static void
test_chart (void)
{
  const char *const parts[] = { "one", "two", "three", "four", "five", NULL };
  const char *const weeks[] = { "2 Nov", "9 Nov", NULL }, *const none[] = { NULL };
  const guint values[] = { 1, 2, 3, 4, 5, 0, 0, 0, 0, 1000000 };
  GtkWidget *chart = g_object_ref_sink (cs_week_chart_new ());
  int natural = 0, wide = 0;
  cs_week_chart_show (CS_WEEK_CHART (chart), "Both", parts, weeks, values);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "2 Nov: 1 one, 2 two, 3 three, 4 four, 5 five; "
                                       "9 Nov: 0 one, 0 two, 0 three, 0 four, 1000000 five");
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, 250, NULL, &natural, NULL, NULL);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, 900, NULL, &wide, NULL, NULL);
  g_assert_cmpint (natural, >=, wide);
  cs_week_chart_show (CS_WEEK_CHART (chart), "None", parts, none, values);
  g_assert_finalize_object (chart);
}

/* --- the place --- */

static GtkWidget *
page_of (CsTestWindow *world)
{
  return cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_QUALITY_PAGE, 0);
}

static gboolean
says (CsTestWindow *world, gpointer words)
{
  return page_of (world) != NULL && cs_test_window_find_words (page_of (world), words) != NULL;
}

static gboolean
is_at (CsTestWindow *world, gpointer place)
{
  return g_strcmp0 (cs_main_window_place (world->window), place) == 0;
}

static gboolean
has_case (CsTestWindow *world, gpointer unused)
{
  return cs_main_window_case (world->window) != NULL;
}

static GtkWidget *
button (CsTestWindow *world, const char *label)
{
  GtkWidget *words = cs_test_window_find_words (page_of (world), label);
  return words != NULL ? gtk_widget_get_ancestor (words, GTK_TYPE_BUTTON) : NULL;
}

static void
test_lead (void)
{
  CsTestWindow world;
  cs_test_window_begin (&world, "sample-chris", 1100, 700, NULL);
  cs_test_window_keys (&world, "alt+4");
  cs_test_window_wait (&world, is_at, (gpointer) "quality");
  cs_test_window_wait (&world, says,
                       (gpointer) "In 4 weeks 2 cases went through; 100 % as they were handed in.");
  g_assert_true (says (&world, (gpointer) "Ana (sample)"));
  g_assert_true (says (&world, (gpointer) "3 / 4"));
  g_assert_true (says (&world, (gpointer) "Slide 3"));
  /* The same figures as a table. */
  GtkWidget *card = cs_test_window_find (page_of (&world), CS_TYPE_WEEK_CARD, 1);
  GtkWidget *toggle = cs_test_window_find (card, GTK_TYPE_TOGGLE_BUTTON, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  cs_test_window_settle (&world);
  g_assert_true (gtk_widget_get_mapped (cs_test_window_find_words (card, "Week from")));
  /* Another time is read anew. */
  GtkWidget *period = cs_test_window_find (page_of (&world), GTK_TYPE_DROP_DOWN, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (period), 1);
  cs_test_window_wait (
      &world, says, (gpointer) "In 12 weeks 2 cases went through; 100 % as they were handed in.");
  /* What waits is shown on Items. */
  gtk_widget_activate (button (&world, "Show Cases"));
  cs_test_window_wait (&world, is_at, (gpointer) "items");
  cs_test_window_keys (&world, "alt+4");
  cs_test_window_wait (&world, is_at, (gpointer) "quality");
  /* A disagreement leads to its case, to be looked at. */
  cs_test_window_wait (&world, says, (gpointer) "Slide 3");
  GtkWidget *row = gtk_widget_get_ancestor (cs_test_window_find_words (page_of (&world), "Slide 3"),
                                            GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_activate (row);
  cs_test_window_wait (&world, has_case, NULL);
  g_assert_cmpint (cs_case_model_view (cs_main_window_case (world.window))->mode, ==,
                   CS_MODE_LOOKING);
  cs_test_window_end (&world);
}

/* Who is not told has no such place, by no way. */
static void
test_others (void)
{
  CsTestWindow world;
  cs_test_window_begin (&world, "sample-ben", 1100, 700, NULL);
  cs_test_window_wait (&world, is_at, (gpointer) "today");
  cs_test_window_keys (&world, "alt+4");
  cs_test_window_settle (&world);
  g_assert_true (is_at (&world, (gpointer) "today"));
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "quality");
  cs_test_window_settle (&world);
  g_assert_true (is_at (&world, (gpointer) "today"));
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  adw_init ();
  g_test_add_func ("/quality/words", test_words);
  g_test_add_func ("/quality/chart", test_chart);
  g_test_add_func ("/quality/lead", test_lead);
  g_test_add_func ("/quality/others", test_others);
  return g_test_run ();
}
