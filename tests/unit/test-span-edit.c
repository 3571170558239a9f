/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-removal.h"
#include "cs-span-edit.h"
#include "cs-test.h"
#include "cs-text-selection.h"

#include <string.h>

#define TEXT "A solid nodule of 7 mm. No nodule."

static const CsGid note = { { 1 } }, scan = { { 2 } };

typedef struct {
  CsTextBreaks *breaks;
  CsMarkSet *set;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CsTextDocument) document = cs_text_document_new (TEXT, strlen (TEXT), NULL);
  self->breaks = cs_text_breaks_new (document);
  self->set = cs_mark_set_new_empty ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cs_text_breaks_free (self->breaks);
  cs_mark_set_unref (self->set);
}

/* Takes EDIT. */
static void
apply (Fixture *self, CsMarkEdit *edit, const GError *error)
{
  g_autoptr (CsMarkEdit) owned = edit;
  g_assert_no_error (error);
  g_autoptr (GError) wrong = NULL;
  CsMarkSet *set = cs_mark_edit_apply (self->set, owned, &wrong);
  g_assert_no_error (wrong);
  g_assert_true (cs_mark_set_check_links (set, &wrong));
  cs_mark_set_unref (self->set);
  self->set = set;
}

static void
label (Fixture *self, guint32 start, guint32 end, const char *key, guint64 id)
{
  g_autoptr (GError) error = NULL;
  CsMarkEdit *edit = cs_span_label (self->set, self->breaks, &note, start, end, key, id, &error);
  apply (self, edit, error);
}

static void
check_span (const Fixture *self, guint64 id, gint64 start, gint64 end, const char *quote)
{
  const CsMark *mark = cs_mark_set_get (self->set, id);
  g_assert_nonnull (mark);
  g_assert_cmpint (mark->values[0], ==, start);
  g_assert_cmpint (mark->values[mark->n_values - 1], ==, end);
  g_assert_cmpstr (mark->quote, ==, quote);
  g_autoptr (GError) error = NULL;
  cs_text_document_check_quote (cs_text_breaks_document (self->breaks), mark->values,
                                mark->n_values, mark->quote, &error);
  g_assert_no_error (error);
}

static void
test_label (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  label (self, 1, 15, "nodule", 1); /* " solid nodule " */
  check_span (self, 1, 2, 14, "solid nodule");
  g_assert_cmpint (cs_mark_set_get (self->set, 1)->how, ==, CS_MARK_HOW_SCRATCH);
  label (self, 2, 14, "finding", 2); /* another label on the same words */
  g_assert_null (cs_span_label (self->set, self->breaks, &note, 2, 14, "nodule", 3, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (cs_span_label (self->set, self->breaks, &note, 1, 2, "nodule", 3, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (cs_span_label (self->set, self->breaks, &note, 5, 5, "nodule", 3, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
test_too_long (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (CS_MARK_MAX_QUOTE + 1, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (CsTextDocument) document = cs_text_document_new (text, strlen (text), NULL);
  g_autoptr (CsTextBreaks) breaks = cs_text_breaks_new (document);
  g_assert_null (
      cs_span_label (self->set, breaks, &note, 0, CS_MARK_MAX_QUOTE + 1, "a", 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
}

static void
test_hit (Fixture *self, gconstpointer data)
{
  label (self, 0, 23, "sentence", 1);
  label (self, 2, 14, "nodule", 2);
  label (self, 8, 14, "noun", 3);
  label (self, 8, 14, "head", 4);
  static const struct {
    gint64 at;
    guint64 after, found;
  } cases[] = { { 0, 0, 1 },  { 1, 0, 1 },  { 2, 0, 2 },  { 7, 0, 2 },  { 8, 0, 3 },
                { 13, 0, 3 }, { 14, 0, 1 }, { 23, 0, 0 }, { 8, 3, 4 },  { 8, 4, 2 },
                { 8, 2, 1 },  { 8, 1, 3 },  { 20, 1, 1 }, { 99, 0, 0 }, { -1, 0, 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const CsMark *mark = cs_span_at (self->set, &note, cases[i].at, cases[i].after);
    g_assert_cmpuint (mark != NULL ? mark->id : 0, ==, cases[i].found);
  }
  g_assert_null (cs_span_at (self->set, &scan, 8, 0));
}

static void
put_mark (Fixture *self, const CsMarkInit *init)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (marks, cs_mark_new (init, &error));
  g_assert_no_error (error);
  apply (self, cs_mark_edit_new (marks, NULL, NULL, &error), error);
}

/* Two pieces with a gap: the gap is not hit, the length is what is covered. */
static void
test_fragments (Fixture *self, gconstpointer data)
{
  const gint64 values[] = { 2, 7, 27, 33 };
  const CsMarkInit init = { .id = 1,
                            .kind = &cs_mark_kind_span,
                            .label = "a",
                            .item = note,
                            .values = values,
                            .n_values = 4,
                            .quote = "solid nodule",
                            .how = CS_MARK_HOW_ACCEPTED,
                            .confidence = -1 };
  g_autoptr (GError) error = NULL;
  put_mark (self, &init);
  g_assert_nonnull (cs_span_at (self->set, &note, 30, 0));
  g_assert_null (cs_span_at (self->set, &note, 10, 0));
  g_assert_cmpint (cs_span_length (cs_mark_set_get (self->set, 1)), ==, 11);
  apply (self,
         cs_span_move_edge (self->set, self->breaks, 1, TRUE, CS_TEXT_UNIT_GRAPHEME, 1, &error),
         error);
  check_span (self, 1, 2, 34, "solid nodule.");
  g_assert_cmpint (cs_mark_set_get (self->set, 1)->how, ==, CS_MARK_HOW_EDITED);
  apply (self,
         cs_span_move_edge (self->set, self->breaks, 1, FALSE, CS_TEXT_UNIT_GRAPHEME, 2, &error),
         error);
  check_span (self, 1, 4, 34, "lid nodule.");
  g_assert_null (
      cs_span_move_edge (self->set, self->breaks, 1, FALSE, CS_TEXT_UNIT_GRAPHEME, 3, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
move_edge (Fixture *self, gboolean end, CsTextUnit unit, int steps)
{
  g_autoptr (GError) error = NULL;
  apply (self, cs_span_move_edge (self->set, self->breaks, 1, end, unit, steps, &error), error);
}

static void
test_edges (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  label (self, 8, 14, "nodule", 1);
  move_edge (self, FALSE, CS_TEXT_UNIT_WORD, -1);
  check_span (self, 1, 2, 14, "solid nodule");
  move_edge (self, TRUE, CS_TEXT_UNIT_WORD, 3);
  check_span (self, 1, 2, 22, "solid nodule of 7 mm");
  move_edge (self, TRUE, CS_TEXT_UNIT_GRAPHEME, -3);
  check_span (self, 1, 2, 19, "solid nodule of 7");
  move_edge (self, FALSE, CS_TEXT_UNIT_GRAPHEME, 1);
  check_span (self, 1, 3, 19, "olid nodule of 7");
  move_edge (self, TRUE, CS_TEXT_UNIT_WORD, -1); /* no space is left at the edge */
  check_span (self, 1, 3, 17, "olid nodule of");
  move_edge (self, FALSE, CS_TEXT_UNIT_WORD, 1);
  check_span (self, 1, 8, 17, "nodule of");
  move_edge (self, FALSE, CS_TEXT_UNIT_WORD, -1);
  move_edge (self, FALSE, CS_TEXT_UNIT_GRAPHEME, 1);
  move_edge (self, TRUE, CS_TEXT_UNIT_WORD, 1);
  check_span (self, 1, 3, 19, "olid nodule of 7");
  const struct {
    guint64 id;
    gboolean end;
    CsTextUnit unit;
    int steps;
    CsError code;
  } refused[] = {
    { 1, FALSE, CS_TEXT_UNIT_GRAPHEME, -4, CS_ERROR_INVALID }, /* before the text */
    { 1, TRUE, CS_TEXT_UNIT_GRAPHEME, 99, CS_ERROR_INVALID },  /* after it */
    { 1, FALSE, CS_TEXT_UNIT_GRAPHEME, 16, CS_ERROR_INVALID }, /* empty */
    { 1, TRUE, CS_TEXT_UNIT_WORD, -4, CS_ERROR_INVALID },
    { 9, TRUE, CS_TEXT_UNIT_WORD, 1, CS_ERROR_NOT_FOUND },
  };
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_assert_null (cs_span_move_edge (self->set, self->breaks, refused[i].id, refused[i].end,
                                      refused[i].unit, refused[i].steps, &error));
    g_assert_error (error, CS_ERROR, (int)refused[i].code);
    g_clear_error (&error);
  }
}

/* A drag ends where the pointer is; what nothing would be left of is not changed. */
static void
test_drag (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  label (self, 8, 14, "nodule", 1);
  apply (self, cs_span_set_edge (self->set, self->breaks, 1, FALSE, 2, &error), error);
  check_span (self, 1, 2, 14, "solid nodule");
  apply (self, cs_span_set_edge (self->set, self->breaks, 1, TRUE, 17, &error), error);
  check_span (self, 1, 2, 17, "solid nodule of");
  g_assert_null (cs_span_set_edge (self->set, self->breaks, 1, TRUE, 2, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (cs_span_set_edge (self->set, self->breaks, 1, FALSE, 999, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
test_relabel (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) attributes = cs_json_new_object ();
  cs_json_put_string (attributes, "negated", "yes");
  label (self, 8, 14, "nodule", 1);
  apply (self, cs_span_relabel (self->set, 1, "mass", attributes, &error), error);
  check_span (self, 1, 8, 14, "nodule");
  g_assert_cmpstr (cs_mark_set_get (self->set, 1)->label, ==, "mass");
  g_assert_true (cs_json_equal (cs_mark_set_get (self->set, 1)->attributes, attributes));
  apply (self, cs_span_relabel (self->set, 1, "nodule", NULL, &error), error);
  g_assert_null (cs_mark_set_get (self->set, 1)->attributes);
  g_assert_null (cs_span_relabel (self->set, 5, "mass", NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

/* A passage and a region of another item of the case; deleting one takes the tie along. */
static void
test_relations (Fixture *self, gconstpointer data)
{
  const gint64 values[] = { 1000, 1000, 9000, 9000 };
  const CsMarkInit box = { .id = 2,
                           .kind = &cs_mark_kind_box,
                           .label = "a",
                           .item = scan,
                           .frame = 4,
                           .values = values,
                           .n_values = 4,
                           .confidence = -1 };
  g_autoptr (GError) error = NULL;
  label (self, 8, 14, "nodule", 1);
  put_mark (self, &box);
  label (self, 18, 22, "size", 3);
  apply (self, cs_relation_add (self->set, 1, 2, "shows", 4, &error), error);
  apply (self, cs_relation_add (self->set, 3, 1, "of", 5, &error), error);
  g_assert_true (cs_gid_equal (&cs_mark_set_get (self->set, 4)->item, &note));
  g_autoptr (GPtrArray) of_span = cs_relations_of (self->set, 1);
  g_autoptr (GPtrArray) of_box = cs_relations_of (self->set, 2);
  g_assert_cmpuint (of_span->len, ==, 2);
  g_assert_cmpuint (of_box->len, ==, 1);
  const struct {
    guint64 from, to;
    CsError code;
  } refused[] = { { 1, 2, CS_ERROR_CONFLICT },
                  { 1, 1, CS_ERROR_INVALID },
                  { 1, 9, CS_ERROR_NOT_FOUND },
                  { 9, 1, CS_ERROR_NOT_FOUND },
                  { 1, 5, CS_ERROR_INVALID } };
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_assert_null (cs_relation_add (self->set, refused[i].from, refused[i].to, "shows", 6, &error));
    g_assert_error (error, CS_ERROR, (int)refused[i].code);
    g_clear_error (&error);
  }
  apply (self, cs_removal_new (self->set, &(guint64){ 1 }, 1, &error), error);
  g_assert_cmpuint (self->set->n_marks, ==, 2);
  g_assert_null (cs_removal_new (self->set, &(guint64){ 1 }, 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

static void
check_selection (const CsTextSelection *selection, guint32 anchor, guint32 caret)
{
  g_assert_cmpuint (selection->anchor, ==, anchor);
  g_assert_cmpuint (selection->caret, ==, caret);
}

static void
test_selection (Fixture *self, gconstpointer data)
{
  CsTextSelection selection = { 0 };
  guint32 start = 0, end = 0;
  cs_text_selection_place (&selection, self->breaks, 8, FALSE);
  check_selection (&selection, 8, 8);
  g_assert_true (cs_text_selection_is_empty (&selection));
  cs_text_selection_move (&selection, self->breaks, CS_TEXT_UNIT_WORD, 1, TRUE);
  check_selection (&selection, 8, 14);
  cs_text_selection_move (&selection, self->breaks, CS_TEXT_UNIT_GRAPHEME, 1, TRUE);
  check_selection (&selection, 8, 15);
  cs_text_selection_move (&selection, self->breaks, CS_TEXT_UNIT_GRAPHEME, -1, FALSE);
  check_selection (&selection, 8, 8);
  cs_text_selection_move (&selection, self->breaks, CS_TEXT_UNIT_WORD, -1, TRUE);
  check_selection (&selection, 8, 2);
  cs_text_selection_range (&selection, &start, &end);
  g_assert_cmpuint (start, ==, 2);
  g_assert_cmpuint (end, ==, 8);
  cs_text_selection_move (&selection, self->breaks, CS_TEXT_UNIT_GRAPHEME, 1, FALSE);
  check_selection (&selection, 8, 8);
  cs_text_selection_take (&selection, self->breaks, CS_TEXT_UNIT_WORD, 10);
  check_selection (&selection, 8, 14);
  cs_text_selection_take (&selection, self->breaks, CS_TEXT_UNIT_PARAGRAPH, 10);
  check_selection (&selection, 0, 34);
  cs_text_selection_place (&selection, self->breaks, 999, TRUE);
  check_selection (&selection, 0, 34);
  cs_text_selection_move (&selection, self->breaks, CS_TEXT_UNIT_GRAPHEME, 5, FALSE);
  check_selection (&selection, 34, 34);
  cs_text_selection_move (&selection, self->breaks, CS_TEXT_UNIT_GRAPHEME, -99, FALSE);
  check_selection (&selection, 0, 0);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
#define ADD(name, function)                                                                        \
  g_test_add ("/span-edit/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("label", test_label);
  ADD ("too-long", test_too_long);
  ADD ("hit", test_hit);
  ADD ("fragments", test_fragments);
  ADD ("edges", test_edges);
  ADD ("drag", test_drag);
  ADD ("relabel", test_relabel);
  ADD ("relations", test_relations);
  ADD ("selection", test_selection);
  return g_test_run ();
}
