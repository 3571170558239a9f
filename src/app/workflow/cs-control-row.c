/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-control-row.h"
#include "cs-choice-name.h"

#include <glib/gi18n.h>

#define CONTROLS_MAX 100

enum { NAMES_NOBODY, NAMES, PAUSES };

typedef struct {
  CsControlRowChanged changed;
  gpointer owner;
  GtkWidget *used, *rest, *at_least, *fails, *of_last, *then;
} Row;

static gint64
number (GtkWidget *spin)
{
  return gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin));
}

static void
emit (Row *row, gboolean goes_on)
{
  gboolean used = gtk_check_button_get_active (GTK_CHECK_BUTTON (row->used));
  guint then = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->then));
  g_autoptr (CsJson) control = cs_json_new_object ();
  gtk_widget_set_sensitive (row->rest, used);
  cs_json_put_int (control, "at_least", number (row->at_least));
  cs_json_put_int (control, "fails", then == NAMES_NOBODY ? 0 : number (row->fails));
  cs_json_put_int (control, "of_last", number (row->of_last));
  if (then == PAUSES)
    cs_json_put_bool (control, "pause", TRUE);
  row->changed (row->owner, used ? g_steal_pointer (&control) : NULL, goes_on);
}

static void
number_cb (GtkSpinButton *spin, Row *row)
{
  emit (row, TRUE);
}

static void
used_cb (GtkCheckButton *used, Row *row)
{
  emit (row, FALSE);
}

static void
then_cb (GtkDropDown *then, GParamSpec *pspec, Row *row)
{
  emit (row, FALSE);
}

static GtkWidget *
add_spin (GtkWidget *line, int most, gint64 value, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, most, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), (double)value);
  gtk_editable_set_enable_undo (GTK_EDITABLE (spin), FALSE); /* the form undoes */
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  gtk_widget_set_tooltip_text (spin, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (line), spin);
  return spin;
}

static void
add_words (GtkWidget *line, const char *words)
{
  gtk_box_append (GTK_BOX (line), gtk_label_new (words));
}

static GtkWidget *
new_then (const CsJson *control)
{
  const char *const choices[] = { _ ("Nothing is said"), _ ("A lead is told"), _ ("Are paused"),
                                  NULL };
  GtkWidget *then = gtk_drop_down_new_from_strings (choices);
  guint at = cs_json_get_bool (control, "pause")         ? PAUSES
             : cs_json_get_int (control, "fails", 2) > 0 ? NAMES
                                                         : NAMES_NOBODY;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (then), at);
  cs_name_choice (then, _ ("What becomes of who failed so many"));
  return then;
}

/* "☑ 80 % found" over "2 of the last 5 failed:" over "[A lead is told]" */
static void
fill (Row *row, const CsJson *control)
{
  GtkWidget *found = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *failed = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gint64 fails = cs_json_get_int (control, "fails", 2);
  row->at_least = add_spin (found, 100, cs_json_get_int (control, "at_least", 80),
                            _ ("How many percent of what is signed must be found"));
  add_words (found, _ ("% found of what is signed"));
  row->fails = add_spin (failed, CONTROLS_MAX, fails > 0 ? fails : 2, _ ("Control cases failed"));
  /* Translators: between two numbers: "2 of the last 5". */
  add_words (failed, _ ("of the last"));
  row->of_last = add_spin (failed, CONTROLS_MAX, cs_json_get_int (control, "of_last", 5),
                           _ ("Control cases read last"));
  add_words (failed, _ ("failed:"));
  row->then = new_then (control);
  gtk_box_append (GTK_BOX (row->rest), found);
  gtk_box_append (GTK_BOX (row->rest), failed);
  gtk_box_append (GTK_BOX (row->rest), row->then);
}

GtkWidget *
cs_control_row_new (const CsJson *control, CsControlRowChanged changed, gpointer owner,
                    GtkWidget **ret_first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  Row *row = g_new0 (Row, 1);
  row->changed = changed;
  row->owner = owner;
  row->used = gtk_check_button_new_with_label (_ ("Used"));
  row->rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row->used), control != NULL);
  gtk_widget_set_valign (row->used, GTK_ALIGN_START);
  gtk_widget_set_sensitive (row->rest, control != NULL);
  fill (row, control);
  gtk_box_append (GTK_BOX (box), row->used);
  gtk_box_append (GTK_BOX (box), row->rest);
  g_signal_connect (row->used, "toggled", G_CALLBACK (used_cb), row);
  g_signal_connect (row->at_least, "value-changed", G_CALLBACK (number_cb), row);
  g_signal_connect (row->fails, "value-changed", G_CALLBACK (number_cb), row);
  g_signal_connect (row->of_last, "value-changed", G_CALLBACK (number_cb), row);
  g_signal_connect (row->then, "notify::selected", G_CALLBACK (then_cb), row);
  *ret_first = row->used;
  return box;
}
