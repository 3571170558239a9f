/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-assign-dialog.h"
#include "cs-bulk-act.h"
#include "cs-choice-name.h"
#include "cs-dialogs.h"
#include "cs-project-bulk.h"

#include <glib/gi18n.h>

/* Both what the jobs read and what the dialog holds. */
typedef struct {
  CsMainWindow *window;
  CsGid *cases;
  guint n;
  GPtrArray *people; /* CsBulkPerson */
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

static void
give (const Assign *assign)
{
  guint which = gtk_drop_down_get_selected (GTK_DROP_DOWN (assign->choice));
  if (which >= assign->people->len)
    return;
  const CsPersonRow *person = ((const CsBulkPerson *)assign->people->pdata[which])->person;
  cs_bulk_assign (assign->window, assign->cases, assign->n, &person->gid, person->name);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Assign *assign)
{
  if (g_str_equal (response, "assign"))
    give (assign);
  assign_free (assign);
}

/* --- asking --- */

/* Caller frees. */
static char *
person_words (const CsBulkPerson *person, guint n)
{
  const CsPersonRow *row = person->person;
  if (person->n == n)
    return g_strdup_printf ("%s · %s", row->name, row->handle);
  /* TRANSLATORS: a person and their short name, and how many of the cases they can be given */
  return g_strdup_printf (_ ("%s · %s (%u of %u)"), row->name, row->handle, person->n, n);
}

static GtkWidget *
new_choice (const GPtrArray *people, guint n)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  for (guint i = 0; i < people->len; i++) {
    g_autofree char *words = person_words (people->pdata[i], n);
    gtk_string_list_append (names, words);
  }
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  cs_name_choice (choice, _ ("Assign to"));
  if (people->len > 1) /* nobody gets work because Enter was pressed */
    gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), GTK_INVALID_LIST_POSITION);
  return choice;
}

static void
chosen_cb (GtkDropDown *choice, GParamSpec *pspec, AdwMessageDialog *dialog)
{
  gboolean any = gtk_drop_down_get_selected (choice) != GTK_INVALID_LIST_POSITION;
  adw_message_dialog_set_response_enabled (dialog, "assign", any);
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
  assign->choice = new_choice (assign->people, assign->n);
  adw_message_dialog_set_extra_child (dialog, assign->choice);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "assign", _ ("_Assign"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "assign", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "assign");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (assign->choice, "notify::selected", G_CALLBACK (chosen_cb), dialog, 0);
  chosen_cb (GTK_DROP_DOWN (assign->choice), NULL, dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), assign);
  cs_dialog_present (GTK_WIDGET (dialog));
}

/* Those who can be given most of them first. */
static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const CsBulkPerson *one = *(CsBulkPerson *const *)a, *other = *(CsBulkPerson *const *)b;
  return (other->n > one->n) - (other->n < one->n);
}

static gpointer
people_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  CsReader reader = cs_project_reader (desk->project);
  GPtrArray *people =
      cs_project_people_for_cases (desk->project, &reader, order->cases, order->n, error);
  if (people != NULL)
    g_ptr_array_sort (people, compare_counts);
  return people;
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
    cs_tell (GTK_WINDOW (assign->window), _ ("Nobody can be given any of these"),
             _ ("They are through, or need somebody who is no author. Look in their preview at "
                "what they need."));
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
