/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz-format.h"

/* What is read can be written; that is read without an error and written the same again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsDataset) dataset = cs_fuzz_read (&cs_format_coco, data, size, problems);
  if (dataset == NULL)
    return 0;
  cs_format_coco.losses (dataset, problems);
  g_autoptr (GBytes) out = cs_fuzz_write (&cs_format_coco, dataset);
  if (out == NULL)
    return 0;
  cs_fuzz_again (&cs_format_coco, out);
  g_autoptr (GBytes) lines = cs_fuzz_write (&cs_format_jsonl, dataset);
  g_assert (lines != NULL);
  return 0;
}
