/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-review-words.h"
#include "cs-case-words.h"
#include "cs-finding-words.h"
#include "cs-mark-overlap.h"
#include "cs-mark-size.h"
#include "cs-unit-words.h"
#include "cs-value-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define NBSP "\xc2\xa0"
#define DOT " \xc2\xb7 "
#define ARROW NBSP "\xe2\x86\x92" NBSP
#define QUOTE_MOST 40 /* characters */

/* --- places and sizes --- */

static const CsCaseItem *
item_of (CsCaseModel *model, const CsMark *mark)
{
  int n = cs_case_model_find_item (model, &mark->item);
  return n >= 0 ? cs_case_model_item (model, (guint)n) : NULL;
}

static gboolean
is_text (const CsCaseItem *item)
{
  return item != NULL && g_str_equal (item->row->kind, "text");
}

/* Takes WORDS. */
static char *
unbroken (char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  g_free (words);
  return g_strjoinv (NBSP, parts);
}

char *
cs_review_words_place (CsCaseModel *model, const CsMark *mark)
{
  const CsCaseItem *item = item_of (model, mark);
  if (item == NULL)
    return NULL;
  if (!is_text (item) && item->units > 1 && mark->kind->target == CS_MARK_TARGET_IMAGE)
    return unbroken (cs_unit_words (item, cs_case_model_unit_of (model, mark)));
  guint alike = 0; /* a case has one text, mostly, and its words say that it is that */
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    alike += is_text (cs_case_model_item (model, i)) == is_text (item);
  return alike > 1 ? g_strdup (item->row->title) : NULL;
}

char *
cs_review_words_remark (CsCaseModel *model, const CsRemark *remark)
{
  guint n = remark->mark != 0 ? cs_case_model_number (model, remark->mark) : 0;
  int place = cs_case_model_find_item (model, &remark->item);
  const CsCaseItem *item = place >= 0 ? cs_case_model_item (model, (guint)place) : NULL;
  if (n > 0)
    return g_strdup_printf (_ ("mark %u"), n);
  if (remark->mark != 0)
    return g_strdup (_ ("a mark that is gone"));
  if (remark->quote != NULL)
    return g_strdup_printf (_ ("“%s”"), remark->quote);
  if (item == NULL || remark->frame < 0 || item->units < 2)
    return item != NULL ? g_strdup (item->row->title) : NULL;
  g_autofree char *unit = unbroken (
      cs_unit_words (item, cs_item_unit_of (item->row->facts, (guint)MAX (remark->part, 0),
                                            (guint)remark->frame)));
  /* Translators: a picture, and where in it: "Chest CT, slice 48". */
  return g_strdup_printf (_ ("%s, %s"), item->row->title, unit);
}

/* As the list of findings says it: "93 x 87 pixels, polygon". */
static char *
size_words (CsCaseModel *model, const CsMark *mark)
{
  g_autofree char *size = cs_mark_size_short (mark, cs_case_model_geometry (model, mark));
  const char *kind = _ (cs_mark_noun (mark));
  return size != NULL ? g_strdup_printf ("%s" DOT "%s", size, kind) : g_strdup (kind);
}

/* NULL when one of them has no size, or another unit. */
static char *
sizes_words (CsCaseModel *model, const CsMark *before, const CsMark *after)
{
  const CsFrameGeometry *was_there = cs_case_model_geometry (model, before);
  const CsFrameGeometry *is_there = cs_case_model_geometry (model, after);
  CsMarkSize was = { 0 }, is = { 0 };
  if (!cs_mark_size (before, was_there, &was) || !cs_mark_size (after, is_there, &is) ||
      was.millimetres != is.millimetres)
    return NULL;
  g_autofree char *one = cs_mark_size_short (before, was_there);
  g_autofree char *two = cs_mark_size_short (after, is_there);
  if (g_str_equal (one, two))
    return g_steal_pointer (&one);
  char *unit = g_strrstr (one, NBSP); /* is said once; a degree stands with its number */
  if (unit != NULL)
    *unit = '\0';
  return g_strdup_printf ("%s" ARROW "%s", one, two);
}

static char *
overlap_words (const CsMark *before, const CsMark *after)
{
  double overlap = 0;
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "";
  if (!cs_mark_overlap (before, after, &overlap))
    return NULL;
  g_ascii_formatd (text, sizeof text, "%.2f", overlap);
  return g_strdup_printf (_ ("overlap" NBSP "%s"), text);
}

/* --- text --- */

static char *
quote (const CsMark *mark)
{
  const char *text = mark->quote != NULL ? mark->quote : "";
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *cut = g_utf8_substring (text, 0, MIN (length, QUOTE_MOST));
  g_strdelimit (cut, "\r\n\t", ' ');
  return g_strdup_printf ("\xe2\x80\x9c%s%s\xe2\x80\x9d", cut,
                          length > QUOTE_MOST ? "\xe2\x80\xa6" : "");
}

static char *
geometry_words (CsCaseModel *model, const CsMark *before, const CsMark *after)
{
  g_autoptr (GString) words = g_string_new (NULL);
  if (before->kind->target == CS_MARK_TARGET_MARKS && after->kind->target == CS_MARK_TARGET_MARKS)
    return cs_finding_quote (model, after);
  if (before->kind->target == CS_MARK_TARGET_TEXT && after->kind->target == CS_MARK_TARGET_TEXT) {
    g_autofree char *was = quote (before), *is = quote (after);
    return g_strdup_printf ("%s" ARROW "%s", was, is);
  }
  g_autofree char *was_place = cs_review_words_place (model, before);
  g_autofree char *is_place = cs_review_words_place (model, after);
  g_autofree char *sizes = sizes_words (model, before, after);
  g_autofree char *overlap = overlap_words (before, after);
  if (g_strcmp0 (was_place, is_place) != 0)
    g_string_append_printf (words, "%s" ARROW "%s", was_place != NULL ? was_place : "?",
                            is_place != NULL ? is_place : "?");
  if (sizes != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? DOT : "", sizes);
  if (overlap != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? DOT : "", overlap);
  if (words->len == 0)
    g_string_append (words, _ ("moved"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* --- attributes --- */

static gboolean
same_value (const CsJson *a, const CsJson *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  g_autofree char *one = cs_json_to_canonical (a, NULL), *two = cs_json_to_canonical (b, NULL);
  return g_str_equal (one, two);
}

static char *
named_value (const CsAttribute *attribute, const char *value)
{
  /* Translators: an attribute of a mark and its value: "Density: solid". */
  return g_strdup_printf (_ ("%s: %s"), attribute->name, value);
}

/* Appends each attribute that differs; ALONE is set when there is one only. */
static char *
attribute_words (CsCaseModel *model, const CsMark *before, const CsMark *after,
                 const CsAttribute **ret_alone)
{
  guint n = 0, different = 0;
  const CsSchema *schema = cs_case_model_schema (model);
  const CsAttribute *attributes = schema != NULL ? cs_schema_attributes (schema, after, &n) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *last = NULL;
  *ret_alone = NULL;
  for (guint i = 0; i < n; i++) {
    const CsJson *was = cs_json_get (before->attributes, attributes[i].key);
    const CsJson *is = cs_json_get (after->attributes, attributes[i].key);
    if (same_value (was, is))
      continue;
    g_autofree char *one = cs_value_words (&attributes[i], was);
    g_autofree char *two = cs_value_words (&attributes[i], is);
    g_free (last);
    last = g_strdup_printf ("%s" ARROW "%s", one, two);
    g_autofree char *line = named_value (&attributes[i], last);
    g_string_append_printf (words, "%s%s", different > 0 ? ", " : "", line);
    *ret_alone = different == 0 ? &attributes[i] : NULL;
    different++;
  }
  if (different == 0)
    return g_strdup (_ ("values that the labels no longer have"));
  return different == 1 ? g_steal_pointer (&last) : g_string_free (g_steal_pointer (&words), FALSE);
}

char **
cs_review_words_values (CsCaseModel *model, const CsMark *before, const CsMark *after)
{
  guint n = 0;
  const CsMark *mark = after != NULL ? after : before;
  const CsSchema *schema = cs_case_model_schema (model);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  const CsAttribute *attributes =
      mark != NULL && schema != NULL ? cs_schema_attributes (schema, mark, &n) : NULL;
  for (guint i = 0; i < n; i++) {
    const CsJson *is = cs_json_get (mark->attributes, attributes[i].key);
    const CsJson *was = before != NULL ? cs_json_get (before->attributes, attributes[i].key) : is;
    if (was == NULL && is == NULL)
      continue;
    g_autofree char *one = cs_value_words (&attributes[i], was);
    g_autofree char *two = cs_value_words (&attributes[i], is);
    g_autofree char *both = g_strdup_printf ("%s" ARROW "%s", one, two);
    g_autofree char *line = named_value (&attributes[i], same_value (was, is) ? two : both);
    g_strv_builder_add (lines, line);
  }
  return g_strv_builder_end (lines);
}

/* "Side" within a sentence; "ER status" stays. */
static char *
lower (const char *name)
{
  gunichar first = g_utf8_get_char (name);
  const char *rest = first != 0 ? g_utf8_next_char (name) : name;
  if (first == 0 || !g_unichar_islower (g_utf8_get_char (rest)))
    return g_strdup (name);
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_unichar (text, g_unichar_tolower (first));
  g_string_append (text, rest);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- the whole --- */

char *
cs_review_words_name (CsCaseModel *model, const CsMark *before, const CsMark *after, guint aspect)
{
  const CsMark *mark = after != NULL ? after : before;
  const char *label = cs_case_model_label_name (model, mark);
  const CsAttribute *alone = NULL;
  if (aspect == 0)
    return g_strdup (label);
  if (aspect == CS_MARK_DIFF_LABEL)
    return g_strdup_printf (_ ("%s, label"), label);
  if (aspect == CS_MARK_DIFF_ORIGIN)
    return g_strdup_printf (before->id != after->id ? _ ("%s, drawn anew") : _ ("%s, source"),
                            label);
  if (aspect == CS_MARK_DIFF_ATTRIBUTES) {
    g_autofree char *words = attribute_words (model, before, after, &alone);
    g_autofree char *name = alone != NULL ? lower (alone->name) : NULL;
    return g_strdup_printf ("%s, %s", label, name != NULL ? name : _ ("attributes"));
  }
  if (mark->kind->target == CS_MARK_TARGET_TEXT)
    return g_strdup_printf (_ ("%s, words"), label);
  if (mark->kind->target == CS_MARK_TARGET_MARKS)
    return g_strdup_printf (_ ("%s, ends"), label);
  return g_strdup_printf (mark->kind->area != NULL ? _ ("%s, outline") : _ ("%s, place"), label);
}

static char *
all_of (CsCaseModel *model, const CsMark *mark, const char *what_became)
{
  g_autoptr (GString) words = g_string_new (what_became);
  /* Where its ends lie says more than where it is kept. */
  g_autofree char *place =
      mark->kind->target == CS_MARK_TARGET_MARKS ? NULL : cs_review_words_place (model, mark);
  g_autofree char *what = mark->kind->target == CS_MARK_TARGET_TEXT ? quote (mark)
                          : mark->kind->target == CS_MARK_TARGET_MARKS
                              ? cs_finding_quote (model, mark)
                              : size_words (model, mark);
  if (place != NULL)
    g_string_append_printf (words, DOT "%s", place);
  if (what != NULL)
    g_string_append_printf (words, DOT "%s", what);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* What came or went; beside what the reader marked before they were shown the marks, nothing did.
 */
static const char *
came_words (CsCaseModel *model, gboolean came)
{
  const CsChanges *changes = cs_case_model_view (model)->changes;
  if (changes != NULL && changes->from == CS_CHANGES_FROM_LOOK)
    return came ? _ ("not marked by you") : _ ("marked by you alone");
  return came ? _ ("new") : _ ("removed");
}

static char *
difference (CsCaseModel *model, const CsMark *before, const CsMark *after, guint aspect)
{
  const CsAttribute *alone = NULL;
  if (before == NULL || after == NULL)
    return all_of (model, after != NULL ? after : before, came_words (model, after != NULL));
  if (before == after)
    return all_of (model, after, _ ("unchanged"));
  switch (aspect) {
  case CS_MARK_DIFF_LABEL:
    return g_strdup_printf ("%s" ARROW "%s", cs_case_model_label_name (model, before),
                            cs_case_model_label_name (model, after));
  case CS_MARK_DIFF_ATTRIBUTES:
    return attribute_words (model, before, after, &alone);
  case CS_MARK_DIFF_GEOMETRY:
    return geometry_words (model, before, after);
  default:
    return g_strdup (before->id != after->id ? _ ("as it was") : _ ("where it comes from"));
  }
}

char *
cs_review_words_detail (CsCaseModel *model, const CsMark *before, const CsMark *after, guint aspect)
{
  guint n = cs_case_model_number (model, after != NULL ? after->id : before->id);
  gboolean redrawn = before != NULL && after != NULL && before->id != after->id;
  g_autofree char *what = difference (model, before, after, aspect);
  /* Translators: which mark a new one was is guessed by its place, not known by its number. */
  g_autofree char *words = redrawn
                               ? g_strdup_printf (_ ("%s" DOT "drawn anew, matched by shape"), what)
                               : g_strdup (what);
  return n > 0 ? g_strdup_printf (_ ("mark" NBSP "%u" DOT "%s"), n, words)
               : g_steal_pointer (&words);
}

char *
cs_review_words_answer (const CsMarkAnswer *before, const CsMarkAnswer *after)
{
  if (before->answer == CS_ANSWER_NONE && after->note != NULL)
    return g_strdup_printf (_ ("new" DOT "%s" DOT "%s"), cs_answer_word (after->answer),
                            after->note);
  if (before->answer == CS_ANSWER_NONE)
    return g_strdup_printf (_ ("new" DOT "%s"), cs_answer_word (after->answer));
  return g_strdup_printf ("%s" ARROW "%s", cs_answer_word (before->answer),
                          cs_answer_word (after->answer));
}

char *
cs_review_words_gone (CsCaseModel *model, const CsMark *mark)
{
  g_autofree char *words = all_of (model, mark, _ ("removed"));
  return g_strdup_printf ("%s" DOT "%s", cs_case_model_label_name (model, mark), words);
}
