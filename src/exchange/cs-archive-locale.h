/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libarchive converts names by the LC_CTYPE of the calling thread, and in "C" it loses or crashes
 * on names that are not ASCII. Around each call this thread, and only this one, speaks C.UTF-8. */
#pragma once

#include <locale.h>

/* Hands back what to give to cs_archive_locale_leave. */
locale_t cs_archive_locale_enter (void);
void cs_archive_locale_leave (locale_t before);
