/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every file of the corpus' text table: bytes, encoding, mark, line ends, lines, characters. */
#include "cs-clause.h"
#include "cs-file.h"
#include "cs-test.h"
#include "cs-text-decode.h"

#include <stdlib.h>
#include <string.h>

static GBytes *
read_corpus (const char *name)
{
  g_autofree char *path = cs_test_corpus (name);
  if (path == NULL)
    return NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = cs_file_read (path, CS_TEXT_MAX_SIZE, &error);
  g_assert_no_error (error);
  return bytes;
}

/* The table's word for an encoding as we store it; latin-1 has to be declared. */
static const char *
decoding_of (const char *encoding)
{
  static const char *const words[][2] = { { "utf-8", "utf-8" },
                                          { "utf-8-sig", "utf-8-bom" },
                                          { "utf-16le", "utf-16le-bom" },
                                          { "utf-16be", "utf-16be-bom" },
                                          { "latin-1", "iso-8859-1" } };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i][0], encoding) == 0)
      return words[i][1];
  g_error ("the table says %s", encoding);
}

static void
check_row (char **row)
{
  g_autoptr (GBytes) bytes = read_corpus (row[0]);
  g_assert_nonnull (bytes);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *decoding = NULL, *expected = decoding_of (row[2]);
  g_autoptr (GError) error = NULL;
  if (strcmp (expected, "iso-8859-1") == 0) {
    g_autoptr (CsTextDocument) guessed = cs_text_decode (data, size, NULL, NULL, &error);
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, "iso-8859-1"));
    g_clear_error (&error);
  }
  g_autoptr (CsTextDocument) document = cs_text_decode (data, size, "latin1", &decoding, &error);
  g_assert_no_error (error);
  const CsTextCounts *counts = cs_text_document_counts (document);
  g_assert_cmpuint (size, ==, strtoull (row[1], NULL, 10));
  g_assert_cmpstr (decoding, ==, expected);
  const char *ends = row[4][0] != '\0' ? row[4] : "none";
  g_assert_cmpstr (cs_line_ends_nick (counts->line_ends), ==, ends);
  /* the table counts line feeds, and a last line without one */
  const char *text = cs_text_document_text (document, NULL);
  guint32 lines = counts->lf + counts->crlf + (g_str_has_suffix (text, "\n") ? 0 : 1);
  g_assert_cmpuint (lines, ==, strtoul (row[5], NULL, 10));
  g_assert_cmpuint (counts->length, ==, strtoul (row[6], NULL, 10));
}

static void
test_table (void)
{
  g_autoptr (GBytes) table = read_corpus ("expected/text.tsv");
  if (table == NULL)
    return;
  g_autofree char *text = g_strndup (g_bytes_get_data (table, NULL), g_bytes_get_size (table));
  g_auto (GStrv) rows = g_strsplit (g_strchomp (text), "\n", -1);
  guint count = 0;
  for (guint i = 1; rows[i] != NULL; i++, count++) {
    g_auto (GStrv) row = g_strsplit (rows[i], "\t", -1);
    check_row (row);
  }
  g_assert_cmpuint (count, >, 400);
}

static void
test_hostile (void)
{
  static const struct {
    const char *name, *said; /* NULL: it is a text, however odd */
    guint32 length;
  } cases[] = {
    { "bidi-controls.txt", NULL, 0 },
    { "brat-bad.txt", NULL, 0 },
    { "combining-200000.txt", NULL, 0 },
    { "csv-formula.csv", NULL, 0 },
    { "markdown-hostile.md", NULL, 0 },
    { "one-line-3MB.txt", NULL, 3000001 },
    { "nul-and-controls.txt", "not a text: byte 0 is NUL", 0 },
    { "surrogates.txt", "encoding not declared: byte 0", 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = g_build_filename ("hostile/text", cases[i].name, NULL);
    g_autoptr (GBytes) bytes = read_corpus (name);
    if (bytes == NULL)
      return;
    g_autoptr (GError) error = NULL;
    g_autoptr (CsTextDocument) document = cs_text_decode (
        g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, &error);
    g_assert_cmpint (document == NULL, ==, cases[i].said != NULL);
    if (cases[i].said != NULL)
      g_assert_true (g_str_has_prefix (error->message, cases[i].said));
    if (cases[i].length > 0)
      g_assert_cmpuint (cs_text_document_counts (document)->length, ==, cases[i].length);
  }
}

/* The spans of a brat file, in code points, hold the words that it quotes. */
static void
test_brat_spans (void)
{
  static const char base[] = "text/brat/CoNLL-ST_2006/portuguese_bosque_train.conll-doc-12";
  g_autofree char *text_name = g_strconcat (base, ".txt", NULL);
  g_autofree char *ann_name = g_strconcat (base, ".ann", NULL);
  g_autoptr (GBytes) text = read_corpus (text_name);
  if (text == NULL)
    return;
  g_autoptr (GBytes) ann = read_corpus (ann_name);
  g_autoptr (CsTextDocument) document =
      cs_text_decode (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL, NULL, NULL);
  g_autofree char *lines = g_strndup (g_bytes_get_data (ann, NULL), g_bytes_get_size (ann));
  g_auto (GStrv) rows = g_strsplit (lines, "\n", -1);
  guint spans = 0;
  for (guint i = 0; rows[i] != NULL; i++) {
    g_auto (GStrv) row = g_strsplit (rows[i], "\t", -1);
    if (rows[i][0] != 'T' || strchr (row[1], ';') != NULL)
      continue;
    g_auto (GStrv) place = g_strsplit (row[1], " ", -1);
    gint64 values[] = { g_ascii_strtoll (place[1], NULL, 10),
                        g_ascii_strtoll (place[2], NULL, 10) };
    g_autoptr (GError) error = NULL;
    cs_text_document_check_quote (document, values, 2, row[2], &error);
    g_assert_no_error (error);
    spans++;
  }
  g_assert_cmpuint (spans, >, 50);
}

static void
test_guidelines (void)
{
  static const struct {
    const char *name;
    guint clauses, images;
  } cases[] = {
    { "README.md", 7, 2 },
    { "croissant/croissant-spec-1.0.md", 51, 3 },
    { "croissant/croissant-rai-spec.md", 20, 0 },
    { "croissant/croissant-geo-spec.md", 37, 5 },
    { "s1000/index.md", 12, 0 },
    { "s1000/species.md", 1, 0 },
    { "s1000/strain.md", 1, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = g_build_filename ("guidelines", cases[i].name, NULL);
    g_autoptr (GBytes) bytes = read_corpus (name);
    if (bytes == NULL)
      return;
    g_autoptr (GError) error = NULL;
    g_autoptr (CsClauses) clauses =
        cs_clauses_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
    g_assert_no_error (error);
    guint images = 0;
    for (guint n = 0; n < clauses->n_clauses; n++)
      images += clauses->clauses[n].n_images;
    g_assert_cmpuint (clauses->n_clauses, ==, cases[i].clauses);
    g_assert_cmpuint (images, ==, cases[i].images);
  }
}

static void
test_hostile_markdown (void)
{
  g_autoptr (GBytes) bytes = read_corpus ("hostile/text/markdown-hostile.md");
  if (bytes == NULL)
    return;
  g_autoptr (GError) error = NULL;
  g_assert_null (
      cs_clauses_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==, "line 5: quotes or lists nested deeper than 100");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/text-corpus/table", test_table);
  g_test_add_func ("/text-corpus/hostile", test_hostile);
  g_test_add_func ("/text-corpus/brat-spans", test_brat_spans);
  g_test_add_func ("/text-corpus/guidelines", test_guidelines);
  g_test_add_func ("/text-corpus/hostile-markdown", test_hostile_markdown);
  return g_test_run ();
}
