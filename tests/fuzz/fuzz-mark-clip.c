/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-mark-clip.h"

/* What a clipboard holds. What is read can be put on a picture, and copied again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const CsGid item = { { 1 } };
  g_autoptr (GPtrArray) clip = cs_mark_clip_read ((const char *)data, size, NULL);
  if (clip == NULL)
    return 0;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (CsMarkSet) empty = cs_mark_set_new (none, NULL, NULL);
  g_autoptr (GPtrArray) placed = cs_mark_clip_place (clip, empty, &item, 0, 0, 512, 512);
  g_autoptr (CsMarkSet) set = cs_mark_set_new (placed, NULL, NULL);
  g_assert (placed->len == clip->len && set != NULL);
  g_autoptr (GPtrArray) aside = cs_mark_clip_place (clip, set, &item, 0, 0, 512, 512);
  g_autoptr (GBytes) bytes = cs_mark_clip_write (aside, NULL);
  g_assert (aside->len == clip->len && bytes != NULL);
  return 0;
}
