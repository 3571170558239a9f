/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DICOM text to UTF-8: every set of Specific Character Set with its escape sequences (PS3.3
 * C.12.1.1.2). What does not decode is shown as \xNN, never dropped. The converters are opened
 * once, before rights are given up; one thread. */
#pragma once

#include <glib.h>

/* Opens every converter. Those that the system lacks are shown as \xNN later. */
void cs_charset_start (void);

/* DECLARED is the raw value of (0008,0005), NULL when absent. IS_NAME: '^' and '=' too go back to
 * the first set. The result is UTF-8 without control characters, at most LIMIT characters, a longer
 * one ends in an ellipsis. Caller frees. */
char *cs_charset_to_utf8 (const char *declared, const char *text, gboolean is_name, gsize limit);
