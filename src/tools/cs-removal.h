/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deleting a mark of any kind: the relations that name it go with it. Pure; any thread. */
#pragma once

#include "cs-mark-edit.h"

/* NOT_FOUND when there is no mark ID. */
CsMarkEdit *cs_removal_new (const CsMarkSet *set, guint64 id, GError **error);
