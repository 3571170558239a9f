/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every test program shares: a fixed environment, a private HOME, the corpus when it is
 * there. Test programs are GLib test programs; call cs_test_init instead of g_test_init. */
#pragma once

#include "cs-env.h"

/* Under a sanitizer, where long random walks are shortened. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CS_TEST_SLOWLY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CS_TEST_SLOWLY 1
#endif
#endif

/* g_test_init, a temporary HOME with its XDG folders, C.UTF-8 and UTC, warnings fatal. */
void cs_test_init (int *argc, char ***argv);
/* A fresh folder inside this program's temporary one. Caller frees the string; the folder goes
 * with the program. */
char *cs_test_dir (void);
/* Clock starts at 2026-01-05T08:00:00Z and gains 1 ms a call; random bytes are a seeded stream;
 * passphrases cost next to nothing. Folders lie in ROOT. */
CsEnv *cs_test_env (const char *root, guint64 seed);
/* Moves the fixed clock. */
void cs_test_env_advance (CsEnv *env, gint64 microseconds);
/* A path in the shared test corpus ("dicom/wg04") or NULL with the test marked as skipped. */
char *cs_test_corpus (const char *path);
/* The same for the oracle vectors ("coco.json"). */
char *cs_test_oracle (const char *path);
/* A file or folder of the source tree's tests/ ("bad/text"). */
char *cs_test_source (const char *path);
