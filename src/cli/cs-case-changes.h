/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "case changes": what separates two versions of a case, and what is said of which mark is which.
 * One thread. */
#pragma once

#include "cs-cli.h"

gboolean cs_case_changes_run (CsCli *cli, GError **error);
