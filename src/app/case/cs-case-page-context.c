/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of the patient, folded under the title. It is read when it is unfolded and not
 * before, once for each time that the case is opened, because reading it is recorded. */
#include "cs-case-page-private.h"
#include "cs-context-words.h"
#include "cs-context.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>

static void
clear (CsCasePage *self)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->context_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->context_box), child);
}

static void
add_label (GtkWidget *box, const char *words, const char *class)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 60); /* so wide that it is known how high */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  else
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_row (CsCasePage *self, const CsContextRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  add_label (box, cs_context_word (row->part), "cs-caption");
  add_label (box, row->text, NULL);
  gtk_box_append (GTK_BOX (self->context_box), box);
}

static void
say (CsCasePage *self, const char *words)
{
  clear (self);
  add_label (self->context_box, words, "cs-dim");
}

typedef struct {
  CsCasePage *self;
  CsCaseModel *model;
} Asked;

static gpointer
context_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsDecoder *decoder = cs_job_decoder (job, error);
  return decoder != NULL ? cs_context_open (desk->project, decoder, data, error) : NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (CsCasePage) self = asked->self;
  g_autoptr (CsCaseModel) model = asked->model;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (GPtrArray) rows = value;
  if (self->model != model)
    return;
  if (!ok) {
    self->context_read = FALSE; /* the next time it is tried again */
    say (self, error->message);
    return;
  }
  if (rows->len == 0) {
    say (self, _ ("Of this case nothing that may be read is known."));
    return;
  }
  clear (self);
  for (guint i = 0; i < rows->len; i++)
    add_row (self, rows->pdata[i]);
  add_label (self->context_box, _ ("That you read this is in the history of the case."), "cs-dim");
}

static void
shown_cb (GtkPopover *popover, CsCasePage *self)
{
  if (self->model == NULL || self->context_read)
    return;
  Asked *asked = g_new0 (Asked, 1);
  *asked = (Asked){ g_object_ref (self), g_object_ref (self->model) };
  const CsGid *gid = &cs_case_model_view (self->model)->row->gid;
  CsJobSpec spec = { .run = context_job,
                     .data = g_memdup2 (gid, sizeof *gid),
                     .free_data = g_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref,
                     .flags = CS_JOB_CHANGES };
  self->context_read = TRUE;
  say (self, _ ("Reading…"));
  cs_session_run_async (cs_case_model_session (self->model), &spec, NULL, read_cb, asked);
}

/* Without a title, as in full screen, it hangs from the top of the picture. Gives what it hangs
 * from. */
static GtkWidget *
place (CsCasePage *self)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (self->context_button);
  gboolean titled = gtk_widget_get_mapped (self->context_button);
  GtkWidget *wanted = titled ? self->context_button : self->stage;
  if (gtk_widget_get_parent (self->context_popover) == wanted)
    return wanted;
  g_autoptr (GtkWidget) popover = g_object_ref (self->context_popover);
  if (titled) {
    gtk_widget_unparent (popover);
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), NULL);
    gtk_menu_button_set_popover (button, popover);
    return wanted;
  }
  GdkRectangle top = { gtk_widget_get_width (wanted) / 2, 0, 1, 1 };
  gtk_menu_button_set_popover (button, NULL);
  gtk_widget_set_parent (popover, wanted);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &top);
  return wanted;
}

static void
context_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL)
    return;
  if (!gtk_widget_get_visible (self->context_button)) {
    cs_main_window_toast (cs_main_window_of (widget),
                          _ ("The rules of the project let nothing be read beside this case."),
                          NULL, NULL);
    return;
  }
  if (gtk_widget_get_visible (self->context_popover)) {
    gtk_popover_popdown (GTK_POPOVER (self->context_popover));
    return;
  }
  GtkWidget *from = place (self);
  cs_case_page_present (self, from);
  if (from == self->context_button)
    gtk_menu_button_popup (GTK_MENU_BUTTON (from));
  else
    gtk_popover_popup (GTK_POPOVER (self->context_popover));
}

static void
update (CsCasePage *self)
{
  char **parts = cs_case_model_view (self->model)->context;
  gboolean there = parts != NULL && parts[0] != NULL;
  gtk_widget_set_visible (self->context_button, there);
}

void
cs_case_page_context_set (CsCasePage *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->context_popover));
  clear (self);
  self->context_read = FALSE;
  if (self->model == NULL)
    return;
  g_signal_connect_swapped (self->model, "review", G_CALLBACK (update), self);
  update (self);
}

void
cs_case_page_install_context (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.context", NULL, context_cb);
}

/* Back under the title, when there is one again. */
static void
titled_cb (CsCasePage *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->context_popover));
  place (self);
}

void
cs_case_page_end_context (CsCasePage *self)
{
  if (self->context_popover != NULL && gtk_widget_get_parent (self->context_popover) == self->stage)
    gtk_widget_unparent (self->context_popover);
}

void
cs_case_page_init_context (CsCasePage *self)
{
  g_signal_connect_swapped (self->context_button, "map", G_CALLBACK (titled_cb), self);
  g_signal_connect (self->context_popover, "show", G_CALLBACK (shown_cb), self);
}
