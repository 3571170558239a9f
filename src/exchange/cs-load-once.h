/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that were named to be loaded, each content once. Any thread. */
#pragma once

#include "cs-problem.h"

/* The PATHS (NULL-terminated, borrowed) without those that have the bytes of an earlier one, each
 * of which is told in PROBLEMS; ended by NULL. A single path is not opened. */
GPtrArray *cs_load_once (const char *const *paths, GPtrArray *problems, GError **error);
