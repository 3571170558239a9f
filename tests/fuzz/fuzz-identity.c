/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-identity.h"

/* What is accepted says the same after a round trip. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsIdentity) identity = cs_identity_parse ((const char *)data, size, &error);
  g_assert ((identity == NULL) == (error != NULL));
  if (identity == NULL)
    return 0;
  g_autoptr (CsJson) json = cs_identity_to_json (identity);
  g_autoptr (CsIdentity) back = cs_identity_from_json (json, &error);
  g_assert_no_error (error);
  g_autoptr (CsJson) again = cs_identity_to_json (back);
  g_assert (cs_json_equal (json, again));
  return 0;
}
