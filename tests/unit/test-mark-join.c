/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people read each for other labels, put together: all of it is there, once, whoever has which
 * ids; what does not fit stays open with what hangs on it; of answers the one that doubts most. */
#include "cs-mark-consensus.h"
#include "cs-test.h"

#include <string.h>

#define ITEM "00112233445566778899aabbccddeeff"

static CsMark *
box (guint64 id, const char *label)
{
  g_autoptr (GError) error = NULL;
  const gint64 values[] = { 0, 0, 5000, 5000 };
  CsMarkInit init = { .id = id,
                      .kind = cs_mark_kind_find ("box"),
                      .label = label,
                      .values = values,
                      .n_values = 4,
                      .confidence = -1 };
  g_assert_true (cs_gid_from_hex (ITEM, &init.item));
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

static CsMark *
tie (guint64 id, gint64 from, gint64 to)
{
  g_autoptr (GError) error = NULL;
  const gint64 values[] = { from, to };
  CsMarkInit init = { .id = id,
                      .kind = &cs_mark_kind_relation,
                      .label = "near",
                      .values = values,
                      .n_values = 2,
                      .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* Takes MARKS, to a NULL, over. */
static CsMarkSet *
set_of (CsAnswer answer, const char *note, CsMark *first, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  CsGid item;
  va_list more;
  va_start (more, first);
  for (CsMark *mark = first; mark != NULL; mark = va_arg (more, CsMark *))
    g_ptr_array_add (marks, mark);
  va_end (more);
  g_assert_true (cs_gid_from_hex (ITEM, &item));
  if (answer != CS_ANSWER_NONE)
    cs_mark_answers_add (answers, &item, answer, note);
  CsMarkSet *set = cs_mark_set_new (marks, answers, &error);
  g_assert_no_error (error);
  return set;
}

static gboolean
knows (const CsMark *mark, gpointer data)
{
  return strcmp (mark->label, data != NULL ? data : "") != 0;
}

/* "1 a; 2 b; 3 near 1-2; nothing: note | 7", what is open after the bar. */
static char *
say (CsMarkSet *one, CsMarkSet *other, const char *unknown)
{
  CsMarkSet *sets[] = { one, other };
  g_autoptr (CsConsensus) joined = cs_consensus_join (sets, 2, knows, (gpointer)unknown);
  GString *text = g_string_new (NULL);
  g_assert_cmpuint (joined->n_readers, ==, 2);
  g_assert_true (cs_mark_set_check_links (joined->agreed, NULL));
  for (guint i = 0; i < joined->agreed->n_marks; i++) {
    const CsMark *mark = joined->agreed->marks[i];
    g_string_append_printf (text, "%" G_GUINT64_FORMAT " %s", mark->id, mark->label);
    if (mark->kind == &cs_mark_kind_relation)
      g_string_append_printf (text, " %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, mark->values[0],
                              mark->values[1]);
    g_string_append (text, "; ");
  }
  for (guint i = 0; i < joined->agreed->n_answers; i++) {
    const CsMarkAnswer *answer = &joined->agreed->answers[i];
    g_string_append_printf (text, "%s:%s ", cs_answer_nick (answer->answer),
                            answer->note != NULL ? answer->note : "");
  }
  for (guint i = 0; i < joined->disputes->len; i++) {
    const CsDispute *open = &g_array_index (joined->disputes, CsDispute, i);
    const CsMark *mark = open->marks[0] != NULL ? open->marks[0] : open->marks[1];
    g_string_append_printf (text, "| %" G_GUINT64_FORMAT " ", mark->id);
  }
  cs_mark_set_unref (one);
  cs_mark_set_unref (other);
  return g_string_free (text, FALSE);
}

#define ASSERT(one, other, unknown, expected)                                                      \
  do {                                                                                             \
    g_autofree char *said = say (one, other, unknown);                                             \
    g_assert_cmpstr (said, ==, expected);                                                          \
  } while (0)

static void
test_marks (void)
{
  ASSERT (set_of (0, NULL, box (1, "a"), box (5, "a"), NULL), set_of (0, NULL, box (3, "b"), NULL),
          NULL, "1 a; 3 b; 5 a; ");
  /* One id of two marks: the second gets the next that nobody has, and what ties it follows. */
  ASSERT (set_of (0, NULL, box (1, "a"), box (2, "a"), tie (3, 1, 2), NULL),
          set_of (0, NULL, box (1, "b"), box (2, "b"), tie (3, 1, 2), NULL), NULL,
          "1 a; 2 a; 3 near 1-2; 4 b; 5 b; 6 near 4-5; ");
  ASSERT (set_of (0, NULL, box (CS_MARK_MAX_ID, "a"), NULL),
          set_of (0, NULL, box (CS_MARK_MAX_ID, "b"), box (1, "b"), NULL), NULL,
          "1 b; 2 b; 9007199254740991 a; ");
}

static void
test_open (void)
{
  ASSERT (set_of (0, NULL, box (1, "a"), box (2, "old"), tie (3, 1, 2), NULL),
          set_of (0, NULL, box (7, "b"), NULL), "old", "1 a; 7 b; | 2 | 3 ");
  ASSERT (set_of (0, NULL, box (1, "a"), box (2, "a"), tie (3, 1, 2), NULL), set_of (0, NULL, NULL),
          "near", "1 a; 2 a; | 3 ");
}

static void
test_answers (void)
{
  ASSERT (set_of (CS_ANSWER_NOTHING, "no", NULL), set_of (CS_ANSWER_NOTHING, "none", NULL), NULL,
          "nothing:no\nnone ");
  /* What one has marked is there, whatever the other has not; even where it stays open. */
  ASSERT (set_of (CS_ANSWER_NOTHING, NULL, NULL), set_of (0, NULL, box (1, "b"), NULL), NULL,
          "1 b; ");
  ASSERT (set_of (CS_ANSWER_NOTHING, NULL, NULL), set_of (0, NULL, box (1, "b"), NULL), "b",
          "| 1 ");
  ASSERT (set_of (CS_ANSWER_NOT_ASSESSABLE, "dark", NULL), set_of (CS_ANSWER_NOTHING, NULL, NULL),
          NULL, "not-assessable:dark ");
  ASSERT (set_of (CS_ANSWER_NOT_ASSESSABLE, NULL, NULL),
          set_of (CS_ANSWER_EQUIVOCAL, "or not", box (1, "b"), NULL), NULL,
          "1 b; equivocal:or not ");
  /* No note is longer than one may be. */
  g_autofree char *full = g_strnfill (CS_MARK_MAX_NOTE, 'n');
  g_autofree char *expected = g_strdup_printf ("nothing:%s ", full);
  ASSERT (set_of (CS_ANSWER_NOTHING, full, NULL), set_of (CS_ANSWER_NOTHING, "more", NULL), NULL,
          expected);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/mark-join/marks", test_marks);
  g_test_add_func ("/mark-join/open", test_open);
  g_test_add_func ("/mark-join/answers", test_answers);
  return g_test_run ();
}
