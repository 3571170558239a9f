/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli-table.h"
#include "cs-cli-private.h"
#include "cs-line.h"

#define GAP 2 /* between columns */
/* To which a long column is cut, even if a row is longer than the line then. */
#define SHORTEST 12

struct _CsCliTable {
  CsCli *cli;
  guint n_columns, long_column;
  GPtrArray *cells; /* row by row, escaped */
};

CsCliTable *
cs_cli_table_new (CsCli *cli, guint n_columns, guint long_column)
{
  CsCliTable *self = g_new0 (CsCliTable, 1);
  self->cli = cli;
  self->n_columns = n_columns;
  self->long_column = long_column;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
cs_cli_table_free (CsCliTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
cs_cli_table_add (CsCliTable *self, const char *first, ...)
{
  va_list args;
  const char *cell = first;
  va_start (args, first);
  for (guint i = 0; i < self->n_columns; i++) {
    g_ptr_array_add (self->cells, cs_line_escape (cell));
    if (i + 1 < self->n_columns)
      cell = va_arg (args, const char *);
  }
  va_end (args);
}

/* --- widths --- */

static guint
width_of_char (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : (g_unichar_iswide (c) ? 2 : 1);
}

static guint
width_of (const char *text)
{
  guint width = 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += width_of_char (g_utf8_get_char (at));
  return width;
}

/* TEXT, or its start and an ellipsis, no wider than WIDTH. */
static char *
shorten (const char *text, guint width)
{
  if (width_of (text) <= width)
    return g_strdup (text);
  guint so_far = 1;
  const char *at = text;
  while (so_far + width_of_char (g_utf8_get_char (at)) <= width) {
    so_far += width_of_char (g_utf8_get_char (at));
    at = g_utf8_next_char (at);
  }
  g_autofree char *start = g_strndup (text, (gsize)(at - text));
  return g_strconcat (start, "…", NULL);
}

/* How wide each column is, in a line of LINE. */
static guint *
measure (const CsCliTable *self, guint line)
{
  guint *widths = g_new0 (guint, self->n_columns), others = GAP * (self->n_columns - 1);
  for (guint i = 0; i < self->cells->len; i++) {
    guint *width = &widths[i % self->n_columns];
    *width = MAX (*width, width_of (self->cells->pdata[i]));
  }
  for (guint i = 0; i < self->n_columns; i++)
    others += i != self->long_column ? widths[i] : 0;
  guint room = line > others + SHORTEST ? line - others : SHORTEST;
  if (self->long_column < self->n_columns)
    widths[self->long_column] = MIN (widths[self->long_column], room);
  return widths;
}

/* --- saying --- */

static char *
align_row (const CsCliTable *self, guint at, const guint *widths)
{
  g_autoptr (GString) row = g_string_new (NULL);
  for (guint i = 0; i < self->n_columns; i++) {
    g_autofree char *cell = shorten (self->cells->pdata[at + i], widths[i]);
    g_string_append (row, cell);
    if (i + 1 < self->n_columns)
      g_string_append_printf (row, "%*s", (int)(widths[i] - width_of (cell) + GAP), "");
  }
  return g_strdup (g_strchomp (row->str));
}

static char *
join_row (const CsCliTable *self, guint at)
{
  g_autoptr (GString) row = g_string_new (NULL);
  for (guint i = 0; i < self->n_columns; i++)
    g_string_append_printf (row, "%s%s", i > 0 ? "\t" : "",
                            (const char *)self->cells->pdata[at + i]);
  return g_string_free (g_steal_pointer (&row), FALSE);
}

void
cs_cli_table_print (CsCliTable *self)
{
  const CsCliHost *host = self->cli->host;
  g_autofree guint *widths = measure (self, host->columns);
  for (guint at = 0; !self->cli->json && at < self->cells->len; at += self->n_columns) {
    g_autofree char *row = host->columns > 0 ? align_row (self, at, widths) : join_row (self, at);
    g_autofree char *line = g_strconcat (row, "\n", NULL);
    host->write (host->data, FALSE, line);
  }
  g_ptr_array_set_size (self->cells, 0);
}
