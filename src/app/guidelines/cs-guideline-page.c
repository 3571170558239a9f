/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-page.h"
#include "cs-clause-box.h"
#include "cs-guideline-editor.h"
#include "cs-guideline-news-box.h"
#include "cs-guideline-outline.h"
#include "cs-label-list.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>

#define MAX_AT_ONCE 200 /* clauses; of a longer guideline the part around the chosen one */
#define COLUMNS 4
#define PICTURE_WIDE 272
#define PICTURE_NARROW 236
#define PICTURE_TIGHT 220

struct _CsGuidelinePage {
  AdwBin parent_instance;
  GtkWidget *stack, *none, *side, *band, *band_words, *band_button, *scrolled, *clauses, *news_side;
  GtkWidget *bar, *outline_button, *outline_popover, *bar_version, *news_button, *news_popover,
      *bar_read, *publish_first, *write_first, *draft_band, *editor, *news_words, *news_icon;
  CsGuidelineOutline *outline; /* references: they move */
  CsGuidelineNewsBox *news;
  CsSession *session;
  CsGuidelineFacts *facts;
  CsGuideText *text;
  GCancellable *reading;
  gint64 version;   /* that is shown; 0: the one in force */
  int clause;       /* that was chosen */
  guint first, end; /* clauses on the page */
  guint scrolling;  /* source */
  gboolean wide, tight, stale, labels;
};

enum { PROP_0, PROP_EDITING, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (CsGuidelinePage, cs_guideline_page, ADW_TYPE_BIN)

/* --- the page --- */

static gint64
shown_version (CsGuidelinePage *self)
{
  return self->version > 0 ? self->version : self->facts->news->now;
}

static void
clear_page (CsGuidelinePage *self)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->clauses)) != NULL)
    gtk_box_remove (GTK_BOX (self->clauses), child);
}

static void
fill_page (CsGuidelinePage *self)
{
  guint n = self->text->guideline->clauses->n_clauses;
  self->first = n > MAX_AT_ONCE ? (guint)MAX (self->clause, 0) : 0;
  self->end = MIN (n, self->first + MAX_AT_ONCE);
  self->labels = FALSE;
  clear_page (self);
  gboolean news = shown_version (self) == self->facts->news->now && self->facts->compared != NULL;
  for (guint i = self->first; i < self->end; i++) {
    const char *id = self->text->guideline->clauses->clauses[i].id;
    CsClauseChanges changes = { self->facts->compared,
                                cs_guideline_facts_clause (self->facts, id) };
    gtk_box_append (GTK_BOX (self->clauses), cs_clause_box_new (self->session, self->text, i,
                                                                news ? &changes : NULL, COLUMNS,
                                                                self->wide    ? PICTURE_WIDE
                                                                : self->tight ? PICTURE_TIGHT
                                                                              : PICTURE_NARROW));
  }
}

static gboolean
scroll_cb (gpointer data)
{
  CsGuidelinePage *self = data;
  GtkWidget *box = gtk_widget_get_first_child (self->clauses);
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0), point;
  self->scrolling = 0;
  for (guint i = self->first; box != NULL && (int)i < self->clause; i++)
    box = gtk_widget_get_next_sibling (box);
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  if (box != NULL && gtk_widget_compute_point (box, self->clauses, &origin, &point))
    gtk_adjustment_set_value (adjustment, point.y);
  return G_SOURCE_REMOVE;
}

/* After sizes have been given out. */
static void
scroll_soon (CsGuidelinePage *self)
{
  if (self->scrolling == 0)
    self->scrolling = g_timeout_add (60, scroll_cb, self);
}

static void
show_place (CsGuidelinePage *self)
{
  g_autofree char *title =
      self->labels || self->clause < 0
          ? g_strdup (_ ("Labels"))
          : cs_clause_box_title (&self->text->guideline->clauses->clauses[self->clause]);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->outline_button), title);
  cs_guideline_outline_select (self->outline, self->labels ? -1 : self->clause);
}

static void
show_band (CsGuidelinePage *self)
{
  gint64 now = self->facts->news->now;
  gboolean old = shown_version (self) != now;
  g_autofree char *words =
      g_strdup_printf (_ ("Version %u, superseded by %u"), (guint)shown_version (self), (guint)now);
  g_autofree char *button = g_strdup_printf (_ ("Show Version %u"), (guint)now);
  gtk_widget_set_visible (self->band, old);
  gtk_label_set_label (GTK_LABEL (self->band_words), words);
  gtk_button_set_label (GTK_BUTTON (self->band_button), button);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->band_button), "x", now);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->band_button), "guideline.version");
}

static void
show_news (CsGuidelinePage *self)
{
  const CsGuidelineNews *news = self->facts->news;
  gboolean unread = news->now > news->read && cs_session_facts (self->session)->writable;
  g_autofree char *words = cs_guideline_news_words (news);
  g_autofree char *version = g_strdup_printf (
      shown_version (self) == news->now ? _ ("Version %u, in force") : _ ("Version %u, superseded"),
      (guint)shown_version (self));
  cs_guideline_news_box_show (self->news, news, unread && self->wide);
  gtk_label_set_label (GTK_LABEL (self->news_words), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->news_icon),
                                cs_guideline_effect_icon (news->decisions ? "decisions" : NULL));
  gtk_widget_set_css_classes (
      self->news_icon,
      (const char *[]){ cs_guideline_effect_css (news->decisions ? "decisions" : NULL), NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->news_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_widget_set_visible (self->news_button, news->now > news->read && news->read > 0);
  gtk_widget_set_visible (self->bar_read, unread);
  gtk_button_set_label (GTK_BUTTON (self->bar_read),
                        news->read == 0 ? _ ("I Have Read It") : _ ("I Have Read These Changes"));
  gtk_label_set_label (GTK_LABEL (self->bar_version), version);
}

static gboolean
may_edit (CsGuidelinePage *self)
{
  const CsSessionFacts *who = self->session != NULL ? cs_session_facts (self->session) : NULL;
  return who != NULL && who->writable && (who->roles & CS_ROLE_LEAD) != 0;
}

static void
show_kind (CsGuidelinePage *self)
{
  gboolean editing = cs_guideline_page_is_editing (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), editing              ? "edit"
                                                             : self->text != NULL ? "read"
                                                                                  : "none");
}

/* What this person wrote and did not publish. */
static void
show_draft (CsGuidelinePage *self)
{
  gboolean waits = may_edit (self) && self->facts->waits;
  gtk_widget_set_visible (self->publish_first, may_edit (self));
  gtk_widget_set_visible (self->write_first, may_edit (self));
  gtk_widget_set_visible (self->draft_band, waits);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->none),
                             waits ? _ ("The guideline is not published") : _ ("No guideline yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (self->none),
      waits ? _ ("You have begun to write it. Nobody else sees it before it is published.")
            : _ ("A lead publishes one from a Markdown file: one heading a rule, such as “## G-3.2 "
                 "Solid nodule”, with its example pictures beside the file."));
  gtk_button_set_label (GTK_BUTTON (self->write_first),
                        waits ? _ ("Go On Writing") : _ ("Write It Here"));
  GtkWidget *next = waits ? self->write_first : self->publish_first;
  GtkWidget *other = waits ? self->publish_first : self->write_first;
  gtk_widget_add_css_class (next, "suggested-action");
  gtk_widget_remove_css_class (other, "suggested-action");
}

static void
show_all (CsGuidelinePage *self)
{
  show_kind (self);
  show_draft (self);
  if (self->text == NULL)
    return;
  self->clause = MIN (self->clause, (int)self->text->guideline->clauses->n_clauses - 1);
  cs_guideline_outline_show (self->outline, self->session, self->text, self->facts,
                             shown_version (self));
  fill_page (self);
  show_band (self);
  show_news (self);
  show_place (self);
}

/* --- reading --- */

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsGuidelinePage) self = user_data;
  g_autoptr (GError) error = NULL;
  CsGuideText *text = cs_guide_text_finish (CS_SESSION (source), result, &error);
  if (self->session != CS_SESSION (source) || self->facts == NULL ||
      g_error_matches (error, CS_ERROR, CS_ERROR_CANCELLED)) {
    cs_guide_text_free (text);
    return;
  }
  if (error != NULL)
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
  clear_page (self);
  g_clear_pointer (&self->text, cs_guide_text_free);
  self->text = text;
  show_all (self);
  scroll_soon (self);
}

static void
read_text (CsGuidelinePage *self)
{
  const CsDocumentRow *row =
      self->version > 0 ? cs_guideline_facts_version (self->facts, self->version) : NULL;
  cs_guide_text_async (self->session, row != NULL ? &row->hash : NULL, self->reading, text_cb,
                       g_object_ref (self));
}

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsGuidelinePage) self = user_data;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, NULL))
    return;
  if (self->session != CS_SESSION (source)) {
    cs_guideline_facts_free (value);
    return;
  }
  gboolean same = self->facts != NULL && self->text != NULL &&
                  self->facts->news->now == ((CsGuidelineFacts *)value)->news->now;
  CsGuidelineFacts *before = self->facts;
  self->facts = value;
  if (same) {
    if ((before->compared != NULL) != (self->facts->compared != NULL) && !self->labels)
      fill_page (self);
    cs_guideline_outline_show (self->outline, self->session, self->text, self->facts,
                               shown_version (self));
    show_news (self);
    show_place (self);
    show_draft (self);
  } else {
    self->version = 0;
    read_text (self);
  }
  cs_guideline_facts_free (before);
  cs_guideline_editor_refresh (CS_GUIDELINE_EDITOR (self->editor));
}

static void
read_facts (CsGuidelinePage *self)
{
  self->stale = FALSE;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  CsJobSpec spec = { .run = cs_guideline_facts_job, .free_result = cs_guideline_facts_free };
  cs_session_run_async (self->session, &spec, self->reading, facts_cb, g_object_ref (self));
}

void
cs_guideline_page_refresh (CsGuidelinePage *self)
{
  self->stale = TRUE;
  if (self->session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_facts (self);
}

static void
cs_guideline_page_map (GtkWidget *widget)
{
  CsGuidelinePage *self = CS_GUIDELINE_PAGE (widget);
  GTK_WIDGET_CLASS (cs_guideline_page_parent_class)->map (widget);
  if (self->stale && self->session != NULL)
    read_facts (self);
}

static void
forget (CsGuidelinePage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  clear_page (self);
  g_clear_pointer (&self->text, cs_guide_text_free);
  g_clear_pointer (&self->facts, cs_guideline_facts_free);
  self->version = 0;
  self->clause = 0;
}

void
cs_guideline_page_set_session (CsGuidelinePage *self, CsSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  forget (self);
  cs_guideline_page_set_editing (self, FALSE);
  self->stale = session != NULL;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "none");
}

/* --- editing --- */

/* The rule that is shown is where the caret begins. */
void
cs_guideline_page_set_editing (CsGuidelinePage *self, gboolean editing)
{
  CsGuidelineEditor *editor = CS_GUIDELINE_EDITOR (self->editor);
  if (editing == cs_guideline_editor_is_open (editor) || (editing && !may_edit (self)))
    return;
  if (editing)
    cs_guideline_editor_begin (editor, self->session,
                               self->text != NULL && self->clause > 0
                                   ? self->text->guideline->clauses->clauses[self->clause].id
                                   : NULL);
  else
    cs_guideline_editor_end (editor);
  show_kind (self);
  if (!editing && self->session != NULL)
    cs_guideline_page_refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EDITING]);
}

gboolean
cs_guideline_page_is_editing (CsGuidelinePage *self)
{
  return cs_guideline_editor_is_open (CS_GUIDELINE_EDITOR (self->editor));
}

static void
done_cb (CsGuidelinePage *self)
{
  cs_guideline_page_set_editing (self, FALSE);
}

/* --- width --- */

static void
put (GtkWidget *child, GtkWidget *from, GtkWidget *to)
{
  adw_bin_set_child (ADW_BIN (from), NULL);
  adw_bin_set_child (ADW_BIN (to), child);
}

static void
arrange (CsGuidelinePage *self)
{
  GtkWidget *outline = GTK_WIDGET (self->outline), *news = GTK_WIDGET (self->news);
  adw_bin_set_child (ADW_BIN (self->side), NULL);
  adw_bin_set_child (ADW_BIN (self->news_side), NULL);
  put (outline, self->outline_popover, self->wide ? self->side : self->outline_popover);
  put (news, self->news_popover, self->wide ? self->news_side : self->news_popover);
  gtk_widget_set_visible (self->side, self->wide);
  gtk_widget_set_visible (self->news_side, self->wide);
  gtk_widget_set_visible (self->bar, !self->wide);
  if (self->text != NULL)
    show_all (self);
}

void
cs_guideline_page_set_room (CsGuidelinePage *self, gboolean wide, gboolean tight, gboolean slim)
{
  cs_guideline_editor_set_slim (CS_GUIDELINE_EDITOR (self->editor), slim);
  if (self->wide == wide && self->tight == tight)
    return;
  self->wide = wide;
  self->tight = tight;
  cs_guideline_editor_set_wide (CS_GUIDELINE_EDITOR (self->editor), wide);
  arrange (self);
}

/* --- actions --- */

static void
close_popovers (CsGuidelinePage *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->outline_button));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->news_button));
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsGuidelinePage *self = CS_GUIDELINE_PAGE (widget);
  int clause = self->text != NULL
                   ? cs_guide_text_find (self->text, g_variant_get_string (target, NULL))
                   : -1;
  if (clause < 0)
    return;
  self->clause = clause;
  if (self->labels || (guint)clause < self->first || (guint)clause >= self->end)
    fill_page (self);
  close_popovers (self);
  show_place (self);
  scroll_soon (self);
}

static void
version_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsGuidelinePage *self = CS_GUIDELINE_PAGE (widget);
  if (self->facts == NULL)
    return;
  self->version = g_variant_get_int64 (target);
  close_popovers (self);
  read_text (self);
}

static void
labels_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsGuidelinePage *self = CS_GUIDELINE_PAGE (widget);
  if (self->facts == NULL || self->facts->schema == NULL)
    return;
  self->labels = TRUE;
  clear_page (self);
  gtk_box_append (GTK_BOX (self->clauses),
                  cs_label_list_new (self->facts->schema, self->facts->labels));
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
  close_popovers (self);
  show_place (self);
}

static gpointer
ack_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  cs_project_ack_guideline (desk->project, error);
  return NULL;
}

static void
ack_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsGuidelinePage) self = user_data;
  g_autoptr (GError) error = NULL;
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (!cs_session_run_finish (CS_SESSION (source), result, NULL, &error) && window != NULL)
    cs_main_window_tell_error (window, error);
}

static void
read_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsGuidelinePage *self = CS_GUIDELINE_PAGE (widget);
  CsJobSpec spec = { .run = ack_job, .flags = CS_JOB_CHANGES };
  close_popovers (self);
  cs_session_run_async (self->session, &spec, NULL, ack_cb, g_object_ref (self));
}

/* --- life --- */

static void
cs_guideline_page_dispose (GObject *object)
{
  CsGuidelinePage *self = CS_GUIDELINE_PAGE (object);
  g_clear_handle_id (&self->scrolling, g_source_remove);
  if (self->clauses != NULL) {
    cs_guideline_editor_end (CS_GUIDELINE_EDITOR (self->editor));
    forget (self);
  }
  g_clear_object (&self->session);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_GUIDELINE_PAGE);
  g_clear_object (&self->outline);
  g_clear_object (&self->news);
  G_OBJECT_CLASS (cs_guideline_page_parent_class)->dispose (object);
}

static void
cs_guideline_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITING)
    cs_guideline_page_set_editing (CS_GUIDELINE_PAGE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cs_guideline_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITING)
    g_value_set_boolean (value, cs_guideline_page_is_editing (CS_GUIDELINE_PAGE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CsGuidelinePage, child)

static void
cs_guideline_page_class_init (CsGuidelinePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_guideline_page_dispose;
  G_OBJECT_CLASS (klass)->set_property = cs_guideline_page_set_property;
  G_OBJECT_CLASS (klass)->get_property = cs_guideline_page_get_property;
  props[PROP_EDITING] =
      g_param_spec_boolean ("editing", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  g_type_ensure (CS_TYPE_GUIDELINE_EDITOR);
  widget_class->map = cs_guideline_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/guidelines/cs-guideline-page.ui");
  BIND (stack);
  BIND (none);
  BIND (side);
  BIND (band);
  BIND (band_words);
  BIND (band_button);
  BIND (scrolled);
  BIND (clauses);
  BIND (news_side);
  BIND (bar);
  BIND (outline_button);
  BIND (outline_popover);
  BIND (bar_version);
  BIND (news_button);
  BIND (news_popover);
  BIND (bar_read);
  BIND (publish_first);
  BIND (write_first);
  BIND (draft_band);
  BIND (editor);
  BIND (news_words);
  BIND (news_icon);
  gtk_widget_class_install_action (widget_class, "guideline.go", "s", go_cb);
  gtk_widget_class_install_action (widget_class, "guideline.version", "x", version_cb);
  gtk_widget_class_install_action (widget_class, "guideline.labels", NULL, labels_cb);
  gtk_widget_class_install_action (widget_class, "guideline.read", NULL, read_cb);
}

static void
cs_guideline_page_init (CsGuidelinePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->outline = g_object_ref_sink (g_object_new (CS_TYPE_GUIDELINE_OUTLINE, NULL));
  self->news = g_object_ref_sink (g_object_new (CS_TYPE_GUIDELINE_NEWS_BOX, NULL));
  self->wide = TRUE;
  g_signal_connect_swapped (self->editor, "done", G_CALLBACK (done_cb), self);
  arrange (self);
}
