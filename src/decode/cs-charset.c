/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-charset.h"

#include <string.h>

/* How bytes of one code element are read. */
typedef struct {
  const char *term;     /* the defined term, without extensions */
  const char *extended; /* the defined term with code extensions */
  const char *escape;   /* what switches to it, behind ESC; NULL none */
  const char *codec;    /* iconv's name; NULL: ASCII */
  enum {
    WAY_ASCII,
    WAY_HIGH,     /* bytes from 0x80 on, one or two at a time; ASCII stays below */
    WAY_PAIRS,    /* two 7-bit bytes a character: raised into EUC */
    WAY_PAIRS_8F, /* the same in the third EUC set */
    WAY_KANA,     /* half-width katakana above, Roman letters below */
    WAY_WHOLE,    /* the whole text at once, no escapes */
  } way;
} Set;

static const Set sets[] = {
  { "ISO_IR 6", "ISO 2022 IR 6", "(B", NULL, WAY_ASCII },
  { NULL, NULL, "(J", NULL, WAY_ASCII },
  { "ISO_IR 13", "ISO 2022 IR 13", ")I", NULL, WAY_KANA },
  { "ISO_IR 100", "ISO 2022 IR 100", "-A", "ISO-8859-1", WAY_HIGH },
  { "ISO_IR 101", "ISO 2022 IR 101", "-B", "ISO-8859-2", WAY_HIGH },
  { "ISO_IR 109", "ISO 2022 IR 109", "-C", "ISO-8859-3", WAY_HIGH },
  { "ISO_IR 110", "ISO 2022 IR 110", "-D", "ISO-8859-4", WAY_HIGH },
  { "ISO_IR 144", "ISO 2022 IR 144", "-L", "ISO-8859-5", WAY_HIGH },
  { "ISO_IR 127", "ISO 2022 IR 127", "-G", "ISO-8859-6", WAY_HIGH },
  { "ISO_IR 126", "ISO 2022 IR 126", "-F", "ISO-8859-7", WAY_HIGH },
  { "ISO_IR 138", "ISO 2022 IR 138", "-H", "ISO-8859-8", WAY_HIGH },
  { "ISO_IR 148", "ISO 2022 IR 148", "-M", "ISO-8859-9", WAY_HIGH },
  { "ISO_IR 203", "ISO 2022 IR 203", "-b", "ISO-8859-15", WAY_HIGH },
  { "ISO_IR 166", "ISO 2022 IR 166", "-T", "TIS-620", WAY_HIGH },
  { NULL, "ISO 2022 IR 87", "$B", "EUC-JP", WAY_PAIRS },
  { NULL, "ISO 2022 IR 159", "$(D", "EUC-JP", WAY_PAIRS_8F },
  { NULL, "ISO 2022 IR 149", "$)C", "EUC-KR", WAY_HIGH },
  { NULL, "ISO 2022 IR 58", "$)A", "EUC-CN", WAY_HIGH },
  { "ISO_IR 192", NULL, NULL, "UTF-8", WAY_WHOLE },
  { "GB18030", NULL, NULL, "GB18030", WAY_WHOLE },
  { "GBK", NULL, NULL, "GBK", WAY_WHOLE },
};

static GIConv converters[G_N_ELEMENTS (sets)];

void
cs_charset_start (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    converters[i] = sets[i].codec != NULL ? g_iconv_open ("UTF-8", sets[i].codec) : (GIConv)-1;
}

/* The set that TERM names; plain ASCII for none or an unknown one. */
static const Set *
find_set (const char *term, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++) {
    const char *names[] = { sets[i].term, sets[i].extended };
    for (guint n = 0; n < 2; n++) {
      if (names[n] != NULL && strlen (names[n]) == size && memcmp (names[n], term, size) == 0)
        return &sets[i];
    }
  }
  return &sets[0];
}

static const Set *
first_set (const char *declared)
{
  if (declared == NULL)
    return &sets[0];
  const char *start = declared + strspn (declared, " ");
  gsize size = strcspn (start, "\\");
  while (size > 0 && start[size - 1] == ' ')
    size--;
  return find_set (start, size);
}

static void
append_escaped (GString *out, guchar byte)
{
  g_string_append_printf (out, "\\x%02X", byte);
}

/* Converts one character of SIZE bytes, or shows them. */
static void
append_converted (GString *out, const Set *set, char *bytes, gsize size)
{
  GIConv converter = converters[set - sets];
  char buffer[16], *from = bytes, *to = buffer;
  gsize left = size, room = sizeof buffer;
  if (converter != (GIConv)-1) {
    g_iconv (converter, NULL, NULL, NULL, NULL);
    if (g_iconv (converter, &from, &left, &to, &room) != (gsize)-1 && left == 0) {
      g_string_append_len (out, buffer, to - buffer);
      return;
    }
  }
  for (gsize i = 0; i < size; i++)
    append_escaped (out, (guchar)bytes[i]);
}

/* One character that begins with a byte above ASCII, or a pair of 7-bit bytes. Gives how many bytes
 * it took. */
static gsize
append_character (GString *out, const Set *set, const guchar *text, gsize size)
{
  char bytes[3] = { (char)0x8f };
  gboolean two = size >= 2 && (text[1] & 0x80) != 0;
  if (set->way == WAY_KANA && text[0] >= 0xa1 && text[0] <= 0xdf) {
    g_string_append_unichar (out, 0xff61 + text[0] - 0xa1u);
    return 1;
  }
  if ((set->way == WAY_PAIRS || set->way == WAY_PAIRS_8F) && size >= 2 && text[0] > 0x20 &&
      text[1] > 0x20) {
    bytes[1] = (char)(text[0] | 0x80);
    bytes[2] = (char)(text[1] | 0x80);
    gboolean third = set->way == WAY_PAIRS_8F;
    append_converted (out, set, third ? bytes : bytes + 1, third ? 3 : 2);
    return 2;
  }
  if (set->way == WAY_HIGH) {
    gboolean double_byte = g_str_has_prefix (set->codec, "EUC");
    bytes[0] = (char)text[0];
    bytes[1] = two ? (char)text[1] : 0;
    append_converted (out, set, bytes, double_byte && two ? 2 : 1);
    return double_byte && two ? 2 : 1;
  }
  append_escaped (out, text[0]);
  return 1;
}

/* The set that the escape sequence at TEXT (behind ESC) switches to. */
static const Set *
escaped_set (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++) {
    if (sets[i].escape != NULL && g_str_has_prefix (text, sets[i].escape))
      return &sets[i];
  }
  return NULL;
}

static void
append_extended (GString *out, const Set *first, const char *text, gboolean is_name)
{
  const Set *low = &sets[0], *high = first;
  gsize size = strlen (text);
  for (gsize at = 0; at < size;) {
    guchar c = (guchar)text[at];
    const Set *next = c == 0x1b ? escaped_set (text + at + 1) : NULL;
    if (next != NULL) {
      gboolean pairs = next->way == WAY_PAIRS || next->way == WAY_PAIRS_8F;
      if (pairs || next->way == WAY_ASCII)
        low = next;
      else
        high = next;
      at += 1 + strlen (next->escape);
    } else if (c >= 0x80) {
      at += append_character (out, high, (const guchar *)text + at, size - at);
    } else if (low->way != WAY_ASCII && c > 0x20) {
      at += append_character (out, low, (const guchar *)text + at, size - at);
    } else {
      if (c == '\\' || c == '\n' || c == '\r' || (is_name && (c == '^' || c == '='))) {
        low = &sets[0];
        high = first;
      }
      g_string_append_c (out, (char)c);
      at++;
    }
  }
}

static void
append_whole (GString *out, const Set *set, const char *text)
{
  GIConv converter = converters[set - sets];
  gsize left = strlen (text);
  char *from = (char *)text;
  if (converter != (GIConv)-1)
    g_iconv (converter, NULL, NULL, NULL, NULL);
  while (left > 0) {
    char buffer[256], *to = buffer;
    gsize room = sizeof buffer;
    gsize result =
        converter != (GIConv)-1 ? g_iconv (converter, &from, &left, &to, &room) : (gsize)-1;
    g_string_append_len (out, buffer, to - buffer);
    if (result != (gsize)-1 || to > buffer)
      continue;
    append_escaped (out, (guchar)*from++);
    left--;
  }
}

/* No control characters, no more than LIMIT characters. */
static char *
clean (const GString *text, gsize limit)
{
  GString *out = g_string_new (NULL);
  gsize n = 0;
  for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (n++ == limit) {
      g_string_append_unichar (out, 0x2026);
      break;
    }
    if (c == '\n' || c == '\r' || c == '\t' || (c >= 0x20 && c != 0x7f && (c < 0x80 || c > 0x9f)))
      g_string_append_unichar (out, c);
    else
      append_escaped (out, (guchar)c);
  }
  return g_string_free (out, FALSE);
}

char *
cs_charset_to_utf8 (const char *declared, const char *text, gboolean is_name, gsize limit)
{
  const Set *first = first_set (declared);
  g_autoptr (GString) out = g_string_new (NULL);
  if (first->way == WAY_WHOLE)
    append_whole (out, first, text);
  else
    append_extended (out, first, text, is_name);
  /* Empty groups at the end of a name say nothing. */
  while (is_name && out->len > 0 && out->str[out->len - 1] == '=')
    g_string_truncate (out, out->len - 1);
  return clean (out, limit);
}
