/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which identities of this machine are members of a project: who can work in it here. On the
 * project's thread. */
#pragma once

#include "cs-project.h"

/* GPtrArray of CsIdentity by handle, each with a reference; empty when there are none. */
GPtrArray *cs_project_local_members (CsProject *project, GError **error);
