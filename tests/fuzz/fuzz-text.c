/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-text-decode.h"

#include <string.h>

/* What decodes does so again by its stored name, and every position survives the way to bytes and
 * to UTF-16 and back. */
static void
check_document (const char *data, gsize size, const CsTextDocument *document, const char *decoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsTextDocument) again = cs_text_decode_stored (data, size, decoding, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_text_document_text (again, NULL), ==, cs_text_document_text (document, NULL));
  guint32 length = cs_text_document_counts (document)->length;
  for (guint32 at = 0; at <= length; at += 1 + at / 8) {
    guint32 back = 0;
    g_assert (cs_text_document_from_byte (document, (gint64)cs_text_document_to_byte (document, at),
                                          &back) &&
              back == at);
    g_assert (
        cs_text_document_from_utf16 (document, cs_text_document_to_utf16 (document, at), &back) &&
        back == at);
  }
  if (length > 0) {
    gint64 whole[] = { 0, length };
    g_autofree char *quote = cs_text_document_quote (document, whole, 2, NULL);
    g_assert (cs_text_document_check_quote (document, whole, 2, quote, NULL));
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const declared[] = { NULL, "windows-1252", "shift_jis", "gb18030",
                                          "utf-16le" };
  g_autoptr (GError) error = NULL;
  const char *decoding = NULL;
  g_autoptr (CsTextDocument) document = cs_text_decode (
      (const char *)data, size, declared[size % G_N_ELEMENTS (declared)], &decoding, &error);
  g_assert ((document == NULL) == (error != NULL));
  if (document != NULL)
    check_document ((const char *)data, size, document, decoding);
  return 0;
}
