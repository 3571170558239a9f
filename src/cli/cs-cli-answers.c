/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"

#include <string.h>

static gboolean
is_marked (const CsMarkSet *draft, const CsGid *item)
{
  for (guint i = 0; i < draft->n_marks; i++)
    if (cs_gid_equal (&draft->marks[i]->item, item))
      return TRUE;
  return FALSE;
}

/* About all items that have no mark. */
static gboolean
answer_rest (GArray *answers, GPtrArray *items, const CsMarkSet *draft, CsAnswer answer,
             const char *word, GError **error)
{
  gboolean hit = FALSE;
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *row = items->pdata[i];
    if (is_marked (draft, &row->gid))
      continue;
    cs_mark_answers_add (answers, &row->gid, answer, NULL);
    hit = TRUE;
  }
  return hit || cs_fail (error, CS_ERROR_INVALID,
                         "every item of the case has marks; submit without --answer, or name the "
                         "item: --answer ITEM=%s",
                         word);
}

/* "[ITEM=]nothing": about one item, or about all that have no mark. */
static gboolean
add_answer (GArray *answers, GPtrArray *items, const CsMarkSet *draft, const char *text,
            GError **error)
{
  const char *equals = strrchr (text, '=');
  const char *word = equals != NULL ? equals + 1 : text;
  CsAnswer answer = cs_answer_from_nick (word);
  if (answer == CS_ANSWER_NONE)
    return cs_fail (error, CS_ERROR_INVALID,
                    "\"%s\" is no answer; say nothing, not-assessable or equivocal", word);
  if (equals == NULL)
    return answer_rest (answers, items, draft, answer, word, error);
  g_autofree char *name = g_strndup (text, (gsize)(equals - text));
  const CsItemRow *row = cs_items_find (items, name, error);
  if (row == NULL)
    return FALSE;
  cs_mark_answers_add (answers, &row->gid, answer, NULL);
  return TRUE;
}

gboolean
cs_cli_answers (CsCli *cli, CsProject *project, const CsGid *gid, CsMarkEdit **ret_edit,
                GError **error)
{
  const char *given = cs_cli_option (cli, "answer");
  *ret_edit = NULL;
  if (given == NULL)
    return TRUE;
  CsReader reader = cs_project_reader (project);
  g_auto (GStrv) lines = g_strsplit (given, "\n", 0);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, gid, error);
  g_autoptr (CsMarkSet) draft = items != NULL ? cs_project_draft (project, gid, error) : NULL;
  if (draft == NULL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    if (!add_answer (answers, items, draft, lines[i], error))
      return FALSE;
  *ret_edit = cs_mark_edit_new (NULL, NULL, answers, error);
  return *ret_edit != NULL;
}
