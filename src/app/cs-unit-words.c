/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-unit-words.h"

#include <glib/gi18n.h>

char *
cs_unit_words (const CsCaseItem *item, gint64 unit)
{
  return g_strdup_printf (item->loop ? _ ("frame %d") : _ ("slice %d"), (int)unit + 1);
}

char *
cs_unit_words_of (const CsCaseItem *item, gint64 unit)
{
  return g_strdup_printf (item->loop ? _ ("frame %u of %u") : _ ("slice %u of %u"), (guint)unit + 1,
                          (guint)item->units);
}
