/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-format.h"

#include "cs-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const CsFormat *const formats[] = {
#define CS_FORMAT(id) &cs_format_##id,
#include "cs-formats.def"
#undef CS_FORMAT
};

const CsFormat *const *
cs_formats (guint *ret_count)
{
  if (ret_count != NULL)
    *ret_count = G_N_ELEMENTS (formats);
  return formats;
}

const CsFormat *
cs_format_find (const char *id, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (g_strcmp0 (formats[i]->id, id) == 0)
      return formats[i];
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", formats[i]->id);
  }
  cs_fail (error, CS_ERROR_NOT_FOUND, "no format is called \"%s\"; there are %s", id, known->str);
  return NULL;
}

const CsFormat *
cs_format_detect (const char *data, gsize size)
{
  const CsFormat *best = NULL;
  guint surest = 0;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    guint sure = formats[i]->detect (data, size);
    if (sure > surest) {
      surest = sure;
      best = formats[i];
    }
  }
  return best;
}

const CsFormat *
cs_format_detect_path (const char *path, GError **error)
{
  g_autofree char *start = g_malloc (CS_FORMAT_DETECT_SIZE);
  gint64 size;
  int fd = cs_file_open (path, &size, error);
  if (fd < 0)
    return NULL;
  gssize got = read (fd, start, CS_FORMAT_DETECT_SIZE);
  close (fd);
  return got > 0 ? cs_format_detect (start, (gsize)got) : NULL;
}

/* Problems from AT on get the file's name in front of their location. */
static void
name_file (GPtrArray *problems, guint at, const char *path)
{
  for (guint i = at; i < problems->len; i++) {
    CsProblem *problem = g_ptr_array_index (problems, i);
    char *location = problem->location == NULL
                         ? g_strdup (path)
                         : g_strdup_printf ("%s: %s", path, problem->location);
    g_free (problem->location);
    problem->location = location;
  }
}

CsDataset *
cs_format_read_path (const CsFormat *format, const char *path, GPtrArray *problems,
                     GCancellable *cancellable, GError **error)
{
  guint before = problems->len;
  gint64 size;
  int fd = cs_file_open (path, &size, error);
  if (fd < 0)
    return NULL;
  g_autoptr (GInputStream) input = g_unix_input_stream_new (fd, TRUE);
  g_autoptr (GError) why = NULL;
  g_autoptr (CsDataset) dataset = format->read (input, problems, cancellable, &why);
  name_file (problems, before, path);
  gboolean nothing = dataset != NULL && dataset->items->len == 0 && problems->len > before;
  const CsFormat *other = nothing || g_error_matches (why, CS_ERROR, CS_ERROR_INVALID)
                              ? cs_format_detect_path (path, NULL)
                              : NULL;
  if (other != NULL && other != format) {
    g_ptr_array_set_size (problems, (int)before);
    cs_fail (error, CS_ERROR_INVALID,
             "%s: this is no %s file; it looks like %s, so say that its format is \"%s\"", path,
             format->label, other->label, other->id);
    return NULL;
  }
  if (dataset == NULL)
    g_propagate_prefixed_error (error, g_steal_pointer (&why),
                                "%s: not a %s file that can be read: ", path, format->label);
  return g_steal_pointer (&dataset);
}

static gboolean
write_and_sync (const CsFormat *format, const CsDataset *dataset, int fd, const char *path,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) output = g_unix_output_stream_new (fd, FALSE);
  if (!format->write (dataset, output, cancellable, error)) {
    g_prefix_error (error, "%s: ", path);
    return FALSE;
  }
  return fsync (fd) == 0 || cs_set_errno (error, errno, "%s: cannot be written", path);
}

gboolean
cs_format_write_path (const CsFormat *format, const CsDataset *dataset, const char *path,
                      GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", path);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0644);
  if (fd < 0)
    return cs_set_errno (error, errno, "%s: no file can be made beside it", path);
  gboolean ok = write_and_sync (format, dataset, fd, path, cancellable, error);
  close (fd);
  if (ok && rename (temporary, path) != 0)
    ok = cs_set_errno (error, errno, "%s: cannot be replaced", path);
  if (!ok)
    g_unlink (temporary);
  return ok;
}

gboolean
cs_format_take_memory (guint64 *taken, guint64 bytes, GError **error)
{
  *taken += bytes;
  return *taken <= CS_FORMAT_MAX_MEMORY ||
         cs_fail (error, CS_ERROR_LIMIT,
                  "it would take more than %" G_GUINT64_FORMAT " MiB of memory; split it",
                  CS_FORMAT_MAX_MEMORY >> 20);
}

gboolean
cs_format_flush (GString *text, gsize least, GOutputStream *output, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) cause = NULL;
  if (text->len <= least)
    return TRUE;
  if (!g_output_stream_write_all (output, text->str, text->len, NULL, cancellable, &cause)) {
    gboolean cancelled = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    return cs_fail (error, cancelled ? CS_ERROR_CANCELLED : CS_ERROR_FAILED, "%s", cause->message);
  }
  g_string_truncate (text, 0);
  return TRUE;
}
