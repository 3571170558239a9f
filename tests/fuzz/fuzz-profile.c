/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-profile.h"

#include <string.h>

/* A profile of a stranger. What is read is written and read again as the same, and can be used. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (CsProfile) profile = cs_profile_read ((const char *)data, size, NULL);
  if (profile == NULL)
    return 0;
  g_autofree char *text = cs_profile_to_text (profile);
  g_autoptr (CsProfile) again = cs_profile_read (text, strlen (text), NULL);
  g_assert (again != NULL && cs_profile_equal (profile, again));
  g_autoptr (CsProfile) usual = cs_profile_new ();
  g_autoptr (GPtrArray) changes = cs_profile_compare (usual, profile);
  g_assert (changes->len >= cs_profile_n_keys (profile) + cs_profile_n_modalities (profile));
  return 0;
}
