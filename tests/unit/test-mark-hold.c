/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is hidden or locked: kept, seen, refused. */
#include "cs-mark-hold.h"
#include "cs-test.h"

#include <string.h>

static CsMark *
point (guint64 id, gint64 x)
{
  const gint64 values[] = { x, 2000 };
  CsMarkInit init = { .id = id,
                      .kind = &cs_mark_kind_point,
                      .label = "a",
                      .values = values,
                      .n_values = G_N_ELEMENTS (values),
                      .how = CS_MARK_HOW_SCRATCH,
                      .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, NULL);
  g_assert_nonnull (mark);
  return mark;
}

static CsMark *
tie (guint64 id, gint64 from, gint64 to)
{
  const gint64 values[] = { from, to };
  CsMarkInit init = { .id = id,
                      .kind = &cs_mark_kind_relation,
                      .label = "b",
                      .values = values,
                      .n_values = G_N_ELEMENTS (values),
                      .how = CS_MARK_HOW_SCRATCH,
                      .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, NULL);
  g_assert_nonnull (mark);
  return mark;
}

/* Points 1 to 3, and 4, which ties 1 to 2. */
static CsMarkSet *
example (void)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint64 id = 1; id <= 3; id++)
    g_ptr_array_add (marks, point (id, 1000));
  g_ptr_array_add (marks, tie (4, 1, 2));
  return cs_mark_set_new (marks, NULL, NULL);
}

static CsMarkEdit *
change (guint64 put, guint64 gone)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (put != 0)
    g_ptr_array_add (marks, point (put, 5000));
  if (gone != 0)
    g_array_append_val (ids, gone);
  return cs_mark_edit_new (marks, ids, NULL, NULL);
}

static gboolean
lets (const CsMarkHold *hold, guint64 put, guint64 gone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMarkSet) set = example ();
  g_autoptr (CsMarkEdit) edit = change (put, gone);
  gboolean ok = cs_mark_hold_check (hold, set, edit, &error);
  if (ok)
    g_assert_no_error (error);
  else
    g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  return ok;
}

static void
test_refusal (void)
{
  g_autoptr (CsMarkHold) hold = cs_mark_hold_new ();
  g_assert_true (lets (NULL, 1, 2));
  g_assert_true (lets (hold, 1, 2));
  g_assert_true (cs_mark_hold_set (hold, 1, CS_MARK_LOCKED, TRUE));
  g_assert_false (cs_mark_hold_set (hold, 1, CS_MARK_LOCKED, TRUE));
  g_assert_true (cs_mark_hold_set (hold, 2, CS_MARK_HIDDEN, TRUE));
  g_assert_true (cs_mark_hold_set (hold, 9, CS_MARK_LOCKED, TRUE));
  g_assert_false (lets (hold, 1, 0));
  g_assert_false (lets (hold, 0, 1));
  g_assert_false (lets (hold, 2, 0));
  g_assert_false (lets (hold, 3, 2));
  g_assert_true (lets (hold, 3, 0));
  g_assert_true (lets (hold, 9, 3)); /* 9 is not there: a new mark */
  g_assert_true (cs_mark_hold_set (hold, 1, CS_MARK_LOCKED, FALSE));
  g_assert_true (lets (hold, 1, 0));
}

static void
test_left_out (void)
{
  g_autoptr (CsMarkHold) hold = cs_mark_hold_new ();
  g_autoptr (CsMarkSet) set = example ();
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  const char *why = NULL;
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (marks, (gpointer)set->marks[i]);
  g_assert_cmpuint (cs_mark_hold_leave_out (hold, marks, &why), ==, 0);
  g_assert_null (why);
  cs_mark_hold_set (hold, 2, CS_MARK_LOCKED, TRUE);
  g_assert_cmpuint (cs_mark_hold_leave_out (hold, marks, &why), ==, 1);
  g_assert_cmpstr (why, ==, cs_mark_hold_why (hold, 2));
  g_assert_cmpuint (marks->len, ==, 2);
  g_assert_true (marks->pdata[1] == set->marks[2]);
}

static void
test_visible (void)
{
  g_autoptr (CsMarkHold) hold = cs_mark_hold_new ();
  g_autoptr (CsMarkSet) set = example ();
  g_autoptr (CsMarkSet) all = cs_mark_hold_visible (hold, set);
  g_assert_true (all == set);
  cs_mark_hold_set (hold, 3, CS_MARK_LOCKED, TRUE);
  cs_mark_hold_set (hold, 2, CS_MARK_HIDDEN, TRUE);
  cs_mark_hold_set (hold, 99, CS_MARK_HIDDEN, TRUE); /* of a mark that undo took */
  g_assert_cmpuint (cs_mark_hold_count (hold, set, CS_MARK_HIDDEN), ==, 1);
  g_assert_cmpuint (cs_mark_hold_count (hold, set, CS_MARK_LOCKED), ==, 1);
  g_autoptr (CsMarkSet) seen = cs_mark_hold_visible (hold, set);
  g_assert_cmpuint (seen->n_marks, ==, 2);
  g_assert_nonnull (cs_mark_set_get (seen, 1));
  g_assert_null (cs_mark_set_get (seen, 4)); /* its end is not seen */
}

static void
test_kept (void)
{
  g_autoptr (CsMarkHold) hold = cs_mark_hold_new ();
  g_assert_null (cs_mark_hold_write (hold));
  cs_mark_hold_set (hold, 7, CS_MARK_LOCKED, TRUE);
  cs_mark_hold_set (hold, 5, CS_MARK_LOCKED, TRUE);
  cs_mark_hold_set (hold, 7, CS_MARK_HIDDEN, TRUE);
  g_autoptr (CsJson) json = cs_mark_hold_write (hold);
  g_autofree char *text = cs_json_to_canonical (json, NULL);
  g_assert_cmpstr (text, ==, "{\"hidden\":[7],\"locked\":[5,7]}");
  g_autoptr (CsMarkHold) again = cs_mark_hold_read (json);
  g_autoptr (CsMarkHold) copy = cs_mark_hold_copy (again);
  g_assert_true (cs_mark_hold_is (copy, 7, CS_MARK_HIDDEN));
  g_assert_true (cs_mark_hold_is (copy, 5, CS_MARK_LOCKED));
  g_assert_false (cs_mark_hold_is (copy, 5, CS_MARK_HIDDEN));
}

static void
test_bad (void)
{
  static const char *const bad[] = { "[]", "{\"hidden\":7}", "{\"hidden\":[-1,0,\"7\",null]}",
                                     "{\"hidden\":{\"a\":7}}", "{\"other\":[7]}" };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (CsJson) json = cs_json_parse_text (bad[i], strlen (bad[i]), 1000, NULL);
    g_autoptr (CsMarkHold) hold = cs_mark_hold_read (json);
    g_assert_null (cs_mark_hold_write (hold));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark-hold/refusal", test_refusal);
  g_test_add_func ("/mark-hold/left-out", test_left_out);
  g_test_add_func ("/mark-hold/visible", test_visible);
  g_test_add_func ("/mark-hold/kept", test_kept);
  g_test_add_func ("/mark-hold/bad", test_bad);
  return g_test_run ();
}
