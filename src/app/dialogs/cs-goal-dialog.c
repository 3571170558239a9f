/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-goal-dialog.h"
#include "cs-bulk-act.h"
#include "cs-dialogs.h"
#include "cs-work.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  CsMainWindow *window;
  CsGid *cases;
  guint n;
  AdwMessageDialog *dialog;
  GtkEditable *goal;
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;
  g_object_unref (sheet->window);
  g_free (sheet->cases);
  g_free (sheet);
}

/* Without spaces around it; caller frees. */
static char *
written (const Sheet *sheet)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (sheet->goal)));
}

static void
changed_cb (GtkEditable *goal, Sheet *sheet)
{
  g_autofree char *text = written (sheet);
  adw_message_dialog_set_response_enabled (sheet->dialog, "set",
                                           text[0] != '\0' && strlen (text) <= CS_GOAL_MAX);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Sheet *sheet)
{
  g_autofree char *text = written (sheet);
  if (g_str_equal (response, "set"))
    cs_bulk_prioritise (sheet->window, sheet->cases, sheet->n, 1, text);
}

void
cs_goal_dialog_present (CsMainWindow *window, const CsGid *cases, guint n)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/dialogs/cs-goal.ui");
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Serve %u Case First", "Serve %u Cases First", n), n);
  Sheet *sheet = g_new0 (Sheet, 1);
  sheet->window = g_object_ref (window);
  sheet->cases = g_memdup2 (cases, n * sizeof (CsGid));
  sheet->n = n;
  sheet->dialog = ADW_MESSAGE_DIALOG (gtk_builder_get_object (builder, "dialog"));
  sheet->goal = GTK_EDITABLE (gtk_builder_get_object (builder, "goal"));
  adw_message_dialog_set_heading (sheet->dialog, heading);
  g_object_set_data_full (G_OBJECT (sheet->dialog), "sheet", sheet, sheet_free);
  g_signal_connect (sheet->goal, "changed", G_CALLBACK (changed_cb), sheet);
  g_signal_connect (sheet->dialog, "response", G_CALLBACK (response_cb), sheet);
  changed_cb (sheet->goal, sheet);
  gtk_window_set_transient_for (GTK_WINDOW (sheet->dialog), GTK_WINDOW (window));
  cs_dialog_present (GTK_WIDGET (sheet->dialog));
}
