/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-items-name.h"

#include <glib/gi18n.h>

struct _CsItemsName {
  GtkPopover parent_instance;
  GtkWidget *entry, *hint, *remove, *accept;
  CsItemsSaved *saved;
  char *name; /* of the one that there is; NULL for a new one */
};

G_DEFINE_FINAL_TYPE (CsItemsName, cs_items_name, GTK_TYPE_POPOVER)

enum { NAMED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Caller frees. */
static char *
typed (CsItemsName *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* What stands against NAME, or what it does; NULL when nothing is to be said. */
static const char *
hint_for (CsItemsName *self, const char *name, gboolean *ret_may)
{
  gboolean taken = cs_items_saved_find (self->saved, name) != NULL;
  *ret_may = FALSE;
  if (name[0] == '\0')
    return NULL;
  if (!cs_items_filter_name_ok (name))
    return _ ("A name is one line of letters, not more than 60 of them.");
  if (taken && self->name != NULL)
    return g_str_equal (name, self->name) ? NULL : _ ("Another filter has that name.");
  if (!taken && self->name == NULL && cs_items_saved_count (self->saved) >= CS_ITEMS_FILTERS_MAX)
    return _ ("There are 50 saved filters already: delete one first.");
  *ret_may = TRUE;
  return taken ? _ ("There is one with that name: this takes its place.") : NULL;
}

static void
look (CsItemsName *self)
{
  g_autofree char *name = typed (self);
  gboolean may = FALSE;
  const char *words = hint_for (self, name, &may);
  gtk_label_set_label (GTK_LABEL (self->hint), words != NULL ? words : "");
  gtk_widget_set_visible (self->hint, words != NULL);
  gtk_button_set_label (GTK_BUTTON (self->accept), self->name != NULL     ? _ ("Rename")
                                                   : may && words != NULL ? _ ("Replace")
                                                                          : _ ("Save"));
  gtk_widget_set_sensitive (self->accept, may);
}

/* What it belongs to goes, or can be pressed no more, with what it does. */
static void
leave (CsItemsName *self)
{
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
accept_cb (CsItemsName *self)
{
  g_autoptr (CsItemsName) alive = g_object_ref (self);
  g_autofree char *name = typed (self);
  gboolean may = FALSE;
  hint_for (self, name, &may);
  if (!may)
    return;
  leave (self);
  if (self->name != NULL)
    cs_items_saved_rename (self->saved, self->name, name);
  else
    g_signal_emit (self, signals[NAMED], 0, name);
}

static void
remove_cb (CsItemsName *self)
{
  g_autoptr (CsItemsName) alive = g_object_ref (self);
  leave (self);
  cs_items_saved_remove (self->saved, self->name);
}

static void
cs_items_name_dispose (GObject *object)
{
  CsItemsName *self = CS_ITEMS_NAME (object);
  g_clear_object (&self->saved);
  g_clear_pointer (&self->name, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_ITEMS_NAME);
  G_OBJECT_CLASS (cs_items_name_parent_class)->dispose (object);
}

static void
cs_items_name_class_init (CsItemsNameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_items_name_dispose;
  signals[NAMED] = g_signal_new ("named", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-items-name.ui");
  gtk_widget_class_bind_template_child (widget_class, CsItemsName, entry);
  gtk_widget_class_bind_template_child (widget_class, CsItemsName, hint);
  gtk_widget_class_bind_template_child (widget_class, CsItemsName, remove);
  gtk_widget_class_bind_template_child (widget_class, CsItemsName, accept);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
cs_items_name_init (CsItemsName *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cs_items_name_new (CsItemsSaved *saved, const char *name, const char *proposal)
{
  CsItemsName *self = g_object_new (CS_TYPE_ITEMS_NAME, NULL);
  const char *text = name != NULL ? name : proposal;
  self->saved = g_object_ref (saved);
  self->name = g_strdup (name);
  gtk_widget_set_visible (self->remove, name != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  look (self);
  return GTK_WIDGET (self);
}
