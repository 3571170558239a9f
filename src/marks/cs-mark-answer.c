/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-answer.h"

#include "cs-json-check.h"

#include <string.h>

static const char *const nicks[] = {
  [CS_ANSWER_NONE] = NULL,
  [CS_ANSWER_NOTHING] = "nothing",
  [CS_ANSWER_NOT_ASSESSABLE] = "not-assessable",
  [CS_ANSWER_EQUIVOCAL] = "equivocal",
};

const char *
cs_answer_nick (CsAnswer answer)
{
  return (guint)answer < G_N_ELEMENTS (nicks) ? nicks[answer] : NULL;
}

CsAnswer
cs_answer_from_nick (const char *nick)
{
  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      return (CsAnswer)i;
  return CS_ANSWER_NONE;
}

static void
clear_answer (gpointer data)
{
  CsMarkAnswer *answer = data;
  g_clear_pointer (&answer->note, g_free);
}

GArray *
cs_mark_answers_new (void)
{
  GArray *answers = g_array_new (FALSE, FALSE, sizeof (CsMarkAnswer));
  g_array_set_clear_func (answers, clear_answer);
  return answers;
}

void
cs_mark_answers_add (GArray *answers, const CsGid *item, CsAnswer answer, const char *note)
{
  CsMarkAnswer one = { *item, answer, g_strdup (note) };
  g_array_append_val (answers, one);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return cs_gid_compare (&((const CsMarkAnswer *)a)->item, &((const CsMarkAnswer *)b)->item);
}

static gboolean
check_answer (const CsMarkAnswer *answer, gboolean may_clear, GError **error)
{
  if (answer->answer == CS_ANSWER_NONE ? !may_clear : cs_answer_nick (answer->answer) == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "answer: not one of nothing, not-assessable, equivocal");
  if (answer->note == NULL)
    return TRUE;
  if (answer->answer == CS_ANSWER_NONE)
    return cs_fail (error, CS_ERROR_INVALID, "note: without an answer");
  if (answer->note[0] == '\0' || strlen (answer->note) > CS_MARK_MAX_NOTE ||
      !cs_json_text_ok (answer->note))
    return cs_fail (error, CS_ERROR_INVALID, "note: not 1 to %d bytes of plain text",
                    CS_MARK_MAX_NOTE);
  return TRUE;
}

gboolean
cs_mark_answers_settle (GArray *answers, gboolean may_clear, GError **error)
{
  char hex[CS_GID_HEX + 1];
  g_array_sort (answers, compare_items);
  for (guint i = 0; i < answers->len; i++) {
    const CsMarkAnswer *answer = &g_array_index (answers, CsMarkAnswer, i);
    if (i > 0 && compare_items (answer - 1, answer) == 0)
      return cs_fail (error, CS_ERROR_INVALID, "item %s: two answers",
                      cs_gid_to_hex (&answer->item, hex));
    if (!check_answer (answer, may_clear, error)) {
      g_prefix_error (error, "item %s: ", cs_gid_to_hex (&answer->item, hex));
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
cs_mark_answer_equal (const CsMarkAnswer *a, const CsMarkAnswer *b)
{
  return a->answer == b->answer && cs_gid_equal (&a->item, &b->item) &&
         g_strcmp0 (a->note, b->note) == 0;
}

void
cs_mark_answers_write (const CsMarkAnswer *answers, guint count, GString *out)
{
  char hex[CS_GID_HEX + 1];
  g_string_append_c (out, '[');
  for (guint i = 0; i < count; i++) {
    const char *nick = cs_answer_nick (answers[i].answer);
    g_string_append (out, i > 0 ? ",{\"answer\":" : "{\"answer\":");
    if (nick != NULL)
      cs_json_append_string (out, nick);
    else
      g_string_append (out, "null");
    g_string_append (out, ",\"item\":");
    cs_json_append_string (out, cs_gid_to_hex (&answers[i].item, hex));
    if (answers[i].note != NULL) {
      g_string_append (out, ",\"note\":");
      cs_json_append_string (out, answers[i].note);
    }
    g_string_append_c (out, '}');
  }
  g_string_append_c (out, ']');
}

static const CsField answer_fields[] = {
  { "answer", CS_FIELD_ANY, CS_FIELD_REQUIRED },
  { "item", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "note", CS_FIELD_STRING },
  { NULL },
};

GArray *
cs_mark_answers_read (const CsJson *list, gboolean may_clear, GError **error)
{
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  if (cs_json_type (list) != CS_JSON_ARRAY) {
    cs_fail (error, CS_ERROR_INVALID, "answers: a list was expected");
    return NULL;
  }
  for (guint i = 0; i < cs_json_length (list); i++) {
    const CsJson *object = cs_json_at (list, i), *word = cs_json_get (object, "answer");
    CsGid item = { 0 };
    if (!cs_json_check (object, answer_fields, error)) {
      g_prefix_error (error, "answers[%u]: ", i);
      return NULL;
    }
    CsAnswer answer = cs_answer_from_nick (cs_json_string (word));
    if (answer == CS_ANSWER_NONE && cs_json_type (word) != CS_JSON_NULL) {
      cs_fail (error, CS_ERROR_INVALID, "answers[%u].answer: an unknown word", i);
      return NULL;
    }
    cs_json_get_gid (object, "item", &item);
    const CsMarkAnswer *last = i > 0 ? &g_array_index (answers, CsMarkAnswer, i - 1) : NULL;
    if (last != NULL && cs_gid_compare (&last->item, &item) >= 0) {
      cs_fail (error, CS_ERROR_INVALID, "answers[%u]: not sorted by item, or repeated", i);
      return NULL;
    }
    cs_mark_answers_add (answers, &item, answer, cs_json_get_string (object, "note"));
  }
  return cs_mark_answers_settle (answers, may_clear, error) ? g_steal_pointer (&answers) : NULL;
}
