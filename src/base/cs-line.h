/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of foreign text that will stand in our sentences: names of people, files, entries. Plain
 * functions; any thread. */
#pragma once

#include <glib.h>

/* UTF-8 without control characters, line breaks of any kind, and the characters that turn the
 * direction of the text around them. Empty is fine. */
gboolean cs_line_ok (const char *text);
gboolean cs_line_char_ok (gunichar c);
/* Any bytes as a line that is ok: what is not becomes \xNN or \u{N}. Caller frees. */
char *cs_line_escape (const char *text);
