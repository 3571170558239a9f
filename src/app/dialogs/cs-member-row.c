/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-member-row.h"
#include "cs-case-words.h"
#include "cs-role-checks.h"

#include <glib/gi18n.h>
#include <string.h>

struct _CsMemberRow {
  AdwExpanderRow parent_instance;
  GtkWidget *roles, *type, *level, *record, *reason, *qualification, *tags, *segments, *pause,
      *paused, *pause_reason;
  CsPlanPerson *person;    /* borrowed */
  CsSession *session;      /* or NULL */
  gboolean filling, asked; /* for the figures */
};

G_DEFINE_FINAL_TYPE (CsMemberRow, cs_member_row, ADW_TYPE_EXPANDER_ROW)

enum { CHANGED, REMOVE, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const level_words[] = { N_ ("Reader"), N_ ("Reviewer"), N_ ("Trainer") };

/* --- in words --- */

/* After nobody said. */
static guint
type_at (const char *type)
{
  for (guint i = 0; type != NULL && cs_worker_types[i] != NULL; i++)
    if (g_str_equal (cs_worker_types[i], type))
      return i + 1;
  return 0;
}

static void
append (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* With a space after each comma. */
static char *
spaced (const char *words)
{
  g_autofree char *text = cs_words_to_text (words);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  return g_strjoinv (", ", parts);
}

char *
cs_traits_words (const CsTraits *traits)
{
  GString *text = g_string_new (NULL);
  g_autofree char *tags = spaced (traits->tags);
  g_autofree char *segments = spaced (traits->segments);
  /* TRANSLATORS: what is known of a person, their expertise: "expert in breast, chest" */
  g_autofree char *expert = g_strdup_printf (_ ("expert in %s"), tags);
  /* TRANSLATORS: what is known of a person, segments of cases: "let in to vip" */
  g_autofree char *let_in = g_strdup_printf (_ ("let in to %s"), segments);
  if (traits->type != NULL)
    append (text, cs_type_word (traits->type));
  if (traits->level != CS_LEVEL_READER)
    append (text, traits->level == CS_LEVEL_TRAINER ? _ ("level trainer") : _ ("level reviewer"));
  if (tags[0] != '\0')
    append (text, expert);
  if (segments[0] != '\0')
    append (text, let_in);
  return g_string_free (text, FALSE);
}

static char *
record_words (const CsTrackRecord *record)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (
      text,
      ngettext ("%u case handed in: %u accepted unchanged, %u corrected, %u sent back",
                "%u cases handed in: %u accepted unchanged, %u corrected, %u sent back",
                (gulong)record->handed_in),
      (guint)record->handed_in, (guint)record->accepted, (guint)record->corrected,
      (guint)record->sent_back);
  if (record->read > 0)
    g_string_append_printf (text, _ ("; agreed with all other readers in %u of %u"),
                            (guint)record->agreed, (guint)record->read);
  return g_string_free (text, FALSE);
}

/* What brought them to their level; NULL: nothing that is known. Caller frees. */
static char *
promoted_words (const CsPlanPerson *person)
{
  g_autoptr (CsJson) body =
      person->promoted != NULL
          ? cs_json_parse_canonical (person->promoted, strlen (person->promoted), NULL)
          : NULL;
  if (body == NULL)
    return NULL;
  CsTrackRecord record;
  cs_track_record_from_json (cs_json_get (body, "evidence"), &record);
  g_autoptr (GDateTime) when =
      g_date_time_new_from_unix_local (cs_json_get_int (body, "wall", 0) / G_USEC_PER_SEC);
  g_autofree char *day = g_date_time_format (when, _ ("%-e %B %Y"));
  g_autofree char *figures = record_words (&record);
  /* TRANSLATORS: a date, why somebody was promoted, what qualifies them, and what they had done */
  return g_strdup_printf (_ ("Since %s: %s (%s). %s."), day, cs_json_get_string (body, "reason"),
                          cs_json_get_string (body, "qualification"), figures);
}

/* --- what is shown --- */

static void
show_caption (CsMemberRow *self)
{
  const CsPlanPerson *person = self->person;
  g_autofree char *roles = cs_role_words (person->roles);
  g_autofree char *traits = cs_traits_words (&person->traits);
  GString *text = g_string_new (person->handle);
  append (text, roles[0] != '\0' ? roles : person->was != 0 ? _ ("leaves") : _ ("has left"));
  if (traits[0] != '\0')
    append (text, traits);
  if (person->can_sign)
    append (text, _ ("can sign"));
  if (person->paused)
    append (text, _ ("paused"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text->str);
  g_string_free (text, TRUE);
}

static void
show_level (CsMemberRow *self)
{
  CsLevel is = self->person->traits.level, was = self->person->traits_were.level;
  g_autofree char *promoted = is == was ? promoted_words (self->person) : NULL;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->level), promoted != NULL ? promoted : "");
  gtk_widget_set_visible (self->record, is > was);
  gtk_widget_set_visible (self->reason, is != was);
  gtk_widget_set_visible (self->qualification, is > was);
}

static void
show_pause (CsMemberRow *self)
{
  const CsPlanPerson *person = self->person;
  gboolean was = person->paused_for != NULL;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->pause),
                               was ? person->paused_for
                                   : _ ("What they have begun they can still hand in."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pause),
                                 was ? _ ("Paused") : _ ("Pause"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pause_reason),
                                 was ? _ ("What was done, so that they go on")
                                     : _ ("Why; they read it, too"));
  gtk_widget_set_visible (self->pause_reason, person->paused != was);
}

static void
changed (gpointer data)
{
  CsMemberRow *self = data;
  show_caption (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- the figures of a promotion --- */

static gpointer
record_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  g_autofree CsTrackRecord *record = g_new0 (CsTrackRecord, 1);
  return cs_project_track_record (desk->project, &reader, data, record, error)
             ? g_steal_pointer (&record)
             : NULL;
}

static void
record_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsMemberRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autofree CsTrackRecord *record = value;
  g_autofree char *words = ok ? record_words (record) : cs_window_words (error->message);
  if (self->record != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->record), words);
}

static void
ask_record (CsMemberRow *self)
{
  if (self->session == NULL || self->asked)
    return;
  self->asked = TRUE;
  CsJobSpec spec = { .run = record_job,
                     .data = g_memdup2 (&self->person->gid, sizeof (CsGid)),
                     .free_data = g_free,
                     .free_result = g_free };
  cs_session_run_async (self->session, &spec, NULL, record_cb, g_object_ref (self));
}

/* --- what is chosen --- */

static void
type_cb (AdwComboRow *row, GParamSpec *pspec, CsMemberRow *self)
{
  if (self->filling)
    return;
  guint at = adw_combo_row_get_selected (row);
  g_free (self->person->traits.type);
  self->person->traits.type = at > 0 ? g_strdup (cs_worker_types[at - 1]) : NULL;
  changed (self);
}

static void
level_cb (AdwComboRow *row, GParamSpec *pspec, CsMemberRow *self)
{
  if (self->filling)
    return;
  self->person->traits.level = (CsLevel)adw_combo_row_get_selected (row);
  if (self->person->traits.level > self->person->traits_were.level)
    ask_record (self);
  show_level (self);
  changed (self);
}

/* Stripped; NULL for nothing. Caller frees. */
static char *
written (GtkWidget *entry)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  if (text[0] == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
take (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

/* What is no list of words is said by cs_member_row_missing, and is not taken. */
static void
take_words (char **place, GtkWidget *entry)
{
  char *words = cs_words_parse (gtk_editable_get_text (GTK_EDITABLE (entry)), NULL);
  if (words != NULL)
    take (place, words);
}

static void
written_cb (GtkEditable *entry, CsMemberRow *self)
{
  if (self->filling)
    return;
  take (&self->person->reason, written (self->reason));
  take (&self->person->qualification, written (self->qualification));
  take (&self->person->pause_reason, written (self->pause_reason));
  take_words (&self->person->traits.tags, self->tags);
  take_words (&self->person->traits.segments, self->segments);
  changed (self);
}

static void
paused_cb (GtkSwitch *paused, GParamSpec *pspec, CsMemberRow *self)
{
  if (self->filling)
    return;
  self->person->paused = gtk_switch_get_active (paused);
  show_pause (self);
  changed (self);
}

char *
cs_member_row_missing (CsMemberRow *self)
{
  g_autoptr (GError) error = NULL;
  const CsPlanPerson *person = self->person;
  CsLevel is = person->traits.level, was = person->traits_were.level;
  g_autofree char *tags =
      cs_words_parse (gtk_editable_get_text (GTK_EDITABLE (self->tags)), &error);
  g_autofree char *segments =
      tags != NULL ? cs_words_parse (gtk_editable_get_text (GTK_EDITABLE (self->segments)), &error)
                   : NULL;
  if (!person->member && person->roles == 0)
    return g_strdup (_ ("Choose what the new person does"));
  if (segments == NULL)
    return g_strdup_printf ("%s: %s", person->name, error->message);
  if (is != was && person->reason == NULL)
    return g_strdup_printf (_ ("%s: say why the level changes"), person->name);
  if (is > was && person->qualification == NULL)
    return g_strdup_printf (_ ("%s: say what qualifies them"), person->name);
  if (person->paused != (person->paused_for != NULL) && person->pause_reason == NULL)
    return g_strdup_printf (person->paused ? _ ("%s: say why they are paused")
                                           : _ ("%s: say what was done for them to go on"),
                            person->name);
  return NULL;
}

/* --- life --- */

static void
cs_member_row_dispose (GObject *object)
{
  g_clear_object (&CS_MEMBER_ROW (object)->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_MEMBER_ROW);
  G_OBJECT_CLASS (cs_member_row_parent_class)->dispose (object);
}

static void
cs_member_row_class_init (CsMemberRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_member_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_MEMBER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", CS_TYPE_MEMBER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-member-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, roles);
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, type);
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, level);
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, record);
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, reason);
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, qualification);
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, tags);
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, segments);
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, pause);
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, paused);
  gtk_widget_class_bind_template_child (widget_class, CsMemberRow, pause_reason);
  gtk_widget_class_bind_template_callback (widget_class, type_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_cb);
  gtk_widget_class_bind_template_callback (widget_class, written_cb);
  gtk_widget_class_bind_template_callback (widget_class, paused_cb);
}

static void
cs_member_row_init (CsMemberRow *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_levels (CsMemberRow *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (level_words); i++)
    gtk_string_list_append (list, _ (level_words[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->level), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->level), self->person->traits.level);
}

static void
set_types (CsMemberRow *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  gtk_string_list_append (list, _ ("Not said"));
  for (guint i = 0; cs_worker_types[i] != NULL; i++)
    gtk_string_list_append (list, cs_type_word (cs_worker_types[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->type), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->type), type_at (self->person->traits.type));
}

static void
name (gpointer widget, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
remove_cb (GtkButton *button, CsMemberRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

/* Who is new can be taken out again; who was a member has done things, and only loses roles. */
static void
add_remove (CsMemberRow *self)
{
  GtkWidget *remove = cs_role_remove_new (self->person->name);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), remove);
}

/* The toolkit makes lists of such a row, and names none. */
static void
name_lists (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LIST_BOX (widget))
    name (widget, words);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_lists (child, words);
}

GtkWidget *
cs_member_row_new (CsSession *session, CsPlanPerson *person)
{
  CsMemberRow *self = g_object_new (CS_TYPE_MEMBER_ROW, NULL);
  g_autofree char *tags = spaced (person->traits.tags);
  g_autofree char *segments = spaced (person->traits.segments);
  self->person = person;
  g_set_object (&self->session, session);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), person->name);
  name (self, person->name);
  name_lists (GTK_WIDGET (self), person->name);
  name (self->paused, _ ("Begins nothing new"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->roles),
                             cs_role_checks_new (person, TRUE, changed, self));
  set_types (self);
  set_levels (self);
  gtk_editable_set_text (GTK_EDITABLE (self->tags), tags);
  gtk_editable_set_text (GTK_EDITABLE (self->segments), segments);
  gtk_switch_set_active (GTK_SWITCH (self->paused), person->paused);
  gtk_widget_set_visible (self->pause, person->member);
  /* Nothing is counted of who has done nothing here. */
  gtk_widget_set_visible (self->level, person->member);
  if (!person->member)
    add_remove (self);
  self->filling = FALSE;
  show_level (self);
  show_pause (self);
  show_caption (self);
  return GTK_WIDGET (self);
}
