/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One item as a line of JSON, and items.jsonl: what became of every item, part of every export.
 * Pure functions; one thread.
 *
 * Members of an item, canonical JSON, keys sorted, absent ones left out:
 *   answer       "nothing", "not-assessable" or "equivocal": what the reader said beside marks; a
 *                state "signed" with "nothing" is a signed negative
 *   case         gid of the case that it belongs to
 *   facts        further members of the exporter's choice (revision, signers)
 *   foreign_id   its number in the file it was imported from
 *   item         gid
 *   mark_count   how many marks it has (items.jsonl only)
 *   marks        list of canonical marks by id (marks.jsonl only)
 *   media        "image", "series" or "text"
 *   name         stored name
 *   note         text that goes with the answer
 *   parts        list of {frames,height,name,sha256,width}: files in the order that marks count,
 *                pixels of the encoded raster
 *   split        "train", "test" ...
 *   state        "signed", "accepted", "submitted", "not-read", "excluded" ...
 *   text_length  code points of a text */
#pragma once

#include "cs-dataset.h"

#include <gio/gio.h>

/* The members before and behind `marks`, as two objects. Caller frees both. */
void cs_item_to_json (const CsDatasetItem *item, CsJson **ret_head, CsJson **ret_tail);
/* Adds the item that OBJECT (without `marks`) describes. INVALID names the member. Owned by
 * DATASET. */
CsDatasetItem *cs_item_from_json (CsDataset *dataset, const CsJson *object, GError **error);

/* DATASET is settled. One line an item, by gid. */
gboolean cs_items_jsonl_write (const CsDataset *dataset, GOutputStream *output,
                               GCancellable *cancellable, GError **error);
