/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A review from its rows to its decision, without a window around it: what is to be settled, in
 * which words, what is kept, what the coloured button would do. Long because one small world, and
 * what opens and closes it, serves all of it. */
#include "cs-changes-pane.h"
#include "cs-mark-menu.h"
#include "cs-remarks-pane.h"
#include "cs-review-words.h"
#include "cs-send-back.h"
#include "cs-test-project.h"
#include "cs-test-session.h"

#include <gtk/gtk.h>

enum { MOVED = 21, GONE = 22, CAME = 23 };

typedef struct {
  CsTestFixture fixture;
  CsEnv *worker_env;
  CsGid gid;
  CsSession *session;
  CsCaseModel *model;
  CsReview *review;
  guint opened, sent;
  CsLetter *letter; /* of what was sent last */
} World;

/* A label with values; the name of the test's, so that all else stays. */
static const char with_values[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"test\",\"labels\":[{\"key\":\"finding\","
    "\"name\":\"Finding\",\"colour\":\"#ff0000\",\"kinds\":[\"box\"],\"attributes\":[{\"key\":"
    "\"density\",\"name\":\"Density\",\"type\":\"choice\",\"required\":true,\"choices\":["
    "{\"key\":\"solid\",\"name\":\"Solid\"},{\"key\":\"ground\",\"name\":\"Ground glass\"}]},"
    "{\"key\":\"margin\",\"name\":\"Margin\",\"type\":\"text\"}]}]}";
static const char *const densities[] = { NULL, "solid", "ground" };

static CsMark *
new_valued (const CsGid *item, guint64 id, gint64 x, const char *density)
{
  const gint64 values[] = { x, 0, x + 10000, 10000 };
  g_autoptr (CsJson) attributes = density != NULL ? cs_json_new_object () : NULL;
  if (density != NULL)
    cs_json_put_string (attributes, "density", density);
  CsMarkInit init = { .id = id,
                      .kind = &cs_mark_kind_box,
                      .label = "finding",
                      .item = *item,
                      .values = values,
                      .n_values = 4,
                      .attributes = attributes,
                      .confidence = -1 };
  g_autoptr (GError) error = NULL;
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

static CsMark *
new_box (const CsGid *item, guint64 id, gint64 x)
{
  return new_valued (item, id, x, NULL);
}

/* Puts boxes, given as id, x and density, takes REMOVE away, and hands it in. */
static void
hand_in (World *world, const gint64 (*boxes)[3], guint n, guint64 remove)
{
  g_autoptr (GError) error = NULL;
  cs_test_env_advance (world->fixture.env, G_USEC_PER_SEC);
  g_autoptr (CsProject) project = cs_test_open (world->fixture.env, world->fixture.path, "ana");
  CsReader reader = cs_project_reader (project);
  world->gid = cs_test_case (project, "case-0");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &world->gid, NULL);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof remove);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (put, new_valued (&((CsItemRow *)items->pdata[0])->gid, (guint64)boxes[i][0],
                                      boxes[i][1], densities[boxes[i][2]]));
  if (remove != 0)
    g_array_append_val (gone, remove);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, gone, NULL, &error);
  cs_project_edit_draft (project, &world->gid, edit, &error);
  g_assert_no_error (error);
  cs_project_submit (project, &world->gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
open_as (World *world, const char *handle)
{
  world->opened++;
  world->worker_env = cs_test_env (world->fixture.dir, 1 + world->opened);
  cs_test_env_advance (world->worker_env, 10 * world->opened * G_USEC_PER_SEC);
  world->session = cs_session_new (world->worker_env);
  cs_test_session_open (world->session, world->fixture.path, handle);
  world->model = cs_test_session_case (world->session, &world->gid, FALSE);
  world->review = cs_review_new (world->model);
}

static void
close_session (World *world)
{
  cs_test_session_settle (world->session);
  g_clear_object (&world->review);
  g_clear_object (&world->model);
  g_clear_object (&world->session);
  cs_session_drain ();
  g_clear_pointer (&world->worker_env, cs_env_free);
}

static void
publish (World *world, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (world->fixture.env, world->fixture.path, "lee");
  g_autoptr (CsSchema) schema = cs_schema_read (text, strlen (text), &error);
  g_assert_no_error (error);
  cs_project_publish_schema (project, schema, NULL, &error);
  g_assert_no_error (error);
}

/* DATA: a schema with values, or NULL. */
static void
set_up (World *world, gconstpointer data)
{
  gint64 solid = data != NULL, ground = data != NULL ? 2 : 0;
  const gint64 first[][3] = { { MOVED, 0, solid }, { GONE, 100000, solid } };
  const gint64 second[][3] = { { MOVED, 5000, ground }, { CAME, 200000, solid } };
  cs_test_set_up (&world->fixture, NULL);
  if (data != NULL)
    publish (world, data);
  hand_in (world, first, 2, 0);
  cs_test_env_advance (world->fixture.env, G_USEC_PER_SEC);
  CsProject *project = cs_test_open (world->fixture.env, world->fixture.path, "ben");
  cs_test_decide (project, &world->gid, "send-back");
  cs_project_close (project);
  hand_in (world, second, 2, GONE);
  open_as (world, "ben");
}

static void
tear_down (World *world, gconstpointer data)
{
  close_session (world);
  cs_test_tear_down (&world->fixture, data);
}

static const CsReviewRow *
row_of (World *world, guint64 mark)
{
  GPtrArray *rows = cs_review_rows (world->review);
  for (guint i = 0; i < rows->len; i++)
    if (cs_review_row_mark (rows->pdata[i]) == mark)
      return rows->pdata[i];
  g_assert_not_reached ();
}

static void
test_rows (World *world, gconstpointer data)
{
  const CsReviewRow *moved = row_of (world, MOVED), *gone = row_of (world, GONE);
  g_assert_cmpuint (cs_review_rows (world->review)->len, ==, 3);
  g_assert_cmpstr (moved->name, ==, "Finding, outline");
  g_assert_cmpint (moved->sign, ==, CS_REVIEW_CHANGED);
  g_assert_nonnull (strstr (moved->detail, "overlap\xc2\xa0"
                                           "0.33"));
  g_assert_cmpstr (row_of (world, CAME)->name, ==, "Finding");
  g_assert_cmpint (row_of (world, CAME)->sign, ==, CS_REVIEW_NEW);
  g_assert_cmpint (gone->sign, ==, CS_REVIEW_REMOVED);
  g_assert_true (g_str_has_prefix (gone->detail, "removed"));
  /* What is gone has no number and comes last. */
  g_assert_true (cs_review_rows (world->review)->pdata[2] == gone);
}

/* A relation is decided on by what it joins. */
static void
test_relation (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 ends[] = { MOVED, CAME };
  CsMarkInit init = { .id = 99,
                      .kind = &cs_mark_kind_relation,
                      .label = "size",
                      .item = cs_case_model_item (world->model, 0)->row->gid,
                      .values = ends,
                      .n_values = 2,
                      .confidence = -1 };
  g_autoptr (CsMark) tie = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  g_autofree char *expected =
      g_strdup_printf ("new \u00b7 %u \u2192 %u", cs_case_model_number (world->model, MOVED),
                       cs_case_model_number (world->model, CAME));
  g_autofree char *is = cs_review_words_detail (world->model, NULL, tie, 0);
  g_assert_cmpstr (is, ==, expected);
}

static void
test_settling (World *world, gconstpointer data)
{
  cs_review_step (world->review, 1);
  g_assert_cmpuint (cs_case_model_selected (world->model), ==, MOVED);
  g_assert_true (cs_review_say (world->review, CS_VERDICT_ACCEPT));
  g_assert_cmpuint (cs_case_model_selected (world->model), ==, CAME);
  g_assert_false (cs_review_reject (world->review, "missed")); /* it is new */
  g_assert_true (cs_review_reject (world->review, "extra"));
  g_assert_true (cs_review_current (world->review) == row_of (world, GONE));
  CsReviewCounts counts = cs_review_counts (world->review);
  g_assert_cmpuint (counts.open, ==, 1);
  g_assert_cmpuint (counts.rejected, ==, 1);
  g_assert_false (cs_review_next (world->review).ready);
  g_assert_true (cs_review_say (world->review, CS_VERDICT_ACCEPT));
  g_assert_cmpint (cs_review_next (world->review).step, ==, CS_REVIEW_STEP_SEND_BACK);
  /* Taken back one by one, from the last on. */
  g_assert_true (cs_review_take_back (world->review));
  g_assert_cmpint (row_of (world, GONE)->state, ==, CS_VERDICT_OPEN);
  g_assert_true (cs_review_take_back (world->review));
  g_assert_cmpint (row_of (world, CAME)->state, ==, CS_VERDICT_OPEN);
  g_assert_cmpuint (cs_case_model_selected (world->model), ==, CAME);
  /* What is left was written and is there when the case is opened again. */
  close_session (world);
  open_as (world, "ben");
  g_assert_cmpint (row_of (world, MOVED)->state, ==, CS_VERDICT_ACCEPT);
  g_assert_cmpuint (cs_review_counts (world->review).open, ==, 2);
  g_assert_false (cs_review_take_back (world->review));
}

static void
say_pair (World *world, CsMarkSaidKind kind)
{
  const CsMarkSaid said = { GONE, CAME, kind };
  cs_test_session_act (world->model, cs_review_pair_job (world->review, &said));
  cs_test_session_settle (world->session);
}

/* "Match With", as far as the menu of the current change has it: how many there are to choose. */
static int
n_to_match (World *world)
{
  g_autoptr (GMenuModel) menu = cs_mark_menu_new (world->model, world->review);
  g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  for (int i = 0; i < g_menu_model_get_n_items (section); i++) {
    g_autoptr (GMenuModel) list = g_menu_model_get_item_link (section, i, G_MENU_LINK_SUBMENU);
    if (list != NULL)
      return g_menu_model_get_n_items (list);
  }
  return 0;
}

/* A mark that is gone and one that came are one change when the reviewer says so, in one row that
 * is settled like any other; and two again when they take it back. */
static void
test_pair (World *world, gconstpointer data)
{
  cs_review_go (world->review, row_of (world, MOVED));
  g_assert_cmpint (n_to_match (world), ==, 0);
  cs_review_go (world->review, row_of (world, CAME));
  g_assert_cmpint (n_to_match (world), ==, 1);
  g_assert_false (cs_review_is_pair (world->review));
  say_pair (world, CS_MARK_SAID_SAME);
  g_assert_cmpuint (cs_review_rows (world->review)->len, ==, 2);
  const CsReviewRow *row = row_of (world, CAME);
  g_assert_true (cs_review_current (world->review) == row);
  g_assert_cmpstr (row->name, ==, "Finding, outline");
  g_assert_cmpuint (row->before->id, ==, GONE);
  g_assert_nonnull (strstr (row->detail, "drawn anew, matched by shape"));
  cs_review_go (world->review, row);
  g_assert_true (cs_review_is_pair (world->review));
  g_assert_cmpint (n_to_match (world), ==, 0);
  g_assert_true (cs_review_reject (world->review, "boundary"));
  cs_test_session_settle (world->session);
  /* It is there when the case is opened again. */
  close_session (world);
  open_as (world, "ben");
  g_assert_cmpuint (cs_review_rows (world->review)->len, ==, 2);
  g_assert_cmpint (row_of (world, CAME)->state, ==, CS_VERDICT_REJECT);
  say_pair (world, CS_MARK_SAID_NOTHING);
  g_assert_cmpuint (cs_review_rows (world->review)->len, ==, 3);
  g_assert_cmpint (row_of (world, CAME)->sign, ==, CS_REVIEW_NEW);
}

static void
accept_all (World *world)
{
  while (cs_review_find (world->review, CS_VERDICT_OPEN, 1))
    g_assert_true (cs_review_say (world->review, CS_VERDICT_ACCEPT));
  cs_test_session_settle (world->session);
}

static void
decide (World *world, const char *decision, const CsReviewReasons *reasons)
{
  cs_test_session_act (world->model, cs_review_decision_job (world->review, decision, reasons));
  cs_test_session_settle (world->session);
}

static void
test_edited (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMark) other = new_box (&row_of (world, CAME)->item, CAME, 300000);
  g_autoptr (CsMark) mine = new_box (&row_of (world, CAME)->item, 99, 400000);
  accept_all (world);
  g_assert_cmpint (cs_review_next (world->review).step, ==, CS_REVIEW_STEP_ACCEPT);
  g_assert_true (cs_review_next (world->review).ready);
  g_assert_true (cs_case_model_put (world->model, other, &error));
  g_assert_true (cs_case_model_put (world->model, mine, &error));
  cs_test_session_settle (world->session);
  g_assert_cmpint (row_of (world, CAME)->state, ==, CS_VERDICT_EDITED);
  g_assert_true (row_of (world, 99)->own);
  g_assert_cmpint (cs_review_next (world->review).step, ==, CS_REVIEW_STEP_CORRECT);
  g_assert_nonnull (cs_review_foresight (world->review, "correct"));
  g_assert_cmpstr (cs_review_foresight (world->review, "correct")->stage, ==, "approve");
  /* With the edits gone, what was said before holds again. */
  cs_case_model_undo (world->model);
  cs_test_session_settle (world->session);
  cs_case_model_undo (world->model);
  cs_test_session_settle (world->session);
  g_assert_cmpint (row_of (world, CAME)->state, ==, CS_VERDICT_ACCEPT);
  g_assert_cmpuint (cs_review_rows (world->review)->len, ==, 3);
}

/* There is nothing to settle in what one drew oneself: Accept goes on from there. */
static void
test_own_is_passed (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMark) mine = new_box (&row_of (world, CAME)->item, 99, 400000);
  g_assert_true (cs_case_model_put (world->model, mine, &error));
  cs_test_session_settle (world->session);
  cs_review_go (world->review, row_of (world, 99));
  g_assert_true (cs_review_say (world->review, CS_VERDICT_ACCEPT));
  g_assert_cmpint (cs_review_current (world->review)->state, ==, CS_VERDICT_OPEN);
  g_assert_cmpuint (cs_review_counts (world->review).open, ==, 3);
  accept_all (world);
  cs_review_go (world->review, row_of (world, 99));
  g_assert_false (cs_review_say (world->review, CS_VERDICT_ACCEPT));
}

static void
test_sent_back (World *world, gconstpointer data)
{
  const CsReviewReasons reasons = {
    .category = "extra", .severity = "major", .clause = "G-1", .reason = "Not there."
  };
  cs_review_go (world->review, row_of (world, CAME));
  g_assert_true (cs_review_reject (world->review, "extra"));
  accept_all (world);
  g_assert_cmpstr (cs_review_category (world->review), ==, "extra");
  decide (world, "send-back", &reasons);
  close_session (world);
  open_as (world, "ana");
  const CsCaseView *view = cs_case_model_view (world->model);
  g_assert_cmpuint (view->remarks->len, ==, 1);
  const CsRemarkRow *remark = view->remarks->pdata[0];
  g_assert_cmpuint (remark->remark.mark, ==, CAME);
  g_assert_cmpstr (remark->remark.category, ==, "extra");
  g_assert_cmpstr (remark->remark.text, ==, "Not there.");
  g_assert_cmpuint (cs_remarks_to_answer (world->model), ==, 1);
  /* The decision as a whole says nothing that the remark does not. */
  g_assert_cmpuint (cs_remarks_count (world->model), ==, 1);
}

static gboolean
says (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
      g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), words))
    return TRUE;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;
  return FALSE;
}

/* What changed since one looked, with the answer to what one said; or all of it. */
static void
test_since (World *world, gconstpointer data)
{
  const CsReviewReasons reasons = { .category = "extra", .reason = "Not there." };
  const gint64 third[][3] = { { CAME, 230000, 0 } };
  cs_review_go (world->review, row_of (world, CAME));
  g_assert_true (cs_review_reject (world->review, "extra"));
  accept_all (world);
  decide (world, "send-back", &reasons);
  close_session (world);
  open_as (world, "ana");
  const CsRemarkRow *remark = cs_case_model_view (world->model)->remarks->pdata[0];
  CsProject *project = NULL;
  CsHash act = remark->act;
  close_session (world);
  cs_test_env_advance (world->fixture.env, 60 * G_USEC_PER_SEC);
  project = cs_test_open (world->fixture.env, world->fixture.path, "ana");
  g_assert_true (
      cs_project_answer_remark (project, &world->gid, &act, 0, "answer", "It moved.", NULL));
  cs_project_close (project);
  hand_in (world, third, 1, 0);
  open_as (world, "ben");
  GtkWidget *pane = g_object_ref_sink (g_object_new (CS_TYPE_CHANGES_PANE, NULL));
  cs_changes_pane_set_review (CS_CHANGES_PANE (pane), world->review);
  g_assert_true (cs_review_has_known (world->review));
  g_assert_cmpuint (cs_review_rows (world->review)->len, ==, 1);
  g_assert_true (says (pane, "You said: Not there.\nana: It moved.") ||
                 says (pane, "You said: Not there.\nAna: It moved."));
  cs_review_show_all (world->review, TRUE);
  g_assert_cmpuint (cs_review_rows (world->review)->len, ==, 2);
  g_assert_true (row_of (world, MOVED)->known);
  g_assert_true (says (pane, "seen before"));
  g_assert_cmpuint (cs_review_counts (world->review).open, ==, 1);
  /* It may be spoken against all the same. */
  cs_review_go (world->review, row_of (world, MOVED));
  g_assert_true (cs_review_reject (world->review, "boundary"));
  g_assert_cmpint (row_of (world, MOVED)->state, ==, CS_VERDICT_REJECT);
  cs_review_show_all (world->review, FALSE);
  g_assert_cmpuint (cs_review_rows (world->review)->len, ==, 2);
  g_assert_true (cs_review_take_back (world->review));
  cs_review_show_all (world->review, TRUE);
  cs_review_show_all (world->review, FALSE);
  g_assert_cmpuint (cs_review_rows (world->review)->len, ==, 1);
  cs_changes_pane_set_review (CS_CHANGES_PANE (pane), NULL);
  g_object_unref (pane);
}

static void
test_remark (World *world, gconstpointer data)
{
  const CsReviewReasons reasons = { .category = "other", .severity = "minor", .reason = "Look." };
  cs_review_go (world->review, row_of (world, MOVED));
  cs_test_session_act (world->model, cs_review_remark_job (world->review, &reasons));
  cs_test_session_settle (world->session);
  const CsCaseView *view = cs_case_model_view (world->model);
  g_assert_cmpuint (view->remarks->len, ==, 1);
  g_assert_cmpuint (((CsRemarkRow *)view->remarks->pdata[0])->remark.mark, ==, MOVED);
}

/* R, then a category; Esc ends the question. */
static void
test_pane (World *world, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  CsChangesPane *pane = g_object_new (CS_TYPE_CHANGES_PANE, NULL);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (pane));
  cs_changes_pane_set_review (pane, world->review);
  g_assert_false (cs_changes_pane_ask (pane));
  cs_review_go (world->review, row_of (world, CAME));
  g_assert_true (cs_changes_pane_ask (pane));
  g_assert_true (cs_changes_pane_cancel (pane));
  g_assert_false (cs_changes_pane_cancel (pane));
  gtk_widget_activate_action (GTK_WIDGET (pane), "review.category", "s", "label");
  g_assert_cmpint (row_of (world, CAME)->state, ==, CS_VERDICT_OPEN);
  g_assert_true (cs_changes_pane_ask (pane));
  gtk_widget_activate_action (GTK_WIDGET (pane), "review.category", "s", "label");
  g_assert_cmpint (row_of (world, CAME)->state, ==, CS_VERDICT_REJECT);
  g_assert_cmpstr (row_of (world, CAME)->category, ==, "label");
  cs_test_session_settle (world->session);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find (GtkWidget *root, GType type, const char *words)
{
  if (G_OBJECT_TYPE (root) == type &&
      (words == NULL || g_str_equal (gtk_label_get_label (GTK_LABEL (root)), words)))
    return gtk_widget_get_visible (root) ? root : NULL;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, words);
  return found;
}

/* What is accepted with a mark is read beside it, and set there as where it was drawn. */
static void
test_values (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *window = gtk_window_new ();
  CsChangesPane *pane = g_object_new (CS_TYPE_CHANGES_PANE, NULL);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (pane));
  cs_changes_pane_set_review (pane, world->review);
  g_assert_nonnull (find (window, GTK_TYPE_LABEL, "Density: Solid"));
  g_assert_nonnull (find (window, GTK_TYPE_LABEL, "Density: Solid\u00a0\u2192\u00a0Ground glass"));
  g_assert_cmpstr (row_of (world, GONE)->values[0], ==, "Density: Solid");
  cs_review_go (world->review, row_of (world, CAME));
  g_assert_null (find (window, GTK_TYPE_DROP_DOWN, NULL));
  g_assert_true (cs_changes_pane_edit (pane));
  GtkWidget *density = find (window, GTK_TYPE_DROP_DOWN, NULL);
  g_assert_nonnull (density);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (density), 2);
  cs_test_session_settle (world->session);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (world->model), CAME);
  g_assert_cmpstr (cs_json_string (cs_json_get (mark->attributes, "density")), ==, "ground");
  g_assert_true (find (window, GTK_TYPE_DROP_DOWN, NULL) == density);
  g_assert_cmpint (row_of (world, CAME)->state, ==, CS_VERDICT_EDITED);
  g_assert_cmpstr (row_of (world, CAME)->values[0], ==,
                   "Density: Solid\u00a0\u2192\u00a0Ground glass");
  /* What is set is shown as one line for each once the row is open. */
  cs_case_model_set_attribute (world->model, CAME, "margin", cs_json_new_string ("smooth"), &error);
  g_assert_no_error (error);
  cs_test_session_settle (world->session);
  g_assert_nonnull (find (
      window, GTK_TYPE_LABEL,
      "Density: Solid\u00a0\u2192\u00a0Ground glass\nMargin: not set\u00a0\u2192\u00a0smooth"));
  g_assert_true (cs_review_has_edits (world->review));
  const char *const without = "A required value is missing: press Edit on its row.";
  g_assert_cmpstr (cs_review_next (world->review).refusal, !=, without);
  cs_case_model_set_attribute (world->model, CAME, "density", NULL, &error);
  g_assert_no_error (error);
  cs_test_session_settle (world->session);
  g_assert_cmpstr (cs_review_next (world->review).refusal, ==, without);
  g_assert_false (cs_review_next (world->review).ready);
  /* The next change begins without. */
  cs_review_go (world->review, row_of (world, MOVED));
  g_assert_null (find (window, GTK_TYPE_DROP_DOWN, NULL));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- the sheet --- */

static void
sent_cb (gpointer data, CsReview *review, CsWhy why, const CsReviewReasons *reasons,
         CsLetter *letter)
{
  World *world = data;
  world->sent++;
  world->letter = letter;
}

static GtkWidget *
open_sheet (World *world, CsWhy why, GHashTable *unsent, GtkEditable **ret_reason)
{
  CsSendBack *sheet = cs_send_back_new (NULL, world->review, why, unsent, sent_cb, world);
  *ret_reason = GTK_EDITABLE (
      gtk_widget_get_template_child (GTK_WIDGET (sheet), CS_TYPE_SEND_BACK, "reason"));
  gtk_window_present (GTK_WINDOW (sheet));
  return GTK_WIDGET (sheet);
}

/* The Nth toggle of the severities. */
static GtkToggleButton *
severity (GtkWidget *sheet, guint n)
{
  GObject *box = gtk_widget_get_template_child (sheet, CS_TYPE_SEND_BACK, "severities");
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (box));
  while (n-- > 0)
    button = gtk_widget_get_next_sibling (button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
wait_sendable (GtkWidget *sheet)
{
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  GObject *send = gtk_widget_get_template_child (sheet, CS_TYPE_SEND_BACK, "send");
  while (!gtk_widget_get_sensitive (GTK_WIDGET (send)) && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

/* Opens the sheet, which says WORDS, and closes it. */
static void
assert_offered (World *world, CsWhy why, GHashTable *unsent, const char *words)
{
  GtkEditable *reason = NULL;
  GtkWidget *sheet = open_sheet (world, why, unsent, &reason);
  g_assert_cmpstr (gtk_editable_get_text (reason), ==, words);
  gtk_widget_activate_action (sheet, "dialog.cancel", NULL);
}

/* What was written is there again until it is sent; each sheet has its own. On its way it is not
 * offered; it comes back from there when it did not arrive. */
static void
test_unsent (World *world, gconstpointer data)
{
  GtkEditable *reason = NULL;
  g_autoptr (GHashTable) unsent = cs_send_back_unsent_new ();
  GtkWidget *sheet = open_sheet (world, CS_WHY_SEND_BACK, unsent, &reason);
  gtk_editable_set_text (reason, "Mark 1 is an ordinary cell.");
  gtk_toggle_button_set_active (severity (sheet, 2), TRUE);
  gtk_widget_activate_action (sheet, "dialog.cancel", NULL);
  assert_offered (world, CS_WHY_REJECT, unsent, "");
  sheet = open_sheet (world, CS_WHY_SEND_BACK, unsent, &reason);
  g_assert_cmpstr (gtk_editable_get_text (reason), ==, "Mark 1 is an ordinary cell.");
  g_assert_true (gtk_toggle_button_get_active (severity (sheet, 2)));
  GObject *box = gtk_widget_get_template_child (sheet, CS_TYPE_SEND_BACK, "categories");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (GTK_WIDGET (box))),
                                TRUE);
  wait_sendable (sheet);
  gtk_widget_activate_action (sheet, "dialog.accept", NULL);
  g_assert_cmpuint (world->sent, ==, 1);
  assert_offered (world, CS_WHY_SEND_BACK, unsent, "");
  g_assert_cmpuint (g_hash_table_size (unsent), ==, 0);
  cs_letter_end (world->letter, FALSE);
  sheet = open_sheet (world, CS_WHY_SEND_BACK, unsent, &reason);
  g_assert_cmpstr (gtk_editable_get_text (reason), ==, "Mark 1 is an ordinary cell.");
  g_assert_true (gtk_toggle_button_get_active (severity (sheet, 2)));
  wait_sendable (sheet);
  gtk_widget_activate_action (sheet, "dialog.accept", NULL);
  cs_letter_end (world->letter, TRUE);
  g_assert_cmpuint (g_hash_table_size (unsent), ==, 0);
}

/* A remark is offered again where it would go, and nothing on another version. */
static void
test_unsent_elsewhere (World *world, gconstpointer data)
{
  const gint64 boxes[][3] = { { MOVED, 9000, 0 } };
  const CsReviewReasons reasons = { .category = "other", .reason = "Again." };
  GtkEditable *reason = NULL;
  g_autoptr (GHashTable) unsent = cs_send_back_unsent_new ();
  cs_review_go (world->review, row_of (world, MOVED));
  GtkWidget *sheet = open_sheet (world, CS_WHY_REMARK, unsent, &reason);
  gtk_editable_set_text (reason, "Too large.");
  gtk_widget_activate_action (sheet, "dialog.cancel", NULL);
  cs_case_model_select (world->model, 0, FALSE);
  assert_offered (world, CS_WHY_REMARK, unsent, "");
  cs_case_model_select (world->model, MOVED, FALSE);
  assert_offered (world, CS_WHY_REMARK, unsent, "Too large.");
  accept_all (world);
  decide (world, "send-back", &reasons);
  close_session (world);
  hand_in (world, boxes, 1, 0);
  open_as (world, "ben");
  cs_review_go (world->review, row_of (world, MOVED));
  assert_offered (world, CS_WHY_REMARK, unsent, "");
}

#define ADD(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  ADD ("/review/rows", test_rows);
  ADD ("/review/settling", test_settling);
  ADD ("/review/pair", test_pair);
  ADD ("/review/edited", test_edited);
  ADD ("/review/own-is-passed", test_own_is_passed);
  ADD ("/review/sent-back", test_sent_back);
  ADD ("/review/since", test_since);
  ADD ("/review/remark", test_remark);
  ADD ("/review/pane", test_pane);
  ADD ("/review/unsent", test_unsent);
  ADD ("/review/unsent-elsewhere", test_unsent_elsewhere);
  ADD ("/review/relation", test_relation);
  g_test_add ("/review/values", World, with_values, set_up, test_values, tear_down);
  return g_test_run ();
}
