/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-kind.h"

#include <string.h>

static const CsMarkKind *const kinds[] = {
#define CS_MARK_KIND(tag) &cs_mark_kind_##tag,
#include "cs-mark-kinds.def"
#undef CS_MARK_KIND
};

const CsMarkKind *const *
cs_mark_kinds (guint *ret_count)
{
  if (ret_count != NULL)
    *ret_count = G_N_ELEMENTS (kinds);
  return kinds;
}

const CsMarkKind *
cs_mark_kind_find (const char *tag)
{
  for (guint i = 0; tag != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i]->tag, tag) == 0)
      return kinds[i];
  return NULL;
}
