/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-schema.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "part", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = cs_context_parts },
  { "text", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_EVENT_TEXT_MAX },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_ADD_CONTEXT;
}

/* It is read where it stands, see cs-project-context.c. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  return TRUE;
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("added to the clinical context: %s", cs_json_get_string (body, "part"));
}

const CsEventKind cs_event_context_add = {
  .tag = "context.add",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_body_case,
  .fold = fold_event,
  .sentence = sentence,
};
