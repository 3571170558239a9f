/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-size.h"

#include <glib/gi18n.h>
#include <math.h>

#define TIMES "\xc3\x97"
#define NBSP "\xc2\xa0"
#define SQUARE "\xc2\xb2"
#define DEGREES "\xc2\xb0"

const char *
cs_spacing_words (CsSpacingSource source)
{
  static const char *const words[] = {
    [CS_SPACING_NONE] = N_ ("no scale in this file"),
    [CS_SPACING_PATIENT] = N_ ("measured in the patient"),
    [CS_SPACING_GEOMETRY] = N_ ("calibrated by geometry"),
    [CS_SPACING_FIDUCIAL] = N_ ("calibrated by an object of known size"),
    [CS_SPACING_MAGNIFIED] = N_ ("measured at the detector, less the stated magnification"),
    [CS_SPACING_DETECTOR] = N_ ("measured at the detector"),
    [CS_SPACING_UNSPECIFIED] = N_ ("calibration not stated"),
    [CS_SPACING_REGION] = N_ ("measured in the ultrasound region"),
    [CS_SPACING_NOMINAL] = N_ ("measured as the scanner was set"),
  };
  return (guint)source < G_N_ELEMENTS (words) ? words[source] : words[CS_SPACING_NONE];
}

gboolean
cs_mark_size (const CsMark *mark, const CsFrameGeometry *geometry, CsMarkSize *ret_size)
{
  const CsMarkKind *kind = mark->kind;
  CsMarkSize size = { .angle = -1 };
  double column = 1.0, row = 1.0;
  if (kind->length == NULL && kind->extent == NULL && kind->angle == NULL)
    return FALSE;
  if (geometry != NULL && geometry->source != CS_SPACING_NONE && geometry->row_spacing > 0 &&
      geometry->column_spacing > 0) {
    size.millimetres = TRUE;
    size.source = geometry->source;
    column = geometry->column_spacing;
    row = geometry->row_spacing;
  }
  if (kind->length != NULL)
    size.length = kind->length (mark, column, row);
  if (kind->angle != NULL)
    size.angle = kind->angle (mark, column, row);
  if (kind->extent != NULL)
    kind->extent (mark, column, row, &size.longest, &size.across);
  size.area = cs_mark_area (mark) * column * row;
  *ret_size = size;
  return TRUE;
}

/* A tenth of a millimetre; whole pixels, tenths below ten. */
static char *
number (const CsMarkSize *size, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "";
  gboolean whole = !size->millimetres && value >= 9.95;
  return g_strdup (g_ascii_formatd (text, sizeof text, whole ? "%.0f" : "%.1f", value));
}

static char *
angle_words (const CsMarkSize *size)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "";
  return g_strconcat (g_ascii_formatd (text, sizeof text, "%.1f", size->angle), DEGREES, NULL);
}

static char *
short_words (const CsMarkSize *size)
{
  const char *unit = size->millimetres ? "mm" : _ ("pixels");
  if (size->angle >= 0)
    return angle_words (size);
  if (size->longest > 0) {
    g_autofree char *longest = number (size, size->longest);
    g_autofree char *across = number (size, size->across);
    return g_strdup_printf ("%s" NBSP TIMES NBSP "%s" NBSP "%s", longest, across, unit);
  }
  g_autofree char *length = number (size, size->length);
  return g_strdup_printf ("%s" NBSP "%s", length, unit);
}

char *
cs_mark_size_short (const CsMark *mark, const CsFrameGeometry *geometry)
{
  CsMarkSize size = { 0 };
  return cs_mark_size (mark, geometry, &size) ? short_words (&size) : NULL;
}

char *
cs_mark_size_long (const CsMark *mark, const CsFrameGeometry *geometry)
{
  CsMarkSize size = { 0 };
  if (!cs_mark_size (mark, geometry, &size))
    return NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *sides = short_words (&size);
  if (size.longest > 0 || size.angle >= 0)
    g_string_append (words, sides);
  else
    /* Translators: of a line, with its unit: "5.0 mm long". */
    g_string_append_printf (words, _ ("%s long"), sides);
  if (size.area > 0) {
    g_autofree char *area = number (&size, size.area);
    g_string_append_printf (words, ", %s" NBSP "%s", area,
                            size.millimetres ? "mm" SQUARE : _ ("square pixels"));
  }
  g_string_append_printf (words, ", %s", _ (cs_spacing_words (size.source)));
  return g_string_free (g_steal_pointer (&words), FALSE);
}
