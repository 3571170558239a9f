/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-rules-page.h"
#include "cs-dialogs.h"
#include "cs-label-row.h"
#include "cs-schema-ready.h"

#include <glib/gi18n.h>
#include <string.h>

struct _CsRulesPage {
  AdwBin parent_instance;
  GtkWidget *labels, *write, *schema_row, *schema_clear, *ready, *guideline_row, *guideline_clear,
      *name, *folder_row;
  CsSession *session;
  CsSchema *schema; /* of a file; NULL: the labels are written */
  CsPlanGuideline *guideline;
  char *folder;
  gboolean texts, own_name, proposing, twice;
};

G_DEFINE_FINAL_TYPE (CsRulesPage, cs_rules_page, ADW_TYPE_BIN)

static guint changed_signal;

static GtkWindow *
window_of (CsRulesPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* --- labels --- */

/* "Ground glass" -> "ground-glass"; never NULL, perhaps "". */
static char *
key_from (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, NULL);
  GString *key = g_string_new (NULL);
  for (const char *p = ascii; *p != '\0' && key->len < 40; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (key, g_ascii_tolower (*p));
    else if (key->len > 0 && key->str[key->len - 1] != '-')
      g_string_append_c (key, '-');
  while (key->len > 0 && key->str[key->len - 1] == '-')
    g_string_truncate (key, key->len - 1);
  return g_string_free (key, FALSE);
}

/* Unlike those in TAKEN, to which it is added. Owned by TAKEN. */
static const char *
new_key (GHashTable *taken, const char *name)
{
  g_autofree char *wanted = key_from (name);
  g_autofree char *base = *wanted != '\0' ? g_strdup (wanted) : g_strdup ("label");
  char *key = g_strdup (base);
  for (guint n = 2; g_hash_table_contains (taken, key); n++) {
    g_free (key);
    key = g_strdup_printf ("%s-%u", base, n);
  }
  g_hash_table_add (taken, key);
  return key;
}

static CsSchema *
written_schema (CsRulesPage *self, GError **error)
{
  g_autoptr (CsJson) json = cs_json_new_object ();
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  CsJson *labels = cs_json_new_array ();
  cs_json_put_string (json, "format", CS_SCHEMA_FORMAT);
  cs_json_put_string (json, "name", _ ("Labels"));
  cs_json_put (json, "labels", labels);
  for (GtkWidget *row = gtk_widget_get_first_child (self->labels); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    g_autofree char *name = cs_label_row_name (CS_LABEL_ROW (row));
    if (*name != '\0')
      cs_json_append (labels, cs_label_row_to_json (CS_LABEL_ROW (row), new_key (taken, name)));
  }
  g_autofree char *text = cs_json_to_pretty (json);
  return cs_schema_read (text, strlen (text), error);
}

static gboolean
any_label (CsRulesPage *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->labels); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    g_autofree char *name = cs_label_row_name (CS_LABEL_ROW (row));
    if (*name != '\0')
      return TRUE;
  }
  return FALSE;
}

/* The second row of a name says so; TRUE when there is one. */
static gboolean
find_twice (CsRulesPage *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean any = FALSE;
  for (GtkWidget *row = gtk_widget_get_first_child (self->labels); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    g_autofree char *name = cs_label_row_name (CS_LABEL_ROW (row));
    gboolean twice = *name != '\0' && !g_hash_table_add (names, cs_label_name_folded (name));
    cs_label_row_set_twice (CS_LABEL_ROW (row), twice);
    any |= twice;
  }
  return any;
}

static void
changed (CsRulesPage *self)
{
  self->twice = find_twice (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
label_changed_cb (CsLabelRow *row, CsRulesPage *self)
{
  changed (self);
}

static void
label_remove_cb (CsLabelRow *row, CsRulesPage *self)
{
  gtk_list_box_remove (GTK_LIST_BOX (self->labels), GTK_WIDGET (row));
  changed (self);
}

static GtkWidget *
add_label (CsRulesPage *self)
{
  GtkWidget *row = cs_label_row_new (self->texts);
  g_signal_connect (row, "changed", G_CALLBACK (label_changed_cb), self);
  g_signal_connect (row, "remove", G_CALLBACK (label_remove_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (self->labels), row);
  return row;
}

static void
add_label_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_grab_focus (add_label (CS_RULES_PAGE (widget)));
}

/* --- files --- */

static void
show_files (CsRulesPage *self)
{
  g_autofree char *labels =
      self->schema != NULL
          ? g_strdup_printf (ngettext ("%u label", "%u labels", self->schema->n_labels),
                             self->schema->n_labels)
          : g_strdup (_ ("Labels with attributes and ties, as a file"));
  gtk_widget_set_visible (self->write, self->schema == NULL);
  gtk_widget_set_visible (self->schema_clear, self->schema != NULL);
  gtk_widget_set_visible (self->guideline_clear, self->guideline != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->schema_row),
                                 self->schema != NULL ? cs_schema_name (self->schema)
                                                      : _ ("Label schema"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->schema_row), labels);
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (self->guideline_row),
      self->guideline != NULL ? cs_guideline_name (self->guideline->guideline) : _ ("Guideline"));
  changed (self);
}

static void
schema_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    cs_tell (window_of (self), _ ("This is no label schema"), error->message);
    return;
  }
  g_clear_pointer (&self->schema, cs_schema_unref);
  self->schema = value;
  show_files (self);
}

static void
guideline_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    cs_tell (window_of (self), _ ("This guideline cannot be read"), error->message);
    return;
  }
  cs_plan_guideline_free (self->guideline);
  self->guideline = value;
  show_files (self);
}

/* One path of a chooser's answer; NULL when nothing was chosen. */
static char *
one_path (GAsyncResult *result)
{
  char *lines = cs_choose_file_finish (result, NULL);
  char *end = lines != NULL ? strchr (lines, '\n') : NULL;
  if (end != NULL)
    *end = '\0';
  return lines;
}

static void
schema_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsRulesPage) self = user_data;
  char *path = one_path (result);
  if (path == NULL || self->session == NULL)
    return;
  CsJobSpec spec = { .run = cs_plan_schema_job,
                     .data = path,
                     .free_data = g_free,
                     .free_result = (GDestroyNotify)cs_schema_unref };
  cs_session_run_async (self->session, &spec, NULL, schema_read_cb, g_object_ref (self));
}

static void
guideline_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsRulesPage) self = user_data;
  char *path = one_path (result);
  if (path == NULL || self->session == NULL)
    return;
  CsJobSpec spec = { .run = cs_plan_guideline_job,
                     .data = path,
                     .free_data = g_free,
                     .free_result = cs_plan_guideline_free };
  cs_session_run_async (self->session, &spec, NULL, guideline_read_cb, g_object_ref (self));
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsRulesPage) self = user_data;
  char *path = one_path (result);
  if (path == NULL)
    return;
  g_free (self->folder);
  self->folder = path;
  g_autofree char *shown = g_filename_display_name (path);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->folder_row), shown);
  changed (self);
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsRulesPage *self = CS_RULES_PAGE (widget);
  if (g_str_equal (name, "rules.schema"))
    cs_choose_file_async (window_of (self), CS_CHOOSE_FILES, _ ("Choose a Label Schema"), NULL,
                          schema_chosen_cb, g_object_ref (self));
  else if (g_str_equal (name, "rules.guideline"))
    cs_choose_file_async (window_of (self), CS_CHOOSE_FILES, _ ("Choose a Guideline"), NULL,
                          guideline_chosen_cb, g_object_ref (self));
  else
    cs_choose_file_async (window_of (self), CS_CHOOSE_FOLDER, _ ("Choose a Folder"), NULL,
                          folder_chosen_cb, g_object_ref (self));
}

static void
ready_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsRulesPage *self = CS_RULES_PAGE (widget);
  CsSchema *schema = cs_schema_ready_new (g_variant_get_string (target, NULL), NULL);
  if (schema == NULL)
    return;
  cs_schema_unref (self->schema);
  self->schema = schema;
  show_files (self);
}

static GMenuModel *
ready_menu (void)
{
  GMenu *menu = g_menu_new ();
  for (const CsSchemaReady *ready = cs_schemas_ready; ready->key != NULL; ready++) {
    g_autoptr (CsSchema) schema = cs_schema_ready_new (ready->key, NULL);
    g_autofree char *action = g_strdup_printf ("rules.ready::%s", ready->key);
    if (schema != NULL)
      g_menu_append (menu, cs_schema_name (schema), action);
  }
  return G_MENU_MODEL (menu);
}

static void
clear_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsRulesPage *self = CS_RULES_PAGE (widget);
  if (g_str_equal (name, "rules.clear-schema"))
    g_clear_pointer (&self->schema, cs_schema_unref);
  else
    g_clear_pointer (&self->guideline, cs_plan_guideline_free);
  show_files (self);
}

/* --- name and place --- */

static void
name_cb (GtkEditable *name, CsRulesPage *self)
{
  self->own_name = self->own_name || !self->proposing;
  changed (self);
}

void
cs_rules_page_propose (CsRulesPage *self, const char *name)
{
  if (self->own_name)
    return;
  self->proposing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  self->proposing = FALSE;
}

const char *
cs_rules_page_name (CsRulesPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->name));
}

void
cs_rules_page_set_name (CsRulesPage *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
}

static char *
trimmed_name (CsRulesPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

void
cs_rules_page_set_texts (CsRulesPage *self, gboolean texts)
{
  self->texts = texts;
  if (any_label (self))
    return;
  GtkWidget *row;
  while ((row = gtk_widget_get_first_child (self->labels)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->labels), row);
  add_label (self);
}

const char *
cs_rules_page_missing (CsRulesPage *self)
{
  g_autofree char *name = trimmed_name (self);
  if (self->schema == NULL && !any_label (self))
    return _ ("Name at least one label");
  if (self->schema == NULL && self->twice)
    return _ ("Two labels have the same name");
  return *name == '\0' ? _ ("Give the project a name") : NULL;
}

gboolean
cs_rules_page_fill (CsRulesPage *self, CsProjectPlan *plan, GError **error)
{
  plan->schema = self->schema != NULL ? cs_schema_ref (self->schema) : written_schema (self, error);
  if (plan->schema == NULL)
    return FALSE;
  plan->name = trimmed_name (self);
  g_autofree char *stem = g_strdelimit (g_strdup (plan->name), "/\\", '-');
  g_autofree char *file = g_strconcat (stem, ".countersign", NULL);
  plan->path = g_build_filename (self->folder, file, NULL);
  if (self->guideline != NULL) {
    plan->guideline = g_new0 (CsPlanGuideline, 1);
    plan->guideline->guideline = cs_guideline_ref (self->guideline->guideline);
    plan->guideline->images = g_hash_table_ref (self->guideline->images);
  }
  return TRUE;
}

void
cs_rules_page_set_session (CsRulesPage *self, CsSession *session)
{
  g_set_object (&self->session, session);
}

/* --- life --- */

static void
cs_rules_page_dispose (GObject *object)
{
  CsRulesPage *self = CS_RULES_PAGE (object);
  g_clear_object (&self->session);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_RULES_PAGE);
  G_OBJECT_CLASS (cs_rules_page_parent_class)->dispose (object);
}

static void
cs_rules_page_finalize (GObject *object)
{
  CsRulesPage *self = CS_RULES_PAGE (object);
  g_clear_pointer (&self->schema, cs_schema_unref);
  cs_plan_guideline_free (self->guideline);
  g_free (self->folder);
  G_OBJECT_CLASS (cs_rules_page_parent_class)->finalize (object);
}

static void
cs_rules_page_class_init (CsRulesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_rules_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_rules_page_finalize;
  changed_signal = g_signal_new ("changed", CS_TYPE_RULES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dialogs/cs-rules-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsRulesPage, labels);
  gtk_widget_class_bind_template_child (widget_class, CsRulesPage, write);
  gtk_widget_class_bind_template_child (widget_class, CsRulesPage, schema_row);
  gtk_widget_class_bind_template_child (widget_class, CsRulesPage, schema_clear);
  gtk_widget_class_bind_template_child (widget_class, CsRulesPage, ready);
  gtk_widget_class_bind_template_child (widget_class, CsRulesPage, guideline_row);
  gtk_widget_class_bind_template_child (widget_class, CsRulesPage, guideline_clear);
  gtk_widget_class_bind_template_child (widget_class, CsRulesPage, name);
  gtk_widget_class_bind_template_child (widget_class, CsRulesPage, folder_row);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_install_action (widget_class, "rules.add-label", NULL, add_label_cb);
  gtk_widget_class_install_action (widget_class, "rules.schema", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "rules.ready", "s", ready_cb);
  gtk_widget_class_install_action (widget_class, "rules.guideline", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "rules.folder", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "rules.clear-schema", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "rules.clear-guideline", NULL, clear_cb);
}

static void
cs_rules_page_init (CsRulesPage *self)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  gboolean there = documents != NULL && g_file_test (documents, G_FILE_TEST_IS_DIR);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->folder = g_strdup (there ? documents : g_get_home_dir ());
  g_autofree char *shown = g_filename_display_name (self->folder);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->folder_row), shown);
  g_autoptr (GMenuModel) menu = ready_menu ();
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->ready), menu);
  add_label (self);
  show_files (self);
}
