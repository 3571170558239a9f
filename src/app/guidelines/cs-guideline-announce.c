/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-announce.h"
#include "cs-dialogs.h"

#include <glib/gi18n.h>

#define MAX_RULES 6

/* --- the words --- */

static gint64
last_decisive (const CsGuidelineNews *news)
{
  gint64 version = 0;
  for (guint i = 0; i < news->versions->len; i++) {
    const CsDocumentRow *row = news->versions->pdata[i];
    if (g_strcmp0 (row->change, "decisions") == 0)
      version = row->version;
  }
  return version;
}

static void
append_rule (GString *words, const CsClauseNews *clause)
{
  g_string_append_printf (words, "%s%s%s", clause->is_generated ? "" : clause->id,
                          clause->is_generated ? "" : " ", clause->heading);
  if (clause->cases > 0)
    g_string_append_printf (words,
                            ngettext (" (%u of your cases is touched)",
                                      " (%u of your cases are touched)", (gulong)clause->cases),
                            (guint)clause->cases);
  g_string_append_c (words, '\n');
}

char *
cs_guideline_announcement (const CsGuidelineNews *news, gint64 told)
{
  guint n = 0;
  if (last_decisive (news) <= told)
    return NULL;
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < news->clauses->len && news->read > 0; i++) {
    const CsClauseNews *clause = news->clauses->pdata[i];
    if (g_strcmp0 (clause->effect, "decisions") == 0 && n++ < MAX_RULES)
      append_rule (words, clause);
  }
  if (n > MAX_RULES)
    g_string_append_printf (words, _ ("and %u more\n"), n - MAX_RULES);
  g_string_append (words, n > 0 ? "\n" : "");
  g_string_append (words, _ ("What was submitted already keeps the version it was made with."));
  return g_string_free (words, FALSE);
}

/* --- saying it --- */

/* What was said last to this person of this project. */
static char *
told_key (const CsSessionFacts *facts)
{
  char hex[CS_GID_HEX + 1];
  return g_strdup_printf ("%s-%s-told", cs_gid_to_hex (&facts->gid, hex), facts->handle);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, CsMainWindow *window)
{
  if (!g_str_equal (response, "read"))
    return;
  cs_main_window_leave_case (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.place", "s", "guideline");
}

static void
tell (CsMainWindow *window, gint64 version, const char *body)
{
  g_autofree char *heading = g_strdup_printf (_ ("Guideline %u Changes Decisions"), (guint)version);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (window), heading, NULL));
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_responses (dialog, "later", _ ("_Later"), "read", _ ("_Read It"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "read", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "read");
  adw_message_dialog_set_close_response (dialog, "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), window, 0);
  cs_dialog_present (GTK_WIDGET (dialog));
}

static gpointer
news_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  return cs_project_guideline_news (desk->project, &reader, error);
}

static void
news_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  gpointer value = NULL;
  /* Who cannot be told now is told on Today. */
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, NULL))
    return;
  g_autoptr (CsGuidelineNews) news = value;
  const CsSessionFacts *facts = cs_session_facts (CS_SESSION (source));
  if (cs_main_window_session (window) != CS_SESSION (source) || facts->handle == NULL)
    return;
  g_autofree char *key = told_key (facts);
  CsPreferences *preferences = cs_main_window_preferences (window);
  g_autofree char *body =
      cs_guideline_announcement (news, cs_preferences_int (preferences, key, 0));
  if (body == NULL)
    return;
  cs_preferences_set_int (preferences, key, (int)news->now);
  tell (window, last_decisive (news), body);
}

void
cs_guideline_announce (CsMainWindow *window)
{
  CsJobSpec spec = { .run = news_job, .free_result = (GDestroyNotify)cs_guideline_news_free };
  cs_session_run_async (cs_main_window_session (window), &spec, NULL, news_cb,
                        g_object_ref (window));
}
