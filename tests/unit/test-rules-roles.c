/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which role may do which deed at all: a second copy of that table, and every deed in it. Who rules
 * on a question that goes up. */
#include "cs-rules.h"
#include "cs-test.h"

#define LABELER CS_ROLE_LABELER
#define WORKING                                                                                    \
  (CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME | CS_ROLE_LEAD | CS_ROLE_ADJUDICATOR)
#define READING (WORKING | CS_ROLE_AUDITOR)
#define EVERYBODY (READING | CS_ROLE_OBSERVER)
#define AT_STAGES (WORKING & ~CS_ROLE_LEAD)
#define REVIEWING (CS_ROLE_REVIEWER | CS_ROLE_SME)

/* Every deed for every role. */
static const struct {
  CsDeed deed;
  guint roles;
} granted[] = {
  { CS_DEED_CREATE, 0 }, /* there is a project */
  { CS_DEED_CERTIFY, EVERYBODY },
  { CS_DEED_ADD_PERSON, CS_ROLE_LEAD },
  { CS_DEED_ROLES, CS_ROLE_LEAD },
  { CS_DEED_DESCRIBE, CS_ROLE_LEAD },
  { CS_DEED_PUBLISH, CS_ROLE_LEAD },
  { CS_DEED_PUBLISH_WORKFLOW, CS_ROLE_LEAD },
  { CS_DEED_RELAX, CS_ROLE_LEAD },
  { CS_DEED_IMPORT, CS_ROLE_LEAD },
  { CS_DEED_ADD_ITEM, CS_ROLE_LEAD },
  { CS_DEED_REGROUP, CS_ROLE_LEAD },
  { CS_DEED_ASSIGN, CS_ROLE_LEAD },
  { CS_DEED_PRIORITISE, CS_ROLE_LEAD },
  { CS_DEED_SEGMENT, CS_ROLE_LEAD },
  { CS_DEED_CLAIM, AT_STAGES },
  { CS_DEED_SKIP, WORKING },
  { CS_DEED_SUGGEST, CS_ROLE_LEAD },
  { CS_DEED_SUBMIT, AT_STAGES },
  { CS_DEED_MERGE, WORKING },
  { CS_DEED_UNMERGE, CS_ROLE_LEAD | AT_STAGES },
  { CS_DEED_MEET, WORKING },
  { CS_DEED_ADJUDICATE, AT_STAGES },
  { CS_DEED_ACCEPT, AT_STAGES },
  { CS_DEED_CORRECT, AT_STAGES },
  { CS_DEED_SEND_BACK, AT_STAGES },
  { CS_DEED_REJECT, AT_STAGES },
  { CS_DEED_WITHDRAW, WORKING },
  { CS_DEED_SIGN, CS_ROLE_SME },
  { CS_DEED_ATTEST, REVIEWING },
  { CS_DEED_REOPEN, CS_ROLE_LEAD },
  { CS_DEED_RELEASE, CS_ROLE_LEAD },
  { CS_DEED_DRAFT, AT_STAGES },
  { CS_DEED_REMARK, READING },
  { CS_DEED_REPLY, WORKING },
  { CS_DEED_CLOSE_REMARK, WORKING },
  { CS_DEED_ACKNOWLEDGE, WORKING },
  { CS_DEED_ADD_CONTEXT, CS_ROLE_LEAD },
  { CS_DEED_OPEN_CONTEXT, READING },
  { CS_DEED_ESCALATE, AT_STAGES },
  { CS_DEED_SEND_UP, CS_ROLE_SME | CS_ROLE_LEAD },
  { CS_DEED_RULE, CS_ROLE_SME | CS_ROLE_LEAD },
  { CS_DEED_AGREE, CS_ROLE_SME | CS_ROLE_LEAD },
  { CS_DEED_COUNTERSIGN, WORKING },
  { CS_DEED_PAUSE, CS_ROLE_LEAD },
  { CS_DEED_PAUSE_FAILED, WORKING },
  { CS_DEED_RESUME, CS_ROLE_LEAD },
  { CS_DEED_LOOK, AT_STAGES },
  { CS_DEED_CONTROL, CS_ROLE_LEAD },
};
G_STATIC_ASSERT (G_N_ELEMENTS (granted) == CS_N_DEEDS);

static guint
granted_to (CsDeed deed)
{
  for (guint i = 0; i < G_N_ELEMENTS (granted); i++)
    if (granted[i].deed == deed)
      return granted[i].roles;
  g_error ("nobody decided who may do deed %d", deed);
}

/* With everything as most deeds want it. */
static void
start_from_yes (CsRuleState *state)
{
  state->project_exists = state->case_exists = state->has_schema = state->person_known = TRUE;
  state->has_revision = state->revision_current = state->own = state->rivals_known = TRUE;
  state->accepted_by_actor = state->judged_by_actor = state->signature_good = TRUE;
  state->assignee_may = state->context_allowed = TRUE;
  state->round_over = state->merged = state->merge_right = TRUE;
  state->relax_known = state->relax_step = state->relax_right = TRUE;
  state->settle_roles = AT_STAGES;
}

/* Everywhere that a case can be, with everything as the deed wants it. */
static gboolean
ever_allowed (guint role, CsDeed deed)
{
  for (guint bits = 0; bits < 1024; bits++) {
    const CsReader reader = { .roles = role };
    gboolean asked = (bits >> 7) & 1;
    CsRuleState state = { .stage = bits & 1,
                          .stage_key = "here",
                          .stage_roles = AT_STAGES,
                          .actor_holds = (bits >> 1) & 1,
                          .asked = asked ? CS_ASKED_BOARD - ((bits >> 8) & 1) * 2 : CS_ASKED_NOBODY,
                          .asked_next = CS_ASKED_SME,
                          .asked_somebody = TRUE,
                          .asked_minor = TRUE,
                          .half_roles = CS_ROLE_SME | CS_ROLE_LEAD,
                          .status = (CsCaseStatus)((bits >> 2) & 7) };
    if (state.status > CS_CASE_REJECTED)
      continue;
    start_from_yes (&state);
    state.document_known = state.revision_known = state.remark_known = TRUE;
    state.said_by_actor = (bits >> 5) & 1;
    state.said_to_actor = (bits >> 6) & 1;
    state.stage_settles = (bits >> 9) & 1;
    state.corrected_at_end = TRUE;
    state.tier = 3;
    state.person_paused = deed == CS_DEED_RESUME;
    state.stage_looks = deed == CS_DEED_LOOK;
    state.control_signed = state.control_reads = state.control_fits = TRUE;
    state.pause_due = TRUE;
    if (deed == CS_DEED_COUNTERSIGN) {
      state.accepted_by_actor = FALSE;
      state.actor_is_author = TRUE;
    }
    if (cs_rules_may (&reader, deed, &state, NULL))
      return TRUE;
  }
  return FALSE;
}

static void
test_every_role_and_deed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (granted); i++)
    for (guint role = 1; role <= CS_ROLES_ALL; role <<= 1) {
      gboolean should = (granted[i].roles & role) != 0;
      if (ever_allowed (role, granted[i].deed) != should)
        g_error ("deed %d is %s to %s", granted[i].deed, should ? "refused" : "allowed",
                 cs_roles_to_text (role));
    }
}

/* Who rules on a question at which level, told again. */
static gboolean
expect_rule (guint roles, const CsRuleState *s)
{
  if (s->asked == CS_ASKED_NOBODY || s->asked_by_actor || s->actor_is_author)
    return FALSE;
  if ((roles & CS_ROLE_SME) != 0)
    return TRUE;
  return (roles & CS_ROLE_LEAD) != 0 &&
         (s->asked == CS_ASKED_BOARD || (s->asked == CS_ASKED_LEAD && s->asked_minor));
}

/* Two people, an SME among them and a lead. */
static gboolean
expect_agree (guint roles, const CsRuleState *s)
{
  guint pair = roles & s->half_roles & (CS_ROLE_SME | CS_ROLE_LEAD);
  guint both = (roles | s->half_roles) & (CS_ROLE_SME | CS_ROLE_LEAD);
  gboolean each = (roles & (CS_ROLE_SME | CS_ROLE_LEAD)) != 0 &&
                  (s->half_roles & (CS_ROLE_SME | CS_ROLE_LEAD)) != 0;
  return s->asked == CS_ASKED_BOARD && !s->asked_by_actor && !s->actor_is_author &&
         !s->half_by_actor && each && both == (CS_ROLE_SME | CS_ROLE_LEAD) &&
         (pair != both || s->half_roles == both);
}

static void
test_questions (void)
{
  static const CsDeed waiting[] = { CS_DEED_CLAIM,   CS_DEED_SKIP,      CS_DEED_ASSIGN,
                                    CS_DEED_SUBMIT,  CS_DEED_ACCEPT,    CS_DEED_CORRECT,
                                    CS_DEED_REJECT,  CS_DEED_SEND_BACK, CS_DEED_DRAFT,
                                    CS_DEED_ESCALATE };
  for (guint roles = 1; roles <= CS_ROLES_ALL; roles++)
    for (guint bits = 0; bits < 1024; bits++) {
      const CsReader reader = { .roles = roles };
      CsRuleState s = { .stage = 1,
                        .stage_key = "here",
                        .stage_roles = CS_ROLES_ALL,
                        .actor_holds = TRUE,
                        .asked_somebody = TRUE,
                        .asked = (CsAsked)(bits & 3),
                        .asked_next = (CsAsked)(1 + (bits >> 2) % 3),
                        .asked_minor = (bits >> 4) & 1,
                        .asked_by_actor = (bits >> 5) & 1,
                        .half_by_actor = (bits >> 6) & 1,
                        .half_roles = ((bits >> 7) & 3) * CS_ROLE_SME };
      G_STATIC_ASSERT (CS_ROLE_LEAD == 2 * CS_ROLE_SME);
      start_from_yes (&s);
      s.actor_is_author = bits >> 9;
      gboolean works = (roles & granted_to (CS_DEED_RULE)) != 0;
      g_assert_cmpint (cs_rules_may (&reader, CS_DEED_RULE, &s, NULL), ==,
                       works && expect_rule (roles, &s));
      g_assert_cmpint (cs_rules_may (&reader, CS_DEED_AGREE, &s, NULL), ==,
                       works && expect_agree (roles, &s));
      g_assert_cmpint (cs_rules_may (&reader, CS_DEED_SEND_UP, &s, NULL), ==,
                       works && s.asked != CS_ASKED_NOBODY && s.asked_next > s.asked);
      for (guint i = 0; s.asked != CS_ASKED_NOBODY && i < G_N_ELEMENTS (waiting); i++)
        g_assert_false (cs_rules_may (&reader, waiting[i], &s, NULL));
    }
}

/* Why not: each role that does nothing says what it is for. */
static void
test_lookers (void)
{
  static const struct {
    guint roles;
    const char *says;
  } rows[] = {
    { CS_ROLE_AUDITOR, "an auditor reads everything and records findings, and changes nothing" },
    { CS_ROLE_OBSERVER, "an observer sees how far the work is, and does nothing" },
    { CS_ROLE_AUDITOR | CS_ROLE_OBSERVER,
      "an auditor reads everything and records findings, and changes nothing" },
  };
  CsRuleState state = { .stage_key = "label", .stage_roles = AT_STAGES };
  start_from_yes (&state);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const CsReader reader = { .roles = rows[i].roles }, both = { .roles = rows[i].roles | LABELER };
    g_autofree char *reason = NULL;
    g_assert_false (cs_rules_may (&reader, CS_DEED_CLAIM, &state, &reason));
    g_assert_cmpstr (reason, ==, rows[i].says);
    /* What somebody may in another role they may. */
    g_assert_true (cs_rules_may (&both, CS_DEED_CLAIM, &state, NULL));
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/rules-roles/every-role-and-deed", test_every_role_and_deed);
  g_test_add_func ("/rules-roles/lookers", test_lookers);
  g_test_add_func ("/rules-roles/questions", test_questions);
  return g_test_run ();
}
