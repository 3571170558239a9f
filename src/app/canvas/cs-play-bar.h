/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Below a loop: plays it and stops it, says which frame is shown and how fast it goes. Not seen
 * below anything else. Main thread. */
#pragma once

#include "cs-canvas.h"

#include <adwaita.h>

#define CS_TYPE_PLAY_BAR (cs_play_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsPlayBar, cs_play_bar, CS, PLAY_BAR, AdwBin)

/* CANVAS, which has a model, shows what is played; NULL: none does. A reference is taken. */
void cs_play_bar_set_canvas (CsPlayBar *self, CsCanvas *canvas, CsCaseModel *model);
