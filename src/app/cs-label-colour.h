/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colour of a label as this person wants to see it: that of the labels of the project, or one
 * of a few that are told apart with any colour vision. Main thread. */
#pragma once

#include "cs-schema.h"

/* "#e69f00"; LABEL is one of SCHEMA. */
const char *cs_label_colour (const CsSchema *schema, const CsLabel *label);
