/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-schema.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "parts", CS_FIELD_STRING, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY, 1, 16,
    .choices = cs_context_parts, .max_count = 16 },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_OPEN_CONTEXT;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  const CsJson *parts = cs_json_get (body, "parts");
  const CsSchema *schema = NULL;
  if (!cs_gather_body_case (fold, body, state, error) || !cs_fold_schema (fold, &schema, error))
    return FALSE;
  state->context_allowed = schema != NULL;
  for (guint i = 0; schema != NULL && i < cs_json_length (parts); i++)
    state->context_allowed &= cs_schema_allows (schema, cs_json_string (cs_json_at (parts, i)));
  return TRUE;
}

/* That it was looked at is all there is to say. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  return TRUE;
}

static char *
sentence (const CsJson *body)
{
  const CsJson *parts = cs_json_get (body, "parts");
  g_autoptr (GString) words = g_string_new ("opened the clinical context: ");
  for (guint i = 0; i < cs_json_length (parts); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "",
                            cs_json_string (cs_json_at (parts, i)));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

const CsEventKind cs_event_context_open = {
  .tag = "context.open",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
