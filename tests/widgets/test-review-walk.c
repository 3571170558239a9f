/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A review by keys where only one of picture and text is seen: what is settled is on the screen,
 * and the keys go on where it is. */
#include "cs-changes-pane.h"
#include "cs-test-picture.h"
#include "cs-test-project.h"
#include "cs-text-canvas.h"

enum { SLICE_FROM = 3, SLICE_TO = 9 };

static CsMark *
new_mark (const CsItemRow *item, gboolean text, guint64 id, guint frame)
{
  const gint64 box[] = { 60000, 60000, 90000, 90000 }, span[] = { 2, 8 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) attributes = text ? NULL : cs_json_new_object ();
  if (!text)
    cs_json_put_string (attributes, "density", "solid");
  CsMarkInit init = { .id = id,
                      .kind = text ? &cs_mark_kind_span : &cs_mark_kind_box,
                      .label = text ? "finding" : "nodule",
                      .item = item->gid,
                      .part = frame,
                      .values = text ? span : box,
                      .n_values = text ? 2 : 4,
                      .quote = text ? "est CT" : NULL,
                      .attributes = attributes,
                      .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* Ana hands Patient 2 in: a region, words, a region. */
static void
hand_in (CsTestWindow *world)
{
  static const guint frames[] = { SLICE_FROM, 0, SLICE_TO };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-ana");
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, "Patient 2");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    for (guint k = 0; k < items->len; k++) {
      const CsItemRow *item = items->pdata[k];
      if (g_str_equal (item->kind, "text") == (i == 1))
        g_ptr_array_add (put, new_mark (item, i == 1, i + 1, frames[i]));
    }
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_edit_draft (project, &gid, edit, &error);
  g_assert_no_error (error);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static GtkWidget *
seen (CsTestWindow *world, GType type)
{
  return cs_test_window_find (GTK_WIDGET (world->window), type, 0);
}

static gboolean
has_text (CsTestWindow *world, gpointer data)
{
  GtkWidget *canvas = seen (world, CS_TYPE_TEXT_CANVAS);
  return canvas != NULL && cs_test_window_has_focus (world, canvas);
}

/* What is not on the screen yet is brought there by the key, and not settled. */
static gboolean
shows (CsTestWindow *world, gpointer id)
{
  CsCaseModel *model = cs_main_window_case (world->window);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), GPOINTER_TO_UINT (id));
  GtkWidget *canvas = seen (world, CS_TYPE_CANVAS), *text = seen (world, CS_TYPE_TEXT_CANVAS);
  GdkRectangle area;
  if (mark->kind->target == CS_MARK_TARGET_TEXT)
    return text != NULL && cs_text_canvas_area (CS_TEXT_CANVAS (text), mark->id, &area);
  return canvas != NULL &&
         cs_canvas_unit (CS_CANVAS (canvas)) == cs_case_model_unit_of (model, mark);
}

static gboolean
has_list (CsTestWindow *world, gpointer data)
{
  GtkWidget *pane = seen (world, CS_TYPE_CHANGES_PANE);
  return pane != NULL && cs_test_window_has_focus (world, pane);
}

static guint
n_accepted (CsTestWindow *world)
{
  GtkWidget *pane = seen (world, CS_TYPE_CHANGES_PANE), *row = NULL;
  guint n = 0;
  for (guint i = 0; (row = cs_test_window_find (pane, GTK_TYPE_LIST_BOX_ROW, i)) != NULL; i++)
    n += cs_test_window_find_words (row, "accepted") != NULL;
  return n;
}

static gboolean
is_accepted (CsTestWindow *world, gpointer n)
{
  return n_accepted (world) == GPOINTER_TO_UINT (n);
}

static gboolean
is_row (CsTestWindow *world, gpointer n)
{
  GtkWidget *row = cs_test_window_find (seen (world, CS_TYPE_CHANGES_PANE), GTK_TYPE_LIST_BOX_ROW,
                                        GPOINTER_TO_UINT (n));
  return row != NULL && gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row));
}

static gboolean
is_asking (CsTestWindow *world, gpointer data)
{
  GtkWidget *root = GTK_WIDGET (world->window);
  return cs_test_window_find_words (root, "Extra") != NULL;
}

static gboolean
is_left (CsTestWindow *world, gpointer data)
{
  return cs_main_window_case (world->window) == NULL;
}

/* The slice that is looked at, and no longer the one before it. */
static gboolean
is_drawn (CsTestWindow *world, gpointer data)
{
  GtkWidget *canvas = seen (world, CS_TYPE_CANVAS);
  gint64 unit = 0;
  cs_case_model_place (data, &unit);
  return canvas != NULL && cs_canvas_unit (CS_CANVAS (canvas)) == unit;
}

static gboolean
is_at_first (CsTestWindow *world, gpointer data)
{
  CsCaseModel *model = data;
  gint64 unit = 0;
  cs_case_model_place (model, &unit);
  return unit == cs_case_model_unit_of (model, cs_mark_set_get (cs_case_model_marks (model), 1));
}

static void
test_on_the_canvas (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, hand_in);
  cs_test_window_open_case (&world, "Patient 2");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_wait (&world, shows, GUINT_TO_POINTER (1));
  cs_test_window_keys (&world, "a");
  cs_test_window_wait (&world, has_text, NULL);
  cs_test_window_wait (&world, shows, GUINT_TO_POINTER (2));
  cs_test_window_keys (&world, "a");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_wait (&world, shows, GUINT_TO_POINTER (3));
  cs_test_window_keys (&world, "a");
  cs_test_window_wait (&world, is_accepted, GUINT_TO_POINTER (3));
  cs_test_window_end (&world);
}

static void
test_in_the_list (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, hand_in);
  cs_test_window_open_case (&world, "Patient 2");
  cs_changes_pane_focus_current (CS_CHANGES_PANE (seen (&world, CS_TYPE_CHANGES_PANE)));
  for (guint i = 0; i < 3; i++) {
    cs_test_window_wait (&world, has_list, NULL);
    cs_test_window_wait (&world, shows, GUINT_TO_POINTER (i + 1));
    cs_test_window_keys (&world, "a");
    cs_test_window_wait (&world, is_accepted, GUINT_TO_POINTER (i + 1));
  }
  cs_test_window_wait (&world, has_list, NULL);
  cs_test_window_wait (&world, is_accepted, GUINT_TO_POINTER (3));
  cs_test_window_end (&world);
}

/* The picture had the keys when the case was left, and the text is what is open. */
static void
test_opens_at_the_change (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1920, 1080, hand_in);
  cs_test_window_open_case (&world, "Patient 2");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_wait (&world, shows, GUINT_TO_POINTER (1));
  cs_test_window_keys (&world, "a");
  cs_test_window_wait (&world, is_accepted, GUINT_TO_POINTER (1));
  gtk_widget_grab_focus (seen (&world, CS_TYPE_CANVAS));
  cs_test_window_settle (&world);
  cs_main_window_leave_case (world.window);
  cs_test_window_wait (&world, is_left, NULL);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  g_assert_nonnull (cs_case_model_item (model, cs_case_model_place (model, NULL))->text);
  cs_test_window_wait (&world, has_text, NULL);
  cs_test_window_end (&world);
}

/* What went from the screen meanwhile comes back before it is settled. */
static void
test_is_shown_first (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, hand_in);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_keys (&world, "F4");
  cs_test_window_wait (&world, has_text, NULL);
  cs_test_window_keys (&world, "a");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  g_assert_cmpuint (n_accepted (&world), ==, 0);
  cs_test_window_wait (&world, shows, GUINT_TO_POINTER (1));
  cs_test_window_keys (&world, "Down");
  cs_test_window_wait (&world, is_drawn, model);
  cs_test_window_keys (&world, "r");
  cs_test_window_wait (&world, is_at_first, model);
  cs_test_window_wait (&world, is_drawn, model);
  g_assert_false (is_asking (&world, NULL));
  cs_test_window_keys (&world, "r");
  cs_test_window_wait (&world, is_asking, NULL);
  g_assert_null (cs_test_window_find_words (GTK_WIDGET (world.window), "Missed")); /* it is new */
  cs_test_window_keys (&world, "1");
  cs_test_window_wait (&world, cs_test_window_is_said,
                       (gpointer) "A mark that is there was not missed: press 2 to 6, or Esc.");
  cs_test_window_keys (&world, "a"); /* it is being rejected */
  cs_test_window_settle (&world);
  g_assert_cmpuint (n_accepted (&world), ==, 0);
  g_assert_true (is_asking (&world, NULL));
  cs_test_window_keys (&world, "Escape");
  cs_test_window_keys (&world, "a");
  cs_test_window_wait (&world, is_accepted, GUINT_TO_POINTER (1));
  cs_test_window_end (&world);
}

/* The same, and the region that a model suggests, which nobody took. */
static void
hand_in_suggested (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  hand_in (world);
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-chris");
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, "Patient 2");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    if (!g_str_equal (item->kind, "text"))
      g_ptr_array_add (marks, new_mark (item, FALSE, 11, SLICE_FROM));
  }
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, &error);
  const CsMarkSet *sets[] = { set };
  cs_project_suggest (project, &gid, sets, 1, "finder 2", &error);
  g_assert_no_error (error);
}

static gboolean
is_dropping (CsTestWindow *world, gpointer data)
{
  return cs_test_window_has_menu (world, NULL) &&
         cs_test_window_find_words (cs_test_window_menu (world), "Drop the suggestion as") != NULL;
}

static gboolean
is_taken (CsTestWindow *world, gpointer model)
{
  return cs_mark_set_get (cs_case_model_marks (model), 11) != NULL;
}

/* Who may not change the case is told so. */
static void
test_no_drop (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ana", 1366, 768, hand_in_suggested);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  g_autoptr (GError) error = NULL;
  g_assert_false (cs_case_model_check_edit (model, &error));
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_case_model_select_suggestion (model, cs_case_model_view (model)->suggestions->pdata[0]);
  cs_test_window_settle (&world);
  gtk_widget_grab_focus (seen (&world, CS_TYPE_CANVAS));
  cs_test_window_keys (&world, "r");
  cs_test_window_wait (&world, cs_test_window_is_said, error->message);
  g_assert_false (is_dropping (&world, NULL));
  cs_test_window_end (&world);
}

/* R is about what is selected: a suggestion on the picture, in the list of changes a row. */
static void
test_reject_or_drop (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, hand_in_suggested);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_case_model_select_suggestion (model, cs_case_model_view (model)->suggestions->pdata[0]);
  cs_test_window_wait (&world, is_drawn, model);
  cs_test_window_keys (&world, "r");
  cs_test_window_wait (&world, is_dropping, NULL);
  g_assert_false (is_asking (&world, NULL));
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, cs_test_window_has_no_menu, NULL);
  g_assert_nonnull (cs_case_model_suggestion (model));
  gtk_widget_grab_focus (
      cs_test_window_find (seen (&world, CS_TYPE_CHANGES_PANE), GTK_TYPE_LIST_BOX_ROW, 0));
  cs_test_window_keys (&world, "r");
  cs_test_window_wait (&world, is_asking, NULL);
  g_assert_false (is_dropping (&world, NULL));
  cs_test_window_keys (&world, "Escape");
  /* Its menu takes it, and accepts no change. */
  gtk_widget_grab_focus (seen (&world, CS_TYPE_CANVAS));
  cs_test_window_keys (&world, "shift+F10");
  cs_test_window_wait (&world, cs_test_window_has_menu, NULL);
  cs_test_window_choose (&world, "Take");
  cs_test_window_wait (&world, is_taken, model);
  g_assert_cmpuint (n_accepted (&world), ==, 0);
  cs_test_window_end (&world);
}

/* So is what the reviewer had hidden, and the case is not decided before. */
static void
test_hidden_is_shown_first (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, hand_in);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_wait (&world, shows, GUINT_TO_POINTER (1));
  cs_test_window_keys (&world, "alt+h");
  cs_test_window_settle (&world);
  g_assert_cmpuint (cs_case_model_n_hidden (model), ==, 1);
  g_assert_nonnull (cs_test_window_find_words (GTK_WIDGET (world.window), "1 mark hidden"));
  cs_test_window_keys (&world, "a");
  cs_test_window_settle (&world);
  g_assert_cmpuint (cs_case_model_n_hidden (model), ==, 0);
  g_assert_cmpuint (n_accepted (&world), ==, 0);
  cs_test_window_keys (&world, "a");
  cs_test_window_wait (&world, is_accepted, GUINT_TO_POINTER (1));
  cs_test_window_end (&world);
}

/* It was on the screen, as the case knows it. */
static gboolean
is_seen (CsTestWindow *world, gpointer id)
{
  CsCaseModel *model = cs_main_window_case (world->window);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), GPOINTER_TO_UINT (id));
  guint item = (guint)cs_case_model_find_item (model, &mark->item);
  return cs_case_model_was_shown (model, item,
                                  mark->kind->target == CS_MARK_TARGET_TEXT
                                      ? mark->values[1] - 1
                                      : cs_case_model_unit_of (model, mark));
}

static gboolean
is_decided (CsTestWindow *world, gpointer data)
{
  return g_strcmp0 (cs_case_flow_last (cs_main_window_flow (world->window)),
                    "Accepted Patient 2") == 0;
}

/* The chord says what is missing and brings it, and takes the case when all of it was seen. */
static void
test_chord_goes_to_what_was_not_seen (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, hand_in);
  cs_test_window_open_case (&world, "Patient 2");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  GtkWidget *window = GTK_WIDGET (world.window);
  GtkWidget *open = cs_test_window_find_words (window, "3 changes to settle");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "23 slices not shown");
  GtkWidget *frames = cs_test_window_find_words (window, "23 slices not shown");
  g_assert_true (
      gtk_widget_has_css_class (gtk_widget_get_ancestor (open, GTK_TYPE_BUTTON), "cs-blocks"));
  g_assert_false (
      gtk_widget_has_css_class (gtk_widget_get_ancestor (frames, GTK_TYPE_BUTTON), "cs-blocks"));
  g_usleep (300 * 1000); /* in which a chord is about the case before */
  cs_test_window_wait (&world, is_seen, GUINT_TO_POINTER (1));
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, has_list, NULL);
  g_assert_nonnull (cs_test_window_find_words (window, "Not yet: 3 changes to settle"));
  cs_test_window_wait (&world, is_row, GUINT_TO_POINTER (1));
  cs_test_window_wait (&world, is_seen, GUINT_TO_POINTER (2));
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_row, GUINT_TO_POINTER (2));
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "3 changes, all seen");
  g_assert_false (
      gtk_widget_has_css_class (gtk_widget_get_ancestor (open, GTK_TYPE_BUTTON), "cs-blocks"));
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_decided, NULL);
  cs_test_window_end (&world);
}

static gboolean
is_text_item (CsTestWindow *world, gpointer model)
{
  return cs_case_model_item (model, cs_case_model_place (model, NULL))->text != NULL;
}

/* The same where marks are drawn. */
static void
test_chord_goes_to_what_is_missing (void)
{
  CsTestWindow world;
  g_autoptr (GError) error = NULL;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, NULL);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  guint picture = 0;
  while (cs_case_model_item (model, picture)->text != NULL)
    picture++;
  cs_case_model_answer (model, picture, CS_ANSWER_NOTHING, &error);
  g_assert_no_error (error);
  cs_case_model_go (model, picture, 0);
  cs_test_window_settle (&world);
  g_usleep (300 * 1000);
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_text_item, model);
  g_assert_nonnull (cs_test_window_find_words (GTK_WIDGET (world.window),
                                               "Not yet: 1 item without marks or answer"));
  cs_test_window_end (&world);
}

/* --- values --- */

static void
hand_in_with_notes (CsTestWindow *world)
{
  cs_test_window_publish (
      world, "{\"format\":\"countersign-schema-1\",\"name\":\"Notes\",\"labels\":["
             "{\"key\":\"nodule\",\"name\":\"Nodule\",\"kinds\":[\"box\"],\"attributes\":["
             "{\"key\":\"density\",\"name\":\"Density\",\"type\":\"choice\","
             "\"choices\":[{\"key\":\"solid\",\"name\":\"Solid\"}]},"
             "{\"key\":\"note\",\"name\":\"Note\",\"type\":\"text\"},"
             "{\"key\":\"place\",\"name\":\"Place\",\"type\":\"text\"}]},"
             "{\"key\":\"finding\",\"name\":\"Finding\",\"kinds\":[\"span\"]}]}");
  hand_in (world);
}

static gboolean
has_entry (CsTestWindow *world, gpointer n)
{
  GtkWidget *entry = cs_test_window_find (seen (world, CS_TYPE_CHANGES_PANE), GTK_TYPE_ENTRY,
                                          GPOINTER_TO_UINT (n));
  return entry != NULL && cs_test_window_has_focus (world, entry);
}

static gboolean
is_edited (CsTestWindow *world, gpointer data)
{
  return cs_test_window_find (seen (world, CS_TYPE_CHANGES_PANE), GTK_TYPE_ENTRY, 1) != NULL;
}

static void
type_at (CsTestWindow *world, guint n, const char *letter)
{
  cs_test_window_click (
      world, cs_test_window_find (seen (world, CS_TYPE_CHANGES_PANE), GTK_TYPE_ENTRY, n));
  cs_test_window_wait (world, has_entry, GUINT_TO_POINTER (n));
  cs_test_window_keys (world, letter);
}

static const char *
value_of (CsTestWindow *world, const char *key)
{
  const CsMark *mark =
      cs_mark_set_get (cs_case_model_marks (cs_main_window_case (world->window)), 1);
  return cs_json_string (cs_json_get (mark->attributes, key));
}

/* A value that was typed is set by whatever leaves it, and the list goes on from there. */
static void
test_typed_values (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1920, 1080, hand_in_with_notes);
  cs_test_window_open_case (&world, "Patient 2");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_wait (&world, shows, GUINT_TO_POINTER (1));
  cs_test_window_keys (&world, "e");
  cs_test_window_wait (&world, is_edited, NULL);
  type_at (&world, 0, "x");
  cs_test_window_keys (&world, "Tab");
  cs_test_window_wait (&world, has_entry, GUINT_TO_POINTER (1));
  g_assert_cmpstr (value_of (&world, "note"), ==, "x");
  cs_test_window_keys (&world, "y");
  GtkWidget *pane = seen (&world, CS_TYPE_CHANGES_PANE);
  GtkWidget *next = cs_test_window_find (pane, GTK_TYPE_LIST_BOX_ROW, 2);
  cs_test_window_click (&world, next);
  cs_test_window_settle (&world);
  g_assert_cmpstr (value_of (&world, "place"), ==, "y");
  next = cs_test_window_find (pane, GTK_TYPE_LIST_BOX_ROW, 2);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (next)));
  g_assert_nonnull (cs_test_window_find_words (next, "Accept"));
  g_assert_null (cs_test_window_find (pane, GTK_TYPE_ENTRY, 0));
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/review-walk/on-the-canvas", test_on_the_canvas);
  g_test_add_func ("/review-walk/in-the-list", test_in_the_list);
  g_test_add_func ("/review-walk/opens-at-the-change", test_opens_at_the_change);
  g_test_add_func ("/review-walk/is-shown-first", test_is_shown_first);
  g_test_add_func ("/review-walk/reject-or-drop", test_reject_or_drop);
  g_test_add_func ("/review-walk/no-drop", test_no_drop);
  g_test_add_func ("/review-walk/hidden-is-shown-first", test_hidden_is_shown_first);
  g_test_add_func ("/review-walk/chord-goes-to-what-was-not-seen",
                   test_chord_goes_to_what_was_not_seen);
  g_test_add_func ("/review-walk/chord-goes-to-what-is-missing",
                   test_chord_goes_to_what_is_missing);
  g_test_add_func ("/review-walk/typed-values", test_typed_values);
  return g_test_run ();
}
