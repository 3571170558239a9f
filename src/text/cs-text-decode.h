/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a text file to a document, never by guessing: a byte order mark, else valid
 * UTF-8, else the encoding that somebody declared. Line ends are kept. Any thread. */
#pragma once

#include "cs-text-document.h"

/* RET_DECODING (may be NULL, static) is the name to store: "utf-8", one of the declared encodings,
 * or either with "-bom" when a byte order mark was taken off. DECLARED may be NULL.
 *
 * INVALID "encoding not declared ..." with the likely names when nothing says what it is; INVALID
 * with the offset when bytes do not fit what the mark or DECLARED says, when a NUL or more than a
 * tenth control characters show that it is no text, or when DECLARED is unknown; LIMIT beyond 64
 * MiB. */
CsTextDocument *cs_text_decode (const char *data, gsize size, const char *declared,
                                const char **ret_decoding, GError **error);
/* INVALID, listing the names that we know, when DECLARED is none of them. */
gboolean cs_text_check_declared (const char *declared, GError **error);
/* The same text again by the stored name: exactly that decoding and no other. */
CsTextDocument *cs_text_decode_stored (const char *data, gsize size, const char *decoding,
                                       GError **error);
/* At most four names, the likeliest first, NULL-terminated and possibly empty: to be offered to a
 * person, not to be used. Looks at the first 64 KiB. */
char **cs_text_likely_encodings (const char *data, gsize size);
