/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-words.h"

#include <glib/gi18n.h>
#include <string.h>

enum {
  TO_READ,
  READING,
  HANDED_IN,
  SENT_BACK,
  ESCALATED,
  TO_REVIEW,
  IN_REVIEW,
  TO_APPROVE,
  IN_APPROVAL,
  ACCEPTED,
  SIGNED,
  BLOCKED,
  CHANGED,
  REJECTED,
};

/* gettext leaves these to run time; see cs_case_words. */
static CsCaseWord words[] = {
  [TO_READ] = { "to-read", N_ ("To read"), "cs-open-symbolic", "cs-dim", TRUE },
  [READING] = { "reading", N_ ("Reading"), "cs-close-symbolic", "cs-here", TRUE },
  [HANDED_IN] = { "handed-in", N_ ("Handed in"), "cs-met-symbolic", "cs-met", FALSE },
  [SENT_BACK] = { "sent-back", N_ ("Sent back"), "cs-sent-back-symbolic", "cs-close", TRUE },
  [ESCALATED] = { "escalated", N_ ("Escalated"), "cs-answer-symbolic", "cs-close", FALSE },
  [TO_REVIEW] = { "to-review", N_ ("To review"), "cs-review-symbolic", "cs-here", TRUE },
  [IN_REVIEW] = { "in-review", N_ ("In review"), "cs-review-symbolic", "cs-here", FALSE },
  [TO_APPROVE] = { "to-approve", N_ ("To approve"), "cs-review-symbolic", "cs-here", TRUE },
  [IN_APPROVAL] = { "in-approval", N_ ("In approval"), "cs-review-symbolic", "cs-here", FALSE },
  [ACCEPTED] = { "accepted", N_ ("Accepted"), "cs-met-symbolic", "cs-met", TRUE },
  [SIGNED] = { "signed", N_ ("Signed"), "cs-sign-symbolic", "cs-met", TRUE },
  [BLOCKED] = { "blocked", N_ ("Blocked"), "cs-not-met-symbolic", "cs-missed", FALSE },
  [CHANGED] = { "changed", N_ ("Changed after signing"), "cs-broken-symbolic", "cs-trouble",
                FALSE },
  [REJECTED] = { "rejected", N_ ("Rejected"), "cs-rejected-symbolic", "cs-dim", FALSE },
};

const CsCaseWord *
cs_case_words (guint *ret_count)
{
  static gsize translated;
  if (g_once_init_enter (&translated)) {
    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
      words[i].word = _ (words[i].word);
    g_once_init_leave (&translated, 1);
  }
  if (ret_count != NULL)
    *ret_count = G_N_ELEMENTS (words);
  return words;
}

static guint
word_at_stage (const CsCaseRow *row)
{
  gboolean held = row->status == CS_CASE_HELD;
  if (row->sent_back && !held)
    return SENT_BACK;
  if (row->task == CS_TASK_READ)
    return held ? READING : TO_READ;
  if (row->task == CS_TASK_APPROVE)
    return held ? IN_APPROVAL : TO_APPROVE;
  return held ? IN_REVIEW : TO_REVIEW;
}

const CsCaseWord *
cs_case_word_of (const CsCaseRow *row)
{
  const CsCaseWord *all = cs_case_words (NULL);
  if (row->changed_after_signing)
    return &all[CHANGED];
  if (row->handed_in)
    return &all[HANDED_IN];
  if (row->blocked)
    return &all[BLOCKED];
  if (row->asked != CS_ASKED_NOBODY)
    return &all[ESCALATED];
  switch (row->status) {
  case CS_CASE_ACCEPTED:
    return &all[ACCEPTED];
  case CS_CASE_SIGNED:
    return &all[SIGNED];
  case CS_CASE_REJECTED:
    return &all[REJECTED];
  default:
    return &all[word_at_stage (row)];
  }
}

const char *
cs_priority_word (int priority)
{
  /* TRANSLATORS: the priority of a case */
  return priority > 0   ? C_ ("priority", "High")
         : priority < 0 ? C_ ("priority", "Low")
                        : C_ ("priority", "Normal");
}

static char *
day_of (int due, const char *format)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc ((gint64)due * 24 * 60 * 60);
  return g_date_time_format (day, format);
}

char *
cs_case_state (const CsCaseRow *row)
{
  GString *text = g_string_new (cs_case_word_of (row)->word);
  if (row->priority != 0)
    g_string_append_printf (text, " · %s", cs_priority_word (row->priority));
  if (row->sensitive != NULL)
    g_string_append_printf (text, " · %s", row->sensitive);
  if (row->expertise != NULL)
    g_string_append_printf (text, " · %s", row->expertise);
  if (row->overdue)
    /* TRANSLATORS: a case, in a list */
    g_string_append_printf (text, " · %s", C_ ("a case", "Overdue"));
  else if (row->due != CS_DUE_NONE) {
    /* TRANSLATORS: the day and month of a case's due date, in a list */
    g_autofree char *day = day_of (row->due, _ ("due %-e %b"));
    g_string_append_printf (text, " · %s", day);
  }
  return g_string_free (text, FALSE);
}

char *
cs_due_words (int due)
{
  return day_of (due, _ ("%-e %B %Y"));
}

/* "due Friday", "due 4 March 2026"; NULL without a date. Caller frees. */
static char *
until_words (int due, int today)
{
  if (due == CS_DUE_NONE)
    return NULL;
  if (due == today)
    /* TRANSLATORS: a case, in a sentence */
    return g_strdup (_ ("due today"));
  /* TRANSLATORS: when a case is or was due, in a sentence: a day of this week, a date */
  return day_of (due, due < today       ? _ ("overdue since %-e %B %Y")
                      : due < today + 7 ? _ ("due %A")
                                        : _ ("due %-e %B %Y"));
}

char *
cs_goal_words (const char *goal, int due, int today)
{
  g_autofree char *until = until_words (due, today);
  if (goal == NULL || until == NULL)
    return goal != NULL ? g_strdup (goal) : g_steal_pointer (&until);
  /* TRANSLATORS: what a case is needed for, and when: "evaluation set, due Friday" */
  return g_strdup_printf (_ ("%s, %s"), goal, until);
}

/* By the key of the word. */
static const struct {
  const char *key, *line;
} waits[] = {
  { "to-read", N_ ("Waits for its first reading") },
  { "reading", N_ ("%s reads it") },
  { "sent-back", N_ ("Sent back; waits for its correction") },
  { "escalated", N_ ("Waits for a ruling on a question") },
  { "to-review", N_ ("Waits for review") },
  { "in-review", N_ ("%s reviews it") },
  { "to-approve", N_ ("Waits for an expert’s approval") },
  { "in-approval", N_ ("%s has it for approval") },
  { "accepted", N_ ("Accepted; waits for the signature of who accepted it") },
  { "signed", N_ ("Signed") },
  { "blocked", N_ ("Nobody of the project may act on it; somebody must be added") },
  { "changed", N_ ("Its signature does not cover what is there now") },
  { "rejected", N_ ("Rejected; out until a lead reopens it") },
};

char *
cs_case_waits (const CsCaseRow *row, const char *person)
{
  const char *key = cs_case_word_of (row)->key;
  guint i = 0;
  while (i + 1 < G_N_ELEMENTS (waits) && strcmp (waits[i].key, key) != 0)
    i++;
  g_auto (GStrv) parts = g_strsplit (_ (waits[i].line), "%s", 2);
  return g_strjoinv (person != NULL ? person : _ ("Somebody"), parts);
}

char *
cs_window_words (const char *sentence)
{
  if (sentence == NULL)
    return NULL;
  g_autoptr (GRegex) word = g_regex_new ("\\bSME\\b", 0, 0, NULL);
  /* TRANSLATORS: inside a sentence: "needs an expert" */
  return g_regex_replace_literal (word, sentence, -1, 0, C_ ("who acts", "expert"), 0, NULL);
}

/* --- what it holds --- */

static void
append_counted (GString *out, guint n, const char *one, char *taken_several)
{
  g_autofree char *several = taken_several;
  if (n == 0)
    return;
  g_string_append (out, out->len > 0 ? ", " : "");
  g_string_append (out, n == 1 ? one : several);
}

char *
cs_figure (guint n)
{
  g_autofree char *plain = g_strdup_printf ("%u", n);
  g_autofree char *grouped = g_strdup_printf ("%'u", n);
  gsize length = strlen (plain);
  if (strlen (grouped) > length || length < 4)
    return g_steal_pointer (&grouped);
  GString *text = g_string_new (NULL);
  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append (text, "\u202f");
    g_string_append_c (text, plain[i]);
  }
  return g_string_free (text, FALSE);
}

char *
cs_case_what (const CsCaseLine *line)
{
  GString *out = g_string_new (NULL);
  append_counted (
      out, line->series, _ ("Series"),
      g_strdup_printf (ngettext ("%u series", "%u series", line->series), line->series));
  if (line->slices > 0) {
    guint slices = (guint)line->slices;
    /* TRANSLATORS: after "Series" */
    g_string_append_printf (out, ngettext (", %u slice", ", %u slices", slices), slices);
  }
  append_counted (
      out, line->images,
      out->len > 0 ? C_ ("what a case is", "picture") : C_ ("what a case is", "Picture"),
      g_strdup_printf (ngettext ("%u picture", "%u pictures", line->images), line->images));
  append_counted (out, line->texts,
                  out->len > 0 ? C_ ("what a case is", "text") : C_ ("what a case is", "Text"),
                  g_strdup_printf (ngettext ("%u text", "%u texts", line->texts), line->texts));
  return g_string_free (out, FALSE);
}

char *
cs_marks_words (guint marks, guint relations)
{
  g_autofree char *counted = g_strdup_printf (ngettext ("%u mark", "%u marks", marks), marks);
  if (relations == 0)
    return g_steal_pointer (&counted);
  g_autofree char *apart =
      g_strdup_printf (ngettext ("%u relation", "%u relations", relations), relations);
  return g_strdup_printf ("%s, %s", counted, apart);
}

/* --- when --- */

static GDateTime *
local_time (CsEnv *env, gint64 wall)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (env->offset (env, wall) * 60);
  return g_date_time_to_timezone (utc, zone);
}

static gboolean
same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

static char *
day_words (CsEnv *env, GDateTime *then, gboolean *ret_today)
{
  g_autoptr (GDateTime) now = local_time (env, env->wall (env));
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  gboolean this_year = g_date_time_get_year (then) == g_date_time_get_year (now);
  *ret_today = same_day (then, now);
  if (*ret_today)
    return g_strdup (_ ("Today"));
  if (same_day (then, yesterday))
    return g_strdup (_ ("Yesterday"));
  /* TRANSLATORS: a day of this year ("2 March"), and of another one. */
  return g_date_time_format (then, this_year ? _ ("%-e %B") : _ ("%-e %B %Y"));
}

char *
cs_when (CsEnv *env, gint64 wall)
{
  if (wall == 0)
    return g_strdup ("");
  gboolean today = FALSE;
  g_autoptr (GDateTime) then = local_time (env, wall);
  g_autofree char *day = day_words (env, then, &today);
  return today ? g_date_time_format (then, "%H:%M") : g_steal_pointer (&day);
}

char *
cs_when_long (CsEnv *env, gint64 wall)
{
  gboolean today = FALSE;
  g_autoptr (GDateTime) then = local_time (env, wall);
  g_autofree char *day = day_words (env, then, &today);
  g_autofree char *time = g_date_time_format (then, "%H:%M");
  return g_strdup_printf ("%s %s", day, time);
}

char *
cs_today (CsEnv *env)
{
  g_autoptr (GDateTime) now = local_time (env, env->wall (env));
  /* TRANSLATORS: the day of today: "Wednesday, 4 March". */
  return g_date_time_format (now, _ ("%A, %-e %B"));
}

const char *
cs_role_word (guint roles)
{
  if (roles & CS_ROLE_LEAD)
    return _ ("Lead");
  if (roles & CS_ROLE_SME)
    return _ ("Expert");
  if (roles & CS_ROLE_ADJUDICATOR)
    return _ ("Adjudicator");
  if (roles & CS_ROLE_REVIEWER)
    return _ ("Reviewer");
  if (roles & CS_ROLE_LABELER)
    return _ ("Labeler");
  if (roles & CS_ROLE_AUDITOR)
    return _ ("Auditor");
  return roles & CS_ROLE_OBSERVER ? _ ("Observer") : _ ("Looking only");
}

const char *
cs_type_word (const char *type)
{
  /* TRANSLATORS: what somebody is to the project */
  return g_str_equal (type, "contractor") ? _ ("Contractor")
         : g_str_equal (type, "sme")      ? _ ("Medical expert")
                                          : _ ("Staff");
}

const char *
cs_answer_word (CsAnswer answer)
{
  switch (answer) {
  case CS_ANSWER_NOTHING:
    return _ ("Nothing to mark");
  case CS_ANSWER_NOT_ASSESSABLE:
    return _ ("Not assessable");
  case CS_ANSWER_EQUIVOCAL:
    return _ ("Equivocal");
  default:
    return _ ("no answer");
  }
}

char *
cs_not_shown_words (gint64 slices, gint64 texts)
{
  g_autofree char *rest = g_strdup_printf (
      ngettext ("%u text not all shown", "%u texts not all shown", (gulong)texts), (guint)texts);
  if (slices == 0)
    return g_steal_pointer (&rest);
  if (texts == 0)
    return g_strdup_printf (ngettext ("%u slice not shown", "%u slices not shown", (gulong)slices),
                            (guint)slices);
  g_autofree char *pictures =
      g_strdup_printf (ngettext ("%u slice", "%u slices", (gulong)slices), (guint)slices);
  return g_strdup_printf ("%s, %s", pictures, rest);
}
