/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the preferences with the windows of grey values of each modality. Main thread. */
#pragma once

#include <adwaita.h>

#define CS_TYPE_WINDOWS_PAGE (cs_windows_page_get_type ())
G_DECLARE_FINAL_TYPE (CsWindowsPage, cs_windows_page, CS, WINDOWS_PAGE, AdwPreferencesPage)
