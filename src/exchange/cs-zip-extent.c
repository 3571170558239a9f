/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-zip-extent.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DIRECTORY_MAX (16 * 1024 * 1024)

/* Sizes of the records and places in them: APPNOTE.TXT of the zip format, 4.3. */
#define LOCAL_SIZE 30
#define CENTRAL_SIZE 46
#define END_SIZE 22
#define END64_SIZE 56
#define LOCATOR_SIZE 20
#define LOCAL_SIGNATURE 0x04034b50
#define CENTRAL_SIGNATURE 0x02014b50
#define DESCRIPTOR_SIGNATURE 0x08074b50
#define END_SIGNATURE 0x06054b50
#define END64_SIGNATURE 0x06064b50
#define LOCATOR_SIGNATURE 0x07064b50
#define SIZES_FOLLOW (1 << 3) /* flag: a descriptor stands behind the data */
#define EXTRA_ZIP64 1

typedef struct {
  guint64 offset, packed, unpacked;
  guint32 sum;
  guint16 flags;
  const guint8 *name; /* in the directory */
  gsize name_size;
} Entry;

typedef struct {
  int fd;
  guint64 size;              /* of the file */
  guint64 directory, length; /* where the directory is */
  guint64 count;
  guint8 *bytes; /* the directory */
  GArray *entries;
} Zip;

static guint64
number (const guint8 *at, guint bytes)
{
  guint64 value = 0;
  for (guint i = 0; i < bytes; i++)
    value |= (guint64)at[i] << (8 * i);
  return value;
}

static gboolean
is_signed (const guint8 *at, guint32 signature)
{
  return number (at, 4) == signature;
}

static gboolean
fetch (const Zip *zip, guint64 offset, guint8 *ret_bytes, gsize size, GError **error)
{
  if (size > zip->size || offset > zip->size - size)
    return cs_fail (error, CS_ERROR_CORRUPT, "it points outside itself");
  for (gsize done = 0; done < size;) {
    ssize_t got = pread (zip->fd, ret_bytes + done, size - done, (off_t)(offset + done));
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return cs_set_errno (error, got < 0 ? errno : EIO, "reading");
    done += (gsize)got;
  }
  return TRUE;
}

/* --- its end --- */

/* A zip of more than 65,535 entries or 4 GiB has a wider end before its end, at END on success. */
static gboolean
read_wide_end (Zip *zip, guint64 *end, GError **error)
{
  guint8 locator[LOCATOR_SIZE], wide[END64_SIZE];
  if (*end < LOCATOR_SIZE + END64_SIZE)
    return cs_fail (error, CS_ERROR_CORRUPT, "its end is missing");
  guint64 at = *end - LOCATOR_SIZE - END64_SIZE;
  if (!fetch (zip, at + END64_SIZE, locator, sizeof locator, error) ||
      !fetch (zip, at, wide, sizeof wide, error))
    return FALSE;
  if (!is_signed (locator, LOCATOR_SIGNATURE) || number (locator + 8, 8) != at ||
      !is_signed (wide, END64_SIGNATURE) || number (wide + 4, 8) != END64_SIZE - 12)
    return cs_fail (error, CS_ERROR_CORRUPT, "its end is not where it should be");
  zip->count = number (wide + 32, 8);
  zip->length = number (wide + 40, 8);
  zip->directory = number (wide + 48, 8);
  *end = at;
  return TRUE;
}

static gboolean
read_end (Zip *zip, GError **error)
{
  guint8 last[END_SIZE];
  if (zip->size < END_SIZE)
    return cs_fail (error, CS_ERROR_CORRUPT, "it is too short for a zip file");
  guint64 end = zip->size - END_SIZE;
  if (!fetch (zip, end, last, sizeof last, error))
    return FALSE;
  if (!is_signed (last, END_SIGNATURE) || number (last + 20, 2) != 0)
    return cs_fail (error, CS_ERROR_CORRUPT, "something stands behind its end");
  zip->count = number (last + 10, 2);
  zip->length = number (last + 12, 4);
  zip->directory = number (last + 16, 4);
  gboolean wide =
      zip->count == G_MAXUINT16 || zip->length == G_MAXUINT32 || zip->directory == G_MAXUINT32;
  if (wide && !read_wide_end (zip, &end, error))
    return FALSE;
  if (zip->length > DIRECTORY_MAX)
    return cs_fail (error, CS_ERROR_LIMIT, "its directory is larger than %d MiB",
                    DIRECTORY_MAX >> 20);
  if (zip->directory > end || end - zip->directory != zip->length)
    return cs_fail (error, CS_ERROR_CORRUPT, "something stands between its directory and its end");
  return TRUE;
}

/* --- its directory --- */

/* What did not fit in 32 bits stands in an extra field, in this order. */
static void
read_wide_sizes (Entry *entry, const guint8 *extra, gsize size)
{
  guint64 *const wanted[] = { &entry->unpacked, &entry->packed, &entry->offset };
  while (size >= 4) {
    guint64 kind = number (extra, 2), length = number (extra + 2, 2);
    if (length > size - 4)
      return;
    gsize at = 4;
    for (guint i = 0; kind == EXTRA_ZIP64 && i < G_N_ELEMENTS (wanted); i++)
      if (*wanted[i] == G_MAXUINT32 && at + 8 <= length + 4) {
        *wanted[i] = number (extra + at, 8);
        at += 8;
      }
    extra += 4 + length;
    size -= 4 + length;
  }
}

static gboolean
read_directory (Zip *zip, GError **error)
{
  gsize left = (gsize)zip->length;
  zip->bytes = g_malloc (left + 1);
  if (!fetch (zip, zip->directory, zip->bytes, left, error))
    return FALSE;
  for (const guint8 *at = zip->bytes; left > 0;) {
    gsize whole = CENTRAL_SIZE;
    if (left < whole || !is_signed (at, CENTRAL_SIGNATURE))
      return cs_fail (error, CS_ERROR_CORRUPT, "its directory is damaged");
    gsize name = (gsize)number (at + 28, 2), extra = (gsize)number (at + 30, 2);
    whole += name + extra + (gsize)number (at + 32, 2);
    if (left < whole)
      return cs_fail (error, CS_ERROR_CORRUPT, "its directory is damaged");
    Entry entry = { .flags = (guint16)number (at + 8, 2),
                    .sum = (guint32)number (at + 16, 4),
                    .packed = number (at + 20, 4),
                    .unpacked = number (at + 24, 4),
                    .offset = number (at + 42, 4),
                    .name = at + CENTRAL_SIZE,
                    .name_size = name };
    read_wide_sizes (&entry, at + CENTRAL_SIZE + name, extra);
    g_array_append_val (zip->entries, entry);
    at += whole;
    left -= whole;
  }
  return zip->entries->len == zip->count ||
         cs_fail (error, CS_ERROR_CORRUPT, "its directory names another number of entries");
}

/* --- its entries --- */

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *two = b;
  return one->offset < two->offset ? -1 : one->offset > two->offset;
}

static gboolean
names_differ (const GArray *entries, GError **error)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = &g_array_index (entries, Entry, i);
    if (!g_hash_table_add (seen, g_bytes_new_static (entry->name, entry->name_size)))
      return cs_fail (error, CS_ERROR_CORRUPT, "it has two entries of one name");
  }
  return TRUE;
}

/* Whether the SIZE bytes at AT are the descriptor of ENTRY, in one of its four forms. */
static gboolean
is_descriptor (const Zip *zip, const Entry *entry, guint64 at, guint64 size)
{
  guint8 bytes[24];
  guint skip = size == 16 || size == 24 ? 4 : 0, width = size >= 20 ? 8 : 4;
  if ((size != 12 && size != 16 && size != 20 && size != 24) ||
      !fetch (zip, at, bytes, (gsize)size, NULL) ||
      (skip > 0 && !is_signed (bytes, DESCRIPTOR_SIGNATURE)))
    return FALSE;
  return number (bytes + skip, 4) == entry->sum &&
         number (bytes + skip + 4, width) == entry->packed &&
         number (bytes + skip + 4 + width, width) == entry->unpacked;
}

/* ENTRY fills the bytes from AT to NEXT. */
static gboolean
check_entry (const Zip *zip, const Entry *entry, guint64 at, guint64 next, GError **error)
{
  guint8 local[LOCAL_SIZE];
  if (entry->offset != at)
    return cs_fail (error, CS_ERROR_CORRUPT,
                    at == 0               ? "something stands before its first entry"
                    : entry->offset >= at ? "something stands between its entries"
                                          : "two of its entries share bytes");
  if (!fetch (zip, at, local, sizeof local, error))
    return FALSE;
  gsize name_size = (gsize)number (local + 26, 2);
  g_autofree guint8 *name = g_malloc (name_size + 1);
  if (!is_signed (local, LOCAL_SIGNATURE) || name_size != entry->name_size ||
      !fetch (zip, at + LOCAL_SIZE, name, name_size, error) ||
      memcmp (name, entry->name, name_size) != 0) {
    g_clear_error (error);
    return cs_fail (error, CS_ERROR_CORRUPT, "an entry is called otherwise in its directory");
  }
  guint64 head = at + LOCAL_SIZE + name_size + number (local + 28, 2);
  if (head > next || entry->packed > next - head)
    return cs_fail (error, CS_ERROR_CORRUPT, "two of its entries share bytes");
  guint64 end = head + entry->packed;
  if (end == next || ((entry->flags & SIZES_FOLLOW) && is_descriptor (zip, entry, end, next - end)))
    return TRUE;
  return cs_fail (error, CS_ERROR_CORRUPT, "something stands between its entries");
}

static gboolean
check_entries (const Zip *zip, GError **error)
{
  guint64 at = 0;
  if (!names_differ (zip->entries, error))
    return FALSE;
  g_array_sort (zip->entries, compare_offsets);
  for (guint i = 0; i < zip->entries->len; i++) {
    const Entry *entry = &g_array_index (zip->entries, Entry, i);
    guint64 next = i + 1 < zip->entries->len ? g_array_index (zip->entries, Entry, i + 1).offset
                                             : zip->directory;
    if (!check_entry (zip, entry, at, next, error))
      return FALSE;
    at = next;
  }
  return at == zip->directory ||
         cs_fail (error, CS_ERROR_CORRUPT, "something stands before its directory");
}

gboolean
cs_zip_check_extent (int fd, GError **error)
{
  struct stat status;
  if (fstat (fd, &status) != 0)
    return cs_set_errno (error, errno, "its size");
  Zip zip = { .fd = fd, .size = (guint64)status.st_size };
  zip.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  gboolean ok =
      read_end (&zip, error) && read_directory (&zip, error) && check_entries (&zip, error);
  g_array_unref (zip.entries);
  g_free (zip.bytes);
  return ok;
}
