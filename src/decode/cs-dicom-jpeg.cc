/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dicom.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djcparam.h>
#include <dcmtk/dcmjpeg/djdijg12.h>
#include <dcmtk/dcmjpeg/djdijg16.h>
#include <dcmtk/dcmjpeg/djdijg8.h>

#include <memory>

static std::unique_ptr<DJDecoder>
make_decoder (guint precision, const DJCodecParameter &parameter, bool ycc)
{
  if (precision <= 8)
    return std::unique_ptr<DJDecoder> (new DJDecompressIJG8Bit (parameter, ycc));
  if (precision <= 12)
    return std::unique_ptr<DJDecoder> (new DJDecompressIJG12Bit (parameter, ycc));
  return std::unique_ptr<DJDecoder> (new DJDecompressIJG16Bit (parameter, ycc));
}

static OFCondition
run (const guint8 *data, gsize size, guint precision, gboolean to_rgb, guint8 *samples,
     gsize out_size)
{
  const DJCodecParameter parameter (ECC_lossyYCbCr, to_rgb ? EDC_always : EDC_never, EUC_never,
                                    EPC_colorByPixel);
  std::unique_ptr<DJDecoder> decoder = make_decoder (precision, parameter, to_rgb == TRUE);
  OFCondition result = decoder->init ();
  if (result.good ())
    result = decoder->decode (const_cast<Uint8 *> (data), (Uint32)size, samples, (Uint32)out_size,
                              OFFalse);
  return result;
}

gboolean
cs_dicom_jpeg (const guint8 *data, gsize size, guint precision, gboolean to_rgb,
               guint8 *ret_samples, gsize out_size, GError **error)
{
  if (size > G_MAXUINT32 || out_size > G_MAXUINT32)
    return cs_fail (error, CS_ERROR_LIMIT, "a JPEG frame of this size");
  try {
    OFCondition result = run (data, size, precision, to_rgb, ret_samples, out_size);
    if (result.good ())
      return TRUE;
    return cs_fail (error, CS_ERROR_CORRUPT, "its JPEG data are damaged (%s)", result.text ());
  } catch (...) {
    return cs_fail (error, CS_ERROR_LIMIT, "its JPEG data do not fit into memory");
  }
}
