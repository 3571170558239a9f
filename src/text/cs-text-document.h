/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decoded text: UTF-8 without NUL, line ends as they were. Positions are code points; an index
 * converts them from and to bytes and UTF-16 units in O(log n). Immutable, reference counted, may
 * cross threads. */
#pragma once

#include "cs-hash.h"

#define CS_TEXT_MAX_SIZE (64 * 1024 * 1024)               /* bytes of a source */
#define CS_TEXT_MAX_DECODED (3 * (gsize)CS_TEXT_MAX_SIZE) /* bytes of its UTF-8 */

typedef enum {
  CS_LINE_ENDS_NONE,
  CS_LINE_ENDS_LF,
  CS_LINE_ENDS_CRLF,
  CS_LINE_ENDS_CR,
  CS_LINE_ENDS_MIXED,
} CsLineEnds;

typedef struct {
  gsize bytes;          /* of the UTF-8 */
  guint32 length;       /* code points, each CR and LF counted */
  guint32 utf16_length; /* UTF-16 code units */
  guint32 lf, crlf, cr; /* line ends of each kind */
  guint32 lines;        /* pieces between line ends; at least 1, none after a last line end */
  CsLineEnds line_ends;
} CsTextCounts;

typedef struct _CsTextDocument CsTextDocument;

/* Copies SIZE bytes. INVALID with the offset when they are not UTF-8 or hold a NUL, LIMIT when they
 * are more than CS_TEXT_MAX_DECODED. */
CsTextDocument *cs_text_document_new (const char *text, gsize size, GError **error);
/* The same; takes TEXT (NUL-terminated, from g_malloc), also on failure. */
CsTextDocument *cs_text_document_new_take (char *text, gsize size, GError **error);
CsTextDocument *cs_text_document_ref (const CsTextDocument *document);
void cs_text_document_unref (CsTextDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTextDocument, cs_text_document_unref)

/* NUL-terminated; owned by DOCUMENT. RET_SIZE may be NULL. */
const char *cs_text_document_text (const CsTextDocument *document, gsize *ret_size);
const CsTextCounts *cs_text_document_counts (const CsTextDocument *document);
/* "none", "lf", "crlf", "cr", "mixed". */
const char *cs_line_ends_nick (CsLineEnds line_ends);
/* SHA-256 of the UTF-8: shows that another machine decoded the same text. */
void cs_text_document_hash (const CsTextDocument *document, CsHash *ret_hash);

/* From a code point position, 0..length. */
gsize cs_text_document_to_byte (const CsTextDocument *document, guint32 position);
guint32 cs_text_document_to_utf16 (const CsTextDocument *document, guint32 position);
/* FALSE when the offset lies beyond the end or inside a character. */
gboolean cs_text_document_from_byte (const CsTextDocument *document, gint64 byte,
                                     guint32 *ret_position);
gboolean cs_text_document_from_utf16 (const CsTextDocument *document, gint64 unit,
                                      guint32 *ret_position);

/* The characters [START, END). INVALID unless 0 <= START <= END <= length. */
char *cs_text_document_slice (const CsTextDocument *document, gint64 start, gint64 end,
                              GError **error);
/* The quoted text of a span: VALUES are N_VALUES / 2 fragments start, end, start, end ...;
 * fragments are joined by one space; control characters that no document may carry (all below
 * U+0020 but TAB, LF, CR, and U+007F) stand as U+FFFD. INVALID when a fragment is empty or lies
 * outside. */
char *cs_text_document_quote (const CsTextDocument *document, const gint64 *values, guint n_values,
                              GError **error);
/* INVALID, showing both, unless QUOTE is what cs_text_document_quote gives. */
gboolean cs_text_document_check_quote (const CsTextDocument *document, const gint64 *values,
                                       guint n_values, const char *quote, GError **error);
