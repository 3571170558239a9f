/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the work that a person handed in, counted out of the index: the evidence of a
 * promotion, which everybody's program counts for itself. On the store's thread. */
#pragma once

#include "cs-json-check.h"
#include "cs-sqlite.h"

typedef struct {
  gint64 handed_in; /* cases, by versions that were not taken back */
  gint64 accepted;  /* of these, as they were */
  gint64 corrected, sent_back;
  gint64 read, agreed; /* beside other readers; and nothing of it was disputed */
  gint64 first, last;  /* when the first and the last of them was handed in; 0 for none */
} CsTrackRecord;

/* As an object of integers, for an event. */
extern const CsField cs_track_record_fields[];
CsJson *cs_track_record_to_json (const CsTrackRecord *record);
gboolean cs_track_record_fits (const CsTrackRecord *record, const CsJson *json);
gboolean cs_track_record_count (CsDb *index, const CsGid *person, CsTrackRecord *ret_record,
                                GError **error);
/* "handed in 12, accepted unchanged 9, corrected 2, sent back 1"; caller frees. */
char *cs_track_record_words (const CsTrackRecord *record);
void cs_track_record_from_json (const CsJson *json, CsTrackRecord *ret_record);
