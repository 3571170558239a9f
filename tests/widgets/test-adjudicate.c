/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What three readers do not agree on, settled by a fourth: what is chosen, drawn or denied, why,
 * what is kept when the case is left, and what is taken back. Without a window around it, but for
 * its list. Long because one small world, and what opens and closes it, serves all of it. */
#include "cs-adjudication.h"
#include "cs-dispute-words.h"
#include "cs-disputes-pane.h"
#include "cs-positions.h"
#include "cs-test-project.h"
#include "cs-workflow.h"

#include <gtk/gtk.h>
#include <string.h>

#define AGREED 500000
#define LINKS 8 /* more than what any act sets going, one job at the end of another */

static const char *const readers[] = { "ana", "cat", "dan" };

typedef struct {
  CsTestFixture fixture;
  CsEnv *worker_env;
  CsGid gid, other;
  CsSession *session;
  CsCaseModel *model;
  CsAdjudication *adjudication;
  GError *error;
  gboolean ready;
  guint opened;
} World;

/* --- the world --- */

static gboolean
is_box_of (const CsMark *mark, gint64 x)
{
  return mark != NULL && mark->values[0] == x;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;
  cs_session_open_finish (CS_SESSION (source), result, &world->error);
  world->ready = TRUE;
}

static void
case_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;
  world->model = cs_case_model_open_finish (result, &world->error);
  world->ready = TRUE;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;
  cs_case_model_act_finish (CS_CASE_MODEL (source), result, NULL, &world->error);
  world->ready = TRUE;
}

static void
wait_ready (World *world)
{
  while (!world->ready)
    g_main_context_iteration (NULL, TRUE);
  world->ready = FALSE;
}

static gpointer
nothing_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  return NULL;
}

static void
nothing_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (cs_session_run_finish (CS_SESSION (source), result, NULL, NULL));
  *(gboolean *)user_data = TRUE;
}

static void
settle_jobs (World *world)
{
  const CsJobSpec spec = { .run = nothing_job };
  for (guint i = 0; i < LINKS; i++) {
    gboolean done = FALSE;
    cs_session_run_async (world->session, &spec, NULL, nothing_cb, &done);
    while (!done)
      g_main_context_iteration (NULL, TRUE);
    while (g_main_context_iteration (NULL, FALSE))
      ;
  }
}

static void
open_as (World *world, const char *handle, const CsGid *gid)
{
  world->opened++;
  world->worker_env = cs_test_env (world->fixture.dir, 1 + world->opened);
  cs_test_env_advance (world->worker_env, 100 * world->opened * G_USEC_PER_SEC);
  world->session = cs_session_new (world->worker_env);
  cs_session_open_async (world->session, world->fixture.path, handle, NULL, NULL, opened_cb, world);
  wait_ready (world);
  g_assert_no_error (world->error);
  cs_case_model_open_async (world->session, gid, FALSE, NULL, case_cb, world);
  wait_ready (world);
  g_assert_no_error (world->error);
  world->adjudication = cs_adjudication_new (world->model);
}

static void
leave (World *world)
{
  g_clear_object (&world->adjudication); /* what was typed is written then */
  settle_jobs (world);
  g_clear_object (&world->model);
  g_clear_object (&world->session);
  cs_session_drain ();
  g_clear_pointer (&world->worker_env, cs_env_free);
}

static void
come_back (World *world)
{
  leave (world);
  open_as (world, "ben", &world->gid);
}

/* Each has a box of their own besides the one that all have, and says something else of the other
 * case. */
static void
read_it (World *world, guint reader)
{
  static const CsAnswer answers[] = { CS_ANSWER_NOTHING, CS_ANSWER_NOT_ASSESSABLE,
                                      CS_ANSWER_EQUIVOCAL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (&world->fixture, readers[reader]);
  CsReader as = cs_project_reader (project);
  cs_test_draw (project, &world->gid, AGREED);
  cs_test_draw (project, &world->gid, 1000 + 100000 * (gint64)reader);
  cs_project_submit (project, &world->gid, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &as, &world->other, &error);
  g_autoptr (GArray) said = cs_mark_answers_new ();
  cs_mark_answers_add (said, &((CsItemRow *)items->pdata[0])->gid, answers[reader], NULL);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (NULL, NULL, said, &error);
  cs_project_edit_draft (project, &world->other, edit, &error);
  cs_project_submit (project, &world->other, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cs_test_set_up (&world->fixture, NULL);
  CsProject *project = cs_test_open (world->fixture.env, world->fixture.path, "lee");
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template ("consensus", &error);
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
  world->gid = cs_test_case (project, "case-0");
  world->other = cs_test_case (project, "case-1");
  cs_project_close (project);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    read_it (world, i);
  open_as (world, "ben", data != NULL ? &world->other : &world->gid);
}

static void
tear_down (World *world, gconstpointer data)
{
  leave (world);
  cs_test_tear_down (&world->fixture, data);
}

/* The position that has the mark of dispute N. */
static guint
holder (World *world, guint n)
{
  const CsDispute *dispute = cs_adjudication_dispute (world->adjudication, n);
  for (guint i = 0; i < 3; i++)
    if (dispute->marks[i] != NULL)
      return i;
  g_assert_not_reached ();
}

static gboolean
draft_has (World *world, gint64 x)
{
  const CsMarkSet *set = cs_case_model_marks (world->model);
  for (guint i = 0; i < set->n_marks; i++)
    if (is_box_of (set->marks[i], x))
      return TRUE;
  return FALSE;
}

static gint64
x_of (World *world, guint n)
{
  return cs_adjudication_dispute (world->adjudication, n)->marks[holder (world, n)]->values[0];
}

static CsRuled
ruled (World *world, guint n)
{
  return cs_adjudication_ruled (world->adjudication, n, NULL);
}

static void
choose (World *world, guint n, guint position)
{
  g_autoptr (GError) error = NULL;
  cs_adjudication_go (world->adjudication, n);
  g_assert_true (cs_adjudication_choose (world->adjudication, position, &error));
  g_assert_no_error (error);
}

static void
draw_box (World *world, gint64 x)
{
  g_autoptr (GError) error = NULL;
  const gint64 values[] = { x, x, x + 9000, x + 9000 };
  CsMarkInit init = { .id = cs_case_model_new_id (world->model),
                      .kind = &cs_mark_kind_box,
                      .label = "finding",
                      .item = cs_case_model_item (world->model, 0)->row->gid,
                      .values = values,
                      .n_values = 4,
                      .confidence = -1 };
  g_autoptr (CsMark) mark = cs_mark_new (&init, &error);
  g_assert_true (cs_case_model_put (world->model, mark, &error));
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE)) /* it is taken when the tool is done */
    ;
}

static void
act (World *world, CsJobSpec spec)
{
  cs_case_model_act_async (world->model, &spec, acted_cb, world);
  wait_ready (world);
  settle_jobs (world);
}

/* --- the tests --- */

static void
test_open (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (cs_case_model_view (world->model)->mode, ==, CS_MODE_ADJUDICATION);
  g_assert_cmpuint (cs_adjudication_n (world->adjudication), ==, 3);
  g_assert_cmpuint (cs_adjudication_n_positions (world->adjudication), ==, 3);
  g_assert_cmpuint (cs_adjudication_n_agreed (world->adjudication), ==, 1);
  g_autofree char *name = cs_dispute_name (world->adjudication, 0);
  g_autofree char *detail = cs_dispute_detail (world->adjudication, 0);
  g_assert_cmpstr (name, ==, "Finding");
  g_assert_true (g_str_has_prefix (detail, "not found by all"));
  for (guint i = 0; i < 3; i++) {
    g_autofree char *words = cs_dispute_position (world->adjudication, 0, i);
    g_assert_true ((i == holder (world, 0)) == g_str_has_prefix (words, "Finding"));
  }
  /* What is agreed stays as it is. */
  const CsMark *agreed = cs_case_model_marks (world->model)->marks[0];
  g_assert_true (is_box_of (agreed, AGREED));
  g_assert_false (cs_case_model_remove (world->model, agreed->id, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
}

static void
test_choose (World *world, gconstpointer data)
{
  guint mine = holder (world, 0), none = (mine + 1) % 3, position = 9;
  gint64 x = x_of (world, 0);
  cs_adjudication_step (world->adjudication, 1);
  g_assert_cmpint (cs_adjudication_current (world->adjudication), ==, 0);
  choose (world, 0, mine);
  g_assert_cmpint (cs_adjudication_ruled (world->adjudication, 0, &position), ==,
                   CS_RULED_POSITION);
  g_assert_cmpuint (position, ==, mine);
  g_assert_true (draft_has (world, x));
  CsAdjudicationMissing missing = cs_adjudication_missing (world->adjudication);
  g_assert_cmpuint (missing.open, ==, 2);
  g_assert_cmpuint (missing.reasons, ==, 1);
  /* Who says that there is nothing. */
  choose (world, 0, none);
  g_assert_false (draft_has (world, x));
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_POSITION);
  /* Nobody. */
  choose (world, 0, mine);
  g_assert_true (cs_adjudication_nobody (world->adjudication, NULL));
  g_assert_false (draft_has (world, x));
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_NOBODY);
  g_assert_true (draft_has (world, AGREED));
}

static void
test_draw (World *world, gconstpointer data)
{
  gint64 x = x_of (world, 1);
  choose (world, 1, holder (world, 1));
  g_assert_true (cs_adjudication_draw (world->adjudication));
  g_assert_true (cs_adjudication_is_drawing (world->adjudication));
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, "box");
  draw_box (world, 700000);
  g_assert_cmpint (ruled (world, 1), ==, CS_RULED_DRAWN);
  g_assert_false (draft_has (world, x));
  g_assert_false (cs_adjudication_is_drawing (world->adjudication));
  /* What is drawn without that is nobody's ruling. */
  draw_box (world, 800000);
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_NOT);
  /* And Esc leaves it. */
  cs_adjudication_go (world->adjudication, 2);
  g_assert_true (cs_adjudication_draw (world->adjudication));
  g_assert_true (cs_adjudication_stop_drawing (world->adjudication));
  draw_box (world, 900000);
  g_assert_cmpint (ruled (world, 2), ==, CS_RULED_NOT);
}

/* A position that is mended is the ruling of who mended it; one that is deleted is none. */
static void
test_mended (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  choose (world, 0, holder (world, 0));
  guint64 id = cs_adjudication_ruled_mark (world->adjudication, 0);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (world->model), id);
  const gint64 values[] = { 1000, 1000, 20000, 20000 };
  CsMarkInit init = cs_mark_to_init (mark);
  init.values = values;
  g_autoptr (CsMark) other = cs_mark_new (&init, &error);
  g_assert_true (cs_case_model_put (world->model, other, &error));
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_DRAWN);
  g_assert_true (cs_case_model_remove (world->model, id, &error));
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_NOT);
}

static void
test_undo (World *world, gconstpointer data)
{
  gint64 x = x_of (world, 0);
  guint mine = holder (world, 0);
  g_assert_false (cs_adjudication_can_take_back (world->adjudication));
  choose (world, 0, mine);
  cs_adjudication_set_reason (world->adjudication, 0, "it is there");
  g_assert_true (cs_adjudication_nobody (world->adjudication, NULL));
  g_assert_true (cs_adjudication_take_back (world->adjudication));
  settle_jobs (world);
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_POSITION);
  g_assert_true (draft_has (world, x));
  g_assert_true (cs_adjudication_take_back (world->adjudication));
  settle_jobs (world);
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_NOT);
  g_assert_false (draft_has (world, x));
  g_assert_cmpstr (cs_adjudication_reason (world->adjudication, 0), ==, "it is there");
  g_assert_false (cs_adjudication_take_back (world->adjudication));
  g_assert_true (cs_adjudication_again (world->adjudication));
  settle_jobs (world);
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_POSITION);
  g_assert_true (draft_has (world, x));
  /* A stroke later it is the stroke that undo is about. */
  draw_box (world, 700000);
  g_assert_false (cs_adjudication_take_back (world->adjudication));
}

static void
test_kept (World *world, gconstpointer data)
{
  guint mine = holder (world, 0), position = 9;
  gint64 x = x_of (world, 0);
  choose (world, 0, mine);
  cs_adjudication_set_reason (world->adjudication, 0, "  the wall is seen  ");
  cs_adjudication_go (world->adjudication, 1);
  g_assert_true (cs_adjudication_nobody (world->adjudication, NULL));
  come_back (world);
  g_assert_cmpint (cs_adjudication_ruled (world->adjudication, 0, &position), ==,
                   CS_RULED_POSITION);
  g_assert_cmpuint (position, ==, mine); /* in the same order as before */
  g_assert_true (draft_has (world, x));
  g_assert_cmpstr (cs_adjudication_reason (world->adjudication, 0), ==, "the wall is seen");
  g_assert_cmpint (ruled (world, 1), ==, CS_RULED_NOBODY);
  g_assert_cmpint (ruled (world, 2), ==, CS_RULED_NOT);
  cs_adjudication_step (world->adjudication, 1); /* the first that lacks something */
  g_assert_cmpint (cs_adjudication_current (world->adjudication), ==, 1);
}

static void
settle_all (World *world)
{
  choose (world, 0, holder (world, 0));
  cs_adjudication_go (world->adjudication, 1);
  g_assert_true (cs_adjudication_nobody (world->adjudication, NULL));
  cs_adjudication_go (world->adjudication, 2);
  g_assert_true (cs_adjudication_draw (world->adjudication));
  draw_box (world, 700000);
  g_assert_false (cs_adjudication_missing (world->adjudication).ready); /* nobody knows why */
  for (guint n = 0; n < 3; n++)
    cs_adjudication_set_reason (world->adjudication, n, n == 1 ? "a vessel" : "it is there");
  g_assert_true (cs_adjudication_missing (world->adjudication).ready);
}

static void
test_settle (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 x = x_of (world, 0);
  settle_all (world);
  act (world, cs_adjudication_job (world->adjudication));
  g_assert_no_error (world->error);
  leave (world);
  CsProject *project = cs_test_open_later (&world->fixture, "ben");
  cs_test_assert_state (project, "case-0", "blocked: needs an SME who is not an author");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseView) view = cs_project_case_view (project, &world->gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (view->current->n_marks, ==, 3);
  g_autoptr (GPtrArray) history = cs_project_history (project, &reader, &world->gid, &error);
  const CsHistoryRow *last = history->pdata[history->len - 1];
  g_assert_nonnull (strstr (last->sentence, "settled 3 disputes between readers"));
  /* Taken back, all that was said is there again. */
  cs_project_withdraw (project, &world->gid, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  open_as (world, "ben", &world->gid);
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_POSITION);
  g_assert_true (draft_has (world, x));
  g_assert_cmpint (ruled (world, 1), ==, CS_RULED_NOBODY);
  g_assert_cmpint (ruled (world, 2), ==, CS_RULED_DRAWN);
  g_assert_true (cs_adjudication_missing (world->adjudication).ready);
  /* What was given as a reason is offered elsewhere, the commonest first. */
  leave (world);
  open_as (world, "ben", &world->other);
  const char *const *reasons = cs_adjudication_reasons (world->adjudication);
  g_assert_cmpstr (reasons[0], ==, "it is there");
  g_assert_cmpstr (reasons[1], ==, "a vessel");
  g_assert_null (reasons[2]);
}

/* DATA: the other case, about an answer. */
static void
test_answers (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpuint (cs_adjudication_n (world->adjudication), ==, 1);
  cs_adjudication_step (world->adjudication, 1);
  g_assert_false (cs_adjudication_draw (world->adjudication)); /* it is said, not drawn */
  CsAnswer first = cs_adjudication_answer (world->adjudication, 0, 0);
  choose (world, 0, 0);
  g_assert_cmpint (cs_case_model_answered (world->model, 0), ==, first);
  choose (world, 0, 1);
  g_assert_cmpint (cs_case_model_answered (world->model, 0), !=, first);
  g_assert_true (cs_adjudication_nobody (world->adjudication, &error));
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_NOBODY);
  cs_adjudication_set_reason (world->adjudication, 0, "all are wrong");
  CsAdjudicationMissing missing = cs_adjudication_missing (world->adjudication);
  g_assert_cmpuint (missing.items, ==, 1); /* it has no mark either */
  g_assert_false (missing.ready);
  g_assert_true (cs_adjudication_say (world->adjudication, CS_ANSWER_NOT_ASSESSABLE, &error));
  g_assert_cmpint (ruled (world, 0), ==, CS_RULED_DRAWN);
  g_assert_true (cs_adjudication_missing (world->adjudication).ready);
  act (world, cs_adjudication_job (world->adjudication));
  g_assert_no_error (world->error);
}

/* Who only looks rules on nothing, and another one sees nothing of what was ruled. */
static void
test_others (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  choose (world, 0, holder (world, 0));
  leave (world);
  open_as (world, "ana", &world->gid);
  g_assert_cmpint (cs_case_model_view (world->model)->mode, ==, CS_MODE_LOOKING);
  g_assert_cmpuint (cs_adjudication_n (world->adjudication), ==, 0);
  g_assert_false (cs_adjudication_choose (world->adjudication, 0, &error));
  g_assert_nonnull (error);
}

static void
test_look (void)
{
  g_autoptr (CsPositionsLook) look = cs_positions_look_new ();
  g_assert_false (cs_positions_hide (NULL, 7));
  g_assert_false (cs_positions_hide (look, 7));
  cs_positions_look_hide (look, 7);
  g_assert_true (cs_positions_hide (look, 7));
  for (guint i = 0; i < CS_CONSENSUS_MAX; i++)
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (cs_position_colour (i), !=, cs_position_colour (k));
}

/* --- the list --- */

static GtkWidget *
find_entry (GtkWidget *widget)
{
  if (GTK_IS_ENTRY (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_entry (child);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
test_pane (World *world, gconstpointer data)
{
  CsDisputesPane *pane = g_object_ref_sink (g_object_new (CS_TYPE_DISPUTES_PANE, NULL));
  cs_disputes_pane_set_adjudication (pane, world->adjudication);
  GtkWidget *entry = find_entry (GTK_WIDGET (pane));
  choose (world, 0, holder (world, 0));
  gtk_editable_set_text (GTK_EDITABLE (entry), "it is there");
  g_assert_cmpstr (cs_adjudication_reason (world->adjudication, 0), ==, "it is there");
  cs_adjudication_step (world->adjudication, 1);
  g_assert_cmpint (cs_adjudication_current (world->adjudication), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  cs_adjudication_go (world->adjudication, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "it is there");
  g_autofree char *state = cs_dispute_state (world->adjudication, 0);
  g_assert_cmpuint (strlen (state), ==, 1); /* a letter */
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_assert_null (cs_adjudication_reason (world->adjudication, 0));
  cs_disputes_pane_set_adjudication (pane, NULL);
  g_assert_finalize_object (pane);
}

#define ADD(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  ADD ("/adjudicate/open", test_open);
  ADD ("/adjudicate/choose", test_choose);
  ADD ("/adjudicate/draw", test_draw);
  ADD ("/adjudicate/mended", test_mended);
  ADD ("/adjudicate/undo", test_undo);
  ADD ("/adjudicate/kept", test_kept);
  ADD ("/adjudicate/settle", test_settle);
  ADD ("/adjudicate/others", test_others);
  ADD ("/adjudicate/pane", test_pane);
  g_test_add ("/adjudicate/answers", World, "other", set_up, test_answers, tear_down);
  g_test_add_func ("/adjudicate/look", test_look);
  return g_test_run ();
}
