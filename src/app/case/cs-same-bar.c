/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-same-bar.h"
#include "cs-case-same.h"
#include "cs-key-words.h"

#include <glib/gi18n.h>

struct _CsSameBar {
  GtkWidget parent_instance;
  GtkWidget *words, *leave, *take;
};

G_DEFINE_FINAL_TYPE (CsSameBar, cs_same_bar, GTK_TYPE_WIDGET)

/* "1 Nodule" */
static char *
name_of (CsCaseModel *model, guint64 id)
{
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), id);
  return g_strdup_printf ("%u %s", cs_case_model_number (model, id),
                          cs_case_model_label_name (model, mark));
}

void
cs_same_bar_show (CsSameBar *self, CsCaseModel *model)
{
  guint64 first = cs_case_same_first (model);
  if (first == 0)
    return;
  gboolean can = cs_case_same_can_take (model);
  g_autofree char *one = name_of (model, first);
  g_autofree char *two = can ? name_of (model, cs_case_model_selected (model)) : NULL;
  /* Translators: two marks, by number and label. */
  g_autofree char *words =
      can ? g_strdup_printf (_ ("%s is the same as %s: press {mark.settle|Return}"), one, two)
          : g_strdup_printf (_ ("%s is the same as: click the other mark on any picture, or choose "
                                "it with {mark.next} or in the list"),
                             one);
  cs_key_words_set (self->words, "label", words);
  cs_key_words_set (self->words, "tooltip-text", words);
  gtk_widget_set_sensitive (self->take, can);
}

static void
cs_same_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_SAME_BAR);
  G_OBJECT_CLASS (cs_same_bar_parent_class)->dispose (object);
}

static void
cs_same_bar_class_init (CsSameBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_same_bar_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/case/cs-same-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSameBar, words);
  gtk_widget_class_bind_template_child (widget_class, CsSameBar, leave);
  gtk_widget_class_bind_template_child (widget_class, CsSameBar, take);
}

static void
cs_same_bar_init (CsSameBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
}
