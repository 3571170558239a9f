/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sign-sheet.h"
#include "cs-sheet.h"

#include <glib/gi18n.h>

char *
cs_sign_sheet_fingerprint (const CsHash *hash)
{
  char hex[CS_HASH_HEX + 1];
  g_autoptr (GString) words = g_string_new (NULL);
  cs_hash_to_hex (hash, hex);
  for (guint i = 0; i < CS_HASH_HEX; i += 4)
    g_string_append_printf (words, "%s%.4s", i == 0 ? "" : (i % 32 == 0 ? "\n" : " "), hex + i);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
cs_sign_sheet_time (gint64 wall, int offset, const char *zone)
{
  g_autoptr (GTimeZone) there = g_time_zone_new_offset (offset * 60);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = g_date_time_to_timezone (utc, there);
  /* Translators: a date, a time and the distance from UTC, "4 March 2026, 14:22 +01:00" */
  g_autofree char *words = g_date_time_format (then, _ ("%-d %B %Y, %H:%M %:z"));
  return zone != NULL ? g_strdup_printf ("%s (%s)", words, zone) : g_steal_pointer (&words);
}

static char *
sheet_text (const char *project, const CsSigned *done)
{
  const CsJson *signoff = done->signoff;
  guint n = done->titles->len;
  g_autofree char *when = cs_sign_sheet_time (cs_json_get_int (signoff, "wall", 0),
                                              (int)cs_json_get_int (signoff, "offset", 0),
                                              cs_json_get_string (signoff, "zone"));
  g_autofree char *fingerprint = cs_sign_sheet_fingerprint (&done->hash);
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (text, _ ("Sign-off sheet: %s"), project);
  g_string_append (text, "\n\n");
  g_string_append_printf (text, _ ("Signed by %s (%s)"), cs_json_get_string (signoff, "signer"),
                          cs_json_get_string (signoff, "role"));
  g_string_append_printf (text, "\n%s\n\n%s\n\n", when, cs_json_get_string (signoff, "statement"));
  g_string_append_printf (text, ngettext ("%u case:", "%u cases:", n), n);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < n; i++) {
    const CsJson *entry = cs_json_at (cs_json_get (signoff, "entries"), i);
    g_string_append_printf (text, _ ("%s, version %.12s"), (const char *)done->titles->pdata[i],
                            cs_json_get_string (entry, "revision"));
    g_string_append_c (text, '\n');
  }
  g_string_append_printf (text, "\n%s\n%s\n", _ ("Fingerprint of the signed list (SHA-256):"),
                          fingerprint);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GtkPrintOperation *
cs_sign_sheet_new (const char *project, const CsSigned *done)
{
  return cs_sheet_new (_ ("Sign-off sheet"), sheet_text (project, done));
}

void
cs_sign_sheet_print (GtkWindow *parent, const char *project, const CsSigned *done)
{
  g_autoptr (GtkPrintOperation) operation = cs_sign_sheet_new (project, done);
  cs_sheet_print (operation, parent, _ ("The sign-off sheet was not printed"));
}
