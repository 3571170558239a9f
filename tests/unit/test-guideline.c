/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline.h"
#include "cs-file.h"
#include "cs-problem.h"
#include "cs-test.h"

#include <string.h>
#include <unistd.h>

static void
put_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_assert_true (cs_file_make_dir (parent, 0700, NULL));
  g_assert_true (cs_file_replace (path, text, strlen (text), 0600, NULL));
}

static CsGuideline *
load (const char *folder, GPtrArray *problems, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "guide.md", NULL);
  return cs_guideline_load (path, NULL, problems, error);
}

static const char text[] = "Before.\n\n# G-1 Nodules\n![b](b.png) ![a](img/a%20a.png)\n"
                           "![again](b.png) ![web](https://example.org/x.png)\n";

static void
test_load_and_store (void)
{
  g_autofree char *folder = cs_test_dir ();
  put_file (folder, "guide.md", text);
  put_file (folder, "b.png", "bytes of b");
  put_file (folder, "img/a a.png", "bytes of a");
  g_autofree char *path = g_build_filename (folder, "guide.md", NULL);
  g_autoptr (GHashTable) images = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CsGuideline) guideline = cs_guideline_load (path, &images, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_guideline_name (guideline), ==, "Nodules");
  g_assert_cmpstr (guideline->text, ==, text);
  g_assert_cmpuint (guideline->clauses->n_clauses, ==, 2);
  g_assert_cmpuint (g_hash_table_size (images), ==, 2);
  g_assert_cmpuint (guideline->n_images, ==, 2);
  g_assert_cmpstr (guideline->images[0].name, ==, "b.png");
  g_assert_cmpstr (guideline->images[1].name, ==, "img/a a.png");
  CsHash hash;
  cs_hash_data ("bytes of a", 10, &hash);
  g_assert_true (cs_hash_equal (&hash, &cs_guideline_image (guideline, "img/a a.png")->hash));
  g_assert_null (cs_guideline_image (guideline, "x.png"));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((CsProblem *)problems->pdata[0])->message, "example.org"));

  gsize size = 0;
  g_autofree char *stored = cs_json_to_canonical (cs_guideline_to_json (guideline), &size);
  g_autoptr (CsGuideline) again = cs_guideline_parse (stored, size, &error);
  g_assert_no_error (error);
  g_assert_true (cs_json_equal (cs_guideline_to_json (guideline), cs_guideline_to_json (again)));
  g_autoptr (GPtrArray) changes = cs_guideline_diff (guideline, again);
  g_assert_cmpuint (changes->len, ==, 0);
}

static void
test_load_refuses (void)
{
  static const struct {
    const char *text;
    int code;
    const char *said;
  } cases[] = {
    { "# G-1 a\n![x](gone.png)\n", CS_ERROR_NOT_FOUND,
      "clause G-1: the picture \"gone.png\" is not beside the guideline" },
    { "# G-1 a\n![x](link.png)\n", CS_ERROR_DENIED,
      "clause G-1: the picture \"link.png\" is a link that leads out of the guideline's folder" },
    { "# G-1 a\n# G-1 b\n", CS_ERROR_INVALID, "line 2: clause G-1 is already at line 1" },
    { "# G-1 a\fb\n", CS_ERROR_INVALID, "byte 7 is the control character U+000C; take it out" },
    { "caf\xe9", CS_ERROR_INVALID, "byte 3 is not UTF-8; save the guideline as Markdown in UTF-8" },
  };
  g_autofree char *folder = cs_test_dir ();
  g_autofree char *link = g_build_filename (folder, "link.png", NULL);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    put_file (folder, "guide.md", cases[i].text);
    g_autoptr (GError) error = NULL;
    g_assert_null (load (folder, NULL, &error));
    g_assert_error (error, CS_ERROR, cases[i].code);
    g_assert_true (g_str_has_prefix (error->message, folder));
    g_assert_nonnull (strstr (error->message, cases[i].said));
  }
  g_autofree char *nowhere = cs_test_dir ();
  g_autoptr (GError) error = NULL;
  g_assert_null (load (nowhere, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

static void
test_name_without_heading (void)
{
  g_autofree char *folder = cs_test_dir ();
  put_file (folder, "guide.md", "Only words.\n");
  g_autoptr (CsGuideline) guideline = load (folder, NULL, NULL);
  g_assert_cmpstr (cs_guideline_name (guideline), ==, "guide.md");
}

static void
test_stored_is_exact (void)
{
  static const char *const zeros =
      "0000000000000000000000000000000000000000000000000000000000000000";
  g_autofree char *unknown = g_strdup_printf (
      "{\"format\":\"countersign-guideline-1\",\"images\":[{\"hash\":\"%s\",\"name\":\"x.png\"}],"
      "\"name\":\"n\",\"text\":\"![x](y.png)\"}",
      zeros);
  const struct {
    const char *text;
    int code;
  } cases[] = {
    { unknown, CS_ERROR_CORRUPT },
    { "{\"format\":\"countersign-guideline-1\",\"images\":[],\"name\":\"n\",\"text\":\"![x](y.png)"
      "\"}",
      CS_ERROR_CORRUPT },
    { "{\"format\":\"countersign-guideline-1\",\"images\":[],\"name\":\"n\"}", CS_ERROR_INVALID },
    { "{\"format\":\"countersign-guideline-2\",\"images\":[],\"name\":\"n\",\"text\":\"\"}",
      CS_ERROR_INVALID },
    { "{\"format\":\"countersign-guideline-1\",\"images\":[],\"name\":\"n\",\"text\":\"# A-1\\n# "
      "A-1\"}",
      CS_ERROR_INVALID },
    { " {}", CS_ERROR_CORRUPT },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (cs_guideline_parse (cases[i].text, strlen (cases[i].text), &error));
    g_assert_error (error, CS_ERROR, cases[i].code);
  }
}

static void
test_diff (void)
{
  static const char before[] =
      "Old.\n# Name\nold\n# G-1 One\nsame\n# G-2 Two\nold\n# G-3 Three\n![p](p.png)\n";
  static const char after[] =
      "New.\n# Name\nnew\n# G-1 One\nsame\n# G-4 Four\n# G-2 Two\nnew\n# G-5\n![p](p.png)\n";
  static const char *const expected[] = { "the introduction: changed", "clause \"Name\": changed",
                                          "clause G-4 Four: added",    "clause G-2 Two: changed",
                                          "clause G-5: added",         "clause G-3 Three: removed",
                                          "picture p.png: changed" };
  g_autoptr (GHashTable) images =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_bytes_unref);
  g_hash_table_insert (images, (char *)"p.png", g_bytes_new_static ("1", 1));
  g_autoptr (CsGuideline) old = cs_guideline_new ("n", before, sizeof before - 1, images, NULL);
  g_hash_table_insert (images, (char *)"p.png", g_bytes_new_static ("2", 1));
  g_autoptr (CsGuideline) now = cs_guideline_new ("n", after, sizeof after - 1, images, NULL);
  g_autoptr (GPtrArray) changes = cs_guideline_diff (old, now);
  g_assert_cmpuint (changes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpstr (changes->pdata[i], ==, expected[i]);
}

/* Written in the window: the pictures are handed in, and may still be missing while one looks. */
static void
test_from_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) images =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_bytes_unref);
  g_autoptr (GHashTable) hashes = g_hash_table_new (g_str_hash, g_str_equal);
  CsHash hash;
  cs_hash_data ("bytes of b", 10, &hash);
  g_hash_table_insert (images, (gpointer) "b.png", g_bytes_new_static ("bytes of b", 10));
  g_hash_table_insert (hashes, (gpointer) "b.png", &hash);
  g_assert_null (cs_guideline_from_text (text, strlen (text), images, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_autoptr (CsGuideline) sketch = cs_guideline_sketch (text, strlen (text), hashes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sketch->clauses->n_clauses, ==, 2);
  g_assert_cmpuint (sketch->n_images, ==, 1);
  g_assert_true (cs_hash_equal (&cs_guideline_image (sketch, "b.png")->hash, &hash));
  g_assert_null (cs_guideline_image (sketch, "img/a a.png"));
  g_assert_null (cs_guideline_sketch ("# G-1 a\n# G-1 b\n", 16, hashes, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_hash_table_insert (images, (gpointer) "img/a a.png", g_bytes_new_static ("bytes of a", 10));
  g_autoptr (CsGuideline) whole = cs_guideline_from_text (text, strlen (text), images, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_guideline_name (whole), ==, "Nodules");
  g_assert_cmpuint (whole->n_images, ==, 2);
  g_autoptr (CsGuideline) bare = cs_guideline_from_text ("words\n", 6, NULL, &error);
  g_assert_cmpstr (cs_guideline_name (bare), ==, "Guideline");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/guideline/load-and-store", test_load_and_store);
  g_test_add_func ("/guideline/load-refuses", test_load_refuses);
  g_test_add_func ("/guideline/name-without-heading", test_name_without_heading);
  g_test_add_func ("/guideline/stored-is-exact", test_stored_is_exact);
  g_test_add_func ("/guideline/from-text", test_from_text);
  g_test_add_func ("/guideline/diff", test_diff);
  return g_test_run ();
}
