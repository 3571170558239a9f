/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-row-name.h"

struct _CsRowName {
  GtkWidget parent_instance;
  GtkWidget *child;
  char *words;
};

enum { PROP_CHILD = 1, PROP_WORDS, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CsRowName, cs_row_name, GTK_TYPE_WIDGET)

static gboolean
is_row (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
  return role == GTK_ACCESSIBLE_ROLE_ROW || role == GTK_ACCESSIBLE_ROLE_LIST_ITEM;
}

static void
name_row (CsRowName *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  while (row != NULL && !is_row (row))
    row = gtk_widget_get_parent (row);
  if (row != NULL && self->words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->words, -1);
}

static void
cs_row_name_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cs_row_name_parent_class)->root (widget);
  name_row (CS_ROW_NAME (widget));
}

static void
set_words (CsRowName *self, const char *words)
{
  if (g_strcmp0 (self->words, words) == 0)
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  name_row (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

static void
set_child (CsRowName *self, GtkWidget *child)
{
  g_return_if_fail (self->child == NULL);
  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
cs_row_name_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    set_child (CS_ROW_NAME (object), g_value_get_object (value));
  else
    set_words (CS_ROW_NAME (object), g_value_get_string (value));
}

static void
cs_row_name_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CsRowName *self = CS_ROW_NAME (object);
  if (id == PROP_CHILD)
    g_value_set_object (value, self->child);
  else
    g_value_set_string (value, self->words);
}

static void
cs_row_name_dispose (GObject *object)
{
  CsRowName *self = CS_ROW_NAME (object);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (cs_row_name_parent_class)->dispose (object);
}

static void
cs_row_name_class_init (CsRowNameClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  G_OBJECT_CLASS (klass)->dispose = cs_row_name_dispose;
  G_OBJECT_CLASS (klass)->set_property = cs_row_name_set_property;
  G_OBJECT_CLASS (klass)->get_property = cs_row_name_get_property;
  GTK_WIDGET_CLASS (klass)->root = cs_row_name_root;
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cs_row_name_init (CsRowName *self)
{
}
