/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long because it is one telling of all that can happen to a case, to be read in one go. */
#include "cs-test-model.h"

#include <string.h>

const CsDeed cs_model_deeds[N_ACTS] = {
  [CLAIM] = CS_DEED_CLAIM,
  [SKIP] = CS_DEED_SKIP,
  [ASSIGN] = CS_DEED_ASSIGN,
  [SUBMIT] = CS_DEED_SUBMIT,
  [ACCEPT] = CS_DEED_ACCEPT,
  [CORRECT] = CS_DEED_CORRECT,
  [SEND_BACK] = CS_DEED_SEND_BACK,
  [REJECT] = CS_DEED_REJECT,
  [WITHDRAW] = CS_DEED_WITHDRAW,
  [SIGN] = CS_DEED_SIGN,
  [ATTEST] = CS_DEED_ATTEST,
  [REOPEN] = CS_DEED_REOPEN,
  [UNMERGE] = CS_DEED_UNMERGE,
  [ADJUDICATE] = CS_DEED_ADJUDICATE,
  [ESCALATE] = CS_DEED_ESCALATE,
  [SEND_UP] = CS_DEED_SEND_UP,
  [RULE] = CS_DEED_RULE,
  [AGREE] = CS_DEED_AGREE,
  [COUNTERSIGN] = CS_DEED_COUNTERSIGN,
  [LOOK] = CS_DEED_LOOK,
};

/* What was begun goes on under the rules that it began with. */
const CsModelRules *
cs_model_rules (const CsModel *m)
{
  return &m->rules[(m->now.began > 0 ? m->now.began : m->n_rules) - 1];
}

static gboolean
is (const CsModel *m, int who, guint roles)
{
  return (m->roles[who] & roles) != 0;
}

/* Who leads or audits lets others in. */
gboolean
cs_model_shuts_out (const CsModel *m, int who)
{
  return m->sensitive && (m->let_in & (1u << who)) == 0 &&
         !is (m, who, CS_ROLE_LEAD | CS_ROLE_AUDITOR);
}

gboolean
cs_model_admits (const CsModel *m, int who)
{
  return !cs_model_shuts_out (m, who) && (!m->expertise || (m->experts & (1u << who)) != 0);
}

static gboolean
in_order (const CsModel *m, int who)
{
  const CsModelRules *rules = cs_model_rules (m);
  gboolean theirs = (m->sensitive || m->expertise) && cs_model_admits (m, who);
  return rules->ordered || (rules->segments && !theirs);
}

static gboolean
made (const CsModel *m, int who)
{
  return (m->now.makers & (1u << who)) != 0;
}

/* Who may act where the case is. */
static guint
roles_here (const CsModel *m)
{
  const CsModelRules *rules = cs_model_rules (m);
  if (m->now.place != OPEN)
    return 0;
  return m->now.meets > 0 ? rules->roles[rules->n - 1] | CS_ROLE_ADJUDICATOR
                          : rules->roles[m->now.stage];
}

static gboolean
fits (const CsModel *m, int who)
{
  if (!cs_model_admits (m, who))
    return FALSE;
  if (m->now.meets > 0)
    return is (m, who, roles_here (m)) && !made (m, who) &&
           ((m->now.met | m->now.accepters) & (1u << who)) == 0;
  return m->now.place == OPEN && is (m, who, cs_model_rules (m)->roles[m->now.stage]) &&
         (m->now.stage == 0 || !made (m, who)) &&
         !(cs_model_rules (m)->fresh[m->now.stage] && (m->now.accepters & (1u << who)) != 0);
}

gboolean
cs_model_compares (const CsModel *m)
{
  return cs_model_rules (m)->readers[1] > 1 && !cs_model_rules (m)->grouped;
}

/* --- several readers --- */

gboolean
cs_model_in_round (const CsModel *m)
{
  return m->now.place == OPEN && m->now.stage == 0 && m->now.meets == 0 &&
         cs_model_rules (m)->readers[1] > 1;
}

static guint
readers_of (const CsModel *m)
{
  return m->now.readers > 0 ? m->now.readers : cs_model_rules (m)->readers[0];
}

/* Their place among the readings; NOBODY for none. */
static int
reading_of (const CsModel *m, int who)
{
  for (guint i = 0; i < m->now.n_readings; i++)
    if (m->now.readings[i].who == who)
      return (int)i;
  return NOBODY;
}

gboolean
cs_model_has_read (const CsModel *m, int who)
{
  int place = cs_model_in_round (m) ? reading_of (m, who) : NOBODY;
  return place != NOBODY && m->now.readings[place].state == READ;
}

gboolean
cs_model_holds_reading (const CsModel *m, int who)
{
  int place = cs_model_in_round (m) ? reading_of (m, who) : NOBODY;
  return place != NOBODY && m->now.readings[place].state == HELD;
}

gboolean
cs_model_is_read (const CsModel *m)
{
  guint done = 0;
  for (guint i = 0; i < m->now.n_readings; i++)
    done += m->now.readings[i].state == READ;
  return cs_model_in_round (m) && done == readers_of (m);
}

gboolean
cs_model_disputed (const CsModel *m)
{
  guint saw[3] = { 0 };
  for (guint i = 0; i < m->now.n_readings; i++)
    saw[m->now.readings[i].found]++;
  for (guint i = 0; !cs_model_rules (m)->grouped && i < G_N_ELEMENTS (saw); i++)
    if (saw[i] > 0 && saw[i] <= m->now.n_readings / 2)
      return TRUE;
  return FALSE;
}

guint
cs_model_read_tier (const CsModel *m)
{
  guint strictest = 0;
  for (guint i = 0; i < m->now.n_readings; i++) {
    guint tier = m->now.readings[i].tier;
    strictest = tier > 0 && (strictest == 0 || tier < strictest) ? tier : strictest;
  }
  return strictest;
}

guint
cs_model_asks_more (const CsModel *m)
{
  guint wanted = cs_model_rules (m)->readers[cs_model_read_tier (m)], there = readers_of (m);
  if (!cs_model_is_read (m))
    return 0;
  if (wanted > there)
    return wanted;
  return cs_model_rules (m)->another && there == wanted && cs_model_disputed (m) ? there + 1 : 0;
}

gboolean
cs_model_is_blind (const CsModel *m, int who)
{
  const guint *roles = cs_model_rules (m)->roles, settle = cs_model_compares (m) ? roles[1] : 0;
  return cs_model_in_round (m) && is (m, who, roles[0] | settle);
}

static gboolean
too_long (const CsModel *m, gint64 until)
{
  return until > 0 && m->now_at >= until;
}

/* Of those who read too long the one who did longest, where nobody else fits in; NOBODY for none.
 */
static int
who_makes_room (const CsModel *m)
{
  int place = NOBODY;
  for (guint i = 0; m->now.n_readings >= readers_of (m) && i < m->now.n_readings; i++)
    if (m->now.readings[i].state == HELD && too_long (m, m->now.readings[i].until) &&
        (place == NOBODY || m->now.readings[i].until < m->now.readings[place].until))
      place = (int)i;
  return place;
}

guint
cs_model_group (const CsModel *m, int who, gboolean claims)
{
  int own = reading_of (m, who), gone = own == NOBODY && claims ? who_makes_room (m) : NOBODY;
  guint has = own != NOBODY ? m->now.readings[own].group : 0;
  if (!cs_model_in_round (m) || !cs_model_rules (m)->grouped ||
      (has > 0 && m->wants > 0 && m->wants != has))
    return 0;
  for (guint group = 1; has == 0 && group <= cs_model_rules (m)->readers[0]; group++) {
    gboolean taken = m->wants > 0 && m->wants != group;
    for (int i = 0; i < (int)m->now.n_readings; i++)
      taken = taken || (i != own && i != gone && m->now.readings[i].group == group);
    if (!taken)
      return group;
  }
  return has;
}

static gboolean
has_own_reading (const CsModel *m, int who)
{
  for (guint i = 0; i < m->now.n_readings; i++)
    if (m->now.readings[i].by == who)
      return TRUE;
  return FALSE;
}

static gboolean
may_among (const CsModel *m, int who, CsModelAct act, int to)
{
  int place = reading_of (m, who);
  gboolean room = m->now.n_readings < readers_of (m);
  if (act <= SUBMIT && act != SKIP && m->wants > 0 &&
      cs_model_group (m, act == ASSIGN ? to : who, act == CLAIM) == 0)
    return FALSE;
  switch (act) {
  case CLAIM:
    if (place != NOBODY && m->now.readings[place].state == HELD)
      return fits (m, who) && m->now.readings[place].until > 0;
    return fits (m, who) && (place != NOBODY || m->served || !in_order (m, who)) &&
           (place == NOBODY ? room || who_makes_room (m) != NOBODY
                            : m->now.readings[place].state == GIVEN);
  case SKIP:
    return place != NOBODY && m->now.readings[place].state == HELD;
  case ASSIGN:
    return is (m, who, CS_ROLE_LEAD) && fits (m, to) && room && reading_of (m, to) == NOBODY;
  case SUBMIT:
    return fits (m, who) &&
           (place == NOBODY ? room && !in_order (m, who) : m->now.readings[place].state != READ);
  default:
    return act == WITHDRAW && (has_own_reading (m, who) || m->can_undo == who);
  }
}

static void
put_reading (CsModel *m, CsModelReading reading)
{
  int place = reading_of (m, reading.who);
  m->now.readings[place == NOBODY ? (int)m->now.n_readings++ : place] = reading;
}

static void
drop_reading (CsModel *m, guint place)
{
  m->now.n_readings--;
  for (guint i = place; i < m->now.n_readings; i++)
    m->now.readings[i] = m->now.readings[i + 1];
}

/* A case that nobody did anything to is as it came. */
static void
maybe_anew (CsModel *m)
{
  gboolean begun = m->now.version > 0 || m->now.decided;
  for (guint i = 0; i < m->now.n_readings; i++)
    begun = begun || m->now.readings[i].state != GIVEN;
  m->now.began = begun ? m->now.began : 0;
  m->now.readers = begun ? m->now.readers : 0;
}

static gboolean
free_for (const CsModel *m, int who)
{
  return (m->now.at_work == NOBODY || m->now.at_work == who) &&
         (m->now.given == NOBODY || m->now.given == who) && m->now.asked == 0;
}

/* Who neither asked nor made the work, and is of ROLES. */
static gboolean
hears (const CsModel *m, int who, guint roles)
{
  return is (m, who, roles) && who != m->now.asker && !made (m, who) &&
         !cs_model_shuts_out (m, who);
}

/* Two people of the board. */
static gboolean
pair (const CsModel *m, int one, int other)
{
  return one != other && ((is (m, one, CS_ROLE_SME) && is (m, other, CS_ROLE_LEAD)) ||
                          (is (m, one, CS_ROLE_LEAD) && is (m, other, CS_ROLE_SME)));
}

gboolean
cs_model_somebody_hears (const CsModel *m, guint level, int asker)
{
  CsModel asked = *m;
  asked.now.asker = asker;
  for (int i = 0; i < PEOPLE; i++) {
    if (hears (&asked, i, level == 1 ? CS_ROLE_LEAD : CS_ROLE_SME) && level < 3)
      return TRUE;
    for (int k = 0; level == 3 && k < PEOPLE; k++)
      if (hears (&asked, i, CS_ROLE_SME) && hears (&asked, k, CS_ROLE_LEAD) && i != k)
        return TRUE;
  }
  return FALSE;
}

static guint
level_of (int to)
{
  return 1 + (guint)to % 3;
}

/* Here they look first, and did not. */
gboolean
cs_model_to_look (const CsModel *m, int who)
{
  return m->now.meets == 0 && cs_model_rules (m)->look[m->now.stage] &&
         (m->looked & (1u << who)) == 0;
}

/* They act by their roles where marks are hidden, here or later, and not at an earlier stage now.
 */
static gboolean
is_hidden (const CsModel *m, int who)
{
  const CsModelWhere *now = &m->now;
  gboolean hides = FALSE, theirs = now->at_work == who || now->given == who;
  gboolean rules = now->asked > 0 && now->at_work != who && is (m, who, CS_ROLE_SME | CS_ROLE_LEAD);
  if (now->place != OPEN || now->version == 0 || made (m, who) || rules)
    return FALSE;
  for (guint i = now->stage; i < cs_model_rules (m)->n; i++)
    hides = hides || (cs_model_rules (m)->look[i] && is (m, who, cs_model_rules (m)->roles[i]));
  return hides && (m->looked & (1u << who)) == 0 &&
         ((now->meets == 0 && cs_model_rules (m)->look[now->stage]) || !theirs);
}

static gboolean
may_unpaused (const CsModel *m, int who, CsModelAct act, int to)
{
  const CsModelWhere *now = &m->now;
  gboolean theirs = now->at_work == who || now->given == who;
  gboolean fit = fits (m, who) && (!in_order (m, who) || theirs || (act == CLAIM && m->served));
  gboolean worker = fit && free_for (m, who);
  if (!is (m, who, ~(guint)(CS_ROLE_AUDITOR | CS_ROLE_OBSERVER)))
    return FALSE;
  gboolean beyond = now->stage > 0 || now->meets > 0;
  gboolean settles = now->meets > 0 ? now->meets == 1 : now->stage == 1 && cs_model_compares (m);
  if (cs_model_in_round (m) && act <= WITHDRAW)
    return may_among (m, who, act, to);
  if (m->wants > 0 && (act == CLAIM || act == ASSIGN || act == SUBMIT))
    return FALSE;
  switch (act) {
  case ADJUDICATE:
    return worker && settles;
  case UNMERGE:
    return cs_model_compares (m) && now->place == OPEN && now->stage > 0 && now->merge > 0 &&
           now->merge == now->version && now->asked == 0 &&
           (now->at_work == NOBODY || now->at_work == who) &&
           (is (m, who, CS_ROLE_LEAD) ||
            (is (m, who, cs_model_rules (m)->roles[1]) && !made (m, who)));
  case CLAIM:
    if (now->at_work == who)
      return worker && now->until > 0;
    return worker || (fit && too_long (m, now->until) && now->at_work != NOBODY &&
                      (now->given == NOBODY || now->given == who) && now->asked == 0);
  case SKIP:
    return now->at_work == who && now->asked == 0;
  case ASSIGN:
    return is (m, who, CS_ROLE_LEAD) && fits (m, to) && now->asked == 0;
  case SUBMIT:
    return worker && !beyond;
  case ACCEPT:
  case CORRECT:
    return worker && beyond && !settles && !cs_model_to_look (m, who);
  case SEND_BACK:
  case REJECT:
    return worker && beyond && !cs_model_to_look (m, who);
  case LOOK:
    return worker && now->at_work == who && cs_model_to_look (m, who);
  case WITHDRAW:
    return m->can_undo == who && now->place != SIGNED;
  case SIGN:
    return now->place == DONE && now->approver == who && is (m, who, CS_ROLE_SME) &&
           (!made (m, who) || now->countersigned);
  case ATTEST:
    return now->place != OUT && is (m, who, CS_ROLE_REVIEWER | CS_ROLE_SME) && !made (m, who) &&
           (now->judges & (1u << who)) != 0;
  case ESCALATE:
    return worker && !cs_model_in_round (m) && now->at_work == who &&
           cs_model_somebody_hears (m, level_of (to), who);
  case SEND_UP:
    return now->asked > 0 && is (m, who, CS_ROLE_LEAD | CS_ROLE_SME) &&
           level_of (to) > now->asked && cs_model_somebody_hears (m, level_of (to), now->asker);
  case RULE:
    return now->asked > 0 &&
           (hears (m, who, CS_ROLE_SME) ||
            (hears (m, who, CS_ROLE_LEAD) && (now->asked == 3 || (now->asked == 1 && now->minor))));
  case AGREE:
    return now->asked == 3 && now->proposer != NOBODY && hears (m, who, ~0u) &&
           pair (m, who, now->proposer);
  case REOPEN:
    return now->place != OPEN && is (m, who, CS_ROLE_LEAD);
  case COUNTERSIGN:
    return now->place == OPEN && now->stage + 1 == cs_model_rules (m)->n &&
           now->corrector != NOBODY && now->corrector != who && made (m, who) && now->tier >= 2 &&
           now->asked == 0 && (now->at_work == NOBODY || now->at_work == who);
  default:
    g_assert_not_reached ();
  }
}

/* Who is paused ends what they have, and nothing is given to them. */
gboolean
cs_model_may (const CsModel *m, int who, CsModelAct act, int to)
{
  static const CsModelAct work[] = {
    CLAIM, SUBMIT, ACCEPT, CORRECT, ADJUDICATE, SEND_BACK, REJECT
  };
  gboolean has = m->now.at_work == who || cs_model_holds_reading (m, who);
  if (cs_model_shuts_out (m, who))
    return FALSE;
  for (guint i = 0; (m->paused >> who & 1) != 0 && !has && i < G_N_ELEMENTS (work); i++)
    if (work[i] == act)
      return FALSE;
  gboolean shut = m->control != 0 && (m->control & (1u << who)) == 0;
  if (shut && (act <= REJECT || act == ESCALATE || act == COUNTERSIGN) && act != SKIP)
    return FALSE;
  return !(act == ASSIGN && (m->paused >> to & 1) != 0) && may_unpaused (m, who, act, to);
}

/* By lot: of the name of the stage and the id of the case. */
static gboolean
drawn (const CsModel *m, guint stage)
{
  static const char domain[] = "countersign-share-1";
  char key[8];
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_snprintf (key, sizeof key, "s%u", stage);
  g_checksum_update (sum, (const guchar *)domain, sizeof domain);
  g_checksum_update (sum, (const guchar *)key, (gssize)strlen (key) + 1);
  g_checksum_update (sum, m->gid.bytes, sizeof m->gid.bytes);
  g_checksum_get_digest (sum, digest, &length);
  double lot =
      digest[0] / 256.0 + digest[1] / 65536.0 + digest[2] / 16777216.0 + digest[3] / 4294967296.0;
  return m->now.doubted || lot < cs_model_rules (m)->share[stage][m->now.tier] / 100.0;
}

/* TRUE when a lot was drawn on the way. */
static gboolean
model_next (CsModel *m)
{
  gboolean lot = FALSE;
  do {
    m->now.stage++;
    if (m->now.stage == cs_model_rules (m)->n)
      break;
    m->now.past[m->now.stage] = !drawn (m, m->now.stage);
    lot = lot || (cs_model_rules (m)->share[m->now.stage][m->now.tier] < 100 && !m->now.doubted);
  } while (m->now.past[m->now.stage]);
  return lot;
}

static void
model_back (CsModel *m)
{
  m->now.place = OPEN;
  m->now.stage = 0;
  m->now.given = NOBODY;
  m->now.approver = m->now.corrector = NOBODY;
  m->now.countersigned = FALSE;
  m->now.n_readings = 0;
  m->now.readers = 0;
  m->now.accepters = m->now.meets = m->now.met = 0;
  if (cs_model_rules (m)->readers[1] > 1)
    m->now.version = m->now.makers = m->now.judges = m->now.merge = 0;
  else if (m->now.reader != NOBODY && is (m, m->now.reader, cs_model_rules (m)->roles[0]) &&
           cs_model_admits (m, m->now.reader))
    m->now.given = m->now.reader;
  for (guint i = 0; i < STAGES; i++)
    m->now.passed_by[i] = NOBODY;
}

static gboolean
model_pass (CsModel *m, int who)
{
  CsModelWhere *now = &m->now;
  now->passed_by[now->stage] = who;
  now->passed_version[now->stage] = now->version;
  now->passed_makers[now->stage] = now->makers;
  gboolean lot = model_next (m);
  if (now->stage == cs_model_rules (m)->n) {
    now->place = DONE;
    now->approver = who;
  }
  return lot;
}

static void
model_write (CsModel *m, int who)
{
  m->now.version = ++m->versions;
  m->now.makers |= 1u << who;
  m->now.judges = 0;
}

static gboolean
may_have (const CsModel *m, int who, guint roles)
{
  return is (m, who, roles) && cs_model_admits (m, who);
}

static void
settle_readings (CsModel *m)
{
  const CsModelRules *rules = cs_model_rules (m);
  if (m->now.given != NOBODY)
    put_reading (m, (CsModelReading){ m->now.given, NOBODY, GIVEN });
  m->now.given = NOBODY;
  for (guint i = 0; i < m->now.n_readings; i++)
    if (!rules->grouped || m->now.readings[i].group > rules->readers[0])
      m->now.readings[i].group = 0;
  for (guint i = m->now.n_readings; i-- > 0;)
    if (m->now.readings[i].state != READ &&
        (i >= readers_of (m) || !may_have (m, m->now.readings[i].who, rules->roles[0])))
      drop_reading (m, i);
  guint began = m->now.began;
  maybe_anew (m);
  if (began > 0 && m->now.began == 0 && cs_model_in_round (m))
    settle_readings (m); /* by the newest rules, and by as many as these want */
}

/* Nobody holds or is given what they may not work at. */
static void
model_settle (CsModel *m)
{
  guint roles = roles_here (m);
  if (m->now.given != NOBODY && !may_have (m, m->now.given, roles))
    m->now.given = NOBODY;
  if (cs_model_in_round (m)) {
    settle_readings (m);
    return;
  }
  /* One reads it from now on: the first it was given to who may. */
  for (guint i = 0; m->now.stage == 0 && i < m->now.n_readings; i++)
    if (m->now.readings[i].state == GIVEN && m->now.given == NOBODY &&
        may_have (m, m->now.readings[i].who, roles))
      m->now.given = m->now.readings[i].who;
  m->now.n_readings = m->now.stage == 0 ? 0 : m->now.n_readings;
  if (m->now.at_work == NOBODY || may_have (m, m->now.at_work, roles))
    return;
  m->now.at_work = NOBODY;
  maybe_anew (m);
}

/* What they agree on becomes the version, which all of them made. */
static void
model_merge (CsModel *m, gboolean disputed)
{
  CsModelWhere *now = &m->now;
  now->stage = cs_model_compares (m) ? 1 : 0;
  now->clean = cs_model_compares (m) && !disputed;
  now->past[1] = FALSE;
  now->tier = m->tier;
  now->doubted = now->doubted || m->doubts || disputed;
  if (!disputed)
    model_next (m);
  now->version = now->merge = ++m->versions;
  now->makers = now->judges = 0;
  for (guint i = 0; i < now->n_readings; i++)
    now->makers |= 1u << now->readings[i].who;
}

static gint64
until_from_now (const CsModel *m)
{
  return cs_model_rules (m)->hours > 0 ? m->now_at + cs_model_rules (m)->hours * G_TIME_SPAN_HOUR
                                       : 0;
}

static void
do_among (CsModel *m, int who, CsModelAct act, int to)
{
  CsModelWhere *now = &m->now;
  guint last = now->n_readings;
  guint group = cs_model_group (m, act == ASSIGN ? to : who, act == CLAIM);
  if (act == CLAIM || act == SUBMIT)
    now->began = now->began > 0 ? now->began : m->n_rules;
  switch (act) {
  case CLAIM:
    if (reading_of (m, who) == NOBODY && who_makes_room (m) != NOBODY)
      drop_reading (m, (guint)who_makes_room (m));
    put_reading (m, (CsModelReading){ who, NOBODY, HELD, 0, 0, until_from_now (m), group });
    break;
  case SUBMIT:
    put_reading (m, (CsModelReading){ who, who, READ, m->found, m->found_tier,
                                      reading_of (m, who) != NOBODY
                                          ? now->readings[reading_of (m, who)].until
                                          : 0,
                                      group });
    break;
  case ASSIGN:
    put_reading (m, (CsModelReading){ to, who, GIVEN, 0, 0, 0, m->wants > 0 ? group : 0 });
    if (now->began == 0)
      model_settle (m);
    break;
  case SKIP:
    drop_reading (m, (guint)reading_of (m, who));
    maybe_anew (m);
    if (now->began == 0)
      model_settle (m);
    m->can_undo = NOBODY;
    return;
  default:
    while (now->readings[--last].by != who)
      ;
    if (now->readings[last].state == READ)
      now->readings[last] = (CsModelReading){
        who, NOBODY, HELD, 0, 0, now->readings[last].until, now->readings[last].group
      };
    else
      drop_reading (m, last);
    maybe_anew (m);
    model_settle (m);
    return;
  }
  m->can_undo = NOBODY;
  if (cs_model_asks_more (m) > 0)
    now->readers = cs_model_asks_more (m);
  else if (cs_model_is_read (m))
    model_merge (m, cs_model_disputed (m));
}

void
cs_model_go_on (CsModel *m, int who)
{
  int place = cs_model_in_round (m) ? reading_of (m, who) : NOBODY;
  gint64 *until = place != NOBODY && m->now.readings[place].state == HELD
                      ? &m->now.readings[place].until
                  : m->now.at_work == who ? &m->now.until
                                          : NULL;
  gint64 later = until_from_now (m);
  if (until != NULL && *until > 0 && *until - (later - m->now_at) / 2 <= m->now_at)
    *until = later;
}

void
cs_model_publish (CsModel *m, const CsModelRules *rules)
{
  m->rules[m->n_rules++] = *rules;
  if (m->now.began == 0)
    model_settle (m);
}

void
cs_model_segment (CsModel *m, gboolean sensitive, gboolean expertise)
{
  m->sensitive = sensitive;
  m->expertise = expertise;
  m->can_undo = NOBODY;
  model_settle (m);
}

void
cs_model_describe (CsModel *m, guint let_in, guint experts)
{
  m->let_in = let_in;
  m->experts = experts;
  model_settle (m);
}

gboolean
cs_model_may_meet (const CsModel *m, guint stage, gboolean versions)
{
  const CsModelWhere *now = &m->now;
  guint n = cs_model_rules (m)->n, first = !versions || readers_of (m) > 1 ? 1 : 0;
  return (now->place == OPEN || now->place == DONE) && now->asked == 0 && now->version > 0 &&
         now->meets == 0 && !cs_model_in_round (m) && stage >= first &&
         stage <= MIN (now->stage, n - 1);
}

void
cs_model_meet (CsModel *m, guint stage, gboolean versions, guint met)
{
  CsModelWhere *now = &m->now;
  now->place = OPEN;
  now->stage = stage;
  now->meets = versions ? 1 : 2;
  now->met = met;
  now->at_work = now->given = now->approver = now->corrector = NOBODY;
  now->countersigned = FALSE;
  now->merge = 0;
  now->doubted = TRUE;
  now->clean = now->clean && stage > 1;
  if (versions && stage == 0)
    now->accepters = 0;
  for (guint i = stage; i < STAGES; i++) {
    now->passed_by[i] = NOBODY;
    now->past[i] = FALSE;
  }
  m->can_undo = NOBODY;
}

/* Settled: the case waits for who signs, or goes on from where the copies parted. */
static gboolean
model_part (CsModel *m, int who)
{
  gboolean waits = m->now.meets > 0 && m->now.stage + 1 == cs_model_rules (m)->n;
  if (m->now.meets > 0 && m->now.stage == 0 && cs_model_compares (m))
    m->now.stage = 1;
  m->now.meets = m->now.met = 0;
  return waits ? FALSE : model_pass (m, who);
}

/* Of questions that go up. */
static void
do_question (CsModel *m, int who, CsModelAct act, int to)
{
  CsModelWhere *now = &m->now;
  m->before = *now;
  m->can_undo = act == ESCALATE ? who : NOBODY;
  now->proposer = act == RULE && now->asked == 3 ? who : NOBODY;
  if (act == ESCALATE) {
    now->asker = who;
    now->doubted = TRUE;
    now->minor = to % 2 == 0;
  }
  if (act == ESCALATE || act == SEND_UP)
    now->asked = level_of (to);
  else if (act == AGREE || now->proposer == NOBODY)
    now->asked = 0;
}

static gboolean
model_correct (CsModel *m, int who)
{
  CsModelWhere *now = &m->now;
  gboolean met = now->meets > 0, last = now->stage + 1 == cs_model_rules (m)->n, lot = FALSE;
  now->tier = now->tier == 0 || (m->tier > 0 && m->tier < now->tier) ? m->tier : now->tier;
  now->doubted = TRUE;
  now->corrector = last && !met ? who : now->corrector;
  if (!last || met)
    lot = model_part (m, who);
  model_write (m, who);
  return lot;
}

void
cs_model_do (CsModel *m, int who, CsModelAct act, int to)
{
  if (act == LOOK) { /* nothing takes it back, and it takes nothing back */
    m->looked |= 1u << who;
    return;
  }
  CsModelWhere *now = &m->now;
  CsModelWhere was = *now;
  if (cs_model_in_round (m) && (act < WITHDRAW || (act == WITHDRAW && has_own_reading (m, who)))) {
    do_among (m, who, act, to);
    return;
  }
  if (act == WITHDRAW) {
    *now = m->before;
    m->can_undo = NOBODY;
    model_settle (m);
    return;
  }
  if (act >= ESCALATE && act <= AGREE) {
    do_question (m, who, act, to);
    return;
  }
  gboolean lot = FALSE;
  if (act != SIGN && act != ATTEST)
    now->at_work = NOBODY;
  if (act != ASSIGN && act != CLAIM && act != SIGN && act != ATTEST)
    now->given = NOBODY;
  switch (act) {
  case CLAIM:
    now->at_work = who;
    now->began = was.began > 0 ? was.began : m->n_rules;
    now->until = until_from_now (m);
    break;
  case SKIP:
    maybe_anew (m);
    break;
  case ASSIGN:
    now->given = to;
    now->at_work = was.at_work == to ? to : NOBODY;
    if (was.at_work != to)
      maybe_anew (m);
    break;
  case SUBMIT:
    now->began = was.began > 0 ? was.began : m->n_rules;
    now->reader = who;
    now->tier = m->tier;
    now->doubted = now->doubted || m->doubts;
    model_write (m, who);
    lot = model_next (m);
    break;
  case ACCEPT:
    now->judges |= 1u << who;
    now->accepters |= 1u << who;
    lot = model_part (m, who);
    break;
  case UNMERGE:
    now->stage = 1;
    now->accepters = 0;
    m->tier = now->tier;
    m->doubts = FALSE;
    model_merge (m, TRUE);
    now->doubted = was.doubted;
    break;
  case ADJUDICATE:
  case CORRECT:
    lot = model_correct (m, who);
    break;
  case REOPEN:
    now->began = m->n_rules;
    model_back (m);
    break;
  case SEND_BACK:
    now->doubted = TRUE;
    model_back (m);
    break;
  case REJECT:
    now->place = OUT;
    now->meets = now->met = 0;
    break;
  case COUNTERSIGN:
    now->countersigned = TRUE;
    now->place = DONE;
    now->approver = now->corrector;
    now->stage++;
    break;
  case SIGN:
    now->place = SIGNED;
    break;
  default:
    break;
  }
  now->decided = now->decided || (act >= ACCEPT && act <= REJECT);
  if ((act == SKIP || act == ASSIGN) && now->began == 0)
    model_settle (m);
  gboolean kept =
      ((act >= ASSIGN && act <= REJECT) || act == UNMERGE || act == COUNTERSIGN) && !lot;
  m->before = was;
  m->can_undo = kept ? who : NOBODY;
}

gboolean
cs_model_sees (const CsModel *m, int who)
{
  const CsModelWhere *now = &m->now;
  if (cs_model_shuts_out (m, who) || cs_model_is_blind (m, who) || is_hidden (m, who))
    return FALSE;
  if (is (m, who,
          CS_ROLE_REVIEWER | CS_ROLE_SME | CS_ROLE_LEAD | CS_ROLE_ADJUDICATOR | CS_ROLE_AUDITOR))
    return TRUE;
  gboolean their_turn = (now->at_work == who || now->given == who) && now->place == OPEN &&
                        is (m, who, roles_here (m));
  return is (m, who, CS_ROLE_LABELER) && (made (m, who) || their_turn);
}

void
cs_model_begin (CsModel *m)
{
  m->now = (CsModelWhere){ .at_work = NOBODY,
                           .given = NOBODY,
                           .reader = NOBODY,
                           .approver = NOBODY,
                           .corrector = NOBODY,
                           .asker = NOBODY,
                           .proposer = NOBODY };
  m->can_undo = NOBODY;
  m->versions = m->looked = 0;
  for (guint i = 0; i < STAGES; i++)
    m->now.passed_by[i] = NOBODY;
}
