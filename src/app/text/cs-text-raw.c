/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-raw.h"

#include "cs-item-facts.h"
#include "cs-text-document.h"

#define LINES 8
#define LINE 100 /* bytes of one line that are shown */

typedef struct {
  CsHash blob;
} Ask;

char *
cs_text_raw_escape (const char *data, gsize size, guint lines)
{
  GString *out = g_string_new (NULL);
  guint column = 0;
  for (gsize i = 0; i < size && lines > 0; i++) {
    guchar byte = (guchar)data[i];
    if (byte == '\n') {
      column = 0;
      if (--lines > 0)
        g_string_append_c (out, '\n');
    } else if (column++ == LINE) {
      g_string_append (out, "…");
    } else if (column <= LINE) {
      if (byte == '\t' || (byte >= ' ' && byte < 0x7f))
        g_string_append_c (out, (char)byte);
      else if (byte != '\r')
        g_string_append_printf (out, "\\x%02X", byte);
    }
  }
  return g_string_free (out, FALSE);
}

static gpointer
raw_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Ask *ask = data;
  g_autoptr (GBytes) bytes =
      cs_store_read_blob (cs_project_store (desk->project), &ask->blob, CS_TEXT_MAX_SIZE, error);
  if (bytes == NULL)
    return NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  return cs_text_raw_escape (text, size, LINES);
}

void
cs_text_raw_read_async (CsSession *session, const CsItemRow *row, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  Ask *ask = g_new0 (Ask, 1);
  gint64 size = 0;
  cs_item_facts_blob (row->facts, 0, &ask->blob, &size);
  CsJobSpec spec = { .run = raw_job, .data = ask, .free_data = g_free, .free_result = g_free };
  cs_session_run_async (session, &spec, cancellable, callback, user_data);
}

char *
cs_text_raw_finish (CsSession *session, GAsyncResult *result)
{
  gpointer lines = NULL;
  return cs_session_run_finish (session, result, &lines, NULL) ? lines : NULL;
}
