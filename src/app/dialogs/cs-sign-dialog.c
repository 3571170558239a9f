/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sign-dialog.h"
#include "cs-actions.h"
#include "cs-case-words.h"
#include "cs-dialogs.h"
#include "cs-key-file.h"
#include "cs-row-name.h"
#include "cs-sample.h"
#include "cs-sign-entry.h"
#include "cs-sign-offer.h"
#include "cs-sign-sheet.h"
#include "cs-sign-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define CLOCK_EVERY 10 /* seconds */

#define CS_TYPE_SIGN_DIALOG (cs_sign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CsSignDialog, cs_sign_dialog, CS, SIGN_DIALOG, AdwWindow)

struct _CsSignDialog {
  AdwWindow parent_instance;
  GtkWidget *heading, *stack, *form, *what_first, *what_second, *versions, *list, *who, *when;
  GtkWidget *card, *card_words, *choices, *approve, *approve_words, *review, *review_words;
  GtkWidget *old_key, *passphrase, *note, *new_key, *first, *second, *strength;
  GtkWidget *spinner, *foot, *sign, *cancel;
  GtkWidget *done_heading, *done_line, *fingerprint, *print, *close;
  CsSession *session;
  GListStore *entries;
  CsSignOffer *offer;
  CsSigned *done;
  char *trouble; /* a sentence for the foot, until something is changed */
  guint clock;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (CsSignDialog, cs_sign_dialog, ADW_TYPE_WINDOW)

static void
set_label (GtkWidget *label, const char *words)
{
  gtk_label_set_label (GTK_LABEL (label), words);
}

/* --- what is said --- */

static void
show_time (CsSignDialog *self)
{
  CsEnv *env = cs_session_env (self->session);
  gint64 wall = env->wall (env);
  g_autofree char *words = cs_sign_sheet_time (wall, env->offset (env, wall), NULL);
  set_label (self->when, words);
  gtk_widget_set_tooltip_text (self->when, env->zone);
}

static gboolean
clock_cb (gpointer data)
{
  CsSignDialog *self = data;
  if (!self->busy)
    show_time (self);
  return G_SOURCE_CONTINUE;
}

static void
show_what (CsSignDialog *self)
{
  const CsSignOffer *offer = self->offer;
  gint64 marks = 0, relations = 0;
  guint corrected = 0, n = offer->rows->len;
  for (guint i = 0; i < n; i++) {
    marks += ((const CsSignRow *)offer->rows->pdata[i])->marks;
    relations += ((const CsSignRow *)offer->rows->pdata[i])->relations;
  }
  for (guint i = 0; i < offer->left->len; i++)
    corrected += ((const CsSignRow *)offer->left->pdata[i])->corrected;
  g_autofree char *first =
      g_strdup_printf (ngettext ("%u case that you accepted", "%u cases that you accepted", n), n);
  g_autoptr (GString) second = g_string_new (NULL);
  g_autoptr (GString) versions = g_string_new (NULL);
  g_autofree char *counted = cs_marks_words ((guint)marks, (guint)relations);
  g_string_append (second, counted);
  if (corrected > 0)
    g_string_append_printf (second, _ (", %u corrected by you left out"), corrected);
  if (offer->guideline > 0)
    g_string_append_printf (versions, _ ("Guideline %u · "), (guint)offer->guideline);
  g_string_append_printf (versions, _ ("Labels %u · Workflow %u"), (guint)offer->labels,
                          (guint)offer->workflow);
  set_label (self->what_first, first);
  set_label (self->what_second, second->str);
  set_label (self->versions, versions->str);
}

static void
add_entry (CsSignDialog *self, const CsSignRow *row)
{
  g_autoptr (CsSignEntry) entry = cs_sign_entry_new (row);
  g_list_store_append (self->entries, entry);
}

/* What is left out first; then what was not wholly shown; then the rest. */
static void
show_list (CsSignDialog *self)
{
  const CsSignOffer *offer = self->offer;
  g_list_store_remove_all (self->entries);
  for (guint i = 0; i < offer->left->len; i++)
    add_entry (self, offer->left->pdata[i]);
  for (int unseen = 1; unseen >= 0; unseen--)
    for (guint i = 0; i < offer->rows->len; i++) {
      const CsSignRow *row = offer->rows->pdata[i];
      if (cs_sign_row_unseen (row) == unseen)
        add_entry (self, row);
    }
}

static void
show_counts (CsSignDialog *self)
{
  guint n = self->offer->rows->len;
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Sign %u Accepted Case", "Sign %u Accepted Cases", n), n);
  g_autofree char *button = g_strdup_printf (ngettext ("Sign %u Case", "Sign %u Cases", n), n);
  set_label (self->heading, heading);
  gtk_window_set_title (GTK_WINDOW (self), heading);
  gtk_button_set_label (GTK_BUTTON (self->sign), button);
}

static void
show_meanings (CsSignDialog *self)
{
  gboolean several = self->offer->approve && self->offer->review;
  gtk_widget_set_visible (self->choices, several);
  gtk_widget_set_visible (self->card, !several);
  if (several) {
    cs_sign_show_statement (self->approve_words, "approved");
    cs_sign_show_statement (self->review_words, "reviewed");
  } else {
    cs_sign_show_statement (self->card_words, self->offer->review ? "reviewed" : "approved");
  }
}

static void
show_key (CsSignDialog *self)
{
  cs_sign_show_key (GTK_WINDOW (self), self->old_key, self->new_key, self->offer->has_key);
  if (!self->offer->sample)
    return;
  g_autofree char *hint =
      g_strdup_printf (_ ("In the sample, the passphrase is:\n%s"), CS_SAMPLE_PASSPHRASE);
  set_label (self->note, hint);
}

/* --- whether it can be signed --- */

/* NULL while none is chosen. */
static const char *
chosen_meaning (CsSignDialog *self)
{
  if (!self->offer->approve || !self->offer->review)
    return self->offer->review ? "reviewed" : "approved";
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->approve)))
    return "approved";
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->review)) ? "reviewed" : NULL;
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* What is missing of the key part, as a sentence, or NULL. */
static char *
key_missing (CsSignDialog *self)
{
  if (self->offer->has_key)
    return text_of (self->passphrase)[0] == '\0' ? g_strdup (_ ("Type your passphrase")) : NULL;
  const char *first = text_of (self->first), *second = text_of (self->second);
  if (first[0] == '\0')
    return g_strdup (_ ("Choose a passphrase"));
  if (cs_sign_strength (first) == NULL)
    return g_strdup_printf (_ ("A passphrase has at least %d characters"), CS_PASSPHRASE_MIN);
  if (second[0] == '\0')
    return g_strdup (_ ("Type the same passphrase again"));
  return strcmp (first, second) != 0 ? g_strdup (_ ("The two passphrases differ")) : NULL;
}

static void
update (CsSignDialog *self)
{
  if (self->offer == NULL)
    return;
  g_autofree char *missing = key_missing (self);
  if (self->offer->rows->len == 0) {
    g_free (missing);
    missing = g_strdup (_ ("Nothing here can be signed"));
  } else if (chosen_meaning (self) == NULL) {
    g_free (missing);
    missing = g_strdup (_ ("Choose a meaning"));
  }
  g_autofree char *left = cs_sign_left_out (self->offer->left);
  const char *words = self->trouble != NULL ? self->trouble
                      : self->busy          ? _ ("Opening your key and signing…")
                      : left != NULL        ? left
                      : missing != NULL     ? missing
                                            : "";
  const char *strength = cs_sign_strength (text_of (self->first));
  set_label (self->foot, words);
  gtk_widget_set_tooltip_text (self->sign, missing);
  set_label (self->strength, strength != NULL ? strength : "");
  if (self->trouble != NULL)
    gtk_widget_add_css_class (self->foot, "cs-trouble");
  else
    gtk_widget_remove_css_class (self->foot, "cs-trouble");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.accept",
                                 self->done != NULL || (missing == NULL && !self->busy));
}

static void
set_busy (CsSignDialog *self, gboolean busy)
{
  self->busy = busy;
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.cancel", !busy);
  update (self);
}

static void
changed_cb (CsSignDialog *self)
{
  g_clear_pointer (&self->trouble, g_free);
  update (self);
}

static void
focus_secret (CsSignDialog *self)
{
  GtkWidget *entry = self->offer->has_key ? self->passphrase : self->first;
  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
}

static void
forget_secrets (CsSignDialog *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
  gtk_editable_set_text (GTK_EDITABLE (self->first), "");
  gtk_editable_set_text (GTK_EDITABLE (self->second), "");
}

/* What is typed next is the passphrase. */
static void
chosen_cb (CsSignDialog *self, GtkCheckButton *choice)
{
  changed_cb (self);
  if (gtk_check_button_get_active (choice))
    focus_secret (self);
}

static gboolean
focus_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  focus_secret (CS_SIGN_DIALOG (widget));
  return G_SOURCE_REMOVE;
}

static void
show_offer (CsSignDialog *self)
{
  g_autofree char *who = cs_sign_who (self->offer->person, self->offer->roles);
  set_label (self->who, who);
  show_time (self);
  show_what (self);
  show_list (self);
  show_counts (self);
  show_meanings (self);
  show_key (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  update (self);
  /* GTK 4.8 tells other programs of a widget without its parents when it has the focus before it
   * was drawn once. */
  if (!gtk_widget_get_visible (self->choices))
    gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_tick_cb, NULL, NULL);
}

/* --- signing --- */

static void
show_done (CsSignDialog *self)
{
  const CsJson *signoff = self->done->signoff;
  guint n = self->done->titles->len;
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Signed. %u case.", "Signed. %u cases.", n), n);
  g_autofree char *when = cs_sign_sheet_time (cs_json_get_int (signoff, "wall", 0),
                                              (int)cs_json_get_int (signoff, "offset", 0), NULL);
  g_autofree char *line = g_strdup_printf (
      g_str_equal (cs_json_get_string (signoff, "meaning"), "approved") ? _ ("Approved by %s, %s")
                                                                        : _ ("Reviewed by %s, %s"),
      cs_json_get_string (signoff, "signer"), when);
  g_autofree char *fingerprint = cs_sign_sheet_fingerprint (&self->done->hash);
  forget_secrets (self);
  set_label (self->heading, _ ("Signed"));
  set_label (self->done_heading, heading);
  set_label (self->done_line, line);
  set_label (self->fingerprint, fingerprint);
  gtk_widget_set_visible (self->cancel, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.print", TRUE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "done");
  gtk_widget_grab_focus (self->close);
  update (self);
}

/* They go to what is left out, with their reasons; the person presses again for the rest. */
static void
leave_out (CsSignDialog *self, GPtrArray *refused)
{
  CsSignOffer *offer = self->offer;
  const CsSignRow *one = refused->pdata[0];
  self->trouble =
      refused->len == 1
          ? g_strdup_printf (_ ("Nothing was signed yet: %s, %s. The rest can be signed."),
                             one->title, one->reason)
          : g_strdup_printf (
                _ ("Nothing was signed yet: %u cases cannot be, see the list. The rest "
                   "can be signed."),
                refused->len);
  while (refused->len > 0) {
    CsSignRow *row = g_ptr_array_steal_index (refused, refused->len - 1);
    for (guint i = offer->rows->len; i-- > 0;)
      if (cs_gid_equal (&((CsSignRow *)offer->rows->pdata[i])->case_gid, &row->case_gid))
        g_ptr_array_remove_index (offer->rows, i);
    g_ptr_array_insert (offer->left, 0, row);
  }
  show_what (self);
  show_list (self);
  show_counts (self);
}

static void
say_failure (CsSignDialog *self, const GError *error)
{
  g_free (self->trouble);
  self->trouble =
      g_error_matches (error, CS_ERROR, CS_ERROR_DENIED) && self->offer->has_key
          ? g_strdup (_ ("That is not your passphrase. Nothing was signed; type it again."))
          : g_strdup (error->message);
}

/* After a failure the key may have been made all the same. */
static void
key_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsSignDialog) self = user_data;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, NULL) || self->offer == NULL)
    return;
  CsSignOffer *now = value;
  if (now->has_key != self->offer->has_key) {
    self->offer->has_key = now->has_key;
    show_key (self);
    focus_secret (self);
    update (self);
  }
  cs_sign_offer_free (now);
}

static void
look_for_key (CsSignDialog *self)
{
  CsJobSpec spec = { .run = cs_sign_offer_job, .free_result = cs_sign_offer_free };
  cs_session_run_async (self->session, &spec, NULL, key_cb, g_object_ref (self));
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  if (self->offer == NULL) {
    cs_signed_free (value);
    return;
  }
  if (!ok) {
    say_failure (self, error);
    set_busy (self, FALSE);
    focus_secret (self);
    if (!self->offer->has_key)
      look_for_key (self);
    return;
  }
  CsSigned *done = value;
  if (done->refused->len > 0) {
    leave_out (self, done->refused);
    cs_signed_free (done);
    set_busy (self, FALSE);
    return;
  }
  self->done = done;
  set_busy (self, FALSE);
  show_done (self);
}

static void
sign_cb (CsSignDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.accept", NULL);
}

static void
accept_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSignDialog *self = CS_SIGN_DIALOG (widget);
  if (self->done != NULL) {
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  gboolean new_key = !self->offer->has_key;
  CsSignWish *wish = cs_sign_wish_new (text_of (new_key ? self->first : self->passphrase),
                                       chosen_meaning (self), new_key, self->offer->rows);
  CsJobSpec spec = { .title = _ ("Signing"),
                     .run = cs_sign_job,
                     .data = wish,
                     .free_data = cs_sign_wish_free,
                     .free_result = cs_signed_free,
                     .flags = CS_JOB_CHANGES };
  g_clear_pointer (&self->trouble, g_free);
  show_time (self);
  set_busy (self, TRUE);
  cs_session_run_async (self->session, &spec, NULL, signed_cb, g_object_ref (self));
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSignDialog *self = CS_SIGN_DIALOG (widget);
  cs_sign_sheet_print (GTK_WINDOW (self), cs_session_facts (self->session)->name, self->done);
}

/* --- life --- */

/* What has begun is waited for: it ends in a sentence. */
static gboolean
close_request_cb (GtkWindow *window)
{
  CsSignDialog *self = CS_SIGN_DIALOG (window);
  if (self->busy)
    return TRUE;
  forget_secrets (self);
  return GTK_WINDOW_CLASS (cs_sign_dialog_parent_class)->close_request (window);
}

static void
cs_sign_dialog_dispose (GObject *object)
{
  CsSignDialog *self = CS_SIGN_DIALOG (object);
  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_pointer (&self->offer, cs_sign_offer_free);
  g_clear_pointer (&self->done, cs_signed_free);
  g_clear_pointer (&self->trouble, g_free);
  g_clear_object (&self->entries);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_SIGN_DIALOG);
  G_OBJECT_CLASS (cs_sign_dialog_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CsSignDialog, child)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (heading);
  BIND (stack);
  BIND (form);
  BIND (what_first);
  BIND (what_second);
  BIND (versions);
  BIND (list);
  BIND (who);
  BIND (when);
  BIND (card);
  BIND (card_words);
  BIND (choices);
  BIND (approve);
  BIND (approve_words);
  BIND (review);
  BIND (review_words);
  BIND (old_key);
  BIND (passphrase);
  BIND (note);
  BIND (new_key);
  BIND (first);
  BIND (second);
  BIND (strength);
  BIND (spinner);
  BIND (foot);
  BIND (sign);
  BIND (cancel);
  BIND (done_heading);
  BIND (done_line);
  BIND (fingerprint);
  BIND (print);
  BIND (close);
}

static void
cs_sign_dialog_class_init (CsSignDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_sign_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request_cb;
  g_type_ensure (CS_TYPE_SIGN_ENTRY);
  g_type_ensure (CS_TYPE_ROW_NAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-sign-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_install_action (widget_class, "dialog.accept", NULL, accept_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "dialog.print", NULL, print_cb);
  cs_actions_bind (widget_class, CS_ACTION_DIALOG);
}

static void
cs_sign_dialog_init (CsSignDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_list_store_new (CS_TYPE_SIGN_ENTRY);
  g_autoptr (GtkNoSelection) model =
      gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->entries)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (model));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.accept", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.print", FALSE);
}

static void
present (CsMainWindow *window, CsSession *session, CsSignOffer *offer)
{
  CsSignDialog *self = g_object_new (CS_TYPE_SIGN_DIALOG, "transient-for", window, NULL);
  self->session = g_object_ref (session);
  self->offer = offer;
  self->clock = g_timeout_add_seconds (CLOCK_EVERY, clock_cb, self);
  show_offer (self);
  gtk_window_present (GTK_WINDOW (self));
  if (offer->approve && offer->review)
    gtk_widget_grab_focus (self->list);
  else
    focus_secret (self);
}

static void
offered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMainWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    cs_main_window_tell_error (window, error);
    return;
  }
  CsSignOffer *offer = value;
  if (cs_main_window_session (window) == CS_SESSION (source) &&
      offer->rows->len + offer->left->len > 0) {
    present (window, CS_SESSION (source), offer);
    return;
  }
  cs_sign_offer_free (offer);
  cs_main_window_toast (window, _ ("Nothing waits for your signature."), NULL, NULL);
}

void
cs_sign_dialog_present (CsMainWindow *window, const CsGid *case_gid)
{
  CsJobSpec spec = { .run = cs_sign_offer_job,
                     .data = case_gid != NULL ? g_memdup2 (case_gid, sizeof *case_gid) : NULL,
                     .free_data = g_free,
                     .free_result = cs_sign_offer_free };
  cs_session_run_async (cs_main_window_session (window), &spec, NULL, offered_cb,
                        g_object_ref (window));
}
