/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-guideline.h"

#include <string.h>

/* What is accepted is written back as the same bytes. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsGuideline) guideline = cs_guideline_parse ((const char *)data, size, &error);
  g_assert ((guideline == NULL) == (error != NULL));
  if (guideline == NULL)
    return 0;
  gsize length = 0;
  g_autofree char *stored = cs_json_to_canonical (cs_guideline_to_json (guideline), &length);
  g_assert (length == size && memcmp (stored, data, size) == 0);
  return 0;
}
