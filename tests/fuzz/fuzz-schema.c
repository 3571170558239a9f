/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-schema.h"

/* What a person's schema becomes is what the strict reader takes, byte for byte. */
static void
check_stored (const CsSchema *schema)
{
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  g_autofree char *stored = cs_json_to_canonical (cs_schema_to_json (schema), &size);
  g_autoptr (CsSchema) again = cs_schema_parse (stored, size, &error);
  g_assert_no_error (error);
  g_assert (cs_json_equal (cs_schema_to_json (schema), cs_schema_to_json (again)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (CsSchema) schema = cs_schema_read ((const char *)data, size, &error);
  g_assert ((schema == NULL) == (error != NULL));
  if (schema != NULL)
    check_stored (schema);
  g_autoptr (CsSchema) stored = cs_schema_parse ((const char *)data, size, &refusal);
  g_assert ((stored == NULL) == (refusal != NULL));
  return 0;
}
