/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-page.h"
#include "cs-today-page.h"

#include <glib/gi18n.h>

struct _CsProjectPage {
  AdwBin parent_instance;
  GtkWidget *stack, *project_name, *person, *person_menu;
  GMenu *people;
  CsTodayPage *today;
  CsSession *session;
};

G_DEFINE_FINAL_TYPE (CsProjectPage, cs_project_page, ADW_TYPE_BIN)

/* "Working as ...": the local members, and who it is now. */
static void
update_people (CsProjectPage *self, const CsSessionFacts *facts)
{
  g_menu_remove_all (self->people);
  for (guint i = 0; i < facts->members->len; i++) {
    const CsIdentity *identity = facts->members->pdata[i];
    g_autofree char *label = g_strdup_printf (_ ("Work as %s"), identity->name);
    g_autofree char *action = g_strdup_printf ("win.work-as::%s", identity->handle);
    if (g_strcmp0 (identity->handle, facts->handle) != 0)
      g_menu_append (self->people, label, action);
  }
}

void
cs_project_page_refresh (CsProjectPage *self)
{
  const CsSessionFacts *facts = self->session != NULL ? cs_session_facts (self->session) : NULL;
  if (facts == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->project_name), facts->name);
  gtk_label_set_label (GTK_LABEL (self->person),
                       facts->person != NULL ? facts->person : _ ("Looking only"));
  update_people (self, facts);
  cs_today_page_refresh (self->today);
}

void
cs_project_page_set_session (CsProjectPage *self, CsSession *session)
{
  g_set_object (&self->session, session);
  cs_today_page_set_session (self->today, session);
  cs_project_page_refresh (self);
}

void
cs_project_page_go (CsProjectPage *self, const char *place)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->stack), place);
}

static void
cs_project_page_dispose (GObject *object)
{
  CsProjectPage *self = CS_PROJECT_PAGE (object);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_PROJECT_PAGE);
  G_OBJECT_CLASS (cs_project_page_parent_class)->dispose (object);
}

static void
cs_project_page_class_init (CsProjectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_project_page_dispose;
  g_type_ensure (CS_TYPE_TODAY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-project-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, project_name);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, person);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, person_menu);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, people);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, today);
}

static void
cs_project_page_init (CsProjectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
