/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown as blocks and styled pieces. */
#include "cs-clause.h"
#include "cs-prose.h"
#include "cs-test.h"

#include <string.h>

static CsProse *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  CsProse *prose = cs_prose_read (text, strlen (text), &error);
  g_assert_no_error (error);
  return prose;
}

static void
assert_block (const CsProse *prose, guint n, CsProseKind kind, guint clause, const char *marker,
              const char *text)
{
  g_assert_cmpuint (n, <, prose->n_blocks);
  g_assert_cmpint (prose->blocks[n].kind, ==, kind);
  g_assert_cmpuint (prose->blocks[n].clause, ==, clause);
  g_assert_cmpstr (prose->blocks[n].marker, ==, marker);
  g_assert_cmpstr (prose->blocks[n].text, ==, text);
}

/* The same clauses as in the list of clauses, whose headings are not repeated. */
static void
test_clauses (void)
{
  static const char text[] = "---\ntitle: x\n---\nBefore.\n\n# G-1 One\n\nFirst\nline.\n\n"
                             "> ## Quoted\n> words\n\n## G-1.1 Two\n\nUnder\n=====\n\nLast.\n";
  g_autoptr (CsProse) prose = read_text (text);
  g_autoptr (CsClauses) clauses = cs_clauses_parse (text, strlen (text), NULL);
  g_assert_cmpuint (clauses->n_clauses, ==, 4);
  g_assert_cmpuint (prose->n_blocks, ==, 5);
  assert_block (prose, 0, CS_PROSE_PARAGRAPH, 0, NULL, "Before.");
  assert_block (prose, 1, CS_PROSE_PARAGRAPH, 1, NULL, "First line.");
  assert_block (prose, 2, CS_PROSE_HEADING, 1, NULL, "Quoted");
  assert_block (prose, 3, CS_PROSE_PARAGRAPH, 1, NULL, "words");
  g_assert_true (prose->blocks[3].quote);
  assert_block (prose, 4, CS_PROSE_PARAGRAPH, 3, NULL, "Last.");
  g_autoptr (CsProse) headed = read_text ("# A\n\nwords\n");
  assert_block (headed, 0, CS_PROSE_PARAGRAPH, 0, NULL, "words");
}

static void
test_pieces (void)
{
  g_autoptr (CsProse) prose = read_text (
      "The **dense *core*** and `code`, [G-3](#x) <b>not</b> ![Mark: a](a.png) end ![only](b.png)\n"
      "\n![alone](c.png)\n");
  g_assert_cmpuint (prose->n_blocks, ==, 1);
  const CsProseBlock *block = &prose->blocks[0];
  g_assert_cmpstr (block->text, ==, "The dense core and code, G-3 not  end");
  g_assert_cmpuint (block->n_pieces, ==, 4);
  static const CsProsePiece expected[] = { { 4, 10, CS_PROSE_STRONG },
                                           { 10, 14, CS_PROSE_STRONG | CS_PROSE_EMPHASIS },
                                           { 19, 23, CS_PROSE_CODE },
                                           { 25, 28, CS_PROSE_LINK } };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_assert_cmpuint (block->pieces[i].start, ==, expected[i].start);
    g_assert_cmpuint (block->pieces[i].end, ==, expected[i].end);
    g_assert_cmpuint (block->pieces[i].style, ==, expected[i].style);
  }
}

static void
test_lists (void)
{
  g_autoptr (CsProse) prose =
      read_text ("3. three\n\n   again\n4. four\n   - deep\n\n---\n\n"
                 "    code\n      more\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
  assert_block (prose, 0, CS_PROSE_PARAGRAPH, 0, "3.", "three");
  assert_block (prose, 1, CS_PROSE_PARAGRAPH, 0, "", "again");
  assert_block (prose, 2, CS_PROSE_PARAGRAPH, 0, "4.", "four");
  assert_block (prose, 3, CS_PROSE_PARAGRAPH, 0, "•", "deep");
  g_assert_cmpuint (prose->blocks[2].depth, ==, 1);
  g_assert_cmpuint (prose->blocks[3].depth, ==, 2);
  assert_block (prose, 4, CS_PROSE_RULE, 0, NULL, "");
  assert_block (prose, 5, CS_PROSE_LITERAL, 0, NULL, "code\n  more");
  assert_block (prose, 6, CS_PROSE_LITERAL, 0, NULL, "| a | b |\n|---|---|\n| 1 | 2 |");
  g_assert_cmpuint (prose->n_blocks, ==, 7);
}

static void
test_bad (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_prose_read ("\xff", 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_autoptr (CsProse) empty = read_text ("");
  g_assert_cmpuint (empty->n_blocks, ==, 0);
}

static void
test_examples (void)
{
  static const struct {
    const char *alt;
    CsExample example;
    const char *caption;
  } cases[] = {
    { "Mark: dense core", CS_EXAMPLE_MARK, "dense core" },
    { "YES: a", CS_EXAMPLE_MARK, "a" },
    { "Do not mark: choroid plexus: G-3.3", CS_EXAMPLE_DO_NOT_MARK, "choroid plexus: G-3.3" },
    { "no:b", CS_EXAMPLE_DO_NOT_MARK, "b" },
    { "Borderline:", CS_EXAMPLE_BORDERLINE, "" },
    { "Marked: c", CS_EXAMPLE_PLAIN, "Marked: c" },
    { "A nodule", CS_EXAMPLE_PLAIN, "A nodule" },
    { "", CS_EXAMPLE_PLAIN, "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *caption = NULL;
    g_assert_cmpint (cs_example_read (cases[i].alt, &caption), ==, cases[i].example);
    g_assert_cmpstr (caption, ==, cases[i].caption);
  }
}

/* The words of BLOCK with [now] and {was}. */
static char *
marked (const CsProseBlock *block)
{
  GString *out = g_string_new (NULL);
  guint at = 0;
  for (guint i = 0; i < block->n_pieces; i++) {
    const CsProsePiece *piece = &block->pieces[i];
    gboolean now = piece->style & CS_PROSE_NOW, was = piece->style & CS_PROSE_WAS;
    g_string_append_len (out, block->text + at, piece->start - at);
    g_string_append (out, now ? "[" : was ? "{" : "");
    g_string_append_len (out, block->text + piece->start, piece->end - piece->start);
    g_string_append (out, now ? "]" : was ? "}" : "");
    at = piece->end;
  }
  g_string_append (out, block->text + at);
  return g_string_free (out, FALSE);
}

static CsProse *
compare (const char *before, const char *after)
{
  g_autoptr (CsProse) a = read_text (before), b = read_text (after);
  g_autoptr (CsClauses) then = cs_clauses_parse (before, strlen (before), NULL);
  g_autoptr (CsClauses) now = cs_clauses_parse (after, strlen (after), NULL);
  return cs_prose_compare (a, then, b, now);
}

/* One sentence that became another: what is now, then what was. */
static void
test_compare_words (void)
{
  static const struct {
    const char *was, *is, *said;
  } rows[] = {
    { "larger than 2 mm across", "larger than 3 mm across", "larger than [3 mm] {2 mm} across" },
    { "mark the whole nodule", "mark the nodule", "mark the {whole} nodule" },
    { "mark the nodule", "mark the whole nodule", "mark the [whole] nodule" },
    { "at 2.5 mm or so", "at 2.6 mm or so", "at [2.6 mm] {2.5 mm} or so" },
    { "a big, red one", "a small, blue one", "a [small, blue] {big, red} one" },
    { "One lung. Draw it.", "One lung. Not two. Draw it.", "One lung. [Not two.] Draw it." },
    { "the rim of it.", "the rim of it", "the rim of it {.}" },
    { "gr\303\266\303\237er als 2", "gr\303\266\303\237er als 3",
      "gr\303\266\303\237er als [3] {2}" },
    { "old words here", "nothing alike", "[nothing alike]" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *before = g_strdup_printf ("## G-1 a\n\n%s\n", rows[i].was);
    g_autofree char *after = g_strdup_printf ("## G-1 b\n\n%s\n", rows[i].is);
    g_autoptr (CsProse) both = compare (before, after);
    g_autofree char *said = marked (&both->blocks[0]);
    g_assert_cmpstr (said, ==, rows[i].said);
    g_assert_true (cs_prose_block_changed (&both->blocks[0]));
  }
}

/* Blocks that came, went and stayed; styles stay, and a new clause is as it is. */
static void
test_compare_blocks (void)
{
  g_autoptr (CsProse) both = compare (
      "## G-1 a\n\nstays **bold**\n\ngoes away\n\n- one\n- two thin lines\n\n## G-2 b\n\nold\n",
      "## G-3 c\n\nbrand new\n\n## G-1 a\n\nstays **bold**\n\n- one\n- two thick **lines**\n\n"
      "and more\n");
  static const char *const said[] = {
    "brand new", "stays bold", "{goes away}", "one", "two [thick] {thin} lines", "[and more]"
  };
  static const guint clauses[] = { 0, 1, 1, 1, 1, 1 };
  g_assert_cmpuint (both->n_blocks, ==, G_N_ELEMENTS (said));
  for (guint i = 0; i < both->n_blocks; i++) {
    g_autofree char *words = marked (&both->blocks[i]);
    g_assert_cmpstr (words, ==, said[i]);
    g_assert_cmpuint (both->blocks[i].clause, ==, clauses[i]);
  }
  g_assert_false (cs_prose_block_changed (&both->blocks[1]));
  g_assert_cmpuint (both->blocks[1].pieces[0].style, ==, CS_PROSE_STRONG);
  g_assert_cmpuint (both->blocks[4].pieces[2].style, ==, CS_PROSE_STRONG);
  g_assert_cmpstr (both->blocks[4].marker, ==, "\342\200\242");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/prose/compare-words", test_compare_words);
  g_test_add_func ("/prose/compare-blocks", test_compare_blocks);
  g_test_add_func ("/prose/clauses", test_clauses);
  g_test_add_func ("/prose/pieces", test_pieces);
  g_test_add_func ("/prose/lists", test_lists);
  g_test_add_func ("/prose/bad", test_bad);
  g_test_add_func ("/prose/examples", test_examples);
  return g_test_run ();
}
