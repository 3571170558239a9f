/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members of a project that is there: their roles, more people, and in which order that is
 * done. */
#include "cs-member-row.h"
#include "cs-people-page.h"
#include "cs-project-bulk.h"
#include "cs-test-project.h"
#include "cs-test-window.h"

#include <adwaita.h>
#include <string.h>

typedef gboolean (*Wanted) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
find (GtkWidget *widget, Wanted wanted, gconstpointer data)
{
  if (wanted (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, wanted, data);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
is_row (GtkWidget *widget, gconstpointer name)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name) == 0;
}

static gboolean
is_check (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_CHECK_BUTTON (widget) &&
         g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0;
}

static gboolean
says (GtkWidget *widget, gconstpointer words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static GtkCheckButton *
check_of (CsPeoplePage *page, const char *name, const char *role)
{
  GtkWidget *row = find (GTK_WIDGET (page), is_row, name);
  g_assert_nonnull (row);
  return GTK_CHECK_BUTTON (find (row, is_check, role));
}

static CsPeoplePage *
page_of (CsProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMembers) members = cs_members_read (project, &error);
  g_assert_no_error (error);
  CsPeoplePage *page = g_object_ref_sink (g_object_new (CS_TYPE_PEOPLE_PAGE, NULL));
  cs_people_page_set_members (page, NULL, members);
  return page;
}

static GPtrArray *
members_of (CsProject *project)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  GPtrArray *people = cs_project_people (project, &reader, &error);
  g_assert_no_error (error);
  return people;
}

static guint
roles_of (CsProject *project, const char *handle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsPersonRow) row = cs_project_find_person (project, handle, &error);
  g_assert_no_error (error);
  return row->roles;
}

/* Everybody with all their roles, and what was changed of it. */
static void
test_page (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsPeoplePage *page = page_of (project);
  g_assert_true (gtk_check_button_get_active (check_of (page, "lee", "Lead")));
  g_assert_false (gtk_check_button_get_active (check_of (page, "lee", "Labeler")));
  g_assert_true (gtk_check_button_get_active (check_of (page, "ben", "Reviewer")));
  g_assert_nonnull (find (GTK_WIDGET (page), says, "Every case can be read"));
  g_autoptr (GPtrArray) none = cs_people_page_changes (page);
  g_assert_cmpuint (none->len, ==, 0);
  gtk_check_button_set_active (check_of (page, "dan", "Expert"), FALSE);
  g_assert_nonnull (find (GTK_WIDGET (page), says, "There is one expert"));
  gtk_check_button_set_active (check_of (page, "ben", "Labeler"), TRUE);
  g_autoptr (GPtrArray) two = cs_people_page_changes (page);
  g_assert_cmpuint (two->len, ==, 2);
  gtk_check_button_set_active (check_of (page, "dan", "Expert"), TRUE);
  g_autoptr (GPtrArray) one = cs_people_page_changes (page);
  g_assert_cmpuint (one->len, ==, 1);
  const CsPlanPerson *ben = one->pdata[0];
  g_assert_cmpstr (ben->handle, ==, "ben");
  g_assert_cmpuint (ben->roles, ==, CS_ROLE_LABELER | CS_ROLE_REVIEWER);
  g_assert_cmpuint (ben->was, ==, CS_ROLE_REVIEWER);
  g_assert_null (cs_people_page_missing (page));
  g_assert_finalize_object (page);
}

/* A row of PERSON's, by its title. */
static GtkWidget *
row_of (CsPeoplePage *page, const char *person, const char *title)
{
  GtkWidget *row = find (find (GTK_WIDGET (page), is_row, person), is_row, title);
  g_assert_nonnull (row);
  return row;
}

static void
write_in (CsPeoplePage *page, const char *person, const char *title, const char *text)
{
  GtkWidget *row = row_of (page, person, title);
  g_assert_true (gtk_widget_get_visible (row));
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static gboolean
is_switch (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SWITCH (widget);
}

static void
set_paused (CsPeoplePage *page, const char *person, gboolean paused)
{
  GtkWidget *row = row_of (page, person, paused ? "Pause" : "Paused");
  gtk_switch_set_active (GTK_SWITCH (find (row, is_switch, NULL)), paused);
}

/* What was chosen is done by the rules of the project, and given back. */
static void
apply (CsProject *project, GPtrArray *changes)
{
  g_autoptr (GError) error = NULL;
  CsDesk desk = { .project = project };
  cs_plan_people_job (&desk, NULL, changes, &error);
  g_assert_no_error (error);
}

static CsPersonRow *
row_named (GPtrArray *people, const char *handle)
{
  for (guint i = 0; i < people->len; i++)
    if (strcmp (((CsPersonRow *)people->pdata[i])->handle, handle) == 0)
      return people->pdata[i];
  g_assert_not_reached ();
}

/* Type, level, expertise, segments and a pause are said for one person, and taken back. */
static void
test_describe (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsPeoplePage *page = page_of (project);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row_of (page, "ben", "Works here as")), 1);
  write_in (page, "ben", "Expert in, such as: breast, chest", "chest, breast");
  write_in (page, "ben", "Let in to the sensitive segments", "a b");
  g_assert_nonnull (strstr (cs_people_page_missing (page), "a b"));
  write_in (page, "ben", "Let in to the sensitive segments", "vip");
  g_assert_null (cs_people_page_missing (page));
  g_assert_false (gtk_widget_get_visible (row_of (page, "ben", "Why the level changes")));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row_of (page, "ben", "Level")), CS_LEVEL_TRAINER);
  g_assert_nonnull (strstr (cs_people_page_missing (page), "say why the level changes"));
  write_in (page, "ben", "Why the level changes", "a year of work");
  g_assert_nonnull (strstr (cs_people_page_missing (page), "say what qualifies them"));
  write_in (page, "ben", "What qualifies them, such as a course or an exam", "the exam");
  set_paused (page, "ana", TRUE);
  g_assert_nonnull (strstr (cs_people_page_missing (page), "say why they are paused"));
  write_in (page, "ana", "Why; they read it, too", "training first");
  g_assert_null (cs_people_page_missing (page));
  g_autoptr (GPtrArray) changes = cs_people_page_changes (page);
  g_assert_cmpuint (changes->len, ==, 2);
  apply (project, changes);
  g_assert_finalize_object (page);

  g_autoptr (GPtrArray) people = members_of (project);
  const CsPersonRow *ben = row_named (people, "ben");
  g_assert_cmpstr (ben->traits.type, ==, cs_worker_types[0]);
  g_assert_cmpint (ben->traits.level, ==, CS_LEVEL_TRAINER);
  g_assert_cmpstr (ben->traits.tags, ==, ",breast,chest,");
  g_assert_cmpstr (ben->traits.segments, ==, ",vip,");
  g_assert_nonnull (strstr (ben->promoted, "the exam"));
  page = page_of (project);
  g_assert_nonnull (find (GTK_WIDGET (page), says, "expert in breast, chest · let in to vip"));
  g_assert_nonnull (find (GTK_WIDGET (page), says, "training first"));
  g_assert_nonnull (find (GTK_WIDGET (page), says, "a year of work (the exam)"));
  set_paused (page, "ana", FALSE);
  g_assert_nonnull (strstr (cs_people_page_missing (page), "say what was done"));
  g_assert_finalize_object (page);

  g_autoptr (GPtrArray) back = g_ptr_array_new_with_free_func (cs_plan_person_free);
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (back, cs_plan_person_back (changes->pdata[i]));
  apply (project, back);
  g_autoptr (GPtrArray) again = members_of (project);
  ben = row_named (again, "ben");
  g_assert_null (ben->traits.type);
  g_assert_cmpint (ben->traits.level, ==, CS_LEVEL_READER);
  g_assert_cmpstr (ben->traits.tags, ==, "");
  g_autoptr (CsMembers) members = cs_members_read (project, NULL);
  g_assert_cmpuint (members->pauses->len, ==, 0);
}

/* A segment whose cases nobody could review is said before anybody is taken out of it. */
static void
test_segments (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) cases = cs_project_cases (project, &reader, &error);
  g_assert_no_error (error);
  const CsGid gid = ((CsCaseRow *)cases->pdata[0])->gid;
  const char *vip = "vip";
  g_autoptr (CsBulk) bulk =
      cs_project_segment_cases (project, &gid, "sensitive", &vip, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bulk->done->len, ==, 1);
  CsPeoplePage *page = page_of (project);
  g_assert_nonnull (find (GTK_WIDGET (page), says, "segment vip:"));
  static const char *const all[] = { "ana", "ben", "cat", "dan" };
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    write_in (page, all[i], "Let in to the sensitive segments", "vip");
  g_assert_nonnull (find (GTK_WIDGET (page), says, "Every case can be read"));
  write_in (page, "cat", "Let in to the sensitive segments", "");
  write_in (page, "dan", "Let in to the sensitive segments", "");
  g_assert_nonnull (find (GTK_WIDGET (page), says, "segment vip: Nobody is an expert yet"));
  g_assert_finalize_object (page);
}

static gboolean
is_combo (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_COMBO_ROW (widget);
}

/* The founder is whoever works in the window it is made from, not the first by name. */
static void
test_founder (CsTestFixture *fixture, gconstpointer data)
{
  CsSession *session = cs_session_new (fixture->env);
  CsPeoplePage *page = g_object_ref_sink (g_object_new (CS_TYPE_PEOPLE_PAGE, NULL));
  cs_people_page_set_session (page, session, "lee");
  AdwComboRow *who = ADW_COMBO_ROW (find (GTK_WIDGET (page), is_combo, NULL));
  while (adw_combo_row_get_model (who) == NULL ||
         g_list_model_get_n_items (adw_combo_row_get_model (who)) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (GPtrArray) people = cs_people_page_people (page);
  g_assert_cmpstr (((CsPlanPerson *)people->pdata[0])->handle, ==, "lee");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (page);
  g_object_unref (session);
  cs_session_drain ();
}

/* Whoever is new is called what this computer calls them, and may write something else. */
static void
test_new_founder (CsTestFixture *fixture, gconstpointer data)
{
  if (!cs_person_name_ok (g_get_real_name ()) || g_str_equal (g_get_real_name (), "Unknown")) {
    g_test_skip ("this computer does not say who works at it");
    return;
  }
  CsSession *session = cs_session_new (fixture->env);
  CsPeoplePage *page = g_object_ref_sink (g_object_new (CS_TYPE_PEOPLE_PAGE, NULL));
  cs_people_page_set_session (page, session, NULL);
  AdwComboRow *who = ADW_COMBO_ROW (find (GTK_WIDGET (page), is_combo, NULL));
  while (adw_combo_row_get_model (who) == NULL ||
         g_list_model_get_n_items (adw_combo_row_get_model (who)) < 2)
    g_main_context_iteration (NULL, TRUE);
  adw_combo_row_set_selected (who, g_list_model_get_n_items (adw_combo_row_get_model (who)) - 1);
  g_autoptr (GPtrArray) people = cs_people_page_people (page);
  g_assert_cmpstr (((CsPlanPerson *)people->pdata[0])->name, ==, g_get_real_name ());
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (page);
  g_object_unref (session);
  cs_session_drain ();
}

static CsPlanPerson *
member (GPtrArray *members, const char *handle, guint roles)
{
  for (guint i = 0; i < members->len; i++) {
    const CsPersonRow *row = members->pdata[i];
    if (strcmp (row->handle, handle) != 0)
      continue;
    CsPlanPerson *person = cs_plan_person_new (handle, row->name, roles, NULL);
    person->member = TRUE;
    person->gid = row->gid;
    person->was = row->roles;
    return person;
  }
  g_assert_not_reached ();
}

/* Whoever hands the lead on does it last, wherever they stand in the list. */
static void
test_hand_over (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsDesk desk = { fixture->env, project };
  g_autoptr (GPtrArray) members = members_of (project);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (cs_plan_person_free);
  g_ptr_array_add (changes, member (members, "lee", CS_ROLE_LABELER));
  g_ptr_array_add (changes, member (members, "cat", CS_ROLE_SME | CS_ROLE_LEAD));
  g_ptr_array_add (changes, cs_plan_person_new ("eve", "Eve Example", CS_ROLE_LABELER, NULL));
  cs_plan_people_job (&desk, NULL, changes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roles_of (project, "lee"), ==, CS_ROLE_LABELER);
  g_assert_cmpuint (roles_of (project, "cat"), ==, CS_ROLE_SME | CS_ROLE_LEAD);
  g_assert_cmpuint (roles_of (project, "eve"), ==, CS_ROLE_LABELER);
}

/* The rule is the core's, and says who it is about. */
static void
test_refused (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "lee");
  CsDesk desk = { fixture->env, project };
  g_autoptr (GPtrArray) members = members_of (project);
  g_autoptr (GPtrArray) last = g_ptr_array_new_with_free_func (cs_plan_person_free);
  g_ptr_array_add (last, member (members, "lee", CS_ROLE_LABELER));
  cs_plan_people_job (&desk, NULL, last, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_true (g_str_has_prefix (error->message, "lee: "));
  g_clear_error (&error);
  cs_project_close (project);
  desk.project = project = cs_test_open (fixture->env, fixture->path, "ben");
  g_autoptr (GPtrArray) other = g_ptr_array_new_with_free_func (cs_plan_person_free);
  g_ptr_array_add (other, member (members, "ana", CS_ROLE_SME));
  cs_plan_people_job (&desk, NULL, other, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_cmpuint (roles_of (project, "ana"), ==, CS_ROLE_LABELER);
  cs_project_close (project);
}

/* --- in the window, by keys --- */

static CsPeoplePage *
shown_page (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  for (GList *at = windows; at != NULL; at = at->next) {
    GtkWidget *page = gtk_widget_get_mapped (at->data)
                          ? cs_test_window_find (at->data, CS_TYPE_PEOPLE_PAGE, 0)
                          : NULL;
    if (page != NULL)
      return CS_PEOPLE_PAGE (page);
  }
  return NULL;
}

static gboolean
is_open (CsTestWindow *world, gpointer unused)
{
  return shown_page () != NULL;
}

static gboolean
is_closed (CsTestWindow *world, gpointer unused)
{
  return shown_page () == NULL;
}

static GtkWidget *
row_with_focus (void)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (shown_page ())));
  return focus != NULL ? gtk_widget_get_ancestor (focus, CS_TYPE_MEMBER_ROW) : NULL;
}

static void
open_people (CsTestWindow *world)
{
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.people", NULL);
  cs_test_window_wait (world, is_open, NULL);
  cs_test_window_settle (world);
}

/* KEY until the focus is in the row of NAME; NULL: of anybody. */
static GtkWidget *
go_to (CsTestWindow *world, const char *key, const char *name)
{
  GtkWidget *row = NULL;
  for (guint i = 0; i < 12; i++) {
    row = row_with_focus ();
    if (row != NULL && (name == NULL || is_row (row, name)))
      return row;
    cs_test_window_keys (world, key);
    cs_test_window_settle (world);
  }
  g_assert_not_reached ();
}

static gboolean
is_paused (CsTestWindow *world, gpointer unused)
{
  return find (GTK_WIDGET (shown_page ()), says, "paused") != NULL;
}

/* A line is reached and opened by keys, what is chosen is saved by a key, and taken back. */
static void
test_window (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  open_people (&world);
  g_assert_false (is_paused (&world, NULL));
  go_to (&world, "Tab", NULL);
  GtkWidget *row = go_to (&world, "Down", "Ana (sample)");
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  cs_test_window_keys (&world, "Return");
  cs_test_window_settle (&world);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  gtk_widget_grab_focus (find (row_of (shown_page (), "Ana (sample)", "Pause"), is_switch, NULL));
  cs_test_window_keys (&world, "space");
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_settle (&world);
  g_assert_nonnull (shown_page ()); /* it is not said why */
  write_in (shown_page (), "Ana (sample)", "Why; they read it, too", "training first");
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_closed, NULL);
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Undo");
  open_people (&world);
  g_assert_true (is_paused (&world, NULL));
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_closed, NULL);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.undo-people", NULL);
  cs_test_window_settle (&world);
  open_people (&world);
  g_assert_false (is_paused (&world, NULL));
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_closed, NULL);
  cs_test_window_end (&world);
}

#define ADD(path, func)                                                                            \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  adw_init ();
  ADD ("/people/page", test_page);
  ADD ("/people/describe", test_describe);
  ADD ("/people/segments", test_segments);
  ADD ("/people/founder", test_founder);
  ADD ("/people/new-founder", test_new_founder);
  ADD ("/people/hand-over", test_hand_over);
  ADD ("/people/refused", test_refused);
  g_test_add_func ("/people/window", test_window);
  return g_test_run ();
}
