/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between two versions of a document whose lists hold objects with a "key". A pure
 * function over JSON. Any thread. */
#pragma once

#include "cs-json.h"

/* Sentences (GPtrArray of char *, owned): `label nodule, attribute margin: added`,
 * `label nodule, colour: "#000000" is now "#ffffff"`. Empty when the documents are equal. */
GPtrArray *cs_document_diff (const CsJson *before, const CsJson *after);
