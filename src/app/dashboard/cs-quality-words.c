/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-quality-words.h"
#include "cs-case-words.h"
#include "cs-stage-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAY ((gint64)24 * 60 * 60 * G_USEC_PER_SEC)

char *
cs_quality_age (gint64 microseconds)
{
  guint seconds = (guint)(MAX (microseconds, 0) / G_USEC_PER_SEC);
  guint minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
  if (days > 0)
    return g_strdup_printf (ngettext ("%u day", "%u days", days), days);
  if (hours > 0)
    return g_strdup_printf (ngettext ("%u hour", "%u hours", hours), hours);
  if (minutes > 0)
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
  return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
}

char *
cs_quality_verdict (const CsTrends *trends, guint weeks)
{
  CsTrendWeek sum = cs_trends_sum (trends);
  g_autofree char *time = g_strdup_printf (ngettext ("In %u week", "In %u weeks", weeks), weeks);
  if (sum.done == 0 && sum.acts.handed_in == 0)
    /* TRANSLATORS: "In 4 weeks" */
    return g_strdup_printf (_ ("%s nothing was handed in."), time);
  if (sum.done == 0)
    /* TRANSLATORS: "In 4 weeks" */
    return g_strdup_printf (ngettext ("%s %u case was handed in, and none went through.",
                                      "%s %u cases were handed in, and none went through.",
                                      sum.acts.handed_in),
                            time, sum.acts.handed_in);
  guint percent = (sum.as_were * 200 + sum.done) / (2 * sum.done);
  g_autofree char *cases = cs_figure (sum.done);
  /* TRANSLATORS: "In 4 weeks", how many, and of these how many per cent */
  return g_strdup_printf (ngettext ("%s %s case went through; %u %% as it was handed in.",
                                    "%s %s cases went through; %u %% as they were handed in.",
                                    sum.done),
                          time, cases, percent);
}

char *
cs_quality_bottleneck (const CsTrends *trends)
{
  const CsStageTally *stage = cs_trends_bottleneck (trends);
  if (stage == NULL)
    return g_strdup (_ ("Nothing that was handed in waits."));
  g_autofree char *name = cs_quality_stage (stage);
  g_autofree char *age = cs_quality_age (trends->now - stage->since);
  gboolean known = stage->since > 0;
  if (!known || trends->now - stage->since < DAY)
    /* TRANSLATORS: a stage, and how many wait */
    return g_strdup_printf (ngettext ("%s has %u case waiting, not for a day yet.",
                                      "%s has %u cases waiting, none for a day yet.",
                                      stage->waiting),
                            name, stage->waiting);
  /* TRANSLATORS: a stage, how many wait, and "3 days" */
  return g_strdup_printf (ngettext ("%s is the bottleneck: %u waits, for %s.",
                                    "%s is the bottleneck: %u wait, the oldest for %s.",
                                    stage->waiting),
                          name, stage->waiting, age);
}

static void
append_sentence (GString *text, char *taken_sentence)
{
  g_autofree char *sentence = taken_sentence;
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

char *
cs_quality_rest (const CsTrends *trends)
{
  CsTrendWeek sum = cs_trends_sum (trends);
  GString *text = g_string_new (NULL);
  guint open = 0;
  for (guint i = 0; i < trends->disputes->len; i++)
    open += ((const CsTrendDispute *)trends->disputes->pdata[i])->open;
  if (sum.acts.corrected + sum.acts.sent_back > 0)
    append_sentence (text, g_strdup_printf (_ ("Corrected at once: %u; sent back: %u."),
                                            sum.acts.corrected, sum.acts.sent_back));
  if (sum.acts.skipped > 0)
    append_sentence (text, g_strdup_printf (_ ("Skipped: %u."), sum.acts.skipped));
  if (trends->disputes->len > 0)
    append_sentence (text, g_strdup_printf (_ ("Disagreements: %u, of these open: %u."),
                                            trends->disputes->len, open));
  if (trends->left_out > 0)
    append_sentence (text, g_strdup_printf (ngettext ("Left out: %u case that you read or settle "
                                                      "yourself.",
                                                      "Left out: %u cases that you read or settle "
                                                      "yourself.",
                                                      trends->left_out),
                                            trends->left_out));
  return g_string_free (text, FALSE);
}

static gboolean
is_signature (const CsStageTally *stage)
{
  return strcmp (stage->key, "sign") == 0;
}

char *
cs_quality_stage (const CsStageTally *stage)
{
  return is_signature (stage) ? g_strdup (_ ("Signature")) : cs_stage_title (stage->key);
}

char *
cs_quality_waits (const CsStageTally *stage)
{
  if (stage->passed == 0)
    return g_strdup ("");
  g_autofree char *median = cs_quality_age (stage->median), *p90 = cs_quality_age (stage->p90);
  /* TRANSLATORS: twice a time like "3 days", then of how many cases that is said */
  return g_strdup_printf (ngettext ("Median wait %s, 9 of 10 up to %s (%u act)",
                                    "Median wait %s, 9 of 10 up to %s (%u acts)", stage->passed),
                          median, p90, stage->passed);
}

const char *
cs_quality_filter (const CsStageTally *stage)
{
  if (is_signature (stage))
    return "accepted";
  return stage->task == CS_TASK_READ      ? "to-read"
         : stage->task == CS_TASK_APPROVE ? "to-approve"
                                          : "to-review";
}

char *
cs_quality_week (const CsTrendWeek *week)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (week->from / G_USEC_PER_SEC);
  /* TRANSLATORS: the day and month of a Monday, at a chart */
  return g_date_time_format (day, _ ("%-e %b"));
}

/* --- disagreements --- */

static char *
cause_words (const CsTrendDispute *dispute, const char *by)
{
  switch (dispute->cause) {
  case CS_TREND_READERS:
    return g_strdup_printf (
        ngettext ("Readers differed on %u point", "Readers differed on %u points", dispute->points),
        dispute->points);
  case CS_TREND_COPIES:
    return g_strdup_printf (_ ("%s went on in another copy"), by);
  case CS_TREND_CORRECTED:
    return g_strdup_printf (_ ("%s corrected it"), by);
  default:
    return g_strdup_printf (_ ("%s sent it back"), by);
  }
}

static char *
outcome_words (CsEnv *env, const CsTrendDispute *dispute, const char *settled_by)
{
  static const struct {
    const char *how, *words;
  } all[] = {
    { "accept", N_ ("then accepted by %s, %s") },
    { "correct", N_ ("settled by a correction of %s, %s") },
    { "send-back", N_ ("then sent back by %s, %s") },
    { "reject", N_ ("then rejected by %s, %s") },
    { "adjudicate", N_ ("settled by %s, %s") },
    { "countersign", N_ ("agreed to by %s, %s") },
    { "submit", N_ ("handed in anew by %s, %s") },
  };
  g_autofree char *stage = dispute->stage != NULL ? cs_stage_title (dispute->stage) : NULL;
  g_autofree char *when = cs_when (env, dispute->settled);
  if (dispute->open && stage != NULL)
    /* TRANSLATORS: a disagreement, and the stage where its case is */
    return g_strdup_printf (_ ("open, at %s"), stage);
  if (dispute->open)
    return g_strdup (C_ ("a disagreement", "open"));
  for (guint i = 0; settled_by != NULL && i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (dispute->how, all[i].how) == 0) {
      g_auto (GStrv) parts = g_strsplit (_ (all[i].words), "%s", 3);
      return g_strconcat (parts[0], settled_by, parts[1], when, parts[2], NULL);
    }
  return g_strdup (_ ("settled by what came of both"));
}

char *
cs_quality_dispute (CsEnv *env, const CsTrendDispute *dispute, const char *by,
                    const char *settled_by)
{
  g_autofree char *cause = cause_words (dispute, by != NULL ? by : "?");
  g_autofree char *when = cs_when (env, dispute->wall);
  g_autofree char *outcome = outcome_words (env, dispute, settled_by);
  return g_strdup_printf ("%s, %s; %s", cause, when, outcome);
}
