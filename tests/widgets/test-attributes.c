/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letter beside an attribute leads to it, wherever the focus is, and means nothing else. */
#include "cs-canvas.h"
#include "cs-findings-pane.h"
#include "cs-shortcuts.h"
#include "cs-test-picture.h"

#define NODULE                                                                                     \
  "{\"format\":\"countersign-schema-1\",\"name\":\"Letters\",\"labels\":["                         \
  "{\"key\":\"nodule\",\"name\":\"Nodule\",\"kinds\":[\"box\"],\"attributes\":["                   \
  "{\"key\":\"density\",\"name\":\"Density\",\"type\":\"choice\",\"required\":true,"               \
  "\"choices\":[{\"key\":\"solid\",\"name\":\"Solid\"},{\"key\":\"ground\",\"name\":\"Ground\"}]}" \
  "]}"

/* Nothing is measured here. */
static const char without_lengths[] = NODULE "]}";
static const char with_lengths[] =
    NODULE ",{\"key\":\"width\",\"name\":\"Width\",\"kinds\":[\"polyline\"]}]}";

static GtkWidget *
root_of (CsTestWindow *world)
{
  return GTK_WIDGET (world->window);
}

/* A mark without its value is selected, and the focus on the picture. */
static CsCaseModel *
begin (CsTestWindow *world, const char *schema)
{
  cs_test_window_begin (world, "sample-ana", 1366, 768, schema);
  CsCaseModel *model = cs_test_window_open_case (world, "Patient 2");
  guint at = cs_test_picture_place (model);
  cs_test_picture_go (world, model, 0);
  CsMarkInit init = { .id = cs_case_model_new_id (model),
                      .kind = &cs_mark_kind_box,
                      .label = "nodule",
                      .item = cs_case_model_item (model, at)->row->gid,
                      .values = (gint64[]){ 10000, 10000, 20000, 20000 },
                      .n_values = 4,
                      .confidence = -1 };
  cs_test_window_put (model, &init);
  cs_case_model_select (model, init.id, FALSE);
  cs_test_window_settle (world);
  return model;
}

static GtkWidget *
list_of (CsTestWindow *world)
{
  return cs_test_window_find (root_of (world), CS_TYPE_FINDINGS_PANE, 0);
}

static gboolean
is_in_list (CsTestWindow *world, gpointer data)
{
  return cs_test_window_has_focus (world, list_of (world));
}

/* What a mark lacks, and what it has, is seen in the list while another one is selected. */
static void
test_folded (void)
{
  CsTestWindow world;
  g_autoptr (GError) error = NULL;
  if (!cs_test_window_can ())
    return;
  CsCaseModel *model = begin (&world, without_lengths);
  guint64 id = cs_case_model_selected (model);
  g_assert_null (cs_test_window_find_words (list_of (&world), "1 attribute missing"));
  cs_case_model_select (model, 0, FALSE);
  cs_test_window_settle (&world);
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "1 attribute missing"));
  cs_case_model_set_attribute (model, id, "density", cs_json_new_string ("solid"), &error);
  g_assert_no_error (error);
  cs_test_window_settle (&world);
  g_assert_null (cs_test_window_find_words (list_of (&world), "1 attribute missing"));
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "Density: Solid"));
  cs_test_window_end (&world);
}

static gboolean
lists_length (CsTestWindow *world, CsCaseModel *model)
{
  g_autoptr (GtkWindow) list = cs_shortcuts_new (NULL, model);
  gtk_window_present (list);
  GtkWidget *pages = cs_test_window_find (GTK_WIDGET (list), GTK_TYPE_STACK, 0);
  gtk_stack_set_visible_child_name (GTK_STACK (pages), "Tools");
  cs_test_window_settle (world);
  g_assert_nonnull (cs_test_window_find_words (GTK_WIDGET (list), "Box"));
  gboolean listed = cs_test_window_find_words (GTK_WIDGET (list), "Length") != NULL;
  gtk_window_destroy (list);
  return listed;
}

static void
test_free_key (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  CsCaseModel *model = begin (&world, without_lengths);
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "D"));
  cs_test_window_keys (&world, "d");
  cs_test_window_wait (&world, is_in_list, NULL);
  cs_test_window_keys (&world, "Escape");
  g_assert_false (lists_length (&world, model));
  cs_test_window_end (&world);
}

static gboolean
has_canvas (CsTestWindow *world, gpointer data)
{
  return cs_test_window_has_focus (world, cs_test_window_find (root_of (world), CS_TYPE_CANVAS, 0));
}

static void
choose (CsTestWindow *world, CsCaseModel *model, const char *value)
{
  gint64 before = 0, after = 0;
  const CsMark *mark = NULL;
  cs_test_window_settle (world);
  cs_test_window_keys (world, "Down");
  cs_test_window_keys (world, "Return");
  cs_test_window_wait (world, has_canvas, NULL);
  mark = cs_mark_set_get (cs_case_model_marks (model), cs_case_model_selected (model));
  g_assert_cmpstr (cs_json_string (cs_json_get (mark->attributes, "density")), ==, value);
  cs_case_model_place (model, &before);
  cs_test_window_keys (world, "Down");
  cs_case_model_place (model, &after);
  g_assert_cmpint (after, ==, before + 1);
}

/* Who chose a value on the way has the keys where they were. */
static void
test_keys_come_back (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  CsCaseModel *model = begin (&world, without_lengths);
  cs_test_window_keys (&world, "d");
  cs_test_window_wait (&world, is_in_list, NULL);
  choose (&world, model, "solid");
  cs_test_window_click (&world, cs_test_window_find (list_of (&world), GTK_TYPE_DROP_DOWN, 0));
  choose (&world, model, "ground");
  cs_test_window_end (&world);
}

/* D measures here. */
static void
test_key_of_a_tool (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  CsCaseModel *model = begin (&world, with_lengths);
  g_assert_null (cs_test_window_find_words (list_of (&world), "D"));
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "N"));
  cs_test_window_keys (&world, "d");
  g_assert_cmpstr (cs_case_model_tool (model), ==, "length");
  cs_test_window_keys (&world, "n");
  cs_test_window_wait (&world, is_in_list, NULL);
  cs_test_window_keys (&world, "Escape");
  g_assert_true (lists_length (&world, model));
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/attributes/folded", test_folded);
  g_test_add_func ("/attributes/free-key", test_free_key);
  g_test_add_func ("/attributes/key-of-a-tool", test_key_of_a_tool);
  g_test_add_func ("/attributes/keys-come-back", test_keys_come_back);
  return g_test_run ();
}
