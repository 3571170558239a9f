/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark.h"

#include <string.h>

static const char *const how_nicks[] = {
  [CS_MARK_HOW_UNKNOWN] = NULL,
  [CS_MARK_HOW_SCRATCH] = "scratch",
  [CS_MARK_HOW_ACCEPTED] = "accepted",
  [CS_MARK_HOW_EDITED] = "edited",
  [CS_MARK_HOW_PROPAGATED] = "propagated",
  [CS_MARK_HOW_IMPORTED] = "imported",
};

const char *
cs_mark_how_nick (CsMarkHow how)
{
  return (guint)how < G_N_ELEMENTS (how_nicks) ? how_nicks[how] : NULL;
}

#define MILLISECONDS_AT_2020 G_GINT64_CONSTANT (1577836800000)
#define NOISE_BITS 12
#define NOISE_MASK ((1 << NOISE_BITS) - 1)

guint64
cs_mark_new_id (CsEnv *env)
{
  guint16 noise = 0;
  env->random (env, &noise, sizeof noise);
  guint64 since = (guint64)MAX (env->wall (env) / 1000 - MILLISECONDS_AT_2020, 0);
  guint64 last = __atomic_load_n (&env->last_mark, __ATOMIC_RELAXED), id;
  do
    id = MAX (since << NOISE_BITS | (noise & NOISE_MASK), last + 1 + (noise & 7)) & CS_MARK_MAX_ID;
  while (id == 0 || !__atomic_compare_exchange_n (&env->last_mark, &last, id, FALSE,
                                                  __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return id;
}

/* An id near the end, as a file may have, would leave no room for others. */
#define ROOM (G_GUINT64_CONSTANT (1) << 32)

void
cs_mark_ids_after (CsEnv *env, guint64 id)
{
  guint64 last = __atomic_load_n (&env->last_mark, __ATOMIC_RELAXED);
  while (id > last && id < CS_MARK_MAX_ID - ROOM &&
         !__atomic_compare_exchange_n (&env->last_mark, &last, id, FALSE, __ATOMIC_RELAXED,
                                       __ATOMIC_RELAXED))
    ;
}

/* --- rules --- */

static gboolean
check_word (const char *key, const char *text, gsize most, GError **error)
{
  gsize length = strlen (text);
  if (length == 0 || length > most)
    return cs_fail (error, CS_ERROR_INVALID,
                    "%s: %" G_GSIZE_FORMAT " bytes, not 1 to %" G_GSIZE_FORMAT, key, length, most);
  if (!cs_json_text_ok (text) || strpbrk (text, "\n\r\t") != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "%s: not one line of plain text", key);
  return TRUE;
}

static gboolean
attribute_ok (const CsJson *value)
{
  switch (cs_json_type (value)) {
  case CS_JSON_BOOL:
  case CS_JSON_INT:
    return TRUE;
  case CS_JSON_STRING:
    return cs_json_text_ok (cs_json_string (value));
  case CS_JSON_ARRAY:
    for (guint i = 0; i < cs_json_length (value); i++) {
      const char *text = cs_json_string (cs_json_at (value, i));
      if (text == NULL || !cs_json_text_ok (text))
        return FALSE;
    }
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
check_attributes (const CsJson *attributes, GError **error)
{
  if (attributes == NULL)
    return TRUE;
  if (cs_json_type (attributes) != CS_JSON_OBJECT || cs_json_length (attributes) == 0)
    return cs_fail (error, CS_ERROR_INVALID, "attributes: an object with members was expected");
  for (guint i = 0; i < cs_json_length (attributes); i++)
    if (!attribute_ok (cs_json_member_at (attributes, i)))
      return cs_fail (error, CS_ERROR_INVALID,
                      "attributes.%s: neither a text, a whole number, true or false, nor a list of "
                      "texts",
                      cs_json_key_at (attributes, i));
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (attributes, &size);
  if (size > CS_MARK_MAX_ATTRIBUTES)
    return cs_fail (error, CS_ERROR_LIMIT, "attributes: %" G_GSIZE_FORMAT " bytes, more than %d",
                    size, CS_MARK_MAX_ATTRIBUTES);
  return TRUE;
}

/* Keeps one mark below what a document may hold. Only long lists can come near. */
static gboolean
check_bytes (const CsMark *mark, GError **error)
{
  gsize bytes = 0;
  if (mark->n_values < CS_MARK_MAX_BYTES / 20)
    return TRUE;
  for (guint i = 0; i < mark->n_values; i++) {
    bytes += mark->values[i] < 0 ? 3 : 2;
    for (gint64 rest = mark->values[i]; rest / 10 != 0; rest /= 10)
      bytes++;
  }
  if (bytes > CS_MARK_MAX_BYTES)
    return cs_fail (error, CS_ERROR_LIMIT, "%" G_GSIZE_FORMAT " bytes of geometry, more than %d",
                    bytes, CS_MARK_MAX_BYTES);
  return TRUE;
}

static gboolean
check_rings (const CsMark *mark, const char *key, GError **error)
{
  gsize points = 0;
  for (guint i = 0; i < mark->n_rings; i++) {
    if (mark->rings[i].first != points)
      return cs_fail (error, CS_ERROR_INVALID, "%s: rings do not follow each other", key);
    points += mark->rings[i].count;
  }
  if (points * 2 != mark->n_values)
    return cs_fail (error, CS_ERROR_INVALID, "%s: %u numbers, not two a point", key,
                    mark->n_values);
  return TRUE;
}

/* `values`, `rings` and `quote` are those that the members ask for. */
static gboolean
check_shape (const CsMark *mark, GError **error)
{
  const CsMarkMember *rest = NULL, *last = NULL;
  guint fixed = 0;
  gboolean quote = FALSE, rings = FALSE;
  for (const CsMarkMember *member = mark->kind->members; member->key != NULL; member++) {
    last = member;
    if (member->shape == CS_MARK_SHAPE_TEXT)
      quote = TRUE;
    else if (member->shape == CS_MARK_SHAPE_NUMBER)
      fixed++;
    else if (member->count > 0)
      fixed += member->count;
    else
      rest = member;
    rings |= member->shape == CS_MARK_SHAPE_RINGS;
  }
  if (mark->n_values < fixed || (rest == NULL && mark->n_values > fixed))
    return cs_fail (error, CS_ERROR_INVALID, "%s: %u numbers in place of %u",
                    last != NULL ? last->key : mark->kind->tag, mark->n_values, fixed);
  if (rest != NULL && rest->shape == CS_MARK_SHAPE_PAIRS && (mark->n_values - fixed) % 2 != 0)
    return cs_fail (error, CS_ERROR_INVALID, "%s: not two numbers each", rest->key);
  if (quote != (mark->quote != NULL))
    return cs_fail (error, CS_ERROR_INVALID, quote ? "quote: missing" : "quote: not for this kind");
  if (!rings && mark->n_rings > 0)
    return cs_fail (error, CS_ERROR_INVALID, "rings: not for this kind");
  return !rings || check_rings (mark, rest->key, error);
}

static gboolean
check_mark (const CsMark *mark, GError **error)
{
  if (mark->id == 0 || mark->id > CS_MARK_MAX_ID)
    return cs_fail (error, CS_ERROR_INVALID, "id: not 1 to 2^53-1");
  if (!check_word ("label", mark->label, CS_MARK_MAX_LABEL, error))
    return FALSE;
  if (mark->part > CS_MARK_MAX_FRAME || mark->frame > CS_MARK_MAX_FRAME)
    return cs_fail (error, CS_ERROR_LIMIT, "part or frame: more than %d", CS_MARK_MAX_FRAME);
  if (mark->confidence < -1 || mark->confidence > 1000)
    return cs_fail (error, CS_ERROR_INVALID, "conf: %d is not 0 to 1000", mark->confidence);
  if ((guint)mark->how >= G_N_ELEMENTS (how_nicks) ||
      (mark->how == CS_MARK_HOW_UNKNOWN && mark->source != NULL))
    return cs_fail (error, CS_ERROR_INVALID, "provenance.how: missing");
  if (mark->source != NULL &&
      !check_word ("provenance.source", mark->source, CS_MARK_MAX_SOURCE, error))
    return FALSE;
  if (!check_attributes (mark->attributes, error) || !check_shape (mark, error) ||
      !check_bytes (mark, error))
    return FALSE;
  return mark->kind->check == NULL || mark->kind->check (mark, error);
}

gboolean
cs_mark_check_coordinates (const char *key, const gint64 *values, guint count, GError **error)
{
  for (guint i = 0; i < count; i++)
    if (values[i] > CS_MARK_MAX_COORDINATE || values[i] < -CS_MARK_MAX_COORDINATE)
      return cs_fail (error, CS_ERROR_LIMIT,
                      "%s: coordinate %" G_GINT64_FORMAT " is beyond %" G_GINT64_FORMAT, key,
                      values[i], CS_MARK_MAX_COORDINATE);
  return TRUE;
}

/* --- the value --- */

/* Copies SIZE bytes to *AT and moves it on; NULL for NULL. */
static gpointer
store (char **at, gconstpointer bytes, gsize size)
{
  char *here = *at;
  if (bytes == NULL || size == 0)
    return NULL;
  memcpy (here, bytes, size);
  *at += size;
  return here;
}

static gsize
string_size (const char *text)
{
  return text != NULL ? strlen (text) + 1 : 0;
}

/* One block: the struct, numbers, rings, then the texts. */
static CsMark *
copy_init (const CsMarkInit *init)
{
  gsize values = init->n_values * sizeof (gint64), rings = init->n_rings * sizeof (CsMarkRing);
  gsize label = string_size (init->label), quote = string_size (init->quote);
  gsize source = string_size (init->source);
  CsMark *mark = g_malloc (sizeof *mark + values + rings + label + quote + source);
  char *at = (char *)(mark + 1);
  *mark = (CsMark){
    .id = init->id,
    .kind = init->kind,
    .item = init->item,
    .part = init->part,
    .frame = init->frame,
    .n_values = init->n_values,
    .n_rings = init->n_rings,
    .how = init->how,
    .confidence = init->confidence,
    .refs = 1,
  };
  mark->values = store (&at, init->values, values);
  mark->rings = store (&at, init->rings, rings);
  mark->label = store (&at, init->label, label);
  mark->quote = store (&at, init->quote, quote);
  mark->source = store (&at, init->source, source);
  mark->attributes = cs_json_ref (init->attributes);
  return mark;
}

CsMark *
cs_mark_new (const CsMarkInit *init, GError **error)
{
  g_return_val_if_fail (init->kind != NULL && init->label != NULL, NULL);
  g_autoptr (CsMark) mark = copy_init (init);
  return check_mark (mark, error) ? g_steal_pointer (&mark) : NULL;
}

CsMark *
cs_mark_ref (const CsMark *mark)
{
  CsMark *self = (CsMark *)mark;
  if (self != NULL)
    __atomic_fetch_add (&self->refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
cs_mark_unref (CsMark *mark)
{
  if (mark == NULL || __atomic_fetch_sub (&mark->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  cs_json_unref ((CsJson *)mark->attributes);
  g_free (mark);
}

CsMarkInit
cs_mark_to_init (const CsMark *mark)
{
  return (CsMarkInit){
    .id = mark->id,
    .kind = mark->kind,
    .label = mark->label,
    .item = mark->item,
    .part = mark->part,
    .frame = mark->frame,
    .values = mark->values,
    .n_values = mark->n_values,
    .rings = mark->rings,
    .n_rings = mark->n_rings,
    .quote = mark->quote,
    .attributes = mark->attributes,
    .how = mark->how,
    .source = mark->source,
    .confidence = mark->confidence,
  };
}

gboolean
cs_mark_same_geometry (const CsMark *a, const CsMark *b)
{
  if (a->kind != b->kind || a->part != b->part || a->frame != b->frame ||
      !cs_gid_equal (&a->item, &b->item) || a->n_values != b->n_values ||
      a->n_rings != b->n_rings || g_strcmp0 (a->quote, b->quote) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_rings; i++)
    if (a->rings[i].count != b->rings[i].count || a->rings[i].hole != b->rings[i].hole)
      return FALSE;
  return a->n_values == 0 || memcmp (a->values, b->values, a->n_values * sizeof *a->values) == 0;
}

gboolean
cs_mark_equal (const CsMark *a, const CsMark *b)
{
  if (a == b)
    return TRUE;
  return a->id == b->id && a->how == b->how && a->confidence == b->confidence &&
         strcmp (a->label, b->label) == 0 && g_strcmp0 (a->source, b->source) == 0 &&
         cs_mark_same_geometry (a, b) && cs_json_equal (a->attributes, b->attributes);
}
