/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-stage-words.h"
#include "cs-workflow-sketch.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct {
  const char *key, *title;
} titles[] = {
  { "label", N_ ("Reading") },           { "review", N_ ("Review") },
  { "qc", N_ ("Quality control") },      { "qa", N_ ("Quality assurance") },
  { "adjudicate", N_ ("Adjudication") }, { "approve", N_ ("Approval") },
};

static const struct {
  const char *name, *words;
} roles[] = {
  { "labeler", N_ ("a labeler") },
  { "reviewer", N_ ("a reviewer") },
  { "adjudicator", N_ ("an adjudicator") },
  { "sme", N_ ("an expert") },
};

static char *
with_capital (const char *words)
{
  g_autofree char *first = g_utf8_substring (words, 0, *words != '\0' ? 1 : 0);
  g_autofree char *large = g_utf8_strup (first, -1);
  return g_strconcat (large, words + strlen (first), NULL);
}

char *
cs_stage_title (const char *key)
{
  if (key == NULL || *key == '\0')
    return g_strdup (_ ("A stage without a name"));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].key, key) == 0)
      return g_strdup (_ (titles[i].title));
  g_autofree char *words = g_strdelimit (g_strdup (key), "-", ' ');
  return with_capital (words);
}

char *
cs_stage_key (const char *title)
{
  g_autofree char *wanted = g_utf8_casefold (title, -1);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autofree char *known = g_utf8_casefold (_ (titles[i].title), -1);
    if (strcmp (known, wanted) == 0)
      return g_strdup (titles[i].key);
  }
  return cs_sketch_key (title);
}

static const char *
role_words (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].name, name) == 0)
      return _ (roles[i].words);
  return name;
}

char *
cs_stage_who (const CsJson *stage)
{
  const CsJson *names = cs_json_get (stage, "roles");
  guint n = cs_json_length (names);
  GString *words = g_string_new (n == 0 ? _ ("nobody") : NULL);
  for (guint i = 0; i < n; i++) {
    /* Translators: between people: "a labeler, a reviewer or an expert". */
    const char *between = i == 0 ? "" : i + 1 < n ? _ (", ") : _ (" or ");
    g_string_append_printf (words, "%s%s", between,
                            role_words (cs_json_string (cs_json_at (names, i))));
  }
  return g_string_free (words, FALSE);
}

/* "bones, lungs"; NULL where labels are not dealt out. */
static char *
group_names (const CsJson *stage)
{
  const CsJson *groups = cs_json_get (stage, "groups");
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < cs_json_length (groups); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? _ (", ") : "",
                            cs_json_get_string (cs_json_at (groups, i), "key"));
  return g_string_free (words, words->len == 0);
}

/* "2 read each case, 3 of tier 1"; NULL where one person does and labels are not dealt out. */
static char *
reads_words (const CsJson *stage)
{
  gint64 reads = cs_json_get_int (stage, "reads", 1);
  const CsJson *tiers = cs_json_get (stage, "reads_by_tier");
  GString *words = g_string_new (NULL);
  if (reads > 1)
    g_string_append_printf (words, _ ("%d read each case"), (int)reads);
  else if (cs_json_length (tiers) > 0)
    g_string_append (words, _ ("one reads each case"));
  for (guint i = 0; i < cs_json_length (tiers); i++)
    /* Translators: how many people read a case: "2 read each case, 3 of tier 1". */
    g_string_append_printf (words, _ (", %d of tier %s"),
                            (int)cs_json_int (cs_json_member_at (tiers, i)),
                            cs_json_key_at (tiers, i));
  return g_string_free (words, words->len == 0);
}

char *
cs_stage_share (const CsJson *stage)
{
  gint64 share = cs_json_get_int (stage, "share", 100);
  g_autofree char *groups = group_names (stage);
  if (groups != NULL)
    /* Translators: %s are groups of labels: "one each for bones, lungs". */
    return g_strdup_printf (_ ("one each for %s"), groups);
  g_autofree char *reads = reads_words (stage);
  if (reads != NULL)
    return g_steal_pointer (&reads);
  GString *words = g_string_new (NULL);
  const CsJson *tiers = cs_json_get (stage, "tiers");
  if (share < 100)
    g_string_append_printf (words, _ ("%d %% of the cases"), (int)share);
  for (guint i = 0; i < cs_json_length (tiers); i++) {
    g_string_append (words, words->len > 0 ? _ (", ") : "");
    /* Translators: a share of the cases: "25 % of tier 2". */
    g_string_append_printf (words, _ ("%d %% of tier %s"),
                            (int)cs_json_int (cs_json_member_at (tiers, i)),
                            cs_json_key_at (tiers, i));
  }
  return g_string_free (words, words->len == 0);
}

char *
cs_stage_relaxed (const CsJson *stage)
{
  const CsJson *steps = cs_json_get (stage, "relax");
  g_autoptr (GString) shares = g_string_new (NULL);
  for (guint i = 0; i < cs_json_length (steps); i++)
    g_string_append_printf (shares, _ ("%s%d %%"), i > 0 ? _ (", ") : "",
                            (int)cs_json_get_int (cs_json_at (steps, i), "share", 0));
  /* Translators: shares, one after the other: "25 %, 5 %". */
  return shares->len > 0 ? g_strdup_printf (_ ("may be relaxed to %s"), shares->str) : NULL;
}

/* "An expert who is no author of the case". */
static char *
apart_words (const CsJson *stage, const char *who)
{
  const CsJson *excluded = cs_json_get (stage, "exclude");
  for (guint i = 0; i < cs_json_length (excluded); i++)
    if (g_strcmp0 (cs_json_string (cs_json_at (excluded, i)), "decider") == 0)
      /* Translators: %s is who: "A labeler or an expert". */
      return g_strdup_printf (_ ("%s who is no author of the case and did not accept it before"),
                              who);
  /* Translators: %s is who: "A labeler or an expert". */
  return g_strdup_printf (_ ("%s who is no author of the case"), who);
}

char *
cs_stage_sentence (const CsJson *stages, guint n)
{
  const CsJson *stage = cs_json_at (stages, n);
  g_autofree char *people = cs_stage_who (stage);
  g_autofree char *who = with_capital (people);
  g_autofree char *share = cs_stage_share (stage);
  g_autofree char *groups = group_names (cs_json_at (stages, 0));
  g_autofree char *words = groups == NULL ? reads_words (cs_json_at (stages, 0)) : NULL;
  g_autofree char *reads = words != NULL ? with_capital (words) : NULL;
  if (n == 0 && groups != NULL)
    /* Translators: the first %s is who: "A labeler or an expert", the second groups of labels. */
    return g_strdup_printf (_ ("%s. Labels are dealt out: %s. Somebody else reads each of these at "
                               "the same time; it comes back here when it is sent back."),
                            who, groups);
  gboolean another =
      g_strcmp0 (cs_json_get_string (cs_json_at (stages, 0), "tie_breaker"), "another") == 0;
  if (n == 0 && reads != NULL && another)
    /* Translators: %s is who, "A labeler or an expert", then "2 read each case, 3 of tier 1". */
    return g_strdup_printf (
        _ ("%s. %s, each for themselves, and one more where they do not agree. It comes back here "
           "when it is sent back."),
        who, reads);
  if (n == 0 && reads != NULL)
    /* Translators: %s is who, "A labeler or an expert", then "2 read each case, 3 of tier 1". */
    return g_strdup_printf (
        _ ("%s. %s, each for themselves. It comes back here when it is sent back."), who, reads);
  if (n == 1 && reads != NULL)
    return g_strdup_printf (_ ("%s who did not read the case settles what the readers do not agree "
                               "on."),
                            who);
  if (n == 0)
    /* Translators: %s is who: "A labeler or an expert". */
    return g_strdup_printf (_ ("%s. Every case begins here, and comes back here when it is sent "
                               "back."),
                            who);
  g_autofree char *apart = apart_words (stage, who);
  if (n + 1 == cs_json_length (stages))
    /* Translators: %s is "An expert who is no author of the case". */
    return g_strdup_printf (_ ("%s approves and signs. Every case."), apart);
  if (share == NULL)
    return g_strdup_printf (_ ("%s. Every case."), apart);
  /* Translators: the first %s is "An expert who is no author of the case", the second "10 % of the
   * cases". */
  return g_strdup_printf (_ ("%s. %s, drawn by their ids; the others go past it."), apart, share);
}

char *
cs_stages_sentence (const CsJson *stages, const gint64 *waiting)
{
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < cs_json_length (stages); i++) {
    g_autofree char *title = cs_stage_title (cs_json_get_string (cs_json_at (stages, i), "key"));
    g_autofree char *sentence = cs_stage_sentence (stages, i);
    g_autofree char *relaxed = cs_stage_relaxed (cs_json_at (stages, i));
    g_string_append_printf (words, "%s%u. %s: %s", i > 0 ? "\n" : "", i + 1, title, sentence);
    if (relaxed != NULL) {
      g_autofree char *own = with_capital (relaxed);
      g_string_append_printf (words, " %s.", own);
    }
    if (waiting != NULL) {
      g_autofree char *count = g_strdup_printf (
          ngettext ("%u case waits here.", "%u cases wait here.", (gulong)waiting[i]),
          (guint)waiting[i]);
      g_string_append_printf (words, " %s", count);
    }
  }
  return g_string_free (words, FALSE);
}
