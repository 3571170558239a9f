/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that belong below each other. At a terminal the columns are aligned by the width that the
 * letters have there, and one column is shortened so that a row fits a line; into a file or another
 * program every cell goes whole, with a tab between. Nothing with --json. One thread. */
#pragma once

#include "cs-cli.h"

#define CS_CLI_SHORT_ID 8 /* digits of an id that are shown */

typedef struct _CsCliTable CsCliTable;

#define CS_CLI_WHOLE G_MAXUINT /* no column gives way */

/* LONG_COLUMN is the one that gives way. */
CsCliTable *cs_cli_table_new (CsCli *cli, guint n_columns, guint long_column);
/* As many cells as there are columns, any bytes. */
void cs_cli_table_add (CsCliTable *self, const char *first, ...);
/* Says the rows and forgets them. */
void cs_cli_table_print (CsCliTable *self);
void cs_cli_table_free (CsCliTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCliTable, cs_cli_table_free)
