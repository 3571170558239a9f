/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving several marks of one frame as if they were one. Any thread. */
#pragma once

#include "cs-mark.h"

/* Each of MARKS (GPtrArray of CsMark) moved by the same DX, DY pixels, by less where the edge of
 * the picture stops one of them; whole pixels where one of them needs that. What cannot be moved
 * stays as it is. A new array that owns its marks. */
GPtrArray *cs_marks_move (const GPtrArray *marks, double dx, double dy, guint width, guint height);
