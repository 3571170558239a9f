/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What three readers do not agree on, settled by a fourth: what is chosen, drawn or denied, why,
 * what is kept when the case is left, and what is taken back. Without a window around it, but for
 * its list. */
#include "cs-adjudication.h"
#include "cs-dispute-words.h"
#include "cs-disputes-pane.h"
#include "cs-positions.h"
#include "cs-test-settling.h"

#include <gtk/gtk.h>
#include <string.h>

#define AGREED 500000

static const char *const readers[] = { "ana", "cat", "dan" };

/* --- the world --- */

static gboolean
is_box_of (const CsMark *mark, gint64 x)
{
  return mark != NULL && mark->values[0] == x;
}

static void
come_back (CsTestSettling *world)
{
  cs_test_settling_leave (world);
  cs_test_settling_open (world, "ben", &world->gid);
}

static void
say (CsProject *project, const CsGid *gid, CsAnswer answer)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, gid, &error);
  g_autoptr (GArray) said = cs_mark_answers_new ();
  cs_mark_answers_add (said, &((CsItemRow *)items->pdata[0])->gid, answer, NULL);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (NULL, NULL, said, &error);
  cs_project_edit_draft (project, gid, edit, &error);
  g_assert_no_error (error);
}

/* Each has a box of their own besides the one that all have, and says something else of the other
 * case. */
static void
read_it (CsTestSettling *world, guint reader)
{
  static const CsAnswer answers[] = { CS_ANSWER_NOTHING, CS_ANSWER_NOT_ASSESSABLE,
                                      CS_ANSWER_EQUIVOCAL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (&world->fixture, readers[reader]);
  cs_test_draw (project, &world->gid, AGREED);
  cs_test_draw (project, &world->gid, 1000 + 100000 * (gint64)reader);
  cs_project_submit (project, &world->gid, NULL, NULL, &error);
  g_assert_no_error (error);
  say (project, &world->other, answers[reader]);
  cs_project_submit (project, &world->other, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (CsTestSettling *world, gconstpointer data)
{
  cs_test_settling_begin (world);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    read_it (world, i);
  cs_test_settling_open (world, "ben", data != NULL ? &world->other : &world->gid);
}

/* One of them finds something in the other case, two say that nothing is there. */
static void
set_up_alone (CsTestSettling *world, gconstpointer data)
{
  cs_test_settling_begin (world);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsProject) project = cs_test_open_later (&world->fixture, readers[i]);
    if (i == 0)
      cs_test_draw (project, &world->other, 1000);
    else
      say (project, &world->other, CS_ANSWER_NOTHING);
    cs_project_submit (project, &world->other, NULL, NULL, &error);
    g_assert_no_error (error);
  }
  cs_test_settling_open (world, "ben", &world->other);
}

/* The position that has the mark of dispute N. */
static guint
holder (CsTestSettling *world, guint n)
{
  const CsDispute *dispute = cs_adjudication_dispute (world->adjudication, n);
  for (guint i = 0; i < 3; i++)
    if (dispute->marks[i] != NULL)
      return i;
  g_assert_not_reached ();
}

static gboolean
draft_has (CsTestSettling *world, gint64 x)
{
  const CsMarkSet *set = cs_case_model_marks (world->model);
  for (guint i = 0; i < set->n_marks; i++)
    if (is_box_of (set->marks[i], x))
      return TRUE;
  return FALSE;
}

static gint64
x_of (CsTestSettling *world, guint n)
{
  return cs_adjudication_dispute (world->adjudication, n)->marks[holder (world, n)]->values[0];
}

static void
draw_box (CsTestSettling *world, gint64 x)
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

/* --- the tests --- */

static void
test_open (CsTestSettling *world, gconstpointer data)
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
test_choose (CsTestSettling *world, gconstpointer data)
{
  guint mine = holder (world, 0), none = (mine + 1) % 3, position = 9;
  gint64 x = x_of (world, 0);
  cs_adjudication_step (world->adjudication, 1);
  g_assert_cmpint (cs_adjudication_current (world->adjudication), ==, 0);
  cs_test_settling_choose (world, 0, mine);
  g_assert_cmpint (cs_adjudication_ruled (world->adjudication, 0, &position), ==,
                   CS_RULED_POSITION);
  g_assert_cmpuint (position, ==, mine);
  g_assert_true (draft_has (world, x));
  CsAdjudicationMissing missing = cs_adjudication_missing (world->adjudication);
  g_assert_cmpuint (missing.open, ==, 2);
  g_assert_cmpuint (missing.reasons, ==, 1);
  /* Who says that there is nothing. */
  cs_test_settling_choose (world, 0, none);
  g_assert_false (draft_has (world, x));
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_POSITION);
  /* Nobody. */
  cs_test_settling_choose (world, 0, mine);
  g_assert_true (cs_adjudication_nobody (world->adjudication, NULL));
  g_assert_false (draft_has (world, x));
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_NOBODY);
  g_assert_true (draft_has (world, AGREED));
}

static void
test_draw (CsTestSettling *world, gconstpointer data)
{
  gint64 x = x_of (world, 1);
  cs_test_settling_choose (world, 1, holder (world, 1));
  g_assert_true (cs_adjudication_draw (world->adjudication));
  g_assert_true (cs_adjudication_is_drawing (world->adjudication));
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, "box");
  draw_box (world, 700000);
  g_assert_cmpint (cs_test_settling_ruled (world, 1), ==, CS_RULED_DRAWN);
  g_assert_false (draft_has (world, x));
  g_assert_false (cs_adjudication_is_drawing (world->adjudication));
  /* What is drawn without that is nobody's ruling. */
  draw_box (world, 800000);
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_NOT);
  /* And Esc leaves it. */
  cs_adjudication_go (world->adjudication, 2);
  g_assert_true (cs_adjudication_draw (world->adjudication));
  g_assert_true (cs_adjudication_stop_drawing (world->adjudication));
  draw_box (world, 900000);
  g_assert_cmpint (cs_test_settling_ruled (world, 2), ==, CS_RULED_NOT);
}

/* A position that is mended is the ruling of who mended it; one that is deleted is none. */
static void
test_mended (CsTestSettling *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cs_test_settling_choose (world, 0, holder (world, 0));
  guint64 id = cs_adjudication_ruled_mark (world->adjudication, 0);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (world->model), id);
  const gint64 values[] = { 1000, 1000, 20000, 20000 };
  CsMarkInit init = cs_mark_to_init (mark);
  init.values = values;
  g_autoptr (CsMark) other = cs_mark_new (&init, &error);
  g_assert_true (cs_case_model_put (world->model, other, &error));
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_DRAWN);
  g_assert_true (cs_case_model_remove (world->model, id, &error));
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_NOT);
}

static void
test_undo (CsTestSettling *world, gconstpointer data)
{
  gint64 x = x_of (world, 0);
  guint mine = holder (world, 0);
  g_assert_false (cs_adjudication_can_take_back (world->adjudication));
  cs_test_settling_choose (world, 0, mine);
  cs_adjudication_set_reason (world->adjudication, 0, "it is there");
  g_assert_true (cs_adjudication_nobody (world->adjudication, NULL));
  g_assert_true (cs_adjudication_take_back (world->adjudication));
  cs_test_settling_wait (world);
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_POSITION);
  g_assert_true (draft_has (world, x));
  g_assert_true (cs_adjudication_take_back (world->adjudication));
  cs_test_settling_wait (world);
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_NOT);
  g_assert_false (draft_has (world, x));
  g_assert_cmpstr (cs_adjudication_reason (world->adjudication, 0), ==, "it is there");
  g_assert_false (cs_adjudication_take_back (world->adjudication));
  g_assert_true (cs_adjudication_again (world->adjudication));
  cs_test_settling_wait (world);
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_POSITION);
  g_assert_true (draft_has (world, x));
  /* A stroke later it is the stroke that undo is about. */
  draw_box (world, 700000);
  g_assert_false (cs_adjudication_take_back (world->adjudication));
}

static void
test_kept (CsTestSettling *world, gconstpointer data)
{
  guint mine = holder (world, 0), position = 9;
  gint64 x = x_of (world, 0);
  cs_test_settling_choose (world, 0, mine);
  cs_adjudication_set_reason (world->adjudication, 0, "  the wall is seen  ");
  cs_adjudication_go (world->adjudication, 1);
  g_assert_true (cs_adjudication_nobody (world->adjudication, NULL));
  come_back (world);
  g_assert_cmpint (cs_adjudication_ruled (world->adjudication, 0, &position), ==,
                   CS_RULED_POSITION);
  g_assert_cmpuint (position, ==, mine); /* in the same order as before */
  g_assert_true (draft_has (world, x));
  g_assert_cmpstr (cs_adjudication_reason (world->adjudication, 0), ==, "the wall is seen");
  g_assert_cmpint (cs_test_settling_ruled (world, 1), ==, CS_RULED_NOBODY);
  g_assert_cmpint (cs_test_settling_ruled (world, 2), ==, CS_RULED_NOT);
  cs_adjudication_step (world->adjudication, 1); /* the first that lacks something */
  g_assert_cmpint (cs_adjudication_current (world->adjudication), ==, 1);
}

static void
settle_all (CsTestSettling *world)
{
  cs_test_settling_choose (world, 0, holder (world, 0));
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
test_settle (CsTestSettling *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 x = x_of (world, 0);
  settle_all (world);
  cs_test_settling_act (world);
  cs_test_settling_leave (world);
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
  cs_test_settling_open (world, "ben", &world->gid);
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_POSITION);
  g_assert_true (draft_has (world, x));
  g_assert_cmpint (cs_test_settling_ruled (world, 1), ==, CS_RULED_NOBODY);
  g_assert_cmpint (cs_test_settling_ruled (world, 2), ==, CS_RULED_DRAWN);
  g_assert_true (cs_adjudication_missing (world->adjudication).ready);
  /* What was given as a reason is offered elsewhere, the commonest first. */
  cs_test_settling_leave (world);
  cs_test_settling_open (world, "ben", &world->other);
  const char *const *reasons = cs_adjudication_reasons (world->adjudication);
  g_assert_cmpstr (reasons[0], ==, "it is there");
  g_assert_cmpstr (reasons[1], ==, "a vessel");
  g_assert_null (reasons[2]);
}

static void
test_one_against_nothing (CsTestSettling *world, gconstpointer data)
{
  g_assert_cmpint (cs_case_model_answered (world->model, 0), ==, CS_ANSWER_NOTHING);
  cs_test_settling_choose (world, 0, holder (world, 0));
  g_assert_cmpint (cs_case_model_answered (world->model, 0), ==, CS_ANSWER_NONE);
  cs_adjudication_set_reason (world->adjudication, 0, "it is there");
  g_assert_true (cs_adjudication_missing (world->adjudication).ready);
  cs_test_settling_act (world);
  cs_test_settling_leave (world);
  cs_test_settling_open (world, "ben", &world->other);
  const CsMarkSet *settled = cs_case_model_view (world->model)->current;
  g_assert_cmpuint (settled->n_marks, ==, 1);
  g_assert_cmpuint (settled->n_answers, ==, 0);
}

/* DATA: the other case, about an answer. */
static void
test_answers (CsTestSettling *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpuint (cs_adjudication_n (world->adjudication), ==, 1);
  cs_adjudication_step (world->adjudication, 1);
  g_assert_false (cs_adjudication_draw (world->adjudication)); /* it is said, not drawn */
  CsAnswer first = cs_adjudication_answer (world->adjudication, 0, 0);
  cs_test_settling_choose (world, 0, 0);
  g_assert_cmpint (cs_case_model_answered (world->model, 0), ==, first);
  cs_test_settling_choose (world, 0, 1);
  g_assert_cmpint (cs_case_model_answered (world->model, 0), !=, first);
  g_assert_true (cs_adjudication_nobody (world->adjudication, &error));
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_NOBODY);
  cs_adjudication_set_reason (world->adjudication, 0, "all are wrong");
  CsAdjudicationMissing missing = cs_adjudication_missing (world->adjudication);
  g_assert_cmpuint (missing.items, ==, 1); /* it has no mark either */
  g_assert_false (missing.ready);
  g_assert_true (cs_adjudication_say (world->adjudication, CS_ANSWER_NOT_ASSESSABLE, &error));
  g_assert_cmpint (cs_test_settling_ruled (world, 0), ==, CS_RULED_DRAWN);
  g_assert_true (cs_adjudication_missing (world->adjudication).ready);
  cs_test_settling_act (world);
}

/* Who only looks rules on nothing, and another one sees nothing of what was ruled. */
static void
test_others (CsTestSettling *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cs_test_settling_choose (world, 0, holder (world, 0));
  cs_test_settling_leave (world);
  cs_test_settling_open (world, "ana", &world->gid);
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
test_pane (CsTestSettling *world, gconstpointer data)
{
  CsDisputesPane *pane = g_object_ref_sink (g_object_new (CS_TYPE_DISPUTES_PANE, NULL));
  cs_disputes_pane_set_adjudication (pane, world->adjudication);
  GtkWidget *entry = find_entry (GTK_WIDGET (pane));
  cs_test_settling_choose (world, 0, holder (world, 0));
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

#define ADD(path, func) g_test_add (path, CsTestSettling, NULL, set_up, func, cs_test_settling_end)

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
  g_test_add ("/adjudicate/one-against-nothing", CsTestSettling, NULL, set_up_alone,
              test_one_against_nothing, cs_test_settling_end);
  g_test_add ("/adjudicate/answers", CsTestSettling, "other", set_up, test_answers,
              cs_test_settling_end);
  g_test_add_func ("/adjudicate/look", test_look);
  return g_test_run ();
}
