/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-breast.h"
#include "cs-sample-random.h"

#include <math.h>

#define ROWS CS_SAMPLE_BREAST_ROWS
#define COLUMNS CS_SAMPLE_BREAST_COLUMNS
#define MAMMOGRAPHY "1.2.840.10008.5.1.4.1.1.1.2"
#define SEED 59
#define STRANDS 420
#define CALCIFICATIONS 11

const CsSampleView cs_sample_views[4] = {
  { "RCC", TRUE, FALSE },
  { "LCC", FALSE, FALSE },
  { "RMLO", TRUE, TRUE },
  { "LMLO", FALSE, TRUE },
};

static const CsSampleStudy study = {
  "PHANTOM-4", "PHANTOM-4", "Phantom^Four", "F", "19640220", "20260119",
};

/* Coordinates are those of a left breast: the chest wall is column 0. */
typedef struct {
  double *values;
  CsSampleRandom random;
  double middle, reach, height; /* of the half ellipse that is the breast, pixels */
} Sheet;

static gboolean
inside (const Sheet *sheet, double x, double y)
{
  return hypot (x / sheet->reach, (y - sheet->middle) / sheet->height) < 1;
}

static void
paint_skin (Sheet *sheet)
{
  for (int row = 0; row < ROWS; row++) {
    for (int column = 0; column < COLUMNS; column++) {
      double away = hypot (column / sheet->reach, (row - sheet->middle) / sheet->height);
      double *value = &sheet->values[row * COLUMNS + column];
      double depth = (1 - away) * sheet->reach;
      if (depth < 0)
        continue;
      *value = 900 + 700 * MIN (depth / 140, 1);
      if (depth < 9)
        *value = 1500;
    }
  }
}

/* Adds VALUE in a soft disc. */
static void
paint_spot (Sheet *sheet, double x, double y, double radius, double value)
{
  int top = (int)MAX (y - radius, 0), bottom = (int)MIN (y + radius, ROWS - 1);
  int left = (int)MAX (x - radius, 0), right = (int)MIN (x + radius, COLUMNS - 1);
  for (int row = top; row <= bottom; row++) {
    for (int column = left; column <= right; column++) {
      double away = hypot (column - x, row - y) / radius;
      if (away < 1 && inside (sheet, column, row))
        sheet->values[row * COLUMNS + column] += value * (1 - away * away);
    }
  }
}

/* Strands run from the chest wall towards the nipple. */
static void
paint_tissue (Sheet *sheet)
{
  CsSampleRandom *random = &sheet->random;
  for (guint i = 0; i < STRANDS; i++) {
    double x = cs_sample_random_range (random, 0, 0.75) * sheet->reach;
    double y = sheet->middle + cs_sample_random_range (random, -0.7, 0.7) * sheet->height;
    double length = cs_sample_random_range (random, 30, 150);
    double slope = (sheet->middle - y) / (sheet->reach * 1.1 - x);
    double size = cs_sample_random_range (random, 3, 14);
    double value = cs_sample_random_range (random, 15, 60);
    for (double t = 0; t < length; t += size / 2)
      paint_spot (sheet, x + t, y + slope * t, size, value);
  }
}

static void
paint_muscle (Sheet *sheet)
{
  for (int row = 0; row < ROWS * 2 / 3; row++) {
    double edge = 300 * (1 - row / (ROWS * 2 / 3.0));
    for (int column = 0; column < edge; column++) {
      double share = CLAMP ((edge - column) / 6, 0, 1);
      double *value = &sheet->values[row * COLUMNS + column];
      *value += share * (2300 - *value);
    }
  }
}

static void
paint_findings (Sheet *sheet, const CsSampleView *view)
{
  CsSampleRandom random = { SEED * 10 };
  double x = view->oblique ? 330 : 300, y = view->oblique ? 610 : 410;
  if (view->right) {
    paint_spot (sheet, x, y, 46, 900);
    for (guint i = 0; i < 9; i++)
      for (double t = 40; t < 75; t += 3)
        paint_spot (sheet, x + t * cos (i * 0.7), y + t * sin (i * 0.7), 4, 170);
    return;
  }
  for (guint i = 0; i < CALCIFICATIONS; i++) {
    double right = cs_sample_random_range (&random, -36, 36);
    double down = cs_sample_random_range (&random, -30, 30);
    paint_spot (sheet, x + 60 + right, y + down, cs_sample_random_range (&random, 2.2, 4.2), 1500);
  }
}

guint16 *
cs_sample_breast_values (const CsSampleView *view)
{
  guint n = ROWS * COLUMNS;
  g_autofree double *values = g_new0 (double, n);
  guint16 *stored = g_new (guint16, n);
  Sheet sheet = { values,
                  { SEED + (view->right ? 1 : 2) },
                  view->oblique ? 560 : 500,
                  view->oblique ? 600 : 560,
                  view->oblique ? 440 : 400 };
  paint_skin (&sheet);
  paint_tissue (&sheet);
  if (view->oblique)
    paint_muscle (&sheet);
  paint_findings (&sheet, view);
  for (int row = 0; row < ROWS; row++) {
    for (int column = 0; column < COLUMNS; column++) {
      double value = values[row * COLUMNS + column];
      double noise = value > 0 ? cs_sample_random_range (&sheet.random, -40, 40) : 0;
      int at = view->right ? COLUMNS - 1 - column : column;
      stored[row * COLUMNS + at] = (guint16)CLAMP (lround (value + noise), 0, 4095);
    }
  }
  return stored;
}

static void
put_code (GByteArray *out, const char *value, const char *meaning)
{
  cs_sample_dicom_text (out, 0x00080100, "SH", value);
  cs_sample_dicom_text (out, 0x00080102, "SH", "SCT");
  cs_sample_dicom_text (out, 0x00080104, "LO", meaning);
}

static void
put_view_code (GByteArray *out, const CsSampleView *view)
{
  cs_sample_dicom_sequence (out, 0x00540220);
  if (view->oblique)
    put_code (out, "399368009", "medio-lateral oblique");
  else
    put_code (out, "399162004", "cranio-caudal");
  cs_sample_dicom_sequence_end (out);
}

GBytes *
cs_sample_breast_dicom (const CsSampleView *view)
{
  guint n = (guint)(view - cs_sample_views);
  g_autofree guint16 *values = cs_sample_breast_values (view);
  const CsSampleImage image = {
    &study, MAMMOGRAPHY, CS_SAMPLE_EXPLICIT, "MG", "ORIGINAL\\PRIMARY", view->name, view->name, NULL
  };
  /* Rows run from the nipple back or from the chest wall forward; columns run inward from the
   * outer side, and down in an oblique view. */
  g_autofree char *orientation = g_strconcat (view->right ? "P\\" : "A\\", view->oblique ? "F" : "",
                                              view->right ? "L" : "R", NULL);
  GByteArray *out = cs_sample_dicom_new (&image);
  cs_sample_dicom_text (out, 0x00180015, "CS", "BREAST");
  cs_sample_dicom_text (out, 0x00180060, "DS", "28");
  cs_sample_dicom_text (out, 0x00181164, "DS", "0.2\\0.2");
  cs_sample_dicom_text (out, 0x00181508, "CS", "MAMMOGRAPHIC");
  cs_sample_dicom_text (out, 0x00185101, "CS", view->oblique ? "MLO" : "CC");
  cs_sample_dicom_numbers (out, &image, n + 1, 1);
  cs_sample_dicom_text (out, 0x00200020, "CS", orientation);
  cs_sample_dicom_text (out, 0x00200062, "CS", view->right ? "R" : "L");
  cs_sample_dicom_grey (out, ROWS, COLUMNS, NULL);
  cs_sample_dicom_text (out, 0x00281050, "DS", "2000");
  cs_sample_dicom_text (out, 0x00281051, "DS", "3200");
  put_view_code (out, view);
  cs_sample_dicom_values (out, values, ROWS * COLUMNS);
  return g_byte_array_free_to_bytes (out);
}
