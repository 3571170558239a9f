/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences name the keys in force, and those on the screen follow when keys change. */
#include "cs-key-words.h"
#include "cs-actions.h"
#include "cs-canvas-private.h"
#include "cs-settings.h"
#include "cs-shortcuts.h"
#include "cs-test-window.h"

#include <string.h>

static void
use_keys (const char *action, const char *keys)
{
  g_autoptr (CsProfile) profile = cs_profile_copy (cs_settings_profile ());
  cs_profile_set_keys (profile, action, keys);
  cs_settings_use (cs_settings_get_default (), profile);
}

static void
assert_words (const char *sentence, const char *words)
{
  g_autofree char *got = cs_key_words (sentence);
  g_assert_cmpstr (got, ==, words);
}

static void
test_words (void)
{
  assert_words ("Plain.", "Plain.");
  assert_words ("Press {mark.label}.", "Press L.");
  assert_words ("{case.undo} and {case.redo}", "Ctrl+Z and Ctrl+Shift+Z");
  assert_words ("({case.answer::nothing})", "(Shift+N)");
  /* Another of its keys is meant. */
  assert_words ("{mark.settle}", "A");
  assert_words ("{mark.settle|Return}", "Enter");
  assert_words ("{mark.delete|BackSpace}", "Backspace");
  /* What is no action stays. */
  assert_words ("{x} {mark} {mark.label", "{x} {mark} {mark.label");
  assert_words ("{{mark.label}}", "{L}");
}

static void
test_other_keys (void)
{
  use_keys ("mark.label", "<Control>j");
  assert_words ("Press {mark.label}.", "Press Ctrl+J.");
  use_keys ("mark.settle", "y");
  assert_words ("{mark.settle|Return}", "Y");
  use_keys ("mark.label", "");
  assert_words ("Choose ({mark.label})", "Choose");
  assert_words ("Choose ({mark.label}) it ({mark.settle})", "Choose it (Y)");
  assert_words ("{mark.label}", "");
  const CsAction *action = cs_actions_find ("mark.label");
  g_autofree char *called = g_strdup_printf ("Press “%s”.", action->title);
  assert_words ("Press {mark.label}.", called);
  use_keys ("mark.label", NULL);
  use_keys ("mark.settle", NULL);
}

static void
test_follows (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *cap = gtk_label_new ("{mark.label}"), *plain = gtk_label_new ("Plain");
  gtk_widget_set_tooltip_text (plain, "Undo ({case.undo})");
  gtk_box_append (GTK_BOX (box), cap);
  gtk_box_append (GTK_BOX (box), plain);
  cs_key_words_below (box);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (cap)), ==, "L");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (plain), ==, "Undo (Ctrl+Z)");
  use_keys ("mark.label", "j");
  use_keys ("case.undo", "");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (cap)), ==, "J");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (plain), ==, "Undo");
  use_keys ("mark.label", "");
  g_assert_false (gtk_widget_get_visible (cap)); /* an empty cap is none */
  use_keys ("mark.label", NULL);
  g_assert_true (gtk_widget_get_visible (cap));
  /* What says something else follows no more. */
  cs_key_words_set (cap, "label", "Other");
  cs_key_words_set (plain, "tooltip-text", NULL);
  use_keys ("case.undo", NULL);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (cap)), ==, "Other");
  g_assert_null (gtk_widget_get_tooltip_text (plain));
  g_assert_finalize_object (box);
}

/* --- in the window --- */

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Keys\",\"labels\":["
    "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\",\"polygon\"]},"
    "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}]}";

/* How many widgets of the window speak WORDS, in their label or tooltip. */
static guint
count (GtkWidget *widget, const char *words)
{
  const char *tip = gtk_widget_get_tooltip_text (widget);
  const char *label = GTK_IS_LABEL (widget) ? gtk_label_get_label (GTK_LABEL (widget)) : NULL;
  guint n = (tip != NULL && strstr (tip, words) != NULL) ||
            (label != NULL && strstr (label, words) != NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count (child, words);
  return n;
}

/* Every action that the case page speaks of is called by another key at once, and by no other. */
static void
test_window (void)
{
  static const char *const actions[] = {
    "case.pane",   "case.undo",        "case.redo",           "mark.label",
    "case.link",   "mark.show-all",    "view.next-not-shown", "case.answer::nothing",
    "case.finish", "tool.choose::box", "case.layout(2)",      "view.picture(1)",
  };
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, schema);
  cs_test_window_open_case (&world, "Patient 2");
  GtkWidget *window = GTK_WIDGET (world.window);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    g_assert_cmpuint (count (window, "Ctrl+Alt+F12"), ==, 0);
    use_keys (actions[i], "<Control><Alt>F12");
    if (count (window, "Ctrl+Alt+F12") == 0)
      g_error ("nothing names the key of %s", actions[i]);
    use_keys (actions[i], NULL);
  }
  cs_test_window_end (&world);
}

/* The list of what the mouse does says what it does for this person. */
static void
test_pointer_page (void)
{
  g_autoptr (CsProfile) profile = cs_profile_copy (cs_settings_profile ());
  g_autoptr (CsProfile) usual = cs_profile_copy (profile);
  GtkWindow *window = cs_shortcuts_new (NULL, NULL);
  g_assert_cmpuint (count (GTK_WIDGET (window), "Move the picture"), ==, 2); /* and by Space */
  g_assert_cmpuint (count (GTK_WIDGET (window), "beside the marks"), ==, 0);
  gtk_window_destroy (window);
  g_object_unref (window);
  cs_mouse_preset_apply (profile, 5); /* left and middle move */
  cs_settings_use (cs_settings_get_default (), profile);
  window = cs_shortcuts_new (NULL, NULL);
  g_assert_cmpuint (count (GTK_WIDGET (window), "Move the picture"), ==, 3);
  g_assert_cmpuint (count (GTK_WIDGET (window), "beside the marks"), ==, 1);
  gtk_window_destroy (window);
  g_object_unref (window);
  cs_settings_use (cs_settings_get_default (), usual);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/key-words/words", test_words);
  g_test_add_func ("/key-words/other-keys", test_other_keys);
  g_test_add_func ("/key-words/follows", test_follows);
  g_test_add_func ("/key-words/window", test_window);
  g_test_add_func ("/key-words/pointer-page", test_pointer_page);
  return g_test_run ();
}
