/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder that appears whole or not at all: filled beside its place, then renamed. Owned by its
 * maker; one thread. */
#pragma once

#include "cs-error.h"

typedef struct _CsExportFolder CsExportFolder;

/* CONFLICT when DIR exists and is not an empty folder, DENIED where nothing may be written. */
CsExportFolder *cs_export_folder_new (const char *dir, GError **error);
/* Where the file NAME ("signatures/a.json") must be written; its folder is made. Caller frees. */
char *cs_export_folder_path (CsExportFolder *folder, const char *name, GError **error);
gboolean cs_export_folder_add (CsExportFolder *folder, const char *name, GBytes *bytes,
                               GError **error);
/* The whole regular file behind FD, read from its start by position. */
gboolean cs_export_folder_add_fd (CsExportFolder *folder, const char *name, int fd, GError **error);
gboolean cs_export_folder_finish (CsExportFolder *folder, GError **error);
/* After something could not be put into it: says of ERROR where the file would have been, and that
 * nothing is left. FALSE. */
gboolean cs_export_folder_failed (const CsExportFolder *folder, GError **error);
/* The same for what was to be called TO and is called TEMPORARY (NULL: no more) while it is made.
 */
gboolean cs_export_failed (const char *temporary, const char *to, GError **error);
/* Without a finish, nothing stays on the disk. */
void cs_export_folder_free (CsExportFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsExportFolder, cs_export_folder_free)
