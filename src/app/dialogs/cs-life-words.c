/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-life-words.h"
#include "cs-case-words.h"
#include "cs-review-row.h"
#include "cs-rules.h"
#include "cs-sign-sheet.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define SHORT 12 /* digits of a fingerprint */

gboolean
cs_life_is_told (const CsLifeStep *step)
{
  return !step->act->routine;
}

char *
cs_life_when (const CsLifeStep *step)
{
  return cs_sign_sheet_time (step->act->wall, step->act->offset, NULL);
}

char *
cs_life_who (CsSession *session, const CsLifeStep *step)
{
  const char *person = cs_session_person (session, step->act->who);
  guint roles = 0;
  if (step->role == NULL || !cs_roles_parse (step->role, &roles, NULL))
    return g_strdup (person);
  /* Translators: a person and what they are in the project: "Reader 4, Labeler". */
  return g_strdup_printf (_ ("%s, %s"), person, cs_role_word (roles));
}

char *
cs_life_what (const CsLifeStep *step)
{
  g_autofree char *words = cs_window_words (step->act->sentence);
  g_autofree char *first = g_utf8_substring (words, 0, MIN (1, g_utf8_strlen (words, -1)));
  g_autofree char *upper = g_utf8_strup (first, -1);
  return g_strconcat (upper, words + strlen (first), NULL);
}

static void
add_changes (GString *lines, const CsLifeStep *step)
{
  if (!step->compared)
    return;
  g_autoptr (GString) words = g_string_new (NULL);
  const char *const between = ", ";
  if (step->added > 0)
    g_string_append_printf (words, ngettext ("%u mark added", "%u marks added", step->added),
                            step->added);
  if (step->changed > 0) {
    g_string_append (words, words->len > 0 ? between : "");
    g_string_append_printf (words, ngettext ("%u mark changed", "%u marks changed", step->changed),
                            step->changed);
  }
  if (step->removed > 0) {
    g_string_append (words, words->len > 0 ? between : "");
    g_string_append_printf (words, ngettext ("%u mark deleted", "%u marks deleted", step->removed),
                            step->removed);
  }
  if (step->relations > 0) {
    g_string_append (words, words->len > 0 ? between : "");
    g_string_append_printf (
        words, ngettext ("%u relation changed", "%u relations changed", step->relations),
        step->relations);
  }
  if (step->answers > 0) {
    g_string_append (words, words->len > 0 ? between : "");
    g_string_append_printf (words, ngettext ("%u answer set", "%u answers set", step->answers),
                            step->answers);
  }
  if (step->overlap >= 0)
    /* Translators: how much of the areas before and after is common to both, in percent. */
    g_string_append_printf (words, _ ("; least overlap %d %%"), (int)floor (step->overlap * 100));
  g_string_append_printf (lines, "%s\n", words->len > 0 ? words->str : _ ("Nothing changed"));
}

static void
add_effort (GString *lines, const CsEffort *effort)
{
  if (effort->interactions == 0 && effort->seconds == 0)
    return;
  g_string_append_printf (lines,
                          ngettext ("%u interaction", "%u interactions", effort->interactions),
                          (guint)effort->interactions);
  /* Translators: how long somebody worked on a case: minutes and seconds. */
  g_string_append_printf (lines, _ (", %u:%02u min at work"), (guint)(effort->seconds / 60),
                          (guint)(effort->seconds % 60));
  if (effort->idle >= 60)
    g_string_append_printf (lines, _ (", %u min of pauses"), (guint)(effort->idle / 60));
  g_string_append_c (lines, '\n');
}

/* Under which rules it was made. */
static void
add_rules (GString *lines, const CsLifeStep *step)
{
  char hex[CS_HASH_HEX + 1];
  if (step->marks == NULL)
    return;
  g_string_append_printf (lines, _ ("Labels %d"), step->schema);
  if (step->guideline > 0)
    g_string_append_printf (lines, _ (", guideline %d"), step->guideline);
  cs_hash_to_hex (&step->workflow, hex);
  g_string_append_printf (lines, _ (", workflow %.*s"), SHORT, hex);
  g_string_append_c (lines, '\n');
}

/* Whose reading it is; it may be one that is not told. */
static const char *
reader_of (CsSession *session, const GPtrArray *life, const CsHash *reading)
{
  for (guint i = 0; i < life->len; i++) {
    const CsLifeStep *step = life->pdata[i];
    if (cs_hash_equal (&step->act->hash, reading) && !g_str_equal (step->act->who, "?"))
      return cs_session_person (session, step->act->who);
  }
  return _ ("one of the readers");
}

/* Who was found to be right in each dispute, and why; the others dissented. */
static void
add_rulings (GString *lines, CsSession *session, const GPtrArray *life, const CsLifeStep *step)
{
  const CsJson *list = cs_json_get (step->act->body, "rulings");
  const char *all = cs_json_get_string (step->act->body, "reason");
  for (guint i = 0; i < cs_json_length (list); i++) {
    CsHash reading;
    const CsJson *one = cs_json_at (list, i);
    const char *choice = cs_json_get_string (one, "choice");
    const char *reason = cs_json_get_string (one, "reason");
    /* Translators: how a dispute between readers was settled: "Dispute 2: as Reader 4 has it". */
    if (cs_json_get_hash (one, "reading", &reading))
      g_string_append_printf (lines, _ ("Dispute %u: as %s has it"), i + 1,
                              reader_of (session, life, &reading));
    else
      g_string_append_printf (lines,
                              g_strcmp0 (choice, "drawn") == 0 ? _ ("Dispute %u: drawn anew")
                                                               : _ ("Dispute %u: nobody is right"),
                              i + 1);
    if (reason != NULL || all != NULL)
      g_string_append_printf (lines, " (%s)", reason != NULL ? reason : all);
    g_string_append_c (lines, '\n');
  }
}

char *
cs_life_details (CsSession *session, const GPtrArray *life, const CsLifeStep *step)
{
  char hex[CS_HASH_HEX + 1];
  g_autoptr (GString) lines = g_string_new (NULL);
  add_rulings (lines, session, life, step);
  add_changes (lines, step);
  if (step->n_remarks > 0) {
    g_string_append_printf (lines, ngettext ("%u remark", "%u remarks", step->n_remarks),
                            step->n_remarks);
    g_string_append_c (lines, '\n');
  }
  add_effort (lines, &step->act->effort);
  add_rules (lines, step);
  if (step->taken_back)
    g_string_append_printf (lines, "%s\n", _ ("Taken back later"));
  if (step->act->unrecognised != NULL) {
    g_string_append_printf (lines, _ ("Does not count: %s"), step->act->unrecognised);
    g_string_append_c (lines, '\n');
  }
  cs_hash_to_hex (&step->act->hash, hex);
  g_string_append_printf (lines, _ ("Fingerprint %.*s"), SHORT, hex);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

char *
cs_life_sheet (CsSession *session, const char *title, const char *state, const GPtrArray *life)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (text, _ ("History of the case: %s"), title);
  g_string_append_printf (text, "\n%s\n%s\n\n", cs_session_facts (session)->name, state);
  for (guint i = 0; i < life->len; i++) {
    const CsLifeStep *step = life->pdata[i];
    if (!cs_life_is_told (step))
      continue;
    g_autofree char *when = cs_life_when (step);
    g_autofree char *who = cs_life_who (session, step);
    g_autofree char *what = cs_life_what (step);
    g_autofree char *details = cs_life_details (session, life, step);
    g_string_append_printf (text, "%s\n%s\n%s\n%s\n\n", when, who, what, details);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
cs_life_after (CsSession *session, const GPtrArray *life, guint step, guint64 id)
{
  g_auto (CsRemark) remark = { 0 };
  guint said = 0;
  if (!cs_life_remark_before (life, step, id, &remark, &said))
    return NULL;
  const char *person = cs_session_person (session, ((CsLifeStep *)life->pdata[said])->act->who);
  g_autoptr (GString) words = g_string_new (NULL);
  /* Translators: what a reviewer had said before something was changed: "after Reader 4: Missed".
   */
  g_string_append_printf (words, _ ("after %s: %s"), person,
                          remark.category != NULL ? cs_review_category_words (remark.category)
                                                  : _ ("a remark"));
  if (remark.clause != NULL)
    g_string_append_printf (words, _ (", clause %s"), remark.clause);
  if (remark.text != NULL)
    g_string_append_printf (words, _ (", “%s”"), remark.text);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The step AT by which the mark was MADE, or changed. */
static void
add_credit (GString *words, CsSession *session, const GPtrArray *life, guint at, gboolean made)
{
  if (at == G_MAXUINT)
    return;
  const CsHistoryRow *act = ((CsLifeStep *)life->pdata[at])->act;
  const char *who = cs_session_person (session, act->who);
  g_autofree char *when = cs_when_long (cs_session_env (session), act->wall);
  g_string_append (words, words->len > 0 ? " · " : "");
  if (made)
    /* Translators: of a mark: a person and a time: "Made by Reader 4, Yesterday 14:22". */
    g_string_append_printf (words, _ ("Made by %s, %s"), who, when);
  else if (words->len > 0)
    /* Translators: the same, after who made it. */
    g_string_append_printf (words, _ ("changed by %s, %s"), who, when);
  else
    g_string_append_printf (words, _ ("Changed by %s, %s"), who, when);
}

char *
cs_life_credit_words (CsSession *session, const GPtrArray *life, guint64 id, const CsMark *now)
{
  CsLifeCredit credit;
  g_autoptr (GString) words = g_string_new (NULL);
  if (!cs_life_credit (life, id, &credit))
    return NULL;
  add_credit (words, session, life, credit.made, TRUE);
  add_credit (words, session, life, credit.changed, FALSE);
  if (words->len > 0 && now != NULL && cs_mark_compare (credit.last, now) != 0)
    /* Translators: of a mark, after who made it: what is shown is not what was handed in. */
    g_string_append_printf (words, " · %s", _ ("changed here, not handed in yet"));
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}
