/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From one interchange format to another, without a project. One thread. */
#pragma once

#include "cs-format.h"

/* Called when everything is read and PROBLEMS says what reading changed and writing will lose;
 * FALSE stops before a byte is written. */
typedef gboolean (*CsConvertConfirm) (const CsDataset *dataset, GPtrArray *problems, gpointer data);

typedef struct {
  guint64 items, marks;
} CsConvertCounts;

/* Reads IN_PATH as FROM, replaces OUT_PATH by TO. CONFIRM and RET_COUNTS may be NULL. CANCELLED
 * when CONFIRM says no. */
gboolean cs_convert (const CsFormat *from, const char *in_path, const CsFormat *to,
                     const char *out_path, GPtrArray *problems, CsConvertConfirm confirm,
                     gpointer data, GCancellable *cancellable, CsConvertCounts *ret_counts,
                     GError **error);
