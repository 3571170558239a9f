/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-plan-person.h"
#include "cs-project-pause.h"

#include <glib/gi18n.h>

CsPlanPerson *
cs_plan_person_new (const char *handle, const char *name, guint roles, CsIdentity *identity)
{
  CsPlanPerson *person = g_new0 (CsPlanPerson, 1);
  person->handle = g_strdup (handle);
  person->name = g_strdup (name);
  person->roles = roles;
  person->identity = identity != NULL ? cs_identity_ref (identity) : NULL;
  return person;
}

CsPlanPerson *
cs_plan_person_copy (const CsPlanPerson *person)
{
  CsPlanPerson *copy =
      cs_plan_person_new (person->handle, person->name, person->roles, person->identity);
  cs_traits_copy (&person->traits, &copy->traits);
  copy->reason = g_strdup (person->reason);
  copy->qualification = g_strdup (person->qualification);
  copy->paused = person->paused;
  copy->pause_reason = g_strdup (person->pause_reason);
  copy->member = person->member;
  copy->gid = person->gid;
  copy->was = person->was;
  cs_traits_copy (&person->traits_were, &copy->traits_were);
  copy->promoted = g_strdup (person->promoted);
  copy->paused_for = g_strdup (person->paused_for);
  copy->can_sign = person->can_sign;
  return copy;
}

void
cs_plan_person_free (gpointer data)
{
  CsPlanPerson *person = data;
  g_free (person->handle);
  g_free (person->name);
  g_clear_pointer (&person->identity, cs_identity_unref);
  cs_traits_clear (&person->traits);
  cs_traits_clear (&person->traits_were);
  g_free (person->reason);
  g_free (person->qualification);
  g_free (person->pause_reason);
  g_free (person->promoted);
  g_free (person->paused_for);
  g_free (person);
}

static gboolean
same_words (const char *one, const char *other)
{
  return g_strcmp0 (one != NULL ? one : "", other != NULL ? other : "") == 0;
}

static gboolean
is_described_anew (const CsPlanPerson *person)
{
  const CsTraits *is = &person->traits, *were = &person->traits_were;
  return is->level != were->level || !same_words (is->type, were->type) ||
         !same_words (is->tags, were->tags) || !same_words (is->segments, were->segments);
}

gboolean
cs_plan_person_changes (const CsPlanPerson *person)
{
  return !person->member || person->roles != person->was || is_described_anew (person) ||
         person->paused != (person->paused_for != NULL);
}

CsPlanPerson *
cs_plan_person_back (const CsPlanPerson *person)
{
  CsPlanPerson *back = cs_plan_person_new (person->handle, person->name, person->was, NULL);
  back->member = TRUE;
  back->gid = person->gid;
  back->was = person->roles;
  cs_traits_copy (&person->traits_were, &back->traits);
  cs_traits_copy (&person->traits, &back->traits_were);
  /* TRANSLATORS: why somebody has the level again that they had, is paused no more, and so on */
  back->reason = g_strdup (_ ("Taken back"));
  back->qualification = g_strdup (_ ("As before"));
  back->paused = person->paused_for != NULL;
  back->paused_for = person->paused ? g_strdup ("") : NULL;
  back->pause_reason = g_strdup (back->paused ? person->paused_for : _ ("Taken back"));
  return back;
}

/* --- doing it --- */

CsSigner *
cs_plan_person_signer (CsEnv *env, const CsPlanPerson *person, GError **error)
{
  g_autoptr (GError) missing = NULL;
  CsSigner *signer = cs_signer_open (env, person->handle, &missing);
  if (signer != NULL)
    return signer;
  if (g_error_matches (missing, CS_ERROR, CS_ERROR_NOT_FOUND))
    return cs_signer_create (env, person->handle, person->name, error);
  g_propagate_error (error, g_steal_pointer (&missing));
  return NULL;
}

gboolean
cs_plan_person_add (CsEnv *env, CsProject *project, const CsPlanPerson *person, CsGid *ret_gid,
                    GError **error)
{
  g_autoptr (CsSigner) signer =
      person->identity == NULL ? cs_plan_person_signer (env, person, error) : NULL;
  const CsIdentity *identity = signer != NULL ? cs_signer_identity (signer) : person->identity;
  if (identity == NULL || !cs_project_add_person (project, identity, person->roles, error))
    return FALSE;
  if (ret_gid != NULL)
    *ret_gid = identity->person;
  return TRUE;
}

/* Who gives up the lead does so after others have it, and oneself last of all: nobody could do the
 * rest. */
static guint
turn_of (const CsPlanPerson *person, const CsGid *self)
{
  gboolean steps_down = (person->was & ~person->roles & CS_ROLE_LEAD) != 0;
  return !steps_down ? 0 : !cs_gid_equal (&person->gid, self) ? 1 : 2;
}

/* The roles come last: with the lead one may give up the right to all the rest. */
static gboolean
do_changes (CsProject *project, const CsPlanPerson *person, const CsGid *gid, GError **error)
{
  if (is_described_anew (person) &&
      !cs_project_describe (
          project, gid, &person->traits,
          person->traits.level != person->traits_were.level ? person->reason : NULL,
          person->traits.level > person->traits_were.level ? person->qualification : NULL, error))
    return FALSE;
  if (person->paused != (person->paused_for != NULL) &&
      !(person->paused ? cs_project_pause : cs_project_resume) (project, gid, person->pause_reason,
                                                                error))
    return FALSE;
  return !person->member || person->roles == person->was ||
         cs_project_set_roles (project, gid, person->roles, error);
}

static gboolean
change_person (CsDesk *desk, const CsPlanPerson *person, GError **error)
{
  CsGid gid = person->gid;
  if ((person->member || cs_plan_person_add (desk->env, desk->project, person, &gid, error)) &&
      do_changes (desk->project, person, &gid, error))
    return TRUE;
  g_prefix_error (error, "%s: ", person->name);
  return FALSE;
}

gpointer
cs_plan_people_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const GPtrArray *people = data;
  CsGid self = cs_project_reader (desk->project).person;
  for (guint turn = 0; turn <= 2; turn++)
    for (guint i = 0; i < people->len; i++)
      if (turn_of (people->pdata[i], &self) == turn &&
          !change_person (desk, people->pdata[i], error))
        return NULL;
  return NULL;
}
