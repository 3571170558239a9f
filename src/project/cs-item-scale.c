/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-item-scale.h"

/* What a part says itself goes before what all parts have in common; and what is said of a frame
 * before what is said of all. */
static const CsJson *
find (const CsJson *own, const CsJson *common, guint frame, const char *key)
{
  const CsJson *from[] = { own, common };
  const CsJson *frames = cs_json_get (own, "per_frame");
  if (frames == NULL)
    frames = cs_json_get (common, "per_frame");
  if (frames != NULL)
    return cs_json_get (cs_json_get (cs_json_at (frames, frame), "geometry"), key);
  const CsJson *value = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (from) && value == NULL; i++)
    value = cs_json_get (cs_json_get (cs_json_get (from[i], "shared"), "geometry"), key);
  return value;
}

gboolean
cs_item_scale (const CsJson *facts, guint part, guint frame, CsFrameGeometry *ret_geometry)
{
  const CsJson *common = cs_json_get (facts, "common");
  const CsJson *own = cs_json_get (cs_json_at (cs_json_get (facts, "parts"), part), "own");
  const CsJson *nick = find (own, common, frame, "source");
  const CsJson *spacing = find (own, common, frame, "spacing");
  CsFrameGeometry geometry = { 0 };
  double row = 0, column = 0;
  return cs_json_length (spacing) == 2 &&
         cs_spacing_from_nick (cs_json_string (nick), &geometry.source) &&
         cs_decimal_parse (cs_json_string (cs_json_at (spacing, 0)), &row) &&
         cs_decimal_parse (cs_json_string (cs_json_at (spacing, 1)), &column) &&
         cs_frame_geometry_set_spacing (&geometry, geometry.source, row, column) &&
         (*ret_geometry = geometry, TRUE);
}
