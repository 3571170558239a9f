/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Found": how much of what an import would take, and what it would not. Main thread. */
#pragma once

#include "cs-intake-job.h"

#include <gtk/gtk.h>

/* Of RESULT (NULL: no rows) what CHOSEN takes. The buttons ask for "sources.duplicates",
 * "sources.encoding" and "sources.doubtful". ENCODING is of texts that do not say theirs, or NULL.
 */
void cs_found_rows_show (GtkListBox *rows, const CsIntakePlan *chosen, const CsIntakeResult *result,
                         const char *encoding);
