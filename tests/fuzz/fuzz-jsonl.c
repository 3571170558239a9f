/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz-format.h"

/* What is read is written, read without an error and written the same again; COCO takes it too. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsDataset) dataset = cs_fuzz_read (&cs_format_jsonl, data, size, problems);
  if (dataset == NULL)
    return 0;
  cs_format_jsonl.losses (dataset, problems);
  g_autoptr (GBytes) out = cs_fuzz_write (&cs_format_jsonl, dataset);
  g_assert (out != NULL);
  cs_fuzz_again (&cs_format_jsonl, out);
  cs_format_coco.losses (dataset, problems);
  g_autoptr (GBytes) coco = cs_fuzz_write (&cs_format_coco, dataset);
  return 0;
}
