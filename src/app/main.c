/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program `countersign`. */
#include "cs-application.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

/* Beside an installed program, wherever it was put; else where it was to be put. */
static char *
locale_dir (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *here = g_path_get_dirname (self != NULL ? self : "/usr/bin/");
  g_autofree char *beside = g_build_filename (here, "..", "share", "locale", NULL);
  return g_strdup (g_file_test (beside, G_FILE_TEST_IS_DIR) ? beside : CS_LOCALE_DIR);
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
  g_autoptr (CsApplication) application = cs_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
