/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"
#include "cs-item-facts.h"
#include "cs-mark-change.h"
#include "cs-mark-same.h"
#include "cs-removal.h"
#include "cs-work.h"

/* --- list --- */

static const CsItemRow *
item_of (const GPtrArray *items, const CsMark *mark)
{
  for (guint i = 0; i < items->len; i++)
    if (cs_gid_equal (&((CsItemRow *)items->pdata[i])->gid, &mark->item))
      return items->pdata[i];
  return NULL;
}

/* As the file of its picture measures it; NULL without a size. */
static char *
size_of (const CsItemRow *item, const CsMark *mark)
{
  g_autoptr (CsProbe) probe = item != NULL && mark->kind->target == CS_MARK_TARGET_IMAGE
                                  ? cs_item_facts_probe (item->facts, mark->part, NULL)
                                  : NULL;
  gboolean known = probe != NULL && mark->frame < cs_probe_facts (probe)->frames;
  return cs_mark_size_short (mark,
                             known ? &cs_probe_frame_facts (probe, mark->frame)->geometry : NULL);
}

/* The others of its lesion into JSON, and for a person. */
static char *
same_words (const CsMarkSet *set, const CsMark *mark, CsJson *json)
{
  g_autoptr (GPtrArray) group = cs_mark_same_group (set, mark->id);
  g_autoptr (GString) words = g_string_new (NULL);
  CsJson *list = cs_json_new_array ();
  cs_json_put (json, "same", list);
  for (guint i = 0; i < group->len; i++) {
    guint64 id = ((const CsMark *)group->pdata[i])->id;
    cs_json_append (list, cs_json_new_int ((gint64)id));
    g_string_append_printf (words, "%s%" G_GUINT64_FORMAT, i > 0 ? ", " : "same as ", id);
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
put_attributes (CsJson *json, const CsMark *mark)
{
  if (mark->attributes != NULL)
    cs_json_put (json, "attributes", cs_json_ref (mark->attributes));
}

static void
put_mark (const CsMarkSet *set, const CsMark *mark, const GPtrArray *items, CsJson *list,
          CsCliTable *table)
{
  const CsItemRow *item = item_of (items, mark);
  g_autofree char *size = size_of (item, mark);
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, mark->id);
  CsJson *json = cs_json_new_object ();
  g_autofree char *same = same_words (set, mark, json);
  put_attributes (json, mark);
  cs_json_put_int (json, "id", (gint64)mark->id);
  cs_json_put_gid (json, "item", &mark->item);
  cs_json_put_string (json, "kind", mark->kind->tag);
  cs_json_put_string (json, "label", mark->label);
  cs_json_put_string (json, "size", size);
  cs_json_append (list, json);
  cs_cli_table_add (table, id, mark->kind->tag, mark->label, size != NULL ? size : "",
                    item != NULL ? item->title : "", same);
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  CsProject *project = cs_cli_member_project (cli, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  g_autoptr (CsMarkSet) set = row != NULL ? cs_project_draft (project, &row->gid, error) : NULL;
  if (set == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, error);
  if (items == NULL)
    return FALSE;
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 6, 4);
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "marks", list);
  for (guint i = 0; i < set->n_marks; i++)
    if (!cs_mark_is_same (set, set->marks[i], NULL, NULL))
      put_mark (set, set->marks[i], items, list, table);
  cs_cli_table_print (table);
  if (cs_json_length (list) == 0)
    cs_cli_print (cli, "No marks on \"%s\" yet.", row->title);
  return TRUE;
}

/* --- same --- */

static gboolean
read_id (CsCli *cli, guint n, guint64 *ret_id, GError **error)
{
  const char *text = cs_cli_argument (cli, n);
  return g_ascii_string_to_unsigned (text, 10, 1, CS_MARK_MAX_ID, ret_id, NULL) ||
         cs_fail (error, CS_ERROR_INVALID,
                  "\"%s\" is no id of a mark; \"mark list\" says which there are", text);
}

static gboolean
run_same (CsCli *cli, GError **error)
{
  guint64 from = 0, to = 0;
  if (!read_id (cli, 2, &from, error) || !read_id (cli, 3, &to, error))
    return FALSE;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  g_autoptr (CsMarkSet) set = row != NULL ? cs_project_draft (project, &row->gid, error) : NULL;
  g_autoptr (CsMarkEdit) edit =
      set != NULL ? cs_mark_same_add (set, from, to, cs_mark_new_id (cs_cli_env (cli)), error)
                  : NULL;
  if (edit == NULL)
    return FALSE;
  if (!cs_project_edit_draft (project, &row->gid, edit, error))
    return cs_cli_refused (row, error);
  cs_cli_print (
      cli, "%" G_GUINT64_FORMAT " shows the same as %" G_GUINT64_FORMAT " in your draft of \"%s\".",
      from, to, row->title);
  return TRUE;
}

static gboolean
run_untie (CsCli *cli, GError **error)
{
  guint64 id = 0;
  if (!read_id (cli, 2, &id, error))
    return FALSE;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  g_autoptr (CsMarkSet) set = row != NULL ? cs_project_draft (project, &row->gid, error) : NULL;
  g_autoptr (CsMarkEdit) edit = set != NULL ? cs_mark_same_remove (set, id, error) : NULL;
  if (edit == NULL)
    return FALSE;
  if (!cs_project_edit_draft (project, &row->gid, edit, error))
    return cs_cli_refused (row, error);
  cs_cli_print (cli,
                "%" G_GUINT64_FORMAT " shows the same as no other mark in your draft of \"%s\".",
                id, row->title);
  return TRUE;
}

/* --- remove --- */

static GArray *
read_ids (CsCli *cli, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 2; i < cs_cli_n_arguments (cli); i++) {
    guint64 id = 0;
    if (!read_id (cli, i, &id, error))
      return NULL;
    g_array_append_val (ids, id);
  }
  return g_steal_pointer (&ids);
}

static gboolean
run_remove (CsCli *cli, GError **error)
{
  g_autoptr (GArray) ids = read_ids (cli, error);
  CsProject *project = ids != NULL ? cs_cli_project (cli, CS_STORE_WRITE, error) : NULL;
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  g_autoptr (CsMarkSet) set = row != NULL ? cs_project_draft (project, &row->gid, error) : NULL;
  g_autoptr (CsMarkEdit) edit =
      set != NULL ? cs_removal_new (set, (const guint64 *)(gpointer)ids->data, ids->len, error)
                  : NULL;
  if (edit == NULL)
    return FALSE;
  if (!cs_project_edit_draft (project, &row->gid, edit, error))
    return cs_cli_refused (row, error);
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "removed", list);
  for (guint i = 0; i < edit->n_remove; i++) {
    const CsMark *mark = cs_mark_set_get (set, edit->remove[i]);
    cs_json_append (list, cs_json_new_int ((gint64)mark->id));
    cs_cli_print (cli, "%" G_GUINT64_FORMAT " (%s, %s) is gone from your draft of \"%s\".",
                  mark->id, mark->kind->tag, mark->label, row->title);
  }
  return TRUE;
}

/* --- set --- */

static const CsAttribute *
find_attribute (const CsSchema *schema, const CsMark *mark, const char *name, GError **error)
{
  guint count = 0;
  const CsAttribute *attributes = cs_schema_attributes (schema, mark, &count);
  g_autoptr (GString) there = g_string_new (NULL);
  for (guint i = 0; i < count; i++) {
    if (g_str_equal (attributes[i].key, name))
      return &attributes[i];
    g_string_append_printf (there, "%s%s", i > 0 ? ", " : "", attributes[i].key);
  }
  cs_fail (error, CS_ERROR_INVALID, "\"%s\" has no attribute \"%s\"; it has %s", mark->label, name,
           count > 0 ? there->str : "none");
  return NULL;
}

/* "NAME=VALUE"; takes MARK. */
static CsMark *
with_value (const CsSchema *schema, CsMark *mark, const char *text, GError **error)
{
  g_autoptr (CsMark) before = mark;
  g_auto (GStrv) ends = g_strsplit (text, "=", 2);
  if (g_strv_length (ends) != 2) {
    cs_fail (error, CS_ERROR_INVALID, "\"%s\" is not NAME=VALUE", text);
    return NULL;
  }
  const CsAttribute *attribute = find_attribute (schema, before, ends[0], error);
  g_autoptr (CsJson) value = attribute != NULL ? cs_attribute_from_text (attribute, ends[1]) : NULL;
  return attribute != NULL ? cs_mark_set_value (schema, before, attribute->key, value, error)
                           : NULL;
}

/* MARK as the options say; one with the same content where they change nothing. */
static CsMark *
changed (CsCli *cli, const CsSchema *schema, const CsMark *mark, GError **error)
{
  const char *key = cs_cli_option (cli, "label"), *given = cs_cli_option (cli, "attribute");
  const CsLabel *label = key != NULL ? cs_schema_label (schema, key) : NULL;
  if (key != NULL && label == NULL) {
    cs_fail (error, CS_ERROR_INVALID, "there is no label \"%s\" in the label schema", key);
    return NULL;
  }
  CsMark *now = label != NULL ? cs_mark_relabel (mark, label, error) : cs_mark_ref (mark);
  g_auto (GStrv) lines = g_strsplit (given != NULL ? given : "", "\n", 0);
  for (guint i = 0; now != NULL && lines[i] != NULL; i++)
    now = with_value (schema, now, lines[i], error);
  return now;
}

static gboolean
put_changed (CsProject *project, const CsCaseRow *row, CsMark *mark, GError **error)
{
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_ptr_array_add (put, mark);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, error);
  return edit != NULL &&
         (cs_project_edit_draft (project, &row->gid, edit, error) || cs_cli_refused (row, error));
}

static gboolean
run_set (CsCli *cli, GError **error)
{
  guint64 id = 0;
  CsSchema *schema = NULL;
  if (cs_cli_option (cli, "label") == NULL && cs_cli_option (cli, "attribute") == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "say what to change: --label LABEL or --attribute NAME=VALUE");
  if (!read_id (cli, 2, &id, error))
    return FALSE;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  g_autoptr (CsMarkSet) set = row != NULL ? cs_project_draft (project, &row->gid, error) : NULL;
  const CsMark *mark = set != NULL ? cs_mark_set_get (set, id) : NULL;
  if (set == NULL || !cs_project_schema (project, &schema, NULL, error))
    return FALSE;
  if (mark == NULL || schema == NULL)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "there is no mark %" G_GUINT64_FORMAT, id);
  g_autoptr (CsMark) after = changed (cli, schema, mark, error);
  if (after == NULL || !put_changed (project, row, after, error))
    return FALSE;
  g_autofree char *values =
      after->attributes != NULL ? cs_json_to_canonical (after->attributes, NULL) : NULL;
  cs_json_put_int (cs_cli_data (cli), "id", (gint64)id);
  cs_json_put_string (cs_cli_data (cli), "label", after->label);
  put_attributes (cs_cli_data (cli), after);
  cs_cli_print (cli, "%" G_GUINT64_FORMAT " is \"%s\"%s%s in your draft of \"%s\".", id,
                after->label, values != NULL ? " " : "", values != NULL ? values : "", row->title);
  return TRUE;
}

static const CsCliOption set_options[] = {
  { "label", "LABEL", "the key of another label of its kind; values that it has not go" },
  { "attribute", "NAME=VALUE",
    "a value, several choices with commas; nothing after = takes it away; may be given again" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "list", "PROJECT CASE", "the marks of your draft, or of the version in force", NULL, 2, 2,
    run_list },
  { "same", "PROJECT CASE ID ID", "two marks show the same lesion, into your draft", NULL, 4, 4,
    run_same },
  { "set", "PROJECT CASE ID [--label LABEL] [--attribute NAME=VALUE]",
    "another label or other values for a mark, into your draft", set_options, 3, 3, run_set },
  { "remove", "PROJECT CASE ID...", "marks that are not to be there, out of your draft", NULL, 3,
    CS_CLI_ANY, run_remove },
  { "untie", "PROJECT CASE ID", "a mark shows the same as no other, into your draft", NULL, 3, 3,
    run_untie },
};

const CsCommand cs_command_mark = { "mark", actions, G_N_ELEMENTS (actions) };
