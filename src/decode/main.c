/* SPDX-License-Identifier: GPL-3.0-or-later */
/* countersign-decode: answers questions about files from strangers on descriptor 3 until the other
 * side closes it. It takes no arguments and prints nothing. */
#include "cs-charset.h"
#include "cs-codec.h"
#include "cs-dicom.h"
#include "cs-sandbox.h"
#include "cs-vips.h"
#include "cs-wire.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CPU_SECONDS 90

/* The last description, in case it has to be asked for again with room for it. */
typedef struct {
  char *text;
  gsize size;
} Kept;

static CsJson *
error_body (const GError *error)
{
  CsJson *body = cs_json_new_object ();
  cs_json_put_int (body, "code", error->domain == CS_ERROR ? error->code : CS_ERROR_FAILED);
  g_autofree char *message = g_utf8_make_valid (error->message, -1);
  for (char *p = message; *p != '\0'; p++) {
    if ((guchar)*p < 0x20 || *p == 0x7f)
      *p = ' ';
  }
  cs_json_put_string (body, "message", message);
  return body;
}

static gboolean
answer (const CsWireHead *question, CsWireStatus status, guint64 size, const CsJson *body)
{
  CsWireHead head = { question->op, status, question->request, size };
  return cs_wire_send (CS_WIRE_HELPER_FD, &head, body, NULL, 0, NULL);
}

static gboolean
fill_memfd (int fd, gconstpointer data, gsize size, GError **error)
{
  void *map = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (map == MAP_FAILED)
    return cs_fail (error, CS_ERROR_FAILED, "mapping the answer");
  memcpy (map, data, size);
  munmap (map, size);
  return TRUE;
}

static gboolean
do_probe (const CsWireMessage *message, Kept *kept, GError **error)
{
  if (message->n_fds == 2) {
    /* The same question again, now with room. */
    if (kept->text == NULL || !fill_memfd (message->fds[1], kept->text, kept->size, error))
      return cs_fail (error, CS_ERROR_FAILED, "the answer is gone");
    return answer (&message->head, CS_WIRE_OK, kept->size, NULL);
  }
  CsSource source = { message->fds[0], message->head.size };
  g_autoptr (CsJson) json = cs_codec_probe (&source, cs_json_get_bool (message->body, "headers"),
                                            cs_json_get_bool (message->body, "context"), error);
  if (json == NULL)
    return FALSE;
  g_free (kept->text);
  kept->text = cs_json_to_canonical (json, &kept->size);
  if (kept->size <= CS_WIRE_MAX_BODY)
    return answer (&message->head, CS_WIRE_OK, 0, json);
  if (kept->size > CS_WIRE_MAX_TEXT)
    return cs_fail (error, CS_ERROR_LIMIT, "its description is too long");
  return answer (&message->head, CS_WIRE_MORE, kept->size, NULL);
}

static gboolean
do_frame (const CsWireMessage *message, GError **error)
{
  const CsJson *body = message->body;
  CsFrameJob job = {
    .frame = (guint)cs_json_get_int (body, "frame", 0),
    .stored = cs_json_get_bool (body, "stored"),
    .rows = (guint32)cs_json_get_int (body, "rows", 0),
    .columns = (guint32)cs_json_get_int (body, "columns", 0),
    .samples = (guint32)cs_json_get_int (body, "samples", 0),
  };
  if (message->n_fds != 2 || !cs_pixel_from_nick (cs_json_get_string (body, "pixel"), &job.type))
    return cs_fail (error, CS_ERROR_FAILED, "the question is not whole");
  job.size = cs_pixel_frame_size (job.type, job.rows, job.columns, job.samples, CS_WIRE_MAX_FRAME);
  if (job.size == 0 || lseek (message->fds[1], 0, SEEK_END) != (off_t)job.size)
    return cs_fail (error, CS_ERROR_FAILED, "the room for the frame has another size");
  job.pixels = mmap (NULL, job.size, PROT_READ | PROT_WRITE, MAP_SHARED, message->fds[1], 0);
  if (job.pixels == MAP_FAILED)
    return cs_fail (error, CS_ERROR_LIMIT, "mapping the frame");
  CsSource source = { message->fds[0], message->head.size };
  gboolean good = cs_codec_frame (&source, &job, error);
  munmap (job.pixels, job.size);
  return good && answer (&message->head, CS_WIRE_OK, job.size, NULL);
}

/* FALSE when the other side is gone. */
static gboolean
serve_one (Kept *kept)
{
  g_auto (CsWireMessage) message = { 0 };
  if (cs_wire_receive (CS_WIRE_HELPER_FD, &message, NULL) != 1 || message.n_fds == 0)
    return FALSE;
  cs_sandbox_allow_seconds (CPU_SECONDS);
  g_autoptr (GError) error = NULL;
  gboolean good = FALSE;
  if (message.head.op == CS_WIRE_PROBE)
    good = do_probe (&message, kept, &error);
  else if (message.head.op == CS_WIRE_FRAME)
    good = do_frame (&message, &error);
  else
    cs_fail (&error, CS_ERROR_FAILED, "unknown question %d", (int)message.head.op);
  if (good || error == NULL)
    return good;
  g_autoptr (CsJson) body = error_body (error);
  return answer (&message.head, CS_WIRE_FAILED, 0, body);
}

static GLogWriterOutput
say_nothing (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  return G_LOG_WRITER_HANDLED;
}

int
main (void)
{
  g_log_set_writer_func (say_nothing, NULL, NULL);
  CsWireHead hello = { .op = CS_WIRE_HELLO };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) body = NULL;
  cs_charset_start ();
  if (!cs_vips_start (&error) || !cs_dicom_start (&error)) {
    hello.status = CS_WIRE_FAILED;
    body = error_body (error);
    cs_wire_send (CS_WIRE_HELPER_FD, &hello, body, NULL, 0, NULL);
    return 1;
  }
  body = cs_json_new_object ();
  cs_json_put_bool (body, "sandboxed", cs_sandbox_enter ());
  Kept kept = { 0 };
  if (cs_wire_send (CS_WIRE_HELPER_FD, &hello, body, NULL, 0, NULL)) {
    while (serve_one (&kept))
      ;
  }
  /* No destructors of a dozen libraries, which would want rights we gave up. */
  _exit (0);
}
