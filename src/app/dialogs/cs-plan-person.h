/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person of a project as they are to be: somebody new, or a member as they were and as they are
 * wanted; and the job that makes it so. Plain values that cross threads. */
#pragma once

#include "cs-session.h"
#include "cs-track-record.h"

typedef struct {
  char *handle, *name;
  guint roles;          /* CsRole */
  CsIdentity *identity; /* of somebody else's computer; NULL: of this one, made when it is not there
                         */
  CsTraits traits;
  char *reason, *qualification; /* for another level; NULL: nothing is said */
  gboolean paused;
  char *pause_reason; /* for pausing them, or for letting them go on; NULL: nothing is said */
  gboolean member;    /* is in the project already, as */
  CsGid gid;
  guint was; /* with these roles */
  CsTraits traits_were;
  char *promoted;    /* see CsPersonRow */
  char *paused_for;  /* why they are paused; NULL: they are not */
  gboolean can_sign; /* has a signing key there */
} CsPlanPerson;
CsPlanPerson *cs_plan_person_new (const char *handle, const char *name, guint roles,
                                  CsIdentity *identity);
CsPlanPerson *cs_plan_person_copy (const CsPlanPerson *person);
void cs_plan_person_free (gpointer person);
gboolean cs_plan_person_changes (const CsPlanPerson *person);
/* A change of a member the other way round. Caller frees. */
CsPlanPerson *cs_plan_person_back (const CsPlanPerson *person);

/* On the project's thread. Their identity on this computer, made when it is not there. */
CsSigner *cs_plan_person_signer (CsEnv *env, const CsPlanPerson *person, GError **error);
/* RET_GID may be NULL. */
gboolean cs_plan_person_add (CsEnv *env, CsProject *project, const CsPlanPerson *person,
                             CsGid *ret_gid, GError **error);
/* A CsJobFunc with a GPtrArray of CsPlanPerson: changes the members and adds the rest; what fails
 * is named, and what went before it stays. */
gpointer cs_plan_people_job (CsDesk *desk, CsJob *job, gpointer people, GError **error);
