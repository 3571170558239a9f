/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clinical context of a case: what may be read beside its pictures, where the label schema in
 * force allows it (its list "context"), and that it was read. What the files themselves say of it
 * is read by cs-context.h of exchange, which is the way in for everybody. On the project's thread.
 *
 * A lead may give a text for each part ("cs_context_parts"); all but "report" may stand in the
 * headers, too. */
#pragma once

#include "cs-project.h"

#define CS_CONTEXT_TEXT_MAX 65536 /* bytes */

/* SIZE bytes of TEXT as they may stand beside a case: without space at both ends, INVALID when
 * nothing is left, or with control characters; LIMIT when it is too long. Caller frees. */
char *cs_context_clean_text (const char *text, gsize size, GError **error);

/* Puts a text beside the case. A later one of the same part takes the place of an earlier one.
 * DENIED unless the signer is a lead. */
gboolean cs_project_add_context (CsProject *project, const CsGid *case_gid, const char *part,
                                 const char *text, GError **error);
/* Publishes the labels in force with PARTS (NULL-terminated) as what may be read. NOT_FOUND without
 * labels, INVALID for a part there is not, DENIED unless the signer is a lead. */
gboolean cs_project_allow_context (CsProject *project, const char *const *parts, const char *note,
                                   GError **error);
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
