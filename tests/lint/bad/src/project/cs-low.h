/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same name as a header of base. */
