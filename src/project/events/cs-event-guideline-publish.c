/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-guideline.h"

static const char *const classes[] = { "clearer", "decisions", "wording", NULL };

static const CsField fields[] = {
  { "class", CS_FIELD_STRING, .choices = classes },
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
  g_autoptr (CsGuideline) guideline = bytes != NULL ? cs_guideline_parse (text, size, error) : NULL;
  return guideline != NULL && cs_fold_document (fold, body, "guideline", error);
}

static char *
sentence (const CsJson *body)
{
  const char *change = cs_json_get_string (body, "class");
  return g_strdup_printf ("published the guideline \"%s\"%s%s%s", cs_json_get_string (body, "name"),
                          change != NULL ? " (" : "", change != NULL ? change : "",
                          change != NULL ? ")" : "");
}

const CsEventKind cs_event_guideline_publish = {
  .tag = "guideline.publish",
  .fields = fields,
  .deed = cs_deed_publish,
  .fold = fold_event,
  .tells = CS_TELLS_PROJECT,
  .sentence = sentence,
};
