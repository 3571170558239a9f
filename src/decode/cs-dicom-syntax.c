/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dicom-syntax.h"

static const CsDicomSyntax syntaxes[] = {
  { "1.2.840.10008.1.2", "Implicit VR Little Endian", CS_PACKING_NATIVE, FALSE },
  { "1.2.840.10008.1.2.1", "Explicit VR Little Endian", CS_PACKING_NATIVE, FALSE },
  { "1.2.840.10008.1.2.2", "Explicit VR Big Endian", CS_PACKING_NATIVE, FALSE },
  { "1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", CS_PACKING_NATIVE, FALSE },
  { "1.2.840.10008.1.2.5", "RLE Lossless", CS_PACKING_RLE, FALSE },
  { "1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression", CS_PACKING_DEFLATED, FALSE },
  { "1.2.840.10008.1.2.4.50", "JPEG Baseline", CS_PACKING_JPEG, TRUE },
  { "1.2.840.10008.1.2.4.51", "JPEG Extended", CS_PACKING_JPEG, TRUE },
  { "1.2.840.10008.1.2.4.53", "JPEG Spectral Selection", CS_PACKING_JPEG, TRUE },
  { "1.2.840.10008.1.2.4.55", "JPEG Full Progression", CS_PACKING_JPEG, TRUE },
  { "1.2.840.10008.1.2.4.57", "JPEG Lossless", CS_PACKING_JPEG, FALSE },
  { "1.2.840.10008.1.2.4.70", "JPEG Lossless, First-Order Prediction", CS_PACKING_JPEG, FALSE },
  { "1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", CS_PACKING_JPEG_LS, FALSE },
  { "1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless", CS_PACKING_JPEG_LS, TRUE },
  { "1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless", CS_PACKING_JPEG_2000, FALSE },
  { "1.2.840.10008.1.2.4.91", "JPEG 2000", CS_PACKING_JPEG_2000, TRUE },
  { "1.2.840.10008.1.2.4.201", "HTJ2K Lossless", CS_PACKING_JPEG_2000, FALSE },
  { "1.2.840.10008.1.2.4.202", "HTJ2K Lossless RPCL", CS_PACKING_JPEG_2000, FALSE },
  { "1.2.840.10008.1.2.4.203", "HTJ2K", CS_PACKING_JPEG_2000, TRUE },
  { "1.2.840.10008.1.2.4.100", "MPEG-2 Main Profile", CS_PACKING_VIDEO, TRUE },
  { "1.2.840.10008.1.2.4.101", "MPEG-2 High Level", CS_PACKING_VIDEO, TRUE },
  { "1.2.840.10008.1.2.4.102", "MPEG-4 AVC High Profile", CS_PACKING_VIDEO, TRUE },
  { "1.2.840.10008.1.2.4.103", "MPEG-4 AVC BD-compatible", CS_PACKING_VIDEO, TRUE },
  { "1.2.840.10008.1.2.4.104", "MPEG-4 AVC for 2D Video", CS_PACKING_VIDEO, TRUE },
  { "1.2.840.10008.1.2.4.105", "MPEG-4 AVC for 3D Video", CS_PACKING_VIDEO, TRUE },
  { "1.2.840.10008.1.2.4.106", "MPEG-4 AVC Stereo", CS_PACKING_VIDEO, TRUE },
  { "1.2.840.10008.1.2.4.107", "HEVC Main Profile", CS_PACKING_VIDEO, TRUE },
  { "1.2.840.10008.1.2.4.108", "HEVC Main 10 Profile", CS_PACKING_VIDEO, TRUE },
};

const CsDicomSyntax *
cs_dicom_syntax_find (const char *uid)
{
  for (guint i = 0; i < G_N_ELEMENTS (syntaxes); i++) {
    if (g_strcmp0 (uid, syntaxes[i].uid) == 0)
      return &syntaxes[i];
  }
  return NULL;
}
