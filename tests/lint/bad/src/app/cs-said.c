/* SPDX-License-Identifier: GPL-3.0-or-later */
static const char *listed = N_ ("Listed");
static const char *pressed = N_ ("Press L for a label, or "
                                 "Ctrl+L.");
static const char *right = N_ ("Press {mark.label}; {mark.labels} is none.");
