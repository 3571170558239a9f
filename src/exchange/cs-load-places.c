/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-load-places.h"

#include <string.h>

/* One file of one item; the whole of an item that has several when PART is WHOLE. */
typedef struct {
  const CsDatasetItem *item;
  guint part;
} Spot;
#define WHOLE G_MAXUINT

struct _CsPlaces {
  const CsDataset *project;
  GHashTable *by_name; /* stored name -> GArray of Spot */
  GHashTable *by_base; /* its last component -> GArray of Spot */
  GHashTable *by_hash; /* hex -> GArray of Spot */
};

static void
add_spot (GHashTable *table, const char *key, Spot spot)
{
  GArray *spots = g_hash_table_lookup (table, key);
  if (spots == NULL) {
    spots = g_array_new (FALSE, FALSE, sizeof (Spot));
    g_hash_table_insert (table, g_strdup (key), spots);
  }
  g_array_append_val (spots, spot);
}

static const char *
base_of (const char *name)
{
  const char *slash = strrchr (name, '/');
  return slash != NULL ? slash + 1 : name;
}

static const char *
name_of (Spot spot)
{
  const CsDatasetPart *part =
      spot.part != WHOLE ? cs_dataset_item_part (spot.item, spot.part) : NULL;
  return part != NULL && part->name != NULL ? part->name : spot.item->name;
}

static void
add_name (CsPlaces *places, Spot spot)
{
  add_spot (places->by_name, name_of (spot), spot);
  add_spot (places->by_base, base_of (name_of (spot)), spot);
}

static void
add_item (CsPlaces *places, const CsDatasetItem *item)
{
  if (item->parts->len > 1)
    add_name (places, (Spot){ item, WHOLE });
  for (guint i = 0; i < item->parts->len; i++) {
    const CsDatasetPart *part = cs_dataset_item_part (item, i);
    char hex[CS_HASH_HEX + 1];
    if (part->name != NULL || item->parts->len == 1)
      add_name (places, (Spot){ item, i });
    if (part->has_sha256)
      add_spot (places->by_hash, cs_hash_to_hex (&part->sha256, hex), (Spot){ item, i });
  }
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
}

CsPlaces *
cs_places_new (const CsDataset *project)
{
  CsPlaces *places = g_new0 (CsPlaces, 1);
  places->project = project;
  places->by_name = new_table ();
  places->by_base = new_table ();
  places->by_hash = new_table ();
  for (guint i = 0; i < project->items->len; i++)
    add_item (places, g_ptr_array_index (project->items, i));
  return places;
}

void
cs_places_free (CsPlaces *places)
{
  if (places == NULL)
    return;
  g_hash_table_unref (places->by_name);
  g_hash_table_unref (places->by_base);
  g_hash_table_unref (places->by_hash);
  g_free (places);
}

void
cs_place_clear (CsPlace *place)
{
  g_clear_pointer (&place->parts, g_free);
}

/* --- looking --- */

static gboolean
ends_with_component (const char *longer, const char *shorter)
{
  gsize a = strlen (longer), b = strlen (shorter);
  return a > b && longer[a - b - 1] == '/' && strcmp (longer + a - b, shorter) == 0;
}

static gboolean
fits_hash (Spot spot, const CsHash *hash)
{
  const CsDatasetPart *part =
      spot.part != WHOLE ? cs_dataset_item_part (spot.item, spot.part) : NULL;
  return hash == NULL || part == NULL || !part->has_sha256 || cs_hash_equal (&part->sha256, hash);
}

/* Those of SPOTS (may be NULL) whose name fits NAME; the exact ones only if there are any. */
static GArray *
named (const CsPlaces *places, const char *name)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Spot));
  const GArray *exact = g_hash_table_lookup (places->by_name, name);
  if (exact != NULL)
    return g_array_append_vals (found, exact->data, exact->len);
  const GArray *spots = g_hash_table_lookup (places->by_base, base_of (name));
  for (guint i = 0; spots != NULL && i < spots->len; i++) {
    Spot spot = g_array_index (spots, Spot, i);
    const char *stored = name_of (spot);
    if (ends_with_component (stored, name) || ends_with_component (name, stored))
      g_array_append_val (found, spot);
  }
  return found;
}

static void
keep_hash (GArray *spots, const CsHash *hash)
{
  for (guint i = spots->len; i > 0; i--)
    if (!fits_hash (g_array_index (spots, Spot, i - 1), hash))
      g_array_remove_index (spots, i - 1);
}

static gboolean
fail_ambiguous (const char *what, const GArray *spots, GError **error)
{
  char one[CS_GID_HEX + 1], two[CS_GID_HEX + 1];
  cs_gid_to_hex (&g_array_index (spots, Spot, 0).item->gid, one);
  cs_gid_to_hex (&g_array_index (spots, Spot, 1).item->gid, two);
  return cs_fail (error, CS_ERROR_CONFLICT,
                  "%s fits %u files of the project (items %s, %s%s); name it with its folder or"
                  " give its SHA-256",
                  what, spots->len, one, two, spots->len > 2 ? " ..." : "");
}

static gboolean
find_spot (const CsPlaces *places, const char *name, const CsHash *hash, Spot *ret_spot,
           GError **error)
{
  g_autoptr (GArray) spots = named (places, name);
  gboolean known = spots->len > 0;
  keep_hash (spots, hash);
  if (spots->len == 0 && hash != NULL) {
    char hex[CS_HASH_HEX + 1];
    const GArray *same = g_hash_table_lookup (places->by_hash, cs_hash_to_hex (hash, hex));
    if (same != NULL)
      g_array_append_vals (spots, same->data, same->len);
  }
  if (spots->len > 1)
    return fail_ambiguous ("the name", spots, error);
  if (spots->len == 1) {
    *ret_spot = g_array_index (spots, Spot, 0);
    return TRUE;
  }
  return known ? cs_fail (error, CS_ERROR_CONFLICT,
                          "the project has a file of that name with other content (SHA-256)")
               : cs_fail (error, CS_ERROR_NOT_FOUND, "no item of the project has that name%s",
                          hash != NULL ? " or content" : "");
}

/* --- whole items --- */

static const CsHash *
hash_of (const CsDatasetPart *part)
{
  return part->has_sha256 ? &part->sha256 : NULL;
}

static gboolean
identity (const CsDatasetItem *item, const CsDatasetItem *foreign, gboolean ours,
          CsPlace *ret_place, GError **error)
{
  if (foreign->parts->len > item->parts->len)
    return cs_fail (error, CS_ERROR_CONFLICT, "it has %u files, the project's item %u",
                    foreign->parts->len, item->parts->len);
  for (guint i = 0; i < foreign->parts->len; i++)
    if (!fits_hash ((Spot){ item, i }, hash_of (cs_dataset_item_part (foreign, i))))
      return cs_fail (error, CS_ERROR_CONFLICT,
                      "file %u has other content than in the project (SHA-256)", i + 1);
  guint *parts = g_new (guint, foreign->parts->len);
  for (guint i = 0; i < foreign->parts->len; i++)
    parts[i] = i;
  *ret_place = (CsPlace){ item, parts, ours };
  return TRUE;
}

static gboolean
find_one (const CsPlaces *places, const CsDatasetItem *foreign, CsPlace *ret_place, GError **error)
{
  const CsDatasetPart *part = cs_dataset_item_part (foreign, 0);
  Spot spot = { 0 };
  if (!find_spot (places, part->name != NULL ? part->name : foreign->name, hash_of (part), &spot,
                  error))
    return FALSE;
  if (spot.part == WHOLE)
    return cs_fail (error, CS_ERROR_CONFLICT,
                    "that is a series of %u files; name the file that is meant",
                    spot.item->parts->len);
  guint *parts = g_new (guint, 1);
  parts[0] = spot.part;
  *ret_place = (CsPlace){ spot.item, parts, FALSE };
  return TRUE;
}

static gboolean
find_series (const CsPlaces *places, const CsDatasetItem *foreign, CsPlace *ret_place,
             GError **error)
{
  g_autofree guint *parts = g_new (guint, foreign->parts->len);
  const CsDatasetItem *item = NULL;
  for (guint i = 0; i < foreign->parts->len; i++) {
    const CsDatasetPart *part = cs_dataset_item_part (foreign, i);
    Spot spot = { 0 };
    if (part->name == NULL && part->has_sha256 == FALSE)
      return cs_fail (error, CS_ERROR_NOT_FOUND, "file %u has neither name nor SHA-256", i + 1);
    if (!find_spot (places, part->name != NULL ? part->name : "", hash_of (part), &spot, error)) {
      g_prefix_error (error, "file %u: ", i + 1);
      return FALSE;
    }
    if (spot.part == WHOLE || (item != NULL && spot.item != item))
      return cs_fail (error, CS_ERROR_CONFLICT, "its files belong to several items of the project");
    item = spot.item;
    parts[i] = spot.part;
  }
  *ret_place = (CsPlace){ item, g_steal_pointer (&parts), FALSE };
  return TRUE;
}

static const CsDatasetPart *
part_of (const CsDatasetItem *item, guint n)
{
  return &g_array_index (item->parts, CsDatasetPart, n);
}

/* Marks made on a picture of another size would land in the wrong place. */
static gboolean
same_sizes (const CsDatasetItem *foreign, const CsPlace *place, GError **error)
{
  for (guint i = 0; i < foreign->parts->len; i++) {
    const CsDatasetPart *theirs = part_of (foreign, i);
    const CsDatasetPart *ours = part_of (place->item, place->parts[i]);
    if (theirs->width == 0 || theirs->height == 0 || ours->width == 0 || ours->height == 0 ||
        (theirs->width == ours->width && theirs->height == ours->height))
      continue;
    return cs_fail (error, CS_ERROR_CONFLICT,
                    "the file says %u x %u, the picture of the project has %u x %u; its marks "
                    "would land in the wrong place. Scale them to the picture first",
                    theirs->width, theirs->height, ours->width, ours->height);
  }
  return TRUE;
}

static gboolean
find_any (const CsPlaces *places, const CsDatasetItem *foreign, CsPlace *ret_place, GError **error)
{
  const CsDatasetItem *item = cs_dataset_item (places->project, &foreign->gid);
  if (item != NULL)
    return identity (item, foreign, TRUE, ret_place, error);
  return foreign->parts->len == 1 ? find_one (places, foreign, ret_place, error)
                                  : find_series (places, foreign, ret_place, error);
}

gboolean
cs_places_find (const CsPlaces *places, const CsDatasetItem *foreign, CsPlace *ret_place,
                GError **error)
{
  g_auto (CsPlace) place = { 0 };
  if (!find_any (places, foreign, &place, error) || !same_sizes (foreign, &place, error))
    return FALSE;
  *ret_place = place;
  place = (CsPlace){ 0 };
  return TRUE;
}
