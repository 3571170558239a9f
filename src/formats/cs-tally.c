/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tally.h"

#include <string.h>

#define IN_FULL 10

typedef struct {
  CsSeverity severity;
  char *code, *kind;
  guint64 told, counted;
} Row;

struct _CsTally {
  GPtrArray *problems;
  GPtrArray *rows;
  GHashTable *by_kind;
};

static void
row_free (gpointer data)
{
  Row *row = data;
  g_free (row->code);
  g_free (row->kind);
  g_free (row);
}

CsTally *
cs_tally_new (GPtrArray *problems)
{
  CsTally *tally = g_new0 (CsTally, 1);
  tally->problems = g_ptr_array_ref (problems);
  tally->rows = g_ptr_array_new_with_free_func (row_free);
  tally->by_kind = g_hash_table_new (g_str_hash, g_str_equal);
  return tally;
}

void
cs_tally_free (CsTally *tally)
{
  if (tally == NULL)
    return;
  g_ptr_array_unref (tally->problems);
  g_hash_table_unref (tally->by_kind);
  g_ptr_array_unref (tally->rows);
  g_free (tally);
}

static Row *
row_of (CsTally *tally, CsSeverity severity, const char *code, const char *kind)
{
  Row *row = g_hash_table_lookup (tally->by_kind, kind);
  if (row != NULL)
    return row;
  row = g_new0 (Row, 1);
  *row = (Row){ severity, g_strdup (code), g_strdup (kind) };
  g_ptr_array_add (tally->rows, row);
  g_hash_table_insert (tally->by_kind, row->kind, row);
  return row;
}

void
cs_tally_case (CsTally *tally, CsSeverity severity, const char *code, const char *kind,
               const char *location, const char *format, ...)
{
  Row *row = row_of (tally, severity, code, kind);
  if (row->told == IN_FULL) {
    row->counted++;
    return;
  }
  row->told++;
  va_list args;
  va_start (args, format);
  g_autofree char *detail = g_strdup_vprintf (format, args);
  va_end (args);
  cs_problems_add (tally->problems, severity, code, location, "%s: %s", kind, detail);
}

void
cs_tally_error (CsTally *tally, const char *kind, const char *location, const GError *error)
{
  cs_tally_case (tally, CS_SEVERITY_ERROR, cs_error_nick (error), kind, location, "%s",
                 error->message);
}

void
cs_tally_count (CsTally *tally, CsSeverity severity, const char *code, const char *kind,
                guint64 count)
{
  if (count > 0)
    row_of (tally, severity, code, kind)->counted += count;
}

/* The rest may hold names that strangers chose. */
static gboolean
has_words (const char *kind)
{
  const char *bar = kind[0] == '{' ? strchr (kind, '|') : NULL;
  return bar != NULL && strchr (bar, '}') != NULL;
}

/* KIND with the words for COUNT of it. */
static char *
words_for (const char *kind, guint64 count)
{
  const char *bar = strchr (kind, '|'), *close = strchr (bar, '}');
  const char *begin = count == 1 ? kind + 1 : bar + 1, *end = count == 1 ? bar : close;
  return g_strdup_printf ("%.*s%s", (int)(end - begin), begin, close + 1);
}

void
cs_tally_finish (CsTally *tally)
{
  for (guint i = 0; i < tally->rows->len; i++) {
    Row *row = g_ptr_array_index (tally->rows, i);
    gboolean words = has_words (row->kind);
    g_autofree char *kind = words ? words_for (row->kind, row->counted) : g_strdup (row->kind);
    if (row->counted > 0)
      cs_problems_add (tally->problems, row->severity, row->code, NULL,
                       row->told > 0 ? "%" G_GUINT64_FORMAT " more: %s"
                       : words       ? "%" G_GUINT64_FORMAT " %s"
                                     : "%" G_GUINT64_FORMAT " x %s",
                       row->counted, kind);
    row->counted = 0;
  }
}
