/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a mark lies, how large it is and what it is called. */
#include "cs-mark.h"

gboolean
cs_mark_bounds (const CsMark *mark, CsMarkBounds *ret_bounds)
{
  if (mark->kind->bounds == NULL)
    return FALSE;
  mark->kind->bounds (mark, ret_bounds);
  return TRUE;
}

double
cs_mark_area (const CsMark *mark)
{
  return mark->kind->area != NULL ? mark->kind->area (mark) : 0.0;
}

double
cs_mark_length (const CsMark *mark)
{
  return mark->kind->length != NULL ? mark->kind->length (mark, 1.0, 1.0) : 0.0;
}

const char *
cs_mark_noun (const CsMark *mark)
{
  return mark->kind->noun_of != NULL ? mark->kind->noun_of (mark) : mark->kind->noun;
}

void
cs_mark_bounds_of_points (const CsMark *mark, CsMarkBounds *ret_bounds)
{
  CsMarkBounds all = { G_MAXINT64, G_MAXINT64, G_MININT64, G_MININT64 };
  for (guint i = 0; i + 1 < mark->n_values; i += 2) {
    gint64 x = mark->values[i], y = mark->values[i + 1];
    all.x0 = MIN (all.x0, x);
    all.y0 = MIN (all.y0, y);
    all.x1 = MAX (all.x1, x);
    all.y1 = MAX (all.y1, y);
  }
  *ret_bounds = all;
}

/* "12.345" for 12345. */
static char *
pixels (gint64 thousandths)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%03d", thousandths / 1000,
                          (int)(thousandths % 1000));
}

static gboolean
check_picture (const CsMark *mark, const CsMarkExtent *extent, GError **error)
{
  CsMarkBounds bounds = { 0 };
  if (mark->frame >= extent->frames)
    return cs_fail (error, CS_ERROR_INVALID, "frame: %u, but part %u has %u", mark->frame,
                    mark->part, extent->frames);
  if (!cs_mark_bounds (mark, &bounds))
    return TRUE;
  gint64 width = (gint64)extent->width * 1000, height = (gint64)extent->height * 1000;
  const struct {
    const char *side;
    gint64 beyond;
  } sides[] = {
    { "left", -bounds.x0 },
    { "top", -bounds.y0 },
    { "right", bounds.x1 - width },
    { "bottom", bounds.y1 - height },
  };
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (sides[i].beyond > 0) {
      g_autofree char *beyond = pixels (sides[i].beyond);
      return cs_fail (error, CS_ERROR_INVALID,
                      "%s: %s pixels beyond the %s edge of a picture of %u x %u", mark->kind->tag,
                      beyond, sides[i].side, extent->width, extent->height);
    }
  return TRUE;
}

static gboolean
check_text (const CsMark *mark, gint64 text_length, GError **error)
{
  CsMarkBounds bounds = { 0 };
  if (text_length < 0)
    return cs_fail (error, CS_ERROR_INVALID, "%s: the item is no text", mark->kind->tag);
  if (mark->part != 0 || mark->frame != 0)
    return cs_fail (error, CS_ERROR_INVALID, "part or frame: a text has one");
  if (!cs_mark_bounds (mark, &bounds))
    return TRUE;
  if (bounds.x1 > text_length)
    return cs_fail (error, CS_ERROR_INVALID,
                    "%s: %" G_GINT64_FORMAT
                    " characters beyond the end of a text of %" G_GINT64_FORMAT,
                    mark->kind->tag, bounds.x1 - text_length, text_length);
  return TRUE;
}

/* A mark on the item as a whole may name a frame that is there. */
static gboolean
check_item (const CsMark *mark, const CsMarkSpace *space, GError **error)
{
  guint frames = mark->part < space->n_parts ? MAX (space->parts[mark->part].frames, 1) : 1;
  if (mark->part >= MAX (space->n_parts, 1) || mark->frame >= frames)
    return cs_fail (error, CS_ERROR_INVALID, "part %u, frame %u: the item has none", mark->part,
                    mark->frame);
  return TRUE;
}

gboolean
cs_mark_check_space (const CsMark *mark, const CsMarkSpace *space, GError **error)
{
  switch (mark->kind->target) {
  case CS_MARK_TARGET_IMAGE:
    if (mark->part >= space->n_parts)
      return cs_fail (error, CS_ERROR_INVALID, "part: %u, but the item has %u", mark->part,
                      space->n_parts);
    if (space->parts[mark->part].width == 0)
      return cs_fail (error, CS_ERROR_INVALID, "%s: part %u is no picture", mark->kind->tag,
                      mark->part);
    return check_picture (mark, &space->parts[mark->part], error);
  case CS_MARK_TARGET_TEXT:
    return check_text (mark, space->text_length, error);
  default:
    return check_item (mark, space, error);
  }
}
