/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of CsCli, for the cs-cli-*.c and the command `run`. */
#pragma once

#include "cs-cli.h"

struct _CsCli {
  const CsCliHost *host;
  const CsCommand *command; /* what was asked for, once that is known */
  const CsCliAction *action;
  GHashTable *options;
  GPtrArray *arguments;
  gboolean json;
  gboolean no;
  CsJson *data;
  GPtrArray *problems;
  CsProject *project; /* opened for this command */
  CsProject *shared;  /* of the `run` around it; not owned */
};

extern const CsCliOption cs_cli_common_options[]; /* of every command; ended by NULL */

/* The one way to a person's screen, besides the rows of a table: a line of any bytes, whose control
 * characters, line ends and turns of direction are written out. */
void cs_cli_say (const CsCliHost *host, gboolean to_errors, const char *text);
/* Says what came of it and gives the exit code. */
int cs_cli_finish (CsCli *cli, const char *command, GError *trouble);

char *cs_cli_usage (const CsCli *cli); /* "usage: task next PROJECT" */
int cs_cli_help (const CsCliHost *host, int argc, const char *const *argv);
const CsCommand *cs_cli_find_command (const char *word); /* NULL when there is none */
/* NULL with ERROR, which lists what there is. WORD may be NULL. */
const CsCliAction *cs_cli_find_action (const CsCommand *command, const char *word, GError **error);
/* Always FALSE; names the nearest one. */
gboolean cs_cli_unknown_command (const char *word, GError **error);

/* The answer to a line that cannot be tried; WHY is taken over. */
int cs_cli_refuse_line (const CsCliHost *host, CsProject *shared, const char *command, GError *why);
/* One command line with the project of an outer one (or NULL). */
int cs_cli_run_line (const CsCliHost *host, CsProject *shared, const char *handle, int argc,
                     const char *const *argv);
