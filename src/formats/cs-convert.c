/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-convert.h"

gboolean
cs_convert (const CsFormat *from, const char *in_path, const CsFormat *to, const char *out_path,
            GPtrArray *problems, CsConvertConfirm confirm, gpointer data, GCancellable *cancellable,
            CsConvertCounts *ret_counts, GError **error)
{
  if (!(from->flags & CS_FORMAT_READS))
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "%s files are written only, not read",
                    from->label);
  if (!(to->flags & CS_FORMAT_WRITES))
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "%s files are read only, not written", to->label);
  g_autoptr (CsDataset) dataset = cs_format_read_path (from, in_path, problems, cancellable, error);
  if (dataset == NULL)
    return FALSE;
  to->losses (dataset, problems);
  if (confirm != NULL && !confirm (dataset, problems, data))
    return cs_fail (error, CS_ERROR_CANCELLED, "%s was not written", out_path);
  if (!cs_format_write_path (to, dataset, out_path, cancellable, error))
    return FALSE;
  if (ret_counts != NULL)
    *ret_counts = (CsConvertCounts){ dataset->items->len, cs_dataset_count_marks (dataset) };
  return TRUE;
}
