/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-verify-dialog.h"
#include "cs-dialogs.h"

#include <glib/gi18n.h>
#include <string.h>

#define LIST_WIDTH 400
#define LIST_HEIGHT 220
#define LIST_ROWS 5 /* that are seen without scrolling */
#define FIRST "first altered record: "

typedef struct {
  GPtrArray *problems; /* CsProblem */
  CsStatus *status;
} Verdict;

static void
verdict_free (gpointer data)
{
  Verdict *verdict = data;
  if (verdict == NULL)
    return;
  g_clear_pointer (&verdict->problems, g_ptr_array_unref);
  g_clear_pointer (&verdict->status, cs_status_free);
  g_free (verdict);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Verdict, verdict_free)

static gpointer
verify_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (Verdict) verdict = g_new0 (Verdict, 1);
  verdict->problems = cs_problems_new ();
  if (!cs_project_verify (desk->project, TRUE, verdict->problems, cs_job_cancellable (job), error))
    return NULL;
  verdict->status = cs_project_status (desk->project, &reader, error);
  return verdict->status != NULL ? g_steal_pointer (&verdict) : NULL;
}

/* --- what is said --- */

static GtkWidget *
new_line (const char *icon, const char *css, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *image = gtk_image_new_from_icon_name (icon), *label = gtk_label_new (words);
  gtk_widget_add_css_class (image, css);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static gboolean
is_change (const CsProblem *problem)
{
  return g_strcmp0 (problem->code, "changed-after-signing") == 0;
}

static void
add_counts (GtkBox *list, const CsStatus *status)
{
  guint signed_ones = (guint)status->by_status[CS_CASE_SIGNED];
  g_autofree char *cases =
      signed_ones == 0
          ? g_strdup (_ ("No case is signed yet"))
          : g_strdup_printf (ngettext ("%u case signed, its signature good",
                                       "%u cases signed, their signatures good", signed_ones),
                             signed_ones);
  g_autofree char *items =
      g_strdup_printf (ngettext ("%u item, its source as it came in",
                                 "%u items, their sources as they came in", (gulong)status->items),
                       (guint)status->items);
  gtk_box_append (list, new_line ("cs-signed-symbolic", "cs-met", cases));
  gtk_box_append (list, new_line ("cs-met-symbolic", "cs-met", items));
  gtk_box_append (list, new_line ("cs-met-symbolic", "cs-met",
                                  _ ("Every record in its place, sealed by who made it")));
}

static GtkWidget *
new_list (const Verdict *verdict)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  guint n = 0;
  gtk_widget_set_size_request (list, LIST_WIDTH, -1);
  for (guint i = 0; i < verdict->problems->len; i++) {
    const CsProblem *problem = verdict->problems->pdata[i];
    if (problem->severity == CS_SEVERITY_INFO)
      continue;
    n++;
    gtk_box_append (GTK_BOX (list),
                    new_line (is_change (problem) ? "cs-broken-symbolic" : "cs-not-met-symbolic",
                              is_change (problem) ? "cs-trouble" : "cs-close", problem->message));
  }
  if (n == 0)
    add_counts (GTK_BOX (list), verdict->status);
  if (n <= LIST_ROWS)
    return list;
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  return scrolled;
}

/* The first case that is no longer what was signed; FALSE when there is none. */
static gboolean
changed_case (const Verdict *verdict, CsGid *ret_case, guint *ret_other)
{
  gboolean found = FALSE;
  *ret_other = 0;
  for (guint i = 0; i < verdict->problems->len; i++) {
    const CsProblem *problem = verdict->problems->pdata[i];
    if (is_change (problem) && !found && problem->location != NULL)
      found = cs_gid_from_hex (problem->location, ret_case);
    else if (problem->severity != CS_SEVERITY_INFO)
      (*ret_other)++;
  }
  return found;
}

typedef struct {
  CsMainWindow *window;
  CsSession *session;
  CsGid case_gid;
} Showing;

static void
showing_free (gpointer data, GClosure *closure)
{
  Showing *showing = data;
  g_object_unref (showing->window);
  g_object_unref (showing->session);
  g_free (showing);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Showing *showing)
{
  if (g_str_equal (response, "show") &&
      cs_main_window_session (showing->window) == showing->session)
    cs_main_window_open_case (showing->window, &showing->case_gid, TRUE);
}

static gboolean
nothing_signed (const CsStatus *status)
{
  return status->by_status[CS_CASE_SIGNED] == 0 && status->changed_after_signing == 0;
}

static void
show_verdict (CsMainWindow *window, const Verdict *verdict)
{
  guint other = 0;
  Showing *showing = g_new0 (Showing, 1);
  showing->window = g_object_ref (window);
  showing->session = g_object_ref (cs_main_window_session (window));
  gboolean changed = changed_case (verdict, &showing->case_gid, &other);
  const char *heading =
      changed     ? _ ("Something was changed after signing")
      : other > 0 ? _ ("Nothing signed was changed, but there is something to know")
      : nothing_signed (verdict->status) ? _ ("Nothing was changed; nothing is signed yet")
                                         : _ ("Nothing was changed after signing");
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (window), heading, NULL));
  adw_message_dialog_set_extra_child (dialog, new_list (verdict));
  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  if (changed) {
    adw_message_dialog_add_response (dialog, "show", _ ("_Show What"));
    adw_message_dialog_set_response_appearance (dialog, "show", ADW_RESPONSE_SUGGESTED);
  }
  adw_message_dialog_set_default_response (dialog, changed ? "show" : "close");
  adw_message_dialog_set_close_response (dialog, "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), showing, showing_free, 0);
  cs_dialog_present (GTK_WIDGET (dialog));
}

/* --- what cannot be trusted --- */

static void
other_copy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  if (cs_ask_finish (result))
    gtk_widget_activate_action (GTK_WIDGET (window), "app.open", NULL);
}

static void
show_damage (CsMainWindow *window, const GError *error)
{
  const char *found = strstr (error->message, FIRST);
  g_autofree char *body =
      g_strdup_printf (_ ("The first record that is not as it was written: %s.\n\nLeave this file "
                          "as it is, and go on with the last copy that verifies."),
                       found != NULL ? found + strlen (FIRST) : error->message);
  cs_ask_async (GTK_WINDOW (window), _ ("This file was changed behind its records"), body,
                _ ("_Open Another Copy…"), FALSE, other_copy_cb, g_object_ref (window));
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (Verdict) verdict = value;
  if (cs_main_window_session (window) != CS_SESSION (source))
    return;
  if (ok)
    show_verdict (window, verdict);
  else if (g_error_matches (error, CS_ERROR, CS_ERROR_CORRUPT))
    show_damage (window, error);
  else
    cs_main_window_tell_error (window, error);
}

void
cs_verify_dialog_run (CsMainWindow *window)
{
  CsJobSpec spec = { .title = _ ("Verifying"), .run = verify_job, .free_result = verdict_free };
  cs_session_run_async (cs_main_window_session (window), &spec, NULL, verified_cb,
                        g_object_ref (window));
}
