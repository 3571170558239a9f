/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Raw deflate (RFC 1951) in memory, under a limit. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL when the data are damaged or grow beyond LIMIT. Caller frees. Zero padding behind the end is
 * accepted. */
guint8 *cs_inflate (const guint8 *data, gsize size, gsize limit, gsize *ret_size);

G_END_DECLS
