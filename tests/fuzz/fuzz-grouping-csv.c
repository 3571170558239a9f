/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-grouping-csv.h"
#include "cs-json.h"

#include <string.h>

/* What a table answers is fit to be the title of a case, and each unused line is told. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsGroupingCsv) csv = cs_grouping_csv_parse ((const char *)data, size, &error);
  g_autoptr (GPtrArray) before = cs_problems_new ();
  g_autoptr (GPtrArray) after = cs_problems_new ();
  g_assert ((csv == NULL) == (error != NULL));
  if (csv == NULL)
    return 0;
  cs_grouping_csv_tell_unused (csv, "table", before);
  const char *title = cs_grouping_csv_find (csv, "ct/1.dcm", "/abs/x.png");
  cs_grouping_csv_tell_unused (csv, "table", after);
  g_assert (title == NULL || (*title != '\0' && cs_json_text_ok (title)));
  g_assert (after->len == before->len - (title != NULL));
  return 0;
}
