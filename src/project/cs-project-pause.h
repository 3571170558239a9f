/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who begins nothing new until a lead lets them go on, and why. On the project's thread; rows are
 * plain values that may cross threads. */
#pragma once

#include "cs-project.h"

typedef struct {
  CsGid person;
  char *handle, *name;
  char *reason;
  char *by;    /* handle of who did it; NULL: the workflow asked for it */
  gint64 wall; /* when, microseconds since 1970 */
} CsPauseRow;
void cs_pause_row_free (CsPauseRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPauseRow, cs_pause_row_free)

/* Those who are paused now, of whom READER is told: themselves, or everybody (see
 * cs_rules_sees_results). GPtrArray of CsPauseRow, the longest first. */
GPtrArray *cs_project_pauses (CsProject *project, const CsReader *reader, GError **error);
/* PERSON's row of those; NULL. */
const CsPauseRow *cs_pause_of (GPtrArray *pauses, const CsGid *person);

/* REASON is told to the person, too. */
gboolean cs_project_pause (CsProject *project, const CsGid *person, const char *reason,
                           GError **error);
/* REASON says what was done for it. */
gboolean cs_project_resume (CsProject *project, const CsGid *person, const char *reason,
                            GError **error);
