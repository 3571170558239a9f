/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reviewer writes of a case is not lost when it could not be sent. */
#include "cs-case-page.h"
#include "cs-send-back.h"
#include "cs-test-project.h"
#include "cs-test-window.h"
#include "cs-text-canvas.h"

#include <string.h>

#define REVIEWED "Slide 1"
#define LETTERS 33000 /* of two bytes each: more than the file takes */

static gboolean
has_sheet (CsTestWindow *world, gpointer data)
{
  return (cs_test_window_above (CS_TYPE_SEND_BACK) != NULL) == GPOINTER_TO_INT (data);
}

/* Of a type that the library keeps for itself. */
static gboolean
has_toast (CsTestWindow *world, gpointer data)
{
  GType type = g_type_from_name ("AdwToastWidget");
  return type != 0 && cs_test_window_find (GTK_WIDGET (world->window), type, 0) != NULL;
}

static gboolean
is_refused (CsTestWindow *world, gpointer data)
{
  CsCaseModel *model = cs_main_window_case (world->window);
  return cs_case_flow_refusal (cs_main_window_flow (world->window)) != NULL && model != NULL &&
         cs_case_model_view (model)->mine &&
         g_str_equal (cs_case_model_view (model)->row->title, REVIEWED);
}

static gboolean
is_left (CsTestWindow *world, gpointer data)
{
  return cs_main_window_case (world->window) == NULL;
}

static GtkWidget *
part (GtkWidget *sheet, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (sheet, CS_TYPE_SEND_BACK, name));
}

static gboolean
is_sendable (CsTestWindow *world, gpointer sheet)
{
  return gtk_widget_get_sensitive (part (sheet, "send"));
}

static GtkWidget *
open_sheet (CsTestWindow *world, const char *action)
{
  GtkWidget *page = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CASE_PAGE, 0);
  gtk_widget_activate_action (page, action, NULL);
  cs_test_window_wait (world, has_sheet, GINT_TO_POINTER (TRUE));
  return cs_test_window_above (CS_TYPE_SEND_BACK);
}

/* Says what is wrong and why; it could be sent then. */
static void
fill (CsTestWindow *world, GtkWidget *sheet, const char *words)
{
  GtkWidget *first = gtk_widget_get_first_child (part (sheet, "categories"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first), TRUE);
  g_object_set (part (sheet, "reason"), "max-length", 0, "text", words, NULL);
  cs_test_window_wait (world, is_sendable, sheet);
}

static void
end_sheet (CsTestWindow *world, GtkWidget *sheet, const char *action)
{
  gtk_widget_activate_action (sheet, action, NULL);
  cs_test_window_wait (world, has_sheet, GINT_TO_POINTER (FALSE));
}

static const char *
reason (GtkWidget *sheet)
{
  return gtk_editable_get_text (GTK_EDITABLE (part (sheet, "reason")));
}

static char *
much (void)
{
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < LETTERS; i++)
    g_string_append (words, "ä");
  return g_string_free (words, FALSE);
}

/* What was written there is offered again. */
static void
refuse (const char *action, CsTestIs is_told)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ben", 1366, 768, NULL);
  cs_test_window_open_case (&world, REVIEWED);
  g_autofree char *words = much ();
  GtkWidget *sheet = open_sheet (&world, action);
  fill (&world, sheet, words);
  g_assert_false (is_told (&world, NULL));
  end_sheet (&world, sheet, "dialog.accept");
  cs_test_window_wait (&world, is_told, NULL);
  cs_test_window_settle (&world);
  sheet = open_sheet (&world, action);
  g_assert_cmpuint (strlen (reason (sheet)), >, 0);
  end_sheet (&world, sheet, "dialog.cancel");
  cs_test_window_end (&world);
}

static void
test_refused (void)
{
  refuse ("case.send-back", is_refused); /* the case comes back, too */
}

static void
test_remark_refused (void)
{
  refuse ("review.remark", has_toast);
}

/* The case went from the screen under the sheet: it says that nothing was sent. */
static void
test_elsewhere (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ben", 1366, 768, NULL);
  cs_test_window_open_case (&world, REVIEWED);
  GtkWidget *sheet = open_sheet (&world, "case.send-back");
  fill (&world, sheet, "Not a cell.");
  cs_main_window_leave_case (world.window);
  cs_test_window_wait (&world, is_left, NULL);
  end_sheet (&world, sheet, "dialog.accept");
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  AdwMessageDialog *dialog = cs_test_window_question ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Nothing was sent");
  gtk_window_close (GTK_WINDOW (dialog));
  cs_test_window_open_case (&world, REVIEWED);
  sheet = open_sheet (&world, "case.send-back");
  g_assert_cmpstr (reason (sheet), ==, "Not a cell.");
  end_sheet (&world, sheet, "dialog.cancel");
  cs_test_window_end (&world);
}

/* --- words of a text --- */

#define OF_TEXT "Patient 2"

/* The labeler hands in a case that has a text. */
static void
hand_in (CsTestWindow *world)
{
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-ana");
  CsGid gid = cs_test_case (project, OF_TEXT);
  cs_test_window_hand_in (project, &gid);
}

static void
select_words (GtkTextView *view, int start, int end)
{
  GtkTextIter from, to;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
  gtk_text_buffer_select_range (buffer, &to, &from);
}

static gboolean
has_remark (CsTestWindow *world, gpointer data)
{
  return cs_case_model_view (cs_main_window_case (world->window))->remarks->len == 1;
}

/* A remark is about the words that are selected; its card leads there and marks nothing. */
static void
test_words (void)
{
  CsTestWindow world;
  gint64 unit = 0;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, hand_in);
  CsCaseModel *model = cs_test_window_open_case (&world, OF_TEXT);
  guint text = cs_case_model_n_items (model) - 1;
  cs_case_model_go (model, text, 0);
  cs_test_window_settle (&world);
  GtkTextView *view =
      GTK_TEXT_VIEW (cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_TEXT_CANVAS, 0));
  select_words (view, 0, 8);
  GtkTextIter from, to;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_get_selection_bounds (buffer, &from, &to);
  g_autofree char *words = gtk_text_buffer_get_text (buffer, &from, &to, FALSE);
  g_autofree char *quoted = g_strdup_printf ("“%s”", words);
  g_autofree char *on = g_strdup_printf ("On %s", quoted);
  GtkWidget *sheet = open_sheet (&world, "review.remark");
  g_assert_nonnull (cs_test_window_find_words (sheet, on));
  fill (&world, sheet, "Say since when.");
  end_sheet (&world, sheet, "dialog.accept");
  cs_test_window_wait (&world, has_remark, NULL);
  const CsRemarkRow *row = cs_case_model_view (model)->remarks->pdata[0];
  g_assert_cmpint (row->remark.start, ==, 0);
  g_assert_cmpint (row->remark.end, ==, 8);
  g_assert_cmpstr (row->remark.quote, ==, words);
  select_words (view, 0, 0);
  cs_case_model_go (model, 0, 3);
  cs_test_window_wait (&world, cs_test_window_is_said, quoted);
  cs_test_window_click (&world, cs_test_window_find_words (GTK_WIDGET (world.window), quoted));
  cs_test_window_settle (&world);
  g_assert_cmpuint (cs_case_model_place (model, &unit), ==, text);
  gtk_text_buffer_get_selection_bounds (buffer, &from, &to);
  g_assert_cmpint (gtk_text_iter_get_offset (&from), ==, 0);
  g_assert_cmpint (gtk_text_iter_get_offset (&to), ==, 8);
  g_assert_cmpuint (cs_case_model_marks (model)->n_marks, ==, 0);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/send-back/refused", test_refused);
  g_test_add_func ("/send-back/remark-refused", test_remark_refused);
  g_test_add_func ("/send-back/elsewhere", test_elsewhere);
  g_test_add_func ("/send-back/words", test_words);
  return g_test_run ();
}
