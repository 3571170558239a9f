/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-document.h"

#include <string.h>

#define STRIDE 256 /* code points between two rows of the index */
#define SHOWN 60   /* characters of a quote in a message */

typedef struct {
  guint32 byte, utf16;
} Row;

struct _CsTextDocument {
  char *text;
  CsTextCounts counts;
  Row *rows; /* row n: where code point n * STRIDE begins */
  guint n_rows;
  int refs;
};

static void
count_line_end (CsTextCounts *counts, const char *text, gsize at)
{
  if (text[at] == '\n' && (at == 0 || text[at - 1] != '\r'))
    counts->lf++;
  else if (text[at] == '\r' && text[at + 1] == '\n')
    counts->crlf++;
  else if (text[at] == '\r')
    counts->cr++;
}

static CsLineEnds
line_ends_of (const CsTextCounts *counts)
{
  int kinds = (counts->lf > 0) + (counts->crlf > 0) + (counts->cr > 0);
  if (kinds == 0)
    return CS_LINE_ENDS_NONE;
  if (kinds > 1)
    return CS_LINE_ENDS_MIXED;
  return counts->lf > 0 ? CS_LINE_ENDS_LF : counts->crlf > 0 ? CS_LINE_ENDS_CRLF : CS_LINE_ENDS_CR;
}

/* One pass over valid UTF-8: counts and index. */
static void
scan (CsTextDocument *self)
{
  CsTextCounts *counts = &self->counts;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  for (gsize at = 0; at < counts->bytes; at++) {
    guint8 c = (guint8)self->text[at];
    if ((c & 0xc0) == 0x80)
      continue;
    if (counts->length % STRIDE == 0) {
      Row row = { (guint32)at, counts->utf16_length };
      g_array_append_val (rows, row);
    }
    counts->length++;
    counts->utf16_length += c >= 0xf0 ? 2 : 1;
    count_line_end (counts, self->text, at);
  }
  counts->line_ends = line_ends_of (counts);
  char last = counts->bytes > 0 ? self->text[counts->bytes - 1] : '\0';
  counts->lines = counts->lf + counts->crlf + counts->cr + (last != '\n' && last != '\r');
  self->n_rows = rows->len;
  self->rows = (Row *)g_array_free (g_steal_pointer (&rows), FALSE);
}

CsTextDocument *
cs_text_document_new_take (char *text, gsize size, GError **error)
{
  g_autofree char *owned = text;
  const char *end = NULL;
  if (size > CS_TEXT_MAX_DECODED) {
    cs_fail (error, CS_ERROR_LIMIT,
             "a text of %" G_GSIZE_FORMAT " bytes, more than %" G_GSIZE_FORMAT, size,
             CS_TEXT_MAX_DECODED);
    return NULL;
  }
  if (!g_utf8_validate_len (text, size, &end)) {
    gsize at = (gsize)(end - text);
    cs_fail (error, CS_ERROR_INVALID,
             text[at] == '\0' ? "byte %" G_GSIZE_FORMAT " is NUL: not a text"
                              : "byte %" G_GSIZE_FORMAT " is not UTF-8",
             at);
    return NULL;
  }
  CsTextDocument *self = g_new0 (CsTextDocument, 1);
  self->refs = 1;
  self->text = g_steal_pointer (&owned);
  self->counts.bytes = size;
  scan (self);
  return self;
}

CsTextDocument *
cs_text_document_new (const char *text, gsize size, GError **error)
{
  if (size > CS_TEXT_MAX_DECODED)
    return cs_text_document_new_take (NULL, size, error);
  return cs_text_document_new_take (g_strndup (text, size), size, error);
}

CsTextDocument *
cs_text_document_ref (const CsTextDocument *document)
{
  CsTextDocument *self = (CsTextDocument *)document;
  __atomic_add_fetch (&self->refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
cs_text_document_unref (CsTextDocument *document)
{
  if (document == NULL || __atomic_sub_fetch (&document->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  g_free (document->text);
  g_free (document->rows);
  g_free (document);
}

const char *
cs_text_document_text (const CsTextDocument *document, gsize *ret_size)
{
  if (ret_size != NULL)
    *ret_size = document->counts.bytes;
  return document->text;
}

const CsTextCounts *
cs_text_document_counts (const CsTextDocument *document)
{
  return &document->counts;
}

const char *
cs_line_ends_nick (CsLineEnds line_ends)
{
  static const char *const nicks[] = { "none", "lf", "crlf", "cr", "mixed" };
  return nicks[line_ends];
}

void
cs_text_document_hash (const CsTextDocument *document, CsHash *ret_hash)
{
  cs_hash_data (document->text, document->counts.bytes, ret_hash);
}

/* --- positions --- */

gsize
cs_text_document_to_byte (const CsTextDocument *document, guint32 position)
{
  g_return_val_if_fail (position <= document->counts.length, document->counts.bytes);
  if (position == document->counts.length)
    return document->counts.bytes;
  const char *from = document->text + document->rows[position / STRIDE].byte;
  return (gsize)(g_utf8_offset_to_pointer (from, position % STRIDE) - document->text);
}

guint32
cs_text_document_to_utf16 (const CsTextDocument *document, guint32 position)
{
  g_return_val_if_fail (position <= document->counts.length, document->counts.utf16_length);
  if (position == document->counts.length)
    return document->counts.utf16_length;
  const Row *row = &document->rows[position / STRIDE];
  guint32 unit = row->utf16;
  const char *p = document->text + row->byte;
  for (guint32 i = position % STRIDE; i > 0; i--, p = g_utf8_next_char (p))
    unit += (guint8)*p >= 0xf0 ? 2 : 1;
  return unit;
}

/* The last row that begins at or before OFFSET; OFFSET lies inside the text. */
static guint
row_before (const CsTextDocument *self, guint32 offset, gboolean by_utf16)
{
  guint low = 0, high = self->n_rows;
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;
    if ((by_utf16 ? self->rows[middle].utf16 : self->rows[middle].byte) <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* Both kinds of offset: walks from the row before it until it is reached or stepped over. */
static gboolean
position_of (const CsTextDocument *self, gint64 offset, gboolean by_utf16, guint32 *ret_position)
{
  gint64 total = by_utf16 ? self->counts.utf16_length : (gint64)self->counts.bytes;
  if (offset < 0 || offset > total)
    return FALSE;
  if (offset == total) {
    *ret_position = self->counts.length;
    return TRUE;
  }
  guint row = row_before (self, (guint32)offset, by_utf16);
  gint64 at = by_utf16 ? self->rows[row].utf16 : self->rows[row].byte;
  guint32 position = row * STRIDE;
  const char *p = self->text + self->rows[row].byte;
  while (at < offset) {
    const char *next = g_utf8_next_char (p);
    at += by_utf16 ? ((guint8)*p >= 0xf0 ? 2 : 1) : next - p;
    p = next;
    position++;
  }
  if (at != offset)
    return FALSE;
  *ret_position = position;
  return TRUE;
}

gboolean
cs_text_document_from_byte (const CsTextDocument *document, gint64 byte, guint32 *ret_position)
{
  return position_of (document, byte, FALSE, ret_position);
}

gboolean
cs_text_document_from_utf16 (const CsTextDocument *document, gint64 unit, guint32 *ret_position)
{
  return position_of (document, unit, TRUE, ret_position);
}

/* --- quotes --- */

char *
cs_text_document_slice (const CsTextDocument *document, gint64 start, gint64 end, GError **error)
{
  if (start < 0 || start > end || end > document->counts.length) {
    cs_fail (error, CS_ERROR_INVALID,
             "characters %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " of a text of %u", start, end,
             document->counts.length);
    return NULL;
  }
  gsize from = cs_text_document_to_byte (document, (guint32)start);
  gsize to = cs_text_document_to_byte (document, (guint32)end);
  return g_strndup (document->text + from, to - from);
}

static void
append_carried (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    guint8 c = (guint8)*p;
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
      g_string_append (out, "\xef\xbf\xbd");
    else
      g_string_append_c (out, *p);
  }
}

char *
cs_text_document_quote (const CsTextDocument *document, const gint64 *values, guint n_values,
                        GError **error)
{
  g_autoptr (GString) quote = g_string_new (NULL);
  for (guint i = 0; i + 1 < n_values; i += 2) {
    g_autofree char *slice = cs_text_document_slice (document, values[i], values[i + 1], error);
    if (slice == NULL)
      return NULL;
    if (values[i] == values[i + 1]) {
      cs_fail (error, CS_ERROR_INVALID, "fragment %u is empty", i / 2 + 1);
      return NULL;
    }
    if (i > 0)
      g_string_append_c (quote, ' ');
    append_carried (quote, slice);
  }
  return g_string_free (g_steal_pointer (&quote), FALSE);
}

static char *
shortened (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  if (g_utf8_strlen (valid, -1) <= SHOWN)
    return g_steal_pointer (&valid);
  g_autofree char *head = g_utf8_substring (valid, 0, SHOWN);
  return g_strconcat (head, "...", NULL);
}

gboolean
cs_text_document_check_quote (const CsTextDocument *document, const gint64 *values, guint n_values,
                              const char *quote, GError **error)
{
  g_autofree char *found = cs_text_document_quote (document, values, n_values, error);
  if (found == NULL)
    return FALSE;
  if (strcmp (found, quote) == 0)
    return TRUE;
  g_autofree char *there = shortened (found);
  g_autofree char *said = shortened (quote);
  return cs_fail (error, CS_ERROR_INVALID, "the text there is \"%s\", not \"%s\"", there, said);
}
