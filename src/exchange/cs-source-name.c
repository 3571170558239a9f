/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-source-name.h"

#include <string.h>

static void
append_clean (GString *out, const char *text)
{
  while (*text != '\0') {
    gunichar c = g_utf8_get_char_validated (text, -1);
    gboolean broken = c == (gunichar)-1 || c == (gunichar)-2;
    if (broken || c < 0x20 || c == 0x7f) {
      g_string_append_printf (out, "%%%02X", (guint8)*text++);
      continue;
    }
    const char *next = g_utf8_next_char (text);
    g_string_append_len (out, text, next - text);
    text = next;
  }
}

static char *
shorten (GString *name)
{
  gsize begin = 0;
  if (name->len > CS_SOURCE_NAME_MAX)
    begin = name->len - CS_SOURCE_NAME_MAX;
  while ((name->str[begin] & 0xc0) == 0x80)
    begin++;
  char *text = g_strdup (name->str + begin);
  g_string_free (name, TRUE);
  return text;
}

char *
cs_source_name_of_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  GString *name = g_string_new (NULL);
  gboolean outside = *path == '/';
  for (guint i = 0; parts[i] != NULL && !outside; i++) {
    outside = strcmp (parts[i], "..") == 0;
    if (outside || *parts[i] == '\0' || strcmp (parts[i], ".") == 0)
      continue;
    if (name->len > 0)
      g_string_append_c (name, '/');
    append_clean (name, parts[i]);
  }
  if (outside) {
    g_autofree char *absolute = g_canonicalize_filename (path, NULL);
    g_autofree char *last = g_path_get_basename (absolute);
    g_string_truncate (name, 0);
    if (strcmp (last, "/") != 0)
      append_clean (name, last);
  }
  return shorten (name);
}

char *
cs_source_name_join (const char *folder, const char *entry)
{
  GString *name = g_string_new (folder);
  if (name->len > 0)
    g_string_append_c (name, '/');
  append_clean (name, entry);
  return shorten (name);
}

char *
cs_source_name_folder (const char *name)
{
  const char *slash = strrchr (name, '/');
  return slash != NULL ? g_strndup (name, (gsize)(slash - name)) : g_strdup ("");
}

char *
cs_source_name_stem (const char *name)
{
  const char *slash = strrchr (name, '/');
  const char *last = slash != NULL ? slash + 1 : name;
  const char *dot = strrchr (last, '.');
  return dot != NULL && dot > last ? g_strndup (name, (gsize)(dot - name)) : g_strdup (name);
}
