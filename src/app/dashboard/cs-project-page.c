/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-page.h"
#include "cs-case-words.h"
#include "cs-guideline-page.h"
#include "cs-items-page.h"
#include "cs-key-words.h"
#include "cs-letter-scale.h"
#include "cs-main-window.h"
#include "cs-menu-tip.h"
#include "cs-quality-page.h"
#include "cs-release-page.h"
#include "cs-today-page.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of the window, for usual letters. */
#define WIDE 1500
#define TIGHT 1200 /* below it, what can be read elsewhere gives way */
#define SLIM 850   /* below it, what is beside the list or in the same line as well */

struct _CsProjectPage {
  AdwBin parent_instance;
  GtkWidget *stack, *project_name, *person_menu, *avatar, *person, *role, *edit, *edit_icon,
      *edit_label, *project_button, *main_button;
  GMenu *people, *lead_menu;
  CsTodayPage *today;
  CsItemsPage *items;
  CsGuidelinePage *guideline;
  CsQualityPage *quality;
  CsReleasePage *release;
  CsSession *session;
  guint layout_source;
  gboolean wide, tight;
  int width; /* of the window; 0 before there is one */
};

G_DEFINE_FINAL_TYPE (CsProjectPage, cs_project_page, ADW_TYPE_BIN)

/* --- who --- */

/* "Work as Ben, Reviewer"; with the handle where somebody else has the same name. */
static char *
work_as_words (const CsSessionFacts *facts, const CsIdentity *identity)
{
  guint roles = GPOINTER_TO_UINT (g_hash_table_lookup (facts->roles_of, identity->handle));
  gboolean alone = g_hash_table_contains (facts->people, identity->handle);
  g_autofree char *name = alone ? g_strdup (identity->name)
                                : g_strdup_printf ("%s · %s", identity->name, identity->handle);
  /* Translators: a person and their role: "Work as Ben, Reviewer". */
  return g_strdup_printf (_ ("Work as %s, %s"), name, cs_role_word (roles));
}

/* "Working as ...": the local members, and who it is now. */
static void
update_people (CsProjectPage *self, const CsSessionFacts *facts)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autofree char *now = facts->person != NULL ? g_strdup_printf (_ ("Working as %s · %s"),
                                                                  facts->person, facts->handle)
                                               : g_strdup (_ ("Nobody of this computer"));
  g_menu_remove_all (self->people);
  for (guint i = 0; i < facts->members->len; i++) {
    const CsIdentity *identity = facts->members->pdata[i];
    g_autofree char *label = work_as_words (facts, identity);
    g_autofree char *action = g_strdup_printf ("win.work-as::%s", identity->handle);
    if (g_strcmp0 (identity->handle, facts->handle) != 0)
      g_menu_append (section, label, action);
  }
  g_menu_append_section (self->people, now, G_MENU_MODEL (section));
}

/* The name without what stands behind it in brackets. */
static char *
bare_name (const char *person)
{
  char *name = g_strdup (person != NULL ? person : "");
  char *bracket = strchr (name, '(');
  if (bracket != NULL && bracket > name)
    *bracket = '\0';
  return g_strchomp (name);
}

static void
update_person (CsProjectPage *self, const CsSessionFacts *facts)
{
  const char *role = cs_role_word (facts->roles);
  g_autofree char *words =
      facts->person != NULL
          ? g_strdup_printf (_ ("%s, %s. Work as somebody else"), facts->person, role)
          : g_strdup (role);
  g_autofree char *name = bare_name (facts->person);
  adw_avatar_set_text (ADW_AVATAR (self->avatar), name);
  adw_avatar_set_show_initials (ADW_AVATAR (self->avatar), facts->person != NULL);
  gtk_label_set_label (GTK_LABEL (self->person), name);
  gtk_widget_set_visible (self->person, facts->person != NULL);
  gtk_label_set_label (GTK_LABEL (self->role), role);
  gtk_widget_set_visible (self->role, !self->tight || facts->person == NULL);
  gtk_widget_set_tooltip_text (self->person_menu, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person_menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static gboolean
is_lead (CsProjectPage *self)
{
  const CsSessionFacts *facts = self->session != NULL ? cs_session_facts (self->session) : NULL;
  return facts != NULL && facts->writable && (facts->roles & CS_ROLE_LEAD) != 0;
}

/* The button of the guideline's place. */
static void
update_edit (CsProjectPage *self)
{
  gboolean editing = cs_guideline_page_is_editing (self->guideline);
  const char *tip = editing
                        ? _ ("Read the guideline; what you wrote is kept ({win.edit-guideline})")
                        : _ ("Edit the guideline ({win.edit-guideline})");
  gtk_widget_set_visible (
      self->edit, is_lead (self) && g_strcmp0 (cs_project_page_place (self), "guideline") == 0);
  gtk_widget_set_visible (self->edit_label, self->wide);
  gtk_label_set_label (GTK_LABEL (self->edit_label), editing ? _ ("Read") : _ ("Edit"));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->edit_icon),
                                editing ? "cs-guideline-symbolic" : "document-edit-symbolic");
  cs_key_words_set (self->edit, "tooltip-text", tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  editing ? _ ("Read the guideline") : _ ("Edit the guideline"),
                                  -1);
}

/* A place of which nothing may be seen is absent. */
static void
show_place (CsProjectPage *self, GtkWidget *place, gboolean visible)
{
  AdwViewStack *stack = ADW_VIEW_STACK (self->stack);
  if (!visible && adw_view_stack_get_visible_child (stack) == place)
    cs_project_page_go (self, "today");
  adw_view_stack_page_set_visible (adw_view_stack_get_page (stack, place), visible);
}

static void
update_quality (CsProjectPage *self)
{
  const CsSessionFacts *facts = cs_session_facts (self->session);
  const CsReader reader = { .roles = facts->roles };
  show_place (self, GTK_WIDGET (self->quality), cs_rules_sees_trends (&reader));
}

/* What only a lead may do is absent for others. */
static void
update_lead (CsProjectPage *self)
{
  gboolean lead = is_lead (self);
  show_place (self, GTK_WIDGET (self->release), lead);
  g_menu_remove_all (self->lead_menu);
  if (!lead)
    return;
  g_menu_append (self->lead_menu, _ ("Import…"), "win.import");
  g_menu_append (self->lead_menu, _ ("Publish Guideline from File…"), "win.publish-guideline");
  g_menu_append (self->lead_menu, _ ("Publish Labels from File…"), "win.publish-labels");
  g_menu_append (self->lead_menu, _ ("Save Labels as File…"), "win.save-labels");
  g_menu_append (self->lead_menu, _ ("Clinical Context…"), "win.allow-context");
  g_menu_append (self->lead_menu, _ ("People…"), "win.people");
}

void
cs_project_page_refresh (CsProjectPage *self)
{
  const CsSessionFacts *facts = self->session != NULL ? cs_session_facts (self->session) : NULL;
  if (facts == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->project_name), facts->name);
  update_people (self, facts);
  update_person (self, facts);
  update_quality (self);
  update_lead (self);
  update_edit (self);
  cs_today_page_refresh (self->today);
  cs_items_page_refresh (self->items);
  cs_guideline_page_refresh (self->guideline);
  cs_quality_page_refresh (self->quality);
  cs_release_page_refresh (self->release);
}

/* --- places --- */

static gboolean
has_place (CsProjectPage *self, const char *place)
{
  AdwViewStack *stack = ADW_VIEW_STACK (self->stack);
  GtkWidget *child = adw_view_stack_get_child_by_name (stack, place);
  return child != NULL && adw_view_stack_page_get_visible (adw_view_stack_get_page (stack, child));
}

void
cs_project_page_go (CsProjectPage *self, const char *place)
{
  if (has_place (self, place))
    adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->stack), place);
}

const char *
cs_project_page_place (CsProjectPage *self)
{
  return adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->stack));
}

gboolean
cs_project_page_edit_guideline (CsProjectPage *self)
{
  if (!is_lead (self))
    return FALSE;
  gboolean here = g_strcmp0 (cs_project_page_place (self), "guideline") == 0;
  cs_project_page_go (self, "guideline");
  if (!here && cs_guideline_page_is_editing (self->guideline))
    return TRUE;
  cs_guideline_page_set_editing (self->guideline, !cs_guideline_page_is_editing (self->guideline));
  return TRUE;
}

void
cs_project_page_search (CsProjectPage *self)
{
  cs_project_page_go (self, "items");
  cs_items_page_search (self->items);
}

void
cs_project_page_show_cases (CsProjectPage *self, const char *key)
{
  cs_project_page_go (self, "items");
  cs_items_page_filter (self->items, key);
}

void
cs_project_page_set_session (CsProjectPage *self, CsSession *session)
{
  g_set_object (&self->session, session);
  cs_today_page_set_session (self->today, session);
  cs_items_page_set_session (self->items, session);
  cs_guideline_page_set_session (self->guideline, session);
  cs_quality_page_set_session (self->quality, session);
  cs_release_page_set_session (self->release, session);
  cs_project_page_refresh (self);
}

/* --- width --- */

static gboolean
apply_width_cb (gpointer data)
{
  CsProjectPage *self = data;
  double usual = self->width / cs_letter_scale (GTK_WIDGET (self));
  gboolean slim = usual < SLIM;
  self->layout_source = 0;
  self->wide = usual >= WIDE;
  self->tight = usual < TIGHT;
  cs_items_page_set_room (self->items, self->wide, self->tight, slim);
  cs_guideline_page_set_room (self->guideline, self->wide, self->tight, slim);
  update_edit (self);
  if (self->session != NULL && cs_session_facts (self->session) != NULL)
    update_person (self, cs_session_facts (self->session));
  return G_SOURCE_REMOVE;
}

/* Never from within the layout itself. */
static void
apply_width (CsProjectPage *self)
{
  if (self->layout_source == 0 && self->width > 0)
    self->layout_source = g_idle_add (apply_width_cb, self);
}

static void
layout_cb (GdkSurface *surface, int width, int height, CsProjectPage *self)
{
  if (width == self->width)
    return;
  self->width = width;
  apply_width (self);
}

static void
cs_project_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cs_project_page_parent_class)->map (widget);
  cs_items_page_come_near (CS_PROJECT_PAGE (widget)->items);
}

static void
cs_project_page_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cs_project_page_parent_class)->realize (widget);
  g_signal_connect (gtk_native_get_surface (gtk_widget_get_native (widget)), "layout",
                    G_CALLBACK (layout_cb), widget);
}

static void
cs_project_page_unrealize (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_native_get_surface (gtk_widget_get_native (widget)),
                                        layout_cb, widget);
  GTK_WIDGET_CLASS (cs_project_page_parent_class)->unrealize (widget);
}

/* --- life --- */

static void
cs_project_page_dispose (GObject *object)
{
  CsProjectPage *self = CS_PROJECT_PAGE (object);
  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_object (&self->session);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_PROJECT_PAGE);
  G_OBJECT_CLASS (cs_project_page_parent_class)->dispose (object);
}

static void
cs_project_page_class_init (CsProjectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_project_page_dispose;
  widget_class->map = cs_project_page_map;
  widget_class->realize = cs_project_page_realize;
  widget_class->unrealize = cs_project_page_unrealize;
  g_type_ensure (CS_TYPE_TODAY_PAGE);
  g_type_ensure (CS_TYPE_ITEMS_PAGE);
  g_type_ensure (CS_TYPE_GUIDELINE_PAGE);
  g_type_ensure (CS_TYPE_QUALITY_PAGE);
  g_type_ensure (CS_TYPE_RELEASE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-project-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, project_name);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, project_button);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, main_button);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, person_menu);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, person);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, role);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, edit);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, edit_icon);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, edit_label);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, people);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, lead_menu);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, today);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, items);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, guideline);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, quality);
  gtk_widget_class_bind_template_child (widget_class, CsProjectPage, release);
}

static void
cs_project_page_init (CsProjectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
  cs_letter_scale_watch (self, G_CALLBACK (apply_width));
  cs_menu_tip (self->project_button);
  cs_menu_tip (self->main_button);
  cs_menu_tip (self->person_menu);
  /* Narrow until the width is known: a wide place would ask for a window wider than the screen. */
  self->tight = TRUE;
  apply_width_cb (self);
  g_signal_connect_swapped (self->stack, "notify::visible-child", G_CALLBACK (update_edit), self);
  g_signal_connect_swapped (self->guideline, "notify::editing", G_CALLBACK (update_edit), self);
}
