/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the clinical context of a case: what its headers and the texts beside it say, as far as
 * the rules of the project allow it. That it was read is recorded before it is given. Names and
 * numbers of the patient are taken out wherever they stand. Synchronous, on the project's thread.
 */
#pragma once

#include "cs-decoder.h"
#include "cs-project.h"

typedef struct {
  char *part; /* "age", one of cs_context_parts */
  char *text;
} CsContextRow;

/* GPtrArray of CsContextRow for the signer, in the order of cs_context_parts; empty (and nothing
 * recorded) when nothing that is allowed is there. DENIED when nothing is allowed. */
GPtrArray *cs_context_open (CsProject *project, CsDecoder *decoder, const CsGid *case_gid,
                            GError **error);
void cs_context_row_free (CsContextRow *row);

/* TEXT without the words of NAMES (NULL-terminated, may be several words each): "..." stands in
 * their place. Caller frees. */
char *cs_context_hide (const char *text, const char *const *names);
/* "64 years" for "064Y"; what is no age of a header as it is. Caller frees. */
char *cs_context_age (const char *text);
