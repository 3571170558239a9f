/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow-form.h"
#include "cs-actions.h"
#include "cs-dialogs.h"
#include "cs-key-words.h"
#include "cs-scroll.h"
#include "cs-stage-words.h"
#include "cs-workflow-draft.h"
#include "cs-workflow-drawing.h"
#include "cs-workflow-publish.h"
#include "cs-workflow-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEEP_DELAY 400 /* ms until it is on the disk */
#define STEPS_MAX 200

struct _CsWorkflowForm {
  GtkWidget parent_instance;
  GtkWidget *all, *column, *scrolled, *drawing, *roster, *roster_icon, *groups, *start, *words,
      *publish;
  CsSession *session;           /* NULL: nothing is written */
  const CsWorkflowFacts *facts; /* of the window */
  GPtrArray *steps;             /* CsJson: what was there and what is, oldest first */
  guint at;                     /* in them */
  char *goes_on;                /* the member that the last step changed, which more may follow */
  gint64 base;                  /* version that it began from */
  CsWorkflow *workflow;         /* what it is; NULL while there is a mistake */
  char *mistake;                /* a sentence, or NULL */
  char *not_kept;               /* why, or NULL */
  guint keeping;                /* source */
  guint showing;                /* tick */
  guint frames;                 /* since then */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (CsWorkflowForm, cs_workflow_form, GTK_TYPE_WIDGET)

static guint done_signal, trouble_signal;

const CsJson *
cs_workflow_form_sketch (CsWorkflowForm *self)
{
  return self->steps != NULL ? self->steps->pdata[self->at] : NULL;
}

static const CsJson *
stages_of (CsWorkflowForm *self)
{
  return cs_json_get (cs_workflow_form_sketch (self), "stages");
}

/* --- keeping --- */

static void show_words (CsWorkflowForm *self);

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsWorkflowForm) self = user_data;
  g_autoptr (GError) error = NULL;
  cs_session_run_finish (CS_SESSION (source), result, NULL, &error);
  if (self->session != CS_SESSION (source))
    return;
  g_clear_pointer (&self->not_kept, g_free);
  if (error != NULL)
    self->not_kept = g_strdup (error->message);
  show_words (self);
}

static void
keep_now (CsWorkflowForm *self)
{
  if (self->keeping == 0)
    return;
  g_clear_handle_id (&self->keeping, g_source_remove);
  CsJobSpec spec = { .run = cs_workflow_draft_keep_job,
                     .data = cs_workflow_draft_new (cs_workflow_form_sketch (self), self->base),
                     .free_data = cs_workflow_draft_free };
  cs_session_run_async (self->session, &spec, NULL, kept_cb, g_object_ref (self));
}

static gboolean
keep_cb (gpointer data)
{
  keep_now (data);
  return G_SOURCE_REMOVE;
}

/* --- what is said of it --- */

static gboolean
is_in_force (CsWorkflowForm *self)
{
  return self->workflow != NULL &&
         cs_json_equal (cs_workflow_to_json (self->workflow),
                        cs_workflow_to_json (cs_workflow_facts_now (self->facts)->workflow));
}

static void
show_words (CsWorkflowForm *self)
{
  g_autofree char *kept = self->not_kept != NULL
                              ? g_strdup_printf (_ ("It could not be kept: %s"), self->not_kept)
                              : NULL;
  gboolean same = is_in_force (self), wrong = self->workflow == NULL;
  const char *words = kept != NULL ? kept
                      : wrong      ? self->mistake
                      : same       ? _ ("It says what the version in force says.")
                                   : _ ("Kept on this computer until it is published.");
  g_autofree char *publish = g_strdup_printf (
      _ ("Publish Version %u…"), (guint)cs_workflow_facts_now (self->facts)->version + 1);
  gtk_label_set_label (GTK_LABEL (self->words), words != NULL ? words : "");
  gtk_widget_set_tooltip_text (self->words, words);
  gtk_widget_set_css_classes (
      self->words, (const char *[]){ kept != NULL || wrong ? "cs-trouble" : "cs-caption", NULL });
  gtk_button_set_label (GTK_BUTTON (self->publish), publish);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.publish", !wrong && !same && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.discard", !same && !self->busy);
}

static void
show_roster (CsWorkflowForm *self)
{
  gboolean stops = FALSE;
  gtk_widget_set_visible (gtk_widget_get_parent (self->roster), self->workflow != NULL);
  if (self->workflow == NULL)
    return;
  g_autofree char *sentence = cs_workflow_facts_roster (self->facts, self->workflow, &stops);
  gtk_label_set_label (GTK_LABEL (self->roster), sentence);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->roster_icon),
                                stops ? "cs-close-symbolic" : "cs-met-symbolic");
  gtk_widget_set_css_classes (self->roster_icon,
                              (const char *[]){ stops ? "cs-close" : "cs-met", NULL });
}

/* What to do, for the mistakes that the form lets happen; else what the core says. */
static char *
mistake_words (CsWorkflowForm *self, int stage, const char *member, const GError *error)
{
  const CsJson *value = cs_json_get (cs_json_at (stages_of (self), (guint)MAX (stage, 0)), member);
  if (stage >= 0 && g_strcmp0 (member, "key") == 0) {
    const char *key = cs_json_string (value);
    return g_strdup (key == NULL || *key == '\0' ? _ ("Give the stage a name, with letters.")
                                                 : _ ("Another stage has this name already."));
  }
  if (stage >= 0 && g_strcmp0 (member, "roles") == 0 && cs_json_length (value) == 0)
    return g_strdup (_ ("Choose who acts here."));
  return g_strdup (error->message);
}

/* What it is, or where it is wrong; the drawing follows. */
static void
check (CsWorkflowForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *member = NULL;
  int stage = -1;
  cs_workflow_unref (self->workflow);
  self->workflow = cs_sketch_finish (cs_workflow_form_sketch (self), &stage, &member, &error);
  g_clear_pointer (&self->mistake, g_free);
  g_autofree char *words = error != NULL ? mistake_words (self, stage, member, error) : NULL;
  cs_workflow_rows_set_trouble (self->groups, stage, member, words);
  if (words != NULL && stage >= 0) {
    g_autofree char *title =
        cs_stage_title (cs_json_get_string (cs_json_at (stages_of (self), (guint)stage), "key"));
    self->mistake = g_strdup_printf ("%d. %s: %s", stage + 1, title, words);
  } else {
    self->mistake = g_steal_pointer (&words);
  }
  cs_workflow_drawing_show (CS_WORKFLOW_DRAWING (self->drawing), cs_workflow_form_sketch (self),
                            NULL, error != NULL ? stage : -1);
  show_roster (self);
  show_words (self);
}

/* --- rows --- */

static void row_cb (gpointer owner, int stage, const char *member, CsJson *value, gboolean goes_on);

static void
fill (CsWorkflowForm *self)
{
  GtkWidget *child, *whole = adw_preferences_group_new ();
  while ((child = gtk_widget_get_first_child (self->groups)) != NULL)
    gtk_box_remove (GTK_BOX (self->groups), child);
  cs_workflow_rows_add (ADW_PREFERENCES_GROUP (whole), CS_ROW_WHOLE, cs_workflow_form_sketch (self),
                        -1, row_cb, self);
  gtk_box_append (GTK_BOX (self->groups), whole);
  for (guint i = 0; i < cs_json_length (stages_of (self)); i++)
    gtk_box_append (GTK_BOX (self->groups),
                    cs_workflow_stage_new (stages_of (self), i, row_cb, self));
}

/* --- steps --- */

static void
step_state (CsWorkflowForm *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.undo", self->at > 0 && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.redo",
                                 self->steps != NULL && self->at + 1 < self->steps->len &&
                                     !self->busy);
}

static void
written (CsWorkflowForm *self)
{
  step_state (self);
  check (self);
  if (self->keeping == 0)
    self->keeping = g_timeout_add (KEEP_DELAY, keep_cb, self);
}

/* SKETCH is taken over. MEMBER: what of it goes on to be changed, as while somebody types: that is
 * one step. */
static void
change (CsWorkflowForm *self, CsJson *sketch, const char *member)
{
  gboolean more = member != NULL && g_strcmp0 (member, self->goes_on) == 0 && self->at > 0;
  g_ptr_array_set_size (self->steps, (int)self->at + (more ? 0 : 1));
  g_ptr_array_add (self->steps, sketch);
  if (self->steps->len > STEPS_MAX)
    g_ptr_array_remove_index (self->steps, 0);
  self->at = self->steps->len - 1;
  g_free (self->goes_on);
  self->goes_on = g_strdup (member);
  written (self);
}

static void
row_cb (gpointer owner, int stage, const char *member, CsJson *value, gboolean goes_on)
{
  CsWorkflowForm *self = owner;
  g_autofree char *which = g_strdup_printf ("%d %s", stage, member);
  g_autoptr (CsJson) sketch = cs_sketch_set (cs_workflow_form_sketch (self), stage, member, value);
  if (cs_json_equal (sketch, cs_workflow_form_sketch (self)))
    return;
  change (self, g_steal_pointer (&sketch), goes_on ? which : NULL);
  GtkWidget *group = gtk_widget_get_first_child (self->groups); /* of the whole */
  for (guint i = 0; i < cs_json_length (stages_of (self)) && group != NULL; i++) {
    group = gtk_widget_get_next_sibling (group);
    cs_workflow_stage_set_heading (ADW_PREFERENCES_GROUP (group), stages_of (self), i);
  }
}

/* Where the keyboard is, once the rows have found their place, which they have after a frame. */
static gboolean
show_focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CsWorkflowForm *self = CS_WORKFLOW_FORM (widget);
  if (self->frames++ == 0)
    return G_SOURCE_CONTINUE;
  self->showing = 0;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *group =
      focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_GROUP) : NULL;
  if (group != NULL && gtk_widget_is_ancestor (group, self->groups))
    cs_scroll_show (GTK_SCROLLED_WINDOW (self->scrolled), self->groups, group);
  return G_SOURCE_REMOVE;
}

static void
show_focus_soon (CsWorkflowForm *self)
{
  self->frames = 0;
  if (self->showing == 0)
    self->showing = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_focus_cb, NULL, NULL);
}

/* The rows are others now: the keyboard goes on at MEMBER of STAGE. SKETCH is taken over. */
static void
rebuild (CsWorkflowForm *self, CsJson *sketch, int stage, const char *member)
{
  if (sketch != NULL)
    change (self, sketch, NULL);
  g_clear_pointer (&self->goes_on, g_free);
  fill (self);
  check (self);
  GtkWidget *widget = cs_workflow_rows_find (self->groups, stage, member);
  if (widget != NULL)
    gtk_widget_grab_focus (widget);
  show_focus_soon (self);
}

static void
go_step (CsWorkflowForm *self, int by)
{
  if (self->steps == NULL || self->busy || (by < 0 && self->at == 0) ||
      (by > 0 && self->at + 1 >= self->steps->len))
    return;
  self->at += (guint)by;
  written (self);
  rebuild (self, NULL, -1, "name");
}

/* --- actions --- */

static void
step_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  go_step (CS_WORKFLOW_FORM (widget), g_str_equal (name, "form.undo") ? -1 : 1);
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsWorkflowForm *self = CS_WORKFLOW_FORM (widget);
  if (self->steps != NULL)
    rebuild (self, cs_sketch_add (cs_workflow_form_sketch (self)),
             (int)cs_json_length (stages_of (self)) - 1, "key");
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsWorkflowForm *self = CS_WORKFLOW_FORM (widget);
  guint stage = g_variant_get_uint32 (target);
  CsJson *sketch =
      self->steps != NULL ? cs_sketch_remove (cs_workflow_form_sketch (self), stage) : NULL;
  if (sketch != NULL)
    rebuild (self, sketch, (int)stage, "key");
}

static void
move_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsWorkflowForm *self = CS_WORKFLOW_FORM (widget);
  guint stage = g_variant_get_uint32 (target);
  int by = g_str_equal (name, "form.earlier") ? -1 : 1;
  CsJson *sketch =
      self->steps != NULL ? cs_sketch_move (cs_workflow_form_sketch (self), stage, by) : NULL;
  if (sketch != NULL)
    rebuild (self, sketch, (int)stage + by, "key");
}

static void
start_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsWorkflowForm *self = CS_WORKFLOW_FORM (widget);
  g_autoptr (CsWorkflow) ready =
      cs_workflow_from_template (g_variant_get_string (target, NULL), NULL);
  if (self->steps != NULL && ready != NULL)
    rebuild (self, cs_json_ref (cs_workflow_to_json (ready)), -1, "name");
}

/* --- publishing and discarding --- */

static void
set_busy (CsWorkflowForm *self, gboolean busy)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  if (busy && window != NULL)
    gtk_window_set_focus (window, NULL); /* what has it becomes insensitive */
  self->busy = busy;
  gtk_widget_set_sensitive (self->column, !busy);
  step_state (self);
  show_words (self);
}

static void
leave (CsWorkflowForm *self)
{
  /* What would be kept now is gone on purpose. */
  g_clear_handle_id (&self->keeping, g_source_remove);
  g_signal_emit (self, done_signal, 0);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsWorkflowForm) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean published = cs_workflow_publish_finish (result, &error);
  if (self->session != CS_SESSION (source))
    return;
  set_busy (self, FALSE);
  g_signal_emit (self, trouble_signal, 0, error != NULL ? error->message : NULL);
  if (published)
    leave (self);
  else
    gtk_widget_grab_focus (self->publish);
}

void
cs_workflow_form_publish (CsWorkflowForm *self)
{
  if (self->session == NULL || self->workflow == NULL || self->busy || is_in_force (self))
    return;
  keep_now (self);
  set_busy (self, TRUE);
  cs_workflow_publish_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session,
                             self->facts, self->workflow, self->base, cs_workflow_draft_drop,
                             published_cb, g_object_ref (self));
}

static void
publish_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_workflow_form_publish (CS_WORKFLOW_FORM (widget));
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsWorkflowForm) self = user_data;
  if (cs_session_run_finish (CS_SESSION (source), result, NULL, NULL) &&
      self->session == CS_SESSION (source))
    leave (self);
}

static void
discard_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsWorkflowForm) self = user_data;
  if (!cs_ask_finish (result) || self->session == NULL)
    return;
  g_clear_handle_id (&self->keeping, g_source_remove);
  CsJobSpec spec = { .run = cs_workflow_draft_drop_job, .flags = CS_JOB_CHANGES };
  cs_session_run_async (self->session, &spec, NULL, dropped_cb, g_object_ref (self));
}

static void
discard_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Discard What Is Written"),
                _ ("What you changed in the form is gone then. The version in force stays as it "
                   "is."),
                _ ("_Discard"), TRUE, discard_answered_cb, g_object_ref (widget));
}

/* --- beginning and ending --- */

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsWorkflowForm) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (CsWorkflowDraft) draft = value;
  if (self->session != CS_SESSION (source) || self->steps != NULL)
    return;
  if (!ok) {
    g_signal_emit (self, trouble_signal, 0, error->message);
    return;
  }
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_json_unref);
  self->at = 0;
  g_ptr_array_add (self->steps, cs_json_ref (draft->sketch));
  self->base = draft->base;
  step_state (self);
  rebuild (self, NULL, -1, "name");
}

void
cs_workflow_form_begin (CsWorkflowForm *self, CsSession *session, const CsWorkflowFacts *facts)
{
  cs_workflow_form_end (self);
  self->session = g_object_ref (session);
  self->facts = facts;
  CsJobSpec spec = { .run = cs_workflow_draft_begin_job, .free_result = cs_workflow_draft_free };
  cs_session_run_async (session, &spec, NULL, begun_cb, g_object_ref (self));
}

void
cs_workflow_form_set_facts (CsWorkflowForm *self, const CsWorkflowFacts *facts)
{
  self->facts = facts;
  if (self->steps != NULL)
    check (self);
}

void
cs_workflow_form_end (CsWorkflowForm *self)
{
  if (self->session == NULL)
    return;
  keep_now (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->workflow, cs_workflow_unref);
  g_clear_pointer (&self->goes_on, g_free);
  g_clear_pointer (&self->mistake, g_free);
  g_clear_pointer (&self->not_kept, g_free);
  self->facts = NULL;
  self->at = 0;
  self->busy = FALSE;
  if (self->showing != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->showing);
  self->showing = 0;
  gtk_widget_set_sensitive (self->column, TRUE);
}

gboolean
cs_workflow_form_is_open (CsWorkflowForm *self)
{
  return self->session != NULL;
}

/* --- life --- */

static void
cs_workflow_form_dispose (GObject *object)
{
  CsWorkflowForm *self = CS_WORKFLOW_FORM (object);
  if (self->column != NULL)
    cs_workflow_form_end (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_WORKFLOW_FORM);
  G_OBJECT_CLASS (cs_workflow_form_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CsWorkflowForm, child)

static void
cs_workflow_form_class_init (CsWorkflowFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_workflow_form_dispose;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  trouble_signal = g_signal_new ("trouble", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (CS_TYPE_WORKFLOW_DRAWING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/workflow/cs-workflow-form.ui");
  BIND (all);
  BIND (column);
  BIND (scrolled);
  BIND (drawing);
  BIND (roster);
  BIND (roster_icon);
  BIND (groups);
  BIND (start);
  BIND (words);
  BIND (publish);
  gtk_widget_class_install_action (widget_class, "form.undo", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "form.redo", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "form.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "form.remove", "u", remove_cb);
  gtk_widget_class_install_action (widget_class, "form.earlier", "u", move_cb);
  gtk_widget_class_install_action (widget_class, "form.later", "u", move_cb);
  gtk_widget_class_install_action (widget_class, "form.start", "s", start_cb);
  gtk_widget_class_install_action (widget_class, "form.publish", NULL, publish_cb);
  gtk_widget_class_install_action (widget_class, "form.discard", NULL, discard_cb);
}

static void
cs_workflow_form_init (CsWorkflowForm *self)
{
  const CsTemplate *const *ready = cs_workflow_templates ();
  g_autoptr (GMenu) menu = g_menu_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
  /* Before an entry takes them for its own. */
  cs_actions_capture (GTK_WIDGET (self), CS_ACTION_FORM);
  for (guint i = 0; ready[i] != NULL; i++) {
    g_autofree char *action = g_strdup_printf ("form.start::%s", ready[i]->id);
    g_menu_append (menu, _ (ready[i]->title), action);
  }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->start), G_MENU_MODEL (menu));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.publish", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.discard", FALSE);
  step_state (self);
}
