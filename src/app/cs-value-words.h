/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value of an attribute for people. Owns nothing; main thread. */
#pragma once

#include "cs-attribute.h"

/* "Smooth", "yes", "12 mm"; NULL is "not set". Caller frees. */
char *cs_value_words (const CsAttribute *attribute, const CsJson *value);
