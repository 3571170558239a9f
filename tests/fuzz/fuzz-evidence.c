/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-evidence.h"
#include "cs-fuzz.h"

/* What is read and written again is read as the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsEvidence) evidence = cs_evidence_parse ((const char *)data, size, &error);
  g_assert ((evidence == NULL) == (error != NULL));
  if (evidence == NULL)
    return 0;
  gsize length = 0;
  g_autoptr (CsJson) json = cs_evidence_to_json (evidence, "fuzz");
  g_autofree char *text = cs_json_to_canonical (json, &length);
  g_autoptr (CsEvidence) again = cs_evidence_parse (text, length, &error);
  g_assert_no_error (error);
  g_assert (!cs_evidence_add (again, evidence));
  return 0;
}
