/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a profile changes acts at once in the window that is open, by real keys and a real pointer;
 * it lasts, and a file that cannot be read is set aside. */
#include "cs-action-keys.h"
#include "cs-canvas-private.h"
#include "cs-case-pane.h"
#include "cs-key-capture.h"
#include "cs-profile-files.h"
#include "cs-settings.h"
#include "cs-test-picture.h"
#include "cs-tool-rail.h"

#include "cs-error.h"
#include "cs-file.h"

#include <string.h>

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Settings\",\"labels\":["
    "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"],\"colour\":\"#123456\"},"
    "{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"ellipse\"]},"
    "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}]}";

/* The profile in force, to be changed. */
static CsProfile *
change (void)
{
  return cs_profile_copy (cs_settings_profile ());
}

static void
use (CsTestPicture *world, CsProfile *profile)
{
  cs_settings_use (cs_settings_get_default (), profile);
  cs_profile_unref (profile);
  if (world != NULL)
    cs_test_window_settle (&world->window);
}

static void
use_keys (CsTestPicture *world, const char *action, const char *keys)
{
  CsProfile *profile = change ();
  cs_profile_set_keys (profile, action, keys);
  use (world, profile);
}

static void
choose (CsTestPicture *world, CsProfileChoiceId id, const char *word)
{
  CsProfile *profile = change ();
  const CsProfileChoice *choice = cs_profile_choice (id);
  guint n = 0;
  while (!g_str_equal (choice->values[n].word, word))
    n++;
  cs_profile_set (profile, id, n);
  use (world, profile);
}

/* --- keys --- */

/* The new key acts and the old one does not, for keys of the canvas, of the case and of the window.
 */
static void
check_rebinding (CsTestPicture *world)
{
  cs_test_picture_press (world, "v");
  use_keys (world, "tool.choose::box", "<Control>j");
  cs_test_picture_press (world, "b");
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, "select");
  cs_test_picture_press (world, "ctrl+j");
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, "box");
  g_autofree char *label = cs_actions_key_label ("tool.choose::box");
  g_assert_cmpstr (label, ==, "Ctrl+J");
  use_keys (world, "tool.choose::box", NULL);
  cs_test_picture_press (world, "v");
  cs_test_picture_press (world, "ctrl+j");
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, "select");
  GtkWidget *pane = cs_test_window_find (GTK_WIDGET (world->window.window), CS_TYPE_CASE_PANE, 0);
  use_keys (world, "case.pane", "F7");
  cs_test_picture_press (world, "F9");
  g_assert_true (gtk_widget_get_mapped (pane));
  cs_test_picture_press (world, "F7");
  g_assert_false (gtk_widget_get_mapped (pane));
  cs_test_picture_press (world, "F7");
  use_keys (world, "win.fullscreen", "<Control>F5");
  cs_test_picture_press (world, "F11");
  g_assert_false (gtk_window_is_fullscreen (GTK_WINDOW (world->window.window)));
  use_keys (world, "win.fullscreen", NULL);
  use_keys (world, "case.pane", NULL);
}

static const CsWindowLevel *
window_of (CsTestPicture *world)
{
  return &cs_canvas_look (world->canvas)->window;
}

static void
check_labelling (CsTestPicture *world)
{
  cs_test_picture_press (world, "2");
  g_assert_cmpstr (cs_case_model_armed (world->model).label->key, !=, "mass");
  choose (world, CS_PROFILE_KEYS, "labelling");
  double width = window_of (world)->width;
  cs_test_picture_press (world, "2");
  g_assert_cmpstr (cs_case_model_armed (world->model).label->key, ==, "mass");
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, "ellipse");
  cs_test_picture_press (world, "1");
  g_assert_cmpstr (cs_case_model_armed (world->model).label->key, ==, "bleed");
  g_assert_cmpfloat (window_of (world)->width, ==, width);
  cs_canvas_look (world->canvas)->window.width = width + 77;
  cs_test_picture_press (world, "shift+1");
  g_assert_cmpfloat (window_of (world)->width, !=, width + 77);
  choose (world, CS_PROFILE_KEYS, "reading");
  cs_test_picture_press (world, "2");
  g_assert_cmpstr (cs_case_model_armed (world->model).label->key, ==, "bleed");
}

/* --- mouse --- */

static void
check_mouse (CsTestPicture *world)
{
  GtkWidget *canvas = GTK_WIDGET (world->canvas);
  cs_test_picture_press (world, "v");
  double width = window_of (world)->width, zoom = cs_canvas_look (world->canvas)->viewport.zoom;
  cs_test_window_drag (&world->window, canvas, -200, -200, -100, -200);
  g_assert_cmpfloat (window_of (world)->width, ==, width); /* nothing, as it was */
  choose (world, CS_PROFILE_LEFT, "window");
  cs_test_window_drag (&world->window, canvas, -200, -200, -100, -200);
  g_assert_cmpfloat (window_of (world)->width, >, width);
  choose (world, CS_PROFILE_LEFT, "zoom");
  cs_test_window_drag (&world->window, canvas, -200, -100, -200, -200);
  g_assert_cmpfloat (cs_canvas_look (world->canvas)->viewport.zoom, >, zoom * 1.2);
  gint64 unit = cs_canvas_unit (world->canvas);
  choose (world, CS_PROFILE_LEFT, "slices");
  cs_test_window_drag (&world->window, canvas, -200, -200, -200, -145);
  cs_test_window_settle (&world->window);
  g_assert_cmpint (cs_canvas_unit (world->canvas), >, unit);
  unit = cs_canvas_unit (world->canvas);
  /* A drawing tool draws whatever the choice is. */
  guint marks = cs_case_model_marks (world->model)->n_marks;
  cs_test_picture_press (world, "b");
  cs_test_window_drag (&world->window, canvas, -200, -200, -150, -120);
  cs_test_window_settle (&world->window);
  g_assert_cmpuint (cs_case_model_marks (world->model)->n_marks, ==, marks + 1);
  g_assert_cmpint (cs_canvas_unit (world->canvas), ==, unit);
  choose (world, CS_PROFILE_LEFT, "nothing");
}

/* --- what is seen --- */

/* Three widgets, from left to right. */
static gboolean
are_in_order (CsTestWindow *window, gpointer widgets)
{
  double x[3] = { 0 }, y = 0;
  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    gtk_widget_translate_coordinates (((GtkWidget **)widgets)[i], GTK_WIDGET (window->window), 0, 0,
                                      &x[i], &y);
  return x[0] < x[1] && x[1] < x[2];
}

static void
check_pane (CsTestPicture *world)
{
  GtkWidget *root = GTK_WIDGET (world->window.window), *canvas = GTK_WIDGET (world->canvas);
  GtkWidget *pane = cs_test_window_find (root, CS_TYPE_CASE_PANE, 0);
  GtkWidget *rail = cs_test_window_find (root, CS_TYPE_TOOL_RAIL, 0);
  GtkWidget *usual[] = { rail, canvas, pane }, *turned[] = { pane, canvas, rail };
  int width = gtk_widget_get_width (canvas);
  cs_test_window_wait (&world->window, are_in_order, usual);
  choose (world, CS_PROFILE_PANE, "left");
  cs_test_window_wait (&world->window, are_in_order, turned);
  g_assert_cmpint (gtk_widget_get_width (canvas), ==, width);
  choose (world, CS_PROFILE_PANE, "right");
  cs_test_window_wait (&world->window, are_in_order, usual);
}

typedef struct {
  GtkWidget *widget;
  int least, most;
} Width;

static gboolean
is_as_wide (CsTestWindow *window, gpointer data)
{
  const Width *wanted = data;
  int width = gtk_widget_get_width (wanted->widget);
  return width >= wanted->least && width <= wanted->most;
}

static void
check_letters (CsTestPicture *world)
{
  GtkWidget *root = GTK_WIDGET (world->window.window);
  GtkWidget *words = cs_test_window_find_words (root, "Nothing to Mark");
  int width = gtk_widget_get_width (words);
  Width usual = { words, width, width }, larger = { words, width * 12 / 10 + 1, G_MAXINT };
  double dpi = pango_cairo_context_get_resolution (
      gtk_widget_get_pango_context (GTK_WIDGET (world->canvas)));
  choose (world, CS_PROFILE_TEXT_SIZE, "150");
  cs_test_window_wait (&world->window, is_as_wide, &larger);
  /* What is written over the picture goes by this. */
  g_assert_cmpfloat_with_epsilon (pango_cairo_context_get_resolution (
                                      gtk_widget_get_pango_context (GTK_WIDGET (world->canvas))),
                                  dpi * 1.5, 1);
  choose (world, CS_PROFILE_TEXT_SIZE, "100");
  cs_test_window_wait (&world->window, is_as_wide, &usual);
}

static void
check_colours (CsTestPicture *world)
{
  const CsMarkSet *marks = cs_case_model_marks (world->model);
  g_assert_cmpuint (marks->n_marks, >, 0);
  const CsMark *mark = marks->marks[0];
  g_assert_cmpstr (mark->label, ==, "bleed");
  g_assert_cmpstr (cs_case_model_colour (world->model, mark), ==, "#123456");
  choose (world, CS_PROFILE_COLOURS, "safe");
  g_assert_cmpstr (cs_case_model_colour (world->model, mark), ==, "#e69f00");
  choose (world, CS_PROFILE_COLOURS, "labels");
}

/* Windows of one's own stand where the usual ones stood. */
static void
check_windows (CsTestPicture *world)
{
  CsProfile *profile = change ();
  GPtrArray *windows = cs_profile_windows_new ();
  const char *modality = cs_probe_id (world->canvas->picture->probe, "modality");
  cs_profile_windows_add (windows, "Open", 123, 45);
  cs_profile_set_windows (profile, modality, windows);
  use (world, profile);
  g_auto (GStrv) names = cs_canvas_window_names (world->canvas);
  guint at = 0;
  while (names[at] != NULL && !g_str_equal (names[at], "Open"))
    at++;
  g_assert_nonnull (names[at]);
  g_autofree char *digit = g_strdup_printf ("%u", at + 1);
  cs_test_picture_press (world, digit);
  g_assert_cmpfloat (window_of (world)->width, ==, 123);
  g_autofree char *name = cs_canvas_window_name (world->canvas);
  g_assert_cmpstr (name, ==, "Open");
  profile = change ();
  cs_profile_set_windows (profile, modality, NULL);
  use (world, profile);
}

static gboolean
is_asking (CsTestWindow *window, gpointer data)
{
  GtkWidget *asking = cs_test_window_above (CS_TYPE_KEY_CAPTURE);
  return asking != NULL && gtk_window_is_active (GTK_WINDOW (asking));
}

static gboolean
is_over (CsTestWindow *window, gpointer data)
{
  return cs_test_window_above (CS_TYPE_KEY_CAPTURE) == NULL;
}

static void
ask_for (CsTestPicture *world, const char *action)
{
  cs_key_capture_present (GTK_WINDOW (world->window.window), cs_actions_find (action));
  cs_test_window_wait (&world->window, is_asking, NULL);
}

/* Keys that are pressed for an action: Esc changes nothing, what is another's is named and taken
 * only when that is agreed to. */
static void
check_asking (CsTestPicture *world)
{
  ask_for (world, "tool.choose::box");
  cs_test_picture_press (world, "Escape");
  cs_test_window_wait (&world->window, is_over, NULL);
  g_assert_cmpuint (cs_profile_n_keys (cs_settings_profile ()), ==, 0);
  ask_for (world, "tool.choose::box");
  cs_test_picture_press (world, "o");
  GtkWidget *window = cs_test_window_above (CS_TYPE_KEY_CAPTURE);
  g_assert_nonnull (cs_test_window_find_words (
      window, "O is “Ellipse” now. Take it from there, or press another key."));
  g_assert_cmpuint (cs_profile_n_keys (cs_settings_profile ()), ==, 0);
  cs_test_picture_press (world, "Return");
  cs_test_window_wait (&world->window, is_over, NULL);
  g_assert_cmpstr (cs_profile_keys (cs_settings_profile (), "tool.choose::box"), ==, "o");
  g_assert_null (cs_actions_key_caps ("tool.choose::ellipse"));
  use_keys (world, "tool.choose::ellipse", NULL);
  use_keys (world, "tool.choose::box", NULL);
}

static void
test_at_once (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world.window, "sample-ana", 1366, 768, schema);
  cs_test_picture_open (&world, "Patient 2", 3);
  check_rebinding (&world);
  check_labelling (&world);
  check_mouse (&world);
  check_pane (&world);
  check_letters (&world);
  check_colours (&world);
  check_windows (&world);
  check_asking (&world);
  cs_test_window_end (&world.window);
}

/* --- every action --- */

/* Each of the table takes another key, and has its own again afterwards. */
static void
test_every_action (void)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++) {
    g_autofree char *before = g_strdup (actions[i].keys);
    use_keys (NULL, actions[i].name, "<Control><Alt>F12");
    g_assert_cmpstr (actions[i].keys, ==, "<Control><Alt>F12");
    g_autofree char *label = cs_actions_key_label (actions[i].name);
    g_assert_cmpstr (label, ==, "Ctrl+Alt+F12");
    use_keys (NULL, actions[i].name, "");
    g_assert_null (cs_actions_key_caps (actions[i].name));
    use_keys (NULL, actions[i].name, NULL);
    g_assert_cmpstr (actions[i].keys, ==, before);
  }
}

/* Every row of the labelling profile is about an action that there is. */
static void
test_labelling_rows (void)
{
  guint n = 0, other = 0;
  const CsAction *actions = cs_actions (&n);
  g_autoptr (CsProfile) reading = cs_profile_new ();
  g_autoptr (CsProfile) labelling = cs_profile_new ();
  cs_profile_set (labelling, CS_PROFILE_KEYS, 1);
  for (guint i = 0; i < n; i++)
    other += g_strcmp0 (cs_actions_usual_keys (&actions[i], reading),
                        cs_actions_usual_keys (&actions[i], labelling)) != 0;
  g_assert_cmpuint (other, ==, 29);
}

/* --- which keys may be --- */

static void
test_may (void)
{
  static const struct {
    const char *action, *keys;
    gboolean may;
  } rows[] = {
    { "app.quit", "q", FALSE },          { "app.quit", "<Shift>q", FALSE },
    { "app.quit", "<Alt>q", TRUE },      { "app.quit", "F4", TRUE },
    { "case.pane", "space", FALSE },     { "tool.choose::box", "n", TRUE },
    { "hold.pan", "<Control>p", FALSE }, { "hold.pan", "p", TRUE },
    { "dialog.cancel", "Escape", TRUE }, { "tool.choose::box", "nosuchkey", FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    const CsAction *action = cs_actions_find (rows[i].action);
    if (cs_action_key_may (action, rows[i].keys, &error) != rows[i].may)
      g_error ("%s %s", rows[i].action, rows[i].keys);
    g_assert_true ((error == NULL) == rows[i].may);
  }
}

/* Text and picture have their own keys: there none is taken from the other. */
static void
test_give (void)
{
  g_autoptr (CsProfile) profile = cs_profile_new ();
  const CsAction *box = cs_actions_find ("tool.choose::box");
  const CsAction *finish = cs_actions_find ("case.finish");
  const CsAction *tie = cs_actions_find ("passage.tie");
  g_assert_null (cs_action_key_owner (profile, tie, "o"));
  g_assert_true (cs_action_key_owner (profile, box, "t") == cs_actions_find ("mark.same"));
  g_assert_true (cs_action_key_owner (profile, box, "o") ==
                 cs_actions_find ("tool.choose::ellipse"));
  cs_action_key_give (profile, box, "o");
  g_assert_cmpstr (cs_profile_keys (profile, "tool.choose::ellipse"), ==, "");
  cs_action_key_give (profile, box, "b");
  g_assert_null (cs_profile_keys (profile, "tool.choose::box")); /* its usual one */
  /* Of two keys that an action has only the one goes. */
  cs_action_key_give (profile, box, "<Control>y");
  g_assert_cmpstr (cs_profile_keys (profile, "case.redo"), ==, "<Control><Shift>z");
  g_assert_nonnull (cs_action_key_owner (profile, finish, "<Control>y"));
  g_assert_true (cs_action_keys_check (profile, NULL));
}

static void
assert_unusable (const char *keys, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      g_strdup_printf ("{\"format\":\"countersign-profile-1\",\"keys\":[%s]}", keys);
  g_assert_null (cs_profile_usable (text, strlen (text), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  if (strstr (error->message, says) == NULL)
    g_error ("%s", error->message);
}

/* A file of somebody else's that names what there is not, or one key twice. */
static void
test_usable (void)
{
  assert_unusable ("{\"action\":\"no.such\",\"keys\":\"b\"}", "no.such");
  assert_unusable ("{\"action\":\"app.quit\",\"keys\":\"q\"}", "Quit");
  assert_unusable ("{\"action\":\"tool.choose::box\",\"keys\":\"o\"}", "Ellipse");
  assert_unusable ("{\"action\":\"tool.choose::box\",\"keys\":\"F77\"}", "F77");
  static const char good[] = "{\"format\":\"countersign-profile-1\",\"keys\":[{\"action\":"
                             "\"tool.choose::box\",\"keys\":\"n\"}],\"choices\":{\"pane-side\":"
                             "\"left\"}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProfile) usual = cs_profile_new ();
  g_autoptr (CsProfile) profile = cs_profile_usable (good, strlen (good), &error);
  g_assert_no_error (error);
  g_autofree char *words = cs_profile_changes_words (usual, profile);
  g_assert_cmpstr (words, ==, "Pane: Left, tools on the right\nBox: N");
}

/* --- the file --- */

static void
test_file (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  CsSettings *settings = cs_settings_get_default ();
  g_autofree char *path = g_build_filename (env->state_dir, "profile.json", NULL);
  g_autofree char *aside = g_strconcat (path, ".aside-1", NULL);
  g_assert_null (cs_settings_open (settings, env));
  use_keys (NULL, "case.pane", "F8");
  cs_settings_close (settings);
  g_autoptr (CsProfile) usual = cs_profile_new ();
  cs_settings_use (settings, usual);
  g_assert_null (cs_settings_open (settings, env));
  g_assert_cmpstr (cs_profile_keys (cs_settings_profile (), "case.pane"), ==, "F8");
  g_assert_false (cs_settings_has_before (settings));
  cs_settings_replace (settings, usual);
  cs_settings_close (settings);
  g_assert_null (cs_settings_open (settings, env));
  g_assert_null (cs_profile_keys (cs_settings_profile (), "case.pane"));
  cs_settings_go_back (settings);
  g_assert_cmpstr (cs_profile_keys (cs_settings_profile (), "case.pane"), ==, "F8");
  cs_settings_close (settings);
  g_assert_true (g_file_set_contents (path, "{\"format\":\"countersign-profile-9\"}", -1, NULL));
  g_autofree char *says = cs_settings_open (settings, env);
  g_assert_nonnull (strstr (says, ".aside-1"));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (cs_profile_keys (cs_settings_profile (), "case.pane"));
  cs_settings_close (settings);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/settings/every-action", test_every_action);
  g_test_add_func ("/settings/labelling-rows", test_labelling_rows);
  g_test_add_func ("/settings/may", test_may);
  g_test_add_func ("/settings/give", test_give);
  g_test_add_func ("/settings/usable", test_usable);
  g_test_add_func ("/settings/file", test_file);
  g_test_add_func ("/settings/at-once", test_at_once);
  return g_test_run ();
}
