/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks that were copied come down where the person looks, as far as the rules of the project know
 * them. */
#include "cs-case-model-private.h"

#include "cs-mark-change.h"
#include "cs-mark-clip.h"

#include <glib/gi18n.h>

typedef struct {
  CsMarkExtent *parts;
  CsMarkSpace space;
  guint part, frame;
  guint width, height;
} Place;

/* FALSE where no picture is known to be. */
static gboolean
place_of (CsCaseModel *self, Place *ret_place)
{
  gint64 unit = 0;
  guint at = cs_case_model_place (self, &unit);
  const CsCaseItem *item = cs_case_model_item (self, at);
  const CsJson *parts = item != NULL ? cs_json_get (item->row->facts, "parts") : NULL;
  guint n = cs_json_length (parts);
  Place place = { 0 };
  cs_case_model_frame_at (self, at, unit, &place.part, &place.frame);
  const CsJson *part = cs_json_at (parts, place.part);
  place.width = (guint)CLAMP (cs_json_get_int (part, "width", 0), 0, G_MAXINT32);
  place.height = (guint)CLAMP (cs_json_get_int (part, "height", 0), 0, G_MAXINT32);
  if (place.width == 0 || place.height == 0)
    return FALSE;
  place.parts = g_new0 (CsMarkExtent, n);
  place.parts[place.part] = (CsMarkExtent){ place.width, place.height, place.frame + 1 };
  place.space = (CsMarkSpace){ place.parts, n, -1 };
  *ret_place = place;
  return TRUE;
}

/* MARK with an id of its own and the values that its label has here; adds to RET_DROPPED how many
 * it lost. NULL with a sentence where it cannot be. */
static CsMark *
fitting (CsCaseModel *self, const CsMark *mark, const Place *place, guint *ret_dropped,
         GError **error)
{
  const CsLabel *label = cs_schema_label (self->schema, mark->label);
  if (label == NULL) {
    cs_fail (error, CS_ERROR_INVALID, _ ("“%s” is no label of this project."), mark->label);
    return NULL;
  }
  if (!cs_label_fits_mark (label, mark)) {
    cs_fail (error, CS_ERROR_INVALID, _ ("“%s” is not drawn as %s here."), label->name,
             _ (cs_mark_noun (mark)));
    return NULL;
  }
  if (!cs_mark_check_space (mark, &place->space, NULL)) {
    cs_fail (error, CS_ERROR_INVALID,
             _ ("“%s” does not fit this picture, which is %u × %u pixels."), label->name,
             place->width, place->height);
    return NULL;
  }
  g_autoptr (CsJson) kept =
      cs_attributes_that_apply (label->attributes, label->n_attributes, mark->attributes);
  CsMarkInit init = cs_mark_to_init (mark);
  init.id = cs_case_model_new_id (self);
  init.attributes = kept;
  *ret_dropped += cs_json_length (mark->attributes) - cs_json_length (kept);
  return cs_mark_new (&init, error);
}

/* What did not come along, a sentence; NULL when all did. Caller frees. */
static char *
words_of (guint left, guint all, const GError *why, guint dropped)
{
  if (left > 0)
    /* Translators: of marks that are pasted, and why the first that was not pasted was not. */
    return g_strdup_printf (_ ("%u of %u marks were not pasted. %s"), left, all, why->message);
  if (dropped > 0)
    return g_strdup_printf (ngettext ("%u value was left behind: this project does not ask for it.",
                                      "%u values were left behind: this project does not ask for "
                                      "them.",
                                      dropped),
                            dropped);
  return NULL;
}

static void
select_all (CsCaseModel *self, const GPtrArray *marks)
{
  g_autofree guint64 *ids = g_new (guint64, marks->len);
  for (guint i = 0; i < marks->len; i++)
    ids[i] = ((const CsMark *)marks->pdata[i])->id;
  cs_case_model_select_many (self, ids, marks->len, ids[0]);
}

gboolean
cs_case_model_paste (CsCaseModel *self, const GPtrArray *clip, char **ret_left, GError **error)
{
  Place place = { 0 };
  g_autoptr (GError) why = NULL;
  guint dropped = 0;
  if (!cs_case_model_check_edit (self, error))
    return FALSE;
  if (!place_of (self, &place))
    return cs_fail (error, CS_ERROR_INVALID, "%s", _ ("There is no picture here to paste on."));
  g_autofree CsMarkExtent *parts = place.parts;
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GPtrArray) placed =
      cs_mark_clip_place (clip, self->marks, &cs_case_model_item (self, self->item)->row->gid,
                          place.part, place.frame, place.width, place.height);
  for (guint i = 0; i < placed->len; i++) {
    CsMark *mark = fitting (self, placed->pdata[i], &place, &dropped, why == NULL ? &why : NULL);
    if (mark != NULL)
      g_ptr_array_add (put, mark);
  }
  if (put->len == 0) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, error);
  if (edit == NULL || !cs_case_model_edit (self, edit, error))
    return FALSE;
  select_all (self, put);
  *ret_left = words_of (placed->len - put->len, placed->len, why, dropped);
  return TRUE;
}
