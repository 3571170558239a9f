/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many read a case depends on the tier that its readers find: more are asked for what is
 * strict, and know nothing of it. */
#include "cs-project-private.h"
#include "cs-project-reads.h"
#include "cs-roster.h"
#include "cs-test-reads.h"

#include <string.h>

static const char workflow_text[] =
    "{\"format\":\"countersign-workflow-1\",\"stages\":["
    "{\"key\":\"label\",\"reads\":1,\"reads_by_tier\":{\"1\":3,\"2\":2},"
    "\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},"
    "{\"key\":\"adjudicate\",\"roles\":[\"sme\"],\"exclude\":[\"author\"]},"
    "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";

static const char schema_text[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"tiers\",\"labels\":["
    "{\"key\":\"strict\",\"name\":\"A\",\"colour\":\"#ff0000\",\"kinds\":[\"box\"],\"tier\":1},"
    "{\"key\":\"middle\",\"name\":\"B\",\"colour\":\"#ff0000\",\"kinds\":[\"box\"],\"tier\":2},"
    "{\"key\":\"lax\",\"name\":\"C\",\"colour\":\"#ff0000\",\"kinds\":[\"box\"],\"tier\":3}],"
    "\"relations\":[]}";

static void
set_up (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cs_test_set_up (fixture, NULL);
  g_autoptr (CsSchema) schema = cs_schema_read (schema_text, strlen (schema_text), &error);
  g_assert_no_error (error);
  CsProject *project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_project_publish_schema (project, schema, NULL, NULL));
  cs_project_close (project);
  cs_test_publish_workflow (fixture, workflow_text);
}

/* One person is enough, and what they found is what goes on, as theirs. */
static void
test_lax (CsTestFixture *fixture, gconstpointer data)
{
  cs_test_read (fixture, "cat", 1000, "lax");
  cs_test_assert_stands (fixture, "dan", "waits for approval");
  cs_test_assert_told (fixture, "lee", "reads.another", NULL);
  cs_test_assert_told (fixture, "lee", "reads.merge", "took over what one person read: 1 mark");
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  CsProject *project = cs_test_open_later (fixture, "cat"); /* who read it does not approve it */
  const CsDecision accept = { .decision = "accept" };
  g_assert_false (cs_project_decide (project, &gid, &accept, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  cs_project_close (project);
  cs_test_decide_as (fixture, "dan", "accept");
  cs_test_sign (fixture->env, fixture->path, "dan", &gid);
  cs_test_assert_stands (fixture, "dan", "signed");
}

static void
test_strict (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const readers[] = { "ana", "ben", "cat" };
  cs_test_assert_stands (fixture, "lee", "0 of 1 have read it");
  cs_test_read (fixture, "ana", 1000, "strict");
  cs_test_assert_stands (fixture, "lee", "1 of 3 have read it");
  cs_test_assert_told (fixture, "lee", "reads.another",
                       "asked for 2 more to read it, as it is of tier 1");
  /* Nothing tells anybody who reads or could that it was asked, or of which tier it is. */
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    cs_test_assert_told (fixture, readers[i], "reads.another", NULL);
  cs_test_assert_stands (fixture, "ana", "read by you; waits for the others");
  cs_test_assert_stands (fixture, "ben", "waits for labelling");
  cs_test_read (fixture, "ben", 1000, "strict");
  cs_test_assert_stands (fixture, "cat", "waits for labelling");
  cs_test_read (fixture, "cat", 1000, "strict");
  cs_test_assert_stands (fixture, "dan", "waits for approval");
  cs_test_assert_told (fixture, "lee", "reads.merge",
                       "compared what 3 people read: 1 agreed, 0 open");
}

/* What one of them finds later may be stricter than what was found before. */
static void
test_climbs (CsTestFixture *fixture, gconstpointer data)
{
  cs_test_read (fixture, "ana", 1000, "middle");
  cs_test_assert_stands (fixture, "lee", "1 of 2 have read it");
  cs_test_read (fixture, "ben", 500000, "strict");
  cs_test_assert_stands (fixture, "lee", "2 of 3 have read it");
  cs_test_read (fixture, "cat", 500000, "strict");
  cs_test_assert_stands (fixture, "dan",
                         "waits for adjudication"); /* what ana found is nobody else's */
}

/* Somebody may have missed what is strict. */
static void
test_nothing (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (CsMarkAnswer));
  const CsMarkAnswer nothing = { .item = ((CsItemRow *)items->pdata[0])->gid,
                                 .answer = CS_ANSWER_NOTHING };
  g_array_append_val (answers, nothing);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (NULL, NULL, answers, &error);
  g_assert_true (cs_project_submit (project, &gid, edit, NULL, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_assert_stands (fixture, "lee", "1 of 3 have read it");
}

/* Who was asked once is not told to stay away: their number falls only when nobody has it. */
static void
test_taken_back (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  cs_test_read (fixture, "ana", 1000, "strict");
  CsProject *project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_assert_stands (fixture, "lee", "0 of 3 have read it");
  project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_skip (project, &gid, "no time", &error));
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_assert_stands (fixture, "lee", "0 of 1 have read it");
  cs_test_read (fixture, "ben", 1000, "lax");
  cs_test_assert_stands (fixture, "dan", "waits for approval");
}

/* Sent back, it begins as at first. */
static void
test_sent_back (CsTestFixture *fixture, gconstpointer data)
{
  cs_test_read (fixture, "ana", 1000, "middle");
  cs_test_read (fixture, "ben", 1000, "middle");
  cs_test_decide_as (fixture, "dan", "send-back");
  cs_test_assert_stands (fixture, "lee", "0 of 1 have read it");
}

/* The first reading came in another copy: whoever brings them together asks the others, and each
 * copy finds the same. */
static void
test_copies (CsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  cs_test_copy (fixture->path, other);
  cs_test_read (fixture, "ana", 1000, "strict");
  cs_test_read_in (fixture, other, "ben", 1000, "middle");
  cs_test_bring_in (fixture, other);
  cs_test_assert_stands (fixture, "lee", "2 of 3 have read it");
  cs_test_read (fixture, "cat", 1000, "strict");
  cs_test_assert_stands (fixture, "dan", "waits for approval"); /* two of three */
}

/* One was enough, and two did: what they found differs, so somebody who did neither settles it,
 * once and for all, also what one of them found to be strict. */
static void
test_copies_meet (CsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  cs_test_copy (fixture->path, other);
  cs_test_read (fixture, "ana", 1000, "lax");
  cs_test_read_in (fixture, other, "ben", 500000, "strict");
  cs_test_bring_in (fixture, other);
  cs_test_assert_stands (fixture, "lee", "waits for adjudication");
  CsProject *project = cs_test_open_later (fixture, "ben");
  const CsDecision accept = { .decision = "accept" };
  g_assert_false (cs_project_decide (project, &gid, &accept, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "dan");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsPositions) positions = cs_project_positions (project, &reader, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (positions->n_readers, ==, 2);
  const CsRuling both = { .choice = CS_RULING_POSITION };
  g_autofree CsRuling *rulings = g_new (CsRuling, positions->disputes->len);
  for (guint i = 0; i < positions->disputes->len; i++) {
    const CsDispute *dispute = &g_array_index (positions->disputes, CsDispute, i);
    rulings[i] = both;
    rulings[i].position = dispute->marks[0] != NULL ? 0 : 1;
  }
  cs_project_adjudicate (project, &gid, rulings, positions->disputes->len, "both are there", NULL,
                         &error);
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_assert_stands (fixture, "cat", "waits for approval");
}

/* Both found the same: no dispute, and the later one counts as who read it. */
static void
test_copies_alike (CsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  cs_test_copy (fixture->path, other);
  cs_test_read (fixture, "ana", 1000, "lax");
  cs_test_read_in (fixture, other, "ben", 1000, "lax");
  cs_test_bring_in (fixture, other);
  cs_test_assert_stands (fixture, "dan", "waits for approval");
}

/* Somebody only opened it in the one copy, and somebody read it in the other. */
static void
test_copies_held (CsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  cs_test_copy (fixture->path, other);
  CsProject *project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_claim (project, &gid, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_read_in (fixture, other, "ben", 1000, "lax");
  cs_test_bring_in (fixture, other);
  cs_test_assert_stands (fixture, "dan", "waits for approval");
  cs_test_assert_told (fixture, "lee", "reads.merge", "took over what one person read: 1 mark");
}

/* More were asked for and given it when whoever was done loses it: it is as it came, and only as
 * many have it as are wanted at first. */
static void
test_lost (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const given[] = { "ben", "cat" };
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  cs_test_read (fixture, "ana", 1000, "strict");
  CsProject *project = cs_test_open_later (fixture, "lee");
  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_autoptr (CsPersonRow) person = cs_project_find_person (project, given[i], &error);
    g_assert_no_error (error);
    g_assert_true (cs_project_assign (project, &gid, &person->gid, &error));
  }
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  cs_project_close (project);
  project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_assert_true (cs_project_set_roles (project, &ana->gid, CS_ROLE_OBSERVER, &error));
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_read (fixture, "ben", 1000, "lax");
  cs_test_assert_stands (fixture, "dan", "waits for approval");
}

/* One more than the tier asks for breaks a tie. */
static void
test_tie (CsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strdup (workflow_text);
  g_auto (GStrv) parts = g_strsplit (text, "\"reads\":1,", 2);
  g_autofree char *tie = g_strjoinv ("\"reads\":1,\"tie_breaker\":\"another\",", parts);
  cs_test_publish_workflow (fixture, tie);
  cs_test_read (fixture, "ana", 1000, "middle");
  cs_test_read (fixture, "ben", 500000, "middle");
  cs_test_assert_stands (fixture, "lee", "2 of 3 have read it");
  cs_test_read (fixture, "cat", 500000, "middle");
  cs_test_assert_stands (fixture, "dan", "waits for adjudication");
}

static void
assert_wrong (const char *change, const char *why)
{
  g_auto (GStrv) parts =
      g_strsplit (workflow_text, "\"reads\":1,\"reads_by_tier\":{\"1\":3,\"2\":2},", 2);
  g_autofree char *text = g_strjoinv (change, parts);
  cs_test_assert_no_workflow (text, why);
}

static void
test_document (CsTestFixture *fixture, gconstpointer data)
{
  assert_wrong ("\"reads\":2,\"reads_by_tier\":{\"3\":1},", "1 read tier 3, and 2 before");
  assert_wrong ("\"reads\":2,\"reads_by_tier\":{\"2\":3},", "2 read tier 1, and 3 before");
  assert_wrong ("\"reads\":1,\"reads_by_tier\":{\"1\":10},", "reads_by_tier.1: 10 is not 1 to 9");
  assert_wrong ("\"reads\":1,\"reads_by_tier\":{\"4\":3},", "reads_by_tier.4: unknown key");
  assert_wrong ("\"reads\":1,\"reads_by_tier\":{\"1\":9},\"tie_breaker\":\"another\",",
                "stages[0].tie_breaker");
  assert_wrong ("\"reads_by_tier\":{\"1\":3},\"groups\":[{\"key\":\"a\",\"labels\":[\"strict\"]},"
                "{\"key\":\"b\",\"labels\":[\"lax\"]}],",
                "stages[0].reads");
}

static void
assert_words (const CsWorkflow *workflow, const guint *roles, guint n, const char *expected)
{
  g_autoptr (GArray) gaps = cs_roster_gaps (workflow, roles, n);
  g_assert_cmpuint (gaps->len, >, 0);
  g_autofree char *words =
      cs_roster_gap_words (&g_array_index (gaps, CsRosterGap, 0), workflow, NULL);
  g_assert_cmpstr (words, ==, expected);
}

/* Four may read here; a workflow that wants more of one tier is refused, and the people who are
 * left are counted for each. */
static void
test_people (CsTestFixture *fixture, gconstpointer data)
{
  static const guint roles[] = { CS_ROLE_LEAD, CS_ROLE_LABELER, CS_ROLE_SME };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup (workflow_text);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  assert_words (workflow, roles, 3,
                "cases of tier 1 stop at labelling: 3 read them, and fewer people are a "
                "labeler, a reviewer or an SME");
  assert_words (
      workflow, roles, 2,
      "cases of tier 2 and stricter stop at labelling: 2 read them, and fewer people are a "
      "labeler, a reviewer or an SME");
  memcpy (strstr (text, "\"1\":3"), "\"1\":5", 5);
  g_autoptr (CsWorkflow) more = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_assert_false (cs_project_publish_workflow (project, more, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
}

int
main (int argc, char *argv[])
{
  cs_test_init (&argc, &argv);
#define TEST(name, function)                                                                       \
  g_test_add ("/reads-by-tier/" name, CsTestFixture, NULL, set_up, function, cs_test_tear_down)
  TEST ("lax", test_lax);
  TEST ("strict", test_strict);
  TEST ("climbs", test_climbs);
  TEST ("nothing", test_nothing);
  TEST ("taken-back", test_taken_back);
  TEST ("sent-back", test_sent_back);
  TEST ("copies", test_copies);
  TEST ("copies-meet", test_copies_meet);
  TEST ("copies-alike", test_copies_alike);
  TEST ("copies-held", test_copies_held);
  TEST ("lost", test_lost);
  TEST ("tie", test_tie);
  TEST ("document", test_document);
  TEST ("people", test_people);
#undef TEST
  return g_test_run ();
}
