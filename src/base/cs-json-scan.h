/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pull reader over canonical JSON bytes, for documents too large for a tree of values. The
 * strict reader of cs-json.h stands on it. Lives on the stack of one thread; the bytes must stay.
 */
#pragma once

#include "cs-json.h"

typedef struct {
  const char *start, *at, *end;
  GString *text; /* the last string that had escapes */
} CsJsonScan;

void cs_json_scan_init (CsJsonScan *scan, const char *text, gsize size);
void cs_json_scan_clear (CsJsonScan *scan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsJsonScan, cs_json_scan_clear)

/* CORRUPT with the byte offset and WHAT; always FALSE. */
gboolean cs_json_scan_fail (const CsJsonScan *scan, const char *what, GError **error);
/* Steps over C when it stands next. */
static inline gboolean
cs_json_scan_take (CsJsonScan *scan, char c)
{
  if (scan->at >= scan->end || *scan->at != c)
    return FALSE;
  scan->at++;
  return TRUE;
}
/* The next byte without stepping, NUL at the end. */
static inline char
cs_json_scan_peek (const CsJsonScan *scan)
{
  return scan->at < scan->end ? *scan->at : '\0';
}
/* Steps over C or fails with WHAT. */
gboolean cs_json_scan_need (CsJsonScan *scan, char c, const char *what, GError **error);
gboolean cs_json_scan_int (CsJsonScan *scan, gint64 *ret_number, GError **error);
/* The text between the quotes, not NUL-terminated; owned by SCAN or its bytes, until the next
 * call. */
gboolean cs_json_scan_string (CsJsonScan *scan, const char **ret_text, gsize *ret_length,
                              GError **error);
/* A key and its colon. */
gboolean cs_json_scan_key (CsJsonScan *scan, const char **ret_key, gsize *ret_length,
                           GError **error);
/* Any value as a tree; DEPTH values are already open around it. */
CsJson *cs_json_scan_value (CsJsonScan *scan, int depth, GError **error);
/* CORRUPT unless nothing is left. */
gboolean cs_json_scan_end (const CsJsonScan *scan, GError **error);
