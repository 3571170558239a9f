/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The label schema document (countersign-schema-1): what may be marked and how. Immutable,
 * reference counted, may cross threads. */
#pragma once

#include "cs-mark.h"

typedef struct _CsSchema CsSchema;

/* From a person's JSON or our own. INVALID names the path. */
CsSchema *cs_schema_parse (const char *text, gsize size, GError **error);
CsSchema *cs_schema_ref (CsSchema *schema);
void cs_schema_unref (CsSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSchema, cs_schema_unref)
const char *cs_schema_name (const CsSchema *schema);
const CsJson *cs_schema_to_json (const CsSchema *schema); /* canonical; owned by SCHEMA */
/* The label exists, takes this kind, and the attributes are what it asks for. INVALID says what. */
gboolean cs_schema_check_mark (const CsSchema *schema, const CsMark *mark, GError **error);
