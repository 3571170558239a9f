/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of an interchange file into a project, as somebody's draft or as suggestions. What does not
 * fit is told and left out; nothing is guessed. On the project's thread. */
#pragma once

#include "cs-format.h"
#include "cs-project.h"

typedef struct {
  const CsFormat *format;
  const char *const *paths; /* NULL-terminated; the same content is loaded once */
  gboolean suggest;         /* beside the cases, instead of into the signer's drafts */
  const char *model;        /* with SUGGEST: who proposes; NULL: the format's id */
} CsLoad;

/* A case that got something. */
typedef struct {
  CsGid gid;
  char *title;
  guint marks, answers;
} CsLoadCase;

typedef struct {
  guint64 items, marks; /* in the files */
  guint64 loaded_marks, loaded_answers;
  guint64 already;    /* marks and answers that the cases had before */
  guint64 left_out;   /* items, marks, attributes and answers that were not taken over */
  guint cases;        /* that got something */
  GPtrArray *touched; /* of CsLoadCase: which they are, by title */
} CsLoadCounts;

void cs_load_counts_clear (CsLoadCounts *counts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsLoadCounts, cs_load_counts_clear)

/* All paths are one act: one operation or suggestion a case, all cases in one transaction. FALSE
 * with ERROR, and nothing is loaded, when a file cannot be read at all or the project refuses. A
 * case that the signer may not work on is told and left out with its marks. What the draft has
 * already, or the same model suggested, with the same label and shape, is counted and not loaded
 * again. */
gboolean cs_load (CsProject *project, const CsLoad *load, GPtrArray *problems,
                  GCancellable *cancellable, CsLoadCounts *ret_counts, GError **error);
