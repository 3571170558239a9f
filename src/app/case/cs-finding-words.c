/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-finding-words.h"
#include "cs-case-same.h"
#include "cs-case-ties.h"
#include "cs-hanging.h"
#include "cs-item-facts.h"
#include "cs-mark-same.h"
#include "cs-mark-size.h"
#include "cs-text-tie.h"
#include "cs-unit-words.h"
#include "cs-value-words.h"

#include <glib/gi18n.h>

#define BETWEEN " · "
#define QUOTE_MAX 120 /* characters; the list cuts it where the row ends */

static char *
one_line (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean space = FALSE;
  guint n = 0;
  for (const char *p = text; *p != '\0' && n < QUOTE_MAX; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (g_unichar_isspace (c)) {
      space = line->len > 0;
      continue;
    }
    if (space)
      g_string_append_c (line, ' ');
    g_string_append_unichar (line, c);
    space = FALSE;
    n++;
  }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static gboolean
is_relation (const CsMark *mark)
{
  return mark->kind->target == CS_MARK_TARGET_MARKS;
}

/* A suggested relation is between marks that are suggested as well. */
static const CsMark *
find_end (CsCaseModel *model, guint64 id)
{
  GPtrArray *suggestions = cs_case_model_view (model)->suggestions;
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), id);
  for (guint i = 0; mark == NULL && i < suggestions->len; i++) {
    const CsSuggestionRow *row = suggestions->pdata[i];
    mark = row->mark->id == id ? row->mark : NULL;
  }
  return mark;
}

static char *
end_words (CsCaseModel *model, const CsMark *relation, guint end)
{
  const CsMark *mark = find_end (model, (guint64)relation->values[end]);
  if (mark == NULL)
    return g_strdup ("?");
  guint number = cs_case_model_number (model, mark->id);
  if (number == 0) {
    g_autofree char *words = mark->quote != NULL ? one_line (mark->quote) : NULL;
    return words != NULL ? g_strdup_printf ("“%s”", words)
                         : g_strdup (cs_case_model_label_name (model, mark));
  }
  if (mark->quote == NULL)
    return g_strdup_printf ("%u", number);
  g_autofree char *quote = one_line (mark->quote);
  return g_strdup_printf ("%u “%s”", number, quote);
}

char *
cs_finding_quote (CsCaseModel *model, const CsMark *mark)
{
  if (mark->quote != NULL)
    return one_line (mark->quote);
  if (!is_relation (mark) || mark->n_values < 2)
    return NULL;
  g_autofree char *from = end_words (model, mark, 0);
  g_autofree char *to = end_words (model, mark, 1);
  return g_strdup_printf ("%s → %s", from, to);
}

static void
add (GString *line, const char *words)
{
  if (words == NULL || words[0] == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, BETWEEN);
  g_string_append (line, words);
}

static const CsCaseItem *
picture_of (CsCaseModel *model, const CsMark *mark)
{
  int at = cs_case_model_find_item (model, &mark->item);
  return at >= 0 && mark->kind->target != CS_MARK_TARGET_TEXT
             ? cs_case_model_item (model, (guint)at)
             : NULL;
}

/* As its header calls it, else its file. Caller frees. */
static char *
name_of (const CsCaseItem *item)
{
  const char *name = cs_item_facts_id (item->row->facts, 0, "series_description");
  return name != NULL ? g_strdup (name) : g_path_get_basename (item->row->title);
}

/* Pictures have to be told apart only where there are several; those of one name by their date. */
static void
add_picture (CsCaseModel *model, const CsMark *mark, GString *line)
{
  const CsCaseItem *item = picture_of (model, mark);
  guint pictures = 0, alike = 0;
  if (item == NULL)
    return;
  g_autofree char *name = name_of (item);
  for (guint i = 0; i < cs_case_model_n_items (model); i++) {
    const CsCaseItem *other = cs_case_model_item (model, i);
    g_autofree char *its = name_of (other);
    pictures += other->text == NULL;
    alike += other->text == NULL && g_str_equal (its, name);
  }
  GDate date;
  g_date_clear (&date, 1);
  if (alike > 1 &&
      cs_hanging_date (cs_item_facts_id (item->row->facts, mark->part, "study_date"), &date)) {
    g_autofree char *dated = g_strdup_printf ("%s %04u-%02u-%02u", name, g_date_get_year (&date),
                                              g_date_get_month (&date), g_date_get_day (&date));
    add (line, dated);
  } else if (pictures > 1) {
    add (line, alike > 1 ? item->row->title : name);
  }
}

static void
add_slice (CsCaseModel *model, const CsMark *mark, GString *line)
{
  const CsCaseItem *item = picture_of (model, mark);
  if (item != NULL && item->units > 1 && mark->kind->target == CS_MARK_TARGET_IMAGE) {
    g_autofree char *slice = cs_unit_words (item, cs_case_model_unit_of (model, mark));
    add (line, slice);
  }
}

static gboolean
has_picture (CsCaseModel *model)
{
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if (!g_str_equal (cs_case_model_item (model, i)->row->kind, "text"))
      return TRUE;
  return FALSE;
}

gboolean
cs_finding_lacks_region (CsCaseModel *model, const CsMark *mark)
{
  const CsSchema *schema = cs_case_model_schema (model);
  if (mark->kind->target != CS_MARK_TARGET_TEXT || schema == NULL ||
      !cs_tie_wants_picture (schema, mark->label) || !has_picture (model))
    return FALSE;
  g_autoptr (GPtrArray) ties = cs_case_ties_of (cs_case_model_marks (model), mark->id);
  return ties->len == 0;
}

/* "tied to image mark 1" at the passage, "tied to “solid nodule”" at the region. */
static void
add_ties (CsCaseModel *model, const CsMark *mark, GString *line)
{
  const CsMarkSet *set = cs_case_model_marks (model);
  g_autoptr (GPtrArray) ties = cs_case_ties_of (set, mark->id);
  for (guint i = 0; i < ties->len; i++) {
    const CsMark *other = cs_case_tie_partner (set, ties->pdata[i], mark->id);
    g_autofree char *quote = other->quote != NULL ? one_line (other->quote) : NULL;
    g_autofree char *words =
        mark->kind->target == CS_MARK_TARGET_TEXT
            /* Translators: words of a text show what mark number %u on the picture is. */
            ? g_strdup_printf (_ ("tied to image mark %u"), cs_case_model_number (model, other->id))
            /* Translators: a mark on the picture is what these words of the text say. */
            : g_strdup_printf (_ ("tied to “%s”"), quote != NULL ? quote : "");
    add (line, words);
  }
  if (cs_finding_lacks_region (model, mark))
    add (line, _ ("no region yet"));
}

/* "Size of → 2" at the one end, "Size of ← 4" at the other. */
static void
add_partners (CsCaseModel *model, const CsMark *mark, GString *line)
{
  const CsMarkSet *set = cs_case_model_marks (model);
  for (guint i = 0; i < set->n_relations; i++) {
    const CsMark *relation = set->relations[i];
    if (relation->n_values < 2 || cs_case_tie_is_across (set, relation, NULL, NULL) ||
        cs_mark_is_same (set, relation, NULL, NULL))
      continue;
    gboolean begins = (guint64)relation->values[0] == mark->id;
    if (!begins && (guint64)relation->values[1] != mark->id)
      continue;
    guint other = cs_case_model_number (model, (guint64)relation->values[begins ? 1 : 0]);
    const char *name = cs_case_model_label_name (model, relation);
    /* Translators: a relation and the number of the mark that it goes to, or that it comes from. */
    g_autofree char *words = begins ? g_strdup_printf (_ ("%s → %u"), name, other)
                                    : g_strdup_printf (_ ("%s ← %u"), name, other);
    add (line, words);
  }
}

char *
cs_finding_line (CsCaseModel *model, const CsMark *mark)
{
  g_autoptr (GString) line = g_string_new (NULL);
  if (mark->kind->target == CS_MARK_TARGET_TEXT)
    add_ties (model, mark, line);
  /* What is cut where the row ends is what stands in the picture's corner as well. */
  add_slice (model, mark, line);
  g_autofree char *size = cs_mark_size_short (mark, cs_case_model_geometry (model, mark));
  add (line, size);
  add_picture (model, mark, line);
  if (!is_relation (mark) && mark->kind->target != CS_MARK_TARGET_TEXT)
    add (line, _ (cs_mark_noun (mark)));
  if (mark->kind->target != CS_MARK_TARGET_TEXT)
    add_ties (model, mark, line);
  add_partners (model, mark, line);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

char *
cs_finding_values (CsCaseModel *model, const CsMark *mark)
{
  guint n = 0, missing = cs_case_model_values_missing (model, mark);
  const CsSchema *schema = cs_case_model_schema (model);
  const CsAttribute *attributes = schema != NULL ? cs_schema_attributes (schema, mark, &n) : NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  if (missing > 0)
    g_string_append_printf (
        line, ngettext ("%u attribute missing", "%u attributes missing", missing), missing);
  for (guint i = 0; i < n; i++) {
    const CsJson *value = cs_json_get (mark->attributes, attributes[i].key);
    if (value == NULL)
      continue;
    g_autofree char *value_words = cs_value_words (&attributes[i], value);
    /* Translators: an attribute of a mark and its value: "Density: solid". */
    g_autofree char *words = g_strdup_printf (_ ("%s: %s"), attributes[i].name, value_words);
    add (line, words);
  }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

char *
cs_finding_spoken (CsCaseModel *model, const CsMark *mark)
{
  g_autofree char *quote = cs_finding_quote (model, mark);
  g_autofree char *line = cs_finding_line (model, mark);
  g_autofree char *values = cs_finding_values (model, mark);
  g_autofree char *same = cs_case_same_words (model, mark);
  g_autofree char *unusual = cs_case_model_unusual (model, mark);
  return g_strdup_printf ("%u %s%s%s%s%s%s%s%s%s%s%s", cs_case_model_number (model, mark->id),
                          cs_case_model_label_name (model, mark), quote != NULL ? ", " : "",
                          quote != NULL ? quote : "", line[0] != '\0' ? ", " : "", line,
                          same != NULL ? ", " : "", same != NULL ? same : "",
                          unusual != NULL ? ", " : "", unusual != NULL ? unusual : "",
                          values[0] != '\0' ? ", " : "", values);
}

char *
cs_finding_score (const CsMark *mark)
{
  int cents = (mark->confidence + 5) / 10;
  return mark->confidence >= 0 ? g_strdup_printf ("%d.%02d", cents / 100, cents % 100) : NULL;
}
