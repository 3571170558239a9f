/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copying, cutting and pasting marks of the picture. What is on the clipboard may have been put
 * there by another program, which answers when it likes. */
#include "cs-canvas-private.h"

#include "cs-mark-clip.h"

#include <glib/gi18n.h>

/* --- copying --- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint64 left = (*(const CsMark *const *)a)->id, right = (*(const CsMark *const *)b)->id;
  return (left > right) - (left < right);
}

/* In the order in which they were made, so that what is pasted is numbered in it as well. To CUT,
 * what stays is not copied. Returns how many were, 0 with a sentence that was said. */
static guint
copy (CsCanvas *self, gboolean cut)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = cs_case_model_selected_marks (self->model);
  const char *why = NULL;
  if (cut && cs_mark_hold_leave_out (cs_case_model_hold (self->model), marks, &why) > 0 &&
      marks->len == 0) {
    cs_canvas_say (self, _ (why));
    return 0;
  }
  g_ptr_array_sort (marks, compare_ids);
  g_autoptr (GBytes) bytes = cs_mark_clip_write (marks, &error);
  if (bytes == NULL) {
    cs_canvas_say (self, error->message);
    return 0;
  }
  g_autoptr (GdkContentProvider) content =
      gdk_content_provider_new_for_bytes (CS_MARK_CLIP_TYPE, bytes);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
  return marks->len;
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  guint n = self->model != NULL ? copy (self, FALSE) : 0;
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u mark copied. {mark.paste} pastes it on a slice of this or another case.",
                "%u marks copied. {mark.paste} pastes them on a slice of this or another case.", n),
      n);
  if (n > 0)
    cs_canvas_say (self, words);
}

static void
cut_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  g_autoptr (GError) error = NULL;
  guint n = 0;
  if (self->model == NULL)
    return;
  if (!cs_case_model_check_edit (self->model, &error) || (n = copy (self, TRUE)) == 0 ||
      !cs_case_model_remove_selected (self->model, &error)) {
    if (error != NULL)
      cs_canvas_say (self, error->message);
    return;
  }
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u mark cut. {mark.paste} pastes it on a slice of this or another case.",
                "%u marks cut. {mark.paste} pastes them on a slice of this or another case.", n),
      n);
  cs_canvas_say (self, words);
}

/* --- pasting --- */

typedef struct {
  CsCanvas *self;
  CsCaseModel *model; /* and where in it, when the key was pressed */
  guint item;
  gint64 unit;
  char *text; /* CS_MARK_CLIP_MAX_SIZE, and one byte that says that it is more */
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->self);
  g_object_unref (paste->model);
  g_free (paste->text);
  g_free (paste);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static void
put (CsCanvas *self, const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GPtrArray) clip = cs_mark_clip_read (text, size, &error);
  if (clip != NULL && cs_case_model_paste (self->model, clip, &left, &error))
    cs_canvas_say (self, left);
  else
    cs_canvas_say (self, error->message);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  gint64 unit = 0;
  CsCanvas *self = paste->self;
  gboolean ok = g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &size, &error);
  if (self->model != paste->model)
    return;
  if (!ok)
    cs_canvas_say (self, _ ("The clipboard could not be read. Copy the mark again."));
  else if (cs_case_model_place (self->model, &unit) != paste->item || unit != paste->unit)
    cs_canvas_say (self, _ ("The clipboard was slow to answer. Press {mark.paste} again."));
  else
    put (self, paste->text, size);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  if (stream == NULL) {
    if (paste->self->model == paste->model)
      cs_canvas_say (paste->self, _ ("The clipboard could not be read. Copy the mark again."));
    return;
  }
  paste->text = g_malloc (CS_MARK_CLIP_MAX_SIZE + 1);
  g_input_stream_read_all_async (stream, paste->text, CS_MARK_CLIP_MAX_SIZE + 1, G_PRIORITY_DEFAULT,
                                 NULL, read_cb, paste);
  g_steal_pointer (&paste);
}

static void
paste_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  static const char *const types[] = { CS_MARK_CLIP_TYPE, NULL };
  CsCanvas *self = CS_CANVAS (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  if (self->model == NULL)
    return;
  if (cs_canvas_is_drawing (self)) {
    cs_canvas_say (self, _ ("Finish what is being drawn first, or press {mark.cancel}."));
    return;
  }
  if (!gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                              CS_MARK_CLIP_TYPE)) {
    cs_canvas_say (self, _ ("No mark was copied yet: select one and press {mark.copy}."));
    return;
  }
  Paste *paste = g_new0 (Paste, 1);
  paste->self = g_object_ref (self);
  paste->model = g_object_ref (self->model);
  paste->item = cs_case_model_place (self->model, &paste->unit);
  gdk_clipboard_read_async (clipboard, (const char **)types, G_PRIORITY_DEFAULT, NULL, answered_cb,
                            paste);
}

void
cs_canvas_clip_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "mark.copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, "mark.cut", NULL, cut_cb);
  gtk_widget_class_install_action (klass, "mark.paste", NULL, paste_cb);
}
