/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random people do random things to cases under random workflows, and a small second telling of the
 * workflow, which knows nothing of the first, says after each of them what is allowed, where the
 * case stands and who sees the work: over a million steps of the pure rules, and over thousands of
 * commands through a project. Beside that, what must never happen is looked for in the trail of
 * what did: a signed case that skipped a step or was approved by an author of it, two people at
 * work on one case, somebody's work seen by who only labels and was not given it. */
#include "cs-flow.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <string.h>

#define PEOPLE 5
#define STAGES 6
#define NOBODY (-1)

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SLOWLY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLOWLY 1
#endif
#endif
#ifdef SLOWLY
#define PURE_STEPS 50000
#define STORE_STEPS 2000
#else
#define PURE_STEPS 1000000
#define STORE_STEPS 20000
#endif

typedef enum {
  CLAIM,
  SKIP,
  ASSIGN,
  SUBMIT,
  ACCEPT,
  CORRECT,
  SEND_BACK,
  REJECT,
  WITHDRAW,
  SIGN,
  ATTEST,
  REOPEN,
  N_ACTS,
} Act;

static const CsDeed deeds[N_ACTS] = {
  [CLAIM] = CS_DEED_CLAIM,         [SKIP] = CS_DEED_SKIP,     [ASSIGN] = CS_DEED_ASSIGN,
  [SUBMIT] = CS_DEED_SUBMIT,       [ACCEPT] = CS_DEED_ACCEPT, [CORRECT] = CS_DEED_CORRECT,
  [SEND_BACK] = CS_DEED_SEND_BACK, [REJECT] = CS_DEED_REJECT, [WITHDRAW] = CS_DEED_WITHDRAW,
  [SIGN] = CS_DEED_SIGN,           [ATTEST] = CS_DEED_ATTEST, [REOPEN] = CS_DEED_REOPEN,
};

/* --- the second telling --- */

typedef struct {
  guint n;
  guint roles[STAGES]; /* who acts at each */
} Rules;

typedef enum { OPEN, DONE, SIGNED, OUT } Place;

/* Where a case is. Small enough to be kept whole, which is how an act is taken back. */
typedef struct {
  Place place;
  guint stage;
  int at_work, given, reader, approver; /* people, or NOBODY */
  guint version;                        /* 0: nothing was handed in */
  guint makers;                         /* of that version, a bit each */
  guint judges;                         /* who accepted that version */
  /* Who passed each stage since the case was last at the first, and what they had before them. */
  int passed_by[STAGES];
  guint passed_version[STAGES], passed_makers[STAGES];
} Where;

typedef struct {
  Rules rules;
  guint roles[PEOPLE];
  Where now, before;
  int can_undo; /* whose act made BEFORE into NOW; NOBODY: nothing is taken back */
  guint versions;
} Model;

static gboolean
is (const Model *m, int who, guint roles)
{
  return (m->roles[who] & roles) != 0;
}

static gboolean
made (const Model *m, int who)
{
  return (m->now.makers & (1u << who)) != 0;
}

static gboolean
fits (const Model *m, int who)
{
  return m->now.place == OPEN && is (m, who, m->rules.roles[m->now.stage]) &&
         (m->now.stage == 0 || !made (m, who));
}

static gboolean
free_for (const Model *m, int who)
{
  return (m->now.at_work == NOBODY || m->now.at_work == who) &&
         (m->now.given == NOBODY || m->now.given == who);
}

static gboolean
model_may (const Model *m, int who, Act act, int to)
{
  const Where *now = &m->now;
  gboolean worker = fits (m, who) && free_for (m, who);
  switch (act) {
  case CLAIM:
    return worker && now->at_work != who;
  case SKIP:
    return now->at_work == who;
  case ASSIGN:
    return is (m, who, CS_ROLE_LEAD) && fits (m, to);
  case SUBMIT:
    return worker && now->stage == 0;
  case ACCEPT:
  case CORRECT:
  case SEND_BACK:
  case REJECT:
    return worker && now->stage > 0;
  case WITHDRAW:
    return m->can_undo == who && now->place != SIGNED;
  case SIGN:
    return now->place == DONE && now->approver == who && is (m, who, CS_ROLE_SME) && !made (m, who);
  case ATTEST:
    return now->place != OUT && is (m, who, CS_ROLE_REVIEWER | CS_ROLE_SME) && !made (m, who) &&
           (now->judges & (1u << who)) != 0;
  case REOPEN:
    return now->place != OPEN && is (m, who, CS_ROLE_LEAD);
  default:
    g_assert_not_reached ();
  }
}

static void
model_back (Model *m)
{
  m->now.place = OPEN;
  m->now.stage = 0;
  m->now.given = NOBODY;
  m->now.approver = NOBODY;
  if (m->now.reader != NOBODY && is (m, m->now.reader, m->rules.roles[0]))
    m->now.given = m->now.reader;
  for (guint i = 0; i < STAGES; i++)
    m->now.passed_by[i] = NOBODY;
}

static void
model_pass (Model *m, int who)
{
  Where *now = &m->now;
  now->passed_by[now->stage] = who;
  now->passed_version[now->stage] = now->version;
  now->passed_makers[now->stage] = now->makers;
  now->stage++;
  if (now->stage == m->rules.n) {
    now->place = DONE;
    now->approver = who;
  }
}

static void
model_write (Model *m, int who)
{
  m->now.version = ++m->versions;
  m->now.makers |= 1u << who;
  m->now.judges = 0;
}

/* Only what was allowed. */
static void
model_do (Model *m, int who, Act act, int to)
{
  Where *now = &m->now;
  Where was = *now;
  if (act == WITHDRAW) {
    *now = m->before;
    m->can_undo = NOBODY;
    return;
  }
  gboolean last = now->stage + 1 == m->rules.n;
  if (act != SIGN && act != ATTEST)
    now->at_work = NOBODY;
  if (act != ASSIGN && act != CLAIM && act != SIGN && act != ATTEST)
    now->given = NOBODY;
  switch (act) {
  case CLAIM:
    now->at_work = who;
    break;
  case ASSIGN:
    now->given = to;
    now->at_work = was.at_work == to ? to : NOBODY;
    break;
  case SUBMIT:
    now->reader = who;
    model_write (m, who);
    now->stage = 1;
    break;
  case ACCEPT:
    now->judges |= 1u << who;
    model_pass (m, who);
    break;
  case CORRECT:
    if (!last)
      model_pass (m, who);
    model_write (m, who);
    break;
  case SEND_BACK:
  case REOPEN:
    model_back (m);
    break;
  case REJECT:
    now->place = OUT;
    break;
  case SIGN:
    now->place = SIGNED;
    break;
  default:
    break;
  }
  gboolean kept = act >= ASSIGN && act <= REJECT;
  m->before = was;
  m->can_undo = kept ? who : NOBODY;
}

/* --- what must never be, whatever the telling --- */

static void
assert_never (const Model *m)
{
  const Where *now = &m->now;
  if (now->place != SIGNED)
    return;
  guint last = m->rules.n - 1;
  for (guint i = 1; i <= last; i++) {
    g_assert_cmpint (now->passed_by[i], !=, NOBODY);
    g_assert_cmpuint (now->passed_makers[i] & (1u << now->passed_by[i]), ==, 0);
  }
  g_assert_cmpint (now->passed_by[last], ==, now->approver);
  g_assert_cmpuint (now->passed_version[last], ==, now->version);
  g_assert_cmpuint (now->makers & (1u << now->approver), ==, 0);
}

/* --- the first telling, without a project --- */

typedef struct {
  CsWorkflow *workflow;
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

static CsRuleState
pure_state (Pure *pure, const Model *m, int who, Act act, int to)
{
  const CsWork *work = &pure->work;
  CsRuleState state = {
    .project_exists = TRUE, .has_schema = TRUE, .signature_good = TRUE, .revision_current = TRUE
  };
  guint makers = *bits_of (pure->makers, work);
  cs_flow_state (pure->workflow, work, &pure->people[who], (makers & (1u << who)) != 0, &state);
  const CsWorkflowStage *stage = cs_flow_stage (pure->workflow, work);
  if (act == ASSIGN)
    state.assignee_may =
        stage != NULL && cs_flow_admits (stage, m->roles[to], (makers & (1u << to)) != 0);
  if (act == WITHDRAW)
    state.own = work->undo != NULL && cs_gid_equal (&work->last_person, &pure->people[who]);
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

static void
pure_do (Pure *pure, const Model *m, int who, Act act, int to)
{
  CsWork *work = &pure->work;
  const CsGid *me = &pure->people[who];
  const CsHash id = number (++pure->acts);
  guint labeler = m->now.reader != NOBODY ? m->roles[m->now.reader] : 0;
  gboolean accepted = pure->last_accepts;
  pure->last_accepts = act == ACCEPT;
  switch (act) {
  case CLAIM:
    cs_flow_claim (work, me);
    break;
  case SKIP:
    cs_flow_skip (work);
    break;
  case ASSIGN:
    cs_flow_assign (work, &pure->people[to], me, &id);
    break;
  case SUBMIT:
    cs_flow_submit (work, me, &id);
    pure_write (pure, who);
    break;
  case ACCEPT:
    pure->judged_before = *bits_of (pure->judges, work);
    *bits_of (pure->judges, work) |= 1u << who;
    cs_flow_accept (pure->workflow, work, me, &id);
    break;
  case CORRECT:
    cs_flow_correct (pure->workflow, work, me, &id);
    pure_write (pure, who);
    break;
  case SEND_BACK:
    cs_flow_send_back (pure->workflow, work, labeler, me, &id);
    break;
  case REJECT:
    cs_flow_reject (work, me, &id);
    break;
  case WITHDRAW:
    g_assert_true (cs_work_take_back (work));
    if (accepted)
      *bits_of (pure->judges, work) = pure->judged_before;
    break;
  case SIGN:
    cs_flow_sign (work, &id);
    break;
  case ATTEST:
    cs_work_forget (work);
    break;
  case REOPEN:
    cs_flow_reopen (pure->workflow, work, labeler);
    break;
  default:
    g_assert_not_reached ();
  }
}

static int
who_is (const CsGid *people, const CsGid *gid)
{
  for (int i = 0; i < PEOPLE; i++)
    if (cs_gid_equal (&people[i], gid))
      return i;
  g_assert_true (cs_gid_is_zero (gid));
  return NOBODY;
}

/* Both tellings place the case alike. */
static void
assert_same_place (const CsGid *people, const CsWork *work, const Model *m)
{
  static const Place places[] = { OPEN, OPEN, DONE, SIGNED, OUT };
  const Where *now = &m->now;
  g_assert_cmpint (places[work->status], ==, now->place);
  if (now->place == OPEN)
    g_assert_cmpuint (work->stage, ==, now->stage);
  g_assert_cmpint (work->status == CS_CASE_HELD ? who_is (people, &work->holder) : NOBODY, ==,
                   now->at_work);
  g_assert_cmpint (who_is (people, &work->assigned), ==, now->given);
  if (now->place == DONE)
    g_assert_cmpint (who_is (people, &work->accepted_by), ==, now->approver);
  g_assert_cmpint (cs_hash_is_zero (&work->revision), ==, now->version == 0);
}

static gboolean
model_sees (const Model *m, int who)
{
  const Where *now = &m->now;
  if (is (m, who, CS_ROLE_REVIEWER | CS_ROLE_SME | CS_ROLE_LEAD))
    return TRUE;
  gboolean their_turn = (now->at_work == who || now->given == who) && now->place == OPEN &&
                        is (m, who, m->rules.roles[now->stage]);
  return made (m, who) || their_turn;
}

/* --- dice --- */

static guint
some_roles (GRand *dice, guint of)
{
  guint roles = 0;
  while (roles == 0)
    roles = (guint)g_rand_int (dice) & of;
  return roles;
}

static CsWorkflow *
some_workflow (GRand *dice, Rules *ret_rules)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("{\"format\":\"countersign-workflow-1\",\"stages\":[");
  guint n = (guint)g_rand_int_range (dice, 2, STAGES);
  ret_rules->n = n;
  for (guint i = 0; i < n; i++) {
    guint roles = i + 1 < n ? some_roles (dice, CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME)
                            : CS_ROLE_SME;
    g_autofree char *words = cs_roles_to_text (roles);
    g_auto (GStrv) each = g_strsplit (words, ",", -1);
    g_autofree char *list = g_strjoinv ("\",\"", each);
    g_string_append_printf (text, "%s{\"key\":\"s%u\",\"roles\":[\"%s\"]%s%s}", i > 0 ? "," : "", i,
                            list, i > 0 ? ",\"exclude\":[\"author\"]" : "",
                            i + 1 == n ? ",\"sign\":true" : "");
    ret_rules->roles[i] = roles;
  }
  g_string_append (text, "]}");
  CsWorkflow *workflow = cs_workflow_parse (text->str, text->len, &error);
  g_assert_no_error (error);
  return workflow;
}

static void
model_begin (Model *m)
{
  m->now = (Where){ .at_work = NOBODY, .given = NOBODY, .reader = NOBODY, .approver = NOBODY };
  m->can_undo = NOBODY;
  m->versions = 0;
  for (guint i = 0; i < STAGES; i++)
    m->now.passed_by[i] = NOBODY;
}

/* What is tried: mostly what leads on, so that cases get to their end; who holds one may put it
 * down. */
static Act
some_act (GRand *dice, const Model *m)
{
  if (g_rand_int_range (dice, 0, 3) == 0)
    return (Act)g_rand_int_range (dice, 0, N_ACTS);
  if (m->now.at_work != NOBODY && g_rand_boolean (dice))
    return SKIP;
  if (m->now.place == DONE)
    return SIGN;
  if (m->now.place != OPEN)
    return REOPEN;
  return m->now.stage == 0 ? SUBMIT : ACCEPT;
}

typedef struct {
  guint allowed[N_ACTS], refused[N_ACTS], signed_cases;
} Tally;

static void
pure_step (Pure *pure, Model *m, GRand *dice, Tally *tally)
{
  int who = g_rand_int_range (dice, 0, PEOPLE), to = g_rand_int_range (dice, 0, PEOPLE);
  Act act = some_act (dice, m);
  CsReader reader = { .person = pure->people[who], .roles = m->roles[who] };
  CsRuleState state = pure_state (pure, m, who, act, to);
  gboolean stale = g_rand_int_range (dice, 0, 10) == 0;
  gboolean names_version = act >= SUBMIT && act <= REJECT;
  state.revision_current = !stale;
  g_autofree char *reason = NULL;
  gboolean may = cs_rules_may (&reader, deeds[act], &state, &reason);
  gboolean expected = model_may (m, who, act, to) && !(stale && names_version);
  if (may != expected)
    g_error ("person %d, act %d, stage %u of %u: %s", who, act, m->now.stage, m->rules.n,
             may ? "allowed" : reason);
  tally->allowed[act] += may;
  tally->refused[act] += !may;
  if (may) {
    pure_do (pure, m, who, act, to);
    model_do (m, who, act, to);
    tally->signed_cases += act == SIGN;
  }
  assert_same_place (pure->people, &pure->work, m);
  assert_never (m);
  state = pure_state (pure, m, who, CLAIM, to);
  g_assert_cmpint (cs_rules_sees_marks (&reader, &state), ==, model_sees (m, who));
}

static void
assert_tried (const Tally *tally)
{
  for (guint i = 0; i < N_ACTS; i++) {
    g_assert_cmpuint (tally->allowed[i], >, 0);
    g_assert_cmpuint (tally->refused[i], >, 0);
  }
  g_assert_cmpuint (tally->signed_cases, >, 10);
}

static void
test_pure (void)
{
  Tally tally = { 0 };
  GRand *dice = g_rand_new_with_seed (20261122);
  for (guint steps = 0; steps < PURE_STEPS;) {
    Model m;
    Pure pure = { .makers = g_array_new (FALSE, TRUE, sizeof (guint)),
                  .judges = g_array_new (FALSE, TRUE, sizeof (guint)) };
    pure.workflow = some_workflow (dice, &m.rules);
    g_array_set_size (pure.makers, 1);
    for (guint i = 0; i < PEOPLE; i++) {
      pure.people[i].bytes[0] = (guint8)(i + 1);
      m.roles[i] = some_roles (dice, CS_ROLES_ALL);
    }
    model_begin (&m);
    guint length = (guint)g_rand_int_range (dice, 20, 200);
    for (guint i = 0; i < length; i++, steps++)
      pure_step (&pure, &m, dice, &tally);
    cs_work_clear (&pure.work);
    cs_workflow_unref (pure.workflow);
    g_array_unref (pure.makers);
    g_array_unref (pure.judges);
  }
  assert_tried (&tally);
  g_rand_free (dice);
}

/* --- the same through a project --- */

#define CASES 8

static const char *const handles[PEOPLE] = { "lee", "ana", "ben", "cat", "dan" };

typedef struct {
  CsEnv *env;
  const char *path;
  CsProject *project;
  CsGid people[PEOPLE], cases[CASES];
  Model models[CASES];
  int who; /* at the project now */
  gint64 marks;
  Tally tally;
} Through;

static void
through_as (Through *t, int who)
{
  if (t->who == who)
    return;
  cs_project_close (t->project);
  t->project = cs_test_open (t->env, t->path, handles[who]);
  t->who = who;
  cs_test_unlock (t->env, t->project);
}

static gboolean
through_write (Through *t, const CsGid *gid)
{
  if (!cs_project_may_draft (t->project, gid, NULL))
    return FALSE;
  cs_test_draw (t->project, gid, 1 + t->marks++ % 900000);
  return TRUE;
}

/* The command, as the window and the command line give it. */
static gboolean
through_do (Through *t, const CsGid *gid, Act act, int to, GError **error)
{
  static const char *const words[] = {
    [ACCEPT] = "accept", [CORRECT] = "correct", [SEND_BACK] = "send-back", [REJECT] = "reject"
  };
  CsDecision decision = { .reason = "so" };
  switch (act) {
  case CLAIM:
    return cs_project_claim (t->project, gid, error);
  case SKIP:
    return cs_project_skip (t->project, gid, "later", error);
  case ASSIGN:
    return cs_project_assign (t->project, gid, &t->people[to], error);
  case SUBMIT:
    return through_write (t, gid) && cs_project_submit (t->project, gid, NULL, NULL, error);
  case CORRECT:
    if (!through_write (t, gid))
      return FALSE;
    break;
  case ACCEPT:
  case SEND_BACK:
  case REJECT:
    break;
  case WITHDRAW:
    return cs_project_withdraw (t->project, gid, error);
  case SIGN:
    return cs_project_sign (t->project, gid, 1, "approved", NULL, error);
  case ATTEST:
    return cs_project_sign (t->project, gid, 1, "reviewed", NULL, error);
  case REOPEN:
    return cs_project_reopen (t->project, gid, "again", error);
  default:
    g_assert_not_reached ();
  }
  decision.decision = words[act];
  return cs_project_decide (t->project, gid, &decision, error);
}

/* Who only labels must take a case that holds work before they go on with it, and what they cannot
 * see they are told nothing of. */
static gboolean
through_may (const Model *m, int who, Act act, int to)
{
  if ((act == SUBMIT || act == CORRECT) && m->now.version > 0 && !model_sees (m, who))
    return FALSE;
  return model_may (m, who, act, to);
}

/* To who only labels: nothing that they can read of the cases is what the second telling keeps from
 * them. */
static void
assert_blind (Through *t)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (t->project);
  if (reader.roles != CS_ROLE_LABELER)
    return;
  g_autoptr (GPtrArray) rows = cs_project_cases (t->project, &reader, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < CASES; i++) {
    g_auto (CsWork) work = { 0 };
    g_assert_true (cs_project_work (t->project, &t->cases[i], &work, NULL));
    gboolean sees = model_sees (&t->models[i], t->who);
    for (guint k = 0; k < rows->len; k++) {
      const CsCaseRow *row = rows->pdata[k];
      if (cs_gid_equal (&row->gid, &t->cases[i]) && !sees) {
        g_assert_false (row->has_revision);
        g_assert_cmpint (row->marks, ==, 0);
      }
    }
    if (cs_hash_is_zero (&work.revision))
      continue;
    g_autoptr (CsMarkSet) marks = cs_project_revision (t->project, &reader, &work.revision, NULL);
    g_assert_cmpint (marks != NULL, ==, sees);
  }
}

static void
through_step (Through *t, GRand *dice)
{
  g_auto (CsWork) work = { 0 };
  g_autoptr (GError) error = NULL;
  guint which = (guint)g_rand_int_range (dice, 0, CASES);
  const CsGid *gid = &t->cases[which];
  Model *m = &t->models[which];
  int to = g_rand_int_range (dice, 0, PEOPLE);
  Act act = some_act (dice, m);
  cs_project_discard_draft (t->project, gid, NULL);
  gboolean expected = through_may (m, t->who, act, to);
  gboolean done = through_do (t, gid, act, to, &error);
  if (done != expected)
    g_test_message ("%s, act %d on case %u: %s", handles[t->who], act, which,
                    error != NULL ? error->message : "done");
  g_assert_cmpint (done, ==, expected);
  t->tally.allowed[act] += done;
  t->tally.refused[act] += !done;
  t->tally.signed_cases += done && act == SIGN;
  if (done)
    model_do (m, t->who, act, to);
  g_assert_true (cs_project_work (t->project, gid, &work, NULL));
  assert_same_place (t->people, &work, m);
  assert_never (m);
}

static CsGid
person_of (CsEnv *env, const char *handle)
{
  g_autoptr (CsSigner) signer = cs_test_signer (env, handle);
  return cs_signer_identity (signer)->person;
}

static void
through_begin (Through *t)
{
  static const guint roles[PEOPLE] = { CS_ROLE_LEAD, CS_ROLE_LABELER, CS_ROLE_REVIEWER, CS_ROLE_SME,
                                       CS_ROLE_SME };
  static const Rules labelers_sme = { 3,
                                      { CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME,
                                        CS_ROLE_REVIEWER | CS_ROLE_SME, CS_ROLE_SME } };
  t->project = cs_test_open (t->env, t->path, "lee");
  t->who = 0;
  for (guint i = 0; i < PEOPLE; i++)
    t->people[i] = person_of (t->env, handles[i]);
  for (guint i = 0; i < CASES; i++) {
    g_autofree char *title = g_strdup_printf ("case-%u", i);
    t->cases[i] = cs_test_case (t->project, title);
    t->models[i].rules = labelers_sme;
    memcpy (t->models[i].roles, roles, sizeof roles);
    model_begin (&t->models[i]);
  }
}

static void
test_through (void)
{
  GRand *dice = g_rand_new_with_seed (7);
  Through t = { 0 };
  for (guint steps = 0; steps < STORE_STEPS;) {
    g_autofree char *dir = cs_test_dir ();
    t.env = cs_test_env (dir, steps + 1);
    g_autofree char *path = cs_test_project (t.env, dir, CASES);
    t.path = path;
    through_begin (&t);
    for (guint i = 0; i < 1000; i++, steps++) {
      if (g_rand_int_range (dice, 0, 4) == 0)
        through_as (&t, g_rand_int_range (dice, 0, PEOPLE));
      through_step (&t, dice);
      assert_blind (&t);
    }
    cs_project_close (t.project);
    cs_env_free (t.env);
  }
  assert_tried (&t.tally);
  g_rand_free (dice);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/workflow-model/pure", test_pure);
  g_test_add_func ("/workflow-model/through-a-project", test_through);
  return g_test_run ();
}
