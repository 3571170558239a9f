/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases whose linked sources are no longer the bytes that were brought in. On the project's thread.
 */
#pragma once

#include "cs-project-private.h"

/* Set of CsGid. A file of another size is another one; one of another time is read, up to 1 GiB in
 * one look and once for each time that it has: what is beyond that is left to verifying, signing
 * and releasing, which read all. What is not there now says nothing. NULL on error. */
GHashTable *cs_project_altered_cases (CsProject *project, GError **error);
