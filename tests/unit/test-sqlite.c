/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sqlite.h"
#include "cs-test.h"

static void
test_bind_and_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDb) db = cs_db_open (NULL, CS_DB_MEMORY, &error);
  g_assert_no_error (error);
  g_assert_true (cs_db_exec (db, "CREATE TABLE t (a INTEGER, b TEXT, c BLOB) STRICT", &error));
  CsHash hash = { { 1, 2, 3 } };
  g_assert_true (
      cs_db_run (db, &error, "INSERT INTO t VALUES (?, ?, ?)", "ith", (gint64)7, "x", &hash));
  g_assert_true (cs_db_run (db, &error, "INSERT INTO t VALUES (?, ?, ?)", "nth", NULL, NULL));
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, &error, "SELECT a, b, c FROM t WHERE a = ?", "i", (gint64)7);
  g_assert_cmpint (cs_stmt_step (stmt, &error), ==, 1);
  CsHash back;
  g_assert_true (cs_stmt_hash (stmt, 2, &back));
  g_assert_true (cs_hash_equal (&hash, &back));
  g_assert_cmpstr (cs_stmt_text (stmt, 1), ==, "x");
  g_assert_cmpint (cs_stmt_step (stmt, &error), ==, 0);
}

static void
test_rolls_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDb) db = cs_db_open (NULL, CS_DB_MEMORY, &error);
  g_assert_true (cs_db_exec (db, "CREATE TABLE t (a INTEGER) STRICT", &error));
  {
    g_autoptr (CsTxn) txn = cs_db_begin (db, &error);
    g_assert_nonnull (txn);
    g_assert_true (cs_db_run (db, &error, "INSERT INTO t VALUES (?)", "i", (gint64)1));
  }
  CsTxn *txn = cs_db_begin (db, &error);
  g_assert_true (cs_db_run (db, &error, "INSERT INTO t VALUES (?)", "i", (gint64)2));
  g_assert_true (cs_txn_commit (txn, &error));
  gint64 sum = 0;
  g_assert_true (cs_db_get_int (db, 0, &sum, &error, "SELECT sum(a) FROM t", ""));
  g_assert_cmpint (sum, ==, 2);
}

static void
test_foreign_only_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *path = g_build_filename (dir, "a.db", NULL);
  g_autoptr (CsDb) writer = cs_db_open (path, CS_DB_CREATE, &error);
  g_assert_true (cs_db_exec (writer, "CREATE TABLE t (a INTEGER) STRICT", &error));
  g_autoptr (CsDb) reader = cs_db_open (path, CS_DB_FOREIGN | CS_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_false (cs_db_exec (reader, "CREATE TABLE u (a)", &error));
  g_assert_nonnull (error);
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_db_open ("/nonexistent/a.db", 0, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/sqlite/bind-and-read", test_bind_and_read);
  g_test_add_func ("/sqlite/rolls-back", test_rolls_back);
  g_test_add_func ("/sqlite/foreign-only-reads", test_foreign_only_reads);
  g_test_add_func ("/sqlite/missing-file", test_missing_file);
  return g_test_run ();
}
