/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several marks at once, and marks through the clipboard, with the keys and the pointer. */
#include "cs-canvas-private.h"
#include "cs-key-words.h"
#include "cs-finding-row.h"
#include "cs-findings-pane.h"
#include "cs-test-picture.h"

#include "cs-mark-clip.h"

#include <math.h>
#include <string.h>

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Many\",\"labels\":["
    "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"],\"attributes\":["
    "{\"key\":\"sure\",\"name\":\"Sure\",\"type\":\"boolean\"},"
    "{\"key\":\"size\",\"name\":\"Size\",\"type\":\"choice\",\"required\":true,\"choices\":"
    "[\"small\",\"large\"]},"
    "{\"key\":\"note\",\"name\":\"Note\",\"type\":\"text\"},"
    "{\"key\":\"drain\",\"name\":\"Drain\",\"type\":\"choice\",\"required\":true,\"choices\":"
    "[\"yes\",\"no\"],\"when\":{\"attribute\":\"size\",\"is\":[\"large\"]}}]},"
    "{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"box\",\"point\"],\"attributes\":["
    "{\"key\":\"sure\",\"name\":\"Sure\",\"type\":\"boolean\"}]},"
    "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}]}";

static gboolean
begin (CsTestPicture *world)
{
  if (!cs_test_picture_begin (world, schema))
    return FALSE;
  cs_case_model_set_tool (world->model, "select");
  cs_test_window_settle (&world->window);
  return TRUE;
}

static gboolean
has_marks (CsTestWindow *window, gpointer n)
{
  CsCaseModel *model = cs_main_window_case (window->window);
  return cs_case_model_marks (model)->n_marks == GPOINTER_TO_UINT (n);
}

static void
wait_marks (CsTestPicture *world, guint n)
{
  cs_test_window_wait (&world->window, has_marks, GUINT_TO_POINTER (n));
  cs_test_window_settle (&world->window);
}

/* --- copy and paste --- */

static void
test_paste (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint64 id = cs_test_picture_put_box (&world, "bleed", 100000, 120000);
  g_assert_true (
      cs_case_model_set_attribute (world.model, id, "sure", cs_json_new_bool (TRUE), NULL));
  cs_case_model_select (world.model, id, FALSE);
  cs_test_picture_press (&world, "ctrl+c");
  cs_test_picture_press (&world, "Down");
  cs_test_picture_wait_shown (&world);
  cs_test_picture_press (&world, "ctrl+v");
  wait_marks (&world, 2);
  const CsMark *mark = cs_test_picture_selected (&world);
  g_assert_nonnull (mark);
  g_assert_cmpuint (mark->id, !=, id);
  g_assert_cmpint (cs_case_model_unit_of (world.model, mark), ==, 1);
  g_assert_cmpint (mark->values[0], ==, 100000);
  g_assert_cmpint (mark->how, ==, CS_MARK_HOW_SCRATCH);
  g_assert_null (mark->source);
  g_assert_true (cs_json_get_bool (mark->attributes, "sure"));
  cs_test_picture_press (&world, "ctrl+v");
  wait_marks (&world, 3);
  g_assert_cmpint (cs_test_picture_selected (&world)->values[0], >, 100000);
  gtk_widget_activate_action (GTK_WIDGET (world.canvas), "case.undo", NULL);
  wait_marks (&world, 2);
  /* What is cut and pasted comes down where it was. */
  cs_case_model_select (world.model, id, TRUE);
  cs_test_picture_wait_shown (&world);
  cs_test_picture_press (&world, "ctrl+x");
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 1);
  cs_test_picture_press (&world, "ctrl+v");
  wait_marks (&world, 2);
  g_assert_cmpint (cs_test_picture_selected (&world)->values[0], ==, 100000);
  g_assert_cmpuint (cs_test_picture_selected (&world)->id, !=, id);
  cs_test_window_end (&world.window);
}

static gboolean
is_said (CsTestWindow *window, gpointer words)
{
  GtkWidget *canvas = cs_test_window_find (GTK_WIDGET (window->window), CS_TYPE_CANVAS, 0);
  const char *status = CS_CANVAS (canvas)->status;
  g_autofree char *said = status != NULL ? cs_key_words (status) : NULL;
  return g_strcmp0 (said, words) == 0;
}

static void
offer (CsTestPicture *world, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GdkContentProvider) content =
      gdk_content_provider_new_for_bytes (CS_MARK_CLIP_TYPE, bytes);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (cs_test_picture_root (world)), content);
}

static void
paste_of (CsTestPicture *world, const char *text, const char *words)
{
  offer (world, text);
  cs_test_picture_press (world, "ctrl+v");
  cs_test_window_wait (&world->window, is_said, (gpointer)words);
}

/* Each time a sentence, and nothing is put. */
static void
test_paste_says_why (void)
{
#define HEAD "{\"format\":\"countersign-marks-1\",\"marks\":["
#define MARK(label, box)                                                                           \
  "{\"id\":1,\"item\":\"00000000000000000000000000000000\",\"kind\":\"box\",\"label\":\"" label    \
  "\",\"box\":[" box "]}"
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (cs_test_picture_root (&world)), "words");
  cs_test_picture_press (&world, "ctrl+v");
  cs_test_window_wait (&world.window, is_said,
                       (gpointer) "No mark was copied yet: select one and press Ctrl+C.");
  cs_test_picture_press (&world, "ctrl+c");
  cs_test_window_wait (&world.window, is_said, (gpointer) "No mark is selected.");
  paste_of (&world, "hello",
            "What is on the clipboard are no marks that this program can read. Copy them again.");
  paste_of (&world, HEAD MARK ("else", "1000,1000,9000,9000") "]}",
            "“else” is no label of this project.");
  paste_of (&world, HEAD MARK ("words", "1000,1000,9000,9000") "]}",
            "“Words” is not drawn as box here.");
  paste_of (&world, HEAD MARK ("mass", "1000,1000,9000000,9000") "]}",
            "“Mass” does not fit this picture, which is 256 × 256 pixels.");
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 0);
  paste_of (&world,
            HEAD MARK ("mass", "1000,1000,9000,9000") "," MARK ("else", "1000,1000,9000,9000") "]}",
            "1 of 2 marks were not pasted. “else” is no label of this project.");
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 1);
  cs_test_window_end (&world.window);
}

/* --- several --- */

static gboolean
is_row_selected (CsTestPicture *world, guint64 id)
{
  GtkWidget *pane = cs_test_window_find (cs_test_picture_root (world), CS_TYPE_FINDINGS_PANE, 0),
            *row = NULL;
  for (guint n = 0; (row = cs_test_window_find (pane, CS_TYPE_FINDING_ROW, n)) != NULL; n++)
    if (cs_finding_row_id (CS_FINDING_ROW (row)) == id)
      return gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row));
  g_assert_not_reached ();
}

static gint64
x_of (CsTestPicture *world, guint64 id)
{
  return cs_mark_set_get (cs_case_model_marks (world->model), id)->values[0];
}

static void
undo (CsTestPicture *world)
{
  gtk_widget_activate_action (GTK_WIDGET (world->canvas), "case.undo", NULL);
  cs_test_window_settle (&world->window);
}

static gboolean
is_back (CsTestWindow *window, gpointer data)
{
  CsTestPicture *world = data;
  return x_of (world, cs_case_model_selected (world->model)) == 100000;
}

/* Picture and list share what is selected; each act on it is one step. */
static void
test_several (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 20000, 20000),
          b = cs_test_picture_put_box (&world, "mass", 100000, 20000);
  guint64 c = cs_test_picture_put_box (&world, "mass", 100000, 100000);
  cs_test_picture_drag (&world, NULL, 20, 30, 20, 30);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, a);
  cs_test_picture_drag (&world, "ctrl", 100, 30, 100, 30);
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 2);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, b);
  g_assert_true (is_row_selected (&world, a) && is_row_selected (&world, b));
  g_assert_false (is_row_selected (&world, c));
  g_assert_nonnull (cs_test_window_find_words (cs_test_picture_root (&world), "2 marks selected"));
  /* The band takes the two at the right, and they are moved together. */
  cs_test_picture_drag (&world, "shift", 90, 10, 160, 150);
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 2);
  g_assert_true (is_row_selected (&world, b) && is_row_selected (&world, c));
  g_assert_false (is_row_selected (&world, a));
  cs_test_picture_drag (&world, NULL, 100, 110, 110, 110);
  g_assert_cmpint (x_of (&world, b), >, 105000);
  g_assert_cmpint (x_of (&world, b), ==, x_of (&world, c));
  undo (&world);
  cs_test_window_wait (&world.window, is_back, &world);
  g_assert_cmpint (x_of (&world, c), ==, 100000);
  cs_test_picture_press (&world, "Escape");
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 0);
  g_assert_false (is_row_selected (&world, b));
  g_assert_null (cs_test_window_find_words (cs_test_picture_root (&world), "2 marks selected"));
  cs_test_picture_press (&world, "ctrl+a");
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 3);
  cs_test_picture_press (&world, "Delete");
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 0);
  undo (&world);
  wait_marks (&world, 3);
  cs_test_window_end (&world.window);
}

static void
click_row (CsTestPicture *world, const char *held, guint n)
{
  GtkWidget *pane = cs_test_window_find (cs_test_picture_root (world), CS_TYPE_FINDINGS_PANE, 0);
  GtkWidget *row = cs_test_window_find (pane, CS_TYPE_FINDING_ROW, n);
  if (held != NULL)
    cs_test_window_key_down (&world->window, held);
  cs_test_window_drag (&world->window, row, -60, -8, -60, -8);
  if (held != NULL)
    cs_test_window_key_up (&world->window, held);
  cs_test_window_settle (&world->window);
}

static gint64
unit_of_place (CsTestPicture *world)
{
  gint64 unit = 0;
  cs_case_model_place (world->model, &unit);
  return unit;
}

/* Several of the list lie on several slices: the one where the keys are is shown, and Enter goes
 * there without taking the others out. */
static void
test_list_of_slices (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  cs_test_picture_put_box (&world, "bleed", 20000, 20000);
  guint at = cs_test_picture_place (world.model);
  cs_case_model_go (world.model, at, 3);
  cs_test_window_settle (&world.window);
  guint64 far = cs_test_picture_put_box (&world, "mass", 100000, 20000);
  click_row (&world, NULL, 0);
  g_assert_cmpint (unit_of_place (&world), ==, 0);
  cs_test_picture_press (&world, "shift+Down");
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 2);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, far);
  g_assert_cmpint (unit_of_place (&world), ==, 3);
  cs_case_model_go (world.model, at, 0);
  cs_test_window_settle (&world.window);
  cs_test_picture_press (&world, "Return");
  g_assert_cmpint (unit_of_place (&world), ==, 3);
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 2);
  cs_test_window_end (&world.window);
}

/* The list selects several as lists do, and the picture shows them. */
static void
test_list (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 20000, 20000),
          b = cs_test_picture_put_box (&world, "mass", 100000, 20000);
  guint64 c = cs_test_picture_put_box (&world, "mass", 100000, 100000);
  click_row (&world, NULL, 0);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, a);
  click_row (&world, "ctrl", 2);
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 2);
  g_assert_true (cs_case_model_is_selected (world.model, c));
  click_row (&world, NULL, 1);
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 1);
  cs_test_picture_press (&world, "shift+Down");
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 2);
  g_assert_true (cs_case_model_is_selected (world.model, b));
  cs_test_picture_press (&world, "Delete");
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 1);
  g_assert_nonnull (cs_mark_set_get (cs_case_model_marks (world.model), a));
  undo (&world);
  wait_marks (&world, 3);
  click_row (&world, NULL, 1);
  cs_test_picture_press (&world, "ctrl+a");
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 3);
  g_assert_true (is_row_selected (&world, a));
  cs_test_picture_press (&world, "ctrl+c");
  gtk_widget_grab_focus (GTK_WIDGET (world.canvas));
  cs_test_picture_press (&world, "Down");
  cs_test_picture_wait_shown (&world);
  cs_test_picture_press (&world, "ctrl+v");
  wait_marks (&world, 6);
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 3);
  g_assert_false (cs_case_model_is_selected (world.model, a));
  /* In the order in which the others were made. */
  const CsMarkSet *set = cs_case_model_marks (world.model);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (set->marks[i]->values[0], ==, set->marks[i + 3]->values[0]);
  undo (&world);
  wait_marks (&world, 3);
  cs_test_window_end (&world.window);
}

/* --- one label, one value --- */

static const char *
label_of (CsTestPicture *world, guint64 id)
{
  return cs_mark_set_get (cs_case_model_marks (world->model), id)->label;
}

static gboolean
is_bleed (CsTestWindow *window, gpointer data)
{
  CsTestPicture *world = data;
  return g_str_equal (label_of (world, cs_case_model_selected (world->model)), "bleed");
}

static void
test_label (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 20000, 20000),
          b = cs_test_picture_put_box (&world, "bleed", 100000, 20000);
  guint64 c = cs_test_picture_put_box (&world, "bleed", 100000, 100000), both[] = { a, b };
  cs_case_model_select_many (world.model, both, 2, a);
  cs_test_picture_press (&world, "l");
  g_assert_nonnull (
      cs_test_window_find_words (cs_test_picture_root (&world), "Label of the 2 selected marks"));
  g_assert_nonnull (
      cs_test_window_find_words (cs_test_picture_root (&world), "1 label is not drawn as box."));
  cs_test_picture_press (&world, "m");
  g_assert_cmpstr (label_of (&world, a), ==, "mass");
  g_assert_cmpstr (label_of (&world, b), ==, "mass");
  g_assert_cmpstr (label_of (&world, c), ==, "bleed");
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 2);
  undo (&world);
  cs_test_window_wait (&world.window, is_bleed, &world);
  g_assert_cmpstr (label_of (&world, b), ==, "bleed");
  cs_test_window_end (&world.window);
}

/* A label that not all can have goes to those that can, and a sentence says of the others why. */
static void
test_label_of_some (void)
{
  CsTestPicture world = { 0 };
  g_autoptr (GError) error = NULL;
  if (!begin (&world))
    return;
  guint64 a = cs_test_picture_put_box (&world, "mass", 20000, 20000),
          b = cs_test_picture_put_box (&world, "mass", 100000, 20000);
  const gint64 place[] = { 50000, 50000 };
  CsMarkInit init = cs_mark_to_init (cs_mark_set_get (cs_case_model_marks (world.model), a));
  init.id = cs_case_model_new_id (world.model);
  init.kind = &cs_mark_kind_point;
  init.values = place;
  init.n_values = 2;
  g_autoptr (CsMark) point = cs_mark_new (&init, &error);
  g_assert_true (cs_case_model_put (world.model, point, &error));
  const guint64 all[] = { a, b, init.id };
  cs_case_model_select_many (world.model, all, 3, a);
  const CsLabel *bleed = cs_schema_label (cs_case_model_schema (world.model), "bleed");
  g_assert_false (cs_case_model_relabel_selected (world.model, bleed, &error));
  g_assert_cmpstr (error->message, ==,
                   "1 of 3 marks stay as they are. “Bleed” is not drawn as point here.");
  g_assert_cmpstr (label_of (&world, b), ==, "bleed");
  g_assert_cmpstr (label_of (&world, init.id), ==, "mass");
  cs_test_window_settle (&world.window);
  cs_test_window_end (&world.window);
}

static const char *
size_of (CsTestPicture *world, guint64 id)
{
  return cs_json_get_string (cs_mark_set_get (cs_case_model_marks (world->model), id)->attributes,
                             "size");
}

static gboolean
is_unsized (CsTestWindow *window, gpointer data)
{
  CsTestPicture *world = data;
  return size_of (world, cs_case_model_selected (world->model)) == NULL;
}

/* The row of the main one shows what they share, and sets all of its label. */
static void
test_values (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 20000, 20000),
          b = cs_test_picture_put_box (&world, "bleed", 100000, 20000);
  guint64 c = cs_test_picture_put_box (&world, "mass", 100000, 100000), all[] = { a, b, c };
  cs_case_model_set_attribute (world.model, b, "size", cs_json_new_string ("small"), NULL);
  cs_case_model_set_attribute (world.model, b, "note", cs_json_new_string ("kept"), NULL);
  cs_case_model_select_many (world.model, all, 3, a);
  cs_test_window_settle (&world.window);
  GtkWidget *pane = cs_test_window_find (cs_test_picture_root (&world), CS_TYPE_FINDINGS_PANE, 0);
  GtkWidget *size = cs_test_window_find (pane, GTK_TYPE_DROP_DOWN, 0);
  GtkWidget *note = cs_test_window_find (pane, GTK_TYPE_ENTRY, 0);
  g_assert_nonnull (cs_test_window_find_words (size, "Different"));
  /* Gone through and left as it is, it takes nothing away. */
  gtk_widget_grab_focus (note);
  cs_test_window_settle (&world.window);
  gtk_widget_grab_focus (size);
  cs_test_window_settle (&world.window);
  g_assert_cmpstr (cs_json_get_string (
                       cs_mark_set_get (cs_case_model_marks (world.model), b)->attributes, "note"),
                   ==, "kept");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (size), 2);
  cs_test_window_settle (&world.window);
  g_assert_cmpstr (size_of (&world, a), ==, "large");
  g_assert_cmpstr (size_of (&world, b), ==, "large");
  g_assert_null (size_of (&world, c));
  g_assert_null (cs_test_window_find_words (size, "Different"));
  g_assert_nonnull (cs_test_window_find_words (size, "large"));
  undo (&world);
  cs_test_window_wait (&world.window, is_unsized, &world);
  g_assert_cmpstr (size_of (&world, b), ==, "small");
  g_assert_nonnull (cs_test_window_find_words (size, "Different"));
  cs_test_window_end (&world.window);
}

static const char *
drain_of (CsTestPicture *world, guint64 id)
{
  return cs_json_get_string (cs_mark_set_get (cs_case_model_marks (world->model), id)->attributes,
                             "drain");
}

/* What is asked of some of them only is judged by the values of each. */
static void
test_conditions (void)
{
  CsTestPicture world = { 0 };
  if (!begin (&world))
    return;
  guint64 all[] = { cs_test_picture_put_box (&world, "bleed", 20000, 20000),
                    cs_test_picture_put_box (&world, "bleed", 100000, 20000),
                    cs_test_picture_put_box (&world, "bleed", 100000, 100000) };
  cs_case_model_set_attribute (world.model, all[0], "size", cs_json_new_string ("small"), NULL);
  cs_case_model_set_attribute (world.model, all[1], "size", cs_json_new_string ("large"), NULL);
  cs_case_model_set_attribute (world.model, all[2], "size", cs_json_new_string ("large"), NULL);
  GtkWidget *pane = cs_test_window_find (cs_test_picture_root (&world), CS_TYPE_FINDINGS_PANE, 0);
  /* The main one is small: it is not asked, the others are. */
  cs_case_model_select_many (world.model, all, 3, all[0]);
  cs_test_window_settle (&world.window);
  g_assert_nonnull (cs_test_window_find_words (pane, "Drain (2 of 3)"));
  GtkWidget *drain = cs_test_window_find (pane, GTK_TYPE_DROP_DOWN, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drain), 1);
  cs_test_window_settle (&world.window);
  g_assert_null (drain_of (&world, all[0]));
  g_assert_cmpstr (drain_of (&world, all[1]), ==, "yes");
  g_assert_cmpstr (drain_of (&world, all[2]), ==, "yes");
  g_assert_null (cs_test_window_find_words (drain, "Different"));
  /* Of one that alone is selected nothing is said of others. */
  cs_case_model_select (world.model, all[1], FALSE);
  cs_test_window_settle (&world.window);
  g_assert_nonnull (cs_test_window_find_words (pane, "Drain"));
  cs_case_model_select (world.model, all[0], FALSE);
  cs_test_window_settle (&world.window);
  g_assert_null (cs_test_window_find_words (pane, "Drain"));
  /* Once all are small, it is asked of none, and its values go with the condition. */
  cs_case_model_select_many (world.model, all, 3, all[2]);
  cs_test_window_settle (&world.window);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (cs_test_window_find (pane, GTK_TYPE_DROP_DOWN, 0)), 1);
  cs_test_window_settle (&world.window);
  g_assert_null (drain_of (&world, all[1]));
  g_assert_null (cs_test_window_find_words (pane, "Drain (2 of 3)"));
  g_assert_null (cs_test_window_find_words (pane, "Drain"));
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/many/paste", test_paste);
  g_test_add_func ("/many/paste-says-why", test_paste_says_why);
  g_test_add_func ("/many/several", test_several);
  g_test_add_func ("/many/list", test_list);
  g_test_add_func ("/many/list-of-slices", test_list_of_slices);
  g_test_add_func ("/many/label", test_label);
  g_test_add_func ("/many/label-of-some", test_label_of_some);
  g_test_add_func ("/many/values", test_values);
  g_test_add_func ("/many/conditions", test_conditions);
  return g_test_run ();
}
