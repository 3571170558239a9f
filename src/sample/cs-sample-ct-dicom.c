/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slices of the sample and its scout as DICOM: attributes of PS3.3 A.3 (CT Image). */
#include "cs-sample-ct.h"
#include "cs-frame-geometry.h"

#define CT_IMAGE "1.2.840.10008.5.1.4.1.1.2"
#define SIZE CS_SAMPLE_CT_SIZE
#define SCOUT_ROWS CS_SAMPLE_SCOUT_ROWS

static void
put_acquisition (GByteArray *out)
{
  cs_sample_dicom_text (out, 0x00180050, "DS", "5");
  cs_sample_dicom_text (out, 0x00180060, "DS", "120");
  cs_sample_dicom_text (out, 0x00185100, "CS", "HFS");
}

/* POSITION in mm of the middle of the first pixel. */
static void
put_place (GByteArray *out, const CsSampleChest *chest, const double position[3],
           const char *orientation)
{
  g_autofree char *x = cs_decimal_new (position[0]), *y = cs_decimal_new (position[1]);
  g_autofree char *z = cs_decimal_new (position[2] + chest->table);
  cs_sample_dicom_format (out, 0x00200032, "DS", "%s\\%s\\%s", x, y, z);
  cs_sample_dicom_text (out, 0x00200037, "DS", orientation);
  cs_sample_dicom_uid (out, 0x00200052, &chest->study, "frame of reference");
  cs_sample_dicom_text (out, 0x00201040, "LO", "");
}

static void
put_values (GByteArray *out, const gint16 *units, guint n, const char *center, const char *width,
            const char *words)
{
  g_autofree guint16 *values = g_new (guint16, n);
  for (guint i = 0; i < n; i++)
    values[i] = (guint16)(units[i] + 1024);
  cs_sample_dicom_text (out, 0x00281050, "DS", center);
  cs_sample_dicom_text (out, 0x00281051, "DS", width);
  cs_sample_dicom_text (out, 0x00281052, "DS", "-1024");
  cs_sample_dicom_text (out, 0x00281053, "DS", "1");
  cs_sample_dicom_text (out, 0x00281054, "LO", "HU");
  cs_sample_dicom_text (out, 0x00281055, "LO", words);
  cs_sample_dicom_values (out, values, n);
}

GBytes *
cs_sample_ct_dicom (const CsSampleChest *chest, guint n)
{
  g_autofree char *instance = g_strdup_printf ("slice %u", n);
  g_autofree gint16 *units = cs_sample_ct_slice (chest, n);
  const CsSampleImage image = {
    &chest->study, CT_IMAGE, CS_SAMPLE_EXPLICIT, "CT", "ORIGINAL\\PRIMARY\\AXIAL", "Chest phantom",
    instance,      NULL
  };
  double first = (0.5 - SIZE / 2.0) * CS_SAMPLE_CT_SPACING;
  const double position[3] = { first, first, cs_sample_ct_height (n) + chest->level };
  GByteArray *out = cs_sample_dicom_new (&image);
  put_acquisition (out);
  cs_sample_dicom_numbers (out, &image, 2, n + 1);
  put_place (out, chest, position, "1\\0\\0\\0\\1\\0");
  cs_sample_dicom_grey (out, SIZE, SIZE, "1.40625\\1.40625");
  put_values (out, units, SIZE * SIZE, "-600\\40", "1500\\400", "Lung\\Soft tissue");
  return g_byte_array_free_to_bytes (out);
}

GBytes *
cs_sample_scout_dicom (const CsSampleChest *chest)
{
  g_autofree gint16 *units = cs_sample_ct_scout (chest);
  const CsSampleImage image = {
    &chest->study, CT_IMAGE, CS_SAMPLE_EXPLICIT, "CT", "ORIGINAL\\PRIMARY\\LOCALIZER", "Scout",
    "scout",       NULL
  };
  const double position[3] = { (0.5 - SIZE / 2.0) * CS_SAMPLE_CT_SPACING, 0,
                               (SCOUT_ROWS / 2.0 - 0.5) * CS_SAMPLE_CT_SPACING };
  GByteArray *out = cs_sample_dicom_new (&image);
  put_acquisition (out);
  cs_sample_dicom_numbers (out, &image, 1, 1);
  put_place (out, chest, position, "1\\0\\0\\0\\0\\-1");
  cs_sample_dicom_grey (out, SCOUT_ROWS, SIZE, "1.40625\\1.40625");
  put_values (out, units, SCOUT_ROWS * SIZE, "50", "800", "Scout");
  return g_byte_array_free_to_bytes (out);
}
