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

/* What `--answer` says: ITEM (NULL: no item is named), answer and NOTE (or NULL). */
typedef struct {
  char *item, *note;
  CsAnswer answer;
  const char *word;
} Said;

static void
said_clear (Said *said)
{
  g_free (said->item);
  g_free (said->note);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

/* "ANSWER" or "ANSWER:TEXT". */
static gboolean
parse_word (const char *text, Said *said)
{
  static const char *const words[] = { "none", "nothing", "not-assessable", "equivocal" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize length = strlen (words[i]);
    if (strncmp (text, words[i], length) != 0 || (text[length] != '\0' && text[length] != ':'))
      continue;
    said->word = words[i];
    said->answer = cs_answer_from_nick (words[i]);
    said->note = text[length] == ':' ? g_strstrip (g_strdup (text + length + 1)) : NULL;
    return TRUE;
  }
  return FALSE;
}

/* An item may have "=" in its name, and so may the words after an answer. */
static gboolean
parse_said (const char *text, Said *said, GError **error)
{
  gboolean found = parse_word (text, said);
  for (const char *at = text; !found && (at = strchr (at, '=')) != NULL; at++)
    if (parse_word (at + 1, said)) {
      said->item = g_strndup (text, (gsize)(at - text));
      found = TRUE;
    }
  const char *equals = strrchr (text, '=');
  if (!found)
    return cs_fail (error, CS_ERROR_INVALID,
                    "\"%s\" is no answer; say nothing, not-assessable, equivocal or none",
                    equals != NULL ? equals + 1 : text);
  if (said->note != NULL && said->answer < CS_ANSWER_NOT_ASSESSABLE)
    return cs_fail (error, CS_ERROR_INVALID,
                    "words go with not-assessable and equivocal only, not with %s", said->word);
  return TRUE;
}

/* About all items that have no mark; where it is taken back, all that have an answer. */
static gboolean
answer_rest (GArray *answers, GPtrArray *items, const CsMarkSet *draft, const Said *said,
             GError **error)
{
  gboolean hit = FALSE, back = said->answer == CS_ANSWER_NONE;
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *row = items->pdata[i];
    if (back ? cs_mark_set_answer (draft, &row->gid) == NULL : is_marked (draft, &row->gid))
      continue;
    cs_mark_answers_add (answers, &row->gid, said->answer, said->note);
    hit = TRUE;
  }
  if (!hit && back)
    return cs_fail (error, CS_ERROR_INVALID, "no item of the case has an answer to take back");
  return hit || cs_fail (error, CS_ERROR_INVALID,
                         "every item of the case has marks; submit without --answer, or name the "
                         "item: --answer ITEM=%s",
                         said->word);
}

/* "[ITEM=]ANSWER[:TEXT]": about one item, or about all that have no mark. */
static gboolean
add_answer (GArray *answers, GPtrArray *items, const CsMarkSet *draft, const char *text,
            GError **error)
{
  g_auto (Said) said = { 0 };
  if (!parse_said (text, &said, error))
    return FALSE;
  if (said.item == NULL)
    return answer_rest (answers, items, draft, &said, error);
  const CsItemRow *row = cs_items_find (items, said.item, error);
  if (row == NULL)
    return FALSE;
  cs_mark_answers_add (answers, &row->gid, said.answer, said.note);
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
