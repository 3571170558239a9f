/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remarks on a stretch of a text without a mark: the words that they quote are those of the text,
 * no character is cut, and what comes from elsewhere lies in a text of the case. */
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-remark.h"
#include "cs-test-project.h"

#include <string.h>

#define WORDS "Focal le\xcc\x81sion of 4 mm.\r\nElse clear." /* e and an accent of its own */

static CsGid
add_text (CsProject *project, CsGid *ret_item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (WORDS, strlen (WORDS));
  CsBlobInfo blob;
  char hash[CS_HASH_HEX + 1];
  CsTxn *txn = cs_project_begin_blobs (project, &error);
  cs_store_put_blob_bytes (cs_project_store (project), bytes, "text/plain", &blob, &error);
  g_assert_true (cs_txn_commit (txn, &error));
  g_autofree char *text = g_strdup_printf (
      "{\"parts\":[{\"blob\":\"%s\",\"media\":\"text/plain\",\"name\":\"note\",\"size\":%zu}],"
      "\"text\":{\"decoding\":\"utf-8\",\"length\":%ld}}",
      cs_hash_to_hex (&blob.hash, hash), strlen (WORDS), g_utf8_strlen (WORDS, -1));
  g_autoptr (CsJson) facts = cs_json_parse_text (text, strlen (text), strlen (text), &error);
  CsNewItem item = { "text", "note", facts, &blob, 1, 0, "report" };
  cs_project_add_items (project, &item, 1, NULL, &error);
  g_assert_no_error (error);
  CsGid gid = cs_test_case (project, "report");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((CsItemRow *)items->pdata[i])->kind, "text"))
      *ret_item = ((CsItemRow *)items->pdata[i])->gid;
  return gid;
}

/* A case with a text, handed in by ana; the project is open as ben. */
static CsProject *
begin (CsTestFixture *fixture, CsGid *ret_gid, CsGid *ret_item)
{
  CsProject *project = cs_test_open_later (fixture, "lee");
  *ret_gid = add_text (project, ret_item);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  cs_mark_answers_add (answers, ret_item, CS_ANSWER_NOTHING, NULL);
  g_autoptr (CsMarkEdit) nothing = cs_mark_edit_new (NULL, NULL, answers, &error);
  cs_project_edit_draft (project, ret_gid, nothing, &error);
  cs_project_submit (project, ret_gid, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  return cs_test_open_later (fixture, "ben");
}

static gboolean
remark (CsProject *project, const CsGid *gid, const CsGid *item, gint64 start, gint64 end,
        const char *quote, GError **error)
{
  CsRemark value = { .item = *item,
                     .part = -1,
                     .frame = -1,
                     .start = start,
                     .end = end,
                     .quote = (char *)quote,
                     .category = (char *)"missed" };
  const CsRemark *one[] = { &value };
  const CsHash revision = cs_test_revision (project, gid);
  return cs_project_add_remarks (project, gid, &revision, one, 1, error);
}

static void
assert_refused (CsProject *project, const CsGid *gid, const CsGid *item, gint64 start, gint64 end,
                const char *quote, const char *fragment)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (remark (project, gid, item, start, end, quote, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  if (strstr (error->message, fragment) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, fragment);
}

static void
test_words (CsTestFixture *fixture, gconstpointer data)
{
  CsGid gid, item;
  const CsGid other = { { 9 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsProject *project = begin (fixture, &gid, &item);
  g_autofree char *quote = cs_project_quote (project, &gid, &item, 0, 13, &error);
  g_assert_cmpstr (quote, ==, "Focal le\xcc\x81sion");
  g_assert_true (remark (project, &gid, &item, 0, 13, quote, &error));
  g_assert_no_error (error);
  assert_refused (project, &gid, &item, 0, 5, "focal", "the text says \"Focal\" there");
  assert_refused (project, &gid, &item, 0, 5, NULL, "the text says");
  assert_refused (project, &gid, &item, 6, 8, "le", "position 8 is inside a character");
  assert_refused (project, &gid, &item, 23, 24, "\n", "position 23 is inside a character");
  assert_refused (project, &gid, &item, 0, 900, quote, "has 35 characters, and no stretch");
  assert_refused (project, &gid, &item, 9, 3, quote, "no stretch from 9 to 3");
  assert_refused (project, &gid, &other, 0, 5, "Focal", "not in the case");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_remarks (project, &reader, &gid, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  const CsRemark *kept = &((CsRemarkRow *)rows->pdata[0])->remark;
  g_assert_cmpint (kept->start, ==, 0);
  g_assert_cmpint (kept->end, ==, 13);
  g_assert_cmpstr (kept->quote, ==, quote);
  g_autoptr (GPtrArray) none = NULL;
  cs_project_verify (project, TRUE, problems, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  /* Whoever may not see the version is told of no words in it. */
  project = cs_test_open_later (fixture, "dan");
  CsReader stranger = { 0 };
  none = cs_project_remarks (project, &stranger, &gid, &error);
  g_assert_cmpuint (none->len, ==, 0);
  cs_project_close (project);
}

/* Written by somebody else's program: the place is checked wherever it is folded. */
static void
test_forged (CsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *members, *why;
  } bad[] = {
    { "\"quote\":\"x\",\"span\":[0,99]", "no stretch from 0 to 99" },
    { "\"quote\":\"x\",\"span\":[5,5]", "an end after it" },
    { "\"quote\":\"x\",\"span\":[5]", "an end after it" },
    { "\"quote\":\"x\"", "an end after it" },
    { "\"span\":[0,5]", "the words there" },
    { "\"quote\":\"x\",\"span\":[1,2,3]", "span" },
  };
  CsGid gid, item;
  char hex[CS_GID_HEX + 1];
  CsProject *project = begin (fixture, &gid, &item);
  const CsHash revision = cs_test_revision (project, &gid);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = g_strdup_printf ("{\"category\":\"other\",\"item\":\"%s\",%s}",
                                             cs_gid_to_hex (&item, hex), bad[i].members);
    CsJson *body = cs_project_noted_body (project), *list = cs_json_new_array ();
    cs_json_append (list, cs_json_parse_text (text, strlen (text), strlen (text), &error));
    g_assert_no_error (error);
    cs_json_put_gid (body, "case", &gid);
    cs_json_put (body, "remarks", list);
    cs_json_put_hash (body, "revision", &revision);
    g_assert_false (cs_project_do (project, "remark.add", body, NULL, &error));
    if (strstr (error->message, bad[i].why) == NULL)
      g_error ("\"%s\" does not say \"%s\"", error->message, bad[i].why);
  }
  cs_project_close (project);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add ("/remark/words", CsTestFixture, NULL, cs_test_set_up, test_words, cs_test_tear_down);
  g_test_add ("/remark/forged", CsTestFixture, NULL, cs_test_set_up, test_forged,
              cs_test_tear_down);
  return g_test_run ();
}
