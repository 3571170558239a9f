/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What models suggest: taken as it is or changed, dropped and as what, and the changes that are
 * reviewed then. */
#include "cs-project-private.h"
#include "cs-project-review.h"
#include "cs-remark.h"
#include "cs-test-reads.h"

/* Marks 11, 12 and 13 of a model. */
static CsGid
suggest (CsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsGid gid = cs_test_case (project, "case-0");
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (marks, cs_test_box (project, &gid, 11 + i, 1000 * (i + 1), "finding"));
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, &error);
  const CsMarkSet *sets[] = { set };
  cs_project_suggest (project, &gid, sets, 1, "lung 2.1", &error);
  g_assert_no_error (error);
  return gid;
}

/* "open taken dropped": the states in order. */
static void
assert_states (CsProject *project, const CsGid *gid, const char *expected)
{
  static const char *const words[] = { "open", "taken", "dropped" };
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_suggestions (project, &reader, gid, &error);
  g_assert_no_error (error);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++) {
    const CsSuggestionRow *row = rows->pdata[i];
    g_assert_cmpstr (row->model, ==, "lung 2.1");
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[row->state]);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static CsHash
first_suggestion (CsProject *project, const CsGid *gid)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_suggestions (project, &reader, gid, NULL);
  return ((CsSuggestionRow *)rows->pdata[0])->suggestion;
}

/* 11 taken as it is, 12 taken as edited, 13 dropped. */
static void
take_and_drop (CsProject *project, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  static const guint64 ids[] = { 11, 12, 13 };
  CsHash suggestion = first_suggestion (project, gid);
  g_autoptr (CsMark) instead = cs_test_box (project, gid, 12, 2222, "finding");
  cs_project_take_suggestions (project, gid, &suggestion, &ids[0], 1, NULL, &error);
  g_assert_no_error (error);
  cs_project_take_suggestions (project, gid, &suggestion, &ids[1], 1, instead, &error);
  g_assert_no_error (error);
  cs_project_drop_suggestions (project, gid, &suggestion, &ids[2], 1, "boundary", NULL, &error);
  g_assert_no_error (error);
}

static void
test_suggestions (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = suggest (fixture);
  CsProject *project = cs_test_open_later (fixture, "ana");
  assert_states (project, &gid, "open open open");
  take_and_drop (project, &gid);
  assert_states (project, &gid, "taken taken dropped");
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, &gid, &error);
  g_assert_cmpuint (draft->n_marks, ==, 2);
  g_assert_cmpint (draft->marks[0]->how, ==, CS_MARK_HOW_ACCEPTED);
  g_assert_cmpint (draft->marks[1]->how, ==, CS_MARK_HOW_EDITED);
  g_assert_cmpint (draft->marks[1]->values[0], ==, 2222);
  g_assert_cmpstr (draft->marks[0]->source, ==, "lung 2.1");
  /* One step each. */
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  assert_states (project, &gid, "taken taken open");
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  assert_states (project, &gid, "taken open open");
  g_assert_true (cs_project_redo_draft (project, &gid, &error));
  g_assert_true (cs_project_redo_draft (project, &gid, &error));
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  assert_states (project, &gid, "taken taken dropped");
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_states (project, &gid, "taken taken dropped");
  cs_project_withdraw (project, &gid, &error);
  g_assert_no_error (error);
  assert_states (project, &gid, "taken taken dropped");
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  assert_states (project, &gid, "taken taken open");
  cs_project_close (project);
  /* What ana does not want is nobody else's business. */
  project = cs_test_open_later (fixture, "ben");
  assert_states (project, &gid, "open open open");
  cs_project_close (project);
}

/* Handed in from another copy of the file, and taken back where a draft was meanwhile: what was
 * dropped is dropped again, as one step upon that draft. */
static void
test_suggestions_beside_draft (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  CsGid gid = suggest (fixture);
  cs_test_copy (fixture->path, other);
  CsProject *there = cs_test_open (fixture->env, other, "ana");
  take_and_drop (there, &gid);
  g_assert_true (cs_project_submit (there, &gid, NULL, NULL, &error));
  cs_project_close (there);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsMergeReport report;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  cs_test_draw (project, &gid, 9000);
  g_assert_true (cs_project_merge (project, other, FALSE, &report, problems, &error));
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  assert_states (project, &gid, "taken taken dropped");
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  assert_states (project, &gid, "open open open");
}

/* Dropped, then taken after all: the last word counts. */
static void
test_suggestion_second_thoughts (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  static const guint64 thirteen = 13;
  gint64 dropped = -1;
  CsGid gid = suggest (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsHash suggestion = first_suggestion (project, &gid);
  take_and_drop (project, &gid);
  cs_project_take_suggestions (project, &gid, &suggestion, &thirteen, 1, NULL, &error);
  g_assert_no_error (error);
  assert_states (project, &gid, "taken taken taken");
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_db_get_int (cs_index_db (project->index), -1, &dropped, &error,
                                "SELECT count(*) FROM dropped", ""));
  g_assert_cmpint (dropped, ==, 0);
}

/* As which the suggestion N was dropped; NULL for one that is not. */
static void
assert_dropped_as (CsProject *project, const CsGid *gid, guint n, const char *category)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_suggestions (project, &reader, gid, NULL);
  g_assert_cmpstr (((CsSuggestionRow *)rows->pdata[n])->category, ==, category);
}

static void
assert_text (CsProject *project, const CsGid *gid, guint n, const char *text)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_suggestions (project, &reader, gid, NULL);
  g_assert_cmpstr (((CsSuggestionRow *)rows->pdata[n])->text, ==, text);
}

static void
drop_as (CsProject *project, const CsGid *gid, guint64 mark, const char *category, const char *text)
{
  g_autoptr (GError) error = NULL;
  CsHash suggestion = first_suggestion (project, gid);
  g_assert_true (
      cs_project_drop_suggestions (project, gid, &suggestion, &mark, 1, category, text, &error));
  g_assert_no_error (error);
}

static void
assert_told (CsProject *project, const CsGid *gid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_history (project, &reader, gid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((CsHistoryRow *)rows->pdata[rows->len - 1])->sentence, ==, expected);
}

/* Whoever drops says why, or that it is extra. The last word counts, and each is said once. */
static void
test_suggestion_why (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 rows = -1;
  CsGid gid = suggest (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  cs_test_draw (project, &gid, 9000);
  drop_as (project, &gid, 11, NULL, NULL);
  drop_as (project, &gid, 12, "label", NULL);
  drop_as (project, &gid, 12, "boundary", NULL);
  drop_as (project, &gid, 13, "other", NULL);
  assert_states (project, &gid, "dropped dropped dropped");
  assert_dropped_as (project, &gid, 0, "extra");
  assert_dropped_as (project, &gid, 1, "boundary");
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  assert_states (project, &gid, "dropped dropped open");
  assert_dropped_as (project, &gid, 1, "label");
  assert_dropped_as (project, &gid, 2, NULL);
  g_assert_true (cs_project_redo_draft (project, &gid, &error));
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_told (project, &gid,
               "submitted the case with 1 mark, dropped 2 suggestions: 1 as extra, 1 as boundary");
  assert_dropped_as (project, &gid, 0, "extra");
  assert_dropped_as (project, &gid, 1, "boundary");
  assert_dropped_as (project, &gid, 2, NULL);
  g_assert_true (cs_db_get_int (cs_index_db (project->index), -1, &rows, &error,
                                "SELECT count(*) FROM dropped WHERE category IN ('extra',"
                                " 'boundary')",
                                ""));
  g_assert_cmpint (rows, ==, 2);
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  assert_dropped_as (project, &gid, 1, "boundary");
  drop_as (project, &gid, 12, "attribute", NULL);
  assert_dropped_as (project, &gid, 1, "attribute");
}

/* In the words of whoever drops it, as long as the draft and the act do. */
static void
test_suggestion_words (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = suggest (fixture);
  g_autofree char *longer = g_strnfill (CS_REMARK_MAX_TEXT + 1, 'a');
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsHash suggestion = first_suggestion (project, &gid);
  static const guint64 eleven = 11;
  g_assert_false (cs_project_drop_suggestions (project, &gid, &suggestion, &eleven, 1, "other",
                                               longer, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  cs_test_draw (project, &gid, 9000);
  drop_as (project, &gid, 11, "other", "of before");
  drop_as (project, &gid, 12, "other", "of before");
  drop_as (project, &gid, 13, NULL, NULL);
  assert_text (project, &gid, 0, "of before");
  assert_text (project, &gid, 2, NULL);
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_told (project, &gid,
               "submitted the case with 1 mark, dropped 3 suggestions: 1 as extra, 2 as other (of"
               " before)");
  assert_text (project, &gid, 1, "of before");
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  assert_text (project, &gid, 1, "of before");
  drop_as (project, &gid, 12, "other", NULL);
  assert_text (project, &gid, 1, NULL);
}

/* What is there was not missed, and nobody makes up words of their own. */
static void
test_suggestion_why_refused (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "missed", "wrong", "" };
  static const guint64 eleven = 11;
  CsGid gid = suggest (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsHash suggestion = first_suggestion (project, &gid);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (cs_project_drop_suggestions (project, &gid, &suggestion, &eleven, 1, words[i],
                                                 NULL, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  }
  assert_states (project, &gid, "open open open");
}

static void
test_suggestion_refusals (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  static const guint64 ids[] = { 11, 99 };
  CsGid gid = suggest (fixture);
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsGid other = cs_test_case (project, "case-1");
  CsHash suggestion = first_suggestion (project, &gid);
  g_assert_false (
      cs_project_take_suggestions (project, &gid, &suggestion, &ids[1], 1, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (
      cs_project_drop_suggestions (project, &other, &suggestion, ids, 1, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  cs_test_put_box (project, &gid, 11, 4000, "finding");
  g_assert_false (cs_project_take_suggestions (project, &gid, &suggestion, ids, 1, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  /* Held by somebody else: a labeler sees nothing of it. */
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  cs_project_claim (project, &gid, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  assert_states (project, &gid, "");
  g_assert_false (cs_project_take_suggestions (project, &gid, &suggestion, ids, 1, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  cs_project_close (project);
}

/* Each of several readers is offered them while they read, and told of nobody else's. */
static void
test_suggestions_beside_readers (CsTestFixture *fixture, gconstpointer data)
{
  static const char two_read[] =
      "{\"format\":\"countersign-workflow-1\",\"stages\":["
      "{\"key\":\"label\",\"reads\":2,\"roles\":[\"labeler\",\"reviewer\"]},"
      "{\"key\":\"adjudicate\",\"roles\":[\"sme\"],\"exclude\":[\"author\"]},"
      "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";
  static const char *const readers[] = { "ana", "ben" };
  g_autoptr (GError) error = NULL;
  cs_test_publish_workflow (fixture, two_read);
  CsGid gid = suggest (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++) {
    g_autoptr (CsProject) project = cs_test_open_later (fixture, readers[i]);
    assert_states (project, &gid, "open open open");
    cs_project_claim (project, &gid, &error);
    g_assert_no_error (error);
    assert_states (project, &gid, "open open open");
    take_and_drop (project, &gid);
    assert_states (project, &gid, "taken taken dropped");
    if (i == 0)
      cs_project_submit (project, &gid, NULL, NULL, &error);
    g_assert_no_error (error);
  }
}

static void
test_changes (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = suggest (fixture);
  CsProject *project = cs_test_open_later (fixture, "ana");
  take_and_drop (project, &gid);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  /* 11 has another origin, 12 another shape, 13 is gone. */
  project = cs_test_open_later (fixture, "ben");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsChanges) changes = cs_project_changes (project, &reader, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (changes->from, ==, CS_CHANGES_FROM_SUGGESTION);
  g_assert_cmpstr (changes->before.who, ==, "lung 2.1");
  g_assert_cmpuint (changes->diff->marks->len, ==, 3);
  cs_project_close (project);
}

#define ADD(path, func)                                                                            \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("/suggestions/states", test_suggestions);
  ADD ("/suggestions/beside-draft", test_suggestions_beside_draft);
  ADD ("/suggestions/second-thoughts", test_suggestion_second_thoughts);
  ADD ("/suggestions/why", test_suggestion_why);
  ADD ("/suggestions/words", test_suggestion_words);
  ADD ("/suggestions/why-refused", test_suggestion_why_refused);
  ADD ("/suggestions/refusals", test_suggestion_refusals);
  ADD ("/suggestions/beside-readers", test_suggestions_beside_readers);
  ADD ("/suggestions/changes", test_changes);
  return g_test_run ();
}
