/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a case with its slice strip, what is said in its place when it cannot be shown,
 * and where the case has several, which one it is. Main thread. */
#pragma once

#include "cs-canvas.h"

#include <adwaita.h>

#define CS_TYPE_IMAGE_VIEW (cs_image_view_get_type ())
G_DECLARE_FINAL_TYPE (CsImageView, cs_image_view, CS, IMAGE_VIEW, AdwBin)

/* Signals:
 * "choose" (guint item)  the person wants to see that item of the model here */

/* NULL shows nothing. Hidden for a case without pictures. */
void cs_image_view_set_model (CsImageView *self, CsCaseModel *model);
CsCanvas *cs_image_view_canvas (CsImageView *self);
/* SEVERAL views stand side by side, and go along with each other where LINKED. */
void cs_image_view_set_linked (CsImageView *self, gboolean several, gboolean linked);
/* For a window of 1366 pixels and the like. */
void cs_image_view_set_narrow (CsImageView *self, gboolean narrow);
