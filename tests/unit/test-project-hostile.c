/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Project files whose hashes and seals are right and whose events are not: what does not count is
 * marked, the project opens, and nothing slips in. */
#include "cs-project-private.h"
#include "cs-test-forge.h"
#include "cs-test-project.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static gint64
count (CsProject *project, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;
  cs_db_get_int (cs_index_db (project->index), 0, &n, &error, sql, "");
  g_assert_no_error (error);
  return n;
}

static gint64
unrecognised (CsTestFixture *fixture)
{
  g_autoptr (CsProject) project = cs_test_look (fixture);
  return count (project, "SELECT count(*) FROM unrecognised");
}

static CsGid
person_gid (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (CsSigner) signer = cs_test_signer (fixture->env, handle);
  return cs_signer_identity (signer)->person;
}

static guint
roles_of (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (CsProject) project = cs_test_look (fixture);
  g_autoptr (CsPersonRow) row = cs_project_find_person (project, handle, NULL);
  return row != NULL ? row->roles : 0;
}

static CsJson *
body_now (CsTestForge *forge)
{
  CsJson *body = cs_json_new_object ();
  cs_put_time (body, forge->env);
  return body;
}

static void
give_roles (CsTestForge *forge, const CsGid *person, gint64 roles)
{
  CsJson *body = body_now (forge);
  cs_json_put_gid (body, "person", person);
  cs_json_put_int (body, "roles", roles);
  cs_test_forge_json (forge, "person.role", body, NULL);
}

/* --- who wrote it --- */

static void
test_sealed (CsTestFixture *fixture, gconstpointer data)
{
  CsGid ana = person_gid (fixture, "ana");
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  give_roles (forge, &ana, CS_ROLE_LEAD);
  cs_test_forge_finish (forge, TRUE);
  g_assert_cmpint (unrecognised (fixture), ==, 0);
  g_assert_cmpuint (roles_of (fixture, "ana"), ==, CS_ROLE_LEAD);
}

/* Anybody can put events in a lead's name; only the seal shows that it was the lead. */
static void
test_unsealed (CsTestFixture *fixture, gconstpointer data)
{
  CsGid ana = person_gid (fixture, "ana");
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  give_roles (forge, &ana, CS_ROLE_LEAD);
  cs_test_forge_finish (forge, FALSE);
  g_assert_cmpint (unrecognised (fixture), ==, 2);
  g_assert_cmpuint (roles_of (fixture, "ana"), ==, CS_ROLE_LABELER);
}

static void
test_unsealed_founding (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsTestForge *forge = cs_test_forge_go_on (fixture->env, fixture->path, "lee");
  cs_test_forge_finish (forge, FALSE);
  g_assert_null (cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
}

/* A sitting that claims to be somebody else's is nobody's, also in the history. */
static void
test_borrowed_name (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid lee = person_gid (fixture, "lee");
  CsReader reader = { .person = lee, .roles = CS_ROLE_LEAD };
  char hex[CS_GID_HEX + 1];
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "eve");
  g_autofree char *again = g_strdup_printf (
      "{\"key\":\"%064d\",\"offset\":0,\"os\":\"?\",\"parents\":[],\"person\":\"%s\","
      "\"tool\":\"?\",\"wall\":1,\"zone\":\"UTC\"}",
      0, cs_gid_to_hex (&lee, hex));
  cs_test_forge_event (forge, "sitting.open", again, NULL);
  give_roles (forge, &lee, 0);
  cs_test_forge_finish (forge, TRUE);
  g_autoptr (CsProject) project = cs_test_look (fixture);
  g_assert_cmpint (count (project, "SELECT count(*) FROM unrecognised"), ==, 2);
  g_autoptr (GPtrArray) rows = cs_project_history (project, &reader, NULL, &error);
  g_assert_no_error (error);
  for (guint i = rows->len - 3; i < rows->len; i++)
    g_assert_cmpstr (((CsHistoryRow *)rows->pdata[i])->who, ==, "?");
}

static void
test_second_founding (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (CsSigner) eve = cs_test_signer (fixture->env, "eve");
  char person[CS_GID_HEX + 1], key[CS_HASH_HEX + 1];
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "eve");
  g_autofree char *body = g_strdup_printf (
      "{\"founder\":{\"handle\":\"eve\",\"name\":\"Eve\",\"person\":\"%s\",\"roles\":8,"
      "\"sitting_key\":\"%s\"},\"name\":\"mine\",\"nonce\":\"%032d\",\"offset\":0,\"wall\":1,"
      "\"workflow\":\"%064d\",\"zone\":\"UTC\"}",
      cs_gid_to_hex (&cs_signer_identity (eve)->person, person),
      cs_public_key_to_hex (&cs_signer_identity (eve)->sitting_key, key), 0, 0);
  cs_test_forge_event (forge, "project.create", body, NULL);
  cs_test_forge_finish (forge, TRUE);
  g_assert_cmpint (unrecognised (fixture), ==, 1);
  g_assert_cmpuint (roles_of (fixture, "eve"), ==, 0);
}

/* --- bodies --- */

static void
test_malformed (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "",     "{",        "[]",       " {}",
    "null", "{\"a\":}", "{\"a\":1", "{\"wall\":1.5}",
    "{}",   "\xff\xfe", "{} ",      "{\"zone\":\"UTC\",\"wall\":1}",
  };
  static const char *const kinds[] = { "no.such.kind", "", "sign", "\xc2\x9b[2J" };
  g_autofree char *deep = g_strnfill (10000, '[');
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    cs_test_forge_event (forge, "task.claim", bodies[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    cs_test_forge_event (forge, kinds[i], "{}", NULL);
  cs_test_forge_event (forge, "task.claim", deep, NULL);
  cs_test_forge_finish (forge, TRUE);
  g_assert_cmpint (unrecognised (fixture), ==, G_N_ELEMENTS (bodies) + G_N_ELEMENTS (kinds) + 1);
  /* It goes on being a project that somebody can work in. */
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
}

static void
assert_refused (CsTestFixture *fixture, CsError code, const char *fragment)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK, NULL, &error));
  g_assert_error (error, CS_ERROR, (int)code);
  if (strstr (error->message, fragment) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, fragment);
}

/* As a copy that was broken off leaves it. */
static void
test_cut_short (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (truncate (fixture->path, 100000), ==, 0);
  assert_refused (fixture, CS_ERROR_CORRUPT, "the file is damaged or cut short");
  g_assert_null (cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK, NULL, &error));
  g_assert_null (strstr (error->message + 1, fixture->path));
}

static void
test_erased (CsTestFixture *fixture, gconstpointer data)
{
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  cs_test_forge_event (forge, "task.claim", NULL, NULL);
  cs_test_forge_finish (forge, TRUE);
  assert_refused (fixture, CS_ERROR_CORRUPT, "removed");
}

/* --- versions --- */

static CsHash
document (CsTestFixture *fixture, const char *sql)
{
  CsHash hash;
  g_autoptr (CsProject) project = cs_test_look (fixture);
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), NULL, sql, "");
  g_assert_cmpint (cs_stmt_step (stmt, NULL), ==, 1);
  g_assert_true (cs_stmt_hash (stmt, 0, &hash));
  return hash;
}

static void
publish_second (CsTestFixture *fixture)
{
  static const char text[] =
      "{\"format\":\"countersign-schema-1\",\"name\":\"second\",\"labels\":[{\"key\":\"other\","
      "\"name\":\"Other\",\"colour\":\"#00ff00\",\"kinds\":[\"box\"]}],\"relations\":[]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSchema) second = cs_schema_read (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  cs_project_publish_schema (project, second, NULL, &error);
  g_assert_no_error (error);
}

/* One box of LABEL in the case TITLE, handed in under SCHEMA. */
static void
hand_in (CsTestFixture *fixture, const char *title, const char *label, const CsHash *schema,
         const CsHash *workflow)
{
  char item[CS_GID_HEX + 1], hex[CS_HASH_HEX + 1];
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, title);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, NULL);
  cs_gid_to_hex (&((CsItemRow *)items->pdata[0])->gid, item);
  cs_project_close (project);
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "ana");
  g_autofree char *part = g_strdup_printf (
      "[{\"box\":[0,0,1000,1000],\"id\":1,\"item\":\"%s\",\"kind\":\"box\",\"label\":\"%s\"}]",
      item, label);
  CsHash hash = cs_test_forge_object (forge, part);
  g_autofree char *version = g_strdup_printf (
      "{\"answers\":[],\"format\":\"countersign-revision-1\",\"marks\":1,\"parts\":[\"%s\"]}",
      cs_hash_to_hex (&hash, hex));
  hash = cs_test_forge_object (forge, version);
  CsJson *body = body_now (forge);
  cs_json_put_gid (body, "case", &gid);
  cs_json_put_int (body, "marks", 1);
  cs_json_put_hash (body, "object", &hash);
  cs_json_put_hash (body, "schema", schema);
  cs_json_put_hash (body, "workflow", workflow);
  cs_test_forge_json (forge, "revision.submit", body, NULL);
  cs_test_forge_finish (forge, TRUE);
}

/* Labels are those of the schema that a version names, not of the newest. */
static void
test_named_schema (CsTestFixture *fixture, gconstpointer data)
{
  CsHash workflow = document (fixture, "SELECT hash FROM document WHERE kind = 'workflow'");
  CsHash first = document (fixture, "SELECT hash FROM document WHERE kind = 'schema'");
  publish_second (fixture);
  CsHash second =
      document (fixture, "SELECT hash FROM document WHERE kind = 'schema' AND version = 2");
  hand_in (fixture, "case-0", "other", &first, &workflow);
  g_assert_cmpint (unrecognised (fixture), ==, 1);
  hand_in (fixture, "case-0", "other", &second, &workflow);
  hand_in (fixture, "case-1", "finding", &first, &workflow);
  g_assert_cmpint (unrecognised (fixture), ==, 1);
  hand_in (fixture, "case-2", "finding", &second, &workflow);
  g_assert_cmpint (unrecognised (fixture), ==, 2);
}

/* Sizes that are each allowed and together more than JSON can hold. */
static void
test_sums (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  for (guint i = 0; i < 2100; i++) {
    g_autofree char *body = g_strdup_printf ("{\"blob\":\"%064x\",\"chunks\":\"%064x\",\"media\":"
                                             "\"image/png\",\"size\":%" G_GINT64_FORMAT "}",
                                             i + 1, i + 1, CS_BLOB_MAX);
    cs_test_forge_event (forge, "blob.add", body, NULL);
  }
  cs_test_forge_finish (forge, TRUE);
  g_autoptr (CsProject) project = cs_test_look (fixture);
  CsReader reader = { .person = person_gid (fixture, "lee"), .roles = CS_ROLE_LEAD };
  g_autoptr (CsStatus) status = cs_project_status (project, &reader, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (project, "SELECT count(*) FROM source"), >, 2100);
  g_assert_cmpint (status->bytes, ==, CS_JSON_MAX_INT);
}

/* --- times --- */

static void
test_times (CsTestFixture *fixture, gconstpointer data)
{
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  forge->at -= 1000000;
  cs_test_forge_event (forge, "task.claim", "{}", NULL);
  cs_test_forge_finish (forge, TRUE);
  assert_refused (fixture, CS_ERROR_CORRUPT, "time");
}

static void
test_end_of_time (CsTestFixture *fixture, gconstpointer data)
{
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  forge->at = G_MAXINT64 - 1;
  cs_test_forge_event (forge, "task.claim", "{}", NULL);
  cs_test_forge_finish (forge, TRUE);
  assert_refused (fixture, CS_ERROR_CORRUPT, "time");
}

static void
test_last_moment (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  forge->at = CS_EVENT_AT_MAX - 1;
  cs_test_forge_event (forge, "task.claim", "{}", NULL);
  cs_test_forge_finish (forge, TRUE);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  g_assert_false (cs_project_claim (project, &gid, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
}

/* --- rows that one query sees and another does not --- */

static void
raw (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  int code = sqlite3_exec (db, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_close (db);
}

/* A row of the table that is not in the index by which the sittings are verified. */
static void
test_hidden_row (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 root = 0;
  CsDb *db = cs_db_open (fixture->path, CS_DB_READ_ONLY, &error);
  g_assert_true (cs_db_get_int (db, 0, &root, NULL,
                                "SELECT rootpage FROM sqlite_schema"
                                " WHERE name = 'sqlite_autoindex_event_1'",
                                ""));
  cs_db_close (db);
  raw (fixture->path, "PRAGMA writable_schema = ON;"
                      "DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_event_1';"
                      "UPDATE sqlite_schema SET sql = replace(sql, ', UNIQUE (feed, seq)', '')"
                      " WHERE name = 'event'");
  raw (fixture->path, "INSERT INTO event (feed, seq, at, kind, body, bhash, hash)"
                      " SELECT feed, 1000, at + 1000000, kind, body, bhash, randomblob(32)"
                      " FROM event WHERE kind = 'person.add' LIMIT 1");
  g_autofree char *restore = g_strdup_printf (
      "PRAGMA writable_schema = ON;"
      "UPDATE sqlite_schema SET sql = substr(sql, 1, length(sql) - 8) ||"
      " ', UNIQUE (feed, seq)) STRICT' WHERE name = 'event';"
      "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)"
      " VALUES ('index', 'sqlite_autoindex_event_1', 'event', %" G_GINT64_FORMAT ", NULL)",
      root);
  raw (fixture->path, restore);
  assert_refused (fixture, CS_ERROR_CORRUPT, "index");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/hostile/" name, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("sealed", test_sealed);
  ADD ("unsealed", test_unsealed);
  ADD ("unsealed-founding", test_unsealed_founding);
  ADD ("borrowed-name", test_borrowed_name);
  ADD ("second-founding", test_second_founding);
  ADD ("malformed", test_malformed);
  ADD ("cut-short", test_cut_short);
  ADD ("erased", test_erased);
  ADD ("named-schema", test_named_schema);
  ADD ("sums", test_sums);
  ADD ("times", test_times);
  ADD ("end-of-time", test_end_of_time);
  ADD ("last-moment", test_last_moment);
  ADD ("hidden-row", test_hidden_row);
  return g_test_run ();
}
