/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-relax-words.h"
#include "cs-stage-words.h"

#include <glib/gi18n.h>

char *
cs_shares_words (const guint *shares)
{
  GString *words = g_string_new (NULL);
  g_string_append_printf (words, _ ("%d %% of the cases"), (int)shares[0]);
  for (guint i = 1; i <= 3; i++)
    if (shares[i] != shares[0]) {
      g_autofree char *tier = g_strdup_printf ("%u", i);
      g_string_append (words, _ (", "));
      /* Translators: a share of the cases: "25 % of tier 2". */
      g_string_append_printf (words, _ ("%d %% of tier %s"), (int)shares[i], tier);
    }
  return g_string_free (words, FALSE);
}

char *
cs_relax_words (const CsRelaxRow *row)
{
  g_autofree char *shares = cs_shares_words (row->step.shares);
  g_autofree char *rule =
      row->step.of == 1
          /* Translators: %s is a share: "25 % of the cases". */
          ? g_strdup_printf (_ ("Once the last case decided here was accepted as it was, %s are "
                                "enough."),
                             shares)
          : g_strdup_printf (_ ("Once %u of the last %u cases decided here were accepted as they "
                                "were, %s are enough."),
                             row->step.accepted, row->step.of, shares);
  if (row->decided < 0)
    return g_steal_pointer (&rule);
  g_autofree char *far =
      row->decided == 0
          ? g_strdup (_ ("None is decided yet."))
          : g_strdup_printf (_ ("Now it is %u of %u."), (guint)row->accepted, (guint)row->decided);
  /* TRANSLATORS: two sentences */
  return g_strdup_printf (_ ("%s %s"), rule, far);
}

char *
cs_relax_headline (const CsRelaxRow *row)
{
  g_autofree char *title = cs_stage_title (row->stage);
  if (row->decided == 1)
    /* Translators: a stage. */
    return g_strdup_printf (_ ("%s: the last case was accepted as it was"), title);
  /* Translators: a stage and how its last cases were decided. */
  return g_strdup_printf (_ ("%s: %u of the last %u cases were accepted as they were"), title,
                          (guint)row->accepted, (guint)row->decided);
}

char *
cs_relax_offer (const CsRelaxRow *row)
{
  g_autofree char *shares = cs_shares_words (row->step.shares);
  /* Translators: a share: "25 % of the cases". */
  return g_strdup_printf (_ ("The rule of the workflow allows %s from now on."), shares);
}

char *
cs_relax_outcome (const CsRelaxRow *row)
{
  g_autofree char *now = cs_shares_words (row->shares);
  g_autofree char *then = cs_shares_words (row->step.shares);
  /* Translators: two shares: "25 % of the cases, 100 % of tier 1". */
  g_autofree char *step =
      g_strdup_printf (_ ("From now on %s pass it; until now it was %s."), then, now);
  guint left = row->steps_after;
  g_autofree char *after =
      left == 0 ? g_strdup (_ ("It is the last step of the rule."))
                : g_strdup_printf (ngettext ("The rule has %u more step after it.",
                                             "The rule has %u more steps after it.", left),
                                   left);
  /* TRANSLATORS: two sentences */
  return g_strdup_printf (_ ("%s %s"), step, after);
}
