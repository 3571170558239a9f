/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-edit.h"

#include "cs-mark-reader.h"
#include "cs-mark-set-builder.h"
#include "cs-mark-set-private.h"

#include <string.h>

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;
  return (left > right) - (left < right);
}

/* No id is removed twice, nor removed and put. */
static gboolean
check_ids (const CsMarkEdit *edit, GError **error)
{
  guint at = 0;
  for (guint i = 0; i < edit->n_remove; i++) {
    guint64 id = edit->remove[i];
    if (id == 0 || id > CS_MARK_MAX_ID)
      return cs_fail (error, CS_ERROR_INVALID, "remove: not the id of a mark");
    if (i > 0 && edit->remove[i - 1] == id)
      return cs_fail (error, CS_ERROR_INVALID, "remove: mark %" G_GUINT64_FORMAT " twice", id);
    while (at < edit->n_put && edit->put[at]->id < id)
      at++;
    if (at < edit->n_put && edit->put[at]->id == id)
      return cs_fail (error, CS_ERROR_INVALID, "mark %" G_GUINT64_FORMAT ": both put and removed",
                      id);
  }
  return TRUE;
}

/* Takes all three. */
static CsMarkEdit *
edit_new_take (GPtrArray *put, GArray *remove, GArray *answers, GError **error)
{
  g_autoptr (CsMarkEdit) edit = g_new0 (CsMarkEdit, 1);
  *edit = (CsMarkEdit){ .put_list = put, .remove_list = remove, .answer_list = answers, .refs = 1 };
  g_array_sort (remove, compare_numbers);
  if (!cs_marks_settle (put, error) || !cs_mark_answers_settle (answers, TRUE, error))
    return NULL;
  edit->put = (CsMark *const *)put->pdata;
  edit->n_put = put->len;
  edit->remove = (const guint64 *)(gpointer)remove->data;
  edit->n_remove = remove->len;
  edit->answers = (const CsMarkAnswer *)(gpointer)answers->data;
  edit->n_answers = answers->len;
  return check_ids (edit, error) ? g_steal_pointer (&edit) : NULL;
}

CsMarkEdit *
cs_mark_edit_new (GPtrArray *put, GArray *remove, GArray *answers, GError **error)
{
  GArray *own_remove = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (remove != NULL && remove->len > 0)
    g_array_append_vals (own_remove, remove->data, remove->len);
  return edit_new_take (cs_marks_copy (put), own_remove, cs_mark_answers_copy (answers), error);
}

CsMarkEdit *
cs_mark_edit_ref (const CsMarkEdit *edit)
{
  CsMarkEdit *self = (CsMarkEdit *)edit;
  if (self != NULL)
    __atomic_fetch_add (&self->refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
cs_mark_edit_unref (CsMarkEdit *edit)
{
  if (edit == NULL || __atomic_fetch_sub (&edit->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  g_ptr_array_unref (edit->put_list);
  g_array_unref (edit->remove_list);
  g_array_unref (edit->answer_list);
  g_free (edit);
}

gboolean
cs_mark_edit_is_empty (const CsMarkEdit *edit)
{
  return edit->n_put == 0 && edit->n_remove == 0 && edit->n_answers == 0;
}

CsMarkSet *
cs_mark_edit_apply (const CsMarkSet *set, const CsMarkEdit *edit, GError **error)
{
  g_autoptr (CsMarkSetBuilder) builder = cs_mark_set_builder_new (set);
  if (!cs_mark_set_builder_apply (builder, edit, error))
    return NULL;
  return cs_mark_set_builder_finish (builder);
}

/* --- JSON --- */

void
cs_mark_edit_write (const CsMarkEdit *edit, GString *out)
{
  g_string_append (out, "{\"answers\":");
  cs_mark_answers_write (edit->answers, edit->n_answers, out);
  g_string_append (out, ",\"put\":[");
  for (guint i = 0; i < edit->n_put; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    cs_mark_write (edit->put[i], out);
  }
  g_string_append (out, "],\"remove\":[");
  for (guint i = 0; i < edit->n_remove; i++)
    g_string_append_printf (out, i > 0 ? ",%" G_GUINT64_FORMAT : "%" G_GUINT64_FORMAT,
                            edit->remove[i]);
  g_string_append (out, "]}");
}

static gboolean
need_key (CsJsonScan *scan, char before, const char *wanted, GError **error)
{
  const char *key = NULL;
  gsize length = 0;
  if (!cs_json_scan_need (scan, before, "answers, put and remove were expected", error) ||
      !cs_json_scan_key (scan, &key, &length, error))
    return FALSE;
  return (length == strlen (wanted) && memcmp (key, wanted, length) == 0) ||
         cs_json_scan_fail (scan, "answers, put and remove were expected", error);
}

static gboolean
scan_put (CsJsonScan *scan, GPtrArray *put, GError **error)
{
  g_autoptr (CsMarkReader) reader = cs_mark_reader_new ();
  if (!cs_json_scan_need (scan, '[', "a list was expected", error))
    return FALSE;
  if (cs_json_scan_take (scan, ']'))
    return TRUE;
  do {
    CsMark *mark = cs_mark_reader_next (reader, scan, error);
    if (mark == NULL)
      return FALSE;
    g_ptr_array_add (put, mark);
    if (put->len > 1 &&
        cs_mark_compare_ids (&put->pdata[put->len - 2], &put->pdata[put->len - 1]) >= 0)
      return cs_json_scan_fail (scan, "marks not sorted by id, or repeated", error);
  } while (cs_json_scan_take (scan, ','));
  return cs_json_scan_need (scan, ']', "a list does not close", error);
}

static gboolean
scan_remove (CsJsonScan *scan, GArray *remove, GError **error)
{
  if (!cs_json_scan_need (scan, '[', "a list was expected", error))
    return FALSE;
  if (cs_json_scan_take (scan, ']'))
    return TRUE;
  do {
    gint64 number = 0;
    if (!cs_json_scan_int (scan, &number, error))
      return FALSE;
    if (number < 1 ||
        (remove->len > 0 && g_array_index (remove, guint64, remove->len - 1) >= (guint64)number))
      return cs_json_scan_fail (scan, "ids not sorted, or repeated", error);
    guint64 id = (guint64)number;
    g_array_append_val (remove, id);
  } while (cs_json_scan_take (scan, ','));
  return cs_json_scan_need (scan, ']', "a list does not close", error);
}

static GArray *
scan_answers (CsJsonScan *scan, GError **error)
{
  g_autoptr (CsJson) list = cs_json_scan_value (scan, 1, error);
  return list != NULL ? cs_mark_answers_read (list, TRUE, error) : NULL;
}

CsMarkEdit *
cs_mark_edit_parse (const char *json, gsize size, GError **error)
{
  g_auto (CsJsonScan) scan = { 0 };
  g_autoptr (GPtrArray) put = cs_marks_copy (NULL);
  g_autoptr (GArray) remove = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (size > CS_MARK_MAX_EDIT) {
    cs_fail (error, CS_ERROR_LIMIT, "an edit of %" G_GSIZE_FORMAT " bytes, more than %d", size,
             CS_MARK_MAX_EDIT);
    return NULL;
  }
  cs_json_scan_init (&scan, json, size);
  if (!need_key (&scan, '{', "answers", error))
    return NULL;
  g_autoptr (GArray) answers = scan_answers (&scan, error);
  if (answers == NULL || !need_key (&scan, ',', "put", error) || !scan_put (&scan, put, error) ||
      !need_key (&scan, ',', "remove", error) || !scan_remove (&scan, remove, error) ||
      !cs_json_scan_need (&scan, '}', "an object does not close", error) ||
      !cs_json_scan_end (&scan, error))
    return NULL;
  return edit_new_take (g_steal_pointer (&put), g_steal_pointer (&remove),
                        g_steal_pointer (&answers), error);
}
