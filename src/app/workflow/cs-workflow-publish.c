/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow-publish.h"
#include "cs-dialogs.h"
#include "cs-relax-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAX_SENTENCES 14

typedef struct {
  CsWorkflow *workflow;
  char *stage; /* that is relaxed to it; NULL: somebody wrote it */
  char *note;
  void (*then) (CsDesk *desk);
} Order;

typedef struct {
  CsSession *session;
  GTask *task;
  Order *order;
  GtkWidget *note;
} Asking;

static void
order_free (gpointer data)
{
  Order *order = data;
  if (order == NULL)
    return;
  cs_workflow_unref (order->workflow);
  g_free (order->stage);
  g_free (order->note);
  g_free (order);
}

/* --- words --- */

static void
add_changes (GString *words, const CsWorkflow *before, const CsWorkflow *after)
{
  g_autoptr (GPtrArray) changes = cs_workflow_diff (before, after);
  for (guint i = 0; i < changes->len; i++) {
    if (i == MAX_SENTENCES) {
      guint more = changes->len - i;
      g_string_append_printf (words, ngettext ("and %u more", "and %u more", more), more);
      g_string_append_c (words, '\n');
      break;
    }
    g_string_append_printf (words, "%s\n", (const char *)changes->pdata[i]);
  }
}

static void
add_cases (GString *words, const CsWorkflowFacts *facts)
{
  gint64 begun = 0, fresh = cs_workflow_facts_now (facts)->fresh;
  for (guint i = 0; i < facts->versions->len; i++)
    begun += ((const CsWorkflowVersion *)facts->versions->pdata[i])->cases;
  if (fresh < 0)
    return;
  g_string_append_c (words, '\n');
  g_string_append_printf (
      words,
      ngettext ("%u case that was begun goes on under the version it began with.",
                "%u cases that were begun go on under the version they began with.", (gulong)begun),
      (guint)begun);
  g_string_append_c (words, ' ');
  g_string_append_printf (words,
                          ngettext ("%u case that nobody began follows this one.",
                                    "%u cases that nobody began follow this one.", (gulong)fresh),
                          (guint)fresh);
  g_string_append_c (words, '\n');
}

/* What becomes of the cases, and whether the people are enough for WORKFLOW. */
static void
add_rest (GString *words, const CsWorkflowFacts *facts, const CsWorkflow *workflow)
{
  gboolean stops = FALSE;
  g_autofree char *roster = cs_workflow_facts_roster (facts, workflow, &stops);
  add_cases (words, facts);
  g_string_append_printf (words, "\n%s", roster);
}

char *
cs_workflow_publish_words (const CsWorkflowFacts *facts, const CsWorkflow *workflow, gint64 base)
{
  const CsWorkflowVersion *now = cs_workflow_facts_now (facts);
  GString *words = g_string_new (NULL);
  if (base > 0 && base != now->version)
    g_string_append_printf (words,
                            _ ("Version %u was published since you began from version %u. What it "
                               "changed is undone unless you changed it, too.\n\n"),
                            (guint)now->version, (guint)base);
  add_changes (words, now->workflow, workflow);
  add_rest (words, facts, workflow);
  return g_strchomp (g_string_free (words, FALSE));
}

/* --- publishing --- */

static gpointer
publish_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  if (order->stage != NULL)
    cs_project_relax (desk->project, order->stage, order->note, error);
  else if (cs_project_publish_workflow (desk->project, order->workflow, order->note, error) &&
           order->then != NULL)
    order->then (desk);
  return NULL;
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  if (g_str_equal (response, "publish")) {
    const char *note = gtk_editable_get_text (GTK_EDITABLE (asking->note));
    asking->order->note = note[0] != '\0' ? g_strdup (note) : NULL;
    CsJobSpec spec = { .title = _ ("Publishing the workflow"),
                       .run = publish_job,
                       .data = g_steal_pointer (&asking->order),
                       .free_data = order_free,
                       .flags = CS_JOB_CHANGES };
    cs_session_run_async (asking->session, &spec, NULL, published_cb,
                          g_steal_pointer (&asking->task));
  } else {
    g_task_return_boolean (asking->task, FALSE);
  }
  g_clear_object (&asking->task);
  g_object_unref (asking->session);
  order_free (asking->order);
  g_free (asking);
}

static GtkWidget *
new_questions (Asking *asking, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  asking->note = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (asking->note), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (asking->note),
                                  _ ("Why, in a sentence (may be left out)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (asking->note), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why"), -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), asking->note);
  return box;
}

/* ORDER and TASK are taken over. */
static void
ask (GtkWindow *parent, CsSession *session, Order *order, GTask *task, const char *heading,
     const char *words, const char *button)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));
  Asking *asking = g_new0 (Asking, 1);
  asking->session = g_object_ref (session);
  asking->task = task;
  asking->order = order;
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "publish", button, NULL);
  adw_message_dialog_set_response_appearance (dialog, "publish", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "publish");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, new_questions (asking, words));
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), asking);
  cs_dialog_present (GTK_WIDGET (dialog));
}

void
cs_workflow_publish_async (GtkWindow *parent, CsSession *session, const CsWorkflowFacts *facts,
                           CsWorkflow *workflow, gint64 base, void (*then) (CsDesk *desk),
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *heading = g_strdup_printf (_ ("Publish Workflow %u"),
                                              (guint)cs_workflow_facts_now (facts)->version + 1);
  g_autofree char *words = cs_workflow_publish_words (facts, workflow, base);
  Order *order = g_new0 (Order, 1);
  order->workflow = cs_workflow_ref (workflow);
  order->then = then;
  ask (parent, session, order, g_task_new (session, NULL, callback, user_data), heading, words,
       _ ("_Publish"));
}

/* What comes of the step, as far as it is known here: the rule is asked again when it is done. */
static CsWorkflow *
relaxed_by (const CsWorkflow *workflow, const CsRelaxRow *row)
{
  for (guint i = 0; i < workflow->n_stages; i++)
    if (strcmp (workflow->stages[i].key, row->stage) == 0)
      return cs_workflow_relaxed (workflow, i);
  return NULL;
}

void
cs_workflow_relax_async (GtkWindow *parent, CsSession *session, const CsWorkflowFacts *facts,
                         const CsRelaxRow *row, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (CsWorkflow) workflow = relaxed_by (cs_workflow_facts_now (facts)->workflow, row);
  g_autofree char *headline = cs_relax_headline (row);
  g_autofree char *outcome = cs_relax_outcome (row);
  g_autoptr (GString) words = g_string_new (NULL);
  g_string_printf (words, "%s. %s\n", headline, outcome);
  add_rest (words, facts, workflow);
  Order *order = g_new0 (Order, 1);
  order->stage = g_strdup (row->stage);
  order->workflow = g_steal_pointer (&workflow);
  ask (parent, session, order, g_task_new (session, NULL, callback, user_data),
       _ ("Relax as the Rule Allows"), words->str, _ ("_Relax"));
}

gboolean
cs_workflow_publish_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
