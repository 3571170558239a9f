/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-decode.h"

#include "cs-text-encoding.h"

#include <string.h>

/* A byte order mark and what it says. Longest first: the mark of UTF-32LE begins with that of
 * UTF-16LE. */
typedef struct {
  const char *bytes;
  gsize size;
  const char *encoding; /* NULL: UTF-8 itself */
  const char *decoding;
} Mark;

static const Mark marks[] = {
  { "\x00\x00\xfe\xff", 4, "utf-32be", "utf-32be-bom" },
  { "\xff\xfe\x00\x00", 4, "utf-32le", "utf-32le-bom" },
  { "\xef\xbb\xbf", 3, NULL, "utf-8-bom" },
  { "\xfe\xff", 2, "utf-16be", "utf-16be-bom" },
  { "\xff\xfe", 2, "utf-16le", "utf-16le-bom" },
};

static const Mark *
find_mark (const char *data, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (size >= marks[i].size && memcmp (data, marks[i].bytes, marks[i].size) == 0)
      return &marks[i];
  return NULL;
}

/* Refuses what decodes but is no text. */
static gboolean
check_is_text (const char *text, gsize size, GError **error)
{
  gsize controls = 0, count = 0;
  for (gsize i = 0; i < size; i++) {
    guint8 c = (guint8)text[i];
    if (c == 0)
      return cs_fail (error, CS_ERROR_INVALID,
                      "not a text: NUL after %" G_GSIZE_FORMAT " decoded bytes", i);
    if ((c < 0x20 && (c < '\t' || c > '\r') && c != 0x1b) || c == 0x7f ||
        (c == 0xc2 && (guint8)text[i + 1] < 0xa0))
      controls++;
    count += (c & 0xc0) != 0x80 ? 1 : 0;
  }
  if (controls > count / 10)
    return cs_fail (error, CS_ERROR_INVALID,
                    "not a text: %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                    " characters are control characters",
                    controls, count);
  return TRUE;
}

static char *
copy_utf8 (const char *data, gsize size, gsize offset, GError **error)
{
  const char *end = NULL;
  if (g_utf8_validate_len (data, size, &end))
    return g_strndup (data, size);
  cs_fail (error, CS_ERROR_INVALID,
           *end == '\0' ? "not a text: byte %" G_GSIZE_FORMAT " is NUL"
                        : "byte %" G_GSIZE_FORMAT " is not utf-8",
           offset + (gsize)(end - data));
  return NULL;
}

/* ENCODING NULL: UTF-8. The first SKIP bytes are a mark. */
static CsTextDocument *
decode_as (const CsTextEncoding *encoding, const char *data, gsize size, gsize skip, GError **error)
{
  gsize written = size - skip;
  g_autofree char *text =
      encoding == NULL
          ? copy_utf8 (data + skip, size - skip, skip, error)
          : cs_text_encoding_convert (encoding, data + skip, size - skip, skip, &written, error);
  if (text == NULL || !check_is_text (text, written, error))
    return NULL;
  return cs_text_document_new_take (g_steal_pointer (&text), written, error);
}

static gboolean
check_size (gsize size, GError **error)
{
  if (size <= CS_TEXT_MAX_SIZE)
    return TRUE;
  return cs_fail (error, CS_ERROR_LIMIT,
                  "a text of %" G_GSIZE_FORMAT " bytes, more than %d; split it into several files",
                  size, CS_TEXT_MAX_SIZE);
}

static CsTextDocument *
fail_undeclared (const char *data, gsize size, gsize at, GError **error)
{
  g_auto (GStrv) likely = cs_text_likely_encodings (data, size);
  g_autofree char *names = g_strjoinv (", ", likely);
  if (likely[0] == NULL && data[at] == '\0')
    cs_fail (error, CS_ERROR_INVALID, "not a text: byte %" G_GSIZE_FORMAT " is NUL", at);
  else
    cs_fail (error, CS_ERROR_INVALID,
             "encoding not declared: byte %" G_GSIZE_FORMAT
             " is not UTF-8 and there is no byte order mark; %s%s; name the right one with "
             "--encoding",
             at, likely[0] != NULL ? "likely: " : "no encoding looks likely", names);
  return NULL;
}

/* NULL with ERROR for an unknown name; NULL without for UTF-8. */
static const CsTextEncoding *
find_declared (const char *declared, GError **error)
{
  if (g_ascii_strcasecmp (declared, "utf-8") == 0 || g_ascii_strcasecmp (declared, "utf8") == 0)
    return NULL;
  const CsTextEncoding *encoding = cs_text_encoding_find (declared);
  if (encoding == NULL) {
    g_autofree char *list = cs_text_encoding_list ();
    cs_fail (error, CS_ERROR_INVALID, "\"%s\" is not an encoding that we know; one of utf-8, %s",
             declared, list);
  }
  return encoding;
}

gboolean
cs_text_check_declared (const char *declared, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  if (find_declared (declared, &trouble) != NULL || trouble == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

CsTextDocument *
cs_text_decode (const char *data, gsize size, const char *declared, const char **ret_decoding,
                GError **error)
{
  const char *end = NULL, *decoding = "utf-8";
  const CsTextEncoding *encoding = NULL;
  gsize skip = 0;
  if (!check_size (size, error) || (declared != NULL && !cs_text_check_declared (declared, error)))
    return NULL;
  const Mark *mark = find_mark (data, size);
  if (mark != NULL) {
    encoding = mark->encoding != NULL ? cs_text_encoding_find (mark->encoding) : NULL;
    decoding = mark->decoding;
    skip = mark->size;
  } else if (!g_utf8_validate_len (data, size, &end)) {
    if (declared == NULL)
      return fail_undeclared (data, size, (gsize)(end - data), error);
    encoding = find_declared (declared, NULL);
    decoding = encoding != NULL ? encoding->name : "utf-8";
  }
  CsTextDocument *document = decode_as (encoding, data, size, skip, error);
  if (document != NULL && ret_decoding != NULL)
    *ret_decoding = decoding;
  return document;
}

CsTextDocument *
cs_text_decode_stored (const char *data, gsize size, const char *decoding, GError **error)
{
  if (!check_size (size, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    if (strcmp (marks[i].decoding, decoding) != 0)
      continue;
    if (find_mark (data, size) != &marks[i]) {
      cs_fail (error, CS_ERROR_INVALID, "it does not begin with the byte order mark of %s",
               decoding);
      return NULL;
    }
    const CsTextEncoding *encoding =
        marks[i].encoding != NULL ? cs_text_encoding_find (marks[i].encoding) : NULL;
    return decode_as (encoding, data, size, marks[i].size, error);
  }
  if (strcmp (decoding, "utf-8") == 0)
    return decode_as (NULL, data, size, 0, error);
  const CsTextEncoding *encoding = cs_text_encoding_find (decoding);
  if (encoding == NULL || strcmp (encoding->name, decoding) != 0) {
    cs_fail (error, CS_ERROR_INVALID, "\"%s\" is not the name of a decoding", decoding);
    return NULL;
  }
  return decode_as (encoding, data, size, 0, error);
}
