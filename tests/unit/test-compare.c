/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What separates versions: marks that were drawn anew are one change, people correct that, and any
 * two versions can be compared by who may see both. */
#include "cs-project-review.h"
#include "cs-test-project.h"

static void
edit (CsProject *project, const CsGid *gid, guint64 gone, guint64 came, gint64 x)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, gid, NULL);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) remove = g_array_new (FALSE, FALSE, sizeof (guint64));
  const gint64 values[] = { x, x, x + 5000, x + 5000 };
  const CsMarkInit init = { .id = came,
                            .kind = cs_mark_kind_find ("box"),
                            .label = "finding",
                            .item = ((CsItemRow *)items->pdata[0])->gid,
                            .values = values,
                            .n_values = 4,
                            .confidence = -1 };
  g_ptr_array_add (put, cs_mark_new (&init, &error));
  g_assert_no_error (error);
  if (gone != 0)
    g_array_append_val (remove, gone);
  g_autoptr (CsMarkEdit) made = cs_mark_edit_new (put, remove, NULL, &error);
  cs_project_edit_draft (project, gid, made, &error);
  g_assert_no_error (error);
}

static void
submit (CsProject *project, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  cs_project_submit (project, gid, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
}

/* ana's marks 21 and 22, sent back by ben; then 31 near 21 instead of it, and 41 far away instead
 * of 22. */
static CsGid
redrawn (CsTestFixture *fixture)
{
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  edit (project, &gid, 0, 21, 10000);
  edit (project, &gid, 0, 22, 50000);
  submit (project, &gid);
  project = cs_test_open_later (fixture, "ben");
  cs_test_decide (project, &gid, "send-back");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  edit (project, &gid, 21, 31, 11000);
  edit (project, &gid, 22, 41, 90000);
  submit (project, &gid);
  return gid;
}

/* "22- 21>31 41+": the changes in order. */
static char *
words_of (const CsChanges *changes)
{
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < changes->diff->marks->len; i++) {
    const CsMarkChange *change = &g_array_index (changes->diff->marks, CsMarkChange, i);
    g_string_append (words, i > 0 ? " " : "");
    if (change->before == NULL)
      g_string_append_printf (words, "%u+", (guint)change->after->id);
    else if (change->after == NULL)
      g_string_append_printf (words, "%u-", (guint)change->before->id);
    else
      g_string_append_printf (words, "%u%s%u", (guint)change->before->id,
                              change->by_shape ? ">" : "=", (guint)change->after->id);
  }
  return g_string_free (words, FALSE);
}

static void
assert_changes (CsProject *project, const CsGid *gid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsChanges) changes = cs_project_changes (project, &reader, gid, &error);
  g_assert_no_error (error);
  g_autofree char *words = words_of (changes);
  g_assert_cmpstr (words, ==, expected);
}

static void
say (CsProject *project, const CsGid *gid, guint64 before, guint64 after, CsMarkSaidKind kind)
{
  g_autoptr (GError) error = NULL;
  const CsMarkSaid said = { before, after, kind };
  cs_project_say_pair (project, gid, &said, &error);
  g_assert_no_error (error);
}

static void
refuse (CsProject *project, const CsGid *gid, guint64 before, guint64 after)
{
  g_autoptr (GError) error = NULL;
  const CsMarkSaid said = { before, after, CS_MARK_SAID_SAME };
  g_assert_false (cs_project_say_pair (project, gid, &said, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
test_said (CsTestFixture *fixture, gconstpointer data)
{
  CsGid gid = redrawn (fixture);
  CsProject *project = cs_test_open_later (fixture, "ben");
  assert_changes (project, &gid, "22- 21>31 41+");
  say (project, &gid, 21, 31, CS_MARK_SAID_APART);
  assert_changes (project, &gid, "21- 22- 31+ 41+");
  say (project, &gid, 22, 41, CS_MARK_SAID_SAME);
  assert_changes (project, &gid, "21- 31+ 22>41");
  say (project, &gid, 21, 41, CS_MARK_SAID_SAME);
  assert_changes (project, &gid, "22- 31+ 21>41");
  /* A mark is the same as one other: to say so takes the others back. */
  say (project, &gid, 21, 31, CS_MARK_SAID_SAME);
  assert_changes (project, &gid, "22- 21>31 41+");
  refuse (project, &gid, 21, 21);
  refuse (project, &gid, 99, 31);
  refuse (project, &gid, 31, 21);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  say (project, &gid, 22, 41, CS_MARK_SAID_SAME);
  assert_changes (project, &gid, "21>31 22>41");
  say (project, &gid, 22, 41, CS_MARK_SAID_NOTHING);
  assert_changes (project, &gid, "22- 21>31 41+");
  cs_project_close (project);
}

/* What was said goes with the decision and comes back with it; nobody else is told. */
static void
test_said_is_local (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = redrawn (fixture);
  CsProject *project = cs_test_open_later (fixture, "ben");
  say (project, &gid, 22, 41, CS_MARK_SAID_SAME);
  cs_test_decide (project, &gid, "accept");
  g_assert_false (cs_project_discard_draft (project, &gid, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  cs_project_withdraw (project, &gid, &error);
  g_assert_no_error (error);
  assert_changes (project, &gid, "21>31 22>41");
  g_assert_true (cs_project_discard_draft (project, &gid, &error));
  assert_changes (project, &gid, "22- 21>31 41+");
  cs_project_close (project);
}

static void
test_versions (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = redrawn (fixture);
  CsProject *project = cs_test_open_later (fixture, "cat");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_versions (project, &reader, &gid, &error);
  g_assert_cmpuint (rows->len, ==, 2);
  const CsVersionRow *first = rows->pdata[0], *last = rows->pdata[1];
  g_assert_cmpstr (first->who, ==, "ana");
  g_assert_cmpint (first->wall, <, last->wall);
  static const char *const words[] = { "22- 21>31 41+", "31>21 22+ 41-", "21+ 22+", "" };
  const CsHash *const sides[][2] = { { &first->revision, &last->revision },
                                     { &last->revision, &first->revision },
                                     { NULL, &first->revision },
                                     { &last->revision, &last->revision } };
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    g_autoptr (CsChanges) changes =
        cs_project_compare (project, &reader, &gid, sides[i][0], sides[i][1], &error);
    g_assert_no_error (error);
    g_autofree char *text = words_of (changes);
    g_assert_cmpstr (text, ==, words[i]);
    g_assert_cmpint (changes->from, ==,
                     sides[i][0] == NULL ? CS_CHANGES_FROM_NOTHING : CS_CHANGES_FROM_VERSION);
  }
  const CsHash unknown = { { 7 } };
  g_assert_null (cs_project_compare (project, &reader, &gid, &unknown, &last->revision, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  cs_project_close (project);
}

/* Who may not see the work is told of no version, and of no other case's by its name. */
static void
test_versions_hidden (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = redrawn (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ben");
  CsReader reader = cs_project_reader (project);
  const CsReader stranger = { { { 9 } }, CS_ROLE_LABELER };
  g_autoptr (GPtrArray) all = cs_project_versions (project, &reader, &gid, NULL);
  g_autoptr (GPtrArray) none = cs_project_versions (project, &stranger, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  const CsHash *one = &((CsVersionRow *)all->pdata[0])->revision;
  g_assert_null (cs_project_compare (project, &stranger, &gid, NULL, one, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  CsGid other = cs_test_case (project, "case-1");
  g_assert_null (cs_project_compare (project, &reader, &other, NULL, one, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
#define ADD(path, function)                                                                        \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, function, cs_test_tear_down)
  ADD ("/compare/said", test_said);
  ADD ("/compare/said-is-local", test_said_is_local);
  ADD ("/compare/versions", test_versions);
  ADD ("/compare/versions-hidden", test_versions_hidden);
#undef ADD
  return g_test_run ();
}
