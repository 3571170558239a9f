/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JSON value as a tree. Build it, then treat it as immutable; reference counted, may cross
 * threads once built. Two readers: the strict one for what we wrote (canonical: the bytes are
 * hashed), the tolerant one for what a person or another program wrote. */
#pragma once

#include "cs-hash.h"

#define CS_JSON_MAX_INT G_GINT64_CONSTANT (9007199254740991) /* 2^53-1 */
#define CS_JSON_MAX_DEPTH 32
#define CS_JSON_MAX_SIZE (16 * 1024 * 1024)

typedef enum {
  CS_JSON_NULL,
  CS_JSON_BOOL,
  CS_JSON_INT,
  CS_JSON_REAL, /* only from the tolerant reader; has no canonical form */
  CS_JSON_STRING,
  CS_JSON_ARRAY,
  CS_JSON_OBJECT,
} CsJsonType;

typedef struct _CsJson CsJson;

CsJson *cs_json_ref (const CsJson *value);
void cs_json_unref (CsJson *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsJson, cs_json_unref)

/* --- reading bytes --- */

/* Canonical only: UTF-8, no white space, integers up to 2^53-1, keys [a-z0-9_.-]{1,64} sorted by
 * byte without repeats, no control characters but \n \t \r, shortest escapes, depth 32, 16 MiB.
 * Anything else is CORRUPT with the byte offset. Bytes accepted here are exactly the bytes that
 * cs_json_to_canonical gives back. */
CsJson *cs_json_parse_canonical (const char *text, gsize size, GError **error);
/* Any JSON text: no repeated keys, depth 32, at most LIMIT bytes, a BOM refused. INVALID with line
 * and column. Integers beyond 2^53-1 become reals. */
CsJson *cs_json_parse_text (const char *text, gsize size, gsize limit, GError **error);

/* --- writing --- */

/* NUL-terminated, length in RET_SIZE (may be NULL). Programming error if a real is inside. */
char *cs_json_to_canonical (const CsJson *value, gsize *ret_size);
/* For programs and people, valid JSON whatever stands in it: control characters and what turns the
 * direction of text are escaped, bytes that are not UTF-8 become U+FFFD; reals as shortest round
 * trip. One line, or two-space indented. */
char *cs_json_to_line (const CsJson *value);
char *cs_json_to_pretty (const CsJson *value);
/* Appends TEXT as a canonical JSON string with its quotes. TEXT must be valid UTF-8. */
void cs_json_append_string (GString *out, const char *text);
/* TRUE when TEXT may stand in a canonical document: UTF-8 and no control character but \n \t \r. */
gboolean cs_json_text_ok (const char *text);

/* --- building; values are taken over (may be NULL for an absent one: then nothing is put) --- */

CsJson *cs_json_new_object (void);
CsJson *cs_json_new_array (void);
CsJson *cs_json_new_null (void);
CsJson *cs_json_new_bool (gboolean value);
CsJson *cs_json_new_int (gint64 value);
CsJson *cs_json_new_real (double value);
CsJson *cs_json_new_string (const char *value);
CsJson *cs_json_new_hash (const CsHash *hash);
CsJson *cs_json_new_gid (const CsGid *gid);

void cs_json_put (CsJson *object, const char *key, CsJson *value);
void cs_json_put_string (CsJson *object, const char *key, const char *value); /* NULL: nothing */
void cs_json_put_int (CsJson *object, const char *key, gint64 value);
void cs_json_put_bool (CsJson *object, const char *key, gboolean value);
void cs_json_put_hash (CsJson *object, const char *key, const CsHash *hash); /* NULL: nothing */
void cs_json_put_gid (CsJson *object, const char *key, const CsGid *gid);    /* NULL: nothing */
void cs_json_append (CsJson *array, CsJson *value);

/* --- looking; VALUE may be NULL everywhere (then the answer is that of an absent one) --- */

CsJsonType cs_json_type (const CsJson *value);
gint64 cs_json_int (const CsJson *value);         /* 0 unless an int or a bool */
double cs_json_real (const CsJson *value);        /* int or real as double, else 0 */
const char *cs_json_string (const CsJson *value); /* NULL unless a string; owned by VALUE */
guint cs_json_length (const CsJson *value);       /* members of an array or object, else 0 */
const CsJson *cs_json_at (const CsJson *array, guint n);
const char *cs_json_key_at (const CsJson *object, guint n); /* keys in byte order */
const CsJson *cs_json_member_at (const CsJson *object, guint n);
const CsJson *cs_json_get (const CsJson *object, const char *key); /* NULL when absent */
/* Members by key with a default. */
gint64 cs_json_get_int (const CsJson *object, const char *key, gint64 otherwise);
gboolean cs_json_get_bool (const CsJson *object, const char *key);
const char *cs_json_get_string (const CsJson *object, const char *key); /* NULL when absent */
gboolean cs_json_get_hash (const CsJson *object, const char *key, CsHash *ret_hash);
gboolean cs_json_get_gid (const CsJson *object, const char *key, CsGid *ret_gid);
gboolean cs_json_equal (const CsJson *a, const CsJson *b);
