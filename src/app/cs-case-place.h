/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where somebody was in a case when it was last on the screen of this machine, and whether it was
 * left in order: one small file for each project and person in the state folder. On the worker's
 * thread. */
#pragma once

#include "cs-env.h"

typedef struct {
  CsGid item;
  gint64 unit;
  gboolean open; /* it is on the screen; when read: it was there when the program ended */
  guint64 kept;  /* mark that was an open outline when the window was closed; 0: none */
} CsCasePlace;

/* FALSE when nothing is known; a file that cannot be read knows nothing. */
gboolean cs_case_place_read (CsEnv *env, const CsGid *project, const CsGid *person,
                             const CsGid *case_gid, CsCasePlace *ret_place);
/* Which of CASES the person saw last; -1 when nothing is known of them. */
int cs_case_place_last (CsEnv *env, const CsGid *project, const CsGid *person, const CsGid *cases,
                        guint n_cases);
/* Remembers the last 200 cases. */
gboolean cs_case_place_write (CsEnv *env, const CsGid *project, const CsGid *person,
                              const CsGid *case_gid, const CsCasePlace *place, GError **error);
