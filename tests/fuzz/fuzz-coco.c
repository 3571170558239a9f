/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-format.h"
#include "cs-fuzz.h"

static CsDataset *
read_bytes (const CsFormat *format, gconstpointer data, gsize size, GPtrArray *problems)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (data, (gssize)size, NULL);
  g_autoptr (GError) error = NULL;
  CsDataset *dataset = format->read (input, problems, NULL, &error);
  g_assert ((dataset == NULL) == (error != NULL));
  return dataset;
}

static GBytes *
write_bytes (const CsFormat *format, const CsDataset *dataset)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  gboolean ok = format->write (dataset, output, NULL, &error);
  g_assert (ok == (error == NULL));
  g_output_stream_close (output, NULL, NULL);
  return ok ? g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output)) : NULL;
}

/* What is read can be written; that is read without an error and written the same again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const CsFormat *format = &cs_format_coco;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsDataset) dataset = read_bytes (format, data, size, problems);
  if (dataset == NULL)
    return 0;
  format->losses (dataset, problems);
  g_autoptr (GBytes) out = write_bytes (format, dataset);
  if (out == NULL)
    return 0;
  g_autoptr (GPtrArray) later = cs_problems_new ();
  g_autoptr (CsDataset) again =
      read_bytes (format, g_bytes_get_data (out, NULL), g_bytes_get_size (out), later);
  g_assert (again != NULL);
  for (guint i = 0; i < later->len; i++)
    g_assert (((CsProblem *)g_ptr_array_index (later, i))->severity != CS_SEVERITY_ERROR);
  g_autoptr (GBytes) same = write_bytes (format, again);
  g_assert (same != NULL && g_bytes_equal (out, same));
  g_autoptr (GBytes) lines = write_bytes (&cs_format_jsonl, dataset);
  g_assert (lines != NULL);
  return 0;
}
