/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-archive-locale.h"

#include <glib.h>

static gpointer
make_locale (gpointer data)
{
  return newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

locale_t
cs_archive_locale_enter (void)
{
  static GOnce once = G_ONCE_INIT;
  locale_t utf8 = g_once (&once, make_locale, NULL);
  /* Every C library we run on has it built in. */
  g_assert (utf8 != (locale_t)0);
  return uselocale (utf8);
}

void
cs_archive_locale_leave (locale_t before)
{
  uselocale (before);
}
