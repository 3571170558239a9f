/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-json-private.h"
#include "cs-line.h"

#include <math.h>
#include <string.h>

/* Powers of ten of numbers that are written without an exponent. */
#define LEAST_PLAIN (-5)
#define MOST_PLAIN 15

gboolean
cs_json_text_ok (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const guint8 *p = (const guint8 *)text; *p != 0; p++)
    if ((*p < 0x20 && *p != '\n' && *p != '\t' && *p != '\r') || *p == 0x7f)
      return FALSE;
  return TRUE;
}

void
cs_json_append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  const char *run = text;
  for (const char *p = text;; p++) {
    const char *escape = NULL;
    switch (*p) {
    case '"':
      escape = "\\\"";
      break;
    case '\\':
      escape = "\\\\";
      break;
    case '\n':
      escape = "\\n";
      break;
    case '\r':
      escape = "\\r";
      break;
    case '\t':
      escape = "\\t";
      break;
    default:
      break;
    }
    if (escape == NULL && *p != '\0')
      continue;
    g_string_append_len (out, run, p - run);
    if (*p == '\0')
      break;
    g_string_append (out, escape);
    run = p + 1;
  }
  g_string_append_c (out, '"');
}

/* The same JSON for a screen or a log: what is no UTF-8 becomes U+FFFD, and what could act on a
 * terminal is escaped. */
static void
show_string (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_string_append_c (out, '"');
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    if (c == '"' || c == '\\')
      g_string_append_printf (out, "\\%c", (char)c);
    else if (c == '\n' || c == '\r' || c == '\t')
      g_string_append (out, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    else if (!cs_line_char_ok (c))
      g_string_append_printf (out, "\\u%04x", c);
    else
      g_string_append_unichar (out, c);
  }
  g_string_append_c (out, '"');
}

/* The DIGITS of NUMBER in BUFFER without an exponent, 20 and not 2e+01, unless it is far from 1. */
static void
write_plainly (char *buffer, int size, double number, int digits)
{
  const char *e = strchr (buffer, 'e');
  int exponent = e != NULL ? (int)g_ascii_strtoll (e + 1, NULL, 10) : 0;
  char format[8];
  if (e == NULL || exponent < LEAST_PLAIN || exponent > MOST_PLAIN)
    return;
  g_snprintf (format, sizeof format, "%%.%df", MAX (digits - 1 - exponent, 0));
  g_ascii_formatd (buffer, size, format, number);
}

static void
append_real (GString *out, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  if (!isfinite (number)) {
    g_string_append (out, "null");
    return;
  }
  for (int digits = 1; digits <= 17; digits++) {
    char format[8];
    g_snprintf (format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd (buffer, sizeof buffer, format, number);
    if (g_ascii_strtod (buffer, NULL) == number) {
      write_plainly (buffer, sizeof buffer, number, digits);
      break;
    }
  }
  g_string_append (out, buffer);
}

typedef struct {
  GString *out;
  gboolean canonical; /* else for a screen */
  gboolean indented;
} Writer;

static void
newline (Writer *writer, int depth)
{
  if (!writer->indented)
    return;
  g_string_append_c (writer->out, '\n');
  for (int i = 0; i < depth; i++)
    g_string_append (writer->out, "  ");
}

static void
write_string (Writer *writer, const char *text)
{
  if (writer->canonical)
    cs_json_append_string (writer->out, text);
  else
    show_string (writer->out, text);
}

static void
write_value (Writer *writer, const CsJson *value, int depth)
{
  GString *out = writer->out;
  switch (cs_json_type (value)) {
  case CS_JSON_NULL:
    g_string_append (out, "null");
    break;
  case CS_JSON_BOOL:
    g_string_append (out, value->number ? "true" : "false");
    break;
  case CS_JSON_INT:
    g_string_append_printf (out, "%" G_GINT64_FORMAT, value->number);
    break;
  case CS_JSON_REAL:
    g_assert (!writer->canonical);
    append_real (out, value->real);
    break;
  case CS_JSON_STRING:
    write_string (writer, value->string);
    break;
  case CS_JSON_ARRAY:
    g_string_append_c (out, '[');
    for (guint i = 0; i < value->array.length; i++) {
      if (i > 0)
        g_string_append_c (out, ',');
      newline (writer, depth + 1);
      write_value (writer, value->array.items[i], depth + 1);
    }
    if (value->array.length > 0)
      newline (writer, depth);
    g_string_append_c (out, ']');
    break;
  case CS_JSON_OBJECT:
    g_string_append_c (out, '{');
    for (guint i = 0; i < value->object.length; i++) {
      if (i > 0)
        g_string_append_c (out, ',');
      newline (writer, depth + 1);
      write_string (writer, value->object.members[i].key);
      g_string_append (out, writer->indented ? ": " : ":");
      write_value (writer, value->object.members[i].value, depth + 1);
    }
    if (value->object.length > 0)
      newline (writer, depth);
    g_string_append_c (out, '}');
    break;
  }
}

static char *
write_all (const CsJson *value, gboolean canonical, gboolean indented, gsize *ret_size)
{
  Writer writer = { g_string_new (NULL), canonical, indented };
  write_value (&writer, value, 0);
  if (ret_size != NULL)
    *ret_size = writer.out->len;
  return g_string_free (writer.out, FALSE);
}

char *
cs_json_to_canonical (const CsJson *value, gsize *ret_size)
{
  return write_all (value, TRUE, FALSE, ret_size);
}

char *
cs_json_to_line (const CsJson *value)
{
  return write_all (value, FALSE, FALSE, NULL);
}

char *
cs_json_to_pretty (const CsJson *value)
{
  return write_all (value, FALSE, TRUE, NULL);
}
