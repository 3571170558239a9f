/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single values and objects of a COCO file. */
#include "cs-coco.h"

#include "cs-milli.h"

#include <string.h>

#define MAX_PASSED 50

gboolean
cs_coco_read_integer (CsCocoInput *in, gint64 *ret_value, GError **error)
{
  gint64 milli = 1;
  gboolean rounded = FALSE;
  CsJsonEvent event = cs_json_stream_next (in->stream, error);
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (cs_json_stream_int (in->stream, ret_value))
    return ABS (*ret_value) <= CS_JSON_MAX_INT ||
           cs_fail (error, CS_ERROR_INVALID, "a number beyond 2^53-1");
  if (event == CS_JSON_EVENT_NUMBER &&
      cs_milli_parse (cs_json_stream_text (in->stream, NULL), &milli, &rounded) && !rounded &&
      milli % 1000 == 0) {
    *ret_value = milli / 1000; /* 42.0, as numpy writes it */
    return TRUE;
  }
  return cs_fail (error, CS_ERROR_INVALID, "a whole number was expected");
}

gboolean
cs_coco_read_text (CsCocoInput *in, char **ret_text, GError **error)
{
  gsize length;
  CsJsonEvent event = cs_json_stream_next (in->stream, error);
  if (event == CS_JSON_EVENT_ERROR)
    return FALSE;
  if (event != CS_JSON_EVENT_STRING)
    return cs_fail (error, CS_ERROR_INVALID, "a text was expected");
  const char *text = cs_json_stream_text (in->stream, &length);
  if (length > CS_DATASET_MAX_NAME)
    return cs_fail (error, CS_ERROR_INVALID, "a text of more than %d bytes", CS_DATASET_MAX_NAME);
  if (strlen (text) != length || !cs_json_text_ok (text))
    return cs_fail (error, CS_ERROR_INVALID, "control characters in a text");
  g_free (*ret_text);
  *ret_text = g_strdup (text);
  return TRUE;
}

gboolean
cs_coco_leave (CsCocoInput *in, guint depth, GError **error)
{
  while (cs_json_stream_depth (in->stream) >= depth)
    if (cs_json_stream_next (in->stream, error) == CS_JSON_EVENT_ERROR)
      return FALSE;
  return TRUE;
}

gboolean
cs_coco_pass (CsCocoInput *in, const char *where, GError **error)
{
  if (g_hash_table_size (in->passed) < MAX_PASSED) {
    gsize length;
    const char *key = cs_json_stream_text (in->stream, &length);
    if (length < 64)
      g_hash_table_add (in->passed, g_strdup_printf ("%s%s", where, key));
  }
  return cs_json_stream_skip (in->stream, error);
}

static gboolean
read_member (CsCocoInput *in, const char *where, const CsCocoMember *members, gpointer data,
             guint *seen, GError **error)
{
  const char *key = cs_json_stream_text (in->stream, NULL);
  for (guint i = 0; members[i].key != NULL; i++) {
    if (strcmp (members[i].key, key) != 0)
      continue;
    if (*seen & (1u << i))
      return cs_fail (error, CS_ERROR_INVALID, "%s stands twice", members[i].key);
    *seen |= 1u << i;
    if (members[i].read (in, data, error))
      return TRUE;
    if (cs_json_stream_event (in->stream) != CS_JSON_EVENT_ERROR)
      g_prefix_error (error, "%s: ", members[i].key);
    return FALSE;
  }
  return cs_coco_pass (in, where, error);
}

gboolean
cs_coco_read_object (CsCocoInput *in, const char *where, const CsCocoMember *members, gpointer data,
                     guint *ret_seen, GError **error)
{
  guint depth = cs_json_stream_depth (in->stream), seen = 0;
  CsJsonEvent event;
  while ((event = cs_json_stream_next (in->stream, error)) == CS_JSON_EVENT_KEY)
    if (!read_member (in, where, members, data, &seen, error)) {
      g_autoptr (GError) broken = NULL;
      if (cs_json_stream_event (in->stream) != CS_JSON_EVENT_ERROR &&
          !cs_coco_leave (in, depth, &broken)) {
        g_clear_error (error);
        g_propagate_error (error, g_steal_pointer (&broken));
      }
      return FALSE;
    }
  *ret_seen = seen;
  return event != CS_JSON_EVENT_ERROR;
}
