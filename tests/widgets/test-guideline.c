/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guideline that is written in the window: what is kept of it, the page beside it, what stands in
 * the way of publishing. */
#include "cs-file.h"
#include "cs-guide-texture.h"
#include "cs-guideline-announce.h"
#include "cs-guideline-draft.h"
#include "cs-guideline-editor.h"
#include "cs-guideline-facts.h"
#include "cs-guideline-insert.h"
#include "cs-guideline-look.h"
#include "cs-guideline-news-box.h"
#include "cs-test-project.h"
#include "cs-test-session.h"

#include <gtk/gtk.h>
#include <string.h>

#define PATIENCE 60000 /* milliseconds */

static const char first[] = "# Rules\n\n## G-1 One\n\nMark it.\n\n![Mark: a](a.png)\n\n"
                            "## G-2 Two\n\nLeave it.\n";

/* A picture of one grey point. */
static const guint8 png[] = { 0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00,
                              0x00, 0x0d, 'I',  'H',  'D',  'R',  0x00, 0x00, 0x00, 0x01,
                              0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a,
                              0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 'I',  'D',  'A',
                              'T',  0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00,
                              0x81, 0x77, 0xcd, 0x72, 0xb6, 0x00, 0x00, 0x00, 0x00, 'I',
                              'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82 };

static void
publish (CsProject *project, const char *text, const char *change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) images =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_bytes_unref);
  g_hash_table_insert (images, (gpointer) "a.png", g_bytes_new_static (png, sizeof png));
  g_autoptr (CsGuideline) guideline = cs_guideline_from_text (text, strlen (text), images, &error);
  g_assert_no_error (error);
  cs_project_publish_guideline (project, guideline, images, change, NULL, &error);
  g_assert_no_error (error);
}

/* --- what is kept --- */

static void
test_draft (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsDesk desk = { fixture->env, project };
  g_autoptr (CsGuidelineDraft) none = cs_guideline_draft_begin (&desk, &error);
  g_assert_no_error (error);
  g_assert_cmpint (none->base, ==, 0);
  g_assert_cmpstr (none->text, ==, "# test\n\n");
  g_assert_false (cs_guideline_draft_is_in_force (&desk, none));
  publish (project, first, NULL);
  g_autoptr (CsGuidelineDraft) draft = cs_guideline_draft_begin (&desk, &error);
  g_assert_cmpint (draft->base, ==, 1);
  g_assert_cmpstr (draft->text, ==, first);
  g_assert_nonnull (cs_guideline_draft_picture (draft, "a.png"));
  g_assert_true (cs_guideline_draft_is_in_force (&desk, draft));
  g_assert_true (cs_guideline_draft_keep (&desk, draft, &error));
  g_assert_false (cs_guideline_draft_waits (&desk));
  g_free (draft->text);
  draft->text = g_strconcat (first, "\nMore.\n", NULL);
  draft->change = g_strdup ("clearer");
  g_assert_true (cs_guideline_draft_keep (&desk, draft, &error));
  g_assert_true (cs_guideline_draft_waits (&desk));
  g_autoptr (CsGuidelineDraft) again = cs_guideline_draft_begin (&desk, &error);
  g_assert_cmpstr (again->text, ==, draft->text);
  g_assert_cmpstr (again->change, ==, "clearer");
  g_assert_true (cs_guideline_draft_discard (&desk, &error));
  g_assert_false (cs_guideline_draft_waits (&desk));
  g_autoptr (CsGuidelineDraft) anew = cs_guideline_draft_begin (&desk, &error);
  g_assert_cmpstr (anew->text, ==, first);
}

/* It is nobody else's: another person of this computer begins from the version in force. */
static void
test_draft_is_ones_own (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "lee");
  CsDesk desk = { fixture->env, project };
  publish (project, first, NULL);
  g_autoptr (CsGuidelineDraft) draft = cs_guideline_draft_begin (&desk, &error);
  g_free (draft->text);
  draft->text = g_strdup ("# Mine\n");
  g_assert_true (cs_guideline_draft_keep (&desk, draft, &error));
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "dan");
  desk.project = project;
  g_assert_false (cs_guideline_draft_waits (&desk));
  g_autoptr (CsGuidelineDraft) other = cs_guideline_draft_begin (&desk, &error);
  g_assert_cmpstr (other->text, ==, first);
  cs_project_close (project);
}

/* A picture that is put in has its bytes until it is published; one that is named and not there is
 * said, and stands in the way. */
static void
test_pictures (CsTestFixture *fixture, gconstpointer data)
{
  static const guint8 other[] = "other bytes";
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) images = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (other, sizeof other);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsDesk desk = { fixture->env, project };
  CsHash hash;
  publish (project, first, NULL);
  g_autoptr (CsGuidelineDraft) draft = cs_guideline_draft_begin (&desk, &error);
  g_free (draft->text);
  draft->text = g_strconcat (first, "\n![b](b.png) ![c](https://example.org/c.png)\n", NULL);
  g_autoptr (CsGuideline) sketch = cs_guideline_draft_sketch (draft, &error);
  g_assert_cmpuint (sketch->n_images, ==, 1);
  CsGuidelineLook *look = cs_guideline_look_job (&desk, NULL, draft, &error);
  g_assert_nonnull (strstr (look->trouble, "b.png"));
  g_assert_false (look->same);
  g_assert_cmpint (cs_guideline_look_clause_at (look, 0), ==, 0);
  g_assert_cmpint (cs_guideline_look_clause_at (look, strlen (draft->text)), ==, 2);
  cs_guideline_look_free (look);
  g_assert_null (cs_guideline_draft_finish (&desk, draft, &images, problems, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "G-2 shows the picture “b.png”"));
  g_clear_error (&error);
  g_assert_true (cs_guideline_draft_keep_picture (&desk, bytes, &hash, &error));
  cs_guideline_draft_add_picture (draft, "b.png", &hash);
  g_autoptr (CsGuideline) whole =
      cs_guideline_draft_finish (&desk, draft, &images, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (whole->n_images, ==, 2);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (g_bytes_equal (g_hash_table_lookup (images, "b.png"), bytes));
  g_assert_cmpuint (g_bytes_get_size (g_hash_table_lookup (images, "a.png")), ==, sizeof png);
  cs_project_publish_guideline (project, whole, images, "clearer", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_guideline_draft_discard (&desk, &error));
  g_autoptr (GBytes) stored = cs_guideline_draft_read_picture (&desk, &hash, &error);
  g_assert_true (g_bytes_equal (stored, bytes));
}

/* --- the editor --- */

typedef struct {
  CsTestFixture fixture;
  CsEnv *worker_env;
  CsSession *session;
  GtkWindow *window;
  CsGuidelineEditor *editor;
  GtkTextBuffer *source;
} World;

static gboolean
late_cb (gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
wait_until (gboolean (*is) (World *), World *world)
{
  gboolean late = FALSE;
  guint source = g_timeout_add (PATIENCE, late_cb, &late);
  while (!is (world) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (is (world));
}

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
says (GtkWidget *widget, gconstpointer words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
acts (GtkWidget *widget, gconstpointer action)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

static gboolean
is_source (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_TEXT_VIEW (widget);
}

static gboolean
is_named (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_TOGGLE_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
shows (World *world, const char *words)
{
  return find (GTK_WIDGET (world->editor), says, words) != NULL;
}

static gboolean
can_publish (World *world)
{
  return gtk_widget_get_sensitive (find (GTK_WIDGET (world->editor), acts, "source.publish"));
}

static gboolean
is_begun (World *world)
{
  return gtk_text_buffer_get_char_count (world->source) > 0 && shows (world, "Leave it.");
}

static void
set_up (World *world, gconstpointer data)
{
  *world = (World){ 0 };
  cs_test_set_up (&world->fixture, data);
  CsProject *project = cs_test_open (world->fixture.env, world->fixture.path, "lee");
  publish (project, first, NULL);
  cs_project_close (project);
  world->worker_env = cs_test_env (world->fixture.dir, 77);
  world->session = cs_session_new (world->worker_env);
  cs_test_session_open (world->session, world->fixture.path, "lee");
  world->window = g_object_ref (GTK_WINDOW (gtk_window_new ()));
  world->editor = g_object_new (CS_TYPE_GUIDELINE_EDITOR, NULL);
  gtk_window_set_default_size (world->window, 1300, 700);
  gtk_window_set_child (world->window, GTK_WIDGET (world->editor));
  world->source =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (GTK_WIDGET (world->editor), is_source, NULL)));
  cs_guideline_editor_begin (world->editor, world->session, "G-2");
  gtk_window_present (world->window);
  wait_until (is_begun, world);
}

static void
tear_down (World *world, gconstpointer data)
{
  CsGuidelineEditor *editor = g_object_ref (world->editor);
  cs_guideline_editor_end (editor);
  gtk_window_destroy (world->window);
  g_object_unref (world->window);
  g_object_unref (world->session);
  cs_session_drain ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (editor);
  cs_env_free (world->worker_env);
  cs_test_tear_down (&world->fixture, data);
}

static void
append (World *world, const char *words)
{
  GtkTextIter end;
  gtk_text_buffer_get_end_iter (world->source, &end);
  gtk_text_buffer_insert (world->source, &end, words, -1);
}

static gboolean
shows_more (World *world)
{
  return shows (world, "More words.");
}

static gboolean
says_twice (World *world)
{
  return shows (world, "G-1 is already at line 3");
}

static gboolean
says_same (World *world)
{
  return shows (world, "what the version in force says");
}

/* Whether SOURCE keeps a key from writing. */
static gboolean
is_kept_from (GtkWidget *source, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (source);
  gboolean kept = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkEventController) one = g_list_model_get_item (all, i);
    if (GTK_IS_EVENT_CONTROLLER_KEY (one) &&
        gtk_event_controller_get_propagation_phase (one) == GTK_PHASE_CAPTURE)
      g_signal_emit_by_name (one, "key-pressed", key, 0, state, &kept);
  }
  return kept;
}

/* The page follows the text, a change needs its class, and what cannot be read is said. */
static void
test_editor (World *world, gconstpointer data)
{
  wait_until (says_same, world);
  g_assert_false (can_publish (world));
  GtkTextIter caret;
  gtk_text_buffer_get_iter_at_mark (world->source, &caret,
                                    gtk_text_buffer_get_insert (world->source));
  g_assert_cmpint (gtk_text_iter_get_line (&caret), ==, 8);
  g_assert_false (gtk_text_buffer_get_can_undo (world->source));
  GtkWidget *view = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (world->editor),
                                                               CS_TYPE_GUIDELINE_EDITOR, "source"));
  g_assert_true (is_kept_from (view, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_false (is_kept_from (view, GDK_KEY_Return, 0));
  append (world, "\nMore words.\n");
  wait_until (shows_more, world);
  g_assert_true (shows (world, "Choose what kind of change"));
  g_assert_false (can_publish (world));
  GtkWidget *class = find (GTK_WIDGET (world->editor), is_named, "Makes Clearer");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (class), TRUE);
  g_assert_true (can_publish (world));
  g_assert_true (shows (world, "Publish Version 2"));
  append (world, "\n## G-1 Again\n");
  wait_until (says_twice, world);
  g_assert_false (can_publish (world));
  g_assert_true (shows (world, "More words."));
  gtk_text_buffer_undo (world->source);
  gtk_text_buffer_undo (world->source);
  wait_until (says_same, world);
}

/* Leaving does not lose it; coming back finds text and class. */
static void
test_leaving (World *world, gconstpointer data)
{
  append (world, "\nMore words.\n");
  GtkWidget *class = find (GTK_WIDGET (world->editor), is_named, "Changes Decisions");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (class), TRUE);
  cs_guideline_editor_end (world->editor);
  g_assert_false (cs_guideline_editor_is_open (world->editor));
  g_assert_cmpint (gtk_text_buffer_get_char_count (world->source), ==, 0);
  cs_guideline_editor_begin (world->editor, world->session, NULL);
  wait_until (shows_more, world);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (class)));
  g_assert_true (can_publish (world));
}

/* --- reading --- */

static gboolean
has_words (GtkWidget *widget, gconstpointer words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
goes_to (GtkWidget *widget, gconstpointer clause)
{
  GVariant *target = GTK_IS_BUTTON (widget)
                         ? gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget))
                         : NULL;
  return target != NULL && g_variant_is_of_type (target, G_VARIANT_TYPE_STRING) &&
         g_str_equal (g_variant_get_string (target, NULL), clause);
}

/* By the lead, while nobody else has the project open. */
static void
publish_by_lead (CsTestFixture *fixture, const char *text, const char *change)
{
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  publish (project, text, change);
}

static CsGuidelineFacts *
facts_of (CsTestFixture *fixture, CsProject *project)
{
  g_autoptr (GError) error = NULL;
  CsDesk desk = { fixture->env, project };
  CsGuidelineFacts *facts = cs_guideline_facts_job (&desk, NULL, NULL, &error);
  g_assert_no_error (error);
  return facts;
}

static void
acknowledge (CsProject *project)
{
  g_autoptr (GError) error = NULL;
  cs_project_ack_guideline (project, &error);
  g_assert_no_error (error);
}

/* What is new since one read it: in the list, in the sentence, and gone once it was read. */
static void
test_news (CsTestFixture *fixture, gconstpointer data)
{
  publish_by_lead (fixture, first, NULL);
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  acknowledge (project);
  CsGuidelineFacts *facts = facts_of (fixture, project);
  g_assert_null (facts->compared);
  g_assert_null (cs_guideline_facts_clause (facts, "G-1"));
  cs_guideline_facts_free (facts);
  cs_project_close (project);
  publish_by_lead (fixture,
                   "# Rules\n\n## G-1 One\n\nMark it whole.\n\n![Mark: a](a.png)\n\n"
                   "## G-3 Three\n\nLook.\n",
                   "decisions");
  project = cs_test_open (fixture->env, fixture->path, "ana");
  facts = facts_of (fixture, project);
  const CsClauseNews *one = cs_guideline_facts_clause (facts, "G-1");
  g_assert_cmpint (one->change, ==, CS_CLAUSE_CHANGED);
  g_assert_true (cs_prose_block_changed (&facts->compared->blocks[0]));
  GtkWidget *box = g_object_ref_sink (g_object_new (CS_TYPE_GUIDELINE_NEWS_BOX, NULL));
  cs_guideline_news_box_show (CS_GUIDELINE_NEWS_BOX (box), facts->news, TRUE);
  g_assert_nonnull (find (box, has_words, "Version 1 to version 2"));
  g_assert_nonnull (find (box, has_words, "Changes decisions"));
  g_assert_nonnull (find (box, has_words, "New rule: Changes decisions"));
  g_assert_nonnull (find (box, has_words, "Gone: Changes decisions"));
  g_assert_null (find (box, has_words, "touched"));
  g_assert_nonnull (find (box, goes_to, "G-1"));
  g_assert_null (find (box, goes_to, "G-2"));
  g_object_unref (box);
  cs_guideline_facts_free (facts);
  acknowledge (project);
  facts = facts_of (fixture, project);
  g_assert_null (facts->compared);
  cs_guideline_facts_free (facts);
  cs_project_close (project);
}

/* Between two cases: what changes decisions is said once, the rest is not. */
static void
test_announcement (CsTestFixture *fixture, gconstpointer data)
{
  publish_by_lead (fixture, "## G-1 One\n\na\n", NULL);
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  g_autoptr (CsGuidelineNews) first_one = cs_test_news (project);
  g_assert_null (cs_guideline_announcement (first_one, 0));
  acknowledge (project);
  cs_project_close (project);
  publish_by_lead (fixture, "## G-1 One\n\nb\n", "wording");
  project = cs_test_open (fixture->env, fixture->path, "ana");
  g_autoptr (CsGuidelineNews) words = cs_test_news (project);
  g_assert_null (cs_guideline_announcement (words, 0));
  cs_project_close (project);
  publish_by_lead (fixture, "## G-1 One\n\nc\n\n## G-2 Two\n\nd\n", "decisions");
  publish_by_lead (fixture, "## G-1 One\n\nc\n\n## G-2 Two\n\nd\n\n## G-3 Three\n\ne\n", "clearer");
  project = cs_test_open (fixture->env, fixture->path, "ana");
  g_autoptr (CsGuidelineNews) news = cs_test_news (project);
  g_autofree char *said = cs_guideline_announcement (news, 2);
  g_assert_nonnull (strstr (said, "G-1 One\nG-2 Two\n"));
  g_assert_null (strstr (said, "G-3"));
  g_assert_null (cs_guideline_announcement (news, 4));
  acknowledge (project);
  g_autoptr (CsGuidelineNews) read = cs_test_news (project);
  g_assert_null (cs_guideline_announcement (read, 0));
  cs_project_close (project);
}

/* A line of its own, whose words are selected to be written over. */
static void
test_insert (void)
{
  g_autoptr (GtkTextBuffer) source = gtk_text_buffer_new (NULL);
  GtkTextIter start, end;
  gtk_text_buffer_set_text (source, "One.\nTwo.\n", -1);
  gtk_text_buffer_get_iter_at_offset (source, &start, 2);
  gtk_text_buffer_place_cursor (source, &start);
  cs_guideline_insert_put (source, "b.png");
  g_assert_true (gtk_text_buffer_get_selection_bounds (source, &start, &end));
  g_autofree char *words = gtk_text_buffer_get_text (source, &start, &end, TRUE);
  g_assert_cmpstr (words, ==, "What it shows");
  gtk_text_buffer_get_bounds (source, &start, &end);
  g_autofree char *text = gtk_text_buffer_get_text (source, &start, &end, TRUE);
  g_assert_cmpstr (text, ==, "One.\n\n![What it shows](b.png)\n\nTwo.\n");
}

/* A picture that was loaded is there at once, so that nothing flickers while somebody types. */
static void
test_texture (World *world, gconstpointer data)
{
  CsHash hash;
  cs_hash_data (png, sizeof png, &hash);
  g_assert_null (cs_guide_texture_peek (world->session, &hash, 64));
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  cs_guide_texture_async (world->session, &hash, 64, NULL, cs_test_session_came_cb, &result);
  cs_test_session_wait (&result);
  g_autoptr (GdkTexture) texture = cs_guide_texture_finish (world->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1);
  g_assert_nonnull (cs_guide_texture_peek (world->session, &hash, 64));
  g_assert_null (cs_guide_texture_peek (world->session, &hash, 65));
}

#define ADD(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)
#define ADD_CORE(path, func)                                                                       \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  ADD_CORE ("/guideline/draft", test_draft);
  ADD_CORE ("/guideline/draft-is-ones-own", test_draft_is_ones_own);
  ADD_CORE ("/guideline/pictures", test_pictures);
  ADD_CORE ("/guideline/news", test_news);
  ADD_CORE ("/guideline/announcement", test_announcement);
  g_test_add_func ("/guideline/insert", test_insert);
  ADD ("/guideline/editor", test_editor);
  ADD ("/guideline/leaving", test_leaving);
  ADD ("/guideline/texture", test_texture);
  return g_test_run ();
}
