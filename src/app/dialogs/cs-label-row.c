/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-label-row.h"
#include "cs-focus.h"
#include "cs-choice-name.h"

#include <glib/gi18n.h>

struct _CsLabelRow {
  GtkListBoxRow parent_instance;
  GtkWidget *name, *marks, *sentence;
};

G_DEFINE_FINAL_TYPE (CsLabelRow, cs_label_row, GTK_TYPE_LIST_BOX_ROW)

enum { CHANGED, REMOVE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* In the order of the choices of cs-label-row.ui. */
enum { REGION, POINT, LENGTH, AXES, ANGLE, WORDS };
static const char *const kinds[][3] = {
  [REGION] = { "box", "polygon", NULL }, [POINT] = { "point", NULL },
  [LENGTH] = { "polyline", NULL },       [AXES] = { "axes", NULL },
  [ANGLE] = { "angle", NULL },           [WORDS] = { "span", NULL },
};

static char *
text_of (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

char *
cs_label_row_name (CsLabelRow *self)
{
  return text_of (self->name);
}

void
cs_label_row_set_twice (CsLabelRow *self, gboolean twice)
{
  (twice ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->name, "error");
  gtk_widget_set_tooltip_text (self->name, twice ? _ ("Another label has this name") : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_STATE_INVALID,
                               twice ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

CsJson *
cs_label_row_to_json (CsLabelRow *self, const char *key)
{
  g_autofree char *name = text_of (self->name), *sentence = text_of (self->sentence);
  guint which = MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->marks)), WORDS);
  CsJson *json = cs_json_new_object (), *list = cs_json_new_array ();
  cs_json_put_string (json, "key", key);
  cs_json_put_string (json, "name", name);
  for (guint i = 0; kinds[which][i] != NULL; i++)
    cs_json_append (list, cs_json_new_string (kinds[which][i]));
  cs_json_put (json, "kinds", list);
  if (*sentence != '\0')
    cs_json_put_string (json, "definition", sentence);
  return json;
}

static void
changed_cb (GtkEditable *name, CsLabelRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (GtkButton *button, CsLabelRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static gboolean
cs_label_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CS_LABEL_ROW (widget)->name);
}

static void
cs_label_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_LABEL_ROW);
  G_OBJECT_CLASS (cs_label_row_parent_class)->dispose (object);
}

static void
cs_label_row_class_init (CsLabelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_label_row_dispose;
  widget_class->focus = cs_focus_within;
  widget_class->grab_focus = cs_label_row_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_LABEL_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", CS_TYPE_LABEL_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-label-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CsLabelRow, name);
  gtk_widget_class_bind_template_child (widget_class, CsLabelRow, marks);
  gtk_widget_class_bind_template_child (widget_class, CsLabelRow, sentence);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
cs_label_row_init (CsLabelRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_name_choice (self->marks, _ ("What it marks"));
}

GtkWidget *
cs_label_row_new (gboolean texts)
{
  CsLabelRow *self = g_object_new (CS_TYPE_LABEL_ROW, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->marks), texts ? WORDS : REGION);
  return GTK_WIDGET (self);
}
