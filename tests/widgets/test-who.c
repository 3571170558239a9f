/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who works in a project that is opened: never a guess. */
#include "cs-project-page.h"
#include "cs-test-project.h"
#include "cs-test-window.h"

#include <adwaita.h>
#include <string.h>

static const CsSessionFacts *
facts_of (CsTestWindow *world)
{
  CsSession *session = cs_main_window_session (world->window);
  return session != NULL ? cs_session_facts (session) : NULL;
}

static gboolean
shows (CsTestWindow *world, gpointer path)
{
  const CsSessionFacts *facts = facts_of (world);
  return facts != NULL && g_str_equal (facts->path, path);
}

static gboolean
has_person (CsTestWindow *world, gpointer handle)
{
  const CsSessionFacts *facts = facts_of (world);
  return facts != NULL && g_strcmp0 (facts->handle, handle) == 0;
}

static void
open_as (CsTestWindow *world, char *path, const char *handle)
{
  cs_main_window_open (world->window, path, handle);
  cs_test_window_wait (world, shows, path);
  cs_test_window_settle (world);
}

/* Every project has its own: who worked elsewhere last is nothing to it. */
static void
test_remembered (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1280, 800, NULL);
  CsEnv *env = cs_application_env (world.application);
  g_autofree char *dir = cs_test_dir (), *first = g_strdup (world.path);
  g_autofree char *other = cs_test_project (env, dir, 1);
  open_as (&world, other, "ana");
  cs_test_window_wait (&world, has_person, (gpointer) "ana");
  open_as (&world, first, NULL);
  cs_test_window_wait (&world, has_person, (gpointer) "sample-chris");
  open_as (&world, first, "sample-ana"); /* a member of this one only */
  open_as (&world, other, NULL);
  cs_test_window_wait (&world, has_person, (gpointer) "ana");
  g_assert_null (cs_test_window_question ());
  cs_test_window_end (&world);
}

/* With several and none remembered nobody works until somebody says who. */
static void
test_asked (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1280, 800, NULL);
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *other = cs_test_project (cs_application_env (world.application), dir, 1);
  open_as (&world, other, NULL);
  g_assert_null (facts_of (&world)->handle);
  g_assert_false (facts_of (&world)->writable);
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  adw_message_dialog_response (cs_test_window_question (), "as-ben");
  cs_test_window_wait (&world, has_person, (gpointer) "ben");
  cs_test_window_settle (&world);
  g_assert_null (cs_test_window_question ());
  g_assert_true (facts_of (&world)->writable);
  open_as (&world, other, "sample-chris"); /* no member, and nobody else instead */
  g_assert_null (facts_of (&world)->handle);
  g_assert_nonnull (strstr (facts_of (&world)->why, "sample-chris"));
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  open_as (&world, other, NULL);
  cs_test_window_wait (&world, has_person, (gpointer) "ben");
  g_assert_null (cs_test_window_question ()); /* the question went with what it was about */
  cs_test_window_end (&world);
}

/* Of one member there is nothing to ask. */
static void
test_only_one (void)
{
  CsTestWindow world;
  g_autoptr (GError) error = NULL;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1280, 800, NULL);
  CsEnv *env = cs_application_env (world.application);
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template ("labelers-sme", NULL);
  g_autofree char *alone = g_build_filename (dir, "alone.countersign", NULL);
  cs_project_close (cs_project_create (env, alone, "Alone", cs_test_signer (env, "sample-ben"),
                                       CS_ROLE_LABELER, workflow, &error));
  g_assert_no_error (error);
  open_as (&world, alone, NULL);
  cs_test_window_wait (&world, has_person, (gpointer) "sample-ben");
  cs_test_window_end (&world);
}

/* The header calls whoever works here by name. */
static void
test_named (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  cs_test_window_settle (&world); /* how wide it is, is known only then */
  GtkWidget *name = cs_test_window_find_words (GTK_WIDGET (world.window), "Chris");
  g_assert_nonnull (name);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (name))));
  g_assert_nonnull (cs_test_window_find_words (GTK_WIDGET (world.window), "Lead"));
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_ancestor (name, GTK_TYPE_MENU_BUTTON)));
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Work as Ben (sample), Reviewer");
  g_assert_true (cs_test_window_is_said (&world, (gpointer) "Work as Ana (sample), Labeler"));
  cs_test_window_keys (&world, "Escape");
  cs_test_window_end (&world);
}

/* A tooltip would lie over the first entry. */
static void
test_menus_without_tooltip (void)
{
  CsTestWindow world;
  guint n = 0;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  GtkWidget *button = NULL;
  while ((button = cs_test_window_find (GTK_WIDGET (world.window), GTK_TYPE_MENU_BUTTON, n)) !=
         NULL) {
    g_assert_true (gtk_widget_get_has_tooltip (button));
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
    g_assert_false (gtk_widget_get_has_tooltip (button));
    gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
    g_assert_true (gtk_widget_get_has_tooltip (button));
    n++;
  }
  g_assert_cmpuint (n, ==, 3);
  cs_test_window_end (&world);
}

static CsProject *elsewhere;

static void
open_elsewhere (CsTestWindow *world)
{
  elsewhere = cs_test_open (cs_application_env (world->application), world->path, "sample-ana");
}

/* That one only looks is said once. */
static void
test_looks_only (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, open_elsewhere);
  g_assert_false (facts_of (&world)->writable);
  cs_test_window_open_case (&world, "Slide 1");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Looking only");
  cs_test_window_end (&world);
  cs_project_close (elsewhere);
}

/* Who reviews has drawn nothing by opening the case. */
static void
test_review_is_no_draft (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ben", 1366, 768, NULL);
  cs_test_window_open_case (&world, "Slide 1");
  cs_main_window_leave_case (world.window);
  cs_test_window_wait (&world, cs_test_window_is_said,
                       (gpointer) "You have begun its review; nothing is corrected.");
  cs_test_window_end (&world);
}

static char *
place_of (CsTestWindow *world)
{
  char hex[CS_GID_HEX + 1];
  const CsSessionFacts *facts = cs_session_facts (cs_main_window_session (world->window));
  g_autofree char *key = g_strconcat (cs_gid_to_hex (&facts->gid, hex), "-place", NULL);
  return cs_preferences_text (cs_main_window_preferences (world->window), key);
}

static CsProjectPage *
page_of (CsTestWindow *world)
{
  return CS_PROJECT_PAGE (
      cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_PROJECT_PAGE, 0));
}

/* Where a project was left is remembered when it is left: after a crash it begins at Today. */
static void
test_place (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  cs_project_page_go (page_of (&world), "guideline");
  cs_test_window_end (&world);
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  g_assert_cmpstr (cs_project_page_place (page_of (&world)), ==, "guideline");
  g_autofree char *kept = place_of (&world);
  g_assert_null (kept);
  cs_project_page_go (page_of (&world), "today");
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/who/remembered", test_remembered);
  g_test_add_func ("/who/asked", test_asked);
  g_test_add_func ("/who/only-one", test_only_one);
  g_test_add_func ("/who/named", test_named);
  g_test_add_func ("/who/menus-without-tooltip", test_menus_without_tooltip);
  g_test_add_func ("/who/looks-only", test_looks_only);
  g_test_add_func ("/who/review-is-no-draft", test_review_is_no_draft);
  g_test_add_func ("/who/place", test_place);
  return g_test_run ();
}
