/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A test project with a case at every stage, and words for what is in it. */
#pragma once

#include "cs-project.h"

typedef struct {
  char *dir, *path;
  CsEnv *env;
  GHashTable *names; /* "@case-0" -> hex */
} CsTestWorld;

/* People as cs_test_project has them, cat with a signing key, and eve, who is not in it. The words:
 * "@lee", "@key lee" (sitting key) and so on; "@signing cat", "@certificate cat"; the cases
 * "@case-0", "@case-1" (untouched), "@submitted" (by ana), "@accepted" (by ben and cat), "@signed",
 * "@held" (by dan), "@corrected" (at the end, by cat), their "@item-N", "@blob-N" and "@revision
 * submitted"; documents "@schema",
 * "@workflow", "@guideline" (not published); "@project"; versions: "@read-0", "@read-2" (nothing on
 * that item),
 * "@empty" (neither mark nor answer), "@elsewhere" and "@answered" (of another case than @case-0),
 * "@unlabelled", "@outside" and "@contradicts" (of @case-0, and wrong). */
CsTestWorld *cs_test_world_new (void);
void cs_test_world_free (CsTestWorld *world);
/* The body with every word replaced by its id. */
CsJson *cs_test_world_resolve (CsTestWorld *world, const CsJson *body);
