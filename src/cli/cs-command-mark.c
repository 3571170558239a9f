/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"
#include "cs-item-facts.h"
#include "cs-mark-same.h"
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
put_mark (const CsMarkSet *set, const CsMark *mark, const GPtrArray *items, CsJson *list,
          CsCliTable *table)
{
  const CsItemRow *item = item_of (items, mark);
  g_autofree char *size = size_of (item, mark);
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, mark->id);
  CsJson *json = cs_json_new_object ();
  g_autofree char *same = same_words (set, mark, json);
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

static const CsCliAction actions[] = {
  { "list", "PROJECT CASE", "the marks of your draft, or of the version in force", NULL, 2, 2,
    run_list },
  { "same", "PROJECT CASE ID ID", "two marks show the same lesion, into your draft", NULL, 4, 4,
    run_same },
  { "untie", "PROJECT CASE ID", "a mark shows the same as no other, into your draft", NULL, 3, 3,
    run_untie },
};

const CsCommand cs_command_mark = { "mark", actions, G_N_ELEMENTS (actions) };
