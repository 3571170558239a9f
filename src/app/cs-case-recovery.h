/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strokes that the project's file could not take: a line each in a file of the state folder, on the
 * disk before anything else happens, offered when the case is opened again. On the worker's thread.
 */
#pragma once

#include "cs-project.h"

/* Whose strokes on which case of which project. */
typedef struct {
  CsGid project, person, case_gid;
} CsCaseRecoveryKey;

/* Of the signer. */
CsCaseRecoveryKey cs_case_recovery_key (CsProject *project, const CsGid *case_gid);

gboolean cs_case_recovery_append (CsEnv *env, const CsCaseRecoveryKey *key, const CsMarkEdit *edit,
                                  GError **error);
/* GPtrArray of CsMarkEdit in their order; NULL when there is none. A line that was not written to
 * its end is left out. */
GPtrArray *cs_case_recovery_read (CsEnv *env, const CsCaseRecoveryKey *key);
/* They are about to be drawn again: new ones go to a new file. */
gboolean cs_case_recovery_take (CsEnv *env, const CsCaseRecoveryKey *key, GError **error);
/* They were drawn again: those that were taken go. */
void cs_case_recovery_taken (CsEnv *env, const CsCaseRecoveryKey *key);
void cs_case_recovery_discard (CsEnv *env, const CsCaseRecoveryKey *key);
