/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark with another label or other values, as the schema allows it. Each result is a new mark
 * with the id of the old one, or that one itself (a new reference) where nothing changes; what was
 * taken from a suggestion is edited by it. Pure; any thread. */
#pragma once

#include "cs-schema.h"

gboolean cs_label_fits_mark (const CsLabel *label, const CsMark *mark);
/* VALUES without what does not apply or is unknown; NULL when nothing is left. */
CsJson *cs_attributes_that_apply (const CsAttribute *attributes, guint count, const CsJson *values);

/* Values that LABEL has not go. INVALID when MARK is of a kind that LABEL is not drawn as. */
CsMark *cs_mark_relabel (const CsMark *mark, const CsLabel *label, GError **error);
/* VALUE NULL: without any for KEY. Values that do not apply then go. INVALID. */
CsMark *cs_mark_set_value (const CsSchema *schema, const CsMark *mark, const char *key,
                           const CsJson *value, GError **error);

/* What somebody typed as a value of ATTRIBUTE, choices by their keys, several with commas between
 * them; NULL for an empty text. It may be no value of it: cs_mark_set_value says so. */
CsJson *cs_attribute_from_text (const CsAttribute *attribute, const char *typed);
