/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The right to write a project file: an OFD lock on a side file that names its owner. The kernel
 * frees it with the process, so there is no stale lock to judge. One thread. */
#pragma once

#include "cs-env.h"

typedef struct _CsStoreLock CsStoreLock;

/* LOCKED with the owner's name, machine and time; READ_ONLY when no lock file can be made there, or
 * when there is one of somebody else that we may not open, who is named. */
CsStoreLock *cs_store_lock_take (CsEnv *env, const char *project_path, GError **error);
/* Who of the people works with it, for those who find it held. */
void cs_store_lock_name (CsStoreLock *lock, CsEnv *env, const char *person);
/* Who holds the lock of a project ("Ana", or the name of her account before that is known), on
 * which computer, and since when (wall time); NULL when nobody says. Caller frees both. */
char *cs_store_lock_holder (const char *project_path, char **ret_host, gint64 *ret_since);
void cs_store_lock_release (CsStoreLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsStoreLock, cs_store_lock_release)
