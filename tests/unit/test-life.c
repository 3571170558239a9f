/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of one case that is handed in, sent back with remarks, changed, corrected, taken back,
 * signed and released: every act with what it says and changed, and every state of a mark. */
#include "cs-mark-diff.h"
#include "cs-project-life.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <string.h>

#define CLAUSE "2.1"

static CsMark *
box (CsProject *project, const CsGid *case_gid, guint64 id, gint64 corner)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, case_gid, NULL);
  gint64 values[] = { 0, 0, corner, corner };
  CsMarkInit init = { .id = id,
                      .kind = cs_mark_kind_find ("box"),
                      .label = "finding",
                      .item = ((CsItemRow *)items->pdata[0])->gid,
                      .values = values,
                      .n_values = G_N_ELEMENTS (values),
                      .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* CORNER 0: the mark goes. */
static void
put (CsProject *project, const CsGid *gid, guint64 id, gint64 corner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (corner > 0)
    g_ptr_array_add (marks, box (project, gid, id, corner));
  else
    g_array_append_val (gone, id);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (marks, gone, NULL, &error);
  cs_project_edit_draft (project, gid, edit, &error);
  g_assert_no_error (error);
}

static void
submit (CsProject *project, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  cs_project_submit (project, gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
decide (CsProject *project, const CsGid *gid, const CsDecision *decision)
{
  g_autoptr (GError) error = NULL;
  cs_project_decide (project, gid, decision, &error);
  g_assert_no_error (error);
}

static GPtrArray *
life_of (CsProject *project, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  GPtrArray *life = cs_project_life (project, &reader, gid, &error);
  g_assert_no_error (error);
  return life;
}

/* The step of KIND, the N-th such from 0; its number in RET_AT. */
static const CsLifeStep *
nth (const GPtrArray *life, const char *kind, guint n, guint *ret_at)
{
  for (guint i = 0; i < life->len; i++) {
    const CsLifeStep *step = life->pdata[i];
    if (strcmp (step->act->kind, kind) != 0 || n-- > 0)
      continue;
    if (ret_at != NULL)
      *ret_at = i;
    return step;
  }
  g_assert_not_reached ();
}

/* 7 and 9 by ana; sent back, about 7; ana changes 7 and drops 9. */
static CsGid
begin (CsTestFixture *fixture)
{
  g_autoptr (CsProject) ana = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (ana, "case-0");
  put (ana, &gid, 7, 10000);
  put (ana, &gid, 9, 20000);
  submit (ana, &gid);
  g_clear_pointer (&ana, cs_project_close);
  g_autoptr (CsProject) ben = cs_test_open_later (fixture, "ben");
  const CsRemark wide = { .mark = 7,
                          .part = -1,
                          .frame = -1,
                          .category = (char *)"boundary",
                          .clause = (char *)CLAUSE,
                          .text = (char *)"too narrow" };
  const CsRemark *const rejected[] = { &wide };
  const CsDecision back = { .decision = "send-back",
                            .category = "boundary",
                            .reason = "see the remark",
                            .rejected = rejected,
                            .n_rejected = 1 };
  decide (ben, &gid, &back);
  g_clear_pointer (&ben, cs_project_close);
  ana = cs_test_open_later (fixture, "ana");
  put (ana, &gid, 7, 40000);
  put (ana, &gid, 9, 0);
  submit (ana, &gid);
  return gid;
}

static void
test_steps (CsTestFixture *fixture, gconstpointer data)
{
  CsGid gid = begin (fixture);
  g_autoptr (CsProject) ben = cs_test_open_later (fixture, "ben");
  g_autoptr (GPtrArray) life = life_of (ben, &gid);
  const CsLifeStep *first = nth (life, "revision.submit", 0, NULL);
  const CsLifeStep *back = nth (life, "review.decide", 0, NULL);
  const CsLifeStep *second = nth (life, "revision.submit", 1, NULL);
  g_assert_cmpstr (first->act->who, ==, "ana");
  g_assert_cmpstr (first->role, ==, "labeler");
  g_assert_cmpint (first->schema, ==, 1);
  g_assert_false (cs_hash_is_zero (&first->workflow));
  g_assert_true (first->compared);
  g_assert_cmpuint (first->added, ==, 2);
  g_assert_cmpuint (first->changed + first->removed, ==, 0);
  g_assert_cmpstr (back->act->who, ==, "ben");
  g_assert_cmpstr (back->decision, ==, "send-back");
  g_assert_cmpstr (back->reason, ==, "see the remark");
  g_assert_cmpuint (back->n_remarks, ==, 1);
  g_assert_null (back->marks);
  g_assert_cmpuint (second->changed, ==, 1);
  g_assert_cmpuint (second->removed, ==, 1);
  g_assert_cmpuint (second->added, ==, 0);
  /* 10 x 10 of 40 x 40 */
  g_assert_cmpfloat_with_epsilon (second->overlap, 1.0 / 16, 0.01);
  g_assert_cmpint (first->act->wall, <, back->act->wall);
}

static void
test_mark (CsTestFixture *fixture, gconstpointer data)
{
  guint first = 0, back = 0, second = 0, said = 0;
  CsGid gid = begin (fixture);
  g_autoptr (CsProject) ben = cs_test_open_later (fixture, "ben");
  g_autoptr (GPtrArray) life = life_of (ben, &gid);
  nth (life, "revision.submit", 0, &first);
  nth (life, "review.decide", 0, &back);
  nth (life, "revision.submit", 1, &second);
  g_autoptr (GArray) seven = cs_life_states (life, 7);
  g_autoptr (GArray) nine = cs_life_states (life, 9);
  g_autoptr (GArray) none = cs_life_states (life, 8);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (seven->len, ==, 2);
  g_assert_cmpuint (g_array_index (seven, CsMarkState, 0).step, ==, first);
  g_assert_cmpuint (g_array_index (seven, CsMarkState, 1).step, ==, second);
  g_assert_cmpuint (g_array_index (seven, CsMarkState, 1).aspects, ==, CS_MARK_DIFF_GEOMETRY);
  g_assert_cmpint (g_array_index (seven, CsMarkState, 0).mark->values[2], ==, 10000);
  g_assert_cmpuint (nine->len, ==, 2);
  g_assert_null (g_array_index (nine, CsMarkState, 1).mark);
  g_autoptr (CsMarkBlame) blame = cs_life_blame (life, 7, G_MAXUINT);
  g_autoptr (CsMarkBlame) then = cs_life_blame (life, 7, back);
  CsMarkBlame *gone = cs_life_blame (life, 9, G_MAXUINT);
  g_assert_null (gone);
  g_assert_cmpuint (g_array_index (blame->pieces, CsMarkPiece, 0).since, ==, second);
  g_assert_cmpuint (blame->label, ==, first);
  g_assert_cmpuint (g_array_index (then->pieces, CsMarkPiece, 0).since, ==, first);
  g_auto (CsRemark) remark = { 0 };
  g_auto (CsRemark) of_all = { 0 };
  g_assert_true (cs_life_remark_before (life, second, 7, &remark, &said));
  g_assert_cmpuint (said, ==, back);
  g_assert_cmpstr (remark.text, ==, "too narrow");
  g_assert_cmpstr (remark.clause, ==, CLAUSE);
  /* Nobody said anything of 9 but that the case is sent back. */
  g_assert_true (cs_life_remark_before (life, second, 9, &of_all, &said));
  g_assert_cmpstr (of_all.text, ==, "see the remark");
  g_assert_false (cs_life_remark_before (life, first, 7, &remark, &said));
}

/* Ben moves 7, dan sends that back, ana moves it once more. */
static void
go_on (CsTestFixture *fixture, const CsGid *gid)
{
  g_autoptr (CsProject) ben = cs_test_open_later (fixture, "ben");
  const CsDecision correct = { .decision = "correct", .category = "boundary", .reason = "narrow" };
  const CsDecision back = { .decision = "send-back", .category = "boundary", .reason = "wide" };
  put (ben, gid, 7, 50000);
  decide (ben, gid, &correct);
  g_clear_pointer (&ben, cs_project_close);
  g_autoptr (CsProject) dan = cs_test_open_later (fixture, "dan");
  decide (dan, gid, &back);
  g_clear_pointer (&dan, cs_project_close);
  g_autoptr (CsProject) ana = cs_test_open_later (fixture, "ana");
  put (ana, gid, 7, 60000);
  submit (ana, gid);
}

/* Who made it and who changed it last; what was done by somebody whose work may not be seen is
 * never put down to somebody else. */
static void
test_credit (CsTestFixture *fixture, gconstpointer data)
{
  guint first = 0, second = 0, third = 0;
  CsLifeCredit credit;
  CsGid gid = begin (fixture);
  g_autoptr (CsProject) ben = cs_test_open_later (fixture, "ben");
  g_autoptr (GPtrArray) life = life_of (ben, &gid);
  nth (life, "revision.submit", 0, &first);
  nth (life, "revision.submit", 1, &second);
  g_assert_true (cs_life_credit (life, 7, &credit));
  g_assert_cmpuint (credit.made, ==, first);
  g_assert_cmpuint (credit.changed, ==, second);
  g_assert_cmpint (credit.last->values[2], ==, 40000);
  g_assert_false (cs_life_credit (life, 9, &credit)); /* dropped */
  g_assert_false (cs_life_credit (life, 8, &credit));
  g_clear_pointer (&ben, cs_project_close);
  go_on (fixture, &gid);
  ben = cs_test_open_later (fixture, "ben");
  g_autoptr (GPtrArray) all = life_of (ben, &gid);
  nth (all, "revision.submit", 2, &third);
  g_assert_true (cs_life_credit (all, 7, &credit));
  g_assert_cmpuint (credit.made, ==, first);
  g_assert_cmpuint (credit.changed, ==, third);
  /* As for somebody who may not see what the last version was made from. */
  ((CsLifeStep *)all->pdata[third])->compared = FALSE;
  g_assert_true (cs_life_credit (all, 7, &credit));
  g_assert_cmpuint (credit.made, ==, first);
  g_assert_cmpuint (credit.changed, ==, G_MAXUINT);
}

/* 7 and 9, and that they are the same: two marks, and a relation that is said apart. */
static void
test_relations (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) ana = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (ana, "case-0");
  CsReader reader = cs_project_reader (ana);
  g_autoptr (GPtrArray) items = cs_project_case_items (ana, &reader, &gid, &error);
  const gint64 ends[] = { 7, 9 };
  const CsMarkInit init = { .id = 11,
                            .kind = cs_mark_kind_find ("relation"),
                            .label = "same-as",
                            .item = ((CsItemRow *)items->pdata[0])->gid,
                            .values = ends,
                            .n_values = 2,
                            .confidence = -1 };
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (put, box (ana, &gid, 7, 10000));
  g_ptr_array_add (put, box (ana, &gid, 9, 20000));
  g_ptr_array_add (put, cs_mark_new (&init, &error));
  g_assert_no_error (error);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  cs_project_edit_draft (ana, &gid, edit, &error);
  g_assert_no_error (error);
  submit (ana, &gid);
  g_autoptr (GPtrArray) life = life_of (ana, &gid);
  const CsLifeStep *step = nth (life, "revision.submit", 0, NULL);
  g_assert_cmpuint (step->added, ==, 2);
  g_assert_cmpuint (step->relations, ==, 1);
  g_assert_cmpstr (step->act->sentence, ==, "submitted the case with 2 marks and 1 relation");
  g_assert_cmpint (cs_json_get_int (step->act->body, "marks", 0), ==, 3); /* as it was written */
  /* Handed in again, the content is not read once more. */
  cs_project_withdraw (ana, &gid, &error);
  g_assert_no_error (error);
  submit (ana, &gid);
  g_autoptr (GPtrArray) rows = cs_project_cases (ana, &reader, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const CsCaseRow *row = rows->pdata[i];
    if (!cs_gid_equal (&row->gid, &gid))
      continue;
    g_assert_cmpint (row->marks, ==, 2);
    g_assert_cmpint (row->relations, ==, 1);
  }
}

/* What was taken back stands in the life, and is no state of any mark. */
static void
test_taken_back (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = begin (fixture);
  g_autoptr (CsProject) ana = cs_test_open_later (fixture, "ana");
  cs_project_withdraw (ana, &gid, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) life = life_of (ana, &gid);
  g_assert_false (nth (life, "revision.submit", 0, NULL)->taken_back);
  g_assert_true (nth (life, "revision.submit", 1, NULL)->taken_back);
  g_assert_nonnull (nth (life, "work.withdraw", 0, NULL));
  g_autoptr (GArray) seven = cs_life_states (life, 7);
  g_assert_cmpuint (seven->len, ==, 1);
  g_autoptr (CsMarkBlame) blame = cs_life_blame (life, 9, G_MAXUINT);
  g_assert_nonnull (blame);
}

static void
release (CsTestFixture *fixture, const CsGid *gid, const char *name, gboolean with)
{
  char hex[CS_GID_HEX + 1];
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) lee = cs_test_open_later (fixture, "lee");
  cs_test_unlock (fixture->env, lee);
  g_autoptr (GHashTable) files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  g_hash_table_insert (files, g_strdup ("SHA256SUMS"), g_bytes_new (name, strlen (name)));
  if (with)
    g_hash_table_insert (files, g_strdup_printf ("signatures/%s.json", cs_gid_to_hex (gid, hex)),
                         g_bytes_new_static ("{}", 2));
  cs_project_cut_release (lee, name, files, &error);
  g_assert_no_error (error);
}

static guint
count (const GPtrArray *life, const char *kind)
{
  guint n = 0;
  for (guint i = 0; i < life->len; i++)
    n += strcmp (((CsLifeStep *)life->pdata[i])->act->kind, kind) == 0;
  return n;
}

/* Signed as what; and only a release that has it is of its life, told to who reads releases. */
static void
test_end (CsTestFixture *fixture, gconstpointer data)
{
  CsGid gid = begin (fixture);
  const CsDecision accept = { .decision = "accept" };
  g_autoptr (CsProject) ben = cs_test_open_later (fixture, "ben");
  decide (ben, &gid, &accept);
  g_clear_pointer (&ben, cs_project_close);
  g_autoptr (CsProject) dan = cs_test_open_later (fixture, "dan");
  decide (dan, &gid, &accept);
  g_clear_pointer (&dan, cs_project_close);
  cs_test_sign (fixture->env, fixture->path, "dan", &gid);
  release (fixture, &gid, "without", FALSE);
  release (fixture, &gid, "with", TRUE);
  g_autoptr (CsProject) cat = cs_test_open_later (fixture, "cat");
  g_autoptr (GPtrArray) life = life_of (cat, &gid);
  g_assert_cmpstr (nth (life, "sign", 0, NULL)->role, ==, "sme");
  g_assert_cmpuint (count (life, "release.cut"), ==, 1);
  g_assert_cmpstr (nth (life, "release.cut", 0, NULL)->act->sentence, ==,
                   "took it into the release \"with\"");
  g_assert_true (life->pdata[life->len - 1] == nth (life, "release.cut", 0, NULL));
  g_clear_pointer (&cat, cs_project_close);
  g_autoptr (CsProject) ana = cs_test_open_later (fixture, "ana");
  g_autoptr (GPtrArray) hers = life_of (ana, &gid);
  g_assert_cmpuint (count (hers, "release.cut"), ==, 0);
  g_assert_cmpuint (count (hers, "revision.submit"), ==, 2);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
#define ADD(name)                                                                                  \
  g_test_add ("/life/" #name, CsTestFixture, NULL, cs_test_set_up, test_##name, cs_test_tear_down)
  ADD (steps);
  ADD (mark);
  ADD (credit);
  ADD (relations);
  ADD (taken_back);
  ADD (end);
  return g_test_run ();
}
