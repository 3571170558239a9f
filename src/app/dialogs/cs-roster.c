/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-roster.h"

#include <glib/gi18n.h>

#define WORKERS (CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME)
#define REVIEWERS (CS_ROLE_REVIEWER | CS_ROLE_SME)

static guint
count (const guint *roles, guint n, guint wanted)
{
  guint found = 0;
  for (guint i = 0; i < n; i++)
    found += (roles[i] & wanted) != 0;
  return found;
}

const char *
cs_roster_sentence (const guint *roles, guint n, gboolean *ret_stops)
{
  guint workers = count (roles, n, WORKERS), experts = count (roles, n, CS_ROLE_SME);
  gboolean stops = workers < 2 || experts == 0 || count (roles, n, REVIEWERS) == 0;
  if (ret_stops != NULL)
    *ret_stops = stops;
  if (workers == 0)
    return _ ("Nobody reads yet. Give somebody a role, or add people.");
  if (experts == 0)
    return _ ("Nobody is an expert yet, so no case can be approved and signed.");
  if (workers == 1)
    return _ ("One person alone can read, but nobody may review or sign what is their own. Add "
              "somebody.");
  if (experts == 1)
    return _ ("With one expert, cases that this expert corrects need another expert who is not an "
              "author. Add one when that happens.");
  return _ ("Every case can be read, reviewed, approved and signed.");
}
