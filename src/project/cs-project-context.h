/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clinical context of a case: what may be read beside its pictures, where the label schema in
 * force allows it (its list "context"), and that it was read. What the files themselves say of it
 * is read by cs-context.h of exchange, which is the way in for everybody. On the project's thread.
 *
 * "age", "sex", "study" and "reason" stand in the headers; "history" there and in texts that a lead
 * gave; "report" in those alone. */
#pragma once

#include "cs-project.h"

extern const char *const cs_context_texts[]; /* "history", "report", NULL */

/* Puts a text beside the case. A later one of the same part takes the place of an earlier one.
 * DENIED unless the signer is a lead. */
gboolean cs_project_add_context (CsProject *project, const CsGid *case_gid, const char *part,
                                 const char *text, GError **error);
/* What of the case READER may read, NULL-terminated, as far as it can be known without looking:
 * empty when nothing is allowed or nothing can be there. NOT_FOUND when they do not see the case.
 */
GStrv cs_project_context_parts (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                                GError **error);
/* The text of PART beside the case; NULL without ERROR when there is none. Asks nothing: for who
 * has asked cs_project_context_parts, and tells cs_project_open_context. */
char *cs_project_context_text (CsProject *project, const CsGid *case_gid, const char *part,
                               GError **error);
/* Records that the signer read PARTS of the case: before they see it. DENIED for what is not
 * allowed, READ_ONLY where nothing can be recorded. */
gboolean cs_project_open_context (CsProject *project, const CsGid *case_gid,
                                  const char *const *parts, GError **error);
