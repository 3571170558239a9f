/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking first: whoever acts where the workflow hides the marks is given none of them by any way
 * of reading before they asked, cannot decide before that, and what they drew stays theirs. */
#include "cs-project-desk.h"
#include "cs-project-list.h"
#include "cs-project-private.h"
#include "cs-project-review.h"
#include "cs-test-project.h"

#include <string.h>

static const char text[] =
    "{\"format\":\"countersign-workflow-1\",\"stages\":[{\"key\":\"label\",\"roles\":[\"labeler\"]}"
    ","
    "{\"key\":\"review\",\"roles\":[\"reviewer\",\"sme\"],\"exclude\":[\"author\"],\"look_first\":"
    "true},{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";

/* A remark, so that there is something else to hide. */
static void
remark_as_lead (CsTestFixture *fixture, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  CsRemark remark = { .part = -1, .frame = -1, .category = (char *)"other" };
  const CsRemark *remarks[] = { &remark };
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  const CsHash revision = cs_test_revision (project, gid);
  g_assert_true (cs_project_add_remarks (project, gid, &revision, remarks, 1, &error));
  g_assert_no_error (error);
}

/* A case that ana handed in with one box, under that workflow, and a remark on it. */
static CsGid
begin (CsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  CsProject *project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_project_publish_workflow (project, workflow, NULL, &error));
  cs_project_close (project);
  CsGid gid = cs_test_submit (fixture, "case-0");
  remark_as_lead (fixture, &gid);
  return gid;
}

static CsProject *
claimed_by (CsTestFixture *fixture, const char *handle, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open_later (fixture, handle);
  g_assert_true (cs_project_claim (project, gid, &error));
  g_assert_no_error (error);
  return project;
}

/* By every way there is. */
static void
assert_hidden (CsProject *project, const CsGid *gid, gboolean hidden)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  const CsReader all = { .roles = CS_ROLE_LEAD };
  g_autoptr (GPtrArray) known = cs_project_versions (project, &all, gid, NULL);
  const CsHash revision = ((CsVersionRow *)known->pdata[0])->revision;
  g_autoptr (CsCaseView) view = cs_project_case_view (project, gid, &error);
  g_assert_no_error (error);
  g_assert_true (view->hidden == hidden);
  g_assert_true ((view->current == NULL) == hidden);
  g_assert_true ((view->changes == NULL) == hidden);
  g_assert_true (view->row->has_revision == !hidden);
  g_assert_false (view->draft_stale);
  g_autoptr (CsMarkSet) marks = cs_project_revision (project, &reader, &revision, NULL);
  g_assert_true ((marks == NULL) == hidden);
  g_autoptr (CsChanges) changes = cs_project_changes (project, &reader, gid, NULL);
  g_assert_true ((changes == NULL) == hidden);
  g_autoptr (GPtrArray) versions = cs_project_versions (project, &reader, gid, NULL);
  g_assert_true ((versions->len == 0) == hidden);
  g_autoptr (GPtrArray) remarks = cs_project_remarks (project, &reader, gid, &error);
  g_assert_true ((remarks->len == 0) == hidden);
  g_autoptr (GPtrArray) lines = cs_project_case_list (project, &reader, NULL, &error);
  for (guint i = 0; i < lines->len; i++) {
    const CsCaseLine *line = lines->pdata[i];
    if (cs_gid_equal (&line->row->gid, gid)) {
      g_assert_true (line->row->has_revision == !hidden);
      g_assert_cmpint (line->row->marks, ==, hidden ? 0 : 1);
    }
  }
}

static guint
marks_in_draft (CsProject *project, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, gid, &error);
  g_assert_no_error (error);
  return draft->n_marks;
}

static void
assert_refused (CsProject *project, const CsGid *gid, const char *how)
{
  g_autoptr (GError) error = NULL;
  const CsDecision decision = { .decision = how, .category = "other", .reason = "so" };
  g_assert_false (cs_project_decide (project, gid, &decision, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "you look first here"));
}

static void
test_hidden (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = begin (fixture);
  CsProject *project = cs_test_open_later (fixture, "cat"); /* who could take it */
  assert_hidden (project, &gid, TRUE);
  g_assert_false (cs_project_look_first (project, &gid, &error)); /* and has not */
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  cs_project_close (project);
  project = claimed_by (fixture, "ben", &gid);
  assert_hidden (project, &gid, TRUE);
  assert_refused (project, &gid, "accept");
  assert_refused (project, &gid, "send-back");
  assert_refused (project, &gid, "reject");
  cs_test_draw (project, &gid, 700000);
  cs_test_draw (project, &gid, 1000);
  assert_refused (project, &gid, "accept");
  g_assert_true (cs_project_look_first (project, &gid, &error));
  g_assert_no_error (error);
  assert_hidden (project, &gid, FALSE);
  g_assert_cmpuint (marks_in_draft (project, &gid), ==, 1);
  g_assert_false (cs_project_look_first (project, &gid, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "shown already"));
  cs_test_decide (project, &gid, "accept");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "cat"); /* past that stage nothing is hidden */
  assert_hidden (project, &gid, FALSE);
  cs_project_close (project);
}

/* What was drawn before is one of the versions to compare, and what the changes are told from. */
static void
test_kept (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = begin (fixture);
  CsProject *project = claimed_by (fixture, "ben", &gid);
  cs_test_draw (project, &gid, 1200); /* ana's is at 1000: one of hers */
  cs_test_draw (project, &gid, 700000);
  g_assert_true (cs_project_look_first (project, &gid, &error));
  g_assert_no_error (error);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsChanges) changes = cs_project_changes (project, &reader, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (changes->from, ==, CS_CHANGES_FROM_LOOK);
  g_assert_cmpstr (changes->before.who, ==, "ben");
  g_assert_cmpuint (changes->before_marks->n_marks, ==, 2);
  g_assert_cmpuint (changes->diff->marks->len, ==, 2); /* one moved, one that she does not have */
  guint pairs = 0;
  for (guint i = 0; i < 2; i++) {
    const CsMarkChange *change = &g_array_index (changes->diff->marks, CsMarkChange, i);
    pairs += change->before != NULL && change->after != NULL && change->by_shape;
  }
  g_assert_cmpuint (pairs, ==, 1);
  cs_test_decide (project, &gid, "accept");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "cat");
  reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_versions (project, &reader, &gid, &error);
  g_assert_cmpuint (rows->len, ==, 2);
  const CsVersionRow *first = rows->pdata[0], *looked = rows->pdata[1];
  g_assert_false (first->looked);
  g_assert_true (looked->looked);
  g_assert_cmpstr (looked->who, ==, "ben");
  g_autoptr (CsChanges) between =
      cs_project_compare (project, &reader, &gid, &looked->revision, &first->revision, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (between->before_marks->n_marks, ==, 2);
  g_autoptr (GPtrArray) acts = cs_project_history (project, &reader, &gid, &error);
  gboolean said = FALSE;
  for (guint i = 0; i < acts->len; i++)
    said = said || strstr (((CsHistoryRow *)acts->pdata[i])->sentence, "looked first (2 marks)");
  g_assert_true (said);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana"); /* who made it is not told what others drew */
  reader = cs_project_reader (project);
  g_autoptr (GPtrArray) hers = cs_project_versions (project, &reader, &gid, &error);
  g_assert_cmpuint (hers->len, ==, 1);
  cs_project_close (project);
}

/* Undo, closing in the middle and leaving the case keep what was drawn, and nothing is shown. */
static void
test_left (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = begin (fixture);
  CsProject *project = claimed_by (fixture, "ben", &gid);
  cs_test_draw (project, &gid, 700000);
  cs_test_draw (project, &gid, 1000);
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  assert_hidden (project, &gid, TRUE);
  g_assert_cmpuint (marks_in_draft (project, &gid), ==, 1);
  g_assert_true (cs_project_redo_draft (project, &gid, &error));
  g_assert_cmpuint (marks_in_draft (project, &gid), ==, 2);
  g_assert_true (cs_project_skip (project, &gid, "later", &error));
  g_assert_no_error (error);
  assert_hidden (project, &gid, TRUE);
  cs_project_close (project);
  project = claimed_by (fixture, "ben", &gid);
  g_assert_cmpuint (marks_in_draft (project, &gid), ==, 2);
  g_assert_true (cs_project_look_first (project, &gid, &error));
  g_assert_no_error (error);
  g_assert_false (cs_project_undo_draft (project, &gid, NULL));
  cs_test_decide (project, &gid, "accept");
  g_assert_true (cs_project_withdraw (project, &gid, &error)); /* what was seen was seen */
  g_assert_no_error (error);
  assert_hidden (project, &gid, FALSE);
  cs_test_decide (project, &gid, "accept");
  cs_project_close (project);
}

/* Two copies in which two people looked and decided meet; what each looked at counts in both. */
static void
test_copies (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsMergeReport report;
  CsGid gid = begin (fixture);
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  cs_test_copy (fixture->path, other);
  static const char *const who[] = { "ben", "cat" }, *const how[] = { "accept", "send-back" };
  for (guint i = 0; i < 2; i++) {
    cs_test_env_advance (fixture->env, G_TIME_SPAN_SECOND);
    CsProject *project = cs_test_open (fixture->env, i == 0 ? fixture->path : other, who[i]);
    g_assert_true (cs_project_claim (project, &gid, &error));
    cs_test_draw (project, &gid, 300000 * (i + 1));
    g_assert_true (cs_project_look_first (project, &gid, &error));
    g_assert_no_error (error);
    cs_test_decide (project, &gid, how[i]);
    cs_project_close (project);
  }
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_project_merge (project, other, FALSE, &report, problems, &error));
  g_assert_no_error (error);
  gint64 looks = 0, rivals = 0;
  CsDb *db = cs_index_db (project->index);
  g_assert_true (cs_db_get_int (db, 0, &looks, &error, "SELECT count(*) FROM look", ""));
  g_assert_true (cs_db_get_int (db, 0, &rivals, &error, "SELECT count(*) FROM rival", ""));
  g_assert_cmpint (looks, ==, 2);
  g_assert_cmpint (rivals, ==, 1);
}

#define TEST(name, func)                                                                           \
  g_test_add ("/look-first/" name, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  TEST ("hidden", test_hidden);
  TEST ("kept", test_kept);
  TEST ("left", test_left);
  TEST ("copies", test_copies);
  return g_test_run ();
}
