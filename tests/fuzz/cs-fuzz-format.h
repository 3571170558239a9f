/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz entries of all formats do. */
#pragma once

#include "cs-format.h"
#include "cs-fuzz.h"

static CsDataset *
cs_fuzz_read (const CsFormat *format, gconstpointer data, gsize size, GPtrArray *problems)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (data, (gssize)size, NULL);
  g_autoptr (GError) error = NULL;
  CsDataset *dataset = format->read (input, problems, NULL, &error);
  g_assert ((dataset == NULL) == (error != NULL));
  return dataset;
}

static GBytes *
cs_fuzz_write (const CsFormat *format, const CsDataset *dataset)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  gboolean ok = format->write (dataset, output, NULL, &error);
  g_assert (ok == (error == NULL));
  g_output_stream_close (output, NULL, NULL);
  return ok ? g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output)) : NULL;
}

/* OUT, which FORMAT wrote, is read without an error and written the same again. */
static void
cs_fuzz_again (const CsFormat *format, GBytes *out)
{
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (out, &size);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsDataset) again = cs_fuzz_read (format, data, size, problems);
  g_assert (again != NULL);
  for (guint i = 0; i < problems->len; i++)
    g_assert (((CsProblem *)g_ptr_array_index (problems, i))->severity != CS_SEVERITY_ERROR);
  g_autoptr (GBytes) same = cs_fuzz_write (format, again);
  g_assert (same != NULL && g_bytes_equal (out, same));
}
