/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-schema-ready.h"

#include <string.h>

/* Made from data/schemas by the build. */
extern const char cs_schema_breast_findings[], cs_schema_lung_nodule_rating[],
    cs_schema_lung_screening[];

const CsSchemaReady cs_schemas_ready[] = {
  { "breast-findings", cs_schema_breast_findings },
  { "lung-nodule-rating", cs_schema_lung_nodule_rating },
  { "lung-screening", cs_schema_lung_screening },
  { NULL, NULL },
};

CsSchema *
cs_schema_ready_new (const char *key, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  for (const CsSchemaReady *ready = cs_schemas_ready; ready->key != NULL; ready++) {
    if (strcmp (ready->key, key) == 0)
      return cs_schema_read (ready->text, strlen (ready->text), error);
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", ready->key);
  }
  cs_fail (error, CS_ERROR_NOT_FOUND, "there are no ready-made labels \"%s\"; there are %s", key,
           known->str);
  return NULL;
}
