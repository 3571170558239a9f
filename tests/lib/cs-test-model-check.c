/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold of the model whatever was done, and that both tellings say the same. */
#include "cs-test-model.h"

void
cs_model_assert_never (const CsModel *m)
{
  g_assert_true (m->control == 0 || m->now.place == OPEN || m->now.place == OUT);
  const CsModelWhere *now = &m->now;
  if (now->place != SIGNED)
    return;
  guint last = cs_model_rules (m)->n - 1;
  g_assert_cmpint (now->countersigned, ==, (now->makers & (1u << now->approver)) != 0);
  if (now->countersigned) { /* by another of who made it, and nobody passed the last stage alone */
    g_assert_cmpuint (now->tier, >=, 2);
    g_assert_cmpint (now->makers & ~(1u << now->approver), !=, 0);
    last--;
  }
  for (guint i = 1; i <= last; i++) {
    gboolean clean = i == 1 && cs_model_compares (m) && now->clean;
    g_assert_cmpint (now->passed_by[i] != NOBODY, ==, !now->past[i] && !clean);
    if (now->passed_by[i] == NOBODY)
      continue;
    g_assert_cmpuint (now->passed_makers[i] & (1u << now->passed_by[i]), ==, 0);
    for (guint k = 1; k < i && cs_model_rules (m)->fresh[i]; k++)
      g_assert_cmpint (now->passed_by[k], !=, now->passed_by[i]);
  }
  if (now->countersigned)
    return;
  g_assert_cmpint (now->passed_by[last], ==, now->approver);
  g_assert_cmpuint (now->passed_version[last], ==, now->version);
  g_assert_cmpuint (now->makers & (1u << now->approver), ==, 0);
}

int
cs_model_who (const CsGid *people, const CsGid *gid)
{
  for (int i = 0; i < PEOPLE; i++)
    if (cs_gid_equal (&people[i], gid))
      return i;
  g_assert_true (cs_gid_is_zero (gid));
  return NOBODY;
}

/* A project asks its clock some milliseconds later. */
static void
assert_about (gint64 one, gint64 other)
{
  g_assert_cmpint (one == 0, ==, other == 0);
  g_assert_cmpint (ABS (one - other), <, G_TIME_SPAN_SECOND);
}

void
cs_model_assert_same_place (const CsGid *people, const CsWork *work, const CsModel *m)
{
  static const CsModelPlace places[] = { OPEN, OPEN, DONE, SIGNED, OUT };
  const CsModelWhere *now = &m->now;
  g_assert_cmpint (places[work->status], ==, now->place);
  if (now->place == OPEN)
    g_assert_cmpuint (work->stage, ==, now->stage + now->meets * CS_STAGE_VERSIONS);
  if (now->at_work != NOBODY)
    assert_about (work->lease, now->until);
  g_assert_cmpint (work->status == CS_CASE_HELD ? cs_model_who (people, &work->holder) : NOBODY, ==,
                   now->at_work);
  for (guint i = 0; cs_model_in_round (m) && i < MAX (work->n_readings, now->n_readings); i++) {
    g_assert_cmpint (cs_model_who (people, &work->readings[i].person), ==, now->readings[i].who);
    g_assert_cmpint ((int)work->readings[i].state, ==, (int)now->readings[i].state);
    if (now->readings[i].state == HELD)
      assert_about (work->readings[i].lease, now->readings[i].until);
    g_autofree char *group = g_strdup_printf ("g%u", now->readings[i].group);
    g_assert_cmpstr (work->readings[i].group, ==, now->readings[i].group > 0 ? group : "");
  }
  g_assert_cmpint (cs_model_who (people, &work->assigned), ==, now->given);
  if (now->place == DONE)
    g_assert_cmpint (cs_model_who (people, &work->accepted_by), ==, now->approver);
  g_assert_cmpint (cs_hash_is_zero (&work->revision), ==, now->version == 0);
  g_assert_cmpuint (work->workflow, ==, now->began);
  g_assert_cmpuint (work->asked, ==, now->asked);
  g_assert_cmpuint (work->risk.tier, ==, now->tier);
  g_assert_cmpint (work->risk.flagged, ==, now->doubted);
  g_assert_cmpint (cs_hash_is_zero (&work->question), ==, now->asked == 0);
}
