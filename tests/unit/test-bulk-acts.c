/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on many cases: what is refused is named, what is done is one act, and comes back by one.
 */
#include "cs-project-bulk.h"
#include "cs-project-backlog.h"
#include "cs-project-private.h"
#include "cs-project-desk.h"
#include "cs-test-project.h"

#include <string.h>

static const char two_readers[] =
    "{\"format\":\"countersign-workflow-1\",\"stages\":["
    "{\"key\":\"label\",\"reads\":2,\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},"
    "{\"key\":\"adjudicate\",\"roles\":[\"sme\"],\"exclude\":[\"author\"]},"
    "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";

/* All or none. */
static void
test_assign_many (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid submitted = cs_test_submit (fixture, "case-2");
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  CsGid cases[] = { cs_test_case (project, "case-0"), cs_test_case (project, "case-1"), submitted };
  const CsBulkHow whole = { .whole = TRUE };
  g_assert_null (cs_project_assign_cases (project, cases, 3, &ana->gid, &whole, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "\"case-2\""));
  g_clear_error (&error);
  cs_test_assert_state (project, "case-0", "waits for labelling");
  g_autoptr (CsBulk) two = cs_project_assign_cases (project, cases, 2, &ana->gid, &whole, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (two->done->len, ==, 2);
  cs_test_assert_state (project, "case-0", "assigned to ana (labelling)");
  cs_test_assert_state (project, "case-1", "assigned to ana (labelling)");
}

/* What many acts left is what reading the journal anew gives. */
static void
assert_folded_well (CsProject *project)
{
  g_autoptr (GError) error = NULL;
  CsHash before, after;
  g_assert_true (cs_index_digest (project->index, &before, &error));
  g_assert_true (cs_index_rebuild (project->index, &error));
  g_assert_true (cs_index_digest (project->index, &after, &error));
  g_assert_no_error (error);
  g_assert_true (cs_hash_equal (&before, &after));
}

static void
stop_cb (gpointer data, gint64 done, gint64 total)
{
  if (done == 2)
    g_cancellable_cancel (data);
}

/* What cannot be given is named, the rest is one act, and one act takes it back: to who had it. */
static void
test_assign_and_back (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  const CsBulkHow stopped = { .progress = stop_cb, .data = stop, .cancellable = stop };
  CsGid submitted = cs_test_submit (fixture, "case-2");
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_autoptr (CsPersonRow) ben = cs_project_find_person (project, "ben", &error);
  CsGid cases[] = { cs_test_case (project, "case-0"), submitted, cs_test_case (project, "case-1") };
  g_autoptr (GPtrArray) people = cs_project_people_for_cases (project, &reader, cases, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 4);
  const CsBulkPerson *first = people->pdata[0], *second = people->pdata[1];
  g_assert_cmpstr (first->person->handle, ==, "ana");
  g_assert_cmpuint (first->n, ==, 2);
  g_assert_cmpuint (second->n, ==, 3);
  g_assert_true (cs_project_assign (project, &cases[0], &ben->gid, &error));
  g_assert_null (cs_project_assign_cases (project, cases, 3, &ana->gid, &stopped, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CANCELLED);
  g_clear_error (&error);
  cs_test_assert_state (project, "case-0", "assigned to ben (labelling)");
  assert_folded_well (project);
  g_autoptr (CsBulk) bulk = cs_project_assign_cases (project, cases, 3, &ana->gid, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bulk->done->len, ==, 2);
  g_assert_cmpuint (bulk->refused->len, ==, 1);
  const CsBulkRefusal *refusal = bulk->refused->pdata[0];
  g_assert_cmpstr (refusal->title, ==, "case-2");
  g_assert_nonnull (strstr (refusal->reason, "may not act"));
  cs_test_assert_state (project, "case-1", "assigned to ana (labelling)");
  g_assert_null (cs_project_undoable (project, &cases[0], &error));
  g_assert_no_error (error);
  const CsBulkAct *acts = (const CsBulkAct *)(gpointer)bulk->done->data;
  g_autoptr (CsBulk) back = cs_project_undo_cases (project, acts, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->done->len, ==, 2);
  cs_test_assert_state (project, "case-0", "assigned to ben (labelling)");
  cs_test_assert_state (project, "case-1", "waits for labelling");
  assert_folded_well (project);
  g_assert_null (cs_project_undo_cases (project, acts, 2, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
}

/* Once somebody has taken the case it stays with them. */
static void
test_assign_gone_on (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  CsGid gid = cs_test_case (project, "case-0");
  g_autoptr (CsBulk) bulk = cs_project_assign_cases (project, &gid, 1, &ana->gid, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_claim (project, &gid, &error));
  cs_project_close (project);
  project = cs_test_open_later (fixture, "lee");
  const CsBulkAct *acts = (const CsBulkAct *)(gpointer)bulk->done->data;
  g_assert_null (cs_project_undo_cases (project, acts, 1, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  cs_test_assert_state (project, "case-0", "ana is at it (labelling)");
  cs_project_close (project);
}

/* What was done last is of N cases, and is taken back whole. */
static void
take_last_back (CsProject *project, guint n)
{
  g_autoptr (GError) error = NULL;
  const CsBulkHow whole = { .whole = TRUE };
  g_autoptr (GArray) last = cs_project_last_bulk (project, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last->len, ==, n);
  const CsBulkAct *acts = (const CsBulkAct *)(gpointer)last->data;
  g_autoptr (CsBulk) back = cs_project_undo_cases (project, acts, n, &whole, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->done->len, ==, n);
}

static void
assert_first (CsTestFixture *fixture, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) tasks = cs_project_tasks (project, &reader, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((const CsTaskRow *)tasks->pdata[0])->title, ==, title);
}

/* High is served first, low last; what was before comes back by one act. Who may not say so is
 * refused, also when it is so. */
static void
test_priority (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const int ranks[] = { -1, 1 }, usual[] = { 0, 0 };
  CsGid cases[2];
  assert_first (fixture, "case-0");
  CsProject *project = cs_test_open_later (fixture, "lee");
  cases[0] = cs_test_case (project, "case-0");
  cases[1] = cs_test_case (project, "case-2");
  g_autoptr (CsBulk) bulk =
      cs_project_prioritise_cases (project, cases, ranks, NULL, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bulk->done->len, ==, 2);
  g_autoptr (CsBulk) again =
      cs_project_prioritise_cases (project, cases, ranks, NULL, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->done->len, ==, 0);
  cs_test_assert_state (project, "case-2", "waits for labelling; high priority");
  cs_project_close (project);
  assert_first (fixture, "case-2");
  project = cs_test_open_later (fixture, "lee");
  take_last_back (project, 2);
  cs_test_assert_state (project, "case-2", "waits for labelling");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  g_assert_null (cs_project_prioritise_cases (project, cases, ranks, NULL, 2, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_null (cs_project_prioritise_cases (project, cases, usual, NULL, 2, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  cs_project_close (project);
}

/* What a priority is for comes back with it. */
static void
test_goal (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const int high = 1, usual = 0;
  const char *first = "evaluation set", *second = "the release";
  g_autofree char *long_one = g_strnfill (100, 'x');
  const char *too_long = long_one;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsGid gid = cs_test_case (project, "case-1");
  g_autoptr (CsBulk) one =
      cs_project_prioritise_cases (project, &gid, &high, &first, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (one->done->len, ==, 1);
  cs_test_assert_state (project, "case-1", "waits for labelling; high priority for evaluation set");
  g_autoptr (CsBulk) two =
      cs_project_prioritise_cases (project, &gid, &high, &second, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (two->done->len, ==, 1);
  take_last_back (project, 1);
  cs_test_assert_state (project, "case-1", "waits for labelling; high priority for evaluation set");
  g_autoptr (CsBulk) none =
      cs_project_prioritise_cases (project, &gid, &usual, &first, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->done->len, ==, 1);
  cs_test_assert_state (project, "case-1", "waits for labelling");
  g_assert_null (cs_project_prioritise_cases (project, &gid, &high, &too_long, 1, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

/* Within a priority what is due first comes first; what was before comes back by one act; a date
 * that has passed makes no case overdue that is through. */
static void
test_due (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const int high = 1;
  int dues[2];
  CsGid cases[2];
  g_assert_true (cs_due_parse ("2026-03-04", &dues[0], &error));
  g_assert_true (cs_due_parse ("2026-01-04", &dues[1], &error));
  CsProject *project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  cases[0] = cs_test_case (project, "case-1");
  cases[1] = cs_test_case (project, "case-2");
  g_autoptr (CsBulk) bulk = cs_project_set_due (project, cases, dues, 2, "so", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bulk->done->len, ==, 2);
  g_autoptr (CsBulk) again = cs_project_set_due (project, cases, dues, 2, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->done->len, ==, 0);
  cs_test_assert_state (project, "case-1", "waits for labelling; due 2026-03-04");
  cs_test_assert_state (project, "case-2", "waits for labelling; overdue since 2026-01-04");
  g_autoptr (CsStatus) status = cs_project_status (project, &reader, &error);
  g_assert_cmpint (status->overdue, ==, 1);
  g_assert_cmpstr (status->overdue_title, ==, "case-2");
  g_assert_cmpint (status->overdue_since, ==, dues[1]);
  assert_folded_well (project);
  cs_project_close (project);
  assert_first (fixture, "case-2");
  project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsBulk) first =
      cs_project_prioritise_cases (project, cases, &high, NULL, 1, NULL, &error);
  g_assert_nonnull (first);
  cs_project_close (project);
  assert_first (fixture, "case-1");
  project = cs_test_open_later (fixture, "lee");
  take_last_back (project, 1); /* the priority */
  take_last_back (project, 2);
  cs_test_assert_state (project, "case-2", "waits for labelling");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  g_assert_null (cs_project_set_due (project, cases, dues, 2, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  cs_project_close (project);
}

static void
set_rank (CsProject *project, const CsGid *cases, guint n, int rank)
{
  g_autoptr (GError) error = NULL;
  const int ranks[] = { rank, rank, rank };
  g_autoptr (CsBulk) bulk =
      cs_project_prioritise_cases (project, cases, ranks, NULL, n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bulk->done->len, ==, n);
}

/* All of the last act or nothing of it, one act after the other, and only what is one's own. */
static void
test_undo (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const CsBulkHow whole = { .whole = TRUE };
  CsProject *project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) dan = cs_project_find_person (project, "dan", &error);
  g_assert_true (cs_project_set_roles (project, &dan->gid, CS_ROLE_LEAD, &error));
  CsGid cases[] = { cs_test_case (project, "case-0"), cs_test_case (project, "case-1") };
  set_rank (project, cases, 2, -1);
  set_rank (project, cases, 2, 1);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "dan");
  g_autoptr (GArray) none = cs_project_last_bulk (project, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
  set_rank (project, &cases[1], 1, 0);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "lee");
  g_autoptr (GArray) last = cs_project_last_bulk (project, NULL, &error);
  g_assert_cmpuint (last->len, ==, 2);
  const CsBulkAct *acts = (const CsBulkAct *)(gpointer)last->data;
  g_assert_null (cs_project_undo_cases (project, acts, 2, &whole, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "\"case-1\": it was changed since"));
  g_clear_error (&error);
  cs_test_assert_state (project, "case-0", "waits for labelling; high priority");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "dan");
  take_last_back (project, 1);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "lee");
  take_last_back (project, 2);
  cs_test_assert_state (project, "case-1", "waits for labelling; low priority");
  take_last_back (project, 2);
  cs_test_assert_state (project, "case-1", "waits for labelling");
  take_last_back (project, 0);
  assert_folded_well (project);
  cs_project_close (project);
}

static void
tick_cb (gpointer data, gint64 done, gint64 total)
{
  cs_test_env_advance (data, G_USEC_PER_SEC);
}

static gint64
last_wall (CsProject *project, const CsGid *gid)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_history (project, &reader, gid, NULL);
  return ((const CsHistoryRow *)rows->pdata[rows->len - 1])->wall;
}

/* What is done has one time, also where a case between is gone. */
static void
test_undo_part (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const CsBulkHow ticking = { .progress = tick_cb, .data = fixture->env };
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsGid cases[] = { cs_test_case (project, "case-0"), cs_test_case (project, "case-1") };
  set_rank (project, cases, 2, -1);
  g_autoptr (GArray) last = cs_project_last_bulk (project, NULL, &error);
  const CsBulkAct *both = (const CsBulkAct *)(gpointer)last->data;
  const CsBulkAct acts[] = { both[0], { .act = both[0].act }, both[1] };
  g_autoptr (CsBulk) back = cs_project_undo_cases (project, acts, 3, &ticking, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->done->len, ==, 2);
  g_assert_cmpuint (back->refused->len, ==, 1);
  g_assert_cmpint (last_wall (project, &cases[0]), ==, last_wall (project, &cases[1]));
}

static CsBulkAct
put_into (CsProject *project, const CsGid *gid, const char *kind, const char *segment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsBulk) bulk =
      cs_project_segment_cases (project, gid, kind, &segment, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bulk->done->len, ==, 1);
  return g_array_index (bulk->done, CsBulkAct, 0);
}

/* A segment comes back with its kind; what two cases were made of had segments of its own. */
static void
test_undo_segment (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsGid gid = cs_test_case (project, "case-1");
  CsReader reader = cs_project_reader (project);
  put_into (project, &gid, "sensitive", "vip");
  put_into (project, &gid, "expertise", "breast");
  put_into (project, &gid, "sensitive", "other");
  take_last_back (project, 1);
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, "case-1", &error);
  g_assert_cmpstr (row->sensitive, ==, "vip");
  g_assert_cmpstr (row->expertise, ==, "breast");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  const CsItemRow *item = items->pdata[0];
  g_assert_true (cs_project_join_items (project, &item->gid, 1, "joined", &error));
  gid = cs_test_case (project, "joined");
  CsBulkAct act = put_into (project, &gid, "sensitive", "other");
  g_assert_null (cs_project_undo_cases (project, &act, 1, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_cmpstr (error->message, ==,
                   "\"joined\": its items came from segments of their own; put it into one");
}

/* What gave ANA the read is taken back, too, after all that came later; she has it again after. */
static void
assert_goes_back (CsProject *project, const CsGid *gid, const CsPersonRow *ana,
                  const CsPersonRow *ben)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsPersonRow) cat = cs_project_find_person (project, "cat", &error);
  take_last_back (project, 1);
  g_autoptr (GArray) with = cs_project_cases_with (project, &reader, &ana->gid, NULL, &error);
  g_assert_cmpuint (with->len, ==, 0);
  g_assert_true (cs_project_assign (project, gid, &ana->gid, &error));
  g_autoptr (CsBulk) one =
      cs_project_take_cases (project, gid, 1, &ana->gid, &ben->gid, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (CsBulk) two =
      cs_project_take_cases (project, gid, 1, &ben->gid, &cat->gid, NULL, &error);
  g_assert_no_error (error);
  take_last_back (project, 1);
  take_last_back (project, 1);
  g_autoptr (GArray) again = cs_project_cases_with (project, &reader, &ana->gid, NULL, &error);
  g_assert_cmpuint (again->len, ==, 1);
  assert_folded_well (project);
}

/* A read that was given to another goes back to whom it was taken from, until that one began. */
static void
test_undo_read (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open_later (fixture, "lee");
  CsGid gid = cs_test_case (project, "case-1");
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (two_readers, strlen (two_readers), &error);
  g_assert_true (cs_project_publish_workflow (project, workflow, NULL, &error));
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_autoptr (CsPersonRow) ben = cs_project_find_person (project, "ben", &error);
  g_assert_true (cs_project_assign (project, &gid, &ana->gid, &error));
  g_autoptr (CsBulk) bulk =
      cs_project_take_cases (project, &gid, 1, &ana->gid, &ben->gid, NULL, &error);
  g_assert_nonnull (bulk);
  take_last_back (project, 1);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GArray) with = cs_project_cases_with (project, &reader, &ana->gid, NULL, &error);
  g_assert_cmpuint (with->len, ==, 1);
  assert_goes_back (project, &gid, ana, ben);
  g_autoptr (CsBulk) again =
      cs_project_take_cases (project, &gid, 1, &ana->gid, &ben->gid, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  g_assert_true (cs_project_claim (project, &gid, &error));
  cs_project_close (project);
  project = cs_test_open_later (fixture, "lee");
  const CsBulkAct *act = &g_array_index (again->done, CsBulkAct, 0);
  g_assert_null (cs_project_undo_cases (project, act, 1, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  cs_project_close (project);
}

static void
test_due_words (void)
{
  static const char *const good[] = { "none",       "1970-01-01", "2024-02-29",
                                      "2026-12-31", "9999-12-31", NULL };
  static const char *const bad[] = { "",           "None",        "1969-12-31", "2026-02-29",
                                     "2026-13-01", "2026-3-4",    "2026-00-10", "2026-01-00",
                                     "2026/01/01", "2026-01-01 ", "+026-01-01", NULL };
  for (guint i = 0; good[i] != NULL; i++) {
    int due = -1;
    g_autoptr (GError) error = NULL;
    g_assert_true (cs_due_parse (good[i], &due, &error));
    g_autofree char *text = cs_due_to_text (due);
    g_assert_cmpstr (text, ==, good[i]);
    g_assert_cmpint (due, >=, 0);
  }
  for (guint i = 0; bad[i] != NULL; i++) {
    int due = -1;
    g_autoptr (GError) error = NULL;
    g_assert_false (cs_due_parse (bad[i], &due, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    g_assert_cmpint (due, ==, -1);
  }
}

#define ADD(path, test)                                                                            \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, test, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("/bulk-acts/assign-many", test_assign_many);
  ADD ("/bulk-acts/assign-and-back", test_assign_and_back);
  ADD ("/bulk-acts/assign-gone-on", test_assign_gone_on);
  ADD ("/bulk-acts/priority", test_priority);
  ADD ("/bulk-acts/goal", test_goal);
  ADD ("/bulk-acts/due", test_due);
  ADD ("/bulk-acts/undo", test_undo);
  ADD ("/bulk-acts/undo-part", test_undo_part);
  ADD ("/bulk-acts/undo-segment", test_undo_segment);
  ADD ("/bulk-acts/undo-read", test_undo_read);
  g_test_add_func ("/bulk-acts/due-words", test_due_words);
  return g_test_run ();
}
