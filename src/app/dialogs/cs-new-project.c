/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-new-project.h"
#include "cs-dialogs.h"
#include "cs-doubtful-dialog.h"
#include "cs-people-page.h"
#include "cs-roster-words.h"
#include "cs-rules-page.h"
#include "cs-setup-choice.h"
#include "cs-sources-page.h"

#include <glib/gi18n.h>

#define CS_TYPE_NEW_PROJECT (cs_new_project_get_type ())
G_DECLARE_FINAL_TYPE (CsNewProject, cs_new_project, CS, NEW_PROJECT, AdwWindow)

struct _CsNewProject {
  AdwWindow parent_instance;
  GtkWidget *title, *steps, *heading, *line, *stack, *scrolled, *words, *bar, *back, *next;
  GtkWidget *name, *roster, *roster_icon;
  gboolean naming; /* the program, not the person */
  CsSourcesPage *sources;
  CsPeoplePage *people;
  CsSetupChoice *setup;
  CsRulesPage *rules;
  CsMainWindow *window;
  CsSession *session; /* without a project: a thread to look and to make */
  GCancellable *making;
  char *path, *handle; /* of what is made */
  guint page;
};

G_DEFINE_FINAL_TYPE (CsNewProject, cs_new_project, ADW_TYPE_WINDOW)

static const struct {
  const char *name, *step, *heading, *line;
} pages[] = {
  { "sources", N_ ("What is read"), N_ ("What is read?"),
    N_ ("A case is what one person reads at a time.") },
  { "people", N_ ("Who reads"), N_ ("Who reads?"),
    N_ ("Labelers read, reviewers check, experts approve and sign.") },
  { "how", N_ ("How it is checked"), N_ ("How is it checked?"),
    N_ ("Nobody reviews or approves what is their own.") },
  { "rules", N_ ("Which rules"), N_ ("Which rules?"),
    N_ ("What is marked, and what counts as it. Both can grow later.") },
};

#define LAST (G_N_ELEMENTS (pages) - 1)

/* --- where we are --- */

static void
show_steps (CsNewProject *self)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->steps)) != NULL)
    gtk_box_remove (GTK_BOX (self->steps), child);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *words = g_strdup_printf ("%u  %s", i + 1, _ (pages[i].step));
    GtkWidget *label = gtk_label_new (words);
    gtk_widget_add_css_class (label, i == self->page ? "cs-step" : "cs-caption");
    gtk_box_append (GTK_BOX (self->steps), label);
    if (i < LAST) {
      GtkWidget *arrow = gtk_label_new ("›");
      gtk_widget_add_css_class (arrow, "cs-dim");
      gtk_box_append (GTK_BOX (self->steps), arrow);
    }
  }
}

static const char *
missing (CsNewProject *self)
{
  if (self->page == 0 && cs_sources_page_is_busy (self->sources))
    return _ ("Looking; nothing is stored yet");
  if (self->page == 1)
    return cs_people_page_missing (self->people);
  return self->page == LAST ? cs_rules_page_missing (self->rules) : NULL;
}

static void
update (CsNewProject *self)
{
  const char *lacks = missing (self);
  gboolean making = self->making != NULL;
  gtk_label_set_label (GTK_LABEL (self->words),
                       lacks != NULL ? lacks : _ ("Nothing is stored yet"));
  gtk_button_set_label (GTK_BUTTON (self->next),
                        self->page == LAST ? _ ("Create Project") : _ ("Next"));
  gtk_widget_set_visible (self->back, self->page > 0);
  gtk_widget_set_visible (self->bar, making);
  gtk_widget_set_sensitive (self->stack, !making);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new.next", lacks == NULL && !making);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new.back", !making);
}

/* What can and cannot happen under the workflow that is chosen, with the people that were named. */
static void
show_roster (CsNewProject *self)
{
  g_autoptr (GPtrArray) people = cs_people_page_people (self->people);
  g_autofree CsRosterPerson *all = g_new0 (CsRosterPerson, people->len + 1);
  gboolean stops = FALSE;
  for (guint i = 0; i < people->len; i++) {
    const CsPlanPerson *person = people->pdata[i];
    all[i] = (CsRosterPerson){ person->name, person->roles, NULL };
  }
  g_autofree char *sentence =
      cs_roster_sentence (cs_setup_choice_workflow (self->setup), all, people->len, &stops);
  gtk_label_set_label (GTK_LABEL (self->roster), sentence);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->roster_icon),
                                stops ? "cs-close-symbolic" : "cs-met-symbolic");
  gtk_widget_set_css_classes (self->roster_icon,
                              (const char *[]){ stops ? "cs-close" : "cs-met", NULL });
}

/* What the files propose for the rules. */
static void
propose (CsNewProject *self)
{
  const CsIntakeResult *result = cs_sources_page_result (self->sources);
  CsIntakeOrder *order = cs_sources_page_order (self->sources);
  g_autofree char *base = order != NULL ? g_path_get_basename (order->paths[0]) : NULL;
  g_autofree char *name =
      base != NULL ? g_filename_display_name (base) : g_strdup (_ ("New Project"));
  char *dot = strrchr (name, '.');
  if (dot != NULL && dot > name)
    *dot = '\0';
  cs_rules_page_propose (self->rules, name);
  self->naming = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), cs_rules_page_name (self->rules));
  self->naming = FALSE;
  cs_rules_page_set_texts (self->rules, result != NULL && result->report->texts > 0 &&
                                            result->report->images + result->report->series == 0);
  cs_intake_order_free (order);
}

static void
go (CsNewProject *self, guint page)
{
  g_autofree char *subtitle =
      g_strdup_printf (_ ("%u of %u"), page + 1, (guint)G_N_ELEMENTS (pages));
  self->page = page;
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
  gtk_label_set_label (GTK_LABEL (self->heading), _ (pages[page].heading));
  gtk_label_set_label (GTK_LABEL (self->line), _ (pages[page].line));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), pages[page].name);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
  show_steps (self);
  show_roster (self);
  propose (self);
  update (self);
  gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

static void
changed_cb (GtkWidget *page, CsNewProject *self)
{
  if (page == GTK_WIDGET (self->sources))
    propose (self);
  if (page == GTK_WIDGET (self->setup))
    show_roster (self);
  update (self);
}

static void
named_cb (GtkEditable *name, CsNewProject *self)
{
  if (!self->naming)
    cs_rules_page_set_name (self->rules, gtk_editable_get_text (name));
}

/* --- making it --- */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsNewProject) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_clear_object (&self->making);
  if (self->window == NULL) {
    cs_intake_result_free (value);
    return;
  }
  update (self);
  if (!ok) {
    if (!g_error_matches (error, CS_ERROR, CS_ERROR_CANCELLED))
      cs_tell (GTK_WINDOW (self), _ ("The project was not made"), error->message);
    return;
  }
  CsIntakeResult *intake = value;
  const CsIntakeResult *looked = cs_sources_page_result (self->sources);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  cs_application_open_project (CS_APPLICATION (application), self->path, self->handle);
  if (cs_doubtful_has_news (intake->problems, looked != NULL ? looked->problems : NULL))
    cs_doubtful_dialog_present (gtk_application_get_active_window (application),
                                _ ("Look at These Files"), intake->problems);
  cs_intake_result_free (intake);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
make (CsNewProject *self)
{
  g_autoptr (GError) error = NULL;
  CsProjectPlan *plan = g_new0 (CsProjectPlan, 1);
  plan->people = cs_people_page_people (self->people);
  plan->sources = cs_sources_page_order (self->sources);
  plan->setup = g_strdup (cs_setup_choice_chosen (self->setup)->id);
  if (!cs_rules_page_fill (self->rules, plan, &error)) {
    cs_tell (GTK_WINDOW (self), _ ("These labels do not go together"), error->message);
    cs_project_plan_free (plan);
    return;
  }
  g_free (self->path);
  g_free (self->handle);
  self->path = g_strdup (plan->path);
  self->handle = g_strdup (((CsPlanPerson *)plan->people->pdata[0])->handle);
  self->making = g_cancellable_new ();
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  CsJobSpec spec = { .title = _ ("Making the project"),
                     .run = cs_project_plan_job,
                     .data = plan,
                     .free_data = cs_project_plan_free,
                     .free_result = cs_intake_result_free };
  cs_session_run_async (self->session, &spec, self->making, made_cb, g_object_ref (self));
  update (self);
}

static void
progress_cb (CsSession *session, const char *title, double fraction, const char *words,
             CsNewProject *self)
{
  if (self->making == NULL || title == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->words), words != NULL ? words : title);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), MAX (fraction, 0));
}

/* --- buttons --- */

static void
next_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsNewProject *self = CS_NEW_PROJECT (widget);
  if (self->page == LAST)
    make (self);
  else
    go (self, self->page + 1);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsNewProject *self = CS_NEW_PROJECT (widget);
  if (self->page > 0)
    go (self, self->page - 1);
}

/* Stops the making, else closes. */
static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsNewProject *self = CS_NEW_PROJECT (widget);
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* --- life --- */

static void
cs_new_project_dispose (GObject *object)
{
  CsNewProject *self = CS_NEW_PROJECT (object);
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->window);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_NEW_PROJECT);
  G_OBJECT_CLASS (cs_new_project_parent_class)->dispose (object);
}

static void
cs_new_project_finalize (GObject *object)
{
  CsNewProject *self = CS_NEW_PROJECT (object);
  g_clear_object (&self->making);
  g_free (self->path);
  g_free (self->handle);
  G_OBJECT_CLASS (cs_new_project_parent_class)->finalize (object);
}

static void
cs_new_project_class_init (CsNewProjectClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_new_project_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_new_project_finalize;
  g_type_ensure (CS_TYPE_SOURCES_PAGE);
  g_type_ensure (CS_TYPE_PEOPLE_PAGE);
  g_type_ensure (CS_TYPE_RULES_PAGE);
  g_type_ensure (CS_TYPE_SETUP_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-new-project.ui");
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, title);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, steps);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, heading);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, line);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, stack);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, words);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, bar);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, back);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, next);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, sources);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, people);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, setup);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, roster);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, roster_icon);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, rules);
  gtk_widget_class_bind_template_child (widget_class, CsNewProject, name);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, named_cb);
  gtk_widget_class_install_action (widget_class, "new.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "new.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "new.cancel", NULL, cancel_cb);
}

static void
cs_new_project_init (CsNewProject *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cs_new_project_present (CsMainWindow *window, const char *const *paths)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  CsNewProject *self =
      g_object_new (CS_TYPE_NEW_PROJECT, "transient-for", window, "modal", TRUE, NULL);
  self->window = g_object_ref (window);
  self->session = cs_session_new (cs_application_env (CS_APPLICATION (application)));
  g_signal_connect (self->session, "progress", G_CALLBACK (progress_cb), self);
  cs_sources_page_set_session (self->sources, self->session);
  CsSession *before = cs_main_window_session (window);
  const CsSessionFacts *facts = before != NULL ? cs_session_facts (before) : NULL;
  cs_people_page_set_session (self->people, self->session, facts != NULL ? facts->handle : NULL);
  cs_rules_page_set_session (self->rules, self->session);
  if (paths != NULL)
    cs_sources_page_add (self->sources, paths);
  gtk_window_present (GTK_WINDOW (self));
  go (self, 0);
}
