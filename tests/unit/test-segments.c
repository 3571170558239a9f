/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments: of a sensitive one only those know who were let in, wherever it is read; of one that
 * asks for expertise everybody knows, and only experts take it. */
#include "cs-project-backlog.h"
#include "cs-project-bulk.h"
#include "cs-project-escalations.h"
#include "cs-project-list.h"
#include "cs-project-private.h"
#include "cs-test-reads.h"

#include <string.h>

/* All that HANDLE is told of the project, as one text. */
static char *
told (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) cases = cs_project_cases (project, &reader, &error);
  for (guint i = 0; i < cases->len; i++) {
    const CsCaseRow *row = cases->pdata[i];
    g_string_append_printf (text, "%s: %s %" G_GINT64_FORMAT "\n", row->title, row->state,
                            (gint64)row->marks);
  }
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, &error);
  g_autoptr (GPtrArray) tasks = cs_project_tasks (project, &reader, &error);
  g_autoptr (GPtrArray) acts = cs_project_history (project, &reader, NULL, &error);
  g_autoptr (CsStatus) status = cs_project_status (project, &reader, &error);
  g_autoptr (GPtrArray) segments = cs_project_segments (project, &reader, &error);
  g_autoptr (CsBacklog) backlog = cs_project_backlog (project, &reader, 7, &error);
  g_autoptr (GPtrArray) asked = cs_project_escalations (project, &reader, NULL, NULL, &error);
  g_autoptr (CsTaskRow) first = NULL;
  g_assert_true (cs_project_first_task (project, &reader, NULL, &first, &error));
  g_assert_no_error (error);
  g_string_append_printf (text, "%u items, %u tasks, %u acts, %u segments, %u asked, first %s\n",
                          items->len, tasks->len, acts->len, segments->len, asked->len,
                          first != NULL ? first->title : "none");
  g_string_append_printf (text,
                          "status %d cases %" G_GINT64_FORMAT " items %" G_GINT64_FORMAT
                          " bytes %" G_GINT64_FORMAT " marks\n",
                          (int)status->cases, (gint64)status->items, (gint64)status->bytes,
                          (gint64)status->marks);
  for (guint i = 0; i < backlog->stages->len; i++) {
    const CsStageTally *stage = backlog->stages->pdata[i];
    g_string_append_printf (text, "%s %u %u %s\n", stage->key, stage->waiting, stage->held,
                            stage->oldest != NULL ? stage->oldest : "");
  }
  for (guint i = 0; i < backlog->people->len; i++) {
    const CsBacklogPerson *person = backlog->people->pdata[i];
    g_string_append_printf (text, "%s %u %u %u %u\n", person->handle, person->held, person->given,
                            person->handed_in, person->decided);
  }
  return g_string_free (text, FALSE);
}

/* Whatever is done in the segment, who was not let in is told the same as before. */
static void
test_hidden (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const outside[] = { "ben", "dan" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_free);
  cs_test_put_into (fixture, "case-1", "sensitive", "vip");
  cs_test_describe (fixture, "ana", "", "vip");
  cs_test_describe (fixture, "cat", "", "vip");
  for (guint i = 0; i < 2; i++) {
    char *said = told (fixture, outside[i]);
    g_ptr_array_add (before, said);
    g_assert_null (strstr (said, "case-1"));
    g_assert_null (strstr (said, "vip"));
  }
  CsGid gid = cs_test_submit (fixture, "case-1");
  CsProject *project = cs_test_open_later (fixture, "cat");
  cs_test_decide (project, &gid, "accept");
  cs_project_close (project);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *after = told (fixture, outside[i]);
    g_assert_cmpstr (after, ==, before->pdata[i]);
    project = cs_test_open_later (fixture, outside[i]);
    CsReader reader = cs_project_reader (project);
    g_assert_null (cs_project_find_case (project, &reader, "case-1", &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_false (cs_project_claim (project, &gid, &error));
    g_assert_nonnull (strstr (error->message, "no such case"));
    g_clear_error (&error);
    cs_project_close (project);
  }
  g_autofree char *leads = told (fixture, "lee");
  g_assert_nonnull (strstr (leads, "case-1: waits for approval; segment vip 1"));
  cs_test_describe (fixture, "dan", "", "other,vip");
  g_autofree char *let_in = told (fixture, "dan");
  g_assert_nonnull (strstr (let_in, "case-1: waits for approval; segment vip 1"));
}

/* Who has a case when it is closed to them has it no more, and taking back gives it to nobody who
 * may not have it. */
static void
test_taken_away (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_project_claim (project, &gid, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_put_into (fixture, "case-0", "sensitive", "vip");
  project = cs_test_open_later (fixture, "lee");
  cs_test_assert_state (project, "case-0",
                        "blocked: needs a labeler, a reviewer or an SME; segment vip");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_assert_null (cs_project_assign_cases (project, &gid, 1, &ana->gid, NULL, &error));
  g_assert_nonnull (strstr (error->message, "segment"));
  g_clear_error (&error);
  cs_project_close (project);
  cs_test_describe (fixture, "ana", "", "vip");
  project = cs_test_open_later (fixture, "ana");
  cs_project_claim (project, &gid, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_describe (fixture, "ana", "", "");
  cs_test_describe (fixture, "ben", "", "vip");
  project = cs_test_open_later (fixture, "lee");
  cs_test_assert_state (project, "case-0", "waits for labelling; segment vip");
  CsHash left, right;
  g_assert_true (cs_index_digest (project->index, &left, &error));
  g_assert_true (cs_index_rebuild (project->index, &error));
  g_assert_true (cs_index_digest (project->index, &right, &error));
  g_assert_true (cs_hash_equal (&left, &right));
  cs_project_close (project);
}

/* Seen by all, taken by experts; what was before comes back by one act. */
static void
test_expertise (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *none = "";
  cs_test_describe (fixture, "ben", "breast,chest", "");
  cs_test_put_into (fixture, "case-0", "expertise", "breast");
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, "case-0");
  g_assert_false (cs_project_claim (project, &gid, &error));
  g_assert_cmpstr (error->message, ==,
                   "the case asks for expertise in breast, which you are not said to have; a lead "
                   "says so (\"person describe\")");
  g_clear_error (&error);
  g_autoptr (CsTaskRow) task = NULL;
  g_assert_true (cs_project_first_task (project, &reader, NULL, &task, &error));
  g_assert_cmpstr (task->title, ==, "case-1");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  cs_project_claim (project, &gid, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsBulk) bulk =
      cs_project_segment_cases (project, &gid, "expertise", &none, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bulk->done->len, ==, 1);
  g_autoptr (CsBulk) again =
      cs_project_segment_cases (project, &gid, "expertise", &none, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->done->len, ==, 0);
  none = "two words";
  g_assert_null (cs_project_segment_cases (project, &gid, "expertise", &none, 1, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  cs_project_close (project);
}

/* Free in their segments, and in order everywhere else. */
static void
test_autonomy (CsTestFixture *fixture, gconstpointer data)
{
  static const char text[] =
      "{\"format\":\"countersign-workflow-1\",\"autonomy\":\"segments\",\"stages\":["
      "{\"key\":\"label\",\"roles\":[\"labeler\"]},{\"key\":\"approve\",\"roles\":[\"sme\"],"
      "\"exclude\":[\"author\"],\"sign\":true}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  CsProject *project = cs_test_open_later (fixture, "lee");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_put_into (fixture, "case-2", "expertise", "breast");
  cs_test_describe (fixture, "ana", "breast", "");
  project = cs_test_open_later (fixture, "ana");
  CsGid second = cs_test_case (project, "case-1"), third = cs_test_case (project, "case-2");
  g_assert_false (cs_project_claim (project, &second, &error));
  g_assert_nonnull (strstr (error->message, "in their order"));
  g_clear_error (&error);
  cs_project_claim (project, &third, &error);
  g_assert_no_error (error);
  cs_project_close (project);
}

/* What is made of the items of such a case is kept as it was. */
static void
test_regroup (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cs_test_put_into (fixture, "case-1", "sensitive", "vip");
  CsProject *project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, &error);
  CsGid gids[] = { ((const CsItemRow *)items->pdata[0])->gid,
                   ((const CsItemRow *)items->pdata[1])->gid };
  g_assert_true (cs_project_join_items (project, gids, 2, "both", &error));
  g_assert_no_error (error);
  cs_test_assert_state (project, "both",
                        "blocked: needs a labeler, a reviewer or an SME; segment vip");
  cs_project_close (project);
  g_autofree char *outside = told (fixture, "ben");
  g_assert_null (strstr (outside, "both"));
}

static void
assert_first (CsTestFixture *fixture, const char *handle, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsTaskRow) first = NULL;
  g_assert_true (cs_project_first_task (project, &reader, NULL, &first, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (first->title, ==, title);
}

/* Experts are served what asks for them first; what depends most on somebody comes first, but for
 * those beside whom others came further, who are served it last and not refused it. */
static void
test_order (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cs_test_put_into (fixture, "case-2", "expertise", "breast");
  assert_first (fixture, "ana", "case-0");
  cs_test_describe (fixture, "ana", "breast", "");
  assert_first (fixture, "ana", "case-2");
  cs_test_describe (fixture, "ana", "", "");
  CsProject *project = cs_test_open_later (fixture, "lee");
  cs_db_run (cs_index_db (project->index), &error,
             "UPDATE work SET tier = 1 WHERE title = 'case-1'", "");
  g_autoptr (CsPersonRow) ben = cs_project_find_person (project, "ben", &error);
  g_assert_true (
      cs_project_set_roles (project, &ben->gid, CS_ROLE_LABELER | CS_ROLE_REVIEWER, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  assert_first (fixture, "ana", "case-1");
  project = cs_test_open_later (fixture, "lee");
  const CsTraits further = { .level = CS_LEVEL_TRAINER };
  g_assert_false (cs_project_describe (project, &ben->gid, &further, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_true (cs_project_describe (project, &ben->gid, &further, "trains", "course", &error));
  g_assert_no_error (error);
  cs_project_close (project);
  assert_first (fixture, "ana", "case-0");
  assert_first (fixture, "ben", "case-1");
  project = cs_test_open_later (fixture, "ana");
  CsGid top = cs_test_case (project, "case-1");
  g_assert_true (cs_project_claim (project, &top, &error));
  g_assert_no_error (error);
  cs_project_close (project);
}

static void
test_words (void)
{
  static const struct {
    const char *text, *words;
  } good[] = { { "", "" }, { "a", ",a," }, { " b, a ,b,", ",a,b," }, { "été", ",été," } };
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autofree char *words = cs_words_parse (good[i].text, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (words, ==, good[i].words);
    g_autoptr (CsJson) json = cs_words_to_json (words);
    g_autofree char *back = cs_words_from_json (json);
    g_assert_cmpstr (back, ==, words);
  }
  g_assert_null (cs_words_parse ("a b", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_true (cs_words_has (",a,bc,", "bc"));
  g_assert_false (cs_words_has (",a,bc,", "b"));
  g_assert_false (cs_words_has (",a,bc,", "c"));
  g_assert_false (cs_words_has (",a,bc,", ""));
  g_assert_false (cs_words_has ("", "a"));
}

/* A ruling that everybody is told of is none of who was not let in to the segment of its case. */
static void
test_precedent (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const CsQuestion question = { .level = CS_ASKED_LEAD, .question = "Which?", .severity = "minor" };
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_project_escalate (project, &gid, &question, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "lee");
  CsReader lee = cs_project_reader (project);
  g_autoptr (CsEscalationRow) row = cs_project_find_escalation (project, &lee, "case-0", &error);
  cs_project_rule (project, row, "So.", "G-1", "Known", &error);
  g_assert_no_error (error);
  cs_project_close (project);
  for (guint inside = 0; inside < 2; inside++) {
    project = cs_test_open_later (fixture, "ana");
    CsReader ana = cs_project_reader (project);
    g_autoptr (GPtrArray) rows = cs_project_escalations (project, &ana, NULL, NULL, &error);
    g_assert_cmpuint (rows->len, ==, inside == 0);
    cs_project_close (project);
    if (inside == 0)
      cs_test_put_into (fixture, "case-0", "sensitive", "vip");
  }
  cs_test_describe (fixture, "ana", "", "vip");
  project = cs_test_open_later (fixture, "ana");
  CsReader ana = cs_project_reader (project);
  g_autoptr (GPtrArray) again = cs_project_escalations (project, &ana, NULL, NULL, &error);
  g_assert_cmpuint (again->len, ==, 1);
  cs_project_close (project);
}

/* Put into one in another copy, a moment before somebody who knew nothing of it worked on it: what
 * they did counts, and they know of the case no more. */
static void
test_copies (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  cs_test_copy (fixture->path, other);
  char *here = fixture->path;
  fixture->path = other;
  cs_test_put_into (fixture, "case-1", "sensitive", "vip");
  cs_test_put_into (fixture, "case-2", "expertise", "lung");
  fixture->path = here;
  cs_test_submit (fixture, "case-1");
  cs_test_submit (fixture, "case-2");
  g_assert_cmpuint (cs_test_bring_in (fixture, other), ==, 0);
  CsProject *project = cs_test_open_later (fixture, "lee");
  cs_test_assert_state (project, "case-1",
                        "blocked: needs a reviewer or an SME who is not an author; segment vip");
  cs_test_assert_state (
      project, "case-2",
      "blocked: needs a reviewer or an SME expert in lung who is not an author; for "
      "experts in lung");
  CsGid hidden = cs_test_case (project, "case-1"), asks = cs_test_case (project, "case-2");
  cs_project_close (project);
  g_autofree char *outside = told (fixture, "ana");
  g_assert_null (strstr (outside, "case-1"));
  project = cs_test_open_later (fixture, "ben");
  const CsDecision accept = { .decision = "accept" };
  g_assert_false (cs_project_decide (project, &hidden, &accept, &error));
  g_clear_error (&error);
  g_assert_false (cs_project_decide (project, &asks, &accept, &error));
  cs_project_close (project);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
#define ADD(path, function)                                                                        \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, function, cs_test_tear_down)
  ADD ("/segments/hidden", test_hidden);
  ADD ("/segments/taken-away", test_taken_away);
  ADD ("/segments/expertise", test_expertise);
  ADD ("/segments/autonomy", test_autonomy);
  ADD ("/segments/order", test_order);
  ADD ("/segments/regroup", test_regroup);
  ADD ("/segments/copies", test_copies);
  ADD ("/segments/precedent", test_precedent);
#undef ADD
  g_test_add_func ("/segments/words", test_words);
  return g_test_run ();
}
