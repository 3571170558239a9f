/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who of this computer works in a project that is opened. Any thread. */
#pragma once

#include "cs-hash.h"
#include "cs-identity.h"

/* Who was asked for by HANDLE (or NULL); else who worked in it last, by PEOPLE (or NULL), the
 * handles by the id of a project; else the only one. Never a guess: NULL. Owned by MEMBERS, of
 * CsIdentity. */
const CsIdentity *cs_member_choose (GPtrArray *members, const char *handle, GHashTable *people,
                                    const CsGid *project);
/* Why that is nobody, in a sentence. Caller frees. */
char *cs_member_nobody_words (GPtrArray *members, const char *handle);
