/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a profile changes acts at once in the window that is open, by real keys and a real pointer;
 * it lasts, and a file that cannot be read is set aside. */
#include "cs-actions.h"
#include "cs-canvas-private.h"
#include "cs-case-pane.h"
#include "cs-settings.h"
#include "cs-test-window.h"
#include "cs-tool-rail.h"

#include "cs-file.h"

#include <string.h>

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Settings\",\"labels\":["
    "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"],\"colour\":\"#123456\"},"
    "{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"ellipse\"]},"
    "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}]}";

typedef struct {
  CsTestWindow window;
  CsCaseModel *model;
  CsCanvas *canvas;
} World;

static gboolean
is_shown (CsTestWindow *window, gpointer canvas)
{
  return cs_canvas_state (canvas) == CS_CANVAS_SHOWN;
}

static guint
picture_of (CsCaseModel *model)
{
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if (cs_case_model_item (model, i)->text == NULL)
      return i;
  g_assert_not_reached ();
}

static void
begin (World *world)
{
  cs_test_window_begin (&world->window, "sample-ana", 1366, 768, schema);
  world->model = cs_test_window_open_case (&world->window, "Patient 2");
  cs_case_model_go (world->model, picture_of (world->model), 3);
  cs_test_window_settle (&world->window);
  world->canvas =
      CS_CANVAS (cs_test_window_find (GTK_WIDGET (world->window.window), CS_TYPE_CANVAS, 0));
  gtk_widget_grab_focus (GTK_WIDGET (world->canvas));
  cs_test_window_wait (&world->window, is_shown, world->canvas);
  cs_test_window_settle (&world->window);
}

static void
press (World *world, const char *keys)
{
  cs_test_window_keys (&world->window, keys);
  cs_test_window_settle (&world->window);
}

/* The profile in force, to be changed. */
static CsProfile *
change (void)
{
  return cs_profile_copy (cs_settings_profile ());
}

static void
use (World *world, CsProfile *profile)
{
  cs_settings_use (cs_settings_get_default (), profile);
  cs_profile_unref (profile);
  if (world != NULL)
    cs_test_window_settle (&world->window);
}

static void
use_keys (World *world, const char *action, const char *keys)
{
  CsProfile *profile = change ();
  cs_profile_set_keys (profile, action, keys);
  use (world, profile);
}

static void
choose (World *world, CsProfileChoiceId id, const char *word)
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
check_rebinding (World *world)
{
  press (world, "v");
  use_keys (world, "tool.choose::box", "<Control>u");
  press (world, "b");
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, "select");
  press (world, "ctrl+u");
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, "box");
  g_autofree char *label = cs_actions_key_label ("tool.choose::box");
  g_assert_cmpstr (label, ==, "Ctrl+U");
  use_keys (world, "tool.choose::box", NULL);
  press (world, "v");
  press (world, "ctrl+u");
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, "select");
  GtkWidget *pane = cs_test_window_find (GTK_WIDGET (world->window.window), CS_TYPE_CASE_PANE, 0);
  use_keys (world, "case.pane", "F7");
  press (world, "F9");
  g_assert_true (gtk_widget_get_mapped (pane));
  press (world, "F7");
  g_assert_false (gtk_widget_get_mapped (pane));
  press (world, "F7");
  use_keys (world, "win.fullscreen", "<Control>F5");
  press (world, "F11");
  g_assert_false (gtk_window_is_fullscreen (GTK_WINDOW (world->window.window)));
  use_keys (world, "win.fullscreen", NULL);
  use_keys (world, "case.pane", NULL);
}

static const CsWindowLevel *
window_of (World *world)
{
  return &cs_canvas_look (world->canvas)->window;
}

static void
check_labelling (World *world)
{
  press (world, "2");
  g_assert_cmpstr (cs_case_model_armed (world->model).label->key, !=, "mass");
  choose (world, CS_PROFILE_KEYS, "labelling");
  double width = window_of (world)->width;
  press (world, "2");
  g_assert_cmpstr (cs_case_model_armed (world->model).label->key, ==, "mass");
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, "ellipse");
  press (world, "1");
  g_assert_cmpstr (cs_case_model_armed (world->model).label->key, ==, "bleed");
  g_assert_cmpfloat (window_of (world)->width, ==, width);
  cs_canvas_look (world->canvas)->window.width = width + 77;
  press (world, "shift+1");
  g_assert_cmpfloat (window_of (world)->width, !=, width + 77);
  choose (world, CS_PROFILE_KEYS, "reading");
  press (world, "2");
  g_assert_cmpstr (cs_case_model_armed (world->model).label->key, ==, "bleed");
}

/* --- mouse --- */

static void
check_mouse (World *world)
{
  GtkWidget *canvas = GTK_WIDGET (world->canvas);
  press (world, "v");
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
  press (world, "b");
  cs_test_window_drag (&world->window, canvas, -200, -200, -150, -120);
  cs_test_window_settle (&world->window);
  g_assert_cmpuint (cs_case_model_marks (world->model)->n_marks, ==, marks + 1);
  g_assert_cmpint (cs_canvas_unit (world->canvas), ==, unit);
  choose (world, CS_PROFILE_LEFT, "nothing");
}

/* --- what is seen --- */

static double
left_of (World *world, GtkWidget *widget)
{
  double x = 0, y = 0;
  gtk_widget_translate_coordinates (widget, GTK_WIDGET (world->window.window), 0, 0, &x, &y);
  return x;
}

static void
check_pane (World *world)
{
  GtkWidget *root = GTK_WIDGET (world->window.window), *canvas = GTK_WIDGET (world->canvas);
  GtkWidget *pane = cs_test_window_find (root, CS_TYPE_CASE_PANE, 0);
  GtkWidget *rail = cs_test_window_find (root, CS_TYPE_TOOL_RAIL, 0);
  int width = gtk_widget_get_width (canvas);
  g_assert_cmpfloat (left_of (world, rail), <, left_of (world, canvas));
  g_assert_cmpfloat (left_of (world, pane), >, left_of (world, canvas));
  choose (world, CS_PROFILE_PANE, "left");
  g_assert_cmpfloat (left_of (world, pane), <, left_of (world, canvas));
  g_assert_cmpfloat (left_of (world, rail), >, left_of (world, canvas));
  g_assert_cmpint (gtk_widget_get_width (canvas), ==, width);
  choose (world, CS_PROFILE_PANE, "right");
  g_assert_cmpfloat (left_of (world, rail), <, left_of (world, canvas));
}

static void
check_letters (World *world)
{
  GtkWidget *root = GTK_WIDGET (world->window.window);
  GtkWidget *words = cs_test_window_find_words (root, "Nothing to Mark");
  int width = gtk_widget_get_width (words);
  double dpi = pango_cairo_context_get_resolution (
      gtk_widget_get_pango_context (GTK_WIDGET (world->canvas)));
  g_assert_nonnull (words);
  choose (world, CS_PROFILE_TEXT_SIZE, "150");
  g_assert_cmpint (gtk_widget_get_width (words), >, width * 12 / 10);
  /* What is written over the picture goes by this. */
  g_assert_cmpfloat_with_epsilon (pango_cairo_context_get_resolution (
                                      gtk_widget_get_pango_context (GTK_WIDGET (world->canvas))),
                                  dpi * 1.5, 1);
  choose (world, CS_PROFILE_TEXT_SIZE, "100");
  g_assert_cmpint (gtk_widget_get_width (words), ==, width);
}

static void
check_colours (World *world)
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
check_windows (World *world)
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
  press (world, digit);
  g_assert_cmpfloat (window_of (world)->width, ==, 123);
  g_autofree char *name = cs_canvas_window_name (world->canvas);
  g_assert_cmpstr (name, ==, "Open");
  profile = change ();
  cs_profile_set_windows (profile, modality, NULL);
  use (world, profile);
}

static void
test_at_once (void)
{
  World world = { 0 };
  if (!cs_test_window_can ())
    return;
  begin (&world);
  check_rebinding (&world);
  check_labelling (&world);
  check_mouse (&world);
  check_pane (&world);
  check_letters (&world);
  check_colours (&world);
  check_windows (&world);
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
  g_assert_cmpuint (other, ==, 19);
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
  g_test_add_func ("/settings/file", test_file);
  g_test_add_func ("/settings/at-once", test_at_once);
  return g_test_run ();
}
