/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tool-kind.h"

#include <string.h>

static const CsToolKind *const kinds[] = {
#define CS_TOOL(tag) &cs_tool_kind_##tag,
#include "cs-tools.def"
#undef CS_TOOL
};

const CsToolKind *const *
cs_tool_kinds (guint *ret_count)
{
  if (ret_count != NULL)
    *ret_count = G_N_ELEMENTS (kinds);
  return kinds;
}

const CsToolKind *
cs_tool_kind_find (const char *tag)
{
  for (guint i = 0; tag != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i]->tag, tag) == 0)
      return kinds[i];
  return NULL;
}

const CsToolKind *
cs_tool_kind_for (const CsMarkKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kind != NULL && kinds[i]->draws == kind)
      return kinds[i];
  return NULL;
}

const char *
cs_tool_kind_noun (const CsToolKind *kind)
{
  return kind->noun != NULL ? kind->noun : kind->draws->noun;
}
