/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-member-choice.h"

#include <glib/gi18n.h>
#include <string.h>

static const CsIdentity *
find_member (GPtrArray *members, const char *handle)
{
  for (guint i = 0; handle != NULL && i < members->len; i++) {
    const CsIdentity *identity = members->pdata[i];
    if (g_str_equal (identity->handle, handle))
      return identity;
  }
  return NULL;
}

const CsIdentity *
cs_member_choose (GPtrArray *members, const char *handle, GHashTable *people, const CsGid *project)
{
  char hex[CS_GID_HEX + 1];
  if (handle != NULL)
    return find_member (members, handle);
  const char *last =
      people != NULL ? g_hash_table_lookup (people, cs_gid_to_hex (project, hex)) : NULL;
  const CsIdentity *remembered = find_member (members, last);
  return remembered == NULL && members->len == 1 ? members->pdata[0] : remembered;
}

char *
cs_member_nobody_words (GPtrArray *members, const char *handle)
{
  if (members->len == 0)
    return g_strdup (_ ("Nobody of this computer is a member of this project. You can look."));
  if (handle == NULL)
    return g_strdup (_ ("Several people of this computer work in this project. Choose who you are "
                        "at the top right; until then you can look."));
  /* TRANSLATORS: %s is the short name of a person */
  return g_strdup_printf (_ ("%s is no member of this project. Choose who you are at the top "
                             "right; until then you can look."),
                          handle);
}
