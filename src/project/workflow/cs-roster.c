/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-roster.h"
#include "cs-flow.h"

/* Whether somebody other than AUTHOR (N: nobody's work in particular) acts at STAGE. */
static gboolean
somebody_may (const CsWorkflowStage *stage, const guint *roles, guint n, guint author)
{
  for (guint i = 0; i < n; i++)
    if (cs_flow_admits (stage, roles[i], i == author, FALSE))
      return TRUE;
  return FALSE;
}

static void
add (GArray *gaps, CsGapKind kind, guint stage, guint person)
{
  const CsRosterGap gap = { kind, stage, person, 0 };
  g_array_append_val (gaps, gap);
}

/* Reviewers and experts may read where labelers do, but it is not what they are there for, unless
 * several read a case and there are not as many labelers. */
static guint
reading_roles (const CsWorkflow *workflow, const guint *people, guint n)
{
  guint roles = workflow->stages[0].roles, readers = workflow->stages[0].readers[1], labelers = 0;
  for (guint i = 0; i < n; i++)
    labelers += (people[i] & CS_ROLE_LABELER) != 0;
  return (roles & CS_ROLE_LABELER) && (readers == 1 || labelers >= readers) ? CS_ROLE_LABELER
                                                                            : roles;
}

static guint
how_many_may (const CsWorkflowStage *stage, const guint *roles, guint n)
{
  guint may = 0;
  for (guint i = 0; i < n; i++)
    may += cs_flow_admits (stage, roles[i], FALSE, FALSE);
  return may;
}

/* Who corrects becomes an author; where a stage signs, the case stays at it then. */
static void
look_at_stage (GArray *gaps, const CsWorkflow *workflow, guint at, const guint *roles, guint n)
{
  const CsWorkflowStage *stage = &workflow->stages[at];
  guint may = how_many_may (stage, roles, n);
  if (may < stage->readers[0]) {
    add (gaps, CS_GAP_NOBODY, at, n);
    return;
  }
  for (guint tier = 3; tier > 0; tier--)
    if (may < stage->readers[tier]) {
      const CsRosterGap gap = { CS_GAP_TIER, at, n, tier };
      g_array_append_val (gaps, gap);
      break;
    }
  if (stage->tie_breaker == CS_TIE_ANOTHER && may == stage->readers[1])
    add (gaps, CS_GAP_ANOTHER, at, n);
  for (guint i = 0; i < n; i++) {
    if (somebody_may (stage, roles, n, i))
      continue;
    if (roles[i] & reading_roles (workflow, roles, n))
      add (gaps, CS_GAP_READER, at, i);
    if (stage->signs && cs_flow_admits (stage, roles[i], FALSE, FALSE))
      add (gaps, CS_GAP_CORRECTS, at, i);
  }
}

/* --- where nobody who accepted a case acts on it again --- */

/* People for one case, stage after stage. */
typedef struct {
  const CsWorkflow *workflow;
  const guint *roles;
  guint n, author;
  gboolean drawn; /* for all stages */
  guint used[CS_DECIDERS_MAX], n_used;
  guint deepest; /* the stage that nobody was left for */
  guint tries;   /* after which it is left at that: enough for any team that is not made up */
} Crew;

#define TRIES 20000

static gboolean
is_used (const Crew *crew, guint person)
{
  for (guint i = 0; i < crew->n_used; i++)
    if (crew->used[i] == person)
      return TRUE;
  return FALSE;
}

/* Somebody who acted before, where they may: that leaves all others for what comes. */
static gboolean
goes_to_same (const Crew *crew, const CsWorkflowStage *stage)
{
  for (guint i = 0; i < crew->n_used && !stage->excludes_decider; i++)
    if (cs_flow_admits (stage, crew->roles[crew->used[i]], FALSE, FALSE))
      return TRUE;
  return FALSE;
}

static gboolean
goes_on (Crew *crew, guint at)
{
  gboolean tried[CS_ROLES_ALL + 1] = { FALSE }; /* people of the same roles are all one */
  if (at == crew->workflow->n_stages || crew->tries == 0)
    return TRUE;
  const CsWorkflowStage *stage = &crew->workflow->stages[at];
  if ((cs_workflow_stage_draws (stage) && !crew->drawn) || goes_to_same (crew, stage))
    return goes_on (crew, at + 1);
  for (guint i = 0; i < crew->n; i++) {
    guint roles = crew->roles[i] & CS_ROLES_ALL;
    if (tried[roles] || is_used (crew, i) ||
        !cs_flow_admits (stage, roles, i == crew->author, FALSE))
      continue;
    tried[roles] = TRUE;
    crew->tries -= crew->tries > 0;
    crew->used[crew->n_used++] = i;
    gboolean all = goes_on (crew, at + 1);
    crew->n_used--;
    if (all)
      return TRUE;
  }
  crew->deepest = MAX (crew->deepest, at);
  return FALSE;
}

static gboolean
suffices (const CsWorkflow *workflow, const guint *roles, guint n, guint author, gboolean drawn,
          guint *ret_stage)
{
  Crew crew = {
    .workflow = workflow, .roles = roles, .n = n, .author = author, .drawn = drawn, .tries = TRIES
  };
  gboolean all = goes_on (&crew, 1);
  *ret_stage = crew.deepest;
  return all;
}

static gboolean
has_gap (const GArray *gaps, CsGapKind kind, guint person)
{
  for (guint i = 0; i < gaps->len; i++) {
    const CsRosterGap *gap = &g_array_index (gaps, CsRosterGap, i);
    if (gap->kind == kind && gap->person == person)
      return TRUE;
  }
  return FALSE;
}

/* Who could act at a stage before AT, and is the only one at AT. */
static void
look_who_accepts (GArray *gaps, const CsWorkflow *workflow, guint at, const guint *roles, guint n)
{
  guint before = 0;
  for (guint i = 1; i < at; i++)
    before |= workflow->stages[i].roles;
  for (guint i = 0; i < n && workflow->stages[at].excludes_decider; i++)
    if ((roles[i] & before) != 0 && !somebody_may (&workflow->stages[at], roles, n, i))
      add (gaps, CS_GAP_ACCEPTS, at, i);
}

/* What AUTHOR reads (N: anybody); TRUE when nothing of it stops. */
static gboolean
look_at_crew (GArray *gaps, const CsWorkflow *workflow, const guint *roles, guint n, guint author)
{
  guint at = 0;
  gboolean most = suffices (workflow, roles, n, author, FALSE, &at);
  if (most && suffices (workflow, roles, n, author, TRUE, &at))
    return TRUE;
  add (gaps, most ? CS_GAP_DRAWN : CS_GAP_TWICE, at, author);
  return FALSE;
}

static void
look_at_crews (GArray *gaps, const CsWorkflow *workflow, const guint *roles, guint n)
{
  if (look_at_crew (gaps, workflow, roles, n, n))
    for (guint i = 0; i < n; i++)
      if ((roles[i] & reading_roles (workflow, roles, n)) && !has_gap (gaps, CS_GAP_READER, i))
        look_at_crew (gaps, workflow, roles, n, i);
  for (guint at = 2; at < workflow->n_stages; at++)
    look_who_accepts (gaps, workflow, at, roles, n);
}

GArray *
cs_roster_gaps (const CsWorkflow *workflow, const guint *roles, guint n)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (CsRosterGap));
  for (guint at = 0; at < workflow->n_stages; at++)
    look_at_stage (gaps, workflow, at, roles, n);
  if (!has_gap (gaps, CS_GAP_NOBODY, n))
    look_at_crews (gaps, workflow, roles, n);
  return gaps;
}

char *
cs_roster_gap_words (const CsRosterGap *gap, const CsWorkflow *workflow, const char *name)
{
  const CsWorkflowStage *stage = &workflow->stages[gap->stage];
  const char *where = cs_stage_word (stage->key);
  g_autofree char *wanted = cs_roles_to_words (stage->roles, " or ");
  if (gap->kind == CS_GAP_NOBODY && stage->readers[0] > 1)
    return g_strdup_printf ("every case stops at %s: %u read it, and fewer people are %s", where,
                            stage->readers[0], wanted);
  if (gap->kind == CS_GAP_TIER)
    return g_strdup_printf ("cases of tier %u%s stop at %s: %u read them, and fewer people are %s",
                            gap->tier, gap->tier > 1 ? " and stricter" : "", where,
                            stage->readers[gap->tier], wanted);
  if (gap->kind == CS_GAP_NOBODY)
    return g_strdup_printf ("every case stops at %s: nobody is %s", where, wanted);
  if (gap->kind == CS_GAP_ANOTHER)
    return g_strdup_printf ("cases that readers differ on stop at %s: one more person reads them, "
                            "and nobody else is %s",
                            where, wanted);
  if (gap->kind == CS_GAP_TWICE || gap->kind == CS_GAP_DRAWN) {
    const char *drawn = gap->kind == CS_GAP_DRAWN ? "drawn for all stages" : NULL;
    g_autofree char *whose =
        name == NULL
            ? g_strdup_printf ("%s%s", drawn != NULL ? "cases that are " : "every case",
                               drawn != NULL ? drawn : "")
            : g_strdup_printf ("cases that %s reads%s%s", name,
                               drawn != NULL ? " and that are " : "", drawn != NULL ? drawn : "");
    const char *stop = name == NULL && drawn == NULL ? "stops" : "stop";
    return g_strdup_printf ("%s %s at %s: nobody is left who is %s and did not accept it before",
                            whose, stop, where, wanted);
  }
  if (gap->kind == CS_GAP_CORRECTS)
    return g_strdup_printf ("cases that %s corrects at %s stop there where the tier is 1 or there "
                            "is none: nobody else is %s; at tiers 2 and 3 the agreement of who "
                            "made it is enough",
                            name, where, wanted);
  const char *does = gap->kind == CS_GAP_READER ? "reads" : "accepts before";
  return g_strdup_printf ("cases that %s %s stop at %s: nobody else is %s", name, does, where,
                          wanted);
}
