/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reviewing: changes against what was last seen, verdicts that
 * survive, remarks and their answers. */
#include "cs-project-private.h"
#include "cs-project-review.h"
#include "cs-test-project.h"

#include <string.h>

/* --- verdicts --- */

static CsGid
submitted (CsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_put_box (project, &gid, 21, 1000, "finding");
  cs_test_put_box (project, &gid, 22, 2000, "finding");
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  return gid;
}

static CsVerdict
verdict (CsVerdictKind kind, guint64 mark, const char *category)
{
  CsVerdict verdict = { kind, { .mark = mark, .part = -1, .frame = -1 } };
  verdict.remark.category = (char *)category;
  return verdict;
}

static void
say (CsProject *project, const CsGid *gid, CsVerdictKind kind, guint64 mark, const char *category)
{
  g_autoptr (GError) error = NULL;
  CsVerdict one = verdict (kind, mark, category);
  cs_project_set_verdict (project, gid, &one, &error);
  g_assert_no_error (error);
}

static void
test_verdicts (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = submitted (fixture);
  CsProject *project = cs_test_open_later (fixture, "ben");
  CsVerdict bare = verdict (CS_VERDICT_REJECT, 21, NULL);
  g_assert_false (cs_project_set_verdict (project, &gid, &bare, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  say (project, &gid, CS_VERDICT_ACCEPT, 21, NULL);
  say (project, &gid, CS_VERDICT_REJECT, 22, "boundary");
  say (project, &gid, CS_VERDICT_EDITED, 23, NULL);
  say (project, &gid, CS_VERDICT_OPEN, 23, NULL);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  g_autoptr (GPtrArray) rows = cs_project_verdicts (project, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  const CsVerdict *first = rows->pdata[0], *second = rows->pdata[1];
  g_assert_cmpint (first->kind, ==, CS_VERDICT_ACCEPT);
  g_assert_null (first->remark.category);
  g_assert_cmpuint (second->remark.mark, ==, 22);
  g_assert_cmpstr (second->remark.category, ==, "boundary");
  /* A decision takes them along, its withdrawal brings them back. */
  const CsRemark *rejected[] = { &second->remark };
  CsDecision back = {
    .decision = "send-back", .reason = "see there", .rejected = rejected, .n_rejected = 1
  };
  cs_project_decide (project, &gid, &back, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) none = cs_project_verdicts (project, &gid, &error);
  g_assert_cmpuint (none->len, ==, 0);
  cs_project_withdraw (project, &gid, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) again = cs_project_verdicts (project, &gid, &error);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpint (((CsVerdict *)again->pdata[0])->kind, ==, CS_VERDICT_ACCEPT);
  g_assert_cmpint (((CsVerdict *)again->pdata[1])->kind, ==, CS_VERDICT_REJECT);
  /* What waits for a withdrawal is nothing to discard. */
  g_assert_true (cs_project_decide (project, &gid, &back, NULL));
  g_assert_false (cs_project_discard_draft (project, &gid, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  cs_project_close (project);
}

/* --- changes --- */

static CsChanges *
changes_of (CsProject *project, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  CsChanges *changes = cs_project_changes (project, &reader, gid, &error);
  g_assert_no_error (error);
  return changes;
}

static void
assert_changes (CsProject *project, const CsGid *gid, CsChangesFrom from, const char *before,
                guint n)
{
  g_autoptr (CsChanges) changes = changes_of (project, gid);
  g_assert_cmpint (changes->from, ==, from);
  g_assert_cmpstr (changes->before.who, ==, before);
  g_assert_cmpstr (changes->after.who, ==, "ana");
  g_assert_cmpuint (changes->diff->marks->len, ==, n);
  g_assert_cmpint (changes->after.wall, >=, changes->before.wall);
}

static void
test_changes (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = submitted (fixture);
  CsProject *project = cs_test_open_later (fixture, "ben");
  assert_changes (project, &gid, CS_CHANGES_FROM_NOTHING, NULL, 2);
  cs_test_decide (project, &gid, "send-back");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  cs_test_put_box (project, &gid, 22, 7000, "finding");
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  /* ben judged the first version, which ana made; cat saw nothing of it. */
  project = cs_test_open_later (fixture, "ben");
  assert_changes (project, &gid, CS_CHANGES_FROM_OWN, "ana", 1);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "cat");
  assert_changes (project, &gid, CS_CHANGES_FROM_NOTHING, NULL, 2);
  cs_project_close (project);
}

/* Against a decision that was taken back nothing is compared. */
static void
test_changes_after_withdrawal (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = submitted (fixture);
  CsProject *project = cs_test_open_later (fixture, "ben");
  cs_test_decide (project, &gid, "accept");
  assert_changes (project, &gid, CS_CHANGES_FROM_OWN, "ana", 0);
  cs_project_withdraw (project, &gid, &error);
  g_assert_no_error (error);
  assert_changes (project, &gid, CS_CHANGES_FROM_NOTHING, NULL, 2);
  cs_project_close (project);
}

static void
test_changes_hidden (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = submitted (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsReader stranger = { { { 9 } }, CS_ROLE_LABELER };
  g_assert_null (cs_project_changes (project, &stranger, &gid, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_autoptr (GPtrArray) remarks = cs_project_remarks (project, &stranger, &gid, NULL);
  g_assert_cmpuint (remarks->len, ==, 0);
}

/* --- remarks --- */

/* ben sends back with two rejected rows. */
static CsGid
sent_back (CsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = submitted (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ben");
  CsRemark first = { .mark = 21,
                     .part = -1,
                     .frame = -1,
                     .category = (char *)"boundary",
                     .severity = (char *)"major",
                     .clause = (char *)"G-3.2",
                     .text = (char *)"includes pleura" };
  CsRemark second = { .part = 0, .frame = 3, .category = (char *)"missed" };
  const CsRemark *rejected[] = { &first, &second };
  CsDecision back = {
    .decision = "send-back", .reason = "see there", .rejected = rejected, .n_rejected = 2
  };
  cs_project_decide (project, &gid, &back, &error);
  g_assert_no_error (error);
  return gid;
}

static GPtrArray *
remarks_of (CsProject *project, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  GPtrArray *rows = cs_project_remarks (project, &reader, gid, &error);
  g_assert_no_error (error);
  return rows;
}

static gboolean
reply (CsProject *project, const CsGid *gid, guint n, const char *how, const char *text,
       GError **error)
{
  g_autoptr (GPtrArray) rows = remarks_of (project, gid);
  const CsRemarkRow *row = rows->pdata[n];
  return cs_project_answer_remark (project, gid, &row->act, row->row, how, text, error);
}

static void
assert_reply_denied (CsProject *project, const CsGid *gid, guint n, const char *how,
                     const char *fragment)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (reply (project, gid, n, how, "no", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  if (strstr (error->message, fragment) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, fragment);
}

static void
assert_remark (CsProject *project, const CsGid *gid, guint n, CsRemarkState state,
               gboolean may_answer, gboolean may_close)
{
  g_autoptr (GPtrArray) rows = remarks_of (project, gid);
  const CsRemarkRow *row = rows->pdata[n];
  g_assert_cmpint (row->state, ==, state);
  g_assert_cmpint (row->may_answer, ==, may_answer);
  g_assert_cmpint (row->may_close, ==, may_close);
}

static void
test_remarks (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsGid gid = sent_back (fixture);
  CsProject *project = cs_test_open_later (fixture, "ana");
  g_autoptr (GPtrArray) rows = remarks_of (project, &gid);
  g_assert_cmpuint (rows->len, ==, 2);
  const CsRemarkRow *row = rows->pdata[0], *second = rows->pdata[1];
  g_assert_cmpstr (row->who, ==, "ben");
  g_assert_cmpuint (row->remark.mark, ==, 21);
  g_assert_cmpstr (row->remark.clause, ==, "G-3.2");
  g_assert_cmpstr (row->remark.text, ==, "includes pleura");
  g_assert_cmpint (second->remark.frame, ==, 3);
  g_assert_cmpuint (second->remark.mark, ==, 0);
  assert_remark (project, &gid, 0, CS_REMARK_OPEN, TRUE, FALSE);
  g_assert_false (reply (project, &gid, 0, "answer", "", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  assert_reply_denied (project, &gid, 0, "close", "closes it");
  g_assert_true (reply (project, &gid, 0, "answer", "it touches only", &error));
  g_assert_true (reply (project, &gid, 1, "agree", NULL, &error));
  assert_reply_denied (project, &gid, 1, "agree", "already");
  assert_remark (project, &gid, 0, CS_REMARK_ANSWERED, TRUE, FALSE);
  assert_remark (project, &gid, 1, CS_REMARK_AGREED, FALSE, FALSE);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  assert_reply_denied (project, &gid, 0, "agree", "your own");
  assert_remark (project, &gid, 0, CS_REMARK_ANSWERED, FALSE, TRUE);
  g_autoptr (GPtrArray) answered = remarks_of (project, &gid);
  g_assert_cmpstr (((CsRemarkRow *)answered->pdata[0])->answer, ==, "it touches only");
  g_assert_cmpstr (((CsRemarkRow *)answered->pdata[0])->answer_who, ==, "ana");
  g_assert_true (reply (project, &gid, 0, "close", NULL, &error));
  assert_remark (project, &gid, 0, CS_REMARK_CLOSED, FALSE, FALSE);
  assert_reply_denied (project, &gid, 0, "close", "is closed");
  /* Somebody has gone on from the decision. */
  g_assert_false (cs_project_withdraw (project, &gid, &error));
  g_clear_error (&error);
  CsHash before, after;
  g_assert_true (cs_index_digest (project->index, &before, NULL));
  g_assert_true (cs_index_rebuild (project->index, NULL));
  g_assert_true (cs_index_digest (project->index, &after, NULL));
  g_assert_true (cs_hash_equal (&before, &after));
  cs_project_verify (project, TRUE, problems, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
}

static void
test_free_remarks (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = submitted (fixture);
  CsRemark remark = {
    .part = -1, .frame = -1, .category = (char *)"other", .text = (char *)"is this the right case?"
  };
  const CsRemark *remarks[] = { &remark };
  CsProject *project = cs_test_open_later (fixture, "dan");
  const CsHash revision = cs_test_revision (project, &gid), other = { { 7 } };
  cs_project_add_remarks (project, &gid, &revision, remarks, 1, &error);
  g_assert_no_error (error);
  /* What was on the screen is not what is there: nobody remarks on what they did not see. */
  g_assert_false (cs_project_add_remarks (project, &gid, &other, remarks, 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  CsGid untouched = cs_test_case (project, "case-1");
  g_assert_false (cs_project_add_remarks (project, &untouched, &revision, remarks, 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  assert_remark (project, &gid, 0, CS_REMARK_OPEN, FALSE, TRUE);
  assert_reply_denied (project, &gid, 0, "agree", "only who made the work");
  cs_project_close (project);
}

/* The remarks of a decision that is taken back go with it. */
static void
test_remarks_withdrawn (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = sent_back (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ben");
  cs_project_withdraw (project, &gid, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) rows = remarks_of (project, &gid);
  g_assert_cmpuint (rows->len, ==, 0);
}

/* Both copies go on from the same remarks; whichever way they meet, the state is one. */
static void
test_remarks_merged (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  g_autofree char *third = g_build_filename (fixture->dir, "third.countersign", NULL);
  CsGid gid = sent_back (fixture);
  CsHash digests[2];
  cs_test_copy (fixture->path, other);
  CsProject *project = cs_test_open_later (fixture, "ana");
  g_assert_true (reply (project, &gid, 0, "agree", NULL, &error));
  cs_project_close (project);
  cs_test_env_advance (fixture->env, G_USEC_PER_SEC);
  project = cs_test_open (fixture->env, other, "ben");
  g_assert_true (reply (project, &gid, 0, "close", NULL, &error));
  cs_project_close (project);
  cs_test_copy (other, third);
  for (guint i = 0; i < 2; i++) {
    CsMergeReport report;
    g_autoptr (GPtrArray) problems = cs_problems_new ();
    project = cs_test_open (fixture->env, i == 0 ? fixture->path : third, "lee");
    cs_project_merge (project, i == 0 ? other : fixture->path, FALSE, &report, problems, &error);
    g_assert_no_error (error);
    assert_remark (project, &gid, 0, CS_REMARK_CLOSED, FALSE, FALSE);
    g_assert_true (cs_index_digest (project->index, &digests[i], NULL));
    cs_project_close (project);
  }
  g_assert_true (cs_hash_equal (&digests[0], &digests[1]));
}

#define ADD(path, func)                                                                            \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("/review/verdicts", test_verdicts);
  ADD ("/review/changes", test_changes);
  ADD ("/review/changes-after-withdrawal", test_changes_after_withdrawal);
  ADD ("/review/changes-hidden", test_changes_hidden);
  ADD ("/review/remarks", test_remarks);
  ADD ("/review/free-remarks", test_free_remarks);
  ADD ("/review/remarks-withdrawn", test_remarks_withdrawn);
  ADD ("/review/remarks-merged", test_remarks_merged);
  return g_test_run ();
}
