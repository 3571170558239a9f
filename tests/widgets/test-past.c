/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Earlier states of a mark and of a case, by the keys: one opens them, the arrows go through them,
 * Escape goes back, and nothing is changed. */
#include "cs-past-bar.h"
#include "cs-test-project.h"
#include "cs-test-window.h"
#include "cs-text-canvas-private.h"

#include <string.h>

#define CASE "Slide 1"

static guint64 changed; /* the mark that is corrected */

/* A mark of many points, else any. */
static const CsMark *
choose (const CsMarkSet *set)
{
  for (guint i = 0; i < set->n_marks; i++)
    if (set->marks[i]->kind->pieces == CS_MARK_PIECES_STRETCHES)
      return set->marks[i];
  g_assert_not_reached ();
}

/* The reviewer pulls its first point. */
static void
correct (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-ben");
  CsGid gid = cs_test_case (project, CASE);
  g_autoptr (CsMarkSet) set = cs_project_draft (project, &gid, &error);
  g_assert_no_error (error);
  CsMarkInit init = cs_mark_to_init (choose (set));
  g_autofree gint64 *values = g_memdup2 (init.values, init.n_values * sizeof *values);
  values[0] += 1000;
  init.values = values;
  changed = init.id;
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (put, cs_mark_new (&init, &error));
  g_assert_no_error (error);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  cs_project_edit_draft (project, &gid, edit, &error);
  g_assert_no_error (error);
  const CsDecision decision = {
    .decision = "correct", .category = "boundary", .reason = "too narrow", .clause = NULL
  };
  cs_project_decide (project, &gid, &decision, &error);
  g_assert_no_error (error);
}

static CsPastBar *
bar_of (CsTestWindow *world)
{
  return (CsPastBar *)cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_PAST_BAR, 0);
}

static gboolean
has_states (CsTestWindow *world, gpointer data)
{
  return bar_of (world) != NULL && cs_past_bar_n_states (bar_of (world)) == 2;
}

static gboolean
is_gone (CsTestWindow *world, gpointer data)
{
  return bar_of (world) == NULL;
}

/* What is drawn dashed is called "1 of 2, ...", and has N marks. */
static void
assert_state (CsTestWindow *world, const char *words, guint n)
{
  g_autoptr (CsMarkSet) set = NULL;
  g_autofree char *said = NULL;
  g_assert_true (cs_past_bar_state (bar_of (world), &set, &said));
  g_assert_true (g_str_has_prefix (said, words));
  g_assert_cmpuint (set->n_marks, ==, n);
}

static gboolean
says (CsTestWindow *world, GtkWidget *root, const char *words)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      strstr (gtk_label_get_label (GTK_LABEL (root)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (world, child, words))
      return TRUE;
  return FALSE;
}

static void
test_mark (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, correct);
  CsCaseModel *model = cs_test_window_open_case (&world, CASE);
  g_autoptr (CsMarkSet) before = cs_mark_set_ref (cs_case_model_marks (model));
  cs_case_model_select (model, changed, TRUE);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+shift+h");
  cs_test_window_wait (&world, has_states, NULL);
  GtkWidget *bar = GTK_WIDGET (bar_of (&world));
  assert_state (&world, "1 of 2", 1);
  g_assert_true (says (&world, bar, "1 of 2"));
  cs_test_window_keys (&world, "Right");
  cs_test_window_settle (&world);
  assert_state (&world, "2 of 2", 1);
  g_assert_true (says (&world, bar, "too narrow"));
  cs_past_bar_step_piece (bar_of (&world), 1);
  g_assert_true (says (&world, bar, "Piece "));
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_gone, NULL);
  g_assert_true (cs_mark_set_equal (before, cs_case_model_marks (model)));
  /* Without a mark: the versions of the case. */
  cs_case_model_select (model, 0, FALSE);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+shift+h");
  cs_test_window_wait (&world, has_states, NULL);
  assert_state (&world, "1 of 2", before->n_marks);
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_gone, NULL);
  cs_test_window_end (&world);
}

/* --- who made it --- */

static gboolean
is_told (CsTestWindow *world, gpointer words)
{
  return says (world, GTK_WIDGET (world->window), words);
}

/* Under the selected mark, in a review as well as where a case is only looked at; of a mark that is
 * not selected nothing is said. */
static void
test_credit (gconstpointer handle)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, handle, 1366, 768, correct);
  CsCaseModel *model = cs_test_window_open_case (&world, CASE);
  const char *maker = "Made by Ana (sample)", *changer = "changed by Ben (sample)";
  cs_case_model_select (model, changed, TRUE);
  cs_test_window_wait (&world, is_told, (gpointer)maker);
  g_assert_true (is_told (&world, (gpointer)changer));
  const CsMarkSet *set = cs_case_model_marks (model);
  for (guint i = 0; i < set->n_marks; i++) {
    if (set->marks[i]->id == changed || set->marks[i]->kind->target == CS_MARK_TARGET_MARKS)
      continue;
    cs_case_model_select (model, set->marks[i]->id, TRUE);
    cs_test_window_settle (&world);
    g_assert_false (is_told (&world, (gpointer)changer));
    break;
  }
  cs_test_window_end (&world);
}

/* --- on a text --- */

#define NOTE_CASE "Patient 2"

static CsMark *
new_words (const CsGid *item, gint64 start, gint64 end)
{
  g_autoptr (GError) error = NULL;
  const gint64 values[] = { start, end };
  const CsMarkInit init = { .id = 7,
                            .kind = &cs_mark_kind_span,
                            .label = "words",
                            .quote = "words",
                            .item = *item,
                            .values = values,
                            .n_values = 2,
                            .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* Marks START to END of the note, and says that nothing is on the pictures. */
static void
mark_words (CsProject *project, const CsGid *gid, gint64 start, gint64 end)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, gid, &error);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    if (g_str_equal (item->kind, "text"))
      g_ptr_array_add (put, new_words (&item->gid, start, end));
    else
      cs_mark_answers_add (answers, &item->gid, CS_ANSWER_NOTHING, NULL);
  }
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, answers, &error);
  g_assert_no_error (error);
  cs_project_edit_draft (project, gid, edit, &error);
  g_assert_no_error (error);
}

/* Ana marked six characters, Ben five more. */
static void
correct_words (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  cs_test_window_publish (world, "{\"format\":\"countersign-schema-1\",\"name\":\"Past\","
                                 "\"labels\":[{\"key\":\"words\",\"kinds\":[\"span\"]}]}");
  CsEnv *env = cs_application_env (world->application);
  g_autoptr (CsProject) ana = cs_test_open (env, world->path, "sample-ana");
  CsGid gid = cs_test_case (ana, NOTE_CASE);
  mark_words (ana, &gid, 3, 9);
  cs_project_submit (ana, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&ana, cs_project_close);
  g_autoptr (CsProject) ben = cs_test_open (env, world->path, "sample-ben");
  mark_words (ben, &gid, 3, 14);
  const CsDecision decision = {
    .decision = "correct", .category = "boundary", .reason = "too few words", .clause = NULL
  };
  cs_project_decide (ben, &gid, &decision, &error);
  g_assert_no_error (error);
}

static gboolean
has_passage (CsTestWindow *world, gpointer text)
{
  GdkRectangle area;
  return cs_text_canvas_area (text, 7, &area);
}

/* The pointer among the words of the passage says who marked them; what was before is dashed. */
static void
test_words (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, correct_words);
  CsCaseModel *model = cs_test_window_open_case (&world, NOTE_CASE);
  cs_case_model_select (model, 7, TRUE);
  cs_test_window_settle (&world);
  CsTextCanvas *text =
      CS_TEXT_CANVAS (cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_TEXT_CANVAS, 0));
  cs_test_window_wait (&world, has_passage, text);
  cs_test_window_keys (&world, "ctrl+shift+h");
  cs_test_window_wait (&world, has_states, NULL);
  GtkWidget *bar = GTK_WIDGET (bar_of (&world));
  g_assert_true (says (&world, bar, "1 of 2"));
  g_assert_nonnull (cs_mark_set_get (text->before, 7));
  g_assert_cmpint (cs_mark_set_get (text->before, 7)->values[1], ==, 9);
  cs_test_window_keys (&world, "Right");
  cs_test_window_settle (&world);
  g_assert_true (says (&world, bar, "Point at a word"));
  for (guint i = 0; i < 2; i++) { /* the first and the last of the words */
    GdkRectangle area;
    int width = gtk_widget_get_width (GTK_WIDGET (text));
    int height = gtk_widget_get_height (GTK_WIDGET (text));
    g_assert_true (cs_text_canvas_area (text, 7, &area));
    int x = i == 0 ? area.x + 4 : area.x + area.width - 6;
    cs_test_window_point (&world, GTK_WIDGET (text), x - width / 2,
                          area.y + area.height / 2 - height / 2);
    cs_test_window_settle (&world);
    g_assert_true (says (&world, bar, i == 0 ? "Piece 1 of 2" : "Piece 2 of 2"));
  }
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_gone, NULL);
  g_assert_null (text->before);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/past/mark", test_mark);
  g_test_add_data_func ("/past/credit/review", "sample-chris", test_credit);
  g_test_add_data_func ("/past/credit/looking", "sample-ben", test_credit);
  g_test_add_func ("/past/words", test_words);
  return g_test_run ();
}
