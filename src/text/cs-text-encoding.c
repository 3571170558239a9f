/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-encoding.h"

#include <string.h>

static const CsTextEncoding encodings[] = {
#define CS_ENCODING(name, iconv, aliases, script) { name, iconv, aliases, CS_SCRIPT_##script },
#include "cs-text-encodings.def"
#undef CS_ENCODING
};

const CsTextEncoding *
cs_text_encodings (guint *ret_count)
{
  *ret_count = G_N_ELEMENTS (encodings);
  return encodings;
}

const CsTextEncoding *
cs_text_encoding_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++) {
    g_auto (GStrv) aliases = g_strsplit (encodings[i].aliases, " ", -1);
    if (g_ascii_strcasecmp (encodings[i].name, name) == 0)
      return &encodings[i];
    for (guint k = 0; aliases[k] != NULL; k++)
      if (g_ascii_strcasecmp (aliases[k], name) == 0)
        return &encodings[i];
  }
  return NULL;
}

char *
cs_text_encoding_list (void)
{
  g_autoptr (GString) list = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", encodings[i].name);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

char *
cs_text_encoding_convert (const CsTextEncoding *encoding, const char *data, gsize size,
                          gsize offset, gsize *ret_size, GError **error)
{
  gsize read = 0, written = 0;
  g_autoptr (GError) trouble = NULL;
  if (size == 0) {
    *ret_size = 0;
    return g_strdup ("");
  }
  g_autofree char *text =
      g_convert (data, (gssize)size, "UTF-8", encoding->iconv, &read, &written, &trouble);
  if (g_error_matches (trouble, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION)) {
    cs_fail (error, CS_ERROR_UNSUPPORTED,
             "this machine cannot read %s; install the C library's conversion tables, or convert "
             "the file to UTF-8",
             encoding->name);
    return NULL;
  }
  if (text == NULL &&
      !g_error_matches (trouble, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE) &&
      !g_error_matches (trouble, G_CONVERT_ERROR, G_CONVERT_ERROR_PARTIAL_INPUT)) {
    cs_fail (error, CS_ERROR_FAILED, "%s: %s", encoding->name, trouble->message);
    return NULL;
  }
  if (text == NULL || read != size) {
    cs_fail (error, CS_ERROR_INVALID, "byte %" G_GSIZE_FORMAT " is not %s", offset + read,
             encoding->name);
    return NULL;
  }
  *ret_size = written;
  return g_steal_pointer (&text);
}
