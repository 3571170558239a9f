/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-low.h"
#include "cs-mark.h"
#include "cs-nowhere.h"

#include <gtk/gtk.h>
#include <sqlite3.h>
#include <stdio.h>
#include <strange.h>

void
cs_up (const char *comment)
{
  g_autofree char *first = NULL, *second;
  g_autoptr (GError) error;
  char line[8];
  sprintf (line, "strcpy (a, b) in a string is fine");
  strcpy (line, comment); /* strcat (in, a comment) is fine */
  self->time (self);
  printf ("%.3f\n", 1.0);
  sqlite3_exec (NULL);
  g_setenv ("A", "B", TRUE);
  /* lint-allow system: proves the marker */
  system ("true");
  system ("false"); /* the marker of the line above is too far away */
  goto out;
out:
  return; /* XXX later */
}
