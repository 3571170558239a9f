/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-file.h"
#include "cs-archive-source.h"
#include "cs-project-context.h"
#include "cs-text-decode.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

CsIntakeFile *
cs_intake_file_new (char *name, const char *path, int fd, gint64 size)
{
  CsIntakeFile *file = g_new0 (CsIntakeFile, 1);
  file->name = name;
  file->path = g_strdup (path);
  file->fd = fd;
  file->size = size;
  return file;
}

void
cs_intake_file_close (CsIntakeFile *file)
{
  if (file->fd >= 0)
    close (file->fd);
  file->fd = -1;
}

void
cs_intake_file_free (CsIntakeFile *file)
{
  if (file == NULL)
    return;
  cs_intake_file_close (file);
  cs_probe_unref (file->probe);
  cs_json_unref (file->text);
  g_free (file->name);
  g_free (file->path);
  g_free (file->code);
  g_free (file->message);
  g_free (file);
}

void
cs_intake_file_refuse_as (CsIntakeFile *file, const char *code, const char *message)
{
  if (file->code != NULL)
    return;
  file->code = g_strdup (code);
  file->message = g_strdup (message);
}

void
cs_intake_file_refuse (CsIntakeFile *file, const GError *error)
{
  const char *message = error->message;
  const char *const names[] = { file->name, file->path };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize length = names[i] != NULL ? strlen (names[i]) : 0;
    if (length > 0 && strncmp (message, names[i], length) == 0 &&
        strncmp (message + length, ": ", 2) == 0)
      message += length + 2;
  }
  cs_intake_file_refuse_as (file, cs_error_nick (error), message);
}

/* --- what is it? --- */

static gsize
read_at (int fd, void *buffer, gsize size, gint64 offset, GError **error)
{
  gsize done = 0;
  while (done < size) {
    ssize_t got = pread (fd, (char *)buffer + done, size - done, offset + (gint64)done);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      cs_set_errno (error, errno, "reading");
    if (got <= 0)
      break;
    done += (gsize)got;
  }
  return done;
}

static gboolean
begins (const guint8 *head, gsize size, const char *magic, gsize length)
{
  return size >= length && memcmp (head, magic, length) == 0;
}

/* The kinds that our helper reads, by what no text begins with. */
static gboolean
is_picture (const guint8 *head, gsize size)
{
  return begins (head, size, "\x89PNG\r\n\x1a\n", 8) || begins (head, size, "\xff\xd8\xff", 3) ||
         begins (head, size, "II*\0", 4) || begins (head, size, "MM\0*", 4) ||
         begins (head, size, "II+\0", 4) || begins (head, size, "MM\0+", 4) ||
         (size >= 132 && memcmp (head + 128, "DICM", 4) == 0);
}

/* A zip that is a document and no box of files: its first member tells. */
static gboolean
is_office (const guint8 *head, gsize size)
{
  static const char *const members[] = { "[Content_Types].xml", "mimetype", "_rels/.rels",
                                         "META-INF/MANIFEST.MF" };
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (begins (head, size, "PK\x03\x04", 4) && size > 30 &&
        begins (head + 30, size - 30, members[i], strlen (members[i])))
      return TRUE;
  return FALSE;
}

static gboolean
is_named_text (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  return g_str_has_suffix (lower, ".txt") || g_str_has_suffix (lower, ".md");
}

static gboolean
looks_like_text (const guint8 *head, gsize size)
{
  const char *end = NULL;
  if (memchr (head, 0, size) != NULL)
    return FALSE;
  return g_utf8_validate ((const char *)head, (gssize)size, &end) ||
         (gsize)((const guint8 *)end - head) + 4 > size;
}

CsIntakeForm
cs_intake_file_sniff (CsIntakeFile *file, gboolean as_text)
{
  guint8 head[CS_ARCHIVE_HEAD];
  g_autoptr (GError) error = NULL;
  gsize size = read_at (file->fd, head, sizeof head, 0, &error);
  if (error != NULL) {
    cs_intake_file_refuse (file, error);
    return CS_INTAKE_FILE;
  }
  if (file->size == 0) {
    cs_intake_file_refuse_as (file, "invalid", "the file is empty");
    return CS_INTAKE_FILE;
  }
  if (is_picture (head, size))
    return CS_INTAKE_FILE;
  if (as_text || is_named_text (file->name))
    file->kind = CS_INTAKE_TEXT;
  if (is_office (head, size)) {
    cs_intake_file_refuse_as (file, "unsupported",
                              "this seems to be an office document or a program packed as zip; "
                              "save a document as plain text first");
    return CS_INTAKE_FILE;
  }
  if (cs_archive_looks_like (head, size))
    return CS_INTAKE_ARCHIVE;
  file->may_be_text = looks_like_text (head, size);
  return CS_INTAKE_FILE;
}

/* --- text --- */

static CsJson *
text_facts (const CsTextDocument *document, const char *decoding)
{
  const CsTextCounts *counts = cs_text_document_counts (document);
  CsHash hash;
  cs_text_document_hash (document, &hash);
  CsJson *facts = cs_json_new_object ();
  cs_json_put_string (facts, "decoding", decoding);
  cs_json_put_int (facts, "length", counts->length);
  cs_json_put_int (facts, "utf16_length", counts->utf16_length);
  cs_json_put_int (facts, "lines", counts->lines);
  cs_json_put_string (facts, "line_ends", cs_line_ends_nick (counts->line_ends));
  cs_json_put_hash (facts, "sha256", &hash);
  return facts;
}

static void
take_text (CsIntakeFile *file, const CsTextDocument *document, const char *decoding)
{
  gsize size = 0;
  const char *words = cs_text_document_text (document, &size);
  file->text = text_facts (document, decoding);
  g_autofree char *clean =
      size <= CS_CONTEXT_TEXT_MAX ? cs_context_clean_text (words, size, NULL) : NULL;
  file->words = clean != NULL ? (gint64)strlen (clean) : 0;
}

void
cs_intake_file_read_text (CsIntakeFile *file, const char *encoding)
{
  g_autoptr (GError) error = NULL;
  if (file->size > CS_TEXT_MAX_SIZE) {
    cs_intake_file_refuse_as (file, "limit", "a text of more than 64 MiB; split it into several");
    return;
  }
  g_autofree char *data = g_malloc ((gsize)file->size + 1);
  gsize size = read_at (file->fd, data, (gsize)file->size, 0, &error);
  const char *decoding = NULL;
  g_autoptr (CsTextDocument) document =
      error == NULL ? cs_text_decode (data, size, encoding, &decoding, &error) : NULL;
  if (document == NULL && g_str_has_prefix (error->message, "encoding not declared"))
    cs_intake_file_refuse_as (file, "encoding-not-declared", error->message);
  else if (document == NULL)
    cs_intake_file_refuse (file, error);
  else if (cs_text_document_counts (document)->length == 0)
    cs_intake_file_refuse_as (file, "invalid", "the text is empty");
  else
    take_text (file, document, decoding);
}
