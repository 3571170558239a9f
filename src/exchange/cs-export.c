/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-export.h"

#include "cs-export-folder.h"
#include "cs-export-item.h"
#include "cs-items-jsonl.h"
#include "cs-project-control.h"

#include <string.h>

static const char *const least_nicks[] = { "signed", "accepted", "submitted", "any", NULL };

gboolean
cs_export_least_from_nick (const char *nick, CsExportLeast *ret_least, GError **error)
{
  for (guint i = 0; least_nicks[i] != NULL; i++)
    if (g_strcmp0 (nick, least_nicks[i]) == 0) {
      *ret_least = (CsExportLeast)i;
      return TRUE;
    }
  return cs_fail (error, CS_ERROR_INVALID,
                  "\"%s\" is no state; use signed, accepted, submitted or any", nick);
}

const char *
cs_export_least_nick (CsExportLeast least)
{
  return least_nicks[least];
}

const char *
cs_export_case_state (const CsCaseRow *row)
{
  if (row->changed_after_signing)
    return "changed-after-signing";
  switch (row->status) {
  case CS_CASE_SIGNED:
    return "signed";
  case CS_CASE_ACCEPTED:
    return "accepted";
  case CS_CASE_REJECTED:
    return "rejected";
  default:
    break;
  }
  if (row->has_revision && !row->sent_back)
    return "submitted";
  return row->has_revision || row->status == CS_CASE_HELD ? "in-work" : "not-read";
}

static gboolean
goes_out (const CsCaseRow *row, CsExportLeast least)
{
  if (!row->has_revision)
    return FALSE;
  gboolean done = row->status == CS_CASE_SIGNED || row->status == CS_CASE_ACCEPTED;
  switch (least) {
  case CS_EXPORT_SIGNED:
    return row->status == CS_CASE_SIGNED && !row->changed_after_signing;
  case CS_EXPORT_ACCEPTED:
    return done && !row->changed_after_signing;
  case CS_EXPORT_SUBMITTED:
    return !row->sent_back && row->status != CS_CASE_REJECTED;
  default:
    return TRUE;
  }
}

/* --- gathering --- */

static gboolean
add_labels (CsExport *self, CsProject *project, GError **error)
{
  CsSchema *schema = NULL;
  if (!cs_project_schema (project, &schema, NULL, error))
    return FALSE;
  for (guint i = 0; schema != NULL && i < schema->n_labels; i++) {
    const CsLabel *label = &schema->labels[i];
    CsDatasetCategory *category =
        cs_dataset_add_category (self->chosen, label->key, label->name, error);
    if (category == NULL)
      return FALSE;
    category->colour = g_strdup (label->colour);
  }
  self->schema = schema != NULL ? cs_schema_ref (schema) : NULL;
  return TRUE;
}

static CsJson *
facts_of (const CsCaseRow *row)
{
  CsJson *facts = cs_json_new_object ();
  cs_json_put_string (facts, "case_title", row->title);
  if (row->has_revision)
    cs_json_put_hash (facts, "revision", &row->revision);
  return facts;
}

static CsDatasetItem *
add_item (CsDataset *dataset, const CsItemRow *row, const CsCaseRow *owner, GError **error)
{
  CsDatasetItem *item = cs_export_add_item (dataset, row, error);
  if (item != NULL) {
    item->state = g_strdup (cs_export_case_state (owner));
    item->facts = facts_of (owner);
  }
  return item;
}

/* Relations are listed only where there are some; and a label that a later schema dropped is still
 * the label of what was signed. */
static gboolean
know_label (CsExport *self, const char *key)
{
  const CsRelation *relation = self->schema != NULL ? cs_schema_relation (self->schema, key) : NULL;
  return cs_dataset_category (self->chosen, key) != NULL ||
         cs_dataset_add_category (self->chosen, key, relation != NULL ? relation->name : NULL,
                                  NULL) != NULL;
}

static gboolean
add_marks (CsExport *self, const CsMarkSet *set, const char *title, GError **error)
{
  for (guint i = 0; i < set->n_marks; i++) {
    CsMark *mark = set->marks[i];
    CsDatasetItem *item = cs_dataset_item (self->chosen, &mark->item);
    if (item == NULL || !know_label (self, mark->label))
      return cs_fail (error, CS_ERROR_CORRUPT,
                      "%s: mark %" G_GUINT64_FORMAT " names an item that is not in the case", title,
                      mark->id);
    cs_dataset_item_add_mark (item, mark);
  }
  for (guint i = 0; i < set->n_answers; i++) {
    CsDatasetItem *item = cs_dataset_item (self->chosen, &set->answers[i].item);
    if (item != NULL) {
      item->answer = set->answers[i].answer;
      item->note = g_strdup (set->answers[i].note);
    }
  }
  return TRUE;
}

static gboolean
add_case (CsExport *self, CsProject *project, const CsReader *reader, const CsCaseRow *row,
          GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (CsMarkSet) set = cs_project_revision (project, reader, &row->revision, &inner);
  if (set == NULL && g_error_matches (inner, CS_ERROR, CS_ERROR_NOT_FOUND))
    return cs_fail (error, CS_ERROR_DENIED,
                    "%s: you may not see its marks; a reviewer, SME or lead can export it",
                    row->title);
  if (set == NULL) {
    g_propagate_prefixed_error (error, g_steal_pointer (&inner), "%s: ", row->title);
    return FALSE;
  }
  return add_marks (self, set, row->title, error);
}

static void
count_state (CsExport *self, const char *state)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->states, state));
  g_hash_table_insert (self->states, (gpointer)state, GUINT_TO_POINTER (n + 1));
}

static gboolean
add_items (CsExport *self, CsProject *project, const CsReader *reader, GHashTable *cases,
           GError **error)
{
  g_autoptr (GPtrArray) items = cs_project_items (project, reader, error);
  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    const CsCaseRow *row = g_hash_table_lookup (cases, &item->case_gid);
    if (row == NULL)
      continue;
    count_state (self, cs_export_case_state (row));
    if (add_item (self->all, item, row, error) == NULL ||
        (goes_out (row, self->least) && add_item (self->chosen, item, row, error) == NULL))
      return FALSE;
  }
  return TRUE;
}

static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const CsCaseRow *const *one = a, *const *two = b;
  return cs_gid_compare (&(*one)->gid, &(*two)->gid);
}

static gboolean
gather (CsExport *self, CsProject *project, const CsReader *reader, GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GHashTable) by_gid = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  self->cases = cs_project_cases (project, reader, error);
  if (self->cases == NULL || !add_labels (self, project, error))
    return FALSE;
  for (guint i = 0; i < self->cases->len; i++) {
    CsCaseRow *row = self->cases->pdata[i];
    g_hash_table_insert (by_gid, &row->gid, row);
  }
  if (!add_items (self, project, reader, by_gid, error))
    return FALSE;
  for (guint i = self->cases->len; i > 0; i--)
    if (!goes_out (self->cases->pdata[i - 1], self->least))
      g_ptr_array_remove_index (self->cases, i - 1);
  g_ptr_array_sort (self->cases, compare_cases);
  for (guint i = 0; i < self->cases->len; i++) {
    if (g_cancellable_is_cancelled (cancellable))
      return cs_fail (error, CS_ERROR_CANCELLED, "stopped; nothing was written");
    if (!add_case (self, project, reader, self->cases->pdata[i], error))
      return FALSE;
  }
  cs_dataset_settle (self->all);
  cs_dataset_settle (self->chosen);
  return TRUE;
}

CsExport *
cs_export_new (CsProject *project, const CsReader *reader, CsExportLeast least,
               GCancellable *cancellable, GError **error)
{
  if (reader->roles == 0) {
    cs_fail (error, CS_ERROR_DENIED, "only a member of the project may export from it");
    return NULL;
  }
  if (!cs_rules_sees_all (reader)) {
    cs_fail (error, CS_ERROR_DENIED,
             (reader->roles & CS_ROLE_LABELER) == 0
                 ? "an observer sees how far the work is, and not the work; ask a reviewer, an SME "
                   "or a lead"
                 : "who only labels sees their own work only, and an export would not say what is "
                   "missing; ask a reviewer, an SME or a lead");
    return NULL;
  }
  g_autoptr (CsExport) self = g_new0 (CsExport, 1);
  self->least = least;
  self->all = cs_dataset_new ();
  self->chosen = cs_dataset_new ();
  self->chosen->name = g_strdup (cs_project_name (project));
  self->states = g_hash_table_new (g_str_hash, g_str_equal);
  return cs_project_count_controls (project, reader, &self->controls, error) &&
                 gather (self, project, reader, cancellable, error)
             ? g_steal_pointer (&self)
             : NULL;
}

void
cs_export_free (CsExport *self)
{
  if (self == NULL)
    return;
  cs_dataset_free (self->all);
  cs_dataset_free (self->chosen);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_hash_table_unref (self->states);
  cs_schema_unref (self->schema);
  g_free (self);
}

/* --- saying --- */

void
cs_export_losses (const CsExport *self, const CsFormat *format, GPtrArray *problems)
{
  guint all = self->all->items->len, out = self->chosen->items->len, without = 0;
  for (guint i = 0; i < out; i++) {
    const CsDatasetItem *item = g_ptr_array_index (self->chosen->items, i);
    without += strcmp (item->state, "signed") != 0;
  }
  if (without > 0)
    cs_problems_add (problems, CS_SEVERITY_WARNING, "not-signed", NULL,
                     "%u of %u items that go out are not signed off; items.jsonl says which",
                     without, out);
  if (out < all)
    cs_problems_add (problems, CS_SEVERITY_INFO, "left-behind", NULL,
                     "%u of %u items stay behind because they are not %s; items.jsonl lists them",
                     all - out, all,
                     self->least == CS_EXPORT_ANY ? "submitted" : least_nicks[self->least]);
  format->losses (self->chosen, problems);
}

/* --- writing --- */

GBytes *
cs_export_items (const CsExport *self)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < self->all->items->len; i++) {
    const CsDatasetItem *item = g_ptr_array_index (self->all->items, i);
    const CsDatasetItem *out = cs_dataset_item (self->chosen, &item->gid);
    g_autoptr (CsJson) head = NULL, tail = NULL;
    gsize size;
    cs_item_to_json (out != NULL ? out : item, &head, &tail);
    if (out != NULL)
      cs_json_put_int (head, "mark_count", out->marks->len);
    for (guint j = 0; j < cs_json_length (tail); j++)
      cs_json_put (head, cs_json_key_at (tail, j), cs_json_ref (cs_json_member_at (tail, j)));
    g_autofree char *line = cs_json_to_canonical (head, &size);
    g_string_append_len (text, line, (gssize)size);
    g_string_append_c (text, '\n');
  }
  return g_string_free_to_bytes (text);
}

GBytes *
cs_export_format (const CsExport *self, const CsFormat *format, GCancellable *cancellable,
                  GError **error)
{
  if (!(format->flags & CS_FORMAT_WRITES)) {
    cs_fail (error, CS_ERROR_UNSUPPORTED, "%s files are read only, not written", format->label);
    return NULL;
  }
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  if (!format->write (self->chosen, output, cancellable, error) ||
      !g_output_stream_close (output, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

gboolean
cs_export_write (const CsExport *self, const CsFormat *format, const char *dir,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) items = cs_export_items (self);
  g_autoptr (CsExportFolder) folder = cs_export_folder_new (dir, error);
  g_autofree char *path =
      folder != NULL ? cs_export_folder_path (folder, format->file_name, error) : NULL;
  if (path == NULL)
    return FALSE;
  return (cs_export_folder_add (folder, "items.jsonl", items, error) &&
          cs_format_write_path (format, self->chosen, path, cancellable, error) &&
          cs_export_folder_finish (folder, error)) ||
         cs_export_folder_failed (folder, error);
}
