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

/* What the options say; the words are of the command line. */
typedef struct {
  const char *find, *in, *ranked, *stage; /* NULL: any */
  CsPersonRow *with;                      /* the same */
  gboolean overdue;
} CsCliFilter;
void cs_cli_filter_clear (CsCliFilter *filter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsCliFilter, cs_cli_filter_clear)
/* INVALID or NOT_FOUND where a word means nothing, with those that there are. ROWS: all cases that
 * the reader sees. */
gboolean cs_cli_filter_read (CsCli *cli, CsProject *project, const GPtrArray *rows,
                             CsCliFilter *ret_filter, GError **error);
gboolean cs_cli_filter_fits (const CsCliFilter *filter, const CsCaseRow *row);
/* In a version of the workflow, a stage by its key or its word; INVALID names those that there are.
 */
gboolean cs_cli_stage_exists (CsProject *project, const char *stage, GError **error);
gboolean cs_cli_group_exists (CsProject *project, const char *group, GError **error);
/* Those that arguments FIRST to before END name, or else the open ones that fit the filter: GArray
 * of CsGid. INVALID with both and with neither, NOT_FOUND when none fits. */
GArray *cs_cli_cases_meant (CsCli *cli, CsProject *project, guint first, guint end, GError **error);
