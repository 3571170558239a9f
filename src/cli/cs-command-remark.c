/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-project-review.h"

static const char *
state_word (CsRemarkState state)
{
  static const char *const words[] = { "open", "agreed", "answered", "closed" };
  return words[state];
}

static void
put_row (CsJson *list, const CsRemarkRow *row, guint n)
{
  CsJson *json = cs_remark_to_json (&row->remark);
  cs_json_put_string (json, "answer", row->answer);
  cs_json_put_string (json, "by", row->who);
  cs_json_put_int (json, "number", n);
  cs_json_put_hash (json, "revision", &row->revision);
  cs_json_put_string (json, "state", state_word (row->state));
  cs_json_append (list, json);
}

static void
print_row (CsCli *cli, const CsRemarkRow *row, guint n)
{
  const CsRemark *remark = &row->remark;
  g_autoptr (GString) line = g_string_new (NULL);
  g_string_append_printf (line, "%3u  %-8s  %-12s %s", n, state_word (row->state), row->who,
                          remark->category);
  if (remark->severity != NULL)
    g_string_append_printf (line, ", %s", remark->severity);
  if (remark->mark != 0)
    g_string_append_printf (line, ", mark %" G_GUINT64_FORMAT, remark->mark);
  if (remark->mark == 0 && remark->frame >= 0)
    g_string_append_printf (line, ", frame %d of file %d", remark->frame + 1,
                            MAX (remark->part, 0) + 1);
  if (remark->start < remark->end)
    g_string_append_printf (line, ", \"%s\" (%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ")",
                            remark->quote, remark->start, remark->end);
  if (remark->clause != NULL)
    g_string_append_printf (line, ", %s", remark->clause);
  if (remark->text != NULL)
    g_string_append_printf (line, ": %s", remark->text);
  cs_cli_print (cli, "%s", line->str);
  if (row->answer != NULL)
    cs_cli_print (cli, "     %s answered: %s", row->answer_who, row->answer);
}

static GPtrArray *
remarks_of (CsCli *cli, CsProject *project, CsCaseRow **ret_row, GError **error)
{
  CsReader reader = cs_project_reader (project);
  *ret_row = cs_cli_case (cli, project, 1, error);
  return *ret_row != NULL ? cs_project_remarks (project, &reader, &(*ret_row)->gid, error) : NULL;
}

/* What was said of all of the case when it was sent back. */
static void
print_whole (CsCli *cli, const CsRemarkRow *row)
{
  const CsRemark *remark = &row->remark;
  g_autoptr (GString) line = g_string_new (remark->category);
  if (remark->severity != NULL)
    g_string_append_printf (line, ", %s", remark->severity);
  if (remark->clause != NULL)
    g_string_append_printf (line, ", %s", remark->clause);
  cs_cli_print (cli, "Sent back by %s: %s%s%s", row->who, line->str,
                line->len > 0 && remark->text != NULL ? ": " : "",
                remark->text != NULL ? remark->text : "");
  CsJson *json = cs_remark_to_json (remark);
  cs_json_put_string (json, "by", row->who);
  cs_json_put (cs_cli_data (cli), "sent_back", json);
}

static gboolean
run_list (CsCli *cli, GError **error)
{
  g_autoptr (CsCaseRow) row = NULL;
  g_autoptr (CsRemarkRow) whole = NULL;
  CsProject *project = cs_cli_member_project (cli, error);
  CsReader reader = project != NULL ? cs_project_reader (project) : (CsReader){ 0 };
  g_autoptr (GPtrArray) rows = project != NULL ? remarks_of (cli, project, &row, error) : NULL;
  if (rows == NULL || !cs_project_came_back (project, &reader, &row->gid, &whole, error))
    return FALSE;
  CsJson *list = cs_json_new_array ();
  cs_json_put (cs_cli_data (cli), "remarks", list);
  if (whole != NULL)
    print_whole (cli, whole);
  for (guint i = 0; i < rows->len; i++) {
    put_row (list, rows->pdata[i], i + 1);
    print_row (cli, rows->pdata[i], i + 1);
  }
  if (rows->len == 0 && whole == NULL)
    cs_cli_print (cli, "No remarks on \"%s\".", row->title);
  return TRUE;
}

/* The Nth slice of the first item of the case that has one, over all of its files. */
static gboolean
put_slice (CsProject *project, const CsCaseRow *row, const char *given, CsRemark *remark,
           GError **error)
{
  guint64 n = 0;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &row->gid, error);
  if (items == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (given, 10, 1, G_MAXINT32, &n, NULL))
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no number of a slice", given);
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    const CsJson *parts = cs_json_get (item->facts, "parts");
    if (cs_json_get (item->facts, "text") != NULL || (gint64)n > cs_item_units (item->facts))
      continue;
    gint64 frame = (gint64)n - 1;
    guint part = 0;
    while (part + 1 < cs_json_length (parts) && cs_item_unit_of (item->facts, part + 1, 0) <= frame)
      part++;
    remark->item = item->gid;
    remark->part = (int)part;
    remark->frame = (int)(frame - cs_item_unit_of (item->facts, part, 0));
    return TRUE;
  }
  return cs_fail (error, CS_ERROR_NOT_FOUND, "no picture of \"%s\" has a slice %s", row->title,
                  given);
}

/* START-END of the text TITLE, or of the only one. */
static gboolean
put_span (CsProject *project, const CsCaseRow *row, const char *given, const char *title,
          CsRemark *remark, GError **error)
{
  guint64 start = 0, end = 0;
  guint n = 0;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &row->gid, error);
  g_auto (GStrv) ends = g_strsplit (given, "-", 2);
  if (items == NULL)
    return FALSE;
  if (g_strv_length (ends) != 2 ||
      !g_ascii_string_to_unsigned (ends[0], 10, 0, G_MAXINT32, &start, NULL) ||
      !g_ascii_string_to_unsigned (ends[1], 10, 0, G_MAXINT32, &end, NULL))
    return cs_fail (error, CS_ERROR_INVALID,
                    "\"%s\" is no stretch of text: say where it begins and ends, as in 120-134",
                    given);
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    if (!g_str_equal (item->kind, "text") || (title != NULL && !g_str_equal (item->title, title)))
      continue;
    remark->item = item->gid;
    n++;
  }
  if (n > 1)
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" has %u texts; say which one with --item",
                    row->title, n);
  if (n == 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "\"%s\" has no text%s%s", row->title,
                    title != NULL ? " called " : "", title != NULL ? title : "");
  remark->start = (gint64)start;
  remark->end = (gint64)end;
  remark->quote =
      cs_project_quote (project, &row->gid, &remark->item, remark->start, remark->end, error);
  return remark->quote != NULL;
}

/* What it is about. */
static gboolean
put_place (CsCli *cli, CsProject *project, const CsCaseRow *row, CsRemark *remark, GError **error)
{
  const char *mark = cs_cli_option (cli, "mark"), *slice = cs_cli_option (cli, "slice");
  const char *span = cs_cli_option (cli, "span");
  if ((mark != NULL) + (slice != NULL) + (span != NULL) > 1)
    return cs_fail (error, CS_ERROR_INVALID,
                    "a remark is about one place: give --mark, --slice or --span");
  if (mark != NULL &&
      !g_ascii_string_to_unsigned (mark, 10, 1, (guint64)CS_JSON_MAX_INT, &remark->mark, NULL))
    return cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no id of a mark", mark);
  return (slice == NULL || put_slice (project, row, slice, remark, error)) &&
         (span == NULL ||
          put_span (project, row, span, cs_cli_option (cli, "item"), remark, error));
}

static gboolean
run_add (CsCli *cli, GError **error)
{
  g_auto (CsRemark) remark = { .part = -1,
                               .frame = -1,
                               .category = g_strdup (cs_cli_option (cli, "category")),
                               .severity = g_strdup (cs_cli_option (cli, "severity")),
                               .clause = g_strdup (cs_cli_option (cli, "clause")),
                               .text = g_strdup (cs_cli_option (cli, "text")) };
  const CsRemark *remarks[] = { &remark };
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (CsCaseRow) row = project != NULL ? cs_cli_case (cli, project, 1, error) : NULL;
  if (row == NULL || !put_place (cli, project, row, &remark, error))
    return FALSE;
  if (remark.category == NULL)
    remark.category = g_strdup ("other");
  if (!cs_project_add_remarks (project, &row->gid, &row->revision, remarks, 1, error))
    return FALSE;
  cs_cli_print (cli, "Noted on \"%s\".", row->title);
  return TRUE;
}

/* The remark that argument 2 numbers, as "list" shows it. */
static gboolean
reply (CsCli *cli, const char *how, GError **error)
{
  guint64 n = 0;
  g_autoptr (CsCaseRow) row = NULL;
  CsProject *project = cs_cli_project (cli, CS_STORE_WRITE, error);
  g_autoptr (GPtrArray) rows = project != NULL ? remarks_of (cli, project, &row, error) : NULL;
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0 ||
      !g_ascii_string_to_unsigned (cs_cli_argument (cli, 2), 10, 1, rows->len, &n, NULL))
    return cs_fail (error, CS_ERROR_NOT_FOUND,
                    "\"%s\" has no remark %s; \"remark list\" numbers them", row->title,
                    cs_cli_argument (cli, 2));
  const CsRemarkRow *remark = rows->pdata[n - 1];
  if (!cs_project_answer_remark (project, &row->gid, &remark->act, remark->row, how,
                                 cs_cli_option (cli, "text"), error))
    return FALSE;
  g_clear_pointer (&row, cs_case_row_free);
  g_autoptr (GPtrArray) after = remarks_of (cli, project, &row, error);
  if (after == NULL)
    return FALSE;
  cs_json_put_string (cs_cli_data (cli), "state",
                      state_word (((CsRemarkRow *)after->pdata[n - 1])->state));
  print_row (cli, after->pdata[n - 1], (guint)n);
  return TRUE;
}

static gboolean
run_agree (CsCli *cli, GError **error)
{
  return reply (cli, "agree", error);
}

static gboolean
run_answer (CsCli *cli, GError **error)
{
  return reply (cli, "answer", error);
}

static gboolean
run_close (CsCli *cli, GError **error)
{
  return reply (cli, "close", error);
}

static const CsCliOption add_options[] = {
  { "category", "WORD", "missed, extra, label, boundary, attribute, other (the default)" },
  { "severity", "WORD", "minor, major, critical" },
  { "mark", "ID", "the mark that it is about" },
  { "slice", "N", "the slice of a picture that it is about" },
  { "span", "START-END", "the stretch of a text that it is about, in characters from 0" },
  { "item", "TITLE", "with --span: which text, where the case has several" },
  { "clause", "ID", "the guideline clause it rests on" },
  { "text", "TEXT", "what there is to say" },
  { NULL },
};
static const CsCliOption text_options[] = {
  { "text", "TEXT", "what there is to say" },
  { NULL },
};

static const CsCliAction actions[] = {
  { "list", "PROJECT CASE", "what reviewers have against a case, and the answers", NULL, 2, 2,
    run_list },
  { "add", "PROJECT CASE --text TEXT", "remark on a submitted case without deciding", add_options,
    2, 2, run_add },
  { "agree", "PROJECT CASE N", "note that you have seen remark N and agree", NULL, 3, 3,
    run_agree },
  { "answer", "PROJECT CASE N --text TEXT", "answer remark N", text_options, 3, 3, run_answer },
  { "close", "PROJECT CASE N", "settle remark N", text_options, 3, 3, run_close },
};

const CsCommand cs_command_remark = { "remark", actions, G_N_ELEMENTS (actions) };
