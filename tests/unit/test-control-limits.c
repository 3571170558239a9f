/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control cases in segments, and the rule that pauses who fails them. */
#include "cs-project-bulk.h"
#include "cs-project-pause.h"
#include "cs-project-private.h"
#include "cs-test-control.h"

#include <string.h>

/* --- segments --- */

/* Ana is given none, by name or not, and WORDS say why. */
static void
assert_gets_none (CsTestFixture *fixture, const CsGid *gid, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_autoptr (GPtrArray) people = cs_project_control_people (project, gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 0);
  g_assert_false (cs_project_make_control (project, gid, &ana->gid, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
}

/* None is made for who may not know of the first, or lacks what it asks for. */
static void
test_segments (CsTestFixture *fixture, gconstpointer data)
{
  CsGid gid = cs_test_control_sign (fixture);
  cs_test_put_into (fixture, "case-0", "sensitive", "vip");
  cs_test_put_into (fixture, "case-0", "expertise", "breast");
  assert_gets_none (fixture, &gid, "let in to the segment vip");
  cs_test_describe (fixture, "ana", "", "vip");
  assert_gets_none (fixture, &gid, "expert in breast");
  cs_test_describe (fixture, "ana", "breast", "vip");
  cs_test_control_make (fixture, &gid, "again");
}

#define DUE 20700

/* Both that wait are in a segment and due; case-0 is in none. */
static void
date_others (CsTestFixture *fixture)
{
  static const int dues[] = { DUE, DUE };
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open_later (fixture, "lee");
  const CsGid waits[] = { cs_test_case (project, "case-1"), cs_test_case (project, "case-2") };
  g_autoptr (CsBulk) dated = cs_project_set_due (project, waits, dues, 2, "soon", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (dated->done->len, ==, 2);
  cs_project_close (project);
  cs_test_put_into (fixture, "case-1", "sensitive", "vip");
  cs_test_put_into (fixture, "case-2", "sensitive", "vip");
}

/* It takes the place of none in another segment, and its event does not name one. */
static void
test_beside_alike (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_control_sign (fixture);
  date_others (fixture);
  cs_test_control_make (fixture, &gid, "again");
  g_autoptr (GPtrArray) made = cs_test_controls (fixture, "lee");
  const CsGid again = ((CsControlRow *)made->pdata[0])->case_gid;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsReader lee = cs_project_reader (project);
  g_autoptr (GPtrArray) acts = cs_project_history (project, &lee, &again, &error);
  g_assert_no_error (error);
  const CsHistoryRow *last = acts->pdata[acts->len - 1];
  g_assert_cmpstr (last->kind, ==, "control.make");
  g_assert_null (cs_json_get (last->body, "beside"));
}

/* "again" on the text of case-0, OF, and beside BESIDE. */
static CsGid
make_beside (CsProject *project, const CsGid *of, const CsGid *beside)
{
  g_autoptr (GError) error = NULL;
  CsReader lee = cs_project_reader (project);
  const CsHash revision = cs_test_revision (project, of);
  CsGid gid, item;
  cs_env_random_gid (project->env, &gid);
  cs_env_random_gid (project->env, &item);
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &lee, of, &error);
  const CsItemRow *first = items->pdata[0];
  const char *blob =
      cs_json_get_string (cs_json_at (cs_json_get (first->facts, "parts"), 0), "blob");
  CsJson *opened = cs_json_new_object (), *added = cs_project_noted_body (project);
  CsJson *body = cs_project_noted_body (project), *parts = cs_json_new_array ();
  CsJson *pairs = cs_json_new_array (), *pair = cs_json_new_object ();
  cs_json_put_gid (opened, "case", &gid);
  cs_put_nonce (opened, project->env);
  cs_json_put_string (opened, "title", "again");
  cs_json_append (parts, cs_json_new_string (blob));
  cs_json_put_gid (added, "case", &gid);
  cs_json_put (added, "facts", cs_json_ref (first->facts));
  cs_json_put_gid (added, "item", &item);
  cs_json_put_string (added, "kind", first->kind);
  cs_json_put (added, "parts", parts);
  cs_json_put_string (added, "title", "again");
  cs_json_put_gid (pair, "item", &item);
  cs_json_put_gid (pair, "of", &first->gid);
  cs_json_append (pairs, pair);
  cs_json_put_gid (body, "beside", beside);
  cs_json_put_gid (body, "case", &gid);
  cs_json_put (body, "items", pairs);
  cs_json_put_gid (body, "of", of);
  cs_json_put_gid (body, "person", &ana->gid);
  cs_json_put_hash (body, "revision", &revision);
  cs_project_do (project, "case.open", opened, NULL, &error);
  g_assert_no_error (error);
  cs_project_do (project, "item.add", added, NULL, &error);
  g_assert_no_error (error);
  cs_project_do (project, "control.make", body, NULL, &error);
  g_assert_no_error (error);
  return gid;
}

/* What another program names beside it may have come into a segment in another copy. */
static void
test_beside_other (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsWork) work = { 0 };
  CsGid gid = cs_test_control_sign (fixture);
  date_others (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  const CsGid beside = cs_test_case (project, "case-1");
  CsGid again = make_beside (project, &gid, &beside);
  g_assert_true (cs_project_work (project, &again, &work, &error));
  g_assert_cmpint (work.due, ==, CS_DUE_NONE);
}

/* What comes into a segment later is closed to its reader as well, who had begun it. */
static void
test_segments_later (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_control_sign (fixture);
  cs_test_control_make (fixture, &gid, "again");
  CsProject *project = cs_test_open_later (fixture, "ana");
  const CsGid again = cs_test_case (project, "again");
  g_assert_true (cs_project_claim (project, &again, &error));
  cs_project_close (project);
  cs_test_put_into (fixture, "case-0", "sensitive", "vip");
  project = cs_test_open_later (fixture, "ana");
  CsReader ana = cs_project_reader (project);
  g_autoptr (GPtrArray) cases = cs_project_cases (project, &ana, &error);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &ana, &again, NULL);
  g_assert_false (cs_test_control_lists (cases, &again));
  g_assert_true (items == NULL || items->len == 0);
  cs_project_close (project);
  cs_test_describe (fixture, "ana", "", "vip");
  project = cs_test_open_later (fixture, "ana");
  cs_test_assert_state (project, "again", "waits for labelling; segment vip");
  cs_project_close (project);
  cs_test_put_into (fixture, "case-0", "sensitive", NULL);
  project = cs_test_open_later (fixture, "ana");
  cs_test_assert_state (project, "again", "waits for labelling");
  cs_project_close (project);
}

/* --- the rule that pauses --- */

static void
publish_rule (CsTestFixture *fixture, guint fails)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"format\":\"countersign-workflow-1\",\"name\":\"strict\",\"coverage\":\"off\","
      "\"control\":{\"fails\":%u,\"pause\":true},\"stages\":[{\"key\":\"label\",\"roles\":"
      "[\"labeler\",\"reviewer\",\"sme\"]},{\"key\":\"review\",\"roles\":[\"reviewer\","
      "\"sme\"],\"exclude\":[\"author\"]},{\"key\":\"approve\",\"roles\":[\"sme\"],"
      "\"exclude\":[\"author\"],\"sign\":true}]}",
      fails);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_project_publish_workflow (project, workflow, NULL, &error));
}

static gboolean
is_paused (CsTestFixture *fixture)
{
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  return cs_project_reader (project).paused;
}

static void
ask_for_task (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  cs_case_row_free (cs_project_next_task (project, NULL, NULL));
}

/* Ana is paused by who acts next, not by herself; a lead lets her go on, and what was before counts
 * no more. */
static void
test_pauses (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_control_sign (fixture);
  publish_rule (fixture, 1);
  cs_test_control_make (fixture, &gid, "again");
  cs_test_control_read (fixture, "again", 700000);
  ask_for_task (fixture, "ana");
  g_assert_false (is_paused (fixture));
  CsProject *window = cs_test_open_later (fixture, "ben");
  CsGid waits = cs_test_case (window, "case-2");
  g_assert_true (cs_project_claim (window, &waits, &error));
  cs_project_close (window);
  g_assert_true (is_paused (fixture));
  ask_for_task (fixture, "ben");
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsReader ana = cs_project_reader (project);
  g_autoptr (GPtrArray) own = cs_project_pauses (project, &ana, &error);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_null (((CsPauseRow *)own->pdata[0])->by);
  g_assert_true (cs_index_rebuild (project->index, &error));
  g_autoptr (GPtrArray) acts = cs_project_history (project, &ana, NULL, &error);
  const CsHistoryRow *last = acts->pdata[acts->len - 1];
  g_assert_cmpstr (last->kind, ==, "control.pause");
  g_assert_cmpstr (last->who, ==, "the workflow");
  cs_project_close (project);
  g_assert_true (is_paused (fixture));
  project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_project_resume (project, &ana.person, "Looked at it together", &error));
  cs_project_close (project);
  ask_for_task (fixture, "ben");
  g_assert_false (is_paused (fixture));
}

/* Who was let go on after a pause by hand is paused all the same for what was failed. */
static void
test_pauses_by_hand (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_control_sign (fixture);
  publish_rule (fixture, 1);
  cs_test_control_make (fixture, &gid, "again");
  cs_test_control_read (fixture, "again", 700000);
  CsProject *project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_assert_true (cs_project_pause (project, &ana->gid, "by mistake", &error));
  g_assert_true (cs_project_resume (project, &ana->gid, "it was a mistake", &error));
  cs_project_close (project);
  g_autoptr (GPtrArray) rows = cs_test_controls (fixture, "lee");
  g_assert_true (((CsControlRow *)rows->pdata[0])->counts);
  ask_for_task (fixture, "ben");
  g_assert_true (is_paused (fixture));
}

/* Without that, or before it is so many, nobody is. */
static void
test_pauses_nobody (CsTestFixture *fixture, gconstpointer data)
{
  CsGid gid = cs_test_control_sign (fixture);
  publish_rule (fixture, 2);
  cs_test_control_make (fixture, &gid, "again");
  cs_test_control_read (fixture, "again", 700000);
  ask_for_task (fixture, "ben");
  g_assert_false (is_paused (fixture));
}

/* Two copies in which it was found are one pause; one that was let go on stays so. */
static void
test_pauses_once (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsMergeReport report;
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  g_autofree char *here = g_strdup (fixture->path);
  CsGid gid = cs_test_control_sign (fixture);
  publish_rule (fixture, 1);
  cs_test_control_make (fixture, &gid, "again");
  cs_test_control_read (fixture, "again", 700000);
  cs_test_copy (here, other);
  g_free (fixture->path);
  fixture->path = g_strdup (other);
  ask_for_task (fixture, "dan");
  g_free (fixture->path);
  fixture->path = g_strdup (here);
  ask_for_task (fixture, "ben");
  CsProject *project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_assert_true (cs_project_resume (project, &ana->gid, "Looked at it together", &error));
  g_assert_true (cs_project_merge (project, other, FALSE, &report, problems, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  ask_for_task (fixture, "ben");
  g_assert_false (is_paused (fixture));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
#define ADD(name, test)                                                                            \
  g_test_add ("/control-limits/" name, CsTestFixture, NULL, cs_test_set_up, test, cs_test_tear_down)
  ADD ("segments", test_segments);
  ADD ("segments-later", test_segments_later);
  ADD ("beside-alike", test_beside_alike);
  ADD ("beside-other", test_beside_other);
  ADD ("pauses", test_pauses);
  ADD ("pauses-by-hand", test_pauses_by_hand);
  ADD ("pauses-nobody", test_pauses_nobody);
  ADD ("pauses-once", test_pauses_once);
  return g_test_run ();
}
