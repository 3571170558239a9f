/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of CsIndex, for the files cs-index*.c. */
#pragma once

#include "cs-index.h"

typedef struct {
  gint64 through;      /* local id of the last event folded */
  CsHash through_hash; /* its hash */
  gint64 count;        /* events folded */
  gint64 last_at;      /* highest logical time */
} CsIndexProgress;

struct _CsIndex {
  CsStore *store;
  CsDb *db;
  CsIndexProgress progress;
  gboolean has_project;
  CsWorkflow *workflow;
};

/* All tables, NULL-terminated. */
extern const char *const cs_index_tables[];
