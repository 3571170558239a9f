/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an item is as a whole: a label without a place. */
#include "cs-mark.h"

#include <glib/gi18n.h>

const CsMarkKind cs_mark_kind_class = {
  .tag = "class",
  .label = N_ ("Whole item"),
  .noun = N_ ("whole item"),
  .target = CS_MARK_TARGET_ITEM,
  .members = (const CsMarkMember[]){ { NULL } },
};
