/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items whose DICOM series the project had in part before. An item never changes, so the rest of a
 * series becomes an item of its own; a person must be told. Private to cs-intake*.c; owned by the
 * run; its thread. */
#pragma once

#include "cs-intake-private.h"

typedef struct _CsEarlier CsEarlier;

/* The items of the project that share a series with a file of this run, to be looked for before
 * its items are added. NULL only with ERROR. */
CsEarlier *cs_earlier_find (CsIntake *intake, GError **error);
void cs_earlier_free (CsEarlier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsEarlier, cs_earlier_free)

/* Afterwards: one WARNING for each new item that goes on with one of them, counted as "continued"
 * in the report. */
gboolean cs_earlier_tell (const CsEarlier *self, CsIntake *intake, GError **error);
/* The same beforehand, of the items of PLAN; they and their files are marked. */
void cs_earlier_foretell (const CsEarlier *self, CsIntake *intake, const CsIntakePlan *plan);
