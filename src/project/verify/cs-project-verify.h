/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of cs_project_verify, for the files cs-project-verify*.c. Each adds what it finds to
 * PROBLEMS and is FALSE only when it could not go on. On the store's thread. */
#pragma once

#include "cs-project.h"

/* Every source is what the journal says it is, piece by piece, and lies here; linked ones are read
 * when LINKED. */
gboolean cs_project_verify_sources (CsProject *project, gboolean linked, GPtrArray *problems,
                                    GCancellable *cancellable, GError **error);
/* Every draft can be taken up again. */
gboolean cs_project_verify_drafts (CsProject *project, GPtrArray *problems, GError **error);
/* Sittings that go on in several ways; acts that do not count: who, what, on which case, when, and
 * why not. */
gboolean cs_project_verify_acts (CsProject *project, GPtrArray *problems, GError **error);
