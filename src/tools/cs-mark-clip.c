/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-clip.h"

#include "cs-marks-move.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT "countersign-marks-1"
#define ASIDE_LEAST 4 /* pixels */
#define ASIDE_PART 40 /* of the shorter side of the picture */
#define ASIDE_TRIES 200

/* MARK as anybody would make it anew. */
static CsMark *
anew (const CsMark *mark, const CsGid *item, guint part, guint frame, guint64 id)
{
  CsMarkInit init = cs_mark_to_init (mark);
  init.id = id;
  init.item = *item;
  init.part = part;
  init.frame = frame;
  init.how = CS_MARK_HOW_SCRATCH;
  init.source = NULL;
  init.confidence = -1;
  return cs_mark_new (&init, NULL);
}

static gboolean
lies_on_picture (const CsMark *mark, GError **error)
{
  return mark->kind->target == CS_MARK_TARGET_IMAGE ||
         cs_fail (error, CS_ERROR_INVALID, "%s",
                  _ ("Only marks that are drawn on a picture can be copied."));
}

static gboolean
too_much (GError **error)
{
  return cs_fail (error, CS_ERROR_LIMIT,
                  _ ("That is more than %u marks or %u MiB: copy fewer at once."),
                  CS_MARK_CLIP_MAX_MARKS, CS_MARK_CLIP_MAX_SIZE / 1024 / 1024);
}

GBytes *
cs_mark_clip_write (const GPtrArray *marks, GError **error)
{
  const CsGid nowhere = { 0 };
  g_autoptr (GString) text = g_string_new ("{\"format\":\"" FORMAT "\",\"marks\":[");
  if (marks->len == 0) {
    cs_fail (error, CS_ERROR_INVALID, "%s", _ ("No mark is selected."));
    return NULL;
  }
  for (guint i = 0; i < marks->len && text->len <= CS_MARK_CLIP_MAX_SIZE; i++) {
    if (!lies_on_picture (marks->pdata[i], error))
      return NULL;
    g_autoptr (CsMark) mark = anew (marks->pdata[i], &nowhere, 0, 0, i + 1);
    if (i > 0)
      g_string_append_c (text, ',');
    cs_mark_write (mark, text);
  }
  g_string_append (text, "]}");
  if (marks->len > CS_MARK_CLIP_MAX_MARKS || text->len > CS_MARK_CLIP_MAX_SIZE) {
    too_much (error);
    return NULL;
  }
  gsize size = text->len;
  return g_bytes_new_take (g_string_free (g_steal_pointer (&text), FALSE), size);
}

static gboolean
read_marks (const CsJson *list, GPtrArray *marks, GError **error)
{
  const CsGid nowhere = { 0 };
  for (guint i = 0; i < cs_json_length (list); i++) {
    g_autoptr (CsMark) mark = cs_mark_from_json (cs_json_at (list, i), error);
    if (mark == NULL || !lies_on_picture (mark, error))
      return FALSE;
    g_ptr_array_add (marks, anew (mark, &nowhere, 0, 0, i + 1));
  }
  return TRUE;
}

GPtrArray *
cs_mark_clip_read (const char *text, gsize size, GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  if (size > CS_MARK_CLIP_MAX_SIZE) {
    too_much (error);
    return NULL;
  }
  g_autoptr (CsJson) root = cs_json_parse_text (text, size, CS_MARK_CLIP_MAX_SIZE, NULL);
  const CsJson *list = cs_json_get (root, "marks");
  if (cs_json_length (list) > CS_MARK_CLIP_MAX_MARKS) {
    too_much (error);
    return NULL;
  }
  gboolean ok = cs_json_type (list) == CS_JSON_ARRAY && cs_json_length (list) > 0 &&
                g_strcmp0 (cs_json_get_string (root, "format"), FORMAT) == 0;
  if (!ok || !read_marks (list, marks, NULL)) {
    cs_fail (error, CS_ERROR_INVALID, "%s",
             _ ("What is on the clipboard are no marks that this program can read. Copy them "
                "again."));
    return NULL;
  }
  return g_steal_pointer (&marks);
}

/* --- placing --- */

static gboolean
is_taken (const CsMarkSet *set, const CsMark *mark)
{
  for (guint i = 0; i < set->n_marks; i++)
    if (cs_mark_same_geometry (set->marks[i], mark))
      return TRUE;
  return FALSE;
}

/* At the same place of that frame. */
static GPtrArray *
at_home (const GPtrArray *clip, const CsGid *item, guint part, guint frame)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < clip->len; i++)
    g_ptr_array_add (marks, anew (clip->pdata[i], item, part, frame, i + 1));
  return marks;
}

/* Down to the right, and where the edge stops that, up to the left; further each time. */
GPtrArray *
cs_mark_clip_place (const GPtrArray *clip, const CsMarkSet *set, const CsGid *item, guint part,
                    guint frame, guint width, guint height)
{
  g_autoptr (GPtrArray) home = at_home (clip, item, part, frame);
  g_autoptr (GPtrArray) placed = g_ptr_array_ref (home);
  guint step = MAX (ASIDE_LEAST, MIN (width, height) / ASIDE_PART);
  for (guint n = 2; n <= ASIDE_TRIES && is_taken (set, placed->pdata[0]); n++) {
    double by = (n % 2 == 0 ? 1.0 : -1.0) * step * (n / 2);
    g_ptr_array_unref (placed);
    placed = cs_marks_move (home, by, by, width, height);
  }
  return g_steal_pointer (&placed);
}
