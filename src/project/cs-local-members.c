/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-local-members.h"

static gboolean
is_member (GPtrArray *people, const CsIdentity *identity)
{
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    if (cs_public_key_equal (&row->sitting_key, &identity->sitting_key))
      return TRUE;
  }
  return FALSE;
}

GPtrArray *
cs_project_local_members (CsProject *project, GError **error)
{
  CsReader anybody = { .roles = CS_ROLE_LEAD };
  g_autoptr (GPtrArray) people = cs_project_people (project, &anybody, error);
  CsEnv *env = cs_store_env (cs_project_store (project));
  /* A damaged identity cannot be worked with; `key list` names it. */
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GPtrArray) mine = people != NULL ? cs_signer_list (env, problems, error) : NULL;
  if (mine == NULL)
    return NULL;
  g_autoptr (GPtrArray) members =
      g_ptr_array_new_with_free_func ((GDestroyNotify)cs_identity_unref);
  for (guint i = 0; i < mine->len; i++)
    if (is_member (people, mine->pdata[i]))
      g_ptr_array_add (members, cs_identity_ref (mine->pdata[i]));
  return g_steal_pointer (&members);
}
