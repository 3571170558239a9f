/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks from canonical bytes without a tree of values; keeps its scratch room from mark to mark,
 * so that a million marks are cheap. Private to src/marks; one thread. */
#pragma once

#include "cs-json-scan.h"
#include "cs-mark.h"

typedef struct _CsMarkReader CsMarkReader;

CsMarkReader *cs_mark_reader_new (void);
void cs_mark_reader_free (CsMarkReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMarkReader, cs_mark_reader_free)

/* Members with the value of their absence ("frame":0) are accepted too. */
void cs_mark_reader_set_lenient (CsMarkReader *reader);
/* The object at SCAN, which moves behind it. Errors name the mark's id where it is known. */
CsMark *cs_mark_reader_next (CsMarkReader *reader, CsJsonScan *scan, GError **error);
