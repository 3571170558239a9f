/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-skipped.h"
#include "cs-cli-table.h"
#include "cs-project-trends.h"

#define WEEKS 4
#define DAY ((gint64)24 * 60 * 60 * G_USEC_PER_SEC)
#define SECOND ((gint64)G_USEC_PER_SEC)

/* "2026-W02". Caller frees. */
static char *
week_words (gint64 from)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (from / G_USEC_PER_SEC);
  return g_strdup_printf ("%04d-W%02d", g_date_time_get_week_numbering_year (day),
                          g_date_time_get_week_of_year (day));
}

/* What there was none of is not said. Caller frees. */
static char *
counts_words (const CsTrendCounts *counts)
{
  const struct {
    const char *word;
    guint n;
  } parts[] = {
    { "handed in", counts->handed_in }, { "accepted", counts->accepted },
    { "corrected", counts->corrected }, { "sent back", counts->sent_back },
    { "rejected", counts->rejected },   { "settled", counts->settled },
    { "skipped", counts->skipped },
  };
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].n > 0)
      g_string_append_printf (text, "%s%s %u", text->len > 0 ? ", " : "", parts[i].word,
                              parts[i].n);
  return g_string_free (text->len > 0 ? text : g_string_append (text, "nothing"), FALSE);
}

static void
put_counts (CsJson *json, const CsTrendCounts *counts)
{
  cs_json_put_int (json, "accepted", counts->accepted);
  cs_json_put_int (json, "corrected", counts->corrected);
  cs_json_put_int (json, "handed_in", counts->handed_in);
  cs_json_put_int (json, "rejected", counts->rejected);
  cs_json_put_int (json, "sent_back", counts->sent_back);
  cs_json_put_int (json, "settled", counts->settled);
  cs_json_put_int (json, "skipped", counts->skipped);
}

static void
put_time (CsJson *json, const char *key, gint64 wall)
{
  g_autofree char *time = wall > 0 ? cs_time_to_rfc3339 (wall) : NULL;
  cs_json_put_string (json, key, time);
}

static void
tell_weeks (CsCli *cli, const CsTrends *trends)
{
  CsJson *list = cs_json_new_array ();
  CsTrendWeek sum = cs_trends_sum (trends);
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 3, CS_CLI_WHOLE);
  g_autofree char *since = cs_due_to_text ((int)(trends->from / DAY));
  cs_cli_print (cli, "since %s: %u %s through, %u as they were handed in", since, sum.done,
                sum.done == 1 ? "case is" : "cases are", sum.as_were);
  if (trends->left_out > 0)
    cs_cli_print (cli, "left out: %u %s that you read or settle yourself", trends->left_out,
                  trends->left_out == 1 ? "case" : "cases");
  for (guint i = 0; i < trends->weeks->len; i++) {
    const CsTrendWeek *week = trends->weeks->pdata[i];
    CsJson *json = cs_json_new_object ();
    g_autofree char *name = week_words (week->from), *did = counts_words (&week->acts);
    g_autofree char *done =
        g_strdup_printf ("through %u, as they were %u", week->done, week->as_were);
    put_counts (json, &week->acts);
    cs_json_put_int (json, "as_were", week->as_were);
    cs_json_put_int (json, "through", week->done);
    cs_json_put_string (json, "week", name);
    cs_json_append (list, json);
    cs_cli_table_add (table, name, done, did);
  }
  cs_json_put (cs_cli_data (cli), "weeks", list);
  cs_json_put_int (cs_cli_data (cli), "left_out", trends->left_out);
  cs_json_put_string (cs_cli_data (cli), "since", since);
  cs_cli_table_print (table);
}

static void
tell_stages (CsCli *cli, const CsTrends *trends)
{
  CsJson *list = cs_json_new_array ();
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 5, 3);
  for (guint i = 0; i < trends->stages->len; i++) {
    const CsStageTally *stage = trends->stages->pdata[i];
    g_autofree char *median = cs_cli_age (stage->median), *p90 = cs_cli_age (stage->p90);
    g_autofree char *age = cs_cli_age (trends->now - stage->since);
    gboolean sign = g_str_equal (stage->key, "sign");
    g_autofree char *where =
        sign ? g_strdup ("to sign") : g_strdup_printf ("at %s", cs_stage_word (stage->key));
    g_autofree char *counts =
        g_strdup_printf ("%u waiting, %u in work", stage->waiting, stage->held);
    g_autofree char *oldest = stage->oldest != NULL && stage->since > 0
                                  ? g_strdup_printf ("oldest %s", age)
                                  : g_strdup ("");
    g_autofree char *waits = stage->passed > 0
                                 ? g_strdup_printf ("waited: median %s, 9 of 10 within %s, of %u",
                                                    median, p90, stage->passed)
                                 : g_strdup ("");
    CsJson *json = cs_json_new_object ();
    cs_json_put_int (json, "held", stage->held);
    cs_json_put_string (json, "oldest", stage->oldest);
    put_time (json, "oldest_since", stage->oldest != NULL ? stage->since : 0);
    cs_json_put_int (json, "passed", stage->passed);
    cs_json_put_string (json, "stage", stage->key);
    cs_json_put_int (json, "waited_median_seconds", stage->median / SECOND);
    cs_json_put_int (json, "waited_p90_seconds", stage->p90 / SECOND);
    cs_json_put_int (json, "waiting", stage->waiting);
    cs_json_append (list, json);
    cs_cli_table_add (table, where, counts, oldest, stage->oldest != NULL ? stage->oldest : "",
                      waits);
  }
  cs_json_put (cs_cli_data (cli), "stages", list);
  cs_cli_table_print (table);
}

/* "2 of tier 1, 3 without a tier"; "" for none. Caller frees. */
static char *
tier_words (const CsTrendPerson *person)
{
  GString *text = g_string_new (NULL);
  for (guint i = 1; i <= CS_TREND_TIERS; i++) {
    guint tier = i % CS_TREND_TIERS;
    if (person->cases[tier] == 0)
      continue;
    g_string_append_printf (text, "%s%u ", text->len > 0 ? ", " : "", person->cases[tier]);
    if (tier == 0)
      g_string_append (text, "without a tier");
    else
      g_string_append_printf (text, "of tier %u", tier);
  }
  return g_string_free (text, FALSE);
}

/* What became of what they handed in, and how much it was. Caller frees. */
static char *
became_words (const CsTrendPerson *person)
{
  GString *text = g_string_new (NULL);
  if (person->stood + person->mended + person->returned + person->refused > 0)
    g_string_append_printf (text,
                            "; of theirs accepted as it was %u, corrected %u, sent back %u, "
                            "rejected %u",
                            person->stood, person->mended, person->returned, person->refused);
  if (person->disputes > 0)
    g_string_append_printf (text, "; chosen %u of %u settled", person->chosen, person->disputes);
  if (person->counted > 0)
    g_string_append_printf (text,
                            "; active %" G_GINT64_FORMAT " s, median %" G_GINT64_FORMAT " s, of %u",
                            person->seconds, person->median, person->counted);
  return g_string_free (text, FALSE);
}

static CsJson *
person_json (const CsTrendPerson *person)
{
  CsJson *json = cs_json_new_object (), *tiers = cs_json_new_object ();
  for (guint i = 0; i < CS_TREND_TIERS; i++) {
    g_autofree char *tier = i == 0 ? g_strdup ("none") : g_strdup_printf ("%u", i);
    cs_json_put_int (tiers, tier, person->cases[i]);
  }
  cs_json_put (json, "cases", tiers);
  put_counts (json, &person->acts);
  cs_json_put_int (json, "active_median_seconds", person->median);
  cs_json_put_int (json, "active_seconds", person->seconds);
  cs_json_put_int (json, "chosen", person->chosen);
  cs_json_put_int (json, "counted", person->counted);
  cs_json_put_int (json, "disputes", person->disputes);
  cs_json_put_int (json, "given", person->given);
  cs_json_put_int (json, "held", person->held);
  cs_json_put_string (json, "person", person->handle);
  cs_json_put_int (json, "theirs_accepted", person->stood);
  cs_json_put_int (json, "theirs_corrected", person->mended);
  cs_json_put_int (json, "theirs_rejected", person->refused);
  cs_json_put_int (json, "theirs_sent_back", person->returned);
  cs_json_put_string (json, "type", person->type);
  return json;
}

static void
tell_people (CsCli *cli, const CsTrends *trends)
{
  CsJson *list = cs_json_new_array ();
  const char *type = cs_cli_option (cli, "type");
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, CS_CLI_WHOLE);
  for (guint i = 0; i < trends->people->len; i++) {
    const CsTrendPerson *person = trends->people->pdata[i];
    if (type != NULL && g_strcmp0 (type, person->type) != 0)
      continue;
    g_autofree char *name = person->type != NULL
                                ? g_strdup_printf ("%s (%s)", person->handle, person->type)
                                : g_strdup (person->handle);
    g_autofree char *has =
        g_strdup_printf ("has %u in hand, %u kept for them", person->held, person->given);
    g_autofree char *tiers = tier_words (person), *did = counts_words (&person->acts);
    g_autofree char *became = became_words (person);
    g_autofree char *all = g_strconcat (did, became, NULL);
    g_autofree char *worked = g_strconcat ("worked on ", tiers[0] != '\0' ? tiers : "none", NULL);
    cs_json_append (list, person_json (person));
    cs_cli_table_add (table, name, has, worked, all);
  }
  cs_json_put (cs_cli_data (cli), "people", list);
  cs_cli_table_print (table);
}

/* Caller frees. */
static char *
outcome_words (const CsTrendDispute *dispute)
{
  if (dispute->open)
    return dispute->stage == NULL ? g_strdup ("open")
                                  : g_strdup_printf ("open, at %s", cs_stage_word (dispute->stage));
  if (dispute->how == NULL)
    return g_strdup ("resolved by what came of both");
  g_autofree char *time = cs_time_to_rfc3339 (dispute->settled);
  return g_strdup_printf ("resolved by %s%s%s, %s", dispute->how,
                          dispute->settled_by != NULL ? " of " : "",
                          dispute->settled_by != NULL ? dispute->settled_by : "", time);
}

static void
tell_disputes (CsCli *cli, const CsTrends *trends)
{
  CsJson *list = cs_json_new_array ();
  g_autoptr (CsCliTable) table = cs_cli_table_new (cli, 4, 1);
  for (guint i = 0; i < trends->disputes->len; i++) {
    const CsTrendDispute *dispute = trends->disputes->pdata[i];
    g_autofree char *time = dispute->wall > 0 ? cs_time_to_rfc3339 (dispute->wall) : g_strdup ("");
    g_autofree char *outcome = outcome_words (dispute);
    g_autofree char *cause = dispute->cause == CS_TREND_READERS
                                 ? g_strdup_printf ("readers differ on %u", dispute->points)
                                 : g_strdup_printf ("%s by %s",
                                                    dispute->cause == CS_TREND_COPIES
                                                        ? "done beside"
                                                        : cs_trend_cause_name (dispute->cause),
                                                    dispute->by);
    CsJson *json = cs_json_new_object ();
    cs_json_put_string (json, "by", dispute->by);
    cs_json_put_string (json, "case", dispute->title);
    cs_json_put_string (json, "cause", cs_trend_cause_name (dispute->cause));
    cs_json_put_bool (json, "open", dispute->open);
    cs_json_put_int (json, "points", dispute->points);
    cs_json_put_string (json, "resolved_by", dispute->settled_by);
    cs_json_put_string (json, "resolved_how", dispute->how);
    put_time (json, "resolved_when", dispute->settled);
    cs_json_put_string (json, "stage", dispute->stage);
    put_time (json, "when", dispute->wall);
    cs_json_append (list, json);
    cs_cli_table_add (table, time, dispute->title, cause, outcome);
  }
  cs_json_put (cs_cli_data (cli), "disputes", list);
  cs_cli_table_print (table);
}

/* From the first instant of the day of --since; without it WEEKS weeks with this one. */
static gboolean
read_since (CsCli *cli, gint64 *ret_from, GError **error)
{
  CsEnv *env = cs_cli_env (cli);
  gint64 now = env->wall (env);
  const char *given = cs_cli_option (cli, "since");
  int day = 0;
  *ret_from = cs_trends_monday (now, WEEKS - 1);
  if (given == NULL)
    return TRUE;
  if (!cs_due_parse (given, &day, error))
    return FALSE;
  *ret_from = day == CS_DUE_NONE ? G_MAXINT64 : day * DAY;
  return (*ret_from <= now && *ret_from >= cs_trends_monday (now, CS_TRENDS_WEEKS_MAX - 1)) ||
         cs_fail (error, CS_ERROR_INVALID, "\"%s\" is no day of the last ten years", given);
}

static gboolean
run (CsCli *cli, GError **error)
{
  gint64 from = 0;
  const char *name = cs_cli_option (cli, "person"), *type = cs_cli_option (cli, "type");
  if (type != NULL && !cs_worker_type_check (type, error))
    return FALSE;
  CsProject *project = cs_cli_member_project (cli, error);
  if (project == NULL || !read_since (cli, &from, error))
    return FALSE;
  g_autoptr (CsPersonRow) person =
      name != NULL ? cs_project_find_person (project, name, error) : NULL;
  if (name != NULL && person == NULL)
    return FALSE;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsTrends) trends =
      cs_project_trends (project, &reader, from, person != NULL ? &person->gid : NULL, error);
  if (trends == NULL)
    return FALSE;
  tell_weeks (cli, trends);
  tell_stages (cli, trends);
  tell_people (cli, trends);
  cs_cli_tell_skipped (cli, trends->labels);
  tell_disputes (cli, trends);
  return TRUE;
}

static const CsCliOption options[] = {
  { "since", "DATE", "from this day on, like 2026-03-02; the last four weeks when not said" },
  { "person", "HANDLE", "only what this person did or had a part in" },
  { "type", "TYPE", "of the people only contractor, sme or staff" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PROJECT [--since DATE] [--person HANDLE] [--type TYPE]",
    "how the work went week by week, and how each disagreement was resolved; for leads and "
    "auditors",
    options, 1, 1, run },
};

const CsCommand cs_command_trends = { "trends", actions, G_N_ELEMENTS (actions) };
