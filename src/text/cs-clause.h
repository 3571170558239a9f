/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guideline's Markdown as a list of clauses: every heading of the document's top level opens one,
 * text before the first heading is a clause of level 0. Immutable, reference counted, may cross
 * threads; fields are read-only. */
#pragma once

#include "cs-hash.h"

#define CS_CLAUSE_MAX_COUNT 10000
#define CS_CLAUSE_MAX_IMAGES 10000
#define CS_CLAUSE_MAX_HEADING 500 /* bytes */
#define CS_CLAUSE_MAX_ID 32       /* bytes */

typedef enum {
  CS_CLAUSE_IMAGE_FILE, /* a file beside the guideline: "img/solid.png", no way out of its folder */
  CS_CLAUSE_IMAGE_BLOB, /* "blob:" and 64 hex digits: HASH */
  CS_CLAUSE_IMAGE_OUTSIDE, /* anything else, never looked at */
} CsClauseImageKind;

typedef struct {
  CsClauseImageKind kind;
  char *target; /* FILE: decoded path with "/"; else as written */
  char *alt;    /* what is read when the picture is not there */
  CsHash hash;
} CsClauseImage;

typedef struct {
  char *id; /* "G-3.2", or generated: "h-" and 8 hex digits, "top" for level 0 */
  gboolean is_generated;
  char *heading;          /* plain text without the id; "" for level 0 */
  guint level;            /* 1..6; 0 before the first heading */
  int parent;             /* index of the clause whose heading encloses this one, -1 for none */
  guint line;             /* where it begins, from 1 */
  gsize start, body, end; /* bytes of the source: heading, own text, next heading */
  char *plain;            /* the own text as words, one block a line */
  const CsClauseImage *images; /* in the own text */
  guint n_images;
  /*< private >*/
  GArray *image_list;
} CsClause;

typedef struct {
  const CsClause *clauses; /* in order of the text */
  guint n_clauses;
  /*< private >*/
  GArray *list;
  int refs;
} CsClauses;

/* INVALID naming both lines when an id comes twice, or when TEXT is not UTF-8; LIMIT beyond 8 MiB,
 * nesting 100, or the numbers above.
 *
 * A generated id is a digest of the way of headings to the clause (ids where headings have them),
 * so it is the same in every version in which that way is the same. */
CsClauses *cs_clauses_parse (const char *text, gsize size, GError **error);
CsClauses *cs_clauses_ref (const CsClauses *clauses);
void cs_clauses_unref (CsClauses *clauses);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsClauses, cs_clauses_unref)

/* NULL when there is none. */
const CsClause *cs_clauses_find (const CsClauses *clauses, const char *id);
/* Length of the clause id that TEXT begins with ([A-Z]+-\d+(\.\d+)*, not inside a longer word); 0
 * when it does not. */
gsize cs_clause_id_size (const char *text);
