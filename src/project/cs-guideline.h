/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A published guideline: Markdown with its clauses and the pictures it shows, document
 * {"format":"countersign-guideline-1","images":[{"hash","name"}],"name","text"}. Immutable,
 * reference counted, may cross threads; fields are read-only. */
#pragma once

#include "cs-clause.h"
#include "cs-json.h"

#define CS_GUIDELINE_FORMAT "countersign-guideline-1"
#define CS_GUIDELINE_MAX_IMAGE (32 * 1024 * 1024) /* bytes of one picture */

typedef struct {
  const char *name; /* as the Markdown names it: "img/solid.png" */
  CsHash hash;      /* of the picture's bytes: its blob */
} CsGuidelineImage;

typedef struct {
  const char *name, *text;
  const CsClauses *clauses;
  const CsGuidelineImage *images; /* by name */
  guint n_images;
  /*< private >*/
  CsJson *json;
  int refs;
} CsGuideline;

/* From the Markdown TEXT and IMAGES (name -> GBytes, NULL for none; what the text does not show is
 * left out). NOT_FOUND when a picture is not among them; INVALID or LIMIT as cs_clauses_parse says,
 * or for control characters. */
CsGuideline *cs_guideline_new (const char *name, const char *text, gsize size, GHashTable *images,
                               GError **error);
/* The same of TEXT as somebody writes it, named after its first heading. */
CsGuideline *cs_guideline_from_text (const char *text, gsize size, GHashTable *images,
                                     GError **error);
/* TEXT while it is being written, to be looked at and not to be published: HASHES (name -> CsHash)
 * may lack pictures that it shows. */
CsGuideline *cs_guideline_sketch (const char *text, gsize size, GHashTable *hashes, GError **error);
/* From the Markdown file PATH and the pictures beside it. Its name is its first heading, else its
 * file name. RET_IMAGES (name -> GBytes) is for storing them; pictures that lie elsewhere are named
 * in PROBLEMS (cs-problem.h, may be NULL), never fetched. */
CsGuideline *cs_guideline_load (const char *path, GHashTable **ret_images, GPtrArray *problems,
                                GError **error);
/* From the stored document: CORRUPT or INVALID unless it is exactly what we write. */
CsGuideline *cs_guideline_parse (const char *text, gsize size, GError **error);
CsGuideline *cs_guideline_ref (const CsGuideline *guideline);
void cs_guideline_unref (CsGuideline *guideline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsGuideline, cs_guideline_unref)

const char *cs_guideline_name (const CsGuideline *guideline);
const CsJson *cs_guideline_to_json (const CsGuideline *guideline); /* owned by GUIDELINE */
/* NULL when there is none. */
const CsGuidelineImage *cs_guideline_image (const CsGuideline *guideline, const char *name);

/* Whether heading and own text are the same, byte for byte; empty lines at the end aside. */
gboolean cs_guideline_same_clause (const CsGuideline *before, const CsClause *was,
                                   const CsGuideline *after, const CsClause *is);
/* What changed as sentences (GPtrArray of char *): clauses by their ids, then pictures. */
GPtrArray *cs_guideline_diff (const CsGuideline *before, const CsGuideline *after);
