/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a manual page on standard output:
 *
 *   man NAME SUMMARY SYNOPSIS FILE...
 *
 * Files of Markdown are translated by cmark; any other file is put in as it stands, under its name:
 * commands.txt under COMMANDS.
 * Runs while the program is built. */
#include <cmark.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* As it stands: what roff would take for its own is escaped. */
static void
put_plain (GString *out, const char *line)
{
  if (line[0] == '.' || line[0] == '\'')
    g_string_append (out, "\\&");
  for (const char *p = line; *p != '\0'; p++)
    g_string_append_printf (out, *p == '\\' ? "\\e" : *p == '-' ? "\\-" : "%c", *p);
  g_string_append_c (out, '\n');
}

static void
put_literal (GString *out, const char *path, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *heading = g_ascii_strup (name, (gssize)strcspn (name, "."));
  g_string_append_printf (out, ".SH %s\n.nf\n", heading);
  for (guint i = 0; lines[i] != NULL; i++)
    put_plain (out, lines[i]);
  g_string_append (out, ".fi\n");
}

static void
put_markdown (GString *out, const char *text, gsize size)
{
  cmark_node *tree = cmark_parse_document (text, size, CMARK_OPT_DEFAULT);
  char *roff = cmark_render_man (tree, CMARK_OPT_DEFAULT, 0);
  g_string_append (out, roff);
  free (roff);
  cmark_node_free (tree);
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) out = g_string_new (NULL);
  if (argc < 5) {
    g_printerr ("usage: man NAME SUMMARY SYNOPSIS FILE...\n");
    return 2;
  }
  g_string_append_printf (out, ".TH \"%s\" \"1\" \"\" \"Countersign " CS_VERSION "\" \"\"\n",
                          argv[1]);
  g_string_append_printf (out, ".SH NAME\n%s \\- %s\n", argv[1], argv[2]);
  g_auto (GStrv) synopsis = g_strsplit (argv[3], " ", 2);
  g_string_append_printf (out, ".SH SYNOPSIS\n.B %s\n", synopsis[0]);
  put_plain (out, synopsis[1] != NULL ? synopsis[1] : "");
  for (int i = 4; i < argc; i++) {
    gsize size = 0;
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;
    if (!g_file_get_contents (argv[i], &text, &size, &error)) {
      g_printerr ("%s\n", error->message);
      return 2;
    }
    if (g_str_has_suffix (argv[i], ".md"))
      put_markdown (out, text, size);
    else
      put_literal (out, argv[i], text);
  }
  g_print ("%s", out->str);
  return 0;
}
