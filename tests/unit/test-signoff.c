/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is shown before they sign: what waits, what is left out and why, what was signed.
 */
#include "cs-project-signoff.h"
#include "cs-test-project.h"

#include <string.h>

/* "case-N" through the stages up to the decision of CAT. */
static void
bring (CsTestFixture *fixture, const char *title, const char *last)
{
  static const char *const people[] = { "ana", "ben", "cat" };
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, people[i]);
    CsGid gid = cs_test_case (project, title);
    cs_project_claim (project, &gid, &error);
    g_assert_no_error (error);
    if (i == 0 || (i == 2 && strcmp (last, "correct") == 0))
      cs_test_draw (project, &gid, 100 + (gint64)i * 100);
    if (i == 0)
      cs_project_submit (project, &gid, NULL, NULL, &error);
    else
      cs_test_decide (project, &gid, i == 1 ? "accept" : last);
    g_assert_no_error (error);
  }
}

static GPtrArray *
list_of (CsTestFixture *fixture, const char *handle, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, handle);
  CsGid gid = title != NULL ? cs_test_case (project, title) : (CsGid){ { 0 } };
  GPtrArray *rows = cs_project_sign_list (project, title != NULL ? &gid : NULL, &error);
  g_assert_no_error (error);
  return rows;
}

static void
test_what_waits (CsTestFixture *fixture, gconstpointer data)
{
  bring (fixture, "case-1", "accept");
  bring (fixture, "case-2", "correct");
  g_autoptr (GPtrArray) rows = list_of (fixture, "cat", NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  const CsSignRow *ready = rows->pdata[0], *mine = rows->pdata[1];
  g_assert_cmpstr (ready->title, ==, "case-1");
  g_assert_cmpint (ready->marks, ==, 1);
  g_assert_true (ready->may_approve);
  g_assert_true (ready->may_review);
  g_assert_null (ready->reason);
  g_assert_true (mine->corrected);
  g_assert_false (mine->may_approve);
  g_assert_false (mine->may_review);
  g_assert_cmpstr (mine->reason, ==, "corrected by you; waits for a second person");
  g_autoptr (GPtrArray) other = list_of (fixture, "dan", NULL);
  g_assert_cmpuint (other->len, ==, 0);
}

/* Somebody who is no SME can only say that they reviewed, and says so once. */
static void
test_reviewer (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  bring (fixture, "case-0", "accept");
  g_autoptr (GPtrArray) rows = list_of (fixture, "ben", NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  const CsSignRow *row = rows->pdata[0];
  g_assert_false (row->may_approve);
  g_assert_true (row->may_review);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ben");
  cs_test_unlock (fixture->env, project);
  cs_project_sign (project, &row->case_gid, 1, "reviewed", NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&project, cs_project_close);
  g_autoptr (GPtrArray) after = list_of (fixture, "ben", NULL);
  g_assert_cmpuint (after->len, ==, 0);
  g_autoptr (GPtrArray) named = list_of (fixture, "ben", "case-0");
  g_assert_false (((CsSignRow *)named->pdata[0])->may_review);
}

static void
test_one_case_says_why_not (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = list_of (fixture, "cat", "case-0");
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((CsSignRow *)rows->pdata[0])->reason, ==, "the case is not accepted yet");
}

static void
test_last_signoff (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsHash hash = { { 0 } }, again;
  gsize size = 0;
  bring (fixture, "case-0", "accept");
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "cat");
  CsGid gid = cs_test_case (project, "case-0");
  g_assert_null (cs_project_last_signoff (project, &hash, &error));
  g_assert_no_error (error);
  g_clear_pointer (&project, cs_project_close);
  cs_test_sign (fixture->env, fixture->path, "cat", &gid);
  project = cs_test_open (fixture->env, fixture->path, "cat");
  g_autoptr (CsJson) manifest = cs_project_last_signoff (project, &hash, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_json_get_string (manifest, "meaning"), ==, "approved");
  g_assert_cmpuint (cs_json_length (cs_json_get (manifest, "entries")), ==, 1);
  g_autofree char *text = cs_json_to_canonical (manifest, &size);
  cs_hash_data (text, size, &again);
  g_assert_true (cs_hash_equal (&hash, &again));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add ("/signoff/what-waits", CsTestFixture, NULL, cs_test_set_up, test_what_waits,
              cs_test_tear_down);
  g_test_add ("/signoff/reviewer", CsTestFixture, NULL, cs_test_set_up, test_reviewer,
              cs_test_tear_down);
  g_test_add ("/signoff/one-case-says-why-not", CsTestFixture, NULL, cs_test_set_up,
              test_one_case_says_why_not, cs_test_tear_down);
  g_test_add ("/signoff/last-signoff", CsTestFixture, NULL, cs_test_set_up, test_last_signoff,
              cs_test_tear_down);
  return g_test_run ();
}
