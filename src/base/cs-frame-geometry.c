/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-frame-geometry.h"

#include <math.h>
#include <string.h>

static const char *const source_nicks[] = {
  [CS_SPACING_NONE] = "none",
  [CS_SPACING_PATIENT] = "patient",
  [CS_SPACING_GEOMETRY] = "geometry",
  [CS_SPACING_FIDUCIAL] = "fiducial",
  [CS_SPACING_MAGNIFIED] = "magnified",
  [CS_SPACING_DETECTOR] = "detector",
  [CS_SPACING_UNSPECIFIED] = "unspecified",
  [CS_SPACING_REGION] = "region",
  [CS_SPACING_NOMINAL] = "nominal",
};

const char *
cs_spacing_nick (CsSpacingSource source)
{
  g_return_val_if_fail ((guint)source < G_N_ELEMENTS (source_nicks), NULL);
  return source_nicks[source];
}

gboolean
cs_spacing_from_nick (const char *nick, CsSpacingSource *ret_source)
{
  for (guint i = 0; i < G_N_ELEMENTS (source_nicks); i++) {
    if (g_strcmp0 (nick, source_nicks[i]) == 0) {
      *ret_source = (CsSpacingSource)i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
is_spacing (double value)
{
  return isfinite (value) && value > 0 && value <= 1e6;
}

gboolean
cs_frame_geometry_set_spacing (CsFrameGeometry *geometry, CsSpacingSource source, double row,
                               double column)
{
  if (!is_spacing (row) || !is_spacing (column))
    return FALSE;
  geometry->source = source;
  geometry->row_spacing = row;
  geometry->column_spacing = column;
  return TRUE;
}

static double
dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

gboolean
cs_frame_geometry_set_orientation (CsFrameGeometry *geometry, const double direction[6])
{
  double row = sqrt (dot (direction, direction));
  double column = sqrt (dot (direction + 3, direction + 3));
  /* Written so that NaN fails. */
  if (!(fabs (row - 1) < 1e-3) || !(fabs (column - 1) < 1e-3) ||
      !(fabs (dot (direction, direction + 3)) < 1e-3))
    return FALSE;
  for (guint i = 0; i < 6; i++)
    geometry->orientation[i] = direction[i] / (i < 3 ? row : column);
  geometry->has_orientation = TRUE;
  return TRUE;
}

gboolean
cs_frame_geometry_normal (const CsFrameGeometry *geometry, double ret_normal[3])
{
  if (!geometry->has_orientation)
    return FALSE;
  const double *r = geometry->orientation, *c = geometry->orientation + 3;
  ret_normal[0] = r[1] * c[2] - r[2] * c[1];
  ret_normal[1] = r[2] * c[0] - r[0] * c[2];
  ret_normal[2] = r[0] * c[1] - r[1] * c[0];
  return TRUE;
}

char *
cs_decimal_new (double value)
{
  static const char *const formats[] = { "%.6g", "%.9g", "%.12g", "%.15g", "%.16g", "%.17g" };
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "";
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_ascii_formatd (text, sizeof text, formats[i], value);
    if (g_ascii_strtod (text, NULL) == value)
      break;
  }
  return g_strdup (text);
}

gboolean
cs_decimal_parse (const char *text, double *ret_value)
{
  if (text == NULL)
    return FALSE;
  while (*text == ' ')
    text++;
  /* strtod also takes "inf", "nan" and hexadecimal, which no header may say. */
  if (strspn (text, "+-.0123456789eE ") != strlen (text))
    return FALSE;
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);
  if (end == text || !isfinite (value) || end[strspn (end, " ")] != '\0')
    return FALSE;
  *ret_value = value;
  return TRUE;
}

static CsJson *
decimals_to_json (const double *values, guint n)
{
  CsJson *array = cs_json_new_array ();
  for (guint i = 0; i < n; i++) {
    g_autofree char *text = cs_decimal_new (values[i]);
    cs_json_append (array, cs_json_new_string (text));
  }
  return array;
}

/* TRUE with RET_FOUND FALSE when absent. */
static gboolean
decimals_from_json (const CsJson *json, const char *key, double *ret_values, guint n,
                    gboolean *ret_found, GError **error)
{
  const CsJson *array = cs_json_get (json, key);
  *ret_found = array != NULL;
  if (array == NULL)
    return TRUE;
  gboolean good = cs_json_type (array) == CS_JSON_ARRAY && cs_json_length (array) == n;
  for (guint i = 0; good && i < n; i++)
    good = cs_decimal_parse (cs_json_string (cs_json_at (array, i)), &ret_values[i]);
  return good || cs_fail (error, CS_ERROR_INVALID, "geometry.%s: expected %u decimals", key, n);
}

CsJson *
cs_frame_geometry_to_json (const CsFrameGeometry *geometry)
{
  CsJson *json = cs_json_new_object ();
  cs_json_put_int (json, "rows", geometry->rows);
  cs_json_put_int (json, "columns", geometry->columns);
  cs_json_put_string (json, "source", cs_spacing_nick (geometry->source));
  if (geometry->row_spacing > 0) {
    double spacing[2] = { geometry->row_spacing, geometry->column_spacing };
    cs_json_put (json, "spacing", decimals_to_json (spacing, 2));
  }
  if (geometry->thickness > 0)
    cs_json_put (json, "thickness", decimals_to_json (&geometry->thickness, 1));
  if (geometry->has_orientation)
    cs_json_put (json, "orientation", decimals_to_json (geometry->orientation, 6));
  if (geometry->has_position)
    cs_json_put (json, "position", decimals_to_json (geometry->position, 3));
  return json;
}

gboolean
cs_frame_geometry_from_json (const CsJson *json, CsFrameGeometry *ret_geometry, GError **error)
{
  CsFrameGeometry geometry = { 0 };
  gint64 rows = cs_json_get_int (json, "rows", -1), columns = cs_json_get_int (json, "columns", -1);
  if (rows < 1 || columns < 1 || rows > G_MAXINT32 || columns > G_MAXINT32)
    return cs_fail (error, CS_ERROR_INVALID, "geometry: rows and columns must be positive");
  geometry.rows = (guint32)rows;
  geometry.columns = (guint32)columns;
  if (!cs_spacing_from_nick (cs_json_get_string (json, "source"), &geometry.source))
    return cs_fail (error, CS_ERROR_INVALID, "geometry.source: unknown word");
  double spacing[2] = { 0 }, thickness = 0, orientation[6] = { 0 };
  gboolean has_spacing = FALSE, has_thickness = FALSE, has_orientation = FALSE;
  if (!decimals_from_json (json, "spacing", spacing, 2, &has_spacing, error) ||
      !decimals_from_json (json, "thickness", &thickness, 1, &has_thickness, error) ||
      !decimals_from_json (json, "orientation", orientation, 6, &has_orientation, error) ||
      !decimals_from_json (json, "position", geometry.position, 3, &geometry.has_position, error))
    return FALSE;
  if (has_spacing &&
      !cs_frame_geometry_set_spacing (&geometry, geometry.source, spacing[0], spacing[1]))
    return cs_fail (error, CS_ERROR_INVALID, "geometry.spacing: not a length");
  if (has_orientation && !cs_frame_geometry_set_orientation (&geometry, orientation))
    return cs_fail (error, CS_ERROR_INVALID, "geometry.orientation: not two directions");
  geometry.thickness = thickness;
  *ret_geometry = geometry;
  return TRUE;
}
