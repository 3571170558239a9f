/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-segment-dialog.h"
#include "cs-bulk-act.h"
#include "cs-dialogs.h"
#include "cs-members.h"
#include "cs-roster-words.h"

#include <glib/gi18n.h>

typedef struct {
  CsMainWindow *window;
  CsGid *cases;
  guint n;
  CsMembers *members;
  AdwMessageDialog *dialog;
  AdwComboRow *kind;
  GtkEditable *name;
  GtkWidget *there, *warning, *stuck;
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;
  g_object_unref (sheet->window);
  cs_members_free (sheet->members);
  g_free (sheet->cases);
  g_free (sheet);
}

/* Without spaces around it; caller frees. */
static char *
written (const Sheet *sheet)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (sheet->name)));
}

static gboolean
is_sensitive (const Sheet *sheet)
{
  return adw_combo_row_get_selected (sheet->kind) == 0;
}

/* The names of the kind that is chosen, each once. */
static void
show_there (Sheet *sheet)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const char *before = "";
  for (guint i = 0; i < sheet->members->segments->len; i++) {
    const CsSegmentRow *row = sheet->members->segments->pdata[i];
    const char *name = is_sensitive (sheet) ? row->sensitive : row->expertise;
    if (name[0] != '\0' && !g_str_equal (name, before))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    before = name;
  }
  /* TRANSLATORS: names of segments */
  g_autofree char *words = g_strdup_printf (_ ("There are: %s"), names->str);
  gtk_label_set_label (GTK_LABEL (sheet->there), words);
  gtk_widget_set_visible (sheet->there, names->len > 0);
}

/* Cases of such a segment that could never be signed, as a sentence; NULL: none. Caller frees. */
static char *
stuck_words (const Sheet *sheet, char *name)
{
  const GPtrArray *people = sheet->members->people;
  char none[] = "";
  CsSegmentRow row = { .sensitive = is_sensitive (sheet) ? name : none,
                       .expertise = is_sensitive (sheet) ? none : name };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_ptr_array_add (rows, &row);
  g_autofree CsRosterPerson *all = g_new0 (CsRosterPerson, people->len + 1);
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *person = people->pdata[i];
    all[i] = (CsRosterPerson){ person->name, person->roles, &person->traits };
  }
  return cs_roster_segment_sentence (sheet->members->workflow, all, people->len, rows);
}

static void
show (Sheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = written (sheet);
  gboolean ok = name[0] == '\0' || cs_word_check (name, &error);
  g_autofree char *stuck = !ok               ? g_strdup (error->message)
                           : name[0] != '\0' ? stuck_words (sheet, name)
                                             : NULL;
  gtk_label_set_label (GTK_LABEL (sheet->stuck), stuck != NULL ? stuck : "");
  gtk_widget_set_visible (sheet->warning, stuck != NULL);
  adw_message_dialog_set_response_enabled (sheet->dialog, "put", ok);
  adw_message_dialog_set_response_label (sheet->dialog, "put",
                                         name[0] != '\0' ? _ ("_Put Into It") : _ ("_Take Out"));
}

static void
name_cb (GtkEditable *name, Sheet *sheet)
{
  show (sheet);
}

static void
kind_cb (AdwComboRow *kind, GParamSpec *pspec, Sheet *sheet)
{
  show_there (sheet);
  show (sheet);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Sheet *sheet)
{
  g_autofree char *name = written (sheet);
  if (g_str_equal (response, "put"))
    cs_bulk_segment (sheet->window, sheet->cases, sheet->n,
                     is_sensitive (sheet) ? "sensitive" : "expertise",
                     name[0] != '\0' ? name : NULL);
}

static void
ask (Sheet *sheet)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/dialogs/cs-segment.ui");
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Segment of %u Case", "Segment of %u Cases", sheet->n), sheet->n);
  sheet->dialog = ADW_MESSAGE_DIALOG (gtk_builder_get_object (builder, "dialog"));
  sheet->kind = ADW_COMBO_ROW (gtk_builder_get_object (builder, "kind"));
  sheet->name = GTK_EDITABLE (gtk_builder_get_object (builder, "name"));
  sheet->there = GTK_WIDGET (gtk_builder_get_object (builder, "there"));
  sheet->warning = GTK_WIDGET (gtk_builder_get_object (builder, "warning"));
  sheet->stuck = GTK_WIDGET (gtk_builder_get_object (builder, "stuck"));
  adw_message_dialog_set_heading (sheet->dialog, heading);
  g_object_set_data_full (G_OBJECT (sheet->dialog), "sheet", sheet, sheet_free);
  g_signal_connect (sheet->name, "changed", G_CALLBACK (name_cb), sheet);
  g_signal_connect (sheet->kind, "notify::selected", G_CALLBACK (kind_cb), sheet);
  g_signal_connect (sheet->dialog, "response", G_CALLBACK (response_cb), sheet);
  show_there (sheet);
  show (sheet);
  gtk_window_set_transient_for (GTK_WINDOW (sheet->dialog), GTK_WINDOW (sheet->window));
  cs_dialog_present (GTK_WIDGET (sheet->dialog));
}

static void
members_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sheet *sheet = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  sheet->members = value;
  if (ok && cs_main_window_session (sheet->window) == CS_SESSION (source)) {
    ask (sheet);
    return;
  }
  if (!ok)
    cs_main_window_tell_error (sheet->window, error);
  sheet_free (sheet);
}

void
cs_segment_dialog_present (CsMainWindow *window, const CsGid *cases, guint n)
{
  Sheet *sheet = g_new0 (Sheet, 1);
  sheet->window = g_object_ref (window);
  sheet->cases = g_memdup2 (cases, n * sizeof (CsGid));
  sheet->n = n;
  CsJobSpec spec = { .run = cs_members_job, .free_result = cs_members_free };
  cs_session_run_async (cs_main_window_session (window), &spec, NULL, members_cb, sheet);
}
