/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the walks of the model try, by chance. */
#include "cs-test-model.h"

CsModelAct
cs_model_some_act (GRand *dice, const CsModel *m)
{
  if (g_rand_int_range (dice, 0, 3) == 0)
    return (CsModelAct)g_rand_int_range (dice, 0, N_ACTS);
  if (m->now.asked != 0)
    return (CsModelAct)g_rand_int_range (dice, SEND_UP, COUNTERSIGN);
  if (m->now.corrector != NOBODY && m->now.place == OPEN && g_rand_boolean (dice))
    return COUNTERSIGN;
  if (m->now.merge > 0 && m->now.merge == m->now.version && g_rand_int_range (dice, 0, 4) == 0)
    return UNMERGE;
  if (m->now.place == OPEN && m->now.at_work != NOBODY && cs_model_to_look (m, m->now.at_work) &&
      g_rand_boolean (dice))
    return LOOK;
  if (m->now.place == OPEN && m->now.at_work == NOBODY && m->now.meets == 0 &&
      cs_model_rules (m)->look[m->now.stage] && g_rand_boolean (dice))
    return CLAIM;
  if (m->now.meets > 0 && g_rand_boolean (dice))
    return m->now.meets == 1 ? ADJUDICATE : ACCEPT;
  if (m->now.place == OPEN && m->now.stage == 1 && cs_model_compares (m) &&
      g_rand_int_range (dice, 0, 8) != 0)
    return ADJUDICATE;
  if (m->now.at_work != NOBODY && g_rand_int_range (dice, 0, 8) == 0)
    return ESCALATE;
  if (m->now.at_work != NOBODY && g_rand_boolean (dice))
    return SKIP;
  if (m->now.place == DONE)
    return SIGN;
  if (m->now.place != OPEN)
    return REOPEN;
  if (m->now.stage == 1 && cs_model_compares (m))
    return ADJUDICATE;
  if (m->now.stage + 1 == cs_model_rules (m)->n && g_rand_boolean (dice))
    return CORRECT;
  return m->now.stage == 0 ? SUBMIT : ACCEPT;
}

void
cs_model_assert_tried (const CsModelTally *tally)
{
  for (guint i = 0; i < N_ACTS; i++) {
    g_test_message ("act %u: %u allowed, %u refused", i, (guint)tally->allowed[i],
                    (guint)tally->refused[i]);
    g_assert_cmpuint (tally->allowed[i], >, 0);
    g_assert_cmpuint (tally->refused[i], >, 0);
  }
  g_assert_cmpuint (tally->signed_cases, >, 10);
}

guint
cs_model_some_roles (GRand *dice, guint of)
{
  guint roles = 0;
  while (roles == 0)
    roles = (guint)g_rand_int (dice) & of;
  return roles;
}

/* Half of the share, now and then, of a stage that cases may go past. */
static char *
some_relax (GRand *dice, CsModelRules *rules, guint n, gboolean may)
{
  const guint *share = rules->share[n];
  guint *then = rules->relax[n].share;
  rules->relax[n].of = 0;
  if (!may || share[0] < 2 || g_rand_boolean (dice))
    return g_strdup ("");
  rules->relax[n].of = (guint)g_rand_int_range (dice, 1, 3);
  rules->relax[n].accepted = (guint)g_rand_int_range (dice, 1, (gint32)rules->relax[n].of + 1);
  for (guint k = 0; k < 4; k++)
    then[k] = MAX (share[k] / 2, 1);
  return g_strdup_printf (",\"relax\":[{\"accepted\":%u,\"of\":%u,\"share\":%u,\"tiers\":{\"1\":%u,"
                          "\"2\":%u,\"3\":%u}}]",
                          rules->relax[n].accepted, rules->relax[n].of, then[0], then[1], then[2],
                          then[3]);
}

/* One to three at first; now and then more of some tiers, as far as there are people. */
static void
some_readers (GRand *dice, guint n_stages, guint *readers)
{
  gboolean several = n_stages > 2 && g_rand_boolean (dice), tiers = g_rand_boolean (dice);
  readers[0] = several ? (guint)g_rand_int_range (dice, tiers ? 1 : 2, tiers ? 3 : 4) : 1;
  for (guint tier = 3, fewest = readers[0]; tier > 0; fewest = readers[tier--])
    readers[tier] =
        fewest + (several && tiers && fewest < 3 ? (guint)g_rand_int_range (dice, 0, 2) : 0);
}

CsWorkflow *
cs_model_some_workflow (GRand *dice, CsModelRules *ret_rules)
{
  static const char *const groups[] = {
    ",\"groups\":[{\"key\":\"g1\",\"labels\":[\"a\",\"finding\"]},"
    "{\"key\":\"g2\",\"labels\":[\"b\",\"c\"]}]",
    ",\"groups\":[{\"key\":\"g1\",\"labels\":[\"a\",\"finding\"]},"
    "{\"key\":\"g2\",\"labels\":[\"b\"]},{\"key\":\"g3\",\"labels\":[\"c\"]}]",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("{\"format\":\"countersign-workflow-1\",\"stages\":[");
  guint n = (guint)g_rand_int_range (dice, 2, STAGES);
  ret_rules->n = n;
  some_readers (dice, n, ret_rules->readers);
  ret_rules->another = ret_rules->readers[1] > 1 && g_rand_int_range (dice, 0, 3) == 0;
  ret_rules->grouped = g_rand_int_range (dice, 0, 4) == 0;
  if (ret_rules->grouped) {
    guint each = (guint)g_rand_int_range (dice, 2, 4);
    for (guint i = 0; i < 4; i++)
      ret_rules->readers[i] = each;
    ret_rules->another = FALSE;
  }
  const guint *r = ret_rules->readers;
  g_autofree char *reads = g_strdup_printf (
      ",\"reads\":%u,\"reads_by_tier\":{\"1\":%u,\"2\":%u,\"3\":%u}", r[0], r[1], r[2], r[3]);
  guint compared = ret_rules->readers[1] > 1 && !ret_rules->grouped;
  for (guint i = 0; i < n; i++) {
    guint roles = i + 1 < n ? cs_model_some_roles (dice, CS_ROLE_LABELER | CS_ROLE_REVIEWER |
                                                             CS_ROLE_SME | CS_ROLE_ADJUDICATOR)
                            : CS_ROLE_SME;
    gboolean may = i > compared && i + 1 < n;
    gboolean some = may && g_rand_boolean (dice);
    gboolean fresh = i > 0 && g_rand_int_range (dice, 0, 3) == 0;
    gboolean look = i > compared && g_rand_int_range (dice, 0, 4) == 0;
    guint *share = ret_rules->share[i];
    for (guint k = 0; k < 4; k++)
      share[k] =
          some ? (guint)g_rand_int_range (dice, 1, k > 1 ? (gint32)share[k - 1] + 1 : 101) : 100;
    g_autofree char *relax = some_relax (dice, ret_rules, i, may);
    g_autofree char *words = cs_roles_to_text (roles);
    g_auto (GStrv) each = g_strsplit (words, ",", -1);
    g_autofree char *list = g_strjoinv ("\",\"", each);
    g_string_append_printf (text,
                            "%s{\"key\":\"s%u\",\"roles\":[\"%s\"],\"share\":%u,"
                            "\"tiers\":{\"1\":%u,\"2\":%u,\"3\":%u}%s%s%s%s%s%s%s}",
                            i > 0 ? "," : "", i, list, share[0], share[1], share[2], share[3],
                            i == 0 ? reads : "",
                            i == 0 && ret_rules->grouped ? groups[ret_rules->readers[0] - 2] : "",
                            i == 0  ? ""
                            : fresh ? ",\"exclude\":[\"decider\",\"author\"]"
                                    : ",\"exclude\":[\"author\"]",
                            i + 1 == n ? ",\"sign\":true" : "",
                            i == 0 && ret_rules->another ? ",\"tie_breaker\":\"another\"" : "",
                            relax, look ? ",\"look_first\":true" : "");
    ret_rules->look[i] = look;
    ret_rules->roles[i] = roles;
    ret_rules->fresh[i] = fresh;
  }
  ret_rules->hours = g_rand_boolean (dice) ? g_rand_int_range (dice, 1, 5) : 0;
  g_string_append_c (text, ']');
  ret_rules->ordered = g_rand_int_range (dice, 0, 3) == 0;
  ret_rules->segments = !ret_rules->ordered && g_rand_int_range (dice, 0, 4) == 0;
  if (ret_rules->ordered || ret_rules->segments)
    g_string_append_printf (text, ",\"autonomy\":\"%s\"",
                            ret_rules->ordered ? "order" : "segments");
  if (ret_rules->hours > 0)
    g_string_append_printf (text, ",\"claim_hours\":%d", (int)ret_rules->hours);
  g_string_append_c (text, '}');
  CsWorkflow *workflow = cs_workflow_parse (text->str, text->len, &error);
  g_assert_no_error (error);
  return workflow;
}
