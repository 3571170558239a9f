/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-workflow.h"

/* The normal form is the normal form of itself. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse ((const char *)data, size, &error);
  g_assert ((workflow == NULL) == (error != NULL));
  if (workflow == NULL)
    return 0;
  gsize length = 0;
  g_autofree char *normal = cs_json_to_canonical (cs_workflow_to_json (workflow), &length);
  g_autoptr (CsWorkflow) again = cs_workflow_parse (normal, length, &error);
  g_assert_no_error (error);
  g_assert (cs_json_equal (cs_workflow_to_json (workflow), cs_workflow_to_json (again)));
  return 0;
}
