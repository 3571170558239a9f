/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-attribute-editor.h"
#include "cs-choice-name.h"
#include "cs-mark-change.h"

#include <glib/gi18n.h>
#include <string.h>

/* One way to set a value. */
typedef struct {
  GtkWidget *(*build) (CsAttributeEditor *editor);
  void (*show) (CsAttributeEditor *editor, const CsJson *value);
  void (*press) (CsAttributeEditor *editor);
} Way;

struct _CsAttributeEditor {
  const CsAttribute *attribute;
  const Way *way;
  CsAttributeSet set;
  gpointer owner;
  GtkWidget *widget;  /* a reference */
  GtkWidget *checks;  /* of a multi-choice, in its popover */
  GtkWidget *chosen;  /* its words on the button */
  GtkWidget *popover; /* a reference; NULL without a list */
  GtkWidget *before;  /* what had the keys when a list was opened on the way; or NULL */
  gboolean showing;
  gboolean differ; /* the marks that are meant have different values */
};

/* VALUE is taken. */
static void
commit (CsAttributeEditor *editor, CsJson *value)
{
  g_autoptr (GError) error = NULL;
  if (editor->showing || (editor->differ && value == NULL)) {
    cs_json_unref (value);
    return;
  }
  gboolean ok = editor->set (editor->owner, editor->attribute, value, &error);
  gtk_widget_set_tooltip_text (editor->widget, ok ? NULL : error->message);
  if (ok)
    gtk_widget_remove_css_class (editor->widget, "error");
  else
    gtk_widget_add_css_class (editor->widget, "error");
}

static void
mark_unset (CsAttributeEditor *editor, gboolean unset)
{
  if (unset)
    gtk_widget_add_css_class (editor->widget, "cs-unset");
  else
    gtk_widget_remove_css_class (editor->widget, "cs-unset");
}

/* --- keys that come back --- */

static void
remember (CsAttributeEditor *editor)
{
  GtkRoot *root = gtk_widget_get_root (editor->widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean here =
      focus == NULL || focus == editor->widget || gtk_widget_is_ancestor (focus, editor->widget);
  g_set_weak_pointer (&editor->before, here ? NULL : focus);
}

static gboolean
give_back_cb (gpointer before)
{
  if (gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  return G_SOURCE_REMOVE;
}

/* When the toolkit has given them to the editor. */
static void
give_back (CsAttributeEditor *editor)
{
  if (editor->before != NULL)
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, give_back_cb, g_object_ref (editor->before),
                     g_object_unref);
  g_clear_weak_pointer (&editor->before);
}

static void
closed_cb (GtkPopover *popover, CsAttributeEditor *editor)
{
  give_back (editor);
}

static void
clicked_cb (GtkGestureClick *click, int n, double x, double y, CsAttributeEditor *editor)
{
  remember (editor);
}

/* Who comes from elsewhere, by the pointer or by a letter, goes back there from the list. */
static void
watch (CsAttributeEditor *editor, GtkWidget *popover)
{
  GtkGesture *click = gtk_gesture_click_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (clicked_cb), editor);
  gtk_widget_add_controller (editor->widget, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), editor);
  editor->popover = g_object_ref (popover);
}

static GtkWidget *
popover_of (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  while (child != NULL && !GTK_IS_POPOVER (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* --- one of several: a drop-down --- */

static gboolean
is_boolean (const CsAttributeEditor *editor)
{
  return g_str_equal (editor->attribute->type->nick, "boolean");
}

static void
choice_cb (GtkDropDown *widget, GParamSpec *pspec, CsAttributeEditor *editor)
{
  guint at = gtk_drop_down_get_selected (widget);
  if (at == GTK_INVALID_LIST_POSITION || at == 0)
    commit (editor, NULL);
  else if (is_boolean (editor))
    commit (editor, cs_json_new_bool (at == 1));
  else
    commit (editor, cs_json_new_string (editor->attribute->choices[at - 1].key));
}

static GtkWidget *
build_choice (CsAttributeEditor *editor)
{
  const CsAttribute *attribute = editor->attribute;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _ ("Choose…"));
  if (is_boolean (editor)) {
    gtk_string_list_append (names, _ ("Yes"));
    gtk_string_list_append (names, _ ("No"));
  }
  for (guint i = 0; i < attribute->n_choices; i++)
    gtk_string_list_append (names, attribute->choices[i].name);
  GtkWidget *widget = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  g_signal_connect (widget, "notify::selected", G_CALLBACK (choice_cb), editor);
  return widget;
}

static void
show_choice (CsAttributeEditor *editor, const CsJson *value)
{
  guint at = 0;
  if (value != NULL && is_boolean (editor))
    at = cs_json_int (value) != 0 ? 1 : 2;
  for (guint i = 0; value != NULL && i < editor->attribute->n_choices; i++)
    if (g_strcmp0 (editor->attribute->choices[i].key, cs_json_string (value)) == 0)
      at = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (editor->widget), at);
  mark_unset (editor, at == 0);
}

static void
press_choice (CsAttributeEditor *editor)
{
  remember (editor);
  gtk_widget_grab_focus (editor->widget);
  gtk_widget_activate (editor->widget);
}

static const Way choice_way = { build_choice, show_choice, press_choice };

/* --- yes or not said: a toggle --- */

static void
toggle_cb (GtkToggleButton *widget, CsAttributeEditor *editor)
{
  commit (editor, gtk_toggle_button_get_active (widget) ? cs_json_new_bool (TRUE) : NULL);
}

static GtkWidget *
build_toggle (CsAttributeEditor *editor)
{
  GtkWidget *widget = gtk_toggle_button_new ();
  g_signal_connect (widget, "toggled", G_CALLBACK (toggle_cb), editor);
  return widget;
}

static void
show_toggle (CsAttributeEditor *editor, const CsJson *value)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (editor->widget), cs_json_int (value) != 0);
}

static void
press_toggle (CsAttributeEditor *editor)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (editor->widget);
  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static const Way toggle_way = { build_toggle, show_toggle, press_toggle };

/* --- several of several: checks in a popover --- */

static void
check_cb (GtkCheckButton *check, CsAttributeEditor *editor)
{
  g_autoptr (CsJson) list = cs_json_new_array ();
  GtkWidget *each = gtk_widget_get_first_child (editor->checks);
  for (guint i = 0; each != NULL; i++, each = gtk_widget_get_next_sibling (each))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (each)))
      cs_json_append (list, cs_json_new_string (editor->attribute->choices[i].key));
  commit (editor, cs_json_length (list) > 0 ? g_steal_pointer (&list) : NULL);
}

static GtkWidget *
build_checks (CsAttributeEditor *editor)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *button = gtk_menu_button_new ();
  editor->checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  for (guint i = 0; i < editor->attribute->n_choices; i++) {
    GtkWidget *check = gtk_check_button_new_with_label (editor->attribute->choices[i].name);
    g_signal_connect (check, "toggled", G_CALLBACK (check_cb), editor);
    gtk_box_append (GTK_BOX (editor->checks), check);
  }
  gtk_popover_set_child (GTK_POPOVER (popover), editor->checks);
  editor->chosen = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (editor->chosen), 0);
  gtk_label_set_ellipsize (GTK_LABEL (editor->chosen), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (editor->chosen, TRUE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), editor->chosen);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  return button;
}

static gboolean
list_has (const CsJson *list, const char *key)
{
  for (guint i = 0; i < cs_json_length (list); i++)
    if (g_strcmp0 (cs_json_string (cs_json_at (list, i)), key) == 0)
      return TRUE;
  return FALSE;
}

static void
show_checks (CsAttributeEditor *editor, const CsJson *value)
{
  g_autoptr (GString) words = g_string_new (NULL);
  GtkWidget *each = gtk_widget_get_first_child (editor->checks);
  for (guint i = 0; each != NULL; i++, each = gtk_widget_get_next_sibling (each)) {
    gboolean on = list_has (value, editor->attribute->choices[i].key);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (each), on);
    if (on)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              editor->attribute->choices[i].name);
  }
  mark_unset (editor, words->len == 0);
  gtk_label_set_label (GTK_LABEL (editor->chosen), words->len > 0 ? words->str : _ ("Choose…"));
}

static void
press_checks (CsAttributeEditor *editor)
{
  remember (editor);
  gtk_menu_button_popup (GTK_MENU_BUTTON (editor->widget));
}

static const Way checks_way = { build_checks, show_checks, press_checks };

/* --- words and numbers: an entry --- */

static void
entry_done (CsAttributeEditor *editor)
{
  commit (editor, cs_attribute_from_text (editor->attribute,
                                          gtk_editable_get_text (GTK_EDITABLE (editor->widget))));
}

static void
entry_activate_cb (GtkEntry *entry, CsAttributeEditor *editor)
{
  entry_done (editor);
  give_back (editor);
}

static void
entry_leave_cb (GtkEventControllerFocus *focus, CsAttributeEditor *editor)
{
  entry_done (editor);
}

static GtkWidget *
build_entry (CsAttributeEditor *editor)
{
  const CsAttribute *attribute = editor->attribute;
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 12);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), attribute->unit);
  g_signal_connect (entry, "activate", G_CALLBACK (entry_activate_cb), editor);
  g_signal_connect (focus, "leave", G_CALLBACK (entry_leave_cb), editor);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static void
show_entry (CsAttributeEditor *editor, const CsJson *value)
{
  g_autofree char *number = cs_json_type (value) == CS_JSON_INT
                                ? g_strdup_printf ("%" G_GINT64_FORMAT, cs_json_int (value))
                                : NULL;
  const char *text = number != NULL ? number : cs_json_string (value);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (editor->widget)), text != NULL ? text : "") !=
      0)
    gtk_editable_set_text (GTK_EDITABLE (editor->widget), text != NULL ? text : "");
  mark_unset (editor, text == NULL);
}

static void
press_entry (CsAttributeEditor *editor)
{
  remember (editor);
  gtk_widget_grab_focus (editor->widget);
}

static const Way entry_way = { build_entry, show_entry, press_entry };

/* --- all of them --- */

static const Way *
way_of (const CsAttribute *attribute)
{
  const CsAttributeType *type = attribute->type;
  if (g_str_equal (type->nick, "boolean"))
    return attribute->required ? &choice_way : &toggle_way;
  if (!type->has_choices)
    return &entry_way;
  return g_str_equal (type->nick, "choice") ? &choice_way : &checks_way;
}

CsAttributeEditor *
cs_attribute_editor_new (const CsAttribute *attribute, CsAttributeSet set, gpointer owner)
{
  CsAttributeEditor *editor = g_new0 (CsAttributeEditor, 1);
  editor->attribute = attribute;
  editor->way = way_of (attribute);
  editor->set = set;
  editor->owner = owner;
  editor->showing = TRUE;
  editor->widget = g_object_ref_sink (editor->way->build (editor));
  editor->showing = FALSE;
  GtkWidget *popover =
      GTK_IS_MENU_BUTTON (editor->widget)
          ? GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (editor->widget)))
          : popover_of (editor->widget);
  if (popover != NULL)
    watch (editor, popover);
  gtk_widget_set_hexpand (editor->widget, editor->way != &toggle_way);
  if (GTK_IS_DROP_DOWN (editor->widget))
    cs_name_choice (editor->widget, attribute->name);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (editor->widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    attribute->name, -1);
  return editor;
}

void
cs_attribute_editor_free (CsAttributeEditor *editor)
{
  /* A widget that loses the focus on its way out must not set anything. */
  g_signal_handlers_disconnect_by_data (editor->widget, editor);
  editor->showing = TRUE;
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (editor->widget);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
    g_signal_handlers_disconnect_by_data (controller, editor);
  }
  GtkWidget *check = editor->checks != NULL ? gtk_widget_get_first_child (editor->checks) : NULL;
  for (; check != NULL; check = gtk_widget_get_next_sibling (check))
    g_signal_handlers_disconnect_by_data (check, editor);
  if (editor->popover != NULL)
    g_signal_handlers_disconnect_by_data (editor->popover, editor);
  g_clear_object (&editor->popover);
  g_clear_weak_pointer (&editor->before);
  g_object_unref (editor->widget);
  g_free (editor);
}

const CsAttribute *
cs_attribute_editor_attribute (const CsAttributeEditor *editor)
{
  return editor->attribute;
}

GtkWidget *
cs_attribute_editor_widget (const CsAttributeEditor *editor)
{
  return editor->widget;
}

gboolean
cs_attribute_editor_is_toggle (const CsAttributeEditor *editor)
{
  return editor->way == &toggle_way;
}

/* In words where there is room for them, and for all who ask. */
static void
say_differ (CsAttributeEditor *editor, gboolean differ)
{
  const char *words = differ ? _ ("The selected marks have different values here.") : NULL;
  editor->differ = differ;
  gtk_widget_set_tooltip_text (editor->widget, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor->widget),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words != NULL ? words : "",
                                  -1);
  if (GTK_IS_ENTRY (editor->widget))
    gtk_entry_set_placeholder_text (GTK_ENTRY (editor->widget),
                                    differ ? _ ("Different") : editor->attribute->unit);
  if (!GTK_IS_DROP_DOWN (editor->widget))
    return;
  const char *const first[] = { differ ? _ ("Different") : _ ("Choose…"), NULL };
  GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (editor->widget));
  gtk_string_list_splice (GTK_STRING_LIST (names), 0, 1, first);
}

void
cs_attribute_editor_show (CsAttributeEditor *editor, const CsJson *value, gboolean differ)
{
  editor->showing = TRUE;
  if (editor->differ != differ)
    say_differ (editor, differ);
  editor->way->show (editor, value);
  if (differ)
    mark_unset (editor, FALSE);
  if (differ && editor->chosen != NULL)
    gtk_label_set_label (GTK_LABEL (editor->chosen), _ ("Different"));
  editor->showing = FALSE;
}

void
cs_attribute_editor_press (CsAttributeEditor *editor)
{
  editor->way->press (editor);
}
