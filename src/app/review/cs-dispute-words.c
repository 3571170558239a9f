/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dispute-words.h"
#include "cs-case-words.h"
#include "cs-finding-words.h"
#include "cs-review-words.h"

#include <glib/gi18n.h>

#define DOT " \xc2\xb7 "

static char *
item_name (CsAdjudication *self, guint n)
{
  CsCaseModel *model = cs_adjudication_model (self);
  int at = cs_case_model_find_item (model, &cs_adjudication_dispute (self, n)->item);
  return g_strdup (at >= 0 ? cs_case_model_item (model, (guint)at)->row->title : "?");
}

char *
cs_dispute_name (CsAdjudication *self, guint n)
{
  const CsDispute *dispute = cs_adjudication_dispute (self, n);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  if (dispute->why & CS_DISPUTE_ANSWER) {
    g_autofree char *item = item_name (self, n);
    return g_strdup_printf (_ ("%s, answer"), item);
  }
  for (guint i = 0; i < cs_adjudication_n_positions (self); i++)
    if (dispute->marks[i] != NULL && g_hash_table_add (said, (gpointer)dispute->marks[i]->label))
      g_strv_builder_add (
          builder, cs_case_model_label_name (cs_adjudication_model (self), dispute->marks[i]));
  g_auto (GStrv) names = g_strv_builder_end (builder);
  /* Translators: between the labels that readers gave one finding: "Nodule or Cyst". */
  return g_strjoinv (_ (" or "), names);
}

char *
cs_dispute_detail (CsAdjudication *self, guint n)
{
  static const struct {
    guint why;
    const char *words;
  } reasons[] = { { CS_DISPUTE_PRESENCE, N_ ("not found by all") },
                  { CS_DISPUTE_LABEL, N_ ("label") },
                  { CS_DISPUTE_GEOMETRY, N_ ("place or outline") },
                  { CS_DISPUTE_ATTRIBUTES, N_ ("values") },
                  { CS_DISPUTE_ENDS, N_ ("what it ties") },
                  { CS_DISPUTE_ANSWER, N_ ("about the item as a whole") } };
  const CsDispute *dispute = cs_adjudication_dispute (self, n);
  const CsMark *mark = cs_adjudication_mark (self, n);
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean text = mark != NULL && mark->kind->target == CS_MARK_TARGET_TEXT;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (dispute->why & reasons[i].why)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              text && reasons[i].why == CS_DISPUTE_GEOMETRY ? _ ("which words")
                                                                            : _ (reasons[i].words));
  g_autofree char *place =
      mark != NULL ? cs_review_words_place (cs_adjudication_model (self), mark) : NULL;
  if (place != NULL)
    g_string_append_printf (words, DOT "%s", place);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
append (GString *words, const char *more)
{
  if (more != NULL && more[0] != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? DOT : "", more);
}

char *
cs_dispute_position (CsAdjudication *self, guint n, guint position)
{
  CsCaseModel *model = cs_adjudication_model (self);
  const CsDispute *dispute = cs_adjudication_dispute (self, n);
  const CsMark *mark = dispute->marks[position];
  if (dispute->why & CS_DISPUTE_ANSWER)
    return g_strdup (cs_answer_word (cs_adjudication_answer (self, n, position)));
  if (mark == NULL)
    return g_strdup (_ ("Nothing here"));
  g_autoptr (GString) words = g_string_new (cs_case_model_label_name (model, mark));
  g_autofree char *quote = cs_finding_quote (model, mark);
  g_autofree char *line = quote == NULL ? cs_finding_line (model, mark) : NULL;
  g_auto (GStrv) values = cs_review_words_values (model, NULL, mark);
  g_autofree char *all = values != NULL ? g_strjoinv (DOT, values) : NULL;
  append (words, quote);
  append (words, line);
  append (words, all);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
cs_dispute_state (CsAdjudication *self, guint n)
{
  guint position = 0;
  CsRuled ruled = cs_adjudication_ruled (self, n, &position);
  if (ruled == CS_RULED_NOT)
    return g_strdup (_ ("open"));
  g_autofree char *words = ruled == CS_RULED_POSITION ? g_strdup_printf ("%c", 'A' + (int)position)
                           : ruled == CS_RULED_DRAWN  ? g_strdup (_ ("your own"))
                                                      : g_strdup (_ ("nobody"));
  if (cs_adjudication_reason (self, n) != NULL)
    return g_steal_pointer (&words);
  /* Translators: what was ruled, and that the reason is missing: "A, why?". */
  return g_strdup_printf (_ ("%s, why?"), words);
}
