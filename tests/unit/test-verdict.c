/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts on aspects of one mark: each stands by itself and survives. */
#include "cs-project-review.h"
#include "cs-test-project.h"

#define MARK 21

static CsGid
submit_one (CsEnv *env, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (env, path, "ana");
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, "case-0");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, NULL);
  const gint64 values[] = { 0, 0, 5000, 5000 };
  CsMarkInit init = { .id = MARK,
                      .kind = cs_mark_kind_find ("box"),
                      .label = "finding",
                      .item = ((CsItemRow *)items->pdata[0])->gid,
                      .values = values,
                      .n_values = 4,
                      .confidence = -1 };
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (put, cs_mark_new (&init, NULL));
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, NULL);
  g_assert_true (cs_project_edit_draft (project, &gid, edit, NULL));
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  return gid;
}

static void
say (CsEnv *env, const char *path, const CsGid *gid, CsVerdictKind kind, guint aspects,
     const char *category)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (env, path, "ben");
  CsVerdict verdict = { kind, { .mark = MARK, .part = -1, .frame = -1 }, aspects };
  verdict.remark.category = (char *)category;
  cs_project_set_verdict (project, gid, &verdict, &error);
  g_assert_no_error (error);
}

static void
assert_verdicts (CsEnv *env, const char *path, const CsGid *gid, const guint *aspects, guint n)
{
  g_autoptr (CsProject) project = cs_test_open (env, path, "ben");
  g_autoptr (GPtrArray) rows = cs_project_verdicts (project, gid, NULL);
  g_assert_cmpuint (rows->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (((const CsVerdict *)rows->pdata[i])->aspects, ==, aspects[i]);
}

static void
test_aspects (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autofree char *path = cs_test_project (env, dir, 1);
  const guint both[] = { CS_MARK_DIFF_GEOMETRY, CS_MARK_DIFF_LABEL };
  const guint all[] = { 0, CS_MARK_DIFF_GEOMETRY, CS_MARK_DIFF_LABEL };
  CsGid gid = submit_one (env, path);
  say (env, path, &gid, CS_VERDICT_REJECT, CS_MARK_DIFF_LABEL, "label");
  say (env, path, &gid, CS_VERDICT_ACCEPT, CS_MARK_DIFF_GEOMETRY, NULL);
  assert_verdicts (env, path, &gid, both, 2);
  say (env, path, &gid, CS_VERDICT_ACCEPT, 0, NULL);
  assert_verdicts (env, path, &gid, all, 3);
  say (env, path, &gid, CS_VERDICT_OPEN, 0, NULL);
  say (env, path, &gid, CS_VERDICT_OPEN, CS_MARK_DIFF_LABEL, NULL);
  assert_verdicts (env, path, &gid, both, 1);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/verdict/aspects", test_aspects);
  return g_test_run ();
}
