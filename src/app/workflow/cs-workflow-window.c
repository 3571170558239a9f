/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow-window.h"
#include "cs-actions.h"
#include "cs-case-words.h"
#include "cs-key-words.h"
#include "cs-relax-words.h"
#include "cs-stage-words.h"
#include "cs-workflow-drawing.h"
#include "cs-workflow-form.h"
#include "cs-workflow-publish.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_CHANGES 6 /* of a version that are told in its row */

struct _CsWorkflowWindow {
  AdwWindow parent_instance;
  GtkWidget *title, *edit, *form, *trouble, *stack, *name, *since, *drawing, *roster, *roster_icon,
      *stages, *before, *versions;
  CsSession *session;
  CsWorkflowFacts *facts; /* NULL until they are read */
  gboolean busy;          /* something is being published */
};

G_DEFINE_FINAL_TYPE (CsWorkflowWindow, cs_workflow_window, ADW_TYPE_WINDOW)

static void read_facts (CsWorkflowWindow *self);

static gboolean
is_lead (CsWorkflowWindow *self)
{
  const CsSessionFacts *facts = cs_session_facts (self->session);
  return facts != NULL && facts->writable && (facts->roles & CS_ROLE_LEAD) != 0;
}

static void
tell (CsWorkflowWindow *self, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->trouble), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->trouble, sentence != NULL);
}

/* --- the page --- */

static GtkWidget *
new_row (GtkWidget *list, const char *title, const char *words)
{
  GtkWidget *row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static void
empty (GtkWidget *list)
{
  GtkWidget *row;
  while ((row = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

/* "5 January, by Chris", with the note. */
static char *
since_words (CsWorkflowWindow *self, const CsWorkflowVersion *version)
{
  g_autofree char *when = cs_when_long (cs_session_env (self->session), version->wall);
  const char *by = version->by != NULL ? cs_session_person (self->session, version->by) : "?";
  /* Translators: when a version was published, and by whom. */
  g_autofree char *said = g_strdup_printf (_ ("%s, by %s"), when, by);
  /* Translators: %s is when it was published, and by whom. */
  g_autofree char *words =
      version->decided > 0
          ? g_strdup_printf (ngettext ("%s, relaxed as %u of %u case was accepted as it was",
                                       "%s, relaxed as %u of %u cases were accepted as they were",
                                       version->decided),
                             said, version->accepted, version->decided)
          : g_strdup (said);
  return version->note != NULL ? g_strdup_printf ("%s: %s", words, version->note)
                               : g_steal_pointer (&words);
}

static const char *
coverage_words (CsCoverage coverage)
{
  static const char *const words[] = {
    [CS_COVERAGE_OFF] = N_ ("Nothing is said of slices that nobody was shown."),
    [CS_COVERAGE_WARN] = N_ ("Slices that nobody was shown are named before a decision."),
    [CS_COVERAGE_BLOCK] =
        N_ ("A case is neither accepted nor signed before all of its slices were shown."),
  };
  return _ (words[coverage]);
}

/* NULL when the rule of the stage KEY has no step left. */
static const CsRelaxRow *
find_relax (CsWorkflowWindow *self, const char *key)
{
  for (guint i = 0; i < self->facts->relax->len; i++) {
    const CsRelaxRow *row = self->facts->relax->pdata[i];
    if (strcmp (row->stage, key) == 0)
      return row;
  }
  return NULL;
}

/* TARGET is taken over. */
static void
add_suffix (GtkWidget *row, const char *label, const char *words, const char *action,
            GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "cs-quiet");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_stage (CsWorkflowWindow *self, const CsJson *stages, guint n)
{
  const char *key = cs_json_get_string (cs_json_at (stages, n), "key");
  const CsRelaxRow *relax = find_relax (self, key);
  g_autofree char *title = cs_stage_title (key), *words = cs_stage_sentence (stages, n);
  g_autofree char *rule = relax != NULL ? cs_relax_words (relax) : NULL;
  g_autofree char *both = rule != NULL ? g_strconcat (words, "\n", rule, NULL) : NULL;
  GtkWidget *row = new_row (self->stages, title, both != NULL ? both : words);
  if (relax == NULL || !relax->may || !is_lead (self))
    return;
  g_autofree char *name = g_strdup_printf (_ ("Relax %s"), title);
  add_suffix (row, _ ("Relax…"), name, "workflow.relax", g_variant_new_string (key));
}

static void
show_now (CsWorkflowWindow *self)
{
  const CsWorkflowVersion *now = cs_workflow_facts_now (self->facts);
  const CsJson *document = cs_workflow_to_json (now->workflow);
  const CsJson *stages = cs_json_get (document, "stages");
  g_autofree char *since = since_words (self, now);
  g_autofree char *line =
      g_strdup_printf (_ ("Version %u, in force since %s"), (guint)now->version, since);
  gtk_label_set_label (GTK_LABEL (self->name),
                       now->workflow->name != NULL ? now->workflow->name : _ ("Workflow"));
  gtk_label_set_label (GTK_LABEL (self->since), line);
  cs_workflow_drawing_show (CS_WORKFLOW_DRAWING (self->drawing), document, self->facts->waiting,
                            -1);
  empty (self->stages);
  for (guint i = 0; i < cs_json_length (stages); i++)
    add_stage (self, stages, i);
  new_row (self->stages, _ ("Slices not shown"), coverage_words (now->workflow->coverage));
}

static void
show_roster (CsWorkflowWindow *self)
{
  gboolean stops = FALSE;
  g_autofree char *sentence =
      cs_workflow_facts_roster (self->facts, cs_workflow_facts_now (self->facts)->workflow, &stops);
  gtk_label_set_label (GTK_LABEL (self->roster), sentence);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->roster_icon),
                                stops ? "cs-close-symbolic" : "cs-met-symbolic");
  gtk_widget_set_css_classes (self->roster_icon,
                              (const char *[]){ stops ? "cs-close" : "cs-met", NULL });
}

/* --- versions before --- */

/* What the version after VERSION made of it, and who still goes by it. */
static char *
version_words (const CsWorkflowVersion *version, const CsWorkflowVersion *next)
{
  g_autoptr (GPtrArray) changes = cs_workflow_diff (version->workflow, next->workflow);
  g_autofree char *cases = cs_workflow_facts_cases (version);
  GString *words = g_string_new (cases);
  if (*cases != '\0')
    g_string_append_c (words, '\n');
  g_string_append_printf (words, _ ("What version %u changed:"), (guint)next->version);
  for (guint i = 0; i < changes->len; i++) {
    if (i == MAX_CHANGES) {
      guint more = changes->len - i;
      g_string_append_c (words, '\n');
      g_string_append_printf (words, ngettext ("and %u more", "and %u more", more), more);
      break;
    }
    g_string_append_printf (words, "\n%s", (const char *)changes->pdata[i]);
  }
  return g_string_free (words, FALSE);
}

static void
add_again (GtkWidget *row, const CsWorkflowVersion *version)
{
  g_autofree char *words = g_strdup_printf (_ ("Use version %u again"), (guint)version->version);
  add_suffix (row, _ ("Use Again…"), words, "workflow.again",
              g_variant_new_int64 (version->version));
}

static void
show_before (CsWorkflowWindow *self)
{
  const GPtrArray *all = self->facts->versions;
  empty (self->versions);
  for (guint i = all->len - 1; i-- > 0;) {
    const CsWorkflowVersion *version = all->pdata[i];
    g_autofree char *since = since_words (self, version);
    g_autofree char *title = g_strdup_printf (_ ("Version %u, %s"), (guint)version->version, since);
    g_autofree char *words = version_words (version, all->pdata[i + 1]);
    GtkWidget *row = new_row (self->versions, title, words);
    if (is_lead (self))
      add_again (row, version);
  }
  gtk_widget_set_visible (self->before, all->len > 1);
}

/* --- writing --- */

static gboolean
is_writing (CsWorkflowWindow *self)
{
  return cs_workflow_form_is_open (CS_WORKFLOW_FORM (self->form));
}

static void
show_place (CsWorkflowWindow *self)
{
  gboolean writing = is_writing (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), writing ? "form" : "page");
  gtk_widget_set_visible (self->edit, is_lead (self));
  gtk_button_set_label (GTK_BUTTON (self->edit), writing              ? _ ("Read")
                                                 : self->facts->waits ? _ ("Go On Editing")
                                                                      : _ ("Edit"));
  gtk_widget_set_tooltip_text (self->edit,
                               writing ? _ ("Read the workflow; what you wrote is kept") : NULL);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsWorkflowWindow *self = CS_WORKFLOW_WINDOW (widget);
  if (self->facts == NULL || !is_lead (self))
    return;
  tell (self, NULL);
  if (is_writing (self)) {
    cs_workflow_form_end (CS_WORKFLOW_FORM (self->form));
    read_facts (self);
  } else {
    cs_workflow_form_begin (CS_WORKFLOW_FORM (self->form), self->session, self->facts);
  }
  show_place (self);
}

static void
done_cb (CsWorkflowForm *form, CsWorkflowWindow *self)
{
  cs_workflow_form_end (form);
  read_facts (self);
  show_place (self);
}

static void
trouble_cb (CsWorkflowForm *form, const char *sentence, CsWorkflowWindow *self)
{
  tell (self, sentence);
}

static void
accept_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_workflow_form_publish (CS_WORKFLOW_FORM (CS_WORKFLOW_WINDOW (widget)->form));
}

/* --- reading --- */

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsWorkflowWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (CsWorkflowFacts) facts = value;
  if (self->session == NULL)
    return; /* closed meanwhile */
  if (!ok) {
    tell (self, error->message);
    return;
  }
  g_autoptr (CsWorkflowFacts) before = self->facts; /* the form still has them */
  self->facts = g_steal_pointer (&facts);
  if (is_writing (self))
    cs_workflow_form_set_facts (CS_WORKFLOW_FORM (self->form), self->facts);
  show_now (self);
  show_roster (self);
  show_before (self);
  show_place (self);
}

static void
read_facts (CsWorkflowWindow *self)
{
  const CsSessionFacts *facts = cs_session_facts (self->session);
  CsJobSpec spec = { .run = cs_workflow_facts_job, .free_result = cs_workflow_facts_free };
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), facts->name);
  cs_session_run_async (self->session, &spec, NULL, facts_cb, g_object_ref (self));
}

/* --- an earlier one again --- */

static void
set_busy (CsWorkflowWindow *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "workflow.again", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "workflow.relax", !busy);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsWorkflowWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  cs_workflow_publish_finish (result, &error);
  if (self->session == NULL)
    return;
  set_busy (self, FALSE);
  tell (self, error != NULL ? error->message : NULL);
}

static void
again_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsWorkflowWindow *self = CS_WORKFLOW_WINDOW (widget);
  gint64 wanted = g_variant_get_int64 (target);
  if (self->facts == NULL || wanted < 1 || wanted > self->facts->versions->len)
    return;
  const CsWorkflowVersion *version = self->facts->versions->pdata[wanted - 1];
  set_busy (self, TRUE);
  cs_workflow_publish_async (GTK_WINDOW (self), self->session, self->facts, version->workflow, 0,
                             NULL, published_cb, g_object_ref (self));
}

static void
relax_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsWorkflowWindow *self = CS_WORKFLOW_WINDOW (widget);
  const CsRelaxRow *row =
      self->facts != NULL ? find_relax (self, g_variant_get_string (target, NULL)) : NULL;
  if (row == NULL || !row->may)
    return;
  set_busy (self, TRUE);
  cs_workflow_relax_async (GTK_WINDOW (self), self->session, self->facts, row, published_cb,
                           g_object_ref (self));
}

/* --- life --- */

static void
cs_workflow_window_dispose (GObject *object)
{
  CsWorkflowWindow *self = CS_WORKFLOW_WINDOW (object);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->form != NULL)
    cs_workflow_form_end (CS_WORKFLOW_FORM (self->form));
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_WORKFLOW_WINDOW);
  G_OBJECT_CLASS (cs_workflow_window_parent_class)->dispose (object);
}

static void
cs_workflow_window_finalize (GObject *object)
{
  cs_workflow_facts_free (CS_WORKFLOW_WINDOW (object)->facts);
  G_OBJECT_CLASS (cs_workflow_window_parent_class)->finalize (object);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_window_close (GTK_WINDOW (widget));
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CsWorkflowWindow, child)

static void
cs_workflow_window_class_init (CsWorkflowWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_workflow_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_workflow_window_finalize;
  g_type_ensure (CS_TYPE_WORKFLOW_DRAWING);
  g_type_ensure (CS_TYPE_WORKFLOW_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/workflow/cs-workflow-window.ui");
  BIND (title);
  BIND (edit);
  BIND (form);
  BIND (trouble);
  BIND (stack);
  BIND (name);
  BIND (since);
  BIND (drawing);
  BIND (roster);
  BIND (roster_icon);
  BIND (stages);
  BIND (before);
  BIND (versions);
  gtk_widget_class_install_action (widget_class, "workflow.again", "x", again_cb);
  gtk_widget_class_install_action (widget_class, "workflow.relax", "s", relax_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, trouble_cb);
  gtk_widget_class_install_action (widget_class, "workflow.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "dialog.accept", NULL, accept_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, close_cb);
  cs_actions_bind (widget_class, CS_ACTION_DIALOG);
}

static void
cs_workflow_window_init (CsWorkflowWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
}

void
cs_workflow_window_present (CsMainWindow *window)
{
  CsWorkflowWindow *self =
      g_object_new (CS_TYPE_WORKFLOW_WINDOW, "transient-for", window, "modal", TRUE, NULL);
  self->session = g_object_ref (cs_main_window_session (window));
  g_signal_connect_swapped (self->session, "changed", G_CALLBACK (read_facts), self);
  read_facts (self);
  gtk_window_present (GTK_WINDOW (self));
}
