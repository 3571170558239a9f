/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-world.h"
#include "cs-guideline.h"
#include "cs-project-control.h"
#include "cs-project-escalations.h"
#include "cs-project-pause.h"
#include "cs-project-private.h"
#include "cs-test-forge.h"
#include "cs-test-project.h"

#include <string.h>

static const char *const case_names[] = { "case-0", "case-1",   "submitted", "accepted",
                                          "signed", "held",     "asked",     "board",
                                          "agreed", "disputed", "corrected", "met",
                                          "differ", "relaxing", "again" };
#define AGREED 8
#define DISPUTED 9
#define CORRECTED 10
#define MET 11
#define DIFFER 12
#define RELAXING 13
#define MADE 14 /* of them: the last one holds what "signed" does */
#define SIGNED 4

static CsProject *
world_open (CsTestWorld *world, const char *handle)
{
  cs_test_env_advance (world->env, G_USEC_PER_SEC);
  return cs_test_open (world->env, world->path, handle);
}

static void
name (CsTestWorld *world, const char *word, const char *hex)
{
  g_hash_table_insert (world->names, g_strconcat ("@", word, NULL), g_strdup (hex));
}

static void
name_hash (CsTestWorld *world, const char *word, const CsHash *hash)
{
  char hex[CS_HASH_HEX + 1];
  name (world, word, cs_hash_to_hex (hash, hex));
}

static void
submit (CsTestWorld *world, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = world_open (world, "ana");
  cs_test_draw (project, gid, 1000);
  cs_project_submit (project, gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
decide (CsTestWorld *world, const char *handle, const CsGid *gid)
{
  g_autoptr (CsProject) project = world_open (world, handle);
  cs_test_decide (project, gid, "accept");
}

static void
sign (CsTestWorld *world, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  char hex[CS_SIGNATURE_HEX + 1];
  g_autoptr (CsProject) project = world_open (world, "cat");
  CsSigner *signer = cs_project_signer (project);
  cs_signer_make_signing_key (signer, world->env, "correct horse", 13, &error);
  g_assert_no_error (error);
  cs_project_certify (project, &error);
  g_assert_no_error (error);
  cs_project_sign (project, gid, 1, "approved", NULL, &error);
  g_assert_no_error (error);
  cs_hex_encode (cs_signer_identity (signer)->certificate.bytes, sizeof (CsSignature), hex);
  name (world, "certificate cat", hex);
  name (world, "signing cat",
        cs_public_key_to_hex (&cs_signer_identity (signer)->signing_key, hex));
}

/* A guideline in force, and what ben has against a case. */
static void
publish_and_remark (CsTestWorld *world, const CsGid *gid)
{
  static const char rules[] = "# Published\n";
  g_autoptr (GError) error = NULL;
  CsHash hash;
  CsRemark remark = { .part = -1, .frame = -1, .category = (char *)"other" };
  const CsRemark *remarks[] = { &remark };
  g_autoptr (GHashTable) images = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CsGuideline) guideline =
      cs_guideline_new ("rules", rules, strlen (rules), NULL, &error);
  CsProject *project = world_open (world, "lee");
  cs_project_publish_guideline (project, guideline, images, "clearer", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_project_document_hash (project, "guideline", 0, &hash, NULL));
  name_hash (world, "published", &hash);
  cs_project_close (project);
  project = world_open (world, "ben");
  const CsHash revision = cs_test_revision (project, gid);
  cs_project_add_remarks (project, gid, &revision, remarks, 1, &error);
  g_assert_no_error (error);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_remarks (project, &reader, gid, &error);
  name_hash (world, "remark", &((CsRemarkRow *)rows->pdata[0])->act);
  cs_project_close (project);
}

/* A question of dan's about each of two cases; on the second the lead proposed a ruling. */
static void
ask (CsTestWorld *world, const CsGid *asked, const CsGid *board)
{
  g_autoptr (GError) error = NULL;
  const CsQuestion minor = { CS_ASKED_LEAD, "which side?", "minor", NULL, NULL, 0 };
  const CsQuestion major = { CS_ASKED_BOARD, "is it one?", "major", NULL, NULL, 0 };
  CsProject *project = world_open (world, "dan");
  cs_project_escalate (project, asked, &minor, &error);
  g_assert_no_error (error);
  cs_project_escalate (project, board, &major, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = world_open (world, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_escalations (project, &reader, NULL, NULL, &error);
  name_hash (world, "question", &((CsEscalationRow *)rows->pdata[0])->act);
  name_hash (world, "question of the board", &((CsEscalationRow *)rows->pdata[1])->act);
  cs_project_rule (project, rows->pdata[1], "one", NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) ruled = cs_project_escalations (project, &reader, NULL, NULL, &error);
  name_hash (world, "proposal", &((CsEscalationRow *)ruled->pdata[1])->ruling);
  cs_project_close (project);
}

static void
name_people (CsTestWorld *world)
{
  static const char *const handles[] = { "lee", "ana", "ben", "cat", "dan", "eve", "fay", "gil" };
  for (guint i = 0; i < G_N_ELEMENTS (handles); i++) {
    char hex[CS_HASH_HEX + 1];
    g_autofree char *key = g_strconcat ("key ", handles[i], NULL);
    g_autoptr (CsSigner) signer = cs_test_signer (world->env, handles[i]);
    name (world, handles[i], cs_gid_to_hex (&cs_signer_identity (signer)->person, hex));
    name (world, key, cs_public_key_to_hex (&cs_signer_identity (signer)->sitting_key, hex));
  }
}

static void
name_cases (CsTestWorld *world, CsProject *project)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = { .roles = CS_ROLE_LEAD };
  g_autoptr (GPtrArray) rows = cs_project_cases (project, &reader, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const CsCaseRow *row = rows->pdata[i];
    char hex[CS_HASH_HEX + 1];
    g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &row->gid, &error);
    const CsItemRow *item = items->pdata[0];
    g_autofree char *item_name = g_strdup_printf ("item-%u", i);
    g_autofree char *blob_name = g_strdup_printf ("blob-%u", i);
    g_autofree char *revision = g_strconcat ("revision ", case_names[i], NULL);
    CsHash blob;
    name (world, case_names[i], cs_gid_to_hex (&row->gid, hex));
    name (world, item_name, cs_gid_to_hex (&item->gid, hex));
    g_autofree char *bytes = g_strdup_printf ("case-%u", i);
    cs_hash_data (bytes, strlen (bytes), &blob);
    name_hash (world, blob_name, &blob);
    if (row->has_revision)
      name_hash (world, revision, &row->revision);
  }
}

/* --- read by several --- */

static void
read_it (CsTestWorld *world, const char *handle, const CsGid *gid, gint64 x)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = world_open (world, handle);
  cs_test_draw (project, gid, x);
  cs_project_submit (project, gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
name_readings_of (CsTestWorld *world, CsProject *project, const CsGid *gid, const char *of)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsWork) work = { 0 };
  cs_project_work (project, gid, &work, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < work.n_readings; i++) {
    g_autofree char *word = g_strdup_printf ("reading-%u %s", i, of);
    name_hash (world, word, &work.readings[i].act);
  }
}

static void
name_readings (CsTestWorld *world, const CsGid *gid, const char *of)
{
  g_autoptr (CsProject) project = world_open (world, "lee");
  name_readings_of (world, project, gid, of);
}

static void
publish_it (CsTestWorld *world, const CsWorkflow *workflow)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = world_open (world, "lee");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
}

static void
publish (CsTestWorld *world, const char *template)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template (template, &error);
  g_assert_no_error (error);
  publish_it (world, workflow);
}

/* One case that two read, each finding something else, and that a third is to read. */
static void
read_by_two (CsTestWorld *world, const CsGid *gid)
{
  static const char text[] =
      "{\"format\":\"countersign-workflow-1\",\"stages\":["
      "{\"key\":\"label\",\"reads\":2,\"roles\":[\"labeler\",\"sme\"],\"tie_breaker\":\"another\"},"
      "{\"key\":\"adjudicate\",\"roles\":[\"sme\"],\"exclude\":[\"author\"]},"
      "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  publish_it (world, workflow);
  read_it (world, "ana", gid, 1000);
  read_it (world, "cat", gid, 500000);
  name_readings (world, gid, "differ");
}

/* Two cases that three read: of one they say the same, of the other each something else. */
static void
read_by_three (CsTestWorld *world, const CsGid *agreed, const CsGid *disputed, const CsGid *differ)
{
  static const char *const readers[] = { "ana", "cat", "dan" };
  publish (world, "consensus");
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++) {
    read_it (world, readers[i], agreed, 1000);
    read_it (world, readers[i], disputed, 1000 + 100000 * i);
  }
  read_by_two (world, differ);
  publish (world, "labelers-sme");
  name_readings (world, agreed, "agreed");
  name_readings (world, disputed, "disputed");
}

/* One case that two people handed in, each in a copy. */
static void
go_on_twice (CsTestWorld *world, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (world->dir, "other.countersign", NULL);
  g_autofree char *here = g_steal_pointer (&world->path);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsMergeReport report;
  cs_test_copy (here, other);
  world->path = other;
  read_it (world, "dan", gid, 500000);
  world->path = here;
  read_it (world, "ana", gid, 1000);
  g_autoptr (CsProject) project = world_open (world, "lee");
  cs_project_merge (project, other, FALSE, &report, problems, &error);
  g_assert_no_error (error);
  name_readings_of (world, project, gid, "met");
  world->path = g_steal_pointer (&here);
}

/* --- a rule that relaxes --- */

static void
name_act (CsTestWorld *world, CsProject *project, const char *word, const char *sql)
{
  CsHash act;
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), NULL, sql, "");
  g_assert_cmpint (cs_stmt_step (stmt, NULL), >, 0);
  g_assert_true (cs_stmt_hash (stmt, 0, &act));
  name_hash (world, word, &act);
}

/* A workflow whose review half of the cases go past once one was accepted there, as one was. */
static void
accept_under_rule (CsTestWorld *world, const CsGid *gid)
{
  static const char text[] =
      "{\"format\":\"countersign-workflow-1\",\"name\":\"Kick-off\",\"control\":{\"of_last\":1,"
      "\"fails\":1,\"pause\":true},\"stages\":[{\"key\":"
      "\"label\",\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},{\"key\":\"review\",\"roles\":["
      "\"reviewer\",\"sme\"],\"exclude\":[\"author\"],\"relax\":[{\"accepted\":1,\"of\":1,"
      "\"share\":50}]},{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],"
      "\"sign\":true}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  CsProject *project = world_open (world, "lee");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
  name_act (world, project, "strict", "SELECT act FROM document WHERE name = 'Kick-off'");
  cs_project_close (project);
  submit (world, gid);
  decide (world, "ben", gid);
  project = world_open (world, "lee");
  name_act (world, project, "accepted it", "SELECT hash FROM decision ORDER BY ord DESC LIMIT 1");
  name_act (world, project, "accepted another", "SELECT hash FROM decision ORDER BY ord LIMIT 1");
  cs_project_close (project);
}

/* --- corrected at the end --- */

/* The label is of tier 2, so that who made the case may agree. */
static void
publish_tier (CsTestWorld *world)
{
  static const char text[] =
      "{\"format\":\"countersign-schema-1\",\"name\":\"test\",\"labels\":[{\"key\":\"finding\","
      "\"name\":\"Finding\",\"kinds\":[\"box\",\"span\",\"point\"],\"tier\":2}],"
      "\"relations\":[],\"context\":[\"age\",\"history\"]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSchema) schema = cs_schema_read (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = world_open (world, "lee");
  cs_project_publish_schema (project, schema, NULL, &error);
  g_assert_no_error (error);
}

static void
correct (CsTestWorld *world, const CsGid *gid)
{
  g_autoptr (CsProject) project = world_open (world, "cat");
  cs_test_draw (project, gid, 200000);
  cs_test_decide (project, gid, "correct");
}

/* Fay labels, and is paused. */
static void
pause_somebody (CsTestWorld *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) fay = cs_test_signer (world->env, "fay");
  g_autoptr (CsProject) project = world_open (world, "lee");
  cs_project_add_person (project, cs_signer_identity (fay), CS_ROLE_LABELER, &error);
  g_assert_no_error (error);
  cs_project_pause (project, &cs_signer_identity (fay)->person, "so", &error);
  g_assert_no_error (error);
}

/* What is signed is there once more, as a case that nobody began; and fay has a control case of it.
 */
static void
open_again (CsTestWorld *world, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  CsGid again, item;
  CsProject *project = world_open (world, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, gid, &error);
  const CsItemRow *row = items->pdata[0];
  CsProjectAct *act = cs_project_act_begin (project, &error);
  CsJson *body = cs_json_new_object (), *parts = cs_json_new_array ();
  cs_env_random_gid (world->env, &again);
  cs_env_random_gid (world->env, &item);
  cs_json_put_gid (body, "case", &again);
  cs_put_nonce (body, world->env);
  cs_json_put_string (body, "title", "case-14");
  cs_project_act_event (act, "case.open", body, NULL, &error);
  g_assert_no_error (error);
  body = cs_project_noted_body (project);
  cs_json_append (parts, cs_json_new_string (cs_json_get_string (
                             cs_json_at (cs_json_get (row->facts, "parts"), 0), "blob")));
  cs_json_put_gid (body, "case", &again);
  cs_json_put (body, "facts", cs_json_ref (row->facts));
  cs_json_put_gid (body, "item", &item);
  cs_json_put_string (body, "kind", row->kind);
  cs_json_put (body, "parts", parts);
  cs_json_put_string (body, "title", row->title);
  cs_project_act_event (act, "item.add", body, NULL, &error);
  g_assert_no_error (error);
  cs_project_act_commit (act, &error);
  g_assert_no_error (error);
  g_autoptr (CsPersonRow) fay = cs_project_find_person (project, "fay", &error);
  cs_project_make_control (project, gid, &fay->gid, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
}

/* Gil labels, and read a control case otherwise than it is signed; nobody acted since. */
static void
fail_control (CsTestWorld *world, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) gil = cs_test_signer (world->env, "gil");
  CsProject *project = world_open (world, "lee");
  cs_project_add_person (project, cs_signer_identity (gil), CS_ROLE_LABELER, &error);
  g_assert_no_error (error);
  cs_project_make_control (project, gid, &cs_signer_identity (gil)->person, "case-16", NULL,
                           &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = world_open (world, "gil");
  CsGid control = cs_test_case (project, "case-16");
  cs_test_draw (project, &control, 700000);
  cs_project_submit (project, &control, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
}

/* --- documents to point at --- */

static void
put_object (CsTestWorld *world, CsTestForge *forge, const char *word, const char *text)
{
  CsHash hash = cs_test_forge_object (forge, text);
  name_hash (world, word, &hash);
}

/* A version with one MARK, or none, and one answer that there is nothing on ITEM, or none. */
static void
put_version (CsTestWorld *world, CsTestForge *forge, const char *word, const char *mark,
             const char *item)
{
  char hex[CS_HASH_HEX + 1];
  g_autofree char *answer = NULL, *part = NULL;
  if (item != NULL)
    answer = g_strdup_printf ("{\"answer\":\"nothing\",\"item\":\"%s\"}",
                              (char *)g_hash_table_lookup (world->names, item));
  if (mark != NULL) {
    g_autofree char *list = g_strdup_printf ("[%s]", mark);
    CsHash hash = cs_test_forge_object (forge, list);
    part = g_strdup_printf ("\"%s\"", cs_hash_to_hex (&hash, hex));
  }
  g_autofree char *text = g_strdup_printf (
      "{\"answers\":[%s],\"format\":\"countersign-revision-1\",\"marks\":%u,\"parts\":[%s]}",
      answer != NULL ? answer : "", mark != NULL, part != NULL ? part : "");
  put_object (world, forge, word, text);
}

static char *
box (CsTestWorld *world, const char *item, const char *label, guint width)
{
  return g_strdup_printf (
      "{\"box\":[0,0,%u,1000],\"id\":1,\"item\":\"%s\",\"kind\":\"box\",\"label\":\"%s\"}", width,
      (char *)g_hash_table_lookup (world->names, item), label);
}

static void
put_versions (CsTestWorld *world, CsTestForge *forge)
{
  g_autofree char *elsewhere = box (world, "@item-1", "finding", 1000);
  g_autofree char *unlabelled = box (world, "@item-0", "nonsense", 1000);
  g_autofree char *outside = box (world, "@item-0", "finding", 1000001);
  g_autofree char *contradicts = box (world, "@item-0", "finding", 1000);
  put_version (world, forge, "empty", NULL, NULL);
  put_version (world, forge, "read-0", NULL, "@item-0");
  put_version (world, forge, "read-2", NULL, "@item-2");
  put_version (world, forge, "read-9", NULL, "@item-9");
  put_version (world, forge, "answered", NULL, "@item-1");
  put_version (world, forge, "elsewhere", elsewhere, NULL);
  put_version (world, forge, "unlabelled", unlabelled, NULL);
  put_version (world, forge, "outside", outside, NULL);
  put_version (world, forge, "contradicts", contradicts, "@item-0");
}

static char *
relaxed_text (CsTestWorld *world)
{
  const CsWorkflow *strict = NULL;
  g_autoptr (CsProject) project =
      cs_project_open (world->env, world->path, CS_STORE_LOOK, NULL, NULL);
  g_assert_true (cs_project_workflow (project, &strict, NULL, NULL));
  g_autoptr (CsWorkflow) relaxed = cs_workflow_relaxed (strict, 1);
  return cs_json_to_canonical (cs_workflow_to_json (relaxed), NULL);
}

static void
put_objects (CsTestWorld *world)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (world->dir, "rules.md", NULL);
  g_assert_true (g_file_set_contents (file, "# Rules\n\n## G-1 Draw\n\nAll of it.\n", -1, NULL));
  g_autoptr (GHashTable) images = NULL;
  g_autoptr (CsGuideline) guideline = cs_guideline_load (file, &images, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *text = cs_json_to_canonical (cs_guideline_to_json (guideline), NULL);
  g_autofree char *relaxed = relaxed_text (world);
  CsTestForge *forge = cs_test_forge_new (world->env, world->path, "lee");
  put_object (world, forge, "guideline", text);
  put_object (world, forge, "relaxed", relaxed);
  put_versions (world, forge);
  cs_test_forge_finish (forge, TRUE);
}

static void
name_documents (CsTestWorld *world)
{
  g_autoptr (GError) error = NULL;
  CsHash hash;
  char hex[CS_GID_HEX + 1];
  g_autoptr (CsProject) project =
      cs_project_open (world->env, world->path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  name_cases (world, project);
  g_assert_true (cs_project_document_hash (project, "schema", 0, &hash, NULL));
  name_hash (world, "schema", &hash);
  g_assert_true (cs_project_document_hash (project, "workflow", 1, &hash, NULL));
  name_hash (world, "workflow", &hash);
  g_assert_true (cs_project_document_hash (project, "workflow", 2, &hash, NULL));
  name_hash (world, "consensus", &hash);
  g_assert_true (cs_project_document_hash (project, "workflow", 3, &hash, NULL));
  name_hash (world, "one-more", &hash);
  name (world, "project", cs_gid_to_hex (cs_project_gid (project), hex));
}

CsTestWorld *
cs_test_world_new (void)
{
  g_autoptr (GError) error = NULL;
  CsGid gids[MADE];
  CsTestWorld *world = g_new0 (CsTestWorld, 1);
  world->dir = cs_test_dir ();
  world->env = cs_test_env (world->dir, 1);
  world->path = cs_test_project (world->env, world->dir, MADE);
  world->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  publish_tier (world);
  CsProject *project = world_open (world, "dan");
  for (guint i = 0; i < MADE; i++) {
    g_autofree char *title = g_strdup_printf ("case-%u", i);
    gids[i] = cs_test_case (project, title);
  }
  cs_project_claim (project, &gids[5], &error);
  g_assert_no_error (error);
  cs_project_close (project);
  for (guint i = 2; i < 5; i++)
    submit (world, &gids[i]);
  for (guint i = 3; i < 5; i++) {
    decide (world, "ben", &gids[i]);
    decide (world, "cat", &gids[i]);
  }
  sign (world, &gids[4]);
  submit (world, &gids[CORRECTED]);
  decide (world, "ben", &gids[CORRECTED]);
  correct (world, &gids[CORRECTED]);
  publish_and_remark (world, &gids[2]);
  ask (world, &gids[6], &gids[7]);
  read_by_three (world, &gids[AGREED], &gids[DISPUTED], &gids[DIFFER]);
  go_on_twice (world, &gids[MET]);
  accept_under_rule (world, &gids[RELAXING]);
  pause_somebody (world);
  open_again (world, &gids[SIGNED]);
  fail_control (world, &gids[SIGNED]);
  name_people (world);
  name_documents (world);
  put_objects (world);
  return world;
}

void
cs_test_world_free (CsTestWorld *world)
{
  g_hash_table_unref (world->names);
  g_free (world->dir);
  g_free (world->path);
  cs_env_free (world->env);
  g_free (world);
}

CsJson *
cs_test_world_resolve (CsTestWorld *world, const CsJson *json)
{
  const char *text = cs_json_string (json);
  if (cs_json_type (json) == CS_JSON_OBJECT) {
    CsJson *object = cs_json_new_object ();
    for (guint i = 0; i < cs_json_length (json); i++)
      cs_json_put (object, cs_json_key_at (json, i),
                   cs_test_world_resolve (world, cs_json_member_at (json, i)));
    return object;
  }
  if (cs_json_type (json) == CS_JSON_ARRAY) {
    CsJson *array = cs_json_new_array ();
    for (guint i = 0; i < cs_json_length (json); i++)
      cs_json_append (array, cs_test_world_resolve (world, cs_json_at (json, i)));
    return array;
  }
  if (text == NULL || text[0] != '@')
    return cs_json_ref (json);
  const char *hex = g_hash_table_lookup (world->names, text);
  return hex != NULL ? cs_json_new_string (hex) : cs_json_ref (json);
}
