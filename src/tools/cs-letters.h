/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One letter for each row of a list, so that one key chooses it. Pure; any thread. */
#pragma once

#include <glib.h>

typedef struct {
  const char *name;     /* shown */
  const char *shortcut; /* one character wanted by the schema, or NULL */
} CsLetterWish;

/* For each of COUNT wishes the character that chooses it, lower case, or 0 when none is left.
 * Shortcuts come first; then the first letter or digit of the name that is free, then any free
 * letter of the alphabet, then any digit. The same wishes give the same letters. Free with g_free.
 */
gunichar *cs_letters_new (const CsLetterWish *wishes, guint count);
