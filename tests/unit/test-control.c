/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control cases: who has one, that nobody else finds it, what came of it, and that it goes nowhere.
 */
#include "cs-project-control.h"
#include "cs-project-pause.h"
#include "cs-project-private.h"
#include "cs-project-reads.h"
#include "cs-test-project.h"

#include <string.h>

/* The project of three cases, of which dan made the first with a box at 1000; ben and cat passed
 * it, and cat signed. */
static CsGid
sign_first (CsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  static const char *const judges[] = { "ben", "cat" };
  CsProject *project = cs_test_open_later (fixture, "dan");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  cs_project_close (project);
  for (guint i = 0; i < G_N_ELEMENTS (judges); i++) {
    project = cs_test_open_later (fixture, judges[i]);
    cs_test_decide (project, &gid, "accept");
    cs_project_close (project);
  }
  cs_test_sign (fixture->env, fixture->path, "cat", &gid);
  return gid;
}

static void
make (CsTestFixture *fixture, const CsGid *gid, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  cs_project_make_control (project, gid, NULL, title, &people, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpstr (people->pdata[0], ==, "ana");
}

static GPtrArray *
controls (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  GPtrArray *rows = cs_project_controls (project, &reader, NULL, &error);
  g_assert_no_error (error);
  return rows;
}

static void
read_it (CsTestFixture *fixture, const char *title, gint64 x)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, title);
  g_assert_true (cs_project_claim (project, &gid, &error));
  cs_test_draw (project, &gid, x);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What is marked is held against what is signed, on other items, and a rebuilt index says the same.
 */
static void
test_score (CsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    gint64 x;
    CsMarkScore score;
    int percent;
  } rows[] = {
    { 1000, { .found = 1 }, 100 },
    { 700000, { .missed = 1, .extra = 1 }, 0 },
  };
  CsGid gid = sign_first (fixture);
  make (fixture, &gid, "again");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    read_it (fixture, "again", rows[i].x);
    for (guint twice = 0; twice < 2; twice++) {
      g_autoptr (GPtrArray) found = controls (fixture, "lee");
      const CsControlRow *row = found->pdata[0];
      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpint (row->state, ==, CS_CONTROL_READ);
      g_assert_cmpmem (&row->score, sizeof row->score, &rows[i].score, sizeof row->score);
      g_assert_cmpint (row->percent, ==, rows[i].percent);
      g_assert_cmpint (row->failed, ==, rows[i].percent < 80);
      CsProject *project = cs_test_open_later (fixture, "lee");
      g_assert_true (cs_index_rebuild (project->index, &error));
      cs_project_close (project);
    }
    CsProject *project = cs_test_open_later (fixture, "ana");
    CsGid again = cs_test_case (project, "again");
    g_assert_true (cs_project_withdraw (project, &again, &error));
    cs_project_discard_draft (project, &again, NULL);
    g_assert_true (cs_project_skip (project, &again, "later", &error));
    cs_project_close (project);
    g_autoptr (GPtrArray) back = controls (fixture, "lee");
    g_assert_cmpint (((CsControlRow *)back->pdata[0])->state, ==, CS_CONTROL_WAITS);
  }
}

static gboolean
lists (GPtrArray *rows, const CsGid *gid)
{
  for (guint i = 0; i < rows->len; i++)
    if (cs_gid_equal (&((CsCaseRow *)rows->pdata[i])->gid, gid))
      return TRUE;
  return FALSE;
}

/* Nobody but ana finds it in any list; who leads finds it by its id alone. */
static void
test_sight (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const people[] = { "lee", "ana", "ben", "cat", "dan" };
  CsGid gid = sign_first (fixture);
  make (fixture, &gid, "again");
  read_it (fixture, "again", 1000);
  g_autoptr (GPtrArray) made = controls (fixture, "lee");
  const CsControlRow *control = made->pdata[0];
  g_auto (CsWork) work = { 0 };
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autoptr (GError) error = NULL;
    char hex[CS_GID_HEX + 1];
    gboolean theirs = i == 1, leads = i == 0;
    g_autoptr (CsProject) project = cs_test_open_later (fixture, people[i]);
    CsReader reader = cs_project_reader (project);
    g_autoptr (GPtrArray) cases = cs_project_cases (project, &reader, &error);
    g_autoptr (GPtrArray) items =
        cs_project_case_items (project, &reader, &control->case_gid, NULL);
    g_autoptr (GPtrArray) tasks = cs_project_tasks (project, &reader, &error);
    g_autoptr (CsStatus) status = cs_project_status (project, &reader, &error);
    g_autoptr (CsCaseRow) named = cs_project_find_case (project, &reader, "again", NULL);
    g_autoptr (CsCaseRow) by_id =
        cs_project_find_case (project, &reader, cs_gid_to_hex (&control->case_gid, hex), NULL);
    g_autoptr (GPtrArray) acts = cs_project_history (project, &reader, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (lists (cases, &control->case_gid), ==, theirs);
    g_assert_cmpint (items->len, ==, theirs || leads);
    g_assert_cmpint (named != NULL, ==, theirs);
    g_assert_cmpint (by_id != NULL, ==, theirs || leads);
    g_assert_cmpint (status->cases, ==, cases->len);
    g_assert_cmpint (status->items, ==, cases->len);
    for (guint k = 0; k < tasks->len; k++)
      g_assert_false (cs_gid_equal (&((CsTaskRow *)tasks->pdata[k])->case_gid, &control->case_gid));
    for (guint k = 0; k < acts->len; k++) {
      const CsHistoryRow *act = acts->pdata[k];
      g_assert_true (leads || !g_str_equal (act->kind, "control.make"));
      g_assert_true (leads || theirs || g_strcmp0 (act->case_title, "again") != 0);
    }
    g_assert_true (cs_project_work (project, &control->case_gid, &work, &error));
    g_autoptr (CsMarkSet) marks = cs_project_revision (project, &reader, &work.revision, NULL);
    g_assert_cmpint (marks != NULL, ==, theirs || leads);
    cs_work_clear (&work);
  }
}

/* Nobody takes, judges, gives or signs it; what they are told is no more than of what is not there.
 */
static void
test_goes_nowhere (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const people[] = { "lee", "ben", "cat", "dan" };
  const CsDecision accept = { .decision = "accept" };
  CsGid gid = sign_first (fixture);
  make (fixture, &gid, "again");
  g_autoptr (GPtrArray) made = controls (fixture, "lee");
  const CsGid control = ((CsControlRow *)made->pdata[0])->case_gid;
  for (guint read = 0; read < 2; read++) {
    for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
      g_autoptr (CsProject) project = cs_test_open_later (fixture, people[i]);
      CsReader reader = cs_project_reader (project);
      GError *errors[5] = { NULL };
      g_assert_false (cs_project_claim (project, &control, &errors[0]));
      g_assert_false (cs_project_decide (project, &control, &accept, &errors[1]));
      g_assert_false (cs_project_assign (project, &control, &reader.person, &errors[2]));
      g_assert_false (cs_project_sign (project, &control, 1, "approved", NULL, &errors[3]));
      g_assert_false (cs_project_reopen (project, &control, "so", &errors[4]));
      for (guint k = 0; k < G_N_ELEMENTS (errors); k++) {
        if (i > 0)
          g_assert_null (strstr (errors[k]->message, "control"));
        g_error_free (errors[k]);
      }
    }
    if (read == 0)
      read_it (fixture, "again", 1000);
  }
}

/* To ana it is like the case beside it, before she hands it in and after. */
static void
test_like_another (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = sign_first (fixture);
  make (fixture, &gid, "again");
  for (guint step = 0; step < 3; step++) {
    g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
    CsReader reader = cs_project_reader (project);
    g_autoptr (CsCaseRow) one = cs_project_find_case (project, &reader, "again", &error);
    g_autoptr (CsCaseRow) other = cs_project_find_case (project, &reader, "case-1", &error);
    g_assert_no_error (error);
    g_assert_cmpstr (one->state, ==, other->state);
    g_assert_cmpstr (one->stage, ==, other->stage);
    g_assert_cmpint (one->status, ==, other->status);
    g_assert_cmpint (one->own, ==, other->own);
    g_assert_cmpint (one->priority, ==, other->priority);
    g_assert_cmpint (one->due, ==, other->due);
    g_assert_cmpint (one->marks, ==, other->marks);
    if (step == 0) {
      g_assert_true (cs_project_claim (project, &one->gid, &error));
      g_assert_true (cs_project_claim (project, &other->gid, &error));
    } else if (step == 1) {
      cs_test_draw (project, &one->gid, 1000);
      cs_test_draw (project, &other->gid, 1000);
      g_assert_true (cs_project_submit (project, &one->gid, NULL, NULL, &error));
      g_assert_true (cs_project_submit (project, &other->gid, NULL, NULL, &error));
    }
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
#define ADD(name, test)                                                                            \
  g_test_add ("/control/" name, CsTestFixture, NULL, cs_test_set_up, test, cs_test_tear_down)
  ADD ("score", test_score);
  ADD ("sight", test_sight);
  ADD ("goes-nowhere", test_goes_nowhere);
  ADD ("like-another", test_like_another);
  return g_test_run ();
}
