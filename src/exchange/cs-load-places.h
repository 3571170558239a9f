/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which item of the project, and which file in it, a foreign file means: by our id, by stored name,
 * by SHA-256. What fits twice is a conflict and never guessed. Owned by one load; one thread. */
#pragma once

#include "cs-dataset.h"

typedef struct _CsPlaces CsPlaces;

/* PROJECT: every item of the project, see cs-export-item.h; outlives the places. */
CsPlaces *cs_places_new (const CsDataset *project);
void cs_places_free (CsPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPlaces, cs_places_free)

/* Where an item of a foreign file belongs. */
typedef struct {
  const CsDatasetItem *item; /* of the project */
  guint *parts;              /* its part for each part of the foreign one */
  gboolean ours;             /* found by our own id: so its marks have our ids too */
} CsPlace;

void cs_place_clear (CsPlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsPlace, cs_place_clear)

/* NOT_FOUND; CONFLICT when several fit, when the bytes are others than those in the project, or
 * when the file says another size of the picture than it has. A name
 * fits when it is the stored one, or when one of both is the end of the other from a "/" on. */
gboolean cs_places_find (const CsPlaces *places, const CsDatasetItem *foreign, CsPlace *ret_place,
                         GError **error);
