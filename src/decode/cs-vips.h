/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures through libvips: its explicit loaders only, one strip at a time on the calling thread.
 */
#pragma once

#include "cs-codec.h"

#include <vips/vips.h>

/* vips_pngload_buffer or vips_jpegload_buffer. */
typedef int (*CsVipsLoader) (void *data, size_t size, VipsImage **ret_image, ...);

/* Call once before rights are given up. */
gboolean cs_vips_start (GError **error);
/* Fills in all of RET_PICTURE but damage. CORRUPT when the header does not parse. */
gboolean cs_vips_probe (const CsSource *source, CsVipsLoader loader, CsPicture *ret_picture,
                        GError **error);
gboolean cs_vips_frame (const CsSource *source, CsVipsLoader loader, const CsFrameJob *job,
                        GError **error);
