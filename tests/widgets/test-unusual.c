/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark that is far from the size of the signed ones is said in its row, on the bar, and once more
 * before the case is handed in or corrected, which goes on all the same. */
#include "cs-changes-pane.h"
#include "cs-findings-pane.h"
#include "cs-test-picture.h"
#include "cs-test-project.h"

#include <string.h>

#define SIGNED 21
#define FAR 1000 /* the id of a region */
#define PASSPHRASE "countersign sample"

static const CsItemRow *
item_of (GPtrArray *items, gboolean text)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((CsItemRow *)items->pdata[i])->kind, "text") == text)
      return items->pdata[i];
  g_assert_not_reached ();
}

static CsMark *
nodule (const CsGid *item, guint64 id, gint64 size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) attributes = cs_json_new_object ();
  const gint64 values[] = { 0, 0, size * 1000, 8000 };
  cs_json_put_string (attributes, "density", "solid");
  const CsMarkInit init = { .id = id,
                            .kind = cs_mark_kind_find ("box"),
                            .label = "nodule",
                            .item = *item,
                            .values = values,
                            .n_values = G_N_ELEMENTS (values),
                            .attributes = attributes,
                            .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* Regions with the ids from FIRST on, SIZE pixels wide, the next one a pixel more, and so on;
 * nothing in the text, if there is nothing. */
static void
hand_in (CsProject *project, const CsGid *gid, guint first, guint n, gint64 size, gboolean no_text)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, gid, &error);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (put, nodule (&item_of (items, FALSE)->gid, first + i, size + i));
  if (no_text)
    cs_mark_answers_add (answers, &item_of (items, TRUE)->gid, CS_ANSWER_NOTHING, NULL);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, answers, &error);
  g_assert_no_error (error);
  cs_project_edit_draft (project, gid, edit, &error);
  g_assert_no_error (error);
  cs_project_submit (project, gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Patient 2 is signed, where half of the regions are within 5 pixels of the middle, and Patient 1
 * open again. */
static void
prepare (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  CsEnv *env = cs_application_env (world->application);
  g_autoptr (CsProject) project = cs_test_open (env, world->path, "sample-ana");
  CsGid gid = cs_test_case (project, "Patient 2");
  hand_in (project, &gid, 1, SIGNED, 10, TRUE);
  g_clear_pointer (&project, cs_project_close);
  project = cs_test_open (env, world->path, "sample-ben");
  cs_test_decide (project, &gid, "accept");
  g_clear_pointer (&project, cs_project_close);
  project = cs_test_open (env, world->path, "sample-chris");
  cs_test_decide (project, &gid, "accept");
  cs_signer_unlock (cs_project_signer (project), PASSPHRASE, strlen (PASSPHRASE), &error);
  g_assert_no_error (error);
  cs_project_sign (project, &gid, 1, "approved", NULL, &error);
  g_assert_no_error (error);
  gid = cs_test_case (project, "Patient 1");
  cs_project_reopen (project, &gid, "once more", &error);
  g_assert_no_error (error);
}

/* The same, and Ana handed Patient 1 in with a region that is far too wide. */
static void
prepare_review (CsTestWindow *world)
{
  prepare (world);
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-ana");
  CsGid gid = cs_test_case (project, "Patient 1");
  hand_in (project, &gid, FAR, 1, 240, FALSE);
}

/* With those WORDS, and keys go there. */
static gboolean
is_asked (CsTestWindow *world, gpointer words)
{
  AdwMessageDialog *question = cs_test_window_question ();
  return question != NULL && gtk_window_is_active (GTK_WINDOW (question)) &&
         strcmp (adw_message_dialog_get_heading (question), words) == 0;
}

static gboolean
is_answered (CsTestWindow *world, gpointer unused)
{
  return cs_test_window_question () == NULL;
}

static gboolean
is_handed_in (CsTestWindow *world, gpointer unused)
{
  CsCaseModel *model = cs_main_window_case (world->window);
  return model == NULL || !g_str_equal (cs_case_model_view (model)->row->title, "Patient 1");
}

static guint64
draw (CsCaseModel *model, gint64 size)
{
  GPtrArray *items = cs_case_model_view (model)->items;
  guint64 id = cs_case_model_new_id (model);
  g_autoptr (CsMark) mark = nodule (&item_of (items, FALSE)->gid, id, size);
  const CsMarkInit init = cs_mark_to_init (mark);
  cs_test_window_put (model, &init);
  return id;
}

static void
test_unusual (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ana", 1366, 768, prepare);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 1");
  GtkWidget *root = GTK_WIDGET (world.window);
  g_assert_cmpuint (cs_case_model_missing (model).unusual, ==, 0);
  draw (model, 20);
  g_assert_cmpuint (cs_case_model_missing (model).unusual, ==, 0);
  guint64 id = draw (model, 240);
  cs_test_window_settle (&world);
  g_assert_true (cs_case_model_missing (model).ready);
  g_assert_nonnull (cs_test_window_find_words (root, "1 mark of unusual size"));
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), id);
  g_autofree char *words = cs_case_model_unusual (model, mark);
  g_assert_true (g_str_has_prefix (words, "12 times as large as usual (about "));
  g_assert_true (g_str_has_suffix (words, "\u00a0mm\u00b2)"));
  cs_case_model_select (model, id, FALSE);
  cs_test_window_settle (&world);
  GtkWidget *list = cs_test_window_find (root, CS_TYPE_FINDINGS_PANE, 0);
  g_assert_nonnull (cs_test_window_find_words (list, words));
  cs_case_model_select (model, 0, FALSE);
  cs_test_window_click (&world, cs_test_window_find_words (root, "1 mark of unusual size"));
  g_assert_true (cs_case_model_is_selected (model, id));
  cs_case_model_select (model, 0, FALSE);
  cs_test_window_settle (&world);
  g_assert_true (cs_case_model_missing (model).ready);
  g_autofree char *asked =
      g_strdup_printf ("Nodule %u is %s. Submit anyway?", cs_case_model_number (model, id), words);
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_asked, asked);
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_answered, NULL);
  cs_test_window_settle (&world);
  g_assert_true (cs_case_model_is_selected (model, id));
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_asked, asked);
  adw_message_dialog_response (cs_test_window_question (), "accept");
  cs_test_window_wait (&world, is_handed_in, NULL);
  cs_test_window_end (&world);
}

static gboolean
is_accepted (CsTestWindow *world, gpointer unused)
{
  GtkWidget *pane = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CHANGES_PANE, 0);
  return pane != NULL && cs_test_window_find_words (pane, "accepted") != NULL;
}

/* Who corrects answers for the whole version, whoever drew what is far. */
static void
test_correction (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, prepare_review);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 1");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_keys (&world, "a");
  cs_test_window_wait (&world, is_accepted, NULL);
  draw (model, 20);
  cs_test_window_settle (&world);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), FAR);
  g_autofree char *words = cs_case_model_unusual (model, mark);
  g_autofree char *asked = g_strdup_printf ("Nodule %u is %s. Correct anyway?",
                                            cs_case_model_number (model, FAR), words);
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_asked, asked);
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_answered, NULL);
  cs_test_window_settle (&world);
  g_assert_true (cs_case_model_is_selected (model, FAR));
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_asked, asked);
  adw_message_dialog_response (cs_test_window_question (), "accept");
  cs_test_window_wait (&world, is_handed_in, NULL);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/unusual/said-and-handed-in", test_unusual);
  g_test_add_func ("/unusual/asked-before-a-correction", test_correction);
  return g_test_run ();
}
