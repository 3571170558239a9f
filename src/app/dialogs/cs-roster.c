/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-roster.h"
#include "cs-workflow.h"

#include <glib/gi18n.h>

#define WORKERS (CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME)
#define REVIEWERS (CS_ROLE_REVIEWER | CS_ROLE_SME)

static guint
count (const CsRosterPerson *people, guint n, guint wanted)
{
  guint found = 0;
  for (guint i = 0; i < n; i++)
    found += (people[i].roles & wanted) != 0;
  return found;
}

/* Whether somebody may take up, at STAGE, what AUTHOR read: the rules are asked, for each. */
static gboolean
somebody_may (const CsRosterPerson *people, guint n, guint author, const CsWorkflow *workflow,
              guint stage)
{
  CsRuleState state = { .project_exists = TRUE,
                        .has_schema = TRUE,
                        .case_exists = TRUE,
                        .has_revision = TRUE,
                        .revision_current = TRUE,
                        .stage = stage,
                        .stage_key = workflow->stages[stage].key,
                        .stage_roles = workflow->stages[stage].roles,
                        .stage_excludes_author = workflow->stages[stage].excludes_author };
  for (guint i = 0; i < n; i++) {
    CsReader reader = { .roles = people[i].roles };
    state.actor_is_author = i == author;
    if (cs_rules_may (&reader, CS_DEED_CLAIM, &state, NULL))
      return TRUE;
  }
  return FALSE;
}

static char *
stuck_words (const char *name, gboolean signs)
{
  if (name == NULL || name[0] == '\0')
    return g_strdup (signs ? _ ("Cases that you read cannot be approved: nobody else is an expert.")
                           : _ ("Cases that you read cannot be reviewed: nobody else reviews."));
  /* TRANSLATORS: %s is a person */
  return g_strdup_printf (
      signs ? _ ("Cases that %s reads cannot be approved: nobody else is an expert.")
            : _ ("Cases that %s reads cannot be reviewed: nobody else reviews."),
      name);
}

/* Whose reading goes nowhere, as a sentence; NULL when everybody's does. */
static char *
stuck_reader (const CsRosterPerson *people, guint n)
{
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template ("labelers-sme", NULL);
  for (guint stage = 1; workflow != NULL && stage < workflow->n_stages; stage++)
    for (guint i = 0; i < n; i++)
      if ((people[i].roles & CS_ROLE_LABELER) && !somebody_may (people, n, i, workflow, stage))
        return stuck_words (people[i].name, workflow->stages[stage].signs);
  return NULL;
}

char *
cs_roster_sentence (const CsRosterPerson *people, guint n, gboolean *ret_stops)
{
  guint workers = count (people, n, WORKERS), experts = count (people, n, CS_ROLE_SME);
  gboolean nobody = workers < 2 || experts == 0 || count (people, n, REVIEWERS) == 0;
  g_autofree char *stuck = nobody ? NULL : stuck_reader (people, n);
  if (ret_stops != NULL)
    *ret_stops = nobody || stuck != NULL;
  if (stuck != NULL)
    return g_steal_pointer (&stuck);
  if (workers == 0)
    return g_strdup (_ ("Nobody reads yet. Give somebody a role, or add people."));
  if (experts == 0)
    return g_strdup (_ ("Nobody is an expert yet, so no case can be approved and signed."));
  if (workers == 1)
    return g_strdup (_ ("One person alone can read, but nobody may review or sign what is their "
                        "own. Add somebody."));
  if (experts == 1)
    return g_strdup (_ ("With one expert, cases that this expert corrects need another expert who "
                        "is not an author. Add one when that happens."));
  return g_strdup (_ ("Every case can be read, reviewed, approved and signed."));
}
