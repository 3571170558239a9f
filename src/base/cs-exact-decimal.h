/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal numbers as text, never rounded: an optional minus, digits without a superfluous zero in
 * front, and after a point at least one digit. "7.0" keeps its zero, because it says how exactly
 * was measured. Any thread. */
#pragma once

#include <glib.h>

#define CS_EXACT_DECIMAL_MAX 64 /* characters */

gboolean cs_exact_decimal_ok (const char *text);
/* -1, 0 or 1 by value ("7.0" equals "7"); both are decimals. */
int cs_exact_decimal_compare (const char *a, const char *b);
/* Without zeros at the end and without "-0". Caller frees. */
char *cs_exact_decimal_shorten (const char *text);
/* The shortest that reads back as VALUE, without exponent; NULL when not finite or too long. */
char *cs_exact_decimal_from_real (double value);
