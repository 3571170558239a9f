/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether every byte of a zip file belongs to something that its directory names: what stands
 * before, between or behind the entries is seen by no reader and checked by nobody. Reads by
 * position; any thread. */
#pragma once

#include "cs-error.h"

#include <gio/gio.h>

/* CORRUPT, saying what stands where, when the file is no zip, starts with something else than its
 * first entry, ends with something else than its directory, has bytes between its entries, entries
 * that share bytes, or one name twice. LIMIT when its directory is larger than 16 MiB. */
gboolean cs_zip_check_extent (int fd, GError **error);
