/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How labels are told that people skipped, by each command that counts them. On the command's
 * thread. */
#pragma once

#include "cs-cli.h"

/* A line for each of LABELS (of CsSkippedLabel), and a member "labels" of what is printed with
 * --json. */
void cs_cli_tell_skipped (CsCli *cli, const GPtrArray *labels);
