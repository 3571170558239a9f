/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-context-words.h"

#include <glib.h>
#include <glib/gi18n.h>

const char *
cs_context_word (const char *part)
{
  static const char *const words[][2] = {
    { "age", N_ ("Age") },         { "sex", N_ ("Sex") },
    { "study", N_ ("Study") },     { "reason", N_ ("Reason for the examination") },
    { "history", N_ ("History") }, { "report", N_ ("Report") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], part))
      return _ (words[i][1]);
  return part;
}
