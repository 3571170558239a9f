/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cli.h"
#include "cs-decoder.h"
#include "cs-file.h"
#include "cs-text-decode.h"

#include <string.h>
#include <unistd.h>

#define TEXT_MAX (64 * 1024 * 1024)

typedef struct {
  CsCli *cli;
  CsDecoder *decoder;
  CsJson *files;
  guint refused;
} Probe;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Files in the order of their names; links to folders are not followed. */
static void
add_paths (const char *path, GPtrArray *paths, int depth)
{
  g_autoptr (GDir) folder =
      g_file_test (path, G_FILE_TEST_IS_DIR) && depth < 32 ? g_dir_open (path, 0, NULL) : NULL;
  if (folder == NULL) {
    g_ptr_array_add (paths, g_strdup (path));
    return;
  }
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *inner = g_build_filename (path, names->pdata[i], NULL);
    gboolean link =
        g_file_test (inner, G_FILE_TEST_IS_SYMLINK) && g_file_test (inner, G_FILE_TEST_IS_DIR);
    if (!link)
      add_paths (inner, paths, depth + 1);
  }
}

static void
tell_spacing (Probe *probe, const CsFrameGeometry *geometry)
{
  char row[G_ASCII_DTOSTR_BUF_SIZE], column[G_ASCII_DTOSTR_BUF_SIZE];
  if (geometry->row_spacing <= 0) {
    cs_cli_print (probe->cli, "  no spacing: lengths are in pixels");
    return;
  }
  g_ascii_formatd (row, sizeof row, "%g", geometry->row_spacing);
  g_ascii_formatd (column, sizeof column, "%g", geometry->column_spacing);
  cs_cli_print (probe->cli, "  spacing %s x %s mm (%s)", row, column,
                cs_spacing_nick (geometry->source));
}

static void
tell_picture (Probe *probe, const char *name, const CsProbe *found, const CsHash *values)
{
  const CsProbeFacts *facts = cs_probe_facts (found);
  const CsFrameFacts *frame = cs_probe_frame_facts (found, 0);
  char hex[CS_HASH_HEX + 1];
  cs_cli_print (probe->cli, "%s", name);
  cs_cli_print (probe->cli, "  %s%s%s, %u x %u, %u %s, %u of %u bits, %s", facts->format,
                facts->transfer_syntax_name != NULL ? ", " : "",
                facts->transfer_syntax_name != NULL ? facts->transfer_syntax_name : "",
                facts->columns, facts->rows, facts->frames, facts->frames == 1 ? "frame" : "frames",
                facts->bits_stored, facts->bits_allocated, facts->photometric);
  if (frame->n_windows > 0)
    cs_cli_print (probe->cli, "  window %s / %s%s%s", frame->windows[0].center,
                  frame->windows[0].width, frame->windows[0].explanation != NULL ? ", " : "",
                  frame->windows[0].explanation != NULL ? frame->windows[0].explanation : "");
  tell_spacing (probe, &frame->geometry);
  cs_cli_print (probe->cli, "  stored values %s", cs_hash_to_hex (values, hex));
}

static gboolean
probe_picture (Probe *probe, int fd, gint64 size, const char *name, CsJson *answer, GError **error)
{
  CsHash values;
  g_autoptr (CsProbe) found =
      cs_decoder_probe (probe->decoder, fd, size, name, CS_PROBE_DEFAULT, error);
  if (found == NULL || !cs_decoder_hash (probe->decoder, fd, size, name, found,
                                         cs_cli_host (probe->cli)->cancellable, &values, error))
    return FALSE;
  cs_json_put (answer, "picture", cs_json_ref (cs_probe_json (found)));
  cs_json_put_hash (answer, "values", &values);
  tell_picture (probe, name, found, &values);
  return TRUE;
}

static gboolean
probe_text (Probe *probe, const char *path, const char *name, CsJson *answer, GError **error)
{
  const char *decoding = NULL;
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, TEXT_MAX, error);
  if (bytes == NULL)
    return FALSE;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (CsTextDocument) document =
      cs_text_decode (data, size, cs_cli_option (probe->cli, "encoding"), &decoding, error);
  if (document == NULL)
    return FALSE;
  CsJson *text = cs_json_new_object ();
  cs_json_put_string (text, "decoding", decoding);
  cs_json_put_int (text, "length", cs_text_document_counts (document)->length);
  cs_json_put (answer, "text", text);
  cs_cli_print (probe->cli, "%s", name);
  cs_cli_print (probe->cli, "  text, %s, %" G_GINT64_FORMAT " code points", decoding,
                (gint64)cs_text_document_counts (document)->length);
  return TRUE;
}

static gboolean
probe_file (Probe *probe, const char *path, const char *name, CsJson *answer, GError **error)
{
  gint64 size = 0;
  gboolean text = cs_cli_option (probe->cli, "text") != NULL || g_str_has_suffix (path, ".txt") ||
                  g_str_has_suffix (path, ".md");
  if (text)
    return probe_text (probe, path, name, answer, error);
  int fd = cs_file_open (path, &size, error);
  if (fd < 0)
    return FALSE;
  gboolean ok = probe_picture (probe, fd, size, name, answer, error);
  close (fd);
  return ok;
}

static gboolean
run (CsCli *cli, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CsDecoder) decoder = cs_decoder_new (cs_cli_host (cli)->decoder, error);
  if (decoder == NULL)
    return FALSE;
  if (!cs_decoder_is_sandboxed (decoder))
    cs_problems_add (cs_cli_problems (cli), CS_SEVERITY_WARNING, "no-sandbox", NULL,
                     "this kernel does not let the decoder give up its rights");
  Probe probe = { cli, decoder, cs_json_new_array (), 0 };
  cs_json_put (cs_cli_data (cli), "files", probe.files);
  for (guint i = 0; i < cs_cli_n_arguments (cli); i++)
    add_paths (cs_cli_argument (cli, i), paths, 0);
  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (GError) trouble = NULL;
    g_autofree char *name = g_utf8_make_valid (paths->pdata[i], -1);
    CsJson *answer = cs_json_new_object ();
    cs_json_put_string (answer, "path", name);
    cs_json_append (probe.files, answer);
    if (g_cancellable_is_cancelled (cs_cli_host (cli)->cancellable))
      return cs_fail (error, CS_ERROR_CANCELLED, "stopped");
    if (probe_file (&probe, paths->pdata[i], name, answer, &trouble))
      continue;
    gboolean named = strstr (trouble->message, name) != NULL;
    cs_problems_add_error (cs_cli_problems (cli), CS_SEVERITY_ERROR, named ? NULL : name, trouble);
    cs_cli_say_no (cli);
  }
  return TRUE;
}

static const CsCliOption options[] = {
  { "text", NULL, "read everything as text" },
  { "encoding", "NAME", "how texts that are not UTF-8 are encoded" },
  { NULL },
};

static const CsCliAction actions[] = {
  { NULL, "PATH...", "what the program understands of files", options, 1, CS_CLI_ANY, run },
};

const CsCommand cs_command_probe = { "probe", actions, G_N_ELEMENTS (actions) };
