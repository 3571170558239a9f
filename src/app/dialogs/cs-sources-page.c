/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sources-page.h"
#include "cs-contents-list.h"
#include "cs-dialogs.h"
#include "cs-doubtful-dialog.h"
#include "cs-encoding-dialog.h"
#include "cs-found-rows.h"
#include "cs-main-window-drop.h"

#include <glib/gi18n.h>

struct _CsSourcesPage {
  AdwBin parent_instance;
  GtkWidget *name, *line, *folder, *files, *clear, *busy, *bar, *busy_words, *found, *found_rows,
      *contents_box, *ways, *by, *beside, *copy, *note;
  CsSession *session;
  GPtrArray *paths;
  char *encoding;
  char *csv; /* which file belongs to which case, when "A case is" says so */
  guint by_before;
  CsContextBy context_by; /* chosen among BESIDE; without a table, of which it is the first */
  gboolean filling;       /* the choices of BESIDE */
  CsIntakeResult *result;
  CsIntakePlan *chosen; /* of what was found, without what is left out */
  CsContentsList *contents;
  GCancellable *looking, *regrouping;
};

G_DEFINE_FINAL_TYPE (CsSourcesPage, cs_sources_page, ADW_TYPE_BIN)

static guint changed_signal;

/* In the order of the choices of "A case is". */
static const CsCaseBy ways[] = { CS_CASE_BY_ITEM,   CS_CASE_BY_STUDY, CS_CASE_BY_PATIENT,
                                 CS_CASE_BY_FOLDER, CS_CASE_BY_STEM,  CS_CASE_BY_CSV };

static GtkWindow *
window_of (CsSourcesPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* --- what stands beside the cases --- */

static const CsContextBy besides[] = { CS_CONTEXT_BY_NONE, CS_CONTEXT_BY_TABLE, CS_CONTEXT_BY_STEM,
                                       CS_CONTEXT_BY_FOLDER };

static char *
beside_words (const CsIntakePlan *plan, CsContextBy by)
{
  guint n = plan->n_reports[by];
  switch (by) {
  case CS_CONTEXT_BY_TABLE:
    /* Translators: %u is a number of texts that become reports. */
    return g_strdup_printf (_ ("what the table says (%u)"), n);
  case CS_CONTEXT_BY_STEM:
    return g_strdup_printf (_ ("texts with the name of a picture (%u)"), n);
  case CS_CONTEXT_BY_FOLDER:
    return g_strdup_printf (_ ("texts in the folder of a case (%u)"), n);
  case CS_CONTEXT_BY_NONE:
  default:
    return g_strdup (_ ("nothing: a text is a case"));
  }
}

/* The choices there are, each with what it would take; nothing where there is nothing to choose. */
static void
show_beside (CsSourcesPage *self)
{
  const CsIntakePlan *plan = self->chosen;
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  guint selected = 0, n = 0;
  gboolean any = plan != NULL && (plan->table_says || plan->n_reports[CS_CONTEXT_BY_FOLDER] > 0);
  gtk_widget_set_visible (self->beside, any);
  if (!any)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (besides); i++) {
    if (besides[i] == CS_CONTEXT_BY_TABLE && !plan->table_says)
      continue;
    g_autofree char *words = beside_words (plan, besides[i]);
    gtk_string_list_append (choices, words);
    selected = besides[i] <= self->context_by ? n : selected;
    n++;
  }
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->beside), G_LIST_MODEL (choices));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->beside), selected);
  self->filling = FALSE;
}

/* --- what was found --- */

static void look (CsSourcesPage *self);
static void regroup (CsSourcesPage *self);

static void
doubtful_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSourcesPage *self = CS_SOURCES_PAGE (widget);
  cs_doubtful_dialog_present (window_of (self), _ ("Doubtful Files"), self->result->problems);
}

static void
duplicates_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSourcesPage *self = CS_SOURCES_PAGE (widget);
  cs_doubtful_dialog_present_all (window_of (self), _ ("There Already"), self->result->problems,
                                  "duplicate");
}

static void
encoding_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsSourcesPage) self = user_data;
  char *encoding = cs_encoding_dialog_finish (result);
  if (encoding == NULL)
    return;
  g_free (self->encoding);
  self->encoding = encoding;
  look (self);
}

static void
encoding_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSourcesPage *self = CS_SOURCES_PAGE (widget);
  cs_encoding_dialog_async (window_of (self), self->result->sample_name, self->result->sample,
                            encoding_chosen_cb, g_object_ref (self));
}

static void
show_result (CsSourcesPage *self)
{
  gboolean any = self->result != NULL && self->result->report->items > 0;
  cs_contents_list_set_plan (self->contents, any ? self->result->report->plan : NULL);
  gtk_widget_set_visible (self->contents_box, any);
  cs_found_rows_show (GTK_LIST_BOX (self->found_rows), self->chosen, self->result, self->encoding);
  show_beside (self);
  gtk_widget_set_visible (self->found, self->result != NULL);
  gtk_widget_set_visible (self->ways, self->result != NULL);
  gtk_widget_set_visible (self->note, self->result != NULL);
}

/* The box at the top: what is chosen. */
static void
show_chosen (CsSourcesPage *self)
{
  gboolean any = self->paths->len > 0;
  g_autofree char *base = any ? g_path_get_basename (self->paths->pdata[0]) : NULL;
  g_autofree char *shown = any ? g_filename_display_name (base) : NULL;
  g_autofree char *name = NULL, *line = NULL;
  if (self->paths->len > 1)
    name = g_strdup_printf (_ ("%s and %u more"), shown, self->paths->len - 1);
  if (self->result != NULL) {
    gint64 bytes = self->result->report->bytes; /* of what can be taken */
    g_autofree char *size =
        bytes > 0 ? g_format_size ((guint64)bytes) : g_strdup (_ ("none taken"));
    gint64 files = self->result->report->files;
    line = g_strdup_printf (
        ngettext ("%u file, %s, its header read", "%u files, %s, headers read", files),
        (guint)files, size);
  }
  if (!any)
    name = g_strdup (_ ("Drop a folder, pictures or texts here"));
  gtk_label_set_label (GTK_LABEL (self->name), name != NULL ? name : shown);
  gtk_label_set_label (GTK_LABEL (self->line), line != NULL ? line
                                               : any        ? _ ("Not looked at yet")
                                                            : _ ("Archives are looked into, too."));
  gtk_widget_set_visible (self->clear, any);
  gtk_widget_set_visible (self->busy, self->looking != NULL);
}

/* --- looking --- */

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsSourcesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  if (self->looking == NULL || self->looking != g_task_get_cancellable (G_TASK (result))) {
    cs_intake_result_free (value);
    return;
  }
  g_clear_object (&self->looking);
  self->result = value;
  self->chosen = ok ? cs_intake_plan_ref (self->result->report->plan) : NULL;
  if (!ok && !g_error_matches (error, CS_ERROR, CS_ERROR_CANCELLED))
    cs_tell (window_of (self), _ ("These files cannot be looked into"), error->message);
  show_chosen (self);
  show_result (self);
  if (self->context_by > CS_CONTEXT_BY_NONE && self->chosen != NULL)
    regroup (self); /* says "changed" */
  else
    g_signal_emit (self, changed_signal, 0);
}

static void
stop (CsSourcesPage *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (self->regrouping != NULL)
    g_cancellable_cancel (self->regrouping);
  g_clear_object (&self->regrouping);
}

static void
look (CsSourcesPage *self)
{
  stop (self);
  cs_contents_list_set_plan (self->contents, NULL); /* its rows go before what they show */
  g_clear_pointer (&self->chosen, cs_intake_plan_unref);
  g_clear_pointer (&self->result, cs_intake_result_free);
  CsIntakeOrder *order = cs_sources_page_order (self);
  if (order != NULL && self->session != NULL) {
    order->look = TRUE;
    order->context_by = CS_CONTEXT_BY_NONE; /* every text is among what comes in at first */
    self->looking = g_cancellable_new ();
    CsJobSpec spec = { .title = _ ("Looking at the files"),
                       .run = cs_intake_job,
                       .data = order,
                       .free_data = cs_intake_order_free,
                       .free_result = cs_intake_result_free };
    gtk_label_set_label (GTK_LABEL (self->busy_words), "");
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), 0);
    cs_session_run_async (self->session, &spec, self->looking, looked_cb, g_object_ref (self));
  }
  show_chosen (self);
  show_result (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
progress_cb (CsSession *session, const char *title, double fraction, const char *words,
             CsSourcesPage *self)
{
  if (self->looking == NULL || title == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->busy_words), words != NULL ? words : "");
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), MAX (fraction, 0));
}

static void
stop_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSourcesPage *self = CS_SOURCES_PAGE (widget);
  g_ptr_array_set_size (self->paths, 0);
  look (self);
}

/* --- cases, and what is left out --- */

static CsCaseBy
case_by (CsSourcesPage *self)
{
  guint n = adw_combo_row_get_selected (ADW_COMBO_ROW (self->by));
  return ways[MIN (n, G_N_ELEMENTS (ways) - 1)];
}

/* By nothing else than a table is a plan refused. */
static void
refuse_csv (CsSourcesPage *self, const GError *error)
{
  cs_tell (window_of (self), _ ("This table cannot be used"), error->message);
  g_clear_pointer (&self->csv, g_free);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->by), self->by_before);
}

static void
regrouped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsSourcesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer plan = NULL;
  cs_session_run_finish (CS_SESSION (source), result, &plan, &error);
  if (self->regrouping != g_task_get_cancellable (G_TASK (result))) {
    cs_intake_plan_unref (plan);
    return;
  }
  g_clear_object (&self->regrouping);
  if (plan == NULL) {
    refuse_csv (self, error);
    return;
  }
  cs_intake_plan_unref (self->chosen);
  self->chosen = plan;
  cs_contents_list_set_chosen (self->contents, plan);
  cs_found_rows_show (GTK_LIST_BOX (self->found_rows), self->chosen, self->result, self->encoding);
  show_beside (self);
  g_signal_emit (self, changed_signal, 0);
}

/* The files are not read again for it. */
static void
regroup (CsSourcesPage *self)
{
  if (self->result == NULL || self->session == NULL)
    return;
  CsRegroupOrder *order = g_new0 (CsRegroupOrder, 1);
  GHashTableIter iter;
  gpointer hash;
  order->files = g_ptr_array_ref (self->result->report->plan->files);
  order->left_out = cs_hash_set_new ();
  order->case_by = case_by (self);
  order->context_by = self->context_by;
  order->csv = g_strdup (self->csv);
  g_hash_table_iter_init (&iter, cs_contents_list_left_out (self->contents));
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    cs_hash_set_add (order->left_out, hash);
  CsJobSpec spec = { .run = cs_regroup_job,
                     .data = order,
                     .free_data = cs_regroup_order_free,
                     .free_result = (GDestroyNotify)cs_intake_plan_unref };
  if (self->regrouping != NULL)
    g_cancellable_cancel (self->regrouping);
  g_clear_object (&self->regrouping);
  self->regrouping = g_cancellable_new ();
  cs_session_run_async (self->session, &spec, self->regrouping, regrouped_cb, g_object_ref (self));
  g_signal_emit (self, changed_signal, 0);
}

static void
contents_cb (CsContentsList *contents, CsSourcesPage *self)
{
  regroup (self);
}

static void
show_csv (CsSourcesPage *self)
{
  g_autofree char *name = self->csv != NULL ? g_filename_display_basename (self->csv) : NULL;
  g_autofree char *words = name != NULL ? g_strdup_printf (_ ("As “%s” says"), name) : NULL;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->by),
                               words != NULL ? words : _ ("What one person reads at a time"));
}

static void
csv_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsSourcesPage) self = user_data;
  self->csv = cs_choose_file_finish (result, NULL);
  if (self->csv == NULL) {
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->by), self->by_before);
  } else {
    /* Its columns are somebody's word; what they give is shown, and can be left. */
    self->context_by = MAX (self->context_by, CS_CONTEXT_BY_TABLE);
    regroup (self);
  }
  show_csv (self);
}

static void
by_cb (GObject *object, GParamSpec *pspec, CsSourcesPage *self)
{
  g_clear_pointer (&self->csv, g_free);
  show_csv (self);
  if (case_by (self) == CS_CASE_BY_CSV) {
    cs_choose_file_async (window_of (self), CS_CHOOSE_FILE, _ ("Choose a Table of Cases"), NULL,
                          csv_chosen_cb, g_object_ref (self));
    return;
  }
  self->by_before = adw_combo_row_get_selected (ADW_COMBO_ROW (self->by));
  regroup (self);
}

/* The first choice is nothing; where there is no table, its choice is not there. */
static void
beside_cb (GObject *object, GParamSpec *pspec, CsSourcesPage *self)
{
  guint n = adw_combo_row_get_selected (ADW_COMBO_ROW (self->beside));
  if (self->filling || self->chosen == NULL || n >= G_N_ELEMENTS (besides))
    return;
  CsContextBy by =
      besides[n > 0 && !self->chosen->table_says ? MIN (n + 1, G_N_ELEMENTS (besides) - 1) : n];
  if (by == self->context_by)
    return;
  self->context_by = by;
  regroup (self);
}

static void
way_cb (GObject *object, GParamSpec *pspec, CsSourcesPage *self)
{
  if (self->paths->len > 0)
    look (self);
}

/* --- choosing --- */

void
cs_sources_page_add (CsSourcesPage *self, const char *const *paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (self->paths, paths[i], g_str_equal, NULL))
      g_ptr_array_add (self->paths, g_strdup (paths[i]));
  look (self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsSourcesPage) self = user_data;
  g_autofree char *lines = cs_choose_file_finish (result, NULL);
  if (lines == NULL)
    return;
  g_auto (GStrv) paths = g_strsplit (lines, "\n", -1);
  cs_sources_page_add (self, (const char *const *)paths);
}

static void
choose_folder_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSourcesPage *self = CS_SOURCES_PAGE (widget);
  cs_choose_file_async (window_of (self), CS_CHOOSE_FOLDER, _ ("Choose a Folder"), NULL, chosen_cb,
                        g_object_ref (self));
}

static void
choose_files_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsSourcesPage *self = CS_SOURCES_PAGE (widget);
  cs_choose_file_async (window_of (self), CS_CHOOSE_FILES, _ ("Choose Files"), NULL, chosen_cb,
                        g_object_ref (self));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, CsSourcesPage *self)
{
  g_autoptr (GPtrArray) paths = cs_drop_paths (value);
  if (paths->len == 1 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  cs_sources_page_add (self, (const char *const *)paths->pdata);
  return TRUE;
}

/* What was looked at is what is taken, but for what is left out. */
static void
choose_files (CsSourcesPage *self, CsIntakeOrder *order)
{
  GHashTable *left_out = cs_contents_list_left_out (self->contents);
  if (self->result == NULL)
    return;
  const GPtrArray *files = self->result->report->plan->files;
  order->take = cs_hash_set_new ();
  order->leave = cs_hash_set_new ();
  for (guint i = 0; i < files->len; i++) {
    const CsHash *hash = &((const CsIntakeFile *)files->pdata[i])->blob.hash;
    cs_hash_set_add (g_hash_table_contains (left_out, hash) ? order->leave : order->take, hash);
  }
}

CsIntakeOrder *
cs_sources_page_order (CsSourcesPage *self)
{
  if (self->paths->len == 0)
    return NULL;
  CsIntakeOrder *order = g_new0 (CsIntakeOrder, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; i < self->paths->len; i++)
    g_strv_builder_add (builder, self->paths->pdata[i]);
  order->paths = g_strv_builder_end (builder);
  order->link = !gtk_switch_get_active (GTK_SWITCH (self->copy));
  order->case_by = case_by (self);
  order->context_by = self->context_by;
  order->csv = g_strdup (self->csv);
  order->encoding = g_strdup (self->encoding);
  choose_files (self, order);
  return order;
}

const CsIntakeResult *
cs_sources_page_result (CsSourcesPage *self)
{
  return self->result;
}

const CsIntakePlan *
cs_sources_page_chosen (CsSourcesPage *self)
{
  return self->chosen;
}

gboolean
cs_sources_page_is_busy (CsSourcesPage *self)
{
  return self->looking != NULL || self->regrouping != NULL;
}

void
cs_sources_page_set_session (CsSourcesPage *self, CsSession *session)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect (session, "progress", G_CALLBACK (progress_cb), self);
}

/* --- life --- */

static void
cs_sources_page_dispose (GObject *object)
{
  CsSourcesPage *self = CS_SOURCES_PAGE (object);
  stop (self);
  cs_sources_page_set_session (self, NULL);
  if (self->contents != NULL)
    cs_contents_list_set_plan (self->contents, NULL);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_SOURCES_PAGE);
  G_OBJECT_CLASS (cs_sources_page_parent_class)->dispose (object);
}

static void
cs_sources_page_finalize (GObject *object)
{
  CsSourcesPage *self = CS_SOURCES_PAGE (object);
  g_ptr_array_unref (self->paths);
  g_free (self->encoding);
  g_free (self->csv);
  cs_intake_plan_unref (self->chosen);
  cs_intake_result_free (self->result);
  G_OBJECT_CLASS (cs_sources_page_parent_class)->finalize (object);
}

static void
cs_sources_page_root (GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GTK_WIDGET_CLASS (cs_sources_page_parent_class)->root (widget);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), widget, 0);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (widget)),
                             GTK_EVENT_CONTROLLER (target));
}

static void
cs_sources_page_class_init (CsSourcesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_sources_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_sources_page_finalize;
  widget_class->root = cs_sources_page_root;
  g_type_ensure (CS_TYPE_CONTENTS_LIST);
  changed_signal = g_signal_new ("changed", CS_TYPE_SOURCES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-sources-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, name);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, line);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, folder);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, files);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, clear);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, busy);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, busy_words);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, found);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, found_rows);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, contents);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, contents_box);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, ways);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, by);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, beside);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, copy);
  gtk_widget_class_bind_template_child (widget_class, CsSourcesPage, note);
  gtk_widget_class_bind_template_callback (widget_class, way_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_cb);
  gtk_widget_class_bind_template_callback (widget_class, beside_cb);
  gtk_widget_class_bind_template_callback (widget_class, contents_cb);
  gtk_widget_class_install_action (widget_class, "sources.folder", NULL, choose_folder_cb);
  gtk_widget_class_install_action (widget_class, "sources.files", NULL, choose_files_cb);
  gtk_widget_class_install_action (widget_class, "sources.doubtful", NULL, doubtful_cb);
  gtk_widget_class_install_action (widget_class, "sources.duplicates", NULL, duplicates_cb);
  gtk_widget_class_install_action (widget_class, "sources.encoding", NULL, encoding_cb);
  gtk_widget_class_install_action (widget_class, "sources.clear", NULL, stop_cb);
}

static void
cs_sources_page_init (CsSourcesPage *self)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_chosen (self);
  show_result (self);
}
