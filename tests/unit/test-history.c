/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random histories of random people, alone and in copies that are merged: the index built step by
 * step is the index built anew, and the union of copies is the same in any order. */
#include "cs-project-private.h"
#include "cs-test-forge.h"
#include "cs-test-project.h"

#include <string.h>

#define N_CASES 6
#define COPIES 3

static const char *const handles[] = { "lee", "ana", "ben", "cat", "dan" };

/* Whether who is at work sees it or not. */
static CsGid
any_case (CsProject *project, GRand *dice)
{
  const CsReader lead = { .roles = CS_ROLE_LEAD };
  g_autofree char *title = g_strdup_printf ("case-%d", g_rand_int_range (dice, 0, N_CASES));
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &lead, title, NULL);
  return row->gid;
}

static void
try_sign (CsProject *project)
{
  CsSigner *signer = cs_project_signer (project);
  if (cs_signer_identity (signer)->certified)
    g_assert_true (cs_signer_unlock (signer, "correct horse", 13, NULL));
  else
    g_assert_true (cs_signer_make_signing_key (signer, project->env, "correct horse", 13, NULL));
  cs_project_certify (project, NULL);
  cs_project_sign (project, NULL, 0, "approved", NULL, NULL);
}

static void
try_submit (CsProject *project, const CsGid *gid, GRand *dice)
{
  CsWork work = { 0 };
  g_assert_true (cs_project_work (project, gid, &work, NULL));
  if (work.stage == 0 && cs_project_may_draft (project, gid, NULL))
    cs_test_draw (project, gid, g_rand_int_range (dice, 1, 900) * 1000);
  cs_work_clear (&work);
  g_autoptr (GError) none = NULL;
  if (!cs_project_submit (project, gid, NULL, NULL, NULL) &&
      !cs_project_discard_draft (project, gid, &none))
    g_assert_error (none, CS_ERROR, CS_ERROR_NOT_FOUND);
}

/* Any act; most are refused, which is part of the test. */
static void
act (CsProject *project, GRand *dice)
{
  static const char *const decisions[] = { "accept", "accept", "accept", "send-back", "reject" };
  CsGid gid = any_case (project, dice);
  CsReader reader = cs_project_reader (project);
  CsDecision decision = { .decision = decisions[g_rand_int_range (dice, 0, 5)], .reason = "so" };
  switch (g_rand_int_range (dice, 0, 10)) {
  case 0:
    cs_case_row_free (cs_project_next_task (project, NULL, NULL));
    break;
  case 1:
  case 2:
    try_submit (project, &gid, dice);
    break;
  case 3:
  case 4:
  case 5:
    cs_project_decide (project, &gid, &decision, NULL);
    break;
  case 6:
    cs_project_withdraw (project, &gid, NULL);
    break;
  case 7:
    try_sign (project);
    break;
  case 8:
    cs_project_skip (project, &gid, "later", NULL);
    break;
  default:
    if (g_rand_boolean (dice))
      cs_project_assign (project, &gid, &reader.person, NULL);
    else
      cs_project_reopen (project, &gid, "again", NULL);
  }
}

static void
live (CsEnv *env, const char *path, GRand *dice, guint sittings)
{
  for (guint i = 0; i < sittings; i++) {
    const char *handle = handles[g_rand_int_range (dice, 0, G_N_ELEMENTS (handles))];
    g_autoptr (CsProject) project = cs_test_open (env, path, handle);
    guint acts = (guint)g_rand_int_range (dice, 1, 6);
    for (guint j = 0; j < acts; j++)
      act (project, dice);
    cs_test_env_advance (env, g_rand_int_range (dice, 0, 1000000));
  }
}

static CsHash
digest (CsEnv *env, const char *path, gboolean anew)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_project_open (env, path, CS_STORE_LOOK, NULL, &error);
  CsHash hash;
  g_assert_no_error (error);
  if (anew)
    cs_index_rebuild (project->index, &error);
  g_assert_no_error (error);
  g_assert_true (cs_index_digest (project->index, &hash, &error));
  return hash;
}

/* So that the histories are not of refusals only. */
static void
count (CsEnv *env, const char *path, gint64 *signed_cases, gint64 *unrecognised)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_project_open (env, path, CS_STORE_LOOK, NULL, &error);
  CsReader reader = { .roles = CS_ROLE_LEAD };
  g_autoptr (CsStatus) status = cs_project_status (project, &reader, &error);
  g_assert_no_error (error);
  *signed_cases += status->by_status[CS_CASE_SIGNED];
  *unrecognised += status->unrecognised;
}

static void
copy (const char *from, const char *to)
{
  g_autofree char *text = NULL;
  gsize size = 0;
  g_assert_true (g_file_get_contents (from, &text, &size, NULL));
  g_assert_true (g_file_set_contents (to, text, (gssize)size, NULL));
}

static void
assert_same (const CsHash *a, const CsHash *b)
{
  g_assert_cmpmem (a, sizeof *a, b, sizeof *b);
}

static void
test_rebuild (void)
{
  gint64 signed_cases = 0, unrecognised = 0;
  for (guint seed = 1; seed <= 6; seed++) {
    g_autofree char *dir = cs_test_dir ();
    g_autoptr (CsEnv) env = cs_test_env (dir, seed);
    g_autofree char *path = cs_test_project (env, dir, N_CASES);
    GRand *dice = g_rand_new_with_seed (seed);
    for (guint round = 0; round < 5; round++) {
      live (env, path, dice, 8);
      CsHash step_by_step = digest (env, path, FALSE);
      CsHash at_once = digest (env, path, TRUE);
      assert_same (&step_by_step, &at_once);
    }
    count (env, path, &signed_cases, &unrecognised);
    g_rand_free (dice);
  }
  g_assert_cmpint (signed_cases, >, 0);
  g_assert_cmpint (unrecognised, ==, 0);
}

static void
merge (CsEnv *env, const char *into, const char *other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsMergeReport report;
  g_autoptr (CsProject) project = cs_test_open (env, into, "lee");
  cs_project_merge (project, other, FALSE, &report, problems, &error);
  g_assert_no_error (error);
}

static void
begin_sitting (CsEnv *env, const char *path)
{
  CsTestForge *forge = cs_test_forge_new (env, path, "ana");
  cs_test_forge_finish (forge, TRUE);
}

/* The sitting goes on in this copy too, with an act of its own. */
static void
fork_sitting (CsEnv *env, const char *path, guint n)
{
  g_autofree char *title = g_strdup_printf ("case-%u", n);
  CsProject *project = cs_test_open (env, path, "lee"); /* who sees every case */
  CsGid gid = cs_test_case (project, title);
  CsHash workflow;
  g_assert_true (cs_project_document_hash (project, "workflow", 0, &workflow, NULL));
  cs_project_close (project);
  CsTestForge *forge = cs_test_forge_go_on (env, path, "ana");
  CsJson *body = cs_json_new_object ();
  cs_put_time (body, env);
  cs_json_put_gid (body, "case", &gid);
  cs_json_put_hash (body, "workflow", &workflow);
  cs_test_forge_json (forge, "task.claim", body, NULL);
  cs_test_forge_finish (forge, TRUE);
}

static void
assert_forked (CsEnv *env, const char *path)
{
  gint64 more = 0;
  g_autoptr (CsProject) project = cs_project_open (env, path, CS_STORE_LOOK, NULL, NULL);
  g_assert_true (cs_db_get_int (cs_store_db (cs_project_store (project)), 0, &more, NULL,
                                "SELECT count(*) - count(DISTINCT gid) FROM feed", ""));
  g_assert_cmpint (more, ==, COPIES - 2);
}

/* Who merges brings to somebody what the copies differ on, each for themselves; once everybody has
 * heard of that there is one state. */
static void
assert_converge (CsEnv *env, const GPtrArray *paths)
{
  CsHash first;
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < paths->len; i++)
      for (guint k = 0; k < paths->len; k++)
        if (i != k)
          merge (env, paths->pdata[i], paths->pdata[k]);
  for (guint i = 0; i < paths->len; i++) {
    CsHash now = digest (env, paths->pdata[i], FALSE);
    CsHash anew = digest (env, paths->pdata[i], TRUE);
    assert_same (&now, &anew);
    if (i == 0)
      first = now;
    assert_same (&first, &now);
  }
}

static void
test_union (void)
{
  static const guint orders[][COPIES] = { { 0, 1, 2 }, { 2, 1, 0 }, { 1, 2, 0 }, { 0, 2, 1 } };
  gint64 signed_cases = 0, unrecognised = 0;
  for (guint seed = 1; seed <= 4; seed++) {
    g_autofree char *dir = cs_test_dir ();
    g_autoptr (CsEnv) env = cs_test_env (dir, seed);
    g_autofree char *start = cs_test_project (env, dir, N_CASES);
    GRand *dice = g_rand_new_with_seed (seed);
    g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_free);
    live (env, start, dice, 6);
    begin_sitting (env, start);
    for (guint i = 0; i < COPIES; i++) {
      /* Each copy has a clock of its own. */
      g_autoptr (CsEnv) other = cs_test_env (dir, seed * 100 + i);
      g_ptr_array_add (copies, g_strdup_printf ("%s/copy-%u.countersign", dir, i));
      copy (start, copies->pdata[i]);
      if (i > 0)
        fork_sitting (other, copies->pdata[i], i);
      live (other, copies->pdata[i], dice, 10);
    }
    g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_free);
    for (guint o = 0; o < G_N_ELEMENTS (orders); o++) {
      char *target = g_strdup_printf ("%s/merged-%u.countersign", dir, o);
      g_ptr_array_add (targets, target);
      copy (copies->pdata[orders[o][0]], target);
      for (guint i = 1; i < COPIES; i++)
        merge (env, target, copies->pdata[orders[o][i]]);
      merge (env, target, copies->pdata[orders[o][0]]); /* nothing new */
      assert_forked (env, target);
      CsHash now = digest (env, target, FALSE);
      CsHash anew = digest (env, target, TRUE);
      assert_same (&now, &anew);
      count (env, target, &signed_cases, &unrecognised);
    }
    assert_converge (env, targets);
    g_rand_free (dice);
  }
  g_assert_cmpint (unrecognised, >, 0);
}

static void
test_fork (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autofree char *path = cs_test_project (env, dir, N_CASES);
  g_autofree char *other = g_strconcat (dir, "/other.countersign", NULL);
  /* The same sitting goes on in a copy that was made while it was open. */
  CsProject *project = cs_test_open (env, path, "ana");
  cs_case_row_free (cs_project_next_task (project, NULL, NULL));
  copy (path, other);
  cs_case_row_free (cs_project_next_task (project, NULL, NULL));
  CsGid gid = cs_test_case (project, "case-0");
  cs_project_skip (project, &gid, "x", NULL);
  cs_project_close (project);
  g_autoptr (CsDb) db = cs_db_open (other, 0, &error);
  g_assert_true (cs_db_exec (db,
                             "DELETE FROM event WHERE seq = 0 AND feed ="
                             " (SELECT max(id) FROM feed)",
                             &error));
  project = cs_test_open (env, path, "lee");
  CsMergeReport report;
  g_assert_false (cs_project_merge (project, other, FALSE, &report, problems, &error));
  g_assert_nonnull (error);
  cs_project_close (project);
}

static void
test_other_project (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *second = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autofree char *path = cs_test_project (env, dir, 1);
  g_autofree char *other = cs_test_project (env, second, 1);
  g_autoptr (CsProject) project = cs_test_open (env, path, "lee");
  CsMergeReport report;
  g_assert_false (cs_project_merge (project, other, FALSE, &report, problems, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/history/rebuild-is-incremental", test_rebuild);
  g_test_add_func ("/history/union-in-any-order", test_union);
  g_test_add_func ("/history/damaged-copy", test_fork);
  g_test_add_func ("/history/other-project", test_other_project);
  return g_test_run ();
}
