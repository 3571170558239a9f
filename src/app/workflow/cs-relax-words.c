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
  /* Translators: the last is a share: "25 % of the cases". */
  g_autofree char *rule =
      g_strdup_printf (_ ("Once %u of the last %u cases decided here were accepted as they were, "
                          "%s are enough."),
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
