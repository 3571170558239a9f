/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a header's lengths may be called the size of a pixel, and by what name. */
#include "cs-dicom-facts.h"

#include <math.h>
#include <string.h>

#define TAG_PIXEL_SPACING 0x00280030
#define TAG_IMAGER_SPACING 0x00181164

static const char *const projections[] = { "CR", "DX", "DR", "MG", "IO",
                                           "PX", "XA", "RF", "RG", NULL };
static const char *const photographs[] = { "SC", "OT", "XC", "ES", "GM",
                                           "SM", "OP", "DD", "HC", NULL };

static gboolean
read_pair (const CsDicomItem *item, CsTag tag, double ret_pair[2])
{
  return cs_dicom_number (item, tag, 0, &ret_pair[0]) &&
         cs_dicom_number (item, tag, 1, &ret_pair[1]) && ret_pair[0] > 0 && ret_pair[1] > 0;
}

/* How much larger than the patient the picture is at the detector. */
static gboolean
read_magnification (const CsDicomItem *root, double *ret_factor)
{
  double factor, detector, patient;
  if (!cs_dicom_number (root, 0x00181114, 0, &factor)) {
    if (!cs_dicom_number (root, 0x00181110, 0, &detector) ||
        !cs_dicom_number (root, 0x00181111, 0, &patient) || patient <= 0)
      return FALSE;
    factor = detector / patient;
  }
  *ret_factor = factor;
  return factor >= 1 && factor < 100;
}

static void
read_projection (const CsDicomItem *root, CsFrameGeometry *geometry)
{
  double pixel[2], imager[2], factor;
  gboolean has_pixel = read_pair (root, TAG_PIXEL_SPACING, pixel);
  gboolean has_imager = read_pair (root, TAG_IMAGER_SPACING, imager);
  g_autofree char *calibration = cs_dicom_word (root, 0x00280a02, 0);
  gboolean by_geometry = g_strcmp0 (calibration, "GEOMETRY") == 0;
  if (has_pixel && (by_geometry || g_strcmp0 (calibration, "FIDUCIAL") == 0))
    cs_frame_geometry_set_spacing (
        geometry, by_geometry ? CS_SPACING_GEOMETRY : CS_SPACING_FIDUCIAL, pixel[0], pixel[1]);
  else if (has_pixel && (!has_imager || pixel[0] != imager[0] || pixel[1] != imager[1]))
    cs_frame_geometry_set_spacing (geometry, CS_SPACING_UNSPECIFIED, pixel[0], pixel[1]);
  else if (has_imager && read_magnification (root, &factor))
    cs_frame_geometry_set_spacing (geometry, CS_SPACING_MAGNIFIED, imager[0] / factor,
                                   imager[1] / factor);
  else if (has_imager)
    cs_frame_geometry_set_spacing (geometry, CS_SPACING_DETECTOR, imager[0], imager[1]);
}

static void
read_other (const CsDicomItem *root, CsFrameGeometry *geometry)
{
  double pair[2];
  if (read_pair (root, 0x00182010, pair))
    cs_frame_geometry_set_spacing (geometry, CS_SPACING_NOMINAL, pair[0], pair[1]);
  else if (read_pair (root, TAG_PIXEL_SPACING, pair))
    cs_frame_geometry_set_spacing (geometry, CS_SPACING_UNSPECIFIED, pair[0], pair[1]);
}

void
cs_dicom_read_spacing (const CsDicomItem *root, const CsDicomItem *measures,
                       CsFrameGeometry *geometry)
{
  double pair[2];
  g_autofree char *modality = cs_dicom_word (root, 0x00080060, 0);
  g_autofree char *sop_class = cs_dicom_word (root, 0x00080016, 0);
  if (measures != root) {
    /* Pixel Measures of an enhanced object are in the patient. */
    if (read_pair (measures, TAG_PIXEL_SPACING, pair))
      cs_frame_geometry_set_spacing (geometry, CS_SPACING_PATIENT, pair[0], pair[1]);
    return;
  }
  /* Secondary capture has the modality of what was captured. */
  gboolean capture = sop_class != NULL && g_str_has_prefix (sop_class, "1.2.840.10008.5.1.4.1.1.7");
  if (capture || (modality != NULL && g_strv_contains (photographs, modality)))
    read_other (root, geometry);
  else if (modality != NULL && g_strv_contains (projections, modality))
    read_projection (root, geometry);
  else if (g_strcmp0 (modality, "US") == 0)
    geometry->source =
        cs_dicom_count_items (root, 0x00186011) > 0 ? CS_SPACING_REGION : CS_SPACING_NONE;
  else if (g_strcmp0 (modality, "RTIMAGE") == 0 && read_pair (root, 0x30020011, pair))
    cs_frame_geometry_set_spacing (geometry, CS_SPACING_DETECTOR, pair[0], pair[1]);
  else if (read_pair (root, TAG_PIXEL_SPACING, pair))
    cs_frame_geometry_set_spacing (
        geometry, modality != NULL ? CS_SPACING_PATIENT : CS_SPACING_UNSPECIFIED, pair[0], pair[1]);
}
