/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-convert.h"
#include "cs-file.h"

#include <string.h>
#include <unistd.h>

/* The format of --NAME; without --from, the one that the file looks like. */
static const CsFormat *
format_option (CsCli *cli, const char *name, GError **error)
{
  const char *id = cs_cli_option (cli, name);
  const CsFormat *format = cs_format_find (id != NULL ? id : "", error);
  if (format == NULL)
    g_prefix_error (error, "--%s: ", name);
  return format;
}

static const CsFormat *
detect (const char *path, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  const CsFormat *format = cs_format_detect_path (path, &trouble);
  if (trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));
  else if (format == NULL)
    cs_fail (error, CS_ERROR_UNSUPPORTED,
             "%s: it looks like no format that is read here; say which it is with --from", path);
  return format;
}

typedef struct {
  CsCli *cli;
  GPtrArray *problems;
  gboolean said;
} Talk;

static void
say_problems (Talk *talk)
{
  for (guint i = 0; i < talk->problems->len && !talk->said; i++) {
    const CsProblem *problem = talk->problems->pdata[i];
    cs_cli_print (talk->cli, "%s: %s%s%s", cs_severity_nick (problem->severity),
                  problem->location != NULL ? problem->location : "",
                  problem->location != NULL ? ": " : "", problem->message);
  }
  talk->said = TRUE;
}

/* What cannot be taken along is on the screen before a byte is written. */
static gboolean
say_before (const CsDataset *dataset, GPtrArray *problems, gpointer data)
{
  say_problems (data);
  return TRUE;
}

/* Something of IN is not in OUT. */
static gboolean
is_partial (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++) {
    const CsProblem *problem = problems->pdata[i];
    if (problem->severity == CS_SEVERITY_ERROR ||
        (problem->severity == CS_SEVERITY_WARNING && strcmp (problem->code, "lost") == 0))
      return TRUE;
  }
  return FALSE;
}

static void
report (CsCli *cli, const CsFormat *from, const CsFormat *to, const CsConvertCounts *counts,
        gboolean partial)
{
  CsJson *data = cs_cli_data (cli);
  cs_json_put_string (data, "from", from->id);
  cs_json_put_string (data, "to", to->id);
  cs_json_put_int (data, "items", (gint64)counts->items);
  cs_json_put_int (data, "marks", (gint64)counts->marks);
  cs_cli_print (cli, "Converted %s to %s: %" G_GUINT64_FORMAT " %s, %" G_GUINT64_FORMAT " %s%s.",
                from->label, to->label, counts->items, counts->items == 1 ? "item" : "items",
                counts->marks, counts->marks == 1 ? "mark" : "marks",
                partial ? ", less what is said above" : "");
}

static gboolean
run_convert (CsCli *cli, GError **error)
{
  const char *in = cs_cli_argument (cli, 0), *out = cs_cli_argument (cli, 1);
  if (cs_cli_option (cli, "to") == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "say what OUT becomes with --to FORMAT; \"help convert\" lists the formats");
  if (g_file_test (out, G_FILE_TEST_EXISTS))
    return cs_fail (error, CS_ERROR_CONFLICT, "%s: is there already; name a new file", out);
  const CsFormat *to = format_option (cli, "to", error);
  const CsFormat *from = to == NULL                            ? NULL
                         : cs_cli_option (cli, "from") != NULL ? format_option (cli, "from", error)
                                                               : detect (in, error);
  if (from == NULL)
    return FALSE;
  gboolean json = cs_cli_option (cli, "json") != NULL;
  g_autoptr (GPtrArray) mine = cs_problems_new ();
  Talk talk = { cli, json ? cs_cli_problems (cli) : mine, json };
  CsConvertCounts counts;
  gboolean ok = cs_convert (from, in, to, out, talk.problems, say_before, &talk,
                            cs_cli_host (cli)->cancellable, &counts, error);
  say_problems (&talk);
  if (!ok)
    return FALSE;
  gboolean partial = is_partial (talk.problems);
  report (cli, from, to, &counts, partial);
  if (partial)
    cs_cli_say_no (cli);
  return TRUE;
}

static const CsCliOption options[] = {
  { "from", "FORMAT", "what IN is: coco, jsonl; found out by looking when not given" },
  { "to", "FORMAT", "what OUT becomes" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "[--from FORMAT] IN --to FORMAT OUT",
    "from one format to another, without a project; says first what cannot be taken along", options,
    2, 2, run_convert },
};

const CsCommand cs_command_convert = { "convert", actions, G_N_ELEMENTS (actions) };
