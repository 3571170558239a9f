/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-json-stream.h"

#include <string.h>

/* A stream that gives at most STEP bytes a read. */
typedef struct {
  GInputStream parent;
  const guint8 *data;
  gsize size, at, step;
} Drip;
typedef GInputStreamClass DripClass;
GType drip_get_type (void);
G_DEFINE_TYPE (Drip, drip, G_TYPE_INPUT_STREAM)

static gssize
drip_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
           GError **error)
{
  Drip *self = (Drip *)stream;
  gsize n = MIN (MIN (count, self->step), self->size - self->at);
  if (n > 0)
    memcpy (buffer, self->data + self->at, n);
  self->at += n;
  return (gssize)n;
}

static void
drip_class_init (DripClass *klass)
{
  klass->read_fn = drip_read;
}

static void
drip_init (Drip *self)
{
}

static CsJsonStream *
open_stream (const guint8 *data, gsize size, gsize step, CsJsonStreamFlags flags)
{
  g_autoptr (GInputStream) input = g_object_new (drip_get_type (), NULL);
  Drip *drip = (Drip *)input;
  drip->data = data;
  drip->size = size;
  drip->step = step;
  return cs_json_stream_new (input, flags, NULL);
}

static void
events (CsJsonStream *stream, GString *trace)
{
  CsJsonEvent event;
  do {
    event = cs_json_stream_next (stream, NULL);
    g_string_append_printf (trace, "%d@%u,", event, cs_json_stream_depth (stream));
    if (event >= CS_JSON_EVENT_KEY && event <= CS_JSON_EVENT_NUMBER) {
      gsize length;
      const char *text = cs_json_stream_text (stream, &length);
      g_assert (text[length] == '\0' &&
                g_utf8_validate_len (text, length, NULL) == (memchr (text, 0, length) == NULL));
      g_string_append_len (trace, text, (gssize)length);
    }
  } while (event > CS_JSON_EVENT_END);
}

/* The pieces in which bytes come make no difference, and a tree can be made of what is accepted or
 * is refused with a reason. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  for (CsJsonStreamFlags flags = 0; flags <= CS_JSON_STREAM_LINES; flags++) {
    g_autoptr (CsJsonStream) whole = open_stream (data, size, G_MAXSIZE, flags);
    g_autoptr (CsJsonStream) drops = open_stream (data, size, 1, flags);
    g_autoptr (GString) a = g_string_new (NULL), b = g_string_new (NULL);
    events (whole, a);
    events (drops, b);
    g_assert (g_string_equal (a, b));
    g_autoptr (CsJsonStream) again = open_stream (data, size, 7, flags);
    g_autoptr (GError) error = NULL;
    if (cs_json_stream_next (again, NULL) > CS_JSON_EVENT_END) {
      g_autoptr (CsJson) value = cs_json_stream_value (again, 100, &error);
      g_assert ((value == NULL) == (error != NULL));
    }
  }
  return 0;
}
