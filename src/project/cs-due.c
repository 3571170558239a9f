/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-due.h"
#include "cs-error.h"

#include <string.h>

#define EPOCH 719163 /* 1 January 1970 as GDate counts */

/* Exactly four, two and two digits. */
static gboolean
read_date (const char *text, GDate *ret_date)
{
  static const char form[] = "dddd-dd-dd";
  guint parts[3] = { 0 }, part = 0;
  if (strlen (text) != strlen (form))
    return FALSE;
  for (guint i = 0; form[i] != '\0'; i++) {
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
    if (form[i] == 'd')
      parts[part] = parts[part] * 10 + (guint)(text[i] - '0');
    else
      part++;
  }
  if (parts[0] < 1970 || !g_date_valid_dmy ((GDateDay)MIN (parts[2], 99),
                                            (GDateMonth)MIN (parts[1], 99), (GDateYear)parts[0]))
    return FALSE;
  g_date_set_dmy (ret_date, (GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]);
  return TRUE;
}

gboolean
cs_due_parse (const char *text, int *ret_due, GError **error)
{
  GDate date;
  g_date_clear (&date, 1);
  if (strcmp (text, "none") == 0) {
    *ret_due = CS_DUE_NONE;
    return TRUE;
  }
  if (!read_date (text, &date))
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no date; say it as 2026-03-04, or none",
                    text);
  *ret_due = (int)g_date_get_julian (&date) - EPOCH;
  return TRUE;
}

char *
cs_due_to_text (int due)
{
  GDate date;
  if (due == CS_DUE_NONE)
    return g_strdup ("none");
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)(due + EPOCH));
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

int
cs_due_today (CsEnv *env)
{
  gint64 wall = env->wall (env);
  return (int)((wall / G_USEC_PER_SEC + env->offset (env, wall) * 60) / (24 * 60 * 60));
}
