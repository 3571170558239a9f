/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of CsIndex, for the files cs-index*.c. */
#pragma once

#include "cs-index.h"
#include "cs-schema.h"

typedef struct {
  gint64 through;      /* local id of the last event folded */
  CsHash through_hash; /* its hash */
  gint64 count;        /* events folded */
  gint64 last_at;      /* highest logical time */
} CsIndexProgress;

/* Of CsIndex.answers. */
void cs_fold_answer_free (gpointer answer);

struct _CsIndex {
  CsStore *store;
  CsDb *db;
  CsIndexProgress progress;
  gboolean has_project;
  GPtrArray *workflows; /* CsWorkflow by version; NULL: not read yet */
  CsWorkflows all;      /* the same for the rules */
  CsSchema *schema;     /* the one that a version named last */
  CsHash schema_hash;
  /* Of the batch that is under way: */
  gboolean in_batch, has_schema, has_tip;
  CsHash tip;           /* of the sitting that was folded last; not yet written */
  gboolean actor_known; /* the two below; see cs_index_people_changed */
  CsPublicKey actor_key;
  CsReader actor;
  GHashTable *answers; /* CsHash of a question -> what came of it, see cs-fold-revision.c */
  GHashTable *moved;   /* CsGid of a case -> CsHash of the revision whose marks are indexed */
};

/* Indexes mark by mark what is current now in the cases that moved on. */
gboolean cs_index_marks (CsIndex *index, GError **error);

/* Whoever changes the table of people within a batch says so. */
void cs_index_workflows_changed (CsIndex *index);
void cs_index_people_changed (CsIndex *index);

/* All tables, NULL-terminated. */
extern const char *const cs_index_tables[];
