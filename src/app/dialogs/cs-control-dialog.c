/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-control-dialog.h"
#include "cs-choice-name.h"
#include "cs-control-name.h"
#include "cs-dialogs.h"
#include "cs-project-control.h"

#include <glib/gi18n.h>

/* What a job reads; PERSON is zero for everybody. */
typedef struct {
  CsGid case_gid, person;
  char *title; /* NULL: a name like that of the case */
} Order;

typedef struct {
  GPtrArray *people; /* CsPersonRow */
  CsControlRule rule;
} Choices;

typedef struct {
  CsMainWindow *window;
  CsGid case_gid;
  char *title;
  Choices *choices;
  GtkWidget *whom, *name;
} Ask;

static void
order_free (gpointer data)
{
  Order *order = data;
  g_free (order->title);
  g_free (order);
}

static void
choices_free (gpointer data)
{
  Choices *choices = data;
  if (choices == NULL)
    return;
  g_clear_pointer (&choices->people, g_ptr_array_unref);
  g_free (choices);
}

static void
ask_free (Ask *ask)
{
  g_clear_object (&ask->window);
  choices_free (ask->choices);
  g_free (ask->title);
  g_free (ask);
}

/* --- making it --- */

static gpointer
make_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  const CsGid nobody = { { 0 } };
  GPtrArray *people = NULL;
  return cs_project_make_control (desk->project, &order->case_gid,
                                  cs_gid_equal (&order->person, &nobody) ? NULL : &order->person,
                                  order->title, &people, error)
             ? people
             : NULL;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (GPtrArray) people = value;
  if (cs_main_window_session (window) != CS_SESSION (source))
    return;
  if (!ok) {
    cs_main_window_tell_error (window, error);
    return;
  }
  g_autofree char *words =
      g_strdup_printf (ngettext ("A control case waits for %u person; results stand in Quality",
                                 "A control case waits for each of %u people; results stand in "
                                 "Quality",
                                 people->len),
                       people->len);
  cs_main_window_toast (window, words, NULL, NULL);
}

static void
make (const Ask *ask)
{
  guint which = gtk_drop_down_get_selected (GTK_DROP_DOWN (ask->whom));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (ask->name))));
  gboolean all = ask->choices->people->len > 1 && which == 0;
  guint at = ask->choices->people->len > 1 ? which - 1 : which;
  Order *order = g_new0 (Order, 1);
  order->case_gid = ask->case_gid;
  if (!all)
    order->person = ((const CsPersonRow *)ask->choices->people->pdata[at])->gid;
  order->title = *name != '\0' ? g_steal_pointer (&name) : NULL;
  CsJobSpec spec = { .title = _ ("Making a control case"),
                     .run = make_job,
                     .data = order,
                     .free_data = order_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref,
                     .flags = CS_JOB_CHANGES };
  cs_session_run_async (cs_main_window_session (ask->window), &spec, NULL, made_cb,
                        g_object_ref (ask->window));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Ask *ask)
{
  if (g_str_equal (response, "use"))
    make (ask);
  ask_free (ask);
}

/* --- asking --- */

static GtkWidget *
new_whom (const GPtrArray *people)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  if (people->len > 1) {
    /* TRANSLATORS: a choice of people, the first: all that follow */
    g_autofree char *all = g_strdup_printf (_ ("Each of these %u"), people->len);
    gtk_string_list_append (names, all);
  }
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    g_autofree char *words = g_strdup_printf ("%s · %s", row->name, row->handle);
    gtk_string_list_append (names, words);
  }
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  cs_name_choice (choice, _ ("Who reads it"));
  return choice;
}

/* Without a number in its name there is none like it. */
static gboolean
needs_name (const Ask *ask)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *name = cs_control_name (ask->title, none, NULL);
  return name == NULL;
}

static void
name_cb (GtkEditable *name, AdwMessageDialog *dialog)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (name)));
  adw_message_dialog_set_response_enabled (dialog, "use", *words != '\0');
}

/* Who sees everybody's work; NULL for nobody. Caller frees. */
static char *
finders (const GPtrArray *people)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    const CsReader reader = { .roles = row->roles };
    if (cs_rules_sees_all (&reader))
      g_ptr_array_add (names, row->name);
  }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  g_autofree char *list = g_strjoinv (", ", (GStrv)names->pdata);
  /* TRANSLATORS: names of people */
  return g_strdup_printf (
      _ ("Sees everybody's work, and could find the case that it is made of: %s"), list);
}

static GtkWidget *
add_words (GtkWidget *box, const char *words)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_add_css_class (label, "cs-dim");
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
new_content (Ask *ask)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_autofree char *passed = g_strdup_printf (
      _ ("Well read is what finds at least %u %% of what is signed; Workflow says so."),
      ask->choices->rule.at_least);
  g_autofree char *finds = finders (ask->choices->people);
  ask->whom = new_whom (ask->choices->people);
  ask->name = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (ask->name), 200);
  gtk_entry_set_activates_default (GTK_ENTRY (ask->name), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (ask->name),
                                  needs_name (ask) ? _ ("Name, like those of other cases")
                                                   : _ ("Name; else another number in its name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (ask->name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the control case"), -1);
  gtk_box_append (GTK_BOX (box), ask->whom);
  gtk_box_append (GTK_BOX (box), ask->name);
  add_words (box, passed);
  if (finds != NULL)
    add_words (box, finds);
  return box;
}

static void
present (Ask *ask)
{
  g_autofree char *heading = g_strdup_printf (_ ("Use “%s” as Control Case?"), ask->title);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (ask->window), heading, NULL));
  adw_message_dialog_set_body (
      dialog,
      _ ("It is read once more among the cases that wait, under another name, and who reads "
         "it is not told. Nobody else sees it, and it is neither reviewed nor signed."));
  adw_message_dialog_set_extra_child (dialog, new_content (ask));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "use", _ ("_Use"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "use", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "use");
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (needs_name (ask)) {
    g_signal_connect_object (ask->name, "changed", G_CALLBACK (name_cb), dialog, 0);
    name_cb (GTK_EDITABLE (ask->name), dialog);
  }
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), ask);
  cs_dialog_present (GTK_WIDGET (dialog));
}

static gpointer
choices_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  const CsWorkflow *workflow = NULL;
  g_autoptr (GPtrArray) people = cs_project_control_people (desk->project, &order->case_gid, error);
  if (people == NULL || !cs_project_workflow (desk->project, &workflow, NULL, error))
    return NULL;
  Choices *choices = g_new0 (Choices, 1);
  choices->people = g_steal_pointer (&people);
  choices->rule = workflow->control;
  return choices;
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ask *ask = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  ask->choices = value;
  if (ok && ask->choices->people->len > 0 &&
      cs_main_window_session (ask->window) == CS_SESSION (source)) {
    present (ask);
    return;
  }
  if (!ok)
    cs_main_window_tell_error (ask->window, error);
  else
    cs_tell (GTK_WINDOW (ask->window), _ ("Nobody can be given this as a control case"),
             _ ("Who reads here has worked on it, has a control case of it already, or leads or "
                "audits and would know."));
  ask_free (ask);
}

void
cs_control_dialog_present (CsMainWindow *window, const CsGid *case_gid, const char *title)
{
  Ask *ask = g_new0 (Ask, 1);
  Order *order = g_new0 (Order, 1);
  ask->window = g_object_ref (window);
  ask->case_gid = *case_gid;
  ask->title = g_strdup (title);
  order->case_gid = *case_gid;
  CsJobSpec spec = {
    .run = choices_job, .data = order, .free_data = order_free, .free_result = choices_free
  };
  cs_session_run_async (cs_main_window_session (window), &spec, NULL, choices_cb, ask);
}
