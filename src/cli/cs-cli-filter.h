/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases are meant: those that are named, or those that options describe. One thread. */
#pragma once

#include "cs-cli.h"

/* Rows of a table of options. */
#define CS_CLI_FILTER_OPTIONS                                                                      \
  { "find", "TEXT", "FILTER: cases with this in their title" },                                    \
      { "in", "SEGMENT", "FILTER: in this segment, sensitive or of expertise" },                   \
      { "overdue", NULL, "FILTER: whose last day has passed" },                                    \
      { "ranked", "PRIORITY", "FILTER: of high, normal or low priority" },                         \
      { "stage", "STAGE", "FILTER: at this stage" },                                               \
  {                                                                                                \
    "with", "PERSON", "FILTER: that this person has, or that are given to them"                    \
  }

gboolean cs_cli_filters (CsCli *cli);
/* What all options that were given say of it. */
gboolean cs_cli_filter_fits (CsCli *cli, const CsCaseRow *row);
/* Those that arguments FIRST to before END name, or else the open ones that fit the filter: GArray
 * of CsGid. INVALID with both and with neither, NOT_FOUND when none fits. */
GArray *cs_cli_cases_meant (CsCli *cli, CsProject *project, guint first, guint end, GError **error);
