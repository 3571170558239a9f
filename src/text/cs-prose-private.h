/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of CsProse, for the files cs-prose*.c. */
#pragma once

#include "cs-prose.h"

/* An empty list of CsProseBlock that owns what is in them. */
GArray *cs_prose_list_new (void);
/* Takes LIST over. */
CsProse *cs_prose_new (GArray *list);
