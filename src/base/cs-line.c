/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-line.h"

/* Embeddings, overrides and isolates: they would let a name rewrite the sentence it stands in. */
static gboolean
turns_text (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
breaks_line (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;
}

gboolean
cs_line_char_ok (gunichar c)
{
  return !breaks_line (c) && !turns_text (c);
}

gboolean
cs_line_ok (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!cs_line_char_ok (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

char *
cs_line_escape (const char *text)
{
  GString *out = g_string_new (NULL);
  for (const char *at = text; *at != '\0';) {
    gunichar c = g_utf8_get_char_validated (at, -1);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
      g_string_append_printf (out, "\\x%02x", (guint8)*at++);
      continue;
    }
    if (cs_line_char_ok (c))
      g_string_append_unichar (out, c);
    else
      g_string_append_printf (out, "\\u{%x}", c);
    at = g_utf8_next_char (at);
  }
  return g_string_free (out, FALSE);
}
