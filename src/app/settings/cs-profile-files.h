/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile that is taken along: saved as a file, and brought in from one after what it would
 * change was shown. Main thread; files are read and written beside it. */
#pragma once

#include "cs-profile.h"

#include <gtk/gtk.h>

void cs_profile_export (GtkWindow *parent);
void cs_profile_import (GtkWindow *parent);
/* What is other in AFTER, a line each, for people. Caller frees. */
char *cs_profile_changes_words (const CsProfile *before, const CsProfile *after);
/* A profile of the bytes that the window can use. */
CsProfile *cs_profile_usable (const char *text, gsize size, GError **error);
