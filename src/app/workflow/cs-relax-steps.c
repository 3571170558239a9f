/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-relax-steps.h"
#include "cs-tier-numbers.h"
#include "cs-workflow.h"

#include <glib/gi18n.h>

typedef struct {
  CsRelaxStepsChanged changed;
  gpointer owner;
  GtkWidget *lines, *add;
} Steps;

typedef struct {
  Steps *steps;
  GtkWidget *accepted, *of, *share;
  CsJson *tiers; /* or NULL */
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;
  cs_json_unref (line->tiers);
  g_free (line);
}

static Line *
line_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "line");
}

static gint64
number (GtkWidget *spin)
{
  return gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin));
}

static CsJson *
step_of (const Line *line)
{
  CsJson *step = cs_json_new_object ();
  cs_json_put_int (step, "accepted", number (line->accepted));
  cs_json_put_int (step, "of", number (line->of));
  cs_json_put_int (step, "share", number (line->share));
  if (line->tiers != NULL)
    cs_json_put (step, "tiers", cs_json_ref (line->tiers));
  return step;
}

static void
emit (Steps *steps, gboolean goes_on)
{
  g_autoptr (CsJson) list = cs_json_new_array ();
  for (GtkWidget *line = gtk_widget_get_first_child (steps->lines); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    cs_json_append (list, step_of (line_of (line)));
  gtk_widget_set_sensitive (steps->add, cs_json_length (list) < CS_RELAX_STEPS_MAX);
  steps->changed (steps->owner, cs_json_length (list) > 0 ? g_steal_pointer (&list) : NULL,
                  goes_on);
}

static void
number_cb (GtkSpinButton *spin, Steps *steps)
{
  emit (steps, TRUE);
}

static void
remove_cb (GtkButton *button, Steps *steps)
{
  GtkWidget *line = gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (button)));
  gtk_widget_grab_focus (steps->add);
  gtk_box_remove (GTK_BOX (steps->lines), line);
  emit (steps, FALSE);
}

static GtkWidget *
add_spin (Steps *steps, GtkWidget *box, int most, gint64 value, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, most, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), (double)value);
  gtk_editable_set_enable_undo (GTK_EDITABLE (spin), FALSE); /* the form undoes */
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  gtk_widget_set_tooltip_text (spin, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (spin, "value-changed", G_CALLBACK (number_cb), steps);
  gtk_box_append (GTK_BOX (box), spin);
  return spin;
}

static void
add_words (GtkWidget *box, const char *words)
{
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
}

static void
tiers_cb (gpointer owner, CsJson *tiers)
{
  Line *line = owner;
  cs_json_unref (line->tiers);
  line->tiers = tiers;
  emit (line->steps, TRUE);
}

/* "48 of 50 → 25 %" */
static GtkWidget *
new_rule (Line *line, const CsJson *step)
{
  Steps *steps = line->steps;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *out = gtk_button_new_from_icon_name ("list-remove-symbolic");
  line->accepted = add_spin (steps, box, CS_RELAX_OF_MAX, cs_json_get_int (step, "accepted", 1),
                             _ ("Cases accepted as they were"));
  /* Translators: between two numbers: "48 of 50". */
  add_words (box, _ ("of"));
  line->of = add_spin (steps, box, CS_RELAX_OF_MAX, cs_json_get_int (step, "of", 1),
                       _ ("Cases decided last"));
  add_words (box, "→");
  line->share = add_spin (steps, box, 100, cs_json_get_int (step, "share", 1),
                          _ ("Share of the cases from then on in %"));
  add_words (box, "%");
  gtk_widget_add_css_class (out, "flat");
  gtk_widget_set_tooltip_text (out, _ ("Take this step out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (out), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take this step out"), -1);
  g_signal_connect (out, "clicked", G_CALLBACK (remove_cb), steps);
  gtk_box_append (GTK_BOX (box), out);
  return box;
}

/* What it is for each tier stands below. */
static void
add_line (Steps *steps, const CsJson *step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *tiers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const CsJson *given = cs_json_get (step, "tiers");
  Line *line = g_new0 (Line, 1);
  g_object_set_data_full (G_OBJECT (box), "line", line, line_free);
  line->steps = steps;
  line->tiers = given != NULL ? cs_json_ref (given) : NULL;
  gtk_box_append (GTK_BOX (box), new_rule (line, step));
  add_words (tiers, _ ("% by tier"));
  gtk_box_append (GTK_BOX (tiers),
                  cs_tier_numbers_new (CS_TIER_SHARES, given, tiers_cb, line, NULL));
  gtk_widget_set_halign (tiers, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), tiers);
  gtk_box_append (GTK_BOX (steps->lines), box);
}

/* After what is there, with half of its share. */
static void
add_cb (GtkButton *button, Steps *steps)
{
  GtkWidget *last = gtk_widget_get_last_child (steps->lines);
  g_autoptr (CsJson) step = last != NULL ? step_of (line_of (last)) : cs_json_new_object ();
  if (last == NULL) {
    cs_json_put_int (step, "accepted", 48);
    cs_json_put_int (step, "of", 50);
  }
  cs_json_put_int (step, "share", MAX (cs_json_get_int (step, "share", 50) / 2, 1));
  add_line (steps, step);
  emit (steps, FALSE);
  gtk_widget_grab_focus (line_of (gtk_widget_get_last_child (steps->lines))->accepted);
}

GtkWidget *
cs_relax_steps_new (const CsJson *list, CsRelaxStepsChanged changed, gpointer owner,
                    GtkWidget **ret_add)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Steps *steps = g_new0 (Steps, 1);
  *steps = (Steps){ changed, owner, gtk_box_new (GTK_ORIENTATION_VERTICAL, 6),
                    gtk_button_new_with_label (_ ("Add Step")) };
  g_object_set_data_full (G_OBJECT (box), "steps", steps, g_free);
  for (guint i = 0; i < cs_json_length (list); i++)
    add_line (steps, cs_json_at (list, i));
  gtk_widget_set_sensitive (steps->add, cs_json_length (list) < CS_RELAX_STEPS_MAX);
  gtk_widget_set_halign (steps->add, GTK_ALIGN_END);
  gtk_widget_add_css_class (steps->add, "cs-quiet");
  g_signal_connect (steps->add, "clicked", G_CALLBACK (add_cb), steps);
  gtk_box_append (GTK_BOX (box), steps->lines);
  gtk_box_append (GTK_BOX (box), steps->add);
  *ret_add = steps->add;
  return box;
}
