/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the same for all cases of one look at them. Lives on the stack; borrows the project and
 * the reader. On the project's thread. */
#pragma once

#include "cs-project-sight.h"

typedef struct {
  CsProject *project;
  CsSight sight;
  GPtrArray *people;   /* CsPersonRow */
  GHashTable *altered; /* set of CsGid */
  int today;           /* see cs-due.h */
  gboolean junior;     /* somebody who acts where the reader does came further (cs-traits.h) */
} CsLook;

/* MANY: most cases are looked at, so what is asked of each is read at once. */
gboolean cs_look_begin (CsProject *project, const CsReader *reader, gboolean many, CsLook *ret_look,
                        GError **error);
void cs_look_clear (CsLook *look);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsLook, cs_look_clear)

/* "?" for somebody who is not in the project. */
const char *cs_look_handle (const CsLook *look, const CsGid *person);
/* What a signature covers is also the bytes that lie beside the project. */
void cs_look_note_altered (const CsLook *look, CsWork *work);
/* Where WORK is; NULL past the last stage, and where it may not be known. */
const CsWorkflowStage *cs_look_stage (const CsLook *look, const CsWork *work);
/* If the reader accepted WORK at the stage that it is at, nobody would be left for a later one, and
 * somebody else is served it of whom that is not so: what a queue leaves to the others. */
gboolean cs_look_is_left (const CsLook *look, const CsWork *work);
/* Nobody in the project may act at the stage that WORK is at, or sign what they accepted. */
gboolean cs_look_is_blocked (const CsLook *look, const CsWork *work);

/* As cs_project_cases, but nobody counted their items. */
GPtrArray *cs_project_case_rows (CsProject *project, const CsReader *reader,
                                 GCancellable *cancellable, GError **error);
