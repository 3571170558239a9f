/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-project.h"
#include "cs-project-bulk.h"

#include <string.h>

static const char schema_text[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"test\",\"labels\":[{\"key\":\"finding\","
    "\"name\":\"Finding\",\"colour\":\"#ff0000\",\"kinds\":[\"box\",\"span\",\"point\"]}],"
    "\"relations\":[],\"context\":[\"age\",\"history\"]}";

static const struct {
  const char *handle, *name;
  guint roles;
} people[] = {
  { "ana", "Ana Label", CS_ROLE_LABELER },
  { "ben", "Ben Review", CS_ROLE_REVIEWER },
  { "cat", "Cat Expert", CS_ROLE_SME },
  { "dan", "Dan Expert", CS_ROLE_SME },
};

CsSigner *
cs_test_signer (CsEnv *env, const char *handle)
{
  g_autoptr (GError) error = NULL;
  CsSigner *signer = cs_signer_open (env, handle, NULL);
  if (signer == NULL)
    signer = cs_signer_create (env, handle, handle, &error);
  g_assert_no_error (error);
  return signer;
}

/* As an import writes them. */
static CsJson *
facts_of (const char *title, const CsBlobInfo *blob)
{
  CsJson *facts = cs_json_new_object ();
  CsJson *parts = cs_json_new_array ();
  CsJson *part = cs_json_new_object ();
  cs_json_put_hash (part, "blob", &blob->hash);
  cs_json_put_int (part, "frames", 1);
  cs_json_put_int (part, "height", 1000);
  cs_json_put_string (part, "media", "image/png");
  cs_json_put_string (part, "name", title);
  cs_json_put_int (part, "size", blob->size);
  cs_json_put_int (part, "width", 1000);
  cs_json_append (parts, part);
  cs_json_put (facts, "parts", parts);
  return facts;
}

static void
add_cases (CsProject *project, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree CsNewItem *items = g_new0 (CsNewItem, n);
  g_autofree CsBlobInfo *blobs = g_new0 (CsBlobInfo, n);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_json_unref);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  CsTxn *txn = cs_project_begin_blobs (project, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++) {
    char *title = g_strdup_printf ("case-%u", i);
    g_autoptr (GBytes) bytes = g_bytes_new (title, strlen (title));
    g_ptr_array_add (titles, title);
    cs_store_put_blob_bytes (cs_project_store (project), bytes, "image/png", &blobs[i], &error);
    g_assert_no_error (error);
    g_ptr_array_add (facts, facts_of (title, &blobs[i]));
    items[i] = (CsNewItem){ "image", title, facts->pdata[i], &blobs[i], 1, i, title };
  }
  g_assert_true (cs_txn_commit (txn, &error));
  cs_project_add_items (project, items, n, NULL, &error);
  g_assert_no_error (error);
}

/* labelers-sme, with other words for what was not read. */
static CsWorkflow *
workflow_of (const char *coverage)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"coverage\":\"%s\",\"format\":\"countersign-workflow-1\",\"stages\":[{\"key\":\"label\","
      "\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},{\"key\":\"review\",\"roles\":[\"reviewer\","
      "\"sme\"],\"exclude\":[\"author\"]},{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":["
      "\"author\"],\"sign\":true}]}",
      coverage);
  CsWorkflow *workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  return workflow;
}

char *
cs_test_project (CsEnv *env, const char *dir, guint n_cases)
{
  return cs_test_project_under (env, dir, n_cases, "warn");
}

char *
cs_test_project_under (CsEnv *env, const char *dir, guint n_cases, const char *coverage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = workflow_of (coverage);
  char *path = g_build_filename (dir, "test.countersign", NULL);
  g_autoptr (CsSchema) schema = cs_schema_read (schema_text, strlen (schema_text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_project_create (env, path, "test", cs_test_signer (env, "lee"),
                                                     CS_ROLE_LEAD, workflow, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autoptr (CsSigner) signer = cs_test_signer (env, people[i].handle);
    cs_project_add_person (project, cs_signer_identity (signer), people[i].roles, &error);
    g_assert_no_error (error);
  }
  cs_project_publish_schema (project, schema, NULL, &error);
  g_assert_no_error (error);
  add_cases (project, n_cases);
  return path;
}

void
cs_test_set_up_many (CsTestFixture *fixture, gconstpointer data)
{
  fixture->dir = cs_test_dir ();
  fixture->env = cs_test_env (fixture->dir, 1);
  fixture->path = cs_test_project (fixture->env, fixture->dir, GPOINTER_TO_UINT (data));
}

void
cs_test_set_up (CsTestFixture *fixture, gconstpointer data)
{
  cs_test_set_up_many (fixture, GUINT_TO_POINTER (3));
}

void
cs_test_tear_down (CsTestFixture *fixture, gconstpointer data)
{
  g_free (fixture->dir);
  g_free (fixture->path);
  cs_env_free (fixture->env);
}

CsProject *
cs_test_look (const CsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  return project;
}

CsProject *
cs_test_open (CsEnv *env, const char *path, const char *handle)
{
  g_autoptr (GError) error = NULL;
  CsProject *project =
      cs_project_open (env, path, CS_STORE_WRITE, cs_test_signer (env, handle), &error);
  g_assert_no_error (error);
  return project;
}

CsProject *
cs_test_open_later (const CsTestFixture *fixture, const char *handle)
{
  cs_test_env_advance (fixture->env, G_USEC_PER_SEC);
  return cs_test_open (fixture->env, fixture->path, handle);
}

CsGid
cs_test_case (CsProject *project, const char *title)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, title, &error);
  g_assert_no_error (error);
  return row->gid;
}

void
cs_test_draw (CsProject *project, const CsGid *case_gid, gint64 x)
{
  cs_test_draw_as (project, case_gid, x, "finding");
}

void
cs_test_draw_as (CsProject *project, const CsGid *case_gid, gint64 x, const char *label)
{
  cs_test_put_box (project, case_gid, (guint64)x * 1000 + 7, x, label);
}

CsMark *
cs_test_box (CsProject *project, const CsGid *case_gid, guint64 id, gint64 x, const char *label)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, case_gid, &error);
  gint64 values[] = { x, x, x + 5000, x + 5000 };
  CsMarkInit init = { .id = id,
                      .kind = cs_mark_kind_find ("box"),
                      .label = label,
                      .item = ((CsItemRow *)items->pdata[0])->gid,
                      .values = values,
                      .n_values = 4,
                      .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

void
cs_test_put_box (CsProject *project, const CsGid *case_gid, guint64 id, gint64 x, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMark) mark = cs_test_box (project, case_gid, id, x, label);
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_ptr_array_add (put, mark);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  cs_project_edit_draft (project, case_gid, edit, &error);
  g_assert_no_error (error);
}

CsGid
cs_test_submit (const CsTestFixture *fixture, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, title);
  cs_test_draw (project, &gid, 1000);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  return gid;
}

void
cs_test_put_into (const CsTestFixture *fixture, const char *title, const char *kind,
                  const char *segment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsGid gid = cs_test_case (project, title);
  g_autoptr (CsBulk) bulk =
      cs_project_segment_cases (project, &gid, kind, &segment, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bulk->done->len, ==, 1);
}

void
cs_test_describe (const CsTestFixture *fixture, const char *handle, const char *tags,
                  const char *segments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_autoptr (CsPersonRow) row = cs_project_find_person (project, handle, &error);
  g_auto (CsTraits) traits = { .tags = cs_words_parse (tags, &error),
                               .segments = cs_words_parse (segments, &error) };
  g_assert_true (cs_project_describe (project, &row->gid, &traits, NULL, NULL, &error));
  g_assert_no_error (error);
}

CsHash
cs_test_revision (CsProject *project, const CsGid *case_gid)
{
  const CsReader reader = { .roles = CS_ROLE_LEAD };
  char hex[CS_GID_HEX + 1];
  g_autoptr (GError) error = NULL;
  g_autoptr (CsCaseRow) row =
      cs_project_find_case (project, &reader, cs_gid_to_hex (case_gid, hex), &error);
  g_assert_no_error (error);
  return row->revision;
}

void
cs_test_decide (CsProject *project, const CsGid *case_gid, const char *decision)
{
  g_autoptr (GError) error = NULL;
  CsDecision what = { .decision = decision, .reason = "because" };
  cs_project_decide (project, case_gid, &what, &error);
  g_assert_no_error (error);
}

void
cs_test_assert_state (CsProject *project, const char *title, const char *state)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, title, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (row->state, ==, state);
}

void
cs_test_unlock (CsEnv *env, CsProject *project)
{
  static const char passphrase[] = "correct horse";
  g_autoptr (GError) error = NULL;
  CsSigner *signer = cs_project_signer (project);
  if (!cs_signer_identity (signer)->certified) {
    cs_signer_make_signing_key (signer, env, passphrase, strlen (passphrase), &error);
    g_assert_no_error (error);
    cs_project_certify (project, &error);
  } else {
    cs_signer_unlock (signer, passphrase, strlen (passphrase), &error);
  }
  g_assert_no_error (error);
}

void
cs_test_sign (CsEnv *env, const char *path, const char *handle, const CsGid *case_gid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (env, path, handle);
  cs_test_unlock (env, project);
  cs_project_sign (project, case_gid, 1, "approved", NULL, &error);
  g_assert_no_error (error);
}

void
cs_test_copy (const char *from, const char *to)
{
  g_autofree char *text = NULL;
  gsize size = 0;
  g_assert_true (g_file_get_contents (from, &text, &size, NULL));
  g_assert_true (g_file_set_contents (to, text, (gssize)size, NULL));
}

CsGuidelineNews *
cs_test_news (CsProject *project)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  CsGuidelineNews *news = cs_project_guideline_news (project, &reader, &error);
  g_assert_no_error (error);
  return news;
}
