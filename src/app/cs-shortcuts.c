/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-shortcuts.h"
#include "cs-actions.h"
#include "cs-key-words.h"
#include "cs-settings.h"
#include "cs-tool-choice.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* Caller unrefs. */
static GtkBuilder *
load (const char *file)
{
  g_type_ensure (ADW_TYPE_WINDOW);
  g_type_ensure (ADW_TYPE_HEADER_BAR);
  g_autofree char *path = g_strconcat (RESOURCE_PATH "/", file, NULL);
  return gtk_builder_new_from_resource (path);
}

/* A window of grey values is called what it is on the picture that is open. Caller frees. */
static char *
title_of (const CsAction *action, const char *const *windows)
{
  const char *number =
      g_str_has_prefix (action->name, "view.window(") ? strchr (action->name, '(') : NULL;
  guint n = number != NULL ? (guint)g_ascii_strtoull (number + 1, NULL, 10) : 0;
  if (windows == NULL || n == 0 || n > g_strv_length ((GStrv)windows))
    return g_strdup (action->title);
  /* Translators: %s is a window of grey values: "Lung". On a text the same digit is a label. */
  return g_strdup_printf (_ ("%s (on a picture)"), windows[n - 1]);
}

static void
add_row (GtkListBox *list, const char *title_words, const char *const *caps)
{
  g_autofree char *keys = g_strjoinv ("+", (char **)caps);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title_words, keys);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *title = gtk_label_new (title_words);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (line), title);
  for (guint i = 0; caps[i] != NULL; i++) {
    GtkWidget *cap = gtk_label_new (caps[i]);
    gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
    gtk_widget_add_css_class (cap, "cs-key");
    gtk_box_append (GTK_BOX (line), cap);
  }
  gtk_list_box_append (list, line);
  g_object_set_data_full (G_OBJECT (gtk_widget_get_parent (line)), "cs-words",
                          g_utf8_casefold (spoken, -1), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (line)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static gboolean
is_shown_before (const CsAction *actions, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (actions[i].group, actions[n].group))
      return TRUE;
  return FALSE;
}

/* Its list. */
static GtkListBox *
new_page (GtkStack *pages, const char *group)
{
  g_autoptr (GtkBuilder) builder = load ("keys-page.ui");
  GtkWidget *page = GTK_WIDGET (gtk_builder_get_object (builder, "page"));
  GtkListBox *list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, group, -1);
  gtk_stack_add_titled (pages, page, group, group);
  return list;
}

static void
add_page (GtkStack *pages, const CsAction *actions, guint n, const char *group,
          const char *const *windows, CsCaseModel *model)
{
  GtkListBox *list = new_page (pages, group);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (actions[i].group, group) && actions[i].keys[0] != '\0' &&
        (model == NULL || !cs_tool_choice_is_idle (model, actions[i].name))) {
      g_autofree char *title = title_of (&actions[i], windows);
      g_auto (GStrv) caps = cs_actions_key_caps (actions[i].name);
      add_row (list, title, (const char *const *)caps);
    }
}

/* --- what the hand on the mouse does --- */

static const char *
drag_title (CsProfileChoiceId button)
{
  static const struct {
    const char *word, *title;
  } drags[] = {
    { "window", N_ ("Window and level of the grey values") },
    { "pan", N_ ("Move the picture") },
    { "zoom", N_ ("Zoom at the pointer") },
    { "slices", N_ ("Go through the slices") },
  };
  const char *word = cs_profile_get_word (cs_settings_profile (), button);
  for (guint i = 0; i < G_N_ELEMENTS (drags); i++)
    if (g_str_equal (drags[i].word, word))
      return _ (drags[i].title);
  return NULL;
}

/* What the profile gives the buttons and the wheel to do. */
static void
add_chosen (GtkListBox *list)
{
  static const struct {
    CsProfileChoiceId choice;
    const char *caps[3];
  } rows[] = {
    { CS_PROFILE_WHEEL, { N_ ("Wheel") } },
    { CS_PROFILE_CTRL_WHEEL, { N_ ("Ctrl"), N_ ("Wheel") } },
    { CS_PROFILE_RIGHT, { N_ ("Right drag") } },
    { CS_PROFILE_MIDDLE, { N_ ("Middle drag") } },
  };
  const char *beside = drag_title (CS_PROFILE_LEFT);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *caps[] = { _ (rows[i].caps[0]), NULL, NULL };
    if (rows[i].caps[1] != NULL)
      caps[1] = _ (rows[i].caps[1]);
    add_row (list, drag_title (rows[i].choice), caps);
  }
  add_row (list, _ ("Zoom at the pointer, on a single picture"),
           (const char *const[]){ _ ("Wheel"), NULL });
  if (beside == NULL)
    return;
  /* Translators: %s is what a drag does: "Move the picture". */
  g_autofree char *title =
      g_strdup_printf (_ ("%s, beside the marks with the tool Select"), beside);
  add_row (list, title, (const char *const[]){ _ ("Drag"), NULL });
}

static void
add_pointer_page (GtkStack *pages)
{
  static const struct {
    const char *title;
    const char *caps[3];
  } rows[] = {
    { N_ ("Draw with the tool, move a mark or a corner of it"), { N_ ("Drag") } },
    { N_ ("Keep proportions, or one direction"), { N_ ("Shift"), N_ ("Drag") } },
    { N_ ("Draw from the centre"), { N_ ("Alt"), N_ ("Drag") } },
    { N_ ("Take the point of another mark that is near"), { N_ ("Ctrl"), N_ ("Drag") } },
    { N_ ("Select whole words of a text"), { N_ ("Drag") } },
    { N_ ("Select any letters of a text"), { N_ ("Alt"), N_ ("Drag") } },
    { N_ ("Close an outline, end a line"), { N_ ("Double click") } },
    { N_ ("The mark below, where several lie"), { N_ ("Click again") } },
    { N_ ("Select one mark more, or one less"), { N_ ("Ctrl"), N_ ("Click") } },
    { N_ ("Select what lies within, with the tool Select"), { N_ ("Shift"), N_ ("Drag") } },
    { N_ ("Jump to a slice"), { N_ ("Click on the strip") } },
  };
  GtkListBox *list = new_page (pages, _ ("Pointer"));
  g_autofree char *pan = cs_actions_key_label ("hold.pan");
  add_chosen (list);
  if (pan != NULL)
    add_row (list, _ ("Move the picture"), (const char *const[]){ pan, _ ("Drag"), NULL });
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *caps[G_N_ELEMENTS (rows[i].caps)] = { NULL };
    for (guint k = 0; rows[i].caps[k] != NULL; k++)
      caps[k] = _ (rows[i].caps[k]);
    add_row (list, _ (rows[i].title), caps);
  }
}

/* --- searching --- */

typedef struct {
  GtkStack *pages;
  GtkWidget *none; /* instead of the pages, when no key is found */
  GtkEditable *entry;
} Search;

static GtkListBox *
list_of (GtkStackPage *page)
{
  GtkWidget *view =
      gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (gtk_stack_page_get_child (page)));
  return GTK_LIST_BOX (gtk_viewport_get_child (GTK_VIEWPORT (view)));
}

static gboolean
matches (GtkListBoxRow *row, gpointer typed)
{
  return strstr (g_object_get_data (G_OBJECT (row), "cs-words"), typed) != NULL;
}

/* How many rows of the page have it. */
static guint
filter (GtkListBox *list, const char *typed)
{
  guint found = 0;
  GtkListBoxRow *row;
  gtk_list_box_set_filter_func (list, matches, g_strdup (typed), g_free);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    found += matches (row, (gpointer)typed);
  return found;
}

/* Pages without what is looked for go away; the first that has it is shown. */
static void
search_cb (GtkSearchEntry *entry, Search *search)
{
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (search->entry), -1);
  g_autoptr (GtkSelectionModel) model = gtk_stack_get_pages (search->pages);
  GtkWidget *first = NULL, *shown = gtk_stack_get_visible_child (search->pages);
  gboolean stays = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++) {
    g_autoptr (GObject) object = g_list_model_get_item (G_LIST_MODEL (model), i);
    GtkStackPage *page = GTK_STACK_PAGE (object);
    GtkWidget *child = gtk_stack_page_get_child (page);
    gboolean any = filter (list_of (page), g_strstrip (typed)) > 0;
    gtk_stack_page_set_visible (page, any);
    first = first == NULL && any ? child : first;
    stays |= any && child == shown;
  }
  if (first != NULL && !stays)
    gtk_stack_set_visible_child (search->pages, first);
  gtk_widget_set_visible (GTK_WIDGET (search->pages), first != NULL);
  gtk_widget_set_visible (search->none, first == NULL);
}

/* Escape: first what is written, then the window. */
static void
stop_cb (GtkSearchEntry *entry, Search *search)
{
  if (gtk_editable_get_text (search->entry)[0] != '\0')
    gtk_editable_set_text (search->entry, "");
  else
    gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (entry))));
}

static gboolean
focus_cb (GtkWidget *window, GVariant *args, gpointer entry)
{
  return gtk_widget_grab_focus (entry);
}

static void
add_search (GtkBuilder *builder)
{
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));
  GtkWidget *entry = gtk_search_entry_new (), *none = gtk_label_new (_ ("No key does that."));
  Search *search = g_new0 (Search, 1);
  search->pages = GTK_STACK (gtk_builder_get_object (builder, "pages"));
  search->none = none;
  search->entry = GTK_EDITABLE (entry);
  g_object_set_data_full (G_OBJECT (entry), "cs-search", search, g_free);
  cs_key_words_set (entry, "placeholder-text", _ ("Search ({win.search})"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search the keys"), -1);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (entry), window);
  gtk_widget_set_hexpand (none, TRUE);
  gtk_widget_set_visible (none, FALSE);
  gtk_widget_add_css_class (none, "cs-dim");
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (search->pages))), none);
  adw_header_bar_pack_start (ADW_HEADER_BAR (gtk_builder_get_object (builder, "header")), entry);
  g_signal_connect (entry, "search-changed", G_CALLBACK (search_cb), search);
  g_signal_connect (entry, "stop-search", G_CALLBACK (stop_cb), search);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (cs_actions_find ("win.search")->keys),
                        gtk_callback_action_new (focus_cb, entry, NULL)));
  gtk_widget_add_controller (window, keys);
}

GtkWindow *
cs_shortcuts_new (const char *const *windows, CsCaseModel *model)
{
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  g_autoptr (GtkBuilder) builder = load ("cs-pages.ui");
  GtkStack *pages = GTK_STACK (gtk_builder_get_object (builder, "pages"));
  for (guint i = 0; i < n; i++)
    if (!is_shown_before (actions, i))
      add_page (pages, actions, n, actions[i].group, windows, model);
  add_pointer_page (pages);
  add_search (builder);
  gtk_window_set_title (GTK_WINDOW (gtk_builder_get_object (builder, "window")),
                        _ ("Keyboard Shortcuts"));
  return g_object_ref (GTK_WINDOW (gtk_builder_get_object (builder, "window")));
}
