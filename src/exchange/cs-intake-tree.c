/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-tree.h"
#include "cs-source-name.h"

static CsIntakeNode *
node_new (CsNodeLevel level, const char *title)
{
  CsIntakeNode *node = g_new0 (CsIntakeNode, 1);
  node->level = level;
  node->title = title != NULL ? cs_source_name_join ("", title) : NULL;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_intake_node_free);
  return node;
}

void
cs_intake_node_free (CsIntakeNode *node)
{
  if (node == NULL)
    return;
  g_ptr_array_unref (node->children);
  g_free (node->title);
  g_free (node);
}

/* The child of PARENT for ID (NULL: the one that nobody named), made when it is new. KNOWN finds
 * it by KEY, which it takes over. */
static CsIntakeNode *
child_of (CsIntakeNode *parent, GHashTable *known, char *key, CsNodeLevel level, const char *id)
{
  g_autofree char *owned = key;
  CsIntakeNode *node = g_hash_table_lookup (known, key);
  if (node != NULL)
    return node;
  node = node_new (level, id);
  g_ptr_array_add (parent->children, node);
  g_hash_table_insert (known, g_steal_pointer (&owned), node);
  return node;
}

static void
count (CsIntakeNode *node, const CsPlanItem *item)
{
  node->n_items++;
  node->n_files += item->files->len;
  node->bytes += item->bytes;
  node->notes |= item->notes;
}

static void
sort_in (CsIntakeNode *root, GHashTable *known, const CsPlanItem *item)
{
  const char *patient = cs_plan_item_id (item, "patient_id");
  const char *study = cs_plan_item_id (item, "study_uid");
  char *key = patient != NULL ? g_strconcat ("p", patient, NULL) : g_strdup ("");
  CsIntakeNode *above = child_of (root, known, key, CS_NODE_PATIENT, patient);
  count (root, item);
  count (above, item);
  if (study != NULL) {
    above = child_of (above, known, g_strdup_printf ("%p %s", (void *)above, study), CS_NODE_STUDY,
                      study);
    count (above, item);
  }
  CsIntakeNode *node = node_new (CS_NODE_ITEM, item->title);
  node->item = item;
  count (node, item);
  g_ptr_array_add (above->children, node);
}

CsIntakeNode *
cs_intake_tree_new (const CsIntakePlan *plan)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  CsIntakeNode *root = node_new (CS_NODE_ROOT, NULL);
  for (guint i = 0; i < plan->items->len; i++)
    sort_in (root, known, plan->items->pdata[i]);
  return root;
}
