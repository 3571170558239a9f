/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-archive-source.h"
#include "cs-archive-locale.h"
#include "cs-file.h"
#include "cs-line.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_SIZE (256 * 1024)
#define RATIO_SLACK (1024 * 1024)
/* libarchive keeps the whole directory of a zip in memory, several times its size. */
#define DIRECTORY_MAX (16 * 1024 * 1024)

/* What archive_errno says of things without an errno, and of bytes in no known format. */
#define ERRNO_MISC (-1)
#define ERRNO_FORMAT EILSEQ

const CsArchiveLimits cs_archive_limits = {
  .max_entries = 20000,
  .max_entry = G_GUINT64_CONSTANT (1) << 30,
  .max_total = G_GUINT64_CONSTANT (64) << 30,
  .max_ratio = 200,
};

struct _CsArchiveSource {
  char *name;
  int fd;
  gint64 size, offset;
  gint64 fed;          /* bytes given to libarchive before the first entry, then -1 */
  guint8 *feed_buffer; /* owned here, filled for libarchive */
  guint8 *data_buffer;
  struct archive *reader;
  CsArchiveLimits limits;
  guint entries;
  guint64 total; /* declared bytes of all entries so far */
  GHashTable *seen;
  GPtrArray *problems;
  char *entry_name;
  gint64 entry_size;
  gboolean unread;
  GError *failure; /* stays once set */
};

/* --- what a file is --- */

typedef struct {
  guint8 magic[6];
  guint8 size;
  int (*format) (struct archive *reader);
  int (*filter) (struct archive *reader);
} Kind;

static const Kind kinds[] = {
  { { 'P', 'K', 3, 4 }, 4, archive_read_support_format_zip_seekable, NULL },
  { { 'P', 'K', 5, 6 }, 4, archive_read_support_format_zip_seekable, NULL },
  { { 0x1f, 0x8b }, 2, archive_read_support_format_tar, archive_read_support_filter_gzip },
  { { 'B', 'Z', 'h' }, 3, archive_read_support_format_tar, archive_read_support_filter_bzip2 },
  { { 0xfd, '7', 'z', 'X', 'Z', 0 },
    6,
    archive_read_support_format_tar,
    archive_read_support_filter_xz },
  { { 0x28, 0xb5, 0x2f, 0xfd },
    4,
    archive_read_support_format_tar,
    archive_read_support_filter_zstd },
};

static const Kind tar_kind = { .format = archive_read_support_format_tar };

/* A tar header carries the sum of its own bytes, its eight digits counted as blanks. */
static gboolean
is_tar_header (const guint8 *head, gsize size)
{
  if (size < 512)
    return FALSE;
  guint sum = 0, stored = 0;
  for (guint i = 0; i < 512; i++)
    sum += i >= 148 && i < 156 ? ' ' : head[i];
  guint at = 148;
  while (at < 156 && head[at] == ' ')
    at++;
  for (; at < 156 && head[at] >= '0' && head[at] <= '7'; at++)
    stored = stored * 8 + (guint)(head[at] - '0');
  return stored == sum;
}

static const Kind *
kind_of (const guint8 *head, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (size >= kinds[i].size && memcmp (head, kinds[i].magic, kinds[i].size) == 0)
      return &kinds[i];
  return is_tar_header (head, size) ? &tar_kind : NULL;
}

gboolean
cs_archive_looks_like (const guint8 *head, gsize size)
{
  return kind_of (head, size) != NULL;
}

/* --- feeding libarchive --- */

static la_ssize_t
feed_read (struct archive *reader, void *data, const void **ret_buffer)
{
  CsArchiveSource *source = data;
  ssize_t got;
  do
    got = pread (source->fd, source->feed_buffer, BUFFER_SIZE, source->offset);
  while (got < 0 && errno == EINTR);
  if (got < 0) {
    archive_set_error (reader, errno, "%s", g_strerror (errno));
    return -1;
  }
  source->offset += got;
  if (source->fed >= 0)
    source->fed += got;
  if (source->fed > DIRECTORY_MAX) {
    archive_set_error (reader, ERRNO_MISC, "its directory is too large");
    return -1;
  }
  *ret_buffer = source->feed_buffer;
  return got;
}

static la_int64_t
feed_skip (struct archive *reader, void *data, la_int64_t request)
{
  CsArchiveSource *source = data;
  gint64 step = CLAMP (request, 0, MAX (source->size - source->offset, 0));
  source->offset += step;
  return step;
}

static la_int64_t
feed_seek (struct archive *reader, void *data, la_int64_t offset, int whence)
{
  CsArchiveSource *source = data;
  gint64 base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? source->offset : source->size;
  if (offset < -base || offset > source->size - base) {
    archive_set_error (reader, ERRNO_MISC, "it points outside itself");
    return ARCHIVE_FATAL;
  }
  source->offset = base + offset;
  return source->offset;
}

/* --- open --- */

static gsize
read_head (int fd, gint64 offset, guint8 ret_head[CS_ARCHIVE_HEAD])
{
  ssize_t got = pread (fd, ret_head, CS_ARCHIVE_HEAD, offset);
  return got > 0 ? (gsize)got : 0;
}

static gboolean
not_an_archive (const char *name, GError **error)
{
  return cs_fail (error, CS_ERROR_UNSUPPORTED,
                  "%s: not a zip or tar archive. Give a file or folder that is one of those we "
                  "read.",
                  name);
}

static gboolean
damaged (const CsArchiveSource *source, const char *detail, GError **error)
{
  if (source->fed > DIRECTORY_MAX)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "%s: its directory is larger than %d MiB. Unpack it and give the folder.",
                    source->name, DIRECTORY_MAX >> 20);
  return cs_fail (error, CS_ERROR_CORRUPT,
                  "%s: the archive is damaged or cut short after %u entries (%s). Get it again "
                  "from where it came.",
                  source->name, source->entries, detail);
}

static const char *
reader_detail (const CsArchiveSource *source)
{
  const char *detail = archive_error_string (source->reader);
  return detail != NULL ? detail : "no reason given";
}

/* A tar that was cut between two entries looks whole but for the empty blocks at its end. */
static gboolean
check_tar_end (const CsArchiveSource *source, GError **error)
{
  guint8 tail[CS_ARCHIVE_HEAD];
  gsize got = read_head (source->fd, MAX (source->size - CS_ARCHIVE_HEAD, 0), tail);
  for (gsize i = 0; i < got; i++)
    if (tail[i] != 0)
      return damaged (source, "its end is missing", error);
  return TRUE;
}

static gboolean
start_reader (CsArchiveSource *source, const Kind *kind, GError **error)
{
  source->reader = archive_read_new ();
  g_assert (source->reader != NULL);
  /* A filter that would run another program answers with a warning: refused. */
  if (kind->format (source->reader) != ARCHIVE_OK ||
      (kind->filter != NULL && kind->filter (source->reader) != ARCHIVE_OK))
    return cs_fail (error, CS_ERROR_UNSUPPORTED,
                    "%s: this build does not read archives of its kind. Pack it as .zip.",
                    source->name);
  archive_read_set_read_callback (source->reader, feed_read);
  archive_read_set_skip_callback (source->reader, feed_skip);
  archive_read_set_seek_callback (source->reader, feed_seek);
  archive_read_set_callback_data (source->reader, source);
  if (archive_read_open1 (source->reader) == ARCHIVE_OK)
    return kind != &tar_kind || check_tar_end (source, error);
  /* Compressed, but something else than a tar. */
  if (kind->filter != NULL && archive_errno (source->reader) == ERRNO_FORMAT)
    return not_an_archive (source->name, error);
  return damaged (source, reader_detail (source), error);
}

CsArchiveSource *
cs_archive_source_open_fd (int fd, const char *name, const CsArchiveLimits *limits,
                           GPtrArray *problems, GError **error)
{
  g_autoptr (CsArchiveSource) source = g_new0 (CsArchiveSource, 1);
  source->fd = fd;
  source->name = g_strdup (name);
  source->limits = *limits;
  source->problems = problems;
  struct stat status;
  if (fstat (fd, &status) != 0) {
    cs_set_errno (error, errno, "%s", name);
    return NULL;
  }
  source->size = status.st_size;
  guint8 head[CS_ARCHIVE_HEAD];
  const Kind *kind = kind_of (head, read_head (fd, 0, head));
  if (kind == NULL) {
    not_an_archive (name, error);
    return NULL;
  }
  source->feed_buffer = g_malloc (BUFFER_SIZE);
  source->data_buffer = g_malloc (BUFFER_SIZE);
  source->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  locale_t before = cs_archive_locale_enter ();
  gboolean ok = start_reader (source, kind, error);
  cs_archive_locale_leave (before);
  return ok ? g_steal_pointer (&source) : NULL;
}

CsArchiveSource *
cs_archive_source_open (const char *path, const CsArchiveLimits *limits, GPtrArray *problems,
                        GError **error)
{
  int fd = cs_file_open (path, NULL, error);
  return fd >= 0 ? cs_archive_source_open_fd (fd, path, limits, problems, error) : NULL;
}

void
cs_archive_source_free (CsArchiveSource *source)
{
  if (source == NULL)
    return;
  if (source->reader != NULL) {
    locale_t before = cs_archive_locale_enter ();
    archive_read_free (source->reader);
    cs_archive_locale_leave (before);
  }
  close (source->fd);
  g_clear_pointer (&source->seen, g_hash_table_unref);
  g_clear_error (&source->failure);
  g_free (source->feed_buffer);
  g_free (source->data_buffer);
  g_free (source->entry_name);
  g_free (source->name);
  g_free (source);
}

/* --- entries --- */

static const char *
component_fault (const char *component)
{
  gsize length = strlen (component);
  if (length == 0)
    return "its name has an empty part";
  if (strcmp (component, ".") == 0 || strcmp (component, "..") == 0)
    return "its name climbs through folders with dots";
  if (component[length - 1] == '.' || component[length - 1] == ' ')
    return "a part of its name ends in a dot or blank";
  return NULL;
}

/* Why NAME may not come in; NULL when it may. */
static const char *
name_fault (const char *name)
{
  if (!g_utf8_validate (name, -1, NULL))
    return "its name is in an encoding that the archive does not declare";
  if (strlen (name) > CS_ARCHIVE_NAME_MAX)
    return "its name is longer than 240 bytes";
  if (!cs_line_ok (name))
    return "its name has control characters in it";
  if (name[0] == '/')
    return "its name is an absolute path";
  if (strpbrk (name, "\\:") != NULL)
    return "its name has a backslash or colon in it";
  g_auto (GStrv) components = g_strsplit (name, "/", -1);
  for (guint i = 0; components[i] != NULL; i++) {
    const char *fault = component_fault (components[i]);
    if (fault != NULL)
      return fault;
  }
  if (g_strv_length (components) > CS_ARCHIVE_LEVELS_MAX)
    return "it lies more than 8 folders deep";
  return name[0] == '\0' ? "it has no name" : NULL;
}

/* What two names share that some file system would take for one. */
static char *
folded (const char *name)
{
  g_autofree char *folding = g_utf8_casefold (name, -1);
  return g_utf8_normalize (folding, -1, G_NORMALIZE_NFC);
}

static void
skip_entry (CsArchiveSource *source, const char *code, const char *name, const char *reason)
{
  g_autofree char *shown = cs_line_escape (name);
  g_autofree char *location = g_strdup_printf ("%s: %s", source->name, shown);
  cs_problems_add (source->problems, CS_SEVERITY_WARNING, code, location,
                   "%s: left out, because %s.", location, reason);
}

static const char *
entry_fault (struct archive_entry *entry)
{
  if (archive_entry_hardlink (entry) != NULL || archive_entry_filetype (entry) == AE_IFLNK)
    return "it is a link";
  if (archive_entry_filetype (entry) != AE_IFREG)
    return "it is not a regular file";
  if (archive_entry_is_encrypted (entry))
    return "it is encrypted; unpack the archive and give the folder";
  return NULL;
}

static const char *
name_of (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  if (name == NULL)
    name = archive_entry_pathname (entry);
  if (name == NULL)
    return "";
  return g_str_has_prefix (name, "./") ? name + 2 : name;
}

/* TRUE when ENTRY is one to hand out; it is the present one then. */
static gboolean
accept_entry (CsArchiveSource *source, struct archive_entry *entry)
{
  const char *name = name_of (entry);
  const char *fault = entry_fault (entry);
  if (fault != NULL) {
    skip_entry (source, "unsupported", name, fault);
    return FALSE;
  }
  fault = name_fault (name);
  if (fault != NULL) {
    skip_entry (source, "invalid", name, fault);
    return FALSE;
  }
  g_autofree char *key = folded (name);
  if (!g_hash_table_add (source->seen, g_steal_pointer (&key))) {
    skip_entry (source, "conflict", name,
                "an earlier entry has the same name, or one that differs in case only");
    return FALSE;
  }
  gint64 size = archive_entry_size (entry);
  if ((guint64)size > source->limits.max_entry) {
    skip_entry (source, "limit", name, "it is too large; unpack the archive and link the file");
    return FALSE;
  }
  g_free (source->entry_name);
  source->entry_name = g_strdup (name);
  source->entry_size = size;
  source->unread = TRUE;
  return TRUE;
}

/* Counts ENTRY against the limits before a byte of it is unpacked. */
static gboolean
count_entry (CsArchiveSource *source, struct archive_entry *entry, GError **error)
{
  gint64 size = archive_entry_size_is_set (entry) ? archive_entry_size (entry) : 0;
  if (size < 0)
    return damaged (source, "an entry of negative size", error);
  source->entries++;
  if (source->entries > source->limits.max_entries)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "%s: more than %u entries. Unpack it and give the folder.", source->name,
                    source->limits.max_entries);
  guint64 most = MIN (source->limits.max_total,
                      (guint64)source->size * source->limits.max_ratio + RATIO_SLACK);
  if ((guint64)size > most - MIN (source->total, most))
    return cs_fail (error, CS_ERROR_LIMIT,
                    "%s: unpacks to more than %u times its size or %" G_GUINT64_FORMAT
                    " MiB, as an archive does that was made to fill a disk. If you trust it, "
                    "unpack it and give the folder.",
                    source->name, source->limits.max_ratio, source->limits.max_total >> 20);
  source->total += (guint64)size;
  return TRUE;
}

/* 1 an entry to hand out, 0 the end, -1 failure. Within our locale. */
static int
advance (CsArchiveSource *source, GError **error)
{
  for (;;) {
    struct archive_entry *entry = NULL;
    int result = archive_read_next_header (source->reader, &entry);
    if (result == ARCHIVE_EOF)
      return 0;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
      damaged (source, reader_detail (source), error);
      return -1;
    }
    source->fed = -1;
    if (!count_entry (source, entry, error))
      return -1;
    if (archive_entry_filetype (entry) == AE_IFDIR && archive_entry_hardlink (entry) == NULL)
      continue;
    if (accept_entry (source, entry))
      return 1;
  }
}

int
cs_archive_source_next (CsArchiveSource *source, const char **ret_name, gint64 *ret_size,
                        GError **error)
{
  int result = -1;
  source->unread = FALSE;
  if (source->failure == NULL) {
    locale_t before = cs_archive_locale_enter ();
    result = advance (source, &source->failure);
    cs_archive_locale_leave (before);
  }
  if (result < 0 && error != NULL)
    *error = g_error_copy (source->failure);
  if (result > 0) {
    *ret_name = source->entry_name;
    *ret_size = source->entry_size;
  }
  return result;
}

/* --- contents --- */

static gboolean
write_all (int fd, const guint8 *data, gsize size, GError **error)
{
  for (gsize done = 0; done < size;) {
    ssize_t put = write (fd, data + done, size - done);
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return cs_set_errno (error, errno, "memory for an archive entry");
    done += (gsize)put;
  }
  return TRUE;
}

static gboolean
entry_damaged (const CsArchiveSource *source, const char *detail, GError **error)
{
  if (source->fed > DIRECTORY_MAX)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "%s: its directory is larger than %d MiB. Unpack it and give the folder.",
                    source->name, DIRECTORY_MAX >> 20);
  return cs_fail (error, CS_ERROR_CORRUPT, "%s: %s: damaged (%s). Get the archive again.",
                  source->name, source->entry_name, detail);
}

/* Within our locale. */
static gboolean
copy_entry (CsArchiveSource *source, int fd, GError **error)
{
  for (gint64 done = 0;;) {
    la_ssize_t got = archive_read_data (source->reader, source->data_buffer, BUFFER_SIZE);
    if (got == ARCHIVE_FATAL)
      damaged (source, reader_detail (source), &source->failure);
    if (got < 0)
      return entry_damaged (source, reader_detail (source), error);
    if (got == 0)
      return done == source->entry_size ? TRUE
                                        : entry_damaged (source, "shorter than it says", error);
    if (got > source->entry_size - done)
      return entry_damaged (source, "longer than it says", error);
    if (!write_all (fd, source->data_buffer, (gsize)got, error))
      return FALSE;
    done += got;
  }
}

/* Compressed data alone is no archive: a compressed volume is an ordinary file. */
static gboolean
is_archive (int fd)
{
  guint8 head[CS_ARCHIVE_HEAD];
  const Kind *kind = kind_of (head, read_head (fd, 0, head));
  if (kind == NULL || kind->filter == NULL)
    return kind != NULL;
  g_autoptr (CsArchiveSource) inner = cs_archive_source_open_fd (fcntl (fd, F_DUPFD_CLOEXEC, 0), "",
                                                                 &cs_archive_limits, NULL, NULL);
  return inner != NULL;
}

static gboolean
fill (CsArchiveSource *source, int fd, GError **error)
{
  locale_t before = cs_archive_locale_enter ();
  gboolean ok = copy_entry (source, fd, error);
  cs_archive_locale_leave (before);
  if (!ok)
    return FALSE;
  if (is_archive (fd))
    return cs_fail (error, CS_ERROR_UNSUPPORTED,
                    "%s: %s: an archive inside an archive is not opened. Unpack the outer one and "
                    "give the folder.",
                    source->name, source->entry_name);
  if (fcntl (fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0)
    return cs_set_errno (error, errno, "memory for an archive entry");
  return TRUE;
}

int
cs_archive_source_read (CsArchiveSource *source, GError **error)
{
  g_return_val_if_fail (source->unread, -1);
  source->unread = FALSE;
  int fd = memfd_create ("countersign-entry", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0) {
    cs_set_errno (error, errno, "memory for an archive entry");
    return -1;
  }
  if (fill (source, fd, error))
    return fd;
  close (fd);
  return -1;
}

GBytes *
cs_archive_source_read_bytes (CsArchiveSource *source, GError **error)
{
  int fd = cs_archive_source_read (source, error);
  if (fd < 0)
    return NULL;
  if (source->entry_size == 0) {
    close (fd);
    return g_bytes_new (NULL, 0);
  }
  g_autoptr (GError) failure = NULL;
  g_autoptr (GMappedFile) mapped = g_mapped_file_new_from_fd (fd, FALSE, &failure);
  close (fd);
  if (mapped != NULL)
    return g_mapped_file_get_bytes (mapped);
  cs_fail (error, CS_ERROR_FAILED, "%s", failure->message);
  return NULL;
}
