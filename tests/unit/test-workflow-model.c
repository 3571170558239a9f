/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random people do random things to cases under random workflows, a million times, and a second
 * telling says after each of them what is allowed, where the case stands and who sees the work.
 * Beside that, what must never happen is looked for in what did: a signed case that skipped a step
 * or was approved by an author of it. */
#include "cs-test.h"
#include "cs-segment.h"
#include "cs-test-model.h"

#include <string.h>

#ifdef CS_TEST_SLOWLY
#define STEPS 50000
#else
#define STEPS 1000000
#endif

typedef struct {
  CsWorkflow *versions[VERSIONS];
  CsWorkflows all;
  CsGid people[PEOPLE];
  CsWork work;
  GArray *makers, *judges; /* guint of each version */
  guint judged_before;     /* the current one's, before the last acceptance */
  gboolean last_accepts;
  guint acts;
} Pure;

static guint
version_of (const CsWork *work)
{
  guint n = 0;
  memcpy (&n, work->revision.bytes, sizeof n);
  return n;
}

static guint *
bits_of (GArray *list, const CsWork *work)
{
  guint n = version_of (work);
  if (n >= list->len)
    g_array_set_size (list, n + 1);
  return &g_array_index (list, guint, n);
}

static CsHash
number (guint n)
{
  CsHash hash = { { 0 } };
  memcpy (hash.bytes, &n, sizeof n);
  return hash;
}

static const char *
group_name (const CsModel *m)
{
  static const char *const names[] = { NULL, "g1", "g2", "g3", "g4" };
  return names[m->wants];
}

/* With which somebody may act on the case: with none where they may not take it. */
static guint
roles_on (const CsModel *m, int who)
{
  return who != NOBODY && cs_model_admits (m, who) ? m->roles[who] : 0;
}

/* What somebody who is let in, or is an expert, is said to be. */
static void
pure_segment (const Pure *pure, const CsModel *m, int who, CsRuleState *state)
{
  const CsReader reader = { pure->people[who], m->roles[who], FALSE };
  const CsTraits traits = { .tags = (char *)(m->experts >> who & 1 ? ",x," : ""),
                            .segments = (char *)(m->let_in >> who & 1 ? ",s," : "") };
  cs_segment_state (cs_flow_workflow (&pure->all, &pure->work), &pure->work, &reader, &traits,
                    state);
}

static CsRuleState
pure_state (Pure *pure, const CsModel *m, int who, CsModelAct act, int to)
{
  const CsWork *work = &pure->work;
  CsRuleState state = { .project_exists = TRUE,
                        .has_schema = TRUE,
                        .signature_good = TRUE,
                        .revision_current = TRUE,
                        .revision_known = TRUE,
                        .actor_looked = (m->looked & (1u << who)) != 0 };
  guint makers = *bits_of (pure->makers, work);
  cs_flow_state (cs_flow_workflow (&pure->all, work), work, &pure->people[who],
                 (makers & (1u << who)) != 0, &state);
  if (m->sensitive || m->expertise)
    pure_segment (pure, m, who, &state);
  state.renews = act == CLAIM && state.actor_holds;
  state.served = act == CLAIM && m->served;
  if (act == CLAIM)
    cs_flow_lease (cs_flow_workflow (&pure->all, work), work, &pure->people[who], m->now_at,
                   &state);
  const CsWorkflowStage *stage = cs_flow_stage (cs_flow_workflow (&pure->all, work), work);
  if (act == ASSIGN)
    state.assignee_may =
        stage != NULL && cs_flow_admits (stage, roles_on (m, to), (makers & (1u << to)) != 0,
                                         cs_flow_decided (work, &pure->people[to]));
  state.assignee_paused = act == ASSIGN && (m->paused >> to & 1) != 0;
  if (act == ASSIGN)
    state.assignee_reads =
        state.round && cs_work_reading ((CsWork *)work, &pure->people[to]) != NULL;
  if (act == CLAIM || act == ASSIGN || act == SUBMIT)
    cs_flow_ask_group (cs_flow_workflow (&pure->all, work), work,
                       &pure->people[act == ASSIGN ? to : who], group_name (m),
                       act == CLAIM ? m->now_at : 0, &state);
  state.merge_right = TRUE;
  if (act == WITHDRAW) {
    CsHash last = cs_flow_last_act (cs_flow_workflow (&pure->all, work), work, &pure->people[who]);
    state.own = !cs_hash_is_zero (&last);
  }
  if (act == ESCALATE || act == SEND_UP) {
    int asker = act == ESCALATE ? who : m->now.asker;
    state.asked_next = (CsAsked)(1 + to % 3);
    state.asked_somebody = cs_model_somebody_hears (m, state.asked_next, asker);
  }
  state.asked_by_actor = m->now.asker == who;
  state.asked_minor = m->now.minor;
  state.half_by_actor = m->now.proposer == who;
  state.half_roles = m->now.proposer != NOBODY ? m->roles[m->now.proposer] : 0;
  state.judged_by_actor = (*bits_of (pure->judges, work) & (1u << who)) != 0;
  return state;
}

static void
pure_write (Pure *pure, int who)
{
  guint makers = *bits_of (pure->makers, &pure->work);
  pure->work.revision = number (pure->makers->len);
  *bits_of (pure->makers, &pure->work) = makers | (1u << who);
}

typedef struct {
  const Pure *pure;
  const CsModel *m;
} Roles;

static guint
roles_of (const CsGid *person, gpointer data)
{
  const Roles *roles = data;
  int who = cs_model_who (roles->pure->people, person);
  return roles_on (roles->m, who);
}

static void
pure_settle (Pure *pure, const CsModel *m)
{
  Roles roles = { pure, m };
  guint pinned = pure->work.workflow;
  cs_flow_settle (cs_flow_workflow (&pure->all, &pure->work), &pure->work, roles_of, &roles);
  if (pinned > 0 && pure->work.workflow == 0)
    cs_flow_settle (cs_flow_workflow (&pure->all, &pure->work), &pure->work, roles_of, &roles);
}

/* The case is put into a segment or taken out, or somebody is let in, or shut out. */
static void
pure_restrict (Pure *pure, CsModel *m, GRand *dice)
{
  if (g_rand_boolean (dice)) {
    cs_model_segment (m, g_rand_boolean (dice), g_rand_boolean (dice));
    g_strlcpy (pure->work.sensitive, m->sensitive ? "s" : "", sizeof pure->work.sensitive);
    g_strlcpy (pure->work.expertise, m->expertise ? "x" : "", sizeof pure->work.expertise);
    cs_work_forget (&pure->work);
  } else {
    cs_model_describe (m, g_rand_int (dice), g_rand_int (dice));
  }
  pure_settle (pure, m);
}

/* What the readers agree on: a version that is all of theirs. */
static void
pure_merge (Pure *pure)
{
  CsWork *work = &pure->work;
  work->revision = work->merge = number (pure->makers->len);
  guint *makers = bits_of (pure->makers, work);
  for (guint i = 0; i < work->n_readings; i++)
    *makers |= 1u << cs_model_who (pure->people, &work->readings[i].person);
}

/* Once WHO handed in what they found. */
static CsModel
pure_read (const CsModel *m, int who)
{
  CsModel then = *m;
  guint place = 0;
  while (place < then.now.n_readings && then.now.readings[place].who != who)
    place++;
  then.now.readings[place] = (CsModelReading){ who, who, READ, m->found, m->found_tier };
  then.now.n_readings = MAX (then.now.n_readings, place + 1);
  return then;
}

static void
pure_do (Pure *pure, const CsModel *m, int who, CsModelAct act, int to)
{
  CsWork *work = &pure->work;
  const CsGid *me = &pure->people[who];
  CsHash id = number (++pure->acts);
  const CsWorkflow *workflow = cs_flow_workflow (&pure->all, work);
  guint labeler = roles_on (m, m->now.reader);
  const CsRisk risk = { .tier = m->tier, .flagged = m->doubts };
  gboolean accepted = pure->last_accepts;
  pure->last_accepts = act == ACCEPT;
  switch (act) {
  case CLAIM:
    cs_flow_claim (&pure->all, pure->all.n, work, me, group_name (m), m->now_at);
    break;
  case SKIP:
    cs_flow_skip (workflow, work, me);
    if (work->workflow == 0)
      pure_settle (pure, m);
    break;
  case ASSIGN:
    cs_flow_assign (workflow, work, &pure->people[to], group_name (m), me, &id);
    if (work->workflow == 0)
      pure_settle (pure, m);
    break;
  case SUBMIT:
    cs_flow_submit (&pure->all, pure->all.n, work, &risk, me, group_name (m), &id);
    workflow = cs_flow_workflow (&pure->all, work);
    CsModel then = pure_read (m, who);
    guint wanted = cs_flow_wants_readers (workflow, work, cs_model_read_tier (&then),
                                          cs_model_disputed (&then));
    if (cs_flow_is_read (workflow, work) && wanted > cs_flow_readers (workflow, work))
      cs_flow_ask_readers (workflow, work, wanted);
    else if (cs_flow_is_read (workflow, work)) {
      cs_flow_merge (workflow, work, &risk, cs_model_disputed (&then));
      pure_merge (pure);
    } else if (!cs_flow_in_round (workflow, work))
      pure_write (pure, who);
    break;
  case UNMERGE:
    cs_flow_unmerge (work, me, &id);
    pure_merge (pure);
    break;
  case ACCEPT:
    pure->judged_before = *bits_of (pure->judges, work);
    *bits_of (pure->judges, work) |= 1u << who;
    cs_flow_accept (cs_flow_workflow (&pure->all, work), work, me, &id);
    break;
  case ADJUDICATE:
  case CORRECT:
    cs_flow_correct (cs_flow_workflow (&pure->all, work), work, &risk, me, &id);
    pure_write (pure, who);
    break;
  case SEND_BACK:
    cs_flow_send_back (cs_flow_workflow (&pure->all, work), work, labeler, me, &id);
    break;
  case REJECT:
    cs_flow_reject (work, me, &id);
    break;
  case WITHDRAW:
    id = cs_flow_last_act (workflow, work, me);
    g_assert_true (cs_flow_take_back (workflow, work, me, &id));
    pure_settle (pure, m);
    if (accepted)
      *bits_of (pure->judges, work) = pure->judged_before;
    break;
  case COUNTERSIGN:
    cs_flow_countersign (workflow, work, me, &id);
    break;
  case LOOK: /* the case stays where it is */
    break;
  case SIGN:
    cs_flow_sign (work, &id);
    break;
  case ATTEST:
    cs_work_forget (work);
    break;
  case ESCALATE:
    cs_flow_escalate (work, (CsAsked)(1 + to % 3), me, &id);
    break;
  case SEND_UP:
    cs_flow_send_up (work, (CsAsked)(1 + to % 3));
    break;
  case RULE:
  case AGREE:
    if (act == RULE && work->asked == CS_ASKED_BOARD)
      cs_work_forget (work);
    else
      cs_flow_rule (work);
    break;
  case REOPEN:
    cs_flow_reopen (&pure->all, work, labeler);
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
pure_publish (Pure *pure, CsModel *m, GRand *dice)
{
  if (m->n_rules == VERSIONS)
    return;
  CsModelRules rules;
  pure->versions[m->n_rules] = cs_model_some_workflow (dice, &rules);
  cs_model_publish (m, &rules);
  pure->all = (CsWorkflows){ (const CsWorkflow *const *)pure->versions, m->n_rules };
  if (pure->work.workflow == 0)
    pure_settle (pure, m);
}

/* Copies come together in which people went on from one state. */
static void
pure_meet (Pure *pure, CsModel *m, GRand *dice, guint *n_met)
{
  guint stage = (guint)g_rand_int_range (dice, 0, STAGES);
  gboolean versions = g_rand_boolean (dice);
  int one = g_rand_int_range (dice, 0, PEOPLE), other = g_rand_int_range (dice, 0, PEOPLE);
  if (!cs_model_may_meet (m, stage, versions))
    return;
  const CsReading acts[] = {
    { pure->people[one], CS_READING_DONE, number (++pure->acts), pure->people[one], 0 },
    { pure->people[other], CS_READING_DONE, number (++pure->acts), pure->people[other], 0 },
  };
  cs_flow_meet (&pure->work, stage, versions, acts, one != other ? 2 : 1);
  cs_model_meet (m, stage, versions, 1u << one | 1u << other);
  (*n_met)++;
}

static void
pure_step (Pure *pure, CsModel *m, GRand *dice, CsModelTally *tally)
{
  int who = g_rand_int_range (dice, 0, PEOPLE), to = g_rand_int_range (dice, 0, PEOPLE);
  CsModelAct act = cs_model_some_act (dice, m);
  m->found = (guint)g_rand_int_range (dice, 0, 3);
  m->found_tier = (guint)g_rand_int_range (dice, 0, 4);
  m->wants = g_rand_int_range (dice, 0, 6) == 0 ? (guint)g_rand_int_range (dice, 1, 5) : 0;
  m->tier = (guint)g_rand_int_range (dice, 0, 4);
  m->doubts = g_rand_int_range (dice, 0, 10) == 0;
  m->served = g_rand_int_range (dice, 0, 3) > 0;
  m->now_at += g_rand_int_range (dice, 0, 90) * G_TIME_SPAN_MINUTE;
  if (g_rand_int_range (dice, 0, 40) == 0)
    pure_publish (pure, m, dice);
  if (g_rand_int_range (dice, 0, 20) == 0)
    pure_meet (pure, m, dice, &tally->meetings);
  if (g_rand_int_range (dice, 0, 60) == 0)
    m->paused ^= 1u << to;
  if (g_rand_int_range (dice, 0, 30) == 0)
    pure_restrict (pure, m, dice);
  CsReader reader = { pure->people[who], m->roles[who], (m->paused >> who & 1) != 0 };
  CsRuleState state = pure_state (pure, m, who, act, to);
  gboolean stale = g_rand_int_range (dice, 0, 10) == 0;
  gboolean names_version = (act >= SUBMIT && act <= REJECT) || act == COUNTERSIGN || act == LOOK;
  state.revision_current = !stale;
  g_autofree char *reason = NULL;
  gboolean may = cs_rules_may (&reader, cs_model_deeds[act], &state, &reason);
  gboolean expected = cs_model_may (m, who, act, to) && !(stale && names_version);
  if (may != expected)
    g_error ("person %d, act %d, stage %u, workflow %u: %s", who, act, m->now.stage, m->n_rules,
             may ? "allowed" : reason);
  tally->allowed[act] += may;
  tally->refused[act] += !may;
  if (may) {
    pure_do (pure, m, who, act, to);
    cs_model_do (m, who, act, to);
    tally->signed_cases += act == SIGN;
  }
  cs_model_assert_same_place (pure->people, &pure->work, m);
  cs_model_assert_never (m);
  m->wants = 0;
  state = pure_state (pure, m, who, CLAIM, to);
  g_assert_cmpint (cs_rules_sees_marks (&reader, &state), ==, cs_model_sees (m, who));
}

static void
test_pure (void)
{
  CsModelTally tally = { 0 };
  GRand *dice = g_rand_new_with_seed (20261122);
  for (guint steps = 0; steps < STEPS;) {
    CsModel m = { 0 };
    Pure pure = { .makers = g_array_new (FALSE, TRUE, sizeof (guint)),
                  .judges = g_array_new (FALSE, TRUE, sizeof (guint)) };
    for (guint i = 0; i < sizeof m.gid.bytes; i++)
      m.gid.bytes[i] = pure.work.gid.bytes[i] = (guint8)g_rand_int (dice);
    pure_publish (&pure, &m, dice);
    g_array_set_size (pure.makers, 1);
    for (guint i = 0; i < PEOPLE; i++) {
      pure.people[i].bytes[0] = (guint8)(i + 1);
      m.roles[i] = cs_model_some_roles (dice, CS_ROLES_ALL);
    }
    if (g_rand_int_range (dice, 0, 4) == 0) {
      int whose = g_rand_int_range (dice, 0, PEOPLE);
      pure.work.control = pure.people[whose];
      m.control = 1u << whose;
    }
    cs_model_begin (&m);
    guint length = (guint)g_rand_int_range (dice, 20, 200);
    for (guint i = 0; i < length; i++, steps++)
      pure_step (&pure, &m, dice, &tally);
    cs_work_clear (&pure.work);
    for (guint i = 0; i < m.n_rules; i++)
      cs_workflow_unref (pure.versions[i]);
    g_array_unref (pure.makers);
    g_array_unref (pure.judges);
  }
  cs_model_assert_tried (&tally);
  g_assert_cmpuint (tally.meetings, >, 1000 / (1000000 / STEPS));
  g_rand_free (dice);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/workflow-model/pure", test_pure);
  return g_test_run ();
}
