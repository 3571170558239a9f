/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-people-page.h"
#include "cs-dialogs.h"
#include "cs-member-row.h"
#include "cs-project-pause.h"
#include "cs-role-checks.h"
#include "cs-roster-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _CsPeoplePage {
  AdwBin parent_instance;
  GtkWidget *you, *who, *name, *handle, *labeler, *reviewer, *sme, *others, *others_title,
      *sentence, *sentence_icon;
  CsSession *session;
  char *proposed;        /* handle of the founder, or NULL */
  GPtrArray *identities; /* CsIdentity of this computer, or NULL */
  GPtrArray *people;     /* CsPlanPerson: the others */
  CsWorkflow *workflow;  /* of the project */
  GPtrArray *segments;   /* CsSegmentRow; or NULL */
  gboolean own_handle;   /* the person wrote one; it no longer follows the name */
  gboolean following;
  char *missing;    /* of the members; or NULL */
  gboolean stops;   /* what the sentence says */
  gboolean members; /* of a project that is there: nobody founds it */
};

G_DEFINE_FINAL_TYPE (CsPeoplePage, cs_people_page, ADW_TYPE_BIN)

static guint changed_signal;

static GtkWindow *
window_of (CsPeoplePage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* The identity of this computer that is chosen; NULL: a new one. */
static const CsIdentity *
chosen (CsPeoplePage *self)
{
  guint which = adw_combo_row_get_selected (ADW_COMBO_ROW (self->who));
  return self->identities != NULL && which < self->identities->len ? self->identities->pdata[which]
                                                                   : NULL;
}

static guint
own_roles (CsPeoplePage *self)
{
  const struct {
    GtkWidget *check;
    guint role;
  } working[] = { { self->labeler, CS_ROLE_LABELER },
                  { self->reviewer, CS_ROLE_REVIEWER },
                  { self->sme, CS_ROLE_SME } };
  guint mine = CS_ROLE_LEAD;
  for (guint i = 0; i < G_N_ELEMENTS (working); i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (working[i].check)))
      mine |= working[i].role;
  return mine;
}

/* --- the sentence --- */

static void
changed (CsPeoplePage *self)
{
  g_autofree CsRosterPerson *all = g_new (CsRosterPerson, self->people->len + 1);
  gboolean stops = FALSE;
  guint n = 0;
  if (!self->members)
    all[n++] =
        (CsRosterPerson){ chosen (self) != NULL ? chosen (self)->name
                                                : gtk_editable_get_text (GTK_EDITABLE (self->name)),
                          own_roles (self), NULL };
  for (guint i = 0; i < self->people->len; i++) {
    const CsPlanPerson *person = self->people->pdata[i];
    all[n++] = (CsRosterPerson){ person->name, person->roles, &person->traits };
  }
  g_autofree char *sentence = cs_roster_sentence (self->workflow, all, n, &stops);
  g_autofree char *segment =
      stops || self->segments == NULL
          ? NULL
          : cs_roster_segment_sentence (self->workflow, all, n, self->segments);
  self->stops = stops || segment != NULL;
  gtk_label_set_label (GTK_LABEL (self->sentence), segment != NULL ? segment : sentence);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->sentence_icon),
                                self->stops ? "cs-close-symbolic" : "cs-met-symbolic");
  gtk_widget_set_css_classes (self->sentence_icon,
                              (const char *[]){ self->stops ? "cs-close" : "cs-met", NULL });
  gtk_widget_set_visible (self->name, chosen (self) == NULL);
  gtk_widget_set_visible (self->handle, chosen (self) == NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
role_cb (GtkCheckButton *check, CsPeoplePage *self)
{
  changed (self);
}

static void
who_cb (GObject *object, GParamSpec *pspec, CsPeoplePage *self)
{
  changed (self);
}

/* --- name and handle --- */

static void
follow (GtkEditable *handle, const char *name)
{
  g_autofree char *proposal = cs_handle_from_name (name);
  gtk_editable_set_text (handle, proposal);
}

static void
name_cb (GtkEditable *name, CsPeoplePage *self)
{
  self->following = TRUE;
  if (!self->own_handle)
    follow (GTK_EDITABLE (self->handle), gtk_editable_get_text (name));
  self->following = FALSE;
  changed (self);
}

static void
handle_cb (GtkEditable *handle, CsPeoplePage *self)
{
  self->own_handle = self->own_handle || !self->following;
  changed (self);
}

/* --- the others --- */

static void
other_changed (gpointer page)
{
  changed (page);
}

/* Somebody of ROW who is not in the project yet. */
static void
take_out (CsPeoplePage *self, GtkWidget *row)
{
  CsPlanPerson *person = g_object_get_data (G_OBJECT (row), "person");
  gtk_list_box_remove (GTK_LIST_BOX (self->others), row);
  g_ptr_array_remove (self->people, person);
  gtk_widget_set_visible (self->others, self->people->len > 0);
  changed (self);
}

static void
remove_cb (GtkButton *button, CsPeoplePage *self)
{
  take_out (self, gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW));
}

static void
member_changed_cb (CsMemberRow *row, CsPeoplePage *self)
{
  changed (self);
}

static void
member_remove_cb (CsMemberRow *row, CsPeoplePage *self)
{
  take_out (self, GTK_WIDGET (row));
}

static GtkWidget *
member_row (CsPeoplePage *self, CsPlanPerson *person)
{
  GtkWidget *row = cs_member_row_new (self->session, person);
  g_signal_connect (row, "changed", G_CALLBACK (member_changed_cb), self);
  g_signal_connect (row, "remove", G_CALLBACK (member_remove_cb), self);
  return row;
}

static GtkWidget *
other_row (CsPeoplePage *self, CsPlanPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), person->handle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             cs_role_checks_new (person, FALSE, other_changed, self));
  GtkWidget *remove = cs_role_remove_new (person->name);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

static void
append (CsPeoplePage *self, CsPlanPerson *person)
{
  GtkWidget *row = (self->members ? member_row : other_row) (self, person);
  g_object_set_data (G_OBJECT (row), "person", person);
  g_ptr_array_add (self->people, person);
  gtk_list_box_append (GTK_LIST_BOX (self->others), row);
  gtk_widget_set_visible (self->others, TRUE);
}

static const char *
founder_handle (CsPeoplePage *self)
{
  const CsIdentity *identity = chosen (self);
  return identity != NULL ? identity->handle : gtk_editable_get_text (GTK_EDITABLE (self->handle));
}

static gboolean
handle_is_taken (CsPeoplePage *self, const char *handle)
{
  if (!self->members && g_str_equal (founder_handle (self), handle))
    return TRUE;
  for (guint i = 0; i < self->people->len; i++)
    if (g_str_equal (((CsPlanPerson *)self->people->pdata[i])->handle, handle))
      return TRUE;
  return FALSE;
}

/* Takes PERSON over. */
static void
add_other (CsPeoplePage *self, CsPlanPerson *person)
{
  if (handle_is_taken (self, person->handle)) {
    cs_tell (window_of (self), _ ("This short name is in the list already"),
             _ ("Everybody in a project needs another one."));
    cs_plan_person_free (person);
    return;
  }
  append (self, person);
  changed (self);
}

/* --- adding --- */

typedef struct {
  CsPeoplePage *page;
  AdwMessageDialog *dialog;
  GtkEditable *name, *handle;
  gboolean own, following;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;
  g_object_unref (adding->page);
  g_free (adding);
}

static void
check_adding (Adding *adding)
{
  adw_message_dialog_set_response_enabled (
      adding->dialog, "add",
      cs_person_name_ok (gtk_editable_get_text (adding->name)) &&
          cs_handle_ok (gtk_editable_get_text (adding->handle)));
}

static void
adding_name_cb (GtkEditable *name, Adding *adding)
{
  adding->following = TRUE;
  if (!adding->own)
    follow (adding->handle, gtk_editable_get_text (name));
  adding->following = FALSE;
  check_adding (adding);
}

static void
adding_handle_cb (GtkEditable *handle, Adding *adding)
{
  adding->own = adding->own || !adding->following;
  check_adding (adding);
}

static void
added_cb (AdwMessageDialog *dialog, const char *response, Adding *adding)
{
  if (g_str_equal (response, "add"))
    add_other (adding->page,
               cs_plan_person_new (gtk_editable_get_text (adding->handle),
                                   gtk_editable_get_text (adding->name), CS_ROLE_LABELER, NULL));
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsPeoplePage *self = CS_PEOPLE_PAGE (widget);
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/dialogs/cs-add-person.ui");
  Adding *adding = g_new0 (Adding, 1);
  adding->page = g_object_ref (self);
  adding->dialog = ADW_MESSAGE_DIALOG (gtk_builder_get_object (builder, "dialog"));
  adding->name = GTK_EDITABLE (gtk_builder_get_object (builder, "name"));
  adding->handle = GTK_EDITABLE (gtk_builder_get_object (builder, "handle"));
  g_object_set_data_full (G_OBJECT (adding->dialog), "adding", adding, adding_free);
  g_signal_connect (adding->name, "changed", G_CALLBACK (adding_name_cb), adding);
  g_signal_connect (adding->handle, "changed", G_CALLBACK (adding_handle_cb), adding);
  g_signal_connect (adding->dialog, "response", G_CALLBACK (added_cb), adding);
  check_adding (adding);
  gtk_window_set_transient_for (GTK_WINDOW (adding->dialog), window_of (self));
  cs_dialog_present (GTK_WIDGET (adding->dialog));
}

static void
identity_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsPeoplePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    cs_tell (window_of (self), _ ("This is no identity file"), error->message);
    return;
  }
  g_autoptr (CsIdentity) identity = value;
  add_other (self,
             cs_plan_person_new (identity->handle, identity->name, CS_ROLE_LABELER, identity));
}

static void
identity_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsPeoplePage) self = user_data;
  g_autofree char *lines = cs_choose_file_finish (result, NULL);
  if (lines == NULL || self->session == NULL)
    return;
  g_auto (GStrv) paths = g_strsplit (lines, "\n", -1);
  for (guint i = 0; paths[i] != NULL; i++) {
    CsJobSpec spec = { .run = cs_plan_identity_job,
                       .data = g_strdup (paths[i]),
                       .free_data = g_free,
                       .free_result = (GDestroyNotify)cs_identity_unref };
    cs_session_run_async (self->session, &spec, NULL, identity_read_cb, g_object_ref (self));
  }
}

static void
add_file_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsPeoplePage *self = CS_PEOPLE_PAGE (widget);
  cs_choose_file_async (window_of (self), CS_CHOOSE_FILES, _ ("Choose Identity Files"), NULL,
                        identity_chosen_cb, g_object_ref (self));
}

/* --- what it gives --- */

static const char *
founder_missing (CsPeoplePage *self)
{
  if (chosen (self) != NULL)
    return NULL;
  if (!cs_person_name_ok (gtk_editable_get_text (GTK_EDITABLE (self->name))))
    return _ ("Enter your name");
  if (!cs_handle_ok (gtk_editable_get_text (GTK_EDITABLE (self->handle))))
    return _ ("Enter a short name of small letters and digits");
  return NULL;
}

const char *
cs_people_page_missing (CsPeoplePage *self)
{
  if (!self->members)
    return founder_missing (self);
  g_clear_pointer (&self->missing, g_free);
  for (GtkWidget *row = gtk_widget_get_first_child (self->others);
       row != NULL && self->missing == NULL; row = gtk_widget_get_next_sibling (row))
    self->missing = cs_member_row_missing (CS_MEMBER_ROW (row));
  return self->missing;
}

const char *
cs_people_page_stuck (CsPeoplePage *self)
{
  return self->stops ? gtk_label_get_label (GTK_LABEL (self->sentence)) : NULL;
}

GPtrArray *
cs_people_page_people (CsPeoplePage *self)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (cs_plan_person_free);
  const CsIdentity *identity = chosen (self);
  g_ptr_array_add (people, cs_plan_person_new (
                               founder_handle (self),
                               identity != NULL ? identity->name
                                                : gtk_editable_get_text (GTK_EDITABLE (self->name)),
                               own_roles (self), NULL));
  for (guint i = 0; i < self->people->len; i++) {
    const CsPlanPerson *one = self->people->pdata[i];
    if (one->roles != 0)
      g_ptr_array_add (people,
                       cs_plan_person_new (one->handle, one->name, one->roles, one->identity));
  }
  return people;
}

GPtrArray *
cs_people_page_changes (CsPeoplePage *self)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (cs_plan_person_free);
  for (guint i = 0; i < self->people->len; i++) {
    const CsPlanPerson *person = self->people->pdata[i];
    if (cs_plan_person_changes (person))
      g_ptr_array_add (changes, cs_plan_person_copy (person));
  }
  return changes;
}

/* --- the members there are --- */

static CsPlanPerson *
plan_member (const CsMembers *members, const CsPersonRow *row)
{
  const CsPauseRow *pause = cs_pause_of (members->pauses, &row->gid);
  CsPlanPerson *person = cs_plan_person_new (row->handle, row->name, row->roles, NULL);
  person->member = TRUE;
  person->gid = row->gid;
  person->was = row->roles;
  cs_traits_copy (&row->traits, &person->traits);
  cs_traits_copy (&row->traits, &person->traits_were);
  person->promoted = g_strdup (row->promoted);
  person->paused = pause != NULL;
  person->paused_for = pause != NULL ? g_strdup (pause->reason) : NULL;
  person->can_sign = row->certified;
  return person;
}

void
cs_people_page_set_members (CsPeoplePage *self, CsSession *session, const CsMembers *members)
{
  g_set_object (&self->session, session);
  cs_workflow_unref (self->workflow);
  self->workflow = cs_workflow_ref (members->workflow);
  self->segments = g_ptr_array_ref (members->segments);
  self->members = TRUE;
  for (guint i = 0; i < members->people->len; i++)
    append (self, plan_member (members, members->people->pdata[i]));
  gtk_widget_set_visible (self->you, FALSE);
  gtk_label_set_label (GTK_LABEL (self->others_title), _ ("Members"));
  changed (self);
}

/* --- the identities there are --- */

/* Those of the sample are nobody. */
static gboolean
is_of_sample (const CsIdentity *identity)
{
  return g_str_has_prefix (identity->handle, "sample-");
}

/* Who works in the window, then whose computer it is, then those of the sample. */
static int
compare_identities (gconstpointer a, gconstpointer b, gpointer proposed)
{
  const CsIdentity *one = *(CsIdentity *const *)a, *other = *(CsIdentity *const *)b;
  int sample = is_of_sample (one) - is_of_sample (other);
  int works = (g_strcmp0 (other->handle, proposed) == 0) - (g_strcmp0 (one->handle, proposed) == 0);
  return sample != 0 ? sample : works != 0 ? works : strcmp (one->handle, other->handle);
}

/* The first of them; somebody new where there are only those of the sample. */
static guint
proposed_founder (CsPeoplePage *self)
{
  GPtrArray *all = self->identities;
  return all->len > 0 && is_of_sample (all->pdata[0]) ? all->len : 0;
}

/* Somebody new is who this computer says that they are, until they write something else. */
static void
propose_name (CsPeoplePage *self)
{
  const char *real = g_get_real_name ();
  if (cs_person_name_ok (real) && !g_str_equal (real, "Unknown"))
    gtk_editable_set_text (GTK_EDITABLE (self->name), real);
}

static void
identities_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsPeoplePage) self = user_data;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, NULL))
    return;
  self->identities = value;
  g_ptr_array_sort_with_data (self->identities, compare_identities, self->proposed);
  for (guint i = 0; i < self->identities->len; i++) {
    const CsIdentity *identity = self->identities->pdata[i];
    g_autofree char *words = g_strdup_printf ("%s · %s", identity->name, identity->handle);
    gtk_string_list_append (names, words);
  }
  gtk_string_list_append (names, _ ("Somebody new"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->who), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->who), proposed_founder (self));
  gtk_widget_set_visible (self->who, self->identities->len > 0);
  changed (self);
}

void
cs_people_page_set_session (CsPeoplePage *self, CsSession *session, const char *handle)
{
  g_free (self->proposed);
  self->proposed = g_strdup (handle);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  propose_name (self);
  CsJobSpec spec = { .run = cs_plan_identities_job,
                     .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (session, &spec, NULL, identities_cb, g_object_ref (self));
}

/* --- life --- */

static void
cs_people_page_dispose (GObject *object)
{
  CsPeoplePage *self = CS_PEOPLE_PAGE (object);
  g_clear_object (&self->session);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_PEOPLE_PAGE);
  G_OBJECT_CLASS (cs_people_page_parent_class)->dispose (object);
}

static void
cs_people_page_finalize (GObject *object)
{
  CsPeoplePage *self = CS_PEOPLE_PAGE (object);
  g_ptr_array_unref (self->people);
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  g_free (self->missing);
  cs_workflow_unref (self->workflow);
  g_free (self->proposed);
  g_clear_pointer (&self->identities, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_people_page_parent_class)->finalize (object);
}

static void
cs_people_page_class_init (CsPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_people_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_people_page_finalize;
  changed_signal = g_signal_new ("changed", CS_TYPE_PEOPLE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, you);
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, others_title);
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, who);
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, name);
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, handle);
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, labeler);
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, reviewer);
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, sme);
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, others);
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, sentence);
  gtk_widget_class_bind_template_child (widget_class, CsPeoplePage, sentence_icon);
  gtk_widget_class_bind_template_callback (widget_class, role_cb);
  gtk_widget_class_bind_template_callback (widget_class, who_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, handle_cb);
  gtk_widget_class_install_action (widget_class, "people.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "people.add-file", NULL, add_file_cb);
}

static void
cs_people_page_init (CsPeoplePage *self)
{
  self->people = g_ptr_array_new_with_free_func (cs_plan_person_free);
  self->workflow = cs_workflow_from_template ("labelers-sme", NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->others, FALSE);
  changed (self);
}
