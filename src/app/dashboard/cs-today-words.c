/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-today-words.h"
#include "cs-case-words.h"

#include <glib/gi18n.h>
#include <string.h>

char *
cs_today_fill (const char *words, gint64 first, gint64 second)
{
  g_auto (GStrv) parts = g_strsplit (words, "%u", 3);
  g_autoptr (GString) out = g_string_new (parts[0]);
  if (parts[0] != NULL && parts[1] != NULL)
    g_string_append_printf (out, "%" G_GINT64_FORMAT "%s", first, parts[1]);
  if (parts[0] != NULL && parts[1] != NULL && parts[2] != NULL)
    g_string_append_printf (out, "%" G_GINT64_FORMAT "%s", second, parts[2]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
cs_today_count (const char *words, guint count)
{
  return cs_today_fill (words, count, 0);
}

char *
cs_today_next_words (const CsTodayFacts *facts, const CsTaskRow *task)
{
  if (!task->mine)
    return g_strdup_printf (_ ("The next one is %s."), task->title);
  if (strcmp (task->kind, "review") == 0)
    return g_strdup (facts->corrected ? _ ("You have begun its review and corrected it.")
                                      : _ ("You have begun its review; nothing is corrected."));
  if (strcmp (task->kind, "approve") == 0)
    return g_strdup (facts->corrected ? _ ("You have begun its approval and corrected it.")
                                      : _ ("You have begun its approval; nothing is corrected."));
  if (facts->draft_marks == 0)
    return g_strdup (_ ("You have it in hand; nothing is marked yet."));
  return cs_today_count (
      ngettext ("Your draft has %u mark.", "Your draft has %u marks.", facts->draft_marks),
      facts->draft_marks);
}

char *
cs_today_served_words (const CsTaskRow *task, int today)
{
  g_autofree char *goal = cs_goal_words (task->goal, task->due, today);
  if (task->priority > 0)
    /* TRANSLATORS: why a case is the next one: "evaluation set, due Friday" */
    return goal != NULL ? g_strdup_printf (_ ("Served first: %s."), goal)
                        : g_strdup (_ ("Served first."));
  if (goal == NULL)
    return NULL;
  return task->goal == NULL
             /* TRANSLATORS: a case: "due Friday", "overdue since 4 March 2026" */
             ? g_strdup_printf (_ ("It is %s."), goal)
             /* TRANSLATORS: what a case is for, and when it is due: "evaluation set, due Friday" */
             : g_strdup_printf (_ ("It is needed for: %s."), goal);
}

char *
cs_today_lease_words (const CsTaskRow *task, gint64 now)
{
  if (task->lease == 0)
    return NULL;
  gint64 minutes = (task->lease - now + G_TIME_SPAN_MINUTE - 1) / G_TIME_SPAN_MINUTE;
  if (minutes <= 0)
    return g_strdup (_ ("Your time for it is over: whoever is next may take it."));
  guint hours = (guint)(minutes / 60);
  return hours > 0 ? cs_today_count (ngettext ("It is yours for %u more hour.",
                                               "It is yours for %u more hours.", hours),
                                     hours)
                   : cs_today_count (ngettext ("It is yours for %u more minute.",
                                               "It is yours for %u more minutes.", (gulong)minutes),
                                     (guint)minutes);
}

char *
cs_today_join (const char *one, const char *other)
{
  /* TRANSLATORS: two sentences */
  return other != NULL ? g_strdup_printf (_ ("%s %s"), one, other) : g_strdup (one);
}
