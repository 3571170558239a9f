/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk of test-workflow-model.c through a project: random people give thousands of commands, as
 * window and command line do, and a second telling says which are refused and where each case is
 * then. After each step, who only labels reads what they can, and finds nothing that is kept from
 * them. */
#include "cs-project-bulk.h"
#include "cs-project-escalations.h"
#include "cs-project-pause.h"
#include "cs-project-private.h"
#include "cs-project-relax.h"
#include "cs-project-reads.h"
#include "cs-test-model.h"
#include "cs-test-project.h"

#include <string.h>

#ifdef CS_TEST_SLOWLY
#define STEPS 9000
#else
#define STEPS 20000
#endif

#define CASES 8

static const char *const handles[PEOPLE] = {
  "lee", "ana", "ben", "cat", "dan", "eve", "fay", "gus"
};

/* What people decided, as it came: what a rule that relaxes a stage goes by. */
typedef struct {
  guint which, stage, began; /* the case, where it was, and its version of the workflow */
  gboolean accepted, undone;
} Said;

typedef struct {
  CsEnv *env;
  const char *path;
  CsProject *project;
  CsGid people[PEOPLE], cases[CASES];
  CsModel models[CASES];
  int who; /* at the project now */
  gint64 marks;
  gboolean drew;            /* in this step */
  GArray *said;             /* of Said */
  int last[CASES];          /* in it, of what was done last with each case; -1: another thing */
  guint line[VERSIONS + 1]; /* of each version, from 1: the one that it was relaxed from */
  guint relaxed[VERSIONS + 1][STAGES]; /* how much had been said when a stage was relaxed last */
  guint n_relaxed, n_not_relaxed;
  guint n_shut_out; /* how often somebody was told of no case where there was one */
  CsModelTally tally;
} Through;

static const char schema_text[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"tiers\",\"labels\":["
    "{\"key\":\"a\",\"name\":\"A\",\"colour\":\"#ff0000\",\"kinds\":[\"box\"],\"tier\":1},"
    "{\"key\":\"b\",\"name\":\"B\",\"colour\":\"#ff0000\",\"kinds\":[\"box\"],\"tier\":2},"
    "{\"key\":\"c\",\"name\":\"C\",\"colour\":\"#ff0000\",\"kinds\":[\"box\"],\"tier\":3}],"
    "\"relations\":[]}";
static const char *const labels[] = { "a", "b", "c" };
static const char *const groups[] = { NULL, "g1", "g2", "g3", "g4" };

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

/* Who reads beside others sees one of three things; each is of a tier of its own. */
static gboolean
through_write (Through *t, const CsGid *gid, const CsModel *m)
{
  if (!cs_project_may_draft (t->project, gid, NULL))
    return FALSE;
  gint64 x = cs_model_in_round (m) ? 910000 + 10000 * m->found : 1 + t->marks++ % 900000;
  guint alone = t->marks % 8 == 0 ? 0 : 1 + (guint)t->marks % 2; /* rarely of the strictest */
  guint group = cs_model_group (m, t->who, TRUE);
  guint read = group > 0 ? group - 1 : m->found;
  cs_test_draw_as (t->project, gid, x, labels[cs_model_in_round (m) ? read : alone]);
  t->drew = TRUE;
  return TRUE;
}

/* As window and command line ask and rule. */
static gboolean
through_question (Through *t, const CsGid *gid, CsModelAct act, int to, GError **error)
{
  CsAsked level = (CsAsked)(1 + to % 3);
  CsReader reader = cs_project_reader (t->project);
  const CsQuestion question = { .level = level,
                                .question = "which?",
                                .severity = to % 2 == 0 ? "minor" : "major" };
  if (act == ESCALATE)
    return cs_project_escalate (t->project, gid, &question, error);
  g_autoptr (GPtrArray) rows = cs_project_escalations (t->project, &reader, gid, NULL, error);
  const CsEscalationRow *row = rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;
  if (row == NULL || row->settled != 0)
    return FALSE;
  if (act == SEND_UP)
    return cs_project_send_up (t->project, row, level, NULL, error);
  gboolean may = act == RULE ? row->may_rule : row->may_agree;
  gboolean done = act == RULE ? cs_project_rule (t->project, row, "so", NULL, NULL, error)
                              : cs_project_agree (t->project, row, error);
  g_assert_cmpint (may, ==, done);
  return done;
}

/* The first position is right in everything. */
static gboolean
through_adjudicate (Through *t, const CsGid *gid, GError **error)
{
  CsReader reader = cs_project_reader (t->project);
  g_autoptr (CsPositions) positions = cs_project_positions (t->project, &reader, gid, error);
  if (positions == NULL)
    return FALSE;
  g_autofree CsRuling *rulings = g_new0 (CsRuling, positions->disputes->len + 1);
  return cs_project_adjudicate (t->project, gid, rulings, positions->disputes->len, "so", NULL,
                                error);
}

/* The command, as the window and the command line give it. */
static gboolean
through_do (Through *t, const CsGid *gid, const CsModel *m, CsModelAct act, int to, GError **error)
{
  static const char *const words[] = {
    [ACCEPT] = "accept", [CORRECT] = "correct", [SEND_BACK] = "send-back", [REJECT] = "reject"
  };
  CsDecision decision = { .reason = "so" };
  switch (act) {
  case CLAIM:
    return cs_project_claim_group (t->project, gid, groups[m->wants], error);
  case SKIP:
    return cs_project_skip (t->project, gid, "later", error);
  case ASSIGN:
    return cs_project_assign_group (t->project, gid, &t->people[to], groups[m->wants], error);
  case SUBMIT:
    return through_write (t, gid, m) && cs_project_submit (t->project, gid, NULL, NULL, error);
  case CORRECT:
    if (!through_write (t, gid, m))
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
  case ADJUDICATE:
    return through_adjudicate (t, gid, error);
  case UNMERGE:
    return cs_project_unmerge (t->project, gid, "again", error);
  case ESCALATE:
  case SEND_UP:
  case RULE:
  case AGREE:
    return through_question (t, gid, act, to, error);
  case COUNTERSIGN:
    return cs_project_countersign (t->project, gid, error);
  case LOOK:
    return cs_project_look_first (t->project, gid, error);
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
through_may (const CsModel *m, int who, CsModelAct act, int to)
{
  if ((act == SUBMIT || act == CORRECT || act == ADJUDICATE) && m->now.version > 0 &&
      !cs_model_sees (m, who))
    return FALSE;
  /* What somebody has they cannot take. */
  if (act == CLAIM && (m->now.at_work == who || cs_model_holds_reading (m, who)))
    return FALSE;
  /* Asking takes the case first, but not out of its order. */
  CsModel taken = *m;
  taken.served = FALSE;
  if (act == ESCALATE && m->now.at_work != who && cs_model_may (&taken, who, CLAIM, to)) {
    taken.now.at_work = who;
    return cs_model_may (&taken, who, act, to);
  }
  return cs_model_may (m, who, act, to);
}

/* Of the versions of the case, of this round or one before, they are given those that nobody else
 * had a part in. */
static void
assert_versions_kept (Through *t, const CsReader *reader, guint which)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (t->project->index), NULL,
                   "SELECT hash, person = ?1 AND (SELECT count(*) = 1 AND max (person) = ?1 FROM "
                   "author WHERE revision = hash) FROM revision WHERE case_gid = ?2",
                   "gg", &reader->person, &t->cases[which]);
  while (cs_stmt_step (stmt, NULL) > 0) {
    CsHash version;
    g_assert_true (cs_stmt_hash (stmt, 0, &version));
    g_autoptr (CsMarkSet) marks = cs_project_revision (t->project, reader, &version, NULL);
    gboolean own = cs_stmt_int (stmt, 1) != 0;
    g_assert_cmpint (marks != NULL, ==, own && !cs_model_shuts_out (&t->models[which], t->who));
  }
}

/* Nobody who works here finds anything of what others read, whoever they are else; who reads beside
 * them, could, or could settle it, not who has the case either. */
static void
assert_blind_round (Through *t, const CsReader *reader, guint which)
{
  const CsModel *m = &t->models[which];
  if (!cs_model_in_round (m) || (reader->roles & CS_ROLES_WORKING) == 0)
    return;
  assert_versions_kept (t, reader, which);
  gboolean blind = cs_model_is_blind (m, t->who);
  g_autoptr (GPtrArray) acts = cs_project_history (t->project, reader, &t->cases[which], NULL);
  for (guint i = 0; i < acts->len; i++) {
    const CsHistoryRow *row = acts->pdata[i];
    if (strcmp (row->kind, "revision.submit") == 0 ||
        (blind && strcmp (row->kind, "task.claim") == 0))
      g_assert_cmpstr (row->who, ==, handles[t->who]);
  }
}

/* Nothing that they can read of the cases is what the second telling keeps from them. */
static void
assert_blind (Through *t)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (t->project);
  assert_blind_round (t, &reader, (guint)t->marks % CASES);
  g_autoptr (GPtrArray) rows = cs_project_cases (t->project, &reader, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < CASES; i++) {
    g_auto (CsWork) work = { 0 };
    g_assert_true (cs_project_work (t->project, &t->cases[i], &work, NULL));
    gboolean sees = cs_model_sees (&t->models[i], t->who);
    gboolean shut_out = cs_model_shuts_out (&t->models[i], t->who);
    t->n_shut_out += shut_out;
    for (guint k = 0; k < rows->len; k++) {
      const CsCaseRow *row = rows->pdata[k];
      gboolean own = cs_model_has_read (&t->models[i], t->who);
      if (!cs_gid_equal (&row->gid, &t->cases[i]))
        continue;
      g_assert_false (shut_out);
      if (!sees && !own) {
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

/* Only who leads may, and what was begun goes on as it began. */
static void
through_publish (Through *t, GRand *dice)
{
  CsModelRules rules;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_model_some_workflow (dice, &rules);
  if (t->models[0].n_rules == VERSIONS)
    return;
  guint readers = 0;
  for (guint i = 0; i < PEOPLE; i++)
    readers += (t->models[0].roles[i] & rules.roles[0]) != 0;
  if (!cs_project_publish_workflow (t->project, workflow, NULL, &error)) {
    if (g_error_matches (error, CS_ERROR, CS_ERROR_CONFLICT))
      return; /* by chance the one in force */
    g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
    g_assert_true (t->who != 0 || readers < rules.readers[1] + (rules.another ? 1 : 0));
    return;
  }
  g_assert_cmpuint (readers, >=, rules.readers[1] + (rules.another ? 1 : 0));
  g_assert_cmpint (t->who, ==, 0);
  for (guint i = 0; i < CASES; i++)
    cs_model_publish (&t->models[i], &rules);
  guint version = t->models[0].n_rules;
  t->line[version] = version;
  for (guint i = 0; i < STAGES; i++)
    t->relaxed[version][i] = t->said->len;
}

/* Lee pauses somebody, or lets them go on; who does not lead is refused. */
static void
through_pause (Through *t, int whom)
{
  gboolean paused = (t->models[0].paused >> whom & 1) != 0;
  gboolean done =
      (paused ? cs_project_resume : cs_project_pause) (t->project, &t->people[whom], "so", NULL);
  g_assert_cmpint (done, ==, t->who == 0);
  for (guint i = 0; done && i < CASES; i++)
    t->models[i].paused ^= 1u << whom;
  CsReader reader = cs_project_reader (t->project);
  g_assert_cmpint (reader.paused, ==, (t->models[0].paused >> t->who & 1) != 0);
}

/* Lee restricts a case, or gives it to experts, or undoes it; who does not lead is refused. */
static void
through_segment (Through *t, GRand *dice)
{
  guint which = (guint)g_rand_int_range (dice, 0, CASES);
  gboolean sensitive = g_rand_boolean (dice);
  CsModel *m = &t->models[which];
  gboolean in = sensitive ? m->sensitive : m->expertise;
  const char *segment = in ? "" : sensitive ? "s" : "x";
  if (!in && g_rand_int_range (dice, 0, 4) > 0)
    return; /* most cases are nobody's own */
  g_autoptr (CsBulk) bulk = cs_project_segment_cases (
      t->project, &t->cases[which], sensitive ? "sensitive" : "expertise", &segment, 1, NULL, NULL);
  g_assert_cmpint (bulk != NULL, ==, t->who == 0);
  if (bulk == NULL)
    return;
  cs_model_segment (m, m->sensitive != sensitive, m->expertise == sensitive);
  t->last[which] = -1;
}

/* Lee lets somebody in, or says that they are an expert, or no more. */
static void
through_describe (Through *t, GRand *dice)
{
  int whom = g_rand_int_range (dice, 0, PEOPLE);
  guint let_in = t->models[0].let_in, experts = t->models[0].experts;
  *(g_rand_boolean (dice) ? &let_in : &experts) ^= 1u << whom;
  const CsTraits traits = { .tags = (char *)(experts >> whom & 1 ? ",x," : ""),
                            .segments = (char *)(let_in >> whom & 1 ? ",s," : "") };
  gboolean done = cs_project_describe (t->project, &t->people[whom], &traits, NULL, NULL, NULL);
  g_assert_cmpint (done, ==, t->who == 0);
  for (guint i = 0; done && i < CASES; i++)
    cs_model_describe (&t->models[i], let_in, experts);
}

/* --- a rule that relaxes --- */

/* STAGE's cases allow its step: counted anew, from what was said. */
static gboolean
through_allows (Through *t, const CsModelRules *rules, guint stage)
{
  guint version = t->models[0].n_rules, n = 0, good = 0, seen = 0;
  for (guint i = t->said->len; i-- > t->relaxed[version][stage] && n < rules->relax[stage].of;) {
    const Said *said = &g_array_index (t->said, Said, i);
    if (said->undone || said->stage != stage || t->line[said->began] != t->line[version] ||
        (seen & 1u << said->which) != 0)
      continue;
    gboolean bad = FALSE;
    for (guint k = 0; k < t->said->len; k++) {
      const Said *other = &g_array_index (t->said, Said, k);
      bad = bad || (!other->undone && !other->accepted && other->which == said->which &&
                    other->stage == stage && t->line[other->began] == t->line[version]);
    }
    seen |= 1u << said->which;
    n++;
    good += !bad;
  }
  return rules->relax[stage].of > 0 && n == rules->relax[stage].of &&
         good >= rules->relax[stage].accepted;
}

/* Only who leads may, and only as the cases allow; what was begun goes on as it began. */
static void
through_relax (Through *t, guint stage)
{
  guint version = t->models[0].n_rules;
  CsModelRules rules = t->models[0].rules[version - 1];
  g_autofree char *key = version > 1 ? g_strdup_printf ("s%u", stage) : g_strdup ("review");
  if (version == VERSIONS)
    return;
  gboolean expected = t->who == 0 && through_allows (t, &rules, version > 1 ? stage : 1);
  g_assert_cmpint (cs_project_relax (t->project, key, NULL, NULL), ==, expected);
  t->n_not_relaxed += !expected && rules.relax[stage].of > 0;
  if (!expected)
    return;
  t->n_relaxed++;
  memcpy (rules.share[stage], rules.relax[stage].share, sizeof rules.share[stage]);
  rules.relax[stage].of = 0;
  for (guint i = 0; i < CASES; i++)
    cs_model_publish (&t->models[i], &rules);
  t->line[version + 1] = t->line[version];
  memcpy (t->relaxed[version + 1], t->relaxed[version], sizeof t->relaxed[version]);
  t->relaxed[version + 1][stage] = t->said->len;
}

/* ACT was done with the case, which is at a place of the workflow BEFORE. */
static void
through_note (Through *t, guint which, CsModelAct act, const CsModelWhere *before)
{
  gboolean decided = act == ACCEPT || act == CORRECT || act == SEND_BACK || act == REJECT;
  if (act == WITHDRAW && t->last[which] >= 0)
    g_array_index (t->said, Said, t->last[which]).undone = TRUE;
  t->last[which] = decided ? (int)t->said->len : -1;
  const Said said = { which, before->stage, before->began, act == ACCEPT, FALSE };
  if (decided)
    g_array_append_val (t->said, said);
}

/* --- steps --- */

/* Somebody else comes to the project now and then, mostly who may do ACT. */
static void
through_change (Through *t, GRand *dice, const CsModel *m, CsModelAct act, int to)
{
  CsModel served = *m;
  int who = g_rand_int_range (dice, 0, PEOPLE);
  if (g_rand_int_range (dice, 0, 4) > 0)
    return;
  served.served = TRUE;
  for (int i = 0; i < PEOPLE && g_rand_int_range (dice, 0, 20) > 0; i++)
    if (through_may (&served, (who + i) % PEOPLE, act, to)) {
      through_as (t, (who + i) % PEOPLE);
      return;
    }
  through_as (t, who);
}

static void
through_step (Through *t, GRand *dice)
{
  g_auto (CsWork) work = { 0 };
  g_autoptr (GError) error = NULL;
  guint which = (guint)g_rand_int_range (dice, 0, CASES);
  const CsGid *gid = &t->cases[which];
  CsModel *m = &t->models[which];
  int to = g_rand_int_range (dice, 0, PEOPLE);
  CsModelAct act = cs_model_some_act (dice, m);
  m->found = (guint)g_rand_int_range (dice, 0, 3);
  m->found_tier = m->found + 1;
  gboolean names = (act == CLAIM || act == ASSIGN) && g_rand_int_range (dice, 0, 4) == 0;
  m->wants = names ? (guint)g_rand_int_range (dice, 1, 5) : 0;
  cs_test_env_advance (t->env, g_rand_int_range (dice, 0, 90) * G_TIME_SPAN_MINUTE);
  m->now_at = t->env->wall (t->env);
  through_change (t, dice, m, act, to);
  CsReader reader = cs_project_reader (t->project);
  g_assert_true (cs_project_serves (t->project, &reader, gid, groups[m->wants], &m->served, NULL));
  cs_project_discard_draft (t->project, gid, NULL);
  gboolean expected = through_may (m, t->who, act, to);
  const CsModelWhere before = m->now;
  t->drew = FALSE;
  gboolean done = through_do (t, gid, m, act, to, &error);
  if (t->drew)
    cs_model_go_on (m, t->who);
  if (done != expected)
    g_test_message ("%s, act %d on case %u: %s", handles[t->who], act, which,
                    error != NULL ? error->message : "done");
  g_assert_cmpint (done, ==, expected);
  t->tally.allowed[act] += done;
  t->tally.refused[act] += !done;
  t->tally.signed_cases += done && act == SIGN;
  if (done && act == ESCALATE && m->now.at_work != t->who)
    cs_model_do (m, t->who, CLAIM, to);
  g_assert_true (cs_project_work (t->project, gid, &work, NULL));
  m->tier = work.risk.tier; /* which it is test-risk.c says; here what follows of it */
  if (done) {
    cs_model_do (m, t->who, act, to);
    through_note (t, which, act, &before);
  }
  cs_model_assert_same_place (t->people, &work, m);
  cs_model_assert_never (m);
}

static CsGid
person_of (CsEnv *env, const char *handle)
{
  g_autoptr (CsSigner) signer = cs_test_signer (env, handle);
  return cs_signer_identity (signer)->person;
}

static void
through_join (Through *t, const char *handle, guint roles)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) signer = cs_test_signer (t->env, handle);
  cs_project_add_person (t->project, cs_signer_identity (signer), roles, &error);
  g_assert_no_error (error);
}

static void
through_begin (Through *t)
{
  static const guint roles[PEOPLE] = { CS_ROLE_LEAD,    CS_ROLE_LABELER, CS_ROLE_REVIEWER,
                                       CS_ROLE_SME,     CS_ROLE_SME,     CS_ROLE_ADJUDICATOR,
                                       CS_ROLE_AUDITOR, CS_ROLE_OBSERVER };
  static const CsModelRules labelers_sme = {
    .n = 3,
    .roles = { CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME, CS_ROLE_REVIEWER | CS_ROLE_SME,
               CS_ROLE_SME },
    .share = { { 100, 100, 100, 100 }, { 100, 100, 100, 100 }, { 100, 100, 100, 100 } },
    .readers = { 1, 1, 1, 1 },
  };
  t->project = cs_test_open (t->env, t->path, "lee");
  t->who = 0;
  for (guint i = 0; i < PEOPLE; i++) {
    if (i > 4)
      through_join (t, handles[i], roles[i]);
    t->people[i] = person_of (t->env, handles[i]);
  }
  g_autoptr (CsSchema) schema = cs_schema_read (schema_text, strlen (schema_text), NULL);
  g_assert_true (cs_project_publish_schema (t->project, schema, NULL, NULL));
  for (guint i = 0; i < CASES; i++) {
    g_autofree char *title = g_strdup_printf ("case-%u", i);
    t->cases[i] = cs_test_case (t->project, title);
    t->models[i].rules[0] = labelers_sme;
    t->models[i].n_rules = 1;
    t->models[i].paused = 0;
    t->models[i].sensitive = t->models[i].expertise = FALSE;
    t->models[i].let_in = t->models[i].experts = 0;
    t->models[i].gid = t->cases[i];
    memcpy (t->models[i].roles, roles, sizeof roles);
    cs_model_begin (&t->models[i]);
  }
}

static void
test_through (void)
{
  GRand *dice = g_rand_new_with_seed (7);
  Through t = { 0 };
  for (guint steps = 0; steps < STEPS;) {
    g_autofree char *dir = cs_test_dir ();
    t.env = cs_test_env (dir, steps + 1);
    g_autofree char *path = cs_test_project (t.env, dir, CASES);
    t.path = path;
    t.said = g_array_new (FALSE, FALSE, sizeof (Said));
    memset (t.relaxed, 0, sizeof t.relaxed);
    t.line[1] = 1;
    for (guint i = 0; i < CASES; i++)
      t.last[i] = -1;
    through_begin (&t);
    through_publish (&t, dice);
    for (guint i = 0; i < 1000; i++, steps++) {
      if (g_rand_int_range (dice, 0, 50) == 0)
        through_publish (&t, dice);
      if (g_rand_int_range (dice, 0, 50) == 0)
        through_pause (&t, g_rand_int_range (dice, 0, PEOPLE));
      if (g_rand_int_range (dice, 0, t.who == 0 ? 6 : 40) == 0)
        through_segment (&t, dice);
      if (g_rand_int_range (dice, 0, t.who == 0 ? 4 : 40) == 0)
        through_describe (&t, dice);
      if (g_rand_int_range (dice, 0, t.who == 0 ? 3 : 20) == 0)
        for (guint k = t.models[0].rules[t.models[0].n_rules - 1].n; k-- > 0;)
          through_relax (&t, k);
      through_step (&t, dice);
      assert_blind (&t);
    }
    cs_project_close (t.project);
    cs_env_free (t.env);
    g_array_unref (t.said);
  }
#ifndef CS_TEST_SLOWLY /* the short walk does not get to everything */
  cs_model_assert_tried (&t.tally);
  g_assert_cmpuint (t.n_relaxed, >, 0);
  g_assert_cmpuint (t.n_not_relaxed, >, 0);
  g_assert_cmpuint (t.n_shut_out, >, 1000);
#endif
  g_test_message ("relaxed %u times, %u refused", t.n_relaxed, t.n_not_relaxed);
  g_rand_free (dice);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/workflow-model/project", test_through);
  return g_test_run ();
}
