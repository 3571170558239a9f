/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of CsCli, for cs-cli.c, cs-cli-main.c and the command `run`. */
#pragma once

#include "cs-cli.h"

struct _CsCli {
  const CsCliHost *host;
  GHashTable *options;
  GPtrArray *arguments;
  gboolean json;
  gboolean no;
  CsJson *data;
  GPtrArray *problems;
  CsProject *project; /* opened for this command */
  CsProject *shared;  /* of the `run` around it; not owned */
};

/* The answer to a line that cannot be tried; WHY is taken over. */
int cs_cli_refuse_line (const CsCliHost *host, CsProject *shared, const char *command, GError *why);
/* One command line with the project of an outer one (or NULL). */
int cs_cli_run_line (const CsCliHost *host, CsProject *shared, const char *handle, int argc,
                     const char *const *argv);
