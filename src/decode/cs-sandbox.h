/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives up what a decoder does not need: new files, sockets, programs, memory and time without
 * end. Called once by the helper's only thread, after everything it needs is loaded. */
#pragma once

#include <glib.h>

/* TRUE when the kernel enforces it from now on. The limits hold in any case. */
gboolean cs_sandbox_enter (void);
/* Processor time for the next question; a helper that uses it up is ended by the kernel. */
void cs_sandbox_allow_seconds (guint seconds);
