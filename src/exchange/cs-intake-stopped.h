/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import that was killed, as the person who opens the project next is offered to go on with it.
 * A plain value; on the project's thread. */
#pragma once

#include "cs-intake.h"

typedef struct {
  CsIntakeOptions options; /* as it was begun; points into this value */
  char **paths;
  char *csv, *encoding, *folder;
  char *name;         /* of its first folder or file, fit to be shown */
  gint64 done, total; /* files stored, files there are */
} CsIntakeStopped;

/* NULL when there is none that the project's person may go on with. */
CsIntakeStopped *cs_intake_stopped_new (CsProject *project);
void cs_intake_stopped_free (CsIntakeStopped *stopped);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIntakeStopped, cs_intake_stopped_free)

/* Gives back the room of what it stored. */
gboolean cs_intake_forget (CsProject *project, GError **error);

/* The lines after the first of the record at PATH, one by one; RET_WHOLE is where the last whole
 * one ends. FALSE when there is none, or when ORDER is not NULL and not its first line. For
 * cs-intake*.c. */
typedef void (*CsIntakeLine) (gpointer data, CsJson *line);
gboolean cs_intake_lines_read (const char *path, const char *order, CsIntakeLine take,
                               gpointer data, gint64 *ret_whole);
