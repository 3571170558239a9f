/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-label-popover.h"
#include "cs-actions.h"
#include "cs-badge.h"
#include "cs-label-colour.h"
#include "cs-letters.h"
#include "cs-mark-change.h"

#include <glib/gi18n.h>

struct _CsLabelPopover {
  GtkPopover parent_instance;
  GtkWidget *title, *list, *note, *filter;
  CsCaseModel *model;
  GPtrArray *labels; /* of const CsLabel, parallel to the rows */
  gunichar *letters; /* parallel, too */
  CsLabelChosen chosen;
  gpointer data;
  char *missing;     /* why there are no more labels; NULL when all are there */
  GtkWidget *before; /* had the focus; a weak reference */
};

G_DEFINE_FINAL_TYPE (CsLabelPopover, cs_label_popover, GTK_TYPE_POPOVER)

/* --- what is in it --- */

static gboolean
fits_one_of (const CsLabel *label, const GPtrArray *marks)
{
  for (guint i = 0; i < marks->len; i++)
    if (cs_label_fits_mark (label, marks->pdata[i]))
      return TRUE;
  return FALSE;
}

/* --- why the others are not in it; N are not --- */

static char *
not_drawn_here (CsCaseModel *model, guint n)
{
  guint at = cs_case_model_place (model, NULL);
  gboolean text = g_str_equal (cs_case_model_item (model, at)->row->kind, "text");
  return text ? g_strdup_printf (
                    ngettext ("%u label is not for texts.", "%u labels are not for texts.", n), n)
              : g_strdup_printf (ngettext ("%u label is not for pictures.",
                                           "%u labels are not for pictures.", n),
                                 n);
}

static char *
not_of_kind (const GPtrArray *marks, guint n)
{
  const char *noun = marks->len > 0 ? cs_mark_noun (marks->pdata[0]) : NULL;
  for (guint i = 1; noun != NULL && i < marks->len; i++)
    if (!g_str_equal (cs_mark_noun (marks->pdata[i]), noun))
      noun = NULL;
  if (noun == NULL)
    return g_strdup_printf (
        ngettext ("%u label is for no selected mark.", "%u labels are for no selected mark.", n),
        n);
  /* Translators: the kind of a mark: "7 labels are not drawn as box." */
  return g_strdup_printf (
      ngettext ("%u label is not drawn as %s.", "%u labels are not drawn as %s.", n), n, _ (noun));
}

static void
gather (CsLabelPopover *self, CsLabelsFor what)
{
  const CsSchema *schema = cs_case_model_schema (self->model);
  g_autoptr (GPtrArray) marks = cs_case_model_selected_marks (self->model);
  for (guint i = 0; schema != NULL && i < schema->n_labels; i++) {
    const CsLabel *label = &schema->labels[i];
    gboolean fits = what == CS_LABELS_TO_DRAW ? cs_case_model_label_fits (self->model, label)
                                              : fits_one_of (label, marks);
    if (fits)
      g_ptr_array_add (self->labels, (gpointer)label);
  }
  guint missing = schema != NULL ? schema->n_labels - self->labels->len : 0;
  if (missing > 0)
    self->missing = what == CS_LABELS_TO_DRAW ? not_drawn_here (self->model, missing)
                                              : not_of_kind (marks, missing);
}

static void
add_row (CsLabelPopover *self, const CsLabel *label, gunichar letter)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/case/label-choice.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  GtkWidget *key = GTK_WIDGET (gtk_builder_get_object (builder, "key"));
  char text[8] = { 0 };
  g_unichar_to_utf8 (g_unichar_toupper (letter), text);
  cs_badge_set (CS_BADGE (gtk_builder_get_object (builder, "swatch")), NULL,
                cs_label_colour (cs_case_model_schema (self->model), label), CS_BADGE_SWATCH);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "name")), label->name);
  gtk_label_set_label (GTK_LABEL (key), text);
  gtk_widget_set_visible (key, letter != 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label->name,
                                  -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
build (CsLabelPopover *self)
{
  guint n = self->labels->len;
  g_autofree CsLetterWish *wishes = g_new0 (CsLetterWish, n + 1);
  for (guint i = 0; i < n; i++) {
    const CsLabel *label = self->labels->pdata[i];
    wishes[i] = (CsLetterWish){ .name = label->name, .shortcut = label->shortcut };
  }
  self->letters = cs_letters_new (wishes, n);
  for (guint i = 0; i < n; i++)
    add_row (self, self->labels->pdata[i], self->letters[i]);
}

static void
select_armed (CsLabelPopover *self)
{
  const CsLabel *armed = cs_case_model_armed (self->model).label;
  guint at = 0;
  g_ptr_array_find (self->labels, armed, &at);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list),
                                                      at < self->labels->len ? (int)at : 0);
  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- choosing --- */

static void
choose (CsLabelPopover *self, guint at)
{
  CsLabelChosen chosen = self->chosen;
  const CsLabel *label = self->labels->pdata[at];
  self->chosen = NULL;
  gtk_popover_popdown (GTK_POPOVER (self));
  if (chosen != NULL)
    chosen (self->data, label);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, CsLabelPopover *self)
{
  choose (self, (guint)gtk_list_box_row_get_index (row));
}

/* 0: there is none to say. A screen reader follows what has the keys. */
static void
say_unknown (CsLabelPopover *self, gunichar letter)
{
  char text[8] = { 0 };
  g_unichar_to_utf8 (g_unichar_toupper (letter), text);
  g_autofree char *words = letter != 0 ? g_strdup_printf (_ ("No label has the letter %s."), text)
                                       : g_strdup (self->missing);
  gtk_label_set_label (GTK_LABEL (self->note), words != NULL ? words : "");
  gtk_widget_set_visible (self->note, words != NULL);
  GtkWidget *row = gtk_widget_get_focus_child (self->list);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    letter != 0 ? words : "", -1);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        CsLabelPopover *self)
{
  gunichar letter = g_unichar_tolower (gdk_keyval_to_unicode (key));
  say_unknown (self, 0);
  if (letter == '/') {
    gtk_widget_grab_focus (self->filter);
    return TRUE;
  }
  if (letter == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  for (guint i = 0; i < self->labels->len; i++) {
    if (self->letters[i] != letter)
      continue;
    choose (self, i);
    return TRUE;
  }
  if (g_unichar_isgraph (letter))
    say_unknown (self, letter);
  return g_unichar_isgraph (letter);
}

/* --- filtering --- */

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  CsLabelPopover *self = data;
  const CsLabel *label = self->labels->pdata[gtk_list_box_row_get_index (row)];
  g_autofree char *typed =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->filter)), -1);
  g_autofree char *name = g_utf8_casefold (label->name, -1);
  return strstr (name, typed) != NULL;
}

static GtkListBoxRow *
first_match (CsLabelPopover *self)
{
  for (guint i = 0; i < self->labels->len; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int)i);
    if (matches (row, self))
      return row;
  }
  return NULL;
}

static void
filter_cb (GtkSearchEntry *entry, CsLabelPopover *self)
{
  GtkListBoxRow *row = first_match (self);
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  if (row != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
}

static void
filter_activate_cb (GtkSearchEntry *entry, CsLabelPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  if (row != NULL && matches (row, self))
    activated_cb (GTK_LIST_BOX (self->list), row, self);
}

static void
filter_stop_cb (GtkSearchEntry *entry, CsLabelPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* --- life --- */

/* Not at once: the popover is still on its way out. */
static gboolean
leave (gpointer data)
{
  CsLabelPopover *self = data;
  if (gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return G_SOURCE_REMOVE;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean lost = focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  if (lost && self->before != NULL && gtk_widget_get_mapped (self->before))
    gtk_widget_grab_focus (self->before);
  gtk_widget_unparent (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover, gpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, leave, g_object_ref (popover), g_object_unref);
}

static void
cs_label_popover_dispose (GObject *object)
{
  CsLabelPopover *self = CS_LABEL_POPOVER (object);
  g_clear_weak_pointer (&self->before);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_LABEL_POPOVER);
  g_clear_object (&self->model);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->letters, g_free);
  g_clear_pointer (&self->missing, g_free);
  G_OBJECT_CLASS (cs_label_popover_parent_class)->dispose (object);
}

static void
cs_label_popover_class_init (CsLabelPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_label_popover_dispose;
  g_type_ensure (CS_TYPE_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/case/cs-label-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CsLabelPopover, title);
  gtk_widget_class_bind_template_child (widget_class, CsLabelPopover, list);
  gtk_widget_class_bind_template_child (widget_class, CsLabelPopover, note);
  gtk_widget_class_bind_template_child (widget_class, CsLabelPopover, filter);
}

static void
cs_label_popover_init (CsLabelPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->labels = g_ptr_array_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->list, keys);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), matches, self, NULL);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect (self->filter, "search-changed", G_CALLBACK (filter_cb), self);
  g_signal_connect (self->filter, "activate", G_CALLBACK (filter_activate_cb), self);
  g_signal_connect (self->filter, "stop-search", G_CALLBACK (filter_stop_cb), self);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (closed_cb), NULL); /* the case went away */
  /* Keys of the whole program end at a popover, as if they did not exist. */
  cs_actions_capture (GTK_WIDGET (self), CS_ACTION_APP);
}

void
cs_label_popover_open (GtkWidget *parent, const GdkRectangle *area, CsCaseModel *model,
                       CsLabelsFor what, const char *title, CsLabelChosen chosen, gpointer data)
{
  CsLabelPopover *self = g_object_new (CS_TYPE_LABEL_POPOVER, NULL);
  const GdkRectangle middle = { gtk_widget_get_width (parent) / 2,
                                gtk_widget_get_height (parent) / 3, 1, 1 };
  self->model = g_object_ref (model);
  self->chosen = chosen;
  self->data = data;
  g_set_weak_pointer (&self->before, gtk_root_get_focus (gtk_widget_get_root (parent)));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gather (self, what);
  build (self);
  gtk_widget_set_visible (self->filter, self->labels->len > 8);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), area != NULL ? area : &middle);
  gtk_popover_popup (GTK_POPOVER (self));
  select_armed (self);
  say_unknown (self, 0);
  if (self->missing != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->missing, -1);
}
