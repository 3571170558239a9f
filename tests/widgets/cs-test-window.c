/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-window.h"
#include "cs-sample.h"
#include "cs-settings.h"
#include "cs-test-project.h"

#include "cs-decoder.h"

#include <gtk/gtk.h>
#include <string.h>

#define PATIENCE 30000 /* milliseconds */

gboolean
cs_test_window_can (void)
{
  g_autofree char *program = g_find_program_in_path ("xdotool");
  if (program == NULL)
    g_test_skip ("xdotool is not installed");
  return program != NULL;
}

/* --- waiting --- */

static gboolean
late_cb (gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_CONTINUE;
}

/* The widgets from the window down to what has the focus. */
static const char *
place_of_keys (CsTestWindow *world)
{
  if (world->window == NULL)
    return "no window";
  GString *words = g_string_new (NULL);
  for (GtkWidget *at = gtk_root_get_focus (GTK_ROOT (world->window)); at != NULL;
       at = gtk_widget_get_parent (at)) {
    g_autofree char *before = g_strdup_printf ("/%s%s", G_OBJECT_TYPE_NAME (at),
                                               gtk_widget_get_mapped (at) ? "" : " (not mapped)");
    g_string_prepend (words, before);
  }
  return g_string_free (words, FALSE);
}

void
cs_test_window_wait_at (CsTestWindow *world, CsTestIs is, gpointer data, const char *words,
                        const char *file, int line)
{
  gboolean late = FALSE;
  guint source = g_timeout_add (PATIENCE, late_cb, &late);
  while (!is (world, data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  if (!is (world, data))
    g_error ("%s:%d: waited too long for %s; the keys are at %s", file, line, words,
             place_of_keys (world));
}

static void
over_cb (gpointer over)
{
  *(gboolean *)over = TRUE;
}

void
cs_test_window_pass (guint milliseconds)
{
  gboolean over = FALSE;
  g_timeout_add_once (milliseconds, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_saved (CsTestWindow *world, gpointer data)
{
  CsCaseModel *model = cs_main_window_case (world->window);
  return model == NULL || cs_case_model_save_state (model) != CS_SAVE_UNDER_WAY;
}

void
cs_test_window_settle (CsTestWindow *world)
{
  /* Events wait for a frame, and what they do for the one after it. */
  for (guint i = 0; i < 2; i++) {
    gtk_widget_queue_draw (GTK_WIDGET (world->window));
    gtk_test_widget_wait_for_draw (GTK_WIDGET (world->window));
  }
  cs_test_window_wait (world, is_saved, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
cs_test_window_put (CsCaseModel *model, const CsMarkInit *init)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMark) mark = cs_mark_new (init, &error);
  g_assert_no_error (error);
  cs_case_model_put (model, mark, &error);
  g_assert_no_error (error);
}

void
cs_test_window_use_letters (CsTestWindow *world, const char *percent)
{
  const CsProfileChoice *choice = cs_profile_choice (CS_PROFILE_TEXT_SIZE);
  g_autoptr (CsProfile) profile = cs_profile_copy (cs_settings_profile ());
  guint n = 0;
  while (!g_str_equal (choice->values[n].word, percent))
    n++;
  cs_profile_set (profile, CS_PROFILE_TEXT_SIZE, n);
  cs_settings_use (cs_settings_get_default (), profile);
  for (guint i = 0; i < 3; i++) {
    cs_test_window_pass (100);
    cs_test_window_settle (world);
  }
}

/* --- the sample --- */

/* Made once: a copy is quicker. */
static const char *
sample_path (CsEnv *env)
{
  static char *path;
  if (path != NULL)
    return path;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error); /* it is not built */
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *folder = g_build_filename (dir, "sample", NULL);
  cs_sample_create (env, folder, decoder, &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "sample.countersign", NULL);
  return path;
}

static void
copy_sample (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (GFile) from =
      g_file_new_for_path (sample_path (cs_application_env (world->application)));
  world->path = g_build_filename (dir, "copy.countersign", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (world->path);
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
cs_test_window_publish (CsTestWindow *world, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-chris");
  g_autoptr (CsSchema) schema = cs_schema_read (text, strlen (text), &error);
  g_assert_no_error (error);
  cs_project_publish_schema (project, schema, NULL, &error);
  g_assert_no_error (error);
}

void
cs_test_window_hand_in (CsProject *project, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, gid, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  for (guint i = 0; i < items->len; i++)
    cs_mark_answers_add (answers, &((CsItemRow *)items->pdata[i])->gid, CS_ANSWER_NOTHING, NULL);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (NULL, NULL, answers, &error);
  g_assert_no_error (error);
  cs_project_submit (project, gid, edit, NULL, &error);
  g_assert_no_error (error);
}

/* --- the window --- */

/* One in a process, as the bus wants it. */
static CsApplication *
the_application (void)
{
  static CsApplication *application;
  g_autoptr (GError) error = NULL;
  if (application != NULL)
    return application;
  application = cs_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}

static gboolean
is_open (CsTestWindow *world, gpointer data)
{
  CsSession *session = cs_main_window_session (world->window);
  return session != NULL && cs_session_facts (session) != NULL &&
         cs_session_facts (session)->handle != NULL;
}

static void
show_window (CsTestWindow *world, const char *handle, int width, int height)
{
  world->window = g_object_ref_sink (cs_main_window_new (world->application));
  gtk_window_set_default_size (GTK_WINDOW (world->window), width, height);
  cs_main_window_open (world->window, world->path, handle);
  gtk_window_present (GTK_WINDOW (world->window));
  cs_test_window_wait (world, is_open, NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (world->window));
}

void
cs_test_window_begin (CsTestWindow *world, const char *handle, int width, int height,
                      const char *schema)
{
  *world = (CsTestWindow){ .application = the_application () };
  copy_sample (world);
  if (schema != NULL)
    cs_test_window_publish (world, schema);
  show_window (world, handle, width, height);
}

void
cs_test_window_begin_after (CsTestWindow *world, const char *handle, int width, int height,
                            void (*prepare) (CsTestWindow *world))
{
  *world = (CsTestWindow){ .application = the_application () };
  copy_sample (world);
  prepare (world);
  show_window (world, handle, width, height);
}

void
cs_test_window_end (CsTestWindow *world)
{
  cs_test_window_settle (world);
  gtk_window_destroy (GTK_WINDOW (world->window));
  /* What the project's thread still does for it holds it until that has come back. */
  gpointer left = world->window;
  gint64 end = g_get_monotonic_time () + PATIENCE * G_TIME_SPAN_MILLISECOND;
  g_object_add_weak_pointer (G_OBJECT (world->window), &left);
  g_clear_object (&world->window);
  while (left != NULL && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_null (left);
  cs_session_drain ();
  g_clear_pointer (&world->path, g_free);
}

static gboolean
is_shown (CsTestWindow *world, gpointer title)
{
  CsCaseModel *model = cs_main_window_case (world->window);
  if (model == NULL || !g_str_equal (cs_case_model_view (model)->row->title, title))
    return FALSE;
  const CsCaseView *view = cs_case_model_view (model);
  return view->mine || view->mode == CS_MODE_LOOKING;
}

CsCaseModel *
cs_test_window_open_case (CsTestWindow *world, const char *title)
{
  g_autoptr (GError) error = NULL;
  CsEnv *env = cs_application_env (world->application);
  g_autoptr (CsProject) project = cs_project_open (env, world->path, CS_STORE_LOOK,
                                                   cs_test_signer (env, "sample-chris"), &error);
  g_assert_no_error (error);
  CsGid gid = cs_test_case (project, title);
  /* To open it anew would put another model in the place of the one given back. */
  if (!is_shown (world, (gpointer)title))
    cs_main_window_open_case (world->window, &gid, FALSE);
  cs_test_window_wait (world, is_shown, (gpointer)title);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (world->window));
  cs_test_window_settle (world);
  return cs_main_window_case (world->window);
}

/* --- keys and pointer --- */

static void
spawned_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;
  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *)done = TRUE;
}

static gboolean
is_true (CsTestWindow *world, gpointer flag)
{
  return *(gboolean *)flag;
}

static void
xdotool (CsTestWindow *world, const char *const *words)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  g_autoptr (GSubprocess) process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, spawned_cb, &done);
  cs_test_window_wait (world, is_true, &done);
  gdk_display_sync (gtk_widget_get_display (GTK_WIDGET (world->window)));
  cs_test_window_settle (world);
}

void
cs_test_window_keys (CsTestWindow *world, const char *keys)
{
  const char *const words[] = { "xdotool", "key", "--delay", "20", keys, NULL };
  xdotool (world, words);
}

void
cs_test_window_key_down (CsTestWindow *world, const char *key)
{
  const char *const words[] = { "xdotool", "keydown", key, NULL };
  xdotool (world, words);
}

void
cs_test_window_key_up (CsTestWindow *world, const char *key)
{
  const char *const words[] = { "xdotool", "keyup", key, NULL };
  xdotool (world, words);
}

/* In the middle of WIDGET and DX, DY from there, on the screen. */
static void
place_of (GtkWidget *widget, int dx, int dy, int *ret_x, int *ret_y)
{
  double x = 0, y = 0, left = 0, top = 0;
  GtkNative *native = gtk_widget_get_native (widget);
  gtk_native_get_surface_transform (native, &left, &top);
  gtk_widget_translate_coordinates (widget, GTK_WIDGET (native),
                                    gtk_widget_get_width (widget) / 2.0 + dx,
                                    gtk_widget_get_height (widget) / 2.0 + dy, &x, &y);
  *ret_x = (int)(x + left);
  *ret_y = (int)(y + top);
}

void
cs_test_window_point (CsTestWindow *world, GtkWidget *widget, int dx, int dy)
{
  int x = 0, y = 0, before_x = -1, before_y = -1;
  /* A busy machine lays out while the pointer is on its way. */
  for (place_of (widget, dx, dy, &x, &y); x != before_x || y != before_y;
       place_of (widget, dx, dy, &x, &y)) {
    g_autofree char *across = g_strdup_printf ("%d", x);
    g_autofree char *down = g_strdup_printf ("%d", y);
    const char *const words[] = { "xdotool", "mousemove", "--sync", across, down, NULL };
    xdotool (world, words);
    before_x = x;
    before_y = y;
  }
}

/* The press is seen before the button is let go of, as with a hand: GTK 4.8 drops a click whose end
 * the server knows of when the window is laid out for its beginning. */
void
cs_test_window_click (CsTestWindow *world, GtkWidget *widget)
{
  const char *const press[] = { "xdotool", "mousedown", "1", NULL };
  const char *const let_go[] = { "xdotool", "mouseup", "1", NULL };
  cs_test_window_point (world, widget, 0, 0);
  xdotool (world, press);
  xdotool (world, let_go);
}

static void
drag (CsTestWindow *world, const char *button, GtkWidget *widget, int dx, int dy, int x, int y)
{
  const char *const press[] = { "xdotool", "mousedown", button, NULL };
  const char *const let_go[] = { "xdotool", "mouseup", button, NULL };
  cs_test_window_point (world, widget, dx, dy);
  xdotool (world, press);
  if (dx != x || dy != y) {
    cs_test_window_point (world, widget, (dx + x) / 2, (dy + y) / 2);
    cs_test_window_point (world, widget, x, y);
  }
  xdotool (world, let_go);
}

void
cs_test_window_drag (CsTestWindow *world, GtkWidget *widget, int dx, int dy, int x, int y)
{
  drag (world, "1", widget, dx, dy, x, y);
}

void
cs_test_window_drag_right (CsTestWindow *world, GtkWidget *widget, int dx, int dy, int x, int y)
{
  drag (world, "3", widget, dx, dy, x, y);
}

/* --- looking --- */

static GtkWidget *
find (GtkWidget *root, GType type, const char *words, guint *n)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  const char *says = GTK_IS_LABEL (root)    ? gtk_label_get_label (GTK_LABEL (root))
                     : GTK_IS_BUTTON (root) ? gtk_button_get_label (GTK_BUTTON (root))
                                            : NULL;
  gboolean is =
      words != NULL ? g_strcmp0 (says, words) == 0 : g_type_is_a (G_OBJECT_TYPE (root), type);
  if (is && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, words, n);
    if (found != NULL)
      return found;
  }
  return NULL;
}

GtkWidget *
cs_test_window_find (GtkWidget *root, GType type, guint n)
{
  return find (root, type, NULL, &n);
}

GtkWidget *
cs_test_window_find_words (GtkWidget *root, const char *words)
{
  guint n = 0;
  return find (root, G_TYPE_INVALID, words, &n);
}

gboolean
cs_test_window_is_said (CsTestWindow *world, gpointer words)
{
  return cs_test_window_find_words (GTK_WIDGET (world->window), words) != NULL;
}

GtkWidget *
cs_test_window_above (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);
    if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
      return window; /* the list holds it */
  }
  return NULL;
}

AdwMessageDialog *
cs_test_window_question (void)
{
  GtkWidget *question = cs_test_window_above (ADW_TYPE_MESSAGE_DIALOG);
  return question != NULL ? ADW_MESSAGE_DIALOG (question) : NULL;
}

gboolean
cs_test_window_is_asked (CsTestWindow *world, gpointer unused)
{
  return cs_test_window_question () != NULL;
}

GtkWidget *
cs_test_window_menu (CsTestWindow *world)
{
  return cs_test_window_find (GTK_WIDGET (world->window), GTK_TYPE_POPOVER_MENU, 0);
}

gboolean
cs_test_window_has_menu (CsTestWindow *world, gpointer unused)
{
  return cs_test_window_menu (world) != NULL;
}

gboolean
cs_test_window_has_no_menu (CsTestWindow *world, gpointer unused)
{
  return cs_test_window_menu (world) == NULL;
}

void
cs_test_window_choose (CsTestWindow *world, const char *words)
{
  GtkWidget *item = cs_test_window_find_words (cs_test_window_menu (world), words);
  g_assert_nonnull (item);
  while (!gtk_widget_activate (item)) /* the words are a label in it */
    item = gtk_widget_get_parent (item);
  cs_test_window_wait (world, cs_test_window_has_no_menu, NULL);
}

CsCaseList *
cs_test_window_cases (CsTestWindow *world)
{
  GtkWidget *view = cs_test_window_find (GTK_WIDGET (world->window), GTK_TYPE_COLUMN_VIEW, 0);
  return view != NULL ? CS_CASE_LIST (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))) : NULL;
}

gboolean
cs_test_window_has_cases (CsTestWindow *world, gpointer unused)
{
  CsCaseList *cases = cs_test_window_cases (world);
  return cases != NULL && cs_case_list_total (cases) > 0;
}

gboolean
cs_test_window_has_focus (CsTestWindow *world, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (world->window));
  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}
