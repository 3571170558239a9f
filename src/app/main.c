/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program `countersign`. */
#include "cs-application.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>

/* Beside an installed program, wherever it was put; else where it was to be put. */
static char *
locale_dir (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *here = g_path_get_dirname (self != NULL ? self : "/usr/bin/");
  g_autofree char *beside = g_build_filename (here, "..", "share", "locale", NULL);
  return g_strdup (g_file_test (beside, G_FILE_TEST_IS_DIR) ? beside : CS_LOCALE_DIR);
}

/* Without a session the toolkit's accessibility has nothing to hang on to, and would end us. */
static void
look_for_session (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (bus == NULL)
    g_setenv ("GTK_A11Y", "none", TRUE);
}

/* The toolkit does not survive that nothing can be written, and nobody could read why. */
static gboolean
has_letters (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *usual = pango_font_description_from_string ("Sans");
  g_autoptr (GObject) font = (gpointer)pango_font_map_load_font (map, context, usual);
  pango_font_description_free (usual);
  g_object_unref (context);
  return font != NULL;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_autofree char *words = locale_dir ();
  bindtextdomain (GETTEXT_PACKAGE, words);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  struct sigaction ignore = { .sa_handler = SIG_IGN };
  sigaction (SIGXFSZ, &ignore, NULL);
  sigaction (SIGPIPE, &ignore, NULL);
  look_for_session ();
  if (!has_letters ()) {
    g_printerr (_ ("Countersign cannot show a letter, because this computer has no fonts. Install "
                   "one, for example the package fonts-cantarell.\n"));
    return EXIT_FAILURE;
  }
  g_autoptr (CsApplication) application = cs_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
