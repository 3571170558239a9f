/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names what a file that we do not decode seems to be, so that a refusal says more than "no". Any
 * thread. */
#pragma once

#include <glib.h>

/* A phrase like "this seems to be a GIF picture". Static. */
const char *cs_guess_kind (const guint8 *head, gsize size);
