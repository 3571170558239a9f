/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what a person wrote as label schema to the one form that is stored. Only for cs-schema.c. */
#pragma once

#include "cs-json.h"

/* NULL with INVALID, LIMIT or TOO_NEW naming the path. The normal form of a normal form is itself.
 */
CsJson *cs_schema_normalise (const CsJson *written, GError **error);
/* INVALID when two labels of a normal form have a name that people cannot tell apart. Asked of what
 * is written now; what was published before this was asked is still read. */
gboolean cs_schema_names_differ (const CsJson *normal, GError **error);
