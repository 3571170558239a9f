/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-send-back.h"
#include "cs-case-words.h"
#include "cs-actions.h"
#include "cs-choice-name.h"
#include "cs-clause-list.h"
#include "cs-key-words.h"
#include "cs-review-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* As it was left. */
typedef struct {
  char *reason, *clause;
  const char *category, *severity; /* of the lists below, or NULL */
  CsGid to;                        /* zero: whoever it is */
} Unsent;

struct _CsSendBack {
  AdwWindow parent_instance;
  GtkWidget *heading, *rejected, *categories, *severities, *route, *clause, *reason, *to_label, *to,
      *hint;
  GtkWidget *send;
  CsReview *review;
  GPtrArray *clauses; /* ids, the first is NULL */
  GPtrArray *people;  /* of CsPersonRow: who else it could go to; NULL: nobody may choose */
  CsWhy why;
  GHashTable *unsent;
  char *about;         /* key in UNSENT */
  Unsent *first;       /* what it offers where nothing was left */
  CsGid kept_to;       /* zero: nobody was chosen */
  guint usual;         /* in PEOPLE */
  CsSendBackDone done; /* NULL once it is sent */
  gpointer data;
};

struct _CsLetter {
  GHashTable *unsent;
  char *about;
  Unsent *words;
};

G_DEFINE_FINAL_TYPE (CsSendBack, cs_send_back, ADW_TYPE_WINDOW)

static const char *const severities[] = { "minor", "major", "critical" };

/* --- choices --- */

static void
add_toggles (GtkWidget *box, const char *const *words, guint n, const char *(*name) (const char *))
{
  GtkWidget *first = NULL;
  for (guint i = 0; i < n; i++) {
    GtkWidget *button = gtk_toggle_button_new_with_label (name (words[i]));
    if (first == NULL)
      first = button;
    else
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
    g_object_set_data (G_OBJECT (button), "word", (gpointer)words[i]);
    gtk_box_append (GTK_BOX (box), button);
  }
}

static const char *
chosen (GtkWidget *box)
{
  GtkWidget *button = gtk_widget_get_first_child (box);
  for (; button != NULL; button = gtk_widget_get_next_sibling (button))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      return g_object_get_data (G_OBJECT (button), "word");
  return NULL;
}

static void
choose (GtkWidget *box, const char *word)
{
  GtkWidget *button = gtk_widget_get_first_child (box);
  for (; button != NULL; button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (word, g_object_get_data (G_OBJECT (button), "word")) == 0)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static const char *
severity_words (const char *severity)
{
  return g_str_equal (severity, "minor")   ? _ ("Minor")
         : g_str_equal (severity, "major") ? _ ("Major")
                                           : _ ("Critical");
}

/* The one asked for is chosen. */
static void
fill_clauses (CsSendBack *self)
{
  guint at = 0;
  g_autofree char *wanted = cs_review_clause (self->review);
  g_autoptr (GtkStringList) list = cs_clause_list_new (
      cs_case_model_session (cs_review_model (self->review)), wanted, self->clauses, &at);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->clause), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->clause), at);
}

/* --- what was not sent --- */

static void
unsent_free (gpointer data)
{
  Unsent *unsent = data;
  g_free (unsent->reason);
  g_free (unsent->clause);
  g_free (unsent);
}

GHashTable *
cs_send_back_unsent_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unsent_free);
}

/* A version as a whole, or what a remark would be on; and who writes it. */
static char *
about (CsReview *review, CsWhy why)
{
  static const CsReviewReasons none = { 0 };
  char gid[CS_GID_HEX + 1], version[CS_HASH_HEX + 1], item[CS_GID_HEX + 1];
  CsCaseModel *model = cs_review_model (review);
  const CsCaseRow *row = cs_case_model_view (model)->row;
  g_autoptr (GString) key = g_string_new (NULL);
  g_string_printf (key, "%s %s %d %s", cs_gid_to_hex (&row->gid, gid),
                   cs_hash_to_hex (&row->revision, version), why,
                   cs_session_facts (cs_case_model_session (model))->handle);
  if (why == CS_WHY_REMARK) {
    CsRemark *here = cs_review_remark_here (review, &none);
    g_string_append_printf (
        key, " %" G_GUINT64_FORMAT " %s %d %d %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, here->mark,
        cs_gid_to_hex (&here->item, item), here->part, here->frame, here->start, here->end);
    cs_remark_free (here);
  }
  return g_strdup (key->str);
}

static Unsent *
as_it_is (CsSendBack *self)
{
  Unsent *unsent = g_new0 (Unsent, 1);
  guint clause = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->clause));
  guint to = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to));
  unsent->reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason)));
  unsent->clause = g_strdup (clause < self->clauses->len ? self->clauses->pdata[clause] : NULL);
  unsent->category = chosen (self->categories);
  unsent->severity = chosen (self->severities);
  if (self->people == NULL)
    unsent->to = self->kept_to;
  else if (to < self->people->len && to != self->usual)
    unsent->to = ((const CsPersonRow *)self->people->pdata[to])->gid;
  return unsent;
}

static gboolean
unsent_equal (const Unsent *one, const Unsent *two)
{
  return g_str_equal (one->reason, two->reason) && g_strcmp0 (one->clause, two->clause) == 0 &&
         g_strcmp0 (one->category, two->category) == 0 &&
         g_strcmp0 (one->severity, two->severity) == 0 && cs_gid_equal (&one->to, &two->to);
}

static void
offer_again (CsSendBack *self)
{
  const Unsent *unsent = g_hash_table_lookup (self->unsent, self->about);
  if (unsent == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->reason), unsent->reason);
  choose (self->categories, unsent->category);
  choose (self->severities, unsent->severity);
  self->kept_to = unsent->to;
  for (guint i = 0; i < self->clauses->len; i++)
    if (g_strcmp0 (unsent->clause, self->clauses->pdata[i]) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->clause), i);
}

static gboolean
close_cb (CsSendBack *self)
{
  if (self->done == NULL)
    return FALSE;
  Unsent *now = as_it_is (self);
  if (!unsent_equal (now, self->first)) {
    g_hash_table_insert (self->unsent, g_strdup (self->about), now);
    return FALSE;
  }
  g_hash_table_remove (self->unsent, self->about);
  unsent_free (now);
  return FALSE;
}

/* While it is on its way nobody is offered the same again. */
static CsLetter *
letter_new (CsSendBack *self)
{
  g_hash_table_remove (self->unsent, self->about);
  CsLetter *letter = g_new0 (CsLetter, 1);
  letter->unsent = g_hash_table_ref (self->unsent);
  letter->about = g_strdup (self->about);
  letter->words = as_it_is (self);
  return letter;
}

/* What was written there meanwhile is newer. */
void
cs_letter_end (gpointer letter, gboolean sent)
{
  CsLetter *self = letter;
  if (!sent && !g_hash_table_contains (self->unsent, self->about))
    g_hash_table_insert (self->unsent, g_steal_pointer (&self->about),
                         g_steal_pointer (&self->words));
  g_clear_pointer (&self->words, unsent_free);
  g_hash_table_unref (self->unsent);
  g_free (self->about);
  g_free (self);
}

/* --- to whom --- */

static const char *
missing_words (gboolean reason, const char *category)
{
  if (category == NULL)
    return reason ? _ ("Choose what is wrong")
                  : _ ("Choose what is wrong and say why in one sentence");
  return reason ? "" : _ ("Say why in one sentence");
}

/* What the workflow asks for where it is as bad as that. */
static void
show_route (CsSendBack *self)
{
  CsSendBackFrom from = cs_case_model_view (cs_review_model (self->review))->send_back;
  CsRoute route = cs_send_back_route (from, chosen (self->severities));
  gboolean shown = self->why == CS_WHY_SEND_BACK && route == CS_ROUTE_CORRECT;
  if (shown)
    cs_key_words_set (self->route, "label",
                      _ ("The workflow asks that this is put right in the review "
                         "({mark.edit}), not sent back. You may do so all the same."));
  gtk_widget_set_visible (self->route, shown);
}

static void
update (CsSendBack *self)
{
  show_route (self);
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason)));
  const CsForesight *foresight =
      self->why == CS_WHY_REMARK
          ? NULL
          : cs_review_foresight (self->review, self->why == CS_WHY_REJECT ? "reject" : "send-back");
  const char *refusal =
      self->why == CS_WHY_REMARK
          ? NULL
          : cs_review_refusal (self->review, self->why == CS_WHY_REJECT ? "reject" : "send-back");
  gboolean blocked = refusal != NULL || (foresight != NULL && foresight->blocked);
  const char *missing = missing_words (g_strstrip (text)[0] != '\0', chosen (self->categories));
  g_autofree char *hint = cs_window_words (refusal != NULL ? refusal
                                           : blocked       ? foresight->sentence
                                                           : missing);
  gtk_label_set_label (GTK_LABEL (self->hint), hint);
  gtk_widget_set_sensitive (self->send, missing[0] == '\0' && !blocked);
}

static const CsPersonRow *
person (CsSendBack *self)
{
  const CsForesight *foresight = cs_review_foresight (self->review, "send-back");
  guint n = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to));
  if (self->people != NULL && n < self->people->len)
    return self->people->pdata[n];
  return foresight != NULL && foresight->people->len == 1 ? foresight->people->pdata[0] : NULL;
}

static void
name_button (CsSendBack *self)
{
  const CsPersonRow *who = person (self);
  /* Translators: %s is a person. */
  g_autofree char *back =
      who != NULL ? g_strdup_printf (_ ("Back to %s"), who->name) : g_strdup (_ ("Send Back"));
  gtk_button_set_label (GTK_BUTTON (self->send), self->why == CS_WHY_REMARK ? _ ("Add Remark")
                                                 : self->why == CS_WHY_REJECT
                                                     ? _ ("Reject the Case")
                                                     : back);
}

typedef struct {
  CsGid case_gid;
  char *stage;
} Asking;

static void
asking_free (gpointer data)
{
  g_free (((Asking *)data)->stage);
  g_free (data);
}

static gpointer
people_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Asking *asking = data;
  CsReader reader = cs_project_reader (desk->project);
  return cs_project_people_who_may (desk->project, &reader, &asking->case_gid, asking->stage,
                                    error);
}

/* Who had it comes first. */
static void
people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsSendBack) self = user_data;
  gpointer value = NULL;
  const CsPersonRow *usual = person (self);
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, NULL))
    return;
  g_autoptr (GPtrArray) people = value;
  if (people->len < 2 || self->to == NULL)
    return;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint at = 0;
  int kept = -1;
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    if (usual != NULL && cs_gid_equal (&row->gid, &usual->gid))
      at = i;
    if (cs_gid_equal (&row->gid, &self->kept_to))
      kept = (int)i;
    gtk_string_list_append (names, row->name);
  }
  self->people = g_steal_pointer (&people);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->to), G_LIST_MODEL (names));
  self->usual = at;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to), kept >= 0 ? (guint)kept : at);
  gtk_widget_set_sensitive (self->to, TRUE);
  name_button (self);
}

/* Only a lead may hand a case to somebody. */
static void
ask_people (CsSendBack *self)
{
  CsCaseModel *model = cs_review_model (self->review);
  CsSession *session = cs_case_model_session (model);
  const CsForesight *foresight = cs_review_foresight (self->review, "send-back");
  if (self->why != CS_WHY_SEND_BACK || foresight == NULL ||
      !(cs_session_facts (session)->roles & CS_ROLE_LEAD))
    return;
  /* There from the start, so that nothing moves when the names come. */
  const CsPersonRow *usual = person (self);
  const char *const names[] = { usual != NULL ? usual->name : _ ("whoever labels next"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->to), G_LIST_MODEL (list));
  gtk_widget_set_sensitive (self->to, FALSE);
  gtk_widget_set_visible (self->to, TRUE);
  gtk_widget_set_visible (self->to_label, TRUE);
  Asking *asking = g_new0 (Asking, 1);
  asking->case_gid = cs_case_model_view (model)->row->gid;
  asking->stage = g_strdup (foresight->stage);
  CsJobSpec spec = { .run = people_job,
                     .data = asking,
                     .free_data = asking_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (session, &spec, NULL, people_cb, g_object_ref (self));
}

/* --- sending --- */

static void
send_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSendBack *self = CS_SEND_BACK (widget);
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason)));
  guint n = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->clause));
  CsSendBackDone done = self->done;
  if (!gtk_widget_get_sensitive (self->send) || done == NULL)
    return;
  const CsForesight *foresight = cs_review_foresight (self->review, "send-back");
  const CsPersonRow *who = self->people != NULL ? person (self) : NULL;
  gboolean usual =
      who == NULL || (foresight != NULL && foresight->people->len == 1 &&
                      cs_gid_equal (&who->gid, &((CsPersonRow *)foresight->people->pdata[0])->gid));
  const CsReviewReasons reasons = { .category = chosen (self->categories),
                                    .severity = chosen (self->severities),
                                    .clause =
                                        n < self->clauses->len ? self->clauses->pdata[n] : NULL,
                                    .reason = g_strstrip (text),
                                    .to = usual ? NULL : &who->gid };
  self->done = NULL;
  done (self->data, self->review, self->why, &reasons, letter_new (self));
  gtk_window_close (GTK_WINDOW (self));
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
changed_cb (GObject *object, GParamSpec *pspec, CsSendBack *self)
{
  update (self);
}

static void
to_cb (GObject *object, GParamSpec *pspec, CsSendBack *self)
{
  name_button (self);
}

/* --- what it says at first --- */

static void
show_rejected (CsSendBack *self)
{
  GPtrArray *rows = cs_review_rows (self->review);
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++) {
    const CsReviewRow *row = rows->pdata[i];
    if (row->category == NULL || row->own)
      continue;
    g_string_append_printf (words, "%s%s (%s)", words->len > 0 ? "\n" : "", row->name,
                            cs_review_category_words (row->category));
  }
  if (cs_review_has_edits (self->review))
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "",
                            _ ("What you drew yourself does not go with it."));
  gtk_label_set_label (GTK_LABEL (self->rejected), words->str);
  gtk_widget_set_visible (self->rejected, words->len > 0);
}

/* A remark is about what is selected, or shown. */
static void
show_place (CsSendBack *self)
{
  static const CsReviewReasons none = { 0 };
  CsRemark *here = cs_review_remark_here (self->review, &none);
  g_autofree char *place = cs_review_words_remark (cs_review_model (self->review), here);
  /* Translators: %s is what a remark is about: "mark 2", "Chest CT, slice 48", words of a text. */
  g_autofree char *words = g_strdup_printf (_ ("On %s"), place != NULL ? place : _ ("the case"));
  cs_remark_free (here);
  gtk_label_set_label (GTK_LABEL (self->rejected), words);
  gtk_widget_set_visible (self->rejected, TRUE);
}

static void
fill (CsSendBack *self)
{
  const char *case_title = cs_case_model_view (cs_review_model (self->review))->row->title;
  const char *words = self->why == CS_WHY_REMARK   ? _ ("A Remark on %s")
                      : self->why == CS_WHY_REJECT ? _ ("Reject %s")
                                                   : _ ("Send %s Back");
  g_auto (GStrv) halves = g_strsplit (words, "%s", 2);
  g_autofree char *heading = g_strconcat (halves[0], case_title, halves[1], NULL);
  gtk_label_set_label (GTK_LABEL (self->heading), heading);
  gtk_window_set_title (GTK_WINDOW (self), heading);
  add_toggles (self->categories, cs_remark_categories,
               g_strv_length ((char **)cs_remark_categories), cs_review_category_words);
  add_toggles (self->severities, severities, G_N_ELEMENTS (severities), severity_words);
  choose (self->categories, cs_review_category (self->review));
  choose (self->severities, "major");
  fill_clauses (self);
  self->first = as_it_is (self);
  offer_again (self);
  if (self->why == CS_WHY_REMARK)
    show_place (self);
  else
    show_rejected (self);
  name_button (self);
  if (self->why == CS_WHY_REJECT)
    gtk_widget_add_css_class (self->send, "destructive-action");
  GtkWidget *button = gtk_widget_get_first_child (self->categories);
  for (; button != NULL; button = gtk_widget_get_next_sibling (button))
    g_signal_connect (button, "notify::active", G_CALLBACK (changed_cb), self);
  button = gtk_widget_get_first_child (self->severities);
  for (; button != NULL; button = gtk_widget_get_next_sibling (button))
    g_signal_connect (button, "notify::active", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->reason, "notify::text", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->to, "notify::selected", G_CALLBACK (to_cb), self);
  update (self);
  ask_people (self);
  gtk_widget_grab_focus (self->reason);
}

/* --- life --- */

static void
cs_send_back_dispose (GObject *object)
{
  CsSendBack *self = CS_SEND_BACK (object);
  g_clear_object (&self->review);
  g_clear_pointer (&self->unsent, g_hash_table_unref);
  g_clear_pointer (&self->about, g_free);
  g_clear_pointer (&self->first, unsent_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_SEND_BACK);
  g_clear_pointer (&self->clauses, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_send_back_parent_class)->dispose (object);
}

static void
cs_send_back_class_init (CsSendBackClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_send_back_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/review/cs-send-back.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, heading);
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, rejected);
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, route);
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, categories);
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, severities);
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, clause);
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, reason);
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, to_label);
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, to);
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, hint);
  gtk_widget_class_bind_template_child (widget_class, CsSendBack, send);
  gtk_widget_class_install_action (widget_class, "dialog.accept", NULL, send_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  cs_actions_bind (widget_class, CS_ACTION_DIALOG);
}

static void
cs_send_back_init (CsSendBack *self)
{
  self->clauses = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_name_choice (self->clause, _ ("Clause of the guideline"));
  cs_name_choice (self->to, _ ("Who gets it"));
  g_signal_connect (self, "close-request", G_CALLBACK (close_cb), NULL);
}

CsSendBack *
cs_send_back_new (GtkWindow *parent, CsReview *review, CsWhy why, GHashTable *unsent,
                  CsSendBackDone done, gpointer data)
{
  CsSendBack *self = g_object_new (CS_TYPE_SEND_BACK, "transient-for", parent, NULL);
  self->review = g_object_ref (review);
  self->why = why;
  self->unsent = g_hash_table_ref (unsent);
  self->about = about (review, why);
  self->done = done;
  self->data = data;
  fill (self);
  return self;
}
