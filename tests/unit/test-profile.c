/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How somebody works, as a document: what goes through it, what a stranger may hand in. */
#include "cs-error.h"
#include "cs-profile.h"
#include "cs-test.h"

#include <string.h>

static CsProfile *
own (void)
{
  CsProfile *profile = cs_profile_new ();
  GPtrArray *windows = cs_profile_windows_new ();
  cs_profile_windows_add (windows, "Narrow", 0.1, 1.0 / 3);
  cs_profile_windows_add (windows, "Wide", 1500, -600);
  cs_profile_set_windows (profile, "MR", windows);
  cs_profile_set_windows (profile, "PT", cs_profile_windows_new ());
  cs_profile_set (profile, CS_PROFILE_TEXT_SIZE, 3);
  cs_profile_set (profile, CS_PROFILE_KEYS, 1);
  cs_profile_set_keys (profile, "tool.choose::box", "<Control><Shift>F7|n");
  cs_profile_set_keys (profile, "case.pane", "");
  return profile;
}

static CsProfile *
through (const CsProfile *profile)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cs_profile_to_text (profile);
  CsProfile *again = cs_profile_read (text, strlen (text), &error);
  g_assert_no_error (error);
  return again;
}

static void
test_round (void)
{
  g_autoptr (CsProfile) profile = own ();
  g_autoptr (CsProfile) again = through (profile);
  g_assert_true (cs_profile_equal (profile, again));
  g_assert_cmpstr (cs_profile_get_word (again, CS_PROFILE_TEXT_SIZE), ==, "150");
  g_assert_cmpstr (cs_profile_get_word (again, CS_PROFILE_KEYS), ==, "labelling");
  g_assert_cmpstr (cs_profile_keys (again, "tool.choose::box"), ==, "<Control><Shift>F7|n");
  g_assert_cmpstr (cs_profile_keys (again, "case.pane"), ==, "");
  g_assert_null (cs_profile_keys (again, "case.undo"));
  const GPtrArray *windows = cs_profile_windows (again, "MR");
  g_assert_cmpuint (windows->len, ==, 2);
  g_assert_cmpfloat (((CsProfileWindow *)windows->pdata[0])->center, ==, 1.0 / 3);
  g_assert_cmpuint (cs_profile_windows (again, "PT")->len, ==, 0); /* none is a choice, too */
  g_assert_null (cs_profile_windows (again, "CT"));
}

/* A copy that is changed leaves what it was made from as it is, and the difference is named. */
static void
test_copy (void)
{
  g_autoptr (CsProfile) profile = own ();
  g_autoptr (CsProfile) copy = cs_profile_copy (profile);
  g_assert_true (cs_profile_equal (profile, copy));
  cs_profile_set (copy, CS_PROFILE_PANE, 1);
  cs_profile_set_keys (copy, "case.pane", NULL);
  cs_profile_set_keys (copy, "case.undo", "F8");
  cs_profile_set_windows (copy, "MR", NULL);
  g_assert_cmpstr (cs_profile_keys (profile, "case.pane"), ==, "");
  g_assert_cmpuint (cs_profile_windows (profile, "MR")->len, ==, 2);
  g_autoptr (GPtrArray) changes = cs_profile_compare (profile, copy);
  g_assert_cmpuint (changes->len, ==, 4);
  const CsProfileChange *first = changes->pdata[0], *last = changes->pdata[3];
  g_assert_cmpint (first->kind, ==, CS_PROFILE_CHANGED_CHOICE);
  g_assert_cmpint (first->id, ==, CS_PROFILE_PANE);
  g_assert_cmpstr (((CsProfileChange *)changes->pdata[1])->name, ==, "case.undo");
  g_assert_cmpstr (((CsProfileChange *)changes->pdata[2])->name, ==, "case.pane");
  g_assert_cmpint (last->kind, ==, CS_PROFILE_CHANGED_WINDOWS);
  g_assert_cmpstr (last->name, ==, "MR");
}

/* Each way of the mouse has its own name back, and the first is the usual one. */
static void
test_mouse (void)
{
  g_autoptr (CsProfile) profile = cs_profile_new ();
  g_assert_cmpint (cs_mouse_preset_of (profile), ==, 0);
  guint n = 0;
  for (; cs_mouse_preset_name (n) != NULL; n++) {
    cs_mouse_preset_apply (profile, n);
    g_assert_cmpint (cs_mouse_preset_of (profile), ==, (int)n);
  }
  g_assert_cmpuint (n, >=, 4);
  cs_mouse_preset_apply (profile, 0);
  cs_profile_set (profile, CS_PROFILE_MIDDLE, 3);
  g_assert_cmpint (cs_mouse_preset_of (profile), ==, -1);
}

/* The words of a choice differ, in the table that files are read by. */
static void
test_table (void)
{
  for (guint i = 0; i < CS_N_PROFILE_CHOICES; i++) {
    const CsProfileChoice *choice = cs_profile_choice (i);
    g_assert_nonnull (choice->values[0].word);
    g_assert_nonnull (choice->values[1].word);
    g_assert_null (choice->values[G_N_ELEMENTS (choice->values) - 1].word);
    for (guint k = 1; choice->values[k].word != NULL; k++)
      g_assert_cmpstr (choice->values[k].word, !=, choice->values[k - 1].word);
  }
}

/* File, code, a word of what is said. */
static void
test_bad (void)
{
  static const struct {
    const char *file;
    CsError code;
    const char *says;
  } rows[] = {
    { "later-format.json", CS_ERROR_TOO_NEW, "later" },
    { "unknown-key.json", CS_ERROR_INVALID, "mouse" },
    { "unknown-value.json", CS_ERROR_INVALID, "900" },
    { "number-for-word.json", CS_ERROR_INVALID, "mouse-left" },
    { "no-key.json", CS_ERROR_INVALID, "<Control>" },
    { "keys-twice.json", CS_ERROR_INVALID, "twice" },
    { "other-modifier.json", CS_ERROR_INVALID, "<Super>b" },
    { "row-no-table.json", CS_ERROR_INVALID, "table" },
    { "centre-infinite.json", CS_ERROR_INVALID, "Far" },
    { "width-zero.json", CS_ERROR_INVALID, "None" },
    { "name-blank.json", CS_ERROR_INVALID, "name" },
    { "modality-odd.json", CS_ERROR_INVALID, "modality" },
    { "modality-twice.json", CS_ERROR_INVALID, "twice" },
    { "other-kind.json", CS_ERROR_INVALID, "another kind" },
    { "list.json", CS_ERROR_INVALID, "another kind" },
    { "cut.json", CS_ERROR_INVALID, "line" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = g_build_filename ("bad", "profile", rows[i].file, NULL);
    g_autofree char *path = cs_test_source (name);
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;
    gsize size = 0;
    g_assert_true (g_file_get_contents (path, &text, &size, NULL));
    g_assert_null (cs_profile_read (text, size, &error));
    g_assert_error (error, CS_ERROR, (int)rows[i].code);
    if (strstr (error->message, rows[i].says) == NULL)
      g_error ("%s: %s", rows[i].file, error->message);
  }
}

static void
assert_limit (GString *text)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_profile_read (text->str, text->len, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
  g_string_free (text, TRUE);
}

static void
test_limits (void)
{
  GString *keys = g_string_new ("{\"format\":\"countersign-profile-1\",\"keys\":[");
  for (guint i = 0; i <= CS_PROFILE_MAX_KEYS; i++)
    g_string_append_printf (keys, "%s{\"action\":\"a%u\",\"keys\":\"b\"}", i > 0 ? "," : "", i);
  g_string_append (keys, "]}");
  assert_limit (keys);
  GString *windows = g_string_new (
      "{\"format\":\"countersign-profile-1\",\"windows\":[{\"modality\":\"CT\",\"windows\":[");
  for (guint i = 0; i <= CS_PROFILE_MAX_WINDOWS; i++)
    g_string_append_printf (windows, "%s{\"name\":\"a\",\"width\":\"5\",\"centre\":\"%u\"}",
                            i > 0 ? "," : "", i);
  g_string_append (windows, "]}]}");
  assert_limit (windows);
  GString *large = g_string_new (NULL);
  g_string_set_size (large, CS_PROFILE_MAX_SIZE + 1);
  memset (large->str, ' ', large->len);
  assert_limit (large);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/profile/round", test_round);
  g_test_add_func ("/profile/copy", test_copy);
  g_test_add_func ("/profile/mouse", test_mouse);
  g_test_add_func ("/profile/table", test_table);
  g_test_add_func ("/profile/bad", test_bad);
  g_test_add_func ("/profile/limits", test_limits);
  return g_test_run ();
}
