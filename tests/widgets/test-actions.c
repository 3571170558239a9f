/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-action-keys.h"
#include "cs-help.h"
#include "cs-prose.h"
#include "cs-shortcuts.h"
#include "cs-test-window.h"
#include "cs-tool-kind.h"

#include <adwaita.h>

#include <string.h>

typedef struct {
  guint key;
  GdkModifierType modifiers;
  const CsAction *action;
} Bound;

static GArray *
all_keys (void)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  GArray *bound = g_array_new (FALSE, FALSE, sizeof (Bound));
  for (guint i = 0; i < n; i++) {
    g_auto (GStrv) keys = g_strsplit (actions[i].keys, "|", -1);
    for (guint k = 0; keys[k] != NULL; k++) {
      Bound each = { .action = &actions[i] };
      if (keys[k][0] == '\0')
        continue;
      if (!gtk_accelerator_parse (keys[k], &each.key, &each.modifiers))
        g_error ("%s: %s is no key", actions[i].name, keys[k]);
      each.key = gdk_keyval_to_lower (each.key);
      g_array_append_val (bound, each);
    }
  }
  return bound;
}

static void
test_no_collision (void)
{
  g_autoptr (GArray) bound = all_keys ();
  for (guint i = 0; i < bound->len; i++)
    for (guint j = i + 1; j < bound->len; j++) {
      const Bound *a = &g_array_index (bound, Bound, i), *b = &g_array_index (bound, Bound, j);
      if (a->key == b->key && a->modifiers == b->modifiers &&
          cs_action_places_meet (a->action->place, b->action->place))
        g_error ("%s and %s want the same key", a->action->name, b->action->name);
    }
  g_assert_cmpuint (bound->len, >, 40);
}

static void
test_names (void)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++) {
    g_assert_nonnull (actions[i].title);
    g_assert_cmpint (actions[i].title[0], !=, '\0');
    if (actions[i].place == CS_ACTION_HOLD)
      continue;
    g_autofree char *name = NULL;
    g_autoptr (GVariant) target = NULL;
    g_autoptr (GError) error = NULL;
    g_assert_true (g_action_parse_detailed_name (actions[i].name, &name, &target, &error));
    g_assert_no_error (error);
  }
}

static void
test_key_label (void)
{
  g_autofree char *finish = cs_actions_key_label ("case.finish");
  g_assert_cmpstr (finish, ==, "Ctrl+Enter");
  g_assert_null (cs_actions_key_label ("app.open-sample"));
}

/* A tool that is on the rail has a key. */
static void
test_tools_have_keys (void)
{
  guint n = 0;
  const CsToolKind *const *tools = cs_tool_kinds (&n);
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("tool.choose::%s", tools[i]->tag);
    g_autofree char *key = cs_actions_key_label (name);
    if (key == NULL)
      g_error ("%s has no key", name);
  }
}

/* Rows with a name and keys; what is on a cap is on a keyboard. */
static guint
count_rows (GtkWidget *widget)
{
  guint n = GTK_IS_LIST_BOX_ROW (widget) &&
                    !gtk_widget_has_css_class (gtk_widget_get_parent (widget), "navigation-sidebar")
                ? 1
                : 0;
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "cs-key"))
    g_assert_null (strchr (gtk_label_get_label (GTK_LABEL (widget)), '_'));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

#define POINTER_ROWS 17

/* Every action that has a key is shown, on a small screen as well. */
static void
test_shortcuts_window (void)
{
  guint n = 0, keyed = 0;
  int least = 0, width = 0, height = 0;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++)
    keyed += actions[i].keys[0] != '\0';
  GtkWindow *window = cs_shortcuts_new (NULL, NULL);
  g_assert_cmpuint (count_rows (GTK_WIDGET (window)), ==, keyed + POINTER_ROWS);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (MAX (least, height), <=, 700);
  g_assert_cmpint (width, <=, 1300);
  gtk_window_destroy (window);
  g_assert_finalize_object (window);
}

/* Rows that are left when WORDS are looked for, on the page that is shown then. */
static guint
count_found (GtkWindow *window, GtkWidget *entry, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "search-changed");
  GtkWidget *pages = cs_test_window_find (GTK_WIDGET (window), GTK_TYPE_STACK, 0);
  if (pages == NULL)
    return 0;
  guint n = 0;
  GtkWidget *list =
      cs_test_window_find (gtk_stack_get_visible_child (GTK_STACK (pages)), GTK_TYPE_LIST_BOX, 0);
  for (int i = 0; gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i) != NULL; i++)
    n += gtk_widget_get_child_visible (
        GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i)));
  return n;
}

/* By what it does or by its key, wherever it stands. */
static void
test_search_keys (void)
{
  g_autoptr (GtkWindow) window = cs_shortcuts_new (NULL, NULL);
  gtk_window_present (window);
  GtkWidget *entry = cs_test_window_find (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY, 0);
  guint all = count_found (window, entry, "");
  g_assert_cmpuint (all, >, 5);
  g_assert_cmpuint (count_found (window, entry, "rOTATED box"), ==, 1);
  g_assert_cmpuint (count_found (window, entry, "ctrl+shift+h"), ==, 1);
  g_assert_cmpuint (count_found (window, entry, "no such thing"), ==, 0);
  g_assert_nonnull (cs_test_window_find_words (GTK_WIDGET (window), "No key does that."));
  g_assert_cmpuint (count_found (window, entry, ""), >, 5);
  g_assert_null (cs_test_window_find_words (GTK_WIDGET (window), "No key does that."));
  /* Escape takes away what is written, then the window. */
  count_found (window, entry, "copy");
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window)));
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (window)));
}

/* A single word in the type of keys is one that the table has. */
static void
assert_key (const char *word)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  if (strpbrk (word, "/-. ~") != NULL || g_str_equal (word, "sha256sum") ||
      g_str_equal (word, "minisign") || g_str_equal (word, "countersign"))
    return;
  for (guint i = 0; i < n; i++) {
    g_autofree char *label = cs_actions_key_label (actions[i].name);
    if (g_strcmp0 (label, word) == 0)
      return;
  }
  g_error ("the help names %s, which is no key", word);
}

/* Every page has words, and every key in them is one. */
static void
test_help (void)
{
  gsize size = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data (RESOURCE_PATH "/help/window.md", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (CsClauses) clauses = cs_clauses_parse (text, size, &error);
  g_autoptr (CsProse) prose = cs_prose_read (text, size, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < prose->n_blocks; i++)
    for (guint k = 0; k < prose->blocks[i].n_pieces; k++) {
      const CsProsePiece *piece = &prose->blocks[i].pieces[k];
      g_autofree char *word =
          g_strndup (prose->blocks[i].text + piece->start, piece->end - piece->start);
      if (piece->style & CS_PROSE_CODE)
        assert_key (word);
    }
  for (guint i = 0; i < clauses->n_clauses; i++)
    g_assert_cmpstr (clauses->clauses[i].plain, !=, "");
  GtkWindow *window = cs_help_new ();
  gtk_window_destroy (window);
  g_assert_finalize_object (window);
}

static void
test_key_caps (void)
{
  static const char *const rows[][2] = {
    { "case.next", "Ctrl+Page Down" },
    { "mark.label", "L" },
    { "mark.rule", "?" },
    { "view.next-not-shown", "Shift+↓" },
    { "view.auto-window", "Backtick" },
    { "mark.settle", "A" },
    { "case.leave", "Ctrl+Backspace" },
    { "view.corner-text", "Shift+H" },
    { "mark.cancel", "Esc" },
    { "case.pane", "F9" },
    { "hold.pan", "Space" },
    { "view.fit", "=" },
    { "win.help", "F1" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *label = cs_actions_key_label (rows[i][0]);
    g_assert_cmpstr (label, ==, rows[i][1]);
  }
}

/* A key that means two things says where it means which. */
static void
test_digits (void)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++) {
    if (actions[i].place != CS_ACTION_TEXT && actions[i].place != CS_ACTION_IMAGE)
      continue;
    if (!g_ascii_isdigit (actions[i].keys[0]))
      continue;
    g_assert_true (g_str_has_suffix (
        actions[i].title, actions[i].place == CS_ACTION_TEXT ? "(on a text)" : "(on a picture)"));
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/actions/no-collision", test_no_collision);
  g_test_add_func ("/actions/names", test_names);
  g_test_add_func ("/actions/key-label", test_key_label);
  g_test_add_func ("/actions/tools-have-keys", test_tools_have_keys);
  g_test_add_func ("/actions/key-caps", test_key_caps);
  g_test_add_func ("/actions/digits", test_digits);
  g_test_add_func ("/actions/help", test_help);
  g_test_add_func ("/actions/shortcuts-window", test_shortcuts_window);
  g_test_add_func ("/actions/search-keys", test_search_keys);
  return g_test_run ();
}
