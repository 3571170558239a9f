/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-changes.h"
#include "cs-cli-table.h"
#include "cs-mark-overlap.h"
#include "cs-project-review.h"

/* --- words --- */

static const struct {
  guint aspect;
  const char *word;
} aspects[] = {
  { CS_MARK_DIFF_GEOMETRY, "shape" },
  { CS_MARK_DIFF_LABEL, "label" },
  { CS_MARK_DIFF_ATTRIBUTES, "values" },
  { CS_MARK_DIFF_ORIGIN, "origin" },
};

static const char *
what_word (const CsMarkChange *change)
{
  return change->before == NULL ? "added" : change->after == NULL ? "removed" : "changed";
}

static char *
aspect_words (const CsMarkChange *change)
{
  double overlap = 0;
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (aspects); i++)
    if ((change->aspects & aspects[i].aspect) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", aspects[i].word);
  if ((change->aspects & CS_MARK_DIFF_GEOMETRY) != 0 &&
      cs_mark_overlap (change->before, change->after, &overlap)) {
    char text[G_ASCII_DTOSTR_BUF_SIZE] = "";
    g_string_append_printf (words, ", overlap %s",
                            g_ascii_formatd (text, sizeof text, "%.2f", overlap));
  }
  if (change->by_shape)
    g_string_append_printf (words, "; drawn anew: it was mark %" G_GUINT64_FORMAT,
                            change->before->id);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
put_change (CsCli *cli, CsCliTable *table, CsJson *list, const CsMarkChange *change)
{
  const CsMark *mark = change->after != NULL ? change->after : change->before;
  double overlap = 0;
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, mark->id);
  g_autofree char *kind = g_strdup_printf ("%s, %s", mark->kind->tag, mark->label);
  g_autofree char *words = aspect_words (change);
  cs_cli_table_add (table, what_word (change), id, kind, words);
  CsJson *json = cs_json_new_object ();
  if (change->after != NULL)
    cs_json_put_int (json, "after", (gint64)change->after->id);
  if (change->before != NULL)
    cs_json_put_int (json, "before", (gint64)change->before->id);
  cs_json_put_bool (json, "drawn-anew", change->by_shape);
  if ((change->aspects & CS_MARK_DIFF_GEOMETRY) != 0 &&
      cs_mark_overlap (change->before, change->after, &overlap))
    cs_json_put_int (json, "overlap-per-mille", (gint64)(overlap * 1000 + 0.5));
  cs_json_put_string (json, "what", what_word (change));
  cs_json_put_string (json, "words", words);
  cs_json_append (list, json);
}

static const char *
answer_word (CsAnswer answer)
{
  return answer != CS_ANSWER_NONE ? cs_answer_nick (answer) : "none";
}

/* Answers have no number: the item says which. */
static void
put_answers (CsCliTable *table, CsJson *list, const GArray *answers)
{
  for (guint i = 0; i < answers->len; i++) {
    char hex[CS_GID_HEX + 1];
    const CsMarkAnswerChange *change = &g_array_index (answers, CsMarkAnswerChange, i);
    const char *was = answer_word (change->before.answer);
    const char *is = answer_word (change->after.answer);
    g_autofree char *words = g_strdup_printf ("%s to %s", was, is);
    cs_cli_table_add (table, "answer", cs_gid_to_hex (&change->after.item, hex), "", words);
    CsJson *json = cs_json_new_object ();
    cs_json_put_gid (json, "item", &change->after.item);
    cs_json_put_string (json, "what", "answer");
    cs_json_put_string (json, "words", words);
    cs_json_append (list, json);
  }
}

static char *
side_words (const CsChangesSide *side)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (side->wall / G_USEC_PER_SEC);
  g_autofree char *when =
      utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("?");
  return cs_hash_is_zero (&side->revision)
             ? g_strdup ("nothing")
             : g_strdup_printf ("%s, %s", side->who != NULL ? side->who : "?", when);
}

static void
show (CsCli *cli, const CsChanges *changes)
{
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, 3);
  g_autofree char *before = side_words (&changes->before);
  g_autofree char *after = side_words (&changes->after);
  CsJson *list = cs_json_new_array ();
  cs_json_put_string (cs_cli_data (cli), "after", after);
  cs_json_put_string (cs_cli_data (cli), "before", before);
  cs_json_put (cs_cli_data (cli), "changes", list);
  cs_cli_print (cli, "From %s to %s:", before, after);
  for (guint i = 0; i < changes->diff->marks->len; i++)
    put_change (cli, table, list, &g_array_index (changes->diff->marks, CsMarkChange, i));
  put_answers (table, list, changes->diff->answers);
  cs_cli_table_print (table);
  if (changes->diff->marks->len == 0 && changes->diff->answers->len == 0)
    cs_cli_print (cli, "No change.");
}

/* --- versions --- */

static void
list_versions (CsCli *cli, const GPtrArray *rows)
{
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 3, CS_CLI_WHOLE);
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "versions", list);
  for (guint i = 0; i < rows->len; i++) {
    const CsVersionRow *row = rows->pdata[i];
    g_autofree char *n = g_strdup_printf ("%u", i + 1);
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (row->wall / G_USEC_PER_SEC);
    g_autofree char *when =
        utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("?");
    const char *who = row->who != NULL ? row->who : "?";
    g_autofree char *words = row->looked ? g_strdup_printf ("%s, who looked first", who) : NULL;
    cs_cli_table_add (table, n, when, words != NULL ? words : who);
    CsJson *json = cs_json_new_object ();
    if (row->looked)
      cs_json_put_bool (json, "looked", TRUE);
    cs_json_put_int (json, "number", i + 1);
    cs_json_put_hash (json, "revision", &row->revision);
    cs_json_put_string (json, "time", when);
    cs_json_put_string (json, "who", row->who);
    cs_json_append (list, json);
  }
  cs_cli_table_print (table);
  if (rows->len == 0)
    cs_cli_print (cli, "No version that you may see.");
}

/* FALSE with ERROR unless WORD is 1 to the number of versions, or NONE and it is 0. */
static gboolean
parse_version (const char *word, const GPtrArray *rows, gboolean none, guint *ret_n, GError **error)
{
  guint64 n = 0;
  if (!g_ascii_string_to_unsigned (word, 10, none ? 0 : 1, rows->len, &n, NULL))
    return cs_fail (error, CS_ERROR_INVALID,
                    "\"%s\" is no version: --versions lists those that you may compare", word);
  *ret_n = (guint)n;
  return TRUE;
}

static CsChanges *
changes_of (CsCli *cli, CsProject *project, const CsGid *case_gid, GError **error)
{
  CsReader reader = cs_project_reader (project);
  const char *from = cs_cli_option (cli, "from"), *to = cs_cli_option (cli, "to");
  if (from == NULL && to == NULL)
    return cs_project_changes (project, &reader, case_gid, error);
  g_autoptr (GPtrArray) rows = cs_project_versions (project, &reader, case_gid, error);
  guint first = 0, second = rows != NULL ? rows->len : 0;
  while (second > 0 && ((CsVersionRow *)rows->pdata[second - 1])->looked)
    second--;
  if (rows == NULL ||
      (rows->len > 0 && from != NULL && !parse_version (from, rows, TRUE, &first, error)) ||
      (rows->len > 0 && to != NULL && !parse_version (to, rows, FALSE, &second, error)))
    return NULL;
  if (second == 0) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "the case has no version that you may see");
    return NULL;
  }
  if (from == NULL)
    first = second - 1;
  return cs_project_compare (project, &reader, case_gid,
                             first > 0 ? &((CsVersionRow *)rows->pdata[first - 1])->revision : NULL,
                             &((CsVersionRow *)rows->pdata[second - 1])->revision, error);
}

/* --- which is which --- */

static gboolean
parse_pair (const char *word, CsMarkSaid *said, GError **error)
{
  g_auto (GStrv) ends = g_strsplit (word, "=", 2);
  if (ends[0] != NULL && ends[1] != NULL &&
      g_ascii_string_to_unsigned (ends[0], 10, 1, (guint64)CS_JSON_MAX_INT, &said->before, NULL) &&
      g_ascii_string_to_unsigned (ends[1], 10, 1, (guint64)CS_JSON_MAX_INT, &said->after, NULL))
    return TRUE;
  return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is not BEFORE=AFTER, two ids of marks", word);
}

/* RET_SAID: something was. */
static gboolean
say_pairs (CsCli *cli, CsProject *project, const CsGid *case_gid, gboolean *ret_said,
           GError **error)
{
  static const struct {
    const char *option;
    CsMarkSaidKind kind;
  } kinds[] = {
    { "same", CS_MARK_SAID_SAME },
    { "apart", CS_MARK_SAID_APART },
    { "forget", CS_MARK_SAID_NOTHING },
  };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const char *word = cs_cli_option (cli, kinds[i].option);
    CsMarkSaid said = { 0, 0, kinds[i].kind };
    if (word == NULL)
      continue;
    if (!parse_pair (word, &said, error) || !cs_project_say_pair (project, case_gid, &said, error))
      return FALSE;
    *ret_said = TRUE;
  }
  return TRUE;
}

gboolean
cs_case_changes_run (CsCli *cli, GError **error)
{
  gboolean says = cs_cli_option (cli, "same") != NULL || cs_cli_option (cli, "apart") != NULL ||
                  cs_cli_option (cli, "forget") != NULL;
  gboolean said = FALSE;
  if (says && (cs_cli_option (cli, "from") != NULL || cs_cli_option (cli, "to") != NULL))
    return cs_fail (error, CS_ERROR_INVALID,
                    "which mark is which is said of the changes since you last looked: leave out "
                    "--from and --to");
  CsProject *project =
      says ? cs_cli_project (cli, CS_STORE_WRITE, error) : cs_cli_member_project (cli, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL || !say_pairs (cli, project, &row->gid, &said, error))
    return FALSE;
  if (cs_cli_option (cli, "versions") != NULL) {
    CsReader reader = cs_project_reader (project);
    g_autoptr (GPtrArray) rows = cs_project_versions (project, &reader, &row->gid, error);
    if (rows != NULL)
      list_versions (cli, rows);
    return rows != NULL;
  }
  g_autoptr (CsChanges) changes = changes_of (cli, project, &row->gid, error);
  if (changes != NULL)
    show (cli, changes);
  return changes != NULL;
}
