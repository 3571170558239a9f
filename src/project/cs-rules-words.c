/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-rules-words.h"

#include "cs-workflow.h"

#include <string.h>

/* With numbers where there is some. */
static char *
say_evidence (const CsReader *reader, const CsRuleState *state)
{
  gint64 slices = state->slices_not_shown, texts = state->texts_not_shown;
  if (slices == 0 && texts == 0)
    return g_strdup ("this project wants evidence of what was read, and there is none here");
  g_autofree char *pictures =
      g_strdup_printf ("%" G_GINT64_FORMAT " %s", slices, slices == 1 ? "slice" : "slices");
  g_autofree char *rest =
      g_strdup_printf ("parts of %" G_GINT64_FORMAT " %s", texts, texts == 1 ? "text" : "texts");
  return g_strdup_printf ("%s%s%s %s not shown; this project wants all of it looked at first",
                          slices > 0 ? pictures : "", slices > 0 && texts > 0 ? " and " : "",
                          texts > 0 ? rest : "", slices == 1 && texts == 0 ? "was" : "were");
}

static char *
say_stage (const CsReader *reader, const CsRuleState *state)
{
  return g_strdup (cs_stage_word (state->stage_key));
}

static char *
say_stage_roles (const CsReader *reader, const CsRuleState *state)
{
  return cs_roles_to_words (state->stage_roles, " or ");
}

static char *
say_roles (const CsReader *reader, const CsRuleState *state)
{
  return cs_roles_to_words (reader->roles, " and ");
}

static char *
say_nobody (const CsReader *reader, const CsRuleState *state)
{
  return cs_roles_to_words (state->deserted_roles, " or ");
}

static char *
say_nobody_at (const CsReader *reader, const CsRuleState *state)
{
  return g_strdup_printf ("%u", state->deserted);
}

static char *
say_critical (const CsReader *reader, const CsRuleState *state)
{
  return g_strdup (state->open_critical);
}

static char *
say_short (const CsReader *reader, const CsRuleState *state)
{
  return g_strdup (state->relax_short);
}

static char *
say_expertise (const CsReader *reader, const CsRuleState *state)
{
  return g_strdup (state->expertise);
}

/* A name that another begins with comes after that one. */
static const struct {
  const char *name;
  char *(*say) (const CsReader *reader, const CsRuleState *state);
} values[] = {
  { "$critical", say_critical },   { "$evidence", say_evidence },
  { "$expertise", say_expertise }, { "$nobody-at", say_nobody_at },
  { "$nobody", say_nobody },       { "$roles", say_roles },
  { "$short", say_short },         { "$stage-roles", say_stage_roles },
  { "$stage", say_stage },
};

/* Returns what comes after the braces. */
static const char *
add_address (GString *text, const char *open, const char *name)
{
  const char *bar = strchr (open, '|'), *close = strchr (open, '}');
  if (name == NULL)
    g_string_append_len (text, open + 1, bar - open - 1);
  for (const char *of = bar + 1; name != NULL && of < close; of++)
    if (*of == '@')
      g_string_append (text, name);
    else
      g_string_append_c (text, *of);
  return close + 1;
}

static const char *
add_value (GString *text, const char *at, const CsReader *reader, const CsRuleState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_str_has_prefix (at, values[i].name)) {
      g_autofree char *said = values[i].say (reader, state);
      g_string_append (text, said);
      return at + strlen (values[i].name);
    }
  g_assert_not_reached ();
}

char *
cs_rules_words (const char *sentence, const CsReader *reader, const CsRuleState *state)
{
  GString *text = g_string_new (NULL);
  for (const char *at = sentence; *at != '\0';)
    if (*at == '{')
      at = add_address (text, at, state->actor);
    else if (*at == '$')
      at = add_value (text, at, reader, state);
    else
      g_string_append_c (text, *at++);
  return g_string_free (text, FALSE);
}
