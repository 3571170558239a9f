/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-clause.h"
#include "cs-file.h"
#include "cs-test.h"

#include <string.h>

static CsClauses *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CsClauses *clauses = cs_clauses_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  return clauses;
}

static void
test_ids (void)
{
  static const struct {
    const char *text;
    gsize size;
  } cases[] = {
    { "G-3.2 Solid nodule", 5 },
    { "G-3", 3 },
    { "G-3: x", 3 },
    { "G-3. x", 3 },
    { "TEXT-12.4.10) x", 12 },
    { "g-3 x", 0 },
    { "G3 x", 0 },
    { "-3 x", 0 },
    { "G-3a", 0 },
    { "G-3-4", 0 },
    { "G-3_x", 0 },
    { "G- 3", 0 },
    { "G-\xd9\xa3", 0 },
    { "G-3\xc3\xa4", 0 },
    { "", 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (cs_clause_id_size (cases[i].text), ==, cases[i].size);
}

static const char guideline[] = "---\n"
                                "title: Lung nodules\n"
                                "---\n"
                                "Read *this* first.\n"
                                "\n"
                                "G-3 Nodules\n"
                                "===========\n"
                                "What counts.\n"
                                "\n"
                                "## G-3.2: Solid `nodule`\n"
                                "Mark the widest outline,\n"
                                "without pleura.\n"
                                "\n"
                                "![solid](img/solid%20one.png) ![h](http://127.0.0.1/x.png)\n"
                                "![up](../secret.png) ![d](data:image/png;base64,AA==)\n"
                                "<img src=\"x.png\"><script>no</script>\n"
                                "\n"
                                "### Examples\n"
                                "> # G-9 Quoted, not a clause\n"
                                "\n"
                                "# Lymph nodes\n"
                                "## Examples\n"
                                "- one\n"
                                "- two\n"
                                "## Examples\n";

static void
test_clauses (void)
{
  static const struct {
    const char *id, *heading;
    guint level, line;
    int parent;
    const char *plain;
  } expected[] = {
    { "top", "", 0, 4, -1, "Read this first.\n" },
    { "G-3", "Nodules", 1, 6, -1, "What counts.\n" },
    { "G-3.2", "Solid nodule", 2, 10, 1,
      "Mark the widest outline, without pleura.\nsolid h up d no\n" },
    { NULL, "Examples", 3, 18, 2, "G-9 Quoted, not a clause\n" },
    { NULL, "Lymph nodes", 1, 21, -1, "" },
    { NULL, "Examples", 2, 22, 4, "one\ntwo\n" },
    { NULL, "Examples", 2, 25, 4, "" },
  };
  g_autoptr (CsClauses) clauses = parse (guideline);
  g_assert_cmpuint (clauses->n_clauses, ==, G_N_ELEMENTS (expected));
  gsize before = strstr (guideline, "Read") - guideline;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    const CsClause *clause = &clauses->clauses[i];
    if (expected[i].id != NULL)
      g_assert_cmpstr (clause->id, ==, expected[i].id);
    else
      g_assert_true (g_str_has_prefix (clause->id, "h-") && strlen (clause->id) == 10);
    g_assert_cmpstr (clause->heading, ==, expected[i].heading);
    g_assert_cmpuint (clause->level, ==, expected[i].level);
    g_assert_cmpuint (clause->line, ==, expected[i].line);
    g_assert_cmpint (clause->parent, ==, expected[i].parent);
    g_assert_cmpstr (clause->plain, ==, expected[i].plain);
    g_assert_cmpuint (clause->start, ==, before);
    g_assert_true (cs_clauses_find (clauses, clause->id) == clause);
    before = clause->end;
  }
  g_assert_cmpuint (before, ==, sizeof guideline - 1);
  g_assert_true (g_str_has_prefix (guideline + clauses->clauses[1].body, "What counts."));
  g_assert_true (g_str_has_prefix (guideline + clauses->clauses[2].body, "Mark the widest"));
  g_assert_null (cs_clauses_find (clauses, "G-9"));
}

static void
test_images (void)
{
  g_autoptr (CsClauses) clauses = parse (guideline);
  const CsClause *clause = cs_clauses_find (clauses, "G-3.2");
  g_assert_cmpuint (clause->n_images, ==, 4);
  g_assert_cmpint (clause->images[0].kind, ==, CS_CLAUSE_IMAGE_FILE);
  g_assert_cmpstr (clause->images[0].target, ==, "img/solid one.png");
  g_assert_cmpstr (clause->images[0].alt, ==, "solid");
  for (guint i = 1; i < 4; i++)
    g_assert_cmpint (clause->images[i].kind, ==, CS_CLAUSE_IMAGE_OUTSIDE);
  g_autofree char *zeros = g_strnfill (64, '0');
  g_autofree char *blob = g_strdup_printf ("# A\n![x](blob:%s)\n![y](./b/c.png)\n![z](%%2e%%2e/a)\n"
                                           "![n](/etc/passwd)\n![r][ref]\n\n[ref]: d.png\n",
                                           zeros);
  g_autoptr (CsClauses) more = parse (blob);
  g_assert_cmpuint (more->clauses[0].n_images, ==, 5);
  static const CsClauseImageKind kinds[] = { CS_CLAUSE_IMAGE_BLOB, CS_CLAUSE_IMAGE_FILE,
                                             CS_CLAUSE_IMAGE_OUTSIDE, CS_CLAUSE_IMAGE_OUTSIDE,
                                             CS_CLAUSE_IMAGE_FILE };
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (more->clauses[0].images[i].kind, ==, kinds[i]);
  g_assert_true (cs_hash_is_zero (&more->clauses[0].images[0].hash));
  g_assert_cmpstr (more->clauses[0].images[1].target, ==, "b/c.png");
}

static const char *
id_of (const CsClauses *clauses, guint n)
{
  return clauses->clauses[n].id;
}

/* A generated id depends on the way of headings to the clause and on nothing else. */
static void
test_generated_ids_are_stable (void)
{
  g_autoptr (CsClauses) one = parse ("# A\n## B\n# C\n## B\n# G-1 Old\n## B\n");
  g_autoptr (CsClauses) two =
      parse ("# New\n# C\ntext\n## B\nmore\n# A\n## B\n# G-1 Renamed\n## B\n");
  g_assert_cmpstr (id_of (one, 0), ==, id_of (two, 3));
  g_assert_cmpstr (id_of (one, 1), ==, id_of (two, 4));
  g_assert_cmpstr (id_of (one, 2), ==, id_of (two, 1));
  g_assert_cmpstr (id_of (one, 3), ==, id_of (two, 2));
  g_assert_cmpstr (id_of (one, 5), ==, id_of (two, 6));
  g_assert_cmpstr (id_of (one, 1), !=, id_of (one, 3));
}

static void
test_line_ends (void)
{
  static const char *const texts[] = { "# A-1 x\nabc\n# A-2 y\n", "# A-1 x\r\nabc\r\n# A-2 y\r\n",
                                       "# A-1 x\rabc\r# A-2 y\r" };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (CsClauses) clauses = parse (texts[i]);
    g_assert_cmpuint (clauses->n_clauses, ==, 2);
    g_assert_true (g_str_has_prefix (texts[i] + clauses->clauses[0].body, "abc"));
    g_assert_true (g_str_has_prefix (texts[i] + clauses->clauses[1].start, "# A-2"));
    g_assert_cmpstr (clauses->clauses[0].plain, ==, "abc\n");
  }
  g_autoptr (CsClauses) empty = parse ("");
  g_assert_cmpuint (empty->n_clauses, ==, 0);
}

static void
test_bad_files (void)
{
  g_autofree char *table = cs_test_source ("bad/markdown/expected.tsv");
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (table, &text, NULL, NULL));
  g_auto (GStrv) rows = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), >=, 7);
  for (guint i = 0; rows[i] != NULL; i++) {
    g_auto (GStrv) row = g_strsplit (rows[i], "\t", -1);
    g_autofree char *name = g_build_filename ("bad/markdown", row[0], NULL);
    g_autofree char *path = cs_test_source (name);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = cs_file_read (path, 1 << 20, &error);
    g_assert_no_error (error);
    g_autoptr (CsClauses) clauses =
        cs_clauses_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
    g_assert_null (clauses);
    g_autofree char *said = g_strdup_printf ("%s: %s", cs_error_nick (error), error->message);
    g_assert_cmpstr (said, ==, row[1]);
  }
}

/* As much of one sign as is let in stays quick; one more is refused. */
static void
test_many_signs (void)
{
  const gsize size = 1000000;
  g_autofree char *text = g_strnfill (size + 1, '[');
  g_autoptr (GError) error = NULL;
  g_autoptr (CsClauses) clauses = cs_clauses_parse (text, size, &error);
  g_assert_no_error (error);
  g_assert_null (cs_clauses_parse (text, size + 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
}

static void
test_many_clauses (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < CS_CLAUSE_MAX_COUNT; i++)
    g_string_append (text, "# x\n");
  g_autoptr (CsClauses) clauses = parse (text->str);
  g_assert_cmpuint (clauses->n_clauses, ==, CS_CLAUSE_MAX_COUNT);
  g_string_append (text, "# x\n");
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_clauses_parse (text->str, text->len, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/clause/ids", test_ids);
  g_test_add_func ("/clause/clauses", test_clauses);
  g_test_add_func ("/clause/images", test_images);
  g_test_add_func ("/clause/generated-ids-are-stable", test_generated_ids_are_stable);
  g_test_add_func ("/clause/line-ends", test_line_ends);
  g_test_add_func ("/clause/bad-files", test_bad_files);
  g_test_add_func ("/clause/many-signs", test_many_signs);
  g_test_add_func ("/clause/many-clauses", test_many_clauses);
  return g_test_run ();
}
