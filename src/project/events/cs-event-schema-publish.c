/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-schema.h"

static const CsField fields[] = {
  CS_EVENT_DOCUMENT_FIELDS,
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  gsize size = 0;
  const char *text = NULL;
  g_autoptr (GBytes) bytes = cs_fold_object (fold, body, &text, &size, error);
  g_autoptr (CsSchema) schema = bytes != NULL ? cs_schema_parse (text, size, error) : NULL;
  return schema != NULL && cs_fold_document (fold, body, "schema", error);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("published the label schema \"%s\"", cs_json_get_string (body, "name"));
}

const CsEventKind cs_event_schema_publish = {
  .tag = "schema.publish",
  .fields = fields,
  .deed = cs_deed_publish,
  .fold = fold_event,
  .tells = CS_TELLS_PROJECT,
  .sentence = sentence,
};
