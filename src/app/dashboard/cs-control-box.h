/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well control cases were read, person by person and one by one; not there for who is not told
 * of them, nor where there are none. Main thread. */
#pragma once

#include "cs-session.h"

#include <adwaita.h>

#define CS_TYPE_CONTROL_BOX (cs_control_box_get_type ())
G_DECLARE_FINAL_TYPE (CsControlBox, cs_control_box, CS, CONTROL_BOX, AdwBin)

/* Reads what SESSION has. */
void cs_control_box_show (CsControlBox *self, CsSession *session);
