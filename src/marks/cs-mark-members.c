/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-members.h"

#include <string.h>

void
cs_mark_members_init (CsMarkMembers *self)
{
  *self = (CsMarkMembers){ 0 };
  self->lists = g_array_new (FALSE, FALSE, sizeof (CsNumberList));
  self->rings = g_array_new (FALSE, FALSE, sizeof (CsMarkRing));
  self->texts = g_string_new (NULL);
}

void
cs_mark_members_clear (CsMarkMembers *self)
{
  g_free (self->numbers);
  g_array_unref (self->lists);
  g_array_unref (self->rings);
  g_string_free (self->texts, TRUE);
}

void
cs_mark_members_reset (CsMarkMembers *self)
{
  self->n_numbers = 0;
  self->n_members = 0;
  g_array_set_size (self->lists, 0);
  g_array_set_size (self->rings, 0);
  g_string_truncate (self->texts, 0);
}

/* --- reading --- */

static gboolean
add_number (CsMarkMembers *self, CsJsonScan *scan, GError **error)
{
  if (self->n_numbers >= CS_MARK_MAX_RUNS + 4)
    return cs_fail (error, CS_ERROR_LIMIT, "more than %d numbers", CS_MARK_MAX_RUNS + 4);
  if (self->n_numbers == self->room) {
    self->room = self->room > 0 ? self->room * 2 : 64;
    self->numbers = g_renew (gint64, self->numbers, self->room);
  }
  return cs_json_scan_int (scan, &self->numbers[self->n_numbers++], error);
}

/* The inside of a list; its bracket is behind. Lists hold numbers or lists, never both. */
static gboolean
add_list (CsMarkMembers *self, CsJsonScan *scan, guint depth, gboolean opens, GError **error)
{
  CsNumberList list = { depth, self->n_numbers, 0, opens };
  gboolean first = TRUE;
  if (depth > 3)
    return cs_fail (error, CS_ERROR_INVALID, "lists nested deeper than 3");
  if (cs_json_scan_peek (scan) != '[') {
    if (!cs_json_scan_take (scan, ']')) {
      do
        if (!add_number (self, scan, error))
          return FALSE;
      while (cs_json_scan_take (scan, ','));
      if (!cs_json_scan_need (scan, ']', "a list of numbers does not close", error))
        return FALSE;
    }
    if (self->lists->len >= CS_MARK_MAX_POINTS)
      return cs_fail (error, CS_ERROR_LIMIT, "more than %d lists", CS_MARK_MAX_POINTS);
    list.count = self->n_numbers - list.first;
    g_array_append_val (self->lists, list);
    return TRUE;
  }
  do {
    if (!cs_json_scan_need (scan, '[', "numbers and lists in one list", error) ||
        !add_list (self, scan, depth + 1, first, error))
      return FALSE;
    first = FALSE;
  } while (cs_json_scan_take (scan, ','));
  return cs_json_scan_need (scan, ']', "a list does not close", error);
}

gboolean
cs_mark_members_add_text (CsMarkMembers *self, CsJsonScan *scan, gsize *ret_offset, GError **error)
{
  const char *text = NULL;
  gsize length = 0;
  if (!cs_json_scan_string (scan, &text, &length, error))
    return FALSE;
  if (length > CS_MARK_MAX_QUOTE)
    return cs_fail (error, CS_ERROR_LIMIT, "%" G_GSIZE_FORMAT " bytes, more than %d", length,
                    CS_MARK_MAX_QUOTE);
  *ret_offset = self->texts->len;
  g_string_append_len (self->texts, text, (gssize)length);
  g_string_append_c (self->texts, '\0');
  return TRUE;
}

gboolean
cs_mark_members_read (CsMarkMembers *self, CsJsonScan *scan, const char *key, gsize length,
                      GError **error)
{
  if (self->n_members == CS_MARK_MAX_MEMBERS)
    return cs_fail (error, CS_ERROR_INVALID, "one key too many");
  CsReadMember *member = &self->members[self->n_members++];
  *member = (CsReadMember){
    .key = key, .key_length = length, .first = self->n_numbers, .first_list = self->lists->len
  };
  if (cs_json_scan_peek (scan) == '"') {
    member->shape = CS_MARK_SHAPE_TEXT;
    return cs_mark_members_add_text (self, scan, &member->text, error);
  }
  if (cs_json_scan_take (scan, '[')) {
    member->shape = CS_MARK_SHAPE_LIST;
    if (!add_list (self, scan, 1, TRUE, error))
      return FALSE;
  } else {
    member->shape = CS_MARK_SHAPE_NUMBER;
    if (!add_number (self, scan, error))
      return FALSE;
  }
  member->count = self->n_numbers - member->first;
  member->n_lists = self->lists->len - member->first_list;
  return TRUE;
}

/* --- fitting --- */

/* Every list of MEMBER lies at DEPTH. */
static gboolean
lists_lie_at (const CsMarkMembers *self, const CsReadMember *member, guint depth)
{
  for (guint i = 0; i < member->n_lists; i++)
    if (g_array_index (self->lists, CsNumberList, member->first_list + i).depth != depth)
      return FALSE;
  return TRUE;
}

/* Rings from lists of points. */
static gboolean
fit_rings (CsMarkMembers *self, const CsReadMember *member, GError **error)
{
  if (!lists_lie_at (self, member, 3))
    return cs_fail (error, CS_ERROR_INVALID, "a list of parts, each a list of rings, was expected");
  for (guint i = 0; i < member->n_lists; i++) {
    const CsNumberList *list = &g_array_index (self->lists, CsNumberList, member->first_list + i);
    CsMarkRing ring = { (list->first - member->first) / 2, list->count / 2, !list->opens };
    if (list->count % 2 != 0)
      return cs_fail (error, CS_ERROR_INVALID, "ring %u is not of x and y each", i + 1);
    g_array_append_val (self->rings, ring);
  }
  return TRUE;
}

static gboolean
fit_pairs (CsMarkMembers *self, const CsReadMember *member, GError **error)
{
  gboolean fits = lists_lie_at (self, member, 2);
  for (guint i = 0; i < member->n_lists && fits; i++)
    fits = g_array_index (self->lists, CsNumberList, member->first_list + i).count == 2;
  return fits || cs_fail (error, CS_ERROR_INVALID, "a list of [start,end] was expected");
}

static gboolean
fit_list (CsMarkMembers *self, const CsReadMember *member, guint count, GError **error)
{
  if (!lists_lie_at (self, member, 1))
    return cs_fail (error, CS_ERROR_INVALID, "a list of numbers was expected");
  if (count > 0 && member->count != count)
    return cs_fail (error, CS_ERROR_INVALID, "%u numbers in place of %u", member->count, count);
  return TRUE;
}

/* MEMBER has the shape that the kind wants. */
static gboolean
fit (CsMarkMembers *self, const CsReadMember *member, const CsMarkMember *wanted, CsMarkInit *init,
     GError **error)
{
  CsMarkShape plain = wanted->shape;
  if (plain == CS_MARK_SHAPE_PAIRS || plain == CS_MARK_SHAPE_RINGS)
    plain = CS_MARK_SHAPE_LIST;
  if (member->shape != plain)
    return cs_fail (error, CS_ERROR_INVALID, "%s was expected",
                    plain == CS_MARK_SHAPE_LIST   ? "a list"
                    : plain == CS_MARK_SHAPE_TEXT ? "a text"
                                                  : "a number");
  switch (wanted->shape) {
  case CS_MARK_SHAPE_LIST:
    return fit_list (self, member, wanted->count, error);
  case CS_MARK_SHAPE_PAIRS:
    return fit_pairs (self, member, error);
  case CS_MARK_SHAPE_RINGS:
    return fit_rings (self, member, error);
  case CS_MARK_SHAPE_TEXT:
    init->quote = self->texts->str + member->text;
    return TRUE;
  default:
    return TRUE;
  }
}

/* Both stand in the order of their keys. */
gboolean
cs_mark_members_fit (CsMarkMembers *self, CsMarkInit *init, GError **error)
{
  const CsMarkMember *wanted = init->kind->members;
  for (guint i = 0; i < self->n_members; i++) {
    const CsReadMember *member = &self->members[i];
    int order = -1;
    if (wanted->key != NULL) {
      order = strncmp (wanted->key, member->key, member->key_length);
      if (order == 0 && wanted->key[member->key_length] != '\0')
        order = 1;
    }
    if (wanted->key != NULL && order < 0)
      return cs_fail (error, CS_ERROR_INVALID, "%s: missing", wanted->key);
    if (order != 0)
      return cs_fail (error, CS_ERROR_INVALID, "%.*s: not a key of the kind %s",
                      (int)member->key_length, member->key, init->kind->tag);
    if (!fit (self, member, wanted, init, error)) {
      g_prefix_error (error, "%s: ", wanted->key);
      return FALSE;
    }
    wanted++;
  }
  if (wanted->key != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "%s: missing", wanted->key);
  init->values = self->numbers;
  init->n_values = self->n_numbers;
  init->rings = (const CsMarkRing *)(gconstpointer)self->rings->data;
  init->n_rings = self->rings->len;
  return TRUE;
}
