/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-effort.h"

#define MOST_INTERACTIONS 10000000
#define MOST_SECONDS (100 * 24 * 60 * 60)

const CsField cs_effort_fields[] = {
  { "idle_seconds", CS_FIELD_INT, 0, 0, MOST_SECONDS },
  { "interactions", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, MOST_INTERACTIONS },
  { "seconds", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, MOST_SECONDS },
  { NULL },
};

gboolean
cs_effort_of (const CsJson *body, CsEffort *ret_effort)
{
  const CsJson *effort = cs_json_get (body, "effort");
  *ret_effort = (CsEffort){ cs_json_get_int (effort, "interactions", 0),
                            cs_json_get_int (effort, "seconds", 0),
                            cs_json_get_int (effort, "idle_seconds", 0) };
  return effort != NULL;
}
