/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deleting marks of any kind: the relations that name one of them go with it. Pure; any thread. */
#pragma once

#include "cs-mark-edit.h"

/* IDS: N marks, none twice. NOT_FOUND when one of them is not there. */
CsMarkEdit *cs_removal_new (const CsMarkSet *set, const guint64 *ids, guint n, GError **error);
