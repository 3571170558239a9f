/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-archive-source.h"
#include "cs-fuzz.h"
#include "cs-zip-extent.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const CsArchiveLimits limits = {
  .max_entries = 64, .max_entry = 1 << 20, .max_total = 4 << 20, .max_ratio = 200
};

/* Whatever the bytes are, names are safe and contents are as long as they were said to be. */
static void
check_entry (CsArchiveSource *source, const char *name, gint64 size)
{
  g_assert (name[0] != '\0' && name[0] != '/' && strstr (name, "../") == NULL);
  g_assert (size >= 0 && size <= 1 << 20);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cs_archive_source_read_bytes (source, &error);
  g_assert ((bytes == NULL) == (error != NULL));
  g_assert (bytes == NULL || g_bytes_get_size (bytes) == (gsize)size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_assert (fd >= 0 && write (fd, data, size) == (ssize_t)size);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GError) error = NULL, extent = NULL;
  g_assert (cs_zip_check_extent (fd, &extent) == (extent == NULL));
  g_autoptr (CsArchiveSource) source =
      cs_archive_source_open_fd (fd, "input", &limits, problems, &error);
  g_assert ((source == NULL) == (error != NULL));
  const char *name = NULL;
  gint64 entry_size = 0;
  int result = 0;
  while (source != NULL &&
         (result = cs_archive_source_next (source, &name, &entry_size, &error)) > 0)
    check_entry (source, name, entry_size);
  g_assert (source == NULL || (result < 0) == (error != NULL));
  return 0;
}
