/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tier-numbers.h"

#include <glib/gi18n.h>

static const char *const keys[] = { "1", "2", "3" };

typedef struct {
  CsTierNumbersChanged changed;
  gpointer owner;
  GtkWidget *spins[G_N_ELEMENTS (keys)];
} Numbers;

static void
changed_cb (GtkSpinButton *spin, Numbers *numbers)
{
  g_autoptr (CsJson) tiers = cs_json_new_object ();
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    int number = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (numbers->spins[i]));
    if (number > 0)
      cs_json_put_int (tiers, keys[i], number);
  }
  numbers->changed (numbers->owner, cs_json_length (tiers) > 0 ? g_steal_pointer (&tiers) : NULL);
}

/* None of its own. */
static gboolean
output_cb (GtkSpinButton *spin, gpointer data)
{
  if (gtk_spin_button_get_value_as_int (spin) > 0)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (spin), "–");
  return TRUE;
}

static GtkWidget *
new_spin (CsTierNumbers kind, gint64 number, guint tier)
{
  gboolean shares = kind == CS_TIER_SHARES;
  GtkWidget *spin = gtk_spin_button_new_with_range (0, shares ? 100 : 9, 1);
  g_autofree char *name = g_strdup_printf (
      shares ? _ ("Share of tier %u in %%") : _ ("How many read what is of tier %u"), tier);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), FALSE); /* none is a dash */
  g_signal_connect (spin, "output", G_CALLBACK (output_cb), NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), (double)number);
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  gtk_editable_set_enable_undo (GTK_EDITABLE (spin), FALSE); /* the form undoes */
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  gtk_widget_set_tooltip_text (spin, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return spin;
}

GtkWidget *
cs_tier_numbers_new (CsTierNumbers kind, const CsJson *tiers, CsTierNumbersChanged changed,
                     gpointer owner, GtkWidget **ret_first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Numbers *numbers = g_new0 (Numbers, 1);
  numbers->changed = changed;
  numbers->owner = owner;
  g_object_set_data_full (G_OBJECT (box), "numbers", numbers, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    numbers->spins[i] = new_spin (kind, cs_json_get_int (tiers, keys[i], 0), i + 1);
    gtk_box_append (GTK_BOX (box), numbers->spins[i]);
    g_signal_connect (numbers->spins[i], "value-changed", G_CALLBACK (changed_cb), numbers);
  }
  if (ret_first != NULL)
    *ret_first = numbers->spins[0];
  return box;
}
