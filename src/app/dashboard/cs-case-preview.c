/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-preview.h"
#include "cs-control-dialog.h"
#include "cs-history-window.h"
#include "cs-main-window.h"
#include "cs-thumbnail.h"

#include <glib/gi18n.h>

#define MAX_HISTORY 30
#define NAME_WIDTH 96
#define PICTURE_WIDTH 384
#define PICTURE_HEIGHT 288

struct _CsCasePreview {
  AdwBin parent_instance;
  GtkWidget *stack, *picture, *title, *state_icon, *state, *facts, *marks_title, *marks, *history,
      *control;
  CsSession *session;
  CsCaseEntry *entry;
  GCancellable *reading;
  const CsCaseLine *pictured; /* only compared */
};

G_DEFINE_FINAL_TYPE (CsCasePreview, cs_case_preview, ADW_TYPE_BIN)

/* --- what the worker reads --- */

typedef struct {
  CsGid case_gid;
  CsHash revision;
  gboolean has_revision;
} Wish;

typedef struct {
  CsGid case_gid;
  GPtrArray *history; /* CsHistoryRow */
  GPtrArray *items;   /* CsItemRow */
  CsMarkSet *marks;   /* NULL when there are none to be seen */
  CsSchema *schema;   /* or NULL */
} Facts;

static void
facts_free (gpointer data)
{
  Facts *facts = data;
  g_clear_pointer (&facts->history, g_ptr_array_unref);
  g_clear_pointer (&facts->items, g_ptr_array_unref);
  g_clear_pointer (&facts->marks, cs_mark_set_unref);
  g_clear_pointer (&facts->schema, cs_schema_unref);
  g_free (facts);
}

static gpointer
facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Wish *wish = data;
  CsReader reader = cs_project_reader (desk->project);
  Facts *facts = g_new0 (Facts, 1);
  facts->case_gid = wish->case_gid;
  facts->history = cs_project_history (desk->project, &reader, &wish->case_gid, error);
  if (facts->history != NULL)
    facts->items = cs_project_case_items (desk->project, &reader, &wish->case_gid, error);
  if (facts->items == NULL || !cs_project_schema (desk->project, &facts->schema, NULL, error)) {
    facts->schema = NULL;
    facts_free (facts);
    return NULL;
  }
  if (facts->schema != NULL)
    cs_schema_ref (facts->schema);
  /* Who may not see them is shown none. */
  if (wish->has_revision)
    facts->marks = cs_project_revision (desk->project, &reader, &wish->revision, NULL);
  return facts;
}

/* --- what is shown --- */

static void
empty (GtkWidget *box)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_grid_remove (GTK_GRID (box), child);
}

static void
add_line (GtkWidget *grid, int row, const char *name, const char *words)
{
  GtkWidget *left = gtk_label_new (name), *right = gtk_label_new (words);
  gtk_widget_add_css_class (left, "cs-dim");
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_widget_set_valign (left, GTK_ALIGN_START);
  gtk_widget_set_size_request (left, NAME_WIDTH, -1);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (right), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (right), 28);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (right), GTK_ACCESSIBLE_RELATION_LABELLED_BY, left,
                                  NULL, -1);
  gtk_grid_attach (GTK_GRID (grid), left, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), right, 1, row, 1, 1);
}

static void
show_line (CsCasePreview *self)
{
  const CsCaseLine *line = cs_case_entry_line (self->entry);
  const CsCaseWord *word = cs_case_word_of (line->row);
  g_autofree char *what = cs_case_what (line);
  g_autofree char *when =
      line->wall > 0 ? cs_when_long (cs_session_env (self->session), line->wall) : NULL;
  g_autofree char *state = cs_window_words (line->row->state);
  g_autofree char *with = NULL;
  g_object_get (self->entry, "with", &with, NULL);
  int row = 0;
  gtk_label_set_label (GTK_LABEL (self->title), line->row->title);
  gtk_label_set_label (GTK_LABEL (self->state), word->word);
  gtk_widget_set_tooltip_text (self->state, word->word);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon), word->icon);
  gtk_widget_set_css_classes (self->state_icon, (const char *[]){ word->css, NULL });
  gtk_widget_set_visible (
      self->control, (cs_session_facts (self->session)->roles & CS_ROLE_LEAD) != 0 &&
                         line->row->status == CS_CASE_SIGNED && !line->row->changed_after_signing);
  empty (self->facts);
  add_line (self->facts, row++, _ ("What"), what);
  add_line (self->facts, row++, _ ("Now"), state);
  if (with[0] != '\0')
    add_line (self->facts, row++, _ ("With"), with);
  if (when != NULL)
    add_line (self->facts, row++, _ ("Changed"), when);
}

/* What was said of items instead of, or beside, marks. */
static void
show_answers (CsCasePreview *self, const Facts *facts, int row)
{
  for (guint i = 0; i < facts->items->len; i++) {
    const CsItemRow *item = facts->items->pdata[i];
    const CsMarkAnswer *answer = cs_mark_set_answer (facts->marks, &item->gid);
    if (answer != NULL)
      add_line (self->marks, row++, cs_answer_word (answer->answer), item->title);
  }
}

static void
show_marks (CsCasePreview *self, const Facts *facts)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  empty (self->marks);
  gtk_widget_set_visible (self->marks_title, facts->marks != NULL);
  if (facts->marks == NULL)
    return;
  guint n = facts->marks->n_marks, relations = facts->marks->n_relations;
  g_autofree char *title = cs_marks_words (n - relations, relations);
  gtk_label_set_label (GTK_LABEL (self->marks_title), title);
  for (guint i = 0; i < n; i++) {
    const char *label = facts->marks->marks[i]->label;
    guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, label));
    g_hash_table_insert (counts, (gpointer)label, GUINT_TO_POINTER (before + 1));
  }
  int row = 0;
  for (guint i = 0; facts->schema != NULL && i < facts->schema->n_labels; i++) {
    const CsLabel *label = &facts->schema->labels[i];
    guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, label->key));
    g_autofree char *words = g_strdup_printf ("%u", count);
    if (count > 0)
      add_line (self->marks, row++, label->name, words);
  }
  show_answers (self, facts, row);
}

static void
show_history (CsCasePreview *self, const GPtrArray *history)
{
  int row = 0;
  empty (self->history);
  for (guint i = history->len; i-- > 0 && row < MAX_HISTORY;) {
    const CsHistoryRow *act = history->pdata[i];
    if (act->routine)
      continue;
    g_autofree char *when = cs_when_long (cs_session_env (self->session), act->wall);
    g_autofree char *words =
        g_strdup_printf ("%s: %s", cs_session_person (self->session, act->who), act->sentence);
    add_line (self->history, row++, when, words);
  }
}

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCasePreview) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error))
    return;
  const Facts *facts = value;
  /* What was read before another case was shown may come after it was. */
  if (self->session == CS_SESSION (source) && self->entry != NULL &&
      cs_gid_equal (&facts->case_gid, &cs_case_entry_line (self->entry)->row->gid)) {
    show_marks (self, facts);
    show_history (self, facts->history);
  }
  facts_free (value);
}

/* A case without a picture keeps none. */
static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCasePreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = cs_thumbnail_finish (result, &error);
  if (self->reading == NULL || g_error_matches (error, CS_ERROR, CS_ERROR_CANCELLED) ||
      self->pictured != cs_case_entry_line (self->entry))
    return;
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->picture, texture != NULL);
}

static void
read_picture (CsCasePreview *self)
{
  const CsCaseLine *line = cs_case_entry_line (self->entry);
  const guint scale = (guint)gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const CsThumbnailWish wish = { .width = PICTURE_WIDTH * scale, .height = PICTURE_HEIGHT * scale };
  self->pictured = line;
  gtk_widget_set_visible (self->picture, line->images + line->series > 0);
  if (line->images + line->series > 0)
    cs_thumbnail_case_async (self->session, &line->row->gid, &wish, self->reading, picture_cb,
                             g_object_ref (self));
}

static void
read_facts (CsCasePreview *self)
{
  const CsCaseRow *row = cs_case_entry_line (self->entry)->row;
  Wish *wish = g_new0 (Wish, 1);
  wish->case_gid = row->gid;
  wish->revision = row->revision;
  wish->has_revision = row->has_revision;
  self->reading = g_cancellable_new ();
  CsJobSpec spec = {
    .run = facts_job, .data = wish, .free_data = g_free, .free_result = facts_free
  };
  cs_session_run_async (self->session, &spec, self->reading, facts_cb, g_object_ref (self));
  read_picture (self);
}

void
cs_case_preview_show (CsCasePreview *self, CsSession *session, CsCaseEntry *entry)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (g_set_object (&self->entry, entry)) {
    gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
    gtk_widget_set_visible (self->marks_title, FALSE);
    empty (self->marks);
    empty (self->history);
  }
  g_set_object (&self->session, session);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), entry != NULL ? "case" : "none");
  if (entry == NULL)
    return;
  show_line (self);
  read_facts (self);
}

/* --- life --- */

static void
open_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePreview *self = CS_CASE_PREVIEW (widget);
  if (self->entry != NULL)
    cs_main_window_open_case (cs_main_window_of (widget),
                              &cs_case_entry_line (self->entry)->row->gid, FALSE);
}

static void
history_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePreview *self = CS_CASE_PREVIEW (widget);
  if (self->entry != NULL)
    cs_history_window_present (cs_main_window_of (widget), cs_case_entry_line (self->entry)->row);
}

static void
control_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePreview *self = CS_CASE_PREVIEW (widget);
  if (self->entry == NULL)
    return;
  const CsCaseRow *row = cs_case_entry_line (self->entry)->row;
  cs_control_dialog_present (cs_main_window_of (widget), &row->gid, row->title);
}

static void
cs_case_preview_dispose (GObject *object)
{
  CsCasePreview *self = CS_CASE_PREVIEW (object);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->entry);
  g_clear_object (&self->session);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CASE_PREVIEW);
  G_OBJECT_CLASS (cs_case_preview_parent_class)->dispose (object);
}

static void
cs_case_preview_class_init (CsCasePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_case_preview_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-case-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, CsCasePreview, stack);
  gtk_widget_class_bind_template_child (widget_class, CsCasePreview, title);
  gtk_widget_class_bind_template_child (widget_class, CsCasePreview, picture);
  gtk_widget_class_bind_template_child (widget_class, CsCasePreview, state_icon);
  gtk_widget_class_bind_template_child (widget_class, CsCasePreview, state);
  gtk_widget_class_bind_template_child (widget_class, CsCasePreview, facts);
  gtk_widget_class_bind_template_child (widget_class, CsCasePreview, marks_title);
  gtk_widget_class_bind_template_child (widget_class, CsCasePreview, marks);
  gtk_widget_class_bind_template_child (widget_class, CsCasePreview, history);
  gtk_widget_class_install_action (widget_class, "preview.open", NULL, open_cb);
  gtk_widget_class_bind_template_child (widget_class, CsCasePreview, control);
  gtk_widget_class_install_action (widget_class, "preview.history", NULL, history_cb);
  gtk_widget_class_install_action (widget_class, "preview.control", NULL, control_cb);
}

static void
cs_case_preview_init (CsCasePreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
