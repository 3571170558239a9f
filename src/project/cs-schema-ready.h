/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Label schemas to begin with, in the style of what is used in public data sets and reports; what
 * somebody makes of one is theirs. Static, any thread. */
#pragma once

#include "cs-schema.h"

typedef struct {
  const char *key;  /* "breast-findings" */
  const char *text; /* for cs_schema_read */
} CsSchemaReady;

/* Ended by a NULL key. */
extern const CsSchemaReady cs_schemas_ready[];
/* NOT_FOUND names those that there are. */
CsSchema *cs_schema_ready_new (const char *key, GError **error);
