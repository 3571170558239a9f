/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers on marks: in the order in which they were made, for everybody; a passage that is tied
 * to a region is the same finding. */
#include "cs-case-order.h"
#include "cs-case-ties.h"
#include "cs-mark-edit.h"
#include "cs-test.h"

#include <string.h>

static const char schema_text[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"s\",\"labels\":["
    "{\"key\":\"region\",\"name\":\"Region\",\"kinds\":[\"box\"]},"
    "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}],"
    "\"relations\":[{\"key\":\"shown-as\",\"name\":\"Shown as\",\"from\":[\"words\"],"
    "\"to\":[\"region\"]},"
    "{\"key\":\"graded\",\"name\":\"Graded\",\"attributes\":[{\"key\":\"how\",\"name\":\"How\","
    "\"type\":\"boolean\"}]}]}";

typedef struct {
  CsSchema *schema;
  GPtrArray *marks;
  CsCaseOrder *order;
  CsMarkSet *set;
} World;

static void
begin (World *world)
{
  g_autoptr (GError) error = NULL;
  world->schema = cs_schema_read (schema_text, strlen (schema_text), &error);
  g_assert_no_error (error);
  world->marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  world->order = cs_case_order_new ();
  world->set = NULL;
}

static void
end (World *world)
{
  cs_mark_set_unref (world->set);
  g_ptr_array_unref (world->marks);
  cs_case_order_free (world->order);
  cs_schema_unref (world->schema);
}

static void
add (World *world, guint64 id, const char *label, gint64 a, gint64 b)
{
  g_autoptr (GError) error = NULL;
  gboolean box = g_str_equal (label, "region"), span = g_str_equal (label, "words");
  gint64 values[] = { a, b, a + 500, b + 500 };
  CsMarkInit init = {
    .id = id,
    .kind = box    ? &cs_mark_kind_box
            : span ? &cs_mark_kind_span
                   : &cs_mark_kind_relation,
    .label = label,
    .item = { { box ? 9 : 1 } }, /* the text comes first by its id */
    .values = values,
    .n_values = box ? 4 : 2,
    .quote = span ? "words" : NULL,
    .confidence = -1,
  };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  g_ptr_array_add (world->marks, mark);
}

static void
drop (World *world, guint64 id)
{
  for (guint i = 0; i < world->marks->len; i++)
    if (((const CsMark *)world->marks->pdata[i])->id == id) {
      g_ptr_array_remove_index (world->marks, i);
      return;
    }
}

static void
follow (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (world->marks, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (CsMarkSet) empty = cs_mark_set_new_empty ();
  cs_mark_set_unref (world->set);
  world->set = cs_mark_edit_apply (empty, edit, &error);
  g_assert_no_error (error);
  cs_case_order_follow (world->order, world->set, world->schema);
}

/* LIST is "id:number id:number". */
static void
assert_list (World *world, const char *list)
{
  g_autoptr (GString) is = g_string_new (NULL);
  guint n = 0;
  const guint64 *ids = cs_case_order_ids (world->order, &n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (is, "%s%u:%u", i > 0 ? " " : "", (guint)ids[i],
                            cs_case_order_number (world->order, ids[i]));
  g_assert_cmpstr (is->str, ==, list);
}

static void
test_tied_when_opened (void)
{
  World world;
  begin (&world);
  add (&world, 1, "words", 0, 5);
  add (&world, 2, "words", 8, 9);
  add (&world, 3, "region", 1000, 1000);
  add (&world, 4, "region", 1000, 3000);
  add (&world, 5, "shown-as", 1, 4);
  follow (&world);
  /* Words 1 and region 4 are one finding, beside each other; the tie has no row. */
  assert_list (&world, "2:1 3:2 4:3 1:3");
  g_assert_cmpuint (cs_case_order_last (world.order), ==, 3);
  g_assert_cmpuint (cs_case_order_number (world.order, 5), ==, 3);
  /* Without the tie they are two. */
  drop (&world, 5);
  follow (&world);
  assert_list (&world, "1:1 2:2 3:3 4:4");
  g_assert_cmpuint (cs_case_order_last (world.order), ==, 4);
  end (&world);
}

static void
test_tied_later (void)
{
  World world;
  begin (&world);
  add (&world, 3, "region", 1000, 1000);
  follow (&world);
  add (&world, 4, "words", 0, 5);
  follow (&world);
  add (&world, 6, "words", 8, 9);
  follow (&world);
  assert_list (&world, "3:1 4:2 6:3");
  add (&world, 7, "shown-as", 4, 3);
  follow (&world);
  assert_list (&world, "3:1 4:1 6:2");
  drop (&world, 7);
  follow (&world);
  assert_list (&world, "3:1 4:2 6:3");
  end (&world);
}

/* One that has attributes of its own needs its row. */
static void
test_tie_with_attributes (void)
{
  World world;
  begin (&world);
  add (&world, 1, "words", 0, 5);
  add (&world, 3, "region", 1000, 1000);
  add (&world, 5, "graded", 1, 3);
  follow (&world);
  assert_list (&world, "3:1 1:1 5:2");
  g_autoptr (GPtrArray) ties = cs_case_ties_of (world.set, 3);
  g_assert_cmpuint (ties->len, ==, 1);
  g_assert_cmpuint (cs_case_tie_partner (world.set, ties->pdata[0], 3)->id, ==, 1);
  end (&world);
}

/* Words tied to words stay two findings and a relation. */
static void
test_within_text (void)
{
  World world;
  begin (&world);
  add (&world, 1, "words", 0, 5);
  add (&world, 2, "words", 8, 9);
  add (&world, 5, "shown-as", 1, 2);
  follow (&world);
  assert_list (&world, "1:1 2:2 5:3");
  end (&world);
}

/* As somebody sees it who opens the case now. */
static void
assert_opened (World *world, const char *list)
{
  g_autoptr (CsCaseOrder) kept = g_steal_pointer (&world->order);
  world->order = cs_case_order_new ();
  follow (world);
  assert_list (world, list);
  g_clear_pointer (&world->order, cs_case_order_free);
  world->order = g_steal_pointer (&kept);
}

/* Drawn from the bottom up, a relation between: the same numbers while drawing, for the next
 * person and after reopening; only those after a deleted mark move up. */
static void
test_same_when_reopened (void)
{
  World world;
  begin (&world);
  add (&world, 2, "region", 1000, 9000);
  add (&world, 3, "words", 0, 5);
  follow (&world);
  add (&world, 5, "graded", 3, 2);
  follow (&world);
  add (&world, 7, "region", 1000, 3000);
  follow (&world);
  add (&world, 9, "region", 5000, 1000);
  follow (&world);
  assert_list (&world, "2:1 3:1 5:2 7:3 9:4");
  assert_opened (&world, "2:1 3:1 5:2 7:3 9:4");
  g_assert_cmpuint (cs_case_order_last (world.order), ==, 4);
  drop (&world, 7);
  follow (&world);
  assert_list (&world, "2:1 3:1 5:2 9:3");
  assert_opened (&world, "2:1 3:1 5:2 9:3");
  g_assert_cmpuint (cs_case_order_number (world.order, 7), ==, 0);
  add (&world, 7, "region", 1000, 3000); /* undone */
  follow (&world);
  assert_list (&world, "2:1 3:1 5:2 7:3 9:4");
  end (&world);
}

static void
hand_in (World *world, gboolean as_past)
{
  follow (world);
  g_autoptr (CsCasePast) past = cs_case_past_new (world->set);
  if (as_past)
    cs_case_order_hand_in_past (world->order, past, world->schema);
  else
    cs_case_order_hand_in (world->order, world->set, world->schema);
  follow (world);
}

/* Numbers that were handed in stay with their marks, or are free for nobody; a former version says
 * the same of them. */
static void
test_handed_in (gconstpointer as_past)
{
  World world;
  begin (&world);
  add (&world, 2, "words", 0, 5);
  add (&world, 4, "region", 1000, 1000);
  add (&world, 5, "region", 1000, 3000);
  add (&world, 6, "shown-as", 2, 5);
  add (&world, 7, "region", 1000, 6000);
  hand_in (&world, as_past != NULL);
  assert_list (&world, "4:1 5:2 2:2 7:3");
  drop (&world, 4);
  add (&world, 8, "region", 5000, 1000);
  add (&world, 9, "region", 5000, 3000);
  follow (&world);
  assert_list (&world, "5:2 2:2 7:3 8:4 9:5");
  g_assert_cmpuint (cs_case_order_findings (world.order), ==, 4);
  g_assert_cmpuint (cs_case_order_last (world.order), ==, 5);
  drop (&world, 8);
  follow (&world);
  assert_list (&world, "5:2 2:2 7:3 9:4");
  hand_in (&world, as_past != NULL);
  /* A suggestion brings its own id; words that lose their region are a finding of their own. */
  drop (&world, 5);
  drop (&world, 6);
  add (&world, 1, "region", 9000, 1000);
  follow (&world);
  assert_list (&world, "7:3 9:4 1:5 2:6");
  cs_case_order_begin (world.order);
  follow (&world);
  assert_list (&world, "1:1 2:2 7:3 9:4");
  end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/case-order/tied-when-opened", test_tied_when_opened);
  g_test_add_func ("/case-order/tied-later", test_tied_later);
  g_test_add_func ("/case-order/tie-with-attributes", test_tie_with_attributes);
  g_test_add_func ("/case-order/within-text", test_within_text);
  g_test_add_func ("/case-order/same-when-reopened", test_same_when_reopened);
  g_test_add_data_func ("/case-order/handed-in", NULL, test_handed_in);
  g_test_add_data_func ("/case-order/handed-in-past", GINT_TO_POINTER (TRUE), test_handed_in);
  return g_test_run ();
}
