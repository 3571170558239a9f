/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal numbers as whole thousandths, read and written exactly, never through a float. Pure
 * functions. */
#pragma once

#include <glib.h>

/* NUMBER is a JSON number. Halves go away from zero; *RET_ROUNDED says whether anything was lost.
 * FALSE when the result is beyond +-10^15. */
gboolean cs_milli_parse (const char *number, gint64 *ret_milli, gboolean *ret_rounded);
/* Appends VALUE / 10^PLACES as a JSON number without needless zeros. PLACES 0..30. */
void cs_milli_append (GString *out, __int128 value, guint places);
