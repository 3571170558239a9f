/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that are right already, read once more by somebody who does not know it, and how well they
 * read them. Only who sees results (cs_rules_sees_results) is told which cases those are. On the
 * project's thread; rows are plain values that may cross threads. */
#pragma once

#include "cs-mark-score.h"
#include "cs-project.h"

/* Who could be given one of CASE_GID: they read here, its segments keep them from nothing, they are
 * not told of control cases, and have neither worked on it nor a control case of it. GPtrArray of
 * CsPersonRow. */
GPtrArray *cs_project_control_people (CsProject *project, const CsGid *case_gid, GError **error);
/* For PERSON (NULL: for each of those) a case on the files of CASE_GID, which is signed.
 * It has TITLE (NULL: one like that of CASE_GID, another for each) and is served among those that
 * wait. RET_PEOPLE (may be NULL): handles of those for whom there is one now. INVALID when there is
 * nobody. */
gboolean cs_project_make_control (CsProject *project, const CsGid *case_gid, const CsGid *person,
                                  const char *title, GPtrArray **ret_people, GError **error);

typedef enum { CS_CONTROL_WAITS, CS_CONTROL_AT_WORK, CS_CONTROL_READ } CsControlState;

typedef struct {
  CsGid case_gid, of_case, person;
  char *title, *of_title, *handle;
  CsControlState state;
  gint64 wall;       /* READ: when */
  CsMarkScore score; /* READ */
  int percent;       /* likewise; -1: what is right cannot be read */
  gboolean failed;   /* below what the workflow in force asks */
  gboolean counts;   /* since the workflow's last pause of them ended, among the last that count */
} CsControlRow;
void cs_control_row_free (CsControlRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsControlRow, cs_control_row_free)

/* Those of PERSON, or of everybody (NULL), by person and in the order in which they were read;
 * GPtrArray of CsControlRow. DENIED to who is not told. */
GPtrArray *cs_project_controls (CsProject *project, const CsReader *reader, const CsGid *person,
                                GError **error);
/* How many there are, none of which is in a list, a sum, an export or a release; 0 for who is not
 * told. */
gboolean cs_project_count_controls (CsProject *project, const CsReader *reader, guint *ret_n,
                                    GError **error);
/* How many of those in ROWS that count of PERSON were failed, and how many these are. */
guint cs_controls_failed (const GPtrArray *rows, const CsGid *person, guint *ret_of);
/* Pauses those, but for the signer, whom the workflow pauses for the control cases they failed.
 * Done by itself where somebody takes a case or asks for the next one and where copies meet. */
gboolean cs_project_pause_failed (CsProject *project, GError **error);
