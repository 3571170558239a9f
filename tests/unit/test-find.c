/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a name means: a full id, else a title or handle, else the first digits of an id; and never
 * one of several. */
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <string.h>

static const struct {
  const char *gid, *title;
} things[] = {
  { "aaaa0000000000000000000000000001", "chest" },
  { "aaaa0000000000000000000000000002", "hand" },
  { "beef0000000000000000000000000003", "hand" },
  /* Titles that look like ids of others. */
  { "dddd0000000000000000000000000004", "beef" },
  { "eeee0000000000000000000000000005", "aaaa0000000000000000000000000001" },
};

/* Which of THINGS a name means; -1 none, -2 several. */
static const struct {
  const char *name;
  int means;
  const char *says;
} names[] = {
  { "chest", 0, NULL },
  { "aaaa0000000000000000000000000001", 0, NULL },
  { "beef", 3, NULL },
  { "beef0", 2, NULL },
  { "dddd", 3, NULL },
  { "eeee0000000000000000000000000005", 4, NULL },
  { "hand", -2, "aaaa0000 \"hand\", beef0000 \"hand\"" },
  { "aaaa", -2, "aaaa0000 \"chest\", aaaa0000 \"hand\"" },
  { "aaa", -1, "no item is called \"aaa\"" },
  { "", -1, "no item" },
  { "Chest", -1, "no item" },
  { "aaaa00000000000000000000000000011", -1, "no item" },
};

static void
test_items (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_item_row_free);
  for (guint i = 0; i < G_N_ELEMENTS (things); i++) {
    CsItemRow *row = g_new0 (CsItemRow, 1);
    g_assert_true (cs_gid_from_hex (things[i].gid, &row->gid));
    row->title = g_strdup (things[i].title);
    g_ptr_array_add (items, row);
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;
    const CsItemRow *found = cs_items_find (items, names[i].name, &error);
    if (names[i].means >= 0) {
      g_assert_no_error (error);
      g_assert_true (found == items->pdata[names[i].means]);
      continue;
    }
    g_assert_null (found);
    int code = names[i].means == -1 ? CS_ERROR_NOT_FOUND : CS_ERROR_CONFLICT;
    g_assert_error (error, CS_ERROR, code);
    g_assert_nonnull (strstr (error->message, names[i].says));
  }
}

/* More than fit into a sentence. */
static void
test_many (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_item_row_free);
  for (guint i = 0; i < 1000; i++) {
    CsItemRow *row = g_new0 (CsItemRow, 1);
    row->title = g_strdup ("same");
    g_ptr_array_add (items, row);
  }
  g_assert_null (cs_items_find (items, "same", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_assert_cmpuint (strlen (error->message), <, 300);
  g_assert_nonnull (strstr (error->message, "and more"));
}

static CsGid
item_of (CsProject *project, const CsGid *case_gid)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, case_gid, &error);
  g_assert_no_error (error);
  return ((CsItemRow *)items->pdata[0])->gid;
}

static void
assert_case (CsProject *project, const char *name, const CsGid *expected)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, name, &error);
  g_assert_no_error (error);
  g_assert_true (cs_gid_equal (&row->gid, expected));
}

/* A case whose title is the id of another hides it not. */
static void
test_cases (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char id[CS_GID_HEX + 1], digits[9];
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsGid zero = cs_test_case (project, "case-0"), one = cs_test_case (project, "case-1");
  CsGid item = item_of (project, &one), other = item_of (project, &zero);
  cs_gid_to_hex (&zero, id);
  cs_project_join_items (project, &item, 1, id, &error);
  g_assert_no_error (error);
  assert_case (project, id, &zero);
  g_strlcpy (digits, id, sizeof digits);
  assert_case (project, digits, &zero);
  assert_case (project, cs_gid_to_hex (&other, id), &zero);
  /* The item is still called so, and its case is not. */
  CsGid joined = cs_test_case (project, "case-1");
  g_assert_false (cs_gid_equal (&joined, &one));
  /* The title of a case goes before that of an item in another. */
  CsGid two = cs_test_case (project, "case-2"), third = cs_test_case (project, "case-3");
  CsGid second = item_of (project, &two);
  cs_project_join_items (project, &second, 1, "case-3", &error);
  g_assert_no_error (error);
  CsReader reader = cs_project_reader (project);
  g_assert_null (cs_project_find_case (project, &reader, "case-3", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  cs_gid_to_hex (&third, id);
  id[8] = '\0';
  g_assert_nonnull (strstr (error->message, id));
  g_clear_error (&error);
  second = item_of (project, &third);
  cs_project_join_items (project, &second, 1, "foot", &error);
  g_assert_no_error (error);
  CsGid named = cs_test_case (project, "case-3");
  g_assert_false (cs_gid_equal (&named, &third));
  CsGid again = item_of (project, &named);
  g_autofree char *hex = g_strdup (cs_gid_to_hex (&again, id));
  assert_case (project, hex, &named);
}

/* Somebody whose handle is the beginning of another's id. */
static void
test_people (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char id[CS_GID_HEX + 1];
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_assert_no_error (error);
  cs_gid_to_hex (&ana->gid, id);
  id[5] = '\0';
  g_autoptr (CsPersonRow) before = cs_project_find_person (project, id, &error);
  g_assert_cmpstr (before->handle, ==, "ana");
  g_autoptr (CsSigner) signer = cs_test_signer (fixture->env, id);
  cs_project_add_person (project, cs_signer_identity (signer), CS_ROLE_LABELER, &error);
  g_assert_no_error (error);
  g_autoptr (CsPersonRow) after = cs_project_find_person (project, id, &error);
  g_assert_cmpstr (after->handle, ==, id);
  /* The digits of an id that begins as another does mean neither. */
  g_assert_true (cs_db_run (cs_index_db (project->index), &error,
                            "UPDATE person SET gid = ? WHERE handle = 'ben'", "b",
                            (guint8[16]){ ana->gid.bytes[0], ana->gid.bytes[1] }, (gsize)16));
  id[4] = '\0';
  g_assert_null (cs_project_find_person (project, id, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "\"ana\""));
  g_assert_nonnull (strstr (error->message, "\"ben\""));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/find/" name, CsTestFixture, GUINT_TO_POINTER (4), cs_test_set_up_many, func,       \
              cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/find/items", test_items);
  g_test_add_func ("/find/many", test_many);
  ADD ("cases", test_cases);
  ADD ("people", test_people);
  return g_test_run ();
}
