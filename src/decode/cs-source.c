/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-source.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

gsize
cs_source_read (const CsSource *source, guint64 offset, gpointer ret_data, gsize size)
{
  if (offset >= source->size)
    return 0;
  size = (gsize)MIN ((guint64)size, source->size - offset);
  gsize done = 0;
  while (done < size) {
    ssize_t n = pread (source->fd, (char *)ret_data + done, size - done, (off_t)(offset + done));
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      break;
    done += (gsize)n;
  }
  return done;
}

const guint8 *
cs_source_map (const CsSource *source, gsize limit, GError **error)
{
  if (source->size > limit) {
    cs_fail (error, CS_ERROR_LIMIT, "%" G_GUINT64_FORMAT " bytes are more than we read",
             source->size);
    return NULL;
  }
  void *map = mmap (NULL, (gsize)source->size, PROT_READ, MAP_PRIVATE, source->fd, 0);
  if (map == MAP_FAILED) {
    cs_set_errno (error, errno, "mapping the file");
    return NULL;
  }
  return map;
}

void
cs_source_unmap (const CsSource *source, const guint8 *map)
{
  if (map != NULL)
    munmap ((void *)map, (gsize)source->size);
}
