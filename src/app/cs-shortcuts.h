/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that lists every key, made from the table of actions. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

/* WINDOWS: what the keys 1 to 9 choose for the picture that is open, or NULL. MODEL, or NULL: the
 * case that is open, without the tools that its project does not use. Caller presents it. */
GtkWindow *cs_shortcuts_new (const char *const *windows, CsCaseModel *model);
