/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-stream.h"

#include <math.h>
#include <string.h>

#define PIECE ((gsize)65536)

typedef enum {
  WANT_VALUE,
  WANT_VALUE_OR_END, /* after [ */
  WANT_KEY,
  WANT_KEY_OR_END, /* after { */
  WANT_COMMA_OR_END,
  WANT_NOTHING, /* after the outermost value */
} Want;

struct _CsJsonStream {
  GInputStream *input;
  GCancellable *cancellable;
  CsJsonStreamFlags flags;
  GError *error;

  /* buffer[token..at) is the token being read, buffer[at..end) lies ahead */
  guint8 *buffer;
  gsize room, token, at, end;
  gboolean ended;
  guint64 base; /* file offset of buffer[0] */
  guint64 line, line_start, event_line, event_offset;
  guint64 done_line; /* where the last outermost value ended */

  Want want;
  CsJsonEvent last;
  guint depth;
  gboolean in_object[CS_JSON_MAX_DEPTH];

  const char *text;
  gsize length;
  char number[CS_JSON_STREAM_MAX_NUMBER + 1];
  gint64 integer;
  gboolean is_integer;
};

static gboolean
fail_here (CsJsonStream *self, CsError code, const char *what)
{
  guint64 offset = self->base + self->at;
  if (self->error == NULL)
    cs_fail (&self->error, code,
             "line %" G_GUINT64_FORMAT ", column %" G_GUINT64_FORMAT " (byte %" G_GUINT64_FORMAT
             "): %s",
             self->line, offset - self->line_start + 1, offset, what);
  return FALSE;
}

/* --- input --- */

static gboolean
fail_input (CsJsonStream *self, GError *cause)
{
  gboolean cancelled = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (cause->domain == CS_ERROR)
    self->error = g_error_copy (cause);
  else
    cs_fail (&self->error, cancelled ? CS_ERROR_CANCELLED : CS_ERROR_FAILED,
             "after byte %" G_GUINT64_FORMAT ": %s", self->base + self->end, cause->message);
  g_error_free (cause);
  return FALSE;
}

/* Gets more bytes behind `end`, keeping those from `token` on. FALSE at the end and on failure. */
static gboolean
fill (CsJsonStream *self)
{
  if (self->ended || self->error != NULL)
    return FALSE;
  if (self->token > 0) {
    memmove (self->buffer, self->buffer + self->token, self->end - self->token);
    self->base += self->token;
    self->at -= self->token;
    self->end -= self->token;
    self->token = 0;
  }
  if (self->end + PIECE > self->room) {
    if (self->end > CS_JSON_STREAM_MAX_STRING)
      return fail_here (self, CS_ERROR_LIMIT, "a string or gap longer than 64 MiB");
    self->room = MAX (self->room * 2, self->end + PIECE);
    self->buffer = g_realloc (self->buffer, self->room);
  }
  GError *cause = NULL;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &cause))
    return fail_input (self, cause);
  gssize got =
      g_input_stream_read (self->input, self->buffer + self->end, PIECE, self->cancellable, &cause);
  if (got < 0)
    return fail_input (self, cause);
  self->ended = got == 0;
  self->end += (gsize)got;
  return got > 0;
}

/* The byte at hand, or -1 at the end and on failure. */
static inline int
peek (CsJsonStream *self)
{
  if (G_LIKELY (self->at < self->end) || fill (self))
    return self->buffer[self->at];
  return -1;
}

static void
skip_space (CsJsonStream *self)
{
  for (;;) {
    if (self->at >= self->end) {
      self->token = self->at;
      if (!fill (self))
        return;
    }
    guint8 c = self->buffer[self->at];
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
      break;
    self->at++;
    if (c == '\n') {
      self->line++;
      self->line_start = self->base + self->at;
    }
  }
  self->token = self->at;
}

/* --- strings --- */

static gboolean
read_hex (const guint8 *from, guint *ret_unit)
{
  guint unit = 0;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value ((char)from[i]);
    if (digit < 0)
      return FALSE;
    unit = unit << 4 | (guint)digit;
  }
  *ret_unit = unit;
  return TRUE;
}

/* Decodes the \u escape at FROM (behind the u) into TO. How many bytes it read, 0 if wrong. */
static gsize
decode_unicode (const guint8 *from, const guint8 *end, guint8 **to)
{
  guint unit, low;
  if (end - from < 4 || !read_hex (from, &unit))
    return 0;
  gsize used = 4;
  gunichar c = unit;
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return 0;
  if (unit >= 0xd800 && unit <= 0xdbff) {
    if (end - from < 10 || from[4] != '\\' || from[5] != 'u' || !read_hex (from + 6, &low) ||
        low < 0xdc00 || low > 0xdfff)
      return 0;
    c = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    used = 10;
  }
  *to += g_unichar_to_utf8 (c, (char *)*to);
  return used;
}

/* Decodes escapes in place (no escape is shorter than what it stands for). */
static gboolean
decode_escapes (CsJsonStream *self, guint8 *text, gsize *length)
{
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  const guint8 *from = text, *end = text + *length;
  guint8 *to = text;
  while (from < end) {
    if (*from != '\\') {
      *to++ = *from++;
      continue;
    }
    from++; /* the scan saw to it that something follows */
    const char *known = *from != '\0' ? strchr (names, *from) : NULL;
    if (known != NULL) {
      *to++ = (guint8)values[known - names];
      from++;
      continue;
    }
    gsize used = *from == 'u' ? decode_unicode (from + 1, end, &to) : 0;
    if (used == 0)
      return fail_here (self, CS_ERROR_INVALID,
                        "an unknown escape, or half of a surrogate pair, in the string before");
    from += 1 + used;
  }
  *length = (gsize)(to - text);
  return TRUE;
}

/* After the opening quote. */
static gboolean
read_string (CsJsonStream *self)
{
  gboolean escaped = FALSE, high = FALSE;
  self->token = self->at;
  for (;;) {
    int c = peek (self);
    if (c < 0)
      return fail_here (self, CS_ERROR_INVALID, "the file ends inside a string");
    if (c == '"')
      break;
    if (c < 0x20)
      return fail_here (self, CS_ERROR_INVALID, "a control character inside a string");
    high |= c >= 0x80;
    self->at++;
    if (c != '\\')
      continue;
    escaped = TRUE;
    if (peek (self) < 0x20)
      return fail_here (self, CS_ERROR_INVALID, "a backslash with nothing to escape");
    self->at++;
  }
  guint8 *text = self->buffer + self->token;
  self->length = self->at - self->token;
  if (self->length > CS_JSON_STREAM_MAX_STRING)
    return fail_here (self, CS_ERROR_LIMIT, "a string longer than 64 MiB");
  if (high && !g_utf8_validate_len ((char *)text, self->length, NULL))
    return fail_here (self, CS_ERROR_INVALID, "the string before is not UTF-8");
  if (escaped && !decode_escapes (self, text, &self->length))
    return FALSE;
  text[self->length] = '\0'; /* at most on the closing quote */
  self->text = (char *)text;
  self->at++;
  return TRUE;
}

/* --- numbers and words --- */

static guint
read_digits (CsJsonStream *self)
{
  guint count = 0;
  for (int c = peek (self); c >= '0' && c <= '9'; c = peek (self)) {
    self->at++;
    count++;
    if (self->at - self->token > CS_JSON_STREAM_MAX_NUMBER)
      return 0;
  }
  return count;
}

static gboolean
read_fraction_and_exponent (CsJsonStream *self)
{
  if (peek (self) == '.') {
    self->is_integer = FALSE;
    self->at++;
    if (read_digits (self) == 0)
      return FALSE;
  }
  int c = peek (self);
  if (c != 'e' && c != 'E')
    return TRUE;
  self->is_integer = FALSE;
  self->at++;
  c = peek (self);
  if (c == '+' || c == '-')
    self->at++;
  return read_digits (self) > 0;
}

static void
parse_integer (CsJsonStream *self)
{
  const char *c = self->number;
  gboolean negative = *c == '-';
  guint64 value = 0;
  if (self->length > 19u + negative) {
    self->is_integer = FALSE;
    return;
  }
  for (c += negative; *c != '\0'; c++)
    value = value * 10 + (guint64)(*c - '0');
  self->is_integer = value <= (guint64)G_MAXINT64;
  self->integer = negative ? -(gint64)value : (gint64)value;
}

static gboolean
read_number (CsJsonStream *self)
{
  self->token = self->at;
  self->is_integer = TRUE;
  if (peek (self) == '-')
    self->at++;
  if (peek (self) == '0')
    self->at++;
  else if (read_digits (self) == 0)
    return fail_here (self, CS_ERROR_INVALID, "a number is malformed or far too long");
  if (!read_fraction_and_exponent (self))
    return fail_here (self, CS_ERROR_INVALID, "a number is malformed or far too long");
  self->length = self->at - self->token;
  if (self->error != NULL || self->length > CS_JSON_STREAM_MAX_NUMBER)
    return fail_here (self, CS_ERROR_LIMIT, "a number of more than 1024 digits");
  memcpy (self->number, self->buffer + self->token, self->length);
  self->number[self->length] = '\0';
  self->text = self->number;
  if (self->is_integer)
    parse_integer (self);
  return TRUE;
}

static gboolean
read_word (CsJsonStream *self, const char *word)
{
  self->token = self->at;
  for (const char *c = word; *c != '\0'; c++, self->at++)
    if (peek (self) != *c)
      return fail_here (self, CS_ERROR_INVALID,
                        "a word that is not true, false or null (NaN and Infinity are not JSON)");
  return TRUE;
}

/* --- grammar --- */

static void
value_done (CsJsonStream *self)
{
  if (self->depth == 0)
    self->done_line = self->line;
  self->want = self->depth > 0                        ? WANT_COMMA_OR_END
               : (self->flags & CS_JSON_STREAM_LINES) ? WANT_VALUE
                                                      : WANT_NOTHING;
}

static CsJsonEvent
open_container (CsJsonStream *self, gboolean object)
{
  if (self->depth == CS_JSON_MAX_DEPTH) {
    fail_here (self, CS_ERROR_LIMIT, "nested deeper than 32");
    return CS_JSON_EVENT_ERROR;
  }
  self->at++;
  self->in_object[self->depth++] = object;
  self->want = object ? WANT_KEY_OR_END : WANT_VALUE_OR_END;
  return object ? CS_JSON_EVENT_OBJECT : CS_JSON_EVENT_ARRAY;
}

static CsJsonEvent
close_container (CsJsonStream *self)
{
  gboolean object = self->in_object[--self->depth];
  self->at++;
  value_done (self);
  return object ? CS_JSON_EVENT_OBJECT_END : CS_JSON_EVENT_ARRAY_END;
}

static CsJsonEvent
scalar (CsJsonStream *self, gboolean ok, CsJsonEvent event)
{
  if (!ok)
    return CS_JSON_EVENT_ERROR;
  value_done (self);
  return event;
}

static CsJsonEvent
read_value (CsJsonStream *self)
{
  int c = peek (self);
  switch (c) {
  case '{':
  case '[':
    return open_container (self, c == '{');
  case '"':
    self->at++;
    return scalar (self, read_string (self), CS_JSON_EVENT_STRING);
  case 't':
    return scalar (self, read_word (self, "true"), CS_JSON_EVENT_TRUE);
  case 'f':
    return scalar (self, read_word (self, "false"), CS_JSON_EVENT_FALSE);
  case 'n':
    return scalar (self, read_word (self, "null"), CS_JSON_EVENT_NULL);
  default:
    if (c == '-' || g_ascii_isdigit (c))
      return scalar (self, read_number (self), CS_JSON_EVENT_NUMBER);
    fail_here (self, CS_ERROR_INVALID,
               c < 0 ? "the file ends where a value was expected" : "a value was expected");
    return CS_JSON_EVENT_ERROR;
  }
}

static CsJsonEvent
read_key (CsJsonStream *self)
{
  if (peek (self) != '"') {
    fail_here (self, CS_ERROR_INVALID, "a key in quotes was expected");
    return CS_JSON_EVENT_ERROR;
  }
  self->at++;
  if (!read_string (self))
    return CS_JSON_EVENT_ERROR;
  for (int c = peek (self); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = peek (self)) {
    self->at++;
    if (c == '\n') {
      self->line++;
      self->line_start = self->base + self->at;
    }
  }
  if (peek (self) != ':') {
    fail_here (self, CS_ERROR_INVALID, "a colon was expected");
    return CS_JSON_EVENT_ERROR;
  }
  self->text = (char *)self->buffer + self->token; /* it may have moved */
  self->at++;
  self->want = WANT_VALUE;
  return CS_JSON_EVENT_KEY;
}

static CsJsonEvent
read_event (CsJsonStream *self)
{
  skip_space (self);
  if (self->want == WANT_COMMA_OR_END) {
    int c = peek (self);
    gboolean object = self->in_object[self->depth - 1];
    if (c == (object ? '}' : ']')) {
      self->event_line = self->line;
      self->event_offset = self->base + self->at;
      return close_container (self);
    }
    if (c != ',') {
      fail_here (self, CS_ERROR_INVALID,
                 c < 0    ? "the file ends before its arrays and objects are closed"
                 : object ? "a comma or } was expected"
                          : "a comma or ] was expected");
      return CS_JSON_EVENT_ERROR;
    }
    self->at++;
    self->want = object ? WANT_KEY : WANT_VALUE;
    skip_space (self);
  }
  self->event_line = self->line;
  self->event_offset = self->base + self->at;
  int c = peek (self);
  if (self->error != NULL)
    return CS_JSON_EVENT_ERROR;
  if (c < 0 && self->depth == 0 &&
      (self->want == WANT_NOTHING || (self->flags & CS_JSON_STREAM_LINES)))
    return CS_JSON_EVENT_END;
  if (self->depth == 0 && self->line == self->done_line) {
    fail_here (self, CS_ERROR_INVALID, "something follows the end of the document or line");
    return CS_JSON_EVENT_ERROR;
  }
  switch (self->want) {
  case WANT_KEY_OR_END:
    return c == '}' ? close_container (self) : read_key (self);
  case WANT_KEY:
    return read_key (self);
  case WANT_VALUE_OR_END:
    return c == ']' ? close_container (self) : read_value (self);
  case WANT_VALUE:
    return read_value (self);
  case WANT_NOTHING:
  case WANT_COMMA_OR_END:
    break;
  }
  fail_here (self, CS_ERROR_INVALID, "something follows the end of the document or line");
  return CS_JSON_EVENT_ERROR;
}

/* --- public --- */

CsJsonStream *
cs_json_stream_new (GInputStream *input, CsJsonStreamFlags flags, GCancellable *cancellable)
{
  CsJsonStream *self = g_new0 (CsJsonStream, 1);
  self->input = g_object_ref (input);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->flags = flags;
  self->room = 2 * PIECE;
  self->buffer = g_malloc (self->room);
  self->line = 1;
  self->want = WANT_VALUE;
  return self;
}

void
cs_json_stream_free (CsJsonStream *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->input);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->buffer);
  g_free (self);
}

CsJsonEvent
cs_json_stream_next (CsJsonStream *self, GError **error)
{
  if (self->error == NULL)
    self->last = read_event (self);
  if (self->error == NULL)
    return self->last;
  self->last = CS_JSON_EVENT_ERROR;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return CS_JSON_EVENT_ERROR;
}

const char *
cs_json_stream_text (const CsJsonStream *self, gsize *ret_length)
{
  if (ret_length != NULL)
    *ret_length = self->length;
  return self->text;
}

gboolean
cs_json_stream_int (const CsJsonStream *self, gint64 *ret_value)
{
  if (self->last != CS_JSON_EVENT_NUMBER || !self->is_integer)
    return FALSE;
  *ret_value = self->integer;
  return TRUE;
}

gboolean
cs_json_stream_real (const CsJsonStream *self, double *ret_value)
{
  if (self->last != CS_JSON_EVENT_NUMBER)
    return FALSE;
  double value = self->is_integer ? (double)self->integer : g_ascii_strtod (self->number, NULL);
  if (!isfinite (value))
    return FALSE;
  *ret_value = value;
  return TRUE;
}

CsJsonEvent
cs_json_stream_event (const CsJsonStream *self)
{
  return self->last;
}

guint
cs_json_stream_depth (const CsJsonStream *self)
{
  return self->depth;
}

guint64
cs_json_stream_line (const CsJsonStream *self)
{
  return self->event_line;
}

guint64
cs_json_stream_offset (const CsJsonStream *self)
{
  return self->event_offset;
}

gboolean
cs_json_stream_skip (CsJsonStream *self, GError **error)
{
  CsJsonEvent event = self->last;
  if (event == CS_JSON_EVENT_KEY)
    event = cs_json_stream_next (self, error);
  if (event == CS_JSON_EVENT_OBJECT || event == CS_JSON_EVENT_ARRAY) {
    guint outside = self->depth - 1;
    while (self->depth > outside)
      if (cs_json_stream_next (self, error) == CS_JSON_EVENT_ERROR)
        return FALSE;
  }
  return event != CS_JSON_EVENT_ERROR;
}
