/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guess.h"

#include <string.h>

static const struct {
  gsize offset;
  const char *bytes;
  gsize size;
  const char *kind;
} marks[] = {
  { 0, "GIF8", 4, "this seems to be a GIF picture" },
  { 0, "BM", 2, "this seems to be a BMP picture" },
  { 8, "WEBP", 4, "this seems to be a WebP picture" },
  { 0, "\x00\x00\x00\x0cjP  ", 8, "this seems to be a JPEG 2000 picture" },
  { 0, "\xff\x4f\xff\x51", 4, "this seems to be a JPEG 2000 codestream" },
  { 0, "\x00\x00\x00\x0cJXL ", 8, "this seems to be a JPEG XL picture" },
  { 0, "\xff\x0a", 2, "this seems to be a JPEG XL picture" },
  { 4, "ftypavif", 8, "this seems to be an AVIF picture" },
  { 4, "ftyphei", 7, "this seems to be a HEIF picture" },
  { 4, "ftypmif1", 8, "this seems to be a HEIF picture" },
  { 4, "ftyp", 4, "this seems to be a video (MP4 or QuickTime)" },
  { 0, "\x1a\x45\xdf\xa3", 4, "this seems to be a video (Matroska or WebM)" },
  { 8, "AVI ", 4, "this seems to be a video (AVI)" },
  { 0, "\x00\x00\x01\xba", 4, "this seems to be a video (MPEG)" },
  { 0, "%PDF-", 5, "this seems to be a PDF document" },
  { 0, "PK\x03\x04", 4, "this seems to be a zip archive" },
  { 0, "\x1f\x8b", 2, "this seems to be gzip-compressed" },
  { 257, "ustar", 5, "this seems to be a tar archive" },
  { 0, "SQLite format 3", 16, "this seems to be an SQLite database" },
  { 344, "n+1\0", 4, "this seems to be a NIfTI volume" },
  { 344, "ni1\0", 4, "this seems to be a NIfTI volume" },
  { 0, "NRRD", 4, "this seems to be an NRRD volume" },
  { 0, "ObjectType", 10, "this seems to be a MetaImage volume" },
  { 0, "<?xml", 5, "this seems to be an XML document" },
  { 0, "<svg", 4, "this seems to be an SVG drawing" },
  { 0,
    "\x7f"
    "ELF",
    4, "this is a program" },
};

static gboolean
is_text (const guint8 *head, gsize size)
{
  /* The head may end inside a character. */
  const char *end = NULL;
  if (memchr (head, 0, size) != NULL)
    return FALSE;
  return g_utf8_validate ((const char *)head, (gssize)size, &end) ||
         (gsize)((const guint8 *)end - head) + 4 > size;
}

const char *
cs_guess_kind (const guint8 *head, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    if (size >= marks[i].offset + marks[i].size &&
        memcmp (head + marks[i].offset, marks[i].bytes, marks[i].size) == 0)
      return marks[i].kind;
  }
  return is_text (head, size) ? "this seems to be text; texts are named .txt or .md"
                              : "this is no kind of picture we know";
}
