/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assistant of a new project: what it says of labels as they are written. */
#include "cs-rules-page.h"
#include "cs-test.h"

/* The Nth entry below ROOT, mapped or not; counts N down. */
static GtkWidget *
find_entry (GtkWidget *root, guint *n)
{
  if (GTK_IS_ENTRY (root))
    return (*n)-- == 0 ? root : NULL;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child, n);
  return found;
}

/* The name in row N: a row has two entries. */
static GtkWidget *
name_of (GtkWidget *page, guint n)
{
  guint left = 2 * n;
  return find_entry (page, &left);
}

static void
write_name (GtkWidget *page, guint n, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (name_of (page, n)), name);
}

/* Two labels that nobody could tell apart: said at the row, and the project is not made. */
static void
test_label_twice (void)
{
  if (!gtk_init_check ()) {
    g_test_skip ("no display");
    return;
  }
  adw_init ();
  GtkWidget *page = g_object_ref_sink (g_object_new (CS_TYPE_RULES_PAGE, NULL));
  CsRulesPage *rules = CS_RULES_PAGE (page);
  cs_rules_page_set_name (rules, "Head study");
  gtk_widget_activate_action (page, "rules.add-label", NULL);
  write_name (page, 0, "Diagnosis");
  g_assert_null (cs_rules_page_missing (rules));
  write_name (page, 1, "diagnosis ");
  g_assert_cmpstr (cs_rules_page_missing (rules), ==, "Two labels have the same name");
  g_assert_true (gtk_widget_has_css_class (name_of (page, 1), "error"));
  g_assert_false (gtk_widget_has_css_class (name_of (page, 0), "error"));
  write_name (page, 1, "Other");
  g_assert_null (cs_rules_page_missing (rules));
  g_assert_false (gtk_widget_has_css_class (name_of (page, 1), "error"));
  g_object_unref (page);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/new-project/label-twice", test_label_twice);
  return g_test_run ();
}
