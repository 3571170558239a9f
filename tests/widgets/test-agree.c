/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An expert corrected the case of a labeler at the end: Today says so, and the labeler agrees or
 * answers in the case. */
#include "cs-project-review.h"
#include "cs-test-project.h"
#include "cs-test-window.h"

#include <string.h>

#define CASE "Slide 2"
#define SERIES "Patient 1"
#define SLICE 20
#define NEW 7 /* the mark that the expert adds */

/* The labels of the sample, one of which is of tier 2; so all count as that. */
static char *
schema_with_tier (CsTestWindow *world)
{
  static const char here[] = "\"key\": \"gland\",";
  g_autoptr (GError) error = NULL;
  CsSchema *schema = NULL;
  g_autoptr (CsProject) project = cs_project_open (cs_application_env (world->application),
                                                   world->path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_project_schema (project, &schema, NULL, NULL));
  g_autofree char *text = cs_schema_to_text (schema);
  g_auto (GStrv) parts = g_strsplit (text, here, 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strconcat (parts[0], here, "\"tier\": 2,", parts[1], NULL);
}

/* INIT is of the first picture of the case. */
static void
correct_with (CsProject *project, const char *title, CsMarkInit *init)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, title);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    if (!g_str_equal (((CsItemRow *)items->pdata[i])->kind, "text"))
      init->item = ((CsItemRow *)items->pdata[i])->gid;
  init->id = NEW;
  init->confidence = -1;
  g_autoptr (CsMark) mark = cs_mark_new (init, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_ptr_array_add (put, mark);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  cs_project_edit_draft (project, &gid, edit, &error);
  g_assert_no_error (error);
  cs_test_decide (project, &gid, "correct");
}

static void
correct (CsTestWindow *world)
{
  g_autofree char *schema = schema_with_tier (world);
  cs_test_window_publish (world, schema);
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-chris");
  const gint64 values[] = { 40000, 40000 };
  CsMarkInit init = { .kind = cs_mark_kind_find ("point"),
                      .label = "mitosis",
                      .values = values,
                      .n_values = G_N_ELEMENTS (values) };
  correct_with (project, CASE, &init);
}

/* That one is signed, so it comes once more. */
static void
correct_series (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  CsEnv *env = cs_application_env (world->application);
  g_autofree char *schema = schema_with_tier (world);
  cs_test_window_publish (world, schema);
  CsProject *project = cs_test_open (env, world->path, "sample-chris");
  CsGid gid = cs_test_case (project, SERIES);
  g_assert_true (cs_project_reopen (project, &gid, "once more", &error));
  cs_project_close (project);
  project = cs_test_open (env, world->path, "sample-ana");
  g_assert_true (cs_project_claim (project, &gid, &error));
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  cs_project_close (project);
  project = cs_test_open (env, world->path, "sample-ben");
  cs_test_decide (project, &gid, "accept");
  cs_project_close (project);
  project = cs_test_open (env, world->path, "sample-chris");
  const gint64 values[] = { 60000, 60000, 90000, 90000 };
  g_autoptr (CsJson) attributes = cs_json_new_object ();
  cs_json_put_string (attributes, "density", "solid");
  CsMarkInit init = { .kind = &cs_mark_kind_box,
                      .label = "nodule",
                      .part = SLICE,
                      .values = values,
                      .n_values = G_N_ELEMENTS (values),
                      .attributes = attributes };
  correct_with (project, SERIES, &init);
  cs_project_close (project);
}

static CsCaseRow *
stored (CsTestWindow *world, guint *ret_remarks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_project_open (cs_application_env (world->application),
                                                   world->path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  const CsReader reader = { .roles = CS_ROLE_LEAD };
  CsCaseRow *row = cs_project_find_case (project, &reader, CASE, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) remarks = cs_project_remarks (project, &reader, &row->gid, &error);
  *ret_remarks = remarks->len;
  return row;
}

static void
look (CsTestWindow *world)
{
  cs_test_window_wait (world, cs_test_window_is_said,
                       (gpointer) "1 correction waits for your agreement");
  cs_test_window_click (world, cs_test_window_find_words (GTK_WIDGET (world->window), "Look"));
  cs_test_window_wait (
      world, cs_test_window_is_said,
      (gpointer) "Chris (sample) corrected your work. If you agree, Chris (sample) can sign it.");
}

/* What was corrected is before one's eyes. */
static void
test_place (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ana", 1366, 768, correct_series);
  look (&world);
  CsCaseModel *model = cs_main_window_case (world.window);
  gint64 slice = 0;
  guint item = cs_case_model_place (model, &slice);
  g_assert_cmpstr (cs_case_model_item (model, item)->row->kind, ==, "series");
  g_assert_cmpint (slice, ==, SLICE);
  g_assert_cmpuint (cs_case_model_selected (model), ==, NEW);
  cs_test_window_end (&world);
}

static void
test_agree (void)
{
  CsTestWindow world;
  guint remarks = 0;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ana", 1366, 768, correct);
  look (&world);
  cs_test_window_click (&world, cs_test_window_find_words (GTK_WIDGET (world.window), "Agree"));
  cs_test_window_wait (&world, cs_test_window_is_said,
                       (gpointer) "Agreed. The case waits for its signature.");
  cs_test_window_settle (&world);
  g_assert_null (cs_test_window_find_words (GTK_WIDGET (world.window), "Agree"));
  g_autoptr (CsCaseRow) row = stored (&world, &remarks);
  g_assert_cmpstr (row->state, ==, "accepted; waits for the signature of sample-chris");
  cs_test_window_end (&world);
}

/* What was answered stands with the case, which stays where it is. */
static void
test_answer (void)
{
  CsTestWindow world;
  guint before = 0, after = 0;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ana", 1366, 768, correct);
  g_autoptr (CsCaseRow) at_first = stored (&world, &before);
  look (&world);
  cs_test_window_click (&world, cs_test_window_find_words (GTK_WIDGET (world.window), "Answer…"));
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  GtkWidget *entry =
      cs_test_window_find (GTK_WIDGET (cs_test_window_question ()), GTK_TYPE_EDITABLE, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "That is no mitosis.");
  AdwMessageDialog *asked = cs_test_window_question ();
  adw_message_dialog_response (asked, "accept");
  gtk_window_destroy (GTK_WINDOW (asked));
  cs_test_window_wait (&world, cs_test_window_is_said,
                       (gpointer) "Answered. The case waits until somebody goes on from it.");
  cs_test_window_settle (&world);
  g_autoptr (CsCaseRow) row = stored (&world, &after);
  g_assert_cmpuint (after, ==, before + 1);
  g_assert_cmpstr (row->state, ==, at_first->state);
  g_assert_nonnull (cs_test_window_find_words (GTK_WIDGET (world.window), "Agree"));
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/agree/place", test_place);
  g_test_add_func ("/agree/agree", test_agree);
  g_test_add_func ("/agree/answer", test_answer);
  return g_test_run ();
}
