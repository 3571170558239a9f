/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a guideline in the form in which they are shown: blocks of text with styled pieces,
 * clause by clause. No HTML, no pictures (CsClause lists those), nothing fetched. Immutable,
 * reference counted, may cross threads; fields are read-only. */
#pragma once

#include "cs-clause.h"
#include "cs-error.h"

typedef enum {
  CS_PROSE_STRONG = 1 << 0,
  CS_PROSE_EMPHASIS = 1 << 1,
  CS_PROSE_CODE = 1 << 2,
  CS_PROSE_LINK = 1 << 3,
  CS_PROSE_NOW = 1 << 4, /* only from cs_prose_compare: new in the later version */
  CS_PROSE_WAS = 1 << 5, /* only from there: no longer in it */
} CsProseStyle;

typedef struct {
  guint start, end; /* bytes of the block's text */
  guint style;      /* CsProseStyle */
} CsProsePiece;

typedef enum {
  CS_PROSE_PARAGRAPH,
  CS_PROSE_HEADING, /* inside a quotation or a list; the clauses' own are in CsClause */
  CS_PROSE_LITERAL, /* lines as they stand: code, and tables, which Markdown proper has not */
  CS_PROSE_RULE,    /* a line across */
} CsProseKind;

typedef struct {
  CsProseKind kind;
  guint clause; /* index into CsClauses of the same text */
  guint depth;  /* of lists and quotations around it */
  gboolean quote;
  char *marker; /* "•" or "3." before the first block of an item; "" for its others, NULL: none */
  char *text;
  const CsProsePiece *pieces; /* in order, not overlapping; what lies between has no style */
  guint n_pieces;
} CsProseBlock;

typedef struct {
  const CsProseBlock *blocks; /* in order of the text */
  guint n_blocks;
  /*< private >*/
  GArray *list;
  int refs;
} CsProse;

/* Errors as cs_clauses_parse. */
CsProse *cs_prose_read (const char *text, gsize size, GError **error);
CsProse *cs_prose_ref (CsProse *prose);
void cs_prose_unref (CsProse *prose);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsProse, cs_prose_unref)

/* AFTER, whose clauses are NOW, with what BEFORE, whose clauses are THEN, said instead: words of
 * the clauses that are in both are marked NOW and WAS, the new before the old. A new clause is as
 * it is; what is gone whole is left out. */
CsProse *cs_prose_compare (const CsProse *before, const CsClauses *then, const CsProse *after,
                           const CsClauses *now);
/* Whether there is a NOW or a WAS in it. */
gboolean cs_prose_block_changed (const CsProseBlock *block);

/* What an example picture shows, by how its alternative text begins: "Mark: ...", "Yes: ...";
 * "Borderline: ..."; "Do not mark: ...", "No: ...". In any case of letters. */
typedef enum {
  CS_EXAMPLE_PLAIN,
  CS_EXAMPLE_MARK,
  CS_EXAMPLE_BORDERLINE,
  CS_EXAMPLE_DO_NOT_MARK,
} CsExample;
/* RET_CAPTION is the rest, inside ALT. */
CsExample cs_example_read (const char *alt, const char **ret_caption);
