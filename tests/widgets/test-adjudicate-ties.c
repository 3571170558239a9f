/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relations between marks that three readers do not agree on, settled by a fourth: chosen, denied
 * and drawn anew, with marks in dispute at their ends. */
#include "cs-dispute-words.h"
#include "cs-mark-same.h"
#include "cs-test-settling.h"

#include <gtk/gtk.h>

#define FIRST 100000
#define SECOND 200000
#define THIRD 300000
#define ALONE 400000 /* of one reader */
#define ID(x) ((guint64)(x)*1000 + 7)

/* "The first is the second", of one reader. */
typedef struct {
  const char *reader;
  gint64 from, to;
  guint64 id;
} Tie;

static const Tie apart[] = {
  { "ana", FIRST, SECOND, 51 }, { "cat", FIRST, THIRD, 52 }, { "ana", THIRD, ALONE, 53 }, { NULL }
};
/* One relation that goes elsewhere: as when two copies corrected it. */
static const Tie moved[] = { { "ana", FIRST, SECOND, 51 }, { "cat", FIRST, THIRD, 51 }, { NULL } };

static void
tie_them (CsProject *project, const CsGid *gid, const Tie *tie)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMarkSet) set = cs_project_draft (project, gid, &error);
  g_autoptr (CsMarkEdit) edit =
      cs_mark_same_add (set, ID (tie->from), ID (tie->to), tie->id, &error);
  g_assert_no_error (error);
  cs_project_edit_draft (project, gid, edit, &error);
  g_assert_no_error (error);
}

static void
read_it (CsTestSettling *world, const char *reader, const Tie *ties)
{
  static const gint64 places[] = { FIRST, SECOND, THIRD, ALONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (&world->fixture, reader);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i] != ALONE || g_str_equal (reader, "ana"))
      cs_test_draw (project, &world->gid, places[i]);
  for (guint i = 0; ties[i].reader != NULL; i++)
    if (g_str_equal (ties[i].reader, reader))
      tie_them (project, &world->gid, &ties[i]);
  cs_project_submit (project, &world->gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (CsTestSettling *world, gconstpointer ties)
{
  cs_test_settling_begin (world);
  read_it (world, "ana", ties);
  read_it (world, "cat", ties);
  read_it (world, "dan", ties);
  cs_test_settling_open (world, "ben", &world->gid);
}

/* The dispute about the mark ID of somebody. */
static guint
about (CsTestSettling *world, guint64 id)
{
  for (guint n = 0; n < cs_adjudication_n (world->adjudication); n++)
    for (guint i = 0; i < 3; i++) {
      const CsMark *mark = cs_adjudication_dispute (world->adjudication, n)->marks[i];
      if (mark != NULL && mark->id == id)
        return n;
    }
  g_assert_not_reached ();
}

/* The position that ties FROM and TO, or has the mark at FROM where TO is 0. */
static guint
holder (CsTestSettling *world, guint n, gint64 from, gint64 to)
{
  for (guint i = 0; i < 3; i++) {
    const CsMark *mark = cs_adjudication_dispute (world->adjudication, n)->marks[i];
    if (mark != NULL &&
        (to == 0 ? mark->values[0] == from
                 : mark->values[0] == (gint64)ID (from) && mark->values[1] == (gint64)ID (to)))
      return i;
  }
  g_assert_not_reached ();
}

static gboolean
draft_ties (CsTestSettling *world, gint64 from, gint64 to)
{
  const CsMarkSet *set = cs_case_model_marks (world->model);
  guint found = 0;
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    found += cs_mark_is_same (set, mark, NULL, NULL) && mark->values[0] == (gint64)ID (from) &&
             mark->values[1] == (gint64)ID (to);
  }
  g_assert_cmpuint (found, <=, 1);
  return found == 1;
}

static guint
n_ties (CsTestSettling *world)
{
  const CsMarkSet *set = cs_case_model_marks (world->model);
  guint n = 0;
  for (guint i = 0; i < set->n_marks; i++)
    n += set->marks[i]->kind->target == CS_MARK_TARGET_MARKS;
  return n;
}

static void
test_choose (CsTestSettling *world, gconstpointer data)
{
  guint one = about (world, 51), other = about (world, 52);
  g_assert_cmpuint (cs_adjudication_n (world->adjudication), ==, 4);
  g_assert_cmpuint (n_ties (world), ==, 0);
  guint mine = holder (world, one, FIRST, SECOND);
  cs_test_settling_choose (world, one, mine);
  g_assert_true (draft_ties (world, FIRST, SECOND));
  cs_test_settling_choose (world, one, (mine + 1) % 3); /* who has nothing there */
  g_assert_cmpuint (n_ties (world), ==, 0);
  cs_test_settling_choose (world, one, mine);
  cs_test_settling_choose (world, other, holder (world, other, FIRST, THIRD));
  g_assert_true (draft_ties (world, FIRST, THIRD));
  g_assert_true (draft_ties (world, FIRST, SECOND));
  g_assert_true (cs_adjudication_nobody (world->adjudication, NULL));
  g_assert_cmpint (cs_test_settling_ruled (world, other), ==, CS_RULED_NOBODY);
  g_assert_cmpint (cs_test_settling_ruled (world, one), ==, CS_RULED_POSITION);
  g_assert_cmpuint (n_ties (world), ==, 1);
  g_assert_true (cs_adjudication_take_back (world->adjudication));
  cs_test_settling_wait (world);
  g_assert_true (draft_ties (world, FIRST, THIRD));
}

/* A tie goes with what it ties, and waits until that is settled. */
static void
test_ends (CsTestSettling *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint alone = about (world, ID (ALONE)), tie = about (world, 53);
  guint mine = holder (world, tie, THIRD, ALONE);
  g_autofree char *detail = cs_dispute_detail (world->adjudication, tie);
  g_assert_nonnull (strstr (detail, "what it ties"));
  cs_adjudication_go (world->adjudication, tie);
  g_assert_false (cs_adjudication_choose (world->adjudication, mine, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_cmpint (cs_test_settling_ruled (world, tie), ==, CS_RULED_NOT);
  cs_test_settling_choose (world, alone, holder (world, alone, ALONE, 0));
  cs_test_settling_choose (world, tie, mine);
  g_assert_true (draft_ties (world, THIRD, ALONE));
  cs_adjudication_go (world->adjudication, alone);
  g_assert_true (cs_adjudication_nobody (world->adjudication, NULL));
  g_assert_cmpuint (n_ties (world), ==, 0);
  g_assert_cmpint (cs_test_settling_ruled (world, tie), ==, CS_RULED_NOT);
  g_assert_true (cs_adjudication_take_back (world->adjudication));
  cs_test_settling_wait (world);
  g_assert_cmpint (cs_test_settling_ruled (world, tie), ==, CS_RULED_POSITION);
}

static void
tie_anew (CsTestSettling *world, gint64 from, gint64 to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMarkEdit) edit =
      cs_mark_same_add (cs_case_model_marks (world->model), ID (from), ID (to),
                        cs_case_model_new_id (world->model), &error);
  g_assert_no_error (error);
  g_assert_true (cs_case_model_edit (world->model, edit, &error));
  while (g_main_context_iteration (NULL, FALSE)) /* it is taken when the tool is done */
    ;
}

/* Another tie instead of what was chosen; all of it is what the case has then. */
static void
test_draw (CsTestSettling *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint one = about (world, 51), other = about (world, 52);
  cs_test_settling_choose (world, one, holder (world, one, FIRST, SECOND));
  g_assert_true (cs_adjudication_draw (world->adjudication));
  tie_anew (world, SECOND, THIRD);
  g_assert_false (cs_adjudication_is_drawing (world->adjudication));
  g_assert_cmpint (cs_test_settling_ruled (world, one), ==, CS_RULED_DRAWN);
  g_assert_true (draft_ties (world, SECOND, THIRD));
  g_assert_cmpuint (n_ties (world), ==, 1);
  cs_test_settling_choose (world, other, (holder (world, other, FIRST, THIRD) + 1) % 3);
  cs_test_settling_choose (world, about (world, ID (ALONE)),
                           holder (world, about (world, ID (ALONE)), ALONE, 0));
  cs_test_settling_choose (world, about (world, 53),
                           holder (world, about (world, 53), THIRD, ALONE));
  for (guint n = 0; n < 4; n++)
    cs_adjudication_set_reason (world->adjudication, n, "it is there");
  g_assert_true (cs_adjudication_missing (world->adjudication).ready);
  cs_test_settling_act (world);
  cs_test_settling_leave (world);
  CsProject *project = cs_test_open_later (&world->fixture, "lee");
  g_autoptr (CsCaseView) view = cs_project_case_view (project, &world->gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (view->current->n_marks - view->current->n_relations, ==, 4);
  g_assert_cmpuint (view->current->n_relations, ==, 2);
  cs_project_close (project);
  cs_test_settling_open (world, "ben", &world->gid);
}

/* Both have the same id, and what is chosen is what stands in the draft. */
static void
test_moved (CsTestSettling *world, gconstpointer data)
{
  guint tie = about (world, 51);
  guint one = holder (world, tie, FIRST, SECOND), other = holder (world, tie, FIRST, THIRD);
  g_assert_cmpuint (one, !=, other);
  cs_test_settling_choose (world, tie, one);
  g_assert_true (draft_ties (world, FIRST, SECOND));
  cs_test_settling_choose (world, tie, other);
  g_assert_true (draft_ties (world, FIRST, THIRD));
  g_assert_cmpuint (n_ties (world), ==, 1);
}

#define ADD(path, ties, func)                                                                      \
  g_test_add (path, CsTestSettling, ties, set_up, func, cs_test_settling_end)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  ADD ("/adjudicate-ties/choose", apart, test_choose);
  ADD ("/adjudicate-ties/ends", apart, test_ends);
  ADD ("/adjudicate-ties/draw", apart, test_draw);
  ADD ("/adjudicate-ties/moved", moved, test_moved);
  return g_test_run ();
}
