/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of an item, as they stand in item.add: what its parts are and what their files say of
 * themselves. Plain functions over immutable JSON; any thread.
 *
 * {"common":{..},          what cs_probe_json says of all parts alike; absent for a text
 *  "parts":[{"blob":hash,"frames":n,"height":n,"media":"application/dicom","name":"ct/1.dcm",
 *            "own":{..},   what it says of this part beyond "common"; absent when nothing
 *            "size":bytes,"width":n}],
 *  "series":{"findings":[{"code","message"}],"order":"position","step":"1.5"},
 *  "text":{"decoding","length","line_ends","lines","sha256","utf16_length"}}
 *
 * "series" only where files were put together; "step" in mm between neighbours; "length" in code
 * points, "sha256" of the decoded text as UTF-8. A text has frames, height and width 0. */
#pragma once

#include "cs-probe.h"

typedef struct {
  const char *name, *media;
  const CsHash *blob;
  gint64 size;
  const CsProbe *probe; /* NULL for a text */
} CsItemPart;

/* SERIES and TEXT are taken over and may be NULL. */
CsJson *cs_item_facts_new (const CsItemPart *parts, guint n_parts, CsJson *series, CsJson *text);

guint cs_item_facts_n_parts (const CsJson *facts);
/* Stored name of a part; NULL beyond the last. Owned by FACTS. */
const char *cs_item_facts_name (const CsJson *facts, guint part);
/* FALSE beyond the last. */
gboolean cs_item_facts_blob (const CsJson *facts, guint part, CsHash *ret_hash, gint64 *ret_size);
/* What a part's DICOM header says of itself under KEY, see cs_probe_id; NULL when it says nothing.
 * Owned by FACTS. */
const char *cs_item_facts_id (const CsJson *facts, guint part, const char *key);
/* What the file of a part says of itself, as when it was brought in. NOT_FOUND for a text. */
CsProbe *cs_item_facts_probe (const CsJson *facts, guint part, GError **error);
