/* SPDX-License-Identifier: GPL-3.0-or-later */
static const char *cut = ngettext ("%" G_GINT64_FORMAT " slice", "slices", 2);
