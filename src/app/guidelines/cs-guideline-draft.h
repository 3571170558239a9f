/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new version of the guideline while somebody writes it: its text and the pictures put into it,
 * in a folder of this machine's state for each project and person. A plain value; the functions
 * that take a desk run on the worker's thread. */
#pragma once

#include "cs-worker.h"

typedef struct {
  char *name; /* as the text shows it */
  CsHash hash;
} CsDraftPicture;

typedef struct {
  char *text;
  char *change;        /* "wording", "clearer", "decisions"; NULL: not said yet */
  gint64 base;         /* the version it began from; 0 for none */
  GPtrArray *pictures; /* CsDraftPicture: those of BASE and those put in since */
} CsGuidelineDraft;

void cs_guideline_draft_free (gpointer draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsGuidelineDraft, cs_guideline_draft_free)
CsGuidelineDraft *cs_guideline_draft_copy (const CsGuidelineDraft *draft);
/* NULL when there is none of that name. */
const CsDraftPicture *cs_guideline_draft_picture (const CsGuidelineDraft *draft, const char *name);
void cs_guideline_draft_add_picture (CsGuidelineDraft *draft, const char *name, const CsHash *hash);

/* What the person on DESK wrote and did not publish; without it, the version in force to begin
 * from; without that, a first line. */
CsGuidelineDraft *cs_guideline_draft_begin (CsDesk *desk, GError **error);
/* Whether DRAFT says what the version in force says, with the same pictures. */
gboolean cs_guideline_draft_is_in_force (CsDesk *desk, const CsGuidelineDraft *draft);
/* Whether they wrote something that is not what is in force. */
gboolean cs_guideline_draft_waits (CsDesk *desk);
gboolean cs_guideline_draft_keep (CsDesk *desk, const CsGuidelineDraft *draft, GError **error);
/* Keeps the bytes of a picture, beside the text. */
gboolean cs_guideline_draft_keep_picture (CsDesk *desk, GBytes *bytes, CsHash *ret_hash,
                                          GError **error);
/* The bytes of a picture of the project or of what was put in. NOT_FOUND when they are gone. */
GBytes *cs_guideline_draft_read_picture (CsDesk *desk, const CsHash *hash, GError **error);
/* A descriptor to read them from, which the caller closes; -1 with ERROR. */
int cs_guideline_draft_open_picture (CsDesk *desk, const CsHash *hash, gint64 *ret_size,
                                     GError **error);
gboolean cs_guideline_draft_discard (CsDesk *desk, GError **error);

/* The same as jobs; of keeping, DATA is the draft. */
gpointer cs_guideline_draft_begin_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);
gpointer cs_guideline_draft_keep_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);
gpointer cs_guideline_draft_discard_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);

/* How it looks so far. */
CsGuideline *cs_guideline_draft_sketch (const CsGuidelineDraft *draft, GError **error);
/* What would be published, with the bytes of its pictures. NOT_FOUND names one that is not there;
 * those that lie elsewhere are named in PROBLEMS. */
CsGuideline *cs_guideline_draft_finish (CsDesk *desk, const CsGuidelineDraft *draft,
                                        GHashTable **ret_images, GPtrArray *problems,
                                        GError **error);
