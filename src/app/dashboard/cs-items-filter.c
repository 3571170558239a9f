/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-items-filter.h"
#include "cs-file.h"
#include "cs-json.h"

#include <glib/gstdio.h>
#include <string.h>

#define SIZE_MAX_BYTES (256 * 1024)
#define KEY_MAX 64

static const char *const columns[CS_CASE_COLUMNS] = {
  [CS_CASE_COLUMN_TITLE] = "title", [CS_CASE_COLUMN_STATE] = "state",
  [CS_CASE_COLUMN_WITH] = "with",   [CS_CASE_COLUMN_MARKS] = "marks",
  [CS_CASE_COLUMN_WHAT] = "what",   [CS_CASE_COLUMN_WHEN] = "when",
};

CsItemsFilter *
cs_items_filter_new (const char *name, const char *key, const char *text, const CsCaseSort *sorts,
                     guint n_sorts)
{
  CsItemsFilter *filter = g_new0 (CsItemsFilter, 1);
  filter->name = g_strdup (name);
  filter->key = g_strdup (key);
  filter->text = g_strdup (text);
  filter->n_sorts = MIN (n_sorts, CS_CASE_COLUMNS);
  for (guint i = 0; i < filter->n_sorts; i++)
    filter->sorts[i] = sorts[i];
  return filter;
}

CsItemsFilter *
cs_items_filter_copy (const CsItemsFilter *filter)
{
  return cs_items_filter_new (filter->name, filter->key, filter->text, filter->sorts,
                              filter->n_sorts);
}

void
cs_items_filter_free (CsItemsFilter *filter)
{
  if (filter == NULL)
    return;
  g_free (filter->name);
  g_free (filter->key);
  g_free (filter->text);
  g_free (filter);
}

/* Neither controls nor what turns or hides the text around it. */
static gboolean
is_plain (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);
    GUnicodeType type = g_unichar_type (letter);
    if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
        type == G_UNICODE_PARAGRAPH_SEPARATOR)
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_text (const char *text, glong most)
{
  return text != NULL && g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= most &&
         is_plain (text);
}

gboolean
cs_items_filter_name_ok (const char *name)
{
  return is_text (name, CS_ITEMS_FILTER_NAME_MAX) && name[0] != '\0' &&
         !g_ascii_isspace (name[0]) && !g_ascii_isspace (name[strlen (name) - 1]);
}

gboolean
cs_items_filter_text_ok (const char *text)
{
  return is_text (text, CS_ITEMS_FILTER_TEXT_MAX);
}

gboolean
cs_items_filter_same (const CsItemsFilter *a, const CsItemsFilter *b)
{
  if (!g_str_equal (a->key, b->key) || !g_str_equal (a->text, b->text) || a->n_sorts != b->n_sorts)
    return FALSE;
  for (guint i = 0; i < a->n_sorts; i++)
    if (a->sorts[i].column != b->sorts[i].column ||
        !a->sorts[i].descending != !b->sorts[i].descending)
      return FALSE;
  return TRUE;
}

/* --- the file --- */

static char *
path_of (CsEnv *env, const CsGid *project, const CsGid *person)
{
  char a[CS_GID_HEX + 1], b[CS_GID_HEX + 1];
  g_autofree char *name =
      g_strdup_printf ("%s-%s.json", cs_gid_to_hex (project, a), cs_gid_to_hex (person, b));
  return g_build_filename (env->state_dir, "filters", name, NULL);
}

static void
read_sorts (CsItemsFilter *filter, const CsJson *sorts)
{
  for (guint i = 0; i < cs_json_length (sorts) && filter->n_sorts < CS_CASE_COLUMNS; i++) {
    const char *column = cs_json_get_string (cs_json_at (sorts, i), "column");
    for (guint n = 0; n < CS_CASE_COLUMNS; n++)
      if (g_strcmp0 (column, columns[n]) == 0)
        filter->sorts[filter->n_sorts++] =
            (CsCaseSort){ (CsCaseColumn)n, cs_json_get_bool (cs_json_at (sorts, i), "down") };
  }
}

/* What is not one of ours is passed by. */
static void
read_one (GPtrArray *filters, const CsJson *row)
{
  const char *name = cs_json_get_string (row, "name"), *key = cs_json_get_string (row, "key");
  const char *text = cs_json_get_string (row, "text");
  if (filters->len >= CS_ITEMS_FILTERS_MAX || !cs_items_filter_name_ok (name) ||
      !is_text (key, KEY_MAX) || !cs_items_filter_text_ok (text))
    return;
  for (guint i = 0; i < filters->len; i++)
    if (g_str_equal (((const CsItemsFilter *)filters->pdata[i])->name, name))
      return;
  CsItemsFilter *filter = cs_items_filter_new (name, key, text, NULL, 0);
  read_sorts (filter, cs_json_get (row, "sorts"));
  g_ptr_array_add (filters, filter);
}

GPtrArray *
cs_items_filters_read (CsEnv *env, const CsGid *project, const CsGid *person)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_items_filter_free);
  g_autofree char *path = path_of (env, project, person);
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, SIZE_MAX_BYTES, NULL);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsJson) list = text != NULL ? cs_json_parse_canonical (text, size, NULL) : NULL;
  for (guint i = 0; i < cs_json_length (list); i++)
    read_one (filters, cs_json_at (list, i));
  if (list == NULL && g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
    g_rename (path, aside);
  }
  return filters;
}

gboolean
cs_items_filters_write (CsEnv *env, const CsGid *project, const CsGid *person,
                        const GPtrArray *filters, GError **error)
{
  g_autofree char *path = path_of (env, project, person);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (CsJson) list = cs_json_new_array ();
  for (guint i = 0; i < filters->len; i++) {
    const CsItemsFilter *filter = filters->pdata[i];
    CsJson *row = cs_json_new_object (), *sorts = cs_json_new_array ();
    for (guint n = 0; n < filter->n_sorts; n++) {
      CsJson *sort = cs_json_new_object ();
      cs_json_put_string (sort, "column", columns[filter->sorts[n].column]);
      cs_json_put_bool (sort, "down", filter->sorts[n].descending);
      cs_json_append (sorts, sort);
    }
    cs_json_put_string (row, "key", filter->key);
    cs_json_put_string (row, "name", filter->name);
    cs_json_put (row, "sorts", sorts);
    cs_json_put_string (row, "text", filter->text);
    cs_json_append (list, row);
  }
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (list, &size);
  return cs_file_make_dir (folder, 0700, error) && cs_file_replace (path, text, size, 0600, error);
}
