/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark that is less sure than the workflow wants takes its case through every stage: at the edge,
 * in every copy, under the workflow that the case was begun under, and taken back with its version.
 */
#include "cs-project-private.h"
#include "cs-project-workflows.h"
#include "cs-test-project.h"

#include <string.h>

/* Nobody of so few is drawn at 1 %. */
#define DOUBTING(member)                                                                           \
  "{\"format\":\"countersign-workflow-1\",\"coverage\":\"off\"," member "\"stages\":["             \
  "{\"key\":\"label\",\"roles\":[\"labeler\"]},"                                                   \
  "{\"key\":\"review\",\"roles\":[\"reviewer\"],\"exclude\":[\"author\"],\"share\":1},"            \
  "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}"

typedef struct {
  CsTestFixture base;
  CsGid gids[6];
} Fixture;

static CsProject *
open_as (Fixture *fixture, const char *path, const char *handle)
{
  cs_test_env_advance (fixture->base.env, G_USEC_PER_SEC);
  return cs_test_open (fixture->base.env, path, handle);
}

static void
publish (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, "lee");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cs_test_set_up_many (&fixture->base, GUINT_TO_POINTER (G_N_ELEMENTS (fixture->gids)));
  publish (fixture, DOUBTING ("\"doubt_below\":50,"));
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, "lee");
  for (guint i = 0; i < G_N_ELEMENTS (fixture->gids); i++) {
    g_autofree char *title = g_strdup_printf ("case-%u", i);
    fixture->gids[i] = cs_test_case (project, title);
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cs_test_tear_down (&fixture->base, NULL);
}

static void
draw (CsProject *project, const CsGid *gid, gint64 x, int sure)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, gid, &error);
  gint64 values[] = { x, x, x + 5000, x + 5000 };
  CsMarkInit init = { .id = (guint64)x * 1000 + 7,
                      .kind = cs_mark_kind_find ("box"),
                      .label = "finding",
                      .item = ((CsItemRow *)items->pdata[0])->gid,
                      .values = values,
                      .n_values = G_N_ELEMENTS (values),
                      .how = CS_MARK_HOW_EDITED,
                      .source = "mynet",
                      .confidence = sure };
  g_autoptr (CsMark) mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_ptr_array_add (put, mark);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  cs_project_edit_draft (project, gid, edit, &error);
  g_assert_no_error (error);
}

/* With a mark that nothing is said of, and one so sure. */
static void
hand_in (Fixture *fixture, const char *path, guint n, int sure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, "ana");
  draw (project, &fixture->gids[n], 1000, -1);
  draw (project, &fixture->gids[n], 9000, sure);
  cs_project_submit (project, &fixture->gids[n], NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_state (Fixture *fixture, const char *path, guint n, const char *state)
{
  char hex[CS_GID_HEX + 1];
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) row =
      cs_project_find_case (project, &reader, cs_gid_to_hex (&fixture->gids[n], hex), NULL);
  g_assert_cmpstr (row->state, ==, state);
}

/* What the last submission of the case says of it. */
static void
assert_told (Fixture *fixture, const char *handle, guint n, const char *sentence)
{
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, handle);
  CsReader reader = cs_project_reader (project);
  const char *told = NULL;
  g_autoptr (GPtrArray) acts = cs_project_history (project, &reader, &fixture->gids[n], NULL);
  for (guint i = 0; i < acts->len; i++) {
    const CsHistoryRow *row = acts->pdata[i];
    told = g_str_equal (row->kind, "revision.submit") ? row->sentence : told;
  }
  g_assert_cmpstr (told, ==, sentence);
}

static void
test_edge (Fixture *fixture, gconstpointer data)
{
  static const struct {
    int sure;
    const char *state, *sentence;
  } rows[] = {
    { -1, "waits for approval", "submitted the case with 2 marks" },
    { 500, "waits for approval", "submitted the case with 2 marks" },
    { 1000, "waits for approval", "submitted the case with 2 marks" },
    { 499, "waits for review",
      "submitted the case with 2 marks, in doubt: the least sure mark is at 49.9 %, below 50 %" },
    { 0, "waits for review",
      "submitted the case with 2 marks, in doubt: the least sure mark is at 0 %, below 50 %" },
  };
  const char *path = fixture->base.path;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    hand_in (fixture, path, i, rows[i].sure);
    assert_state (fixture, path, i, rows[i].state);
    assert_told (fixture, "ana", i, rows[i].sentence);
    assert_told (fixture, "lee", i, rows[i].sentence);
  }
}

/* A case that was begun before goes on as it began, whatever is published then. */
static void
test_pinned (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, "ana");
  cs_project_claim (project, &fixture->gids[0], &error);
  g_assert_no_error (error);
  g_clear_pointer (&project, cs_project_close);
  publish (fixture, DOUBTING (""));
  hand_in (fixture, path, 0, 100);
  assert_state (fixture, path, 0, "waits for review");
  hand_in (fixture, path, 1, 100);
  assert_state (fixture, path, 1, "waits for approval");
  assert_told (fixture, "lee", 1, "submitted the case with 2 marks");
}

/* What was taken back and drawn anew is in no doubt. */
static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  g_autoptr (GError) error = NULL;
  hand_in (fixture, path, 0, 100);
  g_autoptr (CsProject) project = open_as (fixture, path, "ana");
  cs_project_withdraw (project, &fixture->gids[0], &error);
  g_assert_no_error (error);
  draw (project, &fixture->gids[0], 9000, -1);
  cs_project_submit (project, &fixture->gids[0], NULL, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&project, cs_project_close);
  assert_state (fixture, path, 0, "waits for approval");
}

/* Who gets the act from another copy finds the same, as does who folds all of it anew. */
static void
test_copies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autofree char *other = g_build_filename (fixture->base.dir, "other.countersign", NULL);
  cs_test_copy (fixture->base.path, other);
  hand_in (fixture, other, 0, 499);
  hand_in (fixture, other, 1, 500);
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, "lee");
  CsMergeReport report;
  cs_project_merge (project, other, FALSE, &report, problems, &error);
  g_assert_no_error (error);
  g_clear_pointer (&project, cs_project_close);
  assert_state (fixture, fixture->base.path, 0, "waits for review");
  assert_state (fixture, fixture->base.path, 1, "waits for approval");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/doubt/edge", test_edge);
  ADD ("/doubt/pinned", test_pinned);
  ADD ("/doubt/taken-back", test_taken_back);
  ADD ("/doubt/copies", test_copies);
#undef ADD
  return g_test_run ();
}
