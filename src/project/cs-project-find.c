/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-private.h"

#include <string.h>

#define CANDIDATES_MAX 5

void
cs_find_offer (CsFind *find, guint fit, gpointer row, const CsGid *gid, const char *title)
{
  char hex[CS_GID_HEX + 1];
  if (find->n > 0 && fit > find->fit)
    return;
  if (find->n > 0 && fit < find->fit) {
    find->n = 0;
    g_string_truncate (find->names, 0);
  }
  if (find->names == NULL)
    find->names = g_string_new (NULL);
  find->fit = fit;
  find->row = row;
  if (find->n < CANDIDATES_MAX)
    g_string_append_printf (find->names, "%s%.8s \"%s\"", find->n > 0 ? ", " : "",
                            cs_gid_to_hex (gid, hex), title);
  else if (find->n == CANDIDATES_MAX)
    g_string_append (find->names, " and more");
  find->n++;
}

gpointer
cs_find_end (CsFind *find, const char *name, const char *what, const char *list, GError **error)
{
  g_autoptr (GString) names = g_steal_pointer (&find->names);
  if (find->n == 1)
    return find->row;
  if (find->n == 0)
    cs_fail (error, CS_ERROR_NOT_FOUND, "no %s is called \"%s\"; \"%s\" lists them", what, name,
             list);
  else
    cs_fail (error, CS_ERROR_CONFLICT, "\"%s\" fits more than one %s: %s; say which by the id",
             name, what, names->str);
  return NULL;
}

guint
cs_find_fit (const char *name, const CsGid *gid, const char *title)
{
  char hex[CS_GID_HEX + 1];
  gsize length = strlen (name);
  cs_gid_to_hex (gid, hex);
  if (strcmp (hex, name) == 0)
    return CS_FIT_ID;
  if (strcmp (title, name) == 0)
    return CS_FIT_TITLE;
  return length >= 4 && strncmp (hex, name, length) == 0 ? CS_FIT_DIGITS : CS_FIT_NONE;
}

const CsItemRow *
cs_items_find (GPtrArray *items, const char *name, GError **error)
{
  CsFind find = { 0 };
  for (guint i = 0; i < items->len; i++) {
    CsItemRow *row = items->pdata[i];
    guint fit = cs_find_fit (name, &row->gid, row->title);
    if (fit != CS_FIT_NONE)
      cs_find_offer (&find, fit, row, &row->gid, row->title);
  }
  return cs_find_end (&find, name, "item", "items", error);
}
