/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-roster-words.h"
#include "cs-roster.h"

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
stuck_reader (const CsWorkflow *workflow, const CsRosterPerson *people, guint n)
{
  g_autofree guint *roles = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    roles[i] = people[i].roles;
  g_autoptr (GArray) gaps = cs_roster_gaps (workflow, roles, n);
  for (guint i = 0; i < gaps->len; i++) {
    const CsRosterGap *gap = &g_array_index (gaps, CsRosterGap, i);
    const CsWorkflowStage *stage = &workflow->stages[gap->stage];
    if (gap->kind == CS_GAP_READER)
      return stuck_words (people[gap->person].name, stage->signs);
    if (gap->kind == CS_GAP_NOBODY)
      /* TRANSLATORS: %s is a stage of the workflow, as the project calls it */
      return g_strdup_printf (_ ("Every case stops at %s: nobody acts there."),
                              cs_stage_word (stage->key));
  }
  return NULL;
}

char *
cs_roster_sentence (const CsWorkflow *workflow, const CsRosterPerson *people, guint n,
                    gboolean *ret_stops)
{
  guint workers = count (people, n, WORKERS), experts = count (people, n, CS_ROLE_SME);
  gboolean nobody = workers < 2 || experts == 0 || count (people, n, REVIEWERS) == 0;
  g_autofree char *stuck = nobody ? NULL : stuck_reader (workflow, people, n);
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
