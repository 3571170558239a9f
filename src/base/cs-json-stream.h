/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The streaming JSON reader for interchange files of any size: one event at a time in bounded
 * memory, strict RFC 8259 in UTF-8. Repeated keys are the business of whoever reads the object.
 * One stream, one thread. */
#pragma once

#include "cs-json.h"

#include <gio/gio.h>

#define CS_JSON_STREAM_MAX_STRING (64 * 1024 * 1024)
#define CS_JSON_STREAM_MAX_NUMBER 1024

typedef enum {
  CS_JSON_EVENT_ERROR, /* the stream is finished; every later call says the same */
  CS_JSON_EVENT_END,   /* nothing but white space follows */
  CS_JSON_EVENT_OBJECT,
  CS_JSON_EVENT_OBJECT_END,
  CS_JSON_EVENT_ARRAY,
  CS_JSON_EVENT_ARRAY_END,
  CS_JSON_EVENT_KEY,
  CS_JSON_EVENT_STRING,
  CS_JSON_EVENT_NUMBER,
  CS_JSON_EVENT_TRUE,
  CS_JSON_EVENT_FALSE,
  CS_JSON_EVENT_NULL,
} CsJsonEvent;

typedef enum {
  CS_JSON_STREAM_ONE = 0,
  CS_JSON_STREAM_LINES = 1 << 0, /* JSON lines: any number of values, one after the other */
} CsJsonStreamFlags;

typedef struct _CsJsonStream CsJsonStream;

/* Reads INPUT (a reference is kept) in pieces of 64 KiB; a longer string makes the buffer grow up
 * to its limit. Nesting beyond CS_JSON_MAX_DEPTH is an error, a BOM too. */
CsJsonStream *cs_json_stream_new (GInputStream *input, CsJsonStreamFlags flags,
                                  GCancellable *cancellable);
void cs_json_stream_free (CsJsonStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsJsonStream, cs_json_stream_free)

/* The next event. On CS_JSON_EVENT_ERROR: INVALID with line, column (in bytes, from 1) and byte
 * offset, LIMIT for depth and length, CANCELLED, FAILED when INPUT fails. */
CsJsonEvent cs_json_stream_next (CsJsonStream *stream, GError **error);
/* Text of the last KEY, STRING or NUMBER: NUL-terminated, valid UTF-8, owned by the stream until
 * the next call. RET_LENGTH may be NULL; a string may hold U+0000, then it is beyond strlen. */
const char *cs_json_stream_text (const CsJsonStream *stream, gsize *ret_length);
/* TRUE when the last NUMBER is written as an integer that fits. */
gboolean cs_json_stream_int (const CsJsonStream *stream, gint64 *ret_value);
/* TRUE when the last NUMBER is a finite double. */
gboolean cs_json_stream_real (const CsJsonStream *stream, double *ret_value);
/* The last event again. */
CsJsonEvent cs_json_stream_event (const CsJsonStream *stream);
/* How many arrays and objects are open. */
guint cs_json_stream_depth (const CsJsonStream *stream);
/* Where the last event began: line from 1, offset in bytes from 0. */
guint64 cs_json_stream_line (const CsJsonStream *stream);
guint64 cs_json_stream_offset (const CsJsonStream *stream);

/* Passes over the value that begins with the last event (after a KEY: the member's value). */
gboolean cs_json_stream_skip (CsJsonStream *stream, GError **error);
/* The same value as a tree, for small parts of a large file. Refuses repeated keys, U+0000, numbers
 * beyond a double, and more than MAX_VALUES values. Integers beyond 2^53-1 become reals. */
CsJson *cs_json_stream_value (CsJsonStream *stream, guint max_values, GError **error);
