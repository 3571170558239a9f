/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-assign-dialog.h"
#include "cs-choice-name.h"
#include "cs-dialogs.h"
#include "cs-project-desk.h"

#include <glib/gi18n.h>

/* Both what the jobs read and what the dialog holds. */
typedef struct {
  CsMainWindow *window;
  CsGid *cases;
  guint n;
  GPtrArray *people; /* CsPersonRow */
  GtkWidget *choice;
} Assign;

static void
assign_free (Assign *assign)
{
  g_clear_object (&assign->window);
  g_clear_pointer (&assign->people, g_ptr_array_unref);
  g_free (assign->cases);
  g_free (assign);
}

typedef struct {
  CsGid *cases;
  guint n;
  CsGid person;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;
  g_free (order->cases);
  g_free (order);
}

static Order *
new_order (const Assign *assign)
{
  Order *order = g_new0 (Order, 1);
  order->cases = g_memdup2 (assign->cases, assign->n * sizeof (CsGid));
  order->n = assign->n;
  return order;
}

/* --- giving --- */

static gpointer
give_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  cs_project_assign_cases (desk->project, order->cases, order->n, &order->person, error);
  return NULL;
}

static void
given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, &error))
    cs_main_window_toast (window, _ ("Assigned."), NULL, NULL);
  else
    cs_main_window_tell_error (window, error);
}

static void
give (const Assign *assign)
{
  CsSession *session = cs_main_window_session (assign->window);
  guint which = gtk_drop_down_get_selected (GTK_DROP_DOWN (assign->choice));
  if (session == NULL || which >= assign->people->len)
    return;
  Order *order = new_order (assign);
  order->person = ((CsPersonRow *)assign->people->pdata[which])->gid;
  CsJobSpec spec = {
    .run = give_job, .data = order, .free_data = order_free, .flags = CS_JOB_CHANGES
  };
  cs_session_run_async (session, &spec, NULL, given_cb, g_object_ref (assign->window));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Assign *assign)
{
  if (g_str_equal (response, "assign"))
    give (assign);
  assign_free (assign);
}

/* --- asking --- */

static GtkWidget *
new_choice (const GPtrArray *people)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    g_autofree char *words = g_strdup_printf ("%s · %s", row->name, row->handle);
    gtk_string_list_append (names, words);
  }
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  cs_name_choice (choice, _ ("Assign to"));
  return choice;
}

static void
ask (Assign *assign)
{
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Assign %u Case", "Assign %u Cases", assign->n), assign->n);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (assign->window), heading, NULL));
  adw_message_dialog_set_body (dialog, _ ("Only this person is offered the case from then on. "
                                          "Listed are those who may act where it stands."));
  assign->choice = new_choice (assign->people);
  adw_message_dialog_set_extra_child (dialog, assign->choice);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "assign", _ ("_Assign"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "assign", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "assign");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), assign);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
is_among (const GPtrArray *people, const CsGid *person)
{
  for (guint i = 0; i < people->len; i++)
    if (cs_gid_equal (&((CsPersonRow *)people->pdata[i])->gid, person))
      return TRUE;
  return FALSE;
}

/* Those who may act on each of the cases. */
static gpointer
people_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (GPtrArray) all = NULL;
  for (guint i = 0; i < order->n; i++) {
    g_autoptr (GPtrArray) some =
        cs_project_people_who_may (desk->project, &reader, &order->cases[i], NULL, error);
    if (some == NULL)
      return NULL;
    for (guint k = 0; all != NULL && k < all->len;)
      if (is_among (some, &((CsPersonRow *)all->pdata[k])->gid))
        k++;
      else
        g_ptr_array_remove_index (all, k);
    if (all == NULL)
      all = g_steal_pointer (&some);
  }
  return g_steal_pointer (&all);
}

static void
people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Assign *assign = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  assign->people = value;
  if (ok && assign->people->len > 0 &&
      cs_main_window_session (assign->window) == CS_SESSION (source)) {
    ask (assign);
    return;
  }
  if (!ok)
    cs_main_window_tell_error (assign->window, error);
  else
    cs_tell (GTK_WINDOW (assign->window), _ ("Nobody can be given all of these"),
             _ ("They stand at different stages, are through, or need somebody who is no author. "
                "Select cases of one state, and look in their preview at what they need."));
  assign_free (assign);
}

void
cs_assign_dialog_present (CsMainWindow *window, const CsGid *cases, guint n)
{
  Assign *assign = g_new0 (Assign, 1);
  assign->window = g_object_ref (window);
  assign->cases = g_memdup2 (cases, n * sizeof (CsGid));
  assign->n = n;
  CsJobSpec spec = { .run = people_job,
                     .data = new_order (assign),
                     .free_data = order_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (cs_main_window_session (window), &spec, NULL, people_cb, assign);
}
