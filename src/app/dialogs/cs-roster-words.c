/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-roster-words.h"
#include "cs-project.h"
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

/* Where nobody acts who accepted a case before, and there are too few for that. */
static char *
twice_words (const CsRosterGap *gap, const CsWorkflowStage *stage, const char *name)
{
  const char *where = cs_stage_word (stage->key);
  gboolean me = name != NULL && name[0] == '\0';
  if (gap->kind == CS_GAP_DRAWN)
    /* TRANSLATORS: %s is a stage of the workflow, as the project calls it */
    return g_strdup_printf (_ ("Cases that are drawn for all stages stop at %s: everybody who acts "
                               "there accepted them before."),
                            where);
  if (gap->kind == CS_GAP_ACCEPTS)
    return me ? g_strdup_printf (_ ("Cases that you accept before stop at %s: nobody else acts "
                                    "there."),
                                 where)
              /* TRANSLATORS: the first %s is a person, the second a stage of the workflow */
              : g_strdup_printf (_ ("Cases that %s accepts before stop at %s: nobody else acts "
                                    "there."),
                                 name, where);
  if (name == NULL)
    return g_strdup_printf (_ ("Every case stops at %s: everybody who acts there accepted it "
                               "before."),
                            where);
  return me ? g_strdup_printf (_ ("Cases that you read stop at %s: everybody else who acts there "
                                  "accepted them before."),
                               where)
            /* TRANSLATORS: the first %s is a person, the second a stage of the workflow */
            : g_strdup_printf (_ ("Cases that %s reads stop at %s: everybody else who acts there "
                                  "accepted them before."),
                               name, where);
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
    if (gap->kind == CS_GAP_NOBODY && stage->readers[0] > 1)
      /* TRANSLATORS: %s is a stage of the workflow, as the project calls it */
      return g_strdup_printf (_ ("Every case stops at %s: %u people read it, and fewer may."),
                              cs_stage_word (stage->key), stage->readers[0]);
    if (gap->kind == CS_GAP_TIER)
      return g_strdup_printf (
          /* TRANSLATORS: %s is a stage of the workflow, as the project calls it */
          gap->tier > 1
              ? _ ("Cases of tier %u and stricter stop at %s: %u people read them, and fewer may.")
              : _ ("Cases of tier %u stop at %s: %u people read them, and fewer may."),
          gap->tier, cs_stage_word (stage->key), stage->readers[gap->tier]);
    if (gap->kind == CS_GAP_ANOTHER)
      /* TRANSLATORS: %s is a stage of the workflow, as the project calls it */
      return g_strdup_printf (_ ("Cases that readers differ on stop at %s: one more person reads "
                                 "them, and nobody is left."),
                              cs_stage_word (stage->key));
    if (gap->kind == CS_GAP_NOBODY)
      /* TRANSLATORS: %s is a stage of the workflow, as the project calls it */
      return g_strdup_printf (_ ("Every case stops at %s: nobody acts there."),
                              cs_stage_word (stage->key));
    if (gap->kind != CS_GAP_CORRECTS)
      return twice_words (gap, stage, gap->person < n ? people[gap->person].name : NULL);
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
    return g_strdup (
        _ ("There is one expert. What they correct is signed once who made it agrees. Where that "
           "is not enough, at tier 1 and without tiers, a second expert is needed: add one "
           "then."));
  return g_strdup (_ ("Every case can be read, reviewed, approved and signed."));
}

/* "vip", "vip and chest": the cases that are in both. Caller frees. */
static char *
segment_words (const CsSegmentRow *segment)
{
  if (segment->sensitive[0] == '\0' || segment->expertise[0] == '\0')
    return g_strconcat (segment->sensitive, segment->expertise, NULL);
  /* TRANSLATORS: the cases that are in both segments */
  return g_strdup_printf (_ ("%s and %s"), segment->sensitive, segment->expertise);
}

char *
cs_roster_segment_sentence (const CsWorkflow *workflow, const CsRosterPerson *people, guint n,
                            const GPtrArray *segments)
{
  const CsTraits nothing = { 0 };
  g_autofree CsRosterPerson *inside = g_new0 (CsRosterPerson, n + 1);
  for (guint s = 0; s < segments->len; s++) {
    const CsSegmentRow *segment = segments->pdata[s];
    gboolean stops = FALSE;
    for (guint i = 0; i < n; i++) {
      const CsTraits *traits = people[i].traits != NULL ? people[i].traits : &nothing;
      inside[i] = people[i];
      if (!cs_traits_admits (traits, people[i].roles, segment->sensitive, segment->expertise))
        inside[i].roles = 0;
    }
    g_autofree char *sentence = cs_roster_sentence (workflow, inside, n, &stops);
    g_autofree char *name = segment_words (segment);
    if (stops)
      /* TRANSLATORS: a segment, and a whole sentence about the people who may take its cases */
      return g_strdup_printf (_ ("Among those who may take the cases of segment %s: %s"), name,
                              sentence);
  }
  return NULL;
}
