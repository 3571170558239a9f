/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-import-preview.h"
#include "cs-intake-tree.h"

/* --- one item --- */

static CsJson *
notes_json (guint notes)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < CS_PLAN_NOTES; i++)
    if (notes & (1u << i))
      cs_json_append (list, cs_json_new_string (cs_plan_note_nick (i)));
  return list;
}

static CsJson *
item_json (const CsPlanItem *item)
{
  CsJson *json = cs_json_new_object ();
  cs_json_put_int (json, "bytes", item->bytes);
  cs_json_put_string (json, "case", item->case_title);
  cs_json_put_int (json, "files", item->files->len);
  cs_json_put_int (json, "frames", item->frames);
  cs_json_put_string (json, "kind", item->kind);
  cs_json_put_string (json, "modality", cs_plan_item_id (item, "modality"));
  cs_json_put (json, "notes", notes_json (item->notes));
  cs_json_put_string (json, "series", cs_plan_item_id (item, "series_uid"));
  cs_json_put_string (json, "title", item->title);
  return json;
}

static void
print_item (CsCli *cli, const CsPlanItem *item, guint depth)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  for (guint i = 0; i < CS_PLAN_NOTES; i++)
    if (item->notes & (1u << i))
      g_string_append_printf (notes, "%s%s", notes->len > 0 ? ", " : "", cs_plan_note_nick (i));
  cs_cli_print (cli, "%*s%s %s, %u file%s, case \"%s\"%s%s", (int)depth * 2, "", item->kind,
                item->title, item->files->len, item->files->len == 1 ? "" : "s", item->case_title,
                notes->len > 0 ? ": " : "", notes->str);
}

/* --- the tree --- */

static void
give_node (CsCli *cli, const CsIntakeNode *node, CsJson *json, guint depth)
{
  CsJson *items = cs_json_new_array (), *studies = cs_json_new_array ();
  for (guint i = 0; i < node->children->len; i++) {
    const CsIntakeNode *child = node->children->pdata[i];
    if (child->level == CS_NODE_ITEM) {
      print_item (cli, child->item, depth);
      cs_json_append (items, item_json (child->item));
      continue;
    }
    CsJson *below = cs_json_new_object ();
    cs_cli_print (cli, "%*sStudy %s", (int)depth * 2, "", child->title);
    cs_json_put_string (below, "study", child->title);
    give_node (cli, child, below, depth + 1);
    cs_json_append (studies, below);
  }
  cs_json_put (json, "items", items);
  if (node->level == CS_NODE_PATIENT)
    cs_json_put (json, "studies", studies);
  else
    cs_json_unref (studies);
}

static CsJson *
count_notes (CsCli *cli, const CsIntakePlan *plan)
{
  static const char *const words[CS_PLAN_NOTES] = {
    "a patient is named in the header of",
    "the header says that words are burnt into the picture of",
    "there is no scale in the header of",
    "how the picture lies in the patient is not said in the header of",
    "the project has the series in part of",
    "there are warnings about the series of",
  };
  CsJson *json = cs_json_new_object ();
  for (guint n = 0; n < CS_PLAN_NOTES; n++) {
    guint count = 0;
    for (guint i = 0; i < plan->items->len; i++)
      count += (((const CsPlanItem *)plan->items->pdata[i])->notes & (1u << n)) != 0;
    cs_json_put_int (json, cs_plan_note_nick (n), count);
    if (count > 0)
      cs_cli_print (cli, "  %s: %s %u item%s", cs_plan_note_nick (n), words[n], count,
                    count == 1 ? "" : "s");
  }
  return json;
}

/* What it says, not: it is read by who may, see "context". */
static CsJson *
give_context (CsCli *cli, const CsIntakePlan *plan)
{
  CsJson *list = cs_json_new_array ();
  if (plan->context->len > 0)
    cs_cli_print (cli, "Beside the cases");
  for (guint i = 0; i < plan->context->len; i++) {
    const CsPlanContext *context = plan->context->pdata[i];
    CsJson *json = cs_json_new_object (), *files = cs_json_new_array ();
    cs_json_put_string (json, "case", context->case_title);
    cs_json_put_string (json, "part", context->part);
    for (guint k = 0; k < context->files->len; k++) {
      const CsIntakeFile *file = context->files->pdata[k];
      cs_json_append (files, cs_json_new_string (file->name));
      cs_cli_print (cli, "  %s %s, case \"%s\"", context->part, file->name, context->case_title);
    }
    if (context->text != NULL)
      cs_cli_print (cli, "  %s out of the table, case \"%s\"", context->part, context->case_title);
    cs_json_put (json, "files", files);
    cs_json_append (list, json);
  }
  return list;
}

/* What no way was asked for, but another one would find. */
static void
propose (CsCli *cli, const CsIntakePlan *plan)
{
  guint table = plan->n_reports[CS_CONTEXT_BY_TABLE], stem = plan->n_reports[CS_CONTEXT_BY_STEM];
  guint folder = plan->n_reports[CS_CONTEXT_BY_FOLDER], taken = 0;
  CsJson *json = cs_json_new_object ();
  for (guint i = 0; i < plan->context->len; i++)
    taken += ((const CsPlanContext *)plan->context->pdata[i])->files->len;
  cs_json_put_int (json, "folder", folder);
  cs_json_put_int (json, "stem", stem);
  cs_json_put_int (json, "table", table);
  cs_json_put (cs_cli_data (cli), "could_be_reports", json);
  if (MAX (table, folder) > taken)
    cs_cli_print (cli,
                  "Texts that could be reports of a case: %u with --context table, %u with "
                  "stem, %u with folder.",
                  table, stem, folder);
}

void
cs_import_preview (CsCli *cli, const CsIntakePlan *plan)
{
  g_autoptr (CsIntakeNode) root = cs_intake_tree_new (plan);
  CsJson *patients = cs_json_new_array ();
  for (guint i = 0; i < root->children->len; i++) {
    const CsIntakeNode *node = root->children->pdata[i];
    CsJson *json = cs_json_new_object ();
    if (node->title != NULL)
      cs_cli_print (cli, "Patient %s", node->title);
    else
      cs_cli_print (cli, "No patient in the header");
    cs_json_put_string (json, "patient", node->title);
    give_node (cli, node, json, 1);
    cs_json_append (patients, json);
  }
  cs_json_put (cs_cli_data (cli), "patients", patients);
  cs_json_put (cs_cli_data (cli), "context", give_context (cli, plan));
  cs_json_put (cs_cli_data (cli), "notes", count_notes (cli, plan));
  propose (cli, plan);
}
