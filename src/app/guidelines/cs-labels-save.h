/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels in force as a file, to be edited and published again. Main thread. */
#pragma once

#include "cs-main-window.h"

/* Asks where to, writes, and says so. */
void cs_labels_save (CsMainWindow *window);

/* A job: writes the label schema in force to the path DATA. NOT_FOUND when there is none. */
gpointer cs_labels_save_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);
