/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-doubtful-dialog.h"

#include "cs-problem.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ROWS 1000

guint
cs_doubtful_count (const GPtrArray *problems)
{
  guint n = 0;
  for (guint i = 0; i < problems->len; i++)
    n += ((CsProblem *)problems->pdata[i])->severity != CS_SEVERITY_INFO;
  return n;
}

/* Without the advice that is for the command line ("...; name it with --encoding"). */
static char *
reason_of (const CsProblem *problem)
{
  if (strcmp (problem->code, "encoding-not-declared") == 0)
    return g_strdup (_ ("It does not say which encoding it has. Press Choose Encoding… "
                        "where the files are chosen; that can be done later, in Import."));
  char *reason = g_strdup (problem->message);
  char *option = strstr (reason, " --");
  char *advice = option != NULL ? g_strrstr_len (reason, option - reason, "; ") : NULL;
  if (advice != NULL)
    *advice = '\0';
  return reason;
}

static GtkWidget *
new_row (const CsProblem *problem)
{
  g_autofree char *reason = reason_of (problem);
  gboolean left_out = problem->severity == CS_SEVERITY_ERROR;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon =
      gtk_image_new_from_icon_name (left_out ? "cs-rejected-symbolic" : "cs-close-symbolic");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 problem->location != NULL ? problem->location : reason);
  if (problem->location != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  gtk_widget_add_css_class (icon, left_out ? "cs-missed" : "cs-close");
  gtk_widget_set_tooltip_text (icon, left_out ? _ ("Left out") : _ ("Taken, but look at it"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

void
cs_doubtful_dialog_present (GtkWindow *parent, const char *title, const GPtrArray *problems)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/dialogs/cs-doubtful-dialog.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  GtkListBox *list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  GtkLabel *more = GTK_LABEL (gtk_builder_get_object (builder, "more"));
  guint listed = 0, count = cs_doubtful_count (problems);
  for (guint i = 0; i < problems->len && listed < MAX_ROWS; i++) {
    const CsProblem *problem = problems->pdata[i];
    if (problem->severity == CS_SEVERITY_INFO)
      continue;
    gtk_list_box_append (list, new_row (problem));
    listed++;
  }
  g_autofree char *words =
      g_strdup_printf (ngettext ("and %u more", "and %u more", count - listed), count - listed);
  gtk_label_set_label (more, words);
  gtk_widget_set_visible (GTK_WIDGET (more), count > listed);
  gtk_window_set_title (window, title);
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
