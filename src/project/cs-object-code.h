/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an object lies in its row: as it is, or compressed when that is smaller. Any thread. */
#pragma once

#include "cs-hash.h"

#define CS_OBJECT_MAX (16 * 1024 * 1024)
#define CS_OBJECT_RAW 0
#define CS_OBJECT_ZSTD 1

/* The bytes to store and how they are coded. */
GBytes *cs_object_pack (GBytes *bytes, int *ret_code);
/* CORRUPT unless the row gives exactly SIZE bytes that hash to HASH. */
GBytes *cs_object_unpack (const CsHash *hash, gint64 size, gint64 code, gconstpointer data,
                          gsize length, GError **error);
