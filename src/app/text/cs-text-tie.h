/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which ways the schema lets two marks be tied, and whether it expects a tie. Pure; any thread.
 */
#pragma once

#include "cs-schema.h"

typedef struct {
  const CsRelation *relation;
  gboolean turned; /* it goes from the second to the first */
} CsTieChoice;

/* GArray of CsTieChoice in the order of SCHEMA, from FIRST to SECOND before the other way round;
 * never ways in which they are tied already. */
GArray *cs_tie_choices_new (const CsSchema *schema, const CsMarkSet *set, const CsMark *first,
                            const CsMark *second);
/* The schema ties passages of LABEL to labels of pictures. */
gboolean cs_tie_wants_picture (const CsSchema *schema, const char *label);
