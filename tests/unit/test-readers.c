/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every read of a project, asked by everybody about cases that stand everywhere: a labeler is not
 * given, told the number of, or let search what somebody else did on a case that is not theirs.
 * Long because all of it is asked of one project. */
#include "cs-project-life.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <string.h>

/* What a reader sees of a case. */
typedef enum { NOTHING, CASE, WORK } Sight;

static const char *const readers[] = { "ana", "eve", "ben", "cat", "lee", "zoe" };
#define N_READERS G_N_ELEMENTS (readers)

/* ana and eve label, ben reviews, cat is an SME, lee leads, zoe is nobody. */
static const struct {
  const char *title;
  gboolean submitted; /* there is a current version, of one mark */
  Sight sees[N_READERS];
} table[] = {
  { "case-0", FALSE, { CASE, CASE, CASE, CASE, CASE, NOTHING } },      /* untouched */
  { "case-1", TRUE, { WORK, NOTHING, WORK, WORK, WORK, NOTHING } },    /* ana submitted */
  { "case-2", TRUE, { WORK, NOTHING, WORK, WORK, WORK, NOTHING } },    /* sent back to ana */
  { "case-3", TRUE, { WORK, WORK, WORK, WORK, WORK, NOTHING } },       /* ana's, assigned to eve */
  { "case-4", TRUE, { NOTHING, NOTHING, WORK, WORK, WORK, NOTHING } }, /* cat's, accepted */
  { "case-5", FALSE, { CASE, CASE, CASE, CASE, CASE, NOTHING } },      /* ana took hers back */
  { "case-6", TRUE, { CASE, CASE, WORK, WORK, WORK, NOTHING } },       /* ben's, free to take */
};
#define N_CASES G_N_ELEMENTS (table)

typedef struct {
  char *dir, *path;
  CsEnv *env;
  CsGid cases[N_CASES];
  CsHash versions[N_CASES]; /* the one submitted, taken back or not */
} Fixture;

static CsProject *
open_as (Fixture *fixture, const char *handle)
{
  return cs_test_open (fixture->env, fixture->path, handle);
}

static void
submit (Fixture *fixture, const char *handle, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, handle);
  cs_test_draw (project, &fixture->cases[n], 1000);
  cs_project_submit (project, &fixture->cases[n], NULL, &fixture->versions[n], &error);
  g_assert_no_error (error);
}

static void
decide (Fixture *fixture, const char *handle, guint n, const char *decision)
{
  g_autoptr (CsProject) project = open_as (fixture, handle);
  cs_test_decide (project, &fixture->cases[n], decision);
}

static CsGid
person (Fixture *fixture, const char *handle)
{
  g_autoptr (CsSigner) signer = cs_test_signer (fixture->env, handle);
  return cs_signer_identity (signer)->person;
}

static void
assign (Fixture *fixture, guint n, const char *handle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, "lee");
  CsGid gid = person (fixture, handle);
  cs_project_assign (project, &fixture->cases[n], &gid, &error);
  g_assert_no_error (error);
}

static void
add_eve (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, "lee");
  g_autoptr (CsSigner) eve = cs_test_signer (fixture->env, "eve");
  cs_project_add_person (project, cs_signer_identity (eve), CS_ROLE_LABELER, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_CASES; i++)
    fixture->cases[i] = cs_test_case (project, table[i].title);
}

/* ben labelled it; sent back to him, he took it and gave it back. */
static void
give_back (Fixture *fixture, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, "ben");
  cs_project_claim (project, &fixture->cases[n], &error);
  g_assert_no_error (error);
  cs_project_skip (project, &fixture->cases[n], "two lesions missed", &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  fixture->dir = cs_test_dir ();
  fixture->env = cs_test_env (fixture->dir, 1);
  fixture->path = cs_test_project (fixture->env, fixture->dir, N_CASES);
  add_eve (fixture);
  submit (fixture, "ana", 1);
  submit (fixture, "ana", 2);
  decide (fixture, "ben", 2, "send-back");
  submit (fixture, "ana", 3);
  decide (fixture, "ben", 3, "send-back");
  assign (fixture, 3, "eve");
  submit (fixture, "cat", 4);
  decide (fixture, "ben", 4, "accept");
  decide (fixture, "dan", 4, "accept");
  submit (fixture, "ana", 5);
  g_autoptr (CsProject) project = open_as (fixture, "ana");
  cs_project_withdraw (project, &fixture->cases[5], &error);
  g_assert_no_error (error);
  g_clear_pointer (&project, cs_project_close);
  submit (fixture, "ben", 6);
  decide (fixture, "cat", 6, "send-back");
  give_back (fixture, 6);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->dir);
  g_free (fixture->path);
  cs_env_free (fixture->env);
}

/* --- one reader, one case --- */

typedef struct {
  Fixture *fixture;
  CsProject *project;
  CsReader reader;
  guint who; /* in readers */
} Asker;

static Sight
sees (const Asker *asker, guint n)
{
  return table[n].sees[asker->who];
}

static gboolean
sees_version (const Asker *asker, guint n)
{
  return table[n].submitted && sees (asker, n) == WORK;
}

static const CsCaseRow *
row_in (GPtrArray *rows, const CsGid *gid)
{
  for (guint i = 0; i < rows->len; i++)
    if (cs_gid_equal (&((CsCaseRow *)rows->pdata[i])->gid, gid))
      return rows->pdata[i];
  return NULL;
}

static void
ask_cases (const Asker *asker)
{
  g_autoptr (GError) error = NULL;
  const CsHash none = { { 0 } };
  g_autoptr (GPtrArray) rows = cs_project_cases (asker->project, &asker->reader, &error);
  g_assert_no_error (error);
  for (guint n = 0; n < N_CASES; n++) {
    const CsCaseRow *row = row_in (rows, &asker->fixture->cases[n]);
    g_assert_true ((row != NULL) == (sees (asker, n) != NOTHING));
    if (row == NULL)
      continue;
    gboolean version = sees_version (asker, n);
    g_assert_true (row->has_revision == version);
    g_assert_true (cs_hash_equal (&row->revision, &none) != version);
    g_assert_true (cs_hash_equal (&row->object, &none) != version);
    g_assert_cmpint (row->marks, ==, version);
    if (!version) {
      g_assert_false (row->sent_back);
      g_assert_null (strstr (row->state, "sent back"));
    }
  }
}

static void
ask_find (const Asker *asker)
{
  for (guint n = 0; n < N_CASES; n++) {
    char hex[CS_GID_HEX + 1];
    cs_gid_to_hex (&asker->fixture->cases[n], hex);
    g_autoptr (CsCaseRow) by_title =
        cs_project_find_case (asker->project, &asker->reader, table[n].title, NULL);
    g_autoptr (CsCaseRow) by_gid = cs_project_find_case (asker->project, &asker->reader, hex, NULL);
    g_assert_true ((by_title != NULL) == (sees (asker, n) != NOTHING));
    g_assert_true ((by_gid != NULL) == (sees (asker, n) != NOTHING));
    g_assert_true (by_title == NULL || by_title->marks == sees_version (asker, n));
  }
}

static void
ask_items (const Asker *asker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = cs_project_items (asker->project, &asker->reader, &error);
  g_assert_no_error (error);
  guint in_all = 0;
  for (guint n = 0; n < N_CASES; n++) {
    g_autoptr (GPtrArray) rows =
        cs_project_case_items (asker->project, &asker->reader, &asker->fixture->cases[n], &error);
    g_assert_no_error (error);
    g_assert_cmpuint (rows->len, ==, sees (asker, n) != NOTHING);
    in_all += rows->len;
  }
  g_assert_cmpuint (all->len, ==, in_all);
}

static void
ask_versions (const Asker *asker)
{
  for (guint n = 1; n < N_CASES; n++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsMarkSet) set =
        cs_project_revision (asker->project, &asker->reader, &asker->fixture->versions[n], &error);
    /* What was taken back stays with who made it, beside those who see everything. */
    gboolean expected = n == 5 ? asker->who != 1 && asker->who != 5 : sees_version (asker, n);
    g_assert_true ((set != NULL) == expected);
    if (set == NULL)
      g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
    else
      g_assert_cmpuint (set->n_marks, ==, 1);
  }
}

static void
ask_status (const Asker *asker)
{
  g_autoptr (GError) error = NULL;
  gint64 cases = 0, marks = 0;
  g_autoptr (CsStatus) status = cs_project_status (asker->project, &asker->reader, &error);
  if (asker->reader.roles == 0) {
    g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
    return;
  }
  g_assert_no_error (error);
  for (guint n = 0; n < N_CASES; n++) {
    cases += sees (asker, n) != NOTHING;
    marks += sees_version (asker, n);
  }
  g_assert_cmpint (status->cases, ==, cases);
  g_assert_cmpint (status->items, ==, cases);
  g_assert_cmpint (status->marks, ==, marks);
  g_assert_cmpint (status->bytes, ==, cases * (gint64)strlen ("case-0"));
  g_assert_cmpint (status->by_status[CS_CASE_ACCEPTED], ==, sees (asker, 4) == WORK);
  gint64 back = (sees (asker, 2) == WORK) + (sees (asker, 3) == WORK) + (sees (asker, 6) == WORK);
  g_assert_cmpint (status->sent_back, ==, back);
}

static void
ask_tasks (const Asker *asker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = cs_project_tasks (asker->project, &asker->reader, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const CsTaskRow *row = rows->pdata[i];
    for (guint n = 0; n < N_CASES; n++) {
      if (!cs_gid_equal (&row->case_gid, &asker->fixture->cases[n]))
        continue;
      g_assert_cmpint (sees (asker, n), !=, NOTHING);
      g_assert_true (strcmp (row->kind, "sent-back") != 0 || sees (asker, n) == WORK);
    }
  }
}

/* Who is told of what was done on a case, or that it came in. */
static void
ask_history (const Asker *asker)
{
  for (guint n = 0; n < N_CASES; n++) {
    g_autoptr (GError) error = NULL;
    gboolean opened = FALSE, worked = FALSE, own = FALSE;
    g_autoptr (GPtrArray) rows =
        cs_project_history (asker->project, &asker->reader, &asker->fixture->cases[n], &error);
    if (asker->reader.roles == 0) {
      g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
      continue;
    }
    g_assert_no_error (error);
    for (guint i = 0; i < rows->len; i++) {
      const CsHistoryRow *row = rows->pdata[i];
      gboolean arrival =
          strcmp (row->kind, "case.open") == 0 || strcmp (row->kind, "item.add") == 0;
      gboolean mine = strcmp (row->who, readers[asker->who]) == 0;
      opened = opened || arrival;
      worked = worked || (!arrival && !mine);
      own = own || mine;
    }
    g_assert_true (opened == (sees (asker, n) != NOTHING));
    gboolean full = asker->who >= 2;
    gboolean others = full ? n != 0 : n == 2 ? asker->who == 0 : n == 3;
    if (n == 1 && asker->who == 0)
      others = FALSE; /* all that was done there is her own */
    g_assert_true (worked == others);
    g_assert_true (asker->who != 0 || own == (n != 0 && n != 4 && n != 6));
  }
}

/* The same acts, and of a version its marks and what it changed only where it may be read. */
static void
ask_life (const Asker *asker)
{
  for (guint n = 0; n < N_CASES; n++) {
    g_autoptr (GError) error = NULL;
    const CsGid *gid = &asker->fixture->cases[n];
    g_autoptr (GPtrArray) life = cs_project_life (asker->project, &asker->reader, gid, &error);
    if (asker->reader.roles == 0) {
      g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
      continue;
    }
    g_assert_no_error (error);
    g_autoptr (GPtrArray) rows = cs_project_history (asker->project, &asker->reader, gid, NULL);
    g_assert_cmpuint (life->len, ==, rows->len);
    guint seen = 0;
    for (guint i = 0; i < life->len; i++) {
      const CsLifeStep *step = life->pdata[i];
      g_assert_cmpstr (step->act->sentence, ==, ((CsHistoryRow *)rows->pdata[i])->sentence);
      g_autoptr (CsMarkSet) set =
          cs_project_revision (asker->project, &asker->reader, &step->act->hash, NULL);
      g_assert_true ((step->marks != NULL) == (set != NULL));
      g_assert_true (set != NULL || (!step->compared && step->schema == 0));
      seen += set != NULL;
    }
    gboolean submitted = n != 0;
    gboolean full = asker->who >= 2, own = asker->who == 0 && (n == 5 || n == 2);
    if (full)
      g_assert_cmpuint (seen, ==, submitted);
    else if (asker->who == 1 && n != 3)
      g_assert_cmpuint (seen, ==, 0);
    else if (own)
      g_assert_cmpuint (seen, ==, 1);
  }
}

static void
ask_whole_history (const Asker *asker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = cs_project_history (asker->project, &asker->reader, NULL, &error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CsHistoryRow *row = rows->pdata[i];
    g_assert_true (asker->who >= 2 || strcmp (row->kind, "blob.add") != 0);
    for (guint n = 0; row->case_title != NULL && n < N_CASES; n++)
      if (strcmp (row->case_title, table[n].title) == 0)
        g_assert_true (sees (asker, n) != NOTHING || strcmp (row->who, readers[asker->who]) == 0);
  }
}

static void
ask_drafts (const Asker *asker)
{
  for (guint n = 0; n < N_CASES; n++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsMarkSet) set =
        cs_project_draft (asker->project, &asker->fixture->cases[n], &error);
    gboolean member = asker->reader.roles != 0;
    g_assert_true ((set != NULL) == (member && (!table[n].submitted || sees_version (asker, n))));
    /* What ana took back is her draft again. */
    if (set != NULL)
      g_assert_cmpuint (set->n_marks, ==, table[n].submitted || (n == 5 && asker->who == 0));
  }
}

static void
test_reads (Fixture *fixture, gconstpointer data)
{
  static void (*const asks[]) (const Asker *asker) = {
    ask_cases, ask_find,    ask_items, ask_versions,      ask_status,
    ask_tasks, ask_history, ask_life,  ask_whole_history, ask_drafts,
  };
  for (guint who = 0; who < N_READERS; who++) {
    g_autoptr (CsProject) project = open_as (fixture, readers[who]);
    Asker asker = { fixture, project, cs_project_reader (project), who };
    for (guint i = 0; i < G_N_ELEMENTS (asks); i++)
      asks[i](&asker);
  }
}

/* --- acts on what is not seen --- */

static void
test_acts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsDecision accept = { .decision = "accept" };
  g_autoptr (CsProject) project = open_as (fixture, "eve");
  for (guint n = 1; n < 5; n += 3) {
    const CsGid *gid = &fixture->cases[n];
    g_assert_false (cs_project_claim (project, gid, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_false (cs_project_decide (project, gid, &accept, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_false (cs_project_submit (project, gid, NULL, NULL, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_false (cs_project_withdraw (project, gid, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
    g_clear_error (&error);
  }
}

/* A case that waits for a labeler with somebody's work in it: seen once it is taken. */
static void
test_take (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const CsGid *gid = &fixture->cases[6];
  g_autoptr (CsProject) project = open_as (fixture, "eve");
  cs_test_assert_state (project, "case-6", "waits for labelling");
  g_assert_false (cs_project_submit (project, gid, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "take it first"));
  g_clear_error (&error);
  cs_project_claim (project, gid, &error);
  g_assert_no_error (error);
  g_autoptr (CsMarkSet) set = cs_project_draft (project, gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (set->n_marks, ==, 1);
  cs_test_draw (project, gid, 9000);
  g_clear_pointer (&project, cs_project_close);
  /* Given to ana instead: eve's draft is hers, what it rests on is not hers to see any more. */
  assign (fixture, 6, "ana");
  project = open_as (fixture, "eve");
  CsMarkSet *none = cs_project_draft (project, gid, &error);
  g_assert_null (none);
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  CsReader eve = cs_project_reader (project);
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &eve, "case-6", NULL);
  g_assert_nonnull (row);
  g_assert_nonnull (strstr (row->state, "without your draft"));
  g_assert_false (row->has_revision);
  g_assert_true (cs_project_discard_draft (project, gid, NULL));
  CsCaseRow *gone = cs_project_find_case (project, &eve, "case-6", NULL);
  g_assert_null (gone);
}

/* A demoted holder holds nothing. */
static void
test_demoted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, "ben");
  cs_project_claim (project, &fixture->cases[1], &error);
  g_assert_no_error (error);
  g_clear_pointer (&project, cs_project_close);
  project = open_as (fixture, "lee");
  CsGid ben = person (fixture, "ben");
  cs_project_set_roles (project, &ben, CS_ROLE_LABELER, &error);
  g_assert_no_error (error);
  CsReader reader = { .person = ben, .roles = CS_ROLE_LABELER };
  CsMarkSet *none = cs_project_revision (project, &reader, &fixture->versions[1], &error);
  g_assert_null (none);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_autoptr (GPtrArray) tasks = cs_project_tasks (project, &reader, NULL);
  for (guint i = 0; i < tasks->len; i++)
    g_assert_cmpstr (((CsTaskRow *)tasks->pdata[i])->title, !=, "case-1");
}

/* Who is told that three cases were signed may see three. */
static void
test_signed_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  decide (fixture, "ben", 1, "accept");
  decide (fixture, "dan", 1, "accept");
  g_autoptr (CsProject) project = open_as (fixture, "dan");
  cs_test_unlock (fixture->env, project);
  cs_project_sign (project, NULL, 0, "approved", NULL, &error);
  g_assert_no_error (error);
  CsReader ana = { .person = person (fixture, "ana"), .roles = CS_ROLE_LABELER };
  CsReader lee = { .person = person (fixture, "lee"), .roles = CS_ROLE_LEAD };
  g_autoptr (GPtrArray) hers = cs_project_history (project, &ana, &fixture->cases[1], &error);
  g_autoptr (GPtrArray) all = cs_project_history (project, &lee, &fixture->cases[1], &error);
  const CsHistoryRow *last = g_ptr_array_index (hers, hers->len - 1);
  g_assert_cmpstr (last->sentence, ==, "signed 1 case as approved");
  last = g_ptr_array_index (all, all->len - 1);
  g_assert_cmpstr (last->sentence, ==, "signed 2 cases as approved");
}

static void
cut (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, "lee");
  cs_test_unlock (fixture->env, project);
  g_autoptr (GHashTable) files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  g_hash_table_insert (files, g_strdup ("SHA256SUMS"), g_bytes_new_static ("sums", 4));
  cs_project_cut_release (project, "first", files, &error);
  g_assert_no_error (error);
}

/* Everybody is told of a release; the signed work in it is not for who only labels. */
static void
test_releases (Fixture *fixture, gconstpointer data)
{
  decide (fixture, "ben", 1, "accept");
  decide (fixture, "dan", 1, "accept");
  cs_test_sign (fixture->env, fixture->path, "dan", &fixture->cases[1]);
  cut (fixture);
  for (guint who = 0; who < N_READERS; who++) {
    gboolean may = who >= 2;
    g_autoptr (GError) error = NULL;
    g_autoptr (CsProject) project = open_as (fixture, readers[who]);
    CsReader reader = cs_project_reader (project);
    g_autoptr (GPtrArray) rows = cs_project_releases (project, &reader, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (rows->len, ==, 1);
    g_assert_cmpuint (((CsReleaseRow *)rows->pdata[0])->n_files, ==, 1);
    g_assert_true ((((CsReleaseRow *)rows->pdata[0])->files != NULL) == may);
    g_autoptr (CsReleaseRow) row = cs_project_find_release (project, &reader, "first", &error);
    g_assert_true ((row != NULL) == may);
    if (!may)
      g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
    g_clear_error (&error);
    g_autoptr (CsJson) entry =
        cs_project_signature_entry (project, &reader, &fixture->cases[1], &error);
    g_assert_true ((entry != NULL) == may);
    g_assert_true (may == (error == NULL));
  }
}

static void
take_in (Fixture *fixture, const char *path, const char *handle, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own = fixture->path;
  fixture->path = g_strdup (path);
  g_autoptr (CsProject) project = open_as (fixture, handle);
  cs_project_claim (project, &fixture->cases[n], &error);
  g_assert_no_error (error);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&own);
}

/* How many rows of HISTORY are of WHO and do not count. */
static guint
uncounted (CsProject *project, const CsReader *reader, const CsGid *case_gid, const char *who)
{
  guint n = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = cs_project_history (project, reader, case_gid, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const CsHistoryRow *row = rows->pdata[i];
    n += row->unrecognised != NULL && strcmp (row->who, who) == 0;
  }
  return n;
}

/* In how many lines HANDLE, who verifies the project, is told of WHO and WHAT. */
static guint
checked (Fixture *fixture, const char *handle, const char *who, const char *what)
{
  guint n = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsProject) project = open_as (fixture, handle);
  cs_project_verify (project, FALSE, problems, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++) {
    const CsProblem *problem = problems->pdata[i];
    n += g_str_has_prefix (problem->message, who) && strstr (problem->message, what) != NULL;
  }
  return n;
}

/* One hands in a case, and in another copy somebody takes it: whose act does not count has it told
 * to them, the other sees nothing of it. */
static void
test_uncounted (Fixture *fixture, gconstpointer data)
{
  gsize size = 0;
  CsMergeReport report;
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autofree char *other = g_build_filename (fixture->dir, "other.countersign", NULL);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (other, bytes, (gssize)size, NULL));
  submit (fixture, "ana", 0);
  take_in (fixture, other, "eve", 0);
  g_autoptr (CsProject) project = open_as (fixture, "lee");
  cs_project_merge (project, other, FALSE, &report, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report.unrecognised, ==, 1);
  CsReader ana = { .person = person (fixture, "ana"), .roles = CS_ROLE_LABELER };
  CsReader eve = { .person = person (fixture, "eve"), .roles = CS_ROLE_LABELER };
  CsReader lee = { .person = person (fixture, "lee"), .roles = CS_ROLE_LEAD };
  g_assert_cmpuint (uncounted (project, &lee, &fixture->cases[0], "eve"), ==, 1);
  g_assert_cmpuint (uncounted (project, &eve, NULL, "eve"), ==, 1);
  g_assert_cmpuint (uncounted (project, &ana, &fixture->cases[0], "eve"), ==, 0);
  g_assert_cmpuint (uncounted (project, &ana, NULL, "eve"), ==, 0);
  g_clear_pointer (&project, cs_project_close);
  g_assert_cmpuint (checked (fixture, "lee", "eve, ", "took the case"), ==, 1);
  g_assert_cmpuint (checked (fixture, "eve", "eve, ", "took the case"), ==, 1);
  g_assert_cmpuint (checked (fixture, "ana", "eve, ", "case"), ==, 0);
  g_assert_cmpuint (checked (fixture, "ana", "eve, ", "an act that does not count"), ==, 1);
}

/* A draft whose row names a version of another case is nobody's work on this one. */
static void
test_other_base (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const CsGid *gid = &fixture->cases[0];
  g_autoptr (CsProject) project = open_as (fixture, "ben");
  cs_test_draw (project, gid, 1000);
  CsTxn *txn = cs_db_begin (cs_store_db (cs_project_store (project)), &error);
  g_assert_true (cs_db_run (cs_store_db (project->store), &error,
                            "UPDATE draft SET base = ? WHERE case_gid = ?", "hg",
                            &fixture->versions[1], gid));
  g_assert_true (cs_txn_commit (txn, &error));
  CsMarkSet *none = cs_project_draft (project, gid, &error);
  g_assert_null (none);
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  const CsMarkEdit *edits[] = { cs_mark_edit_new (NULL, NULL, NULL, NULL) };
  g_assert_false (cs_project_edit_drafts (project, gid, edits, 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  cs_mark_edit_unref ((CsMarkEdit *)edits[0]);
  g_assert_false (cs_project_submit (project, gid, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "task discard"));
  g_clear_error (&error);
  g_assert_true (cs_project_discard_draft (project, gid, &error));
  cs_test_draw (project, gid, 1000);
  cs_project_submit (project, gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What a file brings along in somebody's name is not their work: said, and nothing to go on from.
 */
static void
test_foreign_draft (Fixture *fixture, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE draft_op SET aside = NULL",
    "UPDATE draft_op SET body = replace(body, '1000', '1001')",
    "UPDATE draft_op SET body = replace(body, '1000', '1001') WHERE n = 0",
    "DELETE FROM draft_op WHERE n = 0",
    "UPDATE draft_op SET n = 3 - n",
  };
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autoptr (GError) error = NULL;
    const CsGid *gid = &fixture->cases[0];
    g_autoptr (CsProject) project = open_as (fixture, "ben");
    cs_test_draw (project, gid, 1000);
    cs_test_draw (project, gid, 2000);
    CsTxn *txn = cs_db_begin (cs_store_db (project->store), &error);
    g_assert_true (cs_db_exec (cs_store_db (project->store), changes[i], &error));
    g_assert_true (cs_txn_commit (txn, &error));
    CsMarkSet *none = cs_project_draft (project, gid, &error);
    g_assert_null (none);
    g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
    g_clear_error (&error);
    g_assert_false (cs_project_submit (project, gid, NULL, NULL, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
    g_clear_error (&error);
    g_assert_true (cs_project_discard_draft (project, gid, &error));
  }
}

/* ana's own steps under ben's name: the seal is ana's. */
static void
test_borrowed_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const CsGid *gid = &fixture->cases[0];
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsProject) project = open_as (fixture, "ana");
  CsGid ben = person (fixture, "ben");
  cs_test_draw (project, gid, 1000);
  g_assert_true (cs_project_warn_drafts (project, problems, &error));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (cs_db_run (cs_store_db (project->store), &error,
                            "UPDATE draft SET person = ? WHERE case_gid = ?", "gg", &ben, gid));
  g_clear_pointer (&project, cs_project_close);
  project = open_as (fixture, "ben");
  g_assert_true (cs_project_warn_drafts (project, problems, &error));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((CsProblem *)problems->pdata[0])->location, ==, "case-0");
  const CsMarkEdit *edits[] = { cs_mark_edit_new (NULL, NULL, NULL, NULL) };
  g_assert_false (cs_project_edit_drafts (project, gid, edits, 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "came with this file"));
  g_clear_error (&error);
  cs_mark_edit_unref ((CsMarkEdit *)edits[0]);
  g_assert_true (cs_project_discard_draft (project, gid, &error));
  cs_test_draw (project, gid, 1000);
}

#define ADD(name, func) g_test_add ("/readers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("reads", test_reads);
  ADD ("acts", test_acts);
  ADD ("take", test_take);
  ADD ("demoted", test_demoted);
  ADD ("signed-together", test_signed_together);
  ADD ("releases", test_releases);
  ADD ("uncounted", test_uncounted);
  ADD ("other-base", test_other_base);
  ADD ("foreign-draft", test_foreign_draft);
  ADD ("borrowed-draft", test_borrowed_draft);
  return g_test_run ();
}
