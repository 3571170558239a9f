/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds a fuzz entry without a fuzzer: replay COUNT PATH... runs every file of the folders (or the
 * files themselves) whole, cut short and with COUNT seeded mutations each. */
#include "cs-fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CUTS 64

static guint runs;

/* An exact copy, so that a sanitizer sees a read one byte too far. */
static void
run (const guint8 *data, gsize size)
{
  guint8 *copy = malloc (size > 0 ? size : 1);
  if (size > 0)
    memcpy (copy, data, size);
  LLVMFuzzerTestOneInput (copy, size);
  free (copy);
  runs++;
}

static void
mutate_once (GByteArray *bytes, GRand *rand)
{
  if (bytes->len == 0)
    return;
  guint at = g_rand_int (rand) % bytes->len;
  guint room = bytes->len - at;
  guint span = 1 + g_rand_int (rand) % MIN (room, 16);
  g_autofree guint8 *block = g_memdup2 (bytes->data + at, span);
  static const guint8 edges[] = { 0x00, 0x01, 0x7f, 0x80, 0xff, '"', '\n', '=' };
  switch (g_rand_int (rand) % 5) {
  case 0:
    bytes->data[at] ^= (guint8)(1u << g_rand_int (rand) % 8);
    break;
  case 1:
    bytes->data[at] = edges[g_rand_int (rand) % G_N_ELEMENTS (edges)];
    break;
  case 2:
    g_byte_array_remove_range (bytes, at, span);
    break;
  case 3:
    g_byte_array_append (bytes, block, span);
    break;
  default:
    memset (bytes->data + at, edges[g_rand_int (rand) % G_N_ELEMENTS (edges)], span);
    break;
  }
}

static void
replay (const char *path, guint count)
{
  g_autofree char *contents = NULL;
  gsize size = 0;
  if (!g_file_get_contents (path, &contents, &size, NULL)) {
    fprintf (stderr, "%s: cannot be read\n", path);
    exit (2);
  }
  const guint8 *data = (const guint8 *)contents;
  run (data, size);
  for (guint i = 0; i < CUTS; i++)
    run (data, size * i / CUTS);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260105);
  for (guint i = 0; i < count; i++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_byte_array_append (bytes, data, (guint)size);
    for (guint n = 1 + g_rand_int (rand) % 4; n > 0; n--)
      mutate_once (bytes, rand);
    run (bytes->data, bytes->len);
  }
}

int
main (int argc, char **argv)
{
  guint count = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 0;
  for (int i = 2; i < argc; i++) {
    g_autoptr (GDir) dir = g_dir_open (argv[i], 0, NULL);
    if (dir == NULL)
      replay (argv[i], count);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
      g_autofree char *path = g_build_filename (argv[i], name, NULL);
      replay (path, count);
    }
  }
  if (runs > 0)
    return 0;
  fprintf (stderr, "nothing to replay\n");
  return 2;
}
