/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-editor.h"
#include "cs-actions.h"
#include "cs-dialogs.h"
#include "cs-guideline-insert.h"
#include "cs-guideline-look.h"
#include "cs-guideline-preview.h"
#include "cs-guideline-publish.h"
#include "cs-guideline-source.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>
#include <string.h>

#define LOOK_DELAY 150 /* ms after a key until the page follows */
#define KEEP_DELAY 400 /* ms until it is on the disk */
#define COLUMNS_WIDE 3
#define COLUMNS_NARROW 2

struct _CsGuidelineEditor {
  GtkWidget parent_instance;
  GtkWidget *bar, *column, *heading, *source, *preview, *classes, *wording, *clearer, *decisions,
      *words, *publish;
  GtkTextBuffer *buffer;
  CsSession *session; /* NULL: nothing is edited */
  GCancellable *cancellable;
  CsGuidelineDraft *draft; /* NULL until it has been read; its text is that of the last look */
  CsGuidelineLook *look;   /* the last one, or NULL */
  char *go_to;             /* clause where the caret begins, or NULL */
  char *not_kept;          /* why, or NULL */
  int clause;              /* in which the caret is */
  guint looking, keeping;  /* sources */
  gboolean wide, filling, busy;
};

G_DEFINE_FINAL_TYPE (CsGuidelineEditor, cs_guideline_editor, GTK_TYPE_WIDGET)

static guint done_signal;

static const struct {
  const char *change;
  gsize button; /* offset of the GtkWidget * */
} changes[] = {
  { "wording", G_STRUCT_OFFSET (CsGuidelineEditor, wording) },
  { "clearer", G_STRUCT_OFFSET (CsGuidelineEditor, clearer) },
  { "decisions", G_STRUCT_OFFSET (CsGuidelineEditor, decisions) },
};

static GtkToggleButton *
button_of (CsGuidelineEditor *self, guint n)
{
  return GTK_TOGGLE_BUTTON (G_STRUCT_MEMBER (GtkWidget *, self, changes[n].button));
}

static void
put_caret (CsGuidelineEditor *self, gsize at)
{
  cs_guideline_source_put_caret (CS_GUIDELINE_SOURCE (self->source), self->draft->text, at);
}

/* --- keeping --- */

static void show_words (CsGuidelineEditor *self);

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsGuidelineEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  cs_session_run_finish (CS_SESSION (source), result, NULL, &error);
  if (self->session != CS_SESSION (source) || self->draft == NULL)
    return;
  g_clear_pointer (&self->not_kept, g_free);
  if (error != NULL)
    self->not_kept = g_strdup (error->message);
  show_words (self);
}

static void
take_text (CsGuidelineEditor *self)
{
  g_free (self->draft->text);
  self->draft->text = cs_guideline_source_text (CS_GUIDELINE_SOURCE (self->source));
}

static void
keep_now (CsGuidelineEditor *self)
{
  if (self->keeping == 0)
    return;
  g_clear_handle_id (&self->keeping, g_source_remove);
  take_text (self);
  CsJobSpec spec = { .run = cs_guideline_draft_keep_job,
                     .data = cs_guideline_draft_copy (self->draft),
                     .free_data = cs_guideline_draft_free };
  cs_session_run_async (self->session, &spec, NULL, kept_cb, g_object_ref (self));
}

static gboolean
keep_cb (gpointer data)
{
  keep_now (data);
  return G_SOURCE_REMOVE;
}

static void
keep_soon (CsGuidelineEditor *self)
{
  if (self->keeping == 0)
    self->keeping = g_timeout_add (KEEP_DELAY, keep_cb, self);
}

/* --- what is said below --- */

/* What is in the way of publishing; NULL when nothing is. */
static const char *
obstacle (CsGuidelineEditor *self)
{
  if (self->look == NULL)
    return "";
  if (self->look->trouble != NULL)
    return self->look->trouble;
  if (self->look->same)
    return _ ("It says what the version in force says.");
  if (self->look->now > 0 && self->draft->change == NULL)
    return _ ("Choose what kind of change it is.");
  return NULL;
}

static void
show_words (CsGuidelineEditor *self)
{
  const char *missing = obstacle (self);
  g_autofree char *kept = self->not_kept != NULL
                              ? g_strdup_printf (_ ("It could not be kept: %s"), self->not_kept)
                              : NULL;
  const char *words = kept != NULL ? kept
                                   : (missing != NULL ? missing
                                                      : _ ("Kept on this computer until it is "
                                                           "published."));
  gboolean trouble = kept != NULL || (self->look != NULL && self->look->trouble != NULL);
  gtk_label_set_label (GTK_LABEL (self->words), words);
  gtk_widget_set_tooltip_text (self->words, words);
  gtk_widget_set_css_classes (self->words,
                              (const char *[]){ trouble ? "cs-trouble" : "cs-caption", NULL });
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "source.publish",
                                 missing == NULL && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "source.discard",
                                 self->look != NULL && !self->look->same && !self->busy);
}

static void
show_heading (CsGuidelineEditor *self)
{
  guint now = (guint)self->look->now, base = (guint)self->draft->base;
  g_autofree char *heading =
      now == 0      ? g_strdup (_ ("Source of the first version"))
      : now == base ? g_strdup_printf (_ ("Source, begun from version %u"), base)
                    : g_strdup_printf (_ ("Source, begun from version %u. Version %u was "
                                          "published since."),
                                       base, now);
  g_autofree char *publish = g_strdup_printf (_ ("Publish Version %u…"), now + 1);
  gtk_label_set_label (GTK_LABEL (self->heading), heading);
  gtk_button_set_label (GTK_BUTTON (self->publish), publish);
  gtk_widget_set_visible (self->classes, now > 0);
}

static void
show_change (CsGuidelineEditor *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    gtk_toggle_button_set_active (button_of (self, i),
                                  g_strcmp0 (self->draft->change, changes[i].change) == 0);
  self->filling = FALSE;
}

/* --- the page beside it --- */

static void look_soon (CsGuidelineEditor *self);

static void
follow_caret (CsGuidelineEditor *self)
{
  if (self->look == NULL || self->look->text == NULL ||
      self->look->text->guideline->clauses->n_clauses == 0)
    return;
  int clause = cs_guideline_look_clause_at (
      self->look, cs_guideline_source_caret (CS_GUIDELINE_SOURCE (self->source)));
  if (clause == self->clause)
    return;
  self->clause = clause;
  cs_guideline_preview_go (CS_GUIDELINE_PREVIEW (self->preview), clause);
}

static void
show_page (CsGuidelineEditor *self)
{
  if (self->look->text == NULL)
    return;
  cs_guideline_preview_show (CS_GUIDELINE_PREVIEW (self->preview), self->session, self->look->text,
                             self->wide ? COLUMNS_WIDE : COLUMNS_NARROW, self->clause);
  int clause = cs_guide_text_find (self->look->text, self->go_to);
  if (clause >= 0)
    put_caret (self, self->look->text->guideline->clauses->clauses[clause].start);
  g_clear_pointer (&self->go_to, g_free);
  follow_caret (self);
}

static void
look_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsGuidelineEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  if (self->session != CS_SESSION (source) || self->draft == NULL) {
    cs_guideline_look_free (value);
    return;
  }
  if (!ok) {
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
    return;
  }
  cs_guideline_look_free (self->look);
  self->look = value;
  show_page (self);
  show_heading (self);
  show_words (self);
}

static gboolean
look_now_cb (gpointer data)
{
  CsGuidelineEditor *self = data;
  self->looking = 0;
  take_text (self);
  CsJobSpec spec = { .run = cs_guideline_look_job,
                     .data = cs_guideline_draft_copy (self->draft),
                     .free_data = cs_guideline_draft_free,
                     .free_result = cs_guideline_look_free };
  cs_session_run_async (self->session, &spec, self->cancellable, look_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
look_soon (CsGuidelineEditor *self)
{
  if (self->looking == 0)
    self->looking = g_timeout_add (LOOK_DELAY, look_now_cb, self);
}

/* --- what people do --- */

static void
changed_cb (CsGuidelineEditor *self)
{
  if (self->filling || self->draft == NULL)
    return;
  keep_soon (self);
  look_soon (self);
}

static void
caret_cb (CsGuidelineEditor *self)
{
  if (!self->filling && self->draft != NULL && self->looking == 0)
    follow_caret (self);
}

static void
class_cb (GtkToggleButton *button, CsGuidelineEditor *self)
{
  if (self->filling || self->draft == NULL || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (button == button_of (self, i)) {
      g_free (self->draft->change);
      self->draft->change = g_strdup (changes[i].change);
    }
  keep_soon (self);
  show_words (self);
}

static void
undo_state_cb (CsGuidelineEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "source.undo",
                                 gtk_text_buffer_get_can_undo (self->buffer));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "source.redo",
                                 gtk_text_buffer_get_can_redo (self->buffer));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsGuidelineEditor *self = CS_GUIDELINE_EDITOR (widget);
  if (g_str_equal (name, "source.undo"))
    gtk_text_buffer_undo (self->buffer);
  else
    gtk_text_buffer_redo (self->buffer);
}

/* A rule that is named in the page: the caret goes to it. */
static void
go_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsGuidelineEditor *self = CS_GUIDELINE_EDITOR (widget);
  int clause = self->look != NULL && self->look->text != NULL
                   ? cs_guide_text_find (self->look->text, g_variant_get_string (target, NULL))
                   : -1;
  if (clause >= 0)
    put_caret (self, self->look->text->guideline->clauses->clauses[clause].start);
}

/* --- pictures --- */

static void
inserted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsGuidelineEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  CsHash hash;
  g_autofree char *name = cs_guideline_insert_finish (result, &hash, &error);
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (error != NULL && window != NULL)
    cs_main_window_tell_error (window, error);
  if (name == NULL || self->session != CS_SESSION (source) || self->draft == NULL)
    return;
  if (cs_guideline_draft_picture (self->draft, name) == NULL)
    cs_guideline_draft_add_picture (self->draft, name, &hash);
  cs_guideline_insert_put (self->buffer, name);
  gtk_widget_grab_focus (self->source);
}

static void
picture_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsGuidelineEditor *self = CS_GUIDELINE_EDITOR (widget);
  if (self->draft != NULL)
    cs_guideline_insert_async (self->session, GTK_WINDOW (gtk_widget_get_root (widget)),
                               self->draft, self->cancellable, inserted_cb, g_object_ref (self));
}

/* --- publishing and discarding --- */

static void
leave (CsGuidelineEditor *self)
{
  /* What would be kept now is gone on purpose. */
  g_clear_handle_id (&self->keeping, g_source_remove);
  g_signal_emit (self, done_signal, 0);
}

static void
set_busy (CsGuidelineEditor *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->source, !busy);
  show_words (self);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsGuidelineEditor) self = user_data;
  gboolean published = cs_guideline_publish_draft_finish (result);
  if (self->draft == NULL)
    return;
  set_busy (self, FALSE);
  if (published)
    leave (self);
  else
    gtk_widget_grab_focus (self->source);
}

static void
publish_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsGuidelineEditor *self = CS_GUIDELINE_EDITOR (widget);
  keep_soon (self);
  keep_now (self);
  set_busy (self, TRUE);
  cs_guideline_publish_draft_async (cs_main_window_of (widget), self->draft, published_cb,
                                    g_object_ref (self));
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsGuidelineEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (!cs_session_run_finish (CS_SESSION (source), result, NULL, &error) && window != NULL)
    cs_main_window_tell_error (window, error);
  else if (self->session == CS_SESSION (source))
    leave (self);
}

static void
discard_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsGuidelineEditor) self = user_data;
  if (!cs_ask_finish (result) || self->draft == NULL)
    return;
  g_clear_handle_id (&self->keeping, g_source_remove);
  CsJobSpec spec = { .run = cs_guideline_draft_discard_job, .flags = CS_JOB_CHANGES };
  cs_session_run_async (self->session, &spec, NULL, discarded_cb, g_object_ref (self));
}

static void
discard_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsGuidelineEditor *self = CS_GUIDELINE_EDITOR (widget);
  g_autofree char *body =
      self->look->now > 0
          ? g_strdup_printf (_ ("What you wrote since version %u is gone then. Version %u stays as "
                                "it is."),
                             (guint)self->draft->base, (guint)self->look->now)
          : g_strdup (_ ("What you wrote is gone then."));
  cs_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Discard This Text"), body,
                _ ("_Discard"), TRUE, discard_answered_cb, g_object_ref (self));
}

/* --- beginning and ending --- */

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsGuidelineEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  if (self->session != CS_SESSION (source) || self->draft != NULL) {
    cs_guideline_draft_free (value);
    return;
  }
  if (!ok) {
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
    return;
  }
  self->draft = value;
  self->filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, self->draft->text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->filling = FALSE;
  put_caret (self, self->draft->base > 0 ? 0 : strlen (self->draft->text));
  show_change (self);
  undo_state_cb (self);
  look_now_cb (self);
  gtk_widget_grab_focus (self->source);
}

void
cs_guideline_editor_begin (CsGuidelineEditor *self, CsSession *session, const char *clause)
{
  cs_guideline_editor_end (self);
  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->go_to = g_strdup (clause);
  CsJobSpec spec = { .run = cs_guideline_draft_begin_job, .free_result = cs_guideline_draft_free };
  cs_session_run_async (session, &spec, self->cancellable, begun_cb, g_object_ref (self));
}

void
cs_guideline_editor_end (CsGuidelineEditor *self)
{
  if (self->session == NULL)
    return;
  keep_now (self);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->draft, cs_guideline_draft_free);
  g_clear_pointer (&self->look, cs_guideline_look_free);
  g_clear_pointer (&self->go_to, g_free);
  g_clear_pointer (&self->not_kept, g_free);
  self->clause = 0;
  self->busy = FALSE;
  gtk_widget_set_sensitive (self->source, TRUE);
  gtk_text_buffer_set_text (self->buffer, "", -1);
  cs_guideline_preview_clear (CS_GUIDELINE_PREVIEW (self->preview));
}

void
cs_guideline_editor_refresh (CsGuidelineEditor *self)
{
  if (self->draft != NULL)
    look_soon (self);
}

gboolean
cs_guideline_editor_is_open (CsGuidelineEditor *self)
{
  return self->session != NULL;
}

void
cs_guideline_editor_set_wide (CsGuidelineEditor *self, gboolean wide)
{
  self->wide = wide;
  if (self->look != NULL)
    show_page (self);
}

void
cs_guideline_editor_set_slim (CsGuidelineEditor *self, gboolean slim)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar),
                                  slim ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/* --- life --- */

static void
cs_guideline_editor_dispose (GObject *object)
{
  CsGuidelineEditor *self = CS_GUIDELINE_EDITOR (object);
  if (self->source != NULL)
    cs_guideline_editor_end (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_GUIDELINE_EDITOR);
  G_OBJECT_CLASS (cs_guideline_editor_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CsGuidelineEditor, child)

static void
cs_guideline_editor_class_init (CsGuidelineEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_guideline_editor_dispose;
  g_type_ensure (CS_TYPE_GUIDELINE_PREVIEW);
  g_type_ensure (CS_TYPE_GUIDELINE_SOURCE);
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/guidelines/cs-guideline-editor.ui");
  BIND (column);
  BIND (heading);
  BIND (source);
  BIND (buffer);
  BIND (preview);
  BIND (classes);
  BIND (wording);
  BIND (clearer);
  BIND (decisions);
  BIND (words);
  BIND (bar);
  BIND (publish);
  gtk_widget_class_install_action (widget_class, "guideline.go", "s", go_cb);
  gtk_widget_class_install_action (widget_class, "source.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "source.redo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "source.picture", NULL, picture_cb);
  gtk_widget_class_install_action (widget_class, "source.publish", NULL, publish_cb);
  gtk_widget_class_install_action (widget_class, "source.discard", NULL, discard_cb);
}

static void
cs_guideline_editor_init (CsGuidelineEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->wide = TRUE;
  /* Before the text takes Enter for itself. */
  cs_actions_capture (GTK_WIDGET (self), CS_ACTION_SOURCE);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->buffer, "notify::cursor-position", G_CALLBACK (caret_cb), self);
  g_signal_connect_swapped (self->buffer, "notify::can-undo", G_CALLBACK (undo_state_cb), self);
  g_signal_connect_swapped (self->buffer, "notify::can-redo", G_CALLBACK (undo_state_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect (button_of (self, i), "toggled", G_CALLBACK (class_cb), self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "source.publish", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "source.discard", FALSE);
  undo_state_cb (self);
}
