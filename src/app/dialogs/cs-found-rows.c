/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-found-rows.h"
#include "cs-doubtful-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The button (or NULL) stands before the number, so that the numbers line up. */
static void
add_row (GtkListBox *rows, const char *icon, const char *title, const char *line, GtkWidget *button,
         gint64 number, const char *unit)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *figure = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  GtkWidget *value = gtk_label_new (figure), *word = gtk_label_new (unit);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (line != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_widget_add_css_class (value, "cs-heading");
  gtk_widget_add_css_class (word, "cs-dim");
  gtk_widget_set_size_request (word, 64, -1);
  gtk_label_set_xalign (GTK_LABEL (word), 0);
  if (button != NULL) {
    gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    row, NULL, -1);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), word);
  gtk_list_box_append (rows, row);
}

static GtkWidget *
new_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (button, 12);
  gtk_widget_add_css_class (button, "cs-quiet");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static guint
count_kind (const CsIntakePlan *plan, const char *kind, guint *ret_frames)
{
  guint n = 0;
  for (guint i = 0; i < plan->items->len; i++) {
    const CsPlanItem *item = plan->items->pdata[i];
    if (!g_str_equal (item->kind, kind))
      continue;
    n++;
    *ret_frames += (guint)item->frames;
  }
  return n;
}

static void
show_items (GtkListBox *rows, const CsIntakePlan *plan, const char *encoding)
{
  guint slices = 0, ignored = 0;
  guint series = count_kind (plan, "series", &slices);
  guint images = count_kind (plan, "image", &ignored), texts = count_kind (plan, "text", &ignored);
  if (series > 0) {
    g_autofree char *line = g_strdup_printf (ngettext ("%u slice", "%u slices", slices), slices);
    add_row (rows, "cs-items-symbolic", _ ("Series of slices"), line, NULL, series, _ ("series"));
  }
  if (images > 0)
    add_row (rows, "image-x-generic-symbolic", _ ("Pictures"), _ ("One picture each"), NULL, images,
             ngettext ("picture", "pictures", images));
  if (texts > 0)
    add_row (rows, "text-x-generic-symbolic", _ ("Texts"),
             encoding != NULL ? encoding : _ ("Plain text, UTF-8"), NULL, texts,
             ngettext ("text", "texts", texts));
  if (plan->items->len > 0)
    add_row (rows, "cs-today-symbolic", _ ("Cases"), _ ("What one person reads at a time"), NULL,
             plan->n_cases, ngettext ("case", "cases", plan->n_cases));
}

/* What stands beside cases, and is none. */
static void
show_context (GtkListBox *rows, const CsIntakePlan *plan)
{
  guint reports = 0, words = 0;
  for (guint i = 0; i < plan->context->len; i++) {
    const CsPlanContext *context = plan->context->pdata[i];
    reports += context->files->len;
    words += context->text != NULL;
  }
  if (reports > 0)
    add_row (rows, "text-x-generic-symbolic", _ ("Reports"), _ ("Beside their cases"), NULL,
             reports, ngettext ("report", "reports", reports));
  if (words > 0)
    add_row (rows, "cs-items-symbolic", _ ("Out of the table"),
             _ ("Age, sex, reason and the like, beside their cases"), NULL, words,
             ngettext ("entry", "entries", words));
}

static void
show_doubts (GtkListBox *rows, const CsIntakePlan *chosen, const CsIntakeResult *result)
{
  guint doubts = cs_doubtful_count (result->problems);
  /* What is the report of a second case comes in. */
  gint64 there = result->report->duplicates - result->report->plan->again->len + chosen->again->len;
  doubts -= MIN (doubts, result->undeclared); /* they have a row of their own */
  if (there > 0)
    add_row (rows, "edit-copy-symbolic", _ ("Duplicates"),
             _ ("The same bytes as another file; taken once"),
             new_button (_ ("Look"), "sources.duplicates"), there,
             ngettext ("file", "files", (gulong)there));
  if (result->undeclared > 0) {
    GtkWidget *button =
        result->sample != NULL ? new_button (_ ("Choose Encoding…"), "sources.encoding") : NULL;
    add_row (rows, "cs-close-symbolic", _ ("Texts of unknown encoding"),
             _ ("Left out until somebody says how they are to be read"), button, result->undeclared,
             ngettext ("text", "texts", result->undeclared));
  }
  if (doubts > 0) {
    guint left_out = (guint)result->report->quarantined - result->undeclared;
    g_autofree char *line =
        g_strdup_printf (ngettext ("%u is left out", "%u are left out", left_out), left_out);
    add_row (rows, "cs-close-symbolic", _ ("Doubtful files"), line,
             new_button (_ ("Look"), "sources.doubtful"), doubts,
             ngettext ("file", "files", doubts));
  }
}

void
cs_found_rows_show (GtkListBox *rows, const CsIntakePlan *chosen, const CsIntakeResult *result,
                    const char *encoding)
{
  GtkWidget *row;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (rows))) != NULL)
    gtk_list_box_remove (rows, row);
  if (result == NULL)
    return;
  show_items (rows, chosen, encoding);
  show_context (rows, chosen);
  show_doubts (rows, chosen, result);
  if (gtk_widget_get_first_child (GTK_WIDGET (rows)) == NULL)
    add_row (rows, "cs-open-symbolic", _ ("Nothing to read"), _ ("No picture, series or text"),
             NULL, 0, _ ("files"));
}
