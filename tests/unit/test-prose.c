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

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/prose/clauses", test_clauses);
  g_test_add_func ("/prose/pieces", test_pieces);
  g_test_add_func ("/prose/lists", test_lists);
  g_test_add_func ("/prose/bad", test_bad);
  g_test_add_func ("/prose/examples", test_examples);
  return g_test_run ();
}
