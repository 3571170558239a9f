/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zstandard for documents whose true size is known from elsewhere, so that a frame cannot ask for
 * more memory than was agreed. Any thread. */
#pragma once

#include "cs-error.h"

/* Level 3. NULL when it would not become smaller. */
GBytes *cs_compress (GBytes *bytes);
/* EXPECTED is the size that the result must have; anything else is CORRUPT. */
GBytes *cs_decompress (gconstpointer data, gsize size, gsize expected, GError **error);
