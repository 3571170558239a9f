/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encodings a text may be declared in, as a static table, and the strict conversion from one
 * of them. Any thread. */
#pragma once

#include "cs-error.h"

typedef enum {
  CS_SCRIPT_NONE,
  CS_SCRIPT_LATIN,
  CS_SCRIPT_CYRILLIC,
  CS_SCRIPT_GREEK,
  CS_SCRIPT_HEBREW,
  CS_SCRIPT_ARABIC,
  CS_SCRIPT_THAI,
  CS_SCRIPT_JAPANESE,
  CS_SCRIPT_CHINESE,
  CS_SCRIPT_KOREAN,
} CsScript;

typedef struct {
  const char *name;    /* canonical: stored in projects */
  const char *iconv;   /* what the C library calls it */
  const char *aliases; /* separated by spaces */
  CsScript script;     /* what its text is expected in */
} CsTextEncoding;

const CsTextEncoding *cs_text_encodings (guint *ret_count);
/* By name or alias, in any case; NULL when unknown. */
const CsTextEncoding *cs_text_encoding_find (const char *name);
/* All canonical names, separated by ", ". Caller frees. */
char *cs_text_encoding_list (void);

/* To UTF-8, NUL-terminated. INVALID with the offset of the first byte that is not of the encoding,
 * UNSUPPORTED when this machine has no table for it. OFFSET is added to offsets in messages. */
char *cs_text_encoding_convert (const CsTextEncoding *encoding, const char *data, gsize size,
                                gsize offset, gsize *ret_size, GError **error);
