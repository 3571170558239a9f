/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the preferences that lists every action with its keys. Main thread. */
#pragma once

#include <adwaita.h>

#define CS_TYPE_KEYS_PAGE (cs_keys_page_get_type ())
G_DECLARE_FINAL_TYPE (CsKeysPage, cs_keys_page, CS, KEYS_PAGE, AdwPreferencesPage)
