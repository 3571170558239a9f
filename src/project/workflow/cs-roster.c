/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-roster.h"
#include "cs-flow.h"

/* Whether somebody other than AUTHOR (N: nobody's work in particular) acts at STAGE. */
static gboolean
somebody_may (const CsWorkflowStage *stage, const guint *roles, guint n, guint author)
{
  for (guint i = 0; i < n; i++)
    if (cs_flow_admits (stage, roles[i], i == author))
      return TRUE;
  return FALSE;
}

static void
add (GArray *gaps, CsGapKind kind, guint stage, guint person)
{
  const CsRosterGap gap = { kind, stage, person };
  g_array_append_val (gaps, gap);
}

/* Reviewers and experts may read where labelers do, but it is not what they are there for. */
static guint
reading_roles (const CsWorkflow *workflow)
{
  guint roles = workflow->stages[0].roles;
  return roles & CS_ROLE_LABELER ? CS_ROLE_LABELER : roles;
}

/* Who corrects becomes an author; where a stage signs, the case stays at it then. */
static void
look_at_stage (GArray *gaps, const CsWorkflow *workflow, guint at, const guint *roles, guint n)
{
  const CsWorkflowStage *stage = &workflow->stages[at];
  if (!somebody_may (stage, roles, n, n)) {
    add (gaps, CS_GAP_NOBODY, at, 0);
    return;
  }
  for (guint i = 0; i < n; i++) {
    if (somebody_may (stage, roles, n, i))
      continue;
    if (roles[i] & reading_roles (workflow))
      add (gaps, CS_GAP_READER, at, i);
    if (stage->signs && cs_flow_admits (stage, roles[i], FALSE))
      add (gaps, CS_GAP_CORRECTS, at, i);
  }
}

GArray *
cs_roster_gaps (const CsWorkflow *workflow, const guint *roles, guint n)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (CsRosterGap));
  for (guint at = 0; at < workflow->n_stages; at++)
    look_at_stage (gaps, workflow, at, roles, n);
  return gaps;
}

char *
cs_roster_gap_words (const CsRosterGap *gap, const CsWorkflow *workflow, const char *name)
{
  const CsWorkflowStage *stage = &workflow->stages[gap->stage];
  const char *where = cs_stage_word (stage->key);
  g_autofree char *wanted = cs_roles_to_words (stage->roles, " or ");
  if (gap->kind == CS_GAP_NOBODY)
    return g_strdup_printf ("every case stops at %s: nobody is %s", where, wanted);
  return g_strdup_printf ("cases that %s %s stop at %s: nobody else is %s", name,
                          gap->kind == CS_GAP_READER ? "reads" : "corrects", where, wanted);
}
