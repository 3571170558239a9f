/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who works in a project: in a new one the founder, and others with their roles; in one that is
 * there its members. Main thread. */
#pragma once

#include "cs-members.h"
#include "cs-project-plan.h"

#include <adwaita.h>

#define CS_TYPE_PEOPLE_PAGE (cs_people_page_get_type ())
G_DECLARE_FINAL_TYPE (CsPeoplePage, cs_people_page, CS, PEOPLE_PAGE, AdwBin)

/* Signal "changed" (). */

/* Reads the identities of this computer on SESSION's thread; the one of HANDLE (may be NULL) is
 * proposed as the founder. */
void cs_people_page_set_session (CsPeoplePage *self, CsSession *session, const char *handle);
/* Shows MEMBERS of SESSION's project (may be NULL), who can be changed, instead of a founder. */
void cs_people_page_set_members (CsPeoplePage *self, CsSession *session, const CsMembers *members);
/* Those who are to be others now, and those who are new (GPtrArray of CsPlanPerson); caller
 * unrefs. */
GPtrArray *cs_people_page_changes (CsPeoplePage *self);
/* What is missing, as a sentence, which stands until it changes; NULL when it is complete. */
const char *cs_people_page_missing (CsPeoplePage *self);
/* What could never be signed with these people, as a sentence, which stands until it changes; NULL:
 * nothing. */
const char *cs_people_page_stuck (CsPeoplePage *self);
/* GPtrArray of CsPlanPerson, the founder first; caller unrefs. */
GPtrArray *cs_people_page_people (CsPeoplePage *self);
