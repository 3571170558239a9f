/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a good reader marks on the items of the sample. Plain functions; any thread. */
#pragma once

#include "cs-project.h"

/* How much of a picture: of its lesions or glands, the last may be left out, or be all there is. */
typedef enum {
  CS_SAMPLE_ALL,
  CS_SAMPLE_BUT_THE_LAST,
  CS_SAMPLE_THE_LAST,
  CS_SAMPLE_WITH_MISTAKES, /* but the last; and the first mitosis lies on an ordinary cell */
  CS_SAMPLE_MENDED,        /* the last, and that mitosis, by the same id, where it belongs */
} CsSampleShare;

/* Appends the marks of ITEM to PUT (GPtrArray of CsMark that owns them). */
gboolean cs_sample_mark_item (CsEnv *env, const CsItemRow *item, CsSampleShare share,
                              GPtrArray *put, GError **error);
