/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tier-shares.h"

#include <glib/gi18n.h>

static const char *const keys[] = { "1", "2", "3" };

typedef struct {
  CsTierSharesChanged changed;
  gpointer owner;
  GtkWidget *spins[G_N_ELEMENTS (keys)];
} Shares;

static void
changed_cb (GtkSpinButton *spin, Shares *shares)
{
  g_autoptr (CsJson) tiers = cs_json_new_object ();
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    int share = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (shares->spins[i]));
    if (share > 0)
      cs_json_put_int (tiers, keys[i], share);
  }
  shares->changed (shares->owner, cs_json_length (tiers) > 0 ? g_steal_pointer (&tiers) : NULL);
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
new_spin (gint64 share, guint tier)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 100, 1);
  g_autofree char *name = g_strdup_printf (_ ("Share of tier %u in %%"), tier);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), FALSE); /* none is a dash */
  g_signal_connect (spin, "output", G_CALLBACK (output_cb), NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), (double)share);
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  gtk_editable_set_enable_undo (GTK_EDITABLE (spin), FALSE); /* the form undoes */
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  gtk_widget_set_tooltip_text (spin, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return spin;
}

GtkWidget *
cs_tier_shares_new (const CsJson *tiers, CsTierSharesChanged changed, gpointer owner,
                    GtkWidget **ret_first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Shares *shares = g_new0 (Shares, 1);
  shares->changed = changed;
  shares->owner = owner;
  g_object_set_data_full (G_OBJECT (box), "shares", shares, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    shares->spins[i] = new_spin (cs_json_get_int (tiers, keys[i], 0), i + 1);
    gtk_box_append (GTK_BOX (box), shares->spins[i]);
    g_signal_connect (shares->spins[i], "value-changed", G_CALLBACK (changed_cb), shares);
  }
  if (ret_first != NULL)
    *ret_first = shares->spins[0];
  return box;
}
