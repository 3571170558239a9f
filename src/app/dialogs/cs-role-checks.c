/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-role-checks.h"
#include "cs-letter-scale.h"

#include <glib/gi18n.h>

static const struct {
  guint role;
  const char *word;
} roles[] = { { CS_ROLE_LABELER, N_ ("Labeler") },
              { CS_ROLE_REVIEWER, N_ ("Reviewer") },
              { CS_ROLE_SME, N_ ("Expert") },
              { CS_ROLE_LEAD, N_ ("Lead") },
              { CS_ROLE_ADJUDICATOR, N_ ("Adjudicator") },
              { CS_ROLE_AUDITOR, N_ ("Auditor") },
              { CS_ROLE_OBSERVER, N_ ("Observer") } };
#define ROLES_A_LINE 4 /* of usual letters */

typedef struct {
  CsPlanPerson *person;
  guint role;
  void (*changed) (gpointer data);
  gpointer data;
} Check;

static void
toggled_cb (GtkCheckButton *button, Check *check)
{
  guint others = check->person->roles & ~check->role;
  check->person->roles = gtk_check_button_get_active (button) ? others | check->role : others;
  check->changed (check->data);
}

static void
check_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

GtkWidget *
cs_role_checks_new (CsPlanPerson *person, gboolean leads, void (*changed) (gpointer), gpointer data)
{
  GtkWidget *grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_valign (grid, GTK_ALIGN_CENTER);
  int n = 0, line = cs_letter_scale (grid) > 1.5 ? ROLES_A_LINE - 1 : ROLES_A_LINE;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++) {
    if (!leads && roles[i].role == CS_ROLE_LEAD)
      continue;
    Check *check = g_new0 (Check, 1);
    *check = (Check){ person, roles[i].role, changed, data };
    GtkWidget *button = gtk_check_button_new_with_label (_ (roles[i].word));
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), (person->roles & check->role) != 0);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    person->name, -1);
    g_signal_connect_data (button, "toggled", G_CALLBACK (toggled_cb), check, check_free, 0);
    gtk_grid_attach (GTK_GRID (grid), button, n % line, n / line, 1, 1);
    n++;
  }
  return grid;
}

GtkWidget *
cs_role_remove_new (const char *name)
{
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *words = g_strdup_printf (_ ("Take %s out"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, words);
  return remove;
}

char *
cs_role_words (guint held)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (held & roles[i].role)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ (roles[i].word));
  return g_string_free (text, FALSE);
}
