/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules against a second telling of them: DESIGN's template labelers-sme as plain conditions,
 * over every combination of stage, status, roles, authorship, holding and so on.
 * Long because the rule of every deed stands here, one below the other. */
#include "cs-rules.h"
#include "cs-test.h"
#include "cs-workflow.h"

#include <string.h>

/* What is at hand in one cell of the table. */
typedef struct {
  CsRuleState state;
  guint roles;
  gboolean paused;
  const char *stage; /* "label", "review", "approve"; "" beyond the last */
} Cell;

static gboolean
has (const Cell *cell, guint roles)
{
  return (cell->roles & roles) != 0;
}

#define LABELER CS_ROLE_LABELER
#define OBSERVER CS_ROLE_OBSERVER
#define WORKING                                                                                    \
  (CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME | CS_ROLE_LEAD | CS_ROLE_ADJUDICATOR)
#define READING (WORKING | CS_ROLE_AUDITOR)
#define EVERYBODY (READING | CS_ROLE_OBSERVER)

/* --- the second telling --- */

static gboolean
may_act_here (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  if ((cell->paused && !s->actor_holds) || s->control_other || s->kept)
    return FALSE;
  if (s->status != CS_CASE_WAITING && s->status != CS_CASE_HELD)
    return FALSE;
  if (!s->case_exists || !s->has_schema || s->case_empty || s->rivals ||
      (s->other_holds && !s->lease_over) || s->assigned_to_other)
    return FALSE;
  if (s->ordered && !s->served && !s->actor_holds && !s->assigned_to_actor)
    return FALSE;
  if (s->expertise != NULL || (s->stage_excludes_decider && s->actor_decided))
    return FALSE;
  if (s->group_unknown || s->group_taken || s->group_other)
    return FALSE;
  if (s->actor_read ||
      (s->places_taken && !s->lease_over && !s->actor_holds && !s->assigned_to_actor))
    return FALSE;
  if (strcmp (cell->stage, "label") == 0)
    return has (cell, CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME);
  if (strcmp (cell->stage, "review") == 0)
    return has (cell, CS_ROLE_REVIEWER | CS_ROLE_SME) && !s->actor_is_author;
  return strcmp (cell->stage, "approve") == 0 && has (cell, CS_ROLE_SME) && !s->actor_is_author;
}

static gboolean
expect_claim (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  gboolean again = s->renews && s->lease_runs;
  return may_act_here (cell) && (s->actor_holds ? again : !s->renews);
}

static gboolean
expect_submit (const Cell *cell)
{
  return may_act_here (cell) && strcmp (cell->stage, "label") == 0 && cell->state.revision_current;
}

static gboolean
expect_decide (const Cell *cell)
{
  return may_act_here (cell) && strcmp (cell->stage, "label") != 0 && cell->state.has_revision &&
         cell->state.revision_current && !cell->state.reading_evidence_missing &&
         (!cell->state.stage_looks || cell->state.actor_looked);
}

/* Once it happened, it did. */
static gboolean
expect_look (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  return s->case_exists && s->revision_known &&
         (s->look_done || (may_act_here (cell) && s->stage_looks && s->actor_holds &&
                           !s->actor_looked && s->revision_current));
}

static gboolean
expect_judge (const Cell *cell)
{
  return expect_decide (cell) && !cell->state.stage_settles;
}

static gboolean
expect_adjudicate (const Cell *cell)
{
  return expect_decide (cell) && cell->state.stage_settles && cell->state.merge_right;
}

static gboolean
expect_merge (const Cell *cell)
{
  return cell->state.case_exists && cell->state.round_over && cell->state.merge_right;
}

static gboolean
expect_meet (const Cell *cell)
{
  return cell->state.case_exists && cell->state.rivals_known;
}

static gboolean
expect_unmerge (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  gboolean settles = (cell->roles & s->settle_roles) != 0 && !s->actor_is_author;
  return s->case_exists && s->merged && !s->other_holds && s->merge_right &&
         (settles || has (cell, CS_ROLE_LEAD));
}

static gboolean
expect_sign (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  return s->case_exists && has (cell, CS_ROLE_SME) && s->status == CS_CASE_ACCEPTED &&
         s->accepted_by_actor && (!s->actor_is_author || s->countersigned) && !s->rivals &&
         !s->reading_evidence_missing && s->signature_good;
}

static gboolean
expect_attest (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  return s->case_exists && has (cell, CS_ROLE_SME | CS_ROLE_REVIEWER) &&
         s->status != CS_CASE_REJECTED && s->judged_by_actor && !s->actor_is_author &&
         !s->reading_evidence_missing && s->signature_good;
}

static gboolean
expect_withdraw (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  return s->case_exists && s->own && !s->built_on && s->status != CS_CASE_SIGNED;
}

static gboolean
expect_skip (const Cell *cell)
{
  return cell->state.case_exists && cell->state.actor_holds;
}

static gboolean
expect_assign (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && cell->state.case_exists && cell->state.assignee_may &&
         !cell->state.control_other && !cell->state.kept && !cell->state.assignee_reads &&
         !cell->state.places_taken && !cell->state.assignee_paused && !cell->state.group_unknown &&
         !cell->state.group_taken && !cell->state.group_other &&
         (!cell->state.takes || cell->state.from_has) && cell->state.status <= CS_CASE_HELD;
}

static gboolean
expect_segment (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && cell->state.case_exists;
}

static gboolean
expect_describe (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  return has (cell, CS_ROLE_LEAD) && s->person_known && !s->reason_missing &&
         (!s->level_rises || s->record_right);
}

static gboolean
expect_prioritise (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && cell->state.case_exists &&
         ((!cell->state.control_other && !cell->state.kept) ||
          cell->state.status == CS_CASE_ACCEPTED) &&
         cell->state.status <= CS_CASE_ACCEPTED;
}

static gboolean
expect_add_context (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && cell->state.case_exists;
}

static gboolean
expect_open_context (const Cell *cell)
{
  return cell->state.case_exists && cell->state.context_allowed;
}

static gboolean
expect_countersign (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  return s->case_exists && s->status <= CS_CASE_HELD && s->corrected_at_end &&
         s->revision_current && !s->accepted_by_actor && s->actor_is_author && s->tier > 1 &&
         !s->other_holds && !s->rivals && !s->control_other && !s->kept;
}

static gboolean
expect_reopen (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && cell->state.case_exists && cell->state.status > CS_CASE_HELD;
}

static gboolean
expect_lead (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD);
}

static gboolean
expect_add_person (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && !cell->state.name_taken && cell->state.signature_good;
}

static gboolean
expect_roles (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && cell->state.person_known && !cell->state.last_lead;
}

static gboolean
expect_relax (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  return has (cell, CS_ROLE_LEAD) && s->relax_known && s->relax_step && s->relax_right;
}

static gboolean
expect_import (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && !cell->state.gid_taken;
}

static gboolean
expect_add_item (const Cell *cell)
{
  return expect_import (cell) && cell->state.case_exists;
}

static gboolean
expect_regroup (const Cell *cell)
{
  return expect_add_item (cell) && !cell->state.case_worked && !cell->state.control_other;
}

static gboolean
expect_suggest (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && cell->state.case_exists;
}

static gboolean
expect_release (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && !cell->state.name_taken;
}

static gboolean
expect_certify (const Cell *cell)
{
  return cell->state.signature_good;
}

/* From who acts by their roles where marks are hidden, now or later. */
static gboolean
hidden (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  gboolean theirs = s->actor_holds || s->assigned_to_actor;
  return has (cell, s->look_roles) && s->has_revision && !s->actor_looked && !s->actor_is_author &&
         (s->stage_looks || !theirs);
}

/* On somebody else's work only who may see it, or looks first. */
static gboolean
expect_draft (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  gboolean own =
      s->own || (!s->withdrawn && (s->actor_is_author || s->actor_holds || s->assigned_to_actor));
  gboolean sees = hidden (cell) ? s->own : own || has (cell, ~(guint)(LABELER | OBSERVER));
  return may_act_here (cell) && (!s->has_revision || sees || (s->stage_looks && hidden (cell)));
}

static gboolean
expect_pause (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && cell->state.person_known && !cell->state.person_paused;
}

static gboolean
expect_pause_failed (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  return has (cell, WORKING) && s->person_known && !s->person_paused && !s->person_is_actor &&
         s->pause_due;
}

/* Nobody lets themselves go on where somebody else could. */
static gboolean
expect_resume (const Cell *cell)
{
  return has (cell, CS_ROLE_LEAD) && cell->state.person_paused &&
         !(cell->state.person_is_actor && cell->state.others_lead);
}

static gboolean
expect_control (const Cell *cell)
{
  const CsRuleState *s = &cell->state;
  return has (cell, CS_ROLE_LEAD) && s->case_exists && !s->control && !s->case_worked &&
         s->control_signed && s->control_reads && !s->control_seen && !s->control_twice &&
         s->control_fits;
}

/* What no rule is asked of the others. */
static guint
open_to (CsDeed deed)
{
  return deed == CS_DEED_CERTIFY ? EVERYBODY : deed == CS_DEED_OPEN_CONTEXT ? READING : WORKING;
}

typedef gboolean (*Expect) (const Cell *cell);

/* Members only, CREATE apart. */
static const Expect expected[] = {
  [CS_DEED_CERTIFY] = expect_certify,
  [CS_DEED_ADD_PERSON] = expect_add_person,
  [CS_DEED_ROLES] = expect_roles,
  [CS_DEED_PUBLISH] = expect_lead,
  [CS_DEED_RELAX] = expect_relax,
  [CS_DEED_IMPORT] = expect_import,
  [CS_DEED_ADD_ITEM] = expect_add_item,
  [CS_DEED_REGROUP] = expect_regroup,
  [CS_DEED_ASSIGN] = expect_assign,
  [CS_DEED_CLAIM] = expect_claim,
  [CS_DEED_SKIP] = expect_skip,
  [CS_DEED_SUGGEST] = expect_suggest,
  [CS_DEED_SUBMIT] = expect_submit,
  [CS_DEED_MERGE] = expect_merge,
  [CS_DEED_UNMERGE] = expect_unmerge,
  [CS_DEED_MEET] = expect_meet,
  [CS_DEED_ADJUDICATE] = expect_adjudicate,
  [CS_DEED_ACCEPT] = expect_judge,
  [CS_DEED_CORRECT] = expect_judge,
  [CS_DEED_SEND_BACK] = expect_decide,
  [CS_DEED_REJECT] = expect_decide,
  [CS_DEED_WITHDRAW] = expect_withdraw,
  [CS_DEED_SIGN] = expect_sign,
  [CS_DEED_ATTEST] = expect_attest,
  [CS_DEED_REOPEN] = expect_reopen,
  [CS_DEED_RELEASE] = expect_release,
  [CS_DEED_DRAFT] = expect_draft,
  [CS_DEED_PRIORITISE] = expect_prioritise,
  [CS_DEED_SEGMENT] = expect_segment,
  [CS_DEED_DESCRIBE] = expect_describe,
  [CS_DEED_ADD_CONTEXT] = expect_add_context,
  [CS_DEED_OPEN_CONTEXT] = expect_open_context,
  [CS_DEED_COUNTERSIGN] = expect_countersign,
  [CS_DEED_PAUSE] = expect_pause,
  [CS_DEED_PAUSE_FAILED] = expect_pause_failed,
  [CS_DEED_RESUME] = expect_resume,
  [CS_DEED_LOOK] = expect_look,
  [CS_DEED_CONTROL] = expect_control,
};

/* --- the table --- */

static gboolean *
flag (CsRuleState *state, guint n)
{
  gboolean *const flags[] = {
    &state->case_exists,
    &state->case_worked,
    &state->case_empty,
    &state->has_schema,
    &state->last_lead,
    &state->name_taken,
    &state->gid_taken,
    &state->person_known,
    &state->level_rises,
    &state->reason_missing,
    &state->record_right,
    &state->actor_is_author,
    &state->actor_holds,
    &state->other_holds,
    &state->assigned_to_actor,
    &state->assigned_to_other,
    &state->has_revision,
    &state->revision_current,
    &state->own,
    &state->withdrawn,
    &state->built_on,
    &state->accepted_by_actor,
    &state->judged_by_actor,
    &state->signature_good,
    &state->reading_evidence_missing,
    &state->assignee_may,
    &state->context_allowed,
    &state->actor_read,
    &state->places_taken,
    &state->assignee_reads,
    &state->group_unknown,
    &state->group_taken,
    &state->group_other,
    &state->stage_settles,
    &state->round_over,
    &state->merged,
    &state->merge_right,
    &state->stage_excludes_decider,
    &state->actor_decided,
    &state->lease_runs,
    &state->lease_over,
    &state->hidden,
    &state->renews,
    &state->corrected_at_end,
    &state->countersigned,
    &state->ordered,
    &state->served,
    &state->rivals,
    &state->rivals_known,
    &state->takes,
    &state->from_has,
    &state->person_paused,
    &state->person_is_actor,
    &state->others_lead,
    &state->assignee_paused,
    &state->stage_looks,
    &state->actor_looked,
    &state->look_done,
    &state->revision_known,
    &state->relax_known,
    &state->relax_step,
    &state->relax_right,
    &state->control,
    &state->control_other,
    &state->control_signed,
    &state->kept,
    &state->pause_due,
  };
  return n < G_N_ELEMENTS (flags) ? flags[n] : NULL;
}

/* The fewest flags that a yes needs, so that single turns of a flag are seen. */
static void
start_from_yes (CsRuleState *state)
{
  state->project_exists = state->case_exists = state->has_schema = state->person_known = TRUE;
  state->has_revision = state->revision_current = state->own = TRUE;
  state->accepted_by_actor = state->judged_by_actor = state->signature_good = TRUE;
  state->assignee_may = state->context_allowed = TRUE;
  state->round_over = state->merged = state->merge_right = state->rivals_known = TRUE;
  state->settle_roles = CS_ROLE_REVIEWER | CS_ROLE_SME;
  state->corrected_at_end = state->revision_known = TRUE;
  state->look_roles = CS_ROLE_REVIEWER | CS_ROLE_LABELER;
  state->corrected_at_end = TRUE;
  state->control_signed = state->control_reads = state->control_fits = TRUE;
  state->pause_due = TRUE;
  state->tier = 2;
}

static guint allowed, refused;

static void
assert_cell (const Cell *cell, CsDeed deed)
{
  const CsReader reader = { .roles = cell->roles, .paused = cell->paused };
  g_autofree char *reason = NULL;
  gboolean yes = cs_rules_may (&reader, deed, &cell->state, &reason);
  gboolean should =
      (cell->roles & open_to (deed)) != 0 && !cell->state.hidden && expected[deed](cell);
  if (yes != should)
    g_error ("deed %d at \"%s\", status %d, roles %u: %s, but should be %s (%s)", deed, cell->stage,
             cell->state.status, cell->roles, yes ? "yes" : "no", should ? "yes" : "no",
             reason != NULL ? reason : "no reason");
  g_assert_true (yes == (reason == NULL));
  allowed += yes;
  refused += !yes;
}

static void
assert_all_deeds (const Cell *cell)
{
  for (guint deed = 0; deed < G_N_ELEMENTS (expected); deed++)
    if (deed != CS_DEED_CREATE && expected[deed] != NULL)
      assert_cell (cell, deed);
}

static void
place_at (Cell *cell, const CsWorkflow *workflow, guint stage)
{
  cell->stage = "";
  cell->state.stage = stage;
  if (stage >= workflow->n_stages)
    return;
  cell->stage = cell->state.stage_key = workflow->stages[stage].key;
  cell->state.stage_roles = workflow->stages[stage].roles;
  cell->state.stage_excludes_author = workflow->stages[stage].excludes_author;
  cell->state.stage_signs = workflow->stages[stage].signs;
}

/* From a state in which everything is well: each flag alone and each pair of flags turned. */
static void
turn_flags (Cell *cell)
{
  assert_all_deeds (cell);
  for (guint i = 0; flag (&cell->state, i) != NULL; i++) {
    gboolean *one = flag (&cell->state, i);
    *one = !*one;
    assert_all_deeds (cell);
    for (guint j = 0; j < i; j++) {
      gboolean *other = flag (&cell->state, j);
      *other = !*other;
      assert_all_deeds (cell);
      *other = !*other;
    }
    *one = !*one;
  }
}

static void
test_table (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template ("labelers-sme", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (workflow->n_stages, ==, 3);
  for (guint stage = 0; stage <= workflow->n_stages; stage++)
    for (guint status = 0; status <= CS_CASE_REJECTED; status++)
      for (guint roles = 0; roles <= CS_ROLES_ALL; roles++) {
        Cell cell = { .roles = roles, .state.status = (CsCaseStatus)status };
        /* A case past its last stage is not open, and one at a stage is. */
        if ((stage == workflow->n_stages) != (status > CS_CASE_HELD && status != CS_CASE_REJECTED))
          continue;
        start_from_yes (&cell.state);
        place_at (&cell, workflow, stage);
        turn_flags (&cell);
      }
  g_assert_cmpuint (allowed, >, 1000);
  g_assert_cmpuint (refused, >, 1000);
}

/* No role that we do not know gives any right. */
static void
test_unknown_roles (void)
{
  Cell cell = { .roles = 0 };
  start_from_yes (&cell.state);
  for (guint role = CS_ROLES_ALL + 1; role != 0; role <<= 1) {
    const CsReader reader = { .roles = role };
    for (guint deed = 0; deed < G_N_ELEMENTS (expected); deed++)
      g_assert_false (cs_rules_may (&reader, deed, &cell.state, NULL));
    g_assert_false (cs_rules_sees_marks (&reader, &cell.state));
  }
}

static void
test_founding (void)
{
  const CsReader nobody = { .roles = 0 };
  CsRuleState state = { .signature_good = TRUE };
  g_autofree char *reason = NULL;
  g_assert_true (cs_rules_may (&nobody, CS_DEED_CREATE, &state, NULL));
  state.signature_good = FALSE;
  g_assert_false (cs_rules_may (&nobody, CS_DEED_CREATE, &state, NULL));
  state = (CsRuleState){ .signature_good = TRUE, .project_exists = TRUE };
  g_assert_false (cs_rules_may (&nobody, CS_DEED_CREATE, &state, &reason));
  g_assert_nonnull (reason);
}

/* Before there is a project nobody may do anything but found it. */
static void
test_nothing_there (void)
{
  for (guint roles = 0; roles <= CS_ROLES_ALL; roles++)
    for (guint deed = 0; deed < G_N_ELEMENTS (expected); deed++) {
      const CsReader reader = { .roles = roles };
      CsRuleState state = { 0 };
      start_from_yes (&state);
      state.project_exists = FALSE;
      g_assert_true (cs_rules_may (&reader, deed, &state, NULL) == (deed == CS_DEED_CREATE));
    }
}

/* Every combination of what a labeler's sight rests on. */
static void
test_sees (void)
{
  for (guint roles = 0; roles <= CS_ROLES_ALL; roles++)
    for (guint bits = 0; bits < 256; bits++) {
      const CsReader reader = { .roles = roles };
      CsRuleState state = { .case_exists = TRUE,
                            .has_schema = TRUE,
                            .actor_is_author = bits & 1,
                            .actor_holds = (bits >> 1) & 1,
                            .assigned_to_actor = (bits >> 2) & 1,
                            .own = (bits >> 3) & 1,
                            .withdrawn = (bits >> 4) & 1,
                            .has_revision = (bits >> 5) & 1,
                            .actor_drafts = (bits >> 6) & 1 };
      gboolean here = bits >> 7;
      state.stage_roles = here ? CS_ROLE_LABELER | CS_ROLE_SME : CS_ROLE_SME;
      gboolean full = (roles & ~(guint)(LABELER | OBSERVER)) != 0;
      gboolean labels = (roles & LABELER) != 0, observes = (roles & OBSERVER) != 0;
      gboolean reason =
          state.actor_is_author || (here && (state.actor_holds || state.assigned_to_actor));
      gboolean marks = full || (labels && (state.own || (!state.withdrawn && reason)));
      gboolean there =
          marks || observes || (labels && (here || state.actor_drafts || !state.has_revision));
      g_assert_true (cs_rules_sees_marks (&reader, &state) == marks);
      g_assert_true (cs_rules_sees_case (&reader, &state) == there);
    }
}

/* Every combination of what hiding rests on. */
static void
test_hides (void)
{
  for (guint roles = 0; roles <= CS_ROLES_ALL; roles++)
    for (guint bits = 0; bits < 1024; bits++) {
      const CsReader reader = { .roles = roles };
      CsRuleState state = { .case_exists = TRUE,
                            .has_revision = bits & 1,
                            .actor_is_author = (bits >> 1) & 1,
                            .actor_holds = (bits >> 2) & 1,
                            .assigned_to_actor = (bits >> 3) & 1,
                            .own = (bits >> 4) & 1,
                            .stage_looks = (bits >> 5) & 1,
                            .actor_looked = (bits >> 6) & 1,
                            .asked = (bits >> 7) & 1 ? CS_ASKED_SME : CS_ASKED_NOBODY,
                            .look_roles = (bits >> 8) & 1 ? CS_ROLE_REVIEWER : 0,
                            .stage_roles = CS_ROLES_WORKING };
      if ((bits >> 9) & 1)
        state.look_roles |= CS_ROLE_SME;
      gboolean meant = (roles & state.look_roles) != 0;
      gboolean works = state.actor_holds || state.assigned_to_actor;
      gboolean hears = state.asked != CS_ASKED_NOBODY && !state.actor_holds &&
                       (roles & (CS_ROLE_LEAD | CS_ROLE_SME)) != 0;
      gboolean hides = meant && state.has_revision && !state.actor_is_author &&
                       !state.actor_looked && !hears && !(works && !state.stage_looks);
      g_assert_true (cs_rules_hides_marks (&reader, &state) == hides);
      if (hides)
        g_assert_true (cs_rules_sees_marks (&reader, &state) == state.own);
      else if ((roles & ~(guint)(LABELER | OBSERVER)) != 0)
        g_assert_true (cs_rules_sees_marks (&reader, &state));
    }
}

/* Who is refused for their role is told where the case is, who acts there and who they are. */
static void
test_wrong_role (void)
{
  static const struct {
    const char *stage;
    guint acts, roles;
    const char *says;
  } rows[] = {
    { "label", CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME, CS_ROLE_LEAD,
      "the case is at labelling, and only a labeler, a reviewer or an SME acts there; you are a "
      "lead" },
    { "review", CS_ROLE_REVIEWER | CS_ROLE_SME, CS_ROLE_LABELER | CS_ROLE_LEAD,
      "the case is at review, and only a reviewer or an SME acts there; you are a labeler and a "
      "lead" },
    { "approve", CS_ROLE_SME, CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_LEAD,
      "the case is at approval, and only an SME acts there; you are a labeler, a reviewer and a "
      "lead" },
    { "second-look", CS_ROLE_SME, CS_ROLE_REVIEWER,
      "the case is at second-look, and only an SME acts there; you are a reviewer" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const CsReader reader = { .roles = rows[i].roles };
    CsRuleState state = { .project_exists = TRUE,
                          .case_exists = TRUE,
                          .has_schema = TRUE,
                          .stage_key = rows[i].stage,
                          .stage_roles = rows[i].acts };
    g_autofree char *reason = NULL;
    g_assert_false (cs_rules_may (&reader, CS_DEED_CLAIM, &state, &reason));
    g_assert_cmpstr (reason, ==, rows[i].says);
    /* Whoever else reads it is not taken for them. */
    g_auto (GStrv) halves = g_strsplit (rows[i].says, "you are", 2);
    g_autofree char *of_them = g_strjoinv ("cat is", halves);
    g_autofree char *other = NULL;
    state.actor = "cat";
    g_assert_false (cs_rules_may (&reader, CS_DEED_CLAIM, &state, &other));
    g_assert_cmpstr (other, ==, of_them);
  }
}

static void
test_role_words (void)
{
  for (guint roles = 1; roles <= CS_ROLES_ALL; roles++) {
    guint back = 0;
    g_autofree char *text = cs_roles_to_text (roles);
    g_assert_true (cs_roles_parse (text, &back, NULL));
    g_assert_cmpuint (back, ==, roles);
  }
  static const char *const bad[] = { "", ",", "labeler,", "Lead", "labeler sme", "owner" };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    guint roles = 0;
    g_assert_false (cs_roles_parse (bad[i], &roles, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/rules/table", test_table);
  g_test_add_func ("/rules/unknown-roles", test_unknown_roles);
  g_test_add_func ("/rules/founding", test_founding);
  g_test_add_func ("/rules/nothing-there", test_nothing_there);
  g_test_add_func ("/rules/sees", test_sees);
  g_test_add_func ("/rules/hides", test_hides);
  g_test_add_func ("/rules/wrong-role", test_wrong_role);
  g_test_add_func ("/rules/role-words", test_role_words);
  return g_test_run ();
}
