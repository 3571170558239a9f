/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-decoder.h"
#include "cs-decode-run.h"

#include <sys/mman.h>
#include <unistd.h>

/* --- finding the program --- */

static char *
find_program (GError **error)
{
  /* Beside an installed program; the folders of the build tree; the installed place. */
  static const char *const folders[] = { ".", "../decode", "../../src/decode", CS_LIBEXEC_DIR };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *here = g_path_get_dirname (self != NULL ? self : "/usr/bin/");
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_path_is_absolute (folders[i])
                                ? g_build_filename (folders[i], "countersign-decode", NULL)
                                : g_build_filename (here, folders[i], "countersign-decode", NULL);
    if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
      return g_canonicalize_filename (path, NULL);
  }
  cs_fail (error, CS_ERROR_NOT_FOUND,
           "countersign-decode is neither beside the program nor in %s; install it again",
           CS_LIBEXEC_DIR);
  return NULL;
}

CsDecoder *
cs_decoder_new (const char *program, GError **error)
{
  g_autoptr (CsDecoder) decoder = g_new0 (CsDecoder, 1);
  decoder->program = program != NULL ? g_strdup (program) : find_program (error);
  if (decoder->program == NULL)
    return NULL;
  decoder->n_helpers = CLAMP (g_get_num_processors (), 1, CS_MAX_HELPERS);
  decoder->helpers[0] = cs_helper_new (decoder->program, error);
  if (decoder->helpers[0] == NULL)
    return NULL;
  decoder->sandboxed = decoder->helpers[0]->sandboxed;
  return g_steal_pointer (&decoder);
}

void
cs_decoder_free (CsDecoder *decoder)
{
  if (decoder == NULL)
    return;
  for (guint i = 0; i < decoder->n_helpers; i++)
    cs_helper_free (decoder->helpers[i], NULL);
  g_clear_object (&decoder->cancellable);
  g_free (decoder->program);
  g_free (decoder);
}

void
cs_decoder_set_cancellable (CsDecoder *decoder, GCancellable *cancellable)
{
  g_set_object (&decoder->cancellable, cancellable);
}

gboolean
cs_decoder_is_sandboxed (const CsDecoder *decoder)
{
  return decoder->sandboxed;
}

guint
cs_decoder_deaths (const CsDecoder *decoder)
{
  return decoder->deaths;
}

/* --- probing --- */

/* Who had none made was told why, and may have gone on. */
static gboolean
is_there (const CsDecoder *decoder, GError **error)
{
  return decoder != NULL ||
         cs_fail (error, CS_ERROR_NOT_FOUND,
                  "countersign-decode, which reads pictures, did not start; install it again");
}

typedef struct {
  CsRun run;
  const CsProbeMany *job;
  gpointer data;
  CsProbeFlags flags;
  guint n_files, asked;
} ProbeRun;

static CsQuestion *
question_new (CsWireOp op, int source, gint64 size, const char *name)
{
  CsQuestion *question = g_new0 (CsQuestion, 1);
  question->head = (CsWireHead){ .op = op, .size = (guint64)size };
  question->source = source;
  question->memfd = -1;
  question->name = g_strdup (name);
  return question;
}

static CsQuestion *
next_probe (CsRun *run)
{
  ProbeRun *self = (ProbeRun *)run;
  while (self->asked < self->n_files) {
    guint n = self->asked++;
    g_autoptr (GError) error = NULL;
    g_autofree char *name = NULL;
    gint64 size = 0;
    int fd = self->job->open (self->data, n, &size, &name, &error);
    if (fd < 0) {
      self->job->done (self->data, n, NULL, error);
      continue;
    }
    CsQuestion *question = question_new (CS_WIRE_PROBE, fd, size, name);
    question->owns_source = TRUE;
    question->n = n;
    question->body = cs_json_new_object ();
    cs_json_put_bool (question->body, "context", (self->flags & CS_PROBE_CONTEXT) != 0);
    cs_json_put_bool (question->body, "headers", (self->flags & CS_PROBE_HEADERS) != 0);
    return question;
  }
  return NULL;
}

/* A private copy of what the helper wrote, so that it cannot change under us. */
static GBytes *
copy_memfd (int fd, gsize size, GError **error)
{
  gpointer map = mmap (NULL, size, PROT_READ, MAP_SHARED, fd, 0);
  if (map == MAP_FAILED) {
    cs_fail (error, CS_ERROR_FAILED, "mapping %" G_GSIZE_FORMAT " bytes", size);
    return NULL;
  }
  gpointer copy = g_try_malloc (size);
  if (copy != NULL)
    memcpy (copy, map, size);
  munmap (map, size);
  if (copy != NULL)
    return g_bytes_new_take (copy, size);
  cs_fail (error, CS_ERROR_LIMIT, "no memory for %" G_GSIZE_FORMAT " bytes", size);
  return NULL;
}

static CsJson *
probe_document (const CsQuestion *question, const CsWireMessage *answer, GError **error)
{
  if (question->memfd < 0)
    return answer->body != NULL ? (CsJson *)cs_json_ref (answer->body) : NULL;
  gsize size = (gsize)answer->head.size;
  if (size > CS_WIRE_MAX_TEXT || lseek (question->memfd, 0, SEEK_END) != (off_t)size) {
    cs_fail (error, CS_ERROR_CORRUPT, "the answer is not as long as announced");
    return NULL;
  }
  g_autoptr (GBytes) text = copy_memfd (question->memfd, size, error);
  if (text == NULL)
    return NULL;
  return cs_json_parse_canonical (g_bytes_get_data (text, NULL), size, error);
}

static void
finish_probe (CsRun *run, CsQuestion *question, const CsWireMessage *answer, const GError *error)
{
  ProbeRun *self = (ProbeRun *)run;
  if (error != NULL) {
    self->job->done (self->data, question->n, NULL, error);
    return;
  }
  g_autoptr (GError) local = NULL;
  g_autoptr (CsJson) json = probe_document (question, answer, &local);
  g_autoptr (CsProbe) probe = local == NULL ? cs_probe_new (json, &local) : NULL;
  g_prefix_error (&local, "%s: ", question->name);
  self->job->done (self->data, question->n, probe, local);
}

gboolean
cs_decoder_probe_many (CsDecoder *decoder, guint n_files, const CsProbeMany *job, gpointer data,
                       CsProbeFlags flags, GCancellable *cancellable, GError **error)
{
  ProbeRun self = {
    .run = { decoder, next_probe, finish_probe, G_QUEUE_INIT, cancellable },
    .job = job,
    .data = data,
    .flags = flags,
    .n_files = n_files,
  };
  return is_there (decoder, error) && cs_run (&self.run, error);
}

typedef struct {
  int fd;
  gint64 size;
  const char *name;
  CsProbe *probe;
  GError *error;
} OneProbe;

static int
open_one (gpointer data, guint n, gint64 *ret_size, char **ret_name, GError **error)
{
  OneProbe *one = data;
  int fd = dup (one->fd);
  if (fd < 0)
    cs_fail (error, CS_ERROR_FAILED, "%s: too many open files", one->name);
  *ret_size = one->size;
  *ret_name = g_strdup (one->name);
  return fd;
}

static void
done_one (gpointer data, guint n, CsProbe *probe, const GError *error)
{
  OneProbe *one = data;
  one->probe = probe != NULL ? cs_probe_ref (probe) : NULL;
  one->error = error != NULL ? g_error_copy (error) : NULL;
}

CsProbe *
cs_decoder_probe (CsDecoder *decoder, int fd, gint64 size, const char *name, CsProbeFlags flags,
                  GError **error)
{
  static const CsProbeMany job = { open_one, done_one };
  OneProbe one = { fd, size, name, NULL, NULL };
  if (!cs_decoder_probe_many (decoder, 1, &job, &one, flags, NULL, error))
    return NULL;
  if (one.error != NULL)
    g_propagate_error (error, one.error);
  return one.probe;
}

/* --- frames --- */

typedef struct {
  CsRun run;
  CsQuestion *question;
  GBytes *bytes;
  GError *error;
  gsize size;
} FrameRun;

static CsQuestion *
next_frame (CsRun *run)
{
  return g_steal_pointer (&((FrameRun *)run)->question);
}

static void
finish_frame (CsRun *run, CsQuestion *question, const CsWireMessage *answer, const GError *error)
{
  FrameRun *self = (FrameRun *)run;
  if (error != NULL)
    self->error = g_error_copy (error);
  else
    self->bytes = copy_memfd (question->memfd, self->size, &self->error);
}

static CsJson *
frame_body (const CsFrame *shape, guint n, CsFrameForm form)
{
  CsJson *body = cs_json_new_object ();
  cs_json_put_int (body, "frame", n);
  cs_json_put_bool (body, "stored", form == CS_FRAME_STORED);
  cs_json_put_string (body, "pixel", cs_pixel_nick (shape->type));
  cs_json_put_int (body, "rows", shape->rows);
  cs_json_put_int (body, "columns", shape->columns);
  cs_json_put_int (body, "samples", shape->samples);
  return body;
}

CsFrame *
cs_decoder_frame (CsDecoder *decoder, int fd, gint64 size, const char *name, const CsProbe *probe,
                  guint n, CsFrameForm form, GError **error)
{
  const CsProbeFacts *facts = cs_probe_facts (probe);
  g_return_val_if_fail (n < facts->frames, NULL);
  if (!is_there (decoder, error))
    return NULL;
  CsFrame shape = { facts->pixel, facts->rows, facts->columns, facts->samples };
  if (form == CS_FRAME_VALUES && g_strcmp0 (facts->photometric, "PALETTE COLOR") == 0) {
    shape.type = CS_PIXEL_U8;
    shape.samples = 3;
  }
  gsize bytes =
      cs_pixel_frame_size (shape.type, shape.rows, shape.columns, shape.samples, CS_WIRE_MAX_FRAME);
  if (bytes == 0) {
    cs_fail (error, CS_ERROR_LIMIT, "%s: a frame is larger than we show", name);
    return NULL;
  }
  FrameRun self = {
    .run = { decoder, next_frame, finish_frame, G_QUEUE_INIT, decoder->cancellable },
  };
  g_autofree char *place = g_strdup_printf ("%s: frame %u", name, n);
  g_autoptr (CsQuestion) question = question_new (CS_WIRE_FRAME, fd, size, place);
  question->body = frame_body (&shape, n, form);
  question->memfd = cs_memfd_new (bytes, error);
  if (question->memfd < 0)
    return NULL;
  self.size = bytes;
  self.question = g_steal_pointer (&question);
  if (!cs_run (&self.run, error))
    return NULL;
  if (self.error != NULL)
    g_propagate_error (error, self.error);
  if (self.bytes == NULL)
    return NULL;
  return cs_frame_new_take (shape.type, shape.rows, shape.columns, shape.samples, self.bytes);
}

gboolean
cs_decoder_hash (CsDecoder *decoder, int fd, gint64 size, const char *name, const CsProbe *probe,
                 GCancellable *cancellable, CsHash *ret_hash, GError **error)
{
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  for (guint n = 0; n < cs_probe_facts (probe)->frames; n++) {
    if (cancellable != NULL && g_cancellable_is_cancelled (cancellable))
      return cs_fail (error, CS_ERROR_CANCELLED, "decoding was stopped");
    g_autoptr (CsFrame) frame =
        cs_decoder_frame (decoder, fd, size, name, probe, n, CS_FRAME_STORED, error);
    if (frame == NULL)
      return FALSE;
    cs_hasher_add (hasher, g_bytes_get_data (frame->bytes, NULL), g_bytes_get_size (frame->bytes));
  }
  cs_hasher_finish (hasher, ret_hash);
  return TRUE;
}
