/* SPDX-License-Identifier: GPL-3.0-or-later */
static const char *listed = N_ ("Listed");
