/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for what is there a second time, like those of what is there already. Pure; any thread. */
#pragma once

#include <glib.h>

/* NAME with another number for its last one: one that no name of TAKEN (a set of strings) has,
 * between those that names like it have, by DIE; else, and without DIE, the next after them. NULL
 * where it has no number. What follows a last dot is no part of it. Caller frees. */
char *cs_control_name (const char *name, GHashTable *taken, const guint32 *die);
/* NAME, whose last number is that of WAS, with that of NOW; NULL where it is another one. Caller
 * frees. */
char *cs_control_follow (const char *name, const char *was, const char *now);
/* TEXT with NOW for the first WAS in it. Caller frees. */
char *cs_control_put (const char *text, const char *was, const char *now);
