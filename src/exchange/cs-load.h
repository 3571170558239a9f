/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of an interchange file into a project, as somebody's draft or as suggestions. What does not
 * fit is told and left out; nothing is guessed. On the project's thread. */
#pragma once

#include "cs-format.h"
#include "cs-project.h"

typedef struct {
  const CsFormat *format;
  const char *const *paths; /* NULL-terminated */
  gboolean suggest;         /* beside the cases, instead of into the signer's drafts */
  const char *model;        /* with SUGGEST: who proposes; NULL: the format's id */
} CsLoad;

typedef struct {
  guint64 items, marks; /* in the files */
  guint64 loaded_marks, loaded_answers;
  guint64 left_out; /* items, marks, attributes and answers that were not taken over */
  guint cases;      /* that got something */
} CsLoadCounts;

/* All paths are one act: one operation or suggestion a case, all cases in one transaction. FALSE
 * with ERROR, and nothing is loaded, when a file cannot be read at all or the project refuses. */
gboolean cs_load (CsProject *project, const CsLoad *load, GPtrArray *problems,
                  GCancellable *cancellable, CsLoadCounts *ret_counts, GError **error);
