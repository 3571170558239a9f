/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person has hidden and locked in a case, kept on this machine: one small file for each
 * project, person and case in the state folder, gone when nothing is held. On the worker's thread.
 */
#pragma once

#include "cs-env.h"
#include "cs-mark-hold.h"

/* A file that is not there or cannot be read holds nothing. */
CsMarkHold *cs_case_hold_file_read (CsEnv *env, const CsGid *project, const CsGid *person,
                                    const CsGid *case_gid);
gboolean cs_case_hold_file_write (CsEnv *env, const CsGid *project, const CsGid *person,
                                  const CsGid *case_gid, const CsMarkHold *hold, GError **error);
