/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-publish.h"
#include "cs-dialogs.h"
#include "cs-file.h"

#include <glib/gi18n.h>

#define MAX_SENTENCES 14

/* A guideline that was written in the window, or a file. */
typedef struct {
  CsGuidelineDraft *draft;
  char *path;
  gboolean labels; /* else the guideline */
} Wish;

/* What it would make of the project. */
typedef struct {
  CsGuideline *guideline; /* or */
  CsSchema *schema;
  GHashTable *images;
  GPtrArray *sentences; /* char *: what changes; NULL: it is the first version */
  GPtrArray *problems;
  gint64 version; /* that it would be */
  gint64 base;    /* that somebody began to write from */
  gboolean written, same;
  char *change, *note;
} Proposal;

typedef struct {
  CsMainWindow *window;
  GTask *task; /* of who wrote it, or NULL */
  Proposal *proposal;
  GtkWidget *note, *choices[3];
} Asking;

/* Who waits for the answer. */
typedef struct {
  CsMainWindow *window;
  GTask *task;
} Waiting;

static const struct {
  const char *change, *words;
} changes[] = {
  { "wording", N_ ("Wording only") },
  { "clearer", N_ ("Makes clearer") },
  { "decisions", N_ ("Changes decisions") },
};

static void
wish_free (gpointer data)
{
  Wish *wish = data;
  cs_guideline_draft_free (wish->draft);
  g_free (wish->path);
  g_free (wish);
}

static void
proposal_free (gpointer data)
{
  Proposal *proposal = data;
  if (proposal == NULL)
    return;
  g_clear_pointer (&proposal->guideline, cs_guideline_unref);
  g_clear_pointer (&proposal->schema, cs_schema_unref);
  g_clear_pointer (&proposal->images, g_hash_table_unref);
  g_clear_pointer (&proposal->sentences, g_ptr_array_unref);
  g_clear_pointer (&proposal->problems, g_ptr_array_unref);
  g_free (proposal->change);
  g_free (proposal->note);
  g_free (proposal);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Proposal, proposal_free)

/* --- looking into the file --- */

static gboolean
count_versions (CsDesk *desk, const char *kind, gint64 *ret_next, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (GPtrArray) rows = cs_project_documents (desk->project, &reader, kind, error);
  if (rows == NULL)
    return FALSE;
  *ret_next = rows->len + 1;
  return TRUE;
}

static gboolean
propose_guideline (CsDesk *desk, const Wish *wish, Proposal *proposal, GError **error)
{
  CsGuideline *now = NULL;
  proposal->guideline =
      wish->draft != NULL
          ? cs_guideline_draft_finish (desk, wish->draft, &proposal->images, proposal->problems,
                                       error)
          : cs_guideline_load (wish->path, &proposal->images, proposal->problems, error);
  proposal->written = wish->draft != NULL;
  proposal->base = wish->draft != NULL ? wish->draft->base : 0;
  proposal->change = wish->draft != NULL ? g_strdup (wish->draft->change) : NULL;
  if (proposal->guideline == NULL || !cs_project_guideline (desk->project, &now, NULL, error) ||
      !count_versions (desk, "guideline", &proposal->version, error))
    return FALSE;
  proposal->sentences = now != NULL ? cs_guideline_diff (now, proposal->guideline) : NULL;
  proposal->same = now != NULL && cs_json_equal (cs_guideline_to_json (now),
                                                 cs_guideline_to_json (proposal->guideline));
  return TRUE;
}

static gboolean
propose_labels (CsDesk *desk, const char *path, Proposal *proposal, GError **error)
{
  CsSchema *now = NULL;
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, CS_SCHEMA_MAX_SIZE, error);
  if (bytes == NULL)
    return FALSE;
  const char *text = g_bytes_get_data (bytes, &size);
  proposal->schema = cs_schema_read (text, size, error);
  if (proposal->schema == NULL || !cs_project_schema (desk->project, &now, NULL, error) ||
      !count_versions (desk, "schema", &proposal->version, error))
    return FALSE;
  proposal->sentences = now != NULL ? cs_schema_diff (now, proposal->schema) : NULL;
  proposal->same =
      now != NULL && cs_json_equal (cs_schema_to_json (now), cs_schema_to_json (proposal->schema));
  return TRUE;
}

static gpointer
propose_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Wish *wish = data;
  g_autoptr (Proposal) proposal = g_new0 (Proposal, 1);
  proposal->problems = cs_problems_new ();
  if (wish->labels ? propose_labels (desk, wish->path, proposal, error)
                   : propose_guideline (desk, wish, proposal, error))
    return g_steal_pointer (&proposal);
  if (wish->path != NULL)
    g_prefix_error (error, "%s: ", wish->path);
  return NULL;
}

/* --- publishing --- */

static gpointer
publish_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Proposal *proposal = data;
  if (proposal->schema != NULL)
    cs_project_publish_schema (desk->project, proposal->schema, proposal->note, error);
  else if (cs_project_publish_guideline (desk->project, proposal->guideline, proposal->images,
                                         proposal->change, proposal->note, error) &&
           proposal->written)
    /* What is left of it equals the version in force, and is known for it. */
    cs_guideline_draft_discard (desk, NULL);
  return NULL;
}

static Waiting *
waiting_new (CsMainWindow *window, GTask *task)
{
  Waiting *waiting = g_new0 (Waiting, 1);
  waiting->window = g_object_ref (window);
  waiting->task = task;
  return waiting;
}

static void
waiting_end (Waiting *waiting, gboolean published)
{
  if (waiting->task != NULL)
    g_task_return_boolean (waiting->task, published);
  g_clear_object (&waiting->task);
  g_object_unref (waiting->window);
  g_free (waiting);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, &error))
    cs_main_window_toast (waiting->window,
                          _ ("Published. Cases that are open keep the version they began "
                             "with."),
                          NULL, NULL);
  else
    cs_main_window_tell_error (waiting->window, error);
  waiting_end (waiting, error == NULL);
}

/* --- asking --- */

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->window);
  proposal_free (asking->proposal);
  g_free (asking);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  CsSession *session = cs_main_window_session (asking->window);
  Waiting *waiting = waiting_new (asking->window, g_steal_pointer (&asking->task));
  if (g_str_equal (response, "publish") && session != NULL) {
    Proposal *proposal = g_steal_pointer (&asking->proposal);
    const char *note = gtk_editable_get_text (GTK_EDITABLE (asking->note));
    proposal->note = note[0] != '\0' ? g_strdup (note) : NULL;
    for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
      if (asking->choices[i] != NULL &&
          gtk_check_button_get_active (GTK_CHECK_BUTTON (asking->choices[i])))
        proposal->change = g_strdup (changes[i].change);
    CsJobSpec spec = {
      .run = publish_job, .data = proposal, .free_data = proposal_free, .flags = CS_JOB_CHANGES
    };
    cs_session_run_async (session, &spec, NULL, published_cb, waiting);
  } else {
    waiting_end (waiting, FALSE);
  }
  asking_free (asking);
}

/* What the change class does to other people's work. */
static const char *
effect_of (const char *change)
{
  if (g_strcmp0 (change, "decisions") == 0)
    return _ ("It changes decisions: everybody is told on Today and between two cases. A case that "
              "is open keeps its version.");
  return change != NULL ? _ ("It changes no decision: readers find it in the guideline.") : NULL;
}

static char *
sentences_of (const Proposal *proposal)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *effect = proposal->written ? effect_of (proposal->change) : NULL;
  if (effect != NULL)
    g_string_append_printf (words, "%s\n\n", effect);
  if (proposal->written && proposal->base != proposal->version - 1)
    g_string_append_printf (words,
                            _ ("Version %u was published since you began from version %u. What it "
                               "changed is undone unless your text has it, too.\n\n"),
                            (guint)proposal->version - 1, (guint)proposal->base);
  for (guint i = 0; i < proposal->problems->len; i++)
    g_string_append_printf (words, "%s\n",
                            ((const CsProblem *)proposal->problems->pdata[i])->message);
  if (proposal->sentences == NULL)
    g_string_append (words, _ ("It is the first version."));
  else if (proposal->sentences->len == 0)
    g_string_append (words, _ ("Every rule says the same as before, in another order."));
  for (guint i = 0; proposal->sentences != NULL && i < proposal->sentences->len; i++) {
    if (i == MAX_SENTENCES) {
      guint more = proposal->sentences->len - i;
      g_string_append_printf (words, ngettext ("and %u more", "and %u more", more), more);
      break;
    }
    g_string_append_printf (words, "%s\n", (const char *)proposal->sentences->pdata[i]);
  }
  return g_strchomp (g_string_free (g_steal_pointer (&words), FALSE));
}

static void
chosen_cb (GtkCheckButton *button, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "publish", TRUE);
}

/* Line by line below each other: the dialog's own body would be centred. */
static GtkWidget *
new_sentences (const Proposal *proposal)
{
  g_autofree char *words = sentences_of (proposal);
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

/* What would change; what a new version of the guideline means, none chosen; and a line of one's
 * own. */
static GtkWidget *
new_questions (Asking *asking, AdwMessageDialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (box), new_sentences (asking->proposal));
  gboolean choose = asking->proposal->guideline != NULL && asking->proposal->sentences != NULL &&
                    !asking->proposal->written;
  for (guint i = 0; choose && i < G_N_ELEMENTS (changes); i++) {
    asking->choices[i] = gtk_check_button_new_with_label (_ (changes[i].words));
    gtk_check_button_set_group (GTK_CHECK_BUTTON (asking->choices[i]),
                                i > 0 ? GTK_CHECK_BUTTON (asking->choices[0]) : NULL);
    g_signal_connect (asking->choices[i], "toggled", G_CALLBACK (chosen_cb), dialog);
    gtk_box_append (GTK_BOX (box), asking->choices[i]);
  }
  asking->note = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (asking->note), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (asking->note),
                                  _ ("Why, in a sentence (may be left out)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (asking->note), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why"), -1);
  gtk_widget_set_margin_top (asking->note, 6);
  gtk_box_append (GTK_BOX (box), asking->note);
  adw_message_dialog_set_response_enabled (dialog, "publish", !choose);
  return box;
}

static void
ask (Asking *asking)
{
  const Proposal *proposal = asking->proposal;
  guint version = (guint)proposal->version;
  g_autofree char *heading = g_strdup_printf (
      proposal->schema != NULL ? _ ("Publish Labels %u") : _ ("Publish Guideline %u"), version);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (asking->window), heading, NULL));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "publish", _ ("_Publish"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "publish", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "publish");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, new_questions (asking, dialog));
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), asking);
  cs_dialog_present (GTK_WIDGET (dialog));
}

static void
proposed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    cs_main_window_tell_error (waiting->window, error);
    waiting_end (waiting, FALSE);
    return;
  }
  g_autoptr (Proposal) proposal = value;
  if (proposal->same) {
    cs_main_window_toast (waiting->window, _ ("This is the same as the version in force."), NULL,
                          NULL);
    waiting_end (waiting, FALSE);
    return;
  }
  Asking *asking = g_new0 (Asking, 1);
  asking->window = g_steal_pointer (&waiting->window);
  asking->task = g_steal_pointer (&waiting->task);
  asking->proposal = g_steal_pointer (&proposal);
  g_free (waiting);
  ask (asking);
}

static void
look_into (CsMainWindow *window, Wish *wish, GTask *task)
{
  CsJobSpec spec = {
    .run = propose_job, .data = wish, .free_data = wish_free, .free_result = proposal_free
  };
  cs_session_run_async (cs_main_window_session (window), &spec, NULL, proposed_cb,
                        waiting_new (window, task));
}

/* The first of the files in CHOSEN. */
static void
look_into_file (CsMainWindow *window, const char *chosen, gboolean labels)
{
  g_auto (GStrv) paths = g_strsplit (chosen, "\n", 2);
  Wish *wish = g_new0 (Wish, 1);
  wish->path = g_strdup (paths[0]);
  wish->labels = labels;
  look_into (window, wish, NULL);
}

static void
guideline_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autofree char *chosen = cs_choose_file_finish (result, NULL);
  if (chosen != NULL && cs_main_window_session (window) != NULL)
    look_into_file (window, chosen, FALSE);
}

static void
labels_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autofree char *chosen = cs_choose_file_finish (result, NULL);
  if (chosen != NULL && cs_main_window_session (window) != NULL)
    look_into_file (window, chosen, TRUE);
}

void
cs_guideline_publish_file (CsMainWindow *window)
{
  cs_choose_file_async (GTK_WINDOW (window), CS_CHOOSE_FILES, _ ("Guideline (Markdown)"), NULL,
                        guideline_chosen_cb, g_object_ref (window));
}

void
cs_guideline_publish_labels (CsMainWindow *window)
{
  cs_choose_file_async (GTK_WINDOW (window), CS_CHOOSE_FILES, _ ("Labels (JSON)"), NULL,
                        labels_chosen_cb, g_object_ref (window));
}

void
cs_guideline_publish_draft_async (CsMainWindow *window, const CsGuidelineDraft *draft,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  Wish *wish = g_new0 (Wish, 1);
  wish->draft = cs_guideline_draft_copy (draft);
  look_into (window, wish, g_task_new (window, NULL, callback, user_data));
}

gboolean
cs_guideline_publish_draft_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
