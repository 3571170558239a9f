/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan as patients, their studies and what becomes an item, for whoever shows it. Owned by
 * whoever asked, and goes before the plan; any thread. */
#pragma once

#include "cs-intake-plan.h"

typedef enum {
  CS_NODE_ROOT,    /* children: patients */
  CS_NODE_PATIENT, /* studies; and items that name no study */
  CS_NODE_STUDY,   /* items */
  CS_NODE_ITEM,
} CsNodeLevel;

typedef struct {
  CsNodeLevel level;
  char *title;            /* fit to be shown; NULL: the patient that nobody named */
  GPtrArray *children;    /* of CsIntakeNode, in the order of their first files */
  const CsPlanItem *item; /* of an item */
  guint n_items, n_files;
  gint64 bytes;
  guint notes; /* of all below, see CsPlanNote */
} CsIntakeNode;

CsIntakeNode *cs_intake_tree_new (const CsIntakePlan *plan);
void cs_intake_node_free (CsIntakeNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIntakeNode, cs_intake_node_free)
