/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much work a case was: what counts, that it waits for the act that ends the work and is a part
 * of it, and who is told. */
#include "cs-effort-meter.h"
#include "cs-project-backlog.h"
#include "cs-project-life.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <string.h>

#define S G_USEC_PER_SEC

static void
assert_taken (CsEffortMeter *meter, guint interactions, gint64 milliseconds)
{
  guint n = 0;
  gint64 time = 0, idle = 0;
  gboolean any = cs_effort_meter_take (meter, &n, &time, &idle);
  g_assert_cmpuint (n, ==, interactions);
  g_assert_cmpint (time, ==, milliseconds);
  g_assert_cmpint (any, ==, interactions > 0 || milliseconds > 0 || idle > 0);
}

static void
test_meter_keys (void)
{
  CsEffortMeter meter;
  int field = 0, other = 0;
  gint64 now = 5 * S;
  cs_effort_meter_begin (&meter, now);
  assert_taken (&meter, 0, 0);
  /* Held down it is one; let go of and pressed again it is another. */
  for (guint i = 0; i < 20; i++)
    cs_effort_meter_key (&meter, now += S / 10, 38, NULL);
  cs_effort_meter_key_up (&meter, now);
  cs_effort_meter_key (&meter, now, 38, NULL);
  assert_taken (&meter, 2, 2000);
  /* Its end was never heard. */
  cs_effort_meter_key (&meter, now += 3 * S, 38, NULL);
  cs_effort_meter_key_up (&meter, now);
  assert_taken (&meter, 1, 3000);
  /* A word is one, what comes between makes two of it, and another field is another one. */
  for (guint i = 0; i < 6; i++) {
    cs_effort_meter_key (&meter, now, 10 + i, &field);
    cs_effort_meter_key_up (&meter, now);
  }
  cs_effort_meter_key (&meter, now, 23, NULL);
  cs_effort_meter_key_up (&meter, now);
  cs_effort_meter_key (&meter, now, 10, &other);
  cs_effort_meter_key_up (&meter, now);
  assert_taken (&meter, 3, 0);
}

static void
test_meter_pointer (void)
{
  CsEffortMeter meter;
  gint64 now = 5 * S;
  cs_effort_meter_begin (&meter, now);
  for (guint i = 0; i < 30; i++)
    cs_effort_meter_turn (&meter, now += S / 2);
  cs_effort_meter_turn (&meter, now += 2 * S);
  assert_taken (&meter, 2, 17000);
  cs_effort_meter_press (&meter, now);
  cs_effort_meter_press (&meter, now);
  cs_effort_meter_sign (&meter, now += S);
  assert_taken (&meter, 2, 1000);
}

static void
test_meter_pause (void)
{
  CsEffortMeter meter;
  gint64 now = 5 * S;
  cs_effort_meter_begin (&meter, now);
  cs_effort_meter_sign (&meter, now += CS_EFFORT_PAUSE);
  cs_effort_meter_sign (&meter, now += CS_EFFORT_PAUSE + 1);
  assert_taken (&meter, 0, 60000);
  /* A clock that goes back takes nothing away, and less than a millisecond waits. */
  cs_effort_meter_sign (&meter, now -= S);
  cs_effort_meter_sign (&meter, now += 700);
  assert_taken (&meter, 0, 0);
  cs_effort_meter_sign (&meter, now += 700);
  assert_taken (&meter, 0, 1);
}

static void
test_meter_idle (void)
{
  CsEffortMeter meter;
  guint n = 0;
  gint64 now = 5 * S, active = 0, idle = 0;
  cs_effort_meter_begin (&meter, now);
  cs_effort_meter_press (&meter, now += 2 * S);
  cs_effort_meter_sign (&meter, now += CS_EFFORT_PAUSE + 30 * S);
  cs_effort_meter_sign (&meter, now += 3 * S);
  g_assert_true (cs_effort_meter_take (&meter, &n, &active, &idle));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (active, ==, 5000);
  g_assert_cmpint (idle, ==, 90000);
  g_assert_false (cs_effort_meter_take (&meter, &n, &active, &idle));
}

/* --- in the project --- */

static void
note (CsTestFixture *fixture, const char *handle, const char *title, guint n, gint64 milliseconds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsGid gid = cs_test_case (project, title);
  const CsEffortCount count = { n, milliseconds, 0 };
  g_assert_true (cs_project_note_effort (project, &gid, &count, &error));
  g_assert_no_error (error);
}

/* "12/30 0/0": interactions and seconds of the acts on the case that HANDLE is told of, those that
 * submit or decide. */
static void
assert_life (CsTestFixture *fixture, const char *handle, const char *title, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, title);
  g_autoptr (GPtrArray) life = cs_project_life (project, &reader, &gid, &error);
  g_assert_no_error (error);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < life->len; i++) {
    const CsLifeStep *step = life->pdata[i];
    const CsEffort *effort = &step->act->effort;
    gboolean ends = g_str_equal (step->act->kind, "revision.submit") ||
                    g_str_has_prefix (step->act->kind, "review.");
    if (ends)
      g_string_append_printf (text, "%s%d/%d", text->len > 0 ? " " : "", (int)effort->interactions,
                              (int)effort->seconds);
    if (ends && effort->interactions + effort->seconds == 0)
      g_assert_null (cs_json_get (step->act->body, "effort"));
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static const CsBacklogPerson *
person_of (const CsBacklog *backlog, const char *handle)
{
  for (guint i = 0; i < backlog->people->len; i++)
    if (g_str_equal (((CsBacklogPerson *)backlog->people->pdata[i])->handle, handle))
      return backlog->people->pdata[i];
  return NULL;
}

static void
assert_median (CsTestFixture *fixture, const char *as, const char *handle, guint counted,
               gint64 interactions, gint64 seconds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, as);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsBacklog) backlog = cs_project_backlog (project, &reader, 7, &error);
  g_assert_no_error (error);
  const CsBacklogPerson *person = person_of (backlog, handle);
  g_assert_nonnull (person);
  g_assert_cmpuint (person->counted, ==, counted);
  g_assert_cmpint (person->median.interactions, ==, interactions);
  g_assert_cmpint (person->median.seconds, ==, seconds);
}

/* Over several visits, and through a draft that was thrown away; the next act has none of it. */
static void
test_act (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  note (fixture, "ana", "case-0", 7, 20400);
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  g_assert_false (cs_project_discard_draft (project, &gid, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  cs_test_draw (project, &gid, 1000);
  g_assert_true (cs_project_discard_draft (project, &gid, &error));
  cs_project_close (project);
  note (fixture, "ana", "case-0", 5, 10200);
  cs_test_submit (fixture, "case-0");
  assert_life (fixture, "ana", "case-0", "12/31");
  project = cs_test_open_later (fixture, "ben");
  g_assert_true (cs_project_claim (project, &gid, &error));
  g_assert_true (cs_project_note_effort (project, &gid, &(CsEffortCount){ 1, 900, 0 }, &error));
  cs_test_decide (project, &gid, "accept");
  cs_project_close (project);
  /* Everybody is told their own, who leads is told all, and a rebuilt index says the same. */
  assert_life (fixture, "lee", "case-0", "12/31 1/1");
  assert_life (fixture, "ben", "case-0", "0/0 1/1");
  assert_life (fixture, "cat", "case-0", "0/0 0/0");
  assert_median (fixture, "lee", "ana", 1, 12, 31);
  assert_median (fixture, "ben", "ana", 0, 0, 0);
  assert_median (fixture, "ben", "ben", 1, 1, 1);
  project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_index_rebuild (project->index, &error));
  cs_project_close (project);
  assert_median (fixture, "lee", "ben", 1, 1, 1);
}

/* What is taken back waits again, with what comes after. */
static void
test_taken_back (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  note (fixture, "ana", "case-0", 4, 5000);
  CsGid gid = cs_test_submit (fixture, "case-0");
  CsProject *project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  cs_project_close (project);
  assert_median (fixture, "lee", "ana", 0, 0, 0);
  note (fixture, "ana", "case-0", 3, 0);
  cs_test_submit (fixture, "case-0");
  assert_life (fixture, "ana", "case-0", "4/5 7/5");
  assert_median (fixture, "lee", "ana", 1, 7, 5);
}

static void
test_median (CsTestFixture *fixture, gconstpointer data)
{
  note (fixture, "ana", "case-0", 9, 1000);
  cs_test_submit (fixture, "case-0");
  note (fixture, "ana", "case-1", 2, 8000);
  cs_test_submit (fixture, "case-1");
  assert_median (fixture, "lee", "ana", 2, 2, 1);
  note (fixture, "ana", "case-2", 3, 2000);
  cs_test_submit (fixture, "case-2");
  assert_median (fixture, "lee", "ana", 3, 3, 2);
}

/* Pauses with the case open stand beside the work, and come back with it. */
static void
test_idle (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const CsEffortCount count = { 1, 2000, 89600 };
  CsGid gid;
  for (guint i = 0; i < 2; i++) {
    g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
    gid = cs_test_case (project, "case-0");
    cs_test_draw (project, &gid, 1000 + i);
    g_assert_true (cs_project_note_effort (project, &gid, &count, &error));
    g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
    CsReader reader = cs_project_reader (project);
    g_autoptr (GPtrArray) life = cs_project_life (project, &reader, &gid, &error);
    g_assert_no_error (error);
    const CsLifeStep *step = life->pdata[life->len - 1];
    g_assert_cmpint (step->act->effort.seconds, ==, i == 0 ? 2 : 4);
    g_assert_cmpint (step->act->effort.idle, ==, i == 0 ? 90 : 180);
    g_assert_true (cs_project_withdraw (project, &gid, &error));
  }
}

/* What is held is in the act without a row of its own, and only of its case. */
static void
test_held (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  note (fixture, "ana", "case-0", 4, 5000);
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsGid one = cs_test_case (project, "case-0"), other = cs_test_case (project, "case-1");
  cs_test_draw (project, &one, 1000);
  cs_project_hold_effort (project, &other, &(CsEffortCount){ 50, 50000, 0 });
  cs_project_hold_effort (project, &one, &(CsEffortCount){ 2, 600, 0 });
  cs_project_hold_effort (project, &one, &(CsEffortCount){ 1, 400, 0 });
  cs_project_submit (project, &one, NULL, NULL, &error);
  g_assert_no_error (error);
  /* Where no act came it is written with what comes after. */
  cs_project_hold_effort (project, &other, &(CsEffortCount){ 2, 2000, 0 });
  g_assert_true (cs_project_note_effort (project, &other, &(CsEffortCount){ 1, 1000, 0 }, &error));
  cs_project_close (project);
  assert_life (fixture, "ana", "case-0", "7/6");
  cs_test_submit (fixture, "case-1");
  assert_life (fixture, "ana", "case-1", "3/3");
}

/* Such a row may come with a file from elsewhere. */
static void
test_bad_row (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const rows[] = {
    "",
    "{",
    "[]",
    "{\"interactions\":-5,\"milliseconds\":-9}",
    "{\"interactions\":9007199254740991,\"milliseconds\":9007199254740991}",
  };
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strdup (rows[i]);
    note (fixture, "ana", "case-0", 1, 1000);
    g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
    CsGid gid = cs_test_case (project, "case-0");
    g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, &error);
    g_assert_true (cs_db_run (cs_store_db (project->store), &error,
                              "UPDATE aside SET body = ? WHERE kind = 'effort'", "t", text));
    g_assert_true (cs_txn_commit (g_steal_pointer (&txn), &error));
    g_assert_true (cs_project_note_effort (project, &gid, &(CsEffortCount){ 1, 1000, 0 }, &error));
    g_assert_no_error (error);
  }
  cs_test_submit (fixture, "case-0");
  assert_life (fixture, "ana", "case-0", "10000000/8640000");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/effort/meter/idle", test_meter_idle);
  g_test_add_func ("/effort/meter/keys", test_meter_keys);
  g_test_add_func ("/effort/meter/pointer", test_meter_pointer);
  g_test_add_func ("/effort/meter/pause", test_meter_pause);
#define ADD(path, function)                                                                        \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, function, cs_test_tear_down)
  ADD ("/effort/act", test_act);
  ADD ("/effort/taken-back", test_taken_back);
  ADD ("/effort/median", test_median);
  ADD ("/effort/held", test_held);
  ADD ("/effort/idle", test_idle);
  ADD ("/effort/bad-row", test_bad_row);
  return g_test_run ();
}
