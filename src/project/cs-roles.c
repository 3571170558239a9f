/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of roles, and of those whom questions go up to. */
#include "cs-json.h"
#include "cs-rules.h"

#include <string.h>

static const struct {
  const char *name;
  const char *somebody; /* in a sentence */
  guint role;
} role_names[] = {
  { "labeler", "a labeler", CS_ROLE_LABELER },
  { "reviewer", "a reviewer", CS_ROLE_REVIEWER },
  { "adjudicator", "an adjudicator", CS_ROLE_ADJUDICATOR },
  { "sme", "an SME", CS_ROLE_SME },
  { "lead", "a lead", CS_ROLE_LEAD },
  { "auditor", "an auditor", CS_ROLE_AUDITOR },
  { "observer", "an observer", CS_ROLE_OBSERVER },
};

guint
cs_role_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (strcmp (role_names[i].name, name) == 0)
      return role_names[i].role;
  return 0;
}

char *
cs_roles_to_text (guint roles)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (roles & role_names[i].role)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", role_names[i].name);
  return g_string_free (text, FALSE);
}

gboolean
cs_roles_parse (const char *text, guint *ret_roles, GError **error)
{
  guint roles = 0;
  g_auto (GStrv) words = g_strsplit (text, ",", 16);
  for (guint i = 0; words[i] != NULL; i++) {
    guint role = cs_role_from_name (words[i]);
    if (role == 0)
      return cs_fail (error, CS_ERROR_INVALID,
                      "\"%s\" is no role; roles are labeler, reviewer, adjudicator, sme, lead, "
                      "auditor, observer",
                      words[i]);
    roles |= role;
  }
  if (roles == 0)
    return cs_fail (error, CS_ERROR_INVALID, "name at least one role");
  *ret_roles = roles;
  return TRUE;
}

char *
cs_roles_to_words (guint roles, const char *last)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++) {
    if (!(roles & role_names[i].role))
      continue;
    roles &= ~role_names[i].role;
    const char *between = (roles & CS_ROLES_ALL) != 0 ? ", " : last;
    g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", role_names[i].somebody);
  }
  return g_string_free (text, FALSE);
}

const char *const cs_asked_names[] = { "board", "lead", "sme", NULL };

const char *
cs_asked_name (CsAsked asked)
{
  static const char *const names[] = { "", "lead", "sme", "board" };
  return names[asked];
}

CsAsked
cs_asked_from_name (const char *name)
{
  for (CsAsked asked = CS_ASKED_LEAD; asked <= CS_ASKED_BOARD; asked++)
    if (strcmp (name, cs_asked_name (asked)) == 0)
      return asked;
  return CS_ASKED_NOBODY;
}

const char *
cs_asked_words (CsAsked asked)
{
  static const char *const words[] = { "nobody", "a lead", "an SME", "the board" };
  return words[asked];
}
