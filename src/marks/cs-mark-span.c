/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A passage of text: one or more fragments [start, end) in code points, and the words there. */
#include "cs-mark.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
span_check (const CsMark *mark, GError **error)
{
  const gint64 *v = mark->values;
  gsize quoted = strlen (mark->quote);
  if (mark->n_values == 0)
    return cs_fail (error, CS_ERROR_INVALID, "span: no fragment");
  if (mark->n_values / 2 > CS_MARK_MAX_FRAGMENTS)
    return cs_fail (error, CS_ERROR_LIMIT, "span: %u fragments, more than %d", mark->n_values / 2,
                    CS_MARK_MAX_FRAGMENTS);
  if (v[0] < 0 || v[mark->n_values - 1] > CS_MARK_MAX_COORDINATE)
    return cs_fail (error, CS_ERROR_LIMIT, "span: a position is not 0 to %" G_GINT64_FORMAT,
                    CS_MARK_MAX_COORDINATE);
  for (guint i = 0; i < mark->n_values; i += 2) {
    if (v[i] >= v[i + 1])
      return cs_fail (error, CS_ERROR_INVALID, "span: fragment %u ends before it begins",
                      i / 2 + 1);
    if (i > 0 && v[i] < v[i - 1])
      return cs_fail (error, CS_ERROR_INVALID,
                      "span: fragment %u begins before the one before it ends", i / 2 + 1);
  }
  if (quoted > CS_MARK_MAX_QUOTE)
    return cs_fail (error, CS_ERROR_LIMIT, "quote: %" G_GSIZE_FORMAT " bytes, more than %d", quoted,
                    CS_MARK_MAX_QUOTE);
  if (quoted == 0 || !cs_json_text_ok (mark->quote))
    return cs_fail (error, CS_ERROR_INVALID, "quote: empty, or not plain text");
  return TRUE;
}

static void
span_bounds (const CsMark *mark, CsMarkBounds *ret_bounds)
{
  *ret_bounds = (CsMarkBounds){ mark->values[0], 0, mark->values[mark->n_values - 1], 0 };
}

const CsMarkKind cs_mark_kind_span = {
  .tag = "span",
  .label = N_ ("Text passage"),
  .noun = N_ ("text passage"),
  .target = CS_MARK_TARGET_TEXT,
  .members = (const CsMarkMember[]){ { "quote", CS_MARK_SHAPE_TEXT },
                                     { "span", CS_MARK_SHAPE_PAIRS },
                                     { NULL } },
  .pieces = CS_MARK_PIECES_PASSAGES,
  .check = span_check,
  .bounds = span_bounds,
};
