/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of CsDb share: cs-sqlite.c and cs-sqlite-copy.c. */
#pragma once

#include "cs-sqlite.h"

/* Longer than it takes to build the index of a large project. */
#define CS_DB_BUSY_MS 30000

struct sqlite3 *cs_db_handle (CsDb *db);
