/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control cases: who has one, that nobody else finds it, what came of it, and that it goes nowhere.
 */
#include "cs-control-name.h"
#include "cs-project-backlog.h"
#include "cs-project-bulk.h"
#include "cs-project-context.h"
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-project-reads.h"
#include "cs-project-review.h"
#include "cs-test-control.h"

#include <string.h>

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
  CsGid gid = cs_test_control_sign (fixture);
  cs_test_control_make (fixture, &gid, "again");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    cs_test_control_read (fixture, "again", rows[i].x);
    for (guint twice = 0; twice < 2; twice++) {
      g_autoptr (GPtrArray) found = cs_test_controls (fixture, "lee");
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
    g_autoptr (GPtrArray) back = cs_test_controls (fixture, "lee");
    g_assert_cmpint (((CsControlRow *)back->pdata[0])->state, ==, CS_CONTROL_WAITS);
  }
}

/* Nobody but ana finds it in any list; who leads finds it by its id alone. */
static void
test_sight (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const people[] = { "lee", "ana", "ben", "cat", "dan" };
  CsGid gid = cs_test_control_sign (fixture);
  cs_test_control_make (fixture, &gid, "again");
  cs_test_control_read (fixture, "again", 1000);
  g_autoptr (GPtrArray) made = cs_test_controls (fixture, "lee");
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
    g_assert_cmpint (cs_test_control_lists (cases, &control->case_gid), ==, theirs);
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
  CsGid gid = cs_test_control_sign (fixture);
  cs_test_control_make (fixture, &gid, "again");
  g_autoptr (GPtrArray) made = cs_test_controls (fixture, "lee");
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
      cs_test_control_read (fixture, "again", 1000);
  }
}

/* What WORDS say of the case TITLE, as if it were called otherwise. */
static void
add_words (GString *text, const char *words, const char *title)
{
  g_auto (GStrv) parts = g_strsplit (words, title, -1);
  g_autofree char *joined = g_strjoinv ("it", parts);
  g_string_append_printf (text, "%s\n", joined);
}

/* All that the reader is told of the case TITLE. Caller frees. */
static char *
told (CsProject *project, const char *title)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  GString *text = g_string_new (NULL);
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, title, &error);
  g_assert_no_error (error);
  g_string_append_printf (text, "%d %s %d %d %d %d %d %d %d\n", row->status, row->stage, row->task,
                          row->own, row->handed_in, row->priority, row->due, (int)row->marks,
                          row->blocked);
  add_words (text, row->state, title);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &row->gid, &error);
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    const CsJson *part = cs_json_at (cs_json_get (item->facts, "parts"), 0);
    add_words (text, item->title, title);
    add_words (text, cs_json_get_string (part, "name"), title);
  }
  for (guint one = 0; one < 2; one++) {
    g_autoptr (GPtrArray) acts =
        cs_project_history (project, &reader, one ? &row->gid : NULL, &error);
    g_assert_no_error (error);
    for (guint i = 0; i < acts->len; i++) {
      const CsHistoryRow *act = acts->pdata[i];
      if (g_strcmp0 (act->case_title, title) != 0)
        continue;
      g_string_append_printf (text, "%s %s ", act->who, act->kind);
      add_words (text, act->sentence, title);
    }
  }
  g_autoptr (CsCaseView) view = cs_project_case_view (project, &row->gid, &error);
  g_assert_no_error (error);
  g_string_append_printf (text, "%d %d %d %d %d %d %s\n", view->mode, view->mine, view->may_agree,
                          view->may_reopen, view->may_unmerge, view->has_draft, view->reason);
  g_autoptr (GPtrArray) suggestions = cs_project_suggestions (project, &reader, &row->gid, &error);
  g_auto (GStrv) context = cs_project_context_parts (project, &reader, &row->gid, &error);
  g_assert_no_error (error);
  g_autofree char *parts = g_strjoinv (", ", context);
  g_string_append_printf (text, "%u suggested; %s\n", suggestions->len, parts);
  g_autoptr (GError) no = NULL;
  if (!cs_project_claim (project, &row->gid, &no))
    add_words (text, no->message, title);
  return g_string_free (text, FALSE);
}

static void
assert_alike (CsTestFixture *fixture, const char *one, const char *other)
{
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  g_autofree char *left = told (project, one);
  g_autofree char *right = told (project, other);
  g_assert_cmpstr (left, ==, right);
}

static void
hand_in (CsTestFixture *fixture, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, title);
  cs_test_draw (project, &gid, 1000);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static char *
taking_back (CsTestFixture *fixture, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, title);
  g_assert_null (cs_project_undoable (project, &gid, NULL));
  g_assert_false (cs_project_withdraw (project, &gid, &error));
  return g_strdup (error->message);
}

/* The lead says of both that wait what they are for and when they are due. */
static void
hurry (CsTestFixture *fixture)
{
  static const int urgent[] = { 2, 2 }, dues[] = { 20700, 20700 };
  static const char *const goals[] = { "the talk in May", "the talk in May" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  const CsGid waits[] = { cs_test_case (project, "case-1"), cs_test_case (project, "case-2") };
  g_autoptr (CsBulk) first =
      cs_project_prioritise_cases (project, waits, urgent, goals, 2, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (CsBulk) then = cs_project_set_due (project, waits, dues, 2, "soon", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->done->len + then->done->len, ==, 4);
}

/* To ana it is like the case beside it, whatever becomes of that. */
static void
test_like_another (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const judges[] = { "ben", "cat" };
  CsGid gid = cs_test_control_sign (fixture);
  cs_test_control_make (fixture, &gid, NULL);
  g_autoptr (GPtrArray) made = cs_test_controls (fixture, "lee");
  const char *title = ((CsControlRow *)made->pdata[0])->title;
  g_assert_cmpstr (title, ==, "case-3");
  assert_alike (fixture, title, "case-1");
  assert_alike (fixture, title, "case-1");
  hurry (fixture);
  assert_alike (fixture, title, "case-1");
  hand_in (fixture, title);
  hand_in (fixture, "case-1");
  assert_alike (fixture, title, "case-1");
  for (guint i = 0; i < G_N_ELEMENTS (judges); i++) {
    g_autoptr (CsProject) project = cs_test_open_later (fixture, judges[i]);
    CsGid other = cs_test_case (project, "case-1");
    cs_test_decide (project, &other, "accept");
    g_clear_pointer (&project, cs_project_close);
    assert_alike (fixture, title, "case-1");
    if (i == 1)
      cs_test_sign (fixture->env, fixture->path, "cat", &other);
  }
  assert_alike (fixture, title, "case-1");
  hand_in (fixture, "case-2");
  g_autofree char *one = taking_back (fixture, title);
  g_autofree char *other = taking_back (fixture, "case-1");
  g_assert_cmpstr (one, ==, other);
}

/* A model's box on the first case, and its history beside it. */
static void
put_beside (CsTestFixture *fixture)
{
  static const char *const parts[] = { "history", NULL };
  static const gint64 values[] = { 1000, 1000, 5000, 5000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, "case-0");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  const CsMarkInit init = { .id = 7,
                            .kind = cs_mark_kind_find ("box"),
                            .label = "finding",
                            .item = ((CsItemRow *)items->pdata[0])->gid,
                            .values = values,
                            .n_values = G_N_ELEMENTS (values),
                            .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (marks, mark);
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, &error);
  g_assert_no_error (error);
  const CsMarkSet *sets[] = { set };
  g_assert_true (cs_project_suggest (project, &gid, sets, 1, "model-1", &error));
  g_assert_true (cs_project_allow_context (project, parts, NULL, &error));
  g_assert_true (cs_project_add_context (project, &gid, "history", "cough", &error));
  g_assert_no_error (error);
}

/* What lay beside the first lies beside the control case, on its own items. */
static void
test_beside (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  put_beside (fixture);
  CsGid gid = cs_test_control_sign (fixture);
  cs_test_control_make (fixture, &gid, "again");
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsReader reader = cs_project_reader (project);
  CsGid again = cs_test_case (project, "again");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &again, &error);
  g_autoptr (GPtrArray) suggestions = cs_project_suggestions (project, &reader, &again, &error);
  g_autofree char *text = cs_project_context_text (project, &again, "history", &error);
  g_auto (GStrv) parts = cs_project_context_parts (project, &reader, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (suggestions->len, ==, 1);
  const CsSuggestionRow *row = suggestions->pdata[0];
  g_assert_cmpstr (row->model, ==, "model-1");
  g_assert_true (cs_gid_equal (&row->mark->item, &((CsItemRow *)items->pdata[0])->gid));
  g_assert_cmpstr (text, ==, "cough");
  g_assert_true (g_strv_contains ((const char *const *)parts, "history"));
}

/* No sum that ben is told grows by it. */
static void
test_sums (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  put_beside (fixture);
  CsGid gid = cs_test_control_sign (fixture);
  cs_test_control_make (fixture, &gid, "again");
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsGid again = cs_test_case (project, "again");
  g_assert_true (cs_project_claim (project, &again, &error));
  g_assert_true (cs_project_skip (project, &again, "later", &error));
  cs_project_close (project);
  cs_test_control_read (fixture, "again", 1000);
  project = cs_test_open_later (fixture, "ben");
  CsReader ben = cs_project_reader (project);
  g_autoptr (CsStatus) status = cs_project_status (project, &ben, &error);
  g_autoptr (CsBacklog) backlog = cs_project_backlog (project, &ben, 7, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status->suggestions, ==, 1);
  g_assert_cmpuint (backlog->labels->len, ==, 0);
  cs_project_close (project);
}

/* What came back to ana is told as ever. */
static void
test_came_back (CsTestFixture *fixture, gconstpointer data)
{
  const CsDecision back = { .decision = "send-back", .reason = "look at the left again" };
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_control_sign (fixture);
  cs_test_control_make (fixture, &gid, NULL);
  hand_in (fixture, "case-1");
  CsProject *project = cs_test_open_later (fixture, "ben");
  CsGid other = cs_test_case (project, "case-1");
  g_assert_true (cs_project_claim (project, &other, &error));
  g_assert_true (cs_project_decide (project, &other, &back, &error));
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  cs_test_assert_state (project, "case-1", "sent back to ana (labelling)");
  g_assert_true (cs_project_claim (project, &other, &error));
  g_assert_no_error (error);
  cs_project_close (project);
}

/* Without a number in its name a case needs another one, said by who leads. */
static void
test_names (void)
{
  static const struct {
    const char *name, *die, *wanted;
  } rows[] = {
    { "case-0", NULL, "case-10" },    { "case-0", "1", "case-7" },
    { "scan 007", NULL, "scan 008" }, { "a/img-12.png", NULL, "a/img-13.png" },
    { "left", NULL, NULL },
  };
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < 10; i++)
    if (i != 7)
      g_hash_table_add (taken, g_strdup_printf ("case-%u", i));
  g_hash_table_add (taken, g_strdup ("scan 007"));
  g_autofree char *follows = cs_control_follow ("a/patient-1/ct", "Patient 1", "Patient 30");
  g_assert_cmpstr (follows, ==, "a/patient-30/ct");
  g_assert_null (cs_control_follow ("a/patient-1/ct", "Patient 2", "Patient 30"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const guint32 die = 1;
    g_autofree char *name =
        cs_control_name (rows[i].name, taken, rows[i].die != NULL ? &die : NULL);
    g_assert_cmpstr (name, ==, rows[i].wanted);
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
  ADD ("beside", test_beside);
  ADD ("sums", test_sums);
  ADD ("came-back", test_came_back);
  g_test_add_func ("/control/names", test_names);
  return g_test_run ();
}
