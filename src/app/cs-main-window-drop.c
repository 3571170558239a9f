/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-main-window-drop.h"
#include "cs-import-dialog.h"
#include "cs-new-project.h"

#include <glib/gi18n.h>

GPtrArray *
cs_drop_paths (const GValue *value)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next) {
    char *path = g_file_get_path (l->data);
    if (path != NULL)
      g_ptr_array_add (paths, path);
  }
  g_ptr_array_add (paths, NULL);
  return paths;
}

static void
offer_import (CsMainWindow *window, const char *const *paths)
{
  CsSession *session = cs_main_window_session (window);
  const CsSessionFacts *facts = session != NULL ? cs_session_facts (session) : NULL;
  if (session == NULL)
    cs_new_project_present (window, paths);
  else if (facts != NULL && facts->writable && (facts->roles & CS_ROLE_LEAD) != 0)
    cs_import_dialog_present (window, paths);
  else
    cs_main_window_toast (window, _ ("Only a lead brings files into this project."), NULL, NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, CsMainWindow *window)
{
  g_autoptr (GPtrArray) paths = cs_drop_paths (value);
  if (paths->len == 1)
    return FALSE;
  if (paths->len == 2 && g_str_has_suffix (paths->pdata[0], ".countersign"))
    cs_application_open_project (CS_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))),
                                 paths->pdata[0], NULL);
  else
    offer_import (window, (const char *const *)paths->pdata);
  return TRUE;
}

void
cs_main_window_take_drops (CsMainWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
